/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole numbers of any sign with a given sum and sum of squares. From five numbers on, parity and
 * the least sum of squares decide; four are Cauchy's lemma (M. B. Nathanson, A short proof of
 * Cauchy's polygonal number theorem, Proc. Am. Math. Soc. 99 (1987) 22-24), with Legendre's three
 * squares; see docs/claims.md. */
#include <config.h>

#include "claim/exact.h"
#include "claim/exists.h"

/* Legendre: not of the form 4^a (8 b + 7). */
static bool is_three_squares(int64_t x)
{
    while (x > 0 && x % 4 == 0)
        x /= 4;
    return x >= 0 && x % 8 != 7;
}

static bool two_exist(int64_t s, int64_t q)
{
    int64_t square = 2 * q - s * s, root = square >= 0 ? pain__square_root(square) : 0;

    return square >= 0 && root * root == square;
}

static bool three_exist(int64_t s, int64_t q)
{
    int64_t bound = pain__square_root(q);

    for (int64_t v = -bound; v <= bound; v++)
        if (two_exist(s - v, q - v * v))
            return true;
    return false;
}

bool pain__exists_unlimited(int64_t n, int64_t s, int64_t q)
{
    int64_t shift = s / n - (s % n < 0);

    /* Relative to the whole number below the mean, so that s lies in 0..n - 1. */
    q += n * shift * shift - 2 * shift * s;
    s -= shift * n;
    if (((q ^ s) & 1) != 0 || q < pain__least_squares(n, s))
        return false;
    if (n >= 5)
        return true;
    if (n == 1)
        return q == s * s;
    if (n == 2)
        return two_exist(s, q);
    if (n == 3)
        return three_exist(s, q);
    /* 4 q - s^2 is a sum of three squares when s is odd; else q - (s / 2)^2 must be one. */
    return s % 2 != 0 || is_three_squares(q - s / 2 * (s / 2));
}
