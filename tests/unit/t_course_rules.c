/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of courses that are none, older ones, and memory that runs out. */
#include <config.h>

#include <string.h>

#include "course_support.h"
#include "fixture.h"
#include "painstat/course.h"
#include "support.h"

START_TEST(rules_that_are_none_are_refused)
{
    pain_sessions *table = table_of("nrs11", "p s1 v=a 7; p s2 v=b 6");
    static const struct {
        pain_course_rules rules;
        pain_status status;
    } cases[] = {
        {{.baseline = -1}, PAIN_EINVAL},
        {{.baseline = 3}, PAIN_EINVAL},
        {{.baseline = 100}, PAIN_EINVAL},
        {{.baseline = PAIN_BASELINE_MEAN}, PAIN_EINVAL},
        {{.baseline = PAIN_BASELINE_MEAN, .baseline_scores = 101}, PAIN_EINVAL},
        {{.baseline = PAIN_BASELINE_MEAN, .baseline_scores = 100}, PAIN_OK},
        {{.baseline = PAIN_BASELINE_VISIT}, PAIN_EINVAL},
        {{.baseline = PAIN_BASELINE_VISIT, .baseline_visit = ""}, PAIN_EINVAL},
        {{.baseline = PAIN_BASELINE_VISIT, .baseline_visit = "c"}, PAIN_ENOTFOUND},
        {{.baseline = PAIN_BASELINE_VISIT, .baseline_visit = "a"}, PAIN_OK},
        {{.endpoint = -1}, PAIN_EINVAL},
        {{.endpoint = 7}, PAIN_EINVAL},
        {{.endpoint = PAIN_ENDPOINT_SESSION}, PAIN_EINVAL},
        {{.endpoint = PAIN_ENDPOINT_SESSION_AFTER, .endpoint_session = -2}, PAIN_EINVAL},
        {{.endpoint = PAIN_ENDPOINT_VISIT}, PAIN_EINVAL},
        {{.endpoint = PAIN_ENDPOINT_VISIT, .endpoint_visit = "c"}, PAIN_ENOTFOUND},
        {{.endpoint = PAIN_ENDPOINT_VISIT, .endpoint_visit = "b"}, PAIN_OK},
        {{.baseline = PAIN_BASELINE_VISIT,
          .baseline_visit = "a",
          .endpoint = PAIN_ENDPOINT_VISIT,
          .endpoint_visit = "a"},
         PAIN_EINVAL},
        {{.endpoint = PAIN_ENDPOINT_FOLLOW_UP}, PAIN_EINVAL},
        {{.endpoint = PAIN_ENDPOINT_FOLLOW_UP, .window_from = 9, .window_to = 8}, PAIN_EINVAL},
        {{.endpoint = PAIN_ENDPOINT_FOLLOW_UP, .window_from = -1, .window_to = 8}, PAIN_EINVAL},
        {{.endpoint = PAIN_ENDPOINT_FOLLOW_UP, .window_from = 8, .window_to = 8}, PAIN_OK},
        {{.choice = 3}, PAIN_EINVAL},
        {{.choice = -1}, PAIN_EINVAL},
        {{.planned = -1}, PAIN_EINVAL},
        {{.allowance = -1}, PAIN_EINVAL},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pain_course_rules rules = cases[i].rules;
        pain_courses *courses = (pain_courses *)table;
        pain_error error = {.code = 0};

        rules.size = sizeof rules;
        pain_status status = pain_courses_new(&courses, table, &rules, NULL, &error);

        ck_assert_msg(status == cases[i].status, "case %zu", i);
        ck_assert((courses == NULL) == (status != PAIN_OK));
        ck_assert_int_eq(error.code, status);
        ck_assert_uint_eq(strlen(error.text) > 0, status != PAIN_OK);
        pain_courses_free(courses);
    }
    pain_sessions_free(table);
}
END_TEST

START_TEST(older_and_missing_rules_mean_defaults)
{
    pain_sessions *table = table_of("nrs11", "p s1 7; p s2 6");
    pain_course_rules rules = rules_with(0, 0);
    pain_courses *courses;

    rules.size = offsetof(pain_course_rules, endpoint);
    rules.endpoint = 99;
    ck_assert_int_eq(pain_courses_new(&courses, table, &rules, NULL, NULL), PAIN_OK);
    pain_courses_free(courses);
    rules.size = 0;
    ck_assert_int_eq(pain_courses_new(&courses, table, &rules, NULL, NULL), PAIN_EINVAL);
    pain_sessions_free(table);
}
END_TEST

START_TEST(nothing_gives_nothing)
{
    pain_sessions *table = table_of("nrs11", "");
    pain_courses *courses = (pain_courses *)table;
    pain_error error;
    size_t n = 9;

    ck_assert_int_eq(pain_courses_new(&courses, table, NULL, NULL, &error), PAIN_EEMPTY);
    ck_assert_ptr_null(courses);
    ck_assert_int_eq(pain_courses_new(&courses, NULL, NULL, NULL, &error), PAIN_EINVAL);
    ck_assert_int_eq(pain_courses_new(NULL, table, NULL, NULL, NULL), PAIN_EINVAL);
    ck_assert_ptr_null(pain_courses_list(NULL, &n));
    ck_assert_uint_eq(n, 0);
    ck_assert_int_eq(pain_courses_unit(NULL), 1);
    ck_assert_uint_eq(pain_courses_groups(NULL), 0);
    ck_assert_ptr_null(pain_courses_group(NULL, 0));
    ck_assert_int_eq(pain_courses_are_assessments(NULL), 0);
    ck_assert_int_eq(pain_courses_scale(NULL).highest, 10);
    pain_courses_free(NULL);
    pain_sessions_free(table);
}
END_TEST

START_TEST(memory_that_runs_out_leaves_nothing_behind)
{
    pain_sessions *table = table_of("nrs11", "p s1 v=a g=x 7; p s2 v=b 6; q s2 v=b g=y 5; q s1 4");
    failing_allocator memory;
    pain_status status = PAIN_ENOMEM;
    size_t fail_at = 1;

    for (; status == PAIN_ENOMEM; fail_at++) {
        pain_courses *courses;
        pain_error error = {.code = 0};

        failing_allocator_init(&memory, fail_at);
        status = pain_courses_new(&courses, table, NULL, &memory.allocator, &error);
        ck_assert((courses == NULL) == (status != PAIN_OK));
        ck_assert_int_eq(error.code, status);
        pain_courses_free(courses);
        ck_assert_uint_eq(memory.live, 0);
    }
    ck_assert_int_eq(status, PAIN_OK);
    ck_assert_uint_gt(fail_at, 10);
    pain_sessions_free(table);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("course rules");
    TCase *tests = tcase_create("course rules");

    tcase_add_test(tests, rules_that_are_none_are_refused);
    tcase_add_test(tests, older_and_missing_rules_mean_defaults);
    tcase_add_test(tests, nothing_gives_nothing);
    tcase_add_test(tests, memory_that_runs_out_leaves_nothing_behind);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
