/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_VISITS_H
#define PAIN_DATA_VISITS_H
/* The order of labels: of groups by name, of a table's visits in time. */

#include "data/sessions_table.h"

/* Where a visit stands among the visits of a table. */
typedef struct pain__visit {
    uint32_t rank; /* place in the order */
    uint32_t kind; /* pain__kind_rank of the first row that has it */
} pain__visit;

typedef struct pain__visits {
    pain__visit *visit;   /* by label index */
    uint32_t first, last; /* first and last visit that an assessment has, or PAIN__NO_LABEL */
    bool guessed;         /* neither names nor days told the order */
} pain__visits;

/* 0 for an evaluation, 1 for a session or an assessment, 2 for a follow-up. */
static inline uint32_t pain__kind_rank(int32_t occasion)
{
    return occasion == PAIN_EVALUATION ? 0 : occasion == PAIN_FOLLOW_UP ? 2 : 1;
}

/* The labels' indices by value of the numbers among them, then by bytes, in a new array; `*numbers`
 * tells whether every label is a number. ENOMEM writes NULL. */
pain_status pain__labels_order(const pain__labels *labels, const pain_allocator *allocator,
                               uint32_t **order, bool *numbers);

/* The order of a table's visits: by name when every name is a number, else by their earliest day
 * where every row with a visit has a day, else by first appearance. ENOMEM leaves nothing. */
pain_status pain__visits_order(const pain_sessions *sessions, const pain_allocator *allocator,
                               pain__visits *visits);

#endif
