/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studentized, Bayesian and double bootstraps, and the data on which other programs give up. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "num/distribution.h"
#include "num/order.h"
#include "painstat/bootstrap.h"
#include "painstat/mean.h"
#include "support.h"

static pain_interval_options options_at(double level, pain_method method)
{
    return (pain_interval_options){.size = sizeof(pain_interval_options),
                                   .level = level,
                                   .method = (int32_t)method,
                                   .seed = 5};
}

static pain_estimate bootstrap(pain_counts counts, pain_statistic statistic, pain_method method)
{
    pain_interval_options o = options_at(0.95, method);
    pain_estimate e;

    ck_assert_int_eq(pain_bootstrap(counts, statistic, NULL, &o, &e), PAIN_OK);
    return e;
}

static const double near_zero[] = {0, 1, 2};
static const uint64_t most_at_zero[] = {20, 5, 5};
static const pain_counts tied = {near_zero, NULL, most_at_zero, 3, 30};

/* D17: scipy's BCa gives NaN, NaN. The jackknife of this median never moves: no acceleration. */
START_TEST(d17_the_median_of_scores_near_zero_has_marked_limits)
{
    pain_estimate e = bootstrap(tied, pain_statistic_median, PAIN_METHOD_BCA);

    ck_assert(e.value == 0 && e.lower == 0 && e.upper >= 0 && isfinite(e.upper));
    ck_assert_int_eq(e.reason, PAIN_OK);
    ck_assert_int_eq(e.method, PAIN_METHOD_PERCENTILE);
    ck_assert_uint_eq(e.flags, PAIN_FLAG_FALLBACK);
}
END_TEST

/* D18: R's boot.ci stops, because no replicate is below 0 and its z0 is infinite. */
START_TEST(d18_a_strict_z0_without_replicates_below_falls_back)
{
    pain_interval_options o = options_at(0.95, PAIN_METHOD_BCA_STRICT);
    pain_estimate e = bootstrap(tied, pain_statistic_median, PAIN_METHOD_BCA_STRICT);
    pain_ideal ideal;

    ck_assert(e.value == 0 && e.lower == 0 && isfinite(e.upper));
    ck_assert_uint_eq(e.flags, PAIN_FLAG_FALLBACK);
    ck_assert_int_eq(e.method, PAIN_METHOD_PERCENTILE);
    ck_assert_int_eq(pain_bootstrap_ideal(tied, pain_statistic_median, NULL, &o, &e, &ideal),
                     PAIN_OK);
    ck_assert(ideal.below == 0 && ideal.z0 == -INFINITY && e.lower == 0);
    ck_assert_uint_eq(e.flags, PAIN_FLAG_FALLBACK);
}
END_TEST

/* D19: R's boot.ci prints a line and returns NULL. */
START_TEST(d19_constant_data_have_a_width_of_0_and_say_so)
{
    static const pain_method methods[] = {PAIN_METHOD_BCA, PAIN_METHOD_BCA_STRICT,
                                          PAIN_METHOD_PERCENTILE, PAIN_METHOD_BASIC,
                                          PAIN_METHOD_STUDENTIZED};
    const double four = 4;
    const uint64_t six = 6;
    const pain_counts constant = {&four, NULL, &six, 1, 6};
    pain_estimate e;

    for (size_t m = 0; m < 5; m++) {
        e = bootstrap(constant, pain_statistic_mean, methods[m]);
        ck_assert(e.value == 4 && e.lower == 4 && e.upper == 4 && e.reason == PAIN_OK);
        ck_assert_uint_eq(e.flags, PAIN_FLAG_NO_SPREAD);
    }
    ck_assert_int_eq(pain_bayesian_bootstrap(constant, pain_weighted_mean, NULL, NULL, &e),
                     PAIN_OK);
    ck_assert(e.lower == e.value && e.flags == PAIN_FLAG_NO_SPREAD);
    ck_assert_int_eq(pain_bootstrap_double(constant, pain_statistic_mean, NULL, NULL, &e), PAIN_OK);
    ck_assert(e.lower == 4 && e.upper == 4 && e.flags == PAIN_FLAG_NO_SPREAD);
    ck_assert_int_eq(e.method, PAIN_METHOD_DOUBLE);
}
END_TEST

/* D22: statpsych gives NaN, NaN. */
START_TEST(d22_everybody_ends_at_0_by_every_method)
{
    static const double x[] = {4, 5, 7, 10}, zeros[] = {0, 0, 0, 0};
    static const uint64_t counts[] = {1, 2, 2, 3};
    static const pain_method methods[] = {PAIN_METHOD_LOG_DELTA, PAIN_METHOD_ABC, PAIN_METHOD_DELTA,
                                          PAIN_METHOD_FIELLER};
    const pain_counts pairs = {x, zeros, counts, 4, 8};

    for (size_t m = 0; m < 4; m++) {
        pain_interval_options o = options_at(0.99, methods[m]);
        pain_estimate e;

        ck_assert_int_eq(pain_ratio_of_means(pairs, &o, &e), PAIN_OK);
        ck_assert(e.value == 0 && e.lower == 0 && e.upper == 0 && e.reason == PAIN_OK);
        ck_assert_uint_eq(e.flags, PAIN_FLAG_NO_SPREAD);
    }
    ck_assert_uint_eq(bootstrap(pairs, pain_statistic_ratio, PAIN_METHOD_STUDENTIZED).flags,
                      PAIN_FLAG_NO_SPREAD);
}
END_TEST

static const double spread[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
static const uint64_t clinic[] = {400, 150, 100, 80, 60, 50, 40, 40, 30, 30, 20};

/* With 1000 patients the studentized limits of a mean are those of the t interval moved by its
 * skewness; the upper one is farther from the mean (Hall 1992, section 3.3). Its width is t's to
 * some percent. */
START_TEST(studentized_limits_lean_to_the_long_tail)
{
    const pain_counts counts = {spread, NULL, clinic, 11, 1000};
    pain_estimate e = bootstrap(counts, pain_statistic_mean, PAIN_METHOD_STUDENTIZED), t;

    ck_assert_int_eq(pain_mean_interval(counts, NULL, &t), PAIN_OK);
    ck_assert_int_eq(e.method, PAIN_METHOD_STUDENTIZED);
    ck_close(e.upper - e.lower, t.upper - t.lower, 0.05);
    ck_assert(e.upper - e.value > e.value - e.lower);
}
END_TEST

/* Of 2, 5, 8 the resamples 222, 555, 888 have no error of their own: 1 in 9, more than 1 in 100. */
START_TEST(studentized_limits_of_few_patients_fall_back)
{
    static const double x[] = {2, 5, 8};
    static const uint64_t once[] = {1, 1, 1};
    pain_estimate e =
        bootstrap((pain_counts){x, NULL, once, 3, 3}, pain_statistic_mean, PAIN_METHOD_STUDENTIZED);

    ck_assert_int_eq(e.method, PAIN_METHOD_PERCENTILE);
    ck_assert_uint_eq(e.flags, PAIN_FLAG_FALLBACK);
    ck_assert(e.lower < 5 && e.upper > 5);
}
END_TEST

/* Two values: the weight of one is Beta(k, n - k). 5 standard deviations of a quantile of
 * 40,000. */
START_TEST(the_bayesian_bootstrap_of_two_values_is_a_beta)
{
    static const double x[] = {0, 1};
    static const uint64_t counts[][2] = {{3, 9}, {40, 15}, {300, 700}, {1, 1}};

    for (size_t c = 0; c < 4; c++) {
        double k = (double)counts[c][1], n = k + (double)counts[c][0], b = 40000;
        pain_interval_options o = options_at(0.9, PAIN_METHOD_BAYESIAN);
        pain_estimate e;

        o.resamples = (uint64_t)b;
        ck_assert_int_eq(pain_bayesian_bootstrap((pain_counts){x, NULL, counts[c], 2, (uint64_t)n},
                                                 pain_weighted_mean, NULL, &o, &e),
                         PAIN_OK);
        double error = 5 * sqrt(0.05 * 0.95 / b);

        ck_assert(fabs(pain__beta_tail(e.lower, k, n - k, PAIN__LOWER) - 0.05) < error);
        ck_assert(fabs(pain__beta_tail(e.upper, k, n - k, PAIN__UPPER) - 0.05) < error);
        double sd = sqrt(k / n * (1 - k / n) / (n + 1));

        ck_assert(fabs(e.reserved[0] - k / n) < 5 * sd / sqrt(b));
        ck_close(e.reserved[1], sd, 0.03);
    }
}
END_TEST

START_TEST(weighted_statistics_are_those_of_counts)
{
    static const double x[] = {1, 3, 7}, y[] = {0, 1, 2};
    static const uint64_t counts[] = {1, 1, 2};
    static const double weight[] = {0.25, 0.25, 0.5};
    const pain_counts pairs = {x, y, counts, 3, 4};

    ck_close(pain_weighted_mean(pairs, weight, NULL), pain_statistic_mean(pairs, NULL), 1e-15);
    ck_close(pain_weighted_ratio(pairs, weight, NULL), pain_statistic_ratio(pairs, NULL), 1e-15);
    ck_close(pain_weighted_median(pairs, weight, NULL), 5, 1e-15);
    ck_assert(isnan(pain_weighted_ratio((pain_counts){x, NULL, counts, 3, 4}, weight, NULL)));
}
END_TEST

enum { SMALL = 4, OUTER = 256 };

/* The mean of the draw-th ordered resample of four values, which it writes. */
static double draw_of(const double *from, int draw, double *to)
{
    double sum = 0;

    for (int i = 0; i < SMALL; i++, draw /= SMALL)
        sum += to[i] = from[draw % SMALL];
    return sum / SMALL;
}

/* H in full: u of each of the 256 resamples from all 256 of theirs. */
START_TEST(the_levels_of_the_double_bootstrap_are_those_of_all_resamples)
{
    static const double x[] = {0, 1, 3, 8};
    static const uint64_t once[] = {1, 1, 1, 1};
    pain_interval_options o = options_at(0.8, PAIN_METHOD_DOUBLE);
    double u[OUTER], outer[SMALL], inner[SMALL];
    pain_estimate e;

    for (int i = 0; i < OUTER; i++) {
        (void)draw_of(x, i, outer);
        u[i] = 0;
        for (int j = 0; j < OUTER; j++) {
            double mean = draw_of(outer, j, inner);

            u[i] += (mean < 3 ? 1.0 : 0.0) / OUTER + (mean == 3 ? 0.5 : 0.0) / OUTER;
        }
    }
    pain__sort(u, OUTER);
    o.resamples = 4000;
    ck_assert_int_eq(pain_bootstrap_double((pain_counts){x, NULL, once, 4, 4}, pain_statistic_mean,
                                           NULL, &o, &e),
                     PAIN_OK);
    ck_assert_int_eq(e.method, PAIN_METHOD_DOUBLE);
    /* 5 standard deviations of the outer quantile, and of an inner level (at most 0.022 each). */
    size_t k = (size_t)(5 * sqrt(0.1 * 0.9 / 4000) * OUTER) + 1, tenth = OUTER / 10;

    ck_assert(e.reserved[0] >= u[tenth - k] - 0.05 && e.reserved[0] <= u[tenth + k] + 0.05);
    ck_assert(e.reserved[1] >= u[OUTER - 1 - tenth - k] - 0.05 &&
              e.reserved[1] <= u[OUTER - 1 - tenth + k] + 0.05);
    ck_assert(e.lower < 3 && e.upper > 3);
}
END_TEST

START_TEST(the_double_bootstrap_takes_1000_resamples_unless_told)
{
    static const double x[] = {0, 1, 3, 8};
    static const uint64_t once[] = {1, 1, 1, 1};
    const pain_counts counts = {x, NULL, once, 4, 4};
    const pain_interval_options o = {.size = sizeof o, .resamples = 1000};
    pain_estimate told, by_itself;

    ck_assert_int_eq(pain_bootstrap_double(counts, pain_statistic_mean, NULL, &o, &told), PAIN_OK);
    ck_assert_int_eq(pain_bootstrap_double(counts, pain_statistic_mean, NULL, NULL, &by_itself),
                     PAIN_OK);
    ck_assert(told.lower == by_itself.lower && told.upper == by_itself.upper);
    ck_assert(told.reserved[0] == by_itself.reserved[0]);
}
END_TEST

START_TEST(one_patient_has_a_value_but_no_limits)
{
    const double x = 7;
    const uint64_t one = 1;
    const pain_counts counts = {&x, NULL, &one, 1, 1};
    pain_estimate e;

    ck_assert_int_eq(pain_bayesian_bootstrap(counts, pain_weighted_mean, NULL, NULL, &e), PAIN_OK);
    ck_assert(e.value == 7 && isnan(e.lower) && e.reason == PAIN_ETOOFEW);
    ck_assert_int_eq(pain_bootstrap_double(counts, pain_statistic_mean, NULL, NULL, &e), PAIN_OK);
    ck_assert(e.value == 7 && isnan(e.lower) && e.reason == PAIN_ETOOFEW);
}
END_TEST

START_TEST(memory_that_runs_out_is_an_error_and_nothing_leaks)
{
    pain_interval_options o = options_at(0.9, PAIN_METHOD_DEFAULT);

    o.resamples = 100;
    for (int kind = 0; kind < 2; kind++) {
        pain_status status = PAIN_ENOMEM;

        for (size_t at = 1; status != PAIN_OK; at++) {
            failing_allocator failing;
            pain_estimate e;

            failing_allocator_init(&failing, at);
            o.allocator = &failing.allocator;
            status = kind == 0 ? pain_bayesian_bootstrap(tied, pain_weighted_mean, NULL, &o, &e)
                               : pain_bootstrap_double(tied, pain_statistic_mean, NULL, &o, &e);
            ck_assert(status == PAIN_OK || (status == PAIN_ENOMEM && isnan(e.value)));
            ck_assert_uint_eq(failing.live, 0);
            ck_assert_uint_lt(at, 1000);
        }
    }
}
END_TEST

START_TEST(arguments_outside_their_range_are_errors)
{
    const pain_counts none = {NULL, NULL, NULL, 0, 0};
    pain_interval_options o = options_at(0.9, PAIN_METHOD_BCA);
    pain_estimate e;

    ck_assert_int_eq(pain_bayesian_bootstrap(tied, NULL, NULL, NULL, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_bayesian_bootstrap(tied, pain_weighted_mean, NULL, &o, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_bayesian_bootstrap(none, pain_weighted_mean, NULL, NULL, &e),
                     PAIN_EEMPTY);
    ck_assert_int_eq(pain_bayesian_bootstrap(tied, pain_weighted_ratio, NULL, NULL, &e),
                     PAIN_EUNDEFINED);
    ck_assert(isnan(e.value));
    ck_assert_int_eq(pain_bootstrap_double(tied, NULL, NULL, NULL, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_bootstrap_double(tied, pain_statistic_mean, NULL, &o, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_bootstrap_double(none, pain_statistic_mean, NULL, NULL, &e), PAIN_EEMPTY);
    ck_assert_int_eq(pain_bootstrap(tied, pain_statistic_mean, NULL, NULL, NULL), PAIN_EINVAL);
    o.method = PAIN_METHOD_ABC;
    ck_assert_int_eq(pain_bootstrap(tied, pain_statistic_mean, NULL, &o, &e), PAIN_EINVAL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("resampling");
    TCase *tests = tcase_create("resampling");

    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, d17_the_median_of_scores_near_zero_has_marked_limits);
    tcase_add_test(tests, d18_a_strict_z0_without_replicates_below_falls_back);
    tcase_add_test(tests, d19_constant_data_have_a_width_of_0_and_say_so);
    tcase_add_test(tests, d22_everybody_ends_at_0_by_every_method);
    tcase_add_test(tests, studentized_limits_lean_to_the_long_tail);
    tcase_add_test(tests, studentized_limits_of_few_patients_fall_back);
    tcase_add_test(tests, the_bayesian_bootstrap_of_two_values_is_a_beta);
    tcase_add_test(tests, weighted_statistics_are_those_of_counts);
    tcase_add_test(tests, the_levels_of_the_double_bootstrap_are_those_of_all_resamples);
    tcase_add_test(tests, the_double_bootstrap_takes_1000_resamples_unless_told);
    tcase_add_test(tests, one_patient_has_a_value_but_no_limits);
    tcase_add_test(tests, memory_that_runs_out_is_an_error_and_nothing_leaks);
    tcase_add_test(tests, arguments_outside_their_range_are_errors);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
