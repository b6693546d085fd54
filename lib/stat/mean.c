/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The t interval for a mean: Student, Biometrika 6 (1908) 1-25. */
#include <config.h>

#include <math.h>

#include <painstat/describe.h>
#include <painstat/mean.h>

#include "num/distribution.h"
#include "stat/interval.h"

static pain_status limits_of(const pain_description *d, double tail, pain_estimate *estimate)
{
    if (d->n == 1)
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    double half = 0;

    if (d->lowest == d->highest)
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
    else
        half = pain__t_quantile(tail, (double)(d->n - 1), PAIN__UPPER) * d->se;
    estimate->lower = d->mean - half;
    estimate->upper = d->mean + half;
    if (!isfinite(estimate->lower) || !isfinite(estimate->upper))
        return pain__interval_no_limits(estimate, PAIN_EOVERFLOW);
    pain__interval_open(estimate, -INFINITY, INFINITY);
    return PAIN_OK;
}

pain_status pain_mean_interval(pain_counts counts, const pain_interval_options *options,
                               pain_estimate *estimate)
{
    pain_interval_options known;
    pain_status status = pain__interval_begin(options, PAIN_METHOD_T, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (known.method != PAIN_METHOD_T)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    pain_description description;

    status = pain_describe(counts, &description);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    estimate->value = description.mean;
    estimate->denominator = description.n;
    return limits_of(&description, pain__interval_tail(&known), estimate);
}
