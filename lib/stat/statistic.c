/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ready-made statistics for the bootstrap. */
#include <config.h>

#include <math.h>

#include <painstat/bootstrap.h>

#include "base/floats.h"
#include "stat/mean_of.h"
#include "stat/quantile.h"

double pain_statistic_mean(pain_counts counts, void *context)
{
    PAIN__FLOATS;

    (void)context;
    return counts.n > 0 ? pain__mean_of(counts.x, counts) : NAN;
}

double pain_statistic_median(pain_counts counts, void *context)
{
    PAIN__FLOATS;

    (void)context;
    return counts.n > 0 ? pain__quantile_counts(counts, 0.5, 7) : NAN;
}

double pain_statistic_ratio(pain_counts counts, void *context)
{
    PAIN__FLOATS;

    (void)context;
    if (counts.n == 0 || counts.y == NULL)
        return NAN;
    double mean_x = pain__mean_of(counts.x, counts);

    return mean_x != 0 ? pain__mean_of(counts.y, counts) / mean_x : NAN;
}
