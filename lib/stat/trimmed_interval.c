/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The t interval of a trimmed mean: J. W. Tukey and D. H. McLaughlin, Sankhya A 25 (1963) 331-352;
 * K. K. Yuen, Biometrika 61 (1974) 165-170; R. R. Wilcox, Introduction to robust estimation and
 * hypothesis testing, 5th ed. (2022), section 4.3. */
#include <config.h>

#include <math.h>

#include <painstat/describe.h>
#include <painstat/location.h>

#include "base/floats.h"
#include "num/distribution.h"
#include "num/sum.h"
#include "stat/counts.h"
#include "stat/interval.h"

/* The variance of the values moved between `low` and `high`, divisor n - 1. */
static double winsorized_variance(pain_counts counts, double low, double high)
{
    pain__sum sum = {0, 0}, left = {0, 0}, squares = {0, 0};
    double n = (double)counts.n;

    for (size_t i = 0; i < counts.distinct; i++)
        pain__sum_add_times(&sum, fmin(fmax(counts.x[i], low), high), counts.count[i]);
    double mean = pain__sum_value(&sum) / n;

    for (size_t i = 0; i < counts.distinct; i++) {
        double d = fmin(fmax(counts.x[i], low), high) - mean;

        pain__sum_add_times(&left, d, counts.count[i]);
        pain__sum_add_times(&squares, d * d, counts.count[i]);
    }
    double rest = pain__sum_value(&left);

    return fmax(pain__sum_value(&squares) - rest * rest / n, 0) / (n - 1);
}

static pain_status limits_of(pain_counts counts, double fraction, double tail,
                             pain_estimate *estimate)
{
    uint64_t cut = (uint64_t)floor((double)counts.n * fraction);

    /* As in pain_trimmed_mean. */
    if (cut > (counts.n - 1) / 2)
        cut = (counts.n - 1) / 2;
    double low = pain__counts_at(counts, cut + 1), high = pain__counts_at(counts, counts.n - cut);
    double n = (double)counts.n, h = (double)(counts.n - 2 * cut), half = 0;

    if (h < 2)
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    if (low < high) {
        double se = sqrt(winsorized_variance(counts, low, high));

        se *= estimate->method == PAIN_METHOD_YUEN ? sqrt((n - 1) / (h * (h - 1)))
                                                   : 1 / ((1 - 2 * fraction) * sqrt(n));
        half = pain__t_quantile(tail, h - 1, PAIN__UPPER) * se;
    } else {
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
    }
    estimate->lower = estimate->value - half;
    estimate->upper = estimate->value + half;
    if (!isfinite(estimate->lower) || !isfinite(estimate->upper))
        return pain__interval_no_limits(estimate, PAIN_EOVERFLOW);
    pain__interval_open(estimate, -INFINITY, INFINITY);
    return PAIN_OK;
}

pain_status pain_trimmed_mean_interval(pain_counts counts, double fraction,
                                       const pain_interval_options *options,
                                       pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status =
        pain__interval_begin(options, PAIN_METHOD_TUKEY_MCLAUGHLIN, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (known.method != PAIN_METHOD_TUKEY_MCLAUGHLIN && known.method != PAIN_METHOD_YUEN)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    status = pain_trimmed_mean(counts, fraction, &estimate->value);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    estimate->denominator = counts.n;
    return limits_of(counts, fraction, pain__interval_tail(&known), estimate);
}
