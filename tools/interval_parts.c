/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A proportion from a file of the counts of its strata or clusters, k and n a line. */
#include <config.h>

#include <stdlib.h>

#include <painstat/proportion_parts.h>

#include "interval.h"

typedef struct parts {
    pain_k_of_n *list;
    size_t n;
} parts;

static int read_parts(const char *path, parts *read)
{
    tool_columns columns;
    int status = tool_read_columns(path, 2, 2, &columns);

    *read = (parts){NULL, 0};
    if (status == TOOL_DONE)
        status = tool_columns_counts(&columns);
    if (status == TOOL_DONE) {
        read->list = calloc(columns.lines, sizeof *read->list);
        status = read->list != NULL ? TOOL_DONE : tool_fail(TOOL_NO_IO, "out of memory");
    }
    for (size_t i = 0; read->list != NULL && i < columns.lines; i++)
        read->list[read->n++] =
            (pain_k_of_n){(uint64_t)columns.values[2 * i], (uint64_t)columns.values[2 * i + 1]};
    tool_columns_free(&columns);
    return status;
}

/* "3 strata, 57 of 60 = 95.00 %" */
static void write_heading(quantities *q, const parts *read, const char *what)
{
    uint64_t k = 0, n = 0;
    char text[TOOL_NUMBER_SIZE];

    for (size_t i = 0; i < read->n; i++) {
        k += read->list[i].k;
        n += read->list[i].n;
    }
    (void)snprintf(q->heading, sizeof q->heading, "%zu %s, %llu of %llu = %s %%", read->n, what,
                   (unsigned long long)k, (unsigned long long)n,
                   tool_percent(n > 0 ? (double)k / (double)n : 0, 2, text));
}

int interval_strata_file(const char *path, const quantity_layout *layout, quantities *q)
{
    static const int32_t methods[] = {PAIN_METHOD_STRATIFIED_WILSON,
                                      PAIN_METHOD_STRATIFIED_WILSON_OPTIMAL};
    pain_interval_options options = layout->interval;
    pain_status made = PAIN_OK;
    parts read;
    int status = read_parts(path, &read);

    if (status == TOOL_DONE) {
        quantity *s = quantities_new(q, "stratified-proportion",
                                     "Weighted mean of the strata, in percent", 100, methods[0]);

        write_heading(q, &read, "strata");
        for (size_t i = 0; made == PAIN_OK && i < sizeof methods / sizeof *methods; i++) {
            options.method = methods[i];
            made = pain_proportion_stratified(read.list, read.n, NULL, &options, NULL,
                                              &s->estimates[s->count++]);
        }
        status = quantities_report(made);
    }
    free(read.list);
    return status;
}

int interval_clusters_file(const char *path, const quantity_layout *layout, quantities *q)
{
    parts read;
    int status = read_parts(path, &read);

    if (status == TOOL_DONE) {
        quantity *s =
            quantities_new(q, "clustered-proportion", "Proportion of all patients, in percent", 100,
                           PAIN_METHOD_CLUSTER_WILSON);

        write_heading(q, &read, "clusters");
        s->count = QUANTITY_METHODS;
        status = quantities_report(pain_proportion_clustered_all(
            read.list, read.n, &layout->interval, s->estimates, &s->count));
    }
    free(read.list);
    return status;
}
