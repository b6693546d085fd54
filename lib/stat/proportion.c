/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One proportion: the table of methods, and what all of them share. */
#include <config.h>

#include <math.h>
#include <stdbool.h>

#include <painstat/proportion.h>

#include "stat/interval.h"
#include "stat/proportion.h"

typedef struct proportion_method {
    pain_method method;
    pain__proportion_limit lower, upper;
} proportion_method;

/* In the order of PAIN_METHOD_LIST. */
static const proportion_method methods[] = {
    {PAIN_METHOD_MIDP, pain__midp_lower, pain__midp_upper},
    {PAIN_METHOD_CLOPPER_PEARSON, pain__clopper_pearson_lower, pain__clopper_pearson_upper},
    {PAIN_METHOD_WILSON, pain__wilson_lower, pain__wilson_upper},
    {PAIN_METHOD_WILSON_CC, pain__wilson_cc_lower, pain__wilson_cc_upper},
    {PAIN_METHOD_JEFFREYS, pain__jeffreys_lower, pain__jeffreys_upper},
    {PAIN_METHOD_AGRESTI_COULL, pain__agresti_coull_lower, pain__agresti_coull_upper},
    {PAIN_METHOD_WALD, pain__wald_lower, pain__wald_upper},
};

enum { METHODS = sizeof methods / sizeof *methods };

/* Counts above this are not all doubles. */
#define MAX_EXACT_COUNT (UINT64_C(1) << 53)

static const proportion_method *find_method(int32_t number)
{
    for (size_t i = 0; i < METHODS; i++)
        if ((int32_t)methods[i].method == number)
            return &methods[i];
    return NULL;
}

/* Rounding, and the methods that know no range, can pass its ends. A NaN stays one. */
static double cut(double limit)
{
    if (limit < 0)
        return 0;
    return limit > 1 ? 1 : limit;
}

static pain_status limits_by(const proportion_method *by, uint64_t k, uint64_t n, double tail,
                             pain_estimate *estimate)
{
    bool needs_lower = estimate->side != PAIN_UPPER_BOUND;
    bool needs_upper = estimate->side != PAIN_LOWER_BOUND;

    estimate->lower = needs_lower && k > 0 ? cut(by->lower(k, n, tail)) : 0;
    estimate->upper = needs_upper && k < n ? cut(by->upper(k, n, tail)) : 1;
    if (isnan(estimate->lower) || isnan(estimate->upper))
        return pain__interval_no_limits(estimate,
                                        n > MAX_EXACT_COUNT ? PAIN_EOVERFLOW : PAIN_ENOCONV);
    if (by->method == PAIN_METHOD_WALD && (k == 0 || k == n))
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
    return PAIN_OK;
}

/* `method` PAIN_METHOD_DEFAULT: the one in the options. */
static pain_status proportion_by(uint64_t k, uint64_t n, const pain_interval_options *options,
                                 pain_method method, pain_estimate *estimate)
{
    pain_interval_options known;
    pain_status status = pain__interval_begin(options, PAIN_METHOD_MIDP, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (method != PAIN_METHOD_DEFAULT)
        estimate->method = method;
    const proportion_method *by = find_method(estimate->method);

    if (by == NULL || k > n)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    if (n == 0)
        return pain__interval_fail(estimate, PAIN_EEMPTY);
    estimate->numerator = k;
    estimate->denominator = n;
    estimate->value = (double)k / (double)n;
    return limits_by(by, k, n, pain__interval_tail(&known), estimate);
}

pain_status pain_proportion(uint64_t k, uint64_t n, const pain_interval_options *options,
                            pain_estimate *estimate)
{
    return proportion_by(k, n, options, PAIN_METHOD_DEFAULT, estimate);
}

pain_status pain_proportion_all(uint64_t k, uint64_t n, const pain_interval_options *options,
                                pain_estimate *estimates, size_t *count)
{
    pain_status status = PAIN_OK;

    if (count == NULL)
        return PAIN_EINVAL;
    size_t room = estimates != NULL ? *count : 0;

    *count = METHODS;
    for (size_t i = 0; i < METHODS && i < room; i++) {
        pain_status one = proportion_by(k, n, options, methods[i].method, &estimates[i]);

        if (room < METHODS)
            (void)pain__interval_fail(&estimates[i], PAIN_EINVAL);
        if (status == PAIN_OK)
            status = one;
    }
    return room < METHODS ? PAIN_EINVAL : status;
}
