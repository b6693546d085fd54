/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of two groups: R, complete enumeration, stated answers. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "painstat/location_test.h"
#include "support.h"

static pain_tally *tally_of(const double *values, size_t n)
{
    pain_tally *tally;

    ck_assert_int_eq(pain_tally_new(&tally, NULL), PAIN_OK);
    ck_assert_int_eq(pain_tally_add_array(tally, values, n), PAIN_OK);
    return tally;
}

static pain_alternative alternative_named(const char *name)
{
    if (strcmp(name, "less") == 0)
        return PAIN_ALTERNATIVE_LESS;
    return strcmp(name, "greater") == 0 ? PAIN_ALTERNATIVE_GREATER : PAIN_ALTERNATIVE_TWO_SIDED;
}

START_TEST(tests_agree_with_r)
{
    FILE *file = open_source("tests/ref/two_sample.csv");
    char line[8192], *fields[7];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, fields, 7) == 7; rows++) {
        pain_test_options options = {.size = sizeof options};
        double values[400];
        pain_test_method method;
        pain_test test;

        options.alternative = (int32_t)alternative_named(fields[1]);
        ck_assert_int_eq(pain_test_method_parse(fields[0], &method), PAIN_OK);
        options.method = (int32_t)method;
        pain_tally *x = tally_of(values, read_numbers(fields[5], values, 400));
        pain_tally *y = tally_of(values, read_numbers(fields[6], values, 400));

        ck_assert_int_eq(
            pain_two_sample_test(pain_tally_counts(x), pain_tally_counts(y), &options, &test),
            PAIN_OK);
        ck_close(test.p_value, strtod(fields[2], NULL), 1e-12);
        ck_close(test.statistic, strtod(fields[3], NULL), 1e-12);
        ck_close(test.df, strtod(fields[4], NULL), 1e-12);
        pain_tally_free(x);
        pain_tally_free(y);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 111);
}
END_TEST

enum { MOST = 9, VALUES = 4 };

/* 2U of the choice `chosen` of which values are x. */
static unsigned doubled_u(const int *value, unsigned n, unsigned chosen)
{
    unsigned u2 = 0;

    for (unsigned i = 0; i < n; i++)
        for (unsigned j = 0; j < n; j++)
            if ((chosen >> i & 1) != 0 && (chosen >> j & 1) == 0)
                u2 += value[i] > value[j] ? 2 : value[i] == value[j];
    return u2;
}

/* Every choice of as many x among the values, in turn. */
static void enumerate(const int *value, unsigned n, unsigned chosen, double *lower, double *upper)
{
    unsigned seen = doubled_u(value, n, chosen), at_most = 0, at_least = 0, all = 0;
    int nx = __builtin_popcount(chosen);

    for (unsigned other = 0; other < 1U << n; other++)
        if (__builtin_popcount(other) == nx) {
            unsigned u2 = doubled_u(value, n, other);

            at_most += u2 <= seen;
            at_least += u2 >= seen;
            all++;
        }
    *lower = (double)at_most / all;
    *upper = (double)at_least / all;
}

static double exact_p(pain_counts x, pain_counts y, pain_alternative alternative)
{
    const pain_test_options options = {.size = sizeof options, .alternative = (int32_t)alternative};
    pain_test test;

    ck_assert_int_eq(pain_two_sample_test(x, y, &options, &test), PAIN_OK);
    return test.p_value;
}

static void check_by_enumeration(const int *value, unsigned n, unsigned chosen)
{
    double of_x[MOST], of_y[MOST], lower, upper;
    size_t nx = 0, ny = 0;

    for (unsigned i = 0; i < n; i++)
        if ((chosen >> i & 1) != 0)
            of_x[nx++] = value[i];
        else
            of_y[ny++] = value[i];
    if (nx == 0 || ny == 0)
        return;
    pain_tally *x = tally_of(of_x, nx), *y = tally_of(of_y, ny);

    enumerate(value, n, chosen, &lower, &upper);
    ck_close(exact_p(pain_tally_counts(x), pain_tally_counts(y), PAIN_ALTERNATIVE_LESS), lower,
             1e-14);
    ck_close(exact_p(pain_tally_counts(x), pain_tally_counts(y), PAIN_ALTERNATIVE_GREATER), upper,
             1e-14);
    ck_close(exact_p(pain_tally_counts(x), pain_tally_counts(y), PAIN_ALTERNATIVE_TWO_SIDED),
             fmin(1, 2 * fmin(lower, upper)), 1e-14);
    pain_tally_free(x);
    pain_tally_free(y);
}

/* All groups that are x[v] and y[v] times the value v. */
static void for_every_pair_of_groups(unsigned *counts, unsigned cell, unsigned left)
{
    int value[MOST];
    unsigned chosen = 0, n = 0;

    if (cell < 2 * VALUES) {
        for (counts[cell] = 0; counts[cell] <= left; counts[cell]++)
            for_every_pair_of_groups(counts, cell + 1, left - counts[cell]);
        return;
    }
    for (unsigned i = 0; i < 2 * VALUES; i++)
        for (unsigned j = 0; j < counts[i]; j++) {
            chosen |= i % 2 << n;
            value[n++] = (int)i / 2;
        }
    if (n <= 7)
        check_by_enumeration(value, n, chosen);
}

START_TEST(the_exact_test_equals_complete_enumeration_for_all_small_tied_groups)
{
    unsigned counts[2 * VALUES];

    for_every_pair_of_groups(counts, 0, 7);
}
END_TEST

/* Every choice among 9 values without ties, and with one, two or three of them equal. */
START_TEST(the_exact_test_equals_complete_enumeration_for_nine_values)
{
    static const int values[][MOST] = {{1, 2, 3, 4, 5, 6, 7, 8, 9},
                                       {1, 2, 2, 4, 5, 6, 7, 8, 9},
                                       {1, 2, 3, 4, 4, 4, 7, 8, 9},
                                       {0, 0, 0, 0, 1, 1, 2, 3, 3}};

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        for (unsigned chosen = 1; chosen < (1U << MOST) - 1; chosen += 3)
            check_by_enumeration(values[i], MOST, chosen);
}
END_TEST

START_TEST(exchanging_the_groups_exchanges_the_alternatives)
{
    const double xs[] = {0, 1, 1, 4, 7}, ys[] = {1, 3, 4, 4, 9, 9};
    pain_tally *x = tally_of(xs, 5), *y = tally_of(ys, 6);
    pain_test_options less = {.size = sizeof less, .alternative = PAIN_ALTERNATIVE_LESS};
    pain_test_options greater = {.size = sizeof greater, .alternative = PAIN_ALTERNATIVE_GREATER};
    pain_test a[8], b[8];
    size_t n = 8, m = 8;

    less.null_value = -2;
    greater.null_value = 2;
    ck_assert_int_eq(
        pain_two_sample_test_all(pain_tally_counts(x), pain_tally_counts(y), &less, a, &n),
        PAIN_OK);
    ck_assert_int_eq(
        pain_two_sample_test_all(pain_tally_counts(y), pain_tally_counts(x), &greater, b, &m),
        PAIN_OK);
    ck_assert_uint_eq(n, 6);
    for (size_t i = 0; i < n; i++) {
        ck_close(a[i].p_value, b[i].p_value, 1e-13);
        ck_assert(!isnan(a[i].p_value));
    }
    pain_tally_free(x);
    pain_tally_free(y);
}
END_TEST

START_TEST(equal_and_separate_groups_have_stated_answers)
{
    const double one[] = {3}, two[] = {5};
    const uint64_t four[] = {4}, three[] = {3};
    const pain_counts x = {one, NULL, four, 1, 4}, y = {one, NULL, three, 1, 3};
    const pain_counts z = {two, NULL, three, 1, 3};
    pain_test same[8], apart[8];
    size_t n = 8, m = 8;

    ck_assert_int_eq(pain_two_sample_test_all(x, y, NULL, same, &n), PAIN_OK);
    ck_assert_int_eq(pain_two_sample_test_all(x, z, NULL, apart, &m), PAIN_OK);
    for (size_t i = 0; i < n; i++)
        if (same[i].method == PAIN_TEST_MANN_WHITNEY_EXACT ||
            same[i].method == PAIN_TEST_MANN_WHITNEY ||
            same[i].method == PAIN_TEST_MANN_WHITNEY_CC) {
            ck_assert_double_eq(same[i].p_value, 1);
            ck_assert(apart[i].statistic == 0 && apart[i].reason == PAIN_OK);
        } else {
            ck_assert(isnan(same[i].p_value) && same[i].reason == PAIN_ENOSPREAD);
            ck_assert(isnan(apart[i].p_value) && apart[i].reason == PAIN_ENOSPREAD);
        }
    /* 2 / C(7, 3) */
    ck_close(apart[2].p_value, 2.0 / 35, 1e-14);
}
END_TEST

START_TEST(groups_of_one_and_huge_groups_say_what_is_missing)
{
    const double one[] = {3}, two[] = {1, 5};
    const uint64_t single[] = {1}, many[] = {500000, 500000};
    const pain_counts x = {one, NULL, single, 1, 1}, y = {two, NULL, many, 2, 1000000};
    pain_test tests[8];
    size_t n = 8;

    ck_assert_int_eq(pain_two_sample_test_all(x, x, NULL, tests, &n), PAIN_OK);
    ck_assert_int_eq(tests[0].reason, PAIN_ETOOFEW);
    ck_assert_int_eq(tests[1].reason, PAIN_ETOOFEW);
    ck_assert_int_eq(tests[5].reason, PAIN_ETOOFEW);
    ck_assert_int_eq(pain_two_sample_test_all(y, y, NULL, tests, &n), PAIN_OK);
    ck_assert(isnan(tests[2].p_value) && tests[2].reason == PAIN_EOVERFLOW);
    ck_assert_double_eq(tests[3].p_value, 1);
}
END_TEST

START_TEST(unsound_arguments_are_refused)
{
    const double v[] = {1, 2};
    const uint64_t count[] = {1, 1};
    const pain_counts good = {v, NULL, count, 2, 2}, none = {NULL, NULL, NULL, 0, 0};
    pain_test_options options = {.size = sizeof options, .method = PAIN_TEST_T};
    pain_test test;

    ck_assert_int_eq(pain_two_sample_test(good, good, &options, &test), PAIN_EINVAL);
    options.method = 0;
    options.zeros = PAIN_ZEROS_PRATT;
    ck_assert_int_eq(pain_two_sample_test(good, good, &options, &test), PAIN_EINVAL);
    ck_assert_int_eq(pain_two_sample_test(good, none, NULL, &test), PAIN_EEMPTY);
    ck_assert_int_eq(pain_two_sample_test(none, good, NULL, &test), PAIN_EEMPTY);
    ck_assert_double_nan(test.p_value);
    ck_assert_int_eq(pain_two_sample_test(good, good, NULL, NULL), PAIN_EINVAL);
}
END_TEST

START_TEST(running_out_of_memory_is_an_error_and_leaks_nothing)
{
    const double v[] = {1, 2, 4};
    const uint64_t count[] = {1, 3, 2};
    const pain_counts x = {v, NULL, count, 3, 6};

    for (size_t fail_at = 1;; fail_at++) {
        failing_allocator failing;
        pain_test test;

        failing_allocator_init(&failing, fail_at);
        const pain_test_options options = {.size = sizeof options, .allocator = &failing.allocator};
        pain_status status = pain_two_sample_test(x, x, &options, &test);

        ck_assert_uint_eq(failing.live, 0);
        if (status == PAIN_OK)
            break;
        ck_assert_int_eq(status, PAIN_ENOMEM);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("two_sample_test");
    TCase *tests = tcase_create("two_sample_test");

    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, tests_agree_with_r);
    tcase_add_test(tests, the_exact_test_equals_complete_enumeration_for_all_small_tied_groups);
    tcase_add_test(tests, the_exact_test_equals_complete_enumeration_for_nine_values);
    tcase_add_test(tests, exchanging_the_groups_exchanges_the_alternatives);
    tcase_add_test(tests, equal_and_separate_groups_have_stated_answers);
    tcase_add_test(tests, groups_of_one_and_huge_groups_say_what_is_missing);
    tcase_add_test(tests, unsound_arguments_are_refused);
    tcase_add_test(tests, running_out_of_memory_is_an_error_and_leaks_nothing);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
