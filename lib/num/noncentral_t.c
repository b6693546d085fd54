/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The noncentral t distribution by quadrature. With S = exp(u), the density of u is proportional to
 * exp(-df g(u)), g(u) = (exp(2u) - 1) / 2 - u, and
 *
 *   P(T <= t) = integral of that density times P(Z <= t exp(u) - delta) du,
 *
 * an entire function that falls off quickly both ways, so the trapezoidal rule converges
 * exponentially, and the density's constant is the same rule without the second factor. Where delta
 * is far above 0 and t far above sqrt(df), the normal density is the narrow factor, and the
 * integral is taken over z:
 *
 *   P(T <= t) = integral of phi(z) P(S >= (z + delta) / t) dz.
 *
 * Every term is positive, so small tails keep their digits. L. N. Trefethen and J. A. C. Weideman,
 * SIAM Rev. 56 (2014) 385-458, for the rule. */
#include <config.h>

#include <math.h>

#include "num/noncentral_t.h"
#include "num/root.h"
#include "num/sum.h"

/* exp(-75) is left out of what is at least 1e-10. */
#define NEGLIGIBLE 75.0

static double fall(double u)
{
    return expm1(2 * u) / 2 - u;
}

/* The u on the side of `direction` where g(u) is `depth`. g grows with the distance from 0. */
static double edge(double depth, double direction)
{
    double near = 0, far = direction;

    while (fall(far) < depth)
        far *= 2;
    for (int i = 0; i < 60; i++) {
        double middle = (near + far) / 2;

        if (fall(middle) < depth)
            near = middle;
        else
            far = middle;
    }
    return far;
}

/* t >= 0. The step resolves the density, of width 1 / sqrt(2 df), and the normal factor, of width 1
 * / (t exp(u)) where it is neither 0 nor 1. */
static double over_spread(double t, double df, double delta, pain__tail tail)
{
    double left = edge(NEGLIGIBLE / df, -1), right = edge(NEGLIGIBLE / df, 1);
    double width = fmin(0.25, 1 / sqrt(2 * df));
    double steepness = fmin(t * exp(right), fabs(delta) + 12);
    double step = 0.4 * fmin(width, 1 / fmax(steepness, 1));
    long n = lrint(ceil((right - left) / step));
    pain__sum sum = {0, 0}, all = {0, 0};

    for (long i = 0; i <= n; i++) {
        double u = left + (double)i * step, density = exp(-df * fall(u));

        pain__sum_add(&all, density);
        pain__sum_add(&sum, density * pain__normal_tail(t * exp(u) - delta, tail));
    }
    return pain__sum_value(&sum) / pain__sum_value(&all);
}

static const double z_reach = 14, z_step = 0.25;

static double over_normal(double t, double df, double delta, pain__tail tail)
{
    pain__tail other = tail == PAIN__LOWER ? PAIN__UPPER : PAIN__LOWER;
    pain__sum sum = {0, 0}, all = {0, 0};

    for (double z = -z_reach; z <= z_reach; z += z_step) {
        double density = exp(-z * z / 2), s = (z + delta) / t;

        pain__sum_add(&all, density);
        pain__sum_add(&sum, density * pain__chisq_tail(df * s * s, df, other));
    }
    return pain__sum_value(&sum) / pain__sum_value(&all);
}

double pain__noncentral_t_tail(double t, double df, double delta, pain__tail tail)
{
    if (!isfinite(t) || !isfinite(delta) || !(df >= 1) || !isfinite(df))
        return NAN;
    if (t < 0)
        return pain__noncentral_t_tail(-t, df, -delta,
                                       tail == PAIN__LOWER ? PAIN__UPPER : PAIN__LOWER);
    /* Z + delta is negative but for 1e-300. */
    if (delta < -40)
        return tail == PAIN__LOWER ? 1 : 0;
    if (delta > z_reach + 1 && t > 3 * sqrt(2 * df))
        return over_normal(t, df, delta, tail);
    return over_spread(t, df, delta, tail);
}

typedef struct delta_problem {
    double t, df, prob;
} delta_problem;

/* P(T > t) grows with delta. */
static double excess(double delta, void *context)
{
    const delta_problem *problem = context;

    return pain__noncentral_t_tail(problem->t, problem->df, delta, PAIN__UPPER) - problem->prob;
}

double pain__noncentral_t_delta(double t, double df, double prob, pain__tail limit)
{
    delta_problem problem = {t, df, prob};
    double step = sqrt(1 + t * t / (2 * df)), low = t, high = t, root;

    if (limit == PAIN__UPPER)
        return -pain__noncentral_t_delta(-t, df, prob, PAIN__LOWER);
    if (!isfinite(t) || !(df >= 1) || !isfinite(df) || !(prob >= 1e-10 && prob < 1))
        return NAN;
    for (int i = 0; i < 60 && excess(low, &problem) > 0; i++, step *= 2)
        low -= step;
    for (int i = 0; i < 60 && excess(high, &problem) < 0; i++, step *= 2)
        high += step;
    if (pain__root(excess, &problem, low, high, &root) != PAIN_OK)
        return NAN;
    return root;
}
