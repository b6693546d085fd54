/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The difference common to strata, N = n1 + n2 of each.
 *
 *   MH   D = sum((x1 n2 - x2 n1) / N) / W,  W = sum(n1 n2 / N),
 *        variance (D sum(P) + sum(Q)) / W^2,  P = (n1^2 x2 - n2^2 x1 + n1 n2 (n2 - n1) / 2) / N^2,
 *        Q = (x1 y2 + x2 y1) / (2 N): T. Sato, Biometrics 45 (1989) 1323-1324
 *   MN   the D with sum(w s) / sqrt(sum(w^2 v)) = +- z, s and v the score and variance of each
 *        stratum, w = 1 / (r / n1 + 1 / n2), r = R1 (1 - R1) / (R2 (1 - R2)), R the w-weighted
 *        means of the most likely probabilities, repeated until w stands: O. Miettinen and M.
 *        Nurminen, Stat. Med. 4 (1985) 213-226 */
#include <config.h>

#include <math.h>

#include "base/floats.h"
#include "num/sum.h"
#include "stat/interval.h"
#include "stat/stratified.h"
#include "stat/two_score.h"

static pain_status end(pain_estimate *estimate)
{
    if (isnan(estimate->lower) || isnan(estimate->upper))
        return pain__interval_no_limits(estimate, PAIN_ENOCONV);
    pain__interval_open(estimate, -1, 1);
    return PAIN_OK;
}

static pain_status difference_mh(const pain__strata *of, double z, pain_estimate *estimate)
{
    pain__sum top = {0, 0}, weight = {0, 0}, p = {0, 0}, q = {0, 0};
    pain__two_groups g;

    for (size_t i = 0; i < of->n; i++) {
        if (!pain__stratum_at(of, i, &g))
            continue;
        double all = g.n1 + g.n2, w = g.n1 / all * g.n2;

        pain__sum_add(&top, pain__observed_difference(&g) * w);
        pain__sum_add(&weight, w);
        pain__sum_add(&p, g.n1 / all * (g.n1 / all) * g.x2 - g.n2 / all * (g.n2 / all) * g.x1 +
                              w / all * (g.n2 - g.n1) / 2);
        pain__sum_add(&q, (g.x1 * g.y2 + g.x2 * g.y1) / (2 * all));
    }
    double w = pain__sum_value(&weight);

    estimate->value = pain__sum_value(&top) / w;
    double variance = estimate->value * pain__sum_value(&p) + pain__sum_value(&q);
    double half_width = z * sqrt(fmax(variance, 0)) / w;

    estimate->lower = fmax(estimate->value - half_width, -1);
    estimate->upper = fmin(estimate->value + half_width, 1);
    if (half_width == 0)
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
    return end(estimate);
}

/* The weights' ratio r of variances, from 1. */
static double weight_of(const pain__two_groups *g, double r)
{
    return 1 / (r / g->n1 + 1 / g->n2);
}

static double variance_ratio(const pain__strata *of, double difference, double r)
{
    pain__sum one = {0, 0}, two = {0, 0}, all = {0, 0};
    pain__two_groups g;

    for (size_t i = 0; i < of->n; i++) {
        if (!pain__stratum_at(of, i, &g))
            continue;
        pain__score score = pain__score_difference(&g, difference);
        double w = weight_of(&g, r);

        pain__sum_add(&one, w * score.p1);
        pain__sum_add(&two, w * score.p2);
        pain__sum_add(&all, w);
    }
    double p1 = pain__sum_value(&one) / pain__sum_value(&all);
    double p2 = pain__sum_value(&two) / pain__sum_value(&all);

    /* All yes or all no in a group: kept off 0 and infinity. */
    return fmax(p1 * (1 - p1), 1e-12) / fmax(p2 * (1 - p2), 1e-12);
}

static double deviate_mn(const pain__strata *of, double difference)
{
    double r = 1, last = 0;

    for (int i = 0; i < 100 && fabs(r - last) > 1e-15 * r; i++) {
        last = r;
        r = variance_ratio(of, difference, r);
    }
    pain__sum departure = {0, 0}, variance = {0, 0};
    pain__two_groups g;

    for (size_t i = 0; i < of->n; i++) {
        if (!pain__stratum_at(of, i, &g))
            continue;
        pain__score score = pain__score_difference(&g, difference);
        double w = weight_of(&g, r), all = g.n1 + g.n2;

        pain__sum_add(&departure, w * score.departure);
        pain__sum_add(&variance, w * w * score.variance * (all / (all - 1)));
    }
    return pain__strata_deviate_of(pain__sum_value(&departure), pain__sum_value(&variance));
}

static double root_mn(const pain__strata *of, double z)
{
    return pain__strata_root(of, deviate_mn, z, -1, 1);
}

static pain_status difference_mn(const pain__strata *of, double z, pain_estimate *estimate)
{
    estimate->value = root_mn(of, 0);
    /* Where every stratum has the difference -1 or 1, so has the limit. */
    estimate->lower = estimate->value == -1 ? -1 : root_mn(of, z);
    estimate->upper = estimate->value == 1 ? 1 : root_mn(of, -z);
    return end(estimate);
}

pain_status pain_stratified_difference(const pain_stratum *all, size_t n,
                                       const pain_interval_options *options,
                                       pain_estimate *estimate)
{
    PAIN__FLOATS;

    return pain__strata_interval(all, n, options, difference_mn, difference_mh, estimate);
}
