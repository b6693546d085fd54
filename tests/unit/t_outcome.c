/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outcomes of a cohort: reductions, of one group and of two; what is refused.
 *
 * Values of nrs7 and nrs12 come from tests/ref/golden_paired.csv (mpmath 1.2.1, R 4.2.2). */
#include <config.h>

#include <math.h>

#include "painstat/outcome.h"
#include "support.h"

static const double nrs7_b[] = {7, 5, 8, 6, 9, 4, 10}, nrs7_e[] = {2, 1, 0, 3, 1, 0, 4};
static const double nrs12_b[] = {8, 7, 6, 9, 5, 4, 10, 7, 3, 6, 8, 5};
static const double nrs12_e[] = {1, 0, 0, 2, 5, 0, 1, 3, 4, 0, 0, 1};

static pain_cohort *cohort_of(const double *b, const double *e, size_t n, const char *scale_text,
                              pain_missing_rule missing)
{
    pain_scale scale;
    pain_cohort *cohort = NULL;

    ck_assert_int_eq(pain_scale_parse(scale_text, &scale), PAIN_OK);
    ck_assert_int_eq(pain_cohort_from_arrays(&cohort, b, e, n, &scale, missing, NULL), PAIN_OK);
    return cohort;
}

static pain_cohort *observed(const double *b, const double *e, size_t n)
{
    return cohort_of(b, e, n, "nrs11", PAIN_MISSING_OBSERVED);
}

START_TEST(one_patients_percent_reduction)
{
    ck_assert(pain_percent_reduction(8, 2) == 75.0);
    ck_assert(pain_percent_reduction(4, 5) == -25.0);
    ck_assert(pain_percent_reduction(3, 0) == 100.0);
    ck_assert(isnan(pain_percent_reduction(0, 0)));
    ck_assert(isnan(pain_percent_reduction(NAN, 1)));
    ck_assert(isnan(pain_percent_reduction(1, INFINITY)));
}
END_TEST

START_TEST(the_three_percent_reductions_differ_on_the_same_patients)
{
    pain_cohort *c = observed(nrs7_b, nrs7_e, 7);
    pain_estimate e;

    ck_assert_int_eq(pain_mean_percent_reduction(c, NULL, &e), PAIN_OK);
    ck_close(e.value, 78.616780045351473923, 1e-14);
    ck_assert_uint_eq(e.denominator, 7);
    ck_assert_int_eq(e.method, PAIN_METHOD_T);
    ck_assert_int_eq(pain_percent_reduction_of_means(c, NULL, &e), PAIN_OK);
    ck_close(e.value, 77.551020408163265306, 1e-14);
    ck_close(e.lower, 59.653764269667441782, 1e-12);
    ck_close(e.upper, 97.167685549586105263, 1e-12);
    ck_assert_int_eq(e.method, PAIN_METHOD_FIELLER);
    ck_assert_int_eq(pain_median_percent_reduction(c, NULL, &e), PAIN_OK);
    ck_close(e.lower, 50.0, 1e-14);
    ck_close(e.upper, 100.0, 1e-14);
    ck_close(e.attained, 0.984375, 1e-12);
    ck_assert_int_eq(pain_mean_reduction(c, NULL, &e), PAIN_OK);
    ck_close(e.value, 5.4285714285714285714, 1e-14);
    pain_cohort_free(c);
}
END_TEST

START_TEST(delta_and_bootstrap_are_had_by_name)
{
    pain_cohort *c = observed(nrs7_b, nrs7_e, 7);
    pain_interval_options o = {.size = sizeof o, .method = PAIN_METHOD_DELTA};
    pain_estimate e;

    ck_assert_int_eq(pain_percent_reduction_of_means(c, &o, &e), PAIN_OK);
    ck_close(e.lower, 59.593158177625403519, 1e-12);
    ck_close(e.upper, 95.508882638701127093, 1e-12);
    o.method = PAIN_METHOD_BCA;
    o.resamples = 500;
    ck_assert_int_eq(pain_percent_reduction_of_means(c, &o, &e), PAIN_OK);
    ck_assert_int_eq(e.method, PAIN_METHOD_BCA);
    ck_assert(e.lower > 40.0 && e.lower < e.value && e.upper > e.value && e.upper <= 100.0);
    ck_assert_int_eq(pain_mean_percent_reduction(c, &o, &e), PAIN_OK);
    ck_assert(e.upper <= 100.0);
    ck_assert_int_eq(pain_median_percent_reduction(c, &o, &e), PAIN_OK);
    ck_assert(e.upper <= 100.0);
    o.method = PAIN_METHOD_WILSON;
    ck_assert_int_eq(pain_mean_percent_reduction(c, &o, &e), PAIN_EINVAL);
    ck_assert(isnan(e.value));
    pain_cohort_free(c);
}
END_TEST

START_TEST(the_methods_of_percent_change_are_had_by_name)
{
    pain_cohort *c = observed(nrs7_b, nrs7_e, 7);
    pain_interval_options o = {.size = sizeof o, .method = PAIN_METHOD_LOG_DELTA};
    pain_estimate e;

    ck_assert_int_eq(pain_percent_reduction_of_means(c, &o, &e), PAIN_OK);
    ck_close(e.lower, 50.041817954247973327, 1e-12);
    ck_close(e.upper, 89.912429474451744227, 1e-12);
    o.method = PAIN_METHOD_ABC;
    ck_assert_int_eq(pain_percent_reduction_of_means(c, &o, &e), PAIN_OK);
    ck_close(e.lower, 64.026345353477197, 1e-6);
    ck_close(e.upper, 90.65423955126353, 1e-6);
    ck_assert_int_eq(pain_mean_percent_reduction(c, &o, &e), PAIN_OK);
    ck_close(e.lower, 64.430301432504749, 1e-6);
    ck_close(e.upper, 91.02281260394092, 1e-6);
    /* tests/ref/location.csv: the t interval at 99 % would end at 105.7 */
    o.method = PAIN_METHOD_LOG_T;
    o.level = 0.99;
    ck_assert_int_eq(pain_mean_percent_reduction(c, &o, &e), PAIN_OK);
    ck_assert(e.upper < 100 && e.lower < e.value && e.value < e.upper);
    o.side = PAIN_LOWER_BOUND;
    ck_assert_int_eq(pain_mean_percent_reduction(c, &o, &e), PAIN_OK);
    ck_assert(e.upper == 100);
    o.method = PAIN_METHOD_STUDENTIZED;
    ck_assert_int_eq(pain_mean_reduction(c, &o, &e), PAIN_OK);
    ck_assert_int_eq(pain_mean_percent_reduction(c, &o, &e), PAIN_OK);
    pain_cohort_free(c);
}
END_TEST

START_TEST(every_reduction_is_compared_between_groups)
{
    pain_cohort *a = observed(nrs7_b, nrs7_e, 7), *b = observed(nrs12_b, nrs12_e, 12);
    pain_cohort *vas = cohort_of(nrs7_b, nrs7_e, 7, "vas100", PAIN_MISSING_OBSERVED);
    pain_interval_options o = {.size = sizeof o, .method = PAIN_METHOD_OLS};
    pain_estimate e, of_a, of_b;

    /* R 4.2.2, tests/ref/two_locations.csv: nrs12 and nrs7, ratios; 1 - ratio is the reduction */
    ck_assert_int_eq(pain_percent_of_means_difference(a, b, NULL, &e), PAIN_OK);
    ck_assert_int_eq(e.method, PAIN_METHOD_DELTA);
    ck_close(e.value, -0.65410779696493948, 1e-12);
    ck_assert_int_eq(pain_percent_reduction_of_means(a, NULL, &of_a), PAIN_OK);
    ck_assert_int_eq(pain_percent_reduction_of_means(b, NULL, &of_b), PAIN_OK);
    ck_close(e.value, of_a.value - of_b.value, 1e-12);
    ck_assert_int_eq(pain_percent_of_means_difference(a, vas, NULL, &e), PAIN_OK);
    ck_assert_int_eq(pain_median_percent_difference(a, b, NULL, &e), PAIN_OK);
    ck_assert_int_eq(pain_median_percent_reduction(a, NULL, &of_a), PAIN_OK);
    ck_assert_int_eq(pain_median_percent_reduction(b, NULL, &of_b), PAIN_OK);
    ck_close(e.value, of_a.value - of_b.value, 1e-13);
    ck_assert(e.lower < e.value && e.value < e.upper);
    /* the same, 0.17142857142857126 points at a baseline of 127 / 19 */
    ck_assert_int_eq(pain_adjusted_percent_difference(a, b, &o, &e), PAIN_OK);
    ck_close(e.value, -17.142857142857126 * 19 / 127, 1e-12);
    ck_assert_int_eq(pain_adjusted_percent_difference(a, vas, NULL, &e), PAIN_EINVAL);
    o.method = PAIN_METHOD_BCA;
    o.resamples = 500;
    ck_assert_int_eq(pain_percent_of_means_difference(a, b, &o, &e), PAIN_OK);
    ck_assert(e.method == PAIN_METHOD_BCA && e.lower < e.value && e.value < e.upper);
    ck_assert_int_eq(pain_mean_percent_difference(a, b, &o, &e), PAIN_OK);
    ck_assert(e.method == PAIN_METHOD_BCA && e.lower < e.value && e.value < e.upper);
    pain_cohort_free(a);
    pain_cohort_free(b);
    pain_cohort_free(vas);
}
END_TEST

START_TEST(two_groups_are_compared_by_welch)
{
    pain_cohort *a = observed(nrs7_b, nrs7_e, 7), *b = observed(nrs12_b, nrs12_e, 12);
    pain_cohort *other = cohort_of(nrs7_b, nrs7_e, 7, "vas100", PAIN_MISSING_OBSERVED);
    pain_interval_options o = {.size = sizeof o, .level = 0.99};
    pain_estimate e;

    /* R 4.2.2, tests/ref/location.csv */
    ck_assert_int_eq(pain_mean_reduction_difference(a, b, &o, &e), PAIN_OK);
    ck_close(e.lower, -3.0232849971075084, 1e-12);
    ck_close(e.upper, 3.7137611875836996, 1e-12);
    ck_assert_uint_eq(e.denominator, 19);
    ck_assert_int_eq(pain_mean_percent_difference(a, b, NULL, &e), PAIN_OK);
    ck_assert_int_eq(e.method, PAIN_METHOD_WELCH);
    ck_assert(e.lower < e.value && e.value < e.upper);
    ck_assert_int_eq(pain_mean_percent_difference(a, other, NULL, &e), PAIN_OK);
    ck_assert(e.value == 0);
    ck_assert_int_eq(pain_mean_reduction_difference(a, other, NULL, &e), PAIN_EINVAL);
    ck_assert(isnan(e.value));
    ck_assert_int_eq(pain_mean_percent_difference(a, NULL, NULL, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_mean_percent_difference(NULL, b, NULL, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_mean_percent_difference(a, b, NULL, NULL), PAIN_EINVAL);
    pain_cohort_free(a);
    pain_cohort_free(b);
    pain_cohort_free(other);
}
END_TEST

START_TEST(a_one_sided_bound_is_the_two_sided_limit_at_2c_minus_1)
{
    pain_cohort *c = observed(nrs12_b, nrs12_e, 12);
    pain_interval_options two = {.size = sizeof two, .level = 0.9}, one = two;
    pain_estimate both, lower, upper;

    one.level = 0.95;
    ck_assert_int_eq(pain_percent_reduction_of_means(c, &two, &both), PAIN_OK);
    one.side = PAIN_LOWER_BOUND;
    ck_assert_int_eq(pain_percent_reduction_of_means(c, &one, &lower), PAIN_OK);
    one.side = PAIN_UPPER_BOUND;
    ck_assert_int_eq(pain_percent_reduction_of_means(c, &one, &upper), PAIN_OK);
    ck_close(lower.lower, both.lower, 1e-12);
    ck_close(upper.upper, both.upper, 1e-12);
    ck_assert(lower.upper == INFINITY && upper.lower == -INFINITY);
    ck_assert_int_eq(lower.side, PAIN_LOWER_BOUND);
    pain_cohort_free(c);
}
END_TEST

START_TEST(a_zero_baseline_has_no_percentage_and_keeps_its_state)
{
    const double b[] = {0, 0, 8, 6}, e[] = {0, 3, 2, 6};
    pain_cohort *c = observed(b, e, 4);
    pain_estimate x;

    ck_assert_int_eq(pain_mean_percent_reduction(c, NULL, &x), PAIN_OK);
    ck_close(x.value, 37.5, 1e-14);
    ck_assert_uint_eq(x.denominator, 2);
    ck_assert_uint_eq(x.n_excluded, 2);
    ck_assert_int_eq(pain_percent_reduction_of_means(c, NULL, &x), PAIN_OK);
    ck_close(x.value, 100.0 * (1.0 - 11.0 / 14.0), 1e-14);
    ck_assert_uint_eq(x.denominator, 4);
    ck_assert_int_eq(pain_responders(c, 30, NULL, &x), PAIN_OK);
    ck_assert_uint_eq(x.numerator, 1);
    ck_assert_uint_eq(x.denominator, 2);
    ck_assert_uint_eq(x.n_excluded, 2);
    ck_assert_int_eq(pain_near_zero(c, 0, NULL, &x), PAIN_OK);
    ck_assert_uint_eq(x.numerator, 1);
    ck_assert_uint_eq(x.denominator, 4);
    ck_assert_int_eq(pain_worsened(c, NULL, &x), PAIN_OK);
    ck_assert_uint_eq(x.numerator, 1);
    pain_cohort_free(c);
}
END_TEST

START_TEST(all_baselines_zero_leave_percentages_undefined)
{
    const double b[] = {0, 0}, e[] = {0, 1};
    pain_cohort *c = observed(b, e, 2);
    pain_estimate x;

    ck_assert_int_eq(pain_mean_percent_reduction(c, NULL, &x), PAIN_EEMPTY);
    ck_assert(isnan(x.value) && isnan(x.lower) && isnan(x.upper));
    ck_assert_uint_eq(x.n_excluded, 2);
    ck_assert_int_eq(pain_percent_reduction_of_means(c, NULL, &x), PAIN_EZEROBASE);
    ck_assert(isnan(x.value));
    ck_assert_int_eq(pain_responders(c, 50, NULL, &x), PAIN_EEMPTY);
    ck_assert_int_eq(pain_mean_reduction(c, NULL, &x), PAIN_OK);
    ck_close(x.value, -0.5, 1e-15);
    pain_cohort_free(c);
}
END_TEST

START_TEST(everybody_at_zero_is_a_full_reduction_without_spread)
{
    const double b[] = {8, 5, 7, 6}, e[] = {0, 0, 0, 0};
    pain_cohort *c = observed(b, e, 4);
    pain_estimate x;

    ck_assert_int_eq(pain_mean_percent_reduction(c, NULL, &x), PAIN_OK);
    ck_assert(x.value == 100.0 && x.lower == 100.0 && x.upper == 100.0);
    ck_assert_uint_ne(x.flags & PAIN_FLAG_NO_SPREAD, 0);
    ck_assert_int_eq(pain_percent_reduction_of_means(c, NULL, &x), PAIN_OK);
    ck_assert(x.value == 100.0 && x.lower == 100.0 && x.upper == 100.0);
    ck_assert_uint_ne(x.flags & PAIN_FLAG_NO_SPREAD, 0);
    ck_assert_int_eq(pain_near_zero(c, 0, NULL, &x), PAIN_OK);
    ck_assert(x.value == 1.0 && x.upper == 1.0 && x.lower > 0.4 && x.lower < 0.7);
    pain_cohort_free(c);
}
END_TEST

START_TEST(a_reversed_scale_gives_the_same_numbers)
{
    double b[12], e[12];
    pain_estimate x, y;

    for (size_t i = 0; i < 12; i++) {
        b[i] = 10 - nrs12_b[i];
        e[i] = 10 - nrs12_e[i];
    }
    pain_cohort *c = observed(nrs12_b, nrs12_e, 12);
    pain_cohort *r = cohort_of(b, e, 12, "0:10:1:reversed", PAIN_MISSING_OBSERVED);

    ck_assert_int_eq(pain_mean_percent_reduction(c, NULL, &x), PAIN_OK);
    ck_assert_int_eq(pain_mean_percent_reduction(r, NULL, &y), PAIN_OK);
    ck_assert(x.value == y.value && x.lower == y.lower && x.upper == y.upper);
    ck_assert_int_eq(pain_near_zero(c, 2, NULL, &x), PAIN_OK);
    ck_assert_int_eq(pain_near_zero(r, 2, NULL, &y), PAIN_OK);
    ck_assert_uint_eq(x.numerator, y.numerator);
    pain_cohort_free(c);
    pain_cohort_free(r);
}
END_TEST

START_TEST(arguments_out_of_range_are_refused)
{
    pain_cohort *c = observed(nrs7_b, nrs7_e, 7);
    const double cuts[] = {0, -1, 100.1, NAN, INFINITY};
    pain_interval_options percent = {.size = sizeof percent, .level = 95};
    pain_estimate x;

    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        ck_assert_int_eq(pain_responders(c, cuts[i], NULL, &x), PAIN_EINVAL);
        ck_assert(isnan(x.value));
        ck_assert_int_eq(pain_point_responders(c, cuts[i], NULL, &x), PAIN_EINVAL);
    }
    ck_assert_int_eq(pain_near_zero(c, -0.5, NULL, &x), PAIN_EINVAL);
    ck_assert_int_eq(pain_near_zero(c, 10.5, NULL, &x), PAIN_EINVAL);
    ck_assert_int_eq(pain_near_zero(c, NAN, NULL, &x), PAIN_EINVAL);
    ck_assert_int_eq(pain_near_zero(c, 1, &percent, &x), PAIN_EINVAL);
    ck_assert_int_eq(pain_mean_reduction(c, &percent, &x), PAIN_EINVAL);
    ck_assert_int_eq(pain_near_zero(NULL, 1, NULL, &x), PAIN_EINVAL);
    ck_assert_int_eq(pain_no_worse_than_mild(NULL, NULL, &x), PAIN_EINVAL);
    ck_assert_int_eq(pain_near_zero(c, 1, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_mean_percent_reduction(NULL, NULL, &x), PAIN_EINVAL);
    ck_assert_int_eq(pain_measure_estimate(c, (pain_measure)99, 0, NULL, &x), PAIN_EINVAL);
    pain_cohort_free(c);
}
END_TEST

START_TEST(nobody_gives_no_number)
{
    pain_cohort *c = observed(NULL, NULL, 0);
    pain_estimate x;

#define ROW(name, number, key, unit, label)                                     \
    ck_assert_int_eq(pain_measure_estimate(c, name, 1, NULL, &x), PAIN_EEMPTY); \
    ck_assert(isnan(x.value) && isnan(x.lower) && isnan(x.upper));              \
    ck_assert_int_eq(x.reason, PAIN_EEMPTY);
    PAIN_MEASURE_LIST(ROW)
#undef ROW
    pain_cohort_free(c);
}
END_TEST

START_TEST(measures_have_distinct_keys)
{
    static const pain_measure all[] = {
#define ROW(name, number, key, unit, label) name,
        PAIN_MEASURE_LIST(ROW)
#undef ROW
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        for (size_t j = 0; j < i; j++)
            ck_assert_str_ne(pain_measure_key(all[i]), pain_measure_key(all[j]));
    ck_assert_str_eq(pain_measure_key((pain_measure)99), "unknown");
    ck_assert_str_eq(pain_measure_label((pain_measure)99), "unknown");
    ck_assert_int_eq(pain_measure_unit(PAIN_MEASURE_WORSENED), PAIN_UNIT_PROPORTION);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("outcome");
    TCase *tests = tcase_create("outcome");

    tcase_add_test(tests, one_patients_percent_reduction);
    tcase_add_test(tests, the_three_percent_reductions_differ_on_the_same_patients);
    tcase_add_test(tests, delta_and_bootstrap_are_had_by_name);
    tcase_add_test(tests, the_methods_of_percent_change_are_had_by_name);
    tcase_add_test(tests, every_reduction_is_compared_between_groups);
    tcase_add_test(tests, two_groups_are_compared_by_welch);
    tcase_add_test(tests, a_one_sided_bound_is_the_two_sided_limit_at_2c_minus_1);
    tcase_add_test(tests, a_zero_baseline_has_no_percentage_and_keeps_its_state);
    tcase_add_test(tests, all_baselines_zero_leave_percentages_undefined);
    tcase_add_test(tests, everybody_at_zero_is_a_full_reduction_without_spread);
    tcase_add_test(tests, a_reversed_scale_gives_the_same_numbers);
    tcase_add_test(tests, arguments_out_of_range_are_refused);
    tcase_add_test(tests, nobody_gives_no_number);
    tcase_add_test(tests, measures_have_distinct_keys);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
