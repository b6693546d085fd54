/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_BINOMIAL_DRAW_H
#define PAIN_STAT_BINOMIAL_DRAW_H

#include <painstat/rng.h>

/* A draw from Binomial(n, p), 0 <= p <= 1, n < 2^63, q = 1 - p as exactly as the caller knows it.
 * The time does not grow with n. Exact up to the resolution of doubles; above 2^53 so are the
 * counts. */
uint64_t pain__binomial_draw(pain_rng *rng, uint64_t n, double p, double q);

#endif
