/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two proportions compared within strata, N = n1 + n2 of each: what all such methods begin with,
 * and the test of equality
 *
 *   CMH                (sum(x1 - n1 x / N))^2 / sum(n1 n2 x y / (N^2 (N - 1))): N. Mantel and W.
 *                      Haenszel, J. Natl. Cancer Inst. 22 (1959) 719-748 */
#include <config.h>

#include <math.h>

#include "base/floats.h"
#include "num/count.h"
#include "num/distribution.h"
#include "num/root.h"
#include "num/sum.h"
#include "stat/interval.h"
#include "stat/stratified.h"
#include "stat/testing.h"
#include "stat/two_score.h"

bool pain__stratum_at(const pain__strata *of, size_t i, pain__two_groups *g)
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

pain_status pain__strata_interval(const pain_stratum *all, size_t n,
                                  const pain_interval_options *options, pain__strata_method mn,
                                  pain__strata_method mh, pain_estimate *estimate)
{
    const pain__strata of = {all, n};
    pain_interval_options known;
    uint64_t used, excluded;
    pain_status status =
        pain__interval_begin(options, PAIN_METHOD_MIETTINEN_NURMINEN, &known, estimate);

    if (status != PAIN_OK)
        return status;
    status = check_strata(all, n, &used, &excluded);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    estimate->denominator = used;
    estimate->n_excluded = excluded;
    double z = pain__normal_quantile(pain__interval_tail(&known), PAIN__UPPER);

    if (known.method == PAIN_METHOD_MIETTINEN_NURMINEN)
        return mn(&of, z, estimate);
    if (known.method == PAIN_METHOD_MANTEL_HAENSZEL)
        return mh(&of, z, estimate);
    return pain__interval_fail(estimate, PAIN_EINVAL);
}

typedef struct search {
    const pain__strata *of;
    pain__strata_deviate deviate;
    double z;
} search;

/* The deviate's distance from z, squeezed so that it is finite. */
static double missing(double parameter, void *context)
{
    const search *by = context;
    double deviate = by->deviate(by->of, parameter);

    if (isinf(deviate))
        return deviate > 0 ? 1 : -1;
    return (deviate - by->z) / (1 + fabs(deviate));
}

double pain__strata_root(const pain__strata *of, pain__strata_deviate deviate, double z,
                         double lowest, double highest)
{
    search by = {of, deviate, z};
    double root;

    return pain__root(missing, &by, lowest, highest, &root) == PAIN_OK ? root : NAN;
}

double pain__strata_deviate_of(double departure, double variance)
{
    const pain__score sum = {departure, variance, 0, 0, 0};

    return pain__score_deviate(&sum, 1, PAIN__SCORE_PLAIN, 0);
}

/* The logarithm of a ratio has its limits between -BEYOND and BEYOND. */
#define BEYOND 300.0

void pain__strata_ratio(const pain__strata *of, pain__strata_deviate deviate, double z,
                        bool is_zero, bool is_infinite, pain_estimate *estimate)
{
    double infinite = is_zero ? NAN : INFINITY;

    estimate->lower = 0;
    estimate->upper = INFINITY;
    if (is_zero || is_infinite)
        estimate->value = is_infinite ? infinite : 0;
    else
        estimate->value = exp(pain__strata_root(of, deviate, 0, -BEYOND, BEYOND));
    if (!is_zero)
        estimate->lower = exp(pain__strata_root(of, deviate, z, -BEYOND, BEYOND));
    if (!is_infinite)
        estimate->upper = exp(pain__strata_root(of, deviate, -z, -BEYOND, BEYOND));
}

pain_status pain__strata_ratio_end(pain_estimate *estimate)
{
    if (isnan(estimate->lower) || isnan(estimate->upper))
        return pain__interval_no_limits(estimate, PAIN_ENOCONV);
    pain__interval_open(estimate, 0, INFINITY);
    if (estimate->lower == 0 && isinf(estimate->upper))
        estimate->flags |= PAIN_FLAG_UNBOUNDED;
    if (isnan(estimate->value))
        estimate->reason = PAIN_EUNDEFINED;
    return PAIN_OK;
}

pain_status pain_stratified_test(const pain_stratum *all, size_t n,
                                 const pain_test_options *options, pain_test *test)
{
    PAIN__FLOATS;
    pain_test_options known;
    pain_status status = pain__test_begin(options, PAIN_TEST_CMH, &known, test);
    const pain__strata of = {all, n};
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

        if (!pain__stratum_at(&of, i, &g))
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
