/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The difference of two ratios from an interval of each (MOVER): G. Y. Zou and A. Donner, Stat.
 * Med. 27 (2008) 1693-1702. With [la, ua] of A and [lb, ub] of B, the limits of A - B are
 *
 *     A - B - sqrt((A - la)^2 + (ub - B)^2),   A - B + sqrt((ua - A)^2 + (B - lb)^2). */
#include <config.h>

#include <math.h>
#include <stdbool.h>

#include <painstat/location.h>
#include <painstat/two_locations.h>

#include "base/floats.h"
#include "stat/interval.h"
#include "stat/ratio.h"

/* How far a limit is from the difference. One-sided limits at a level below 1/2 are on the other
 * side of their estimates, both of them, and so is this one then. */
static double distance(double from_a, double from_b)
{
    return copysign(hypot(from_a, from_b), from_a + from_b);
}

static bool has_no_ends(const pain_estimate *e)
{
    return (e->flags & (PAIN_FLAG_UNBOUNDED | PAIN_FLAG_EXCLUSIVE)) != 0;
}

static pain_status combine(const pain_estimate *a, const pain_estimate *b, pain_estimate *estimate)
{
    estimate->value = a->value - b->value;
    if (!isfinite(estimate->value))
        return pain__interval_fail(estimate, PAIN_EOVERFLOW);
    if (a->reason != PAIN_OK || b->reason != PAIN_OK)
        return pain__interval_no_limits(estimate, a->reason != PAIN_OK ? a->reason : b->reason);
    if (has_no_ends(a) || has_no_ends(b)) {
        estimate->lower = -INFINITY;
        estimate->upper = INFINITY;
        estimate->flags |= PAIN_FLAG_UNBOUNDED;
        return PAIN_OK;
    }
    estimate->flags |= a->flags & b->flags & PAIN_FLAG_NO_SPREAD;
    estimate->lower = estimate->value - distance(a->value - a->lower, b->upper - b->value);
    estimate->upper = estimate->value + distance(a->upper - a->value, b->value - b->lower);
    pain__interval_open(estimate, -INFINITY, INFINITY);
    if (isnan(estimate->lower) || isnan(estimate->upper))
        return pain__interval_no_limits(estimate, PAIN_EOVERFLOW);
    return PAIN_OK;
}

pain_status pain__ratio_mover(pain_counts a, pain_counts b, pain__ratio_function function,
                              pain_method of_group, const pain_interval_options *known,
                              pain_estimate *estimate)
{
    static const int32_t mirrored[] = {PAIN_TWO_SIDED, PAIN_UPPER_BOUND, PAIN_LOWER_BOUND};
    pain_interval_options options = *known;
    pain_estimate of_a, of_b;

    options.method = (int32_t)of_group;
    pain_status status = function(a, &options, &of_a);

    options.side = mirrored[known->side];
    if (status == PAIN_OK)
        status = function(b, &options, &of_b);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    estimate->denominator = of_a.denominator + of_b.denominator;
    estimate->reserved[0] = of_a.reserved[0];
    estimate->reserved[1] = of_b.reserved[0];
    return combine(&of_a, &of_b, estimate);
}

pain_status pain_ratio_of_medians_difference(pain_counts a, pain_counts b,
                                             const pain_interval_options *options,
                                             pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status =
        pain__interval_begin(options, PAIN_METHOD_MOVER_PRICE_BONETT, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (known.method != PAIN_METHOD_MOVER_PRICE_BONETT)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    return pain__ratio_mover(a, b, pain_ratio_of_medians, PAIN_METHOD_PRICE_BONETT, &known,
                             estimate);
}
