/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cannot be asked of claims checked together, and the words for what can. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "claim_support.h"
#include "support.h"
#include <painstat/study.h>

static void refuse(const pain_claim *claim, const pain_study_options *options, pain_status want,
                   const char *says)
{
    pain_study *study = (pain_study *)&study;
    pain_error error;

    ck_assert_int_eq(pain_study_check(&study, claim, 1, options, &error), want);
    ck_assert_ptr_null(study);
    ck_assert_msg(strstr(error.text, says) != NULL, "%s", error.text);
    ck_assert_uint_eq(error.record, want == PAIN_EVALUE ? 1 : 0);
    ck_assert_int_eq(pain_study_check(&study, claim, 1, options, NULL), want);
}

START_TEST(options_outside_their_range_are_refused)
{
    static const int32_t baselines[9] = {0, 11, 0, 0, 0, 0, 0, 0, 0}, below[] = {-1};
    static const pain_study_n ranges[] = {{0, 5}, {6, 5}, {1, 1000001}};
    static const pain_grid grids[] = {{0, 1, 1, 0}, {0, 1, 1, 101}, {0, 1, 0, 10}, {0, 0, 1, 10}};
    const pain_claim claim = claim_of("near zero = 92.3 %");

    for (size_t i = 0; i < sizeof grids / sizeof *grids; i++)
        refuse(&claim, &(pain_study_options){.size = sizeof(pain_study_options), .grid = &grids[i]},
               PAIN_EINVAL, "1 to 100 steps");
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        refuse(&claim,
               &(pain_study_options){
                   .size = sizeof(pain_study_options), .n = &ranges[i], .n_count = 1},
               PAIN_EINVAL, "n is from 1");
    const pain_study_options wrong[] = {
        {.size = sizeof *wrong, .rounding = -1},
        {.size = sizeof *wrong, .rounding = PAIN_ROUNDINGS},
        {.size = sizeof *wrong, .spread = -1},
        {.size = sizeof *wrong, .spread = 3},
        {.size = sizeof *wrong, .nobody_worse = -1},
        {.size = sizeof *wrong, .nobody_worse = 3},
        {.size = sizeof *wrong, .most_n = -1},
        {.size = sizeof *wrong, .most_n = 1000001},
        {.size = sizeof *wrong, .least_baselines = baselines, .n_least_baselines = 9},
    };

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        refuse(&claim, &wrong[i], PAIN_EINVAL, "outside its range");
    refuse(&claim,
           &(pain_study_options){
               .size = sizeof *wrong, .least_baselines = baselines, .n_least_baselines = 2},
           PAIN_EINVAL, "not on the scale");
    refuse(&claim,
           &(pain_study_options){
               .size = sizeof *wrong, .least_baselines = below, .n_least_baselines = 1},
           PAIN_EINVAL, "not on the scale");
    const pain_study_options without[] = {{.size = 5},
                                          {.size = sizeof *without, .n_count = 1},
                                          {.size = sizeof *without, .n_least_baselines = 1}};

    for (size_t i = 0; i < sizeof without / sizeof *without; i++)
        refuse(&claim, &without[i], PAIN_EINVAL, "without a list");
}
END_TEST

START_TEST(claims_that_cannot_be_checked_are_refused)
{
    const pain_claim good = claim_of("responders (>= 30 %) = 80 %");
    pain_study *study;

    for (int i = 0; i < 13; i++) {
        pain_claim claim = good;

        claim.statistic = i == 0 ? -1 : i == 1 ? PAIN_CLAIM_ODDS_RATIO + 1 : claim.statistic;
        claim.time = i == 2 ? -1 : i == 3 ? PAIN_TIME_CHANGE + 1 : claim.time;
        claim.of = i == 4 ? -1 : i == 5 ? 1000001 : claim.of;
        claim.value.decimals = i == 6 ? 99 : claim.value.decimals;
        claim.value.digits = i == 7 ? INT64_C(1000000000001) : claim.value.digits;
        claim.cut.decimals = i == 8 ? 1 : claim.cut.decimals;
        claim.cut.digits = i == 9 ? 0 : i == 10 ? 101 : claim.cut.digits;
        if (i >= 11) {
            claim = claim_of("near zero (<= 1) = 80 %");
            claim.cut.digits = i == 11 ? -1 : 10;
        }
        refuse(&claim, NULL, PAIN_EVALUE,
               i == 7   ? "too large"
               : i < 8  ? "no claim that can be checked"
               : i < 11 ? "a whole percent"
                        : "not on the scale");
    }
    ck_assert_int_eq(pain_study_check(&study, &good, 65, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_study_check(&study, NULL, 1, NULL, NULL), PAIN_EINVAL);
    ck_assert_ptr_null(study);
}
END_TEST

/* 92.3 % first fits 13 patients. */
START_TEST(what_a_study_does_not_hold_is_nothing)
{
    const pain_claim claims[] = {claim_of("near zero = 92.3 %")};
    pain_study *study;
    int64_t n = 7;

    ck_assert_int_eq(pain_study_check(&study, claims, 1, NULL, NULL), PAIN_OK);
    ck_assert(pain_study_used(study, 0) && !pain_study_used(study, 1) && !pain_study_used(NULL, 0));
    ck_assert(!pain_study_contradicts(study, 0) && !pain_study_contradicts(study, 1));
    ck_assert(!pain_study_contradicts(NULL, 0));
    ck_assert_int_eq(pain_study_innocent(study, -1), -1);
    ck_assert_int_eq(pain_study_innocent(study, PAIN_INNOCENTS), -1);
    ck_assert_int_eq(pain_study_innocent(study, 0), -1);
    ck_assert_int_eq(pain_study_innocent(NULL, 0), -1);
    ck_assert(isnan(pain_study_power(study, 0))); /* n is not known */
    ck_assert(isnan(pain_study_power(study, 1)) && isnan(pain_study_power(NULL, 0)));
    ck_assert_ptr_nonnull(pain_study_at(study, 0));
    ck_assert_ptr_null(pain_study_at(study, 1000));
    ck_assert_ptr_null(pain_study_at(NULL, 0));
    ck_assert_int_eq(pain_study_outcome(NULL), PAIN_STUDY_UNDECIDED);
    ck_assert_str_eq(pain_study_condition(NULL), "");
    ck_assert_int_eq(pain_study_next_n(study, 1, &n), PAIN_OK);
    ck_assert_int_eq(n, 13);
    ck_assert_int_eq(pain_study_next_n(study, 1001, &n), PAIN_DONE);
    ck_assert_int_eq(n, 0);
    ck_assert_int_eq(pain_study_next_n(study, 1, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_study_next_n(NULL, 1, &n), PAIN_EINVAL);
    pain_study_free(study);
    pain_study_free(NULL);
}
END_TEST

START_TEST(choices_have_words)
{
    static const struct {
        pain_grid grid;
        int32_t choice, value;
        const char *text;
    } rows[] = {
        {{0, 1, 1, 10},
         PAIN_CHOICE_DEFINITION,
         PAIN_DEFINITION_MEAN,
         "reduction is the mean of percentages"},
        {{0, 1, 1, 10},
         PAIN_CHOICE_DEFINITION,
         PAIN_DEFINITION_OF_MEANS,
         "reduction is of the means"},
        {{0, 1, 1, 10}, PAIN_CHOICE_DEFINITION, PAIN_DEFINITION_MEDIAN, "reduction is the median"},
        {{0, 1, 1, 10}, PAIN_CHOICE_NEAR_ZERO, 2, "near zero is at most 2"},
        {{0, 1, 2, 20}, PAIN_CHOICE_NEAR_ZERO, 3, "near zero is at most 1.5"},
        {{0, 1, 3, 30}, PAIN_CHOICE_NEAR_ZERO, 2, "near zero is at most 0.667"},
        {{0, 1, 0, 10}, PAIN_CHOICE_NEAR_ZERO, 1, "near zero is at most 1"},
        {{0, 1, 1, 10}, PAIN_CHOICE_RESPONDERS, 30, "responders lost at least 30 %"},
        {{0, 1, 1, 10}, PAIN_CHOICE_SPREAD, 0, "the SD is divided by n - 1"},
        {{0, 1, 1, 10}, PAIN_CHOICE_SPREAD, 1, "the SD is divided by n"},
        {{0, 1, 1, 10}, PAIN_CHOICE_NOBODY_WORSE, 0, "somebody may be worse"},
        {{0, 1, 1, 10}, PAIN_CHOICE_NOBODY_WORSE, 1, "nobody is worse"},
        {{0, 1, 1, 10}, PAIN_CHOICE_LEAST_BASELINE, 4, "all began at 4 or more"},
        {{0, 1, 1, 10}, PAIN_CHOICE_LEAST_BASELINE, 0, "some may have begun without pain"},
        {{0, 1, 1, 10}, 6, 0, ""},
    };
    static const char *const keys[] = {"definition",   "near_zero",      "responders", "spread",
                                       "nobody_worse", "least_baseline", "unknown"};
    char text[64];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pain_study_choice_text(&rows[i].grid, rows[i].choice, rows[i].value, text, sizeof text);
        ck_assert_str_eq(text, rows[i].text);
    }
    pain_study_choice_text(NULL, PAIN_CHOICE_SPREAD, 1, text, 7);
    ck_assert_str_eq(text, "the SD");
    pain_study_choice_text(NULL, PAIN_CHOICE_SPREAD, 0, text, 0);
    ck_assert_str_eq(text, "the SD");
    pain_study_choice_text(NULL, PAIN_CHOICE_SPREAD, 0, NULL, 7);
    for (int32_t choice = 0; choice <= PAIN_STUDY_CHOICES; choice++)
        ck_assert_str_eq(pain_study_choice_key(choice), keys[choice]);
    ck_assert_str_eq(pain_study_choice_key(-1), "unknown");
}
END_TEST

START_TEST(verdicts_and_readings_have_words)
{
    static const char *const verdicts[] = {"consistent",   "consistent only under",
                                           "inconsistent", "not testable",
                                           "undecided",    "unknown"};

    for (int32_t i = 0; i < 6; i++)
        ck_assert_str_eq(pain_study_verdict_text(i), verdicts[i]);
    ck_assert_str_eq(pain_study_verdict_text(-1), "unknown");
    ck_assert_str_ne(pain_innocent_text(0), "unknown");
    ck_assert_str_eq(pain_innocent_text(PAIN_INNOCENT_HALVES), "scores in half points");
    ck_assert_str_eq(pain_innocent_text(PAIN_INNOCENTS), "unknown");
    ck_assert_str_eq(pain_innocent_text(-1), "unknown");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("arguments of a study");
    TCase *tcase = tcase_create("study");

    tcase_add_test(tcase, options_outside_their_range_are_refused);
    tcase_add_test(tcase, claims_that_cannot_be_checked_are_refused);
    tcase_add_test(tcase, what_a_study_does_not_hold_is_nothing);
    tcase_add_test(tcase, choices_have_words);
    tcase_add_test(tcase, verdicts_and_readings_have_words);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
