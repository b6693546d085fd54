/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The difference of two paired proportions by inverting its score test: the limit is the D at which
 *
 *   b - c - n D = z sqrt(n (2 q + D (1 - D)))
 *
 * where q, the likeliest proportion of no/yes pairs given D, is the larger root of
 *
 *   2 n q^2 + ((2n - b + c) D - b - c) q - c D (1 - D) = 0.
 *
 * T. Tango, Stat. Med. 17 (1998) 891-908. */
#include <config.h>

#include <math.h>

#include "num/distribution.h"
#include "num/root.h"
#include "stat/paired.h"

typedef struct tango_problem {
    double b, c, n, z, estimate;
} tango_problem;

/* The larger root, each sign of `linear` without cancellation. */
static double likeliest(const tango_problem *problem, double difference)
{
    double b = problem->b, c = problem->c, n = problem->n;
    double linear = (2 * n - b + c) * difference - b - c;
    double constant = -c * difference * (1 - difference);
    double root = sqrt(fmax(linear * linear - 8 * n * constant, 0));

    if (linear <= 0)
        return (root - linear) / (4 * n);
    return -2 * constant / (linear + root);
}

/* How far the statistic is above z standard errors; negative between the limits. At the estimate
 * both sides may be 0, which is between them, too. */
static double excess(double difference, void *context)
{
    const tango_problem *problem = context;

    if (difference >= problem->estimate)
        return -1;
    double q = likeliest(problem, difference);
    double variance = problem->n * (2 * q + difference * (1 - difference));

    return problem->b - problem->c - problem->n * difference - problem->z * sqrt(fmax(variance, 0));
}

double pain__tango_lower(double discordant_for, double discordant_against, double n, double tail)
{
    tango_problem problem = {discordant_for, discordant_against, n,
                             pain__normal_quantile(tail, PAIN__UPPER),
                             (discordant_for - discordant_against) / n};
    double root;

    if (tail > 0.5)
        return -pain__tango_lower(discordant_against, discordant_for, n, 1 - tail);
    if (problem.estimate == -1 || problem.z == 0)
        return problem.estimate;
    if (pain__root(excess, &problem, -1, problem.estimate, &root) != PAIN_OK)
        return NAN;
    return root;
}

double pain__tango(const pain__paired *t, double tail)
{
    return pain__tango_lower(t->b, t->c, t->n, tail);
}
