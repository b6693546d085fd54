/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_GRANULARITY_H
#define PAINSTAT_GRANULARITY_H
/** @file
 * What n whole scores can have for a mean or a percentage (GRIM).
 *
 * The mean of n scores on a grid is one of finitely many fractions; a printed mean is possible when
 * its set of numbers holds one of them. A percentage of n patients is the mean of scores that are 0
 * or 100, so it is the same question. Decided on integers; n up to 10^6. */

#include <painstat/printed.h>
#include <painstat/scale.h>

PAIN_BEGIN_DECLS

/** The values that one patient can have: (lowest + v * step) / unit, for v = 0, 1, ..., steps;
 *  steps = 0: for every whole v, below 0 too (no limits known). NRS-11 is {0, 1, 1, 10}, binary
 *  data {0, 1, 1, 1}, percentages of patients {0, 100, 1, 1}. Valid: step and unit from 1 to 10^9,
 *  lowest within 10^12, steps from 0 to 10^6. v is a "score" here; it counts from the lowest
 *  printed value whatever the direction of the scale. */
typedef struct pain_grid {
    int64_t lowest, step, unit;
    int32_t steps;
} pain_grid;

/** The grid of means of `items` answers (1 to 1000) on a scale, NULL being NRS-11: three answers on
 *  0..6 are 0..6 by 1/3. `limits` false: without its ends. PAIN_EINVAL (also for a grid beyond the
 *  bounds above): `grid` is then 0. */
PAIN_API PAIN_MUST_CHECK pain_status pain_grid_of_scale(const pain_scale *scale, int32_t items,
                                                        bool limits, pain_grid *grid);

/** 0..highest by 1 for 1 <= highest; the grid of percentages of patients. */
PAIN_API pain_grid pain_grid_whole(int32_t highest);
PAIN_API pain_grid pain_grid_percent(void);

/** What a check says. Possible is not confirmed. */
typedef enum pain_verdict {
    PAIN_IMPOSSIBLE = 0,
    PAIN_POSSIBLE = 1,
    PAIN_NOT_TESTABLE = 2, /**< possible, and nothing else could have come out */
    PAIN_UNDECIDED = 3 /**< said to be impossible, but the second routine could not confirm it */
} pain_verdict;

/** The outcome of GRIM. */
typedef struct pain_grim {
    int32_t verdict;     /**< a pain_verdict */
    int64_t first, last; /**< sums of the n scores that fit are first..last; none: last = first - 1,
                              and the nearest means are those of the sums `last` and `first` */
    int64_t below, above; /**< means of the sums next to the set, as numerators over ... */
    int64_t denominator;  /**< ... this: n * unit. On a grid with limits, one may not exist: then
                               below > above of the grid, see has_below and has_above */
    bool has_below, has_above;
    /** Share of printed values with these decimals that n scores cannot have, an upper limit:
     *  max(0, 1 - n unit / (step 10^d)) counts n sums, not n + 1, and one value for a tie. NaN for
     *  a set without two ends. At 0 the check cannot fail. */
    double power;
    uint64_t reserved[4];
} pain_grim;

/** Whether the mean of n scores on the grid can be in the set. Not testable: n unit >= step 10^d
 *  for a figure of d decimals (a set at least as long as the distance of two means, ends included),
 *  unless the limits of the grid make it impossible. PAIN_EINVAL: NULL, a set or grid that is none,
 *  n not in 1..10^6. PAIN_EOVERFLOW: the figure is too large for this grid (|value| above 10^12
 *  steps). On failure the verdict is PAIN_UNDECIDED, all else 0, power NaN. O(log n). Brown and
 *  Heathers 2017. */
PAIN_API PAIN_MUST_CHECK pain_status pain_grim_check(const pain_grid *grid, const pain_range *mean,
                                                     int64_t n, pain_grim *result);

/** The next n, from..up_to, of which all the sets hold a mean (several percentages of the same
 *  patients); PAIN_DONE when there is none, `n` is then 0. PAIN_EINVAL, PAIN_EOVERFLOW as above. To
 *  list them, begin again at n + 1. O(up_to - from). */
PAIN_API PAIN_MUST_CHECK pain_status pain_grim_next_n(const pain_grid *grid,
                                                      const pain_range *means, size_t count,
                                                      int64_t from, int64_t up_to, int64_t *n);

/** The fraction with the smallest denominator in the set, and of these the smallest: how few
 *  patients the share can come from. The set is of fractions times `whole` (100 for percentages,
 *  1). By the Stern-Brocot tree, O(log of the denominator). A set without two ends, not of numbers
 *  from 0, or empty: PAIN_EINVAL. PAIN_EOVERFLOW: above 2^62. Both 0 on failure. */
PAIN_API PAIN_MUST_CHECK pain_status pain_simplest_share(const pain_range *range, int64_t whole,
                                                         int64_t *numerator, int64_t *denominator);

PAIN_END_DECLS
#endif
