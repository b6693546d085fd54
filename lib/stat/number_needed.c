/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The number needed to treat, 1 / (p1 - p2). Its interval is the inverse of the difference's, which
 * goes through infinity where that holds 0 (D. G. Altman, BMJ 317 (1998) 1309-1312). */
#include <config.h>

#include <math.h>

#include <painstat/two_proportions.h>

#include "base/floats.h"

/* 1 / 0 has the sign of the side from which the interval comes. */
static void invert_limits(pain_estimate *estimate, double lower, double upper)
{
    if (lower < 0 && upper > 0) {
        estimate->lower = 1 / lower;
        estimate->upper = 1 / upper;
        estimate->flags |= lower == -1 && upper == 1 ? PAIN_FLAG_UNBOUNDED : PAIN_FLAG_EXCLUSIVE;
        return;
    }
    estimate->lower = upper == 0 ? -INFINITY : 1 / upper;
    estimate->upper = lower == 0 ? INFINITY : 1 / lower;
    if (lower == 0 && upper == 0)
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
}

static void invert(pain_estimate *estimate)
{
    double difference = estimate->value, lower = estimate->lower, upper = estimate->upper;

    estimate->flags &= ~(uint32_t)PAIN_FLAG_UNBOUNDED;
    estimate->reserved[0] = difference;
    estimate->reserved[1] = lower;
    estimate->reserved[2] = upper;
    if (isnan(difference))
        return;
    estimate->value = difference == 0 ? INFINITY : 1 / difference;
    if (!isnan(lower))
        invert_limits(estimate, lower, upper);
}

pain_status pain_number_needed(uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2,
                               const pain_interval_options *options, pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_status status = pain_proportion_difference(x1, n1, x2, n2, options, estimate);

    if (estimate != NULL && status == PAIN_OK)
        invert(estimate);
    return status;
}

pain_status pain_number_needed_all(uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2,
                                   const pain_interval_options *options, pain_estimate *estimates,
                                   size_t *count)
{
    PAIN__FLOATS;
    pain_status status = pain_proportion_difference_all(x1, n1, x2, n2, options, estimates, count);

    if (status == PAIN_OK)
        for (size_t i = 0; i < *count; i++)
            invert(&estimates[i]);
    return status;
}
