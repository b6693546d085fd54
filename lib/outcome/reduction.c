/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reductions from baseline to endpoint: the mean of the patients' percentages, the reduction of the
 * means, the median of the percentages, and the mean in points. */
#include <config.h>

#include <math.h>

#include "base/base.h"
#include "base/floats.h"
#include "data/cohort.h"
#include "outcome/outcome.h"
#include "painstat/bootstrap.h"
#include "painstat/location.h"
#include "painstat/mean.h"
#include "painstat/quantile.h"
#include "stat/interval.h"

/* An interval by the usual method of a statistic. */
typedef pain_status (*interval_function)(pain_counts counts, const pain_interval_options *options,
                                         pain_estimate *estimate);

double pain_percent_reduction(double baseline, double endpoint)
{
    PAIN__FLOATS;

    if (!isfinite(baseline) || !isfinite(endpoint) || baseline == 0.0)
        return NAN;
    return 100.0 * (baseline - endpoint) / baseline;
}

bool pain__outcome_is_bootstrap(const pain_interval_options *options)
{
    switch (options->method) {
    case PAIN_METHOD_PERCENTILE:
    case PAIN_METHOD_BCA:
    case PAIN_METHOD_BCA_STRICT:
    case PAIN_METHOD_BASIC:
    case PAIN_METHOD_STUDENTIZED:
        return true;
    default:
        return false;
    }
}

/* The statistic of `counts` by the bootstrap when that is asked for, else by `usual`. */
static pain_status estimate_from(pain_counts counts, interval_function usual,
                                 pain_statistic statistic, const pain_interval_options *options,
                                 pain_estimate *estimate)
{
    if (pain__outcome_is_bootstrap(options))
        return pain_bootstrap(counts, statistic, NULL, options, estimate);
    return usual(counts, options, estimate);
}

void pain__outcome_rescale(pain_estimate *estimate, double offset, double factor)
{
    double lower = offset + factor * estimate->lower;
    double upper = offset + factor * estimate->upper;

    estimate->value = offset + factor * estimate->value;
    estimate->lower = factor < 0.0 ? upper : lower;
    estimate->upper = factor < 0.0 ? lower : upper;
}

static double difference(double baseline, double endpoint)
{
    return baseline - endpoint;
}

pain_status pain__outcome_changes(pain_counts pairs, pain__outcome_change change,
                                  pain_tally *changes, uint64_t *undefined)
{
    *undefined = 0;
    for (size_t i = 0; i < pairs.distinct; i++) {
        double value = change(pairs.x[i], pairs.y[i]);
        pain_status status = PAIN_OK;

        if (isnan(value))
            *undefined += pairs.count[i];
        else
            status = pain_tally_add(changes, value, pairs.count[i]);
        if (status != PAIN_OK)
            return status;
    }
    return PAIN_OK;
}

/* A statistic of the patients' changes, with who is missing and excluded. */
static pain_status estimate_changes(const pain_cohort *cohort, pain__outcome_change change,
                                    interval_function usual, pain_statistic statistic,
                                    const pain_interval_options *options, pain_estimate *estimate)
{
    pain_interval_options known;
    pain_tally *changes = NULL;
    uint64_t undefined = 0;
    pain_status status = pain__outcome_begin(cohort, options, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (cohort->missing == PAIN_MISSING_NON_RESPONDER)
        return pain__interval_fail(estimate, PAIN_EUNDEFINED);

    pain_counts pairs = pain_cohort_pairs(cohort);

    status = pain_tally_new(&changes, known.allocator);
    if (status == PAIN_OK)
        status = pain__outcome_changes(pairs, change, changes, &undefined);
    if (status == PAIN_OK)
        status = estimate_from(pain_tally_counts(changes), usual, statistic, &known, estimate);
    else
        (void)pain__interval_fail(estimate, status);
    pain_tally_free(changes);
    estimate->n_missing = pain_cohort_count(cohort).n - pairs.n;
    estimate->n_excluded = undefined;
    return status;
}

/* No percentage is above 100. */
static pain_status percent_interval(pain_counts percents, const pain_interval_options *options,
                                    pain_estimate *estimate)
{
    if (options->method == PAIN_METHOD_LOG_T)
        return pain_bounded_mean(percents, -INFINITY, 100, options, estimate);
    return pain_mean_interval(percents, options, estimate);
}

pain_status pain_mean_percent_reduction(const pain_cohort *cohort,
                                        const pain_interval_options *options,
                                        pain_estimate *estimate)
{
    PAIN__FLOATS;

    return estimate_changes(cohort, pain_percent_reduction, percent_interval, pain_statistic_mean,
                            options, estimate);
}

pain_status pain_median_percent_reduction(const pain_cohort *cohort,
                                          const pain_interval_options *options,
                                          pain_estimate *estimate)
{
    PAIN__FLOATS;

    return estimate_changes(cohort, pain_percent_reduction, pain_median_interval,
                            pain_statistic_median, options, estimate);
}

pain_status pain_mean_reduction(const pain_cohort *cohort, const pain_interval_options *options,
                                pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_status status = estimate_changes(cohort, difference, pain_mean_interval,
                                          pain_statistic_mean, options, estimate);

    if (status == PAIN_OK)
        pain__outcome_rescale(estimate, 0.0, pain_scale_step(&cohort->scale) / cohort->unit);
    return status;
}

/* The side that becomes `side` when a ratio becomes 1 - ratio. */
static int32_t mirrored(int32_t side)
{
    if (side == PAIN_TWO_SIDED)
        return side;
    return side == PAIN_LOWER_BOUND ? PAIN_UPPER_BOUND : PAIN_LOWER_BOUND;
}

pain_status pain_percent_reduction_of_means(const pain_cohort *cohort,
                                            const pain_interval_options *options,
                                            pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status = pain__outcome_begin(cohort, options, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (cohort->missing == PAIN_MISSING_NON_RESPONDER)
        return pain__interval_fail(estimate, PAIN_EUNDEFINED);

    pain_counts pairs = pain_cohort_pairs(cohort);

    known.side = mirrored(known.side);
    status = estimate_from(pairs, pain_ratio_of_means, pain_statistic_ratio, &known, estimate);
    pain__outcome_rescale(estimate, 100.0, -100.0);
    estimate->side = mirrored(known.side);
    estimate->n_missing = pain_cohort_count(cohort).n - pairs.n;
    return status;
}

pain_status pain_session_reduction(const pain_cohort *cohort, const pain_interval_options *options,
                                   pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status = pain__outcome_begin(cohort, options, &known, estimate);

    if (status != PAIN_OK)
        return status;

    pain_counts relief = pain_tally_counts(cohort->reliefs);

    status = estimate_from(relief, pain_mean_interval, pain_statistic_mean, &known, estimate);
    pain__outcome_rescale(estimate, 0.0, pain_scale_step(&cohort->scale));
    estimate->n_missing = pain_cohort_count(cohort).n - relief.n;
    return status;
}
