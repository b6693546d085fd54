/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The endpoint adjusted for the baseline, in one group: the line of ancova_line.c, read off at a
 * baseline. */
#include <config.h>

#include <math.h>
#include <string.h>

#include <painstat/ancova.h>

#include "base/floats.h"
#include "stat/ancova_line.h"
#include "stat/interval.h"

/* The reduction from a known baseline: the endpoint's estimate, turned round. */
static pain_estimate reduction_of(pain_estimate endpoint, double baseline, int32_t side)
{
    double lower = endpoint.lower, upper = endpoint.upper;

    endpoint.side = side;
    if (baseline == 0) {
        (void)pain__interval_fail(&endpoint, PAIN_EZEROBASE);
        return endpoint;
    }
    endpoint.value = 100 * (1 - endpoint.value / baseline);
    endpoint.lower = 100 * (1 - (baseline > 0 ? upper : lower) / baseline);
    endpoint.upper = 100 * (1 - (baseline > 0 ? lower : upper) / baseline);
    return endpoint;
}

/* The side that becomes `side` when an endpoint becomes a reduction. */
static int32_t side_before(int32_t side, double baseline)
{
    if (side == PAIN_TWO_SIDED || baseline < 0)
        return side;
    return side == PAIN_LOWER_BOUND ? PAIN_UPPER_BOUND : PAIN_LOWER_BOUND;
}

static void place_all(const pain__line *l, double baseline, pain_interval_options *known,
                      pain_ancova_fit *fit)
{
    double distance = isnan(baseline) ? 0 : baseline - l->mean_x[0];
    const pain__contrast at = {{1}, distance}, along = {{0}, 1};

    fit->baseline = isnan(baseline) ? l->mean_x[0] : baseline;
    if (!pain__line_has_slope(l))
        (void)pain__interval_fail(&fit->slope, PAIN_EUNDEFINED);
    if (!pain__line_has_slope(l) && distance != 0) {
        (void)pain__interval_fail(&fit->endpoint, PAIN_EUNDEFINED);
        (void)pain__interval_fail(&fit->reduction, PAIN_EUNDEFINED);
        return;
    }
    fit->endpoint.value = l->mean_y[0] + l->slope * distance;
    fit->reduction = fit->endpoint;
    fit->endpoint_se = pain__line_place(l, at, known, &fit->endpoint);
    fit->reduction.side = side_before(known->side, fit->baseline);
    (void)pain__line_place(l, at, known, &fit->reduction);
    fit->reduction = reduction_of(fit->reduction, fit->baseline, known->side);
    if (!pain__line_has_slope(l))
        return;
    fit->slope.value = l->slope;
    fit->slope_se = pain__line_place(l, along, known, &fit->slope);
}

static pain_status fail(pain_ancova_fit *fit, pain_status status)
{
    (void)pain__interval_fail(&fit->endpoint, status);
    (void)pain__interval_fail(&fit->slope, status);
    (void)pain__interval_fail(&fit->reduction, status);
    return status;
}

static pain_status begin(const pain_interval_options *options, pain_method fallback,
                         pain_interval_options *known, pain_ancova_fit *fit)
{
    if (fit == NULL)
        return PAIN_EINVAL;
    memset(fit, 0, sizeof *fit);
    fit->baseline = fit->endpoint_se = fit->slope_se = NAN;
    pain_status status = pain__interval_begin(options, fallback, known, &fit->endpoint);

    fit->slope = fit->reduction = fit->endpoint;
    return status;
}

static pain_status fit_line(const pain_counts *parts, size_t n, double baseline,
                            pain_interval_options *known, pain_ancova_fit *fit)
{
    pain__line l;
    pain_status status = isinf(baseline) ? PAIN_EINVAL : pain__line_fit(&l, &parts, 1, n);

    if (status != PAIN_OK)
        return fail(fit, status);
    place_all(&l, baseline, known, fit);
    return PAIN_OK;
}

pain_status pain_ancova(pain_counts pairs, double baseline, const pain_interval_options *options,
                        pain_ancova_fit *fit)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status = begin(options, PAIN_METHOD_HC3, &known, fit);

    if (status != PAIN_OK)
        return status;
    if (known.method < (int32_t)PAIN_METHOD_OLS || known.method > (int32_t)PAIN_METHOD_HC3)
        return fail(fit, PAIN_EINVAL);
    return fit_line(&pairs, 1, baseline, &known, fit);
}

pain_status pain_ancova_clustered(const pain_counts *clusters, size_t n, double baseline,
                                  const pain_interval_options *options, pain_ancova_fit *fit)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status = begin(options, PAIN_METHOD_CLUSTER, &known, fit);

    if (status != PAIN_OK)
        return status;
    if (known.method != (int32_t)PAIN_METHOD_CLUSTER)
        return fail(fit, PAIN_EINVAL);
    return fit_line(clusters, n, baseline, &known, fit);
}
