/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scores at a hypothetical ratio p1 / p2 = R (P. A. R. Koopman, Biometrics 40 (1984) 513-517;
 * O. Miettinen and M. Nurminen, Stat. Med. 4 (1985) 213-226) and at a hypothetical odds ratio p1 q2
 * / (q1 p2) = R (J. Cornfield, Proc. Third Berkeley Symp. 4 (1956) 135-148).
 *
 * Ratio: p2 is the smaller root of N R p^2 - b p + x = 0, b = R (n1 + x2) + n2 + x1, x = x1 + x2, N
 * = n1 + n2. Its discriminant is (R (n1 + x2) - n2 - x1)^2 + 4 R y1 y2, a sum of what cannot be
 * negative.
 *
 * Odds ratio: the odds o of group 2 are the positive root of R y o^2 + b o - x = 0, b = y1' R +
 * y2', y1' = n1 - x, y2' = n2 - x, y = N - x. All four probabilities follow from o without a
 * difference. */
#include <config.h>

#include <math.h>

#include "stat/two_score.h"

pain__score pain__score_ratio(const pain__two_groups *g, double log_ratio)
{
    /* At most 1, so that nothing overflows: exchanged groups have the inverse ratio. */
    if (log_ratio > 0) {
        const pain__two_groups swapped = pain__groups_swapped(g);
        pain__score score = pain__score_ratio(&swapped, -log_ratio);
        double ratio = exp(log_ratio);

        return (pain__score){
            -score.departure * ratio,
            score.variance * ratio * ratio,
            -score.third * ratio * ratio * ratio,
            score.p2,
            score.p1,
        };
    }
    double ratio = exp(log_ratio), yes = g->x1 + g->x2;
    double first = ratio * (g->n1 + g->x2), second = g->n2 + g->x1;
    double root = sqrt((first - second) * (first - second) + 4 * ratio * g->y1 * g->y2);
    double p2 = fmin(2 * yes / (first + second + root), 1), p1 = ratio * p2;
    double one = p1 * (1 - p1) / g->n1, two = ratio * ratio * p2 * (1 - p2) / g->n2;

    return (pain__score){
        g->x1 / g->n1 - ratio * (g->x2 / g->n2),
        one + two,
        one * (1 - 2 * p1) / g->n1 - ratio * two * (1 - 2 * p2) / g->n2,
        p1,
        p2,
    };
}

pain__score pain__score_odds(const pain__two_groups *g, double log_odds_ratio)
{
    if (log_odds_ratio > 0) {
        const pain__two_groups swapped = pain__groups_swapped(g);
        pain__score score = pain__score_odds(&swapped, -log_odds_ratio);

        return (pain__score){-score.departure, score.variance, -score.third, score.p2, score.p1};
    }
    double ratio = exp(log_odds_ratio), yes = g->x1 + g->x2, no = g->y1 + g->y2;
    double b = (g->n1 - yes) * ratio + (g->n2 - yes);
    double root = sqrt(b * b + 4 * ratio * yes * no);
    double odds2 = b > 0 ? 2 * yes / (b + root) : (root - b) / (2 * ratio * no);
    double odds1 = ratio * odds2;
    double p1 = odds1 / (1 + odds1), q1 = 1 / (1 + odds1);
    double p2 = odds2 / (1 + odds2), q2 = 1 / (1 + odds2);
    double one = 1 / (g->n1 * p1 * q1), two = 1 / (g->n2 * p2 * q2);
    /* x1 - n1 p1, or n2 p2 - x2, which is the same: whichever is the difference of smaller numbers.
     */
    double excess = g->x1 * q1 + g->y1 * p1 < g->x2 * q2 + g->y2 * p2 ? g->x1 * q1 - g->y1 * p1
                                                                      : g->y2 * p2 - g->x2 * q2;

    return (pain__score){
        excess * (one + two), one + two, (q1 - p1) * one * one - (q2 - p2) * two * two, p1, p2,
    };
}
