/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Examples of claims checked together, what is tried, and numbers in words. */
#include <config.h>

#include <string.h>

#include "claim/study.h"
#include "claim_support.h"
#include "support.h"

#define PAIR "n = 52\nmean before = 8.1\nsd before = 1.1\nmean after = 0.7\nsd after = 1.2\n"

/* A group's scores, and whether all patients are there. */
START_TEST(an_example_has_the_figures)
{
    pain_study *study = study_of(PAIR, NULL);
    const pain_study_cell *cell = pain_study_at(study, 0);
    int64_t n = 0, before = 0, after = 0;

    for (size_t i = 0; i < cell->witness.n_groups; i++) {
        const pain_paired_cell *group = &cell->witness.group[i];

        n += group->patients;
        before += group->patients * group->baseline;
        after += group->patients * group->endpoint;
    }
    ck_assert_int_eq(n, 52);
    /* 8.1 and 0.7, by half a last place: sums 418.6 to 423.8, 33.8 to 39. */
    ck_assert(before >= 419 && before <= 423 && after >= 34 && after <= 39);
    pain_study_free(study);
}
END_TEST

/* The SD of a change is near the sum of both only where who begins high ends low. */
START_TEST(an_example_may_pair_high_scores_with_low_ones)
{
    static const char *const reports[] = {
        "n = 20\nmean before = 8\nmean after = 3\nsd before = 1.0\nsd after = 1.0\nsd change = 1.9",
        "n = 8\nmean before = 9.5\nsd before = 0.5\nmean after = 0.4\nsd after = 0.5\n"
        "mean change = 9.1\nsd change = 1.0",
        "n = 12\nmean before = 9.0\nsd before = 0.7\nmean after = 0.7\nsd after = 0.9\n"
        "mean change = 8.3\nsd change = 1.4"};

    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        const pain_study_options options = {.size = sizeof options, .spread = 1};
        pain_study *study = study_of(reports[i], &options);
        const pain_study_cell *cell = pain_study_at(study, 0);
        int64_t n = 0;

        ck_assert_int_eq(cell->verdict, PAIN_POSSIBLE);
        for (size_t g = 0; g < cell->witness.n_groups; g++) {
            const pain_paired_cell *group = &cell->witness.group[g];

            ck_assert(group->baseline >= 0 && group->baseline <= 10);
            ck_assert(group->endpoint >= 0 && group->endpoint <= 10);
            n += group->patients;
        }
        ck_assert_int_eq(n, cell->n);
        pain_study_free(study);
    }
}
END_TEST

/* 0, 1 and 2 points of NRS-11, tenths of longer scales. */
START_TEST(near_zero_without_a_cut_is_tried_at_three)
{
    static const struct {
        pain_grid grid;
        int32_t cuts[3];
    } scales[] = {
        {{0, 1, 1, 10}, {0, 1, 2}}, {{0, 1, 1, 100}, {0, 10, 20}}, {{0, 10, 1, 10}, {0, 1, 2}}};

    for (size_t s = 0; s < sizeof scales / sizeof *scales; s++) {
        const pain_study_options options = {.size = sizeof options, .grid = &scales[s].grid};
        pain_study *study = study_of("n = 27\nnear zero = 93 %", &options);
        size_t n = 0;

        for (const pain_study_cell *cell; (cell = pain_study_at(study, n)) != NULL; n++)
            ck_assert(n < 3 && cell->value[PAIN_CHOICE_NEAR_ZERO] == scales[s].cuts[n]);
        ck_assert_uint_eq(n, 3);
        pain_study_free(study);
    }
}
END_TEST

START_TEST(numbers_below_0_are_written_with_a_sign)
{
    char text[32];
    pain__words w = pain__words_in(text, sizeof text);

    pain__add_decimal(&w, -105, 2);
    pain__add(&w, " ");
    pain__add_whole(&w, INT64_MIN);
    ck_assert_str_eq(text, "-1.05 -9223372036854775808");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("examples of a study");
    TCase *tests = tcase_create("examples");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, an_example_has_the_figures);
    tcase_add_test(tests, an_example_may_pair_high_scores_with_low_ones);
    tcase_add_test(tests, near_zero_without_a_cut_is_tried_at_three);
    tcase_add_test(tests, numbers_below_0_are_written_with_a_sign);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
