/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_PAIRINGS_H
#define PAINSTAT_PAIRINGS_H
/** @file
 * What is known of the same patients when a report says how many had each score before and how many
 * after, but not who went from where to where: the least and the most that percent reductions and
 * shares of patients can be over all pairings of the two. Exact, each end with a pairing that has
 * it.
 *
 * Whole numbers alone, without search: sorted scores against sorted ones for the mean of
 * percentages, patients who choose in turn for shares and the median (docs/claims.md has the
 * arguments). The work grows with the distinct scores, not with the patients. Scores count steps
 * from free of pain: 0, 1, ..., steps. */

#include <painstat/paired_figures.h>

PAIN_BEGIN_DECLS

/** How many of pain_paired_quantity these functions know: all. */
#define PAIN_PAIRINGS_QUANTITIES 7

/** The two distributions, and what is assumed and asked. */
typedef struct pain_pairings {
    size_t size;                     /**< sizeof(pain_pairings) */
    int32_t steps;                   /**< of the scale, 1 to 100 */
    int32_t cut;                     /**< of near zero, in steps, 0 to `steps` */
    int32_t percent;                 /**< of responders, 1 to 100; 0 is 30 */
    bool above;                      /**< responders have more than `percent`, not just at least */
    bool nobody_worse;               /**< only pairings with E <= B for all */
    int64_t before[101], after[101]; /**< patients with each score 0..steps, none beyond; the same
                                          number in all, 1 to 10^6 */
    uint64_t reserved[4];            /**< zero */
} pain_pairings;

/** One end: the value, and a pairing that has it, by baseline and then endpoint. Two distributions
 *  and one patient more or less need at most so many cells. */
enum { PAIN_PAIRINGS_CELLS = 202 };
typedef struct pain_pairings_end {
    double value;                   /**< in percent, within 10^-12 of its size or of 1 */
    int64_t numerator, denominator; /**< the same exactly; both 0 where that takes more than 64 bits
                                         (means of percentages on scales above some 30 steps) */
    size_t n_cells;
    pain_paired_cell cell[PAIN_PAIRINGS_CELLS];
} pain_pairings_end;

/** Whether any pairing is as assumed. Without `nobody_worse` all are. With it, one is exactly when
 *  at or below each score at least as many ended as began; `score` is the lowest where that fails
 *  (PAIN_IMPOSSIBLE), else -1 (PAIN_POSSIBLE). PAIN_EINVAL: NULL, or counts that are not as above;
 *  `verdict` is then PAIN_UNDECIDED and `score` -1. */
PAIN_API PAIN_MUST_CHECK pain_status pain_pairings_check(const pain_pairings *counts,
                                                         int32_t *verdict, int32_t *score);

/** The smallest (`upper` false) or largest value of a pain_paired_quantity over all pairings.
 *
 *  Patients with baseline 0 have no percentage. How many they are is known, not how they ended:
 *  means and medians are of the others, and each endpoint may be one of theirs; among responders
 *  they count in the denominator alone. The reduction of the means and near zero are the same in
 *  all pairings.
 *
 *  PAIN_EUNDEFINED: no pairing is as assumed, or every baseline is 0 (mean, median, reduction of
 *  the means). PAIN_EINVAL as above, and a quantity that is none. `value` is NaN and all else 0
 *  then. O(steps^2); the median 20 times that, of an even number of patients up to O(steps^3) for
 *  each of the ratios between the two middle ones. */
PAIN_API PAIN_MUST_CHECK pain_status pain_pairings_bound(const pain_pairings *counts,
                                                         int32_t quantity, bool upper,
                                                         pain_pairings_end *end);

PAIN_END_DECLS
#endif
