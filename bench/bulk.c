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

/* As many of each score 0 to 10 as there are, taken as `of` of it. */
static double scored(uint64_t size, double (*of)(double score), pain_statistic statistic)
{
    pain_tally *tally;

    if (pain_tally_new(&tally, NULL) != PAIN_OK)
        abort();
    for (uint64_t i = 0; i < 11; i++)
        if (pain_tally_add(tally, of((double)i), size / 11 + (i < size % 11)) != PAIN_OK)
            abort();
    double result = upper_of(pain_tally_counts(tally), statistic);

    pain_tally_free(tally);
    return result;
}

static double itself(double score)
{
    return score;
}

static double near_zero(double score)
{
    return score <= 1;
}

static double reduction_from_7(double score)
{
    return 100 * (7 - score) / 7;
}

/* name_1000, name_10000 and name_1e7 */
#define BY_SIZE(name, of, statistic)            \
    static double name##_1000(void)             \
    {                                           \
        return scored(1000, of, statistic);     \
    }                                           \
    static double name##_10000(void)            \
    {                                           \
        return scored(10000, of, statistic);    \
    }                                           \
    static double name##_1e7(void)              \
    {                                           \
        return scored(10000000, of, statistic); \
    }

BY_SIZE(score_mean, itself, pain_statistic_mean)
BY_SIZE(score_median, itself, pain_statistic_median)
BY_SIZE(share, near_zero, pain_statistic_mean)
BY_SIZE(reduction, reduction_from_7, pain_statistic_mean)

static const bench_named cases[] = {
    {"20000 Clopper-Pearson n to 100", limits_to_100},
    {"20000 Clopper-Pearson n to 1000", limits_to_1000},
    {"20000 Clopper-Pearson n to 10^6", limits_to_1e6},
    {"BCa of the ratio of 121 pairs n = 1000", ratio_1000},
    {"BCa of the ratio of 121 pairs n = 10000", ratio_10000},
    {"BCa of the ratio of 121 pairs n = 10^7", ratio_1e7},
    {"BCa of the mean no ties n = 1000", mean_1000},
    {"BCa of the mean no ties n = 10000", mean_10000},
    {"BCa of the mean of NRS scores n = 1000", score_mean_1000},
    {"BCa of the mean of NRS scores n = 10000", score_mean_10000},
    {"BCa of the mean of NRS scores n = 10^7", score_mean_1e7},
    {"BCa of the median of NRS scores n = 1000", score_median_1000},
    {"BCa of the median of NRS scores n = 10000", score_median_10000},
    {"BCa of the median of NRS scores n = 10^7", score_median_1e7},
    {"BCa of the share near zero n = 1000", share_1000},
    {"BCa of the share near zero n = 10000", share_10000},
    {"BCa of the share near zero n = 10^7", share_1e7},
    {"BCa of the mean percent reduction n = 1000", reduction_1000},
    {"BCa of the mean percent reduction n = 10000", reduction_10000},
    {"BCa of the mean percent reduction n = 10^7", reduction_1e7},
};

int main(int argc, char **argv)
{
    return bench_all(cases, sizeof cases / sizeof *cases, argc, argv);
}
