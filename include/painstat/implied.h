/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_IMPLIED_H
#define PAINSTAT_IMPLIED_H
/** @file
 * What printed figures imply: the smallest and the largest number of patients in one part of the
 * scale that any sample with these figures has. Exact, with samples that reach both. */

#include <painstat/figures.h>

PAIN_BEGIN_DECLS

typedef struct pain_count_bounds {
    int64_t least, most;                      /**< numbers of patients, of n */
    pain_witness least_witness, most_witness; /**< samples that have them */
} pain_count_bounds;

/** Patients with scores 0..cut, in steps from the lowest value of the scale (so 1 is "at most 1" on
 *  0..10 by 1, and "at most 0.5" by 0.5); 0 <= cut < steps. Not every number between the two need
 *  be possible. PAIN_DONE when the figures are impossible, all is then 0. PAIN_EINVAL (also a grid
 *  without limits, a cut beyond it) and PAIN_EOVERFLOW as pain_figures_possible. O(sums (log n +
 *  steps)) but for SDs close to the largest. */
PAIN_API PAIN_MUST_CHECK pain_status pain_bounds_at_most(const pain_figures *figures, int32_t cut,
                                                         pain_count_bounds *bounds);

/** Patients with exactly this score, 0 <= score <= steps. Otherwise as pain_bounds_at_most; the
 *  cost grows with the least number, O(sums (least log n)). */
PAIN_API PAIN_MUST_CHECK pain_status pain_bounds_at(const pain_figures *figures, int32_t score,
                                                    pain_count_bounds *bounds);

PAIN_END_DECLS
#endif
