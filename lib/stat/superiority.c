/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The probability of superiority.
 *
 *   paired       (1 + D) / 2 with D = P(x > 0) - P(x < 0), the difference of two paired
 *                proportions: Tango's limits
 *   two groups   p with the standard error and degrees of freedom of E. Brunner and U. Munzel,
 *                Biom. J. 42 (2000) 17-25, on its own scale or as log(p / (1 - p)), whose standard
 *                error is se / (p (1 - p)) */
#include <config.h>

#include <math.h>

#include <painstat/effect_size.h>

#include "base/base.h"
#include "base/floats.h"
#include "num/distribution.h"
#include "stat/counts.h"
#include "stat/interval.h"
#include "stat/midranks.h"
#include "stat/paired.h"

/* Counts above this are not all doubles. */
#define MAX_EXACT_COUNT (UINT64_C(1) << 53)

pain_status pain_superiority_paired(pain_counts differences, const pain_interval_options *options,
                                    pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    double above = 0, below = 0, n = (double)differences.n;
    pain_status status =
        pain__interval_begin(options, PAIN_METHOD_SUPERIORITY_SCORE, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (estimate->method != PAIN_METHOD_SUPERIORITY_SCORE)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    status = pain__counts_check(differences, false);
    if (status == PAIN_OK && differences.n > MAX_EXACT_COUNT)
        status = PAIN_EOVERFLOW;
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    for (size_t i = 0; i < differences.distinct; i++) {
        above += differences.x[i] > 0 ? (double)differences.count[i] : 0;
        below += differences.x[i] < 0 ? (double)differences.count[i] : 0;
    }
    double tail = pain__interval_tail(&known);

    estimate->denominator = differences.n;
    estimate->value = (1 + (above - below) / n) / 2;
    estimate->lower = (1 + pain__tango_lower(above, below, n, tail)) / 2;
    estimate->upper = (1 - pain__tango_lower(below, above, n, tail)) / 2;
    pain__interval_open(estimate, 0, 1);
    if (isnan(estimate->lower) || isnan(estimate->upper))
        return pain__interval_no_limits(estimate, PAIN_ENOCONV);
    return PAIN_OK;
}

/* 1 / (1 + exp(-x)) */
static double from_logit(double x)
{
    return x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x));
}

static pain_status set_limits(const pain__two_groups *groups, double tail, pain_estimate *estimate)
{
    if (groups->nx < 2 || groups->ny < 2)
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    const pain__superiority s = pain__superiority_of(groups);
    double se = sqrt(s.variance_x + s.variance_y);

    if (se == 0)
        return pain__interval_no_limits(estimate, PAIN_ENOSPREAD);
    double t = pain__t_quantile(tail, s.df, PAIN__UPPER);

    if (estimate->method == PAIN_METHOD_SUPERIORITY_T) {
        estimate->lower = fmax(s.p - t * se, 0);
        estimate->upper = fmin(s.p + t * se, 1);
    } else {
        double logit = log(s.p / (1 - s.p)), reach = t * se / s.p / (1 - s.p);

        estimate->lower = from_logit(logit - reach);
        estimate->upper = from_logit(logit + reach);
    }
    pain__interval_open(estimate, 0, 1);
    return PAIN_OK;
}

pain_status pain_superiority(pain_counts x, pain_counts y, const pain_interval_options *options,
                             pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain__two_groups groups;
    pain_status status =
        pain__interval_begin(options, PAIN_METHOD_SUPERIORITY_LOGIT, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (estimate->method != PAIN_METHOD_SUPERIORITY_LOGIT &&
        estimate->method != PAIN_METHOD_SUPERIORITY_T)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    status = pain__counts_check(x, false);
    if (status == PAIN_OK)
        status = pain__counts_check(y, false);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    const pain_allocator allocator = pain__allocator(known.allocator);

    status = pain__two_groups_new(&groups, x, y, 0, &allocator);
    if (status == PAIN_OK) {
        estimate->denominator = x.n + y.n;
        estimate->value = (double)pain__two_groups_u2(&groups) / 2 / (double)x.n / (double)y.n;
        status = set_limits(&groups, pain__interval_tail(&known), estimate);
    } else {
        status = pain__interval_fail(estimate, status);
    }
    pain__two_groups_free(&groups, &allocator);
    return status;
}
