/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scales, and the scores on them. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "data/scale.h"
#include "support.h"

static pain_scale scale_of(const char *text)
{
    pain_scale scale;

    ck_assert_msg(pain_scale_parse(text, &scale) == PAIN_OK, "%s", text);
    return scale;
}

START_TEST(scales_are_read_and_written)
{
    static const struct {
        const char *text, *written;
        int32_t steps;
        double step;
    } rows[] = {
        {"nrs11", "0:10:1", 10, 1.0},
        {"vas100", "0:100:1", 100, 1.0},
        {"vas10", "0:10:0.1", 100, 0.1},
        {"0-1", "0:1:0.01", 100, 0.01},
        {"nrs11:reversed", "0:10:1:reversed", 10, 1.0},
        {"0:100:1:reversed", "0:100:1:reversed", 100, 1.0},
        {"1:5:1", "1:5:1", 4, 1.0},
        {"-3:3:0.5", "-3:3:0.5", 12, 0.5},
        {"-0.5:0.50:0.25", "-0.5:0.5:0.25", 4, 0.25},
        {"0:1:0.000001", "0:1:0.000001", 1000000, 1e-6},
        {"-999999999999:1:1000000000000", "-999999999999:1:1000000000000", 1, 1e12},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pain_scale scale = scale_of(rows[i].text);
        char text[64];

        ck_assert_int_eq(pain_scale_check(&scale), PAIN_OK);
        pain_scale_format(&scale, text, sizeof text);
        ck_assert_str_eq(text, rows[i].written);
        ck_assert_int_eq(pain_scale_steps(&scale), rows[i].steps);
        ck_assert(pain_scale_step(&scale) == rows[i].step);
    }
}
END_TEST

START_TEST(a_text_that_is_no_scale_gives_nrs11_and_a_reason)
{
    static const struct {
        const char *text;
        pain_status status;
    } rows[] = {
        {"", PAIN_ESYNTAX},
        {"NRS11", PAIN_ESYNTAX},
        {"0:10", PAIN_ESYNTAX},
        {"0:10:1:", PAIN_ESYNTAX},
        {"0:10:1:upside", PAIN_ESYNTAX},
        {"0:10:1:2", PAIN_ESYNTAX},
        {"0:10:x", PAIN_ESYNTAX},
        {"0:10:0,5", PAIN_ESYNTAX},
        {" 0:10:1", PAIN_ESYNTAX},
        {":reversed", PAIN_ESYNTAX},
        {"10:0:1", PAIN_EINVAL},
        {"0:0:1", PAIN_EINVAL},
        {"0:10:0", PAIN_EINVAL},
        {"0:10:-1", PAIN_EINVAL},
        {"0:10:3", PAIN_EINVAL},
        {"0:1000001:1", PAIN_EINVAL},
        {"0:1:0.0000001", PAIN_EINVAL},
        {"0:1000000000001:1000000000001", PAIN_EINVAL},
        {"0:1e300:1e300", PAIN_EINVAL},
        {"0:999999999999999999:0.5", PAIN_EINVAL},
        {NULL, PAIN_EINVAL},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pain_scale scale = {1, 2, 3, 4, 5};

        ck_assert_msg(pain_scale_parse(rows[i].text, &scale) == rows[i].status, "%s", rows[i].text);
        ck_assert_int_eq(scale.highest, 10);
        ck_assert_int_eq(pain_scale_check(&scale), PAIN_OK);
    }
}
END_TEST

START_TEST(a_written_scale_is_cut_to_its_buffer)
{
    char text[4] = "abc";

    pain_scale_format(NULL, text, 0);
    ck_assert_str_eq(text, "abc");
    pain_scale_format(NULL, text, sizeof text);
    ck_assert_str_eq(text, "0:1");
}
END_TEST

START_TEST(a_struct_that_is_no_scale_has_no_scores)
{
    static const pain_scale rows[] = {
        {0, 10, 1, -1, 0}, {0, 10, 1, 7, 0}, {0, 10, 1, 0, 2}, {0, 10, 1, 0, -1},
        {10, 0, 1, 0, 0},  {0, 10, 0, 0, 0}, {0, 10, 3, 0, 0}, {INT64_MIN, INT64_MAX, 1, 0, 0},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[8] = "x";

        ck_assert_int_eq(pain_scale_check(&rows[i]), PAIN_EINVAL);
        ck_assert_int_eq(pain_scale_steps(&rows[i]), 0);
        ck_assert(isnan(pain_scale_step(&rows[i])));
        ck_assert_int_eq(pain_scale_score(&rows[i], 5.0), PAIN_SCORE_NONE);
        ck_assert(isnan(pain_scale_value(&rows[i], 5)));
        pain_scale_format(&rows[i], text, sizeof text);
        ck_assert_str_eq(text, "");
    }
}
END_TEST

START_TEST(no_scale_means_nrs11)
{
    ck_assert_int_eq(pain_scale_check(NULL), PAIN_OK);
    ck_assert_int_eq(pain_scale_steps(NULL), 10);
    ck_assert(pain_scale_step(NULL) == 1.0);
    ck_assert_int_eq(pain_scale_score(NULL, 7.0), 7);
    ck_assert(pain_scale_value(NULL, 7) == 7.0);
}
END_TEST

START_TEST(scores_count_from_the_pain_free_end)
{
    static const struct {
        const char *scale;
        double value;
        pain_score score;
    } rows[] = {
        {"nrs11", 0.0, 0},
        {"nrs11", -0.0, 0},
        {"nrs11", 10.0, 10},
        {"nrs11:reversed", 0.0, 10},
        {"nrs11:reversed", 10.0, 0},
        {"nrs11:reversed", 7.0, 3},
        {"vas10", 3.3, 33},
        {"vas10", 0.1 + 0.2, 3},
        {"0-1", 0.29, 29},
        {"0-1:reversed", 0.29, 71},
        {"1:5:1", 1.0, 0},
        {"1:5:1", 5.0, 4},
        {"1:5:1:reversed", 5.0, 0},
        {"-3:3:0.5", -2.5, 1},
        {"nrs11", 99.0, PAIN_SCORE_OFF_SCALE},
        {"nrs11", -1.0, PAIN_SCORE_OFF_SCALE},
        {"nrs11", -0.5, PAIN_SCORE_OFF_SCALE},
        {"nrs11", 10.5, PAIN_SCORE_OFF_SCALE},
        {"nrs11", INFINITY, PAIN_SCORE_OFF_SCALE},
        {"nrs11", -INFINITY, PAIN_SCORE_OFF_SCALE},
        {"1:5:1", 0.0, PAIN_SCORE_OFF_SCALE},
        {"nrs11", 3.5, PAIN_SCORE_OFF_STEP},
        {"nrs11", 2.14285714285714, PAIN_SCORE_OFF_STEP},
        {"vas10", 3.35, PAIN_SCORE_OFF_STEP},
        {"nrs11", NAN, PAIN_SCORE_NONE},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pain_scale scale = scale_of(rows[i].scale);

        ck_assert_msg(pain_scale_score(&scale, rows[i].value) == rows[i].score, "%s %g",
                      rows[i].scale, rows[i].value);
    }
}
END_TEST

START_TEST(a_value_within_a_billionth_of_a_step_is_that_step)
{
    pain_scale fine = scale_of("0:1:0.000001");

    ck_assert_int_eq(pain_scale_score(NULL, 7.0 + 0.9e-9), 7);
    ck_assert_int_eq(pain_scale_score(NULL, 7.0 - 0.9e-9), 7);
    ck_assert_int_eq(pain_scale_score(NULL, 7.0 + 1.1e-9), PAIN_SCORE_OFF_STEP);
    ck_assert_int_eq(pain_scale_score(NULL, 10.0 + 0.9e-9), 10);
    ck_assert_int_eq(pain_scale_score(NULL, 10.0 + 1.1e-9), PAIN_SCORE_OFF_SCALE);
    ck_assert_int_eq(pain_scale_score(NULL, -0.9e-9), 0);
    ck_assert_int_eq(pain_scale_score(&fine, 0.5 + 0.9e-15), 500000);
    ck_assert_int_eq(pain_scale_score(&fine, 0.5 + 1.2e-15), PAIN_SCORE_OFF_STEP);
}
END_TEST

START_TEST(values_and_scores_go_both_ways_on_every_step)
{
    static const char *const rows[] = {
        "nrs11",        "vas100",
        "vas10",        "0-1",
        "1:5:1",        "-3:3:0.5",
        "0:1:0.000001", "999999:1000000:0.000001",
        "0-1:reversed", "-1:1:0.001:reversed",
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pain_scale scale = scale_of(rows[i]);
        int32_t top = pain_scale_steps(&scale);

        for (pain_score score = 0; score <= top; score += 1 + top / 5000)
            ck_assert_int_eq(pain_scale_score(&scale, pain_scale_value(&scale, score)), score);
        ck_assert(isnan(pain_scale_value(&scale, top + 1)));
        ck_assert(isnan(pain_scale_value(&scale, PAIN_SCORE_NONE)));
        ck_assert(isnan(pain_scale_value(&scale, PAIN_SCORE_OFF_SCALE)));
    }
}
END_TEST

START_TEST(text_is_scored_exactly)
{
    static const struct {
        const char *scale, *text;
        pain_score score;
    } rows[] = {
        {"nrs11", "7", 7},
        {"nrs11", "7.0", 7},
        {"nrs11", "1e1", 10},
        {"nrs11:reversed", "7", 3},
        {"vas10", "3,3", 33},
        {"0-1", "0.29", 29},
        {"-3:3:0.5", "-2.5", 1},
        {"1:5:1", "1", 0},
        {"nrs11", "2.14285714285714", PAIN_SCORE_OFF_STEP},
        {"nrs11", "7.0000000001", PAIN_SCORE_OFF_STEP},
        {"nrs11", "7.0000000000000000000000001", PAIN_SCORE_OFF_STEP},
        {"nrs11", "1e-30", PAIN_SCORE_OFF_STEP},
        {"vas10", "3.35", PAIN_SCORE_OFF_STEP},
        {"nrs11", "99", PAIN_SCORE_OFF_SCALE},
        {"nrs11", "1e99", PAIN_SCORE_OFF_SCALE},
        {"nrs11", "-1e99", PAIN_SCORE_OFF_SCALE},
        {"nrs11", "10.0000001", PAIN_SCORE_OFF_SCALE},
        {"nrs11", "-0.0000001", PAIN_SCORE_OFF_SCALE},
        {"-3:3:0.5", "-3.01", PAIN_SCORE_OFF_SCALE},
    };
    pain_score score = 0;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pain_scale scale = scale_of(rows[i].scale);

        ck_assert_int_eq(
            pain__scale_score_text(&scale, rows[i].text, strlen(rows[i].text), ".,", &score),
            PAIN_OK);
        ck_assert_msg(score == rows[i].score, "%s %s: %d", rows[i].scale, rows[i].text, score);
    }
    ck_assert_int_eq(pain__scale_score_text(NULL, "seven", 5, ".", &score), PAIN_EVALUE);
    ck_assert_int_eq(score, PAIN_SCORE_NONE);
}
END_TEST

START_TEST(one_scale_written_in_two_ways_is_one_scale)
{
    pain_scale tenths = {0, 100, 10, 1, PAIN_HIGHER_IS_WORSE};
    pain_scale plain = pain_scale_nrs11(), reversed = scale_of("nrs11:reversed");

    ck_assert(pain__scale_equal(&tenths, &plain));
    ck_assert(!pain__scale_equal(&reversed, &plain));
    tenths.highest = 110;
    ck_assert(!pain__scale_equal(&tenths, &plain));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("scale");
    TCase *tests = tcase_create("scale");

    tcase_add_test(tests, scales_are_read_and_written);
    tcase_add_test(tests, a_text_that_is_no_scale_gives_nrs11_and_a_reason);
    tcase_add_test(tests, a_written_scale_is_cut_to_its_buffer);
    tcase_add_test(tests, a_struct_that_is_no_scale_has_no_scores);
    tcase_add_test(tests, no_scale_means_nrs11);
    tcase_add_test(tests, scores_count_from_the_pain_free_end);
    tcase_add_test(tests, a_value_within_a_billionth_of_a_step_is_that_step);
    tcase_add_test(tests, values_and_scores_go_both_ways_on_every_step);
    tcase_add_test(tests, text_is_scored_exactly);
    tcase_add_test(tests, one_scale_written_in_two_ways_is_one_scale);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
