/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Courses under stated rules. Expected values are read off the rows by hand. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "painstat/course.h"
#include "support.h"

#define NONE     PAIN_SCORE_NONE
#define OFF      PAIN_SCORE_OFF_SCALE
#define OFF_STEP PAIN_SCORE_OFF_STEP
#define NEVER    PAIN_SCORE_NOT_REACHED

static pain_course_rules rules_with(int32_t baseline, int32_t endpoint)
{
    pain_course_rules rules;

    memset(&rules, 0, sizeof rules);
    rules.size = sizeof rules;
    rules.baseline = baseline;
    rules.endpoint = endpoint;
    return rules;
}

static pain_courses *courses_on(const char *scale, const char *rows, const pain_course_rules *rules)
{
    pain_sessions *table = table_of(scale, rows);
    pain_courses *courses;
    pain_error error;

    ck_assert_msg(pain_courses_new(&courses, table, rules, NULL, &error) == PAIN_OK, "%s", rows);
    pain_sessions_free(table);
    return courses;
}

/* The first course of the rows. */
static pain_course first_of(const char *scale, const char *rows, const pain_course_rules *rules)
{
    pain_courses *courses = courses_on(scale, rows, rules);
    size_t n;
    const pain_course *list = pain_courses_list(courses, &n);

    ck_assert_uint_ge(n, 1);
    pain_course first = list[0];

    pain_courses_free(courses);
    return first;
}

/* Rows, and what their course comes to. */
typedef struct {
    const char *rows;
    int64_t baseline, endpoint, last, worst;
} score_case;

static void check_scores(const score_case *cases, size_t n, const pain_course_rules *rules)
{
    for (size_t i = 0; i < n; i++) {
        pain_course c = first_of("nrs11", cases[i].rows, rules);

        ck_assert_msg(c.baseline == cases[i].baseline && c.endpoint == cases[i].endpoint &&
                          c.last == cases[i].last && c.worst == cases[i].worst,
                      "%s: got %d %d %d %d", cases[i].rows, (int)c.baseline, (int)c.endpoint,
                      (int)c.last, (int)c.worst);
    }
}

#define CHECK_SCORES(cases, rules) check_scores(cases, sizeof(cases) / sizeof *(cases), rules)

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
    /* The score after the last of the three is later than the baseline, that of the first is not. */
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

START_TEST(courses_of_a_patient_are_told_apart)
{
    static const char rows[] = "p s1 c=2 5; p s2 c=2 1; p s1 c=1 9; p s2 c=1 4; q s1 8; q s2 7";
    pain_course_rules rules = rules_with(0, 0);
    size_t n;

    pain_courses *first = courses_on("nrs11", rows, NULL);
    const pain_course *list = pain_courses_list(first, &n);

    ck_assert_uint_eq(n, 2);
    ck_assert(list[0].course == 1 && list[0].baseline == 9 && list[0].endpoint == 4);
    ck_assert(list[1].course == 0 && list[1].patient == 1 && list[1].baseline == 8);
    pain_courses_free(first);
    rules.choice = PAIN_COURSE_LAST;
    pain_courses *last = courses_on("nrs11", rows, &rules);

    list = pain_courses_list(last, &n);
    ck_assert_uint_eq(n, 2);
    ck_assert(list[0].course == 2 && list[0].baseline == 5 && list[0].endpoint == 1);
    pain_courses_free(last);
    rules.choice = PAIN_COURSE_ALL;
    pain_courses *all = courses_on("nrs11", rows, &rules);

    list = pain_courses_list(all, &n);
    ck_assert_uint_eq(n, 3);
    ck_assert(list[0].course == 1 && list[1].course == 2 && list[2].patient == 1);
    pain_courses_free(all);
}
END_TEST

START_TEST(an_intake_without_a_course_belongs_to_the_first)
{
    static const char rows[] = "p e 9; p s1 c=1 ->4; p s2 c=1 6; p s1 c=3 5; p s2 c=3 2; p f d=9 8";
    pain_course_rules rules = rules_with(0, 0);
    size_t n;

    rules.choice = PAIN_COURSE_ALL;
    pain_courses *courses = courses_on("nrs11", rows, &rules);
    const pain_course *list = pain_courses_list(courses, &n);

    ck_assert_uint_eq(n, 2);
    ck_assert(list[0].course == 1 && list[0].baseline == 9 && list[0].endpoint == 6);
    ck_assert(list[1].course == 3 && list[1].baseline == 5);
    pain_courses_free(courses);
    /* With sessions of its own, course 0 is a course. */
    courses = courses_on("nrs11", "p e 9; p s1 4; p s1 c=1 5", &rules);
    list = pain_courses_list(courses, &n);
    ck_assert_uint_eq(n, 2);
    ck_assert(list[0].course == 0 && list[0].baseline == 4 && list[1].course == 1);
    pain_courses_free(courses);
}
END_TEST

START_TEST(groups_are_ordered_numbers_first_by_value)
{
    static const char *const want[] = {"-1", "2", "2.0", "10", "10a", "A", "b"};
    pain_courses *courses =
        courses_on("nrs11",
                   "p1 g=b s1 1; p2 g=10 s1 1; p3 g=2 s1 1; p4 s1 1; p5 g=A s1 1; p6 g=-1 s1 1;"
                   "p7 g=2.0 s1 1; p8 g=10a s1 1; p1 s2 g=A 1",
                   NULL);
    static const uint32_t group_of[] = {6, 3, 1, PAIN_NO_GROUP, 5, 0, 2, 4};
    size_t n;
    const pain_course *list = pain_courses_list(courses, &n);

    ck_assert_uint_eq(pain_courses_groups(courses), 7);
    for (uint32_t i = 0; i < 7; i++)
        ck_assert_str_eq(pain_courses_group(courses, i), want[i]);
    ck_assert_ptr_null(pain_courses_group(courses, 7));
    ck_assert_ptr_null(pain_courses_group(courses, PAIN_NO_GROUP));
    for (size_t i = 0; i < n; i++)
        ck_assert_uint_eq(list[i].group, group_of[i]);
    pain_courses_free(courses);
}
END_TEST

START_TEST(tables_of_assessments_are_told)
{
    static const struct {
        const char *rows;
        int are;
    } cases[] = {
        {"p v=1 a 7", 1}, {"p s1 7", 0},           {"p v=1 a 7; p s1 7", 0},
        {"p e 7", 0},     {"p v=1 a 7; p f 7", 1},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pain_courses *courses = courses_on("nrs11", cases[i].rows, NULL);

        ck_assert_int_eq(pain_courses_are_assessments(courses), cases[i].are);
        pain_courses_free(courses);
    }
    pain_course c = first_of("nrs11", "p v=1 a -; q v=1 a 7", NULL);

    ck_assert_uint_eq(c.flags & PAIN_COURSE_STARTED, 0);
    ck_assert_int_eq(c.sessions, 0);
}
END_TEST

/* One therapy written on other scales: the same steps from the pain-free end. */
START_TEST(other_scales_give_the_same_courses)
{
    static const struct {
        const char *scale, *rows;
    } cases[] = {
        {"nrs11", "p s1 7>3; p s2 9>2; p s3 4>1"},
        {"nrs11:reversed", "p s1 3>7; p s2 1>8; p s3 6>9"},
        {"0:1:0.1", "p s1 0.7>0.3; p s2 .9>.2; p s3 0.40>1e-1"},
        {"1:11:1", "p s1 8>4; p s2 10>3; p s3 5>2"},
        {"0:100:10:reversed", "p s1 30>70; p s2 10>80; p s3 60>90"},
        {"-5:5:1", "p s1 2>-2; p s2 4>-3; p s3 -1>-4"},
    };
    pain_course want = first_of(cases[0].scale, cases[0].rows, NULL);

    ck_assert(want.baseline == 7 && want.endpoint == 4 && want.worst == 9 && want.relief == 14);
    for (size_t i = 1; i < sizeof cases / sizeof *cases; i++) {
        pain_course got = first_of(cases[i].scale, cases[i].rows, NULL);

        ck_assert_msg(memcmp(&got, &want, sizeof got) == 0, "%s", cases[i].scale);
    }
    want = first_of("vas100", "p s1 77; p s2 31", NULL);
    ck_assert(want.baseline == 77 && want.endpoint == 31);
    want = first_of("1:5:1", "p v=1 a 5; p v=2 a 1", NULL);
    ck_assert(want.baseline == 4 && want.endpoint == 0);
}
END_TEST

/* Every order of six rows of one patient: where number, day or visit tells the order of occasions,
 * the order of the file does not matter. */
static void check_permutations(const char *const rows[6])
{
    pain_course want;
    int order[6] = {0, 1, 2, 3, 4, 5};

    for (int p = 0; p < 720; p++) {
        char text[512] = "";
        int rest = p, left[6] = {0, 1, 2, 3, 4, 5};

        for (int i = 0; i < 6; i++) {
            int at = rest % (6 - i);

            rest /= 6 - i;
            order[i] = left[at];
            memmove(left + at, left + at + 1, (size_t)(5 - i - at) * sizeof *left);
            strcat(strcat(text, rows[order[i]]), ";");
        }
        pain_course got = first_of("nrs11", text, NULL);

        if (p == 0)
            want = got;
        ck_assert_msg(memcmp(&got, &want, sizeof got) == 0, "%s", text);
    }
    ck_assert_int_eq(want.baseline, 8);
    ck_assert_int_eq(want.endpoint, 2);
    ck_assert_int_eq(want.worst, 9);
}

START_TEST(the_order_of_rows_does_not_matter)
{
    static const char *const numbered[6] = {"p s1 8>3 of=4",   "p s2 9>3",  "p s3 4>3",
                                            "p s4 2>3 x=well", "p e d=1 7", "p f d=99 1"};
    static const char *const dated[6] = {"p s d=1 8>3", "p s d=2 9>3", "p s d=3 4>3",
                                         "p s d=4 2>3", "p e d=0 7",   "p f d=99 1"};
    static const char *const visits[6] = {"p a v=1 8", "p a v=2 9", "p a v=3 4",
                                          "p a v=4 5", "p a v=9 6", "p a v=10 2"};
    static const char *const halves[6] = {"p s1 8",  "p s1 >7", "p s2 9",
                                          "p s2 >1", "p s3 2",  "p s3 >0"};

    check_permutations(numbered);
    check_permutations(dated);
    check_permutations(visits);
    check_permutations(halves);
}
END_TEST

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

/* 100,000 rows: one patient after another, then shuffled by a step that is prime to the count. */
START_TEST(many_rows_in_any_order_give_the_same_courses)
{
    const int n = 100000;
    int64_t sums[2] = {0, 0};

    for (int shuffled = 0; shuffled < 2; shuffled++) {
        pain_sessions *table = table_of("nrs11", "");
        pain_courses *courses;
        size_t count;

        for (int i = 0; i < n; i++) {
            int64_t at = shuffled ? (int64_t)i * 7919 % n : i;
            char row[64];

            (void)snprintf(row, sizeof row, "p%d s%d %d>%d", (int)(at / 10), (int)(at % 10 + 1),
                           (int)(at * 31 % 11), (int)(at * 17 % 11));
            ck_assert_int_eq(append_text(table, row, 0, NULL), PAIN_OK);
        }
        ck_assert_int_eq(pain_courses_new(&courses, table, NULL, NULL, NULL), PAIN_OK);
        const pain_course *list = pain_courses_list(courses, &count);

        ck_assert_uint_eq(count, 10000);
        for (size_t i = 0; i < count; i++)
            sums[shuffled] += list[i].baseline * 1000003 + list[i].endpoint * list[i].relief;
        pain_courses_free(courses);
        pain_sessions_free(table);
    }
    ck_assert(sums[0] == sums[1]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("course");
    TCase *tests = tcase_create("course");

    tcase_set_timeout(tests, 60);
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
    tcase_add_test(tests, courses_of_a_patient_are_told_apart);
    tcase_add_test(tests, an_intake_without_a_course_belongs_to_the_first);
    tcase_add_test(tests, groups_are_ordered_numbers_first_by_value);
    tcase_add_test(tests, tables_of_assessments_are_told);
    tcase_add_test(tests, other_scales_give_the_same_courses);
    tcase_add_test(tests, the_order_of_rows_does_not_matter);
    tcase_add_test(tests, rules_that_are_none_are_refused);
    tcase_add_test(tests, older_and_missing_rules_mean_defaults);
    tcase_add_test(tests, nothing_gives_nothing);
    tcase_add_test(tests, memory_that_runs_out_leaves_nothing_behind);
    tcase_add_test(tests, many_rows_in_any_order_give_the_same_courses);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
