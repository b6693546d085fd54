/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Binomial random numbers: inversion where n p is below 10, transformed rejection with squeeze
 * (BTRS) above. W. Hormann, The generation of binomial random variates, J. Stat. Comput. Simul. 46
 * (1993) 101-110. The bounds that spare most of the probabilities are those of V. Kachitvichyanukul
 * and B. W. Schmeiser, Binomial random variate generation, Commun. ACM 31 (1988) 216-222, step 5.2.
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
static uint64_t draw_by_inversion(pain_rng *rng, double n, const pain__chance *c)
{
    const double none = exp(n * c->log_q), last = n < 110 ? n : 110;

    for (;;) {
        double u = pain__rng_uniform(rng), probability = none;

        for (double k = 0; k <= last; k++) {
            if (u <= probability)
                return (uint64_t)k;
            u -= probability;
            /* In this order nothing but one product waits for the round before. */
            probability *= (n - k) * c->odds * (1 / (k + 1));
        }
    }
}

/* log P(k) but for a constant, by the saddle-point form: differences of log-gammas would lose what
 * counts at large n. */
static double log_mass(double k, double n, const pain__chance *c)
{
    double above = fma(-n, c->p, k);

    return -pain__deviance(k, n * c->p, above) - pain__deviance(n - k, n * c->q, -above) -
           pain__log_factorial_rest(k) - pain__log_factorial_rest(n - k);
}

/* P(k) / P(mode), one factor after the other. */
static double mass_near(double k, double mode, double n, const pain__chance *c)
{
    double low = k < mode ? k : mode, high = k < mode ? mode : k, ratio = 1;

    for (double j = low + 1; j <= high; j++)
        ratio *= (n + 1 - j) * c->odds / j;
    return k < mode ? 1 / ratio : ratio;
}

/* Whether v <= P(k) / P(mode). */
static bool is_below_mass(double v, double k, double n, double variance, const pain__chance *c)
{
    double mode = floor((n + 1) * c->p), distance = fabs(k - mode), x = distance / variance;

    if (distance <= 20)
        return v <= mass_near(k, mode, n, c);
    double log_v = log(v);

    /* The normal density, and how far from it the logarithm can be at most. */
    if (x < 0.5 - 1 / variance) {
        double normal = -0.5 * x * distance;
        double bound = x * (x * (distance / 3 + 0.625) + 1 / (6 * variance) + 0.5);

        if (log_v < normal - bound)
            return true;
        if (log_v > normal + bound)
            return false;
    }
    return log_v <= log_mass(k, n, c) - log_mass(mode, n, c);
}

/* For n p >= 10. The names are those of the paper. */
static double draw_by_rejection(pain_rng *rng, double n, const pain__chance *chance)
{
    const double mean = n * chance->p, variance = mean * chance->q, spread = sqrt(variance);
    const double b = 1.15 + 2.53 * spread, a = -0.0873 + 0.0248 * b + 0.01 * chance->p;
    const double c = mean + 0.5, v_r = 0.92 - 4.2 / b;

    for (;;) {
        double u = pain__rng_uniform(rng) - 0.5, v = pain__rng_uniform(rng), us = 0.5 - fabs(u);
        double k = floor((2 * a / us + b) * u + c);

        if (us >= 0.07 && v <= v_r)
            return k;
        if (k < 0 || k > n)
            continue;
        v *= (2.83 + 5.1 / b) * spread / (a / (us * us) + b);
        if (is_below_mass(v, k, n, variance, chance))
            return k;
    }
}

pain__chance pain__chance_of(double p, double q)
{
    bool is_other = p > q;
    double rarer = is_other ? q : p, rest = is_other ? p : q;

    return (pain__chance){rarer, rest, rarer / rest, log1p(-rarer), is_other};
}

uint64_t pain__binomial_draw(pain_rng *rng, uint64_t n, const pain__chance *chance)
{
    uint64_t k = 0;

    if (n > 0 && chance->p > 0)
        k = (double)n * chance->p < 10 ? draw_by_inversion(rng, (double)n, chance)
                                       : (uint64_t)draw_by_rejection(rng, (double)n, chance);
    /* As a double, n may have been rounded up. */
    if (k > n)
        k = n;
    return chance->is_other ? n - k : k;
}
