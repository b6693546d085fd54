/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two independent proportions: reference values, defects of other tools (by their numbers in the
 * survey that preceded this library), edges. Properties are in two_proportions_properties.c. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "painstat/two_proportions.h"
#include "support.h"
#include "two_proportions_support.h"

static compare_one measure_named(const char *name)
{
    if (strcmp(name, "diff") == 0)
        return pain_proportion_difference;
    return strcmp(name, "ratio") == 0 ? pain_proportion_ratio : pain_odds_ratio;
}

static pain_estimate by_row(char **f)
{
    pain_method method;
    uint64_t counts[4];

    ck_assert_int_eq(pain_method_parse(f[1], &method), PAIN_OK);
    for (size_t i = 0; i < 4; i++)
        counts[i] = strtoull(f[2 + i], NULL, 10);
    return compare_by(measure_named(f[0]), counts, method, strtod(f[6], NULL), PAIN_TWO_SIDED);
}

/* mpmath to 1e-12; ratesci to what it reaches. */
START_TEST(limits_are_those_of_the_golden_table)
{
    FILE *file = open_source("tests/ref/golden_two_proportions.csv");
    char line[256], *f[10];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, f, 10) == 10; rows++) {
        pain_estimate e = by_row(f);
        double relative = strtod(f[9], NULL);

        ck_assert_msg(is_close(e.lower, strtod(f[7], NULL), relative) &&
                          is_close(e.upper, strtod(f[8], NULL), relative),
                      "%s %s %s/%s %s/%s %s: got %.17g %.17g, want %s %s", f[0], f[1], f[2], f[3],
                      f[4], f[5], f[6], e.lower, e.upper, f[7], f[8]);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 2074);
}
END_TEST

/* One unit in the place after the last printed one is for values that were rounded twice. */
static bool is_rounded(double got, const char *want)
{
    const char *point = strchr(want, '.');
    double places = point != NULL ? (double)strlen(point + 1) : 0;

    return fabs(got - strtod(want, NULL)) <= 0.51 * pow(10, -places);
}

START_TEST(limits_round_to_published_ones)
{
    FILE *file = open_source("tests/ref/published_two_proportions.csv");
    char line[256], *f[10];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, f, 10) == 10; rows++) {
        pain_estimate e = by_row(f);

        ck_assert_msg(is_rounded(e.lower, f[7]) && is_rounded(e.upper, f[8]),
                      "%s %s %s/%s %s/%s: got %.17g %.17g, want %s %s", f[0], f[1], f[2], f[3],
                      f[4], f[5], e.lower, e.upper, f[7], f[8]);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 43);
}
END_TEST

static void check_limits(compare_one compare, const uint64_t counts[4], pain_method method,
                         double level, const double want[2], double tolerance)
{
    pain_estimate e = compare_by(compare, counts, method, level, PAIN_TWO_SIDED);

    ck_assert_int_eq(e.reason, PAIN_OK);
    ck_assert_double_eq_tol(e.lower, want[0], tolerance);
    if (isinf(want[1]))
        ck_assert_double_eq(e.upper, want[1]);
    else
        ck_assert_double_eq_tol(e.upper, want[1], tolerance);
}

#define COUNTS(...) ((const uint64_t[4]){__VA_ARGS__})
#define LIMITS(...) ((const double[2]){__VA_ARGS__})

/* statsmodels solves a wrong cubic; right values from the survey. */
START_TEST(d10_miettinen_nurminen_of_7_in_34_against_1_in_34)
{
    check_limits(pain_proportion_difference, COUNTS(7, 34, 1, 34), PAIN_METHOD_MIETTINEN_NURMINEN,
                 0.95, LIMITS(0.0270416266, 0.3452912170), 5.1e-11);
}
END_TEST

/* statsmodels divides by 0. */
START_TEST(d10b_score_limits_of_empty_cells)
{
    check_limits(pain_proportion_difference, COUNTS(0, 10, 0, 20), PAIN_METHOD_MIETTINEN_NURMINEN,
                 0.95, LIMITS(-0.16576, 0.28438), 5.1e-6);
    check_limits(pain_proportion_difference, COUNTS(10, 10, 0, 20), PAIN_METHOD_MIETTINEN_NURMINEN,
                 0.95, LIMITS(0.71562, 1), 5.1e-6);
}
END_TEST

/* contingencytables answers (-1, 1), the arccosine of its cubic undefined: no table of groups of 10
 * and 20 may have both ends of the range, and none may lack limits. */
START_TEST(d11b_score_limits_are_never_the_whole_range)
{
    for (uint64_t x1 = 0; x1 <= 10; x1++)
        for (uint64_t x2 = 0; x2 <= 20; x2++) {
            pain_estimate e = compare_by(pain_proportion_difference, COUNTS(x1, 10, x2, 20),
                                         PAIN_METHOD_MIETTINEN_NURMINEN, 0.95, PAIN_TWO_SIDED);

            ck_assert_int_eq(e.reason, PAIN_OK);
            ck_assert(e.lower <= e.value && e.value <= e.upper && e.upper - e.lower < 0.75);
        }
}
END_TEST

/* contingencytables answers (-1, 1) when called by another name. */
START_TEST(d11_mee_of_7_in_34_against_1_in_34)
{
    check_limits(pain_proportion_difference, COUNTS(7, 34, 1, 34), PAIN_METHOD_MEE, 0.95,
                 LIMITS(0.02837, 0.34394), 5.1e-6);
}
END_TEST

/* ratesci's search in fixed steps does not end when 14 digits are asked for. Here the deviate, at
 * the neighbouring doubles of each limit, is on both sides of z or at it: the p-value is .05 to
 * 1e-13. */
START_TEST(d12_score_limits_have_all_digits_at_once)
{
    static const uint64_t tables[][4] = {{1, 29, 5, 10}, {0, 1, 1, 29}, {258, 260, 5, 10}};

    for (size_t i = 0; i < 3; i++) {
        const uint64_t *c = tables[i];
        pain_estimate e = compare_by(pain_proportion_difference, c, PAIN_METHOD_MIETTINEN_NURMINEN,
                                     0.95, PAIN_TWO_SIDED);

        for (int side = 0; side < 2; side++) {
            pain_test_options options = {.size = sizeof options,
                                         .null_value = side == 0 ? e.lower : e.upper,
                                         .method = PAIN_TEST_SCORE_MN};
            pain_test test;

            ck_assert_int_eq(pain_two_proportions_test(c[0], c[1], c[2], c[3], &options, &test),
                             PAIN_OK);
            ck_close(test.p_value, 0.05, 1e-13);
        }
    }
}
END_TEST

/* statsmodels: lower 1. */
START_TEST(d14_the_ratio_of_two_full_groups_is_uncertain)
{
    pain_estimate e = compare_by(pain_proportion_ratio, COUNTS(10, 10, 20, 20), PAIN_METHOD_KOOPMAN,
                                 0.9, PAIN_TWO_SIDED);

    ck_assert_double_eq_tol(e.lower, 0.78706, 5.1e-6);
    ck_assert_double_gt(e.upper, 1.1);
    ck_assert_double_eq(e.value, 1);
}
END_TEST

/* fisher.test: 8857.6 and 396.19; right values from the survey. */
START_TEST(d15_exact_odds_ratios_keep_their_digits)
{
    pain_estimate e = compare_by(pain_odds_ratio, COUNTS(12, 16, 1, 16),
                                 PAIN_METHOD_CORNFIELD_EXACT, 0.99, PAIN_TWO_SIDED);

    ck_assert_double_eq_tol(e.upper, 10365.98, 0.0051);
    e = compare_by(pain_odds_ratio, COUNTS(7, 34, 1, 34), PAIN_METHOD_CORNFIELD_EXACT, 0.95,
                   PAIN_TWO_SIDED);
    ck_assert_double_eq_tol(e.upper, 396.994, 0.00051);
}
END_TEST

/* riskscoreci: 2.0. */
START_TEST(d24b_koopman_of_1_in_1_against_0_in_1)
{
    check_limits(pain_proportion_ratio, COUNTS(1, 1, 0, 1), PAIN_METHOD_KOOPMAN, 0.99,
                 LIMITS(0.301436, INFINITY), 5.1e-7);
}
END_TEST

/* statsmodels: 1.0502. */
START_TEST(d25_agresti_caffo_ends_at_1)
{
    pain_estimate e = compare_by(pain_proportion_difference, COUNTS(10, 10, 0, 20),
                                 PAIN_METHOD_AGRESTI_CAFFO, 0.95, PAIN_TWO_SIDED);

    ck_assert_double_eq(e.upper, 1);
    ck_assert_double_lt(e.lower, 0.9);
}
END_TEST

/* 10 of 20 against 8 of 20 by hand: s^2 = .5 .5 / 20 + .4 .6 / 20 = .0245. */
START_TEST(the_number_needed_goes_through_infinity)
{
    pain_estimate d = compare_by(pain_proportion_difference, COUNTS(80, 193, 35, 195),
                                 PAIN_METHOD_WALD, 0.95, PAIN_TWO_SIDED);
    pain_estimate e = compare_by(pain_number_needed, COUNTS(80, 193, 35, 195), PAIN_METHOD_WALD,
                                 0.95, PAIN_TWO_SIDED);

    ck_assert_double_eq(e.value, 1 / d.value);
    ck_assert_double_eq(e.lower, 1 / d.upper);
    ck_assert_double_eq(e.upper, 1 / d.lower);
    ck_assert_uint_eq(e.flags, 0);
    ck_assert_double_eq(e.reserved[2], d.upper);
    e = compare_by(pain_number_needed, COUNTS(10, 20, 8, 20), PAIN_METHOD_WALD, 0.95,
                   PAIN_TWO_SIDED);
    ck_assert_double_eq_tol(e.value, 10, 1e-13);
    ck_assert_uint_eq(e.flags, PAIN_FLAG_EXCLUSIVE);
    ck_assert_double_eq_tol(e.lower, 1 / (0.1 - 1.959963984540054 * sqrt(0.0245)), 1e-12);
    ck_assert_double_eq_tol(e.upper, 1 / (0.1 + 1.959963984540054 * sqrt(0.0245)), 1e-12);
    e = compare_by(pain_number_needed, COUNTS(3, 9, 2, 6), PAIN_METHOD_DEFAULT, 0.95,
                   PAIN_TWO_SIDED);
    ck_assert_double_eq(e.value, INFINITY);
    ck_assert(e.lower < -1 && e.upper > 1 && e.flags == PAIN_FLAG_EXCLUSIVE);
    /* A lower bound below 0: any harm beyond it, any benefit. */
    e = compare_by(pain_number_needed, COUNTS(10, 20, 8, 20), PAIN_METHOD_WALD, 0.95,
                   PAIN_LOWER_BOUND);
    ck_assert_double_eq(e.upper, 1);
    ck_assert_double_lt(e.lower, -1);
    ck_assert_uint_eq(e.flags, PAIN_FLAG_EXCLUSIVE);
    pain_estimate all[MANY];
    size_t count = MANY;

    ck_assert_int_eq(pain_number_needed_all(7, 34, 1, 34, NULL, all, &count), PAIN_OK);
    for (size_t i = 0; i < count; i++)
        ck_assert_double_eq_tol(all[i].value, 34.0 / 6, 1e-13);
}
END_TEST

/* SAS 9.4 and StatXact 11, by the slow tests of exact2x2 1.7.0, which takes group 2 less group 1.
 */
START_TEST(exact_unconditional_limits_are_those_of_statxact)
{
    check_limits(pain_proportion_difference, COUNTS(9, 11, 4, 12), PAIN_METHOD_SANTNER_SNELL, 0.95,
                 LIMITS(0.0683, 0.7923), 5.1e-5);
    check_limits(pain_proportion_difference, COUNTS(9, 11, 4, 12), PAIN_METHOD_CHAN_ZHANG, 0.95,
                 LIMITS(0.0616, 0.7968), 5.1e-5);
    check_limits(pain_proportion_difference, COUNTS(24, 61, 10, 35), PAIN_METHOD_CHAN_ZHANG, 0.95,
                 LIMITS(-0.0992, 0.2949), 5.1e-5);
    check_limits(pain_proportion_difference, COUNTS(6, 13, 2, 7), PAIN_METHOD_CHAN_ZHANG, 0.95,
                 LIMITS(-0.3108, 0.5787), 5.1e-5);
    check_limits(pain_proportion_difference, COUNTS(6, 13, 2, 7), PAIN_METHOD_AGRESTI_MIN_EXACT,
                 0.95, LIMITS(-0.3079, 0.5542), 5.1e-5);
}
END_TEST

/* exact2x2 1.7.0, golden table. Its grid of 100 probabilities misses the worst: at its lower limit
 * .0194307 of the first row the tail is .025028 by summation over 3,000 probabilities, and it is
 * .025 at .0193926. */
START_TEST(exact_unconditional_limits_are_near_those_of_exact2x2)
{
    check_limits(pain_proportion_difference, COUNTS(7, 34, 1, 34), PAIN_METHOD_CHAN_ZHANG, 0.95,
                 LIMITS(0.019430699472675728, 0.35835467550701972), 5e-5);
    check_limits(pain_proportion_difference, COUNTS(7, 34, 1, 34), PAIN_METHOD_AGRESTI_MIN_EXACT,
                 0.95, LIMITS(0.023720108674379924, 0.35383749677088533), 5e-5);
    check_limits(pain_proportion_difference, COUNTS(9, 10, 3, 10), PAIN_METHOD_CHAN_ZHANG, 0.95,
                 LIMITS(0.1607752056542282, 0.87947167757756717), 5e-5);
    check_limits(pain_proportion_difference, COUNTS(7, 34, 1, 34), PAIN_METHOD_CHAN_ZHANG, 0.95,
                 LIMITS(0.0193926, 0.35836), 6e-6);
}
END_TEST

START_TEST(an_exact_method_without_memory_has_no_limits)
{
    failing_allocator failing;
    pain_interval_options options = {sizeof options,     0, PAIN_METHOD_CHAN_ZHANG, 0, 0, 0,
                                     &failing.allocator, 0};
    pain_estimate e;

    for (size_t fail_at = 1; fail_at <= 2; fail_at++) {
        failing_allocator_init(&failing, fail_at);
        ck_assert_int_eq(pain_proportion_difference(3, 4, 1, 4, &options, &e), PAIN_OK);
        ck_assert_int_eq(e.reason, PAIN_ENOMEM);
        ck_assert(isnan(e.lower) && isnan(e.upper) && e.value == 0.5);
        ck_assert_uint_eq(failing.live, 0);
    }
    failing_allocator_init(&failing, 0);
    ck_assert_int_eq(pain_proportion_difference(3, 4, 1, 4, &options, &e), PAIN_OK);
    ck_assert_int_eq(e.reason, PAIN_OK);
    ck_assert_uint_eq(failing.live, 0);
}
END_TEST

START_TEST(what_is_undefined_says_so)
{
    static const struct {
        compare_one compare;
        pain_method method;
        uint64_t counts[4];
        pain_status reason;
    } cases[] = {
        {pain_proportion_difference, PAIN_METHOD_HAUCK_ANDERSON, {1, 1, 0, 1}, PAIN_ETOOFEW},
        {pain_proportion_ratio, PAIN_METHOD_KATZ, {0, 5, 2, 5}, PAIN_EUNDEFINED},
        {pain_proportion_ratio, PAIN_METHOD_INVERSE_SINH, {2, 5, 0, 5}, PAIN_EUNDEFINED},
        {pain_odds_ratio, PAIN_METHOD_WOOLF, {5, 5, 2, 5}, PAIN_EUNDEFINED},
        {pain_odds_ratio, PAIN_METHOD_INVERSE_SINH, {2, 5, 5, 5}, PAIN_EUNDEFINED},
        {pain_proportion_difference,
         PAIN_METHOD_CHAN_ZHANG,
         {500, 1001, 400, 1000},
         PAIN_EOVERFLOW},
        {pain_odds_ratio, PAIN_METHOD_BAPTISTA_PIKE, {40000, 80000, 30000, 60000}, PAIN_EOVERFLOW},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pain_estimate e =
            compare_by(cases[i].compare, cases[i].counts, cases[i].method, 0.95, PAIN_TWO_SIDED);

        ck_assert_int_eq(e.reason, cases[i].reason);
        ck_assert(isnan(e.lower) && isnan(e.upper) && !isnan(e.value));
    }
}
END_TEST

START_TEST(a_ratio_of_nothing_to_nothing_is_anything)
{
    pain_estimate e = compare_by(pain_proportion_ratio, COUNTS(0, 10, 0, 20), PAIN_METHOD_DEFAULT,
                                 0.95, PAIN_TWO_SIDED);

    ck_assert(isnan(e.value));
    ck_assert_int_eq(e.reason, PAIN_EUNDEFINED);
    ck_assert_double_eq(e.lower, 0);
    ck_assert_double_eq(e.upper, INFINITY);
    ck_assert_uint_eq(e.flags, PAIN_FLAG_UNBOUNDED);
    e = compare_by(pain_odds_ratio, COUNTS(10, 10, 0, 20), PAIN_METHOD_DEFAULT, 0.95,
                   PAIN_TWO_SIDED);
    ck_assert_double_eq(e.value, INFINITY);
    ck_assert_int_eq(e.reason, PAIN_OK);
}
END_TEST

START_TEST(wrong_arguments_are_refused)
{
    static const compare_one measures[] = {pain_proportion_difference, pain_proportion_ratio,
                                           pain_odds_ratio};
    pain_interval_options wrong_level = {sizeof wrong_level, 95, 0, 0, 0, 0, NULL, 0};
    pain_interval_options wrong_method = {sizeof wrong_method, 0, PAIN_METHOD_T, 0, 0, 0, NULL, 0};
    pain_estimate e;

    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(measures[i](3, 2, 1, 2, NULL, &e), PAIN_EINVAL);
        ck_assert(isnan(e.value) && isnan(e.lower) && e.reason == PAIN_EINVAL);
        ck_assert_int_eq(measures[i](0, 0, 1, 2, NULL, &e), PAIN_EEMPTY);
        ck_assert_int_eq(measures[i](1, UINT64_MAX, 1, 2, NULL, &e), PAIN_EOVERFLOW);
        ck_assert_int_eq(measures[i](1, 2, 1, 2, &wrong_level, &e), PAIN_EINVAL);
        ck_assert_int_eq(measures[i](1, 2, 1, 2, &wrong_method, &e), PAIN_EINVAL);
        ck_assert_int_eq(measures[i](1, 2, 1, 2, NULL, NULL), PAIN_EINVAL);
        ck_assert_int_eq(measures[i](1, 2, 1, 2, NULL, &e), PAIN_OK);
        ck_assert_int_eq(e.method, PAIN_METHOD_MIETTINEN_NURMINEN);
        ck_assert_uint_eq(e.denominator, 4);
    }
}
END_TEST

START_TEST(all_methods_fill_an_array)
{
    static const compare_all measures[] = {pain_proportion_difference_all,
                                           pain_proportion_ratio_all, pain_odds_ratio_all};
    static const compare_one ones[] = {pain_proportion_difference, pain_proportion_ratio,
                                       pain_odds_ratio};
    static const uint64_t counts[4] = {7, 34, 1, 34};

    for (size_t i = 0; i < 3; i++) {
        pain_estimate all[MANY];
        size_t count = 0;

        ck_assert_int_eq(measures[i](7, 34, 1, 34, NULL, NULL, &count), PAIN_EINVAL);
        ck_assert_uint_gt(count, 7);
        ck_assert_int_eq(measures[i](7, 34, 1, 34, NULL, NULL, NULL), PAIN_EINVAL);
        ck_assert_int_eq(measures[i](7, 34, 1, 34, NULL, all, &count), PAIN_OK);
        for (size_t m = 0; m < count; m++) {
            pain_estimate one =
                compare_by(ones[i], counts, (pain_method)all[m].method, 0, PAIN_TWO_SIDED);

            ck_assert_double_eq(one.lower, all[m].lower);
            ck_assert_double_eq(one.upper, all[m].upper);
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("two_proportions");
    TCase *tests = tcase_create("values");

    tcase_add_test(tests, limits_are_those_of_the_golden_table);
    tcase_add_test(tests, limits_round_to_published_ones);
    tcase_add_test(tests, d10_miettinen_nurminen_of_7_in_34_against_1_in_34);
    tcase_add_test(tests, d10b_score_limits_of_empty_cells);
    tcase_add_test(tests, d11b_score_limits_are_never_the_whole_range);
    tcase_add_test(tests, d12_score_limits_have_all_digits_at_once);
    tcase_add_test(tests, d11_mee_of_7_in_34_against_1_in_34);
    tcase_add_test(tests, d14_the_ratio_of_two_full_groups_is_uncertain);
    tcase_add_test(tests, d15_exact_odds_ratios_keep_their_digits);
    tcase_add_test(tests, d24b_koopman_of_1_in_1_against_0_in_1);
    tcase_add_test(tests, d25_agresti_caffo_ends_at_1);
    tcase_add_test(tests, the_number_needed_goes_through_infinity);
    tcase_add_test(tests, exact_unconditional_limits_are_those_of_statxact);
    tcase_add_test(tests, exact_unconditional_limits_are_near_those_of_exact2x2);
    tcase_add_test(tests, an_exact_method_without_memory_has_no_limits);
    tcase_add_test(tests, what_is_undefined_says_so);
    tcase_add_test(tests, a_ratio_of_nothing_to_nothing_is_anything);
    tcase_add_test(tests, wrong_arguments_are_refused);
    tcase_add_test(tests, all_methods_fill_an_array);
    suite_add_tcase(suite, tests);
    suite_add_tcase(suite, two_proportions_properties());
    suite_add_tcase(suite, two_proportions_tests());
    suite_add_tcase(suite, two_proportions_strata());
    return run_suite(suite);
}
