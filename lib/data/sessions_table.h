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
    size_t kinds[PAIN__KINDS];             /* how many rows of each kind */
    pain__labels patients, visits, groups; /* of one key */
    pain__occasions occasions;
};

/* A row on its way in, with its labels measured under the key of the table's patients; those of
 * `row` are not known yet. */
typedef struct pain__entry {
    pain__word patient, visit, group;
    pain__row row;
    uint32_t bit; /* of its occasion, where it is known; else 0 */
} pain__entry;

/* pain_sessions_append for an entry that is known to be valid: has a patient, scores on the scale.
 * The labels of its row are written. */
pain_status pain__sessions_add(pain_sessions *sessions, pain__entry *entry, pain_error *error);

#endif
