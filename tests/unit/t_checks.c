/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a validator looks at first. The figures of the sample clinic were made with Python 3 (exact
 * fractions for the binomial test) from the file, apart from painstat. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "painstat/checks.h"
#include "painstat/csv.h"
#include "support.h"

static pain_sessions *clinic(void)
{
    const pain_csv_options how = {.size = sizeof how};
    const char *top = getenv("PAIN_SRCDIR");
    char path[4096];
    pain_csv *csv = NULL;
    pain_sessions *sessions = NULL;
    pain_error error;

    (void)snprintf(path, sizeof path, "%s/examples/data/sample_clinic.csv",
                   top != NULL ? top : ".");
    ck_assert_msg(pain_csv_open_file(&csv, path, &how, &error) == PAIN_OK, "%s", error.text);
    ck_assert_int_eq(pain_sessions_new(&sessions, NULL, NULL), PAIN_OK);
    ck_assert_msg(pain_csv_read(csv, sessions, &error) == PAIN_OK, "%s", error.text);
    pain_csv_free(csv);
    return sessions;
}

static pain_checks check(pain_sessions *sessions, const pain_checks_options *options)
{
    pain_checks checks;
    pain_error error;

    ck_assert_msg(pain_checks_run(sessions, options, NULL, &checks, &error) == PAIN_OK, "%s",
                  error.text);
    pain_sessions_free(sessions);
    return checks;
}

START_TEST(the_clinic_is_counted)
{
    static const uint64_t baselines[] = {0, 0, 1, 1, 9, 41, 78, 87, 72, 39, 13};
    static const uint64_t endpoints[] = {42, 73, 53, 15, 12, 4, 7, 6, 2, 0, 0};
    pain_checks c = check(clinic(), NULL);

    ck_assert_uint_eq(c.evaluated, 400);
    ck_assert_uint_eq(c.started, 341);
    ck_assert_uint_eq(c.completers, 214);
    ck_assert_uint_eq(c.no_endpoint, 127);
    ck_assert_uint_eq(c.completers_near_zero.numerator, 115);
    ck_assert_uint_eq(c.started_near_zero.denominator, 341);
    ck_assert(fabs(c.completers_reduction.value - 73.5) < 0.05);
    ck_assert(fabs(c.started_reduction.value - 46.1) < 0.05);
    ck_assert_uint_eq(c.zero_baseline, 0);
    ck_assert_uint_eq(c.last_scores, 214);
    ck_assert_uint_eq(c.last_after, 214);
    ck_assert_uint_eq(c.last_both, 214);
    ck_close(c.last_fall, 0.719626168224299, 1e-13);
    ck_assert_uint_eq(c.patients, 341);
    ck_assert_uint_eq(c.repeaters, 17);
    ck_assert_uint_eq(c.more_courses, 17);
    for (size_t i = 0; i < 11; i++) {
        ck_assert_uint_eq(c.baselines.count[i], baselines[i]);
        ck_assert_uint_eq(c.endpoints.count[i], endpoints[i]);
    }
    ck_assert_uint_eq(c.baselines.marked, 41);
    ck_assert_uint_eq(c.baselines.beside, 87);
    ck_close(c.baselines.p_value, 0.6544109775750222, 1e-12);
    ck_close(c.endpoints.p_value, 0.9735247398371769, 1e-12);
    ck_assert_int_eq(c.regression.reason, PAIN_EEMPTY); /* no cut was given */
}
END_TEST

/* 392 evaluations, mean 7.00765306122449; 379 of them at 5 or more, mean 7.118733509234828; 327
 * patients with a score before the first session, correlation 0.7828392147109604. */
START_TEST(regression_to_the_mean_of_the_clinic)
{
    const pain_checks_options options = {
        .size = sizeof options, .has_screening = 1, .screening = 5};
    pain_regression_to_mean r = check(clinic(), &options).regression;

    ck_assert_int_eq(r.reason, PAIN_OK);
    ck_assert_int_eq(r.from_model, 0);
    ck_assert_uint_eq(r.n, 392);
    ck_assert_uint_eq(r.selected, 379);
    ck_assert_uint_eq(r.pairs, 327);
    ck_close(r.correlation, 0.7828392147109604, 1e-12);
    ck_close(r.mean_all, 7.00765306122449, 1e-13);
    ck_close(r.mean_selected, 7.118733509234828, 1e-13);
    ck_close(r.expected_fall, (1 - 0.7828392147109604) * (7.118733509234828 - 7.00765306122449),
             1e-11);
}
END_TEST

/* 5, 6, 6, 7, 7, 7, 8, 9 with everyone at 5 or more: the normal distribution with mean 6.70249574
 * and SD 1.40116703, cut off at 4.5, has their mean 6.875 and SD (R 4.2.2, optim on moments by
 * integrate). */
START_TEST(without_lower_scores_a_normal_distribution_is_cut_off)
{
    const char *rows = "A s1 5; A s2 1; B s1 6; B s2 1; C s1 6; C s2 1; D s1 7; D s2 1;"
                       "E s1 7; E s2 1; F s1 7; F s2 1; G s1 8; G s2 1; H s1 9; H s2 1";
    pain_checks_options options = {.size = sizeof options,
                                   .has_screening = 1,
                                   .screening = 5,
                                   .has_correlation = 1,
                                   .correlation = 0.6};
    pain_regression_to_mean r = check(table_of("nrs11", rows), &options).regression;

    ck_assert_int_eq(r.reason, PAIN_OK);
    ck_assert_int_eq(r.from_model, 1);
    ck_assert_uint_eq(r.pairs, 0);
    ck_close(r.mean_all, 6.70249574, 1e-7);
    ck_close(r.expected_fall, 0.4 * (6.875 - 6.70249574), 1e-6);

    options.has_correlation = 0;
    ck_assert_int_eq(check(table_of("nrs11", rows), &options).regression.reason, PAIN_ETOOFEW);
    options.screening = 10;
    ck_assert_int_eq(check(table_of("nrs11", rows), &options).regression.reason, PAIN_EEMPTY);
}
END_TEST

/* Nine fives, one four: P(X >= 9 | 10, 1/3) = 21 / 3^10. On VAS-100 the marks are tenths: 20 and
 * 50, with 49 beside. */
START_TEST(marks_draw_scores)
{
    pain_checks c = check(table_of("nrs11", "A s1 5; B s1 5; C s1 5; D s1 5; E s1 5; F s1 5;"
                                            "G s1 5; H s1 5; I s1 5; J s1 4; K s1 0; L s1 9"),
                          NULL);

    ck_assert_uint_eq(c.baselines.n, 12);
    ck_assert_uint_eq(c.baselines.marked, 9);
    ck_assert_uint_eq(c.baselines.beside, 1);
    ck_close(c.baselines.p_value, 21.0 / 59049.0, 1e-13);
    ck_assert_uint_eq(c.zero_baseline, 1);
    c = check(table_of("vas100", "A s1 20; B s1 50; C s1 49; D s1 33; E s1 100"), NULL);
    ck_assert_uint_eq(c.baselines.marked, 2);
    ck_assert_uint_eq(c.baselines.beside, 1);
    ck_close(c.baselines.p_value, 7.0 / 27.0, 1e-13); /* (3 * 2 + 1) / 27 */
    ck_assert(isnan(c.endpoints.p_value));
    c = check(table_of("vas10", "A s1 2.0; B s1 5.0; C s1 4.9"), NULL);
    ck_assert_uint_eq(c.baselines.marked, 2);
    c = check(table_of("0:1000:1", "A s1 20; B s1 50"), NULL); /* too many scores to be counted */
    ck_assert(c.baselines.n == 0 && isnan(c.baselines.p_value) && isnan(c.endpoints.p_value));
}
END_TEST

/* A score of 0 is a last score, too. */
START_TEST(last_scores_may_be_0)
{
    pain_checks c = check(table_of("nrs11", "A s1 5 2; A s2 0; B s1 6; B s2 3; C s1 6"), NULL);

    ck_assert_uint_eq(c.last_scores, 2);
    ck_assert_uint_eq(c.last_after, 0);
}
END_TEST

START_TEST(wrong_calls_are_refused)
{
    pain_sessions *sessions = table_of("nrs11", "A s1 8; A s2 4");
    const pain_checks_options bad[] = {
        {.size = sizeof *bad, .has_screening = 1, .screening = 4.5},
        {.size = sizeof *bad, .has_screening = 1, .screening = 11},
        {.size = sizeof *bad, .has_correlation = 1, .correlation = 1},
        {.size = sizeof *bad, .has_correlation = 1, .correlation = NAN},
        {.size = sizeof *bad, .level = 95},
        {.size = 0},
    };
    pain_checks c;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        c.started = 7;
        ck_assert_int_eq(pain_checks_run(sessions, &bad[i], NULL, &c, NULL), PAIN_EINVAL);
        ck_assert_uint_eq(c.started, 0);
        ck_assert(isnan(c.last_fall));
    }
    ck_assert_int_eq(pain_checks_run(NULL, NULL, NULL, &c, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_checks_run(sessions, NULL, NULL, NULL, NULL), PAIN_EINVAL);
    pain_sessions_free(sessions);
}
END_TEST

START_TEST(short_memory_is_reported_and_leaks_nothing)
{
    pain_sessions *sessions = table_of("nrs11", "A e 8; A s1 8; A s2 4; B e 7; B s1 6; B s2 3");
    const pain_checks_options options = {
        .size = sizeof options, .has_screening = 1, .screening = 5};
    pain_status status = PAIN_ENOMEM;

    for (size_t i = 1; status == PAIN_ENOMEM; i++) {
        failing_allocator failing;
        pain_checks checks;

        failing_allocator_init(&failing, i);
        status = pain_checks_run(sessions, &options, &failing.allocator, &checks, NULL);
        ck_assert_uint_eq(failing.live, 0);
        ck_assert_uint_lt(i, 100000);
    }
    ck_assert_int_eq(status, PAIN_OK);
    pain_sessions_free(sessions);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("checks");
    TCase *tests = tcase_create("checks");

    tcase_add_test(tests, the_clinic_is_counted);
    tcase_add_test(tests, regression_to_the_mean_of_the_clinic);
    tcase_add_test(tests, without_lower_scores_a_normal_distribution_is_cut_off);
    tcase_add_test(tests, marks_draw_scores);
    tcase_add_test(tests, last_scores_may_be_0);
    tcase_add_test(tests, wrong_calls_are_refused);
    tcase_add_test(tests, short_memory_is_reported_and_leaks_nothing);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
