/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of one proportion: reference values, and that each agrees with its interval. */
#include <config.h>

#include <math.h>
#include <stdlib.h>

#include "painstat/proportion.h"
#include "support.h"

static pain_test run(uint64_t k, uint64_t n, pain_test_method method, double p,
                     pain_alternative alternative)
{
    pain_test_options options = {
        sizeof options, p, (int32_t)method, (int32_t)alternative, 0, 0, NULL};
    pain_test test;

    /* ck_assert would write a line each time. */
    if (pain_proportion_test(k, n, &options, &test) != PAIN_OK)
        ck_abort_msg("%s of %d/%d failed", pain_test_method_key(method), (int)k, (int)n);
    return test;
}

/* Rational arithmetic and mpmath. */
START_TEST(p_values_are_those_of_the_reference)
{
    FILE *file = open_source("tests/ref/proportion_test.csv");
    char line[256], *f[7];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, f, 7) == 7; rows++) {
        pain_test_method method;

        ck_assert_int_eq(pain_test_method_parse(f[0], &method), PAIN_OK);
        for (int side = 0; side < 3; side++) {
            pain_test test = run(strtoull(f[1], NULL, 10), strtoull(f[2], NULL, 10), method,
                                 strtod(f[3], NULL), (pain_alternative)side);
            double want = strtod(f[4 + side], NULL);

            ck_assert_msg(is_close(test.p_value, want, 1e-12), "%s %s/%s %s %d: got %.17g, want %s",
                          f[0], f[1], f[2], f[3], side, test.p_value, f[4 + side]);
        }
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 504);
}
END_TEST

START_TEST(statistics_and_p_values_are_those_of_r)
{
    FILE *file = open_source("tests/ref/proportion_test_r.csv");
    char line[256], *f[7];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, f, 7) == 7; rows++) {
        pain_test_method method;

        ck_assert_int_eq(pain_test_method_parse(f[0], &method), PAIN_OK);
        pain_test test = run(strtoull(f[1], NULL, 10), strtoull(f[2], NULL, 10), method,
                             strtod(f[3], NULL), (pain_alternative)atoi(f[4]));

        ck_close(test.statistic, strtod(f[5], NULL), 1e-12);
        ck_close(test.p_value, strtod(f[6], NULL), 1e-12);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 414);
}
END_TEST

static const struct family {
    pain_test_method test;
    pain_method interval;
} families[] = {
    {PAIN_TEST_BINOMIAL_MIDP, PAIN_METHOD_MIDP},
    {PAIN_TEST_BINOMIAL, PAIN_METHOD_CLOPPER_PEARSON},
    {PAIN_TEST_BINOMIAL_BLAKER, PAIN_METHOD_BLAKER},
    {PAIN_TEST_PROPORTION_SCORE, PAIN_METHOD_WILSON},
    {PAIN_TEST_PROPORTION_SCORE_CC, PAIN_METHOD_WILSON_CC},
    {PAIN_TEST_PROPORTION_LIKELIHOOD_RATIO, PAIN_METHOD_LIKELIHOOD_RATIO},
    {PAIN_TEST_PROPORTION_WALD, PAIN_METHOD_WALD},
};

enum { FAMILIES = sizeof families / sizeof *families };

static bool is_undefined(const struct family *of, uint64_t k, uint64_t n, int side)
{
    return (of->test == PAIN_TEST_PROPORTION_WALD && (k == 0 || k == n)) ||
           (of->test == PAIN_TEST_BINOMIAL_BLAKER && side != PAIN_ALTERNATIVE_TWO_SIDED);
}

/* GREATER goes with the lower bound, LESS with the upper one. Where p is within rounding of a
 * limit, there is nothing to be asserted. */
static void check_agreement(const struct family *of, uint64_t k, uint64_t n, double level, int side)
{
    static const pain_side sides[] = {PAIN_TWO_SIDED, PAIN_UPPER_BOUND, PAIN_LOWER_BOUND};
    pain_interval_options options = {
        sizeof options, level, (int32_t)of->interval, (int32_t)sides[side], 0, 0, NULL, 0};
    pain_estimate e;

    ck_assert_int_eq(pain_proportion(k, n, &options, &e), PAIN_OK);
    ck_assert_int_eq(e.reason, PAIN_OK);
    for (int i = 1; i < 100; i++) {
        double p = i / 100.0;
        pain_test test = run(k, n, of->test, p, (pain_alternative)side);
        bool outside = p < e.lower || p > e.upper;

        if (fabs(p - e.lower) < 1e-12 || fabs(p - e.upper) < 1e-12)
            continue;
        ck_assert_msg((test.p_value < 1 - level) == outside,
                      "%s, %d of %d, p0 %g, level %g, side %d: p-value %.17g, %.17g to %.17g",
                      pain_test_method_key(of->test), (int)k, (int)n, p, level, side, test.p_value,
                      e.lower, e.upper);
    }
}

START_TEST(a_small_p_value_and_a_value_outside_the_interval_are_the_same)
{
    static const double levels[] = {0.5, 0.8, 0.95, 0.99};
    const struct family *of = &families[_i];

    for (uint64_t n = 1; n <= 20; n++)
        for (uint64_t k = 0; k <= n; k++)
            for (int l = 0; l < 4; l++)
                for (int side = 0; side < 3; side++)
                    if (!is_undefined(of, k, n, side))
                        check_agreement(of, k, n, levels[l], side);
}
END_TEST

/* At the limits themselves the p-value is 1 - level: the test is the interval's, not only near it.
 * Blaker's jumps there. */
START_TEST(at_the_limits_the_p_value_is_one_minus_the_level)
{
    for (int m = 0; m < FAMILIES; m++)
        for (uint64_t n = 1; n <= 60; n++)
            for (uint64_t k = 0; k <= n; k++) {
                const double level = 0.9375;
                pain_interval_options options = {
                    sizeof options, level, (int32_t)families[m].interval, 0, 0, 0, NULL, 0};
                pain_estimate e;

                ck_assert_int_eq(pain_proportion(k, n, &options, &e), PAIN_OK);
                if (families[m].test == PAIN_TEST_BINOMIAL_BLAKER)
                    continue;
                if (e.lower > 0 && e.lower < e.value)
                    ck_close(run(k, n, families[m].test, e.lower, 0).p_value, 1 - level, 1e-10);
                if (e.upper < 1 && e.upper > e.value)
                    ck_close(run(k, n, families[m].test, e.upper, 0).p_value, 1 - level, 1e-10);
            }
}
END_TEST

START_TEST(k_and_n_minus_k_mirror_each_other)
{
    for (int m = 0; m < FAMILIES; m++)
        for (uint64_t n = 1; n <= 40; n++)
            for (uint64_t k = 0; k <= n; k++)
                for (int i = 1; i < 32; i++) {
                    double p = i / 32.0;

                    if (is_undefined(&families[m], k, n, 0))
                        continue;
                    ck_close(run(k, n, families[m].test, p, 0).p_value,
                             run(n - k, n, families[m].test, 1 - p, 0).p_value, 1e-12);
                    if (families[m].test != PAIN_TEST_BINOMIAL_BLAKER)
                        ck_close(run(k, n, families[m].test, p, PAIN_ALTERNATIVE_LESS).p_value,
                                 run(n - k, n, families[m].test, 1 - p, PAIN_ALTERNATIVE_GREATER)
                                     .p_value,
                                 1e-12);
                }
}
END_TEST

/* They rise to one top, near k / n, and fall: what a test does not reject has no gaps. */
START_TEST(p_values_rise_then_fall)
{
    for (int m = 0; m < FAMILIES; m++)
        for (uint64_t n = 1; n <= 40; n++)
            for (uint64_t k = 0; k <= n; k++) {
                double last = 0;
                bool falls = false;

                if (is_undefined(&families[m], k, n, 0))
                    continue;
                for (int i = 1; i < 128; i++) {
                    double now = run(k, n, families[m].test, i / 128.0, 0).p_value;

                    ck_assert(!falls || now <= last * (1 + 1e-11));
                    falls = falls || now < last * (1 - 1e-11);
                    last = now;
                    if (i * (double)n == 128 * (double)k)
                        ck_assert_double_gt(now, 0.8);
                }
            }
}
END_TEST

/* Blaker's p-value is never above the exact one; its statistic, the acceptability, never above the
 * p-value. */
START_TEST(blakers_p_value_is_between_its_acceptability_and_the_exact_one)
{
    bool differs = false;

    for (uint64_t n = 1; n <= 40; n++)
        for (uint64_t k = 0; k <= n; k++)
            for (int i = 1; i < 200; i++) {
                pain_test blaker = run(k, n, PAIN_TEST_BINOMIAL_BLAKER, i / 200.0, 0);
                double exact = run(k, n, PAIN_TEST_BINOMIAL, i / 200.0, 0).p_value;

                ck_assert(blaker.statistic <= blaker.p_value * (1 + 1e-13));
                ck_assert(blaker.p_value <= exact * (1 + 1e-12));
                differs = differs || blaker.statistic < 0.99 * blaker.p_value;
            }
    /* There are gaps, or this would not be tested. */
    ck_assert(differs);
}
END_TEST

/* D26: R's binom.test adds up the outcomes that are no more probable than k, but prints
 * Clopper-Pearson's interval: they contradict each other about 2 of 5 (say) in 29 cases with n <=
 * 60. Here, counted by R's own definition. */
static double by_least_probability(int k, int n, double p)
{
    double sum = 0, seen = 0;

    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i <= n; i++) {
            double q = exp(lgamma(n + 1) - lgamma(i + 1) - lgamma(n - i + 1) + i * log(p) +
                           (n - i) * log1p(-p));

            if (pass == 0 && i == k)
                seen = q;
            if (pass == 1 && q <= seen * (1 + 1e-7))
                sum += q;
        }
    return sum;
}

START_TEST(d26_test_and_interval_agree_where_binom_test_contradicts_itself)
{
    int contradictions = 0;

    for (int n = 1; n <= 60; n++)
        for (int k = 0; k <= n; k++) {
            pain_interval_options options = {
                sizeof options, 0.95, PAIN_METHOD_CLOPPER_PEARSON, 0, 0, 0, NULL, 0};
            pain_estimate e;

            ck_assert_int_eq(pain_proportion((uint64_t)k, (uint64_t)n, &options, &e), PAIN_OK);
            bool outside = e.lower > 0.4 || e.upper < 0.4;

            contradictions += (by_least_probability(k, n, 0.4) < 0.05) != outside;
            ck_assert((run((uint64_t)k, (uint64_t)n, PAIN_TEST_BINOMIAL, 0.4, 0).p_value < 0.05) ==
                      outside);
        }
    ck_assert_int_eq(contradictions, 29);
}
END_TEST

START_TEST(an_undefined_p_value_has_a_reason)
{
    for (uint64_t k = 0; k <= 5; k += 5) {
        pain_test test = run(k, 5, PAIN_TEST_PROPORTION_WALD, 0.5, 0);

        ck_assert(isnan(test.p_value) && isnan(test.statistic) && test.reason == PAIN_EUNDEFINED);
    }
    for (int side = PAIN_ALTERNATIVE_LESS; side <= PAIN_ALTERNATIVE_GREATER; side++) {
        pain_test test = run(2, 5, PAIN_TEST_BINOMIAL_BLAKER, 0.5, (pain_alternative)side);

        ck_assert(isnan(test.p_value) && test.reason == PAIN_EUNDEFINED);
    }
}
END_TEST

START_TEST(bad_arguments_are_errors)
{
    static const double bad[] = {-0.1, 1, 1.5, NAN, INFINITY};
    pain_test_options options = {sizeof options, 0.5, 0, 0, 0, 0, NULL};
    pain_test test;

    for (int i = 0; i < 5; i++) {
        options.null_value = bad[i];
        ck_assert_int_eq(pain_proportion_test(1, 2, &options, &test), PAIN_EINVAL);
        ck_assert(isnan(test.p_value) && isnan(test.statistic) && test.reason == PAIN_EINVAL);
    }
    options.null_value = 0.5;
    ck_assert_int_eq(pain_proportion_test(3, 2, &options, &test), PAIN_EINVAL);
    ck_assert_int_eq(pain_proportion_test(0, 0, &options, &test), PAIN_EEMPTY);
    ck_assert_int_eq(pain_proportion_test(0, UINT64_MAX, &options, &test), PAIN_EOVERFLOW);
    ck_assert_int_eq(pain_proportion_test(1, 2, &options, NULL), PAIN_EINVAL);
    options.method = PAIN_TEST_FISHER;
    ck_assert_int_eq(pain_proportion_test(1, 2, &options, &test), PAIN_EINVAL);
    options.method = 0;
    options.zeros = PAIN_ZEROS_PRATT;
    ck_assert_int_eq(pain_proportion_test(1, 2, &options, &test), PAIN_EINVAL);
}
END_TEST

/* mid-P of 9 of 10 against 1/2: 2 (1 + 10 / 2) / 1024. */
START_TEST(the_default_is_mid_p_against_one_half)
{
    pain_test test;

    ck_assert_int_eq(pain_proportion_test(9, 10, NULL, &test), PAIN_OK);
    ck_assert_int_eq(test.method, PAIN_TEST_BINOMIAL_MIDP);
    ck_assert(test.null_value == 0.5 && test.n == 10 && test.statistic == 9 && isnan(test.df));
    ck_close(test.p_value, 12.0 / 1024, 1e-14);
}
END_TEST

START_TEST(all_tests_at_once_are_the_tests_one_by_one)
{
    pain_test_options options = {sizeof options, 0.9, 12345, 0, 0, 0, NULL};
    pain_test all[FAMILIES + 1];
    size_t count = 1;

    ck_assert_int_eq(pain_proportion_test_all(47, 50, &options, all, &count), PAIN_EINVAL);
    ck_assert(count == FAMILIES && all[0].reason == PAIN_EINVAL && isnan(all[0].p_value));
    ck_assert_int_eq(pain_proportion_test_all(47, 50, &options, all, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_proportion_test_all(47, 50, &options, all, &count), PAIN_OK);
    for (int m = 0; m < FAMILIES; m++) {
        pain_test one = run(47, 50, families[m].test, 0.9, 0);

        ck_assert_int_eq(all[m].method, families[m].test);
        ck_assert(all[m].p_value == one.p_value && all[m].statistic == one.statistic);
    }
    ck_assert_int_eq(pain_proportion_test_all(0, 0, &options, all, &count), PAIN_EEMPTY);
}
END_TEST

/* Ends, and gives a p-value, for counts as large as doubles hold. */
START_TEST(huge_counts_have_p_values)
{
    const uint64_t n = UINT64_C(1000000000000);

    for (int m = 0; m < FAMILIES; m++) {
        /* 2 standard errors off: .0455 by the normal distribution. */
        double p = run(n / 2 + 1000000, n, families[m].test, 0.5, 0).p_value;

        ck_assert_double_eq_tol(p, 0.0455003, 1e-6);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("proportion_test");
    TCase *tests = tcase_create("tests");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, p_values_are_those_of_the_reference);
    tcase_add_test(tests, statistics_and_p_values_are_those_of_r);
    tcase_add_loop_test(tests, a_small_p_value_and_a_value_outside_the_interval_are_the_same, 0,
                        FAMILIES);
    tcase_add_test(tests, at_the_limits_the_p_value_is_one_minus_the_level);
    tcase_add_test(tests, k_and_n_minus_k_mirror_each_other);
    tcase_add_test(tests, p_values_rise_then_fall);
    tcase_add_test(tests, blakers_p_value_is_between_its_acceptability_and_the_exact_one);
    tcase_add_test(tests, d26_test_and_interval_agree_where_binom_test_contradicts_itself);
    tcase_add_test(tests, an_undefined_p_value_has_a_reason);
    tcase_add_test(tests, bad_arguments_are_errors);
    tcase_add_test(tests, the_default_is_mid_p_against_one_half);
    tcase_add_test(tests, all_tests_at_once_are_the_tests_one_by_one);
    tcase_add_test(tests, huge_counts_have_p_values);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
