/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals between two order statistics. The number B of values at or below the p-quantile is
 * binomial(n, p), so the r-th smallest lies above it with probability P(B <= r - 1), the s-th below
 * it with P(B >= s). */
#include <config.h>

#include <math.h>
#include <stdbool.h>

#include "base/floats.h"
#include "num/distribution.h"
#include "stat/counts.h"
#include "stat/interval.h"
#include "stat/quantile.h"

/* As in the binomial quantile: a tail that is larger than asked for by no more than its rounding is
 * not. Without this a level like 0.9375 with n = 5, whose tails are 1/32, would depend on the last
 * bit. */
static bool is_spent(double tail, double probability)
{
    return tail <= probability * (1 + 1.4e-14);
}

/* The largest r with P(B <= r - 1) <= tail, 0 if there is none; NaN above 2^53. */
static double lower_rank(uint64_t n, double p, double tail)
{
    double k = pain__binomial_quantile(tail, n, p, PAIN__LOWER);

    if (isnan(k))
        return k;
    return is_spent(pain__binomial_tail((uint64_t)k, n, p, PAIN__LOWER), tail) ? k + 1 : k;
}

/* The smallest s with P(B >= s) <= tail, n + 1 if there is none below. */
static double upper_rank(uint64_t n, double p, double tail)
{
    double k = pain__binomial_quantile(tail, n, p, PAIN__UPPER);

    if (isnan(k))
        return k;
    return is_spent(pain__binomial_tail((uint64_t)k, n, p, PAIN__UPPER), tail) ? k : k + 1;
}

/* Limits and attained level from the ranks; a side without a rank that it needs has too few values.
 */
static pain_status limits_at(pain_counts counts, double p, double r, double s,
                             pain_estimate *estimate)
{
    double n = (double)counts.n;
    bool needs_lower = estimate->side != PAIN_UPPER_BOUND;
    bool needs_upper = estimate->side != PAIN_LOWER_BOUND;

    if (isnan(r) || isnan(s))
        return pain__interval_no_limits(estimate, PAIN_EOVERFLOW);
    if ((needs_lower && r < 1) || (needs_upper && s > n))
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    estimate->attained = 1;
    if (needs_lower) {
        estimate->lower = pain__counts_at(counts, (uint64_t)r);
        estimate->attained -= pain__binomial_tail((uint64_t)r - 1, counts.n, p, PAIN__LOWER);
    }
    if (needs_upper) {
        estimate->upper = pain__counts_at(counts, (uint64_t)s);
        estimate->attained -= pain__binomial_tail((uint64_t)s, counts.n, p, PAIN__UPPER);
    }
    pain__interval_open(estimate, -INFINITY, INFINITY);
    return PAIN_OK;
}

pain_status pain_quantile_interval(pain_counts counts, double p,
                                   const pain_interval_options *options, pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status =
        pain__interval_begin(options, PAIN_METHOD_ORDER_STATISTIC, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (!(p > 0 && p < 1) || known.method != PAIN_METHOD_ORDER_STATISTIC)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    status = pain__counts_check(counts, false);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    double tail = pain__interval_tail(&known);

    estimate->value = pain__quantile_counts(counts, p, 7);
    estimate->denominator = counts.n;
    if (pain__counts_lowest(counts) == pain__counts_highest(counts))
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
    return limits_at(counts, p, lower_rank(counts.n, p, tail), upper_rank(counts.n, p, tail),
                     estimate);
}

pain_status pain_median_interval(pain_counts counts, const pain_interval_options *options,
                                 pain_estimate *estimate)
{
    PAIN__FLOATS;

    return pain_quantile_interval(counts, 0.5, options, estimate);
}
