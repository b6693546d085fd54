/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ratio of two means of the same patients: E. C. Fieller, J. R. Stat. Soc. B 16 (1954) 175-185,
 * the delta method, also on the logarithm (D. G. Bonett and R. M. Price, J. Educ. Behav. Stat. 45
 * (2020) 750-770), and ABC (abc.c).
 *
 * With R = mean(y) / mean(x), d = y - R x and r = R + s, the r that Fieller's t test accepts are
 *
 *     (1 - g) s^2 + 2 b s - c <= 0,   g = t^2 var(mean x) / mean(x)^2,
 *     b = t^2 cov(mean x, mean d) / mean(x)^2,   c = t^2 var(mean d) / mean(x)^2.
 *
 * Written in s nothing cancels: var(d) comes from the residuals themselves, not from var(y) - 2 R
 * cov + R^2 var(x), and the discriminant b^2 + (1 - g) c is a sum where g < 1. The variance of log
 * R is var(mean d) / mean(y)^2. */
#include <config.h>

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include <painstat/mean.h>

#include "base/floats.h"
#include "num/distribution.h"
#include "num/sum.h"
#include "stat/abc.h"
#include "stat/counts.h"
#include "stat/interval.h"
#include "stat/mean_of.h"
#include "stat/ratio.h"

/* Means over a power of 2 each, so that no square overflows or vanishes: x is mean_x 2^exponent_x
 * on average. `ratio` is mean_y / mean_x; the variances are those of means, over mean_x^2;
 * `acceleration` is that of ABC. */
typedef struct ratio_moments {
    int exponent_x, exponent_y;
    double mean_x, mean_y, ratio;
    double var_x, cov, var_d, acceleration;
} ratio_moments;

static int largest_exponent(const double *values, size_t n)
{
    double largest = 0;
    int exponent;

    for (size_t i = 0; i < n; i++)
        largest = fmax(largest, fabs(values[i]));
    (void)frexp(largest, &exponent);
    return exponent;
}

static void find_means(pain_counts counts, ratio_moments *m)
{
    m->exponent_x = largest_exponent(counts.x, counts.distinct);
    m->exponent_y = largest_exponent(counts.y, counts.distinct);
    m->mean_x = ldexp(pain__mean_of(counts.x, counts), -m->exponent_x);
    m->mean_y = ldexp(pain__mean_of(counts.y, counts), -m->exponent_y);
    m->ratio = m->mean_y / m->mean_x;
}

/* The second moments by the corrected two-pass sums, n >= 2. */
static void find_spread(pain_counts counts, ratio_moments *m)
{
    pain__sum x = {0, 0}, d = {0, 0}, xx = {0, 0}, xd = {0, 0}, dd = {0, 0};
    pain__sum ddd = {0, 0};

    for (size_t i = 0; i < counts.distinct; i++) {
        double scaled = ldexp(counts.x[i], -m->exponent_x), u = scaled - m->mean_x;
        double v = fma(-m->ratio, scaled, ldexp(counts.y[i], -m->exponent_y));

        pain__sum_add_times(&x, u, counts.count[i]);
        pain__sum_add_times(&d, v, counts.count[i]);
        pain__sum_add_times(&xx, u * u, counts.count[i]);
        pain__sum_add_times(&xd, u * v, counts.count[i]);
        pain__sum_add_times(&dd, v * v, counts.count[i]);
        pain__sum_add_times(&ddd, v * v * v, counts.count[i]);
    }
    double n = (double)counts.n, by = n * (n - 1) * m->mean_x * m->mean_x;
    double left_x = pain__sum_value(&x), left_d = pain__sum_value(&d);

    m->var_x = fmax(pain__sum_value(&xx) - left_x * left_x / n, 0) / by;
    m->cov = (pain__sum_value(&xd) - left_x * left_d / n) / by;
    m->var_d = fmax(pain__sum_value(&dd) - left_d * left_d / n, 0) / by;
    m->acceleration = pain__abc_acceleration(pain__sum_value(&dd), pain__sum_value(&ddd));
}

/* y = ratio x for every patient, to the rounding of the scores, the means and the ratio. */
static bool is_proportional(pain_counts counts, const ratio_moments *m)
{
    for (size_t i = 0; i < counts.distinct; i++) {
        double y = ldexp(counts.y[i], -m->exponent_y);
        double expected = m->ratio * ldexp(counts.x[i], -m->exponent_x);

        if (counts.count[i] > 0 && fabs(y - expected) > 4 * DBL_EPSILON * fabs(y))
            return false;
    }
    return true;
}

/* Fieller's limits as distances from the ratio. The two roots are taken apart as -q / a and c / q,
 * where q is a sum, so that both are right also where a = 1 - g is near 0. At a = 0 one of them is
 * infinite, as it should be. */
static void fieller_limits(const ratio_moments *m, double t, pain_estimate *estimate)
{
    double a = 1 - t * t * m->var_x, b = t * t * m->cov, c = t * t * m->var_d;
    double discriminant = b * b + a * c;

    if (discriminant < 0 || (a <= 0 && discriminant == 0)) {
        estimate->lower = -INFINITY;
        estimate->upper = INFINITY;
        estimate->flags |= PAIN_FLAG_UNBOUNDED;
        return;
    }
    double q = b + copysign(sqrt(discriminant), b);
    double one = q != 0 ? -q / a : 0, other = q != 0 ? c / q : 0;

    /* A negative t, at a one-sided level below 1/2, asks for the limits the other way round. */
    estimate->lower = t >= 0 ? fmin(one, other) : fmax(one, other);
    estimate->upper = t >= 0 ? fmax(one, other) : fmin(one, other);
    if (a < 0)
        estimate->flags |= PAIN_FLAG_EXCLUSIVE;
}

static void delta_limits(const ratio_moments *m, double t, pain_estimate *estimate)
{
    double half = t * sqrt(m->var_d);

    estimate->lower = -half;
    estimate->upper = half;
}

/* R + lambda sigma / (1 + lambda k), k the change of mean(x), over itself, along the influence
 * values; NaN where that would leave mean(x) no sign. */
static double abc_distance(const ratio_moments *m, uint64_t n, double steps)
{
    double by_n = (double)(n - 1) / (double)n, sigma = sqrt(by_n * m->var_d);
    double left = 1 + steps * by_n * m->cov / sigma;

    return left > 0 ? steps * sigma / left : NAN;
}

static void abc_limits(const ratio_moments *m, uint64_t n, double tail, pain_estimate *estimate)
{
    double lower = pain__abc_steps(m->acceleration, tail, PAIN__LOWER);
    double upper = pain__abc_steps(m->acceleration, tail, PAIN__UPPER);

    estimate->reserved[1] = m->acceleration;
    estimate->lower = abc_distance(m, n, lower);
    estimate->upper = abc_distance(m, n, upper);
}

/* Both limits at once: as distances from the ratio the lower one would lose its digits. */
static pain_status log_delta_limits(const ratio_moments *m, double t, pain_estimate *estimate)
{
    double half = t * sqrt(m->var_d) / m->ratio;

    if (!(m->ratio > 0))
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    estimate->lower = estimate->value * exp(-half);
    estimate->upper = estimate->value * exp(half);
    if (!isfinite(estimate->lower) || !isfinite(estimate->upper))
        return pain__interval_no_limits(estimate, PAIN_EOVERFLOW);
    pain__interval_open(estimate, 0, INFINITY);
    return PAIN_OK;
}

/* Sets both limits from the distances, with the ends of the line where the set has none. */
static pain_status place_limits(const ratio_moments *m, pain_estimate *estimate)
{
    int exponent = m->exponent_y - m->exponent_x;
    double lower = ldexp(m->ratio + estimate->lower, exponent);
    double upper = ldexp(m->ratio + estimate->upper, exponent);

    if (isnan(estimate->lower) || isnan(estimate->upper))
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    if (isnan(lower) || isnan(upper) || (isinf(lower) && isfinite(estimate->lower)) ||
        (isinf(upper) && isfinite(estimate->upper)))
        return pain__interval_no_limits(estimate, PAIN_EOVERFLOW);
    estimate->lower = lower;
    estimate->upper = upper;
    pain__interval_open(estimate, -INFINITY, INFINITY);
    return PAIN_OK;
}

static pain_status limits_of(pain_counts counts, double tail, ratio_moments *m,
                             pain_estimate *estimate)
{
    double t = pain__t_quantile(tail, (double)(counts.n - 1), PAIN__UPPER);

    find_spread(counts, m);
    estimate->reserved[0] = t * t * m->var_x;
    if (is_proportional(counts, m)) {
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
        estimate->lower = estimate->upper = 0;
    } else if (estimate->method == PAIN_METHOD_DELTA) {
        delta_limits(m, t, estimate);
    } else if (estimate->method == PAIN_METHOD_LOG_DELTA) {
        return log_delta_limits(m, t, estimate);
    } else if (estimate->method == PAIN_METHOD_ABC) {
        abc_limits(m, counts.n, tail, estimate);
    } else if (estimate->side == PAIN_TWO_SIDED || estimate->reserved[0] < 1) {
        fieller_limits(m, t, estimate);
    } else {
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    }
    return place_limits(m, estimate);
}

static bool is_ratio_method(int32_t method)
{
    return method == PAIN_METHOD_FIELLER || method == PAIN_METHOD_DELTA ||
           method == PAIN_METHOD_LOG_DELTA || method == PAIN_METHOD_ABC;
}

pain_status pain_ratio_of_means(pain_counts counts, const pain_interval_options *options,
                                pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status = pain__interval_begin(options, PAIN_METHOD_FIELLER, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (!is_ratio_method(known.method))
        return pain__interval_fail(estimate, PAIN_EINVAL);
    status = pain__counts_check(counts, true);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    ratio_moments m;

    find_means(counts, &m);
    estimate->denominator = counts.n;
    estimate->reserved[0] = NAN;
    if (m.mean_x == 0)
        return pain__interval_fail(estimate, PAIN_EZEROBASE);
    estimate->value = ldexp(m.ratio, m.exponent_y - m.exponent_x);
    if (!isfinite(estimate->value))
        return pain__interval_fail(estimate, PAIN_EOVERFLOW);
    if (counts.n == 1)
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    return limits_of(counts, pain__interval_tail(&known), &m, estimate);
}

pain_status pain__ratio_of_means(pain_counts pairs, pain__group_estimate *ratio)
{
    pain_status status = pain__counts_check(pairs, true);
    ratio_moments m;

    *ratio = (pain__group_estimate){NAN, NAN, pairs.n};
    if (status != PAIN_OK)
        return status;
    find_means(pairs, &m);
    if (m.mean_x == 0)
        return PAIN_EZEROBASE;
    ratio->value = ldexp(m.ratio, m.exponent_y - m.exponent_x);
    if (!isfinite(ratio->value))
        return PAIN_EOVERFLOW;
    ratio->se = 0;
    if (pairs.n < 2 || is_proportional(pairs, &m))
        return PAIN_OK;
    find_spread(pairs, &m);
    ratio->se = ldexp(sqrt(m.var_d), m.exponent_y - m.exponent_x);
    return PAIN_OK;
}
