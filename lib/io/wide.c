/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The score columns of a wide file: "pre1, post1, pre2, post2, ..." are sessions, "pain.0, pain.1,
 * ..." and "baseline, week 4, week 8" are assessments. */
#include <config.h>

#include <string.h>

#include "io/columns.h"

static bool is_side(pain__reading reading)
{
    return reading.meaning == PAIN__MEANS_BEFORE || reading.meaning == PAIN__MEANS_AFTER;
}

bool pain__columns_numbered(const pain__columns *c)
{
    for (size_t i = 0; i < c->n; i++) {
        pain__reading reading = pain__column_read(c->columns[i].key);

        if (is_side(reading) && reading.number >= 0 && !reading.scale)
            return true;
    }
    return false;
}

/* The slot of a session, made when there is none yet; only the first `*n` slots are in use. */
static pain_status slot_of(pain__columns *c, int32_t number, size_t *n, pain__slot **slot,
                           pain_error *error)
{
    size_t i = 0;

    while (i < *n && c->slots[i].number != number)
        i++;
    if (i == *n) {
        pain_status status = pain__columns_slots(c, ++*n, error);

        if (status != PAIN_OK)
            return status;
        c->slots[i].number = number;
    }
    *slot = &c->slots[i];
    return PAIN_OK;
}

pain_status pain__columns_pairs(pain__columns *c, pain_error *error)
{
    bool numbered = pain__columns_numbered(c);
    size_t n = 0;

    c->pairs = true;
    for (size_t i = 0; i < c->n; i++) {
        pain__reading reading = pain__column_read(c->columns[i].key);
        bool before = reading.meaning == PAIN__MEANS_BEFORE;
        pain__slot *slot;

        if (!is_side(reading) || (numbered && reading.number < 0))
            continue;
        pain_status status = slot_of(c, numbered ? reading.number : 1, &n, &slot, error);

        if (status != PAIN_OK)
            return status;
        size_t *column = before ? &slot->before : &slot->after;

        if (*column != PAIN__NO_COLUMN)
            return pain__columns_ambiguous(c, before ? PAIN_ROLE_BEFORE : PAIN_ROLE_AFTER, *column,
                                           i, error);
        *column = i;
    }
    return PAIN_OK;
}

/* True for a column that can be one of a series of assessments. */
static bool in_series(const pain__columns *c, size_t i, uint64_t *measure)
{
    pain__reading reading = pain__column_read(c->columns[i].key);

    *measure = reading.measure;
    return reading.meaning == PAIN__MEANS_VISIT || reading.meaning == PAIN__MEANS_BASELINE ||
           reading.meaning == PAIN__MEANS_END ||
           (reading.meaning == PAIN__MEANS_AFTER && reading.number < 0);
}

/* How many columns are of the series. */
static size_t series_length(const pain__columns *c, uint64_t measure)
{
    size_t n = 0;

    for (size_t i = 0; i < c->n; i++) {
        uint64_t own;

        n += in_series(c, i, &own) && own == measure;
    }
    return n;
}

pain__series pain__columns_series(const pain__columns *c, uint64_t *measure)
{
    *measure = 0;
    for (size_t i = 0; i < c->n; i++)
        if (in_series(c, i, measure) && *measure != 0 && series_length(c, *measure) > 1)
            return PAIN__SERIES_NAMED;
    *measure = 0;
    return series_length(c, 0) > 1 ? PAIN__SERIES_BARE : PAIN__SERIES_NONE;
}

pain_status pain__columns_assessments(pain__columns *c, uint64_t measure, pain_error *error)
{
    size_t n = 0;

    for (size_t i = 0; i < c->n; i++) {
        uint64_t own;

        if (!in_series(c, i, &own))
            continue;
        if (own != measure && own != 0 && series_length(c, own) > 1) {
            (void)pain__fail(error, PAIN_ESCHEMA,
                             "columns '%.40s' and '%.40s' begin two series of scores: list those "
                             "of one in order: before=%.40s,...",
                             c->columns[c->slots[0].before].name, c->columns[i].name,
                             c->columns[c->slots[0].before].name);
            error->column = (uint32_t)i + 1;
            return PAIN_ESCHEMA;
        }
        if (own != measure)
            continue;
        /* A visit is known by the name of its column. */
        for (size_t k = 0; k < n; k++)
            if (strcmp(c->columns[c->slots[k].before].name, c->columns[i].name) == 0)
                return pain__columns_ambiguous(c, PAIN_ROLE_BEFORE, c->slots[k].before, i, error);
        pain_status status = pain__columns_slots(c, n + 1, error);

        if (status != PAIN_OK)
            return status;
        c->slots[n++].before = i;
    }
    return PAIN_OK;
}
