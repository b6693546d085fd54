/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_BINOMIAL_DRAW_H
#define PAIN_STAT_BINOMIAL_DRAW_H

#include <stdbool.h>

#include <painstat/rng.h>

/* The probability of a binomial draw, made ready: of the rarer outcome, and which that is. */
typedef struct pain__chance {
    double p, q, odds, log_q; /* p <= 1/2, q = 1 - p, p / q, log q */
    bool is_other;            /* p is that of the other outcome */
} pain__chance;

/* p in [0, 1], q = 1 - p as exactly as the caller knows it. */
pain__chance pain__chance_of(double p, double q);

/* A draw from Binomial(n, p), n < 2^63. The time does not grow with n. Exact up to the resolution
 * of doubles; above 2^53 so are the counts. */
uint64_t pain__binomial_draw(pain_rng *rng, uint64_t n, const pain__chance *chance);

#endif
