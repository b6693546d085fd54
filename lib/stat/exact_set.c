/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Coverage of sets of exact intervals. P(first <= X <= last) rises with p to its greatest value,
 * then falls; the derivative is 0 where P(X = first - 1) = P(X = last) for n - 1 draws, so where
 *
 *   (p / (1 - p))^(last - first + 1) = C(n - 1, first - 1) / C(n - 1, last). */
#include <config.h>

#include <math.h>

#include "num/distribution.h"
#include "num/root.h"
#include "num/saddle.h"
#include "stat/exact_set.h"
#include "stat/proportion.h"

#define GRID 9007199254740992.0 /* 2^53 */

double pain__on_grid(double x)
{
    return floor(x * GRID) / GRID;
}

void pain__exact_set_begin(pain__exact_set *set, uint64_t n, double alpha)
{
    set->n = (int)n;
    set->alpha = alpha;
    set->lower[0] = 0;
    for (uint64_t k = 1; k <= n; k++)
        set->lower[k] = pain__on_grid(pain__clopper_pearson_lower(k, n, alpha / 2));
}

double pain__outside(const pain__exact_set *set, int first, int last, double p)
{
    uint64_t n = (uint64_t)set->n;
    double sum = 0;

    if (last < first)
        return 1;
    if (first > 0)
        sum = pain__binomial_tail((uint64_t)first - 1, n, p, PAIN__LOWER);
    if (last < set->n)
        sum += pain__binomial_tail((uint64_t)last + 1, n, p, PAIN__UPPER);
    return sum;
}

bool pain__covers(const pain__exact_set *set, int first, int last, double p)
{
    return pain__outside(set, first, last, p) <= set->alpha * (1 + 1e-13);
}

typedef struct edge_problem {
    const pain__exact_set *set;
    int first, last;
} edge_problem;

static double edge_excess(double p, void *context)
{
    const edge_problem *problem = context;

    return log(pain__outside(problem->set, problem->first, problem->last, p) / problem->set->alpha);
}

/* log(C(n, k)), a rest of n log n in each factorial left in, as they are small. */
static double log_choose(double n, double k)
{
    const double counts[] = {n, k, n - k};
    double logs[3];

    for (int i = 0; i < 3; i++)
        logs[i] = counts[i] > 0
                      ? counts[i] * log(counts[i]) - counts[i] + pain__log_factorial_rest(counts[i])
                      : 0;
    return logs[0] - logs[1] - logs[2];
}

/* The p where first ... last are most probable. */
static double most_covered(const pain__exact_set *set, int first, int last)
{
    double n = set->n - 1;

    if (first == 0)
        return 0;
    if (last == set->n)
        return 1;
    double log_odds = (log_choose(n, first - 1) - log_choose(n, last)) / (last - first + 1);

    return 1 / (1 + exp(-log_odds));
}

bool pain__covered_range(const pain__exact_set *set, int first, int last, double *low, double *high)
{
    edge_problem problem = {set, first, last};
    double best = most_covered(set, first, last);

    *low = 0;
    *high = 1;
    if (!pain__covers(set, first, last, best))
        return false;
    /* Where the best just covers, the range is that point. */
    if (first > 0 && pain__root(edge_excess, &problem, 0, best, low) != PAIN_OK)
        *low = best;
    if (last < set->n && pain__root(edge_excess, &problem, best, 1, high) != PAIN_OK)
        *high = best;
    *low = 1 - pain__on_grid(1 - *low);
    *high = pain__on_grid(*high);
    return *low <= *high;
}
