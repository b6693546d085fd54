/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_IO_CELLS_H
#define PAIN_IO_CELLS_H
/* What stands in a cell. Readers of a cell return NULL, or a text that says what is wrong with it
 * and what to do, never what it holds. */

#include "base/bytes.h"
#include "io/records.h"

typedef enum pain__day_origin {
    PAIN__DAYS_UNSEEN = 0,
    PAIN__DAYS_NUMBERS,
    PAIN__DAYS_DATES
} pain__day_origin;

/* A month that was read in dates. */
typedef struct pain__month {
    uint64_t text;   /* "YYYY-MM-" as a number; 0 for none */
    int64_t before;  /* days from 1970-01-01 to the last day before it */
    unsigned length; /* in days */
} pain__month;

enum { PAIN__MONTHS = 64 };

typedef struct pain__cell_rules {
    pain_scale scale;
    const char *marks; /* decimal marks */
    char *missing;     /* the caller's markers, each ended by a NUL */
    size_t n_missing;
    pain__day_origin origin; /* what the day column was found to hold */
    pain_score small[100];   /* the scores of the whole numbers of one or two digits */
    pain__month month[PAIN__MONTHS];
} pain__cell_rules;

/* Copies the caller's markers. EINVAL, ENOMEM. */
pain_status pain__cell_rules_missing(pain__cell_rules *rules, const pain_allocator *a,
                                     const char *const *missing, size_t n_missing,
                                     pain_error *error);

/* Makes ready what the scale alone tells; `scale` is set. */
void pain__cell_rules_scale(pain__cell_rules *rules);

/* pain__cell_missing for a cell that may be a marker. */
bool pain__cell_is_marker(const pain__cell_rules *rules, pain__text text);

/* True for a cell that holds no value. `text` is trimmed, here and below. */
static inline bool pain__cell_missing(const pain__cell_rules *rules, pain__text text)
{
    if (text.length == 0)
        return true;
    /* The usual markers are short and begin with no digit. */
    if (rules->n_missing == 0 && (text.length > 4 || (text.at[0] >= '0' && text.at[0] <= '9')))
        return false;
    return pain__cell_is_marker(rules, text);
}

/* Reads a number of up to nine digits and nothing else, which most are. */
static inline bool pain__cell_digits(pain__text text, int32_t *number)
{
    uint32_t value = 0;

    if (text.length == 0 || text.length > 9)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        unsigned digit = (unsigned char)text.at[i] - (unsigned)'0';

        if (digit > 9)
            return false;
        value = value * 10 + digit;
    }
    *number = (int32_t)value;
    return true;
}

/* A number of one or two digits, as most scores are; -1 for none. */
static inline int32_t pain__cell_small(pain__text text)
{
    unsigned number = (unsigned char)text.at[0] - (unsigned)'0';

    if (text.length == 1)
        return number <= 9 ? (int32_t)number : -1;
    if (text.length != 2)
        return -1;
    unsigned last = (unsigned char)text.at[1] - (unsigned)'0';

    return number <= 9 && last <= 9 ? (int32_t)(10 * number + last) : -1;
}

/* A score; the reasons for none that the scale gives are no error. */
const char *pain__cell_any_score(const pain__cell_rules *rules, pain__text text, pain_score *score);

static inline const char *pain__cell_score(const pain__cell_rules *rules, pain__text text,
                                           pain_score *score)
{
    int32_t number = rules->n_missing == 0 ? pain__cell_small(text) : -1;

    if (number < 0)
        return pain__cell_any_score(rules, text, score);
    *score = rules->small[number];
    return NULL;
}

/* A whole number from 0. */
const char *pain__cell_any_count(pain__text text, int32_t *count);

static inline const char *pain__cell_count(pain__text text, int32_t *count)
{
    return pain__cell_digits(text, count) ? NULL : pain__cell_any_count(text, count);
}

/* The month in which a date may stand that begins with those eight bytes. */
static inline pain__month *pain__cell_month(pain__cell_rules *rules, uint64_t bytes)
{
    return &rules->month[bytes * UINT64_C(0x9e3779b97f4a7c15) / (UINT64_MAX / PAIN__MONTHS + 1)];
}

/* The number of two digits; something above 99 when they are none. */
static inline unsigned pain__two_digits(const char *text)
{
    unsigned tens = (unsigned char)text[0] - (unsigned)'0';
    unsigned ones = (unsigned char)text[1] - (unsigned)'0';

    return tens <= 9 && ones <= 9 ? 10 * tens + ones : 100;
}

/* Reads a date in a month that was met before, as nearly all are, where days are known to be dates;
 * the text need not be trimmed. */
static inline bool pain__cell_date(pain__cell_rules *rules, pain__text text, int64_t *day)
{
    if (text.length != 10 || rules->origin != PAIN__DAYS_DATES)
        return false;
    uint64_t bytes = pain__get_8(text.at);
    const pain__month *month = pain__cell_month(rules, bytes);
    unsigned d = pain__two_digits(text.at + 8);

    if (month->text != bytes || d < 1 || d > month->length)
        return false;
    *day = month->before + d;
    return true;
}

/* A day: a number, or a date as days since 1970-01-01. One file holds the one or the other. */
const char *pain__cell_day(pain__cell_rules *rules, pain__text text, int64_t *day);

/* Why a course ended, a pain_stop. */
int32_t pain__cell_stop(pain__text text);

/* The kind of occasion that a visit's name says; -1 for none. */
int pain__visit_occasion(pain__text text);

/* What the cell of a "kind" column says: a pain_occasion, and whether the score is one after. */
const char *pain__cell_kind(pain__text text, int32_t *occasion, bool *after);

#endif
