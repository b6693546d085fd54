/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cohorts: populations and missing rules. Expected counts are made by hand from the rows. */
#include <config.h>

#include "cohort_support.h"
#include "course_support.h"
#include "data/cohort.h"
#include "support.h"

static const char mirrored[] = "A s1 of=4 2; A s2 5; A s3 6; A s4 8;"
                               "B s1 of=4 4; B s2 1; B s3 6;"
                               "C s1 of=4 3;"
                               "D e of=4 5;"
                               "E s1 of=4 -; E s2 6; E s3 6; E s4 7;"
                               "F s1 of=4 -; F s2 4;"
                               "G s1 of=4 10; G s2 10; G s3 10; G s4 9;"
                               "H f v=late -";

static const struct {
    int32_t population, missing;
    uint64_t n, paired, baseline_only, endpoint_only, neither, filled;
    double sum; /* of the pairs' endpoints */
} clinic_cases[] = {
    /* everyone: A 8-2, G 0-1, E -3; B 6 (last 4, worst 9), C 7, D 5; F (last 6); H */
    {PAIN_POPULATION_EVALUATED, PAIN_MISSING_OBSERVED, 8, 2, 3, 1, 2, 0, 3},
    {PAIN_POPULATION_EVALUATED, PAIN_MISSING_NON_RESPONDER, 8, 2, 3, 1, 2, 0, 3},
    {PAIN_POPULATION_EVALUATED, PAIN_MISSING_BOCF, 8, 5, 0, 1, 2, 3, 3 + 6 + 7 + 5},
    {PAIN_POPULATION_EVALUATED, PAIN_MISSING_LOCF, 8, 5, 0, 2, 1, 4, 3 + 4 + 7 + 5},
    {PAIN_POPULATION_EVALUATED, PAIN_MISSING_WOCF, 8, 5, 0, 2, 1, 4, 3 + 9 + 7 + 5},
    {PAIN_POPULATION_EVALUATED, PAIN_MISSING_BEST, 8, 5, 0, 3, 0, 5, 3},
    {PAIN_POPULATION_EVALUATED, PAIN_MISSING_WORST, 8, 5, 0, 3, 0, 5, 3 + 30},
    /* without D and H */
    {PAIN_POPULATION_STARTED, PAIN_MISSING_OBSERVED, 6, 2, 2, 1, 1, 0, 3},
    {PAIN_POPULATION_STARTED, PAIN_MISSING_NON_RESPONDER, 6, 2, 2, 1, 1, 0, 3},
    {PAIN_POPULATION_STARTED, PAIN_MISSING_BOCF, 6, 4, 0, 1, 1, 2, 3 + 6 + 7},
    {PAIN_POPULATION_STARTED, PAIN_MISSING_LOCF, 6, 4, 0, 2, 0, 3, 3 + 4 + 7},
    {PAIN_POPULATION_STARTED, PAIN_MISSING_WOCF, 6, 4, 0, 2, 0, 3, 3 + 9 + 7},
    {PAIN_POPULATION_STARTED, PAIN_MISSING_BEST, 6, 4, 0, 2, 0, 3, 3},
    {PAIN_POPULATION_STARTED, PAIN_MISSING_WORST, 6, 4, 0, 2, 0, 3, 3 + 20},
    /* A, B and G */
    {PAIN_POPULATION_EVALUABLE, PAIN_MISSING_OBSERVED, 3, 2, 1, 0, 0, 0, 3},
    {PAIN_POPULATION_EVALUABLE, PAIN_MISSING_NON_RESPONDER, 3, 2, 1, 0, 0, 0, 3},
    {PAIN_POPULATION_EVALUABLE, PAIN_MISSING_BOCF, 3, 3, 0, 0, 0, 1, 3 + 6},
    {PAIN_POPULATION_EVALUABLE, PAIN_MISSING_LOCF, 3, 3, 0, 0, 0, 1, 3 + 4},
    {PAIN_POPULATION_EVALUABLE, PAIN_MISSING_WOCF, 3, 3, 0, 0, 0, 1, 3 + 9},
    {PAIN_POPULATION_EVALUABLE, PAIN_MISSING_BEST, 3, 3, 0, 0, 0, 1, 3},
    {PAIN_POPULATION_EVALUABLE, PAIN_MISSING_WORST, 3, 3, 0, 0, 0, 1, 3 + 10},
    /* A and G */
    {PAIN_POPULATION_COMPLETERS, PAIN_MISSING_OBSERVED, 2, 2, 0, 0, 0, 0, 3},
    {PAIN_POPULATION_COMPLETERS, PAIN_MISSING_NON_RESPONDER, 2, 2, 0, 0, 0, 0, 3},
    {PAIN_POPULATION_COMPLETERS, PAIN_MISSING_BOCF, 2, 2, 0, 0, 0, 0, 3},
    {PAIN_POPULATION_COMPLETERS, PAIN_MISSING_LOCF, 2, 2, 0, 0, 0, 0, 3},
    {PAIN_POPULATION_COMPLETERS, PAIN_MISSING_WOCF, 2, 2, 0, 0, 0, 0, 3},
    {PAIN_POPULATION_COMPLETERS, PAIN_MISSING_BEST, 2, 2, 0, 0, 0, 0, 3},
    {PAIN_POPULATION_COMPLETERS, PAIN_MISSING_WORST, 2, 2, 0, 0, 0, 0, 3},
};

START_TEST(drop_outs_are_treated_as_population_and_rule_say)
{
    pain_courses *courses = courses_on("nrs11", clinic, NULL);

    for (size_t i = 0; i < sizeof clinic_cases / sizeof *clinic_cases; i++) {
        pain_cohort *cohort =
            cohort_of(courses, clinic_cases[i].population, clinic_cases[i].missing, 0);
        pain_cohort_counts counts = pain_cohort_count(cohort);

        ck_assert_msg(counts.n == clinic_cases[i].n && counts.paired == clinic_cases[i].paired &&
                          counts.baseline_only == clinic_cases[i].baseline_only &&
                          counts.endpoint_only == clinic_cases[i].endpoint_only &&
                          counts.neither == clinic_cases[i].neither &&
                          counts.filled == clinic_cases[i].filled,
                      "population %d rule %d: %d = %d + %d + %d + %d, filled %d",
                      clinic_cases[i].population, clinic_cases[i].missing, (int)counts.n,
                      (int)counts.paired, (int)counts.baseline_only, (int)counts.endpoint_only,
                      (int)counts.neither, (int)counts.filled);
        ck_assert(endpoint_sum(cohort) == clinic_cases[i].sum);
        ck_assert_uint_eq(counts.zero_baseline, 1);
        pain_cohort_free(cohort);
    }
    pain_courses_free(courses);
}
END_TEST

START_TEST(a_reversed_scale_gives_the_same_cohorts)
{
    pain_courses *plain = courses_on("nrs11", clinic, NULL);
    pain_courses *reversed = courses_on("nrs11:reversed", mirrored, NULL);

    for (size_t i = 0; i < sizeof clinic_cases / sizeof *clinic_cases; i++) {
        pain_cohort *a = cohort_of(plain, clinic_cases[i].population, clinic_cases[i].missing, 0);
        pain_cohort *b =
            cohort_of(reversed, clinic_cases[i].population, clinic_cases[i].missing, 0);

        ck_assert(same_cohorts(a, b));
        ck_assert_int_eq(pain_cohort_merge(a, b), PAIN_EINVAL);
        pain_cohort_free(a);
        pain_cohort_free(b);
    }
    pain_courses_free(plain);
    pain_courses_free(reversed);
}
END_TEST

/* "At least one later score" may be later than session 2, where the endpoint is sought. */
START_TEST(evaluable_needs_any_later_score)
{
    pain_course_rules rules = {
        .size = sizeof rules, .endpoint = PAIN_ENDPOINT_SESSION, .endpoint_session = 2};
    pain_courses *courses = courses_on("nrs11", "p s1 7; p s2 -; p s3 4; q s1 6", &rules);
    pain_cohort *cohort = cohort_of(courses, PAIN_POPULATION_EVALUABLE, PAIN_MISSING_LOCF, 0);
    pain_counts pairs = pain_cohort_pairs(cohort);

    ck_assert_uint_eq(pain_cohort_count(cohort).n, 1);
    ck_assert(pairs.x[0] == 7.0 && pairs.y[0] == 7.0);
    pain_cohort_free(cohort);
    pain_courses_free(courses);
}
END_TEST

START_TEST(stopping_because_well_is_completing)
{
    pain_courses *courses =
        courses_on("nrs11", "p s1 of=9 7; p s2 x=well 1; q s1 of=9 7; q s2 x=adverse 1", NULL);
    pain_cohort *cohort = cohort_of(courses, PAIN_POPULATION_COMPLETERS, 0, 0);

    ck_assert_uint_eq(pain_cohort_count(cohort).n, 1);
    ck_assert_uint_eq(pain_cohort_count(cohort).paired, 1);
    pain_cohort_free(cohort);
    pain_courses_free(courses);
}
END_TEST

/* Means of two baseline scores count in half steps, and so does all else. */
START_TEST(a_mean_baseline_makes_the_unit_smaller)
{
    pain_course_rules rules = {
        .size = sizeof rules, .baseline = PAIN_BASELINE_MEAN, .baseline_scores = 2};
    pain_courses *courses =
        courses_on("nrs11", "p s1 of=3 7; p s2 6; p s3 2; q s1 of=3 9; q s2 8", &rules);
    pain_cohort *cohort = cohort_of(courses, 0, PAIN_MISSING_WORST, 0);
    pain_counts pairs = pain_cohort_pairs(cohort);

    ck_assert_int_eq(cohort->unit, 2);
    ck_assert_uint_eq(pairs.n, 2);
    ck_assert(pairs.x[0] == 13.0 && pairs.y[0] == 4.0);
    ck_assert(pairs.x[1] == 17.0 && pairs.y[1] == 20.0);
    pain_cohort_free(cohort);
    pain_courses_free(courses);
}
END_TEST

START_TEST(relief_is_averaged_within_the_patient_first)
{
    /* p: (4 + 3) / 2; q: (1 - 3 + 0) / 3; r has none */
    pain_courses *courses = courses_on(
        "nrs11", "p s1 7>3; p s2 6>3; q s1 5>4; q s2 2>5; q s3 1>1; r s1 7; r s2 >1", NULL);
    pain_cohort *cohort = cohort_of(courses, 0, 0, 0);
    pain_counts reliefs = pain_tally_counts(cohort->reliefs);

    ck_assert_uint_eq(reliefs.n, 2);
    ck_assert(reliefs.x[0] == -2.0 / 3.0 && reliefs.x[1] == 3.5);
    ck_assert_uint_eq(cohort->no_relief, 1);
    pain_cohort_free(cohort);
    pain_courses_free(courses);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cohort");
    TCase *tests = tcase_create("cohort");

    tcase_add_test(tests, drop_outs_are_treated_as_population_and_rule_say);
    tcase_add_test(tests, a_reversed_scale_gives_the_same_cohorts);
    tcase_add_test(tests, evaluable_needs_any_later_score);
    tcase_add_test(tests, stopping_because_well_is_completing);
    tcase_add_test(tests, a_mean_baseline_makes_the_unit_smaller);
    tcase_add_test(tests, relief_is_averaged_within_the_patient_first);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
