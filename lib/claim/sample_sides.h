/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_CLAIM_SAMPLE_SIDES_H
#define PAIN_CLAIM_SAMPLE_SIDES_H
/* All samples with printed figures, as pairs of what is below and what is above a score in their
 * middle. */

#include "claim/frame.h"
#include "claim/sums_table.h"
#include <painstat/samples.h>

/* The free scores on one side of the centre, the nearest first. */
typedef struct pain__side {
    int32_t score[PAIN__MOST_STEPS], scores;
    pain__sums table;
} pain__side;

/* The patients at the centre, one of the free scores, are those that the two sides leave. */
typedef struct pain__sides {
    pain__frame frame;
    pain_samples_options options;
    pain_allocator allocator;
    int64_t fixed_n, fixed_sum, fixed_square, n; /* of scores that are fixed; the free patients */
    int32_t centre;
    bool has_centre;
    int32_t way; /* 1: side 0 is below the centre; -1: above. It has no more scores than side 1 */
    pain__side side[2];
    uint64_t *prefix;
} pain__sides;

/* Where patients of the two sides stand: so many, the sum and the sum of squares of their distances
 * from the centre. */
typedef struct pain__side_state {
    int64_t c, s, q;
} pain__side_state;

/* Of all samples in order one is looked for; ascending ranks one after the other. */
typedef struct pain__rank {
    uint64_t rank;
    size_t draw;
    pain__side_state at[2];
} pain__rank;

/* Checks the figures and splits the scores; EINVAL, EOVERFLOW as in the header. */
pain_status pain__sides_init(pain__sides *sides, const pain_figures *figures,
                             const pain_samples_options *options);
void pain__sides_free(pain__sides *sides);

/* Fills the tables. DONE when no free patient can have the figures (so also when none is free);
 * EOVERFLOW when they are too large, ENOMEM. */
pain_status pain__sides_fill(pain__sides *sides);

/* The number of samples, and the states of the `n` of them at `ranks`, which ascend. EOVERFLOW. */
pain_status pain__sides_count(const pain__sides *sides, uint64_t *total, pain__rank *ranks,
                              size_t n);

/* Whether the score's count is open; and whether the fixed ones, when all are, have the figures. */
bool pain__sides_is_free(const pain__sides *sides, int32_t score);
bool pain__sides_fixed_fits(const pain__sides *sides);

#endif
