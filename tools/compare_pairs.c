/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Baseline and endpoint of the same patients compared: effect sizes and tests. Each way to say the
 * reduction in percent is in interval --pairs. */
#include <config.h>

#include <stdlib.h>

#include "compare.h"

static pain_status dz(const quantity_data *data, const pain_interval_options *options,
                      pain_estimate *estimate)
{
    return pain_effect_dz(data->counts, options, estimate);
}

static pain_status gz(const quantity_data *data, const pain_interval_options *options,
                      pain_estimate *estimate)
{
    return pain_effect_gz(data->counts, options, estimate);
}

static pain_status rank_biserial(const quantity_data *data, const pain_interval_options *options,
                                 pain_estimate *estimate)
{
    return pain_rank_biserial(data->counts, PAIN_ZEROS_DROPPED, options, estimate);
}

static pain_status superiority(const quantity_data *data, const pain_interval_options *options,
                               pain_estimate *estimate)
{
    return pain_superiority_paired(data->counts, options, estimate);
}

static pain_status centre(const quantity_data *data, const pain_interval_options *options,
                          pain_estimate *estimate)
{
    return pain_hodges_lehmann(data->counts, PAIN_ZEROS_KEPT, options, estimate);
}

static const quantity_rule of_pairs[] = {
    {"percent-reduction-of-means",
     "Reduction of the means, in percent of the baseline mean",
     quantity_reduction,
     {PAIN_METHOD_FIELLER, PAIN_METHOD_DELTA, PAIN_METHOD_LOG_DELTA, PAIN_METHOD_ABC,
      PAIN_METHOD_BCA}},
};

/* Of the differences baseline minus endpoint. */
static const quantity_rule of_differences[] = {
    {"mean",
     "Mean of the differences, baseline minus endpoint",
     quantity_mean,
     {PAIN_METHOD_T, PAIN_METHOD_ABC, PAIN_METHOD_PERCENTILE, PAIN_METHOD_BCA}},
    {"median",
     "Median of the differences",
     quantity_median,
     {PAIN_METHOD_ORDER_STATISTIC, PAIN_METHOD_BCA}},
    {"hodges-lehmann",
     "Hodges-Lehmann centre of the differences",
     centre,
     {PAIN_METHOD_WALSH, PAIN_METHOD_WALSH_CONDITIONAL}},
    {"dz", "Standardized mean change, dz", dz, {PAIN_METHOD_NONCENTRAL_T, PAIN_METHOD_DELTA}},
    {"gz", "Unbiased standardized change, gz", gz, {PAIN_METHOD_NONCENTRAL_T, PAIN_METHOD_DELTA}},
    {"rank-biserial", "Rank-biserial correlation", rank_biserial, {PAIN_METHOD_FISHER_Z}},
    {"superiority",
     "Probability that the endpoint is lower, ties one half",
     superiority,
     {PAIN_METHOD_SUPERIORITY_SCORE}},
};

static pain_status add_pairs(quantities *c, pain_counts pairs, const quantity_layout *layout)
{
    pain_tally *differences = NULL;
    quantity_data data = {.counts = pairs};
    pain_status status = quantities_add_all(c, of_pairs, 1, &data, layout);

    if (status == PAIN_OK)
        status = pain_tally_new(&differences, NULL);
    if (status == PAIN_OK)
        status = pain_tally_add_differences(differences, pairs);
    if (status == PAIN_OK) {
        data.counts = pain_tally_counts(differences);
        status = quantities_add_all(c, of_differences,
                                    sizeof of_differences / sizeof *of_differences, &data, layout);
    }
    c->preferred_test = PAIN_TEST_WILCOXON_EXACT;
    c->n_tests = QUANTITY_TESTS;
    if (status == PAIN_OK)
        status = pain_paired_test_all(data.counts, &layout->test, c->tests, &c->n_tests);
    pain_tally_free(differences);
    return status;
}

int compare_pairs_file(const char *path, const quantity_layout *layout, quantities *c)
{
    tool_columns columns;
    pain_pairs *pairs = NULL;
    int status = tool_read_columns(path, 2, 2, &columns);

    if (status == TOOL_DONE)
        status = tool_columns_baselines(&columns, 0);
    if (status == TOOL_DONE) {
        pain_status made = tool_columns_pairs(&columns, 0, &pairs);

        (void)snprintf(c->heading, sizeof c->heading, "%zu pairs, baseline and endpoint",
                       columns.lines);
        if (made == PAIN_OK)
            made = add_pairs(c, pain_pairs_counts(pairs), layout);
        status = quantities_report(made);
    }
    pain_pairs_free(pairs);
    tool_columns_free(&columns);
    return status;
}
