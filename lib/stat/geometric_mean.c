/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Geometric means, of values and of ratios: F. Galton, Proc. R. Soc. 29 (1879) 365-367; the t
 * interval of the logarithms, carried back. Two passes over the logarithms, so that no array is
 * needed. */
#include <config.h>

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include <painstat/location.h>

#include "base/floats.h"
#include "num/distribution.h"
#include "num/sum.h"
#include "stat/counts.h"
#include "stat/interval.h"
#include "stat/ratio.h"

/* The number whose geometric mean is asked for. */
typedef double (*row_value)(pain_counts counts, size_t i);

static double value_of(pain_counts counts, size_t i)
{
    return counts.x[i];
}

static double ratio_of(pain_counts counts, size_t i)
{
    return counts.y[i] / counts.x[i];
}

/* The logarithm of a ratio from its parts, which may be beyond the range of doubles only
 * together. */
static double log_of(pain_counts counts, size_t i, row_value value)
{
    if (value == value_of)
        return log(counts.x[i]);
    double ratio = counts.y[i] / counts.x[i];

    return isnormal(ratio) ? log(ratio) : log(counts.y[i]) - log(counts.x[i]);
}

/* What the rows say: some 0, some below 0, all the same to their rounding. */
typedef struct rows {
    bool zero, negative, equal;
    double first;
} rows;

static rows look_at(pain_counts counts, row_value value)
{
    rows r = {.equal = true, .first = NAN};

    for (size_t i = 0; i < counts.distinct; i++) {
        if (counts.count[i] == 0)
            continue;
        double v = value(counts, i);

        if (isnan(r.first))
            r.first = v;
        r.zero = r.zero || v == 0;
        r.negative = r.negative || v < 0;
        r.equal = r.equal && fabs(v - r.first) <= 2 * DBL_EPSILON * fabs(r.first);
    }
    return r;
}

/* The mean of the logarithms, none of which is infinite, and its standard error. */
static pain__group_estimate mean_of_logs(pain_counts counts, row_value value)
{
    pain__sum sum = {0, 0}, left = {0, 0}, squares = {0, 0};
    double n = (double)counts.n;

    for (size_t i = 0; i < counts.distinct; i++)
        if (counts.count[i] > 0)
            pain__sum_add_times(&sum, log_of(counts, i, value), counts.count[i]);
    double mean = pain__sum_value(&sum) / n;

    if (counts.n == 1)
        return (pain__group_estimate){mean, 0, 1};
    for (size_t i = 0; i < counts.distinct; i++) {
        if (counts.count[i] == 0)
            continue;
        double d = log_of(counts, i, value) - mean;

        pain__sum_add_times(&left, d, counts.count[i]);
        pain__sum_add_times(&squares, d * d, counts.count[i]);
    }
    double rest = pain__sum_value(&left);
    double ss = fmax(pain__sum_value(&squares) - rest * rest / n, 0);

    return (pain__group_estimate){mean, sqrt(ss / (n - 1) / n), counts.n};
}

static pain_status limits_of(pain_counts counts, row_value value, double tail,
                             pain_estimate *estimate)
{
    pain__group_estimate logs = mean_of_logs(counts, value);

    estimate->value = exp(logs.value);
    if (counts.n == 1)
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    double half = pain__t_quantile(tail, (double)counts.n - 1, PAIN__UPPER) * logs.se;

    estimate->lower = exp(logs.value - half);
    estimate->upper = exp(logs.value + half);
    if (!isfinite(estimate->lower) || !isfinite(estimate->upper))
        return pain__interval_no_limits(estimate, PAIN_EOVERFLOW);
    pain__interval_open(estimate, 0, INFINITY);
    return PAIN_OK;
}

static pain_status estimate_rows(pain_counts counts, row_value value, double tail,
                                 pain_estimate *estimate)
{
    rows r = look_at(counts, value);

    if (r.negative)
        return pain__interval_fail(estimate, PAIN_EUNDEFINED);
    if (r.equal && isfinite(r.first)) {
        estimate->value = r.first;
        if (counts.n == 1)
            return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
        estimate->lower = estimate->upper = r.first;
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
        pain__interval_open(estimate, 0, INFINITY);
        return PAIN_OK;
    }
    if (!r.zero)
        return limits_of(counts, value, tail, estimate);
    estimate->value = 0;
    return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
}

static pain_status begin(pain_counts counts, bool pairs, const pain_interval_options *options,
                         pain_interval_options *known, pain_estimate *estimate)
{
    pain_status status = pain__interval_begin(options, PAIN_METHOD_GEOMETRIC_T, known, estimate);

    if (status != PAIN_OK)
        return status;
    if (known->method != (int32_t)PAIN_METHOD_GEOMETRIC_T)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    status = pain__counts_check(counts, pairs);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    estimate->denominator = counts.n;
    return PAIN_OK;
}

pain_status pain_geometric_mean(pain_counts counts, const pain_interval_options *options,
                                pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status = begin(counts, false, options, &known, estimate);

    if (status != PAIN_OK)
        return status;
    return estimate_rows(counts, value_of, pain__interval_tail(&known), estimate);
}

/* Whether all patients have a ratio, of which neither part is below 0. */
static pain_status check_ratios(pain_counts pairs)
{
    for (size_t i = 0; i < pairs.distinct; i++) {
        if (pairs.count[i] == 0)
            continue;
        if (pairs.x[i] == 0)
            return PAIN_EZEROBASE;
        if (pairs.x[i] < 0 || pairs.y[i] < 0)
            return PAIN_EUNDEFINED;
    }
    return PAIN_OK;
}

pain_status pain_log_ratio(pain_counts pairs, const pain_interval_options *options,
                           pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status = begin(pairs, true, options, &known, estimate);

    if (status != PAIN_OK)
        return status;
    status = check_ratios(pairs);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    return estimate_rows(pairs, ratio_of, pain__interval_tail(&known), estimate);
}

pain_status pain__mean_log_ratio(pain_counts pairs, pain__group_estimate *log_ratio)
{
    pain_status status = pain__counts_check(pairs, true);

    *log_ratio = (pain__group_estimate){NAN, NAN, pairs.n};
    if (status == PAIN_OK)
        status = check_ratios(pairs);
    if (status != PAIN_OK)
        return status;
    rows r = look_at(pairs, ratio_of);

    *log_ratio = (pain__group_estimate){-INFINITY, 0, pairs.n};
    if (r.equal && isfinite(r.first))
        log_ratio->value = log(r.first);
    else if (!r.zero)
        *log_ratio = mean_of_logs(pairs, ratio_of);
    return PAIN_OK;
}
