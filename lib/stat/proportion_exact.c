/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits for a proportion by the binomial and the beta distribution. With X binomial(n, p), the
 * lower limit is the p at which
 *
 *   Clopper-Pearson   P(X >= k) = tail, the tail quantile of beta(k, n - k + 1)
 *   mid-P             P(X > k) + P(X = k) / 2 = tail: H. O. Lancaster, JASA 56 (1961) 223-234; G.
 *                     Berry and P. Armitage, The Statistician 44 (1995) 417-423
 *   Jeffreys          the tail quantile of beta(k + 1/2, n - k + 1/2): L. D. Brown, T. T. Cai and
 *                     A. DasGupta, Stat. Sci. 16 (2001) 101-133
 *
 * and the upper limit the same in the other tail, never 1 minus a quantile of 1 - tail. */
#include <config.h>

#include <math.h>

#include "num/root.h"
#include "stat/proportion.h"

/* p with p^n = tail, and with (1 - p)^n = tail. */
static double all_of(uint64_t n, double tail)
{
    return exp(log(tail) / (double)n);
}

static double none_of(uint64_t n, double tail)
{
    return -expm1(log(tail) / (double)n);
}

double pain__clopper_pearson_lower_at(uint64_t k, uint64_t n, pain__beta_level *level)
{
    if (k == n)
        return all_of(n, level->p);
    return pain__beta_level_quantile(level, (double)k, (double)(n - k + 1), PAIN__LOWER);
}

double pain__clopper_pearson_upper_at(uint64_t k, uint64_t n, pain__beta_level *level)
{
    if (k == 0)
        return none_of(n, level->p);
    return pain__beta_level_quantile(level, (double)(k + 1), (double)(n - k), PAIN__UPPER);
}

double pain__jeffreys_lower_at(uint64_t k, uint64_t n, pain__beta_level *level)
{
    return pain__beta_level_quantile(level, (double)k + 0.5, (double)(n - k) + 0.5, PAIN__LOWER);
}

double pain__jeffreys_upper_at(uint64_t k, uint64_t n, pain__beta_level *level)
{
    return pain__beta_level_quantile(level, (double)k + 0.5, (double)(n - k) + 0.5, PAIN__UPPER);
}

typedef struct midp_problem {
    uint64_t k, n;
    double tail;
    pain__tail side; /* PAIN__UPPER for the lower limit: large X speak against a small p */
} midp_problem;

/* How far the mid-P tail at p is above the wanted one, as a logarithm: nearly straight in p between
 * the bounds, and as exact in a small tail as in a large one. */
static double midp_excess(double p, void *context)
{
    const midp_problem *problem = context;
    uint64_t beyond = problem->side == PAIN__UPPER ? problem->k + 1 : problem->k - 1;
    double strict = pain__binomial_tail(beyond, problem->n, p, problem->side);
    double half = pain__binomial_pmf(problem->k, problem->n, p) / 2;

    return log((strict + half) / problem->tail);
}

/* The limit between those of the exact test for the two neighbouring counts. NaN when the root is
 * not found, as for an n whose counts are not doubles. */
static double midp_between(const midp_problem *problem, double low, double high)
{
    midp_problem context = *problem;
    double root;

    if (pain__root(midp_excess, &context, low, high, &root) != PAIN_OK)
        return NAN;
    return root;
}

double pain__midp_lower_at(uint64_t k, uint64_t n, pain__beta_level *level)
{
    const midp_problem problem = {k, n, level->p, PAIN__UPPER};

    if (k == n)
        return all_of(n, 2 * level->p);
    return midp_between(&problem, pain__clopper_pearson_lower_at(k, n, level),
                        pain__clopper_pearson_lower_at(k + 1, n, level));
}

double pain__midp_upper_at(uint64_t k, uint64_t n, pain__beta_level *level)
{
    const midp_problem problem = {k, n, level->p, PAIN__LOWER};

    if (k == 0)
        return none_of(n, 2 * level->p);
    return midp_between(&problem, pain__clopper_pearson_upper_at(k - 1, n, level),
                        pain__clopper_pearson_upper_at(k, n, level));
}

static double at_tail(pain__proportion_limit_at limit, uint64_t k, uint64_t n, double tail)
{
    pain__beta_level level;

    pain__beta_level_make(&level, tail);
    return limit(k, n, &level);
}

double pain__clopper_pearson_lower(uint64_t k, uint64_t n, double tail)
{
    return at_tail(pain__clopper_pearson_lower_at, k, n, tail);
}

double pain__clopper_pearson_upper(uint64_t k, uint64_t n, double tail)
{
    return at_tail(pain__clopper_pearson_upper_at, k, n, tail);
}

double pain__jeffreys_lower(uint64_t k, uint64_t n, double tail)
{
    return at_tail(pain__jeffreys_lower_at, k, n, tail);
}

double pain__jeffreys_upper(uint64_t k, uint64_t n, double tail)
{
    return at_tail(pain__jeffreys_upper_at, k, n, tail);
}

double pain__midp_lower(uint64_t k, uint64_t n, double tail)
{
    return at_tail(pain__midp_lower_at, k, n, tail);
}

double pain__midp_upper(uint64_t k, uint64_t n, double tail)
{
    return at_tail(pain__midp_upper_at, k, n, tail);
}
