/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores of courses under stated rules. Expected values are read off the rows by hand. */
#include <config.h>

#include "course_support.h"
#include "painstat/course.h"
#include "support.h"

START_TEST(the_default_is_first_before_to_last_before)
{
    static const score_case cases[] = {
        {"p s1 7>3; p s2 6>2", 7, 6, 6, 7},
        {"p s1 7>3; p s2 6>2; p s3 4>1", 7, 4, 4, 7},
        {"p s1 7>3; p s2 9>2; p s3 4>1", 7, 4, 4, 9},
        {"p s1 7>3; p s2 6>2; p s3 ->1", 7, 6, 6, 7},
        {"p s1 0>0; p s2 0>0", 0, 0, 0, 0},
        {"p s1 7>3", 7, NEVER, NEVER, 7},
        {"p s1 7>3; p s2 ->2", 7, NONE, NONE, 7},
        {"p s1 7>3; p s2 !>2", 7, OFF, OFF, 7},
        {"p s1 7>3; p s2 ~>2", 7, OFF_STEP, OFF_STEP, 7},
        {"p s1 ->3; p s2 6>2", NONE, 6, 6, 6},
        {"p s1 !>3; p s2 6>2", OFF, 6, 6, 6},
        {"p s1 ->3", NONE, NEVER, NEVER, NONE},
        {"p s1 7>3; p s2 6>2; p f1 d=90 9", 7, 6, 6, 7},
        {"p s3 5; p s4 2", 5, 2, 2, 5},
    };

    CHECK_SCORES(cases, NULL);
}
END_TEST

START_TEST(an_evaluation_stands_in_for_a_missing_first_score)
{
    static const score_case cases[] = {
        {"p e 8; p s1 7>3; p s2 6>2", 7, 6, 6, 7},
        {"p e 8; p s1 ->3; p s2 6>2", 8, 6, 6, 8},
        {"p e d=1 8; p e d=2 9>1; p s1 !>3; p s2 6>2", 9, 6, 6, 9},
        {"p e d=2 9; p e d=1 8; p s1 ->3; p s2 6>2", 9, 6, 6, 9},
        {"p e d=1 8; p e d=2 ->3; p s1 ->3; p s2 6>2", 8, 6, 6, 8},
        {"p e ->3; p s1 ->3; p s2 6>2", NONE, 6, 6, 6},
        {"p e 8", 8, NEVER, NEVER, 8},
        {"p e 8>3; p f d=9 2", 8, NEVER, NEVER, 8},
        {"p f d=9 2", NEVER, NEVER, NEVER, NEVER},
    };

    CHECK_SCORES(cases, NULL);
}
END_TEST

START_TEST(the_last_score_after_may_be_of_the_baselines_session)
{
    static const score_case cases[] = {
        {"p s1 7>3", 7, 3, 3, 7},
        {"p s1 7>3; p s2 6>2", 7, 2, 2, 7},
        {"p s1 7>9; p s2 6>2; p s3 5", 7, 2, 2, 9},
        {"p s1 7; p s2 6", 7, NONE, NONE, 7},
        {"p s1 ->3", NONE, 3, 3, 3},
        {"p e 8; p s1 ->3", 8, 3, 3, 8},
        {"p e 8>1; p f 3", 8, NEVER, NEVER, 8},
    };
    pain_course_rules rules = rules_with(PAIN_BASELINE_FIRST, PAIN_ENDPOINT_LAST_AFTER);

    CHECK_SCORES(cases, &rules);
}
END_TEST

START_TEST(a_course_that_ended_early_has_no_last_score)
{
    static const score_case cases[] = {
        {"p s1 of=3 7>3; p s2 6>2", 7, NEVER, 6, 7},
        {"p s1 of=3 7>3; p s2 6>2; p s3 5>1", 7, 5, 5, 7},
        {"p s1 of=3 7>3; p s2 6>2 x=well", 7, 6, 6, 7},
        {"p s1 of=3 7>3; p s2 6>2 x=completed", 7, 6, 6, 7},
        {"p s1 of=3 7>3; p s2 6>2 x=norelief", 7, NEVER, 6, 7},
        {"p s1 7>3; p s2 6>2 x=adverse", 7, NEVER, 6, 7},
        {"p s1 7>3; p s2 6>2 x=moved", 7, NEVER, 6, 7},
        {"p s1 of=2 7>3; p s2 6>2 x=moved", 7, 6, 6, 7},
        {"p s1 of=2 7>3; p s2 of=9 6>2", 7, NEVER, 6, 7},
        {"p s1 of=3 7>3", 7, NEVER, NEVER, 7},
    };

    CHECK_SCORES(cases, NULL);
    pain_course_rules rules = rules_with(PAIN_BASELINE_FIRST, PAIN_ENDPOINT_LAST_AFTER);
    static const score_case after[] = {{"p s1 of=3 7>3; p s2 6>2", 7, NEVER, 2, 7}};

    CHECK_SCORES(after, &rules);
}
END_TEST

START_TEST(plan_and_allowance_of_the_rules_count_where_rows_are_silent)
{
    static const struct {
        const char *rows;
        int32_t planned, allowance;
        uint32_t flags;
    } cases[] = {
        {"p s1 7; p s2 6", 0, 0, PAIN_COURSE_STARTED | PAIN_COURSE_COMPLETED},
        {"p s1 7", 0, 0, PAIN_COURSE_STARTED},
        {"p s1 7; p s2 6", 3, 0, PAIN_COURSE_STARTED | PAIN_COURSE_PLAN_KNOWN},
        {"p s1 7; p s2 6", 3, 1,
         PAIN_COURSE_STARTED | PAIN_COURSE_PLAN_KNOWN | PAIN_COURSE_COMPLETED},
        {"p s1 7; p s2 6", 2, 0,
         PAIN_COURSE_STARTED | PAIN_COURSE_PLAN_KNOWN | PAIN_COURSE_COMPLETED},
        {"p s1 of=2 7; p s2 6", 9, 0,
         PAIN_COURSE_STARTED | PAIN_COURSE_PLAN_KNOWN | PAIN_COURSE_COMPLETED},
        {"p s1 7; p s2 6 x=well", 9, 0,
         PAIN_COURSE_STARTED | PAIN_COURSE_PLAN_KNOWN | PAIN_COURSE_COMPLETED},
        {"p e 7", 9, 99, PAIN_COURSE_PLAN_KNOWN},
        {"p e 7 x=completed", 0, 0, PAIN_COURSE_PLAN_KNOWN},
        {"p e 7", 0, 0, 0},
        {"p s1 7; p s2 6; p f 3", 3, 0, PAIN_COURSE_STARTED | PAIN_COURSE_PLAN_KNOWN},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pain_course_rules rules = rules_with(0, 0);

        rules.planned = cases[i].planned;
        rules.allowance = cases[i].allowance;
        pain_course c = first_of("nrs11", cases[i].rows, &rules);

        ck_assert_msg((c.flags & ~(uint32_t)PAIN_COURSE_LATER_SCORE) == cases[i].flags, "%s %d",
                      cases[i].rows, (int)c.flags);
    }
}
END_TEST

START_TEST(the_mean_of_k_scores_is_exact)
{
    static const score_case cases[] = {
        /* mean of 7, 6, 6 is 19/3; others times 3 */
        {"p s1 7; p s2 6; p s3 6; p s4 2", 19, 6, 6, 19},
        {"p s1 7; p s2 6; p s3 6; p s4 7", 19, 21, 21, 21},
        {"p s1 7; p s2 -; p s3 6; p s4 6; p s5 2", 19, 6, 6, 19},
        {"p s1 7; p s2 6; p s3 6", 19, NEVER, NEVER, 19},
        {"p s1 7; p s2 6", NEVER, NEVER, NEVER, NEVER},
        {"p s1 7; p s2 !; p s3 6", OFF, NEVER, NEVER, OFF},
        {"p e 9; p s1 7; p s2 6", NEVER, NEVER, NEVER, NEVER},
    };
    pain_course_rules rules = rules_with(PAIN_BASELINE_MEAN, PAIN_ENDPOINT_LAST_BEFORE);

    rules.baseline_scores = 3;
    CHECK_SCORES(cases, &rules);
    pain_courses *courses = courses_on("nrs11", cases[0].rows, &rules);

    ck_assert_int_eq(pain_courses_unit(courses), 3);
    pain_courses_free(courses);
    /* The score after the last of the three is later than the baseline, that of the first is not.
     */
    static const score_case after[] = {{"p s1 7>1; p s2 6>1; p s3 6>4", 19, 12, 12, 19}};

    rules.endpoint = PAIN_ENDPOINT_LAST_AFTER;
    CHECK_SCORES(after, &rules);
}
END_TEST

START_TEST(session_k_is_found_by_its_number)
{
    static const score_case cases[] = {
        {"p s1 7; p s2 6; p s3 5; p s4 1", 7, 5, 5, 7},
        {"p s1 7; p s3 5; p s2 6", 7, 5, 5, 7},
        {"p s1 7; p s2 6; p s4 9", 7, NEVER, 6, 7},
        {"p s1 7; p s2 6; p s3 -; p s4 9", 7, NONE, 6, 7},
        {"p s1 of=9 7; p s2 6; p s3 5 x=norelief", 7, 5, 5, 7},
        {"p s3 5; p s4 1", 5, NEVER, NEVER, 5},
        {"p s 7; p s 6; p s 5; p s 1", 7, 5, 5, 7},
        {"p s d=3 5; p s d=1 7; p s d=2 6", 7, 5, 5, 7},
    };
    pain_course_rules rules = rules_with(PAIN_BASELINE_FIRST, PAIN_ENDPOINT_SESSION);

    rules.endpoint_session = 3;
    CHECK_SCORES(cases, &rules);
    static const score_case after[] = {
        {"p s1 7>6; p s2 6>5; p s3 5>4; p s4 1>0", 7, 4, 4, 7},
        {"p s1 7>6; p s2 6>5", 7, NEVER, 5, 7},
        {"p s3 5>4", 5, 4, 4, 5},
    };

    rules.endpoint = PAIN_ENDPOINT_SESSION_AFTER;
    CHECK_SCORES(after, &rules);
}
END_TEST

START_TEST(visits_are_found_by_name)
{
    static const score_case cases[] = {
        {"p v=in a 8; p v=mid a 5; p v=out a 2", 8, 2, 2, 8},
        {"p v=in a 8; p v=mid a 9; p v=out a -; q v=out 1", 8, NONE, 9, 9},
        {"p v=in a >8; p v=mid a 9; q v=out a 1", 8, NEVER, 9, 9},
        {"p v=in a -; p v=out a 2", NONE, 2, 2, 2},
        {"p v=out a 2; q v=in a 8", NEVER, 2, 2, 2},
        {"p v=in e 8; p s1 7>6; p s2 5>4; p v=out f 2", 8, 2, 2, 8},
        {"p v=in e 8; p s1 7>6; p s2 5>4; q v=out f 2", 8, NEVER, 5, 8},
        {"p v=in s1 8>1; p v=out s2 ->2", 8, 2, 2, 8},
        {"p v=in e 8; p v=out a 2; p v=far a 9", 8, 2, 2, 8},
        /* The rules say which visit is the earlier one, unless days or numbers do. */
        {"p v=out a 2; p v=in a 8", 8, 2, 2, 8},
        {"p v=out a d=1 2; p v=in a d=2 8", 8, NEVER, NEVER, 8},
    };
    pain_course_rules rules = rules_with(PAIN_BASELINE_VISIT, PAIN_ENDPOINT_VISIT);

    rules.baseline_visit = "in";
    rules.endpoint_visit = "out";
    CHECK_SCORES(cases, &rules);
}
END_TEST

START_TEST(assessments_go_from_the_tables_first_visit_to_its_last)
{
    static const score_case cases[] = {
        {"p v=1 a 8; p v=2 a 5; p v=10 a 2", 8, 2, 2, 8},
        {"p v=10 a 2; p v=2 a 5; p v=1 a 8", 8, 2, 2, 8},
        {"p v=1 a 8; p v=2 a 9; q v=10 a 2", 8, NEVER, 9, 9},
        {"p v=1 a 8; p v=2 a 5; p v=10 a !", 8, OFF, 5, 8},
        {"p v=2 a 5; p v=10 a 2; q v=1 a 8", NEVER, 2, 2, 5},
        {"p v=1 a 8; q v=2 a 5", 8, NEVER, NEVER, 8},
        {"p v=1 a 8; p v=2 a 5; p v=3 f 1", 8, 5, 5, 8},
        {"p v=1 e 9; p v=1 a 8; p v=2 a 5", 9, 5, 5, 9},
        {"p v=1 a of=9 x=adverse 8; p v=2 a 5", 8, 5, 5, 8},
        /* by the earliest day */
        {"p v=late a d=40 2; p v=in a d=1 8; p v=mid a d=9 5", 8, 2, 2, 8},
        /* by first appearance: q's file order makes "out" the last visit */
        {"q v=in a 1; q v=mid a 2; q v=out a 3; p v=out a 2; p v=in a 8", 1, 3, 3, 3},
        /* by number where there are no visits */
        {"p a1 8; p a3 5; p a2 6", 8, 5, 5, 8},
        {"p a1 8; p a2 6; q a3 5", 8, NEVER, 6, 8},
        {"p a2 6; p a3 5; q a1 5", NEVER, 5, 5, 6},
        /* each patient's own order where there is nothing else */
        {"p a 8; p a 6; p a 5", 8, 5, 5, 8},
        {"p a d=9 5; p a d=1 8; q a d=99 1", 8, 5, 5, 8},
        {"p a d=1 8", 8, NEVER, NEVER, 8},
        {"p a v=1 8", 8, NEVER, NEVER, 8},
    };

    CHECK_SCORES(cases, NULL);
    pain_course_rules rules = rules_with(PAIN_BASELINE_FIRST, PAIN_ENDPOINT_LAST_VISIT);

    CHECK_SCORES(cases, &rules);
}
END_TEST

START_TEST(the_last_visit_of_a_table_with_sessions_is_an_assessment)
{
    static const score_case cases[] = {
        {"p s1 7; p s2 6; p v=1 a 3; p v=2 a 2", 7, 2, 2, 7},
        {"p s1 7; p s2 6; p v=1 a 3; q v=2 a 2", 7, NEVER, 3, 7},
        {"p s1 7; p s2 6", 7, NEVER, NEVER, 7},
    };
    pain_course_rules rules = rules_with(PAIN_BASELINE_FIRST, PAIN_ENDPOINT_LAST_VISIT);

    CHECK_SCORES(cases, &rules);
}
END_TEST

START_TEST(a_follow_up_is_taken_from_its_window)
{
    /* window 30 to 90 days after the last session, middle 60 */
    static const score_case cases[] = {
        {"p s1 d=0 7; p s2 d=10 5; p f d=70 2", 7, 2, 2, 7},
        {"p s1 d=0 7; p s2 d=10 5; p f d=45 1; p f d=75 2; p f d=100 3", 7, 2, 3, 7},
        {"p s1 d=0 7; p s2 d=10 5; p f d=60 1; p f d=80 2", 7, 2, 2, 7},
        {"p s1 d=0 7; p s2 d=10 5; p f d=40 1", 7, 1, 1, 7},
        {"p s1 d=0 7; p s2 d=10 5; p f d=100 1", 7, 1, 1, 7},
        {"p s1 d=0 7; p s2 d=10 5; p f d=39 1", 7, NEVER, 1, 7},
        {"p s1 d=0 7; p s2 d=10 5; p f d=101 9", 7, NEVER, 5, 7},
        {"p s1 d=0 7; p s2 d=10 5; p f d=70 -", 7, NONE, 5, 7},
        {"p s1 d=0 7; p s2 d=10 5; p f d=70 -; p f d=45 4", 7, 4, 4, 7},
        {"p s1 d=0 7; p s2 5; p f d=70 2", 7, NEVER, 5, 7},
        {"p s1 d=0 7; p s2 d=10 5; p f v=late 2", 7, NEVER, 5, 7},
        {"p s1 d=-9223372036854775807 7; p f d=9223372036854775807 2", 7, NEVER, NEVER, 7},
        {"p f d=70 2", NEVER, NEVER, NEVER, NEVER},
        {"p s1 d=0 of=9 7; p f d=60 2", 7, 2, 2, 7},
    };
    pain_course_rules rules = rules_with(PAIN_BASELINE_FIRST, PAIN_ENDPOINT_FOLLOW_UP);

    rules.window_from = 30;
    rules.window_to = 90;
    CHECK_SCORES(cases, &rules);
}
END_TEST

START_TEST(days_of_follow_up_count_from_the_last_session_attended)
{
    static const score_case cases[] = {
        {"p a v=1 d=0 7; p a v=2 d=10 -; p f d=30 2", 7, 2, 2, 7},
        {"p a v=1 d=0 7; p a v=2 d=10 5; p f d=30 2", 7, NEVER, 2, 7},
    };
    pain_course_rules rules = rules_with(PAIN_BASELINE_FIRST, PAIN_ENDPOINT_FOLLOW_UP);

    rules.window_from = 25;
    rules.window_to = 90;
    CHECK_SCORES(cases, &rules);
}
END_TEST

START_TEST(relief_within_sessions_is_summed)
{
    pain_course c =
        first_of("nrs11", "p e 9>1; p s1 7>3; p s2 6>; p s3 >1; p s4 2>5; p f 9>0", NULL);

    ck_assert_int_eq(c.sessions, 4);
    ck_assert_int_eq(c.relief_sessions, 2);
    ck_assert_int_eq(c.relief, 4 - 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("course");
    TCase *tests = tcase_create("course");

    tcase_add_test(tests, the_default_is_first_before_to_last_before);
    tcase_add_test(tests, an_evaluation_stands_in_for_a_missing_first_score);
    tcase_add_test(tests, the_last_score_after_may_be_of_the_baselines_session);
    tcase_add_test(tests, a_course_that_ended_early_has_no_last_score);
    tcase_add_test(tests, plan_and_allowance_of_the_rules_count_where_rows_are_silent);
    tcase_add_test(tests, the_mean_of_k_scores_is_exact);
    tcase_add_test(tests, session_k_is_found_by_its_number);
    tcase_add_test(tests, visits_are_found_by_name);
    tcase_add_test(tests, assessments_go_from_the_tables_first_visit_to_its_last);
    tcase_add_test(tests, the_last_visit_of_a_table_with_sessions_is_an_assessment);
    tcase_add_test(tests, a_follow_up_is_taken_from_its_window);
    tcase_add_test(tests, days_of_follow_up_count_from_the_last_session_attended);
    tcase_add_test(tests, relief_within_sessions_is_summed);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
