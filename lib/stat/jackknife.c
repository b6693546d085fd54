/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jackknife's standard error: J. W. Tukey, Ann. Math. Stat. 29 (1958) 614; B. Efron and R. J.
 * Tibshirani, An introduction to the bootstrap (1993), formula 11.5. */
#include <config.h>

#include <math.h>

#include "num/sum.h"
#include "stat/jackknife.h"
#include "stat/leave_out.h"

double pain__jackknife_se(pain_counts counts, pain_statistic statistic, void *context,
                          uint64_t *count, double *left_out)
{
    pain__sum sum = {0, 0}, squares = {0, 0};
    double n = (double)counts.n, size = 0, largest = 0;

    if (counts.n < 2)
        return NAN;
    if (!pain__leave_one_out(counts, statistic, context, count, left_out))
        return NAN;
    for (size_t i = 0; i < counts.distinct; i++) {
        size = fmax(size, fabs(left_out[i]));
        pain__sum_add_times(&sum, left_out[i], counts.count[i]);
    }
    double mean = pain__sum_value(&sum) / n;

    for (size_t i = 0; i < counts.distinct; i++)
        if (counts.count[i] > 0)
            largest = fmax(largest, fabs(left_out[i] - mean));
    /* What rounding leaves of equal values is no spread. */
    if (!(largest > 1e-14 * size))
        return 0;
    for (size_t i = 0; i < counts.distinct; i++)
        if (counts.count[i] > 0) {
            double d = (left_out[i] - mean) / largest;

            pain__sum_add_times(&squares, d * d, counts.count[i]);
        }
    return largest * sqrt((n - 1) / n * pain__sum_value(&squares));
}
