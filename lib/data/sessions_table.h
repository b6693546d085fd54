/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_SESSIONS_TABLE_H
#define PAIN_DATA_SESSIONS_TABLE_H
/* What a table of sessions is made of, for the files that read it whole or fill it. */

#include "data/intern.h"
#include "data/occasion.h"
#include "painstat/sessions.h"

#define PAIN__KINDS 4

struct pain_sessions {
    pain_allocator allocator;
    pain_scale scale;
    int32_t steps; /* of the scale */
    pain__rows rows;
    bool has[PAIN__KINDS];                 /* rows of each kind */
    pain__labels patients, visits, groups; /* of one key */
    pain__occasions occasions;
};

/* Rows on their way in. Until a row is added its labels are indices of words, which are measured
 * under the key of the table's patients, its line is one behind `line`, and `earlier` is the bit of
 * its occasion, 0 where that is not known. */
typedef struct pain__incoming {
    pain__row *row; /* which the table may change: each is used up */
    size_t n;
    uint64_t line;
    pain__words patients, visits, groups; /* borrowed */
} pain__incoming;

/* A row with its own words; those without a text are none. */
typedef struct pain__draft {
    pain__word patient, visit, group;
    pain__row row;
} pain__draft;

/* The row of a draft, on its way in. */
pain__incoming pain__draft_row(pain__draft *draft);

/* pain_sessions_append for rows that are known to be valid: each has a patient, scores on the
 * scale. Counts those that were added, and ends with the first that was not, with its status and
 * error. */
pain_status pain__sessions_add(pain_sessions *sessions, const pain__incoming *rows, size_t *added,
                               pain_error *error);

#endif
