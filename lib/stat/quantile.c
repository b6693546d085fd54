/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sample quantiles. R. J. Hyndman and Y. Fan, Sample quantiles in statistical packages, Am. Stat.
 * 50 (1996) 361-365.
 *
 * The p-quantile lies at n p + m of the sorted values: at its whole part j, and on towards the next
 * value by a weight that depends on the fraction. The arithmetic is that of quantile() in R 4.2, so
 * that the two agree also where n p is whole but for its rounding: types 1 to 3 and 7 take it as
 * computed, the others take a fraction within 4 epsilon of 0 as 0. */
#include <config.h>

#include <float.h>
#include <math.h>

#include "base/floats.h"
#include "stat/counts.h"
#include "stat/quantile.h"

static double step_weight(double j, double fraction, int type)
{
    if (type == 1)
        return fraction > 0 ? 1 : 0;
    if (type == 2)
        return fraction > 0 ? 1 : 0.5;
    /* Type 3 takes the nearest, and of two equally near the one with the even rank. */
    return fraction > 0 || fmod(j, 2) != 0 ? 1 : 0;
}

/* n p + m with m = a + p (1 - a - b), for the types 4 to 9 */
static double interpolated_point(double n, double p, int type)
{
    static const struct {
        double a, b;
    } plotting[] = {{0, 1}, {0.5, 0.5}, {0, 0}, {1, 1}, {1.0 / 3, 1.0 / 3}, {3.0 / 8, 3.0 / 8}};
    double a = plotting[type - 4].a, b = plotting[type - 4].b;

    return type == 7 ? 1 + (n - 1) * p : a + p * (n + 1 - a - b);
}

static pain__position position_within(double j, double weight, uint64_t n)
{
    pain__position position = {1, 0};

    if (j >= (double)n)
        position.rank = n;
    else if (j >= 1)
        position = (pain__position){(uint64_t)j, weight};
    return position;
}

pain__position pain__quantile_position(uint64_t n, double p, int type)
{
    const double fuzz = type <= 3 || type == 7 ? 0 : 4 * DBL_EPSILON;
    double point =
        type <= 3 ? (double)n * p - (type == 3 ? 0.5 : 0) : interpolated_point((double)n, p, type);
    double j = floor(point + fuzz), fraction = point - j;

    if (type <= 3)
        return position_within(j, step_weight(j, fraction, type), n);
    return position_within(j, fabs(fraction) < fuzz ? 0 : fraction, n);
}

/* Between two equal values nothing is computed, and rounding does not lead outside of them. */
static double between(double low, double high, double weight)
{
    if (weight <= 0 || low == high)
        return low;
    return fmin(fmax((1 - weight) * low + weight * high, low), high);
}

double pain__quantile_sorted(const double *sorted, size_t n, double p)
{
    pain__position at = pain__quantile_position(n, p, 7);
    double low = sorted[at.rank - 1];

    return at.weight > 0 ? between(low, sorted[at.rank], at.weight) : low;
}

double pain__quantile_counts(pain_counts counts, double p, int type)
{
    pain__position at = pain__quantile_position(counts.n, p, type);
    double low = pain__counts_at(counts, at.rank);

    return at.weight > 0 ? between(low, pain__counts_at(counts, at.rank + 1), at.weight) : low;
}

pain_status pain_quantile(pain_counts counts, double p, int type, double *quantile)
{
    PAIN__FLOATS;

    if (quantile == NULL)
        return PAIN_EINVAL;
    *quantile = NAN;
    if (!(p >= 0 && p <= 1) || type < 0 || type > 9)
        return PAIN_EINVAL;
    pain_status status = pain__counts_check(counts, false);

    if (status == PAIN_OK)
        *quantile = pain__quantile_counts(counts, p, type == 0 ? 7 : type);
    return status;
}
