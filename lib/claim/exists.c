/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether n scores of 0..K have a given sum and sum of squares, in constant time. The rule is our
 * own; docs/claims.md has its proof. */
#include <config.h>

#include <string.h>

#include "claim/exact.h"
#include "claim/exists.h"

/* The largest D that is not attained although parity and least(S) allow it, over all n from 5 to
 * the n at which the proof begins, for K = 0..100; by exhaustion, see tests/ref/gen/gaps.c. */
static const int16_t always_above[PAIN__MOST_STEPS + 1] = {
    -1,   -1,   -1,   2,    8,    14,   20,   26,   40,   54,   68,   82,   96,   110,  124,
    138,  164,  176,  197,  218,  239,  260,  305,  310,  336,  370,  405,  440,  475,  510,
    545,  580,  615,  650,  685,  720,  755,  798,  844,  890,  936,  982,  1028, 1074, 1128,
    1186, 1244, 1302, 1360, 1418, 1476, 1542, 1608, 1674, 1740, 1806, 1872, 1938, 2004, 2070,
    2136, 2202, 2268, 2334, 2400, 2466, 2532, 2612, 2692, 2772, 2852, 2932, 3012, 3092, 3172,
    3252, 3332, 3412, 3492, 3572, 3652, 3732, 3812, 3892, 3972, 4052, 4132, 4212, 4292, 4372,
    4452, 4532, 4612, 4692, 4772, 4852, 4932, 5022, 5132, 5242, 5352,
};

int64_t pain__always_above(int32_t k)
{
    return always_above[k];
}

static bool two_exist(int32_t k, int64_t s, int64_t q)
{
    int64_t square = 2 * q - s * s;

    if (square < 0)
        return false;
    int64_t difference = pain__square_root(square);

    /* The parity of the difference is that of the sum, because q = s (mod 2). */
    return difference * difference == square && difference <= s && (s + difference) / 2 <= k;
}

/* n <= 4: by the largest score, until two are left. */
static bool few_exist(int64_t n, int32_t k, int64_t s, int64_t q)
{
    if (s < 0 || s > n * k || q < 0 || q > k * s)
        return false;
    if (n <= 1)
        return n == 0 ? s == 0 && q == 0 : q == s * s;
    if (n == 2)
        return two_exist(k, s, q);
    for (int64_t v = k; v * n >= s; v--) {
        if (v * v <= q && v <= s && few_exist(n - 1, (int32_t)v, s - v, q - v * v))
            return true;
        if (v == 0)
            break;
    }
    return false;
}

bool pain__exists(int64_t n, int32_t k, int64_t s, int64_t q)
{
    if (n <= 0)
        return n == 0 && s == 0 && q == 0;
    if (s < 0 || s > n * k || ((q ^ s) & 1) != 0)
        return false;
    int64_t d = k * s - q;

    if (d < 0 || q < pain__least_squares(n, s))
        return false;
    if (n < 5)
        return few_exist(n, k, s, q);
    return d > always_above[k] || pain__inside_exists(k, d, s, n * k - s);
}

bool pain__exists_within(int64_t n, int32_t k, int64_t s, int64_t low, int64_t high, int64_t *q)
{
    *q = 0;
    if (n <= 0 || s < 0 || s > n * k) {
        return n == 0 && s == 0 && low <= 0 && high >= 0;
    }
    int64_t least = pain__least_squares(n, s), middle = low / 2 + high / 2;

    low = low > least ? low : least;
    high = high < k * s ? high : k * s;
    low += (low ^ s) & 1;
    high -= (high ^ s) & 1;
    if (low > high)
        return false;
    /* What the rule grants goes up to `sure`. */
    int64_t sure = k * s - always_above[k] - 1;

    sure -= (sure ^ s) & 1;
    sure = sure < high ? sure : high;
    if (n >= 5 && low <= sure) {
        middle -= (middle ^ s) & 1;
        *q = middle < low ? low : middle > sure ? sure : middle;
        return true;
    }
    for (int64_t at = low; at <= high; at += 2)
        if (pain__exists(n, k, s, at)) {
            *q = at;
            return true;
        }
    return false;
}

/* How many patients can be at v at most: a larger number makes the rest no easier, for scores of
 * the rest can be joined by one more at v. */
static int64_t most_at(int64_t n, int32_t k, int64_t s, int64_t q, int64_t v)
{
    int64_t low = 0, high = v > 0 && s / v < n ? s / v : n;

    while (low < high) {
        int64_t c = low + (high - low + 1) / 2;

        if (pain__exists(n - c, k, s - c * v, q - c * v * v))
            low = c;
        else
            high = c - 1;
    }
    return low;
}

bool pain__witness(int64_t n, int32_t k, int64_t s, int64_t q, int64_t *counts)
{
    memset(counts, 0, ((size_t)k + 1) * sizeof *counts);
    if (!pain__exists(n, k, s, q))
        return false;
    for (int32_t i = 0; i <= k; i++) {
        /* From the mean outwards, so that the scores look like scores. */
        int32_t start = n > 0 ? (int32_t)(s / n) : 0, best = -1;

        for (int32_t v = 0; v <= k; v++)
            if (counts[v] == 0 && (best < 0 || (v > start ? v - start : start - v) <
                                                   (best > start ? best - start : start - best)))
                best = v;
        if (n == 0 || best < 0)
            break;
        int64_t c = most_at(n, k, s, q, best);

        counts[best] = c > 0 ? c : -1;
        n -= c;
        s -= c * best;
        q -= c * best * (int64_t)best;
    }
    for (int32_t v = 0; v <= k; v++)
        if (counts[v] < 0)
            counts[v] = 0;
    return n == 0;
}
