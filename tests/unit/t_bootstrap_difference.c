/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bootstrap of two groups: against every resample there is, and a formula worked out by hand.
 */
#include <config.h>

#include <math.h>

#include "painstat/two_locations.h"
#include "support.h"

enum { ALL = 27 * 256 }; /* draws of 3 from 3 patients and of 4 from 4 */

static const double a_x[] = {1, 4, 6}, b_x[] = {0, 2, 3, 7}, a_y[] = {0, 1, 5},
                    b_y[] = {0, 0, 1, 6};
static const uint64_t once[] = {1, 1, 1, 1};
static const pain_counts a = {a_x, a_y, once, 3, 3}, b = {b_x, b_y, once, 4, 4};

static pain_interval_options options_at(double level, pain_side side, pain_method method)
{
    return (pain_interval_options){.size = sizeof(pain_interval_options),
                                   .level = level,
                                   .method = (int32_t)method,
                                   .side = (int32_t)side,
                                   .seed = 11,
                                   .resamples = 20000};
}

static double mean_of_draw(const double *x, int n, int draw)
{
    double sum = 0;

    for (int i = 0; i < n; i++, draw /= n)
        sum += x[draw % n];
    return sum / n;
}

/* The probabilities that a resample's difference is below `limit`, and that it is up to it. */
static void around(double limit, double *below, double *up_to)
{
    *below = *up_to = 0;
    for (int i = 0; i < 27; i++)
        for (int j = 0; j < 256; j++) {
            double d = mean_of_draw(a_x, 3, i) - mean_of_draw(b_x, 4, j);

            *below += d < limit - 1e-9;
            *up_to += d <= limit + 1e-9;
        }
    *below /= ALL;
    *up_to /= ALL;
}

/* A p-quantile of 20,000 replicates: its standard error in p is at most .0036; five of them. */
static void assert_quantile(double limit, double p)
{
    double below, up_to;

    around(limit, &below, &up_to);
    ck_assert_msg(below <= p + 0.018 && up_to >= p - 0.018, "%g: %g to %g, not %g", limit, below,
                  up_to, p);
}

START_TEST(limits_are_quantiles_of_all_resamples)
{
    pain_interval_options o = options_at(0.9, PAIN_TWO_SIDED, PAIN_METHOD_PERCENTILE);
    pain_estimate e, basic, swapped;

    ck_assert_int_eq(pain_bootstrap_difference(a, b, pain_statistic_mean, NULL, &o, &e), PAIN_OK);
    ck_close(e.value, 11.0 / 3 - 3, 1e-15);
    ck_assert_uint_eq(e.denominator, 7);
    assert_quantile(e.lower, 0.05);
    assert_quantile(e.upper, 0.95);
    ck_assert_int_eq(pain_bootstrap_difference(b, a, pain_statistic_mean, NULL, &o, &swapped),
                     PAIN_OK);
    ck_close(swapped.value, -e.value, 1e-15);
    assert_quantile(-swapped.upper, 0.05);
    assert_quantile(-swapped.lower, 0.95);
    o.method = PAIN_METHOD_BASIC;
    ck_assert_int_eq(pain_bootstrap_difference(a, b, pain_statistic_mean, NULL, &o, &basic),
                     PAIN_OK);
    ck_close(basic.lower, 2 * e.value - e.upper, 1e-13);
    ck_close(basic.upper, 2 * e.value - e.lower, 1e-13);
}
END_TEST

/* Influences: x - mean in a, mean - x in b. By hand, sum l^3 / n^3 = (-8/3)^3 + (1/3)^3 + (7/3)^3
 * over 27, less (-3)^3 - 1 + 4^3 over 64, = -168/729 - 36/64; sum l^2 / n^2 = 114/81 + 26/16. */
START_TEST(acceleration_is_that_of_two_samples)
{
    pain_interval_options o = options_at(0.9, PAIN_TWO_SIDED, PAIN_METHOD_BCA);
    double want = (-168.0 / 729 - 36.0 / 64) / (6 * pow(114.0 / 81 + 26.0 / 16, 1.5));
    double below, up_to, p;
    pain_estimate e;

    ck_assert_int_eq(pain_bootstrap_difference(a, b, pain_statistic_mean, NULL, &o, &e), PAIN_OK);
    ck_assert_int_eq(e.method, PAIN_METHOD_BCA);
    ck_close(e.reserved[1], want, 1e-12);
    around(e.value, &below, &up_to);
    p = erfc(-e.reserved[0] / sqrt(2)) / 2;
    ck_assert(fabs(p - (below + up_to) / 2) < 0.018);
}
END_TEST

/* Every limit is the smallest difference with probability enough up to it, of the 27 x 256 ordered
 * resamples; every way to count them is as many as the header says. */
START_TEST(all_resamples_of_both_groups_are_those_by_hand)
{
    static const uint64_t with_none[] = {1, 0, 1, 1};
    static const double more_x[] = {1, 2, 4, 6}, more_y[] = {0, 9, 1, 5};
    const pain_counts same_a = {more_x, more_y, with_none, 4, 3};
    pain_interval_options o = options_at(0.9, PAIN_TWO_SIDED, PAIN_METHOD_PERCENTILE);
    double below, up_to;
    pain_ideal ideal;
    pain_estimate e, bca, random;

    ck_assert_int_eq(
        pain_bootstrap_difference_ideal(same_a, b, pain_statistic_mean, NULL, &o, &e, &ideal),
        PAIN_OK);
    ck_assert_uint_eq(ideal.resamples, 10 * 35);
    around(e.lower, &below, &up_to);
    ck_assert(below < 0.05 && up_to >= 0.05);
    around(e.upper, &below, &up_to);
    ck_assert(below <= 0.95 && up_to > 0.95);
    around(e.value, &below, &up_to);
    ck_close(ideal.below, below, 1e-12);
    ck_close(ideal.mid, (below + up_to) / 2, 1e-12);
    /* The variance of a mean of resamples: sum of squares over n^2, of both groups. */
    ck_close(ideal.se, sqrt(114.0 / 9 / 9 + 26.0 / 16), 1e-12);
    o.method = PAIN_METHOD_BCA;
    ck_assert_int_eq(
        pain_bootstrap_difference_ideal(a, b, pain_statistic_mean, NULL, &o, &bca, NULL), PAIN_OK);
    ck_assert_int_eq(pain_bootstrap_difference(a, b, pain_statistic_mean, NULL, &o, &random),
                     PAIN_OK);
    ck_close(bca.reserved[1], random.reserved[1], 1e-15);
    ck_assert_double_le(fabs(bca.reserved[0] - random.reserved[0]), 0.05);
}
END_TEST

START_TEST(too_many_resamples_of_both_groups_are_refused)
{
    static const double many[] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    static const uint64_t each[] = {1, 1, 1, 1, 1, 1, 1, 1, 1};
    const pain_counts nine = {many, NULL, each, 9, 9}, one = {many, NULL, each, 1, 1};
    pain_ideal ideal;
    pain_estimate e;

    ck_assert_int_eq(
        pain_bootstrap_difference_ideal(nine, nine, pain_statistic_mean, NULL, NULL, &e, &ideal),
        PAIN_OK);
    ck_assert(e.value == 0 && isnan(e.lower) && e.reason == PAIN_EOVERFLOW);
    ck_assert(ideal.resamples == 0 && isnan(ideal.se));
    ck_assert_int_eq(
        pain_bootstrap_difference_ideal(nine, one, pain_statistic_mean, NULL, NULL, &e, &ideal),
        PAIN_OK);
    ck_assert(isnan(e.lower) && e.reason == PAIN_ETOOFEW);
    ck_assert_int_eq(pain_bootstrap_difference_ideal(nine, nine, NULL, NULL, NULL, &e, NULL),
                     PAIN_EINVAL);
}
END_TEST

/* The ratio of the groups by its logarithm. */
static double log_mean(pain_counts counts, void *context)
{
    return log(pain_statistic_mean(counts, context) + 1);
}

/* 2048 resamples of each group are together exactly as many as are run through. */
START_TEST(the_most_resamples_are_run_through)
{
    static const double x[] = {0, 1};
    static const uint64_t counts[] = {1000, 1047}, others[] = {1047, 1000};
    const pain_counts first = {x, NULL, counts, 2, 2047}, second = {x, NULL, others, 2, 2047};
    pain_interval_options o = options_at(0.95, PAIN_TWO_SIDED, PAIN_METHOD_PERCENTILE);
    pain_ideal ideal;
    pain_estimate e;

    ck_assert_int_eq(
        pain_bootstrap_difference_ideal(first, second, pain_statistic_mean, NULL, &o, &e, &ideal),
        PAIN_OK);
    ck_assert_uint_eq(ideal.resamples, PAIN_IDEAL_MOST);
    ck_assert(e.reason == PAIN_OK && e.lower < e.value && e.value < e.upper);
}
END_TEST

START_TEST(any_statistic_of_values_or_pairs_is_taken)
{
    pain_interval_options o = options_at(0.8, PAIN_TWO_SIDED, PAIN_METHOD_DEFAULT);
    pain_estimate e, again;

    ck_assert_int_eq(pain_bootstrap_difference(a, b, pain_statistic_ratio, NULL, &o, &e), PAIN_OK);
    ck_close(e.value, 6.0 / 11 - 7.0 / 12, 1e-13);
    ck_assert(e.lower < e.value && e.value < e.upper);
    ck_assert_int_eq(pain_bootstrap_difference(a, b, pain_statistic_ratio, NULL, &o, &again),
                     PAIN_OK);
    ck_assert(again.lower == e.lower && again.upper == e.upper);
    ck_assert_int_eq(pain_bootstrap_difference(a, b, pain_statistic_median, NULL, &o, &e), PAIN_OK);
    ck_close(e.value, 1.5, 1e-15);
    ck_assert_int_eq(pain_bootstrap_difference(a, b, log_mean, NULL, &o, &e), PAIN_OK);
    ck_close(e.value, log(14.0 / 3) - log(4.0), 1e-13);
}
END_TEST

START_TEST(levels_are_nested_and_one_sided_bounds_are_limits)
{
    pain_interval_options o = options_at(0.8, PAIN_TWO_SIDED, PAIN_METHOD_BCA), one = o;
    pain_estimate inner, outer, bound;

    ck_assert_int_eq(pain_bootstrap_difference(a, b, pain_statistic_mean, NULL, &o, &inner), 0);
    o.level = 0.95;
    ck_assert_int_eq(pain_bootstrap_difference(a, b, pain_statistic_mean, NULL, &o, &outer), 0);
    ck_assert(outer.lower < inner.lower && inner.upper < outer.upper);
    one.level = 0.9;
    one.side = PAIN_LOWER_BOUND;
    ck_assert_int_eq(pain_bootstrap_difference(a, b, pain_statistic_mean, NULL, &one, &bound), 0);
    ck_close(bound.lower, inner.lower, 1e-12);
    ck_assert(bound.upper == INFINITY);
}
END_TEST

START_TEST(d19_groups_without_spread_or_patients_are_told)
{
    const double at[] = {0};
    const uint64_t four[] = {4}, one[] = {1};
    const pain_counts flat = {at, NULL, four, 1, 4}, single = {at, NULL, one, 1, 1};
    const pain_counts none = {NULL, NULL, NULL, 0, 0}, values = {b_x, NULL, once, 4, 4};
    pain_estimate e;

    ck_assert_int_eq(pain_bootstrap_difference(flat, flat, pain_statistic_mean, NULL, NULL, &e), 0);
    ck_assert(e.value == 0 && e.lower == 0 && e.upper == 0);
    ck_assert_uint_eq(e.flags, PAIN_FLAG_NO_SPREAD);
    ck_assert_int_eq(pain_bootstrap_difference(flat, values, pain_statistic_mean, NULL, NULL, &e),
                     PAIN_OK);
    ck_assert(e.lower < -3 && -3 < e.upper && e.upper <= 0);
    ck_assert_int_eq(pain_bootstrap_difference(single, values, pain_statistic_mean, NULL, NULL, &e),
                     PAIN_OK);
    ck_assert(e.value == -3 && isnan(e.lower) && e.reason == PAIN_ETOOFEW);
    ck_assert_int_eq(pain_bootstrap_difference(none, values, pain_statistic_mean, NULL, NULL, &e),
                     PAIN_EEMPTY);
    ck_assert(isnan(e.value) && isnan(e.lower));
    ck_assert_int_eq(pain_bootstrap_difference(a, values, pain_statistic_mean, NULL, NULL, &e),
                     PAIN_EINVAL);
    ck_assert_int_eq(pain_bootstrap_difference(a, b, NULL, NULL, NULL, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_bootstrap_difference(a, b, pain_statistic_mean, NULL, NULL, NULL),
                     PAIN_EINVAL);
    pain_interval_options o = options_at(0.9, PAIN_TWO_SIDED, PAIN_METHOD_STUDENTIZED);

    ck_assert_int_eq(pain_bootstrap_difference(a, b, pain_statistic_mean, NULL, &o, &e),
                     PAIN_EINVAL);
    /* mean(x) is 0 in all of b's resamples */
    const pain_counts no_pain = {at, at, four, 1, 4};

    ck_assert_int_eq(pain_bootstrap_difference(a, no_pain, pain_statistic_ratio, NULL, NULL, &e),
                     PAIN_EUNDEFINED);
}
END_TEST

/* 20 at 0, 5 at 1, 5 at 2 against the same: the median hardly varies, and no limit is NaN. */
START_TEST(d17_medians_near_zero_have_limits)
{
    const double x[] = {0, 1, 2};
    const uint64_t counts[] = {20, 5, 5};
    const pain_counts well = {x, NULL, counts, 3, 30};
    const pain_method methods[] = {PAIN_METHOD_BCA, PAIN_METHOD_BCA_STRICT, PAIN_METHOD_PERCENTILE,
                                   PAIN_METHOD_BASIC};

    for (size_t m = 0; m < 4; m++) {
        pain_interval_options o = options_at(0.95, PAIN_TWO_SIDED, methods[m]);
        pain_estimate e;

        ck_assert_int_eq(pain_bootstrap_difference(well, well, pain_statistic_median, NULL, &o, &e),
                         PAIN_OK);
        ck_assert(e.value == 0 && isfinite(e.lower) && isfinite(e.upper));
        ck_assert(e.method == (int32_t)methods[m] || (e.flags & PAIN_FLAG_FALLBACK) != 0);
    }
}
END_TEST

START_TEST(memory_that_runs_out_is_an_error_and_nothing_leaks)
{
    pain_interval_options o = options_at(0.9, PAIN_TWO_SIDED, PAIN_METHOD_BCA);
    pain_status status = PAIN_ENOMEM;

    for (size_t fail_at = 1; status == PAIN_ENOMEM; fail_at++) {
        failing_allocator memory;
        pain_estimate e;

        failing_allocator_init(&memory, fail_at);
        o.allocator = &memory.allocator;
        o.resamples = 100;
        status = pain_bootstrap_difference(a, b, pain_statistic_mean, NULL, &o, &e);
        ck_assert_uint_eq(memory.live, 0);
        ck_assert(status == PAIN_OK || (status == PAIN_ENOMEM && isnan(e.value)));
        pain_status all =
            pain_bootstrap_difference_ideal(a, b, pain_statistic_mean, NULL, &o, &e, NULL);

        ck_assert_uint_eq(memory.live, 0);
        ck_assert(all == PAIN_OK || (all == PAIN_ENOMEM && isnan(e.value)));
        if (status == PAIN_OK)
            status = all;
        memory.calls = 0;
    }
    ck_assert_int_eq(status, PAIN_OK);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bootstrap of two groups");
    TCase *tests = tcase_create("bootstrap of two groups");

    tcase_add_test(tests, limits_are_quantiles_of_all_resamples);
    tcase_add_test(tests, acceleration_is_that_of_two_samples);
    tcase_add_test(tests, all_resamples_of_both_groups_are_those_by_hand);
    tcase_add_test(tests, too_many_resamples_of_both_groups_are_refused);
    tcase_add_test(tests, the_most_resamples_are_run_through);
    tcase_add_test(tests, any_statistic_of_values_or_pairs_is_taken);
    tcase_add_test(tests, levels_are_nested_and_one_sided_bounds_are_limits);
    tcase_add_test(tests, d19_groups_without_spread_or_patients_are_told);
    tcase_add_test(tests, d17_medians_near_zero_have_limits);
    tcase_add_test(tests, memory_that_runs_out_is_an_error_and_nothing_leaks);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
