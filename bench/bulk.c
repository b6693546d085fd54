/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long Clopper-Pearson limits of many proportions take, and the bootstrap by size of the data.
 * The names are those of compare.R and compare.py; so are the data: (7 i mod 11), pairs with that
 * + 1 as baseline and (5 i mod 11) of the quotient as endpoint, and i phi mod 1, i from 0. */
#include <math.h>
#include <stdlib.h>

#include <painstat.h>

#include "bench.h"

enum { MANY = 20000 };

static uint64_t k[MANY], n[MANY];
static double lower[MANY], upper[MANY];

/* The mean time of a pair is what R's qbeta takes for two quantiles. */
static double limits(uint64_t smallest, uint64_t largest)
{
    const pain_interval_options options = {.size = sizeof options,
                                           .method = PAIN_METHOD_CLOPPER_PEARSON};
    double sum = 0;

    for (uint64_t i = 0; i < MANY; i++) {
        n[i] = smallest + 7919 * i % (largest - smallest + 1);
        k[i] = 1 + 104729 * i % (n[i] - 1);
    }
    if (pain_proportion_limits(k, n, MANY, &options, lower, upper, NULL) != PAIN_OK)
        abort();
    for (size_t i = 0; i < MANY; i++)
        sum += upper[i] - lower[i];
    return sum;
}

static double limits_to_100(void)
{
    return limits(10, 100);
}

static double limits_to_1000(void)
{
    return limits(100, 1000);
}

static double limits_to_1e6(void)
{
    return limits(1001, 1000000);
}

static double upper_of(pain_counts counts, pain_statistic statistic)
{
    const pain_interval_options options = {
        .size = sizeof options, .method = PAIN_METHOD_BCA, .resamples = 10000};
    pain_estimate e;

    if (pain_bootstrap(counts, statistic, NULL, &options, &e) != PAIN_OK)
        abort();
    return e.upper;
}

/* As many of each of 121 pairs as there are. */
static double ratio(uint64_t size)
{
    pain_pairs *pairs;

    if (pain_pairs_new(&pairs, NULL) != PAIN_OK)
        abort();
    for (uint64_t i = 0; i < 121; i++)
        if (pain_pairs_add(pairs, (double)(1 + i % 11), (double)(i / 11),
                           size / 121 + (i < size % 121)) != PAIN_OK)
            abort();
    double result = upper_of(pain_pairs_counts(pairs), pain_statistic_ratio);

    pain_pairs_free(pairs);
    return result;
}

static double ratio_1000(void)
{
    return ratio(1000);
}

static double ratio_10000(void)
{
    return ratio(10000);
}

static double ratio_1e7(void)
{
    return ratio(10000000);
}

static double mean(uint64_t size)
{
    pain_tally *tally;

    if (pain_tally_new(&tally, NULL) != PAIN_OK)
        abort();
    for (uint64_t i = 0; i < size; i++)
        if (pain_tally_add(tally, fmod((double)i * 0.6180339887498949, 1), 1) != PAIN_OK)
            abort();
    double result = upper_of(pain_tally_counts(tally), pain_statistic_mean);

    pain_tally_free(tally);
    return result;
}

static double mean_1000(void)
{
    return mean(1000);
}

static double mean_10000(void)
{
    return mean(10000);
}

static const bench_named cases[] = {
    {"20000 Clopper-Pearson n to 100", limits_to_100},
    {"20000 Clopper-Pearson n to 1000", limits_to_1000},
    {"20000 Clopper-Pearson n to 10^6", limits_to_1e6},
    {"BCa of the ratio of 121 pairs n = 1000", ratio_1000},
    {"BCa of the ratio of 121 pairs n = 10000", ratio_10000},
    {"BCa of the ratio of 121 pairs n = 10^7", ratio_1e7},
    {"BCa of the mean no ties n = 1000", mean_1000},
    {"BCa of the mean no ties n = 10000", mean_10000},
};

int main(int argc, char **argv)
{
    return bench_all(cases, sizeof cases / sizeof *cases, argc, argv);
}
