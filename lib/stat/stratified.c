/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two proportions compared within strata, N = n1 + n2 of each.
 *
 *   difference, MH     D = sum((x1 n2 - x2 n1) / N) / W,  W = sum(n1 n2 / N),
 *                      variance (D sum(P) + sum(Q)) / W^2,  P = (n1^2 x2 - n2^2 x1 + n1 n2 (n2 - n1) / 2) / N^2,
 *                      Q = (x1 y2 + x2 y1) / (2 N): T. Sato, Biometrics 45 (1989) 1323-1324
 *   difference, MN     the D with sum(w s) / sqrt(sum(w^2 v)) = +- z, s and v the score and variance of each stratum,
 *                      w = 1 / (r / n1 + 1 / n2), r = R1 (1 - R1) / (R2 (1 - R2)), R the w-weighted means of the most
 *                      likely probabilities, repeated until w stands: O. Miettinen and M. Nurminen, Stat. Med. 4 (1985)
 *                      213-226
 *   odds ratio, MH     R / S,  R = sum(x1 y2 / N), S = sum(x2 y1 / N), variance of its logarithm
 *                      sum(p R) / (2 R^2) + sum(p S + q R) / (2 R S) + sum(q S) / (2 S^2), p = (x1 + y2) / N, q = 1 - p:
 *                      J. Robins, N. Breslow and S. Greenland, Biometrics 42 (1986) 311-323
 *   CMH                (sum(x1 - n1 x / N))^2 / sum(n1 n2 x y / (N^2 (N - 1))): N. Mantel and W. Haenszel, J. Natl. Cancer
 *                      Inst. 22 (1959) 719-748 */
#include <config.h>

#include <math.h>

#include <painstat/two_proportions.h>

#include "num/count.h"
#include "num/distribution.h"
#include "num/root.h"
#include "num/sum.h"
#include "stat/interval.h"
#include "stat/testing.h"
#include "stat/two_score.h"

typedef struct strata {
    const pain_stratum *all;
    size_t n;
    double z;
} strata;

/* Whether the stratum has both groups; if so, its counts. */
static bool stratum_at(const strata *of, size_t i, pain__two_groups *g)
{
    const pain_stratum *one = &of->all[i];

    return pain__two_groups_read(one->x1, one->n1, one->x2, one->n2, g) == PAIN_OK;
}

/* Strata without one of the groups say nothing; they are counted as excluded. */
static pain_status check_strata(const pain_stratum *all, size_t n, uint64_t *used,
                                uint64_t *excluded)
{
    *used = 0;
    *excluded = 0;
    if (all == NULL && n > 0)
        return PAIN_EINVAL;
    for (size_t i = 0; i < n; i++) {
        pain__two_groups g;
        pain_status status = pain__two_groups_read(all[i].x1, all[i].n1, all[i].x2, all[i].n2, &g);

        if (status != PAIN_OK && status != PAIN_EEMPTY)
            return status;
        if (all[i].n1 + all[i].n2 > PAIN__MAX_COUNT - *used - *excluded)
            return PAIN_EOVERFLOW;
        *(status == PAIN_OK ? used : excluded) += all[i].n1 + all[i].n2;
    }
    return *used == 0 ? PAIN_EEMPTY : PAIN_OK;
}

static void difference_mh(const strata *of, double z, pain_estimate *estimate)
{
    pain__sum top = {0, 0}, weight = {0, 0}, p = {0, 0}, q = {0, 0};
    pain__two_groups g;

    for (size_t i = 0; i < of->n; i++) {
        if (!stratum_at(of, i, &g))
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
}

/* The weights' ratio r of variances, from 1. */
static double weight_of(const pain__two_groups *g, double r)
{
    return 1 / (r / g->n1 + 1 / g->n2);
}

static double variance_ratio(const strata *of, double difference, double r)
{
    pain__sum one = {0, 0}, two = {0, 0}, all = {0, 0};
    pain__two_groups g;

    for (size_t i = 0; i < of->n; i++) {
        if (!stratum_at(of, i, &g))
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

static double missing_mn(double difference, void *context)
{
    const strata *of = context;
    double r = 1, last = 0;

    for (int i = 0; i < 100 && fabs(r - last) > 1e-15 * r; i++) {
        last = r;
        r = variance_ratio(of, difference, r);
    }
    pain__sum departure = {0, 0}, variance = {0, 0};
    pain__two_groups g;

    for (size_t i = 0; i < of->n; i++) {
        if (!stratum_at(of, i, &g))
            continue;
        pain__score score = pain__score_difference(&g, difference);
        double w = weight_of(&g, r), all = g.n1 + g.n2;

        pain__sum_add(&departure, w * score.departure);
        pain__sum_add(&variance, w * w * score.variance * (all / (all - 1)));
    }
    const pain__score sum = {pain__sum_value(&departure), pain__sum_value(&variance), 0, 0, 0};
    double deviate = pain__score_deviate(&sum, 1, PAIN__SCORE_PLAIN, 0);

    if (isinf(deviate))
        return deviate > 0 ? 1 : -1;
    return (deviate - of->z) / (1 + fabs(deviate));
}

static double root_mn(strata *of, double z, double at_end)
{
    double root;

    of->z = z;
    return pain__root(missing_mn, of, -1, 1, &root) == PAIN_OK ? root : at_end;
}

static void difference_mn(strata *of, double z, pain_estimate *estimate)
{
    estimate->value = root_mn(of, 0, NAN);
    /* Where every stratum has the difference -1 or 1, so has the limit. */
    estimate->lower = estimate->value == -1 ? -1 : root_mn(of, z, NAN);
    estimate->upper = estimate->value == 1 ? 1 : root_mn(of, -z, NAN);
}

static pain_status begin(const pain_stratum *all, size_t n, const pain_interval_options *options,
                         pain_method fallback, pain_interval_options *known,
                         pain_estimate *estimate)
{
    uint64_t used, excluded;
    pain_status status = pain__interval_begin(options, fallback, known, estimate);

    if (status != PAIN_OK)
        return status;
    status = check_strata(all, n, &used, &excluded);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    estimate->denominator = used;
    estimate->n_excluded = excluded;
    return PAIN_OK;
}

pain_status pain_stratified_difference(const pain_stratum *all, size_t n,
                                       const pain_interval_options *options,
                                       pain_estimate *estimate)
{
    pain_interval_options known;
    pain_status status = begin(all, n, options, PAIN_METHOD_MIETTINEN_NURMINEN, &known, estimate);
    strata of = {all, n, 0};

    if (status != PAIN_OK)
        return status;
    double z = pain__normal_quantile(pain__interval_tail(&known), PAIN__UPPER);

    if (known.method == PAIN_METHOD_MANTEL_HAENSZEL)
        difference_mh(&of, z, estimate);
    else if (known.method == PAIN_METHOD_MIETTINEN_NURMINEN)
        difference_mn(&of, z, estimate);
    else
        return pain__interval_fail(estimate, PAIN_EINVAL);
    if (isnan(estimate->lower) || isnan(estimate->upper))
        return pain__interval_no_limits(estimate, PAIN_ENOCONV);
    pain__interval_open(estimate, -1, 1);
    return PAIN_OK;
}

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

pain_status pain_stratified_odds_ratio(const pain_stratum *all, size_t n,
                                       const pain_interval_options *options,
                                       pain_estimate *estimate)
{
    pain_interval_options known;
    pain_status status = begin(all, n, options, PAIN_METHOD_MANTEL_HAENSZEL, &known, estimate);
    const strata of = {all, n, 0};
    odds_sums sums = {{0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}};
    pain__two_groups g;

    if (status != PAIN_OK)
        return status;
    if (known.method != PAIN_METHOD_MANTEL_HAENSZEL)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    for (size_t i = 0; i < n; i++)
        if (stratum_at(&of, i, &g))
            odds_add(&sums, &g);
    double r = pain__sum_value(&sums.r), s = pain__sum_value(&sums.s);

    if (r > 0 || s > 0)
        estimate->value = r / s;
    if (r == 0 || s == 0)
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    double spread =
        sqrt(pain__sum_value(&sums.pr) / (2 * r * r) + pain__sum_value(&sums.mixed) / (2 * r * s) +
             pain__sum_value(&sums.qs) / (2 * s * s));
    double z = pain__normal_quantile(pain__interval_tail(&known), PAIN__UPPER);

    estimate->lower = estimate->value * exp(-z * spread);
    estimate->upper = estimate->value * exp(z * spread);
    pain__interval_open(estimate, 0, INFINITY);
    return PAIN_OK;
}

pain_status pain_stratified_test(const pain_stratum *all, size_t n,
                                 const pain_test_options *options, pain_test *test)
{
    pain_test_options known;
    pain_status status = pain__test_begin(options, PAIN_TEST_CMH, &known, test);
    const strata of = {all, n, 0};
    pain__sum departure = {0, 0}, variance = {0, 0};
    uint64_t excluded;

    if (status == PAIN_OK)
        status = check_strata(all, n, &test->n, &excluded);
    if (status != PAIN_OK)
        return test != NULL ? pain__test_fail(test, status) : status;
    if (known.method != PAIN_TEST_CMH || known.null_value != 0)
        return pain__test_fail(test, PAIN_EINVAL);
    for (size_t i = 0; i < n; i++) {
        pain__two_groups g;

        if (!stratum_at(&of, i, &g))
            continue;
        double sum = g.n1 + g.n2, weight = g.n1 / sum * g.n2;

        pain__sum_add(&departure, weight * pain__observed_difference(&g));
        pain__sum_add(&variance, weight * ((g.x1 + g.x2) / sum) * ((g.y1 + g.y2) / (sum - 1)));
    }
    if (pain__sum_value(&variance) == 0)
        return pain__test_no_p(test, PAIN_EUNDEFINED);
    double deviate = pain__sum_value(&departure) / sqrt(pain__sum_value(&variance));

    test->statistic = deviate * deviate;
    test->df = 1;
    return pain__test_tails(test, pain__normal_tail(deviate, PAIN__LOWER),
                            pain__normal_tail(deviate, PAIN__UPPER));
}
