/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The difference of two paired proportions by square-and-add: from the Wilson limits l1, u1 of p1
 * and l2, u2 of p2, with x = p1 - l1 and y = u2 - p2, the lower limit is
 *
 *   p1 - p2 - sqrt(x^2 - 2 phi x y + y^2)
 *
 * phi = (ad - bc) / sqrt((a + b)(c + d)(a + c)(b + d)), 0 where that is 0 / 0 (method 8); method 10
 * lessens a positive ad - bc by n / 2, to 0 at least. R. G. Newcombe, Stat. Med. 17 (1998)
 * 2635-2650. */
#include <config.h>

#include <math.h>

#include "stat/paired.h"
#include "stat/proportion.h"

static double phi_of(const pain__paired *t, double correction)
{
    double first = sqrt(t->a + t->b) * sqrt(t->c + t->d);
    double second = sqrt(t->a + t->c) * sqrt(t->b + t->d);
    double association = t->a * t->d - t->b * t->c;

    if (first == 0 || second == 0)
        return 0;
    if (association > 0)
        association = fmax(association - correction, 0);
    return association / first / second;
}

static double lower_by(const pain__paired *t, double phi, double tail)
{
    const pain__paired mirrored = {t->a, t->c, t->b, t->d, t->n};

    if (tail > 0.5)
        return -lower_by(&mirrored, phi, 1 - tail);
    uint64_t n = (uint64_t)t->n;
    uint64_t k1 = (uint64_t)(t->a + t->b), k2 = (uint64_t)(t->a + t->c);
    double p1 = (double)k1 / t->n, p2 = (double)k2 / t->n;
    double below = k1 > 0 ? p1 - pain__wilson_lower(k1, n, tail) : 0;
    double above = k2 < n ? pain__wilson_upper(k2, n, tail) - p2 : 0;
    double square = below * below - 2 * phi * below * above + above * above;

    return (t->b - t->c) / t->n - sqrt(fmax(square, 0));
}

double pain__newcombe_8(const pain__paired *t, double tail)
{
    return lower_by(t, phi_of(t, 0), tail);
}

double pain__newcombe_10(const pain__paired *t, double tail)
{
    return lower_by(t, phi_of(t, t->n / 2), tail);
}
