/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mean of values with an end: by the delta method on the logarithm of the mean distance from
 * it, and by T. W. Anderson, Confidence limits for the expected value of an arbitrary bounded
 * random variable, Bull. Int. Stat. Inst. 43 (1969) 249-251, with the constant of P. Massart, Ann.
 * Probab. 18 (1990) 1269-1283.
 *
 * With the one-sided band F - e <= G <= F + e, which holds with probability 1 - tail on either
 * side, the mean highest - integral of G lies between highest - integral of min(F + e, 1) and
 * highest - integral of max(F - e, 0) over [lowest, highest]. */
#include <config.h>

#include <math.h>

#include <painstat/location.h>

#include "base/floats.h"
#include "num/distribution.h"
#include "num/sum.h"
#include "stat/counts.h"
#include "stat/interval.h"
#include "stat/mean_of.h"

/* The mean of highest - x, and its standard error. */
static void distance_of(pain_counts counts, double highest, double *mean, double *se)
{
    pain__sum sum = {0, 0}, left = {0, 0}, squares = {0, 0};
    double n = (double)counts.n;

    for (size_t i = 0; i < counts.distinct; i++)
        pain__sum_add_times(&sum, highest - counts.x[i], counts.count[i]);
    *mean = pain__sum_value(&sum) / n;
    for (size_t i = 0; i < counts.distinct; i++) {
        double d = (highest - counts.x[i]) - *mean;

        pain__sum_add_times(&left, d, counts.count[i]);
        pain__sum_add_times(&squares, d * d, counts.count[i]);
    }
    double rest = pain__sum_value(&left);

    *se = sqrt(fmax(pain__sum_value(&squares) - rest * rest / n, 0) / (n - 1) / n);
}

static pain_status log_limits(pain_counts counts, double lowest, double highest, double tail,
                              pain_estimate *estimate)
{
    double mean, se;

    if (counts.n == 1)
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    estimate->lower = estimate->upper = estimate->value;
    if (pain__counts_lowest(counts) == pain__counts_highest(counts)) {
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
        return PAIN_OK;
    }
    distance_of(counts, highest, &mean, &se);
    double half = pain__t_quantile(tail, (double)(counts.n - 1), PAIN__UPPER) * se / mean;

    estimate->lower = fmax(highest - mean * exp(half), lowest);
    estimate->upper = fmax(highest - mean * exp(-half), lowest);
    if (!isfinite(estimate->lower) || !isfinite(estimate->upper))
        return pain__interval_no_limits(estimate, PAIN_EOVERFLOW);
    return PAIN_OK;
}

/* The integral over [lowest, highest] of F + shift, cut to [0, 1]. */
static double band_integral(pain_counts counts, double lowest, double highest, double shift)
{
    pain__sum sum = {0, 0};
    double from = lowest, n = (double)counts.n;
    uint64_t below = 0;

    for (size_t i = 0; i <= counts.distinct; i++) {
        double to = i < counts.distinct ? counts.x[i] : highest;
        double height = fmin(fmax((double)below / n + shift, 0), 1);

        if (i < counts.distinct && counts.count[i] == 0)
            continue;
        pain__sum_add(&sum, height * (to - from));
        from = to;
        if (i < counts.distinct)
            below += counts.count[i];
    }
    return pain__sum_value(&sum);
}

static pain_status anderson_limits(pain_counts counts, double lowest, double highest, double tail,
                                   pain_estimate *estimate)
{
    /* The constant holds for tails up to one half. */
    if (tail > 0.5)
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    double shift = sqrt(-log(tail) / (2 * (double)counts.n));

    estimate->lower = highest - band_integral(counts, lowest, highest, shift);
    estimate->upper = highest - band_integral(counts, lowest, highest, -shift);
    return PAIN_OK;
}

static bool ends_are_sound(pain_counts counts, double lowest, double highest, int32_t method)
{
    if (!isfinite(highest) || !(lowest < highest) ||
        (method == (int32_t)PAIN_METHOD_ANDERSON && !isfinite(highest - lowest)))
        return false;
    return pain__counts_lowest(counts) >= lowest && pain__counts_highest(counts) <= highest;
}

pain_status pain_bounded_mean(pain_counts counts, double lowest, double highest,
                              const pain_interval_options *options, pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status = pain__interval_begin(options, PAIN_METHOD_ANDERSON, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (known.method != PAIN_METHOD_LOG_T && known.method != PAIN_METHOD_ANDERSON)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    status = pain__counts_check(counts, false);
    if (status == PAIN_OK && !ends_are_sound(counts, lowest, highest, known.method))
        status = PAIN_EINVAL;
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    double tail = pain__interval_tail(&known);

    estimate->value = pain__mean_of(counts.x, counts);
    estimate->denominator = counts.n;
    (void)(known.method == PAIN_METHOD_LOG_T
               ? log_limits(counts, lowest, highest, tail, estimate)
               : anderson_limits(counts, lowest, highest, tail, estimate));
    if (estimate->reason == PAIN_OK)
        pain__interval_open(estimate, lowest, highest);
    return PAIN_OK;
}
