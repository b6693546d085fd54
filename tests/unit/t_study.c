/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims checked together. References: worked by hand where the comment says so; shares and bounds
 * of the pair of means 8.1 (1.1) and 0.7 (1.2) by GLPK 5.0's integer solver (see
 * t_paired_figures.c); published sentences with the contradiction found by hand. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "claim_support.h"
#include "support.h"
#include <painstat/study.h>

static int32_t outcome_of(const char *lines)
{
    const pain_study_options options = {.size = sizeof options, .most_n = 100};
    pain_study *study = study_of(lines, &options);
    int32_t outcome = pain_study_outcome(study);

    pain_study_free(study);
    return outcome;
}

/* The verdict that all cells with these values share; -1 leaves a choice free. */
static int32_t verdict_at(const pain_study *study, int32_t definition, int32_t near_zero,
                          int32_t nobody_worse, int32_t least_baseline)
{
    const int32_t wanted[PAIN_STUDY_CHOICES] = {definition, near_zero,    -1,
                                                -1,         nobody_worse, least_baseline};
    const pain_study_cell *cell;
    int32_t verdict = -1;

    for (size_t i = 0; (cell = pain_study_at(study, i)) != NULL; i++) {
        bool is_wanted = true;

        for (int32_t d = 0; d < PAIN_STUDY_CHOICES; d++)
            is_wanted = is_wanted && (wanted[d] < 0 || wanted[d] == cell->value[d]);
        if (!is_wanted)
            continue;
        ck_assert_msg(verdict < 0 || verdict == cell->verdict, "cells differ: %s", cell->reason);
        verdict = cell->verdict;
    }
    ck_assert(verdict >= 0);
    return verdict;
}

/* By hand: 24/27 is 88.9 % and 25/27 is 92.6 %. */
START_TEST(a_percentage_of_so_many_patients)
{
    pain_study *study = study_of("n = 27\nnear zero = 92.3 %", NULL);
    const pain_study_cell *cell = pain_study_at(study, 0);

    ck_assert_int_eq(pain_study_outcome(study), PAIN_STUDY_INCONSISTENT);
    ck_assert_ptr_nonnull(strstr(cell->reason, "24 (88.9 %) and 25 (92.6 %)"));
    ck_assert(pain_study_contradicts(study, 0) && pain_study_contradicts(study, 1));
    /* 28 fractions k/27 print as 28 of 1001 tenths: the rest, up to the ends of the scale. */
    ck_close(pain_study_power(study, 1), 1 - 0.027, 1e-12);
    pain_study_free(study);
    ck_assert_int_eq(outcome_of("n = 26\nnear zero = 92.3 %"), PAIN_STUDY_CONSISTENT);
    ck_assert_int_eq(outcome_of("near zero = 47 of 52"), PAIN_STUDY_CONSISTENT);
    ck_assert_int_eq(outcome_of("n = 27\nworse = 7.4 %"), PAIN_STUDY_CONSISTENT);
    ck_assert_int_eq(outcome_of("n = 27\nworse = 8.4 %"), PAIN_STUDY_INCONSISTENT);
    ck_assert_int_eq(outcome_of("n = 27\nnear zero = 47 of 52"), PAIN_STUDY_INCONSISTENT);
}
END_TEST

/* By hand: 12/13, and 100 k/n between 92.25 and 92.35 for no other n below 52 but 26 and 39. */
START_TEST(an_unknown_number_of_patients_is_listed)
{
    static const int64_t wanted[] = {13, 26, 39, 52};
    pain_study *study = study_of("near zero = 92.3 %", NULL);
    int64_t n = 0;

    ck_assert_int_eq(pain_study_outcome(study), PAIN_STUDY_CONSISTENT);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_int_eq(pain_study_next_n(study, n + 1, &n), PAIN_OK);
        ck_assert_int_eq(n, wanted[i]);
    }
    ck_assert(isnan(pain_study_power(study, 0)));
    pain_study_free(study);
}
END_TEST

#define PAIR "n = 52\nmean before = 8.1\nsd before = 1.1\nmean after = 0.7\nsd after = 1.2\n"

/* Reduction of means 90.7 to 92.0 %; mean of percentages from 76.8, nobody worse from 87.3 %. */
START_TEST(a_reduction_depends_on_its_definition)
{
    pain_study *study = study_of(PAIR "percent reduction = 91 %", NULL);

    ck_assert_int_eq(verdict_at(study, PAIN_DEFINITION_OF_MEANS, -1, -1, -1), PAIN_POSSIBLE);
    ck_assert_int_eq(pain_study_outcome(study), PAIN_STUDY_CONSISTENT);
    pain_study_free(study);
    study = study_of(PAIR "percent reduction = 84 %", NULL);
    ck_assert_int_eq(verdict_at(study, PAIN_DEFINITION_OF_MEANS, -1, -1, -1), PAIN_IMPOSSIBLE);
    ck_assert_int_eq(verdict_at(study, PAIN_DEFINITION_MEAN, -1, 1, -1), PAIN_IMPOSSIBLE);
    ck_assert_int_eq(verdict_at(study, PAIN_DEFINITION_MEAN, -1, 0, -1), PAIN_POSSIBLE);
    ck_assert_int_eq(pain_study_outcome(study), PAIN_STUDY_ONLY_UNDER);
    ck_assert_str_eq(pain_study_condition(study),
                     "only if reduction is the mean of percentages, and somebody may be worse");
    pain_study_free(study);
}
END_TEST

/* By hand: with pain at first and nobody worse, more than 90 % at 100 and none below 0 average
 * above 90. Who began without pain has no percentage, so without that assumption nothing follows.
 */
START_TEST(a_clinics_two_sentences)
{
    const int32_t one = 1;
    pain_study_options options = {
        .size = sizeof options, .least_baselines = &one, .n_least_baselines = 1, .most_n = 300};
    pain_study *study = study_of("percent reduction = 84 %\nnear zero > 90 %", &options);

    ck_assert_int_eq(verdict_at(study, PAIN_DEFINITION_MEAN, 0, 1, 1), PAIN_IMPOSSIBLE);
    ck_assert_int_eq(verdict_at(study, PAIN_DEFINITION_MEAN, 0, 0, 1), PAIN_POSSIBLE);
    ck_assert_int_eq(verdict_at(study, PAIN_DEFINITION_MEAN, 1, 1, 1), PAIN_POSSIBLE);
    ck_assert_int_eq(verdict_at(study, PAIN_DEFINITION_OF_MEANS, -1, -1, 1), PAIN_POSSIBLE);
    ck_assert_int_eq(pain_study_outcome(study), PAIN_STUDY_ONLY_UNDER);
    ck_assert_str_eq(pain_study_condition(study),
                     "unless reduction is the mean of percentages, and near zero is at most 0, and "
                     "nobody is worse");
    pain_study_free(study);
}
END_TEST

/* With one decimal and ten patients every mean of whole scores can be printed. */
START_TEST(a_mean_alone_says_nothing_of_many)
{
    ck_assert_int_eq(outcome_of("n = 10\nmean after = 0.7"), PAIN_STUDY_NOT_TESTABLE);
    ck_assert_int_eq(outcome_of("n = 9\nmean after = 0.7"), PAIN_STUDY_CONSISTENT);
    ck_assert_int_eq(outcome_of("n = 9\nmean after = 0.5"), PAIN_STUDY_INCONSISTENT);
}
END_TEST

/* Notaro 2016: nobody ends above 10 (1 - r) when r is gone, so 89 % of relief leaves at most 1.1 on
 * average. Mealy 2020: the middle one of 11 whole scores is whole. */
START_TEST(published_sentences)
{
    pain_study *study =
        study_of("n = 25\nmean before = 8.4\nmean after = 2.9\npercent reduction = 89 %", NULL);

    ck_assert_int_eq(pain_study_outcome(study), PAIN_STUDY_INCONSISTENT);
    ck_assert(pain_study_contradicts(study, 2) && pain_study_contradicts(study, 3));
    pain_study_free(study);
    study = study_of("n = 11\nmedian after = 1.5", NULL);
    ck_assert_int_eq(pain_study_outcome(study), PAIN_STUDY_INCONSISTENT);
    ck_assert_int_eq(pain_study_innocent(study, PAIN_INNOCENT_HALVES), PAIN_STUDY_CONSISTENT);
    ck_assert_int_eq(pain_study_innocent(study, PAIN_INNOCENT_FEWER), PAIN_STUDY_CONSISTENT);
    pain_study_free(study);
    /* Smith 2010, by hand: sums 93 and 38 of 16; 1.11 wants 18.32 to 18.65 above 93^2 / 16 with
     * n - 1, so 559 squares, and with n between 560.1 and 560.5, so none. */
    study = study_of("n = 16\nmean before = 5.81\nsd before = 1.11\nmean after = 2.38\n"
                     "sd after = 1.82\npercent reduction (of means) = 59 %",
                     NULL);
    ck_assert_int_eq(pain_study_outcome(study), PAIN_STUDY_ONLY_UNDER);
    ck_assert_str_eq(pain_study_condition(study), "only if the SD is divided by n - 1");
    pain_study_free(study);
}
END_TEST

/* By hand: 10 scores of mean 5.0 have an SD of at most 5.27; as a standard error, 1.4 is an SD of
 * 4.43. 6.0 is above. */
START_TEST(a_standard_error_printed_as_an_sd)
{
    pain_study *study = study_of("n = 10\nmean after = 9.0\nsd after = 0.1", NULL);

    ck_assert_int_eq(pain_study_outcome(study), PAIN_STUDY_INCONSISTENT);
    ck_assert_int_eq(pain_study_innocent(study, PAIN_INNOCENT_SPREAD), PAIN_STUDY_CONSISTENT);
    ck_assert(!pain_study_contradicts(study, 0) || pain_study_contradicts(study, 2));
    pain_study_free(study);
    ck_assert_int_eq(outcome_of("n = 10\nmean after = 5.0\nsd after = 6.0"),
                     PAIN_STUDY_INCONSISTENT);
}
END_TEST

START_TEST(figures_that_exclude_each_other)
{
    ck_assert_int_eq(outcome_of("n = 20\nmean after = 0.7\nmean after = 0.9"),
                     PAIN_STUDY_INCONSISTENT);
    ck_assert_int_eq(outcome_of("n = 20\nnear zero (<= 0) = 50 %\nnear zero (<= 1) = 40 %"),
                     PAIN_STUDY_INCONSISTENT);
    ck_assert_int_eq(outcome_of("n = 20\nnear zero (<= 0) = 40 %\nnear zero (<= 0) = 50 %"),
                     PAIN_STUDY_INCONSISTENT);
    /* 8.1 - 0.7 with half a last place each: 7.3 to 7.5. */
    ck_assert_int_eq(outcome_of("n = 20\nmean before = 8.1\nmean after = 0.7\nmean change = 7.8"),
                     PAIN_STUDY_INCONSISTENT);
    ck_assert_int_eq(outcome_of("n = 20\nmean before = 8.1\nmean after = 0.7\nmean change = 7.4"),
                     PAIN_STUDY_CONSISTENT);
    /* At most 40 of 52 at zero. */
    ck_assert_int_eq(
        outcome_of("n = 52\nmean after = 0.7\nsd after = 1.2\nnear zero (<= 0) = 96 %"),
        PAIN_STUDY_INCONSISTENT);
    ck_assert_int_eq(
        outcome_of("n = 52\nmean after = 0.7\nsd after = 1.2\nnear zero (<= 1) > 90 %"),
        PAIN_STUDY_CONSISTENT);
}
END_TEST

/* By hand: with a median of at most 44.5 %, 26 of 52 keep 0.555 of a sum of at least 419 - 260 =
 * 159 points, 88; the mean after leaves 39. A median of 90 % is one baseline of 10, endpoint 1. */
START_TEST(the_median_of_percentages_is_decided)
{
    ck_assert_int_eq(outcome_of(PAIR "percent reduction (median) = 90 %"), PAIN_STUDY_CONSISTENT);
    ck_assert_int_eq(outcome_of(PAIR "percent reduction (median) = 44 %"), PAIN_STUDY_INCONSISTENT);
    /* 3 patients have one in the middle: 80 % is 10 to 2 or 5 to 1, 81 % is nobody's. */
    ck_assert_int_eq(outcome_of("n = 3\npercent reduction (median) = 80 %"), PAIN_STUDY_CONSISTENT);
    ck_assert_int_ne(outcome_of("n = 3\npercent reduction (median) = 81 %"), PAIN_STUDY_CONSISTENT);
}
END_TEST

START_TEST(other_patients_are_set_aside)
{
    pain_study *study = study_of(
        "n = 27\nnear zero of completers = 92.6 %\nnear zero of everyone who started = 1 %", NULL);

    ck_assert(pain_study_used(study, 1) && !pain_study_used(study, 2));
    ck_assert_int_eq(pain_study_outcome(study), PAIN_STUDY_CONSISTENT);
    pain_study_free(study);
}
END_TEST

enum { PATIENTS = 6, STEPS = 4 };

typedef struct sums {
    double n, baseline, endpoint, squares_before, squares_after, percent, measured, at_zero;
} sums;

/* Random scores, as sums; somebody has pain before. */
static sums random_sums(uint64_t *state)
{
    sums s = {.n = 2 + (double)next_case(state, PATIENTS - 1)};

    for (int i = 0; i < (int)s.n; i++) {
        double b = (double)next_case(state, STEPS + 1), e = (double)next_case(state, STEPS + 1);

        b = i == 0 && b < 1 ? 1 : b;
        s.baseline += b;
        s.endpoint += e;
        s.squares_before += b * b;
        s.squares_after += e * e;
        s.percent += b > 0 ? 100 * (b - e) / b : 0;
        s.measured += b > 0;
        s.at_zero += e < 1;
    }
    return s;
}

static double sd_of(double n, double sum, double squares)
{
    return sqrt(fmax(0, squares - sum * sum / n) / (n - 1));
}

/* What real data print is never called impossible, whichever definition they used. The figures are
 * printed by the C library; ties may go either way, and the unknown rule allows both. */
START_TEST(figures_of_data_are_never_inconsistent)
{
    pain_grid grid = pain_grid_whole(STEPS);
    pain_study_options options = {
        .size = sizeof options, .grid = &grid, .spread = 1, .nobody_worse = PAIN_TRIED_OFF};
    const int32_t none = 0;
    uint64_t state = 5;

    options.least_baselines = &none;
    options.n_least_baselines = 1;
    for (int i = 0; i < 300; i++) {
        sums s = random_sums(&state);
        bool of_means = next_case(&state, 2) == 1;
        int digits = (int)next_case(&state, 3);
        char lines[512];

        (void)snprintf(lines, sizeof lines,
                       "n = %.0f\nmean before = %.*f\nsd before = %.*f\nmean after = %.*f\n"
                       "sd after = %.*f\npercent reduction (%s) = %.*f %%\n"
                       "near zero (<= 0) = %.*f %%\nmean change = %.*f",
                       s.n, digits, s.baseline / s.n, digits,
                       sd_of(s.n, s.baseline, s.squares_before), digits, s.endpoint / s.n, digits,
                       sd_of(s.n, s.endpoint, s.squares_after),
                       of_means ? "of means" : "mean of percentages", digits,
                       of_means ? 100 * (1 - s.endpoint / s.baseline) : s.percent / s.measured,
                       digits, 100 * s.at_zero / s.n, digits, (s.baseline - s.endpoint) / s.n);
        pain_study *study = study_of(lines, &options);

        ck_assert_msg(pain_study_outcome(study) != PAIN_STUDY_INCONSISTENT, "%s: %s", lines,
                      pain_study_at(study, 0)->reason);
        pain_study_free(study);
    }
}
END_TEST

/* By hand: on 1 to 5, means of 3 and 2 are 2 steps and 1, half of it gone. Divided as printed it
 * would be a third. */
START_TEST(percentages_count_from_the_lowest_value)
{
    const pain_grid grid = {1, 1, 1, 4};
    const pain_study_options options = {.size = sizeof options, .grid = &grid};
    const char *const means = "n = 4\nmean before = 3.00\nmean after = 2.00\n";
    static const char *const claims[] = {"percent reduction (of means) = 50 %",
                                         "percent reduction (of means) = 33 %",
                                         "mean change = 1.00\npercent reduction (of means) = 50 %"};
    static const int32_t wanted[] = {PAIN_STUDY_CONSISTENT, PAIN_STUDY_INCONSISTENT,
                                     PAIN_STUDY_CONSISTENT};

    for (size_t i = 0; i < 3; i++) {
        char lines[160];

        (void)snprintf(lines, sizeof lines, "%s%s", means, claims[i]);
        pain_study *study = study_of(lines, &options);

        ck_assert_int_eq(pain_study_outcome(study), wanted[i]);
        if (i == 1)
            ck_assert_ptr_nonnull(strstr(pain_study_at(study, 0)->reason,
                                         "; percentages count from 1, the score without pain"));
        pain_study_free(study);
    }
}
END_TEST

START_TEST(what_cannot_be_asked_is_refused)
{
    pain_claim claim;
    pain_study *study;
    pain_error error = {0};
    pain_study_options options = {.size = sizeof options, .most_n = -1};

    ck_assert_int_eq(pain_claim_parse("near zero (<= 12) = 90 %", &claim, NULL), PAIN_OK);
    ck_assert_int_eq(pain_study_check(&study, &claim, 1, NULL, &error), PAIN_EVALUE);
    ck_assert_ptr_null(study);
    ck_assert_uint_eq(error.record, 1);
    ck_assert_int_eq(pain_study_check(&study, &claim, 0, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_study_check(&study, &claim, 1, &options, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_study_check(NULL, &claim, 1, NULL, NULL), PAIN_EINVAL);
}
END_TEST

START_TEST(memory_that_runs_out_is_reported)
{
    pain_claim claims[2];
    failing_allocator failing;
    pain_study *study = NULL;
    pain_status status = PAIN_ENOMEM;

    ck_assert_int_eq(pain_claim_parse("n = 27", &claims[0], NULL), PAIN_OK);
    ck_assert_int_eq(pain_claim_parse("near zero = 92.3 %", &claims[1], NULL), PAIN_OK);
    for (size_t i = 1; status == PAIN_ENOMEM; i++) {
        failing_allocator_init(&failing, i);
        pain_study_options options = {.size = sizeof options, .allocator = &failing.allocator};

        status = pain_study_check(&study, claims, 2, &options, NULL);
        ck_assert(status == PAIN_OK || status == PAIN_ENOMEM);
        pain_study_free(study);
        ck_assert_uint_eq(failing.live, 0);
    }
}
END_TEST

/* By hand: 1.05 + 1.05 < 2.45; and 0.95 - 0.35 > 0.55. */
START_TEST(the_sd_of_the_change_has_a_correlation)
{
    const char *const means = "n = 20\nmean before = 8\nmean after = 3\n";
    static const char *const sds[] = {"sd before = 1.0\nsd after = 1.0\nsd change = 2.5",
                                      "sd before = 1.0\nsd after = 0.3\nsd change = 0.5",
                                      "sd before = 1.0\nsd after = 1.0\nsd change = 1.0",
                                      "sd before = 1.0\nsd after = 1.0\nsd change = 1.9"};

    for (size_t i = 0; i < 4; i++) {
        char lines[256];

        (void)snprintf(lines, sizeof lines, "%s%s", means, sds[i]);
        int32_t outcome = outcome_of(lines);

        ck_assert_msg(i < 2 ? outcome == PAIN_STUDY_INCONSISTENT
                            : outcome == PAIN_STUDY_CONSISTENT || outcome == PAIN_STUDY_ONLY_UNDER,
                      "%s: %d", sds[i], outcome);
    }
}
END_TEST

/* Pairs of random scores, printed with a decimal. */
START_TEST(changes_of_data_are_never_inconsistent)
{
    uint64_t state = 8;
    int found = 0;

    for (int i = 0; i < 60; i++) {
        int64_t n = 5 + (int64_t)next_case(&state, 16), width = 1 + (int64_t)next_case(&state, 5);
        double sum[3] = {0}, square[3] = {0};
        char lines[256];

        for (int64_t j = 0; j < n; j++) {
            double before = (double)(10 - next_case(&state, (uint64_t)width + 1));
            double after = (double)next_case(&state, (uint64_t)width + 1);
            const double score[3] = {before, after, before - after};

            for (int k = 0; k < 3; k++) {
                sum[k] += score[k];
                square[k] += score[k] * score[k];
            }
        }
        double sd[3];

        for (int k = 0; k < 3; k++)
            sd[k] = sqrt((square[k] - sum[k] * sum[k] / (double)n) / (double)(n - 1));
        (void)snprintf(lines, sizeof lines,
                       "n = %d\nmean before = %.1f\nsd before = %.1f\nmean after = %.1f\n"
                       "sd after = %.1f\nmean change = %.1f\nsd change = %.1f",
                       (int)n, sum[0] / (double)n, sd[0], sum[1] / (double)n, sd[1],
                       sum[2] / (double)n, sd[2]);
        int32_t outcome = outcome_of(lines);

        ck_assert_msg(outcome != PAIN_STUDY_INCONSISTENT, "%s", lines);
        found += outcome != PAIN_STUDY_UNDECIDED;
    }
    ck_assert_msg(found > 55, "%d", found);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("study");
    TCase *tests = tcase_create("claims together");

    tcase_add_test(tests, a_percentage_of_so_many_patients);
    tcase_add_test(tests, an_unknown_number_of_patients_is_listed);
    tcase_add_test(tests, a_reduction_depends_on_its_definition);
    tcase_add_test(tests, a_clinics_two_sentences);
    tcase_add_test(tests, a_mean_alone_says_nothing_of_many);
    tcase_add_test(tests, published_sentences);
    tcase_add_test(tests, a_standard_error_printed_as_an_sd);
    tcase_add_test(tests, figures_that_exclude_each_other);
    tcase_add_test(tests, the_median_of_percentages_is_decided);
    tcase_add_test(tests, other_patients_are_set_aside);
    tcase_add_test(tests, figures_of_data_are_never_inconsistent);
    tcase_add_test(tests, the_sd_of_the_change_has_a_correlation);
    tcase_add_test(tests, changes_of_data_are_never_inconsistent);
    tcase_add_test(tests, percentages_count_from_the_lowest_value);
    tcase_add_test(tests, what_cannot_be_asked_is_refused);
    tcase_add_test(tests, memory_that_runs_out_is_reported);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
