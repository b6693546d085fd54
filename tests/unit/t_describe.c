/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mean, standard deviation, trimmed mean. */
#include <config.h>

#include <math.h>
#include <stdlib.h>

#include "painstat/describe.h"
#include "support.h"

/* Within a relative error, or the distance of the smallest doubles: is_close would pass everything below 1e-15. */
static void assert_near(double got, double want, double relative)
{
    if (isnan(want))
        ck_assert_double_nan(got);
    else
        ck_assert_msg(fabs(got - want) <= fmax(relative * fabs(want), 5e-324),
                      "got %.17g, want %.17g", got, want);
}

START_TEST(descriptions_agree_with_exact_rationals)
{
    FILE *file = open_source("tests/ref/describe.csv");
    char line[1024], *fields[4];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, fields, 4) == 4; rows++) {
        pain_tally *tally;
        pain_description d;
        char *text = fields[3];

        ck_assert_int_eq(pain_tally_new(&tally, NULL), PAIN_OK);
        while (*text != '\0') {
            double x = strtod(text, &text);

            ck_assert_int_eq(pain_tally_add(tally, x, strtoull(text, &text, 10)), PAIN_OK);
        }
        pain_counts counts = pain_tally_counts(tally);

        ck_assert_int_eq(pain_describe(counts, &d), PAIN_OK);
        ck_assert_uint_eq(d.n, counts.n);
        assert_near(d.mean, strtod(fields[0], NULL), 3e-16);
        assert_near(d.sd, strtod(fields[1], NULL), 1e-15);
        assert_near(d.se, strtod(fields[2], NULL), 1e-15);
        ck_assert(d.lowest == counts.x[0] && d.highest == counts.x[counts.distinct - 1]);
        pain_tally_free(tally);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 15);
}
END_TEST

START_TEST(trimmed_means_agree_with_r)
{
    FILE *file = open_source("tests/ref/trimmed_mean.csv");
    char line[2048], *fields[3];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, fields, 3) == 3; rows++) {
        double values[100], got;
        size_t n = read_numbers(fields[2], values, 100);
        pain_tally *tally;

        ck_assert_int_eq(pain_tally_new(&tally, NULL), PAIN_OK);
        ck_assert_int_eq(pain_tally_add_array(tally, values, n), PAIN_OK);
        ck_assert_int_eq(pain_trimmed_mean(pain_tally_counts(tally), strtod(fields[0], NULL), &got),
                         PAIN_OK);
        assert_near(got, strtod(fields[1], NULL), 4e-16);
        pain_tally_free(tally);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 81);
}
END_TEST

START_TEST(no_values_have_no_description)
{
    const pain_counts none = {NULL, NULL, NULL, 0, 0};
    pain_description d = {.n = 7, .mean = 7};
    double mean = 7;

    ck_assert_int_eq(pain_describe(none, &d), PAIN_EEMPTY);
    ck_assert_uint_eq(d.n, 0);
    ck_assert(isnan(d.mean) && isnan(d.sd) && isnan(d.se) && isnan(d.lowest) && isnan(d.highest));
    ck_assert_int_eq(pain_trimmed_mean(none, 0.1, &mean), PAIN_EEMPTY);
    ck_assert_double_nan(mean);
}
END_TEST

START_TEST(one_value_has_a_mean_and_no_deviation)
{
    const double x[] = {3};
    const uint64_t count[] = {1};
    pain_description d;

    ck_assert_int_eq(pain_describe((pain_counts){x, NULL, count, 1, 1}, &d), PAIN_OK);
    ck_assert(d.mean == 3 && d.lowest == 3 && d.highest == 3 && isnan(d.sd) && isnan(d.se));
}
END_TEST

START_TEST(equal_values_are_their_mean_and_do_not_deviate)
{
    const double values[] = {0.1, 1.0 / 3, -7.7, 1e300, 5e-324};

    for (size_t i = 0; i < 5; i++)
        for (uint64_t n = 2; n < (uint64_t)1 << 62; n = 3 * n + 1) {
            const pain_counts counts = {values + i, NULL, &n, 1, n};
            pain_description d;
            double trimmed;

            ck_assert_int_eq(pain_describe(counts, &d), PAIN_OK);
            ck_assert(d.mean == values[i] && d.sd == 0 && d.se == 0);
            ck_assert_int_eq(pain_trimmed_mean(counts, 0.2, &trimmed), PAIN_OK);
            ck_assert_double_eq(trimmed, values[i]);
        }
}
END_TEST

START_TEST(counts_of_zero_are_passed_over)
{
    const double x[] = {-100, 1, 2, 3, 100};
    const uint64_t count[] = {0, 1, 0, 1, 0};
    const pain_counts counts = {x, NULL, count, 5, 2};
    pain_description d;

    ck_assert_int_eq(pain_describe(counts, &d), PAIN_OK);
    ck_assert(d.lowest == 1 && d.highest == 3 && d.mean == 2);
    ck_close(d.sd, sqrt(2), 1e-15);
}
END_TEST

START_TEST(unsound_arguments_are_refused)
{
    const double x[] = {1, 2};
    const uint64_t count[] = {1, 1};
    const pain_counts good = {x, NULL, count, 2, 2}, bad = {x, NULL, count, 2, 3};
    const double fractions[] = {-0.1, 0.5, 1, NAN, INFINITY};
    pain_description d;
    double mean;

    ck_assert_int_eq(pain_describe(good, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_describe(bad, &d), PAIN_EINVAL);
    ck_assert(isnan(d.mean) && d.n == 0);
    ck_assert_int_eq(pain_trimmed_mean(good, 0.1, NULL), PAIN_EINVAL);
    for (size_t i = 0; i < 5; i++) {
        mean = 7;
        ck_assert_int_eq(pain_trimmed_mean(good, fractions[i], &mean), PAIN_EINVAL);
        ck_assert_double_nan(mean);
    }
}
END_TEST

START_TEST(trimming_nearly_half_leaves_the_median)
{
    const double x[] = {1, 2, 4};
    const uint64_t count[] = {2, 1, 2}, huge[] = {(uint64_t)1 << 61, 1, (uint64_t)1 << 61};
    double mean;

    ck_assert_int_eq(pain_trimmed_mean((pain_counts){x, NULL, count, 3, 5}, 0.4999, &mean),
                     PAIN_OK);
    ck_assert_double_eq(mean, 2);
    ck_assert_int_eq(pain_trimmed_mean((pain_counts){x, NULL, huge, 3, ((uint64_t)1 << 62) + 1},
                                       nextafter(0.5, 0), &mean),
                     PAIN_OK);
    ck_assert(mean > 1 && mean < 4);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("describe");
    TCase *tests = tcase_create("describe");

    tcase_add_test(tests, descriptions_agree_with_exact_rationals);
    tcase_add_test(tests, trimmed_means_agree_with_r);
    tcase_add_test(tests, no_values_have_no_description);
    tcase_add_test(tests, one_value_has_a_mean_and_no_deviation);
    tcase_add_test(tests, equal_values_are_their_mean_and_do_not_deviate);
    tcase_add_test(tests, counts_of_zero_are_passed_over);
    tcase_add_test(tests, unsound_arguments_are_refused);
    tcase_add_test(tests, trimming_nearly_half_leaves_the_median);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
