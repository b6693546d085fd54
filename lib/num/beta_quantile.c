/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beta quantiles. Where both shapes are at least SERIES_FROM, by power series, which need no tail
 * (beta_series.c). Otherwise by Newton's method for the logarithm of the smaller tail as a function
 * of the logit of x, which is concave, so that it converges from anywhere; each step keeps the
 * digits of both x and 1 - x. As the derivatives cost nothing, near the end a step of the third
 * order follows, so that with a start from a few terms of the series one or two tails are enough.
 */
#include <config.h>

#include <float.h>
#include <math.h>

#include "num/beta_series.h"

#define MAX_STEPS 500

/* Both shapes at least this: the series give all digits. */
#define SERIES_FROM 15.0

/* The logit of a lower quantile for shapes of at least 1: Abramowitz and Stegun, Handbook of
 * Mathematical Functions, 26.5.22. */
static double normal_start(double p, double a, double b)
{
    double z = pain__normal_quantile(p, PAIN__UPPER), mu = (z * z - 3) / 6;
    double fa = 1 / (2 * a - 1), fb = 1 / (2 * b - 1), h = 2 / (fa + fb);
    double w = z * sqrt(fmax(h + mu, 0)) / h - (fb - fa) * (mu + 5.0 / 6 - 2 / (3 * h));

    return log(a / b) - 2 * w;
}

static pain__beta_point at_logit(double a, double b, double z)
{
    double x = z < 0 ? exp(z) / (1 + exp(z)) : 1 / (1 + exp(-z));
    double y = z < 0 ? 1 / (1 + exp(z)) : exp(-z) / (1 + exp(-z));

    return pain__beta_point_at(a, b, x, y);
}

static pain__beta_point moved(const pain__beta_point *at, double step)
{
    double grown = at->x * exp(fmin(step, 700)), sum = at->y + grown;

    /* The last steps are small; so added to the smaller one, they cost one rounding. */
    if (fabs(step) < 0.1) {
        double change = at->x * at->y * expm1(step) / sum;
        bool low = at->x <= at->y;
        double x = at->x + change, y = at->y - change;

        return pain__beta_point_at(at->a, at->b, low ? x : 1 - y, low ? 1 - x : y);
    }
    return pain__beta_point_at(at->a, at->b, grown / sum, at->y / sum);
}

/* The point by the series, both shapes at least 1; *exact tells whether it has all digits. */
static bool by_series(double p, double a, double b, pain__beta_point *at, bool *exact)
{
    double least = fmin(a, b), z = pain__normal_quantile(p, PAIN__UPPER);
    pain__beta_series series;

    /* An error in v counts for 1 / sqrt(least) in x or 1 - x, and for about z in the logarithm of
     * the tail. For a start four digits do. */
    double accuracy = least < SERIES_FROM ? 1e-4 : fmin(1e-16 * sqrt(least), 1e-14);

    *exact = pain__beta_series_make(&series, a, b, z + 0.3, accuracy);
    *exact = pain__beta_series_point(&series, z, at) && *exact && least >= SERIES_FROM;
    return *exact || (at->x > 0 && at->y > 0);
}

/* The step that adds `missing`, a small number, to the logarithm of the lower tail, to the third
 * order. `ratio` is the inverse of its slope. */
static double corrected_step(const pain__beta_point *at, double missing, double ratio)
{
    double step = missing * ratio, second = at->lambda - 1 / ratio;
    double third = second * (second - 1 / ratio) - (at->a + at->b) * at->x * at->y;

    return step * (1 - step * (second / 2 - step * (second * second / 2 - third / 6)));
}

/* Newton's method. Anything below -700 was a power. */
static pain__beta_point search_from(pain__beta_point at, double p)
{
    pain__tail_search search = {0, -700 - log(at.x / at.y), INFINITY, false};

    for (int i = 0; i < MAX_STEPS; i++) {
        pain__tail_value tail = pain__beta_tail_at(&at, PAIN__LOWER);
        double missing = log(p) - tail.log_value, slope = 1 / tail.ratio, step;

        if (fabs(missing) < 3e-4)
            return moved(&at, corrected_step(&at, missing, tail.ratio));
        if (fabs(missing) < 0.2)
            slope = missing / corrected_step(&at, missing, tail.ratio);
        step = pain__tail_search_step(&search, missing, slope);
        if (!isfinite(step))
            break;
        at = moved(&at, step);
        /* 1 - x below the smallest double: as near as a double comes. */
        if (search.done || at.y < DBL_MIN)
            return at;
    }
    return (pain__beta_point){at.a, at.b, NAN, NAN, NAN, NAN};
}

/* The point whose lower tail is p <= 1/2. */
static pain__beta_point lower_point(double p, double a, double b)
{
    pain__beta_point at;
    double start;
    bool exact;

    if (a >= 1 && b >= 1 && p > 1e-16) {
        if (by_series(p, a, b, &at, &exact))
            return exact ? at : search_from(at, p);
        start = normal_start(p, a, b);
    } else {
        double power = (log(p) + pain__log_beta_times_a(a, b)) / a;

        /* So far out that the tail is a power to the last digit; x itself may underflow. */
        if (power + log(fmax(b, 1)) < -40)
            return (pain__beta_point){a, b, exp(power), 1, a, power};
        start = a >= 1 && b >= 1 ? normal_start(p, a, b) : fmin(power, log(a / b));
    }
    return search_from(at_logit(a, b, fmax(fmin(start, 600), -600)), p);
}

pain__beta_point pain__beta_point_for(double p, double a, double b, pain__tail tail)
{
    /* 1 - p is exact for p >= 1/2. */
    if (p > 0.5) {
        p = 1 - p;
        tail = tail == PAIN__LOWER ? PAIN__UPPER : PAIN__LOWER;
    }
    if (tail == PAIN__LOWER)
        return lower_point(p, a, b);
    pain__beta_point at = lower_point(p, b, a);

    return (pain__beta_point){a, b, at.y, at.x, -at.lambda, -at.log_odds};
}

double pain__beta_quantile(double p, double a, double b, pain__tail tail)
{
    if (!(p >= 0 && p <= 1) || !(a > 0 && b > 0 && isfinite(a) && isfinite(b)))
        return NAN;
    if (p == 0 || p == 1)
        return (p == 0) == (tail == PAIN__LOWER) ? 0 : 1;
    return pain__beta_point_for(p, a, b, tail).x;
}
