/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two proportions within strata. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"
#include "two_proportions_support.h"

static const pain_stratum clinics[] = {
    {10, 20, 6, 22}, {3, 9, 2, 8}, {25, 40, 30, 61}, {0, 5, 1, 6}};

enum { CLINICS = sizeof clinics / sizeof *clinics };

typedef pain_status (*stratified)(const pain_stratum *strata, size_t n_strata,
                                  const pain_interval_options *options, pain_estimate *estimate);

static const pain_interval_options mantel_haenszel = {
    sizeof mantel_haenszel, 0, PAIN_METHOD_MANTEL_HAENSZEL, 0, 0, 0, NULL, 0};

/* R 4.2.2: mantelhaen.test(correct = FALSE). */
START_TEST(odds_ratio_and_test_are_those_of_r)
{
    pain_estimate e;
    pain_test test;

    ck_assert_int_eq(pain_stratified_odds_ratio(clinics, CLINICS, &mantel_haenszel, &e), PAIN_OK);
    ck_close(e.value, 1.780355309219664450, 1e-13);
    ck_close(e.lower, 0.938325101940491901, 1e-13);
    ck_close(e.upper, 3.378003018902147048, 1e-13);
    ck_assert_int_eq(pain_stratified_test(clinics, CLINICS, NULL, &test), PAIN_OK);
    ck_close(test.statistic, 3.094741927779607771, 1e-13);
    ck_close(test.p_value, 0.078545605518474781, 1e-13);
    ck_assert_uint_eq(test.n, 171);
}
END_TEST

enum { STRATA = 4 };

/* x1/n1-x2/n2+... */
static size_t read_strata(const char *text, pain_stratum strata[STRATA])
{
    size_t n = 0;

    for (char *rest = (char *)(uintptr_t)text; *rest != '\0'; n++) {
        ck_assert_uint_lt(n, STRATA);
        strata[n].x1 = strtoull(rest, &rest, 10);
        strata[n].n1 = strtoull(rest + 1, &rest, 10);
        strata[n].x2 = strtoull(rest + 1, &rest, 10);
        strata[n].n2 = strtoull(rest + 1, &rest, 10);
        rest += *rest == '+';
    }
    return n;
}

static stratified measure_named(const char *name)
{
    if (strcmp(name, "diff") == 0)
        return pain_stratified_difference;
    return strcmp(name, "ratio") == 0 ? pain_stratified_ratio : pain_stratified_odds_ratio;
}

/* mpmath, 50 digits. */
START_TEST(stratified_limits_are_those_of_the_reference)
{
    FILE *file = open_source("tests/ref/stratified.csv");
    char line[256], *f[7];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, f, 7) == 7; rows++) {
        pain_stratum strata[STRATA];
        pain_interval_options options = {.size = sizeof options, .level = strtod(f[3], NULL)};
        pain_method method;
        pain_estimate e;

        ck_assert_int_eq(pain_method_parse(f[1], &method), PAIN_OK);
        options.method = (int32_t)method;
        ck_assert_int_eq(measure_named(f[0])(strata, read_strata(f[2], strata), &options, &e),
                         PAIN_OK);
        ck_assert_msg(is_close(e.value, strtod(f[4], NULL), 1e-12) &&
                          is_close(e.lower, strtod(f[5], NULL), 1e-12) &&
                          is_close(e.upper, strtod(f[6], NULL), 1e-12),
                      "%s %s %s %s: got %.17g, %.17g %.17g, want %s, %s %s", f[0], f[1], f[2], f[3],
                      e.value, e.lower, e.upper, f[4], f[5], f[6]);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 126);
}
END_TEST

/* ratesci 1.1.0.9000: scoreci(contrast = ..., skew = FALSE, or_bias = FALSE, stratified = TRUE,
 * weighting = "MN", precis = 10). Its ratio's probabilities are rounded to 10 places. It puts those
 * of strata that are all yes or all no at 1e-8, which moves the odds ratio's limits; without such
 * strata it agrees with stratified.csv. */
START_TEST(the_score_limits_are_those_of_ratesci)
{
    pain_estimate e;

    ck_assert_int_eq(pain_stratified_difference(clinics, CLINICS, NULL, &e), PAIN_OK);
    ck_assert_double_eq_tol(e.value, 0.1321572946, 5.1e-10);
    ck_assert_double_eq_tol(e.lower, -0.015006181, 5.1e-10);
    ck_assert_double_eq_tol(e.upper, 0.2745846198, 5.1e-10);
    ck_assert_int_eq(e.method, PAIN_METHOD_MIETTINEN_NURMINEN);
    ck_assert_int_eq(pain_stratified_ratio(clinics, CLINICS, NULL, &e), PAIN_OK);
    ck_assert_double_eq_tol(e.value, 1.3357157490, 5.1e-9);
    ck_assert_double_eq_tol(e.lower, 0.9667375406, 5.1e-9);
    ck_assert_double_eq_tol(e.upper, 1.8366655639, 5.1e-9);
    ck_assert_int_eq(pain_stratified_odds_ratio(clinics, CLINICS, NULL, &e), PAIN_OK);
    ck_assert_double_eq_tol(e.value, 1.7880978484, 5.1e-9);
    ck_assert_double_eq_tol(e.lower, 0.9364595540, 5.1e-9);
    ck_assert_double_eq_tol(e.upper, 3.4130264436, 5.1e-9);
}
END_TEST

static void check_equal(const pain_estimate *e, const pain_estimate *plain, double tolerance,
                        const uint64_t c[4])
{
    ck_assert_msg(is_close(e->value, plain->value, tolerance) &&
                      is_close(e->lower, plain->lower, tolerance) &&
                      is_close(e->upper, plain->upper, tolerance) && e->reason == plain->reason &&
                      e->flags == plain->flags,
                  "%d/%d %d/%d: %.17g %.17g %.17g, alone %.17g %.17g %.17g", (int)c[0], (int)c[1],
                  (int)c[2], (int)c[3], e->lower, e->value, e->upper, plain->lower, plain->value,
                  plain->upper);
}

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
    plain = compare_by(pain_proportion_ratio, c, PAIN_METHOD_DEFAULT, 0, 0);
    ck_assert_int_eq(pain_stratified_ratio(one, 2, NULL, &e), PAIN_OK);
    check_equal(&e, &plain, 1e-13, c);
    plain = compare_by(pain_odds_ratio, c, PAIN_METHOD_DEFAULT, 0, 0);
    ck_assert_int_eq(pain_stratified_odds_ratio(one, 2, NULL, &e), PAIN_OK);
    check_equal(&e, &plain, 1e-13, c);
    plain = compare_by(pain_proportion_ratio, c, PAIN_METHOD_KATZ, 0, 0);
    ck_assert_int_eq(pain_stratified_ratio(one, 2, &mantel_haenszel, &e), PAIN_OK);
    check_equal(&e, &plain, 1e-13, c);
    plain = compare_by(pain_odds_ratio, c, PAIN_METHOD_WOOLF, 0, 0);
    ck_assert_int_eq(pain_stratified_odds_ratio(one, 2, &mantel_haenszel, &e), PAIN_OK);
    ck_close(e.value, plain.value, 1e-14);
    if (!isnan(e.lower) && !isnan(plain.lower)) {
        ck_close(e.lower, plain.lower, 1e-13);
        ck_close(e.upper, plain.upper, 1e-13);
    }
}

/* The score limits; Mantel and Haenszel's ratio is Katz's, their odds ratio Woolf's. */
START_TEST(one_stratum_is_no_stratum)
{
    for (uint64_t t = 0; t < 8 * 6; t++)
        check_one_stratum((const uint64_t[4]){t % 8, 7, t / 8, 5});
}
END_TEST

static const stratified measures[] = {pain_stratified_difference, pain_stratified_ratio,
                                      pain_stratified_odds_ratio};

static pain_estimate by_strata(size_t measure, const pain_stratum two[2], pain_method method,
                               double level, pain_side side)
{
    pain_interval_options options = {sizeof options, level, (int32_t)method, (int32_t)side, 0, 0,
                                     NULL,           0};
    pain_estimate e;

    ck_assert_int_eq(measures[measure](two, 2, &options, &e), PAIN_OK);
    return e;
}

static void check_properties(size_t measure, const pain_stratum two[2], pain_method method)
{
    const pain_stratum swapped[2] = {{two[0].x2, two[0].n2, two[0].x1, two[0].n1},
                                     {two[1].x2, two[1].n2, two[1].x1, two[1].n1}};
    pain_estimate e = by_strata(measure, two, method, 0.9, PAIN_TWO_SIDED);
    pain_estimate s = by_strata(measure, swapped, method, 0.9, PAIN_TWO_SIDED);
    pain_estimate wide = by_strata(measure, two, method, 0.99, PAIN_TWO_SIDED);
    pain_estimate above = by_strata(measure, two, method, 0.95, PAIN_LOWER_BOUND);
    bool is_ratio = measure > 0;

    ck_assert_int_eq(e.reason, s.reason);
    ck_assert_int_eq(e.flags, s.flags);
    ck_assert_msg(is_close(e.lower, is_ratio ? 1 / s.upper : -s.upper, 1e-13) ||
                      (!is_ratio && fabs(e.lower + s.upper) < 4e-15),
                  "%d/%d-%d/%d %d/%d-%d/%d, measure %d, %s: %.17g %.17g", (int)two[0].x1,
                  (int)two[0].n1, (int)two[0].x2, (int)two[0].n2, (int)two[1].x1, (int)two[1].n1,
                  (int)two[1].x2, (int)two[1].n2, (int)measure, pain_method_key(method), e.lower,
                  s.upper);
    ck_assert(isnan(e.lower) == isnan(e.upper) && isnan(e.lower) == isnan(wide.lower));
    if (isnan(e.lower)) {
        ck_assert_int_eq(e.reason, PAIN_EUNDEFINED);
        return;
    }
    ck_assert(isnan(e.value) || (e.lower <= e.value + 1e-15 && e.value - 1e-15 <= e.upper));
    ck_assert(wide.lower <= e.lower && e.upper <= wide.upper);
    ck_assert(is_close(above.lower, e.lower, 1e-12) || fabs(above.lower - e.lower) < 1e-15);
    ck_assert_double_eq(above.upper, is_ratio ? INFINITY : 1);
    ck_assert(e.lower >= (is_ratio ? 0 : -1) && (is_ratio || e.upper <= 1));
}

/* Every pair of a stratum of 3 and 2 and one of 2 and 4. */
START_TEST(stratified_limits_are_exchanged_nested_and_around_the_value)
{
    for (size_t measure = 0; measure < 3; measure++)
        for (uint64_t t = 0; t < 12 * 15; t++) {
            const pain_stratum two[2] = {{t % 4, 3, t / 4 % 3, 2}, {t / 12 % 3, 2, t / 36, 4}};

            check_properties(measure, two, PAIN_METHOD_MIETTINEN_NURMINEN);
            check_properties(measure, two, PAIN_METHOD_MANTEL_HAENSZEL);
        }
}
END_TEST

/* At an odds ratio of 1, the score test is Cochran, Mantel and Haenszel's. */
START_TEST(the_stratified_odds_ratio_agrees_with_its_test)
{
    size_t outside = 0;

    for (uint64_t t = 0; t < 12 * 15; t++) {
        const pain_stratum two[2] = {{3 * (t % 4), 9, 3 * (t / 4 % 3), 7},
                                     {4 * (t / 12 % 3), 9, 2 * (t / 36), 8}};
        pain_estimate e = by_strata(2, two, PAIN_METHOD_MIETTINEN_NURMINEN, 0.95, PAIN_TWO_SIDED);
        pain_test test;

        ck_assert_int_eq(pain_stratified_test(two, 2, NULL, &test), PAIN_OK);
        bool is_inside = e.lower <= 1 && 1 <= e.upper;

        ck_assert_int_eq(is_inside, isnan(test.p_value) || test.p_value >= 0.05);
        outside += !is_inside;
    }
    ck_assert_uint_gt(outside, 20);
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
    ck_assert(isnan(e.value) && e.reason == PAIN_EUNDEFINED && e.flags == PAIN_FLAG_UNBOUNDED);
    ck_assert_int_eq(pain_stratified_odds_ratio(same, 2, &mantel_haenszel, &e), PAIN_OK);
    ck_assert(isnan(e.value) && isnan(e.lower) && e.reason == PAIN_EUNDEFINED);
    ck_assert_int_eq(pain_stratified_ratio(same, 1, NULL, &e), PAIN_OK);
    ck_assert(isnan(e.value) && e.reason == PAIN_EUNDEFINED && e.flags == PAIN_FLAG_UNBOUNDED);
    ck_assert_int_eq(pain_stratified_ratio(same, 2, &mantel_haenszel, &e), PAIN_OK);
    ck_assert(e.value == 1 && e.flags == PAIN_FLAG_NO_SPREAD);
    ck_assert_int_eq(pain_stratified_ratio(wrong, 2, NULL, &e), PAIN_EINVAL);
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
    tcase_add_test(tests, the_score_limits_are_those_of_ratesci);
    tcase_add_test(tests, stratified_limits_are_those_of_the_reference);
    tcase_add_test(tests, one_stratum_is_no_stratum);
    tcase_add_test(tests, stratified_limits_are_exchanged_nested_and_around_the_value);
    tcase_add_test(tests, the_stratified_odds_ratio_agrees_with_its_test);
    tcase_add_test(tests, strata_of_nothing_give_nothing);
    return tests;
}
