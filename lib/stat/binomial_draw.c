/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Binomial random numbers: inversion where n p is below 10, transformed rejection with squeeze
 * (BTRS) above. W. Hormann, The generation of binomial random variates, J. Stat. Comput. Simul. 46
 * (1993) 101-110.
 *
 * Which of the two, and how many words of the generator each draw takes, is part of what a seed
 * promises: a change here is a new major version. */
#include <config.h>

#include <math.h>

#include "num/saddle.h"
#include "stat/binomial_draw.h"
#include "stat/random.h"

/* Adds up P(0), P(1), ... until they pass u. Beyond 110 there is less than 1e-70; only rounding
 * leads there. */
static uint64_t draw_by_inversion(pain_rng *rng, double n, double p, double q)
{
    const double odds = p / q, none = exp(n * log1p(-p));

    for (;;) {
        double u = pain__rng_uniform(rng), probability = none;

        for (double k = 0; k <= fmin(n, 110); k++) {
            if (u <= probability)
                return (uint64_t)k;
            u -= probability;
            probability *= (n - k) / (k + 1) * odds;
        }
    }
}

/* log P(k) but for a constant, by the saddle-point form: differences of log-gammas would lose what
 * counts at large n. */
static double log_mass(double k, double n, double p, double q)
{
    double above = fma(-n, p, k);

    return -pain__deviance(k, n * p, above) - pain__deviance(n - k, n * q, -above) -
           pain__log_factorial_rest(k) - pain__log_factorial_rest(n - k);
}

/* For p <= 1/2 and n p >= 10. The names are those of the paper. */
static double draw_by_rejection(pain_rng *rng, double n, double p, double q)
{
    const double spread = sqrt(n * p * q);
    const double b = 1.15 + 2.53 * spread, a = -0.0873 + 0.0248 * b + 0.01 * p;
    const double c = n * p + 0.5, v_r = 0.92 - 4.2 / b;

    for (;;) {
        double u = pain__rng_uniform(rng) - 0.5, v = pain__rng_uniform(rng), us = 0.5 - fabs(u);
        double k = floor((2 * a / us + b) * u + c);

        if (us >= 0.07 && v <= v_r)
            return k;
        if (k < 0 || k > n)
            continue;
        v *= (2.83 + 5.1 / b) * spread / (a / (us * us) + b);
        if (log(v) <= log_mass(k, n, p, q) - log_mass(floor((n + 1) * p), n, p, q))
            return k;
    }
}

static uint64_t draw_rarer(pain_rng *rng, uint64_t n, double p, double q)
{
    if (p <= 0)
        return 0;
    if ((double)n * p < 10)
        return draw_by_inversion(rng, (double)n, p, q);
    uint64_t k = (uint64_t)draw_by_rejection(rng, (double)n, p, q);

    /* As a double, n may have been rounded up. */
    return k < n ? k : n;
}

uint64_t pain__binomial_draw(pain_rng *rng, uint64_t n, double p, double q)
{
    if (n == 0)
        return 0;
    return p <= q ? draw_rarer(rng, n, p, q) : n - draw_rarer(rng, n, q, p);
}
