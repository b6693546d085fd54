/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long intervals and tests of proportions take. The names are those of compare.R and
 * compare.py. */
#include <stdlib.h>

#include <painstat.h>

#include "bench.h"

static double upper_of(pain_method method, uint64_t k, uint64_t n)
{
    const pain_interval_options options = {.size = sizeof options, .method = (int32_t)method};
    pain_estimate e;

    if (pain_proportion(k, n, &options, &e) != PAIN_OK || e.reason != PAIN_OK)
        abort();
    return e.upper;
}

#define ONE(name, method, k, n)        \
    static double name(void)           \
    {                                  \
        return upper_of(method, k, n); \
    }

ONE(clopper_pearson_100, PAIN_METHOD_CLOPPER_PEARSON, 33, 100)
ONE(clopper_pearson_1e6, PAIN_METHOD_CLOPPER_PEARSON, 333333, 1000000)
ONE(mid_p_100, PAIN_METHOD_MIDP, 33, 100)
ONE(mid_p_1e6, PAIN_METHOD_MIDP, 333333, 1000000)
ONE(blaker_100, PAIN_METHOD_BLAKER, 33, 100)
ONE(blaker_1e6, PAIN_METHOD_BLAKER, 333333, 1000000)
ONE(casella_1000, PAIN_METHOD_BLYTH_STILL_CASELLA, 333, 1000)

static double two_by(pain_method method, uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2)
{
    const pain_interval_options options = {.size = sizeof options, .method = (int32_t)method};
    pain_estimate e;

    if (pain_proportion_difference(x1, n1, x2, n2, &options, &e) != PAIN_OK || e.reason != PAIN_OK)
        abort();
    return e.upper;
}

static double newcombe_1000(void)
{
    return two_by(PAIN_METHOD_NEWCOMBE, 840, 1000, 790, 1000);
}

static double miettinen_nurminen_1000(void)
{
    return two_by(PAIN_METHOD_MIETTINEN_NURMINEN, 840, 1000, 790, 1000);
}

static double chan_zhang_200(void)
{
    return two_by(PAIN_METHOD_CHAN_ZHANG, 168, 200, 150, 200);
}

static double odds_exact_1000(void)
{
    const pain_interval_options options = {.size = sizeof options,
                                           .method = PAIN_METHOD_CORNFIELD_EXACT};
    pain_estimate e;

    if (pain_odds_ratio(840, 1000, 790, 1000, &options, &e) != PAIN_OK)
        abort();
    return e.upper;
}

static double p_of(pain_test_method method, uint64_t n)
{
    const pain_test_options options = {.size = sizeof options, .method = (int32_t)method};
    pain_test test;

    if (pain_two_proportions_test(84 * n / 100, n, 75 * n / 100, n, &options, &test) != PAIN_OK ||
        test.reason != PAIN_OK)
        abort();
    return test.p_value;
}

static double fisher_1000(void)
{
    return p_of(PAIN_TEST_FISHER, 1000);
}

static double boschloo_100(void)
{
    return p_of(PAIN_TEST_BOSCHLOO, 100);
}

static double barnard_100(void)
{
    return p_of(PAIN_TEST_BARNARD, 100);
}

static const bench_named cases[] = {
    {"Clopper-Pearson 33/100", clopper_pearson_100},
    {"Clopper-Pearson 333333/10^6", clopper_pearson_1e6},
    {"mid-P 33/100", mid_p_100},
    {"mid-P 333333/10^6", mid_p_1e6},
    {"Blaker 33/100", blaker_100},
    {"Blaker 333333/10^6", blaker_1e6},
    {"Blyth-Still-Casella 333/1000", casella_1000},
    {"Newcombe 840/1000 790/1000", newcombe_1000},
    {"Miettinen-Nurminen 840/1000 790/1000", miettinen_nurminen_1000},
    {"odds ratio exact 840/1000 790/1000", odds_exact_1000},
    {"Fisher test 840/1000 750/1000", fisher_1000},
    {"Boschloo test 84/100 75/100", boschloo_100},
    {"Barnard test 84/100 75/100", barnard_100},
    {"Chan-Zhang 168/200 150/200", chan_zhang_200},
};

int main(int argc, char **argv)
{
    return bench_all(cases, sizeof cases / sizeof *cases, argc, argv);
}
