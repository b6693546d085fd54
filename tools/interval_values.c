/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One group of patients from a file: the centre of their values, or every way to say by how many
 * percent their pain went down. */
#include <config.h>

#include <math.h>
#include <stdlib.h>

#include "interval.h"

/* The part that is cut off at either end of a trimmed mean. */
static const double trimmed = 0.2;

static pain_status trimmed_mean(const quantity_data *data, const pain_interval_options *options,
                                pain_estimate *estimate)
{
    return pain_trimmed_mean_interval(data->counts, trimmed, options, estimate);
}

static pain_status geometric_mean(const quantity_data *data, const pain_interval_options *options,
                                  pain_estimate *estimate)
{
    return pain_geometric_mean(data->counts, options, estimate);
}

static pain_status centre(const quantity_data *data, const pain_interval_options *options,
                          pain_estimate *estimate)
{
    return pain_hodges_lehmann(data->counts, PAIN_ZEROS_KEPT, options, estimate);
}

static pain_status medians(const quantity_data *data, const pain_interval_options *options,
                           pain_estimate *estimate)
{
    pain_interval_options ratio = quantity_mirrored(options);
    pain_status status = pain_ratio_of_medians(data->counts, &ratio, estimate);

    quantity_turn(estimate);
    return status;
}

static pain_status log_ratio(const quantity_data *data, const pain_interval_options *options,
                             pain_estimate *estimate)
{
    pain_interval_options ratio = quantity_mirrored(options);
    pain_status status = pain_log_ratio(data->counts, &ratio, estimate);

    quantity_turn(estimate);
    return status;
}

static pain_status adjusted(const quantity_data *data, const pain_interval_options *options,
                            pain_estimate *estimate)
{
    pain_ancova_fit fit;
    pain_status status = pain_ancova(data->counts, NAN, options, &fit);

    *estimate = fit.reduction;
    return status;
}

#define BOOTSTRAPS                                                                      \
    PAIN_METHOD_BCA, PAIN_METHOD_BCA_STRICT, PAIN_METHOD_PERCENTILE, PAIN_METHOD_BASIC, \
        PAIN_METHOD_STUDENTIZED, PAIN_METHOD_DOUBLE, PAIN_METHOD_BAYESIAN

static const quantity_rule of_values[] = {
    {"mean", "Mean", quantity_mean, {PAIN_METHOD_T, PAIN_METHOD_ABC, BOOTSTRAPS}},
    {"trimmed-mean",
     "Mean without the 20 % at either end",
     trimmed_mean,
     {PAIN_METHOD_TUKEY_MCLAUGHLIN, PAIN_METHOD_YUEN}},
    {"median",
     "Median",
     quantity_median,
     {PAIN_METHOD_ORDER_STATISTIC, PAIN_METHOD_BCA, PAIN_METHOD_BCA_STRICT, PAIN_METHOD_PERCENTILE,
      PAIN_METHOD_BAYESIAN}},
    {"hodges-lehmann",
     "Hodges-Lehmann centre",
     centre,
     {PAIN_METHOD_WALSH, PAIN_METHOD_WALSH_CONDITIONAL}},
    {"geometric-mean", "Geometric mean", geometric_mean, {PAIN_METHOD_GEOMETRIC_T}},
};

static const quantity_rule of_bounded[] = {
    {"bounded-mean",
     "Mean, within the range",
     quantity_mean,
     {PAIN_METHOD_ANDERSON, PAIN_METHOD_LOG_T}},
};

static const quantity_rule of_percents[] = {
    {"mean-percent-reduction",
     "Mean of the patients' percentages",
     quantity_mean,
     {PAIN_METHOD_T, PAIN_METHOD_ABC, BOOTSTRAPS, PAIN_METHOD_LOG_T}},
    {"median-percent-reduction",
     "Median of the patients' percentages",
     quantity_median,
     {PAIN_METHOD_ORDER_STATISTIC, PAIN_METHOD_BCA, PAIN_METHOD_BCA_STRICT, PAIN_METHOD_PERCENTILE,
      PAIN_METHOD_BAYESIAN}},
};

static const quantity_rule of_ratios[] = {
    {"log-ratio-reduction",
     "100 % less the geometric mean of endpoint / baseline",
     log_ratio,
     {PAIN_METHOD_GEOMETRIC_T}},
};

static const quantity_rule of_pairs[] = {
    {"percent-reduction-of-means",
     "Reduction of the means, in percent of the mean baseline",
     quantity_reduction,
     {PAIN_METHOD_FIELLER, PAIN_METHOD_DELTA, PAIN_METHOD_LOG_DELTA, PAIN_METHOD_ABC, BOOTSTRAPS}},
    {"percent-reduction-of-medians",
     "Reduction of the medians, in percent of the median baseline",
     medians,
     {PAIN_METHOD_PRICE_BONETT}},
    {"adjusted-percent-reduction",
     "Expected at the mean baseline (endpoint on baseline, ANCOVA)",
     adjusted,
     {PAIN_METHOD_HC3, PAIN_METHOD_HC2, PAIN_METHOD_HC1, PAIN_METHOD_HC0, PAIN_METHOD_OLS}},
};

static const quantity_rule of_changes[] = {
    {"mean-reduction",
     "Mean of baseline minus endpoint, in points",
     quantity_mean,
     {PAIN_METHOD_T, PAIN_METHOD_ABC, BOOTSTRAPS}},
};

#define ADD(q, rules, data, layout) \
    quantities_add_all((q), (rules), sizeof(rules) / sizeof *(rules), (data), (layout))

static pain_status add_values(quantities *q, pain_counts counts, const quantity_layout *layout)
{
    const quantity_data data = {
        .counts = counts, .lowest = layout->lowest, .highest = layout->highest};
    pain_status status = ADD(q, of_values, &data, layout);

    return status == PAIN_OK && layout->has_range ? ADD(q, of_bounded, &data, layout) : status;
}

int interval_values_file(const char *path, const quantity_layout *layout, quantities *q)
{
    tool_columns columns;
    pain_tally *values = NULL;

    if (layout->parts != PARTS_NONE)
        return interval_apart_file(path, 1, layout, q);
    int status = tool_read_columns(path, 1, 1, &columns);

    for (size_t i = 0; status == TOOL_DONE && layout->has_range && i < columns.lines; i++)
        if (columns.values[i] < layout->lowest || columns.values[i] > layout->highest)
            status = tool_columns_fail(&columns, i, "a value is outside --range");
    if (status == TOOL_DONE) {
        pain_status made = pain_tally_new(&values, NULL);

        (void)snprintf(q->heading, sizeof q->heading, "%zu value%s", columns.lines,
                       columns.lines == 1 ? "" : "s");
        if (made == PAIN_OK)
            made = pain_tally_add_array(values, columns.values, columns.lines);
        if (made == PAIN_OK)
            made = add_values(q, pain_tally_counts(values), layout);
        status = quantities_report(made);
    }
    pain_tally_free(values);
    tool_columns_free(&columns);
    return status;
}

/* What is had from the patients' percentages and ratios, for which a baseline of 0 has none. */
static pain_status add_percents(quantities *q, pain_counts pairs, const quantity_layout *layout)
{
    pain_tally *percents = NULL;
    pain_pairs *above_0 = NULL;
    quantity_data data = {.lowest = -INFINITY, .highest = 100};
    pain_status status = quantity_percents(pairs, &percents, &above_0, &data.excluded);

    if (status == PAIN_OK) {
        data.counts = pain_tally_counts(percents);
        status = ADD(q, of_percents, &data, layout);
    }
    if (status == PAIN_OK) {
        data.counts = pain_pairs_counts(above_0);
        status = ADD(q, of_ratios, &data, layout);
    }
    pain_tally_free(percents);
    pain_pairs_free(above_0);
    return status;
}

static pain_status add_pairs(quantities *q, pain_counts pairs, const quantity_layout *layout)
{
    quantity_data data = {.counts = pairs};
    pain_tally *changes = NULL;
    pain_status status = add_percents(q, pairs, layout);

    if (status == PAIN_OK)
        status = ADD(q, of_pairs, &data, layout);
    if (status == PAIN_OK)
        status = pain_tally_new(&changes, NULL);
    if (status == PAIN_OK)
        status = pain_tally_add_differences(changes, pairs);
    if (status == PAIN_OK) {
        data.counts = pain_tally_counts(changes);
        status = ADD(q, of_changes, &data, layout);
    }
    pain_tally_free(changes);
    return status;
}

int interval_pairs_file(const char *path, const quantity_layout *layout, quantities *q)
{
    tool_columns columns;
    pain_pairs *pairs = NULL;

    if (layout->parts != PARTS_NONE)
        return interval_apart_file(path, 2, layout, q);
    int status = tool_read_columns(path, 2, 2, &columns);

    if (status == TOOL_DONE)
        status = tool_columns_baselines(&columns, 0);
    if (status == TOOL_DONE) {
        pain_status made = tool_columns_pairs(&columns, 0, &pairs);

        (void)snprintf(q->heading, sizeof q->heading,
                       "%zu pairs, baseline and endpoint. Reductions in percent:", columns.lines);
        if (made == PAIN_OK)
            made = add_pairs(q, pain_pairs_counts(pairs), layout);
        status = quantities_report(made);
    }
    pain_pairs_free(pairs);
    tool_columns_free(&columns);
    return status;
}
