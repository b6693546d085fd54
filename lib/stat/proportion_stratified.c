/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stratified Wilson interval: X. Yan and X. G. Su, Stratified Wilson and Newcombe confidence
 * intervals for multiple binomial proportions, Stat. Biopharm. Res. 2 (2010) 329-335. */
#include <config.h>

#include <math.h>

#include "base/base.h"
#include "base/floats.h"
#include "num/count.h"
#include "num/distribution.h"
#include "num/sum.h"
#include "stat/interval.h"
#include "stat/proportion.h"
#include "stat/proportion_parts.h"

pain_status pain__parts_total_of(const pain_k_of_n *parts, size_t n, pain__parts_total *total)
{
    *total = (pain__parts_total){0, 0, 0, 0};
    if (parts == NULL && n > 0)
        return PAIN_EINVAL;
    for (size_t i = 0; i < n; i++) {
        if (parts[i].k > parts[i].n)
            return PAIN_EINVAL;
        if (parts[i].n > PAIN__MAX_COUNT - total->n)
            return PAIN_EOVERFLOW;
        total->k += parts[i].k;
        total->n += parts[i].n;
        total->parts += parts[i].n > 0;
        if (parts[i].n > total->largest)
            total->largest = parts[i].n;
    }
    return total->n > 0 ? PAIN_OK : PAIN_EEMPTY;
}

typedef struct strata {
    const pain_k_of_n *all;
    size_t n;
    double *weight; /* of sum 1 */
    double z;
} strata;

static double share(const pain_k_of_n *one)
{
    return (double)one->k / (double)one->n;
}

/* p (1 - p) / n */
static double variance(const pain_k_of_n *one)
{
    double n = (double)one->n;

    return share(one) * ((double)(one->n - one->k) / n) / n;
}

/* z_s / z. Without any variance the strata's widths go with 1 / n. */
static double shrinkage(const strata *of)
{
    pain__sum squares = {0, 0}, roots = {0, 0};
    bool any = false;

    for (size_t s = 0; s < of->n; s++)
        any = any || (of->weight[s] > 0 && variance(&of->all[s]) > 0);
    for (size_t s = 0; s < of->n; s++) {
        if (of->weight[s] == 0)
            continue;
        double root = any ? sqrt(variance(&of->all[s])) : 1 / (double)of->all[s].n;
        double width = of->weight[s] * root;

        pain__sum_add(&squares, width * width);
        pain__sum_add(&roots, width);
    }
    return sqrt(pain__sum_value(&squares)) / pain__sum_value(&roots);
}

/* Scales weights to the sum 1; false when that cannot be done. */
static bool normalize(double *weight, size_t n)
{
    double largest = 0;
    pain__sum sum = {0, 0};

    for (size_t s = 0; s < n; s++)
        largest = fmax(largest, weight[s]);
    if (!(largest > 0))
        return false;
    for (size_t s = 0; s < n; s++) {
        weight[s] /= largest;
        pain__sum_add(&sum, weight[s]);
    }
    for (size_t s = 0; s < n; s++)
        weight[s] /= pain__sum_value(&sum);
    return true;
}

/* The weights for one z_s: the inverse squares of the widths. Returns by how much they moved. */
static double weigh_again(const strata *of)
{
    double z = of->z * shrinkage(of), moved = 0, largest = 0;

    for (int pass = 0; pass < 2; pass++) {
        pain__sum sum = {0, 0};

        for (size_t s = 0; s < of->n; s++) {
            if (of->all[s].n == 0)
                continue;
            double n = (double)of->all[s].n, wider = 1 + z * z / n;
            double w = wider * wider / (variance(&of->all[s]) + z * z / (4 * n * n));

            pain__sum_add(&sum, w);
            if (pass == 1) {
                moved = fmax(moved, fabs(w / largest - of->weight[s]));
                of->weight[s] = w / largest;
            }
        }
        largest = pain__sum_value(&sum);
    }
    return moved;
}

/* From equal weights. Where they would go back and forth by rounding alone they stand. */
static bool find_weights(const strata *of)
{
    const int most = 10000;

    for (size_t s = 0; s < of->n; s++)
        of->weight[s] = of->all[s].n > 0 ? 1 : 0;
    (void)normalize(of->weight, of->n);
    for (int i = 0; i < most; i++)
        if (weigh_again(of) <= 4e-16)
            return true;
    return false;
}

/* The weights given, or the sizes, or the best. */
static pain_status set_weights(const strata *of, const double *weights, bool best)
{
    if (best)
        return of->z != 0 && find_weights(of) ? PAIN_OK : PAIN_ENOCONV;
    for (size_t s = 0; s < of->n; s++) {
        of->weight[s] = weights != NULL ? weights[s] : (double)of->all[s].n;
        if (!(of->weight[s] >= 0 && isfinite(of->weight[s])))
            return PAIN_EINVAL;
    }
    if (!normalize(of->weight, of->n))
        return PAIN_EINVAL;
    for (size_t s = 0; s < of->n; s++)
        if (of->weight[s] > 0 && of->all[s].n == 0)
            return PAIN_EUNDEFINED;
    return PAIN_OK;
}

static void add_up(const strata *of, const double *weights, bool best, pain_estimate *estimate)
{
    pain__sum value = {0, 0}, lower = {0, 0}, upper = {0, 0};
    double z = of->z * shrinkage(of);
    bool full = true;

    for (size_t s = 0; s < of->n; s++) {
        double w = of->weight[s], yes = (double)of->all[s].k;
        double no = (double)(of->all[s].n - of->all[s].k);

        if (w == 0)
            continue;
        full = full && no == 0;
        pain__sum_add(&value, w * share(&of->all[s]));
        pain__sum_add(&lower, w * pain__score_root(yes, no, -z));
        pain__sum_add(&upper, w * pain__score_root(yes, no, z));
    }
    if (weights != NULL || best)
        estimate->value = full ? 1 : fmin(pain__sum_value(&value), 1);
    estimate->lower = fmin(pain__sum_value(&lower), 1);
    /* Not 1 less the rounding of the weights. */
    estimate->upper = full && z >= 0 ? 1 : fmin(pain__sum_value(&upper), 1);
    estimate->reserved[1] = z;
    pain__interval_open(estimate, 0, 1);
}

static pain_status stratified(const strata *of, const double *weights,
                              const pain_interval_options *known, pain_estimate *estimate)
{
    bool best = known->method == PAIN_METHOD_STRATIFIED_WILSON_OPTIMAL;
    pain_status status = set_weights(of, weights, best);

    if (status == PAIN_EINVAL)
        return pain__interval_fail(estimate, status);
    if (status == PAIN_EUNDEFINED)
        (void)pain__interval_fail(estimate, status);
    else if (status != PAIN_OK)
        (void)pain__interval_no_limits(estimate, status);
    else
        add_up(of, weights, best, estimate);
    return PAIN_OK;
}

static void give_weights(const strata *of, bool sound, double *used)
{
    if (used != NULL)
        for (size_t s = 0; s < of->n; s++)
            used[s] = sound ? of->weight[s] : NAN;
}

pain_status pain_proportion_stratified(const pain_k_of_n *all, size_t n, const double *weights,
                                       const pain_interval_options *options, double *used,
                                       pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain__parts_total total;
    strata of = {all, n, NULL, 0};

    give_weights(&of, false, used);
    pain_status status =
        pain__interval_begin(options, PAIN_METHOD_STRATIFIED_WILSON, &known, estimate);

    if (status != PAIN_OK)
        return status;
    bool best = known.method == PAIN_METHOD_STRATIFIED_WILSON_OPTIMAL;

    if ((!best && known.method != PAIN_METHOD_STRATIFIED_WILSON) || (best && weights != NULL))
        return pain__interval_fail(estimate, PAIN_EINVAL);
    status = pain__parts_total_of(all, n, &total);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    estimate->numerator = total.k;
    estimate->denominator = total.n;
    estimate->value = (double)total.k / (double)total.n;
    estimate->reserved[0] = (double)total.parts;
    of.z = pain__normal_quantile(pain__interval_tail(&known), PAIN__UPPER);
    const pain_allocator allocator = pain__allocator(known.allocator);

    of.weight = pain__alloc(&allocator, n, sizeof *of.weight);
    if (of.weight == NULL)
        return pain__interval_fail(estimate, PAIN_ENOMEM);
    status = stratified(&of, weights, &known, estimate);
    give_weights(&of, !isnan(estimate->lower), used);
    pain__free(&allocator, of.weight);
    return status;
}
