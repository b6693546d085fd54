/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From replicates to limits: A. C. Davison and D. V. Hinkley, Bootstrap methods and their
 * application (1997), chapter 5. With T the value and q(p) the p-quantile of the replicates:
 *
 *     percentile    q(alpha / 2), q(1 - alpha / 2)
 *     basic         2 T - q(1 - alpha / 2), 2 T - q(alpha / 2)
 *     studentized   T - se u(1 - alpha / 2), T - se u(alpha / 2), u the quantiles of (T* - T) / se*
 *     BCa           q at the levels of bca.c */
#include <config.h>

#include <math.h>

#include "stat/bca.h"
#include "stat/bootstrap_limits.h"
#include "stat/interval.h"

typedef struct levels {
    double lower, upper;
} levels;

double pain__bootstrap_bias(double below, double above, bool strict)
{
    if (strict)
        return pain__normal_quantile(below, PAIN__LOWER);
    /* Half of those that are neither. Each half from the smaller side, so that mirrored data have
     * exactly mirrored limits. */
    if (below <= above)
        return pain__normal_quantile((below + 1 - above) / 2, PAIN__LOWER);
    return pain__normal_quantile((above + 1 - below) / 2, PAIN__UPPER);
}

/* The levels of BCa; false, with the estimate as it was, where they are undefined. */
static bool bca_levels(double z0, double acceleration, double tail, levels *at,
                       pain_estimate *estimate)
{
    levels bca = {pain__bca_level(z0, acceleration, tail, PAIN__LOWER),
                  pain__bca_level(z0, acceleration, tail, PAIN__UPPER)};

    /* Both, even for a one-sided bound: it is a limit of the two-sided interval. */
    if (isnan(bca.lower) || isnan(bca.upper))
        return false;
    *at = bca;
    estimate->reserved[0] = z0;
    estimate->reserved[1] = acceleration;
    return true;
}

static bool find_bca(const pain__bootstrap_found *found, double same, double tail, levels *at,
                     pain_estimate *estimate)
{
    double below, above;

    pain__replicates_around(&found->plain, estimate->value, same, &below, &above);
    double z0 =
        pain__bootstrap_bias(below, above, estimate->method == (int32_t)PAIN_METHOD_BCA_STRICT);

    return bca_levels(z0, found->acceleration, tail, at, estimate);
}

static bool set_studentized(const pain__bootstrap_found *found, levels at, pain_estimate *estimate)
{
    if (!(found->se > 0) || pain__replicates_are_few(&found->studentized))
        return false;
    double lower = pain__replicates_quantile(&found->studentized, at.upper);
    double upper = pain__replicates_quantile(&found->studentized, at.lower);

    estimate->lower = estimate->value - found->se * lower;
    estimate->upper = estimate->value - found->se * upper;
    return isfinite(estimate->lower) && isfinite(estimate->upper);
}

static void set_percentile(const pain__replicates *r, levels at, pain_estimate *estimate)
{
    estimate->lower = pain__replicates_quantile(r, at.lower);
    estimate->upper = pain__replicates_quantile(r, at.upper);
}

static void set_basic(const pain__replicates *r, levels at, pain_estimate *estimate)
{
    estimate->lower = 2 * estimate->value - pain__replicates_quantile(r, at.upper);
    estimate->upper = 2 * estimate->value - pain__replicates_quantile(r, at.lower);
}

static void set_limits(const pain__bootstrap_found *found, double same, double tail,
                       pain_estimate *estimate)
{
    levels at = {tail, 1 - tail};
    bool is_defined = true;

    if (estimate->method == PAIN_METHOD_BASIC) {
        set_basic(&found->plain, at, estimate);
        return;
    }
    if (estimate->method == PAIN_METHOD_STUDENTIZED) {
        if (set_studentized(found, at, estimate))
            return;
        is_defined = false;
    } else if (estimate->method != PAIN_METHOD_PERCENTILE) {
        is_defined = find_bca(found, same, tail, &at, estimate);
    }
    if (!is_defined) {
        estimate->method = PAIN_METHOD_PERCENTILE;
        estimate->flags |= PAIN_FLAG_FALLBACK;
    }
    set_percentile(&found->plain, at, estimate);
}

void pain__bootstrap_place(const pain__bootstrap_found *found, const pain_interval_options *known,
                           pain_estimate *estimate)
{
    const pain__replicates *r = &found->plain;
    double lowest = r->value[0], highest = r->value[r->n - 1];
    double same = PAIN__BCA_SAME * fmax(fabs(lowest), fabs(highest));

    estimate->method = known->method;
    estimate->lower = estimate->upper = estimate->value;
    if (highest - lowest <= same)
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
    else
        set_limits(found, same, pain__interval_tail(known), estimate);
    pain__interval_open(estimate, -INFINITY, INFINITY);
}

void pain__bootstrap_limits(const double *sorted, size_t n, double acceleration,
                            const pain_interval_options *known, pain_estimate *estimate)
{
    pain__bootstrap_found found = {.acceleration = acceleration};

    /* Only read from here on. */
    found.plain.value = (double *)sorted;
    found.plain.n = n;
    pain__bootstrap_place(&found, known, estimate);
}
