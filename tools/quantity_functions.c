/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantities of one group by whichever method: the usual ones, and those that resample. */
#include <config.h>

#include <math.h>

#include "quantities.h"

typedef pain_status (*usual_function)(pain_counts counts, const pain_interval_options *options,
                                      pain_estimate *estimate);

static pain_status resampled(const quantity_data *data, pain_statistic statistic,
                             const pain_interval_options *options, pain_estimate *estimate)
{
    if (data->parts != NULL)
        return (data->are_clusters ? pain_bootstrap_clusters : pain_bootstrap_strata)(
            data->parts, data->n_parts, statistic, NULL, options, estimate);
    if (data->ideal)
        return pain_bootstrap_ideal(data->counts, statistic, NULL, options, estimate, NULL);
    return pain_bootstrap(data->counts, statistic, NULL, options, estimate);
}

static pain_status by_any(const quantity_data *data, usual_function usual, pain_statistic statistic,
                          pain_weighted_statistic weighted, const pain_interval_options *options,
                          pain_estimate *estimate)
{
    switch (options->method) {
    case PAIN_METHOD_BAYESIAN:
        return pain_bayesian_bootstrap(data->counts, weighted, NULL, options, estimate);
    case PAIN_METHOD_DOUBLE:
        return pain_bootstrap_double(data->counts, statistic, NULL, options, estimate);
    case PAIN_METHOD_PERCENTILE:
    case PAIN_METHOD_BASIC:
    case PAIN_METHOD_BCA:
    case PAIN_METHOD_BCA_STRICT:
    case PAIN_METHOD_STUDENTIZED:
        return resampled(data, statistic, options, estimate);
    default:
        return usual(data->counts, options, estimate);
    }
}

pain_status quantity_mean(const quantity_data *data, const pain_interval_options *options,
                          pain_estimate *estimate)
{
    if (options->method == PAIN_METHOD_LOG_T || options->method == PAIN_METHOD_ANDERSON)
        return pain_bounded_mean(data->counts, data->lowest, data->highest, options, estimate);
    return by_any(data, pain_mean_interval, pain_statistic_mean, pain_weighted_mean, options,
                  estimate);
}

pain_status quantity_median(const quantity_data *data, const pain_interval_options *options,
                            pain_estimate *estimate)
{
    return by_any(data, pain_median_interval, pain_statistic_median, pain_weighted_median, options,
                  estimate);
}

pain_interval_options quantity_mirrored(const pain_interval_options *options)
{
    static const int32_t mirrored[] = {PAIN_TWO_SIDED, PAIN_UPPER_BOUND, PAIN_LOWER_BOUND};
    pain_interval_options ratio = *options;

    ratio.side = mirrored[options->side];
    return ratio;
}

void quantity_turn(pain_estimate *estimate)
{
    static const int32_t mirrored[] = {PAIN_TWO_SIDED, PAIN_UPPER_BOUND, PAIN_LOWER_BOUND};
    double lower = estimate->lower;

    estimate->value = 100 * (1 - estimate->value);
    estimate->lower = 100 * (1 - estimate->upper);
    estimate->upper = 100 * (1 - lower);
    estimate->side = mirrored[estimate->side];
}

pain_status quantity_reduction(const quantity_data *data, const pain_interval_options *options,
                               pain_estimate *estimate)
{
    pain_interval_options ratio = quantity_mirrored(options);
    pain_status status = by_any(data, pain_ratio_of_means, pain_statistic_ratio,
                                pain_weighted_ratio, &ratio, estimate);

    quantity_turn(estimate);
    return status;
}

pain_status quantity_percents(pain_counts pairs, pain_tally **percents, pain_pairs **above_0,
                              uint64_t *excluded)
{
    pain_status status = pain_tally_new(percents, NULL);

    *excluded = 0;
    *above_0 = NULL;
    if (status == PAIN_OK)
        status = pain_pairs_new(above_0, NULL);
    for (size_t i = 0; status == PAIN_OK && i < pairs.distinct; i++) {
        double percent = pain_percent_reduction(pairs.x[i], pairs.y[i]);

        if (isnan(percent)) {
            *excluded += pairs.count[i];
            continue;
        }
        status = pain_tally_add(*percents, percent, pairs.count[i]);
        if (status == PAIN_OK)
            status = pain_pairs_add(*above_0, pairs.x[i], pairs.y[i], pairs.count[i]);
    }
    return status;
}
