/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cohorts that are merged, made from arrays, or refused. Expected counts are made by hand. */
#include <config.h>

#include <math.h>

#include "cohort_support.h"
#include "course_support.h"
#include "data/cohort.h"
#include "support.h"

static const char three_groups[] = "p1 g=a s1 7; p1 s2 3; p2 g=b s1 6; p2 s2 2; p3 g=b s1 6;"
                                   "p4 s1 5>4; p4 s2 1>0; p5 g=a s1 -; p5 s2 4; p6 g=c s1 0;"
                                   "p6 s2 1; p7 g=b s1 6; p7 s2 2; p8 g=c e -; p9 s1 7; p9 s2 3";

START_TEST(groups_merge_into_everyone)
{
    pain_courses *courses = courses_on("nrs11", three_groups, NULL);
    static const uint64_t n[] = {2, 2, 3, 2};

    for (int32_t rule = PAIN_MISSING_OBSERVED; rule <= PAIN_MISSING_WORST; rule++) {
        pain_cohort *all = cohort_of(courses, 0, rule, 0), *sum = cohort_of(courses, 0, rule, 3);

        ck_assert_uint_eq(pain_cohort_count(sum).n, n[3]);
        for (int64_t group = -1; group <= 2; group++) {
            if (group == 0)
                continue;
            pain_cohort *part = cohort_of(courses, 0, rule, group);

            ck_assert_uint_eq(pain_cohort_count(part).n, n[group < 0 ? 0 : group]);
            ck_assert_int_eq(pain_cohort_merge(sum, part), PAIN_OK);
            pain_cohort_free(part);
        }
        ck_assert(same_cohorts(sum, all));
        pain_cohort_free(sum);
        pain_cohort_free(all);
    }
    pain_courses_free(courses);
}
END_TEST

START_TEST(a_cohort_merges_with_itself_and_with_an_empty_one)
{
    pain_courses *courses = courses_on("nrs11", three_groups, NULL);
    pain_cohort *all = cohort_of(courses, 0, 0, 0), *other = cohort_of(courses, 0, 0, 0), *empty;

    ck_assert_int_eq(pain_cohort_from_arrays(&empty, NULL, NULL, 0, NULL, 0, NULL), PAIN_OK);
    ck_assert_uint_eq(pain_cohort_count(empty).n, 0);
    ck_assert_uint_eq(pain_cohort_pairs(empty).n, 0);
    ck_assert_int_eq(pain_cohort_merge(all, empty), PAIN_OK);
    ck_assert(same_cohorts(all, other));
    ck_assert_int_eq(pain_cohort_merge(empty, all), PAIN_OK);
    ck_assert(same_cohorts(empty, other));
    ck_assert_int_eq(pain_cohort_merge(all, all), PAIN_OK);
    ck_assert_uint_eq(pain_cohort_count(all).n, 2 * pain_cohort_count(other).n);
    pain_cohort_free(all);
    pain_cohort_free(other);
    pain_cohort_free(empty);
    pain_courses_free(courses);
}
END_TEST

START_TEST(cohorts_that_differ_do_not_merge)
{
    pain_course_rules halves = {
        .size = sizeof halves, .baseline = PAIN_BASELINE_MEAN, .baseline_scores = 2};
    pain_courses *plain = courses_on("nrs11", clinic, NULL),
                 *vas = courses_on("vas10", clinic, NULL);
    pain_courses *mean = courses_on("nrs11", clinic, &halves);
    pain_cohort *a = cohort_of(plain, 0, 0, 0),
                *others[] = {cohort_of(plain, 0, 1, 0), cohort_of(vas, 0, 0, 0),
                             cohort_of(mean, 0, 0, 0), NULL};

    for (size_t i = 0; i < 4; i++) {
        ck_assert_int_eq(pain_cohort_merge(a, others[i]), PAIN_EINVAL);
        ck_assert_int_eq(pain_cohort_merge(others[i], a), PAIN_EINVAL);
        pain_cohort_free(others[i]);
    }
    ck_assert_uint_eq(pain_cohort_count(a).n, 8);
    pain_cohort_free(a);
    pain_courses_free(plain);
    pain_courses_free(vas);
    pain_courses_free(mean);
}
END_TEST

START_TEST(arrays_make_a_cohort)
{
    static const double baseline[] = {7, 8, NAN, 5, 99, 6, 0, 7};
    static const double endpoint[] = {3, NAN, 2, 3.5, 1, -1, 0, 3};
    static const struct {
        pain_missing_rule missing;
        uint64_t paired, baseline_only, endpoint_only, filled;
        double sum;
    } cases[] = {
        {PAIN_MISSING_OBSERVED, 3, 3, 2, 0, 6},
        {PAIN_MISSING_NON_RESPONDER, 3, 3, 2, 0, 6},
        {PAIN_MISSING_BOCF, 6, 0, 2, 3, 6 + 8 + 5 + 6},
        {PAIN_MISSING_LOCF, 6, 0, 2, 3, 6 + 8 + 5 + 6},
        {PAIN_MISSING_WOCF, 6, 0, 2, 3, 6 + 8 + 5 + 6},
        {PAIN_MISSING_BEST, 6, 0, 2, 3, 6},
        {PAIN_MISSING_WORST, 6, 0, 2, 3, 6 + 30},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pain_cohort *cohort;

        ck_assert_int_eq(
            pain_cohort_from_arrays(&cohort, baseline, endpoint, 8, NULL, cases[i].missing, NULL),
            PAIN_OK);
        pain_cohort_counts counts = pain_cohort_count(cohort);

        ck_assert_uint_eq(counts.n, 8);
        ck_assert_uint_eq(counts.paired, cases[i].paired);
        ck_assert_uint_eq(counts.baseline_only, cases[i].baseline_only);
        ck_assert_uint_eq(counts.endpoint_only, cases[i].endpoint_only);
        ck_assert_uint_eq(counts.filled, cases[i].filled);
        ck_assert_uint_eq(counts.zero_baseline, 1);
        ck_assert(endpoint_sum(cohort) == cases[i].sum);
        ck_assert_uint_eq(cohort->no_relief, 8);
        pain_cohort_free(cohort);
    }
}
END_TEST

START_TEST(arguments_out_of_range_are_refused)
{
    pain_courses *courses = courses_on("nrs11", three_groups, NULL);
    static const pain_cohort_options refused[] = {
        {.population = -1}, {.population = 4}, {.missing = -1},      {.missing = 7},
        {.group = -2},      {.group = 4},      {.group = INT64_MIN}, {.group = INT64_MAX},
    };
    pain_scale wrong = {0, 10, 3, 0, 0};
    double x = 1.0;
    pain_cohort *cohort;

    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        pain_cohort_options options = refused[i];

        options.size = sizeof options;
        cohort = (pain_cohort *)courses;
        ck_assert_int_eq(pain_cohort_new(&cohort, courses, &options, NULL), PAIN_EINVAL);
        ck_assert_ptr_null(cohort);
    }
    ck_assert_int_eq(pain_cohort_new(&cohort, NULL, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_cohort_new(NULL, courses, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_cohort_from_arrays(NULL, &x, &x, 1, NULL, 0, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_cohort_from_arrays(&cohort, NULL, &x, 1, NULL, 0, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_cohort_from_arrays(&cohort, &x, NULL, 1, NULL, 0, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_cohort_from_arrays(&cohort, &x, &x, 1, &wrong, 0, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_cohort_from_arrays(&cohort, &x, &x, 1, NULL, (pain_missing_rule)7, NULL),
                     PAIN_EINVAL);
    ck_assert_ptr_null(cohort);
    ck_assert_uint_eq(pain_cohort_count(NULL).n, 0);
    ck_assert_uint_eq(pain_cohort_pairs(NULL).n, 0);
    pain_cohort_free(NULL);
    pain_courses_free(courses);
}
END_TEST

START_TEST(older_and_missing_options_mean_defaults)
{
    pain_courses *courses = courses_on("nrs11", clinic, NULL);
    pain_cohort_options options = options_of(0, 99, 99);
    pain_cohort *cohort;

    options.size = offsetof(pain_cohort_options, missing);
    ck_assert_int_eq(pain_cohort_new(&cohort, courses, &options, NULL), PAIN_OK);
    ck_assert_uint_eq(pain_cohort_count(cohort).n, 8);
    pain_cohort_free(cohort);
    ck_assert_int_eq(pain_cohort_new(&cohort, courses, NULL, NULL), PAIN_OK);
    ck_assert_uint_eq(pain_cohort_count(cohort).paired, 2);
    pain_cohort_free(cohort);
    pain_courses_free(courses);
}
END_TEST

START_TEST(memory_that_runs_out_leaves_no_cohort)
{
    static const double x[] = {7, 8, NAN}, y[] = {3, NAN, 2};
    pain_courses *courses = courses_on("nrs11", three_groups, NULL);
    failing_allocator memory;

    for (int from_arrays = 0; from_arrays < 2; from_arrays++) {
        pain_status status = PAIN_ENOMEM;
        size_t fail_at = 1;

        for (; status == PAIN_ENOMEM; fail_at++) {
            pain_cohort *cohort;

            failing_allocator_init(&memory, fail_at);
            status = from_arrays
                         ? pain_cohort_from_arrays(&cohort, x, y, 3, NULL, 0, &memory.allocator)
                         : pain_cohort_new(&cohort, courses, NULL, &memory.allocator);
            ck_assert((cohort == NULL) == (status != PAIN_OK));
            pain_cohort_free(cohort);
            ck_assert_uint_eq(memory.live, 0);
        }
        ck_assert_int_eq(status, PAIN_OK);
        ck_assert_uint_gt(fail_at, 10);
    }
    pain_courses_free(courses);
}
END_TEST

START_TEST(a_merge_that_fails_changes_nothing)
{
    pain_courses *courses = courses_on("nrs11", three_groups, NULL);
    pain_cohort *from = cohort_of(courses, 0, 0, 0), *before = cohort_of(courses, 0, 0, 2);
    pain_cohort_options options = options_of(0, 0, 2);
    pain_status status = PAIN_ENOMEM;

    for (size_t fail_at = 1; status == PAIN_ENOMEM; fail_at++) {
        failing_allocator memory;
        pain_cohort *into;

        failing_allocator_init(&memory, 0);
        ck_assert_int_eq(pain_cohort_new(&into, courses, &options, &memory.allocator), PAIN_OK);
        memory.calls = 0;
        memory.fail_at = fail_at;
        status = pain_cohort_merge(into, from);
        ck_assert(same_cohorts(into, before) == (status != PAIN_OK));
        pain_cohort_free(into);
        ck_assert_uint_eq(memory.live, 0);
    }
    ck_assert_int_eq(status, PAIN_OK);
    pain_cohort_free(from);
    pain_cohort_free(before);
    pain_courses_free(courses);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cohort merge");
    TCase *tests = tcase_create("cohort merge");

    tcase_add_test(tests, groups_merge_into_everyone);
    tcase_add_test(tests, a_cohort_merges_with_itself_and_with_an_empty_one);
    tcase_add_test(tests, cohorts_that_differ_do_not_merge);
    tcase_add_test(tests, arrays_make_a_cohort);
    tcase_add_test(tests, arguments_out_of_range_are_refused);
    tcase_add_test(tests, older_and_missing_options_mean_defaults);
    tcase_add_test(tests, memory_that_runs_out_leaves_no_cohort);
    tcase_add_test(tests, a_merge_that_fails_changes_nothing);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
