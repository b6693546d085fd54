/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_OUTCOME_SUPPRESS_H
#define PAIN_OUTCOME_SUPPRESS_H
/* What of a summary is shown when counts of too few patients are not.
 *
 * The rows of an endpoint and group make a block; all blocks have the same rows in the same order.
 * A place is a row's number among the blocks of one group: endpoint after endpoint. */

#include "outcome/grid.h"
#include "outcome/summary.h"

/* The counts of a flow, in the order of its members from `evaluated` on. */
enum {
    FLOW_EVALUATED,
    FLOW_STARTED,
    FLOW_NO_BASELINE,
    FLOW_ZERO_BASELINE,
    FLOW_PLAN_KNOWN,
    FLOW_COMPLETED,
    FLOW_COMPLETED_WELL,
    FLOW_STOPPED,
    FLOW_EVALUABLE = FLOW_STOPPED + 6,
    FLOW_COMPLETERS,
    FLOW_SESSIONS,
    FLOW_COUNTS
};

/* One choice of what to show, the same for each of its units. Readings before FLOW_COUNTS are the
 * counts of the flow. */
typedef struct pain__plan {
    pain_summary *summary;
    size_t ends, block;            /* endpoints, rows of a block */
    size_t places;                 /* ends * block */
    size_t *unit;                  /* of each flow; PAIN__NO_UNIT for one that is in none */
    size_t *reading, *column;      /* of each place */
    uint64_t (*flow)[FLOW_COUNTS]; /* of each unit */
    pain__grid grid;
    unsigned char *row;      /* of each place: is shown */
    unsigned char *withheld; /* of each place: is not to be shown in any case */
    unsigned char *kept;     /* of the grid: what was shown before a reading was tried */
    bool shows[FLOW_COUNTS];
} pain__plan;

#define PAIN__NO_UNIT SIZE_MAX

/* suppress_plan.c: a plan for `units` of the flows as `unit` numbers them, which it takes over;
 * pain__plan_free frees what there is, after a failure too. */
pain_status pain__plan_init(pain__plan *plan, pain_summary *summary, size_t *unit, size_t units);
void pain__plan_free(pain__plan *plan);

/* The row of a place in the block of a flow. */
pain_summary_row *pain__plan_row(const pain__plan *plan, size_t flow, size_t place);

/* Shows a row if the counts that it tells fit beside all that is shown; returns whether it is. */
bool pain__plan_add_row(pain__plan *plan, size_t place);

/* The counts of a flow as an array. */
uint64_t *pain__flow_counts(pain_flow *flow);

/* suppress_choose.c: chooses what to show beside what already is. */
void pain__plan_choose(pain__plan *plan);

/* suppress_alike.c: whether a mean of the cohort tells of fewer than `least` patients, because the
 * others are alike. PAIN_ENOMEM. */
pain_status pain__suppress_alike(const pain_cohort *cohort, uint64_t least, bool *alike);

/* suppress.c: leaves out of a summary what tells of 1 to summary->suppress - 1 patients. */
pain_status pain__suppress(pain_summary *summary);

/* Makes a row say that it is suppressed. */
void pain__suppress_row(pain_summary_row *row);

#endif
