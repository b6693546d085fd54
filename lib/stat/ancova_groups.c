/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two groups adjusted for the baseline: parallel lines (ancova_line.c) and the distance between
 * them. With D the difference of the mean baselines, it is that of the mean endpoints less slope D:
 * c = 1 for group a, -1 for group b, d = -D. */
#include <config.h>

#include <math.h>
#include <string.h>

#include <painstat/ancova.h>

#include "base/floats.h"
#include "stat/ancova_line.h"
#include "stat/interval.h"

/* The side that becomes `side` when a difference of endpoints becomes one of reductions. */
static int32_t side_before(int32_t side, double baseline)
{
    if (side == PAIN_TWO_SIDED || baseline < 0)
        return side;
    return side == PAIN_LOWER_BOUND ? PAIN_UPPER_BOUND : PAIN_LOWER_BOUND;
}

static pain_status place_difference(const pain__line *l, const pain_interval_options *known,
                                    pain_ancova_difference *fit)
{
    const pain__contrast between = {{1, -1}, l->mean_x[1] - l->mean_x[0]};
    pain_estimate *reduction = &fit->reduction;

    if (!pain__line_has_slope(l) && between.along != 0) {
        (void)pain__interval_fail(reduction, PAIN_EUNDEFINED);
        return pain__interval_fail(&fit->difference, PAIN_EUNDEFINED);
    }
    fit->difference.value = (l->mean_y[0] - l->mean_y[1]) + l->slope * between.along;
    *reduction = fit->difference;
    fit->difference_se = pain__line_place(l, between, known, &fit->difference);
    if (fit->baseline == 0)
        return pain__interval_fail(reduction, PAIN_EZEROBASE);
    reduction->side = side_before(known->side, fit->baseline);
    (void)pain__line_place(l, between, known, reduction);
    double lower = reduction->lower, upper = reduction->upper, by = -100 / fit->baseline;

    reduction->value *= by;
    reduction->lower = by * (by < 0 ? upper : lower);
    reduction->upper = by * (by < 0 ? lower : upper);
    reduction->side = known->side;
    return PAIN_OK;
}

static void place_endpoint(const pain__line *l, size_t g, double baseline,
                           const pain_interval_options *known, pain_estimate *endpoint)
{
    pain__contrast at = {{0, 0}, baseline - l->mean_x[g]};

    at.constant[g] = 1;
    if (!pain__line_has_slope(l) && at.along != 0) {
        (void)pain__interval_fail(endpoint, PAIN_EUNDEFINED);
        return;
    }
    endpoint->value = l->mean_y[g] + l->slope * at.along;
    (void)pain__line_place(l, at, known, endpoint);
}

static void place_all(const pain__line *l, double baseline, const pain_interval_options *known,
                      pain_ancova_difference *fit)
{
    const pain__contrast along = {{0, 0}, 1};
    double share = (double)l->n_of[1] / (double)l->n;

    fit->baseline =
        isnan(baseline) ? l->mean_x[0] + share * (l->mean_x[1] - l->mean_x[0]) : baseline;
    (void)place_difference(l, known, fit);
    place_endpoint(l, 0, fit->baseline, known, &fit->endpoint_a);
    place_endpoint(l, 1, fit->baseline, known, &fit->endpoint_b);
    if (!pain__line_has_slope(l)) {
        (void)pain__interval_fail(&fit->slope, PAIN_EUNDEFINED);
        return;
    }
    fit->slope.value = l->slope;
    fit->slope_se = pain__line_place(l, along, known, &fit->slope);
}

static pain_status fail(pain_ancova_difference *fit, pain_status status)
{
    (void)pain__interval_fail(&fit->difference, status);
    (void)pain__interval_fail(&fit->reduction, status);
    (void)pain__interval_fail(&fit->endpoint_a, status);
    (void)pain__interval_fail(&fit->endpoint_b, status);
    return pain__interval_fail(&fit->slope, status);
}

static pain_status compare(const pain_counts *a, const pain_counts *b, size_t n, double baseline,
                           const pain_interval_options *options, bool clustered,
                           pain_ancova_difference *fit)
{
    const pain_method least = clustered ? PAIN_METHOD_CLUSTER : PAIN_METHOD_OLS;
    const pain_method most = clustered ? PAIN_METHOD_CLUSTER : PAIN_METHOD_HC3;
    const pain_counts *const parts[] = {a, b};
    pain_interval_options known;
    pain__line l;

    if (fit == NULL)
        return PAIN_EINVAL;
    memset(fit, 0, sizeof *fit);
    fit->baseline = fit->difference_se = fit->slope_se = NAN;
    pain_status status = pain__interval_begin(options, most, &known, &fit->difference);

    fit->reduction = fit->slope = fit->endpoint_a = fit->endpoint_b = fit->difference;
    if (status != PAIN_OK)
        return status;
    if (known.method < (int32_t)least || known.method > (int32_t)most || isinf(baseline))
        return fail(fit, PAIN_EINVAL);
    status = pain__line_fit(&l, parts, 2, n);
    if (status != PAIN_OK)
        return fail(fit, status);
    place_all(&l, baseline, &known, fit);
    return PAIN_OK;
}

pain_status pain_ancova_groups(pain_counts a, pain_counts b, double baseline,
                               const pain_interval_options *options, pain_ancova_difference *fit)
{
    PAIN__FLOATS;

    return compare(&a, &b, 1, baseline, options, false, fit);
}

pain_status pain_ancova_groups_clustered(const pain_counts *a, const pain_counts *b, size_t n,
                                         double baseline, const pain_interval_options *options,
                                         pain_ancova_difference *fit)
{
    PAIN__FLOATS;

    return compare(a, b, n, baseline, options, true, fit);
}
