/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outcome table from a file, against the published and recomputed figures of the Ashar 2022
 * trial.
 *
 * Counts 33/50, 10/51, 5/50: Ashar and others, JAMA Psychiatry 2022;79:13-23. The other figures
 * were computed from the same data with R 4.2.2. */
#include <config.h>

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "painstat/csv.h"
#include "painstat/report.h"
#include "painstat/summary.h"
#include "support.h"

/* Reads the trial's randomised patients, by arm. */
static pain_sessions *ashar(void)
{
    const char *columns[] = {"score=pain_avg"}, *where[] = {"group!="};
    const pain_csv_options how = {.size = sizeof how,
                                  .columns = columns,
                                  .n_columns = 1,
                                  .where = where,
                                  .n_where = 1,
                                  .group = "group"};
    const char *top = getenv("PAIN_SRCDIR");
    char path[4096];
    pain_csv *csv = NULL;
    pain_sessions *sessions = NULL;
    pain_error error;

    (void)snprintf(path, sizeof path, "%s/examples/data/ashar2022_backpain.csv",
                   top != NULL ? top : ".");
    ck_assert_msg(pain_csv_open_file(&csv, path, &how, &error) == PAIN_OK, "%s", error.text);
    ck_assert_int_eq(pain_sessions_new(&sessions, NULL, NULL), PAIN_OK);
    ck_assert_msg(pain_csv_read(csv, sessions, &error) == PAIN_OK, "%s", error.text);
    pain_csv_free(csv);
    return sessions;
}

static pain_summary *summary_of(pain_sessions *sessions, const pain_summary_options *options)
{
    pain_summary *summary = NULL;
    pain_error error;
    pain_status status = pain_summary_new(&summary, sessions, options, NULL, &error);

    ck_assert_msg(status == PAIN_OK, "%s", error.text);
    pain_sessions_free(sessions);
    return summary;
}

static uint32_t group_called(const pain_summary *s, const char *label)
{
    for (uint32_t i = 0; i < 10; i++)
        if (strcmp(pain_summary_group(s, i), label) == 0)
            return i;
    ck_abort_msg("no group %s", label);
    return 0;
}

/* The row of a measure under a population and rule. */
static const pain_summary_row *find(const pain_summary *s, const char *group, pain_measure measure,
                                    double cut, pain_population population,
                                    pain_missing_rule missing)
{
    size_t n = 0;
    const pain_summary_row *rows = pain_summary_rows(s, &n);
    uint32_t g = group_called(s, group);

    for (size_t i = 0; i < n; i++)
        if (rows[i].group == g && rows[i].measure == (int32_t)measure && rows[i].cut == cut &&
            rows[i].population == (int32_t)population && rows[i].missing == (int32_t)missing)
            return &rows[i];
    ck_abort_msg("no row of %s at %g in group %s", pain_measure_key(measure), cut, group);
    return NULL;
}

/* Equal to what is printed with `digits` decimals. */
static void is_printed(double value, double printed, int digits)
{
    ck_assert_msg(fabs(value - printed) <= 0.5 * pow(10, -digits) + 1e-9, "%.6f is not %.*f", value,
                  digits, printed);
}

static const char *const arms[] = {"1", "2", "3"};

START_TEST(ashar_near_zero_of_all_randomised)
{
    static const uint64_t near[] = {33, 10, 5}, of[] = {50, 51, 50};
    /* Wilson and Clopper-Pearson limits in percent */
    static const double wilson[][2] = {{52.2, 77.6}, {11.0, 32.5}, {4.3, 21.4}};
    static const double exact[][2] = {{51.2, 78.8}, {9.8, 33.1}, {3.3, 21.8}};
    const pain_summary_options by_wilson = {.size = sizeof by_wilson,
                                            .proportion_method = PAIN_METHOD_WILSON};
    const pain_summary_options by_exact = {.size = sizeof by_exact,
                                           .proportion_method = PAIN_METHOD_CLOPPER_PEARSON};
    pain_summary *w = summary_of(ashar(), &by_wilson), *c = summary_of(ashar(), &by_exact);

    for (int i = 0; i < 3; i++) {
        const pain_estimate *e = &find(w, arms[i], PAIN_MEASURE_NEAR_ZERO, 1,
                                       PAIN_POPULATION_STARTED, PAIN_MISSING_NON_RESPONDER)
                                      ->estimate;

        ck_assert_uint_eq(e->numerator, near[i]);
        ck_assert_uint_eq(e->denominator, of[i]);
        is_printed(100 * e->lower, wilson[i][0], 1);
        is_printed(100 * e->upper, wilson[i][1], 1);
        e = &find(c, arms[i], PAIN_MEASURE_NEAR_ZERO, 1, PAIN_POPULATION_STARTED,
                  PAIN_MISSING_NON_RESPONDER)
                 ->estimate;
        is_printed(100 * e->lower, exact[i][0], 1);
        is_printed(100 * e->upper, exact[i][1], 1);
    }
    pain_summary_free(w);
    pain_summary_free(c);
}
END_TEST

START_TEST(ashar_near_zero_of_completers_and_at_best)
{
    static const uint64_t near[] = {33, 10, 5}, of[] = {44, 44, 47}, best[] = {39, 17, 8};
    static const double wilson[][2] = {{60.6, 85.4}, {12.8, 37.0}, {4.6, 22.6}};
    const pain_summary_options options = {.size = sizeof options,
                                          .proportion_method = PAIN_METHOD_WILSON};
    pain_summary *s = summary_of(ashar(), &options);

    for (int i = 0; i < 3; i++) {
        const pain_summary_row *row = find(s, arms[i], PAIN_MEASURE_NEAR_ZERO, 1,
                                           PAIN_POPULATION_COMPLETERS, PAIN_MISSING_OBSERVED);

        ck_assert_uint_eq(row->estimate.numerator, near[i]);
        ck_assert_uint_eq(row->estimate.denominator, of[i]);
        ck_assert_int_eq(row->column, PAIN_COLUMN_COMPLETERS);
        is_printed(100 * row->estimate.lower, wilson[i][0], 1);
        is_printed(100 * row->estimate.upper, wilson[i][1], 1);
        row =
            find(s, arms[i], PAIN_MEASURE_NEAR_ZERO, 1, PAIN_POPULATION_STARTED, PAIN_MISSING_BEST);
        ck_assert_uint_eq(row->estimate.numerator, best[i]);
    }
    pain_summary_free(s);
}
END_TEST

START_TEST(ashar_percent_reductions)
{
    static const double mean[] = {68.74, 26.37, 7.09}, median[] = {75, 30.95, 0};
    static const double of_means[] = {70.62, 26.90, 10.91};
    static const double bocf_mean[] = {60.49, 22.75, 6.67}, bocf_of_means[] = {63.45, 23.71, 10.00};
    static const double t[][2] = {{59.3, 78.2}, {15.8, 36.9}, {-2.8, 17.0}};
    pain_summary *s = summary_of(ashar(), NULL);

    for (int i = 0; i < 3; i++) {
        const pain_estimate *e = &find(s, arms[i], PAIN_MEASURE_MEAN_PERCENT, 0,
                                       PAIN_POPULATION_COMPLETERS, PAIN_MISSING_OBSERVED)
                                      ->estimate;

        is_printed(e->value, mean[i], 2);
        is_printed(e->lower, t[i][0], 1);
        is_printed(e->upper, t[i][1], 1);
        is_printed(find(s, arms[i], PAIN_MEASURE_MEDIAN_PERCENT, 0, PAIN_POPULATION_COMPLETERS,
                        PAIN_MISSING_OBSERVED)
                       ->estimate.value,
                   median[i], 2);
        is_printed(find(s, arms[i], PAIN_MEASURE_PERCENT_OF_MEANS, 0, PAIN_POPULATION_COMPLETERS,
                        PAIN_MISSING_OBSERVED)
                       ->estimate.value,
                   of_means[i], 2);
        is_printed(find(s, arms[i], PAIN_MEASURE_MEAN_PERCENT, 0, PAIN_POPULATION_STARTED,
                        PAIN_MISSING_BOCF)
                       ->estimate.value,
                   bocf_mean[i], 2);
        is_printed(find(s, arms[i], PAIN_MEASURE_PERCENT_OF_MEANS, 0, PAIN_POPULATION_STARTED,
                        PAIN_MISSING_BOCF)
                       ->estimate.value,
                   bocf_of_means[i], 2);
    }
    pain_summary_free(s);
}
END_TEST

START_TEST(ashar_counts_at_every_cut)
{
    static const uint64_t near[][4] = {{15, 33, 35, 41}, {2, 10, 21, 29}, {0, 5, 17, 31}};
    static const uint64_t responders[][2] = {{37, 35}, {22, 15}, {13, 8}}, worse[] = {0, 5, 9};
    const double cuts[] = {0, 1, 2, 3}, percent[] = {30, 50};
    const pain_summary_options options = {.size = sizeof options,
                                          .near_zero = cuts,
                                          .n_near_zero = 4,
                                          .responder = percent,
                                          .n_responder = 2};
    pain_summary *s = summary_of(ashar(), &options);

    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 4; k++)
            ck_assert_uint_eq(find(s, arms[i], PAIN_MEASURE_NEAR_ZERO, cuts[k],
                                   PAIN_POPULATION_COMPLETERS, PAIN_MISSING_OBSERVED)
                                  ->estimate.numerator,
                              near[i][k]);
        for (int k = 0; k < 2; k++)
            ck_assert_uint_eq(find(s, arms[i], PAIN_MEASURE_RESPONDER, percent[k],
                                   PAIN_POPULATION_COMPLETERS, PAIN_MISSING_OBSERVED)
                                  ->estimate.numerator,
                              responders[i][k]);
        ck_assert_uint_eq(find(s, arms[i], PAIN_MEASURE_WORSENED, 0, PAIN_POPULATION_COMPLETERS,
                               PAIN_MISSING_OBSERVED)
                              ->estimate.numerator,
                          worse[i]);
    }
    pain_summary_free(s);
}
END_TEST

START_TEST(ashar_flow)
{
    static const uint64_t randomised[] = {151, 50, 51, 50}, observed[] = {135, 44, 44, 47};
    pain_summary *s = summary_of(ashar(), NULL);
    size_t n = 0;
    const pain_flow *flows = pain_summary_flows(s, &n);

    ck_assert_uint_eq(n, 4);
    for (size_t i = 0; i < n; i++) {
        ck_assert_uint_eq(flows[i].evaluated, randomised[i]);
        ck_assert_uint_eq(flows[i].started, randomised[i]);
        ck_assert_uint_eq(flows[i].completers, observed[i]);
        ck_assert_uint_eq(flows[i].no_baseline + flows[i].zero_baseline, 0);
    }
    ck_assert_int_eq(flows[0].group, PAIN_ALL_GROUPS);
    ck_assert(pain_summary_is_of_assessments(s));
    ck_assert_double_eq(pain_summary_level(s), 0.95);
    pain_summary_free(s);
}
END_TEST

START_TEST(a_chosen_missing_rule_fills_the_column_of_everyone)
{
    size_t n = 0;

    for (int rule = 0; rule <= PAIN_MISSING_WORST; rule++) {
        const pain_summary_options options = {.size = sizeof options, .missing = rule + 1};
        pain_summary *s = summary_of(ashar(), &options);
        const pain_summary_row *rows = pain_summary_rows(s, &n);

        for (size_t i = 0; i < n; i++)
            if (rows[i].column == PAIN_COLUMN_STARTED &&
                rows[i].measure != PAIN_MEASURE_SESSION_POINTS)
                ck_assert_int_eq(rows[i].missing, rule);
        pain_summary_free(s);
    }
}
END_TEST

/* Appends session `number` of a course planned for `planned`. */
static void add(pain_sessions *t, const char *patient, int number, int planned, int before,
                int after)
{
    pain_session row;

    pain_session_init(&row);
    row.patient = patient;
    row.number = number;
    row.planned = planned;
    row.before = before;
    row.after = after;
    ck_assert_int_eq(pain_sessions_append(t, &row, NULL), PAIN_OK);
}

static pain_sessions *two_courses(void)
{
    pain_sessions *t = NULL;

    ck_assert_int_eq(pain_sessions_new(&t, NULL, NULL), PAIN_OK);
    add(t, "a", 1, 2, 8, 3);
    add(t, "a", 2, 2, 6, 1);
    add(t, "b", 1, 2, 7, 2); /* leaves after one session */
    return t;
}

START_TEST(both_ends_of_a_session_are_separate_tables)
{
    pain_summary *s = summary_of(two_courses(), NULL);
    size_t n = 0, first_after = 0;
    const pain_summary_row *rows = pain_summary_rows(s, &n);

    ck_assert_int_eq(rows[0].endpoint, PAIN_ENDPOINT_LAST_BEFORE);
    ck_assert_int_eq(rows[n - 1].endpoint, PAIN_ENDPOINT_LAST_AFTER);
    while (rows[first_after].endpoint == PAIN_ENDPOINT_LAST_BEFORE)
        first_after++;
    ck_assert_uint_eq(2 * first_after, n);
    /* completer a: 8 to 6 before, 8 to 1 after */
    ck_assert_double_eq(rows[0].estimate.value, 25.0);
    ck_assert_double_eq(rows[first_after].estimate.value, 87.5);
    pain_summary_free(s);
}
END_TEST

START_TEST(the_flow_counts_whom_the_populations_hold)
{
    /* a has scores at sessions 1 and 3, none at 2: a later score, but none to carry forward */
    const pain_course_rules rules = {
        .size = sizeof rules, .endpoint = PAIN_ENDPOINT_SESSION, .endpoint_session = 2};
    const pain_summary_options options = {
        .size = sizeof options, .rules = &rules, .one_endpoint = 1};
    pain_sessions *t = NULL;
    pain_courses *courses = NULL;
    size_t n = 0;

    ck_assert_int_eq(pain_sessions_new(&t, NULL, NULL), PAIN_OK);
    add(t, "a", 1, 3, 8, 3);
    add(t, "a", 2, 3, PAIN_SCORE_NONE, PAIN_SCORE_NONE);
    add(t, "a", 3, 3, 4, 1);
    add(t, "b", 1, 3, 7, 2);
    ck_assert_int_eq(pain_courses_new(&courses, t, &rules, NULL, NULL), PAIN_OK);
    pain_summary *s = summary_of(t, &options);
    const pain_flow *flow = pain_summary_flows(s, &n);
    const uint64_t counted[] = {flow->evaluated, flow->started, flow->evaluable, flow->completers};

    for (int i = PAIN_POPULATION_EVALUATED; i <= PAIN_POPULATION_COMPLETERS; i++) {
        const pain_cohort_options which = {.size = sizeof which, .population = i};
        pain_cohort *cohort = NULL;

        ck_assert_int_eq(pain_cohort_new(&cohort, courses, &which, NULL), PAIN_OK);
        ck_assert_uint_eq(counted[i], pain_cohort_count(cohort).n);
        pain_cohort_free(cohort);
    }
    ck_assert_uint_eq(flow->evaluable, 1);
    pain_courses_free(courses);
    pain_summary_free(s);
}
END_TEST

START_TEST(one_endpoint_alone_when_asked_for)
{
    const pain_course_rules rules = {.size = sizeof rules, .endpoint = PAIN_ENDPOINT_LAST_AFTER};
    const pain_summary_options options = {
        .size = sizeof options, .rules = &rules, .one_endpoint = 1};
    pain_summary *s = summary_of(two_courses(), &options);
    size_t n = 0;
    const pain_summary_row *rows = pain_summary_rows(s, &n);

    for (size_t i = 0; i < n; i++)
        ck_assert_int_eq(rows[i].endpoint, PAIN_ENDPOINT_LAST_AFTER);
    pain_summary_free(s);
}
END_TEST

START_TEST(a_cut_or_method_out_of_range_is_an_error_with_a_text)
{
    const double cuts[] = {11};
    const pain_summary_options cut = {.size = sizeof cut, .near_zero = cuts, .n_near_zero = 1};
    const pain_summary_options level = {.size = sizeof level, .level = 95};
    const pain_summary_options method = {.size = sizeof method,
                                         .proportion_method = PAIN_METHOD_FIELLER};
    const pain_summary_options missing = {.size = sizeof missing, .missing = 8};
    const pain_summary_options *const bad[] = {&cut, &level, &method, &missing};
    pain_sessions *t = two_courses();

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        pain_summary *s = (pain_summary *)1;
        pain_error error;

        ck_assert_int_eq(pain_summary_new(&s, t, bad[i], NULL, &error), PAIN_EINVAL);
        ck_assert_ptr_null(s);
        ck_assert_uint_gt(strlen(error.text), 10);
    }
    pain_sessions_free(t);
}
END_TEST

/* 9,000 patients with up to six sessions and gaps, in four groups. */
static pain_sessions *many(void)
{
    pain_sessions *table = NULL;
    char patient[16], group[8];

    ck_assert_int_eq(pain_sessions_new(&table, NULL, NULL), PAIN_OK);
    for (int s = 1; s <= 6; s++)
        for (int p = 0; p < 9000; p++) {
            pain_session row;
            unsigned mixed = ((unsigned)p * 2654435761U + (unsigned)s * 40503U) >> 7;

            if ((unsigned)s > mixed % 9)
                continue;
            pain_session_init(&row);
            (void)snprintf(patient, sizeof patient, "p%d", p);
            (void)snprintf(group, sizeof group, "g%d", p % 4);
            row.patient = patient;
            row.group = p % 4 == 3 ? NULL : group;
            row.number = s;
            row.planned = p % 5 == 0 ? 4 : 0;
            row.before = mixed % 13 == 0 ? PAIN_SCORE_NONE : (pain_score)(mixed / 16 % 11);
            row.after = (pain_score)(mixed / 256 % 11);
            ck_assert_int_eq(pain_sessions_append(table, &row, NULL), PAIN_OK);
        }
    return table;
}

START_TEST(the_table_does_not_depend_on_the_number_of_threads)
{
    static const size_t threads[] = {1, 2, 3, 8};
    pain_summary_options options = {.size = sizeof options};
    pain_summary *want = summary_of(many(), &options);
    size_t n_want, n_got;
    const pain_summary_row *rows = pain_summary_rows(want, &n_want);

    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        options.threads = threads[i];
        pain_summary *got = summary_of(many(), &options);
        const pain_summary_row *again = pain_summary_rows(got, &n_got);

        ck_assert_uint_eq(n_got, n_want);
        ck_assert_int_eq(memcmp(again, rows, n_got * sizeof *rows), 0);
        rows = pain_summary_rows(want, &n_want);
        pain_summary_free(got);
    }
    pain_summary_free(want);
}
END_TEST

START_TEST(no_rows_give_no_table)
{
    pain_sessions *t = NULL;
    pain_summary *s = NULL;

    ck_assert_int_eq(pain_sessions_new(&t, NULL, NULL), PAIN_OK);
    ck_assert_int_eq(pain_summary_new(&s, t, NULL, NULL, NULL), PAIN_EEMPTY);
    ck_assert_ptr_null(s);
    ck_assert_int_eq(pain_summary_new(&s, NULL, NULL, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_summary_new(NULL, t, NULL, NULL, NULL), PAIN_EINVAL);
    pain_sessions_free(t);
    pain_summary_free(NULL);
}
END_TEST

START_TEST(running_out_of_memory_leaves_nothing_behind)
{
    pain_sessions *t = two_courses();
    pain_status status = PAIN_ENOMEM;

    for (size_t nth = 1; status != PAIN_OK; nth++) {
        failing_allocator failing;
        pain_summary *s = NULL;

        failing_allocator_init(&failing, nth);
        status = pain_summary_new(&s, t, NULL, &failing.allocator, NULL);
        ck_assert(status == PAIN_OK || status == PAIN_ENOMEM);
        ck_assert((s != NULL) == (status == PAIN_OK));
        pain_summary_free(s);
        ck_assert_uint_eq(failing.live, 0);
    }
    pain_sessions_free(t);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("summary");
    TCase *tests = tcase_create("summary");

    tcase_add_test(tests, ashar_near_zero_of_all_randomised);
    tcase_add_test(tests, ashar_near_zero_of_completers_and_at_best);
    tcase_add_test(tests, ashar_percent_reductions);
    tcase_add_test(tests, ashar_counts_at_every_cut);
    tcase_add_test(tests, ashar_flow);
    tcase_add_test(tests, a_chosen_missing_rule_fills_the_column_of_everyone);
    tcase_add_test(tests, both_ends_of_a_session_are_separate_tables);
    tcase_add_test(tests, the_flow_counts_whom_the_populations_hold);
    tcase_add_test(tests, one_endpoint_alone_when_asked_for);
    tcase_add_test(tests, a_cut_or_method_out_of_range_is_an_error_with_a_text);
    tcase_add_test(tests, the_table_does_not_depend_on_the_number_of_threads);
    tcase_add_test(tests, no_rows_give_no_table);
    tcase_add_test(tests, running_out_of_memory_leaves_nothing_behind);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
