/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_SESSIONS_TABLE_H
#define PAIN_DATA_SESSIONS_TABLE_H
/* What a table of sessions is made of, for the files that read it whole. */

#include "data/intern.h"
#include "data/occasion.h"
#include "painstat/sessions.h"

#define PAIN__KINDS 4

/* A row with its labels as indices. Courses look at all of a row at once and in any order of rows,
 * so that a row is one piece of memory and not twelve. */
struct pain__row {
    int64_t day;
    uint64_t line;
    uint32_t patient, visit, group; /* PAIN__NO_LABEL for none */
    int32_t course, number, planned;
    pain_score before, after;
    uint8_t occasion, stop;
};

struct pain_sessions {
    pain_allocator allocator;
    pain_scale scale;
    int32_t steps; /* of the scale */
    pain__row *row;
    size_t n, capacity;
    size_t kinds[PAIN__KINDS]; /* how many rows of each kind */
    pain__labels patients, visits, groups;
    pain__occasions occasions;
};

#endif
