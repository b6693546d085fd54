/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_SAMPLES_H
#define PAINSTAT_SAMPLES_H
/** @file
 * How many different samples have the printed figures, and random ones of them.
 *
 * Two samples differ when a count per score differs: all are given the same weight. That is not a
 * probability that data looked so; verdicts and bounds do not depend on it. */

#include <painstat/alloc.h>
#include <painstat/figures.h>

PAIN_BEGIN_DECLS

/** How to count and draw. NULL, or zero in a member, means the default. */
typedef struct pain_samples_options {
    size_t size;            /**< sizeof(pain_samples_options) */
    const int64_t *exactly; /**< for each score 0..steps how many patients have it, -1 where that is
                                 free; NULL: all free */
    uint64_t memory;        /**< the most bytes for the exact tables; 0: 2^27 */
    const pain_allocator *allocator; /**< for working memory; NULL means malloc */
} pain_samples_options;

/** The number of samples. */
typedef struct pain_samples_total {
    bool is_exact;
    uint64_t exact; /**< 0 when not exact */
    double about; /**< the same as a double; not exact: the saddle-point estimate, some percent off
                         where there are many, 10 to 20 % where the SD leaves little room */
    uint64_t reserved[4]; /**< zero */
} pain_samples_total;

/** Counts the samples of a grid with limits that have the mean and the spread in `figures` (the
 *  order figures must not be given). Exact, by tables of all sums and sums of squares below and
 *  above the mean, while they fit into the memory and the numbers into 63 bits; else estimated, or
 *  PAIN_EOVERFLOW when scores are fixed. On NRS-11, SD 2.5: exact in 0.02 s for n = 100, in 0.9 s
 *  for n = 300. PAIN_EINVAL, PAIN_EOVERFLOW as pain_figures_possible; PAIN_ENOMEM. 0 and NaN on
 *  failure. */
PAIN_API PAIN_MUST_CHECK pain_status pain_samples_count(const pain_figures *figures,
                                                        const pain_samples_options *options,
                                                        pain_samples_total *total);

/** Draws samples, each with the same probability, independent: `counts` has room for draws *
 *  (steps + 1) numbers, the counts per score of one sample after the other. Draw i uses stream i of
 *  the seed. PAIN_DONE when there is no sample; PAIN_EOVERFLOW when the tables do not fit;
 *  otherwise as pain_samples_count. `counts` is then 0. 10,000 draws take 0.05 s where the count
 *  takes 0.02 s. */
PAIN_API PAIN_MUST_CHECK pain_status pain_samples_draw(const pain_figures *figures,
                                                       const pain_samples_options *options,
                                                       uint64_t seed, size_t draws,
                                                       int64_t *counts);

/** The distribution of the number of patients at or below `cut` over such draws: tally[k] of the
 *  draws have k, k = 0..n. Errors as pain_samples_draw; a cut outside 0..steps: PAIN_EINVAL. */
PAIN_API PAIN_MUST_CHECK pain_status pain_samples_share(const pain_figures *figures,
                                                        const pain_samples_options *options,
                                                        int32_t cut, uint64_t seed, size_t draws,
                                                        uint64_t *tally);

PAIN_END_DECLS
#endif
