/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The score at a hypothetical difference p1 - p2 = D (R. W. Mee, Biometrics 40 (1984) 1175-1176; O.
 * Miettinen and M. Nurminen, Stat. Med. 4 (1985) 213-226).
 *
 * The probabilities most likely under it solve
 *     x1 / p1 - y1 / q1 + x2 / p2 - y2 / q2 = 0,
 * whose left side falls as p2 rises with p1 = p2 + D. The cubic's arccosine loses digits where
 * cells are empty; here the root is bracketed. The groups are exchanged so that D >= 0 and mirrored
 * so that it lies in the lower half of 0 <= p2 <= 1 - D: then no probability is a difference of
 * nearly equal numbers, and exchanged or mirrored groups give the same bits. */
#include <config.h>

#include <math.h>

#include "num/root.h"
#include "stat/two_score.h"

typedef struct likelihood {
    const pain__two_groups *g;
    double difference; /* >= 0 */
    double above;      /* 1 - difference */
} likelihood;

/* The likelihood's slope at p2 = t, times t where group 2 has yes, to be finite at t = 0. */
static double slope(double t, void *context)
{
    const likelihood *of = context;
    const pain__two_groups *g = of->g;
    double rest = g->x1 / (t + of->difference) - g->y1 / (of->above - t) - g->y2 / (1 - t);

    return g->x2 > 0 ? g->x2 + t * rest : rest;
}

/* p2 in the lower half of its range. */
static double most_likely(const likelihood *of)
{
    double root;

    if (of->g->x2 == 0 && slope(0, (void *)of) <= 0)
        return 0;
    /* Just at the middle, rounding may hide the change of sign. */
    if (slope(of->above / 2, (void *)of) >= 0)
        return of->above / 2;
    return pain__root(slope, (void *)of, 0, of->above / 2, &root) == PAIN_OK ? root : NAN;
}

typedef struct probabilities {
    double p1, q1, p2, q2;
} probabilities;

/* 0 < difference < 1 */
static probabilities restricted(const pain__two_groups *g, double difference)
{
    double above = 1 - difference, half = above / 2;
    double middle = (g->x1 - g->y2) * half + (g->x2 - g->y1) * (1 - half);

    /* The slope at the middle, times two probabilities, tells which half. */
    if (middle <= 0) {
        const likelihood of = {g, difference, above};
        double p = most_likely(&of);

        return (probabilities){p + difference, above - p, p, 1 - p};
    }
    const pain__two_groups mirrored = {g->y2, g->n2, g->x2, g->y1, g->n1, g->x1, NULL};
    const likelihood of = {&mirrored, difference, above};
    double q = most_likely(&of);

    return (probabilities){1 - q, q, above - q, q + difference};
}

static probabilities pooled(const pain__two_groups *g)
{
    double all = g->n1 + g->n2, p = (g->x1 + g->x2) / all, q = (g->y1 + g->y2) / all;

    return (probabilities){p, q, p, q};
}

pain__score pain__score_difference(const pain__two_groups *g, double difference)
{
    if (difference < 0) {
        const pain__two_groups swapped = pain__groups_swapped(g);
        pain__score score = pain__score_difference(&swapped, -difference);

        return (pain__score){-score.departure, score.variance, -score.third, score.p2, score.p1};
    }
    probabilities at;

    if (difference == 0)
        at = pooled(g);
    else if (difference < 1)
        at = restricted(g, difference);
    else
        at = (probabilities){1, 0, 0, 1};
    double first = at.p1 * at.q1 / g->n1, second = at.p2 * at.q2 / g->n2;

    return (pain__score){
        pain__observed_difference(g) - difference,
        first + second,
        first * (at.q1 - at.p1) / g->n1 - second * (at.q2 - at.p2) / g->n2,
        at.p1,
        at.p2,
    };
}
