/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One proportion from clusters. Wilson's interval with a design effect: K. K. Saha, D. Miller and
 * S. Wang, Int. J. Biostat. 12 (2016) 20150024; corrected for skewness as in ratesci's clusterpci
 * by P. J. Laud; the intracluster correlation: A. Donner and A. Donald, J. Clin. Epidemiol. 41
 * (1988) 899-905. The logit with a linearised variance: E. L. Korn and B. I. Graubard, Surv.
 * Methodol. 24 (1998) 193-201. */
#include <config.h>

#include <math.h>
#include <stdbool.h>

#include "base/floats.h"
#include "num/distribution.h"
#include "num/sum.h"
#include "stat/interval.h"
#include "stat/proportion.h"
#include "stat/proportion_parts.h"

/* What the intervals need of the clusters. */
typedef struct cluster_sums {
    double between;     /* sum (k_i - n_i p)^2 / n_i */
    double within;      /* sum k_i (n_i - k_i) / n_i */
    double residuals;   /* sum (k_i - n_i p)^2 */
    double squares;     /* sum n_i^2 */
    double all, groups; /* N, G */
} cluster_sums;

static cluster_sums sums_of(const pain_k_of_n *clusters, size_t n, const pain__parts_total *total)
{
    pain__sum between = {0, 0}, within = {0, 0}, residuals = {0, 0}, squares = {0, 0};
    double p = (double)total->k / (double)total->n;

    for (size_t i = 0; i < n; i++) {
        double k = (double)clusters[i].k, m = (double)clusters[i].n;
        double off = fma(-m, p, k);

        if (m == 0)
            continue;
        pain__sum_add(&between, off * off / m);
        pain__sum_add(&within, k * ((m - k) / m));
        pain__sum_add(&residuals, off * off);
        pain__sum_add(&squares, m * m);
    }
    return (cluster_sums){
        pain__sum_value(&between), pain__sum_value(&within), pain__sum_value(&residuals),
        pain__sum_value(&squares), (double)total->n,         (double)total->parts};
}

/* By the analysis of variance; NaN where nothing tells it. */
static double correlation(const cluster_sums *c, const pain__parts_total *total)
{
    if (total->k == 0 || total->k == total->n || total->largest == 1)
        return NAN;
    double between = c->between / (c->groups - 1), within = c->within / (c->all - c->groups);
    double size = (c->all - c->squares / c->all) / (c->groups - 1);

    return (between - within) / (between + (size - 1) * within);
}

static double design_effect(const cluster_sums *c, double correlated)
{
    return 1 + fmax(correlated, 0) * (c->squares / c->all - 1);
}

static void score_limits(const cluster_sums *c, const pain__parts_total *total, double z,
                         pain_estimate *estimate)
{
    double yes = (double)total->k, no = (double)(total->n - total->k);
    double icc = estimate->reserved[0];
    double effect = design_effect(c, isnan(icc) && total->largest > 1 ? 1 : icc);
    bool skewed = estimate->method == PAIN_METHOD_CLUSTER_SCAS;

    estimate->reserved[1] = effect;
    estimate->lower = skewed ? pain__skewed_root(yes, no, -z, effect)
                             : pain__score_root(yes / effect, no / effect, -z);
    estimate->upper = skewed ? pain__skewed_root(yes, no, z, effect)
                             : pain__score_root(yes / effect, no / effect, z);
    if (total->k == 0)
        estimate->lower = 0;
    if (total->k == total->n)
        estimate->upper = 1;
    estimate->upper = fmin(estimate->upper, 1);
}

static pain_status logit_limits(const cluster_sums *c, const pain__parts_total *total, double tail,
                                pain_estimate *estimate)
{
    double yes = (double)total->k, no = (double)(total->n - total->k);
    double spread = yes / c->all * (no / c->all);
    double se = sqrt(c->groups / (c->groups - 1) * c->residuals) / c->all;

    estimate->reserved[1] = NAN;
    estimate->reserved[3] = se;
    if (spread == 0)
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    estimate->reserved[1] = se * se * c->all / spread;
    double step = pain__t_quantile(tail, c->groups - 1, PAIN__UPPER) * se / spread;

    estimate->lower = yes / (yes + no * exp(step));
    estimate->upper = yes / (yes + no * exp(-step));
    if (se == 0)
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
    return PAIN_OK;
}

static bool is_method(int32_t method)
{
    return method == PAIN_METHOD_CLUSTER_WILSON || method == PAIN_METHOD_CLUSTER_SCAS ||
           method == PAIN_METHOD_SURVEY_LOGIT || method == PAIN_METHOD_BETA_BINOMIAL;
}

static pain_status limits_by(const pain_k_of_n *clusters, size_t n, const pain__parts_total *total,
                             const pain_interval_options *known, pain_estimate *estimate)
{
    const cluster_sums sums = sums_of(clusters, n, total);
    double tail = pain__interval_tail(known);
    pain_status status = PAIN_OK;

    estimate->reserved[0] = correlation(&sums, total);
    if (estimate->method == PAIN_METHOD_BETA_BINOMIAL) {
        status = pain__beta_binomial(clusters, n, total, known, estimate);
        estimate->reserved[1] =
            isnan(estimate->reserved[0]) ? NAN : design_effect(&sums, estimate->reserved[0]);
    } else if (estimate->method == PAIN_METHOD_SURVEY_LOGIT) {
        status = logit_limits(&sums, total, tail, estimate);
    } else {
        score_limits(&sums, total, pain__normal_quantile(tail, PAIN__UPPER), estimate);
    }
    if (status != PAIN_OK || estimate->reason != PAIN_OK)
        return status;
    pain__interval_open(estimate, 0, 1);
    if (isnan(estimate->lower) || isnan(estimate->upper))
        return pain__interval_no_limits(estimate, PAIN_ENOCONV);
    return PAIN_OK;
}

/* `method` PAIN_METHOD_DEFAULT: the one in the options. */
static pain_status clustered_by(const pain_k_of_n *clusters, size_t n,
                                const pain_interval_options *options, pain_method method,
                                pain_estimate *estimate)
{
    pain_interval_options known;
    pain__parts_total total;
    pain_status status =
        pain__interval_begin(options, PAIN_METHOD_CLUSTER_WILSON, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (method != PAIN_METHOD_DEFAULT)
        estimate->method = (int32_t)method;
    if (!is_method(estimate->method))
        return pain__interval_fail(estimate, PAIN_EINVAL);
    status = pain__parts_total_of(clusters, n, &total);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    estimate->numerator = total.k;
    estimate->denominator = total.n;
    estimate->value = (double)total.k / (double)total.n;
    estimate->reserved[2] = (double)total.parts;
    if (total.parts < 2) {
        estimate->reserved[0] = NAN;
        estimate->reserved[1] = NAN;
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    }
    return limits_by(clusters, n, &total, &known, estimate);
}

pain_status pain_proportion_clustered(const pain_k_of_n *clusters, size_t n,
                                      const pain_interval_options *options, pain_estimate *estimate)
{
    PAIN__FLOATS;

    return clustered_by(clusters, n, options, PAIN_METHOD_DEFAULT, estimate);
}

pain_status pain_proportion_clustered_all(const pain_k_of_n *clusters, size_t n,
                                          const pain_interval_options *options,
                                          pain_estimate *estimates, size_t *count)
{
    PAIN__FLOATS;

    static const pain_method methods[] = {PAIN_METHOD_CLUSTER_WILSON, PAIN_METHOD_CLUSTER_SCAS,
                                          PAIN_METHOD_SURVEY_LOGIT, PAIN_METHOD_BETA_BINOMIAL};
    const size_t n_methods = sizeof methods / sizeof *methods;
    pain_status status = pain__interval_room(n_methods, estimates, count);

    if (status != PAIN_OK)
        return status;
    for (size_t i = 0; i < n_methods; i++) {
        pain_status one = clustered_by(clusters, n, options, methods[i], &estimates[i]);

        if (status == PAIN_OK)
            status = one;
    }
    return pain__interval_all(n_methods, estimates, status);
}
