/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One proportion: reference values and edges. Defects of other tools are in proportion_defects.c,
 * its properties in proportion_properties.c. */
#include <config.h>

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "painstat/proportion.h"
#include "proportion_support.h"
#include "support.h"

static pain_estimate limits_by_row(char **fields)
{
    pain_method method;
    pain_side side = PAIN_TWO_SIDED;

    ck_assert_int_eq(pain_method_parse(fields[0], &method), PAIN_OK);
    if (fields[4][0] != 't')
        side = fields[4][0] == 'l' ? PAIN_LOWER_BOUND : PAIN_UPPER_BOUND;
    return bound(strtoull(fields[1], NULL, 10), strtoull(fields[2], NULL, 10), method,
                 strtod(fields[3], NULL), side);
}

static size_t check_table(const char *name, double relative)
{
    FILE *file = open_source(name);
    char line[256], *f[7];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, f, 7) == 7; rows++) {
        pain_estimate e = limits_by_row(f);

        ck_assert_msg(is_close(e.lower, strtod(f[5], NULL), relative) &&
                          is_close(e.upper, strtod(f[6], NULL), relative),
                      "%s %s/%s %s %s: got %.17g %.17g, want %s %s", f[0], f[1], f[2], f[3], f[4],
                      e.lower, e.upper, f[5], f[6]);
    }
    (void)fclose(file);
    return rows;
}

/* mpmath; levels .8 to .9999, n 1 to 10^6. The decimal level as a double is off by up to 1.1e-13 of
 * alpha, which reaches the smallest limits undiminished; hence 1e-12 and not 1e-14. */
START_TEST(limits_are_those_of_the_golden_table)
{
    ck_assert_uint_eq(check_table("tests/ref/golden_proportion.csv", 1e-12), 6174);
}
END_TEST

/* mpmath, as above; a half of the rows of the other methods. */
START_TEST(limits_of_the_other_methods_are_those_of_the_golden_table)
{
    ck_assert_uint_eq(check_table("tests/ref/golden_proportion_more.csv", 1e-12), 2608);
}
END_TEST

/* As exact as the tools are: ratesci in double precision, ExactCIone's steps of 1e-7, eight
 * decimals of BlythStillCasellaCI. */
START_TEST(limits_of_methods_without_digits_are_those_of_other_tools)
{
    FILE *file = open_source("tests/ref/proportion_tools.csv");
    char line[256], *f[7];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, f, 7) == 7; rows++) {
        pain_estimate e = limits_by_row(f);
        double accuracy = f[0][0] == 's' ? 1e-12 : f[0][0] == 'w' ? 1e-7 : 2e-8;

        ck_assert_double_eq_tol(e.lower, strtod(f[5], NULL), accuracy);
        ck_assert_double_eq_tol(e.upper, strtod(f[6], NULL), accuracy);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 621);
}
END_TEST

/* mpmath; n to 10^12, levels .5 to 1 - 2^-24, which are exact as doubles. */
START_TEST(limits_hold_for_large_n_and_unusual_levels)
{
    ck_assert_uint_eq(check_table("tests/ref/proportion_far.csv", 1e-13), 336);
}
END_TEST

START_TEST(limits_round_to_published_ones)
{
    FILE *file = open_source("tests/ref/published_proportion.csv");
    char line[256], *f[8];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, f, 8) == 8; rows++) {
        char two_sided[] = "two";
        char *row[] = {f[0], f[1], f[2], f[3], two_sided};
        pain_estimate e = limits_by_row(row);
        double unit = pow(10, -strtod(f[6], NULL));

        ck_assert_double_le(fabs(e.lower - strtod(f[4], NULL)), 0.5000001 * unit);
        ck_assert_double_le(fabs(e.upper - strtod(f[5], NULL)), 0.5000001 * unit);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 32);
}
END_TEST

static void assert_failed(const pain_estimate *e, pain_status why)
{
    ck_assert(isnan(e->value) && isnan(e->lower) && isnan(e->upper) && isnan(e->attained));
    ck_assert_int_eq(e->reason, why);
    ck_assert_uint_eq(e->flags, 0);
}

START_TEST(no_patients_and_too_many_successes_are_errors)
{
    pain_estimate e;

    ck_assert_int_eq(pain_proportion(0, 0, NULL, &e), PAIN_EEMPTY);
    assert_failed(&e, PAIN_EEMPTY);
    ck_assert_int_eq(pain_proportion(6, 5, NULL, &e), PAIN_EINVAL);
    assert_failed(&e, PAIN_EINVAL);
    ck_assert_int_eq(pain_proportion(1, 0, NULL, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_proportion(1, 5, NULL, NULL), PAIN_EINVAL);
}
END_TEST

START_TEST(options_outside_their_range_are_errors)
{
    static const pain_interval_options bad[] = {
        {sizeof *bad, 1, 0, 0, 0, 0, NULL, 0},
        {sizeof *bad, 95, 0, 0, 0, 0, NULL, 0},
        {sizeof *bad, -0.95, 0, 0, 0, 0, NULL, 0},
        {sizeof *bad, NAN, 0, 0, 0, 0, NULL, 0},
        {sizeof *bad, INFINITY, 0, 0, 0, 0, NULL, 0},
        {0, 0.95, 0, 0, 0, 0, NULL, 0},
        {sizeof *bad, 0.95, 0, 3, 0, 0, NULL, 0},
        {sizeof *bad, 0.95, 0, -1, 0, 0, NULL, 0},
        {sizeof *bad, 0.95, 99, 0, 0, 0, NULL, 0},
        {sizeof *bad, 0.95, PAIN_METHOD_HPD, 0, 0, 0, NULL, 0},
        {sizeof *bad, 0.95, -1, 0, 0, 0, NULL, 0},
        {sizeof *bad, 0.95, PAIN_METHOD_T, 0, 0, 0, NULL, 0},
        {sizeof *bad, 0.95, PAIN_METHOD_BCA, 0, 0, 0, NULL, 0},
    };

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        pain_estimate e;

        ck_assert_int_eq(pain_proportion(1, 5, &bad[i], &e), PAIN_EINVAL);
        assert_failed(&e, PAIN_EINVAL);
    }
}
END_TEST

START_TEST(defaults_are_mid_p_two_sided_at_95_percent)
{
    /* The oldest callers' struct ends after `level`. */
    pain_interval_options old = {offsetof(pain_interval_options, method), 0, 99, 99, 0, 0, NULL, 0};
    pain_estimate e, by_default, want = interval(1, 29, PAIN_METHOD_MIDP, 0.95);

    ck_assert_int_eq(pain_proportion(1, 29, NULL, &by_default), PAIN_OK);
    ck_assert_int_eq(pain_proportion(1, 29, &old, &e), PAIN_OK);
    ck_assert_int_eq(by_default.method, PAIN_METHOD_MIDP);
    ck_assert(by_default.lower == want.lower && by_default.upper == want.upper);
    ck_assert(e.lower == want.lower && e.upper == want.upper && e.level == 0.95);
}
END_TEST

START_TEST(walds_interval_at_the_ends_is_a_point_and_says_so)
{
    pain_estimate e = interval(0, 20, PAIN_METHOD_WALD, 0.95);

    ck_assert(e.value == 0 && e.lower == 0 && e.upper == 0);
    ck_assert_uint_eq(e.flags, PAIN_FLAG_NO_SPREAD);
    e = interval(20, 20, PAIN_METHOD_WALD, 0.95);
    ck_assert(e.value == 1 && e.lower == 1 && e.upper == 1);
    ck_assert_uint_eq(e.flags, PAIN_FLAG_NO_SPREAD);
    ck_assert_uint_eq(interval(20, 20, PAIN_METHOD_WILSON, 0.95).flags, 0);
    ck_assert_uint_eq(interval(19, 20, PAIN_METHOD_WALD, 0.95).flags, 0);
    e = interval(0, 20, PAIN_METHOD_WALD_CC, 0.95);
    ck_assert(e.lower == 0 && e.upper == 0.025);
    ck_assert_uint_eq(e.flags, PAIN_FLAG_NO_SPREAD);
}
END_TEST

/* R 4.2.2's qbeta, whose relative error is below 1e-14 for smaller n. */
START_TEST(huge_n_gives_limits)
{
    const uint64_t n = UINT64_C(1000000000000);
    pain_estimate e = interval(n / 2, n, PAIN_METHOD_CLOPPER_PEARSON, 0.95);

    ck_close(e.lower, 0.49999902001750773, 1e-13);
    ck_close(e.upper, 0.50000097998249227, 1e-13);
    e = interval(n / 10 * 9, n, PAIN_METHOD_CLOPPER_PEARSON, 0.95);
    ck_close(e.lower, 0.8999994120091469, 1e-13);
    for (size_t m = 0; m < METHODS; m++) {
        if (is_of_a_set(methods[m]))
            continue;
        e = interval(n / 2, n, methods[m], 0.95);
        ck_close(e.lower, 0.49999902001750773, 2e-12);
    }
}
END_TEST

/* Right, or NaN with a reason; .5 +- z / (2 sqrt(n)) = .5 +- 2.28e-10 is right. */
START_TEST(the_hugest_n_ends)
{
    for (size_t m = 0; m < METHODS; m++) {
        pain_interval_options options = {sizeof options, 0.95, (int32_t)methods[m], 0, 0, 0,
                                         NULL,           0};
        pain_estimate e;

        ck_assert_int_eq(pain_proportion(UINT64_MAX / 2, UINT64_MAX, &options, &e), PAIN_OK);
        ck_assert_double_eq(e.value, 0.5);
        if (e.reason != PAIN_OK) {
            ck_assert_int_eq(e.reason, PAIN_EOVERFLOW);
            ck_assert(isnan(e.lower) && isnan(e.upper));
        } else {
            ck_assert_double_eq_tol(e.upper - 0.5, 2.2817e-10, 1e-13);
            ck_assert_double_eq_tol(0.5 - e.lower, 2.2817e-10, 1e-13);
        }
        ck_assert_int_eq(pain_proportion(0, UINT64_MAX, &options, &e), PAIN_OK);
        ck_assert(e.reason == (is_inner(methods[m]) ? PAIN_EUNDEFINED : PAIN_EOVERFLOW) ||
                  (e.lower < 1e-22 && e.upper < 1e-18));
        ck_assert_int_eq(pain_proportion(1, UINT64_MAX, &options, &e), PAIN_OK);
        ck_assert(e.reason == PAIN_EOVERFLOW || e.upper < 1e-18);
    }
    /* 1 - .025^(1 / n), mpmath */
    ck_close(interval(0, UINT64_MAX, PAIN_METHOD_CLOPPER_PEARSON, 0.95).upper,
             1.9997455590937357e-19, 1e-14);
}
END_TEST

/* Where the header says that there are no limits. */
static bool is_undefined(const pain_estimate *e)
{
    pain_method method = (pain_method)e->method;
    bool one_sided = e->side != PAIN_TWO_SIDED, low_level = e->level <= 0.5;

    return e->reason == PAIN_EUNDEFINED &&
           (!has_limits(e->numerator, e->denominator, method) ||
            (is_two_sided(method) && one_sided) || (is_of_a_set(method) && low_level) ||
            (method == PAIN_METHOD_MODIFIED_WILSON && one_sided && low_level));
}

/* One-sided levels below 1/2, and levels next to 0 and 1: no NaN without a reason, no exit from the
 * range. */
START_TEST(extreme_levels_have_an_answer)
{
    static const double levels[] = {5e-324, 1e-20, 1e-10, 0.1, 0.4, 0.5, 1 - DBL_EPSILON / 2};

    for (size_t m = 0; m < METHODS; m++)
        for (size_t l = 0; l < sizeof levels / sizeof *levels; l++)
            for (int side = PAIN_TWO_SIDED; side <= PAIN_UPPER_BOUND; side++)
                for (uint64_t k = 0; k <= 10; k++) {
                    pain_interval_options options = {
                        sizeof options, levels[l], (int32_t)methods[m], side, 0, 0, NULL, 0};
                    pain_estimate e;

                    ck_assert_int_eq(pain_proportion(k, 10, &options, &e), PAIN_OK);
                    if (e.reason == PAIN_OK)
                        ck_assert(0 <= e.lower && e.lower <= 1 && 0 <= e.upper && e.upper <= 1);
                    else
                        ck_assert((levels[l] < 1e-16 && side != PAIN_TWO_SIDED) ||
                                  is_undefined(&e));
                }
}
END_TEST

/* No approximation takes the place of an exact method that is not to be had. */
START_TEST(methods_of_both_limits_have_no_bound_and_those_of_a_set_no_large_n)
{
    for (size_t m = 0; m < METHODS; m++) {
        pain_interval_options options = {
            sizeof options, 0.95, (int32_t)methods[m], PAIN_UPPER_BOUND, 0, 0, NULL, 0};
        pain_estimate e;

        ck_assert_int_eq(pain_proportion(1, 1000, &options, &e), PAIN_OK);
        ck_assert_int_eq(e.reason, is_two_sided(methods[m]) ? PAIN_EUNDEFINED : PAIN_OK);
        ck_assert(isnan(e.upper) == is_two_sided(methods[m]));
        options.side = PAIN_TWO_SIDED;
        ck_assert_int_eq(pain_proportion(1, 1000, &options, &e), PAIN_OK);
        ck_assert_int_eq(e.reason, PAIN_OK);
        ck_assert_int_eq(pain_proportion(1, 1001, &options, &e), PAIN_OK);
        ck_assert_int_eq(e.reason, is_of_a_set(methods[m]) ? PAIN_EOVERFLOW : PAIN_OK);
        ck_assert_int_eq(e.method, methods[m]);
    }
}
END_TEST

START_TEST(all_methods_at_once_are_the_methods_one_by_one)
{
    pain_interval_options options = {sizeof options, 0.9, 12345, PAIN_LOWER_BOUND, 0, 0, NULL, 0};
    pain_estimate all[METHODS + 1];
    size_t count = METHODS + 1;

    ck_assert_int_eq(pain_proportion_all(47, 50, &options, all, &count), PAIN_OK);
    ck_assert_uint_eq(count, METHODS);
    for (size_t m = 0; m < METHODS; m++) {
        pain_estimate one;

        options.method = (int32_t)methods[m];
        ck_assert_int_eq(pain_proportion(47, 50, &options, &one), PAIN_OK);
        ck_assert_int_eq(all[m].method, methods[m]);
        ck_assert_int_eq(all[m].reason, one.reason);
        ck_close(all[m].lower, one.lower, 0);
        ck_close(all[m].upper, one.upper, 0);
        ck_assert_uint_eq(all[m].numerator, 47);
    }
}
END_TEST

/* Every method, sides and threads; all pairs up to n = 29 twice over, with some that are none. */
START_TEST(limits_of_many_are_those_of_one_to_the_last_bit)
{
    enum { MANY = 9000 };
    static uint64_t k[MANY], n[MANY];
    static double lower[MANY], upper[MANY];
    static int32_t reason[MANY];
    pain_estimate each[32];
    size_t n_methods = 32, i = 0;

    for (uint64_t size = 0; i < MANY; size = (size + 1) % 30)
        for (uint64_t yes = 0; yes <= size + 1 && i < MANY; yes++, i++) {
            k[i] = yes;
            n[i] = i < 2000 ? size * size * size : size;
        }
    ck_assert_int_eq(pain_proportion_all(1, 2, NULL, each, &n_methods), PAIN_OK);
    for (size_t m = 0; m < n_methods; m++) {
        if (each[m].method == PAIN_METHOD_BLYTH_STILL_CASELLA || each[m].method == PAIN_METHOD_WANG)
            continue;
        pain_interval_options options = {.size = sizeof options,
                                         .method = each[m].method,
                                         .side = (int32_t)(m % 3),
                                         .threads = m};

        memset(lower, 0xff, sizeof lower);
        ck_assert_int_eq(pain_proportion_limits(k, n, MANY, &options, lower, upper, reason),
                         PAIN_OK);
        for (i = 0; i < MANY; i += m < 3 ? 1 : 7) {
            pain_estimate e;

            (void)!pain_proportion(k[i], n[i], &options, &e);
            ck_assert_msg(memcmp(&lower[i], &e.lower, sizeof e.lower) == 0 &&
                              memcmp(&upper[i], &e.upper, sizeof e.upper) == 0 &&
                              reason[i] == e.reason,
                          "%d of %d by method %d", (int)k[i], (int)n[i], options.method);
        }
    }
}
END_TEST

START_TEST(many_proportions_do_without_memory)
{
    enum { N = 1000 };
    static uint64_t k[N], n[N];
    static double lower[N], upper[N], short_lower[N], short_upper[N];
    failing_allocator none;
    pain_interval_options options = {.size = sizeof options, .method = PAIN_METHOD_CLOPPER_PEARSON};

    for (int i = 0; i < N; i++) {
        n[i] = 1 + (uint64_t)i % 20;
        k[i] = (uint64_t)i % (n[i] + 1);
    }
    ck_assert_int_eq(pain_proportion_limits(k, n, N, &options, lower, upper, NULL), PAIN_OK);
    failing_allocator_init(&none, 1);
    options.allocator = &none.allocator;
    ck_assert_int_eq(pain_proportion_limits(k, n, N, &options, short_lower, short_upper, NULL),
                     PAIN_OK);
    ck_assert(none.calls > 0 && none.live == 0);
    ck_assert(memcmp(lower, short_lower, sizeof lower) == 0);
    ck_assert(memcmp(upper, short_upper, sizeof upper) == 0);
}
END_TEST

START_TEST(many_proportions_ask_for_their_arrays)
{
    const uint64_t k[] = {1, 2}, n[] = {3, 0};
    const pain_interval_options wrong = {.size = sizeof wrong, .method = PAIN_METHOD_BCA};
    double lower[2] = {0, 0}, upper[2] = {0, 0};
    int32_t reason[2];

    ck_assert_int_eq(pain_proportion_limits(k, n, 2, NULL, lower, upper, NULL), PAIN_OK);
    ck_assert(lower[0] > 0 && upper[0] < 1 && isnan(lower[1]) && isnan(upper[1]));
    ck_assert_int_eq(pain_proportion_limits(k, n, 2, &wrong, lower, upper, reason), PAIN_EINVAL);
    ck_assert(isnan(lower[0]) && isnan(upper[0]) && reason[1] == PAIN_EINVAL);
    ck_assert_int_eq(pain_proportion_limits(k, NULL, 2, NULL, lower, upper, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_proportion_limits(k, n, 2, NULL, NULL, upper, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_proportion_limits(NULL, NULL, 0, NULL, NULL, NULL, NULL), PAIN_OK);
}
END_TEST

START_TEST(all_methods_ask_for_room)
{
    pain_estimate all[METHODS];
    size_t count = 0;

    ck_assert_int_eq(pain_proportion_all(47, 50, NULL, NULL, &count), PAIN_EINVAL);
    ck_assert_uint_eq(count, METHODS);
    count = 2;
    ck_assert_int_eq(pain_proportion_all(47, 50, NULL, all, &count), PAIN_EINVAL);
    ck_assert_uint_eq(count, METHODS);
    assert_failed(&all[1], PAIN_EINVAL);
    ck_assert_int_eq(pain_proportion_all(0, 0, NULL, all, &count), PAIN_EEMPTY);
    assert_failed(&all[METHODS - 1], PAIN_EEMPTY);
    ck_assert_int_eq(pain_proportion_all(47, 50, NULL, all, NULL), PAIN_EINVAL);
}
END_TEST

static TCase *values(void)
{
    TCase *tests = tcase_create("values");

    tcase_add_test(tests, limits_are_those_of_the_golden_table);
    tcase_add_test(tests, limits_of_the_other_methods_are_those_of_the_golden_table);
    tcase_add_test(tests, limits_of_methods_without_digits_are_those_of_other_tools);
    tcase_add_test(tests, limits_hold_for_large_n_and_unusual_levels);
    tcase_add_test(tests, limits_round_to_published_ones);
    return tests;
}

static TCase *edges(void)
{
    TCase *tests = tcase_create("edges");

    tcase_add_test(tests, no_patients_and_too_many_successes_are_errors);
    tcase_add_test(tests, options_outside_their_range_are_errors);
    tcase_add_test(tests, defaults_are_mid_p_two_sided_at_95_percent);
    tcase_add_test(tests, walds_interval_at_the_ends_is_a_point_and_says_so);
    tcase_add_test(tests, huge_n_gives_limits);
    tcase_add_test(tests, the_hugest_n_ends);
    tcase_add_test(tests, extreme_levels_have_an_answer);
    tcase_add_test(tests, methods_of_both_limits_have_no_bound_and_those_of_a_set_no_large_n);
    tcase_add_test(tests, all_methods_at_once_are_the_methods_one_by_one);
    tcase_add_test(tests, limits_of_many_are_those_of_one_to_the_last_bit);
    tcase_add_test(tests, many_proportions_ask_for_their_arrays);
    tcase_add_test(tests, many_proportions_do_without_memory);
    tcase_add_test(tests, all_methods_ask_for_room);
    return tests;
}

int main(void)
{
    Suite *suite = suite_create("proportion");

    suite_add_tcase(suite, values());
    suite_add_tcase(suite, proportion_defects());
    suite_add_tcase(suite, proportion_properties());
    suite_add_tcase(suite, proportion_posterior());
    suite_add_tcase(suite, edges());
    return run_suite(suite);
}
