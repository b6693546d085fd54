/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores inside of a scale that make up a small D, see exists.h.
 *
 * A score v at the distance a from its nearer end, 1 <= a <= k/2, adds a (k - a) to D. With t the
 * sum of the distances and p that of their squares, D = k t - p; so for each t from D / k on, p is
 * given, and what is looked for are partitions of t with that sum of squares. A score near the
 * upper end is k minus its distance: the sum of all is then (distances near 0) - (distances near
 * k), mod k. */
#include <config.h>

#include "claim/exists.h"

typedef struct {
    int64_t k;
    int64_t s, mirrored; /* what the sums may be at most */
} sum_limits;

/* Whether x is within `reach` of a multiple of k. */
static bool is_near_multiple(int64_t x, int64_t k, int64_t reach)
{
    int64_t rest = x % k;

    rest = rest < 0 ? rest + k : rest;
    return rest <= reach || k - rest <= reach;
}

/* Distances of at most `most` with sum t and sum of squares p remain, those of `most` itself near
 * the upper end only if `upper`; so far the scores add up to `sum` and their mirror images to
 * `mirror`. Each distance left moves the sum by as much, up or down (mod k). */
static bool search(const sum_limits *limits, int64_t most, bool upper, int64_t t, int64_t p,
                   int64_t sum, int64_t mirror)
{
    if (sum > limits->s || mirror > limits->mirrored ||
        !is_near_multiple(limits->s - sum, limits->k, t))
        return false;
    if (t == 0)
        return p == 0;
    if (most > t) {
        most = t;
        upper = false;
    }
    /* The squares lie between those of t ones and those of as many large ones as there can be. */
    if (p < t || p > most * most * (t / most) + (t % most) * (t % most))
        return false;
    for (int64_t a = most; a > 0 && a * t >= p; a--) {
        if (a * a > p)
            continue;
        if (!(upper && a == most) &&
            search(limits, a, false, t - a, p - a * a, sum + a, mirror + limits->k - a))
            return true;
        if (2 * a != limits->k &&
            search(limits, a, true, t - a, p - a * a, sum + limits->k - a, mirror + a))
            return true;
    }
    return false;
}

bool pain__inside_exists(int32_t k, int64_t d, int64_t s, int64_t mirrored)
{
    sum_limits limits = {k, s, mirrored};

    if (k == 0)
        return d == 0;
    for (int64_t t = (d + k - 1) / k;; t++) {
        int64_t p = k * t - d;

        /* Each square is at most k/2 times its distance: 2 p <= k t. */
        if (2 * p > k * t)
            return false;
        if (search(&limits, k / 2, false, t, p, 0, 0))
            return true;
    }
}
