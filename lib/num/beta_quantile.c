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
#define SERIES_FROM 150.0

enum { ORDER = 10 };

/* The logit of a lower quantile for shapes of at least 1: Abramowitz and Stegun, Handbook of
 * Mathematical Functions, 26.5.22. */
static double normal_start(double p, double a, double b)
{
    double t = sqrt(-2 * log(p));
    /* The normal quantile within 0.0005: the same book, 26.2.23. */
    double z = t - (2.515517 + t * (0.802853 + t * 0.010328)) /
                       (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    double mu = (z * z - 3) / 6;
    double fa = 1 / (2 * a - 1), fb = 1 / (2 * b - 1), h = 2 / (fa + fb);
    double w = z * sqrt(fmax(h + mu, 0)) / h - (fb - fa) * (mu + 5.0 / 6 - 2 / (3 * h));

    return log(a / b) - 2 * w;
}

static pain__beta_point at_logit(double a, double b, double z)
{
    double odds = exp(-fabs(z)), more = 1 / (1 + odds), less = odds / (1 + odds);

    return pain__beta_point_at(a, b, z < 0 ? less : more, z < 0 ? more : less);
}

static pain__beta_point moved(const pain__beta_point *at, double step)
{
    /* The last steps are small; so added to the smaller one, they cost one rounding. */
    if (fabs(step) < 0.1) {
        double more = at->x * expm1(step), change = more * at->y / (1 + more);
        bool low = at->x <= at->y;
        double x = at->x + change, y = at->y - change;

        return pain__beta_point_at(at->a, at->b, low ? x : 1 - y, low ? 1 - x : y);
    }
    double grown = at->x * exp(fmin(step, 700)), sum = at->y + grown;

    return pain__beta_point_at(at->a, at->b, grown / sum, at->y / sum);
}

/* The point by the series; false when they do not have all digits. */
static bool by_series(double p, double a, double b, pain__beta_point *at)
{
    double least = fmin(a, b);
    pain__beta_series series;

    if (least < SERIES_FROM)
        return false;
    double z = pain__normal_quantile(p, PAIN__UPPER);

    /* An error in v counts for 1 / sqrt(least) in x or 1 - x, and for about z in the logarithm of
     * the tail. */
    return pain__beta_series_make(&series, a, b, z + 0.3, fmin(1e-16 * sqrt(least), 1e-14)) &&
           pain__beta_series_point(&series, z, at);
}

/* The step that adds `missing`, a small number, to the logarithm of the lower tail, whose slope is
 * h. Its power series follows from h' = h (lambda - h) and lambda' = -(a + b) x (1 - x). *whole
 * tells whether the step has all digits. */
static double taylor_step(const pain__beta_point *at, double missing, double ratio, bool *whole)
{
    const double n = at->a + at->b;
    double x[ORDER], h[ORDER], excess[ORDER], sum[ORDER];
    double step = missing * ratio, move = step, power = step * ratio, term = 1, before = 1;
    int k = 1;

    x[0] = at->x;
    h[0] = sum[0] = 1 / ratio;
    excess[0] = at->lambda - h[0];
    for (; k < ORDER && (before > 1e-14 || term > 1e-17); k++) {
        double square = 0, product = 0;

        for (int i = 0; i < k; i++) {
            square += x[i] * x[k - 1 - i];
            product += h[i] * excess[k - 1 - i];
        }
        x[k] = k == 1 ? at->x * at->y : (x[k - 1] - square) / k;
        h[k] = product / k;
        excess[k] = -n * x[k] - h[k];
        sum[k] = h[k] / (k + 1);
        power *= step;
        before = term;
        term = fabs(sum[k] * power);
    }
    *whole = before <= 1e-14 && term <= 1e-17;
    /* By Newton's method. */
    for (int i = 0; i < 6 && fabs(move) > 1e-8 * fabs(step); i++) {
        double reached = 0, slope = 0;

        for (int j = k - 1; j >= 0; j--) {
            reached = reached * step + sum[j];
            slope = slope * step + h[j];
        }
        move = (missing - reached * step) / slope;
        step += move;
    }
    return step;
}

/* Newton's method from the logit z. Anything below -700 was a power. */
static pain__beta_point search_from(double z, double p, double a, double b)
{
    pain__tail_search search = {0, -700 - z, INFINITY, false};
    pain__beta_point at = at_logit(a, b, z);
    const double wanted = log(p);

    for (int i = 0; i < MAX_STEPS; i++) {
        pain__tail_value tail = pain__beta_tail_at(&at, PAIN__LOWER);
        double missing = wanted - tail.log_value, slope = 1 / tail.ratio, step;
        bool whole = false;

        if (fabs(missing) < 0.5) {
            step = taylor_step(&at, missing, tail.ratio, &whole);
            if (whole)
                return moved(&at, step);
            slope = missing / step;
        }
        step = pain__tail_search_step(&search, missing, slope);
        if (!isfinite(step))
            break;
        at = moved(&at, step);
        /* 1 - x below the smallest double: as near as a double comes. */
        if (search.done || at.y < DBL_MIN)
            return at;
    }
    return (pain__beta_point){a, b, NAN, NAN, NAN, NAN};
}

/* The point whose lower tail is p <= 1/2. */
static pain__beta_point lower_point(double p, double a, double b)
{
    pain__beta_point at;
    double start;

    if (a >= 1 && b >= 1 && p > 1e-16) {
        if (by_series(p, a, b, &at))
            return at;
        start = normal_start(p, a, b);
    } else {
        double power = (log(p) + pain__log_beta_times_a(a, b)) / a;

        /* So far out that the tail is a power to the last digit; x itself may underflow. */
        if (power + log(fmax(b, 1)) < -40)
            return (pain__beta_point){a, b, exp(power), 1, a, power};
        start = a >= 1 && b >= 1 ? normal_start(p, a, b) : fmin(power, log(a / b));
    }
    return search_from(fmax(fmin(start, 600), -600), p, a, b);
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
