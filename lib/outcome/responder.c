/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proportions of a cohort: responders, near zero, worsened. Every threshold is decided on integers.
 *
 * Sizes: a score is at most 10^6 steps in at most 100 parts, a cut at most 10^8 millionths of a
 * percent, and a scale at most 2 * 10^12 points long, which are 2 * 10^18 millionths: below 2^63 /
 * 4. */
#include <config.h>

#include <math.h>

#include "base/base.h"
#include "base/floats.h"
#include "data/cohort.h"
#include "outcome/outcome.h"
#include "painstat/proportion.h"
#include "stat/interval.h"

enum { MILLION = 1000000 };

/* True when a patient with baseline x and endpoint y has the property. */
typedef bool (*pair_test)(int64_t baseline, int64_t endpoint, int64_t cut);

pain_status pain__outcome_begin(const pain_cohort *cohort, const pain_interval_options *options,
                                pain_interval_options *known, pain_estimate *estimate)
{
    pain_status status = pain__interval_begin(options, PAIN_METHOD_DEFAULT, known, estimate);

    if (status != PAIN_OK)
        return status;
    return cohort != NULL ? PAIN_OK : pain__interval_fail(estimate, PAIN_EINVAL);
}

pain_status pain__outcome_proportion(uint64_t yes, uint64_t of, uint64_t missing, uint64_t excluded,
                                     const pain_interval_options *options, pain_estimate *estimate)
{
    pain_status status = pain_proportion(yes, of, options, estimate);

    estimate->n_missing = missing;
    estimate->n_excluded = excluded;
    return status;
}

bool pain__outcome_cut(double cut, double least, double most, int64_t *millionths)
{
    if (!(cut >= least && cut <= most))
        return false;
    *millionths = (int64_t)llround(cut * MILLION);
    return true;
}

static uint64_t count_pairs(pain_counts pairs, pair_test test, int64_t cut)
{
    uint64_t n = 0;

    for (size_t i = 0; i < pairs.distinct; i++)
        if (test((int64_t)pairs.x[i], (int64_t)pairs.y[i], cut))
            n += pairs.count[i];
    return n;
}

static uint64_t count_zero(pain_counts baselines)
{
    return baselines.distinct > 0 && baselines.x[0] == 0.0 ? baselines.count[0] : 0;
}

static bool fell_by_percent(int64_t baseline, int64_t endpoint, int64_t cut)
{
    return baseline > 0 && (baseline - endpoint) * 100 * MILLION >= cut * baseline;
}

static bool fell_by_parts(int64_t baseline, int64_t endpoint, int64_t cut)
{
    return baseline - endpoint >= cut;
}

static bool rose(int64_t baseline, int64_t endpoint, int64_t cut)
{
    (void)cut;
    return endpoint > baseline;
}

/* The proportion of the pairs that pass; `excluded` of them count nowhere, and `undefined` more of
 * the population would not count even with an endpoint. */
static pain_status pairs_that_pass(const pain_cohort *cohort, pair_test test, int64_t cut,
                                   uint64_t excluded, uint64_t undefined,
                                   const pain_interval_options *options, pain_estimate *estimate)
{
    pain_counts pairs = pain_cohort_pairs(cohort);
    uint64_t yes = count_pairs(pairs, test, cut);
    uint64_t observed = pairs.n - excluded;
    uint64_t missing = pain_cohort_count(cohort).n - pairs.n - undefined;

    excluded += undefined;
    if (cohort->missing == PAIN_MISSING_NON_RESPONDER)
        return pain__outcome_proportion(yes, observed + missing, 0, excluded, options, estimate);
    return pain__outcome_proportion(yes, observed, missing, excluded, options, estimate);
}

pain_status pain_responders(const pain_cohort *cohort, double percent,
                            const pain_interval_options *options, pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    int64_t cut = 0;
    pain_status status = pain__outcome_begin(cohort, options, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (!pain__outcome_cut(percent, 1e-6, 100.0, &cut))
        return pain__interval_fail(estimate, PAIN_EINVAL);
    return pairs_that_pass(cohort, fell_by_percent, cut, pain_cohort_count(cohort).zero_baseline,
                           count_zero(pain_tally_counts(cohort->baselines)), &known, estimate);
}

pain_status pain__outcome_responders(pain_cohort **responders, const pain_cohort *cohort,
                                     double percent)
{
    int64_t cut = 0;

    *responders = NULL;
    if (!pain__outcome_cut(percent, 1e-6, 100.0, &cut))
        return PAIN_EINVAL;
    return pain__cohort_where(responders, cohort, fell_by_percent, cut);
}

/* A length in points as the number of parts (1/unit steps) that reach it at least, rounded up, or
 * at most, rounded down: millionths * unit / step, by long division because the product may not
 * fit. */
static int64_t parts_of(const pain_cohort *cohort, int64_t millionths, bool round_up)
{
    int64_t step = cohort->scale.step; /* in millionths of a point */

    for (int32_t i = cohort->scale.decimals; i < 6; i++)
        step *= 10;
    int64_t parts = millionths / step * cohort->unit, rest = 0;

    for (int32_t i = 0; i < cohort->unit; i++) {
        rest += millionths % step;
        parts += rest >= step;
        rest -= rest >= step ? step : 0;
    }
    return parts + (round_up && rest > 0);
}

/* The scale's range in points. */
static double range_of(const pain_scale *scale)
{
    return pain_scale_steps(scale) * pain_scale_step(scale);
}

pain_status pain_point_responders(const pain_cohort *cohort, double points,
                                  const pain_interval_options *options, pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    int64_t cut = 0;
    pain_status status = pain__outcome_begin(cohort, options, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (!pain__outcome_cut(points, 1e-6, range_of(&cohort->scale), &cut))
        return pain__interval_fail(estimate, PAIN_EINVAL);
    return pairs_that_pass(cohort, fell_by_parts, parts_of(cohort, cut, true), 0, 0, &known,
                           estimate);
}

pain_status pain_worsened(const pain_cohort *cohort, const pain_interval_options *options,
                          pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status = pain__outcome_begin(cohort, options, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (cohort->missing == PAIN_MISSING_NON_RESPONDER)
        return pain__interval_fail(estimate, PAIN_EUNDEFINED);
    return pairs_that_pass(cohort, rose, 0, 0, 0, &known, estimate);
}

pain_status pain_near_zero(const pain_cohort *cohort, double cut,
                           const pain_interval_options *options, pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    int64_t millionths = 0;
    pain_status status = pain__outcome_begin(cohort, options, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (!pain__outcome_cut(cut, 0.0, range_of(&cohort->scale), &millionths))
        return pain__interval_fail(estimate, PAIN_EINVAL);

    pain_counts pairs = pain_cohort_pairs(cohort);
    pain_counts others = pain_tally_counts(cohort->endpoints);
    double most = (double)parts_of(cohort, millionths, false);
    uint64_t yes = 0;

    for (size_t i = 0; i < pairs.distinct; i++)
        yes += pairs.y[i] <= most ? pairs.count[i] : 0;
    for (size_t i = 0; i < others.distinct; i++)
        yes += others.x[i] <= most ? others.count[i] : 0;

    uint64_t observed = pairs.n + others.n, all = pain_cohort_count(cohort).n;

    if (cohort->missing == PAIN_MISSING_NON_RESPONDER)
        return pain__outcome_proportion(yes, all, 0, 0, &known, estimate);
    return pain__outcome_proportion(yes, observed, all - observed, 0, &known, estimate);
}

pain_status pain_no_worse_than_mild(const pain_cohort *cohort, const pain_interval_options *options,
                                    pain_estimate *estimate)
{
    PAIN__FLOATS;
    double cut = cohort != NULL ? 0.3 * range_of(&cohort->scale) : 0.0;

    return pain_near_zero(cohort, cut, options, estimate);
}
