/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Standardized mean differences of pairs. dz = mean / sd; t = dz sqrt(n) is noncentral t with n - 1
 * degrees of freedom and noncentrality sqrt(n) times the true dz: J. H. Steiger and R. T. Fouladi,
 * in What If There Were No Significance Tests?, 1997, 221-257. gz = J dz: L. V. Hedges, J. Educ.
 * Stat. 6 (1981) 107-128. */
#include <config.h>

#include <math.h>

#include <painstat/describe.h>
#include <painstat/effect_size.h>

#include "base/floats.h"
#include "num/distribution.h"
#include "num/noncentral_t.h"
#include "num/saddle.h"
#include "stat/interval.h"

static void set_limits(const pain_description *d, double tail, pain_estimate *estimate)
{
    double dz = estimate->value, n = (double)d->n, root = sqrt(n);

    if (estimate->method == PAIN_METHOD_NONCENTRAL_T) {
        estimate->lower = pain__noncentral_t_delta(dz * root, n - 1, tail, PAIN__LOWER) / root;
        estimate->upper = pain__noncentral_t_delta(dz * root, n - 1, tail, PAIN__UPPER) / root;
    } else {
        double reach =
            pain__normal_quantile(tail, PAIN__UPPER) * sqrt(1 / n + dz * dz / 2 / (n - 1));

        estimate->lower = dz - reach;
        estimate->upper = dz + reach;
    }
    pain__interval_open(estimate, -INFINITY, INFINITY);
    if (isnan(estimate->lower) || isnan(estimate->upper))
        (void)pain__interval_no_limits(estimate, PAIN_ENOCONV);
}

pain_status pain_effect_dz(pain_counts differences, const pain_interval_options *options,
                           pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_description d;
    pain_status status = pain__interval_begin(options, PAIN_METHOD_NONCENTRAL_T, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (estimate->method != PAIN_METHOD_NONCENTRAL_T && estimate->method != PAIN_METHOD_DELTA)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    status = pain_describe(differences, &d);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    estimate->denominator = d.n;
    if (d.n < 2)
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    if (d.sd == 0)
        return pain__interval_no_limits(estimate, PAIN_ENOSPREAD);
    estimate->value = d.mean / d.sd;
    set_limits(&d, pain__interval_tail(&known), estimate);
    return PAIN_OK;
}

pain_status pain_effect_gz(pain_counts differences, const pain_interval_options *options,
                           pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_status status = pain_effect_dz(differences, options, estimate);

    if (status != PAIN_OK || isnan(estimate->value))
        return status;
    if (estimate->denominator == 2) {
        estimate->value = NAN;
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    }
    double df = (double)(estimate->denominator - 1);
    double j = sqrt(2 / df) * exp(pain__log_rising((df - 1) / 2, 0.5));

    estimate->value *= j;
    estimate->lower *= j;
    estimate->upper *= j;
    return PAIN_OK;
}
