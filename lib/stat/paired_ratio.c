/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ratio of two paired proportions, r = (a + b) / (a + c).
 *
 *   Wald   log r - z sqrt((b + c) / ((a + b) (a + c))): M. M. Desu and D. Raghavarao, Nonparametric
 *          Statistical Methods for Complete and Censored Data, 2004, section 4.3
 *   Tang   inverts the score test, the limit is the r at which
 *              a + b - r (a + c) = z sqrt(n r (p + q))
 *          where p and q are the likeliest proportions of yes/no and of no/yes pairs given r. With
 *          s = (a + b + c) / n, r p = q + (r - 1) s, and the smaller one, q for r > 1 and p for
 *          r < 1, is the root that is not negative of
 *              n (1 + r) q^2 + (a (r^2 - 1) + c (r^2 - 2) - b) q - c (r - 1) s = 0,
 *              n r (1 + r) p^2 + (a (1 - r^2) + b (1 - 2 r^2) - c r^2) p - b r (1 - r) s = 0,
 *          so that the variance is a sum of what is positive: N.-S. Tang, M.-L. Tang and I. S. F.
 *          Chan, Stat. Med. 22 (2003) 1217-1233 */
#include <config.h>

#include <math.h>

#include "base/floats.h"
#include "num/distribution.h"
#include "num/root.h"
#include "stat/paired.h"

double pain__paired_ratio_wald(const pain__paired *t, double tail)
{
    double first = t->a + t->b, second = t->a + t->c;
    double z = pain__normal_quantile(tail, PAIN__UPPER);

    if (first == 0 || second == 0)
        return NAN;
    return first / second * exp(-z * sqrt((t->b + t->c) / first / second));
}

typedef struct tang_problem {
    const pain__paired *t;
    double z, estimate;
} tang_problem;

static double variance(const pain__paired *t, double ratio)
{
    double a = t->a, b = t->b, c = t->c, n = t->n, r = ratio, some = a + b + c;
    double beyond = fabs(r - 1), outer = beyond * (1 + r); /* |r^2 - 1| */

    if (r > 1) {
        double q = pain__paired_likeliest(n * (1 + r), a * outer + c * (r * r - 2) - b,
                                          c * beyond * some / n);

        return n * (1 + r) * q + beyond * some;
    }
    double p = pain__paired_likeliest(n * r * (1 + r), a * outer + b * (1 - 2 * r * r) - c * r * r,
                                      b * r * beyond * some / n);

    return r * (n * (1 + r) * p + beyond * some);
}

/* How far the statistic is above z standard errors; negative between the limits. At the estimate
 * both sides may be 0, which is between them, too. */
static double excess(double ratio, void *context)
{
    const tang_problem *problem = context;
    const pain__paired *t = problem->t;

    if (ratio >= problem->estimate)
        return -1;
    return t->a * (1 - ratio) + t->b - ratio * t->c - problem->z * sqrt(variance(t, ratio));
}

/* Two ratios with the limit between them. As r goes to 0, so does the variance but not a + b. With
 * a + c = 0 the estimate is infinite, but the variance grows with r. */
static void bracket(tang_problem *problem, double *low, double *high)
{
    *high = isfinite(problem->estimate) ? problem->estimate : 1;
    while (excess(*high, problem) > 0)
        *high *= 4;
    *low = *high / 4;
    while (*low > 0 && excess(*low, problem) < 0)
        *low /= 4;
}

double pain__tang(const pain__paired *t, double tail)
{
    const pain__paired mirrored = {t->a, t->c, t->b, t->d, t->n};
    double first = t->a + t->b, second = t->a + t->c, low, high, root;
    tang_problem problem = {t, pain__normal_quantile(tail, PAIN__UPPER), first / second};

    if (first == 0)
        return 0;
    if (tail > 0.5)
        return 1 / pain__tang(&mirrored, 1 - tail);
    if (problem.z == 0)
        return problem.estimate;
    bracket(&problem, &low, &high);
    if (pain__root(excess, &problem, low, high, &root) != PAIN_OK)
        return NAN;
    return root;
}

static const pain__paired_method methods[] = {
    {PAIN_METHOD_PAIRED_RATIO_WALD, pain__paired_ratio_wald},
    {PAIN_METHOD_TANG, pain__tang},
};

static void describe(const pain__paired *t, pain_estimate *estimate)
{
    estimate->value = (t->a + t->b) / (t->a + t->c);
    estimate->denominator = (uint64_t)t->n;
    if (isnan(estimate->value))
        estimate->reason = PAIN_EUNDEFINED;
    if (estimate->method == PAIN_METHOD_PAIRED_RATIO_WALD && t->b + t->c == 0)
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
}

static const pain__paired_quantity ratio = {
    methods, sizeof methods / sizeof *methods, PAIN_METHOD_TANG, true, describe,
};

pain_status pain_paired_ratio(pain_paired_counts counts, const pain_interval_options *options,
                              pain_estimate *estimate)
{
    PAIN__FLOATS;

    return pain__paired_one(&ratio, counts, options, estimate);
}

pain_status pain_paired_ratio_all(pain_paired_counts counts, const pain_interval_options *options,
                                  pain_estimate *estimates, size_t *count)
{
    PAIN__FLOATS;

    return pain__paired_all(&ratio, counts, options, estimates, count);
}
