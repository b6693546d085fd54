/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The odds ratio common to strata, N = n1 + n2 of each.
 *
 *   MH   R / S,  R = sum(x1 y2 / N), S = sum(x2 y1 / N), variance of its logarithm
 *        sum(p R) / (2 R^2) + sum(p S + q R) / (2 R S) + sum(q S) / (2 S^2), p = (x1 + y2) / N, q =
 *        1 - p: J. Robins, N. Breslow and S. Greenland, Biometrics 42 (1986) 311-323
 *   MN   the ratio with sum(x1 - n1 p1) / sqrt(sum(v N / (N - 1))) = +- z, v = 1 / (1 / (n1 p1 q1)
 *        + 1 / (n2 p2 q2)) at the most likely probabilities: O. Miettinen and M. Nurminen, Stat.
 *        Med. 4 (1985) 213-226. Their weights are, but for a factor common to all strata, those
 *        that make of their score this one, the efficient one (J. J. Gart, Biometrika 57 (1970)
 *        471-475). At 1 it is the test of Cochran, Mantel and Haenszel. */
#include <config.h>

#include <math.h>

#include "base/floats.h"
#include "num/sum.h"
#include "stat/interval.h"
#include "stat/stratified.h"
#include "stat/two_score.h"

/* The sums behind the odds ratio. */
typedef struct odds_sums {
    pain__sum r, s, pr, mixed, qs;
} odds_sums;

static void odds_add(odds_sums *sums, const pain__two_groups *g)
{
    double all = g->n1 + g->n2, r = g->x1 / all * g->y2, s = g->x2 / all * g->y1;
    double p = (g->x1 + g->y2) / all, q = (g->x2 + g->y1) / all;

    pain__sum_add(&sums->r, r);
    pain__sum_add(&sums->s, s);
    pain__sum_add(&sums->pr, p * r);
    pain__sum_add(&sums->mixed, p * s + q * r);
    pain__sum_add(&sums->qs, q * s);
}

static pain_status odds_mh(const pain__strata *of, double z, pain_estimate *estimate)
{
    odds_sums sums = {{0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}};
    pain__two_groups g;

    for (size_t i = 0; i < of->n; i++)
        if (pain__stratum_at(of, i, &g))
            odds_add(&sums, &g);
    double r = pain__sum_value(&sums.r), s = pain__sum_value(&sums.s);

    if (r > 0 || s > 0)
        estimate->value = r / s;
    if (r == 0 || s == 0)
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    double spread =
        sqrt(pain__sum_value(&sums.pr) / (2 * r * r) + pain__sum_value(&sums.mixed) / (2 * r * s) +
             pain__sum_value(&sums.qs) / (2 * s * s));

    estimate->lower = estimate->value * exp(-z * spread);
    estimate->upper = estimate->value * exp(z * spread);
    return pain__strata_ratio_end(estimate);
}

/* A stratum that is all yes or all no could not have come out otherwise: it says nothing of odds.
 */
static bool is_informative(const pain__two_groups *g)
{
    return g->x1 + g->x2 > 0 && g->y1 + g->y2 > 0;
}

static double deviate_mn(const pain__strata *of, double log_odds_ratio)
{
    pain__sum departure = {0, 0}, variance = {0, 0};
    pain__two_groups g;

    for (size_t i = 0; i < of->n; i++) {
        if (!pain__stratum_at(of, i, &g) || !is_informative(&g))
            continue;
        pain__score score = pain__score_odds(&g, log_odds_ratio);
        double all = g.n1 + g.n2;

        pain__sum_add(&departure, score.departure / score.variance);
        pain__sum_add(&variance, all / (all - 1) / score.variance);
    }
    return pain__strata_deviate_of(pain__sum_value(&departure), pain__sum_value(&variance));
}

static pain_status odds_mn(const pain__strata *of, double z, pain_estimate *estimate)
{
    bool is_zero = true, is_infinite = true;
    pain__two_groups g;

    for (size_t i = 0; i < of->n; i++)
        if (pain__stratum_at(of, i, &g)) {
            is_zero = is_zero && (g.x1 == 0 || g.y2 == 0);
            is_infinite = is_infinite && (g.y1 == 0 || g.x2 == 0);
        }
    pain__strata_ratio(of, deviate_mn, z, is_zero, is_infinite, estimate);
    return pain__strata_ratio_end(estimate);
}

pain_status pain_stratified_odds_ratio(const pain_stratum *all, size_t n,
                                       const pain_interval_options *options,
                                       pain_estimate *estimate)
{
    PAIN__FLOATS;

    return pain__strata_interval(all, n, options, odds_mn, odds_mh, estimate);
}
