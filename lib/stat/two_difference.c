/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits for a difference of two proportions in closed form; p = x / n, q = 1 - p, d = p1 - p2.
 *
 *   Wald               d +- z s,  s^2 = p1 q1 / n1 + p2 q2 / n2
 *   Wald, corrected    d +- (z s + (1/n1 + 1/n2) / 2)
 *   Agresti-Caffo      Wald with x + 1 of n + 2: A. Agresti and B. Caffo, Am. Stat. 54 (2000)
 *                      280-288
 *   Brown-Li Jeffreys  d' +- z s', with p' = (x + 1/2) / (n + 1) in place of p, divided by n: L. D.
 *                      Brown and X. Li, J. Statist. Plann. Inference 130 (2005) 359-375
 *   Hauck-Anderson     d +- (z t + 1 / (2 min(n1, n2))), t^2 = p1 q1 / (n1 - 1) + p2 q2 / (n2 - 1):
 *                      W. W. Hauck and S. Anderson, Am. Stat. 40 (1986) 318-322
 *   Haldane            S. L. Beal, Biometrics 43 (1987) 941-950: with u = (1/n1 + 1/n2) / 4, v =
 *                      (1/n1 - 1/n2) / 4 and m = (p1 + p2) / 2 the limits c +- w, c = (d + z^2 v (1
 *                      - 2 m)) / (1 + z^2 u), w = z r / (1 + z^2 u), r^2 = u (4 m (1 - m) - d^2) +
 *                      2 v (1 - 2 m) d + 4 z^2 u^2 m (1 - m) + z^2 v^2 (1 - 2 m)^2
 *   Jeffreys-Perks     the same with m from (x + 1/2) / (n + 1) */
#include <config.h>

#include <math.h>

#include "num/distribution.h"
#include "stat/two_groups.h"

pain__two_groups pain__groups_swapped(const pain__two_groups *g)
{
    return (pain__two_groups){g->x2, g->n2, g->y2, g->x1, g->n1, g->y1, g->allocator};
}

pain__two_groups pain__groups_mirrored(const pain__two_groups *g)
{
    return (pain__two_groups){g->y1, g->n1, g->x1, g->y2, g->n2, g->x2, g->allocator};
}

double pain__observed_difference(const pain__two_groups *g)
{
    double first = g->x1 * g->y2, second = g->x2 * g->y1;
    double numerator = (first - second) + (fma(g->x1, g->y2, -first) - fma(g->x2, g->y1, -second));

    return numerator / g->n1 / g->n2;
}

static double upper_z(double tail)
{
    return pain__normal_quantile(tail, PAIN__UPPER);
}

static pain_status about(double centre, double half_width, double limits[2])
{
    limits[0] = centre - half_width;
    limits[1] = centre + half_width;
    return PAIN_OK;
}

/* p1 q1 / m1 + p2 q2 / m2 */
static double variance(const pain__two_groups *g, double m1, double m2)
{
    return g->x1 / g->n1 * (g->y1 / g->n1) / m1 + g->x2 / g->n2 * (g->y2 / g->n2) / m2;
}

pain_status pain__difference_wald(const pain__two_groups *g, double tail, double limits[2])
{
    return about(pain__observed_difference(g), upper_z(tail) * sqrt(variance(g, g->n1, g->n2)),
                 limits);
}

pain_status pain__difference_wald_cc(const pain__two_groups *g, double tail, double limits[2])
{
    double correction = (1 / g->n1 + 1 / g->n2) / 2;

    return about(pain__observed_difference(g),
                 upper_z(tail) * sqrt(variance(g, g->n1, g->n2)) + correction, limits);
}

/* The groups with `more` yes and as many no added to each. */
static pain__two_groups groups_with(const pain__two_groups *g, double more)
{
    return (pain__two_groups){
        g->x1 + more,     g->n1 + 2 * more, g->y1 + more, g->x2 + more,
        g->n2 + 2 * more, g->y2 + more,     NULL,
    };
}

pain_status pain__difference_agresti_caffo(const pain__two_groups *g, double tail, double limits[2])
{
    pain__two_groups more = groups_with(g, 1);

    return pain__difference_wald(&more, tail, limits);
}

pain_status pain__difference_brown_li(const pain__two_groups *g, double tail, double limits[2])
{
    pain__two_groups more = groups_with(g, 0.5);

    return about(pain__observed_difference(&more),
                 upper_z(tail) * sqrt(variance(&more, g->n1, g->n2)), limits);
}

pain_status pain__difference_hauck_anderson(const pain__two_groups *g, double tail,
                                            double limits[2])
{
    double correction = 1 / (2 * fmin(g->n1, g->n2));

    if (g->n1 < 2 || g->n2 < 2)
        return PAIN_ETOOFEW;
    return about(pain__observed_difference(g),
                 upper_z(tail) * sqrt(variance(g, g->n1 - 1, g->n2 - 1)) + correction, limits);
}

/* m and 1 - 2 m come from `mean_of`, the difference from `g`. */
static pain_status beal(const pain__two_groups *g, const pain__two_groups *mean_of, double tail,
                        double limits[2])
{
    double z = upper_z(tail), square = z * z, d = pain__observed_difference(g);
    double u = (1 / g->n1 + 1 / g->n2) / 4, v = (1 / g->n1 - 1 / g->n2) / 4;
    double yes = (mean_of->x1 / mean_of->n1 + mean_of->x2 / mean_of->n2) / 2;
    double no = (mean_of->y1 / mean_of->n1 + mean_of->y2 / mean_of->n2) / 2;
    double tilt = no - yes, both = 4 * yes * no, scale = 1 + square * u;
    double r =
        u * (both - d * d) + 2 * v * tilt * d + square * (u * u * both + v * v * tilt * tilt);

    return about((d + square * v * tilt) / scale, z * sqrt(fmax(r, 0)) / scale, limits);
}

pain_status pain__difference_haldane(const pain__two_groups *g, double tail, double limits[2])
{
    return beal(g, g, tail, limits);
}

pain_status pain__difference_jeffreys_perks(const pain__two_groups *g, double tail,
                                            double limits[2])
{
    pain__two_groups more = groups_with(g, 0.5);

    return beal(g, &more, tail, limits);
}
