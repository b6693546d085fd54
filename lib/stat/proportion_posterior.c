/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Credible intervals for a proportion: with the prior beta(A, B) the posterior of p is beta(a, b),
 * a = k + A, b = n - k + B: J. O. Berger, Statistical Decision Theory and Bayesian Analysis (1985),
 * 4.3.
 *
 *   equal-tailed  its quantiles at tail and 1 - tail, each in its own tail
 *   HPD           the shortest: for a > 1 and b > 1 the l < u of equal density with the level
 *                 between them. With t the probability below l, log f(l) - log f(u) grows with t
 *                 from minus to plus infinity, and t is its root. A density that only falls (a <= 1
 *                 <= b) or rises gives an interval at the end of the range; with a = b = 1 every
 *                 interval has the same density, and a < 1, b < 1 gives two pieces: no such
 *                 interval
 */
#include <config.h>

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include <painstat/proportion.h>

#include "base/floats.h"
#include "num/distribution.h"
#include "num/root.h"
#include "stat/interval.h"

typedef struct posterior {
    double a, b, alpha;
} posterior;

/* log f(l) - log f(u) where t is below l and alpha - t above u. */
static double density_apart(double t, void *context)
{
    const posterior *law = context;
    double l = pain__beta_quantile(t, law->a, law->b, PAIN__LOWER);
    double u = pain__beta_quantile(law->alpha - t, law->a, law->b, PAIN__UPPER);

    return (law->a - 1) * log(l / u) + (law->b - 1) * (log1p(-l) - log1p(-u));
}

static pain_status shortest(posterior *law, pain_estimate *estimate)
{
    double a = law->a, b = law->b, t;

    if ((a <= 1 && b <= 1 && a == b) || (a < 1 && b < 1))
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    estimate->lower = 0;
    estimate->upper = 1;
    if (a <= 1) {
        estimate->upper = pain__beta_quantile(law->alpha, a, b, PAIN__UPPER);
        return PAIN_OK;
    }
    if (b <= 1) {
        estimate->lower = pain__beta_quantile(law->alpha, a, b, PAIN__LOWER);
        return PAIN_OK;
    }
    if (pain__root(density_apart, law, DBL_MIN, law->alpha * (1 - DBL_EPSILON), &t) != PAIN_OK)
        return pain__interval_no_limits(estimate, PAIN_ENOCONV);
    estimate->lower = pain__beta_quantile(t, a, b, PAIN__LOWER);
    estimate->upper = pain__beta_quantile(law->alpha - t, a, b, PAIN__UPPER);
    return PAIN_OK;
}

static pain_status posterior_limits(posterior *law, double tail, pain_estimate *estimate)
{
    if (estimate->method == PAIN_METHOD_HPD && estimate->side == PAIN_TWO_SIDED)
        return shortest(law, estimate);
    if (estimate->method == PAIN_METHOD_HPD)
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    estimate->lower = pain__beta_quantile(tail, law->a, law->b, PAIN__LOWER);
    estimate->upper = pain__beta_quantile(tail, law->a, law->b, PAIN__UPPER);
    pain__interval_open(estimate, 0, 1);
    if (isnan(estimate->lower) || isnan(estimate->upper))
        return pain__interval_no_limits(estimate, PAIN_ENOCONV);
    return PAIN_OK;
}

static bool is_prior(double shape)
{
    return shape >= 0 && isfinite(shape);
}

pain_status pain_proportion_posterior(uint64_t k, uint64_t n, double prior_a, double prior_b,
                                      const pain_interval_options *options, pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status = pain__interval_begin(options, PAIN_METHOD_EQUAL_TAILED, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (known.method != PAIN_METHOD_EQUAL_TAILED && known.method != PAIN_METHOD_HPD)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    if (k > n || !is_prior(prior_a) || !is_prior(prior_b))
        return pain__interval_fail(estimate, PAIN_EINVAL);
    if (n == 0)
        return pain__interval_fail(estimate, PAIN_EEMPTY);
    posterior law = {(double)k + prior_a, (double)(n - k) + prior_b, 1 - known.level};

    estimate->numerator = k;
    estimate->denominator = n;
    estimate->value = (double)k / (double)n;
    if (!(law.a > 0 && law.b > 0))
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    estimate->reserved[0] = law.a / (law.a + law.b);
    estimate->reserved[1] = law.a;
    estimate->reserved[2] = law.b;
    return posterior_limits(&law, pain__interval_tail(&known), estimate);
}
