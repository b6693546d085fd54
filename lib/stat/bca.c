/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bias correction and acceleration. B. Efron, Better bootstrap confidence intervals, J. Am. Stat.
 * Assoc. 82 (1987) 171-185; B. Efron and R. J. Tibshirani, An introduction to the bootstrap (1993),
 * formulas 14.9 to 14.15. */
#include <config.h>

#include <math.h>

#include "num/sum.h"
#include "stat/bca.h"
#include "stat/leave_out.h"

static double mean_left_out(pain_counts counts, const double *left_out)
{
    pain__sum sum = {0, 0};

    for (size_t i = 0; i < counts.distinct; i++)
        pain__sum_add_times(&sum, left_out[i], counts.count[i]);
    return pain__sum_value(&sum) / (double)counts.n;
}

double pain__bca_acceleration(pain_counts counts, pain_statistic statistic, void *context,
                              uint64_t *count, double *left_out)
{
    pain__sum squares = {0, 0}, cubes = {0, 0};
    double largest = 0, size = 0;

    if (!pain__leave_one_out(counts, statistic, context, count, left_out))
        return NAN;
    double mean = mean_left_out(counts, left_out);

    for (size_t i = 0; i < counts.distinct; i++)
        if (counts.count[i] > 0) {
            largest = fmax(largest, fabs(mean - left_out[i]));
            size = fmax(size, fabs(left_out[i]));
        }
    /* What rounding leaves of equal values would give any acceleration. */
    if (!(largest > 1e-14 * size))
        return NAN;
    for (size_t i = 0; i < counts.distinct; i++) {
        /* In units of the largest, so that no power vanishes. */
        double d = (mean - left_out[i]) / largest;

        pain__sum_add_times(&squares, d * d, counts.count[i]);
        pain__sum_add_times(&cubes, d * d * d, counts.count[i]);
    }
    return pain__sum_value(&cubes) / (6 * pow(pain__sum_value(&squares), 1.5));
}

double pain__bca_level(double z0, double a, double p, pain__tail tail)
{
    double z = z0 + pain__normal_quantile(p, tail);
    double slope = 1 - a * z;

    if (!isfinite(z) || !(slope > 0))
        return NAN;
    return pain__normal_tail(z0 + z / slope, PAIN__LOWER);
}
