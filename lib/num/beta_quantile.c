/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beta quantiles. Where the shapes are large enough, by expansion, which needs no tail
 * (beta_expansion.c). Otherwise by Newton's method for the logarithm of the smaller tail as a
 * function of the logit of x, which is concave, so that it converges from anywhere; each step keeps
 * the digits of both x and 1 - x. As the derivatives cost nothing, near the end a step of a high
 * order follows, so that from the start that the expansion gives one tail is enough. */
#include <config.h>

#include <float.h>
#include <math.h>

#include "num/beta_expansion.h"

#define MAX_STEPS 500

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

/* Newton's method from `at`, where the logit is above the one wanted by `above` at most. */
static pain__beta_point search_from(pain__beta_point at, double p, double above)
{
    pain__tail_search search = {0, -above, INFINITY, false};
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
    return (pain__beta_point){at.a, at.b, NAN, NAN, NAN, NAN};
}

/* The same from the logit z. Anything below -700 was a power. */
static pain__beta_point search_from_logit(double z, double p, double a, double b)
{
    z = fmax(fmin(z, 600), -600);
    return search_from(at_logit(a, b, z), p, 700 + z);
}

/* The point whose lower tail is level->small. */
static pain__beta_point lower_point(pain__beta_level *level, double a, double b)
{
    const double p = level->small;

    if (a >= 1 && b >= 1 && p > 1e-16) {
        pain__beta_point at;

        if (pain__beta_level_start(level, a, b, &at))
            return at;
        if (at.x > 0 && at.y > 0)
            return search_from(pain__beta_point_at(a, b, at.x, at.y), p, 100);
        return search_from_logit(normal_start(p, a, b), p, a, b);
    }
    double power = (log(p) + pain__log_beta_times_a(a, b)) / a;

    /* So far out that the tail is a power to the last digit; x itself may underflow. */
    if (power + log(fmax(b, 1)) < -40)
        return (pain__beta_point){a, b, exp(power), 1, a, power};
    return search_from_logit(a >= 1 && b >= 1 ? normal_start(p, a, b) : fmin(power, log(a / b)), p,
                             a, b);
}

static pain__beta_point point_for(pain__beta_level *level, double a, double b, pain__tail tail)
{
    if ((tail == PAIN__LOWER) != level->is_other)
        return lower_point(level, a, b);
    pain__beta_point at = lower_point(level, b, a);

    return (pain__beta_point){a, b, at.y, at.x, -at.lambda, -at.log_odds};
}

pain__beta_point pain__beta_point_for(double p, double a, double b, pain__tail tail)
{
    pain__beta_level level;

    pain__beta_level_make(&level, p);
    return point_for(&level, a, b, tail);
}

double pain__beta_level_quantile(pain__beta_level *level, double a, double b, pain__tail tail)
{
    return point_for(level, a, b, tail).x;
}

double pain__beta_quantile(double p, double a, double b, pain__tail tail)
{
    if (!(p >= 0 && p <= 1) || !(a > 0 && b > 0 && isfinite(a) && isfinite(b)))
        return NAN;
    if (p == 0 || p == 1)
        return (p == 0) == (tail == PAIN__LOWER) ? 0 : 1;
    return pain__beta_point_for(p, a, b, tail).x;
}
