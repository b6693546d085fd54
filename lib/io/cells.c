/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers, markers and words in cells. */
#include <config.h>

#include <string.h>

#include "data/scale.h"
#include "io/cells.h"
#include "io/columns.h"

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Equal but for the case of ASCII letters. */
static bool same_text(pain__text text, const char *other)
{
    size_t i = 0;

    while (i < text.length && other[i] != '\0' && lower(text.at[i]) == lower(other[i]))
        i++;
    return i == text.length && other[i] == '\0';
}

pain_status pain__cell_rules_missing(pain__cell_rules *rules, const pain_allocator *a,
                                     const char *const *missing, size_t n_missing,
                                     pain_error *error)
{
    size_t bytes = 0;

    if (n_missing > 0 && missing == NULL)
        return pain__fail(error, PAIN_EINVAL, "markers for no value are counted but not given");
    for (size_t i = 0; i < n_missing; i++) {
        if (missing[i] == NULL)
            return pain__fail(error, PAIN_EINVAL, "a marker for no value is NULL");
        bytes += strlen(missing[i]) + 1;
    }
    rules->missing = pain__alloc(a, bytes, 1);
    if (rules->missing == NULL)
        return pain__fail(error, PAIN_ENOMEM, "no memory for the options");
    char *to = rules->missing;

    for (size_t i = 0; i < n_missing; i++)
        to = (char *)memcpy(to, missing[i], strlen(missing[i]) + 1) + strlen(missing[i]) + 1;
    rules->n_missing = n_missing;
    return PAIN_OK;
}

void pain__cell_rules_scale(pain__cell_rules *rules)
{
    for (int i = 0; i < 100; i++) {
        const pain__decimal value = {i, 0};

        rules->small[i] = pain__scale_score_decimal(&rules->scale, &value);
    }
}

bool pain__cell_is_marker(const pain__cell_rules *rules, pain__text text)
{
    static const char *const usual[] = {"na", "n/a", "nan", "null", "."};

    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (same_text(text, usual[i]))
            return true;
    const char *marker = rules->missing;

    for (size_t i = 0; i < rules->n_missing; i++, marker += strlen(marker) + 1)
        if (same_text(text, marker))
            return true;
    return false;
}

const char *pain__cell_any_score(const pain__cell_rules *rules, pain__text text, pain_score *score)
{
    *score = PAIN_SCORE_NONE;
    if (pain__cell_missing(rules, text))
        return NULL;
    if (pain__scale_score_text(&rules->scale, text.at, text.length, rules->marks, score) == PAIN_OK)
        return NULL;
    return "not a number; where there is no score, leave the cell empty or name its marker";
}

/* A whole number, also as spreadsheets write it ("3.0"). */
static bool whole(pain__text text, int64_t *number)
{
    pain__decimal decimal;

    *number = 0;
    return pain__decimal_parse(text.at, text.length, ".,", &decimal) == PAIN_OK &&
           pain__decimal_integer(&decimal, number);
}

const char *pain__cell_any_count(pain__text text, int32_t *count)
{
    int64_t number;

    *count = 0;
    if (!whole(text, &number) || number < 0 || number > INT32_MAX)
        return "not a whole number from 0";
    *count = (int32_t)number;
    return NULL;
}

static bool is_leap(unsigned year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Days from 1970-01-01 to a date of the Gregorian calendar: years counted from March, so that the
 * leap day is a year's last. */
static int64_t days_to(unsigned y, unsigned m, unsigned d)
{
    /* 400 more years keep the divisions away from negative numbers. */
    unsigned year = (m > 2 ? y : y - 1) + 400, month = m > 2 ? m - 3 : m + 9;

    return (int64_t)(365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + d) -
           1 - 719468 - 146097;
}

/* Reads "YYYY-MM-", eight bytes at once. */
static bool read_month(uint64_t text, pain__month *month)
{
    static const unsigned char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    /* Without what all have in common; a byte that is none of it reaches its highest bit by the
     * sum, if it has not already. */
    uint64_t bytes = text ^ UINT64_C(0x2d30302d30303030);
    uint64_t sum = bytes + UINT64_C(0x7f76767f76767676), tens = 10 * bytes + (bytes >> 8);
    unsigned y = 100 * (unsigned)(tens & 255) + (unsigned)(tens >> 16 & 255);
    unsigned m = (unsigned)(tens >> 40 & 255);

    if (((bytes | sum) & UINT64_C(0x8080808080808080)) != 0 || m < 1 || m > 12)
        return false;
    *month =
        (pain__month){text, days_to(y, m, 0), lengths[m - 1] + (unsigned)(m == 2 && is_leap(y))};
    return true;
}

/* A date as YYYY-MM-DD, perhaps with a time behind it, as days since 1970-01-01. */
static bool date(pain__cell_rules *rules, pain__text text, int64_t *day)
{
    if (text.length < 10 || (text.length > 10 && text.at[10] != ' ' && text.at[10] != 'T'))
        return false;
    uint64_t bytes = pain__get_8(text.at);
    pain__month *month = pain__cell_month(rules, bytes);
    unsigned d = pain__two_digits(text.at + 8);

    if ((month->text != bytes && !read_month(bytes, month)) || d < 1 || d > month->length)
        return false;
    *day = month->before + d;
    return true;
}

const char *pain__cell_day(pain__cell_rules *rules, pain__text text, int64_t *day)
{
    pain__day_origin origin = PAIN__DAYS_DATES;
    int64_t number;

    *day = PAIN_NO_DAY;
    if (!date(rules, text, day)) {
        if (!whole(text, &number))
            return "not a day: a day is a date as YYYY-MM-DD, or a whole number";
        if (number > 9999999 || number < -9999999)
            return "too large for a day: is it a date without dashes? write YYYY-MM-DD";
        *day = number;
        origin = PAIN__DAYS_NUMBERS;
    }
    if (rules->origin == PAIN__DAYS_UNSEEN)
        rules->origin = origin;
    if (rules->origin == origin)
        return NULL;
    *day = PAIN_NO_DAY;
    return origin == PAIN__DAYS_DATES ? "a date, where rows before it have a number of days"
                                      : "a number, where rows before it have a date";
}

/* Only as much of the text is looked at as a reason is long. */
int32_t pain__cell_stop(pain__text cell)
{
    char text[256];
    size_t length = cell.length < sizeof text ? cell.length : sizeof text - 1;

    if (length == 0)
        return PAIN_STOP_UNKNOWN;
    memcpy(text, cell.at, length);
    text[length] = '\0';
    return (int32_t)pain_stop_parse(text);
}
