/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ratio of two paired proportions, r = (a + b) / (a + c).
 *
 *   Wald   log r - z sqrt((b + c) / ((a + b) (a + c))): M. M. Desu and D. Raghavarao, Nonparametric
 *          Statistical Methods for Complete and Censored Data, 2004, section 4.3
 *   Tang   inverts the score test, the limit is the r at which
 *              a + b - r (a + c) = z sqrt((a + b + c) (r - 1) + n (1 + r) q)
 *          where q, the likeliest proportion of no/yes pairs given r, is the larger root of
 *              n (1 + r) q^2 + ((a + c) r^2 - a - b - 2c) q + c (1 - r) (a + b + c) / n = 0:
 *          N.-S. Tang, M.-L. Tang and I. S. F. Chan, Stat. Med. 22 (2003) 1217-1233 */
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

/* The larger root, each sign of `linear` without cancellation. */
static double likeliest(const pain__paired *t, double ratio)
{
    double square = t->n * (1 + ratio);
    double linear = (t->a + t->c) * ratio * ratio - (t->a + t->b + 2 * t->c);
    double constant = t->c * (1 - ratio) * (t->a + t->b + t->c) / t->n;
    double root = sqrt(fmax(linear * linear - 4 * square * constant, 0));

    if (linear <= 0)
        return (root - linear) / (2 * square);
    return -2 * constant / (linear + root);
}

/* How far the statistic is above z standard errors; negative between the limits. At the estimate
 * both sides may be 0, which is between them, too. */
static double excess(double ratio, void *context)
{
    const tang_problem *problem = context;
    const pain__paired *t = problem->t;

    if (ratio >= problem->estimate)
        return -1;
    double variance = (t->a + t->b + t->c) * (ratio - 1) + t->n * (1 + ratio) * likeliest(t, ratio);

    return t->a + t->b - ratio * (t->a + t->c) - problem->z * sqrt(fmax(variance, 0));
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
