/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_CLAIM_EXISTS_H
#define PAIN_CLAIM_EXISTS_H
/* Whether n scores of 0..K have a given sum and sum of squares. The rule and its proof:
 * docs/claims.md.
 *
 * S is the sum and Q the sum of squares. Always Q = S (mod 2), least(S) <= Q <= K S. The distance
 * to the upper end, D = K S - Q = sum of v (K - v), counts nothing for scores at the ends. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The longest scale. */
enum { PAIN__MOST_STEPS = 100 };

/* Above this D every Q of the right parity from least(S) on is attained, for n >= 5 on 0..K
 * (0 <= K <= PAIN__MOST_STEPS); -1: everywhere. */
int64_t pain__always_above(int32_t k);

/* The least sum of squares of n >= 1 whole numbers (of any sign) with the sum s. */
static inline int64_t pain__least_squares(int64_t n, int64_t s)
{
    int64_t q = s / n - (s % n < 0), r = s - q * n;

    return n * q * q + r * (2 * q + 1);
}

/* Whether n >= 0 scores of 0..k with sum s and sum of squares q exist. O(1) but for small D and n,
 * a short search there. */
bool pain__exists(int64_t n, int32_t k, int64_t s, int64_t q);

/* The same for some q in low..high; `*q` is the one nearest to the middle of the window of those
 * that the rule grants, or the first that a search finds; 0 when there is none. */
bool pain__exists_within(int64_t n, int32_t k, int64_t s, int64_t low, int64_t high, int64_t *q);

/* Scores with that sum and sum of squares, as counts[0..k]; false, and zeros, when there are none.
 * O(k log n) calls of pain__exists. */
bool pain__witness(int64_t n, int32_t k, int64_t s, int64_t q, int64_t *counts);

/* inside.c: whether scores strictly inside of 0..k have sum of v (k - v) = d, with a sum of at most
 * s and congruent to s (mod k), and a sum of k - v of at most `mirrored`. That is all that is asked
 * of S = s and n k - S = mirrored: the other patients are at 0 and at k. */
bool pain__inside_exists(int32_t k, int64_t d, int64_t s, int64_t mirrored);

/* unlimited.c: whether n >= 1 whole numbers of any sign with that sum and sum of squares exist. */
bool pain__exists_unlimited(int64_t n, int64_t s, int64_t q);

#endif
