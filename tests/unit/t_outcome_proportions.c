/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proportions of a cohort: responders, near zero, worsened; their cuts, and who stands in the
 * denominator. */
#include <config.h>

#include <math.h>

#include "painstat/outcome.h"
#include "support.h"

static const double nrs12_b[] = {8, 7, 6, 9, 5, 4, 10, 7, 3, 6, 8, 5};
static const double nrs12_e[] = {1, 0, 0, 2, 5, 0, 1, 3, 4, 0, 0, 1};

static pain_cohort *cohort_of(const double *b, const double *e, size_t n, const char *scale_text,
                              pain_missing_rule missing)
{
    pain_scale scale;
    pain_cohort *cohort = NULL;

    ck_assert_int_eq(pain_scale_parse(scale_text, &scale), PAIN_OK);
    ck_assert_int_eq(pain_cohort_from_arrays(&cohort, b, e, n, &scale, missing, NULL), PAIN_OK);
    return cohort;
}

static pain_cohort *observed(const double *b, const double *e, size_t n)
{
    return cohort_of(b, e, n, "nrs11", PAIN_MISSING_OBSERVED);
}

START_TEST(responders_and_near_zero_are_counted)
{
    /* nrs12: percentages 87.5 100 100 77.8 0 100 90 57.1 -33.3 100 100 80 */
    pain_cohort *c = observed(nrs12_b, nrs12_e, 12);
    pain_estimate e;

    ck_assert_int_eq(pain_responders(c, 30, NULL, &e), PAIN_OK);
    ck_assert_uint_eq(e.numerator, 10);
    ck_assert_int_eq(pain_responders(c, 70, NULL, &e), PAIN_OK);
    ck_assert_uint_eq(e.numerator, 9);
    ck_assert_int_eq(pain_responders(c, 100, NULL, &e), PAIN_OK);
    ck_assert_uint_eq(e.numerator, 5);
    ck_assert_int_eq(pain_near_zero(c, 0, NULL, &e), PAIN_OK);
    ck_assert_uint_eq(e.numerator, 5);
    ck_assert_int_eq(pain_near_zero(c, 1, NULL, &e), PAIN_OK);
    ck_assert_uint_eq(e.numerator, 8);
    ck_assert_uint_eq(e.denominator, 12);
    ck_assert_int_eq(e.method, PAIN_METHOD_MIDP);
    ck_assert_int_eq(pain_no_worse_than_mild(c, NULL, &e), PAIN_OK);
    ck_assert_uint_eq(e.numerator, 10);
    ck_assert_int_eq(pain_point_responders(c, 4, NULL, &e), PAIN_OK);
    ck_assert_uint_eq(e.numerator, 10);
    ck_assert_int_eq(pain_worsened(c, NULL, &e), PAIN_OK);
    ck_assert_uint_eq(e.numerator, 1);
    pain_cohort_free(c);
}
END_TEST

START_TEST(thresholds_are_decided_on_integers)
{
    /* 3.0 to 2.1 is 29.999999999999996 % in doubles, 30 % in truth; 7.0 to 4.9 likewise */
    const double b[] = {3.0, 7.0, 9.0}, e[] = {2.1, 4.9, 6.31};
    pain_cohort *c = cohort_of(b, e, 3, "0:10:0.01", PAIN_MISSING_OBSERVED);
    pain_estimate estimate;

    ck_assert_int_eq(pain_responders(c, 30, NULL, &estimate), PAIN_OK);
    ck_assert_uint_eq(estimate.numerator, 2);
    ck_assert_int_eq(pain_near_zero(c, 2.1, NULL, &estimate), PAIN_OK);
    ck_assert_uint_eq(estimate.numerator, 1);
    ck_assert_int_eq(pain_near_zero(c, 2.09, NULL, &estimate), PAIN_OK);
    ck_assert_uint_eq(estimate.numerator, 0);
    ck_assert_int_eq(pain_point_responders(c, 2.1, NULL, &estimate), PAIN_OK);
    ck_assert_uint_eq(estimate.numerator, 2);
    ck_assert_int_eq(pain_responders(c, 29.888888, NULL, &estimate), PAIN_OK);
    ck_assert_uint_eq(estimate.numerator, 3);
    pain_cohort_free(c);
}
END_TEST

START_TEST(a_cut_between_steps_takes_the_whole_steps_within_it)
{
    pain_cohort *c = observed(nrs12_b, nrs12_e, 12);
    pain_estimate at1, at15, by35, by4;

    ck_assert_int_eq(pain_near_zero(c, 1, NULL, &at1), PAIN_OK);
    ck_assert_int_eq(pain_near_zero(c, 1.5, NULL, &at15), PAIN_OK);
    ck_assert_uint_eq(at1.numerator, at15.numerator);
    ck_assert_int_eq(pain_point_responders(c, 3.5, NULL, &by35), PAIN_OK);
    ck_assert_int_eq(pain_point_responders(c, 4, NULL, &by4), PAIN_OK);
    ck_assert_uint_eq(by35.numerator, by4.numerator);
    pain_cohort_free(c);
}
END_TEST

/* Two observed, two without an endpoint, one without a baseline, one with neither. */
static const double gap_b[] = {8, 6, 7, 0, NAN, NAN};
static const double gap_e[] = {1, 6, NAN, NAN, 0, NAN};

START_TEST(non_responders_stand_in_the_denominator)
{
    pain_cohort *c = cohort_of(gap_b, gap_e, 6, "nrs11", PAIN_MISSING_NON_RESPONDER);
    pain_estimate x;

    ck_assert_int_eq(pain_near_zero(c, 1, NULL, &x), PAIN_OK);
    ck_assert_uint_eq(x.numerator, 2);
    ck_assert_uint_eq(x.denominator, 6);
    ck_assert_uint_eq(x.n_missing, 0);
    ck_assert_int_eq(pain_responders(c, 50, NULL, &x), PAIN_OK);
    ck_assert_uint_eq(x.numerator, 1);
    ck_assert_uint_eq(x.denominator, 5);
    ck_assert_uint_eq(x.n_excluded, 1);
    ck_assert_int_eq(pain_point_responders(c, 2, NULL, &x), PAIN_OK);
    ck_assert_uint_eq(x.denominator, 6);
    ck_assert_int_eq(pain_mean_percent_reduction(c, NULL, &x), PAIN_EUNDEFINED);
    ck_assert_int_eq(pain_percent_reduction_of_means(c, NULL, &x), PAIN_EUNDEFINED);
    ck_assert_int_eq(pain_worsened(c, NULL, &x), PAIN_EUNDEFINED);
    ck_assert(isnan(x.value));
    ck_assert_int_eq(x.reason, PAIN_EUNDEFINED);
    pain_cohort_free(c);
}
END_TEST

START_TEST(observed_only_counts_who_is_missing)
{
    pain_cohort *c = cohort_of(gap_b, gap_e, 6, "nrs11", PAIN_MISSING_OBSERVED);
    pain_estimate x;

    ck_assert_int_eq(pain_near_zero(c, 1, NULL, &x), PAIN_OK);
    ck_assert_uint_eq(x.numerator, 2);
    ck_assert_uint_eq(x.denominator, 3);
    ck_assert_uint_eq(x.n_missing, 3);
    ck_assert_int_eq(pain_mean_percent_reduction(c, NULL, &x), PAIN_OK);
    ck_assert_uint_eq(x.denominator, 2);
    ck_assert_uint_eq(x.n_missing, 4);
    pain_cohort_free(c);
}
END_TEST

START_TEST(best_and_worst_case_bound_every_rule)
{
    const pain_missing_rule rules[] = {PAIN_MISSING_BOCF, PAIN_MISSING_LOCF, PAIN_MISSING_WOCF};
    pain_cohort *best = cohort_of(gap_b, gap_e, 6, "nrs11", PAIN_MISSING_BEST);
    pain_cohort *worst = cohort_of(gap_b, gap_e, 6, "nrs11", PAIN_MISSING_WORST);
    pain_estimate low, high, x;

    ck_assert_int_eq(pain_near_zero(best, 1, NULL, &high), PAIN_OK);
    ck_assert_int_eq(pain_near_zero(worst, 1, NULL, &low), PAIN_OK);
    ck_assert_uint_eq(high.numerator, 5); /* all but the one observed at 6 */
    ck_assert_uint_eq(low.numerator, 2);
    for (size_t i = 0; i < 3; i++) {
        pain_cohort *c = cohort_of(gap_b, gap_e, 6, "nrs11", rules[i]);

        ck_assert_int_eq(pain_near_zero(c, 1, NULL, &x), PAIN_OK);
        ck_assert(low.value <= x.value && x.value <= high.value);
        pain_cohort_free(c);
    }
    pain_cohort_free(best);
    pain_cohort_free(worst);
}
END_TEST

START_TEST(points_are_those_of_the_scale)
{
    const double b[] = {0.91, 0.5, 0.62}, e[] = {0.31, 0.55, 0.02};
    pain_cohort *c = cohort_of(b, e, 3, "0-1", PAIN_MISSING_OBSERVED);
    pain_estimate x;

    ck_assert_int_eq(pain_mean_reduction(c, NULL, &x), PAIN_OK);
    ck_close(x.value, 1.15 / 3, 1e-14);
    ck_assert_int_eq(pain_near_zero(c, 0.02, NULL, &x), PAIN_OK);
    ck_assert_uint_eq(x.numerator, 1);
    ck_assert_int_eq(pain_point_responders(c, 0.6, NULL, &x), PAIN_OK);
    ck_assert_uint_eq(x.numerator, 2);
    pain_cohort_free(c);
}
END_TEST

/* A patient with 100 scores at the worst end of the longest scale, then `endpoint`: the baseline is
 * the mean of the 100, so that everything is counted in hundredths of a step. */
static pain_cohort *of_hundredths(pain_score endpoint)
{
    const pain_course_rules rules = {
        .size = sizeof rules, .baseline = PAIN_BASELINE_MEAN, .baseline_scores = 100};
    pain_scale scale;
    pain_sessions *sessions = NULL;
    pain_courses *courses = NULL;
    pain_cohort *cohort = NULL;
    pain_session row;

    ck_assert_int_eq(pain_scale_parse("-1000000000000:1000000000000:2000000", &scale), PAIN_OK);
    ck_assert_int_eq(pain_sessions_new(&sessions, &scale, NULL), PAIN_OK);
    pain_session_init(&row);
    row.patient = "a";
    for (row.number = 1; row.number <= 101; row.number++) {
        row.before = row.number <= 100 ? 1000000 : endpoint;
        ck_assert_int_eq(pain_sessions_append(sessions, &row, NULL), PAIN_OK);
    }
    ck_assert_int_eq(pain_courses_new(&courses, sessions, &rules, NULL, NULL), PAIN_OK);
    ck_assert_int_eq(pain_cohort_new(&cohort, courses, NULL, NULL), PAIN_OK);
    pain_courses_free(courses);
    pain_sessions_free(sessions);
    return cohort;
}

START_TEST(thresholds_hold_on_the_longest_scale_in_the_finest_parts)
{
    /* 300,000 steps of 2,000,000 points are 6e11 points, 3 tenths of the range of 2e12 */
    pain_cohort *at = of_hundredths(300000), *beyond = of_hundredths(300001);
    pain_estimate x;

    ck_assert_int_eq(pain_near_zero(at, 6e11, NULL, &x), PAIN_OK);
    ck_assert_uint_eq(x.numerator, 1);
    ck_assert_int_eq(pain_near_zero(beyond, 6e11, NULL, &x), PAIN_OK);
    ck_assert_uint_eq(x.numerator, 0);
    ck_assert_int_eq(pain_point_responders(at, 1.4e12, NULL, &x), PAIN_OK);
    ck_assert_uint_eq(x.numerator, 1);
    ck_assert_int_eq(pain_point_responders(beyond, 1.4e12, NULL, &x), PAIN_OK);
    ck_assert_uint_eq(x.numerator, 0);
    ck_assert_int_eq(pain_responders(at, 70, NULL, &x), PAIN_OK);
    ck_assert_uint_eq(x.numerator, 1);
    ck_assert_int_eq(pain_responders(beyond, 70, NULL, &x), PAIN_OK);
    ck_assert_uint_eq(x.numerator, 0);
    pain_cohort_free(at);
    pain_cohort_free(beyond);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("outcome proportions");
    TCase *tests = tcase_create("outcome proportions");

    tcase_add_test(tests, responders_and_near_zero_are_counted);
    tcase_add_test(tests, thresholds_are_decided_on_integers);
    tcase_add_test(tests, a_cut_between_steps_takes_the_whole_steps_within_it);
    tcase_add_test(tests, non_responders_stand_in_the_denominator);
    tcase_add_test(tests, observed_only_counts_who_is_missing);
    tcase_add_test(tests, best_and_worst_case_bound_every_rule);
    tcase_add_test(tests, points_are_those_of_the_scale);
    tcase_add_test(tests, thresholds_hold_on_the_longest_scale_in_the_finest_parts);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
