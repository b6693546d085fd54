/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place that reads a level and a side, so that no method can ignore them. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "base/base.h"
#include "stat/interval.h"

static void estimate_clear(pain_estimate *estimate)
{
    memset(estimate, 0, sizeof *estimate);
    estimate->value = NAN;
    estimate->lower = NAN;
    estimate->upper = NAN;
    estimate->level = NAN;
    estimate->attained = NAN;
}

pain_status pain__interval_begin(const pain_interval_options *options, pain_method fallback,
                                 pain_interval_options *known, pain_estimate *estimate)
{
    if (estimate == NULL)
        return PAIN_EINVAL;
    estimate_clear(estimate);
    pain_status status = pain__options(known, sizeof *known, options);

    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    if (known->level == 0)
        known->level = 0.95;
    /* Written so that a NaN fails. */
    if (!(known->level > 0 && known->level < 1))
        return pain__interval_fail(estimate, PAIN_EINVAL);
    if (known->side < PAIN_TWO_SIDED || known->side > PAIN_UPPER_BOUND)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    if (known->method == PAIN_METHOD_DEFAULT)
        known->method = (int32_t)fallback;
    estimate->level = known->level;
    estimate->method = known->method;
    estimate->side = known->side;
    return PAIN_OK;
}

double pain__interval_tail(const pain_interval_options *known)
{
    double alpha = 1 - known->level;

    return known->side == PAIN_TWO_SIDED ? alpha / 2 : alpha;
}

void pain__interval_open(pain_estimate *estimate, double range_lower, double range_upper)
{
    if (estimate->side == PAIN_LOWER_BOUND)
        estimate->upper = range_upper;
    if (estimate->side == PAIN_UPPER_BOUND)
        estimate->lower = range_lower;
}

pain_status pain__interval_fail(pain_estimate *estimate, pain_status status)
{
    estimate->value = NAN;
    estimate->flags = 0;
    (void)pain__interval_no_limits(estimate, status);
    return status;
}

pain_status pain__interval_no_limits(pain_estimate *estimate, pain_status why)
{
    estimate->lower = NAN;
    estimate->upper = NAN;
    estimate->attained = NAN;
    estimate->reason = (int32_t)why;
    return PAIN_OK;
}

pain_status pain__interval_room(size_t n_methods, pain_estimate *estimates, size_t *count)
{
    if (count == NULL)
        return PAIN_EINVAL;
    size_t room = estimates != NULL ? *count : 0;

    *count = n_methods;
    if (room >= n_methods)
        return PAIN_OK;
    for (size_t i = 0; i < room; i++)
        (void)pain__interval_fail(&estimates[i], PAIN_EINVAL);
    return PAIN_EINVAL;
}

pain_status pain__interval_all(size_t n_methods, pain_estimate *estimates, pain_status status)
{
    for (size_t i = 0; status != PAIN_OK && i < n_methods; i++)
        (void)pain__interval_fail(&estimates[i], status);
    return status;
}
