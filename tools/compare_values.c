/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparisons from values: baseline and endpoint of the same patients, and two groups. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "compare.h"

/* Statuses of a number that is undefined for these data: the table then says why. */
static bool is_fault(pain_status status)
{
    return status == PAIN_EINVAL || status == PAIN_ENOMEM;
}

static compare_section *new_section(comparison *c, const char *key, const char *title,
                                    double factor, int preferred)
{
    compare_section *s = &c->sections[c->n_sections++];

    *s = (compare_section){.key = key, .title = title, .factor = factor, .preferred = preferred};
    return s;
}

/* A quantity by one method after the other. */
typedef pain_status (*values_function)(pain_counts counts, const pain_interval_options *options,
                                       pain_estimate *estimate);

static pain_status bootstrap_mean(pain_counts counts, const pain_interval_options *options,
                                  pain_estimate *estimate)
{
    return pain_bootstrap(counts, pain_statistic_mean, NULL, options, estimate);
}

/* 1 - mean(y) / mean(x), with the ratio's limits exchanged. */
static pain_status reduction_of_means(pain_counts pairs, const pain_interval_options *options,
                                      pain_estimate *estimate)
{
    static const int32_t mirrored[] = {PAIN_TWO_SIDED, PAIN_UPPER_BOUND, PAIN_LOWER_BOUND};
    pain_interval_options ratio = *options;

    ratio.side = mirrored[options->side];
    pain_status status = pain_ratio_of_means(pairs, &ratio, estimate);
    double lower = estimate->lower;

    estimate->value = 1.0 - estimate->value;
    estimate->lower = 1.0 - estimate->upper;
    estimate->upper = 1.0 - lower;
    estimate->side = options->side;
    return status;
}

static pain_status add_methods(compare_section *s, pain_counts counts, values_function function,
                               const int32_t *methods, size_t n, const compare_layout *layout)
{
    pain_interval_options options = layout->interval;

    for (size_t i = 0; i < n; i++) {
        options.method = methods[i];
        pain_status status = function(counts, &options, &s->estimates[s->count]);

        if (is_fault(status))
            return status;
        s->estimates[s->count++].method = methods[i];
    }
    return PAIN_OK;
}

static pain_status rank_biserial(pain_counts counts, const pain_interval_options *options,
                                 pain_estimate *estimate)
{
    return pain_rank_biserial(counts, PAIN_ZEROS_DROPPED, options, estimate);
}

/* What is said of the differences baseline minus endpoint. */
static pain_status add_differences(comparison *c, pain_counts differences,
                                   const compare_layout *layout)
{
    static const struct {
        const char *key, *title;
        values_function function;
        int32_t methods[2];
        size_t n;
    } quantities[] = {
        {"median",
         "Median of the differences",
         pain_median_interval,
         {PAIN_METHOD_ORDER_STATISTIC},
         1},
        {"dz",
         "Standardized mean change, dz",
         pain_effect_dz,
         {PAIN_METHOD_NONCENTRAL_T, PAIN_METHOD_DELTA},
         2},
        {"gz",
         "Unbiased standardized change, gz",
         pain_effect_gz,
         {PAIN_METHOD_NONCENTRAL_T, PAIN_METHOD_DELTA},
         2},
        {"rank-biserial", "Rank-biserial correlation", rank_biserial, {PAIN_METHOD_FISHER_Z}, 1},
        {"superiority",
         "Probability that the endpoint is lower, ties one half",
         pain_superiority_paired,
         {PAIN_METHOD_SUPERIORITY_SCORE},
         1},
    };
    static const int32_t t[] = {PAIN_METHOD_T},
                         resampled[] = {PAIN_METHOD_PERCENTILE, PAIN_METHOD_BCA};
    compare_section *s = new_section(c, "mean", "Mean of the differences, baseline minus endpoint",
                                     1, PAIN_METHOD_T);
    pain_status status = add_methods(s, differences, pain_mean_interval, t, 1, layout);

    if (status == PAIN_OK)
        status = add_methods(s, differences, bootstrap_mean, resampled, 2, layout);
    for (size_t i = 0; status == PAIN_OK && i < sizeof quantities / sizeof *quantities; i++) {
        s = new_section(c, quantities[i].key, quantities[i].title, 1, quantities[i].methods[0]);
        status = add_methods(s, differences, quantities[i].function, quantities[i].methods,
                             quantities[i].n, layout);
    }
    if (status != PAIN_OK)
        return status;
    s = new_section(c, "hodges-lehmann", "Hodges-Lehmann centre of the differences", 1,
                    PAIN_METHOD_WALSH);
    s->count = COMPARE_METHODS;
    status = pain_hodges_lehmann_all(differences, PAIN_ZEROS_KEPT, &layout->interval, s->estimates,
                                     &s->count);
    if (is_fault(status))
        return status;
    c->preferred_test = PAIN_TEST_WILCOXON_EXACT;
    c->n_tests = COMPARE_TESTS;
    return pain_paired_test_all(differences, &layout->test, c->tests, &c->n_tests);
}

static pain_status add_pairs(comparison *c, pain_counts pairs, const compare_layout *layout)
{
    static const int32_t methods[] = {PAIN_METHOD_FIELLER, PAIN_METHOD_DELTA};
    pain_tally *differences = NULL;
    compare_section *s = new_section(c, "percent-reduction-of-means",
                                     "Reduction of the means, in percent of the baseline mean", 100,
                                     PAIN_METHOD_FIELLER);
    pain_status status = add_methods(s, pairs, reduction_of_means, methods, 2, layout);

    if (status == PAIN_OK)
        status = pain_tally_new(&differences, NULL);
    if (status == PAIN_OK)
        status = pain_tally_add_differences(differences, pairs);
    if (status == PAIN_OK)
        status = add_differences(c, pain_tally_counts(differences), layout);
    pain_tally_free(differences);
    return status;
}

static int finish(pain_status status)
{
    if (status == PAIN_OK)
        return TOOL_DONE;
    return tool_fail(status == PAIN_ENOMEM ? TOOL_NO_IO : TOOL_BAD_DATA, "%s",
                     pain_status_text(status));
}

int compare_pairs_file(const char *path, const compare_layout *layout, comparison *c)
{
    double *x = NULL, *y = NULL;
    size_t n = 0;
    pain_pairs *pairs = NULL;
    int status = compare_read_columns(path, &x, &y, &n);

    if (status == TOOL_DONE) {
        pain_status made = pain_pairs_new(&pairs, NULL);

        (void)snprintf(c->heading, sizeof c->heading, "%zu pairs, baseline and endpoint", n);
        if (made == PAIN_OK)
            made = pain_pairs_add_arrays(pairs, x, y, n);
        if (made == PAIN_OK)
            made = add_pairs(c, pain_pairs_counts(pairs), layout);
        status = finish(made);
    }
    pain_pairs_free(pairs);
    free(x);
    free(y);
    return status;
}

/* Splits values by their group, the lower number first; false unless there are just two groups. */
static bool split(const double *group, const double *value, size_t n, pain_tally *first,
                  pain_tally *second, pain_status *status)
{
    double low = group[0], high = group[0];

    for (size_t i = 1; i < n; i++) {
        low = group[i] < low ? group[i] : low;
        high = group[i] > high ? group[i] : high;
    }
    *status = PAIN_OK;
    for (size_t i = 0; i < n && *status == PAIN_OK; i++) {
        if (group[i] > low && group[i] < high)
            return false;
        *status = pain_tally_add(group[i] == low ? first : second, value[i], 1);
    }
    return low < high;
}

static pain_status add_samples(comparison *c, pain_counts first, pain_counts second,
                               const compare_layout *layout)
{
    static const int32_t methods[] = {PAIN_METHOD_SUPERIORITY_LOGIT, PAIN_METHOD_SUPERIORITY_T};
    pain_interval_options options = layout->interval;
    compare_section *s =
        new_section(c, "superiority", "Probability that group 1 is higher, ties one half", 1,
                    PAIN_METHOD_SUPERIORITY_LOGIT);

    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        options.method = methods[i];
        pain_status status = pain_superiority(first, second, &options, &s->estimates[i]);

        if (is_fault(status))
            return status;
        s->count++;
    }
    c->preferred_test = PAIN_TEST_MANN_WHITNEY_EXACT;
    c->n_tests = COMPARE_TESTS;
    return pain_two_sample_test_all(first, second, &layout->test, c->tests, &c->n_tests);
}

int compare_samples_file(const char *path, const compare_layout *layout, comparison *c)
{
    double *group = NULL, *value = NULL;
    size_t n = 0;
    pain_tally *first = NULL, *second = NULL;
    int status = compare_read_columns(path, &group, &value, &n);

    if (status == TOOL_DONE) {
        pain_status made = pain_tally_new(&first, NULL);

        if (made == PAIN_OK)
            made = pain_tally_new(&second, NULL);
        if (made == PAIN_OK && !split(group, value, n, first, second, &made) && made == PAIN_OK)
            status = tool_fail(TOOL_BAD_DATA,
                               "%s: the first column has to hold two different group numbers",
                               strcmp(path, "-") == 0 ? "standard input" : path);
        if (status == TOOL_DONE && made == PAIN_OK)
            made = add_samples(c, pain_tally_counts(first), pain_tally_counts(second), layout);
        if (status == TOOL_DONE)
            status = finish(made);
        (void)snprintf(c->heading, sizeof c->heading, "%zu values in two groups", n);
    }
    pain_tally_free(first);
    pain_tally_free(second);
    free(group);
    free(value);
    return status;
}
