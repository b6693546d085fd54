/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The number of threads has no influence on any bit of a result: every bootstrap with 1, 2, 3, 8
 * and more threads than it has use for. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "painstat/bootstrap.h"
#include "painstat/parts.h"
#include "painstat/two_locations.h"
#include "support.h"

enum { ROWS = 12 };

/* Pairs (x, y), in two ways: few of each, drawn one by one, and many. */
static const double x[ROWS] = {1, 2, 3, 4, 5, 5, 6, 7, 8, 8, 9, 10};
static const double y[ROWS] = {0, 0, 1, 3, 0, 2, 5, 1, 2, 6, 9, 3};
static const uint64_t few[ROWS] = {1, 3, 2, 5, 4, 1, 6, 2, 2, 3, 1, 1};
static const uint64_t many[ROWS] = {100, 30, 2, 500, 4000, 10, 6, 2, 200, 31, 11, 0};
static const pain_counts samples[2] = {{x, y, few, ROWS, 31}, {x, y, many, ROWS, 4892}};

/* Undefined for some resamples. */
static double picky_mean(pain_counts counts, void *context)
{
    (void)context;
    return counts.count[0] == 9 ? NAN : pain_statistic_mean(counts, NULL);
}

typedef pain_status (*call)(const pain_interval_options *options, pain_estimate *e);

static pain_status one_sample(const pain_interval_options *o, pain_estimate *e)
{
    return pain_bootstrap(samples[0], pain_statistic_ratio, NULL, o, e);
}

static pain_status large_sample(const pain_interval_options *o, pain_estimate *e)
{
    return pain_bootstrap(samples[1], pain_statistic_median, NULL, o, e);
}

static pain_status own_statistic(const pain_interval_options *o, pain_estimate *e)
{
    return pain_bootstrap(samples[0], picky_mean, NULL, o, e);
}

static pain_status clusters(const pain_interval_options *o, pain_estimate *e)
{
    return pain_bootstrap_clusters(samples, 2, pain_statistic_mean, NULL, o, e);
}

static pain_status strata(const pain_interval_options *o, pain_estimate *e)
{
    return pain_bootstrap_strata(samples, 2, pain_statistic_ratio, NULL, o, e);
}

static pain_status difference(const pain_interval_options *o, pain_estimate *e)
{
    return pain_bootstrap_difference(samples[0], samples[1], pain_statistic_mean, NULL, o, e);
}

static pain_status bayesian(const pain_interval_options *o, pain_estimate *e)
{
    return pain_bayesian_bootstrap(samples[0], pain_weighted_mean, NULL, o, e);
}

static pain_status doubled(const pain_interval_options *o, pain_estimate *e)
{
    return pain_bootstrap_double(samples[0], pain_statistic_mean, NULL, o, e);
}

static void assert_same(call run, pain_method method)
{
    const uint64_t threads[] = {0, 1, 2, 3, 8, 1000};
    pain_interval_options o = {
        .size = sizeof o, .method = (int32_t)method, .seed = 3, .resamples = 333};
    pain_estimate first, e;

    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        o.threads = threads[i];
        ck_assert_int_eq(run(&o, &e), PAIN_OK);
        ck_assert(e.lower <= e.value && e.value <= e.upper);
        if (i == 0)
            first = e;
        ck_assert_mem_eq(&first, &e, sizeof e);
    }
}

START_TEST(resamples_of_one_sample_are_the_same)
{
    const pain_method methods[] = {PAIN_METHOD_BCA, PAIN_METHOD_BCA_STRICT, PAIN_METHOD_PERCENTILE,
                                   PAIN_METHOD_BASIC, PAIN_METHOD_STUDENTIZED};

    for (size_t m = 0; m < sizeof methods / sizeof *methods; m++)
        assert_same(one_sample, methods[m]);
    assert_same(large_sample, PAIN_METHOD_PERCENTILE);
    assert_same(own_statistic, PAIN_METHOD_BCA);
}
END_TEST

START_TEST(resamples_of_parts_and_groups_are_the_same)
{
    assert_same(clusters, PAIN_METHOD_PERCENTILE);
    assert_same(strata, PAIN_METHOD_BCA);
    assert_same(difference, PAIN_METHOD_BCA);
}
END_TEST

START_TEST(weights_and_resamples_of_resamples_are_the_same)
{
    assert_same(bayesian, PAIN_METHOD_BAYESIAN);
    assert_same(doubled, PAIN_METHOD_DOUBLE);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("threads");
    TCase *tests = tcase_create("threads");

    tcase_add_test(tests, resamples_of_one_sample_are_the_same);
    tcase_add_test(tests, resamples_of_parts_and_groups_are_the_same);
    tcase_add_test(tests, weights_and_resamples_of_resamples_are_the_same);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
