/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ratio of medians of the same patients: R. M. Price and D. G. Bonett, J. Stat. Plan.
 * Inference 102 (2002) 337-348, for the standard error of a median; D. G. Bonett and R. M. Price,
 * J. Educ. Behav. Stat. 45 (2020) 750-770.
 *
 * With o = max(1, round(n / 2 - sqrt(n))) and z_o the normal quantile of P(B <= o - 1), B ~
 * Binomial(n, 1/2), the standard error of a log median is s = log(x_(n-o+1) / x_(o)) / (2 z_o).
 * With f of n below both medians, p = (f + 1/4) / n, or / (n + 1) for even n,
 *
 *     se^2 = s_x^2 + s_y^2 - 2 (4 p - 1) s_x s_y. */
#include <config.h>

#include <math.h>

#include <painstat/location.h>

#include "base/base.h"
#include "base/floats.h"
#include "num/distribution.h"
#include "num/order.h"
#include "stat/counts.h"
#include "stat/interval.h"
#include "stat/quantile.h"

/* The order statistics of one of the two measurements. */
typedef struct centre {
    double median, low, high;
} centre;

typedef struct two_centres {
    centre x, y;
    double z;          /* of the order statistics */
    double below_both; /* p */
} two_centres;

/* How many patients have a y below or equal to `limit`; below for `strictly`. */
static uint64_t count_y(pain_counts pairs, double limit, bool strictly)
{
    uint64_t n = 0;

    for (size_t i = 0; i < pairs.distinct; i++)
        if (pairs.y[i] < limit || (!strictly && pairs.y[i] == limit))
            n += pairs.count[i];
    return n;
}

/* The rank-th smallest y, from its values in ascending order. */
static double y_at(pain_counts pairs, const double *sorted, uint64_t rank)
{
    size_t low = 0, high = pairs.distinct - 1;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (count_y(pairs, sorted[middle], false) < rank)
            low = middle + 1;
        else
            high = middle;
    }
    return sorted[low];
}

static double middle_of(double low, double high)
{
    return low == high ? low : low / 2 + high / 2;
}

static void find_centres(pain_counts pairs, const double *sorted, two_centres *c)
{
    uint64_t n = pairs.n, half = (n + 1) / 2, both = 0;
    double place = nearbyint((double)n / 2 - sqrt((double)n));
    uint64_t low = place < 1 ? 1 : (uint64_t)place, high = n - low + 1;

    c->x = (centre){pain__quantile_counts(pairs, 0.5, 7), pain__counts_at(pairs, low),
                    pain__counts_at(pairs, high)};
    c->y = (centre){middle_of(y_at(pairs, sorted, half), y_at(pairs, sorted, n / 2 + 1)),
                    y_at(pairs, sorted, low), y_at(pairs, sorted, high)};
    c->z = -pain__normal_quantile(pain__binomial_tail(low - 1, n, 0.5, PAIN__LOWER), PAIN__LOWER);
    for (size_t i = 0; i < pairs.distinct; i++)
        if (pairs.x[i] < c->x.median && pairs.y[i] < c->y.median)
            both += pairs.count[i];
    c->below_both = ((double)both + 0.25) / (double)(n % 2 == 0 ? n + 1 : n);
}

static pain_status limits_of(const two_centres *c, uint64_t n, double tail, pain_estimate *estimate)
{
    if (n < 2)
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    if (!(c->x.low > 0) || !(c->y.low > 0) || !(c->z > 0))
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    double sx = log(c->x.high / c->x.low) / (2 * c->z), sy = log(c->y.high / c->y.low) / (2 * c->z);
    /* (sx - sy)^2 and the rest, so that it is 0 where it should be and never below. */
    double square = (sx - sy) * (sx - sy) + 4 * (1 - 2 * c->below_both) * sx * sy;
    double half = pain__normal_quantile(tail, PAIN__UPPER) * sqrt(fmax(square, 0));

    if (square == 0)
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
    estimate->lower = estimate->value * exp(-half);
    estimate->upper = estimate->value * exp(half);
    if (!isfinite(estimate->lower) || !isfinite(estimate->upper))
        return pain__interval_no_limits(estimate, PAIN_EOVERFLOW);
    pain__interval_open(estimate, 0, INFINITY);
    return PAIN_OK;
}

static pain_status estimate_of(pain_counts pairs, const double *sorted, double tail,
                               pain_estimate *estimate)
{
    two_centres c;

    if (pain__counts_lowest(pairs) < 0 || y_at(pairs, sorted, 1) < 0)
        return pain__interval_fail(estimate, PAIN_EUNDEFINED);
    find_centres(pairs, sorted, &c);
    if (c.x.median == 0)
        return pain__interval_fail(estimate, PAIN_EZEROBASE);
    estimate->value = c.y.median / c.x.median;
    estimate->denominator = pairs.n;
    if (!isfinite(estimate->value))
        return pain__interval_fail(estimate, PAIN_EOVERFLOW);
    if (pairs.n > 1 && y_at(pairs, sorted, pairs.n) == 0) {
        estimate->lower = estimate->upper = 0;
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
        pain__interval_open(estimate, 0, INFINITY);
        return PAIN_OK;
    }
    return limits_of(&c, pairs.n, tail, estimate);
}

pain_status pain_ratio_of_medians(pain_counts pairs, const pain_interval_options *options,
                                  pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status = pain__interval_begin(options, PAIN_METHOD_PRICE_BONETT, &known, estimate);

    if (status != PAIN_OK)
        return status;
    status =
        known.method != PAIN_METHOD_PRICE_BONETT ? PAIN_EINVAL : pain__counts_check(pairs, true);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    pain_allocator a = pain__allocator(known.allocator);
    double *sorted = pain__alloc(&a, pairs.distinct, sizeof *sorted);

    if (sorted == NULL)
        return pain__interval_fail(estimate, PAIN_ENOMEM);
    for (size_t i = 0; i < pairs.distinct; i++)
        sorted[i] = pairs.y[i];
    pain__sort(sorted, pairs.distinct);
    status = estimate_of(pairs, sorted, pain__interval_tail(&known), estimate);
    pain__free(&a, sorted);
    return status;
}
