/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blaker's limits for a proportion: H. Blaker, Canad. J. Stat. 28 (2000) 783-798. With X
 * binomial(n, p), the acceptability of p is the smaller tail at k, P(X >= k) or P(X <= k), plus the
 * largest opposite tail that does not exceed it; the interval goes from the least to the greatest p
 * whose acceptability is at least alpha, all gaps between included.
 *
 * For the lower limit let r_j be the p where P(X <= j) = P(X >= k), j < k; r_j grows with j. From
 * r_j to r_{j+1} the acceptability is P(X >= k) + P(X <= j) = 1 - P(j < X < k): it falls, then
 * rises, or only one of these, starts at 2 P(X >= k) and jumps up at r_{j+1}. So its greatest value
 * up to any p is that just after a jump, and the first jump to alpha or more is at the first r_j
 * that is not below Clopper-Pearson's limit. The limit is there, or, when the rise before this jump
 * reaches alpha, where it does. A few tails, whatever n is; no grid and no step. */
#include <config.h>

#include <math.h>
#include <stdbool.h>

#include "num/distribution.h"
#include "num/root.h"
#include "stat/proportion.h"

/* `near` is the tail at k that is small at the limit, `far` the opposite one up to j, if any. */
typedef struct blaker_problem {
    uint64_t k, n, j;
    bool has_far;
    double alpha;
    pain__tail near, far;
} blaker_problem;

static double near_tail(const blaker_problem *problem, double p)
{
    return pain__binomial_tail(problem->k, problem->n, p, problem->near);
}

static double far_tail(const blaker_problem *problem, double p)
{
    return problem->has_far ? pain__binomial_tail(problem->j, problem->n, p, problem->far) : 0;
}

/* 0 where the two tails are equal. */
static double tails_apart(double p, void *context)
{
    return log(far_tail(context, p) / near_tail(context, p));
}

/* How far the acceptability is above alpha while the opposite tail ends at j. */
static double acceptability_excess(double p, void *context)
{
    const blaker_problem *problem = context;

    return log((near_tail(problem, p) + far_tail(problem, p)) / problem->alpha);
}

static double root_between(pain__function f, blaker_problem *problem, double outer, double inner)
{
    double root;

    if (pain__root(f, problem, fmin(outer, inner), fmax(outer, inner), &root) == PAIN_OK)
        return root;
    /* No change of sign: the root is at a bound itself, but for rounding. */
    if (fabs(f(inner, problem)) < 1e-12)
        return inner;
    return fabs(f(outer, problem)) < 1e-12 ? outer : NAN;
}

/* `outer` is Clopper-Pearson's limit, `inner` that for a tail of 1/2, where every opposite tail is
 * passed. */
static double blaker_limit(blaker_problem problem, double outer, double inner)
{
    double jump = pain__binomial_quantile(problem.alpha / 2, problem.n, outer, problem.far);

    if (isnan(jump))
        return NAN;
    problem.j = (uint64_t)jump;
    problem.has_far = true;
    double at_jump = root_between(tails_apart, &problem, outer, inner);

    if (isnan(at_jump))
        return NAN;
    bool upwards = problem.far == PAIN__LOWER;

    problem.has_far = problem.j != (upwards ? 0 : problem.n);
    problem.j = upwards ? problem.j - 1 : problem.j + 1;
    if (acceptability_excess(at_jump, &problem) <= 0)
        return at_jump;
    return root_between(acceptability_excess, &problem, outer, at_jump);
}

static double lower_limit(uint64_t k, uint64_t n, double alpha)
{
    const blaker_problem problem = {k, n, 0, false, alpha, PAIN__UPPER, PAIN__LOWER};

    return blaker_limit(problem, pain__clopper_pearson_lower(k, n, alpha / 2),
                        pain__clopper_pearson_lower(k, n, 0.5));
}

static double upper_limit(uint64_t k, uint64_t n, double alpha)
{
    const blaker_problem problem = {k, n, 0, false, alpha, PAIN__LOWER, PAIN__UPPER};

    return blaker_limit(problem, pain__clopper_pearson_upper(k, n, alpha / 2),
                        pain__clopper_pearson_upper(k, n, 0.5));
}

bool pain__blaker(uint64_t k, uint64_t n, double alpha, double *lower, double *upper)
{
    *lower = k > 0 ? lower_limit(k, n, alpha) : 0;
    *upper = k < n ? upper_limit(k, n, alpha) : 1;
    return !isnan(*lower) && !isnan(*upper);
}
