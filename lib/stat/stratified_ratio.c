/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ratio p1 / p2 common to strata, N = n1 + n2 of each.
 *
 *   MH   R / S,  R = sum(x1 n2 / N), S = sum(x2 n1 / N), variance of its logarithm
 *        sum((n1 n2 x - x1 x2 N) / N^2) / (R S), x = x1 + x2: S. Greenland and J. M. Robins,
 *        Biometrics 41 (1985) 55-68
 *   MN   the ratio Q with sum(w s) / sqrt(sum(w^2 v)) = +- z, s = x1 / n1 - Q x2 / n2 and v its
 *        variance times N / (N - 1), w = 1 / (r / n1 + Q / n2), r = (1 - R1) / (1 - R2), R the
 *        w-weighted means of the most likely probabilities, repeated until w stands: O. Miettinen
 *        and M. Nurminen, Stat. Med. 4 (1985) 213-226
 *
 * Exchanged groups change all w s by one factor only. So ratios above 1 are taken as inverse ones
 * of exchanged groups: nothing overflows, and exchanging inverts the limits. */
#include <config.h>

#include <math.h>

#include "base/floats.h"
#include "num/sum.h"
#include "stat/interval.h"
#include "stat/stratified.h"
#include "stat/two_score.h"

static pain_status ratio_mh(const pain__strata *of, double z, pain_estimate *estimate)
{
    pain__sum one = {0, 0}, two = {0, 0}, spread = {0, 0};
    pain__two_groups g;

    for (size_t i = 0; i < of->n; i++) {
        if (!pain__stratum_at(of, i, &g))
            continue;
        double all = g.n1 + g.n2;

        pain__sum_add(&one, g.x1 * g.n2 / all);
        pain__sum_add(&two, g.x2 * g.n1 / all);
        /* n1 n2 x - x1 x2 N = n1 x1 y2 + n2 x2 y1: no difference. */
        pain__sum_add(&spread, g.n1 / all * g.x1 * (g.y2 / all) + g.n2 / all * g.x2 * (g.y1 / all));
    }
    double r = pain__sum_value(&one), s = pain__sum_value(&two);

    if (r > 0 || s > 0)
        estimate->value = r / s;
    if (r == 0 || s == 0)
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    double half_width = z * sqrt(pain__sum_value(&spread) / r / s);

    if (half_width == 0)
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
    estimate->lower = estimate->value * exp(-half_width);
    estimate->upper = estimate->value * exp(half_width);
    return pain__strata_ratio_end(estimate);
}

/* A stratum for a ratio Q <= 1, groups exchanged if need be. */
typedef struct at_most_one {
    const pain__strata *of;
    bool is_exchanged;
    double log_ratio, ratio;
} at_most_one;

static bool stratum(const at_most_one *of, size_t i, pain__two_groups *g)
{
    if (!pain__stratum_at(of->of, i, g))
        return false;
    if (of->is_exchanged)
        *g = pain__groups_swapped(g);
    return true;
}

static double weight_of(const at_most_one *of, const pain__two_groups *g, double r)
{
    return 1 / (r / g->n1 + of->ratio / g->n2);
}

/* r, from the last one. */
static double no_ratio(const at_most_one *of, double r)
{
    pain__sum one = {0, 0}, two = {0, 0}, all = {0, 0};
    pain__two_groups g;

    for (size_t i = 0; i < of->of->n; i++) {
        if (!stratum(of, i, &g))
            continue;
        pain__score score = pain__score_ratio(&g, of->log_ratio);
        double w = weight_of(of, &g, r);

        pain__sum_add(&one, w * (1 - score.p1));
        pain__sum_add(&two, w * (1 - score.p2));
        pain__sum_add(&all, w);
    }
    double w = pain__sum_value(&all);

    /* All yes in a group: kept off 0 and infinity. */
    return fmax(pain__sum_value(&one) / w, 1e-12) / fmax(pain__sum_value(&two) / w, 1e-12);
}

static double deviate_mn(const pain__strata *strata, double log_ratio)
{
    const at_most_one of = {strata, log_ratio > 0, -fabs(log_ratio), exp(-fabs(log_ratio))};
    pain__sum departure = {0, 0}, variance = {0, 0};
    pain__two_groups g;
    double r = 1, last = 0;

    for (int i = 0; i < 100 && fabs(r - last) > 1e-15 * r; i++) {
        last = r;
        r = no_ratio(&of, r);
    }
    for (size_t i = 0; i < strata->n; i++) {
        if (!stratum(&of, i, &g))
            continue;
        pain__score score = pain__score_ratio(&g, of.log_ratio);
        double w = weight_of(&of, &g, r), all = g.n1 + g.n2;

        pain__sum_add(&departure, w * score.departure);
        pain__sum_add(&variance, w * w * score.variance * (all / (all - 1)));
    }
    double deviate =
        pain__strata_deviate_of(pain__sum_value(&departure), pain__sum_value(&variance));

    return of.is_exchanged ? -deviate : deviate;
}

static pain_status ratio_mn(const pain__strata *of, double z, pain_estimate *estimate)
{
    bool is_zero = true, is_infinite = true;
    pain__two_groups g;

    for (size_t i = 0; i < of->n; i++)
        if (pain__stratum_at(of, i, &g)) {
            is_zero = is_zero && g.x1 == 0;
            is_infinite = is_infinite && g.x2 == 0;
        }
    pain__strata_ratio(of, deviate_mn, z, is_zero, is_infinite, estimate);
    return pain__strata_ratio_end(estimate);
}

pain_status pain_stratified_ratio(const pain_stratum *all, size_t n,
                                  const pain_interval_options *options, pain_estimate *estimate)
{
    PAIN__FLOATS;

    return pain__strata_interval(all, n, options, ratio_mn, ratio_mh, estimate);
}
