/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of two independent proportions: values from R, and that they agree with the intervals. */
#include <config.h>

#include <math.h>
#include <stdlib.h>

#include "support.h"
#include "two_proportions_support.h"

static pain_test run(const uint64_t c[4], pain_test_method method, double null_value,
                     pain_alternative alternative)
{
    pain_test_options options = {
        sizeof options, null_value, (int32_t)method, (int32_t)alternative, 0, 0, NULL};
    pain_test test;

    ck_assert_int_eq(pain_two_proportions_test(c[0], c[1], c[2], c[3], &options, &test), PAIN_OK);
    return test;
}

/* fisher.test stands at 8e-14 of ours; its sums are not compensated. */
START_TEST(p_values_are_those_of_r)
{
    FILE *file = open_source("tests/ref/two_tests.csv");
    char line[256], *f[8];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, f, 8) == 8; rows++) {
        uint64_t counts[4];
        pain_test_method method;

        for (size_t i = 0; i < 4; i++)
            counts[i] = strtoull(f[3 + i], NULL, 10);
        ck_assert_int_eq(pain_test_method_parse(f[0], &method), PAIN_OK);
        ck_close(run(counts, method, strtod(f[1], NULL), (pain_alternative)atoi(f[2])).p_value,
                 strtod(f[7], NULL), 1e-12);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 546);
}
END_TEST

static const struct family {
    compare_one compare;
    pain_method interval;
    pain_test_method test;
    double nulls[3];
} families[] = {
    {pain_odds_ratio, PAIN_METHOD_CORNFIELD_EXACT, PAIN_TEST_FISHER_CENTRAL, {1, 0.3, 5}},
    {pain_odds_ratio, PAIN_METHOD_CORNFIELD_MIDP, PAIN_TEST_FISHER_MIDP, {1, 0.3, 5}},
    {pain_odds_ratio, PAIN_METHOD_UNCORRECTED_SCORE, PAIN_TEST_ODDS_SCORE, {1, 0.3, 5}},
    {pain_odds_ratio, PAIN_METHOD_MIETTINEN_NURMINEN, PAIN_TEST_ODDS_SCORE_MN, {1, 0.3, 5}},
    {pain_proportion_ratio, PAIN_METHOD_KOOPMAN, PAIN_TEST_RATIO_SCORE, {1, 0.7, 2}},
    {pain_proportion_ratio, PAIN_METHOD_MIETTINEN_NURMINEN, PAIN_TEST_RATIO_SCORE_MN, {1, 0.7, 2}},
    {pain_proportion_difference, PAIN_METHOD_MEE, PAIN_TEST_SCORE, {0, -0.1, 0.3}},
    {pain_proportion_difference,
     PAIN_METHOD_MIETTINEN_NURMINEN,
     PAIN_TEST_SCORE_MN,
     {0, -0.1, 0.3}},
};

static void check_agreement(const struct family *of, const uint64_t c[4])
{
    pain_estimate e = compare_by(of->compare, c, of->interval, 0.93, PAIN_TWO_SIDED);

    for (size_t i = 0; i < 3; i++) {
        double p = run(c, of->test, of->nulls[i], PAIN_ALTERNATIVE_TWO_SIDED).p_value;
        bool is_inside = e.lower <= of->nulls[i] && of->nulls[i] <= e.upper;

        ck_assert_msg((p >= 0.07) == is_inside, "%s of %d/%d %d/%d at %g: p %g, limits %g %g",
                      pain_test_method_key(of->test), (int)c[0], (int)c[1], (int)c[2], (int)c[3],
                      of->nulls[i], p, e.lower, e.upper);
    }
}

/* fisher.test and its own interval disagree for 8 of the 208 tables of 12 and 15. Level .93,
 * because at .95 exact p-values tie with it. */
START_TEST(d26_p_values_agree_with_the_interval_of_their_family)
{
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        for (uint64_t x1 = 0; x1 <= 12; x1++)
            for (uint64_t x2 = 0; x2 <= 15; x2++)
                check_agreement(&families[i], (const uint64_t[4]){x1, 12, x2, 15});
}
END_TEST

START_TEST(d26_what_fisher_does_not_reject_is_in_baptista_and_pikes_interval)
{
    static const struct family pairs[] = {
        {pain_odds_ratio, PAIN_METHOD_BAPTISTA_PIKE, PAIN_TEST_FISHER, {1, 0.3, 5}},
        {pain_odds_ratio,
         PAIN_METHOD_BAPTISTA_PIKE_MIDP,
         PAIN_TEST_FISHER_MINLIKE_MIDP,
         {1, 0.3, 5}},
    };
    size_t gaps = 0;

    for (size_t i = 0; i < 2; i++)
        for (uint64_t t = 0; t < 13 * 16; t++) {
            const uint64_t c[4] = {t % 13, 12, t / 13, 15};
            pain_estimate e =
                compare_by(pairs[i].compare, c, pairs[i].interval, 0.93, PAIN_TWO_SIDED);

            for (size_t k = 0; k < 3; k++) {
                double null = pairs[i].nulls[k];
                double p = run(c, pairs[i].test, null, PAIN_ALTERNATIVE_TWO_SIDED).p_value;
                bool is_inside = e.lower <= null && null <= e.upper;

                ck_assert(p <= 0.07 || is_inside);
                gaps += p <= 0.07 && is_inside;
            }
        }
    ck_assert_uint_le(gaps, 12);
}
END_TEST

static const struct family unconditional[] = {
    {pain_proportion_difference,
     PAIN_METHOD_SANTNER_SNELL,
     PAIN_TEST_SANTNER_SNELL,
     {0, -0.1, 0.3}},
    {pain_proportion_difference, PAIN_METHOD_CHAN_ZHANG, PAIN_TEST_CHAN, {0, -0.1, 0.3}},
};

START_TEST(exact_unconditional_p_values_agree_with_their_intervals)
{
    for (size_t i = 0; i < 2; i++)
        for (uint64_t t = 0; t < 8 * 6; t++)
            check_agreement(&unconditional[i], (const uint64_t[4]){t % 8, 7, t / 8, 5});
}
END_TEST

/* 3 of 3 against 0 of 3 by hand: one extreme table has p^3 q^3, at most 1 / 64. */
START_TEST(exact_unconditional_p_values_are_known_ones)
{
    /* Python: tables ordered in integers and fractions, summed on 20,000 (2,000) probabilities, the
     * best refined. scipy's documentation has .03407 for the first, from 32 probabilities. */
    ck_close(run((const uint64_t[4]){7, 15, 12, 15}, PAIN_TEST_BARNARD, 0, PAIN_ALTERNATIVE_LESS)
                 .p_value,
             0.03410915466159728, 1e-13);
    ck_close(
        run((const uint64_t[4]){74, 117, 31, 63}, PAIN_TEST_BOSCHLOO, 0, PAIN_ALTERNATIVE_GREATER)
            .p_value,
        0.035564064301546586, 1e-13);
    ck_close(run((const uint64_t[4]){9, 12, 3, 10}, PAIN_TEST_BOSCHLOO, 0, PAIN_ALTERNATIVE_GREATER)
                 .p_value,
             0.023182929881625413, 1e-13);
    ck_close(run((const uint64_t[4]){3, 3, 0, 3}, PAIN_TEST_BARNARD, 0, 0).p_value, 2.0 / 64,
             1e-13);
    ck_close(run((const uint64_t[4]){3, 3, 0, 3}, PAIN_TEST_CHAN, 0, 0).p_value, 2.0 / 64, 1e-13);
    ck_close(run((const uint64_t[4]){3, 3, 0, 3}, PAIN_TEST_SANTNER_SNELL, 0, 0).p_value, 2.0 / 64,
             1e-13);
    ck_close(run((const uint64_t[4]){3, 3, 0, 3}, PAIN_TEST_BOSCHLOO, 0, 0).p_value, 2.0 / 64,
             1e-13);
}
END_TEST

START_TEST(boschloo_is_never_above_fisher)
{
    for (uint64_t t = 0; t < 9 * 8; t++) {
        const uint64_t c[4] = {t % 9, 8, t / 9, 7};

        for (int32_t a = PAIN_ALTERNATIVE_TWO_SIDED; a <= PAIN_ALTERNATIVE_GREATER; a++)
            ck_assert_double_le(run(c, PAIN_TEST_BOSCHLOO, 0, (pain_alternative)a).p_value,
                                run(c, PAIN_TEST_FISHER_CENTRAL, 0, (pain_alternative)a).p_value +
                                    1e-12);
    }
}
END_TEST

START_TEST(exchanged_groups_exchange_the_alternatives)
{
    for (uint64_t t = 0; t < 8 * 6; t++)
        for (int32_t method = PAIN_TEST_FISHER; method <= PAIN_TEST_ODDS_SCORE_MN; method++) {
            const uint64_t c[4] = {t % 8, 7, t / 8, 5}, d[4] = {c[2], c[3], c[0], c[1]};

            ck_close(run(c, (pain_test_method)method, 0, PAIN_ALTERNATIVE_LESS).p_value,
                     run(d, (pain_test_method)method, 0, PAIN_ALTERNATIVE_GREATER).p_value, 1e-13);
            ck_close(run(c, (pain_test_method)method, 0, PAIN_ALTERNATIVE_TWO_SIDED).p_value,
                     run(d, (pain_test_method)method, 0, PAIN_ALTERNATIVE_TWO_SIDED).p_value,
                     1e-13);
        }
}
END_TEST

START_TEST(equivalence_is_the_interval_between_the_bounds)
{
    static const uint64_t counts[][4] = {{84, 100, 86, 100}, {40, 50, 30, 50}, {0, 20, 0, 20}};

    for (size_t i = 0; i < 3; i++) {
        const uint64_t *c = counts[i];
        pain_estimate e =
            compare_by(pain_proportion_difference, c, PAIN_METHOD_DEFAULT, 0.9, PAIN_TWO_SIDED);
        pain_test test;

        ck_assert_int_eq(
            pain_two_proportions_equivalence(c[0], c[1], c[2], c[3], -0.15, 0.2, NULL, &test),
            PAIN_OK);
        ck_assert_int_eq(test.p_value <= 0.05, e.lower >= -0.15 && e.upper <= 0.2);
    }
    pain_test test;

    ck_assert_int_eq(pain_two_proportions_equivalence(1, 2, 1, 2, 0.1, 0.1, NULL, &test),
                     PAIN_EINVAL);
    ck_assert(isnan(test.p_value));
}
END_TEST

START_TEST(tests_refuse_what_they_cannot_test)
{
    pain_test_options options = {sizeof options, 0.1, PAIN_TEST_CHI_SQUARED, 0, 0, 0, NULL};
    pain_test test;

    ck_assert_int_eq(pain_two_proportions_test(1, 2, 1, 2, &options, &test), PAIN_EINVAL);
    options.method = PAIN_TEST_SCORE;
    options.null_value = 1;
    ck_assert_int_eq(pain_two_proportions_test(1, 2, 1, 2, &options, &test), PAIN_EINVAL);
    options.method = PAIN_TEST_RATIO_SCORE;
    options.null_value = -1;
    ck_assert_int_eq(pain_two_proportions_test(1, 2, 1, 2, &options, &test), PAIN_EINVAL);
    ck_assert_int_eq(pain_two_proportions_test(3, 2, 1, 2, NULL, &test), PAIN_EINVAL);
    ck_assert_int_eq(pain_two_proportions_test(0, 0, 1, 2, NULL, &test), PAIN_EEMPTY);
    ck_assert(isnan(test.p_value) && test.reason == PAIN_EEMPTY);
    test = run((const uint64_t[4]){0, 3, 0, 4}, PAIN_TEST_CHI_SQUARED, 0, 0);
    ck_assert(isnan(test.p_value) && test.reason == PAIN_EUNDEFINED);
    test = run((const uint64_t[4]){0, 3, 0, 4}, PAIN_TEST_DEFAULT, 0, 0);
    ck_assert(test.p_value == 1 && test.method == PAIN_TEST_SCORE_MN && test.n == 7);
}
END_TEST

/* 0 would stand for a ratio of 1. */
START_TEST(the_lower_bound_of_equivalent_ratios_is_above_0)
{
    const pain_test_options options = {.size = sizeof options, .method = PAIN_TEST_RATIO_SCORE};
    pain_test test;

    ck_assert_int_eq(pain_two_proportions_equivalence(40, 50, 41, 50, 0, 1.25, &options, &test),
                     PAIN_EINVAL);
    ck_assert_int_eq(pain_two_proportions_equivalence(40, 50, 41, 50, 0.8, 1.25, &options, &test),
                     PAIN_OK);
    ck_assert(test.p_value > 0 && test.p_value < 0.5);
}
END_TEST

TCase *two_proportions_tests(void)
{
    TCase *tests = tcase_create("tests");

    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, p_values_are_those_of_r);
    tcase_add_test(tests, d26_p_values_agree_with_the_interval_of_their_family);
    tcase_add_test(tests, d26_what_fisher_does_not_reject_is_in_baptista_and_pikes_interval);
    tcase_add_test(tests, exact_unconditional_p_values_agree_with_their_intervals);
    tcase_add_test(tests, exact_unconditional_p_values_are_known_ones);
    tcase_add_test(tests, boschloo_is_never_above_fisher);
    tcase_add_test(tests, exchanged_groups_exchange_the_alternatives);
    tcase_add_test(tests, equivalence_is_the_interval_between_the_bounds);
    tcase_add_test(tests, the_lower_bound_of_equivalent_ratios_is_above_0);
    tcase_add_test(tests, tests_refuse_what_they_cannot_test);
    return tests;
}
