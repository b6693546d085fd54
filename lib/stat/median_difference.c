/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The difference of the medians of two groups: R. M. Price and D. G. Bonett, J. Stat. Comput.
 * Simul. 72 (2002) 119-124.
 *
 * With o = max(1, round(n / 2 - sqrt(n))) and z_o the normal quantile of P(B <= o - 1), B ~
 * Binomial(n, 1/2), the standard error of a median is (x_(n-o+1) - x_(o)) / (2 z_o). */
#include <config.h>

#include <math.h>

#include <painstat/two_locations.h>

#include "base/floats.h"
#include "num/distribution.h"
#include "stat/counts.h"
#include "stat/interval.h"
#include "stat/quantile.h"

static double standard_error(pain_counts counts)
{
    uint64_t n = counts.n;
    double place = nearbyint((double)n / 2 - sqrt((double)n));
    uint64_t low = place < 1 ? 1 : (uint64_t)place;
    double width = pain__counts_at(counts, n - low + 1) - pain__counts_at(counts, low);
    double z =
        -pain__normal_quantile(pain__binomial_tail(low - 1, n, 0.5, PAIN__LOWER), PAIN__LOWER);

    return width / (2 * z);
}

pain_status pain_median_difference(pain_counts a, pain_counts b,
                                   const pain_interval_options *options, pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status = pain__interval_begin(options, PAIN_METHOD_PRICE_BONETT, &known, estimate);

    if (status != PAIN_OK)
        return status;
    status = known.method != PAIN_METHOD_PRICE_BONETT ? PAIN_EINVAL : pain__counts_check(a, false);
    if (status == PAIN_OK)
        status = pain__counts_check(b, false);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    estimate->value = pain__quantile_counts(a, 0.5, 7) - pain__quantile_counts(b, 0.5, 7);
    estimate->denominator = a.n + b.n;
    if (!isfinite(estimate->value))
        return pain__interval_fail(estimate, PAIN_EOVERFLOW);
    if (a.n < 2 || b.n < 2)
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    double se = hypot(standard_error(a), standard_error(b));
    double half = pain__normal_quantile(pain__interval_tail(&known), PAIN__UPPER) * se;

    if (se == 0)
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
    estimate->lower = estimate->value - half;
    estimate->upper = estimate->value + half;
    if (!isfinite(estimate->lower) || !isfinite(estimate->upper))
        return pain__interval_no_limits(estimate, PAIN_EOVERFLOW);
    pain__interval_open(estimate, -INFINITY, INFINITY);
    return PAIN_OK;
}
