/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two groups of different patients compared: by one value of each, or by baseline and endpoint. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"

typedef pain_status (*groups_function)(pain_counts a, pain_counts b,
                                       const pain_interval_options *options,
                                       pain_estimate *estimate);

static pain_status by_any(const quantity_data *data, groups_function usual,
                          pain_statistic statistic, const pain_interval_options *options,
                          pain_estimate *estimate)
{
    switch (options->method) {
    case PAIN_METHOD_PERCENTILE:
    case PAIN_METHOD_BASIC:
    case PAIN_METHOD_BCA:
    case PAIN_METHOD_BCA_STRICT:
        if (data->ideal)
            return pain_bootstrap_difference_ideal(data->counts, data->other, statistic, NULL,
                                                   options, estimate, NULL);
        return pain_bootstrap_difference(data->counts, data->other, statistic, NULL, options,
                                         estimate);
    default:
        return usual(data->counts, data->other, options, estimate);
    }
}

static pain_status means(const quantity_data *data, const pain_interval_options *options,
                         pain_estimate *estimate)
{
    return by_any(data, pain_mean_difference, pain_statistic_mean, options, estimate);
}

static pain_status medians(const quantity_data *data, const pain_interval_options *options,
                           pain_estimate *estimate)
{
    return by_any(data, pain_median_difference, pain_statistic_median, options, estimate);
}

static pain_status superiority(const quantity_data *data, const pain_interval_options *options,
                               pain_estimate *estimate)
{
    return pain_superiority(data->counts, data->other, options, estimate);
}

static void times(pain_estimate *e, double factor)
{
    e->value *= factor;
    e->lower *= factor;
    e->upper *= factor;
}

/* The ratio of group 2 less that of group 1 is the reduction of group 1 less that of group 2. */
static pain_status reductions(const quantity_data *data, const pain_interval_options *options,
                              pain_estimate *estimate)
{
    const quantity_data other = {
        .counts = data->other, .other = data->counts, .ideal = data->ideal};
    pain_status status =
        by_any(&other, pain_ratio_of_means_difference, pain_statistic_ratio, options, estimate);

    times(estimate, 100);
    return status;
}

static pain_status reductions_of_medians(const quantity_data *data,
                                         const pain_interval_options *options,
                                         pain_estimate *estimate)
{
    pain_status status =
        pain_ratio_of_medians_difference(data->other, data->counts, options, estimate);

    times(estimate, 100);
    return status;
}

static pain_status left(const quantity_data *data, const pain_interval_options *options,
                        pain_estimate *estimate)
{
    return pain_ratio_of_means_ratio(data->counts, data->other, options, estimate);
}

static pain_status log_ratios(const quantity_data *data, const pain_interval_options *options,
                              pain_estimate *estimate)
{
    return pain_log_ratio_ratio(data->counts, data->other, options, estimate);
}

static pain_status adjusted(const quantity_data *data, const pain_interval_options *options,
                            pain_estimate *estimate)
{
    pain_ancova_difference fit;
    pain_status status = pain_ancova_groups(data->counts, data->other, NAN, options, &fit);

    *estimate = fit.reduction;
    return status;
}

static pain_status adjusted_endpoint(const quantity_data *data,
                                     const pain_interval_options *options, pain_estimate *estimate)
{
    pain_ancova_difference fit;
    pain_status status = pain_ancova_groups(data->counts, data->other, NAN, options, &fit);

    *estimate = fit.difference;
    return status;
}

#define BOOTSTRAPS \
    PAIN_METHOD_BCA, PAIN_METHOD_BCA_STRICT, PAIN_METHOD_PERCENTILE, PAIN_METHOD_BASIC
#define LEAST_SQUARES \
    PAIN_METHOD_HC3, PAIN_METHOD_HC2, PAIN_METHOD_HC1, PAIN_METHOD_HC0, PAIN_METHOD_OLS

static const quantity_rule of_percents[] = {
    {"mean-percent-difference",
     "Mean of the patients' percent reductions, group 1 minus group 2",
     means,
     {PAIN_METHOD_WELCH, BOOTSTRAPS}},
    {"median-percent-difference",
     "Median of the patients' percent reductions, group 1 minus group 2",
     medians,
     {PAIN_METHOD_PRICE_BONETT, BOOTSTRAPS}},
};

static const quantity_rule of_pairs[] = {
    {"percent-of-means-difference",
     "Reduction of the means in percent, group 1 minus group 2",
     reductions,
     {PAIN_METHOD_DELTA, PAIN_METHOD_MOVER_FIELLER, PAIN_METHOD_MOVER_LOG_DELTA, BOOTSTRAPS}},
    {"percent-of-medians-difference",
     "Reduction of the medians in percent, group 1 minus group 2",
     reductions_of_medians,
     {PAIN_METHOD_MOVER_PRICE_BONETT}},
    {"adjusted-percent-difference",
     "Percent reduction at the mean baseline by ANCOVA, group 1 minus group 2",
     adjusted,
     {LEAST_SQUARES}},
    {"adjusted-endpoint-difference",
     "Endpoint for the same baseline by ANCOVA, in points, group 1 minus group 2",
     adjusted_endpoint,
     {LEAST_SQUARES}},
    {"pain-left-ratio",
     "Mean endpoint to mean baseline, ratio of group 1 to group 2",
     left,
     {PAIN_METHOD_LOG_DELTA}},
};

static const quantity_rule of_ratios[] = {
    {"log-ratio-ratio",
     "Geometric mean of endpoint to baseline, ratio of group 1 to group 2",
     log_ratios,
     {PAIN_METHOD_WELCH}},
};

static const quantity_rule of_values[] = {
    {"mean-difference",
     "Difference of the means, group 1 minus group 2",
     means,
     {PAIN_METHOD_WELCH, BOOTSTRAPS}},
    {"median-difference",
     "Difference of the medians, group 1 minus group 2",
     medians,
     {PAIN_METHOD_PRICE_BONETT, BOOTSTRAPS}},
    {"superiority",
     "Probability that group 1 is higher, ties one half",
     superiority,
     {PAIN_METHOD_SUPERIORITY_LOGIT, PAIN_METHOD_SUPERIORITY_T}},
};

static const quantity_rule of_changes[] = {
    {"mean-change-difference",
     "Mean change from baseline in points, group 1 minus group 2",
     means,
     {PAIN_METHOD_WELCH, BOOTSTRAPS}},
    {"superiority",
     "Probability that group 1 changes more, ties one half",
     superiority,
     {PAIN_METHOD_SUPERIORITY_LOGIT, PAIN_METHOD_SUPERIORITY_T}},
};

#define ADD(q, rules, data, layout) \
    quantities_add_all((q), (rules), sizeof(rules) / sizeof *(rules), (data), (layout))

static pain_status test(quantities *c, const quantity_data *data, const quantity_layout *layout)
{
    c->preferred_test = PAIN_TEST_MANN_WHITNEY_EXACT;
    c->n_tests = QUANTITY_TESTS;
    return pain_two_sample_test_all(data->counts, data->other, &layout->test, c->tests,
                                    &c->n_tests);
}

static pain_status add_values(quantities *c, pain_tally *const groups[2],
                              const quantity_layout *layout)
{
    const quantity_data data = {.counts = pain_tally_counts(groups[0]),
                                .other = pain_tally_counts(groups[1])};
    pain_status status = ADD(c, of_values, &data, layout);

    return status == PAIN_OK ? test(c, &data, layout) : status;
}

/* What is had from the percentages, for which a baseline of 0 has none. */
static pain_status add_percents(quantities *c, pain_pairs *const groups[2],
                                const quantity_layout *layout)
{
    pain_tally *percents[2] = {NULL, NULL};
    pain_pairs *above_0[2] = {NULL, NULL};
    uint64_t excluded[2] = {0, 0};
    pain_status status = PAIN_OK;

    for (int g = 0; status == PAIN_OK && g < 2; g++)
        status = quantity_percents(pain_pairs_counts(groups[g]), &percents[g], &above_0[g],
                                   &excluded[g]);
    if (status == PAIN_OK) {
        quantity_data data = {.counts = pain_tally_counts(percents[0]),
                              .other = pain_tally_counts(percents[1]),
                              .excluded = excluded[0] + excluded[1]};

        status = ADD(c, of_percents, &data, layout);
        data.counts = pain_pairs_counts(above_0[0]);
        data.other = pain_pairs_counts(above_0[1]);
        if (status == PAIN_OK)
            status = ADD(c, of_ratios, &data, layout);
    }
    for (int g = 0; g < 2; g++) {
        pain_tally_free(percents[g]);
        pain_pairs_free(above_0[g]);
    }
    return status;
}

static pain_status add_changes(quantities *c, pain_pairs *const groups[2],
                               const quantity_layout *layout)
{
    pain_tally *changes[2] = {NULL, NULL};
    pain_status status = PAIN_OK;

    for (int g = 0; status == PAIN_OK && g < 2; g++) {
        status = pain_tally_new(&changes[g], NULL);
        if (status == PAIN_OK)
            status = pain_tally_add_differences(changes[g], pain_pairs_counts(groups[g]));
    }
    if (status == PAIN_OK) {
        const quantity_data data = {.counts = pain_tally_counts(changes[0]),
                                    .other = pain_tally_counts(changes[1])};

        status = ADD(c, of_changes, &data, layout);
        if (status == PAIN_OK)
            status = test(c, &data, layout);
    }
    pain_tally_free(changes[0]);
    pain_tally_free(changes[1]);
    return status;
}

static pain_status add_pairs(quantities *c, pain_pairs *const groups[2],
                             const quantity_layout *layout)
{
    const quantity_data data = {.counts = pain_pairs_counts(groups[0]),
                                .other = pain_pairs_counts(groups[1])};
    pain_status status = add_percents(c, groups, layout);

    if (status == PAIN_OK)
        status = ADD(c, of_pairs, &data, layout);
    return status == PAIN_OK ? add_changes(c, groups, layout) : status;
}

int compare_find_groups(const tool_columns *columns, double *low)
{
    double high = columns->values[0];
    bool are_two = true;

    *low = high;
    for (size_t i = 0; i < columns->lines; i++) {
        *low = fmin(*low, columns->values[i * columns->columns]);
        high = fmax(high, columns->values[i * columns->columns]);
    }
    for (size_t i = 0; i < columns->lines; i++) {
        double group = columns->values[i * columns->columns];

        are_two = are_two && (group == *low || group == high);
    }
    if (are_two && *low < high)
        return TOOL_DONE;
    return tool_fail(TOOL_BAD_DATA, "%s: the first column has to hold two different group numbers",
                     columns->name);
}

static pain_status compare_columns(const tool_columns *columns, double low,
                                   const quantity_layout *layout, quantities *c)
{
    bool is_pairs = columns->columns == 3;
    pain_tally *values[2] = {NULL, NULL};
    pain_pairs *pairs[2] = {NULL, NULL};
    pain_status status = PAIN_OK;

    for (int g = 0; status == PAIN_OK && g < 2; g++)
        status = is_pairs ? pain_pairs_new(&pairs[g], NULL) : pain_tally_new(&values[g], NULL);
    for (size_t i = 0; status == PAIN_OK && i < columns->lines; i++) {
        const double *line = columns->values + i * columns->columns;
        int g = line[0] != low;

        status = is_pairs ? pain_pairs_add(pairs[g], line[1], line[2], 1)
                          : pain_tally_add(values[g], line[1], 1);
    }
    if (status == PAIN_OK)
        status = is_pairs ? add_pairs(c, pairs, layout) : add_values(c, values, layout);
    for (int g = 0; g < 2; g++) {
        pain_tally_free(values[g]);
        pain_pairs_free(pairs[g]);
    }
    return status;
}

int compare_samples_file(const char *path, const quantity_layout *layout, quantities *c)
{
    tool_columns columns;
    double low;

    if (layout->parts == PARTS_CLUSTERS)
        return compare_clusters_file(path, layout, c);
    int status = tool_read_columns(path, 2, 3, &columns);

    if (status == TOOL_DONE && columns.columns == 3)
        status = tool_columns_baselines(&columns, 1);
    if (status == TOOL_DONE)
        status = compare_find_groups(&columns, &low);
    if (status == TOOL_DONE) {
        (void)snprintf(c->heading, sizeof c->heading, "%zu %s in two groups", columns.lines,
                       columns.columns == 3 ? "pairs of baseline and endpoint" : "values");
        status = quantities_report(compare_columns(&columns, low, layout, c));
    }
    tool_columns_free(&columns);
    return status;
}
