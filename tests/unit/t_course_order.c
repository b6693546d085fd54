/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows make a course, and in what order. Expected values are read off the rows by hand. */
#include <config.h>

#include <string.h>

#include "course_support.h"
#include "fixture.h"
#include "painstat/course.h"
#include "support.h"

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

/* Sessions 1 to n of one patient in an order that is as good as any; session k has score k % 11.
 * Those of even n have days only. */
START_TEST(however_many_rows_a_patient_has_they_come_in_order)
{
    for (int n = 1; n <= 150; n++) {
        pain_sessions *table = table_of("nrs11", "");
        pain_courses *courses;
        size_t count;

        for (int i = 0; i < n; i++) {
            int k = (int)((int64_t)i * 7919 % n) + 1;
            char row[64];

            (void)snprintf(row, sizeof row, n % 2 == 0 ? "p s d=%d %d" : "p s%d %d", k, k % 11);
            ck_assert_int_eq(append_text(table, row, 0, NULL), PAIN_OK);
        }
        ck_assert_int_eq(pain_courses_new(&courses, table, NULL, NULL, NULL), PAIN_OK);
        const pain_course *list = pain_courses_list(courses, &count);

        ck_assert_uint_eq(count, 1);
        ck_assert_int_eq(list->baseline, 1);
        ck_assert_int_eq(list->sessions, n);
        ck_assert_int_eq(list->endpoint, n > 1 ? n % 11 : PAIN_SCORE_NOT_REACHED);
        pain_courses_free(courses);
        pain_sessions_free(table);
    }
}
END_TEST

/* Rows of one number and kind go by their day: an assessment between two sessions. */
START_TEST(of_two_rows_with_one_number_the_day_tells)
{
    pain_course_rules rules = rules_with(PAIN_BASELINE_MEAN, 0);
    static const score_case cases[] = {{"p a1 d=5 3; p s2 d=9 2; p s1 d=1 8", 8, 2, 2, 8}};

    CHECK_SCORES(cases, NULL);
    rules.baseline_scores = 2;
    pain_course course =
        first_of("nrs11", "p a1 d=5 3; p s2 d=9 2; p s1 d=1 8; p s3 d=12 1", &rules);

    ck_assert(course.baseline == 10 && course.endpoint == 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("course order");
    TCase *tests = tcase_create("course order");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, courses_of_a_patient_are_told_apart);
    tcase_add_test(tests, an_intake_without_a_course_belongs_to_the_first);
    tcase_add_test(tests, groups_are_ordered_numbers_first_by_value);
    tcase_add_test(tests, tables_of_assessments_are_told);
    tcase_add_test(tests, other_scales_give_the_same_courses);
    tcase_add_test(tests, the_order_of_rows_does_not_matter);
    tcase_add_test(tests, many_rows_in_any_order_give_the_same_courses);
    tcase_add_test(tests, however_many_rows_a_patient_has_they_come_in_order);
    tcase_add_test(tests, of_two_rows_with_one_number_the_day_tells);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
