/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "plain_cells.h"

/* Names count without case, blanks, '_', '-', '.' and what stands in brackets, and so far as they
 * stand in the first 63 bytes. */
static const char *name_of(const char *text, char name[64])
{
    int depth = 0;
    size_t n = 0;

    for (size_t i = 0; i < 63 && text[i] != '\0'; i++) {
        char c = text[i];

        depth += c == '(' || c == '[';
        if (depth == 0 && (unsigned char)c > ' ' && strchr("_-.", c) == NULL)
            name[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        depth -= depth > 0 && (c == ')' || c == ']');
    }
    name[n] = '\0';
    return name;
}

static bool begins(const char *text, const char *word)
{
    return strncmp(text, word, strlen(word)) == 0;
}

int plain_visit(const char *text)
{
    char buffer[64];
    const char *name = name_of(text, buffer);

    if (strstr(name, "followup") != NULL || strcmp(name, "fu") == 0 ||
        (begins(name, "fu") && name[2] >= '0' && name[2] <= '9'))
        return PAIN_FOLLOW_UP;
    if (begins(name, "evaluation") || begins(name, "intake") || begins(name, "screening") ||
        begins(name, "consultation") || begins(name, "freesession") ||
        begins(name, "trialsession") || begins(name, "freetrial"))
        return PAIN_EVALUATION;
    return -1;
}

int plain_kind(const char *text, bool *after)
{
    char buffer[64];
    const char *name = name_of(text, buffer), *behind = name;

    *after = begins(name, "after") || begins(name, "post");
    if (begins(name, "before") || begins(name, "pre"))
        behind += name[0] == 'b' ? 6 : 3;
    else if (*after)
        behind += name[0] == 'a' ? 5 : 4;
    if (behind > name &&
        (*behind == '\0' || strcmp(behind, "session") == 0 || strcmp(behind, "treatment") == 0))
        return PAIN_SESSION;
    *after = false;
    if (strcmp(name, "baseline") == 0 || strcmp(name, "eval") == 0)
        return PAIN_EVALUATION;
    if (strcmp(name, "assessment") == 0 || strcmp(name, "visit") == 0)
        return PAIN_ASSESSMENT;
    return plain_visit(text);
}

/* Reads a number in units of 10^-decimals: the largest whole number of them that is not above it,
 * beyond 10^14 any, and whether it is the number itself. */
static bool number_of(const char *text, const char *marks, int decimals, int64_t *units,
                      bool *whole)
{
    bool negative = *text == '-', marked = false, rest = false;
    char *digits = malloc(strlen(text) + 1), *end;
    long n = 0, point = 0, lead = 0; /* of the digits, how many are left of the point, and are 0 */
    int64_t value = 0;

    if (digits == NULL)
        abort();
    for (text += *text == '-' || *text == '+'; *text != '\0'; text++) {
        if (*text >= '0' && *text <= '9') {
            digits[n++] = *text;
            point += !marked;
        } else if (!marked && strchr(marks, *text) != NULL) {
            marked = true;
        } else {
            break;
        }
    }
    bool good = n > 0;

    if (good && (*text == 'e' || *text == 'E')) {
        long exponent = strtol(text + 1, &end, 10);

        good = (unsigned char)text[1] > ' ' && end > text + 1;
        point += exponent > 1000000 ? 1000000 : exponent < -1000000 ? -1000000 : exponent;
        text = end;
    }
    good = good && *text == '\0';
    while (lead < n && digits[lead] == '0')
        lead++;
    for (long i = lead; lead < n && i < point + decimals && value < INT64_C(100000000000000); i++)
        value = value * 10 + (i < n ? digits[i] - '0' : 0);
    for (long i = lead; i < n; i++)
        rest = rest || (i >= point + decimals && digits[i] != '0');
    free(digits);
    *units = negative ? -value - rest : value;
    *whole = !rest;
    return good;
}

bool plain_score(const char *text, const pain_scale *s, const char *marks, pain_score *score)
{
    int64_t units;
    bool whole;

    *score = PAIN_SCORE_NONE;
    if (*text == '\0')
        return true;
    if (!number_of(text, marks, s->decimals, &units, &whole))
        return false;
    int64_t steps = s->direction == PAIN_HIGHER_IS_WORSE ? (units - s->lowest) / s->step
                                                         : (s->highest - units) / s->step;

    if (units < s->lowest || units > s->highest || (units == s->highest && !whole))
        *score = PAIN_SCORE_OFF_SCALE;
    else
        *score =
            !whole || (units - s->lowest) % s->step != 0 ? PAIN_SCORE_OFF_STEP : (pain_score)steps;
    return true;
}

bool plain_count(const char *text, int32_t *count)
{
    int64_t units = 0;
    bool whole = true, good = *text == '\0' || number_of(text, ".,", 0, &units, &whole);

    good = good && whole && units >= 0 && units <= INT32_MAX;
    *count = good ? (int32_t)units : 0;
    return good;
}

/* The days since 1970-01-01 of a date of the calendar, as YYYY-MM-DD, with a time behind it. */
static bool date_of(const char *text, int64_t *day)
{
    static const char digits[] = "0123456789";
    struct tm date = {0};

    if (strspn(text, digits) != 4 || text[4] != '-' || strspn(text + 5, digits) != 2 ||
        text[7] != '-' || strspn(text + 8, digits) != 2 || strchr(" T", text[10]) == NULL)
        return false;
    date.tm_year = atoi(text) - 1900;
    date.tm_mon = atoi(text + 5) - 1;
    date.tm_mday = atoi(text + 8);
    const struct tm printed = date;

    *day = timegm(&date) / 86400;
    return date.tm_mon == printed.tm_mon && date.tm_mday == printed.tm_mday;
}

bool plain_day(const char *text, plain_days *days, int64_t *day)
{
    bool whole, is_date = date_of(text, day);

    if (*text == '\0') {
        *day = PAIN_NO_DAY;
        return true;
    }
    if (!is_date &&
        (!number_of(text, ".,", 0, day, &whole) || !whole || *day > 9999999 || *day < -9999999))
        return false;
    if (*days == PLAIN_DAYS_UNSEEN)
        *days = is_date ? PLAIN_DAYS_DATES : PLAIN_DAYS_NUMBERS;
    return *days == (is_date ? PLAIN_DAYS_DATES : PLAIN_DAYS_NUMBERS);
}
