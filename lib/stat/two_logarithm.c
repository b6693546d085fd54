/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits for a ratio of two proportions and for an odds ratio on the logarithmic scale.
 *
 *   Katz            log(x1 n2 / (n1 x2)) +- z s, s^2 = 1/x1 - 1/n1 + 1/x2 - 1/n2: D. Katz et al.,
 *                   Biometrics 34 (1978) 469-474. Undefined where x1 or x2 is 0.
 *   Walter          the same with x + 1/2 and n + 1/2: S. D. Walter, Am. J. Epidemiol. 102 (1975)
 *                   371-374
 *   Woolf           log(x1 y2 / (y1 x2)) +- z s, s^2 = 1/x1 + 1/y1 + 1/x2 + 1/y2: B. Woolf, Ann.
 *                   Hum. Genet. 19 (1955) 251-253. Undefined where a cell is 0.
 *   Gart            the same with 1/2 added to every cell: J. J. Gart, Biometrics 22 (1966) 602-610
 *   inverse sinh    log of the ratio +- 2 asinh(z s / 2) with Katz's or Woolf's s: R. G. Newcombe,
 *                   Am. Stat. 55 (2001) 200-202. Undefined where these are. */
#include <config.h>

#include <math.h>

#include "num/distribution.h"
#include "stat/two_groups.h"

static double upper_z(double tail)
{
    return pain__normal_quantile(tail, PAIN__UPPER);
}

/* ratio exp(-+ width) */
static pain_status times(double ratio, double width, double limits[2])
{
    limits[0] = ratio * exp(-width);
    limits[1] = ratio * exp(width);
    return PAIN_OK;
}

/* (1/x - 1/n), without cancellation: y / (x n). */
static double log_variance(double x, double n, double y)
{
    return y / x / n;
}

static double ratio_of(double x1, double n1, double x2, double n2)
{
    return x1 * n2 / (n1 * x2);
}

static bool has_no_yes(const pain__two_groups *g)
{
    return g->x1 == 0 || g->x2 == 0;
}

static bool has_empty_cell(const pain__two_groups *g)
{
    return has_no_yes(g) || g->y1 == 0 || g->y2 == 0;
}

static double katz_spread(const pain__two_groups *g)
{
    return sqrt(log_variance(g->x1, g->n1, g->y1) + log_variance(g->x2, g->n2, g->y2));
}

/* With `more` added to every cell. */
static double woolf_spread(const pain__two_groups *g, double more)
{
    return sqrt(1 / (g->x1 + more) + 1 / (g->y1 + more) + 1 / (g->x2 + more) + 1 / (g->y2 + more));
}

pain_status pain__ratio_katz(const pain__two_groups *g, double tail, double limits[2])
{
    if (has_no_yes(g))
        return PAIN_EUNDEFINED;
    return times(ratio_of(g->x1, g->n1, g->x2, g->n2), upper_z(tail) * katz_spread(g), limits);
}

pain_status pain__ratio_walter(const pain__two_groups *g, double tail, double limits[2])
{
    double x1 = g->x1 + 0.5, n1 = g->n1 + 0.5, x2 = g->x2 + 0.5, n2 = g->n2 + 0.5;
    double spread = sqrt(log_variance(x1, n1, g->y1) + log_variance(x2, n2, g->y2));

    return times(ratio_of(x1, n1, x2, n2), upper_z(tail) * spread, limits);
}

pain_status pain__ratio_inverse_sinh(const pain__two_groups *g, double tail, double limits[2])
{
    if (has_no_yes(g))
        return PAIN_EUNDEFINED;
    return times(ratio_of(g->x1, g->n1, g->x2, g->n2),
                 2 * asinh(upper_z(tail) * katz_spread(g) / 2), limits);
}

pain_status pain__odds_woolf(const pain__two_groups *g, double tail, double limits[2])
{
    if (has_empty_cell(g))
        return PAIN_EUNDEFINED;
    return times(ratio_of(g->x1, g->y1, g->x2, g->y2), upper_z(tail) * woolf_spread(g, 0), limits);
}

pain_status pain__odds_gart(const pain__two_groups *g, double tail, double limits[2])
{
    return times(ratio_of(g->x1 + 0.5, g->y1 + 0.5, g->x2 + 0.5, g->y2 + 0.5),
                 upper_z(tail) * woolf_spread(g, 0.5), limits);
}

pain_status pain__odds_inverse_sinh(const pain__two_groups *g, double tail, double limits[2])
{
    if (has_empty_cell(g))
        return PAIN_EUNDEFINED;
    return times(ratio_of(g->x1, g->y1, g->x2, g->y2),
                 2 * asinh(upper_z(tail) * woolf_spread(g, 0) / 2), limits);
}
