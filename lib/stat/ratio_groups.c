/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ratios of baseline and endpoint in two groups of different patients: the delta method in each (H.
 * Cramer, Mathematical methods of statistics (1946)), and Satterthwaite's degrees of freedom for
 * both (mean_difference.c). */
#include <config.h>

#include <math.h>

#include <painstat/mean.h>
#include <painstat/two_locations.h>

#include "base/floats.h"
#include "stat/interval.h"
#include "stat/ratio.h"

/* What one group shows. */
typedef pain_status (*group_function)(pain_counts pairs, pain__group_estimate *group);

static pain_status begin(const pain_counts groups[2], pain_method method, group_function function,
                         const pain_interval_options *options, pain__group_estimate of[2],
                         double *tail, pain_estimate *estimate)
{
    pain_interval_options known;
    pain_status status = pain__interval_begin(options, method, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (known.method != (int32_t)method)
        status = PAIN_EINVAL;
    for (int g = 0; status == PAIN_OK && g < 2; g++)
        status = function(groups[g], &of[g]);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    *tail = pain__interval_tail(&known);
    estimate->denominator = of[0].n + of[1].n;
    estimate->reserved[0] = estimate->reserved[1] = NAN;
    return PAIN_OK;
}

static pain_status finish(double lower, double upper, double range_lower, pain_estimate *estimate)
{
    estimate->lower = lower;
    estimate->upper = upper;
    if (!isfinite(lower) || !isfinite(upper))
        return pain__interval_no_limits(estimate, PAIN_EOVERFLOW);
    pain__interval_open(estimate, range_lower, INFINITY);
    return PAIN_OK;
}

static pain_status difference_by_delta(pain_counts a, pain_counts b,
                                       const pain_interval_options *options,
                                       pain_estimate *estimate)
{
    const pain_counts groups[2] = {a, b};
    pain__group_estimate of[2];
    double tail;
    pain_status status =
        begin(groups, PAIN_METHOD_DELTA, pain__ratio_of_means, options, of, &tail, estimate);

    if (status != PAIN_OK)
        return status;
    estimate->value = of[0].value - of[1].value;
    if (!isfinite(estimate->value))
        return pain__interval_fail(estimate, PAIN_EOVERFLOW);
    if (a.n < 2 || b.n < 2)
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    double half = pain__welch_half(&of[0], &of[1], tail, estimate);

    return finish(estimate->value - half, estimate->value + half, -INFINITY, estimate);
}

pain_status pain_ratio_of_means_difference(pain_counts a, pain_counts b,
                                           const pain_interval_options *options,
                                           pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status = pain__interval_begin(options, PAIN_METHOD_DELTA, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (known.method == PAIN_METHOD_MOVER_FIELLER)
        return pain__ratio_mover(a, b, pain_ratio_of_means, PAIN_METHOD_FIELLER, &known, estimate);
    if (known.method == PAIN_METHOD_MOVER_LOG_DELTA)
        return pain__ratio_mover(a, b, pain_ratio_of_means, PAIN_METHOD_LOG_DELTA, &known,
                                 estimate);
    return difference_by_delta(a, b, &known, estimate);
}

/* The ratio of the groups, of[g] being logarithms. */
static pain_status place_ratio(const pain__group_estimate of[2], double tail,
                               pain_estimate *estimate)
{
    if (!isfinite(estimate->value))
        return pain__interval_fail(estimate, PAIN_EOVERFLOW);
    if (of[0].n < 2 || of[1].n < 2)
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    if (!isfinite(of[0].value) || !isfinite(of[0].se) || !isfinite(of[1].se))
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    double half = pain__welch_half(&of[0], &of[1], tail, estimate);

    return finish(estimate->value * exp(-half), estimate->value * exp(half), 0, estimate);
}

pain_status pain_ratio_of_means_ratio(pain_counts a, pain_counts b,
                                      const pain_interval_options *options, pain_estimate *estimate)
{
    PAIN__FLOATS;
    const pain_counts groups[2] = {a, b};
    pain__group_estimate of[2];
    double tail;
    pain_status status =
        begin(groups, PAIN_METHOD_LOG_DELTA, pain__ratio_of_means, options, of, &tail, estimate);

    if (status != PAIN_OK)
        return status;
    if (of[1].value == 0)
        return pain__interval_fail(estimate, PAIN_EUNDEFINED);
    estimate->value = of[0].value / of[1].value;
    for (int g = 0; g < 2; g++) {
        of[g].se = of[g].value > 0 ? of[g].se / of[g].value : NAN;
        of[g].value = log(fabs(of[g].value));
    }
    return place_ratio(of, tail, estimate);
}

pain_status pain_log_ratio_ratio(pain_counts a, pain_counts b, const pain_interval_options *options,
                                 pain_estimate *estimate)
{
    PAIN__FLOATS;
    const pain_counts groups[2] = {a, b};
    pain__group_estimate of[2];
    double tail;
    pain_status status =
        begin(groups, PAIN_METHOD_WELCH, pain__mean_log_ratio, options, of, &tail, estimate);

    if (status != PAIN_OK)
        return status;
    if (!isfinite(of[1].value))
        return pain__interval_fail(estimate, PAIN_EUNDEFINED);
    estimate->value = exp(of[0].value - of[1].value);
    return place_ratio(of, tail, estimate);
}
