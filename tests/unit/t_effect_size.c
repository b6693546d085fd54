/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Effect sizes: reference rows, the noncentral t distribution, stated answers. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "num/noncentral_t.h"
#include "painstat/effect_size.h"
#include "painstat/location_test.h"
#include "paired_golden.h"
#include "support.h"

static bool is_about_an_effect(const char *dataset, const char *quantity, const char *option)
{
    (void)dataset;
    (void)option;
    return strncmp(quantity, "cohen_dz", 8) == 0 || strcmp(quantity, "hedges_gz") == 0 ||
           strncmp(quantity, "rank_biserial", 13) == 0;
}

static double value_for(const char *dataset, const char *quantity, const char *option,
                        const char *conf, const char *tool)
{
    pain_tally *differences = golden_differences(dataset);
    const pain_counts counts = pain_tally_counts(differences);
    const pain_interval_options options = {.size = sizeof options, .level = strtod(conf, NULL)};
    pain_zeros zeros = strcmp(option, "pratt") == 0 ? PAIN_ZEROS_PRATT : PAIN_ZEROS_DROPPED;
    pain_estimate e;

    (void)tool;
    if (strncmp(quantity, "rank", 4) == 0)
        ck_assert_int_eq(pain_rank_biserial(counts, zeros, &options, &e), PAIN_OK);
    else if (strcmp(quantity, "hedges_gz") == 0)
        ck_assert_int_eq(pain_effect_gz(counts, &options, &e), PAIN_OK);
    else
        ck_assert_int_eq(pain_effect_dz(counts, &options, &e), PAIN_OK);
    pain_tally_free(differences);
    if (strstr(quantity, "lower") != NULL)
        return e.lower;
    return strstr(quantity, "upper") != NULL ? e.upper : e.value;
}

START_TEST(reference_rows_about_effects_are_met)
{
    ck_assert_uint_eq(check_golden_rows(is_about_an_effect, value_for), 36);
}
END_TEST

START_TEST(limits_of_noncentrality_agree_with_mpmath)
{
    FILE *file = open_source("tests/ref/noncentral_t.csv");
    char line[256], *fields[4];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, fields, 4) == 4; rows++) {
        double t = strtod(fields[0], NULL), df = strtod(fields[1], NULL);
        double prob = strtod(fields[2], NULL), delta = strtod(fields[3], NULL);

        ck_close(pain__noncentral_t_delta(t, df, prob, PAIN__LOWER), delta, 1e-13);
        ck_close(pain__noncentral_t_delta(-t, df, prob, PAIN__UPPER), -delta, 1e-13);
        ck_close(pain__noncentral_t_tail(t, df, delta, PAIN__UPPER), prob, 1e-11);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 48);
}
END_TEST

START_TEST(a_noncentral_t_without_noncentrality_is_student)
{
    for (double df = 1; df < 1e5; df *= 3)
        for (double t = -30; t < 31; t += 7.5) {
            double lower = pain__t_tail(t, df, PAIN__LOWER);

            if (lower > 1e-10)
                ck_close(pain__noncentral_t_tail(t, df, 0, PAIN__LOWER), lower, 1e-12);
        }
    ck_assert_double_nan(pain__noncentral_t_tail(NAN, 5, 0, PAIN__LOWER));
    ck_assert_double_nan(pain__noncentral_t_tail(1, 0.5, 0, PAIN__LOWER));
    ck_assert_double_nan(pain__noncentral_t_delta(1, 5, 0, PAIN__LOWER));
}
END_TEST

/* The noncentral t interval holds 0 when the t test does not reject. */
START_TEST(the_interval_of_dz_agrees_with_the_t_test)
{
    for (int shift = -12; shift <= 12; shift++) {
        const double x[] = {shift - 9, shift - 2, shift, shift + 1, shift + 7};
        const uint64_t count[] = {2, 3, 1, 4, 1};
        const pain_counts counts = {x, NULL, count, 5, 11};
        const pain_test_options options = {.size = sizeof options, .method = PAIN_TEST_T};
        pain_estimate dz, gz;
        pain_test test;

        ck_assert_int_eq(pain_effect_dz(counts, NULL, &dz), PAIN_OK);
        ck_assert_int_eq(pain_effect_gz(counts, NULL, &gz), PAIN_OK);
        ck_assert_int_eq(pain_paired_test(counts, &options, &test), PAIN_OK);
        ck_assert((dz.lower <= 0 && 0 <= dz.upper) == (test.p_value > 0.05));
        ck_assert(dz.lower < dz.value && dz.value < dz.upper);
        ck_assert(fabs(gz.value) <= fabs(dz.value));
    }
}
END_TEST

/* J by hand: n = 3, df = 2: gamma(1) / (1 gamma(1/2)) = 1 / sqrt(pi); differences 1, 2, 3: dz = 2.
 */
START_TEST(gz_is_dz_times_the_exact_factor)
{
    const double x[] = {1, 2, 3};
    const uint64_t count[] = {1, 1, 1};
    const pain_interval_options bound = {
        .size = sizeof bound, .level = 0.975, .side = PAIN_LOWER_BOUND};
    const pain_interval_options delta = {.size = sizeof delta, .method = PAIN_METHOD_DELTA};
    pain_estimate e, dz;

    ck_assert_int_eq(pain_effect_gz((pain_counts){x, NULL, count, 3, 3}, NULL, &e), PAIN_OK);
    ck_close(e.value, 2 / sqrt(acos(-1)), 1e-14);
    ck_assert_int_eq(pain_effect_dz((pain_counts){x, NULL, count, 3, 3}, &bound, &dz), PAIN_OK);
    ck_assert(isinf(dz.upper));
    ck_close(dz.lower / sqrt(acos(-1)), e.lower, 1e-13);
    ck_assert_int_eq(pain_effect_dz((pain_counts){x, NULL, count, 3, 3}, &delta, &dz), PAIN_OK);
    ck_close(dz.upper, 2 + 1.959963984540054 * sqrt(1 / 3.0 + 4 / 4.0), 1e-14);
    ck_assert_int_eq(pain_effect_gz((pain_counts){x, NULL, count, 2, 2}, NULL, &e), PAIN_OK);
    ck_assert(isnan(e.value) && e.reason == PAIN_ETOOFEW);
}
END_TEST

START_TEST(equal_values_and_single_ones_have_stated_answers)
{
    const double x[] = {5}, zero[] = {0};
    const uint64_t one[] = {1}, eight[] = {8};
    const pain_counts constant = {x, NULL, eight, 1, 8}, single = {x, NULL, one, 1, 1};
    const pain_counts zeros = {zero, NULL, eight, 1, 8};
    pain_estimate e;

    ck_assert_int_eq(pain_effect_dz(constant, NULL, &e), PAIN_OK);
    ck_assert(isnan(e.value) && e.reason == PAIN_ENOSPREAD);
    ck_assert_int_eq(pain_effect_gz(single, NULL, &e), PAIN_OK);
    ck_assert(isnan(e.value) && e.reason == PAIN_ETOOFEW);
    ck_assert_int_eq(pain_rank_biserial(constant, PAIN_ZEROS_DROPPED, NULL, &e), PAIN_OK);
    ck_assert(e.value == 1 && isnan(e.lower) && e.reason == PAIN_EUNDEFINED);
    ck_assert_int_eq(pain_rank_biserial(zeros, PAIN_ZEROS_PRATT, NULL, &e), PAIN_OK);
    ck_assert(isnan(e.value) && e.reason == PAIN_EUNDEFINED);
    ck_assert_int_eq(pain_superiority_paired(constant, NULL, &e), PAIN_OK);
    ck_assert(e.value == 1 && e.upper == 1 && e.lower > 0.5);
    ck_assert_int_eq(pain_superiority_paired(zeros, NULL, &e), PAIN_OK);
    ck_assert(e.value == 0.5 && e.lower < 0.5 && e.upper > 0.5);
    ck_assert_int_eq(pain_superiority(constant, zeros, NULL, &e), PAIN_OK);
    ck_assert(e.value == 1 && isnan(e.lower) && e.reason == PAIN_ENOSPREAD);
    ck_assert_int_eq(pain_superiority(constant, single, NULL, &e), PAIN_OK);
    ck_assert(e.value == 0.5 && isnan(e.lower) && e.reason == PAIN_ETOOFEW);
}
END_TEST

/* easystats/effectsize#502: a tie, and yet -1. By hand: -2, -1, 0: dropped, all ranks are negative;
 * ranked with the zero, too; -2, -1, 1: ranks 3, 1.5, 1.5: (1.5 - 4.5) / 6. */
START_TEST(rank_biserial_shares_the_ranks)
{
    const double x[] = {-2, -1, 1};
    const uint64_t count[] = {1, 1, 1};
    const double r = -0.5, reach = 1.959963984540054 * sqrt(9 + 2.25 + 2.25) / 6;
    pain_estimate e;

    ck_assert_int_eq(
        pain_rank_biserial((pain_counts){x, NULL, count, 3, 3}, PAIN_ZEROS_DROPPED, NULL, &e),
        PAIN_OK);
    ck_assert_double_eq(e.value, r);
    ck_close(e.lower, tanh(atanh(r) - reach), 1e-14);
    ck_close(e.upper, tanh(atanh(r) + reach), 1e-14);
}
END_TEST

/* The t interval of the probability of superiority holds 1/2 when Brunner and Munzel's test does
 * not reject. */
START_TEST(superiority_agrees_with_brunner_and_munzel)
{
    const double y[] = {0, 1, 2, 3, 5};
    const uint64_t cy[] = {1, 3, 2, 2, 1}, cx[] = {2, 1, 3, 2, 2};
    const pain_test_options bm = {.size = sizeof bm, .method = PAIN_TEST_BRUNNER_MUNZEL};
    const pain_interval_options t = {.size = sizeof t, .method = PAIN_METHOD_SUPERIORITY_T};

    for (int shift = -6; shift <= 6; shift++) {
        const double x[] = {shift, shift + 1, shift + 2, shift + 4, shift + 5};
        const pain_counts of_x = {x, NULL, cx, 5, 10}, of_y = {y, NULL, cy, 5, 9};
        pain_estimate e, logit, back;
        pain_test test;

        ck_assert_int_eq(pain_superiority(of_x, of_y, &t, &e), PAIN_OK);
        ck_assert_int_eq(pain_superiority(of_x, of_y, NULL, &logit), PAIN_OK);
        ck_assert_int_eq(pain_superiority(of_y, of_x, NULL, &back), PAIN_OK);
        ck_assert_int_eq(pain_two_sample_test(of_x, of_y, &bm, &test), PAIN_OK);
        if (e.reason != PAIN_OK)
            continue;
        ck_assert((e.lower <= 0.5 && 0.5 <= e.upper) == (test.p_value > 0.05));
        ck_assert(logit.lower > 0 && logit.upper < 1);
        ck_assert(logit.lower < logit.value && logit.value < logit.upper);
        ck_close(back.lower, 1 - logit.upper, 1e-13);
    }
}
END_TEST

START_TEST(unsound_arguments_are_refused)
{
    const double x[] = {-1, 2};
    const uint64_t count[] = {2, 3};
    const pain_counts good = {x, NULL, count, 2, 5}, none = {NULL, NULL, NULL, 0, 0};
    const pain_interval_options wilson = {.size = sizeof wilson, .method = PAIN_METHOD_WILSON};
    pain_estimate e;

    ck_assert_int_eq(pain_effect_dz(good, &wilson, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_effect_gz(good, &wilson, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_rank_biserial(good, PAIN_ZEROS_KEPT, NULL, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_rank_biserial(good, PAIN_ZEROS_PRATT, &wilson, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_superiority_paired(good, &wilson, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_superiority(good, good, &wilson, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_effect_dz(none, NULL, &e), PAIN_EEMPTY);
    ck_assert_int_eq(pain_rank_biserial(none, PAIN_ZEROS_PRATT, NULL, &e), PAIN_EEMPTY);
    ck_assert_int_eq(pain_superiority_paired(none, NULL, &e), PAIN_EEMPTY);
    ck_assert_int_eq(pain_superiority(good, none, NULL, &e), PAIN_EEMPTY);
    ck_assert_double_nan(e.value);
    ck_assert_int_eq(pain_effect_dz(good, NULL, NULL), PAIN_EINVAL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("effect_size");
    TCase *tests = tcase_create("effect_size");

    tcase_add_test(tests, reference_rows_about_effects_are_met);
    tcase_add_test(tests, limits_of_noncentrality_agree_with_mpmath);
    tcase_add_test(tests, a_noncentral_t_without_noncentrality_is_student);
    tcase_add_test(tests, the_interval_of_dz_agrees_with_the_t_test);
    tcase_add_test(tests, gz_is_dz_times_the_exact_factor);
    tcase_add_test(tests, equal_values_and_single_ones_have_stated_answers);
    tcase_add_test(tests, rank_biserial_shares_the_ranks);
    tcase_add_test(tests, superiority_agrees_with_brunner_and_munzel);
    tcase_add_test(tests, unsound_arguments_are_refused);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
