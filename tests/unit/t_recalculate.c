/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results calculated again, against R and published figures. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "claim_support.h"
#include "painstat/proportion.h"
#include "painstat/recalculate.h"

static pain_range printed(const char *text)
{
    return printed_as(text, PAIN_ROUNDING_UNKNOWN);
}

static pain_recalculation *calculated(const pain_reported *reported)
{
    pain_recalculation *r;
    pain_error error;

    ck_assert_msg(pain_recalculate(&r, reported, &error) == PAIN_OK, "%s", error.text);
    return r;
}

/* The row of a result that is read as it is called, from the figures or another source. */
static const pain_recalculated *row_of(const pain_recalculation *r, int32_t result, int32_t from,
                                       int32_t test, int32_t sides)
{
    const pain_recalculated *row;

    for (size_t i = 0; (row = pain_recalculation_at(r, i)) != NULL; i++)
        if (row->result == result && row->from == from && (test < 0 || row->test == test) &&
            row->sides == sides && row->spread <= PAIN_SPREAD_SD)
            return row;
    ck_abort_msg("there is no such row");
    return NULL;
}

static void ck_holds(const char *what, double least, double most, double want)
{
    ck_assert_msg(least <= want * (1 + 1e-12 * (want > 0 ? 1 : -1)) &&
                      most >= want * (1 - 1e-12 * (want > 0 ? 1 : -1)),
                  "%s: %.17g to %.17g, want %.17g", what, least, most, want);
    ck_assert_msg(most - least <= 1e-6 * fabs(want) + 1e-15, "%s: %.17g to %.17g is wide", what,
                  least, most);
}

static pain_reported_group group_of(char **field)
{
    return (pain_reported_group){
        .n = strtol(field[0], NULL, 10), .mean = printed(field[1]), .spread = printed(field[2])};
}

/* A row of results: t, df, p, one-sided p, limits, d, g. */
static void compare_means(char **field)
{
    const char *kind = field[0];
    bool welch = strcmp(kind, "welch") == 0, paired = strcmp(kind, "paired") == 0;
    bool two = welch || strcmp(kind, "student") == 0;
    int32_t test = welch ? PAIN_TEST_WELCH : two ? PAIN_TEST_T_POOLED : PAIN_TEST_T;
    pain_reported reported = {.size = sizeof reported,
                              .compared = two      ? PAIN_COMPARED_MEANS
                                          : paired ? PAIN_COMPARED_PAIRED
                                                   : PAIN_COMPARED_MEAN};
    double want[8];

    reported.group[0] = group_of(field + 1);
    if (two || paired)
        reported.group[1] = group_of(field + 4);
    if (paired)
        reported.change_spread = printed(field[7]);
    for (size_t i = 0; i < 8; i++)
        want[i] = strtod(field[8 + i], NULL);
    pain_recalculation *r = calculated(&reported);
    const pain_recalculated *row = row_of(r, PAIN_RESULT_STATISTIC, PAIN_FROM_FIGURES, test, 0);

    ck_holds(kind, row->least, row->most, want[0]);
    row = row_of(r, PAIN_RESULT_DF, PAIN_FROM_FIGURES, test, 0);
    ck_holds(kind, row->least, row->most, want[1]);
    for (int32_t sides = 2; sides >= 1; sides--) {
        row = row_of(r, PAIN_RESULT_P, PAIN_FROM_FIGURES, test, sides);
        ck_holds(kind, row->least, row->most, want[4 - sides]);
    }
    row = row_of(r, PAIN_RESULT_INTERVAL, PAIN_FROM_FIGURES, test, 0);
    ck_assert(fabs(row->least - want[4]) < 1e-9 && fabs(row->most - want[4]) < 1e-9);
    ck_assert(fabs(row->upper_least - want[5]) < 1e-9 && fabs(row->upper_most - want[5]) < 1e-9);
    for (int32_t effect = PAIN_EFFECT_D; effect <= PAIN_EFFECT_G; effect++) {
        for (size_t i = 0; (row = pain_recalculation_at(r, i)) != NULL; i++)
            if (row->effect == effect && row->spread == PAIN_SPREAD_SD)
                break;
        ck_assert(row != NULL);
        ck_holds(kind, row->least, row->most, want[5 + effect]);
    }
    pain_recalculation_free(r);
}

static void compare_counts(char **field)
{
    int32_t test = strcmp(field[0], "fisher") == 0        ? PAIN_TEST_FISHER
                   : strcmp(field[0], "chi-squared") == 0 ? PAIN_TEST_CHI_SQUARED
                                                          : PAIN_TEST_CHI_SQUARED_CC;
    pain_reported reported = {.size = sizeof reported,
                              .compared = PAIN_COMPARED_SHARES,
                              .p = printed("0.1"), /* so that no intervals are asked for */
                              .statistic_kind = PAIN_REPORTED_CHI_SQUARED};

    for (size_t i = 0; i < 2; i++)
        reported.group[i] = (pain_reported_group){.count = strtol(field[1 + 2 * i], NULL, 10),
                                                  .n = strtol(field[2 + 2 * i], NULL, 10),
                                                  .has_count = 1};
    pain_recalculation *r = calculated(&reported);

    for (int32_t sides = 2; sides >= 1; sides--) {
        const pain_recalculated *row = row_of(r, PAIN_RESULT_P, PAIN_FROM_FIGURES, test, sides);

        ck_close(row->least, strtod(field[7 - sides], NULL), 1e-9);
        ck_assert(row->least == row->most);
    }
    if (test != PAIN_TEST_FISHER)
        ck_close(row_of(r, PAIN_RESULT_STATISTIC, PAIN_FROM_FIGURES, test, 0)->least,
                 strtod(field[7], NULL), 1e-9);
    pain_recalculation_free(r);
}

START_TEST(results_are_those_of_r)
{
    FILE *file = open_source("tests/ref/recalculate.csv");
    char line[1024], *fields[16];
    size_t n, means = 0, counts = 0;

    while ((n = next_fields(file, line, sizeof line, fields, 16)) > 0) {
        if (n == 16) {
            compare_means(fields);
            means++;
        } else {
            compare_counts(fields);
            counts++;
        }
    }
    (void)fclose(file);
    ck_assert_uint_eq(means, 80);
    ck_assert_uint_eq(counts, 63);
}
END_TEST

/* The claims of one report, and the verdict of its last. */
static pain_recalculation *of_claims(const char *const *texts, size_t n,
                                     const pain_study_options *options)
{
    pain_claim claims[8];
    pain_reported reported;

    for (size_t i = 0; i < n; i++)
        ck_assert_msg(pain_claim_parse(texts[i], &claims[i], NULL) == PAIN_OK, "%s", texts[i]);
    ck_assert_int_eq(pain_reported_read(claims, n, n - 1, options, &reported), PAIN_OK);
    return calculated(&reported);
}

static bool fits(const pain_recalculation *r, const char *how)
{
    const pain_recalculated *row;
    char text[128];

    for (size_t i = 0; (row = pain_recalculation_at(r, i)) != NULL; i++) {
        pain_recalculated_text(r, row, text, sizeof text);
        if (row->result != PAIN_RESULT_CORRELATION && strcmp(text, how) == 0)
            return row->verdict == PAIN_POSSIBLE;
    }
    ck_abort_msg("%s is not tried", how);
    return false;
}

/* Childs 2021: of Fisher's and the plain chi-squared test only the one-sided one gives 0.11. */
START_TEST(one_sided_p_of_counts_is_found)
{
    static const char *const claims[] = {"responders (>= 50 %) of group 1 = 6 of 10",
                                         "responders (>= 50 %) of group 2 = 3 of 12", "p = 0.11"};
    pain_recalculation *r = of_claims(claims, 3, NULL);

    ck_assert_int_eq(pain_recalculation_verdict(r, PAIN_RESULT_P), PAIN_STUDY_ONLY_UNDER);
    ck_assert(fits(r, "Fisher exact, one-sided"));
    ck_assert(!fits(r, "Fisher exact, by least probability, two-sided"));
    ck_assert(!fits(r, "chi-squared, two-sided"));
    pain_recalculation_free(r);
}
END_TEST

/* Min 2021: 15 (2.4 to 28) is z = 15 / (25.6 / 3.92) = 2.30, p = 0.022; p < 0.001 stands beside it.
 */
START_TEST(p_of_limits_is_found)
{
    static const char *const claims[] = {"difference = -15 %", "95 % ci = -28 to -2.4 %",
                                         "p < 0.001"};
    static const char *const other[] = {"difference = -15 %", "95 % ci = -28 to -2.4 %",
                                        "p = 0.02"};
    pain_recalculation *r = of_claims(claims, 3, NULL);

    ck_assert_int_eq(pain_recalculation_outcome(r), PAIN_STUDY_INCONSISTENT);
    const pain_recalculated *row =
        row_of(r, PAIN_RESULT_STATISTIC, PAIN_FROM_ESTIMATE, PAIN_TEST_DEFAULT, 0);

    ck_assert(row->least < 2.297 && row->most > 2.297);
    row = row_of(r, PAIN_RESULT_P, PAIN_FROM_ESTIMATE, PAIN_TEST_DEFAULT, 2);
    ck_assert(row->least < 0.0216 && row->most > 0.0216);
    ck_assert_int_eq(pain_recalculation_verdict(r, PAIN_RESULT_ESTIMATE), PAIN_STUDY_CONSISTENT);
    pain_recalculation_free(r);
    r = of_claims(other, 3, NULL);
    ck_assert(fits(r, "from the printed limits, normal, two-sided"));
    pain_recalculation_free(r);
}
END_TEST

/* log(2) / ((log(3.2) - log(1.25)) / 3.92) = 2.8905, p = 0.00385: by hand. */
START_TEST(limits_of_a_ratio_are_taken_on_logarithms)
{
    static const char *const claims[] = {"ci of odds ratio = 1.2500 to 3.2000", "p = 0.004"};
    static const char *const below_1[] = {"odds ratio = 0.50000",
                                          "ci of odds ratio = 0.31250 to 0.80000", "p = 0.004"};
    pain_recalculation *r = of_claims(claims, 2, NULL);
    const pain_recalculated *row =
        row_of(r, PAIN_RESULT_P, PAIN_FROM_INTERVAL, PAIN_TEST_DEFAULT, 2);

    ck_assert(row->least > 0.0038 && row->most < 0.0039 && row->verdict == PAIN_POSSIBLE);
    pain_recalculation_free(r);
    r = of_claims(below_1, 3, NULL);
    row = row_of(r, PAIN_RESULT_P, PAIN_FROM_ESTIMATE, PAIN_TEST_DEFAULT, 2);
    ck_assert(row->least > 0.0038 && row->most < 0.0039);
    pain_recalculation_free(r);
}
END_TEST

/* The variances' mean is 12.5: t = 5 / sqrt(12.5 2 / 16) = 4, F is its square, and an effect may be
 * 5 / sqrt(12.5). */
START_TEST(two_groups_have_f_and_an_effect_by_the_average_spread)
{
    const char *claims[] = {"n of group 1 = 16",
                            "n of group 2 = 16",
                            "mean after of group 1 = 8.00000",
                            "mean after of group 2 = 3.00000",
                            "sd after of group 1 = 3.00000",
                            "sd after of group 2 = 4.00000",
                            "F (1, 30) = 16.0"};
    pain_recalculation *r = of_claims(claims, 7, NULL);
    const pain_recalculated *row =
        row_of(r, PAIN_RESULT_STATISTIC, PAIN_FROM_FIGURES, PAIN_TEST_T_POOLED, 0);
    size_t rows = 0;

    ck_assert(row->least > 15.999 && row->least < 16 && row->most > 16 && row->most < 16.001);
    pain_recalculation_free(r);
    claims[6] = "d = 1.41";
    r = of_claims(claims, 7, NULL);
    for (size_t i = 0; (row = pain_recalculation_at(r, i)) != NULL; i++) {
        if (row->effect != PAIN_EFFECT_AVERAGE || row->spread > PAIN_SPREAD_SD)
            continue;
        ck_assert(row->least < sqrt(2) && row->most > sqrt(2) && row->most - row->least < 1e-4);
        rows++;
    }
    ck_assert_uint_eq(rows, 1);
    pain_recalculation_free(r);
}
END_TEST

/* Each method's own limits, with a decimal of a percent, are found to be its own. */
START_TEST(the_method_of_an_interval_is_found)
{
    uint64_t state = 1;

    for (int i = 0; i < 40; i++) {
        uint64_t n = 5 + next_case(&state, 40), k = next_case(&state, n + 1);
        pain_estimate all[64];
        size_t count = 64;

        ck_assert_int_eq(pain_proportion_all(k, n, NULL, all, &count), PAIN_OK);
        size_t m = next_case(&state, count);
        double lower = 100 * all[m].lower, upper = 100 * all[m].upper;

        if (isnan(lower) || fabs(fmod(10 * lower, 1) - 0.5) < 1e-6 ||
            fabs(fmod(10 * upper, 1) - 0.5) < 1e-6)
            continue;
        char ci[64], share[64];
        const char *const claims[] = {share, ci};

        (void)snprintf(share, sizeof share, "near zero = %d of %d", (int)k, (int)n);
        (void)snprintf(ci, sizeof ci, "ci of near zero = %.1f to %.1f %%", lower, upper);
        pain_recalculation *r = of_claims(claims, 2, NULL);

        ck_assert_msg(fits(r, pain_method_label((pain_method)all[m].method)), "%s: %s", ci,
                      pain_method_label((pain_method)all[m].method));
        ck_assert_int_eq(pain_recalculation_verdict(r, PAIN_RESULT_INTERVAL),
                         PAIN_STUDY_ONLY_UNDER);
        pain_recalculation_free(r);
    }
}
END_TEST

/* 10 and 5 of 20 by hand: difference 25 points, Wald's limits 25 -+ 196 sqrt(0.0125 + 0.009375);
 * ratio 2, Katz 2 exp(-+ 1.96 sqrt(0.2)); odds ratio 3, Woolf 3 exp(-+ 1.96 sqrt(7 / 15)). The
 * other way round it is the same result. */
START_TEST(limits_of_two_shares_are_found)
{
    static const char *const rows[][3] = {
        {"ci = -4.0 to 54.0 %", "Wald (simple asymptotic)", "difference = 25 %"},
        {"ci = -54.0 to 4.0 %", "Wald (simple asymptotic)", "difference = -25 %"},
        {"ci of ratio = 0.83 to 4.81", "Katz logarithm", "ratio = 2.00"},
        {"ci of ratio = 0.21 to 1.20", "Katz logarithm", "ratio = 0.50"},
        {"ci of odds ratio = 0.79 to 11.44", "Woolf logit", "odds ratio = 3.00"},
        {"ci of odds ratio = 0.09 to 1.27", "Woolf logit", "odds ratio = 0.33"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *const claims[] = {"near zero of group 1 = 10 of 20",
                                      "near zero of group 2 = 5 of 20", rows[i][2], rows[i][0]};
        pain_recalculation *r = of_claims(claims, 4, NULL);

        ck_assert_msg(fits(r, rows[i][1]), "%s", rows[i][0]);
        ck_assert_int_eq(pain_recalculation_verdict(r, PAIN_RESULT_INTERVAL),
                         PAIN_STUDY_ONLY_UNDER);
        pain_recalculation_free(r);
    }
}
END_TEST

/* 23 of 31 and 24 of 31 print as 74 % and 77 %; each percentage is its count. */
START_TEST(percentages_are_counts)
{
    static const char *const one[] = {"n of group 1 = 31", "n of group 2 = 28",
                                      "responders of group 1 = 74 %",
                                      "responders of group 2 = 39 %", "p = 0.007"};
    static const char *const two[] = {"responders of group 1 = 23 of 31",
                                      "responders of group 2 = 11 of 28", "p = 0.007"};
    pain_recalculation *r = of_claims(one, 5, NULL), *s = of_claims(two, 3, NULL);

    for (size_t i = 0; pain_recalculation_at(s, i) != NULL; i++) {
        const pain_recalculated *a = pain_recalculation_at(r, i), *b = pain_recalculation_at(s, i);

        ck_assert(a != NULL && a->test == b->test && a->method == b->method);
        ck_close(a->least, b->least, 0);
        ck_close(a->most, b->most, 0);
    }
    pain_recalculation_free(r);
    pain_recalculation_free(s);
}
END_TEST

/* 1.3^2 + 1.5^2 - 2 r 1.3 1.5 = 1^2 for r = 2.94 / 3.9: by hand. */
START_TEST(the_correlation_is_implied)
{
    static const char *const claims[] = {"mean before = 6.000",  "mean after = 3.000",
                                         "sd before = 1.3000",   "sd after = 1.5000",
                                         "sd change = 1.000000", "t (24) = 15.0"};
    pain_study_n n = {25, 25};
    pain_study_options options = {.size = sizeof options, .n = &n, .n_count = 1};
    pain_recalculation *r = of_claims(claims, 6, &options);
    const pain_recalculated *row =
        row_of(r, PAIN_RESULT_CORRELATION, PAIN_FROM_CHANGE, PAIN_TEST_DEFAULT, 0);

    ck_assert(row->least < 2.94 / 3.9 && row->most > 2.94 / 3.9 && row->most - row->least < 1e-3);
    ck_assert_int_eq(pain_recalculation_verdict(r, PAIN_RESULT_STATISTIC), PAIN_STUDY_CONSISTENT);
    ck_assert_int_eq(pain_recalculation_verdict(r, PAIN_RESULT_DF), PAIN_STUDY_CONSISTENT);
    pain_recalculation_free(r);
}
END_TEST

/* An SD of the change of 5 is more than 1.3 + 1.5. */
START_TEST(no_correlation_is_beyond_one)
{
    static const char *const claims[] = {"n = 25",          "mean before = 6.0", "mean after = 3.0",
                                         "sd before = 1.3", "sd after = 1.5",    "sd change = 5.0",
                                         "p < 0.05"};
    pain_recalculation *r = of_claims(claims, 7, NULL);

    ck_assert_int_eq(pain_recalculation_verdict(r, PAIN_RESULT_CORRELATION),
                     PAIN_STUDY_INCONSISTENT);
    pain_recalculation_free(r);
}
END_TEST

START_TEST(results_without_figures_are_not_testable)
{
    static const char *const claims[] = {"mean after = 3.0", "t = 2.5"};
    pain_recalculation *r = of_claims(claims, 2, NULL);

    ck_assert_int_eq(pain_recalculation_outcome(r), PAIN_STUDY_NOT_TESTABLE);
    ck_assert_ptr_null(pain_recalculation_at(r, 0));
    pain_recalculation_free(r);
    ck_assert_int_eq(pain_recalculation_outcome(NULL), PAIN_STUDY_NOT_TESTABLE);
    pain_recalculation_free(NULL);
}
END_TEST

START_TEST(bad_arguments_are_refused)
{
    const pain_range open = {.lower = 2, .lower_end = PAIN_END_CLOSED};
    const pain_reported good = {.size = sizeof good, .compared = PAIN_COMPARED_MEANS};
    pain_reported bad[10];
    pain_recalculation *r;
    pain_error error;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        bad[i] = good;
    bad[0].compared = 6;
    bad[1].spread_kind = PAIN_SPREADS;
    bad[2].group[1].n = -1;
    bad[3].group[0].has_count = 1;
    bad[3].group[0].count = 1;
    bad[4].group[0].mean = open;
    bad[5].lower = printed("1");
    bad[6].level = 95;
    bad[7].sides = 3;
    bad[8].null_value = NAN;
    bad[9].size = 0;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ck_assert_msg(pain_recalculate(&r, &bad[i], &error) == PAIN_EINVAL, "%zu", i);
        ck_assert_ptr_null(r);
        ck_assert_int_eq(error.code, PAIN_EINVAL);
    }
    ck_assert_int_eq(pain_recalculate(NULL, &good, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_recalculate(&r, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_reported_read(NULL, 0, 0, NULL, &bad[0]), PAIN_EINVAL);
    pain_claim claim;

    ck_assert_int_eq(pain_claim_parse("n = 5", &claim, NULL), PAIN_OK);
    ck_assert_int_eq(pain_claim_result(&claim), -1);
    ck_assert_int_eq(pain_reported_read(&claim, 1, 0, NULL, &bad[0]), PAIN_EINVAL);
    ck_assert_int_eq(pain_reported_read(&claim, 1, 2, NULL, &bad[0]), PAIN_EINVAL);
}
END_TEST

/* 1 % of 100,000 is 1,001 counts, and twice so many are too many pairs. */
START_TEST(too_many_counts_are_refused)
{
    pain_reported reported = {.size = sizeof reported, .compared = PAIN_COMPARED_SHARES};
    pain_recalculation *r;

    for (size_t i = 0; i < 2; i++)
        reported.group[i] = (pain_reported_group){.n = 100000, .percent = printed("1")};
    ck_assert_int_eq(pain_recalculate(&r, &reported, NULL), PAIN_EOVERFLOW);
    ck_assert_ptr_null(r);
}
END_TEST

START_TEST(memory_may_run_out)
{
    const pain_grid grid = pain_grid_whole(10);
    pain_reported reported[2] = {
        {.size = sizeof *reported,
         .compared = PAIN_COMPARED_SHARES,
         .group = {{.n = 10, .count = 6, .has_count = 1}, {.n = 12, .count = 3, .has_count = 1}}},
        {.size = sizeof *reported, .compared = PAIN_COMPARED_PAIRED, .grid = &grid}};
    failing_allocator failing;

    reported[0].p = reported[1].p = printed("0.1");
    reported[1].group[0] =
        (pain_reported_group){.n = 20, .mean = printed("8.0"), .spread = printed("1.2")};
    reported[1].group[1] =
        (pain_reported_group){.n = 20, .mean = printed("3.0"), .spread = printed("1.9")};
    for (size_t i = 0; i < 2; i++) {
        pain_recalculation *r = NULL;

        for (size_t fail_at = 1; r == NULL; fail_at++) {
            failing_allocator_init(&failing, fail_at);
            reported[i].allocator = &failing.allocator;
            pain_status status = pain_recalculate(&r, &reported[i], NULL);

            ck_assert_int_eq(status, r == NULL ? PAIN_ENOMEM : PAIN_OK);
            pain_recalculation_free(r);
            ck_assert_uint_eq(failing.live, 0);
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("recalculate");
    TCase *tests = tcase_create("recalculate");

    tcase_add_test(tests, results_are_those_of_r);
    tcase_add_test(tests, one_sided_p_of_counts_is_found);
    tcase_add_test(tests, p_of_limits_is_found);
    tcase_add_test(tests, limits_of_a_ratio_are_taken_on_logarithms);
    tcase_add_test(tests, two_groups_have_f_and_an_effect_by_the_average_spread);
    tcase_add_test(tests, the_method_of_an_interval_is_found);
    tcase_add_test(tests, limits_of_two_shares_are_found);
    tcase_add_test(tests, percentages_are_counts);
    tcase_add_test(tests, the_correlation_is_implied);
    tcase_add_test(tests, no_correlation_is_beyond_one);
    tcase_add_test(tests, results_without_figures_are_not_testable);
    tcase_add_test(tests, bad_arguments_are_refused);
    tcase_add_test(tests, too_many_counts_are_refused);
    tcase_add_test(tests, memory_may_run_out);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
