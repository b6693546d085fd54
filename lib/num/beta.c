/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The incomplete beta function I_x(a, b), both tails.
 *
 * Density of the logit, x^a (1-x)^b / B(a, b), in saddle-point form. The tail below x <= a / (a +
 * b), over it: the continued fraction of A. R. DiDonato and A. H. Morris, Algorithm 708, ACM Trans.
 * Math. Software 18 (1992) 360-373, section 2, whose terms are positive; its length grows like the
 * square root of the shapes, so from SERIES_FROM on power series take its place (beta_series.c),
 * and far out above LARGE an integral. Above the mean by I_x(a, b) = 1 - I_{1-x}(b, a). A shape
 * below 1 makes one tail tiny on both sides of the mean; there the power series of x gives either
 * tail without cancellation. */
#include <config.h>

#include <float.h>
#include <math.h>

#include "num/beta_series.h"
#include "num/saddle.h"

#define LOG_TWO_PI 1.83787706640934548356

/* Both shapes at least this, and no further out than SERIES_REACH standard deviations: the series
 * are faster and lose less. */
#define SERIES_FROM  150.0
#define SERIES_REACH 10.0

/* Further out, both shapes above this: the integral is faster and loses less than the fraction. */
#define LARGE 2000.0

/* Below this only the logarithm of x is known, and the tail is a pure power. */
#define TINY 1e-290

/* Far more than the 120 or so that occur, shapes to 1e15, with one of them below LARGE. */
#define MAX_TERMS 100000

static double log_density(const pain__beta_point *at)
{
    double a = at->a, b = at->b, n = a + b;
    double scale = 0.5 * (log(a / n * b) - LOG_TWO_PI) + pain__stirling_error(n) -
                   pain__stirling_error(a) - pain__stirling_error(b);

    return scale - pain__deviance(a, n * at->x, at->lambda) -
           pain__deviance(b, n * at->y, -at->lambda);
}

double pain__log_beta_times_a(double a, double b)
{
    if (a < 1)
        return pain__log_rising(1, a) - pain__log_rising(b, a);
    if (b < 1)
        return log(a / b) + pain__log_rising(1, b) - pain__log_rising(a, b);
    double n = a + b;

    return 0.5 * (LOG_TWO_PI + log(n / b) + log(a)) + pain__stirling_error(a) +
           pain__stirling_error(b) - pain__stirling_error(n) - a * log1p(b / a) - b * log1p(a / b);
}

/* Lower tail over density by the continued fraction, lambda >= 0; modified Lentz. */
static double fraction(const pain__beta_point *at)
{
    const double a = at->a, b = at->b, x = at->x;
    double value = a / (a + 1) * (at->lambda + 1), c = value, d = 0;

    for (int i = 1; i < MAX_TERMS; i++) {
        double n = i, s = a + 2 * n - 1, w = n * (b - n) * x / s;
        double alpha = (a + n - 1) / s * (a + b + n - 1) * w * x;
        double beta = n + w + (a + n) / (s + 2) * (at->lambda + 1 + n * (1 + at->y));

        c = beta + alpha / c;
        d = 1 / (beta + alpha * d);
        value *= c * d;
        if (fabs(c * d - 1) < 4 * DBL_EPSILON)
            return 1 / value;
    }
    return NAN;
}

/* The same for an integer b: the binomial probabilities of a and more, over that of a. */
static double binomial_sum(const pain__beta_point *at)
{
    double odds = at->x / at->y, above = at->b - 1, below = at->a + 1, term = 1, sum = 1;

    for (; term > DBL_EPSILON / 32 * sum && above > 0; above--, below++) {
        term *= above / below * odds;
        sum += term;
    }
    return sum / (at->a * at->y);
}

/* Lower tail over density, lambda >= 0. */
static double lower_ratio(const pain__beta_point *at)
{
    if (at->b == floor(at->b) && fmin(at->a, at->b) < SERIES_FROM)
        return binomial_sum(at);
    if (at->a < LARGE || at->b < LARGE)
        return fraction(at);
    double scale = at->x * at->y;

    return pain__tail_integral(at->a, 1 / at->x, at->b, 1 / at->y, at->lambda / scale) / scale;
}

/* Either tail for a < 1 and max(b, 1) x <= 0.7, or x tiny: the lower one is
 *     x^a / (a B(a, b)) (1 + a sum over n >= 1 of (1-b) (2-b) ... (n-b) x^n / (n! (a + n))). */
static pain__tail_value by_power_series(const pain__beta_point *at, pain__tail tail)
{
    double term = 1, sum = 0;

    for (int i = 1; i < 200 && fabs(term) > 1e-18; i++) {
        term *= (i - at->b) * at->x / i;
        sum += term / (at->a + i);
    }
    double log_x = at->x < TINY ? at->log_odds : log(at->x);
    double log_lower = at->a * log_x - pain__log_beta_times_a(at->a, at->b) + log1p(at->a * sum);
    double ratio = (1 + at->a * sum) * exp(-at->b * log1p(-at->x)) / at->a;

    if (tail == PAIN__LOWER)
        return (pain__tail_value){exp(log_lower), log_lower, ratio};
    double upper = -expm1(log_lower);

    return (pain__tail_value){upper, log(upper), ratio * upper / exp(log_lower)};
}

/* The same and the density, lambda >= 0, by the series; false where they cannot. */
static bool by_series(const pain__beta_point *at, double *ratio, double *density)
{
    double a = at->a, b = at->b, n = a + b;

    if (fmin(a, b) < SERIES_FROM)
        return false;
    double v = sqrt(
        2 * (pain__deviance(a, n * at->x, at->lambda) + pain__deviance(b, n * at->y, -at->lambda)));
    pain__beta_series series;

    if (!(v < SERIES_REACH) || !pain__beta_series_make(&series, a, b, v, 1e-17))
        return false;
    *ratio = pain__beta_series_ratio(&series, v, density);
    return true;
}

static pain__beta_point mirrored(const pain__beta_point *at)
{
    return (pain__beta_point){at->b, at->a, at->y, at->x, -at->lambda, -at->log_odds};
}

static bool has_power_series(const pain__beta_point *at)
{
    return at->x < TINY || (at->a < 1 && fmax(at->b, 1) * at->x <= 0.7);
}

pain__tail_value pain__beta_tail_at(const pain__beta_point *point, pain__tail tail)
{
    pain__beta_point mirror = mirrored(point);
    pain__tail other = tail == PAIN__LOWER ? PAIN__UPPER : PAIN__LOWER;

    if (has_power_series(point))
        return by_power_series(point, tail);
    if (has_power_series(&mirror))
        return by_power_series(&mirror, other);
    bool below = point->lambda >= 0;
    const pain__beta_point *from = below ? point : &mirror;
    double ratio, density;

    if (!by_series(from, &ratio, &density)) {
        ratio = lower_ratio(from);
        density = log_density(point);
    }
    return below == (tail == PAIN__LOWER) ? pain__tail_direct(density, ratio)
                                          : pain__tail_complement(density, ratio);
}

/* a - (a + b) x rounded once or twice, where plain arithmetic would lose digits near the mean. */
static double distance_from_mean(double a, double b, double x)
{
    double n = a + b, larger = fmax(a, b), lost = fmin(a, b) - (n - larger);
    double product = n * x;

    return (a - product) - (fma(n, x, -product) + lost * x);
}

pain__beta_point pain__beta_point_at(double a, double b, double x, double y)
{
    double lambda = x <= y ? distance_from_mean(a, b, x) : -distance_from_mean(b, a, y);

    return (pain__beta_point){
        a, b, x, y, lambda, fmin(x, y) < TINY ? log(x) - log(y) : NAN,
    };
}

double pain__beta_tail(double x, double a, double b, pain__tail tail)
{
    if (isnan(x) || !(a > 0 && b > 0 && isfinite(a) && isfinite(b)))
        return NAN;
    if (x <= 0)
        return tail == PAIN__LOWER ? 0 : 1;
    if (x >= 1)
        return tail == PAIN__LOWER ? 1 : 0;
    pain__beta_point point = pain__beta_point_at(a, b, x, 1 - x);

    return pain__beta_tail_at(&point, tail).value;
}
