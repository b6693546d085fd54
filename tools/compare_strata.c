/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two proportions compared within strata, from a file of x1, n1, x2 and n2 of each. */
#include <config.h>

#include <stdlib.h>

#include "compare.h"

typedef pain_status (*strata_function)(const pain_stratum *strata, size_t n,
                                       const pain_interval_options *options,
                                       pain_estimate *estimate);

static const struct {
    const char *key, *title;
    double factor;
    strata_function function;
} measures[] = {
    {"stratified-difference", "Difference within strata, in percentage points", 100,
     pain_stratified_difference},
    {"stratified-ratio", "Ratio within strata", 1, pain_stratified_ratio},
    {"stratified-odds-ratio", "Odds ratio within strata", 1, pain_stratified_odds_ratio},
};

static pain_status add_measures(const pain_stratum *strata, size_t n, const quantity_layout *layout,
                                quantities *c)
{
    static const int32_t methods[] = {PAIN_METHOD_MIETTINEN_NURMINEN, PAIN_METHOD_MANTEL_HAENSZEL};
    pain_interval_options options = layout->interval;
    pain_status status = PAIN_OK;

    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        quantity *s =
            quantities_new(c, measures[i].key, measures[i].title, measures[i].factor, methods[0]);

        for (size_t j = 0; status == PAIN_OK && j < sizeof methods / sizeof *methods; j++) {
            options.method = methods[j];
            status = measures[i].function(strata, n, &options, &s->estimates[s->count++]);
        }
    }
    return status;
}

static int compare_strata(const pain_stratum *strata, size_t n, const quantity_layout *layout,
                          quantities *c)
{
    pain_test_options test = layout->test;
    pain_status status = add_measures(strata, n, layout, c);

    (void)snprintf(c->heading, sizeof c->heading, "%zu strat%s", n, n == 1 ? "um" : "a");
    test.method = PAIN_TEST_CMH;
    c->preferred_test = PAIN_TEST_CMH;
    if (status == PAIN_OK)
        status = pain_stratified_test(strata, n, &test, &c->tests[c->n_tests++]);
    return quantities_report(status);
}

int compare_strata_file(const char *path, const quantity_layout *layout, quantities *c)
{
    tool_columns columns;
    pain_stratum *strata = NULL;
    int status = tool_read_columns(path, 4, 4, &columns);

    if (status == TOOL_DONE)
        status = tool_columns_counts(&columns);
    if (status == TOOL_DONE) {
        strata = calloc(columns.lines, sizeof *strata);
        status = strata != NULL ? TOOL_DONE : tool_fail(TOOL_NO_IO, "out of memory");
    }
    for (size_t i = 0; strata != NULL && i < columns.lines; i++) {
        const double *x = columns.values + 4 * i;

        strata[i] = (pain_stratum){(uint64_t)x[0], (uint64_t)x[1], (uint64_t)x[2], (uint64_t)x[3]};
    }
    if (status == TOOL_DONE)
        status = compare_strata(strata, columns.lines, layout, c);
    free(strata);
    tool_columns_free(&columns);
    return status;
}
