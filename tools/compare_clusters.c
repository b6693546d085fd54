/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two groups whose patients are alike within clusters, from a file of group, cluster, baseline and
 * endpoint: adjusted for the baseline, with errors that hold for clusters. */
#include <config.h>

#include <math.h>
#include <stdlib.h>

#include "compare.h"

static pain_status fit_of(const quantity_data *data, const pain_interval_options *options,
                          pain_ancova_difference *fit)
{
    return pain_ancova_groups_clustered(data->parts, data->other_parts, data->n_parts, NAN, options,
                                        fit);
}

static pain_status adjusted(const quantity_data *data, const pain_interval_options *options,
                            pain_estimate *estimate)
{
    pain_ancova_difference fit;
    pain_status status = fit_of(data, options, &fit);

    *estimate = fit.reduction;
    return status;
}

static pain_status adjusted_endpoint(const quantity_data *data,
                                     const pain_interval_options *options, pain_estimate *estimate)
{
    pain_ancova_difference fit;
    pain_status status = fit_of(data, options, &fit);

    *estimate = fit.difference;
    return status;
}

static const quantity_rule rules[] = {
    {"adjusted-percent-difference",
     "Percent reduction at the mean baseline by ANCOVA, group 1 minus group 2",
     adjusted,
     {PAIN_METHOD_CLUSTER}},
    {"adjusted-endpoint-difference",
     "Endpoint for the same baseline by ANCOVA, in points, group 1 minus group 2",
     adjusted_endpoint,
     {PAIN_METHOD_CLUSTER}},
};

static pain_status add_groups(quantities *c, const tool_columns *columns, double low,
                              const quantity_layout *layout)
{
    size_t n, *part = tool_columns_parts(columns, 1, &n);
    tool_parts groups[2];
    pain_status first = tool_parts_new(&groups[0], n), status = tool_parts_new(&groups[1], n);

    if (part == NULL || first != PAIN_OK)
        status = PAIN_ENOMEM;
    for (size_t i = 0; status == PAIN_OK && i < columns->lines; i++) {
        const double *line = columns->values + i * columns->columns;

        status = tool_parts_add(&groups[line[0] != low], part[i], line + 2, 2);
    }
    if (status == PAIN_OK) {
        const quantity_data data = {.parts = tool_parts_counts(&groups[0]),
                                    .other_parts = tool_parts_counts(&groups[1]),
                                    .n_parts = n,
                                    .are_clusters = true};

        (void)snprintf(c->heading, sizeof c->heading,
                       "%zu pairs of baseline and endpoint in two groups, %zu clusters",
                       columns->lines, n);
        status = quantities_add_all(c, rules, sizeof rules / sizeof *rules, &data, layout);
    }
    tool_parts_free(&groups[0]);
    tool_parts_free(&groups[1]);
    free(part);
    return status;
}

int compare_clusters_file(const char *path, const quantity_layout *layout, quantities *c)
{
    tool_columns columns;
    double low;
    int status = tool_read_columns(path, 4, 4, &columns);

    if (status == TOOL_DONE)
        status = tool_columns_baselines(&columns, 2);
    if (status == TOOL_DONE)
        status = compare_find_groups(&columns, &low);
    if (status == TOOL_DONE)
        status = quantities_report(add_groups(c, &columns, low, layout));
    tool_columns_free(&columns);
    return status;
}
