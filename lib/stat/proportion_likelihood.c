/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Likelihood-ratio limits for a proportion: with z the normal quantile and
 *
 *   G(p) = 2 (k log(k / (n p)) + (n - k) log((n - k) / (n (1 - p)))),
 *
 * the p on either side of k / n where G(p) = z^2, G's square root taking the sign of k / n - p: S.
 * S. Wilks, Ann. Math. Stat. 9 (1938) 60-62. For k = 0 and k = n they have closed forms. */
#include <config.h>

#include <float.h>
#include <math.h>

#include "num/distribution.h"
#include "num/root.h"
#include "num/saddle.h"
#include "stat/proportion.h"

typedef struct likelihood_problem {
    double yes, no, z; /* z of the wanted p; positive: p is below k / n */
} likelihood_problem;

static double signed_root(double yes, double no, double p)
{
    double all = yes + no, difference = fma(-all, p, yes);
    double deviance =
        pain__deviance(yes, all * p, difference) + pain__deviance(no, all * (1 - p), -difference);

    return copysign(sqrt(2 * fmax(deviance, 0)), difference);
}

double pain__likelihood_root(uint64_t k, uint64_t n, double p)
{
    return signed_root((double)k, (double)(n - k), p);
}

/* The signed root of G at p less the wanted one: falling, and nearly straight. */
static double signed_root_excess(double p, void *context)
{
    const likelihood_problem *problem = context;

    return signed_root(problem->yes, problem->no, p) - problem->z;
}

/* 0 < k < n. Without a change of sign the root is beyond the doubles next to 0 or 1. */
static double inner_limit(uint64_t k, uint64_t n, double z)
{
    likelihood_problem problem = {(double)k, (double)(n - k), z};
    const double lowest = DBL_MIN, highest = 1 - DBL_EPSILON / 2;
    double root;

    if (signed_root_excess(lowest, &problem) < 0)
        return 0;
    if (signed_root_excess(highest, &problem) > 0)
        return 1;
    if (pain__root(signed_root_excess, &problem, lowest, highest, &root) != PAIN_OK)
        return NAN;
    return root;
}

/* For k = n the root of G is never below 0, so that a p with a negative one is 1. */
double pain__likelihood_lower(uint64_t k, uint64_t n, double tail)
{
    double z = pain__normal_quantile(tail, PAIN__UPPER);

    if (k == n)
        return z > 0 ? exp(-z * z / 2 / (double)n) : 1;
    return inner_limit(k, n, z);
}

double pain__likelihood_upper(uint64_t k, uint64_t n, double tail)
{
    double z = pain__normal_quantile(tail, PAIN__UPPER);

    if (k == 0)
        return z > 0 ? -expm1(-z * z / 2 / (double)n) : 0;
    return inner_limit(k, n, -z);
}
