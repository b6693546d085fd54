/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The difference of two means: B. L. Welch, Biometrika 29 (1938) 350-362; F. E. Satterthwaite,
 * Biometrics Bull. 2 (1946) 110-114. */
#include <config.h>

#include <math.h>

#include <painstat/describe.h>
#include <painstat/location.h>

#include "base/floats.h"
#include "num/distribution.h"
#include "stat/interval.h"
#include "stat/welch.h"

double pain__welch_half(const pain__group_estimate *a, const pain__group_estimate *b, double tail,
                        pain_estimate *estimate)
{
    double se = hypot(a->se, b->se);

    estimate->reserved[1] = se;
    if (se == 0) {
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
        return 0;
    }
    /* (va + vb)^2 / (va^2 / (na - 1) + vb^2 / (nb - 1)), by the shares of the sum, so that no
     * square overflows. */
    double share_a = a->se / se * (a->se / se), share_b = b->se / se * (b->se / se);

    estimate->reserved[0] =
        1 / (share_a * share_a / (double)(a->n - 1) + share_b * share_b / (double)(b->n - 1));
    return pain__t_quantile(tail, estimate->reserved[0], PAIN__UPPER) * se;
}

static pain_status limits_of(const pain_description *a, const pain_description *b, double tail,
                             pain_estimate *estimate)
{
    const pain__group_estimate of_a = {a->mean, a->se, a->n}, of_b = {b->mean, b->se, b->n};

    if (a->n < 2 || b->n < 2)
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    double half = pain__welch_half(&of_a, &of_b, tail, estimate);

    estimate->lower = estimate->value - half;
    estimate->upper = estimate->value + half;
    if (!isfinite(estimate->lower) || !isfinite(estimate->upper))
        return pain__interval_no_limits(estimate, PAIN_EOVERFLOW);
    pain__interval_open(estimate, -INFINITY, INFINITY);
    return PAIN_OK;
}

pain_status pain_mean_difference(pain_counts a, pain_counts b, const pain_interval_options *options,
                                 pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_description of_a, of_b;
    pain_interval_options known;
    pain_status status = pain__interval_begin(options, PAIN_METHOD_WELCH, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (known.method != PAIN_METHOD_WELCH)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    status = pain_describe(a, &of_a);
    if (status == PAIN_OK)
        status = pain_describe(b, &of_b);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    estimate->value = of_a.mean - of_b.mean;
    estimate->denominator = of_a.n + of_b.n;
    estimate->reserved[0] = estimate->reserved[1] = NAN;
    if (!isfinite(estimate->value))
        return pain__interval_fail(estimate, PAIN_EOVERFLOW);
    return limits_of(&of_a, &of_b, pain__interval_tail(&known), estimate);
}
