/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ready-made statistics of weights. */
#include <config.h>

#include <math.h>

#include <painstat/bootstrap.h>

#include "base/floats.h"
#include "num/sum.h"

static double weighted_sum(const double *values, const double *weight, size_t n)
{
    pain__sum sum = {0, 0};

    for (size_t i = 0; i < n; i++)
        pain__sum_add(&sum, weight[i] * values[i]);
    return pain__sum_value(&sum);
}

double pain_weighted_mean(pain_counts counts, const double *weight, void *context)
{
    PAIN__FLOATS;

    (void)context;
    return weighted_sum(counts.x, weight, counts.distinct);
}

double pain_weighted_ratio(pain_counts counts, const double *weight, void *context)
{
    PAIN__FLOATS;

    (void)context;
    if (counts.y == NULL)
        return NAN;
    double mean_x = weighted_sum(counts.x, weight, counts.distinct);

    return mean_x != 0 ? weighted_sum(counts.y, weight, counts.distinct) / mean_x : NAN;
}

double pain_weighted_median(pain_counts counts, const double *weight, void *context)
{
    PAIN__FLOATS;
    const double rounding = 1e-14;
    pain__sum sum = {0, 0};
    size_t i, next;

    (void)context;
    for (i = 0; i < counts.distinct; i++) {
        pain__sum_add(&sum, weight[i]);
        if (pain__sum_value(&sum) >= 0.5 - rounding)
            break;
    }
    if (i >= counts.distinct)
        return NAN;
    for (next = i + 1; next < counts.distinct && weight[next] == 0;)
        next++;
    if (pain__sum_value(&sum) > 0.5 + rounding || next == counts.distinct)
        return counts.x[i];
    return counts.x[i] / 2 + counts.x[next] / 2;
}
