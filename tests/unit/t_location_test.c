/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of differences of the same patients: reference rows, complete enumeration, stated answers.
 */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "painstat/location_test.h"
#include "paired_golden.h"
#include "support.h"

/* What of a test the row asks for. */
static double part_of(const pain_test *test, const char *quantity)
{
    if (strcmp(quantity, "t_df") == 0)
        return test->df;
    if (strcmp(quantity, "sign_n_nonzero") == 0)
        return (double)(test->n - test->n_zero);
    return strstr(quantity, "_p") != NULL && strcmp(quantity, "sign_n_pos") != 0 ? test->p_value
                                                                                 : test->statistic;
}

static pain_test_method test_for(const char *quantity, const char *option)
{
    if (strncmp(quantity, "t_", 2) == 0)
        return PAIN_TEST_T;
    if (strncmp(quantity, "signflip", 8) == 0)
        return PAIN_TEST_SIGN_FLIP;
    if (strncmp(quantity, "sign", 4) == 0)
        return strstr(option, "midp") != NULL ? PAIN_TEST_SIGN_MIDP : PAIN_TEST_SIGN_EXACT;
    if (strstr(option, "asymptotic_cc") != NULL)
        return PAIN_TEST_WILCOXON_CC;
    return strstr(option, "asymptotic") != NULL ? PAIN_TEST_WILCOXON : PAIN_TEST_WILCOXON_EXACT;
}

static double value_for(const char *dataset, const char *quantity, const char *option,
                        const char *conf, const char *tool)
{
    pain_tally *differences = golden_differences(dataset);
    pain_test_options options = {.size = sizeof options};
    pain_test test;

    options.method = (int32_t)test_for(quantity, option);
    if (strstr(option, "greater") != NULL)
        options.alternative = PAIN_ALTERNATIVE_GREATER;
    if (strstr(option, "less") != NULL)
        options.alternative = PAIN_ALTERNATIVE_LESS;
    if (strstr(option, "pratt") != NULL)
        options.zeros = PAIN_ZEROS_PRATT;
    ck_assert_int_eq(pain_paired_test(pain_tally_counts(differences), &options, &test), PAIN_OK);
    pain_tally_free(differences);
    (void)conf;
    (void)tool;
    return part_of(&test, quantity);
}

static bool is_about_a_test(const char *dataset, const char *quantity, const char *option)
{
    (void)option;
    return strncmp(dataset, "tab_", 4) != 0 &&
           (strncmp(quantity, "t_", 2) == 0 || strncmp(quantity, "sign", 4) == 0 ||
            strncmp(quantity, "wilcoxon", 8) == 0);
}

START_TEST(reference_rows_about_tests_are_met)
{
    ck_assert_uint_eq(check_golden_rows(is_about_a_test, value_for), 206);
}
END_TEST

/* The values of `values`, each once or more. */
static pain_tally *tally_of(const double *values, size_t n)
{
    pain_tally *tally;

    ck_assert_int_eq(pain_tally_new(&tally, NULL), PAIN_OK);
    ck_assert_int_eq(pain_tally_add_array(tally, values, n), PAIN_OK);
    return tally;
}

static pain_test run(pain_counts counts, pain_test_method method, pain_alternative alternative,
                     pain_zeros zeros)
{
    const pain_test_options options = {.size = sizeof options,
                                       .method = (int32_t)method,
                                       .alternative = (int32_t)alternative,
                                       .zeros = (int32_t)zeros};
    pain_test test;

    ck_assert_int_eq(pain_paired_test(counts, &options, &test), PAIN_OK);
    return test;
}

/* Twice the mid-rank of |d[i]|, by counting; with zeros dropped, the ranks are those among the
 * others. */
static unsigned doubled_rank(const int *d, size_t n, size_t i, pain_zeros zeros)
{
    unsigned below = 0, equal = 0;

    for (size_t j = 0; j < n; j++) {
        below += abs(d[j]) < abs(d[i]) && (d[j] != 0 || zeros == PAIN_ZEROS_PRATT);
        equal += abs(d[j]) == abs(d[i]);
    }
    return 2 * below + equal + 1;
}

/* Every choice of signs in turn: how many give a sum of at most, and of at least, the one seen. */
static void enumerate(const unsigned *score, const bool *positive, size_t n, double *lower,
                      double *upper)
{
    unsigned seen = 0, at_most = 0, at_least = 0;

    for (size_t i = 0; i < n; i++)
        seen += positive[i] ? score[i] : 0;
    for (unsigned signs = 0; signs < 1U << n; signs++) {
        unsigned sum = 0;

        for (size_t i = 0; i < n; i++)
            sum += signs >> i & 1 ? score[i] : 0;
        at_most += sum <= seen;
        at_least += sum >= seen;
    }
    *lower = ldexp(at_most, -(int)n);
    *upper = ldexp(at_least, -(int)n);
}

static void exact_p_is(pain_counts counts, pain_test_method method, pain_zeros zeros, double lower,
                       double upper)
{
    double two = fmin(1, 2 * fmin(lower, upper));

    ck_close(run(counts, method, PAIN_ALTERNATIVE_LESS, zeros).p_value, lower, 1e-15);
    ck_close(run(counts, method, PAIN_ALTERNATIVE_GREATER, zeros).p_value, upper, 1e-15);
    ck_close(run(counts, method, PAIN_ALTERNATIVE_TWO_SIDED, zeros).p_value, two, 1e-15);
}

static void check_by_enumeration(const int *d, size_t n)
{
    double values[8], lower, upper;
    unsigned score[8];
    bool positive[8];

    for (size_t i = 0; i < n; i++)
        values[i] = d[i];
    pain_tally *tally = tally_of(values, n);
    pain_counts counts = pain_tally_counts(tally);

    for (pain_zeros zeros = PAIN_ZEROS_DROPPED; zeros <= PAIN_ZEROS_PRATT; zeros++) {
        size_t used = 0;

        for (size_t i = 0; i < n; i++)
            if (d[i] != 0) {
                score[used] = doubled_rank(d, n, i, zeros);
                positive[used++] = d[i] > 0;
            }
        enumerate(score, positive, used, &lower, &upper);
        exact_p_is(counts, PAIN_TEST_WILCOXON_EXACT, zeros, lower, upper);
    }
    size_t used = 0;

    for (size_t i = 0; i < n; i++)
        if (d[i] != 0)
            score[used++] = (unsigned)abs(d[i]);
    enumerate(score, positive, used, &lower, &upper);
    exact_p_is(counts, PAIN_TEST_SIGN_FLIP, PAIN_ZEROS_DROPPED, lower, upper);
    for (size_t i = 0; i < used; i++)
        score[i] = 1;
    enumerate(score, positive, used, &lower, &upper);
    exact_p_is(counts, PAIN_TEST_SIGN_EXACT, PAIN_ZEROS_DROPPED, lower, upper);
    pain_tally_free(tally);
}

/* All ascending d[0 .. n - 1] of values from -4 to 4. */
static void for_every_data_set(int *d, size_t filled, size_t n)
{
    if (filled == n) {
        check_by_enumeration(d, n);
        return;
    }
    for (int value = filled > 0 ? d[filled - 1] : -4; value <= 4; value++) {
        d[filled] = value;
        for_every_data_set(d, filled + 1, n);
    }
}

START_TEST(exact_tests_equal_complete_enumeration_for_all_small_data_sets)
{
    int d[8];

    for (size_t n = 1; n <= 8; n++)
        for_every_data_set(d, 0, n);
}
END_TEST

START_TEST(exact_tests_equal_complete_enumeration_without_a_lattice)
{
    /* No common unit: the sums are enumerated. sqrt(2) + sqrt(8) = sqrt(18) is a tie of sums. */
    const double values[] = {sqrt(2), -sqrt(3), sqrt(8), -sqrt(18), sqrt(5), sqrt(2)};
    pain_tally *tally = tally_of(values, 6);
    double size[6], seen = 0;
    unsigned at_most = 0, at_least = 0;

    for (size_t i = 0; i < 6; i++) {
        size[i] = fabs(values[i]);
        seen += fmax(values[i], 0);
    }
    for (unsigned signs = 0; signs < 64; signs++) {
        double sum = 0;

        for (size_t i = 0; i < 6; i++)
            sum += signs >> i & 1 ? size[i] : 0;
        at_most += sum <= seen + 1e-9;
        at_least += sum >= seen - 1e-9;
    }
    exact_p_is(pain_tally_counts(tally), PAIN_TEST_SIGN_FLIP, PAIN_ZEROS_DROPPED, at_most / 64.0,
               at_least / 64.0);
    pain_tally_free(tally);
}
END_TEST

/* 0.3 - 0.1 and 0.2 differ in their last bits; as decimals their sums tie. By hand: sums of {1, 2,
 * 3} tenths of at most 3: 0, 1, 2, 3, 3 of 8; of at least 3: 3, 3, 4, 5, 6. */
START_TEST(sign_flips_of_decimals_tie_as_decimals_do)
{
    const double values[] = {0.3 - 0.2, 0.3 - 0.1, -(0.4 - 0.1)};
    pain_tally *tally = tally_of(values, 3);

    exact_p_is(pain_tally_counts(tally), PAIN_TEST_SIGN_FLIP, PAIN_ZEROS_DROPPED, 5 / 8.0, 5 / 8.0);
    pain_tally_free(tally);
}
END_TEST

/* scipy#10223, numpy#13618: Pratt's p went to 0 for as many wins as losses. HypothesisTests#362:
 * zeros are one rule. */
START_TEST(balanced_wins_and_losses_among_zeros_say_nothing)
{
    const double x[] = {-1, 0, 1};
    const uint64_t count[] = {30, 1000, 30};
    const pain_counts counts = {x, NULL, count, 3, 1060};

    for (pain_zeros zeros = PAIN_ZEROS_DROPPED; zeros <= PAIN_ZEROS_PRATT; zeros++) {
        pain_test test = run(counts, PAIN_TEST_WILCOXON_EXACT, PAIN_ALTERNATIVE_TWO_SIDED, zeros);

        ck_assert_double_eq(test.p_value, 1);
        ck_assert_uint_eq(test.n_zero, 1000);
        test = run(counts, PAIN_TEST_WILCOXON, PAIN_ALTERNATIVE_TWO_SIDED, zeros);
        ck_assert_double_eq(test.p_value, 1);
    }
    ck_assert_double_eq(run(counts, PAIN_TEST_SIGN_EXACT, PAIN_ALTERNATIVE_TWO_SIDED, 0).p_value,
                        1);
    ck_close(run(counts, PAIN_TEST_SIGN_MIDP, PAIN_ALTERNATIVE_TWO_SIDED, 0).p_value, 1, 1e-14);
}
END_TEST

/* scipy#13689, #15856: an exact test fell to the normal distribution, and one side was not the
 * mirror of the other. scipy#26026: p = 0 for a true 8.1e-17. All of n differences positive: p =
 * 2^-n. */
START_TEST(small_tails_keep_their_digits)
{
    for (uint64_t n = 1; n <= 1000; n += 111) {
        const double x[] = {-4, -1};
        const uint64_t count[] = {n / 2, n - n / 2};
        const pain_counts counts = {x, NULL, count, 2, n};
        pain_test less = run(counts, PAIN_TEST_WILCOXON_EXACT, PAIN_ALTERNATIVE_LESS, 0);
        pain_test flip = run(counts, PAIN_TEST_SIGN_FLIP, PAIN_ALTERNATIVE_LESS, 0);

        ck_assert_double_eq(less.p_value, ldexp(1, -(int)n));
        ck_assert_double_eq(flip.p_value, ldexp(1, -(int)n));
        ck_assert_double_eq(
            run(counts, PAIN_TEST_WILCOXON_EXACT, PAIN_ALTERNATIVE_GREATER, 0).p_value, 1);
    }
}
END_TEST

/* R 4.2.2: psignrank(w, 1000). The positive ranks are 1 .. last but one. */
START_TEST(a_thousand_differences_agree_with_r)
{
    static const struct {
        int last, but;
        double w, p;
    } rows[] = {{632, 28, 200000, 1.6634887056181475e-08},
                {447, 128, 100000, 7.6017771614771061e-67}};

    for (size_t i = 0; i < 2; i++) {
        double d[1000];

        for (int rank = 1; rank <= 1000; rank++)
            d[rank - 1] = rank <= rows[i].last && rank != rows[i].but ? rank : -rank;
        pain_tally *tally = tally_of(d, 1000);
        pain_test test = run(pain_tally_counts(tally), PAIN_TEST_WILCOXON_EXACT,
                             PAIN_ALTERNATIVE_LESS, PAIN_ZEROS_DROPPED);

        ck_assert_double_eq(test.statistic, rows[i].w);
        ck_close(test.p_value / rows[i].p, 1, 1e-12);
        pain_tally_free(tally);
    }
}
END_TEST

START_TEST(what_is_too_large_for_exactness_says_so)
{
    const double x[] = {-2, -1, 1, 2};
    const uint64_t count[] = {100000, 100000, 100000, 100000};
    const pain_counts counts = {x, NULL, count, 4, 400000};
    double values[60];
    pain_test test = run(counts, PAIN_TEST_WILCOXON_EXACT, PAIN_ALTERNATIVE_TWO_SIDED, 0);

    ck_assert(isnan(test.p_value) && test.reason == PAIN_EOVERFLOW);
    ck_assert_int_eq(test.method, PAIN_TEST_WILCOXON_EXACT);
    ck_assert(!isnan(test.statistic));
    for (size_t i = 0; i < 60; i++)
        values[i] = sqrt((double)i + 1) * (i % 2 == 0 ? 1 : -1);
    pain_tally *tally = tally_of(values, 60);

    test = run(pain_tally_counts(tally), PAIN_TEST_SIGN_FLIP, PAIN_ALTERNATIVE_TWO_SIDED, 0);
    ck_assert(isnan(test.p_value) && test.reason == PAIN_EOVERFLOW);
    ck_assert_int_eq(test.method, PAIN_TEST_SIGN_FLIP);
    pain_tally_free(tally);
}
END_TEST

/* D20: R's t.test(rep(5, 8)) is an error. Against 5 no difference is left; against 0 every sign is
 * plus. */
START_TEST(d20_equal_values_have_stated_answers)
{
    const double five[] = {5};
    const uint64_t count[] = {8};
    const pain_counts counts = {five, NULL, count, 1, 8};
    pain_test test = run(counts, PAIN_TEST_T, PAIN_ALTERNATIVE_TWO_SIDED, 0);

    ck_assert(isnan(test.p_value) && isnan(test.statistic) && test.df == 7);
    ck_assert_int_eq(test.reason, PAIN_ENOSPREAD);
    exact_p_is(counts, PAIN_TEST_WILCOXON_EXACT, PAIN_ZEROS_DROPPED, 1, ldexp(1, -8));
    exact_p_is(counts, PAIN_TEST_SIGN_FLIP, PAIN_ZEROS_DROPPED, 1, ldexp(1, -8));
    exact_p_is(counts, PAIN_TEST_SIGN_EXACT, PAIN_ZEROS_DROPPED, 1, ldexp(1, -8));
}
END_TEST

START_TEST(differences_that_are_all_zero_give_p_1_but_no_t)
{
    const double zero[] = {0};
    const uint64_t count[] = {5};
    const pain_counts counts = {zero, NULL, count, 1, 5};
    pain_test tests[8];
    size_t n = 8;

    ck_assert_int_eq(pain_paired_test_all(counts, NULL, tests, &n), PAIN_OK);
    ck_assert_uint_eq(n, 7);
    for (size_t i = 0; i < n; i++) {
        ck_assert_uint_eq(tests[i].n, 5);
        ck_assert_uint_eq(tests[i].n_zero, 5);
        if (tests[i].method == PAIN_TEST_T)
            ck_assert(isnan(tests[i].p_value) && tests[i].reason == PAIN_ENOSPREAD);
        else
            ck_assert(tests[i].p_value == 1 && tests[i].statistic == 0 && tests[i].reason == 0);
    }
}
END_TEST

START_TEST(one_difference_has_stated_answers)
{
    const double x[] = {-3};
    const uint64_t count[] = {1};
    const pain_counts counts = {x, NULL, count, 1, 1};

    exact_p_is(counts, PAIN_TEST_WILCOXON_EXACT, PAIN_ZEROS_DROPPED, 0.5, 1);
    ck_assert_int_eq(run(counts, PAIN_TEST_T, PAIN_ALTERNATIVE_LESS, 0).reason, PAIN_ETOOFEW);
}
END_TEST

START_TEST(unsound_arguments_are_refused)
{
    const double x[] = {1, 2}, far[] = {-1e308, 1.7e308};
    const uint64_t count[] = {1, 1};
    const pain_counts good = {x, NULL, count, 2, 2}, none = {NULL, NULL, NULL, 0, 0};
    const pain_counts bad = {x, NULL, count, 2, 3}, wide = {far, NULL, count, 2, 2};
    pain_test_options options = {.size = sizeof options, .method = PAIN_TEST_MCNEMAR};
    pain_test test;
    size_t room = 2;

    ck_assert_int_eq(pain_paired_test(good, &options, &test), PAIN_EINVAL);
    ck_assert(isnan(test.p_value) && test.reason == PAIN_EINVAL);
    options.method = 0;
    options.zeros = PAIN_ZEROS_KEPT;
    ck_assert_int_eq(pain_paired_test(good, &options, &test), PAIN_EINVAL);
    options.zeros = 0;
    options.alternative = 3;
    ck_assert_int_eq(pain_paired_test(good, &options, &test), PAIN_EINVAL);
    options.alternative = 0;
    options.null_value = NAN;
    ck_assert_int_eq(pain_paired_test(good, &options, &test), PAIN_EINVAL);
    options.null_value = 1e308;
    ck_assert_int_eq(pain_paired_test(wide, &options, &test), PAIN_ENONFINITE);
    ck_assert_int_eq(pain_paired_test(none, NULL, &test), PAIN_EEMPTY);
    ck_assert_int_eq(pain_paired_test(bad, NULL, &test), PAIN_EINVAL);
    ck_assert_int_eq(pain_paired_test(good, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_paired_test_all(good, NULL, &test, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_paired_test_all(good, NULL, NULL, &room), PAIN_EINVAL);
    ck_assert_uint_eq(room, 7);
    ck_assert_int_eq(pain_tally_add_differences(NULL, good), PAIN_EINVAL);
}
END_TEST

START_TEST(running_out_of_memory_is_an_error_and_leaks_nothing)
{
    const double x[] = {-1.5, 0, 2, 3};
    const uint64_t count[] = {3, 2, 5, 1};
    const pain_counts counts = {x, NULL, count, 4, 11};
    const pain_test_method methods[] = {PAIN_TEST_WILCOXON_EXACT, PAIN_TEST_SIGN_FLIP};

    for (size_t i = 0; i < 2; i++)
        for (size_t fail_at = 1;; fail_at++) {
            failing_allocator failing;
            pain_test test;

            failing_allocator_init(&failing, fail_at);
            const pain_test_options options = {.size = sizeof options,
                                               .method = (int32_t)methods[i],
                                               .allocator = &failing.allocator};
            pain_status status = pain_paired_test(counts, &options, &test);

            ck_assert_uint_eq(failing.live, 0);
            if (status == PAIN_OK)
                break;
            ck_assert_int_eq(status, PAIN_ENOMEM);
            ck_assert_double_nan(test.p_value);
        }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("location_test");
    TCase *tests = tcase_create("paired");

    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, reference_rows_about_tests_are_met);
    tcase_add_test(tests, exact_tests_equal_complete_enumeration_for_all_small_data_sets);
    tcase_add_test(tests, exact_tests_equal_complete_enumeration_without_a_lattice);
    tcase_add_test(tests, sign_flips_of_decimals_tie_as_decimals_do);
    tcase_add_test(tests, balanced_wins_and_losses_among_zeros_say_nothing);
    tcase_add_test(tests, small_tails_keep_their_digits);
    tcase_add_test(tests, a_thousand_differences_agree_with_r);
    tcase_add_test(tests, what_is_too_large_for_exactness_says_so);
    tcase_add_test(tests, d20_equal_values_have_stated_answers);
    tcase_add_test(tests, differences_that_are_all_zero_give_p_1_but_no_t);
    tcase_add_test(tests, one_difference_has_stated_answers);
    tcase_add_test(tests, unsound_arguments_are_refused);
    tcase_add_test(tests, running_out_of_memory_is_an_error_and_leaks_nothing);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
