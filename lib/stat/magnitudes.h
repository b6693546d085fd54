/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_MAGNITUDES_H
#define PAIN_STAT_MAGNITUDES_H
/* Differences by their absolute value and sign, and the mid-ranks of these. */

#include <painstat/alloc.h>
#include <painstat/tally.h>

typedef struct pain__magnitudes {
    double *size;       /* distinct absolute values above 0, ascending */
    uint64_t *positive; /* how many differences are plus that value */
    uint64_t *count;    /* how many are plus or minus that value */
    uint64_t *rank2;    /* twice their mid-rank, once pain__magnitudes_rank has been called */
    size_t rows;
    uint64_t n, n_zero, n_positive; /* all differences, those equal to 0, those above 0 */
} pain__magnitudes;

/* x - centre of sound counts. PAIN_ENOMEM; PAIN_ENONFINITE when one overflows. To be freed in any
 * case. */
pain_status pain__magnitudes_new(pain__magnitudes *m, pain_counts counts, double centre,
                                 const pain_allocator *allocator);
void pain__magnitudes_free(pain__magnitudes *m, const pain_allocator *allocator);

/* Sets rank2: the ranks begin after `skipped` others, such as Pratt's zeros. PAIN_EOVERFLOW when
 * there are more than 2^31, so that sums of ranks are exact. */
pain_status pain__magnitudes_rank(pain__magnitudes *m, uint64_t skipped);

#endif
