/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The difference of two paired proportions by inverting its score test: the limit is the D at which
 *
 *   b - c - n D = z sqrt(n (p + q - D^2))
 *
 * where p and q, the likeliest proportions of yes/no and of no/yes pairs given p - q = D, are m + s
 * and s, the smaller one belonging to the sign of D. With m = |D|, x and y the counts of the larger
 * and of the smaller one, s is the root that is not negative of
 *
 *   2 n s^2 + ((2n - x + y) m - x - y) s - y m (1 - m) = 0,
 *
 * and the variance n (2 s + m (1 - m)) a sum of what is positive. T. Tango, Stat. Med. 17 (1998)
 * 891-908. */
#include <config.h>

#include <math.h>

#include "num/distribution.h"
#include "num/root.h"
#include "stat/paired.h"

typedef struct tango_problem {
    double b, c, n, z, estimate;
} tango_problem;

double pain__paired_likeliest(double square, double linear, double rest)
{
    double root = sqrt(linear * linear + 4 * square * rest);

    return linear <= 0 ? (root - linear) / (2 * square) : 2 * rest / (linear + root);
}

static double variance(const tango_problem *problem, double difference)
{
    double x = difference > 0 ? problem->b : problem->c;
    double y = difference > 0 ? problem->c : problem->b;
    double m = fabs(difference), n = problem->n;
    double smaller = pain__paired_likeliest(2 * n, (2 * n - x + y) * m - x - y, y * m * (1 - m));

    return n * (2 * smaller + m * (1 - m));
}

/* How far the statistic is above z standard errors; negative between the limits. At the estimate
 * both sides may be 0, which is between them, too. */
static double excess(double difference, void *context)
{
    const tango_problem *problem = context;

    if (difference >= problem->estimate)
        return -1;
    return problem->b - problem->c - problem->n * difference -
           problem->z * sqrt(variance(problem, difference));
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
