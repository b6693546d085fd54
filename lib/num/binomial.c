/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Binomial: probabilities in saddle-point form (see saddle.c), tails as incomplete beta functions,
 * P(X >= k) = I_p(k, n - k + 1). */
#include <config.h>

#include <math.h>

#include "num/beta.h"
#include "num/count.h"
#include "num/saddle.h"

typedef struct binomial {
    uint64_t n;
    double p;
} binomial;

double pain__binomial_pmf(uint64_t k, uint64_t n, double p)
{
    if (!(p >= 0 && p <= 1) || n > PAIN__MAX_COUNT)
        return NAN;
    if (k > n || (p == 0 && k > 0) || (p == 1 && k < n))
        return 0;
    if (k == 0)
        return exp((double)n * log1p(-p));
    if (k == n)
        return pow(p, (double)n);
    double yes = (double)k, no = (double)(n - k), all = (double)n;
    double difference = fma(-all, p, yes);

    return exp(pain__log_factorial_rest(all) - pain__log_factorial_rest(yes) -
               pain__log_factorial_rest(no) - pain__deviance(yes, all * p, difference) -
               pain__deviance(no, all * (1 - p), -difference));
}

static double tail_of(const void *parameters, uint64_t k, pain__tail tail)
{
    const binomial *law = parameters;
    const uint64_t n = law->n;

    if (tail == PAIN__UPPER)
        return k == 0 ? 1 : pain__beta_tail(law->p, (double)k, (double)(n - k + 1), PAIN__LOWER);
    return k >= n ? 1 : pain__beta_tail(law->p, (double)(k + 1), (double)(n - k), PAIN__UPPER);
}

double pain__binomial_tail(uint64_t k, uint64_t n, double p, pain__tail tail)
{
    const binomial law = {n, p};

    if (!(p >= 0 && p <= 1) || n > PAIN__MAX_COUNT)
        return NAN;
    if (k > n)
        return tail == PAIN__LOWER ? 1 : 0;
    return tail_of(&law, k, tail);
}

double pain__binomial_quantile(double prob, uint64_t n, double p, pain__tail tail)
{
    const binomial law = {n, p};

    if (!(p >= 0 && p <= 1) || n > PAIN__MAX_COUNT)
        return NAN;
    double mean = (double)n * p;
    const pain__count_law counts = {
        tail_of, &law, p == 1 ? n : 0, p == 0 ? 0 : n, mean, sqrt(mean * (1 - p)),
    };

    return pain__count_quantile(&counts, prob, tail);
}
