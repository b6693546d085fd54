/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two proportions within strata. */
#include <config.h>

#include <math.h>

#include "support.h"
#include "two_proportions_support.h"

static const pain_stratum clinics[] = {
    {10, 20, 6, 22}, {3, 9, 2, 8}, {25, 40, 30, 61}, {0, 5, 1, 6}};

enum { CLINICS = sizeof clinics / sizeof *clinics };

/* R 4.2.2: mantelhaen.test(correct = FALSE). */
START_TEST(odds_ratio_and_test_are_those_of_r)
{
    pain_estimate e;
    pain_test test;

    ck_assert_int_eq(pain_stratified_odds_ratio(clinics, CLINICS, NULL, &e), PAIN_OK);
    ck_close(e.value, 1.780355309219664450, 1e-13);
    ck_close(e.lower, 0.938325101940491901, 1e-13);
    ck_close(e.upper, 3.378003018902147048, 1e-13);
    ck_assert_int_eq(pain_stratified_test(clinics, CLINICS, NULL, &test), PAIN_OK);
    ck_close(test.statistic, 3.094741927779607771, 1e-13);
    ck_close(test.p_value, 0.078545605518474781, 1e-13);
    ck_assert_uint_eq(test.n, 171);
}
END_TEST

/* ratesci 1.1.0.9000: scoreci(contrast = "RD", skew = FALSE, stratified = TRUE, weighting = "MN", precis = 10). */
START_TEST(the_score_difference_is_that_of_ratesci)
{
    pain_estimate e;

    ck_assert_int_eq(pain_stratified_difference(clinics, CLINICS, NULL, &e), PAIN_OK);
    ck_assert_double_eq_tol(e.value, 0.1321572946, 5.1e-10);
    ck_assert_double_eq_tol(e.lower, -0.015006181, 5.1e-10);
    ck_assert_double_eq_tol(e.upper, 0.2745846198, 5.1e-10);
    ck_assert_int_eq(e.method, PAIN_METHOD_MIETTINEN_NURMINEN);
}
END_TEST

static const pain_interval_options mantel_haenszel = {
    sizeof mantel_haenszel, 0, PAIN_METHOD_MANTEL_HAENSZEL, 0, 0, 0, NULL};

static void check_one_stratum(const uint64_t c[4])
{
    const pain_stratum one[] = {{0, 0, 1, 3}, {c[0], c[1], c[2], c[3]}};
    pain_estimate e, plain = compare_by(pain_proportion_difference, c, PAIN_METHOD_DEFAULT, 0, 0);

    ck_assert_int_eq(pain_stratified_difference(one, 2, NULL, &e), PAIN_OK);
    ck_assert_msg(e.reason == PAIN_OK && fabs(e.lower - plain.lower) < 1e-14 &&
                      fabs(e.upper - plain.upper) < 1e-14 && fabs(e.value - plain.value) < 1e-14,
                  "%d/%d %d/%d: %.17g %.17g %.17g", (int)c[0], (int)c[1], (int)c[2], (int)c[3],
                  e.lower, e.value, e.upper);
    ck_assert_uint_eq(e.n_excluded, 3);
    ck_assert_uint_eq(e.denominator, c[1] + c[3]);
    ck_assert_int_eq(pain_stratified_difference(one, 2, &mantel_haenszel, &e), PAIN_OK);
    ck_close(e.value, plain.value, 1e-14);
    plain = compare_by(pain_odds_ratio, c, PAIN_METHOD_WOOLF, 0, 0);
    ck_assert_int_eq(pain_stratified_odds_ratio(one, 2, NULL, &e), PAIN_OK);
    ck_close(e.value, plain.value, 1e-14);
    if (!isnan(e.lower) && !isnan(plain.lower)) {
        ck_close(e.lower, plain.lower, 1e-13);
        ck_close(e.upper, plain.upper, 1e-13);
    }
}

/* The score limits, and Mantel-Haenszel's odds ratio is Woolf's. */
START_TEST(one_stratum_is_no_stratum)
{
    for (uint64_t t = 0; t < 8 * 6; t++)
        check_one_stratum((const uint64_t[4]){t % 8, 7, t / 8, 5});
}
END_TEST

START_TEST(strata_of_nothing_give_nothing)
{
    static const pain_stratum half[] = {{1, 3, 0, 0}};
    static const pain_stratum same[] = {{0, 3, 0, 4}, {2, 2, 5, 5}};
    static const pain_stratum wrong[] = {{1, 3, 2, 3}, {4, 3, 0, 4}};
    pain_estimate e;
    pain_test test;

    ck_assert_int_eq(pain_stratified_difference(half, 1, NULL, &e), PAIN_EEMPTY);
    ck_assert_int_eq(pain_stratified_odds_ratio(NULL, 0, NULL, &e), PAIN_EEMPTY);
    ck_assert_int_eq(pain_stratified_odds_ratio(NULL, 1, NULL, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_stratified_difference(wrong, 2, NULL, &e), PAIN_EINVAL);
    ck_assert(isnan(e.value) && isnan(e.lower));
    ck_assert_int_eq(pain_stratified_test(wrong, 2, NULL, &test), PAIN_EINVAL);
    ck_assert_int_eq(pain_stratified_test(wrong, 2, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_stratified_test(same, 2, NULL, &test), PAIN_OK);
    ck_assert(isnan(test.p_value) && test.reason == PAIN_EUNDEFINED);
    ck_assert_int_eq(pain_stratified_odds_ratio(same, 2, NULL, &e), PAIN_OK);
    ck_assert(isnan(e.value) && e.reason == PAIN_EUNDEFINED);
    ck_assert_int_eq(pain_stratified_difference(same, 2, &mantel_haenszel, &e), PAIN_OK);
    ck_assert(e.value == 0 && e.flags == PAIN_FLAG_NO_SPREAD);
    ck_assert_int_eq(pain_stratified_difference(same, 2, NULL, &e), PAIN_OK);
    ck_assert(e.reason == PAIN_OK && e.lower < 0 && e.upper > 0);
}
END_TEST

TCase *two_proportions_strata(void)
{
    TCase *tests = tcase_create("strata");

    tcase_add_test(tests, odds_ratio_and_test_are_those_of_r);
    tcase_add_test(tests, the_score_difference_is_that_of_ratesci);
    tcase_add_test(tests, one_stratum_is_no_stratum);
    tcase_add_test(tests, strata_of_nothing_give_nothing);
    return tests;
}
