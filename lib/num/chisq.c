/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chi-squared: half of it is gamma with shape a = df / 2. Density of the logarithm, x^a exp(-x) /
 * Gamma(a), in saddle-point form; the tail over it by the power series (x <= a) or Legendre's
 * continued fraction (x > a), both of positive terms, or by an integral for large a. Abramowitz and
 * Stegun, Handbook of Mathematical Functions, 6.5. */
#include <config.h>

#include <float.h>
#include <math.h>

#include "num/saddle.h"
#include "num/tail.h"

#define LOG_TWO_PI 1.83787706640934548356

/* From this shape on the integral is faster. */
#define LARGE 2000.0

/* Below this x a tail with a shape below 1 is given by its own series. */
#define SMALL 0.7

#define MAX_TERMS 100000
#define MAX_STEPS 500

/* Lower tail over density; `above` = a - x >= 0. */
static double lower_ratio(double a, double x, double above)
{
    if (a >= LARGE)
        return pain__tail_integral(a, 1 / x, 0, 0, above / x) / x;
    double term = 1 / a, sum = term;

    for (int i = 1; i < MAX_TERMS; i++) {
        term *= x / (a + i);
        sum += term;
        if (term < sum * DBL_EPSILON / 8)
            return sum;
    }
    return NAN;
}

/* Upper tail over density; `above` = a - x < 0, or x >= SMALL. */
static double upper_ratio(double a, double x, double above)
{
    if (a >= LARGE)
        return pain__tail_integral(0, 0, a, 1 / x, -above / x) / x;
    double value = 1 - above, c = value, d = 0;

    for (int i = 1; i < MAX_TERMS; i++) {
        double n = i, alpha = n * (a - n), beta = 2 * n + 1 - above;

        c = beta + alpha / c;
        d = 1 / (beta + alpha * d);
        value *= c * d;
        if (fabs(c * d - 1) < 4 * DBL_EPSILON)
            return 1 / value;
    }
    return NAN;
}

/* log Gamma(a + 1) */
static double log_gamma_above(double a)
{
    return a < 1 ? pain__log_rising(1, a) : a * log(a) - a + pain__log_factorial_rest(a);
}

/* Either tail for a < 1 and x <= SMALL. */
static pain__tail_value by_power_series(double a, double x, pain__tail tail)
{
    double term = 1, sum = 0;

    for (int i = 1; i < 100 && fabs(term) > 1e-18; i++) {
        term *= -x / i;
        sum += term / (a + i);
    }
    double log_lower = a * log(x) - log_gamma_above(a) + log1p(a * sum);
    double ratio = (1 + a * sum) / a * exp(x);

    if (tail == PAIN__LOWER)
        return (pain__tail_value){exp(log_lower), log_lower, ratio};
    double upper = -expm1(log_lower);

    return (pain__tail_value){upper, log(upper), ratio * upper / exp(log_lower)};
}

static pain__tail_value gamma_tail(double a, double x, pain__tail tail)
{
    double above = a - x;

    if (a < 1 && x <= SMALL)
        return by_power_series(a, x, tail);
    double density =
        0.5 * (log(a) - LOG_TWO_PI) - pain__stirling_error(a) - pain__deviance(a, x, above);
    /* For a < 1 the mean is no place to change sides: the upper tail is small already. */
    bool lower = above >= 0 && a >= 1;
    double ratio = lower ? lower_ratio(a, x, above) : upper_ratio(a, x, above);

    return lower == (tail == PAIN__LOWER) ? pain__tail_direct(density, ratio)
                                          : pain__tail_complement(density, ratio);
}

double pain__chisq_tail(double x, double df, pain__tail tail)
{
    if (isnan(x) || !(df > 0 && isfinite(df)))
        return NAN;
    if (x <= 0 || isinf(x))
        return (x <= 0) == (tail == PAIN__LOWER) ? 0 : 1;
    return gamma_tail(df / 2, x / 2, tail).value;
}

/* The logarithm of x where the tail is about p: E. B. Wilson and M. M. Hilferty, The distribution
 * of chi-square, Proc. Nat. Acad. Sci. 17 (1931) 684-688, or the power of the lower tail. */
static double start(double p, double a, pain__tail tail)
{
    double z = pain__normal_quantile(p, tail), root = 1 - 1 / (9 * a) + z / (3 * sqrt(a));

    if (a >= 1 && root > 0.3)
        return log(a) + 3 * log(root);
    if (tail == PAIN__UPPER)
        return a < 1 ? log(-log(p)) : log(a);
    return (log(p) + log_gamma_above(a)) / a;
}

static double gamma_quantile(double p, double a, pain__tail tail)
{
    /* 1 - p is exact for p >= 1/2. */
    if (p > 0.5) {
        p = 1 - p;
        tail = tail == PAIN__LOWER ? PAIN__UPPER : PAIN__LOWER;
    }
    pain__tail_search search = {0, -INFINITY, INFINITY, false};
    double log_x = start(p, a, tail), x = exp(log_x);

    /* So far out that the tail is a power to the last digit; x may underflow. */
    if (tail == PAIN__LOWER && log_x < -40)
        return x;

    for (int i = 0; i < MAX_STEPS && !search.done; i++) {
        pain__tail_value at = gamma_tail(a, x, tail);
        double slope = (tail == PAIN__LOWER ? 1 : -1) / at.ratio;

        /* So added, the last, small step costs one rounding. */
        x += x * expm1(pain__tail_search_step(&search, log(p) - at.log_value, slope));
        if (x == 0)
            return 0;
        if (!isfinite(x))
            return NAN;
    }
    return search.done ? x : NAN;
}

double pain__chisq_quantile(double p, double df, pain__tail tail)
{
    if (!(p >= 0 && p <= 1) || !(df > 0 && isfinite(df)))
        return NAN;
    if (p == 0 || p == 1)
        return (p == 0) == (tail == PAIN__LOWER) ? 0 : INFINITY;
    return 2 * gamma_quantile(p, df / 2, tail);
}
