/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The t interval for a mean: Student, Biometrika 6 (1908) 1-25; and ABC (abc.c). */
#include <config.h>

#include <math.h>

#include <painstat/describe.h>
#include <painstat/mean.h>

#include "base/floats.h"
#include "num/distribution.h"
#include "num/sum.h"
#include "stat/abc.h"
#include "stat/interval.h"

/* The acceleration; the values are in units of the range, so that no cube vanishes. */
static double acceleration_of(pain_counts counts, const pain_description *d)
{
    pain__sum squares = {0, 0}, cubes = {0, 0};
    double range = d->highest / 2 - d->lowest / 2;

    for (size_t i = 0; i < counts.distinct; i++) {
        double u = (counts.x[i] / 2 - d->mean / 2) / range;

        pain__sum_add_times(&squares, u * u, counts.count[i]);
        pain__sum_add_times(&cubes, u * u * u, counts.count[i]);
    }
    return pain__abc_acceleration(pain__sum_value(&squares), pain__sum_value(&cubes));
}

/* The limits as distances from the mean. */
static void t_limits(const pain_description *d, double tail, pain_estimate *estimate)
{
    estimate->upper = pain__t_quantile(tail, (double)(d->n - 1), PAIN__UPPER) * d->se;
    estimate->lower = -estimate->upper;
}

static void abc_limits(pain_counts counts, const pain_description *d, double tail,
                       pain_estimate *estimate)
{
    double n = (double)d->n, sigma = d->se * sqrt((n - 1) / n), a = acceleration_of(counts, d);

    estimate->reserved[1] = a;
    estimate->lower = pain__abc_steps(a, tail, PAIN__LOWER) * sigma;
    estimate->upper = pain__abc_steps(a, tail, PAIN__UPPER) * sigma;
}

static pain_status limits_of(pain_counts counts, const pain_description *d, double tail,
                             pain_estimate *estimate)
{
    if (d->n == 1)
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    estimate->lower = estimate->upper = 0;
    if (d->lowest == d->highest)
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
    else if (estimate->method == PAIN_METHOD_ABC)
        abc_limits(counts, d, tail, estimate);
    else
        t_limits(d, tail, estimate);
    if (isnan(estimate->lower) || isnan(estimate->upper))
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    estimate->lower += d->mean;
    estimate->upper += d->mean;
    if (!isfinite(estimate->lower) || !isfinite(estimate->upper))
        return pain__interval_no_limits(estimate, PAIN_EOVERFLOW);
    pain__interval_open(estimate, -INFINITY, INFINITY);
    return PAIN_OK;
}

pain_status pain_mean_interval(pain_counts counts, const pain_interval_options *options,
                               pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status = pain__interval_begin(options, PAIN_METHOD_T, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (known.method != PAIN_METHOD_T && known.method != PAIN_METHOD_ABC)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    pain_description description;

    status = pain_describe(counts, &description);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    estimate->value = description.mean;
    estimate->denominator = description.n;
    return limits_of(counts, &description, pain__interval_tail(&known), estimate);
}
