/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One group of patients in clusters or strata, from a file in which the number of the cluster or
 * stratum stands before the value, or before baseline and endpoint. */
#include <config.h>

#include <math.h>
#include <stdlib.h>

#include "interval.h"

static pain_status mean(const quantity_data *data, const pain_interval_options *options,
                        pain_estimate *estimate)
{
    if (options->method == PAIN_METHOD_CLUSTER)
        return pain_mean_clustered(data->parts, data->n_parts, options, estimate);
    return quantity_mean(data, options, estimate);
}

static pain_status adjusted(const quantity_data *data, const pain_interval_options *options,
                            pain_estimate *estimate)
{
    pain_ancova_fit fit;
    pain_status status = pain_ancova_clustered(data->parts, data->n_parts, NAN, options, &fit);

    *estimate = fit.reduction;
    return status;
}

/* Few clusters say little about an acceleration. */
#define OF_CLUSTERS \
    PAIN_METHOD_PERCENTILE, PAIN_METHOD_BASIC, PAIN_METHOD_BCA, PAIN_METHOD_BCA_STRICT
#define OF_STRATA PAIN_METHOD_BCA, PAIN_METHOD_BCA_STRICT, PAIN_METHOD_PERCENTILE, PAIN_METHOD_BASIC

/* What there is of clusters, and of strata. */
typedef struct two_rules {
    quantity_rule clusters, strata;
} two_rules;

#define MEAN(key, title)                                        \
    {                                                           \
        {key, title, mean, {PAIN_METHOD_CLUSTER, OF_CLUSTERS}}, \
        {                                                       \
            key, title, mean,                                   \
            {                                                   \
                OF_STRATA                                       \
            }                                                   \
        }                                                       \
    }
#define STATISTIC(key, title, function)        \
    {                                          \
        {key, title, function, {OF_CLUSTERS}}, \
        {                                      \
            key, title, function,              \
            {                                  \
                OF_STRATA                      \
            }                                  \
        }                                      \
    }

static const two_rules of_values[] = {
    MEAN("mean", "Mean"),
    STATISTIC("median", "Median", quantity_median),
};

static const two_rules of_percents[] = {
    MEAN("mean-percent-reduction", "Mean of the patients' percentages"),
    STATISTIC("median-percent-reduction", "Median of the patients' percentages", quantity_median),
};

static const two_rules of_pairs[] = {
    STATISTIC("percent-reduction-of-means",
              "Reduction of the means, in percent of the mean baseline", quantity_reduction),
    {{"adjusted-percent-reduction",
      "Expected at the mean baseline (endpoint on baseline, ANCOVA)",
      adjusted,
      {PAIN_METHOD_CLUSTER}},
     {0}},
};

static const two_rules of_changes[] = {
    MEAN("mean-reduction", "Mean of baseline minus endpoint, in points"),
};

static pain_status add(quantities *q, const two_rules *rules, size_t n, tool_parts *parts,
                       uint64_t excluded, const quantity_layout *layout)
{
    const quantity_data data = {.parts = tool_parts_counts(parts),
                                .n_parts = parts->n,
                                .are_clusters = layout->parts == PARTS_CLUSTERS,
                                .excluded = excluded};
    pain_status status = PAIN_OK;

    for (size_t i = 0; status == PAIN_OK && i < n; i++) {
        const quantity_rule *rule = data.are_clusters ? &rules[i].clusters : &rules[i].strata;

        if (rule->function != NULL)
            status = quantities_add(q, rule, &data, layout);
    }
    return status;
}

#define ADD(q, rules, parts, excluded, layout) \
    add((q), (rules), sizeof(rules) / sizeof *(rules), (parts), (excluded), (layout))

/* What is had from the percentages, for which a baseline of 0 has none. */
static pain_status add_percents(quantities *q, const tool_parts *pairs,
                                const quantity_layout *layout)
{
    tool_parts percents;
    uint64_t excluded = 0;
    pain_status status = tool_parts_new(&percents, pairs->n);

    for (size_t i = 0; status == PAIN_OK && i < pairs->n; i++) {
        pain_pairs *above_0 = NULL;
        uint64_t left_out;

        status = quantity_percents(pain_pairs_counts(pairs->pairs[i]), &percents.values[i],
                                   &above_0, &left_out);
        excluded += left_out;
        pain_pairs_free(above_0);
    }
    if (status == PAIN_OK)
        status = ADD(q, of_percents, &percents, excluded, layout);
    tool_parts_free(&percents);
    return status;
}

static pain_status add_changes(quantities *q, const tool_parts *pairs,
                               const quantity_layout *layout)
{
    tool_parts changes;
    pain_status status = tool_parts_new(&changes, pairs->n);

    for (size_t i = 0; status == PAIN_OK && i < pairs->n; i++) {
        status = pain_tally_new(&changes.values[i], NULL);
        if (status == PAIN_OK)
            status =
                pain_tally_add_differences(changes.values[i], pain_pairs_counts(pairs->pairs[i]));
    }
    if (status == PAIN_OK)
        status = ADD(q, of_changes, &changes, 0, layout);
    tool_parts_free(&changes);
    return status;
}

static pain_status add_all(quantities *q, const tool_columns *columns,
                           const quantity_layout *layout)
{
    static const char *const names[2][2] = {{"cluster", "clusters"}, {"stratum", "strata"}};
    size_t n, width = columns->columns - 1, *part = tool_columns_parts(columns, 0, &n);
    tool_parts parts;
    pain_status status = tool_parts_new(&parts, n);

    if (part == NULL)
        status = PAIN_ENOMEM;
    for (size_t i = 0; status == PAIN_OK && i < columns->lines; i++)
        status = tool_parts_add(&parts, part[i], columns->values + i * columns->columns + 1, width);
    (void)snprintf(q->heading, sizeof q->heading, "%zu %s in %zu %s%s", columns->lines,
                   width == 1 ? "values" : "pairs, baseline and endpoint,", n,
                   names[layout->parts == PARTS_STRATA][n != 1],
                   width == 1 ? "" : ". Reductions in percent:");
    if (status == PAIN_OK && width == 1)
        status = ADD(q, of_values, &parts, 0, layout);
    if (status == PAIN_OK && width == 2)
        status = add_percents(q, &parts, layout);
    if (status == PAIN_OK && width == 2)
        status = ADD(q, of_pairs, &parts, 0, layout);
    if (status == PAIN_OK && width == 2)
        status = add_changes(q, &parts, layout);
    tool_parts_free(&parts);
    free(part);
    return status;
}

int interval_apart_file(const char *path, size_t width, const quantity_layout *layout,
                        quantities *q)
{
    tool_columns columns;
    int status = tool_read_columns(path, width + 1, width + 1, &columns);

    if (status == TOOL_DONE && width == 2)
        status = tool_columns_baselines(&columns, 1);
    if (status == TOOL_DONE)
        status = quantities_report(add_all(q, &columns, layout));
    tool_columns_free(&columns);
    return status;
}
