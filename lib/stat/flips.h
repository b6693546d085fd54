/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_FLIPS_H
#define PAIN_STAT_FLIPS_H
/* The sum of those of given scores that a fair coin chooses: the null distribution of the
 * signed-rank and the sign-flip test, given the absolute values. */

#include <painstat/alloc.h>
#include <painstat/status.h>

/* Scores above 0, ascending, each `count` times, by rows. */
typedef struct pain__scores {
    const uint64_t *score, *count;
    size_t rows;
} pain__scores;

/* P(S <= observed) and P(S >= observed), where `observed` is one of the sums. The smaller one keeps
 * its digits. O(m x number of scores up to m), m the distance of `observed` from the nearer end in
 * units of the greatest common divisor. PAIN_EOVERFLOW when m is above 2^23, or the work above 2^34
 * steps; PAIN_ENOMEM. NaN on failure. */
pain_status pain__flip_tails(pain__scores scores, uint64_t observed,
                             const pain_allocator *allocator, double *lower, double *upper);

/* The smallest sum *k with P(S <= *k) > tail, 0 < tail < 1; *below becomes P(S < *k), which is at
 * most the tail. A probability above the tail by less than 1.4e-14 of it counts as equal. Errors as
 * above. */
pain_status pain__flip_quantile(pain__scores scores, double tail, const pain_allocator *allocator,
                                uint64_t *k, double *below);

#endif
