/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long exact rank tests with ties and the bootstrap take. Scores are made by a rule, the same
 * in compare.R and compare.py: differences (7 i mod 11) - 4, and groups (7 i mod 11) and (5 i mod
 * 9), i from 0. */
#include <stdlib.h>

#include <painstat.h>

#include "bench.h"

static pain_tally *tally_of(size_t n, size_t factor, size_t modulus, double shift)
{
    pain_tally *tally;

    if (pain_tally_new(&tally, NULL) != PAIN_OK)
        abort();
    for (size_t i = 0; i < n; i++)
        if (pain_tally_add(tally, (double)(factor * i % modulus) - shift, 1) != PAIN_OK)
            abort();
    return tally;
}

static double wilcoxon(size_t n)
{
    const pain_test_options options = {.size = sizeof options, .method = PAIN_TEST_WILCOXON_EXACT};
    pain_tally *differences = tally_of(n, 7, 11, 4.75);
    pain_test test;

    if (pain_paired_test(pain_tally_counts(differences), &options, &test) != PAIN_OK ||
        test.reason != PAIN_OK)
        abort();
    pain_tally_free(differences);
    return test.p_value;
}

static double wilcoxon_100(void)
{
    return wilcoxon(100);
}

static double wilcoxon_1000(void)
{
    return wilcoxon(1000);
}

static double mann_whitney(void)
{
    const pain_test_options options = {.size = sizeof options,
                                       .method = PAIN_TEST_MANN_WHITNEY_EXACT};
    pain_tally *x = tally_of(50, 7, 11, 0), *y = tally_of(50, 5, 9, 0);
    pain_test test;

    if (pain_two_sample_test(pain_tally_counts(x), pain_tally_counts(y), &options, &test) !=
            PAIN_OK ||
        test.reason != PAIN_OK)
        abort();
    pain_tally_free(x);
    pain_tally_free(y);
    return test.p_value;
}

static double bca(size_t n)
{
    const pain_interval_options options = {
        .size = sizeof options, .method = PAIN_METHOD_BCA, .resamples = 10000};
    pain_tally *x = tally_of(n, 7, 11, 0);
    pain_estimate e;

    if (pain_bootstrap(pain_tally_counts(x), pain_statistic_mean, NULL, &options, &e) != PAIN_OK)
        abort();
    pain_tally_free(x);
    return e.upper;
}

static double bca_100(void)
{
    return bca(100);
}

static double bca_1000(void)
{
    return bca(1000);
}

static double bca_10000(void)
{
    return bca(10000);
}

static const bench_named cases[] = {
    {"Wilcoxon exact with ties n = 100", wilcoxon_100},
    {"Wilcoxon exact with ties n = 1000", wilcoxon_1000},
    {"Mann-Whitney exact with ties 50 + 50", mann_whitney},
    {"BCa of the mean 10000 resamples n = 100", bca_100},
    {"BCa of the mean 10000 resamples n = 1000", bca_1000},
    {"BCa of the mean 10000 resamples n = 10000", bca_10000},
};

int main(int argc, char **argv)
{
    return bench_all(cases, sizeof cases / sizeof *cases, argc, argv);
}
