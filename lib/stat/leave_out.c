/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A statistic without one patient, for each patient. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "stat/counts.h"
#include "stat/leave_out.h"
#include "stat/mean_of.h"
#include "stat/quantile.h"

/* The mean without one value: mean - (value - mean) / (n - 1), so that nothing large is taken away.
 */
static double mean_without(double mean, double value, double n)
{
    return mean - (value - mean) / (n - 1);
}

static void leave_out_of_mean(pain_counts counts, double *left_out)
{
    double mean = pain__mean_of(counts.x, counts), n = (double)counts.n;

    for (size_t i = 0; i < counts.distinct; i++)
        left_out[i] = mean_without(mean, counts.x[i], n);
}

static void leave_out_of_ratio(pain_counts counts, double *left_out)
{
    double mean_x = pain__mean_of(counts.x, counts), mean_y = pain__mean_of(counts.y, counts);
    double n = (double)counts.n;

    for (size_t i = 0; i < counts.distinct; i++) {
        double below = mean_without(mean_x, counts.x[i], n);

        left_out[i] = below != 0 ? mean_without(mean_y, counts.y[i], n) / below : NAN;
    }
}

/* A value up to the one of rank r leaves the next at that rank. */
static void leave_out_of_median(pain_counts counts, double *left_out)
{
    pain__position at = pain__quantile_position(counts.n - 1, 0.5, 7);
    uint64_t seen = 0;
    double value[3];

    for (uint64_t r = 0; r < 3; r++)
        value[r] = pain__counts_at(counts, at.rank + r < counts.n ? at.rank + r : counts.n);
    for (size_t i = 0; i < counts.distinct; seen += counts.count[i++]) {
        double low = seen < at.rank ? value[1] : value[0];
        double high = seen < at.rank + 1 ? value[2] : value[1];

        left_out[i] = at.weight > 0 && low != high ? 0.5 * low + 0.5 * high : low;
    }
}

static void leave_out_of_any(pain_counts counts, pain_statistic statistic, void *context,
                             uint64_t *count, double *left_out)
{
    pain_counts without = {counts.x, counts.y, count, counts.distinct, counts.n - 1};

    if (counts.count != count)
        memcpy(count, counts.count, counts.distinct * sizeof *count);
    for (size_t i = 0; i < counts.distinct; i++) {
        if (count[i] == 0)
            continue;
        count[i]--;
        left_out[i] = statistic(without, context);
        count[i]++;
        if (!isfinite(left_out[i]))
            return;
    }
}

bool pain__leave_one_out(pain_counts counts, pain_statistic statistic, void *context,
                         uint64_t *count, double *left_out)
{
    if (statistic == pain_statistic_mean)
        leave_out_of_mean(counts, left_out);
    else if (statistic == pain_statistic_median)
        leave_out_of_median(counts, left_out);
    else if (statistic == pain_statistic_ratio && counts.y != NULL)
        leave_out_of_ratio(counts, left_out);
    else
        leave_out_of_any(counts, statistic, context, count, left_out);
    for (size_t i = 0; i < counts.distinct; i++) {
        if (counts.count[i] == 0)
            left_out[i] = 0;
        if (!isfinite(left_out[i]))
            return false;
    }
    return true;
}
