/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From replicates to limits: percentile and BCa are the same quantiles at different levels. */
#include <config.h>

#include <math.h>
#include <stdbool.h>

#include "stat/bca.h"
#include "stat/bootstrap_limits.h"
#include "stat/interval.h"
#include "stat/quantile.h"

typedef struct levels {
    double lower, upper;
} levels;

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

void pain__bootstrap_limits(const double *sorted, size_t n, double acceleration,
                            const pain_interval_options *known, pain_estimate *estimate)
{
    double lowest = sorted[0], highest = sorted[n - 1], tail = pain__interval_tail(known);
    double same = PAIN__BCA_SAME * fmax(fabs(lowest), fabs(highest));
    levels at = {tail, 1 - tail};

    estimate->lower = estimate->upper = estimate->value;
    if (highest - lowest <= same) {
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
        pain__interval_open(estimate, -INFINITY, INFINITY);
        return;
    }
    if (known->method == PAIN_METHOD_BCA) {
        double z0 = pain__bca_bias(sorted, n, estimate->value, same);

        if (!bca_levels(z0, acceleration, tail, &at, estimate)) {
            estimate->method = PAIN_METHOD_PERCENTILE;
            estimate->flags |= PAIN_FLAG_FALLBACK;
        }
    }
    estimate->lower = pain__quantile_sorted(sorted, n, at.lower);
    estimate->upper = pain__quantile_sorted(sorted, n, at.upper);
    pain__interval_open(estimate, -INFINITY, INFINITY);
}
