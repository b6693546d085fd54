/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits for a difference and a ratio from the limits l, u of each proportion: the squares of the
 * distances from the estimates add (MOVER, method of variance estimates recovery).
 *
 *   difference   lower = d - sqrt((p1 - l1)^2 + (u2 - p2)^2), upper = d + sqrt((u1 - p1)^2 + (p2 -
 *                l2)^2) R. G. Newcombe, Stat. Med. 17 (1998) 873-890: method 10 from Wilson's
 *                limits, 11 from the corrected ones
 *   ratio        lower = l1 (2 p1 - l1) / (p1 p2 + sqrt(p2^2 a^2 + b^2 l1 (2 p1 - l1))), a = p1 -
 *                l1, b = u2 - p2 upper = (p1 p2 + sqrt(p1^2 b^2 + a^2 l2 (2 p2 - l2))) / (l2 (2 p2
 *                - l2)), a = u1 - p1, b = p2 - l2 A. Donner and G. Y. Zou, Stat. Methods Med. Res.
 *                21 (2012) 347-359, written without cancellation
 *
 * From Jeffreys' limits p is the median of Beta(x + 1/2, n - x + 1/2), and no limit is moved to 0
 * or 1: P. J. Laud, Pharm. Stat. 16 (2017) 334-348. */
#include <config.h>

#include <math.h>

#include "num/distribution.h"
#include "stat/proportion.h"
#include "stat/two_groups.h"

/* One proportion with its limits. */
typedef struct limited {
    double p, lower, upper;
} limited;

typedef limited (*limited_by)(double x, double n, double tail);

static limited by_wilson(double x, double n, double tail)
{
    limited one = {x / n, 0, 1};

    if (x > 0)
        one.lower = pain__wilson_lower((uint64_t)x, (uint64_t)n, tail);
    if (x < n)
        one.upper = pain__wilson_upper((uint64_t)x, (uint64_t)n, tail);
    return one;
}

static limited by_wilson_cc(double x, double n, double tail)
{
    limited one = {x / n, 0, 1};

    if (x > 0)
        one.lower = fmax(pain__wilson_cc_lower((uint64_t)x, (uint64_t)n, tail), 0);
    if (x < n)
        one.upper = fmin(pain__wilson_cc_upper((uint64_t)x, (uint64_t)n, tail), 1);
    return one;
}

static limited by_jeffreys(double x, double n, double tail)
{
    double a = x + 0.5, b = n - x + 0.5;

    return (limited){
        pain__beta_quantile(0.5, a, b, PAIN__LOWER),
        pain__beta_quantile(tail, a, b, PAIN__LOWER),
        pain__beta_quantile(tail, a, b, PAIN__UPPER),
    };
}

/* The two limits have changed sides when the tail is above 1/2. */
static pain_status in_order(double lower, double upper, bool changed, double limits[2])
{
    if (isnan(lower) || isnan(upper))
        return PAIN_ENOCONV;
    limits[0] = changed ? upper : lower;
    limits[1] = changed ? lower : upper;
    return PAIN_OK;
}

static pain_status difference(const pain__two_groups *g, double tail, limited_by by, double d,
                              double limits[2])
{
    bool changed = tail > 0.5;
    double beyond = changed ? 1 - tail : tail;
    limited one = by(g->x1, g->n1, beyond), two = by(g->x2, g->n2, beyond);

    if (isnan(d))
        d = one.p - two.p;
    return in_order(d - hypot(one.p - one.lower, two.upper - two.p),
                    d + hypot(one.upper - one.p, two.p - two.lower), changed, limits);
}

static double ratio_lower(limited one, limited two)
{
    double product = one.lower * (2 * one.p - one.lower);
    double root = hypot(two.p * (one.p - one.lower), (two.upper - two.p) * sqrt(product));

    return product > 0 ? product / (one.p * two.p + root) : 0;
}

static double ratio_upper(limited one, limited two)
{
    double product = two.lower * (2 * two.p - two.lower);
    double root = hypot(one.p * (two.p - two.lower), (one.upper - one.p) * sqrt(product));

    return product > 0 ? (one.p * two.p + root) / product : INFINITY;
}

static pain_status ratio(const pain__two_groups *g, double tail, limited_by by, double limits[2])
{
    bool changed = tail > 0.5;
    double beyond = changed ? 1 - tail : tail;
    limited one = by(g->x1, g->n1, beyond), two = by(g->x2, g->n2, beyond);

    if (isnan(one.p + one.lower + one.upper + two.p + two.lower + two.upper))
        return PAIN_ENOCONV;
    return in_order(ratio_lower(one, two), ratio_upper(one, two), changed, limits);
}

pain_status pain__difference_newcombe(const pain__two_groups *g, double tail, double limits[2])
{
    return difference(g, tail, by_wilson, pain__observed_difference(g), limits);
}

pain_status pain__difference_newcombe_cc(const pain__two_groups *g, double tail, double limits[2])
{
    return difference(g, tail, by_wilson_cc, pain__observed_difference(g), limits);
}

pain_status pain__difference_mover_jeffreys(const pain__two_groups *g, double tail,
                                            double limits[2])
{
    return difference(g, tail, by_jeffreys, NAN, limits);
}

pain_status pain__ratio_mover_wilson(const pain__two_groups *g, double tail, double limits[2])
{
    return ratio(g, tail, by_wilson, limits);
}

pain_status pain__ratio_mover_jeffreys(const pain__two_groups *g, double tail, double limits[2])
{
    return ratio(g, tail, by_jeffreys, limits);
}
