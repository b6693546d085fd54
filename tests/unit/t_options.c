/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Old callers: a struct that begins with its size may be shorter than the library's, and is then
 * read as if what it lacks were zero; it is never read beyond its size, which the sanitizers watch.
 * A longer one is that of a newer caller, who may leave zero what the library does not know.
 * tests/abi/layout.sh sees to it that no such struct is forgotten here. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "claim_support.h"
#include "fixture.h"
#include "memory_source.h"
#include "options_callers.h"
#include "support.h"

static pain_sessions *clinic(void)
{
    return table_of("nrs11", "A g=x s1 of=2 7>5;A s2 3>2;B g=y s1 of=2 5>4;B s2 1>0;C s1 of=2 8>6");
}

static const pain_interval_options interval = {.size = sizeof(pain_interval_options),
                                               .level = 0.9,
                                               .method = PAIN_METHOD_BCA,
                                               .side = 1,
                                               .seed = 3,
                                               .resamples = 100};

static outcome use_interval(const void *options)
{
    static const double x[] = {1, 3, 4, 8};
    static const uint64_t count[] = {2, 1, 1, 3};
    pain_estimate estimate;
    pain_status status = pain_bootstrap((pain_counts){x, NULL, count, 4, 7}, pain_statistic_mean,
                                        NULL, options, &estimate);

    return outcome_of(status, &estimate, sizeof estimate);
}

static const pain_test_options test_options = {.size = sizeof(pain_test_options),
                                               .null_value = 0.25,
                                               .method = PAIN_TEST_BINOMIAL,
                                               .alternative = 1};

static outcome use_test(const void *options)
{
    pain_test test;
    pain_status status = pain_proportion_test(7, 19, options, &test);

    return outcome_of(status, &test, sizeof test);
}

static const pain_cohort_options cohort_options = {
    .size = sizeof(pain_cohort_options), .population = 1, .missing = 2, .group = 1};

static outcome use_cohort(const void *options)
{
    pain_sessions *sessions = clinic();
    pain_courses *courses = NULL;
    pain_cohort *cohort = NULL;
    pain_cohort_counts counts = {0};

    ck_assert_int_eq(pain_courses_new(&courses, sessions, NULL, NULL, NULL), PAIN_OK);
    pain_status status = pain_cohort_new(&cohort, courses, options, NULL);

    if (status == PAIN_OK)
        counts = pain_cohort_count(cohort);
    pain_cohort_free(cohort);
    pain_courses_free(courses);
    pain_sessions_free(sessions);
    return outcome_of(status, &counts, sizeof counts);
}

static const pain_course_rules course_rules = {.size = sizeof(pain_course_rules),
                                               .endpoint = PAIN_ENDPOINT_SESSION,
                                               .endpoint_session = 2,
                                               .choice = 1,
                                               .planned = 2,
                                               .allowance = 1};

static outcome use_rules(const void *options)
{
    pain_sessions *sessions = clinic();
    pain_courses *courses = NULL;
    size_t n = 0;
    pain_status status = pain_courses_new(&courses, sessions, options, NULL, NULL);
    outcome o = outcome_of(status, "", 0);

    if (status == PAIN_OK) {
        const pain_course *list = pain_courses_list(courses, &n);

        o = outcome_of(list[0].endpoint, &list[0].flags, sizeof list[0].flags);
    }
    pain_courses_free(courses);
    pain_sessions_free(sessions);
    return o;
}

static const char *const columns[] = {"patient=who"}, *const markers[] = {"none"},
                         *const where[] = {"site!=S"};
static const pain_csv_options csv_options = {.size = sizeof(pain_csv_options),
                                             .source = "memory",
                                             .layout = 1,
                                             .delimiter = ';',
                                             .lenient = 1,
                                             .columns = columns,
                                             .n_columns = 1,
                                             .missing = markers,
                                             .n_missing = 1,
                                             .group = "site",
                                             .where = where,
                                             .n_where = 1};

static outcome use_csv(const void *options)
{
    static const char text[] =
        "who;site;session;before;after\nA;N;1;7;none\nB;S;1;6;5\nC;N;x;6;5\n";
    memory_source source = {text, sizeof text - 1, 0, 0, 0};
    pain_csv *csv = NULL;
    pain_csv_counts counts = {0};
    pain_session row;
    pain_status status = pain_csv_open(&csv, read_memory, &source, options, NULL);

    if (status == PAIN_OK) {
        while ((status = pain_csv_next(csv, &row, NULL)) == PAIN_OK)
            continue;
        counts = pain_csv_count(csv);
    }
    pain_csv_free(csv);
    return outcome_of(status, &counts, sizeof counts);
}

static const pain_session session = {.size = sizeof(pain_session),
                                     .patient = "A",
                                     .visit = "v",
                                     .group = "g",
                                     .day = 5,
                                     .occasion = 3,
                                     .course = 2,
                                     .planned = 4,
                                     .stop = 1,
                                     .before = 3,
                                     .after = PAIN_SCORE_NONE,
                                     .line = 7};

static outcome use_session(const void *options)
{
    pain_sessions *sessions = table_of("nrs11", "Z s1 7>5");
    pain_session row;
    pain_status status = pain_sessions_append(sessions, options, NULL);

    if (status == PAIN_OK)
        status = pain_sessions_get(sessions, 1, &row);
    outcome o = outcome_of(status, &row.day,
                           status == PAIN_OK ? sizeof row - offsetof(pain_session, day) : 0);

    pain_sessions_free(sessions);
    return o;
}

static const double cuts[] = {1};
static const pain_summary_options summary_options = {.size = sizeof(pain_summary_options),
                                                     .rules = &course_rules,
                                                     .one_endpoint = 1,
                                                     .missing = 3,
                                                     .level = 0.9,
                                                     .proportion_method = PAIN_METHOD_WALD,
                                                     .near_zero = cuts,
                                                     .n_near_zero = 1,
                                                     .suppress = 2};

static outcome use_summary(const void *options)
{
    pain_sessions *sessions = clinic();
    pain_summary *summary = NULL;
    size_t n = 0;
    pain_status status = pain_summary_new(&summary, sessions, options, NULL, NULL);
    outcome o = outcome_of(status, "", 0);

    if (status == PAIN_OK) {
        const pain_summary_row *rows = pain_summary_rows(summary, &n);

        o = outcome_of(status, rows, n * sizeof *rows);
    }
    pain_summary_free(summary);
    pain_sessions_free(sessions);
    return o;
}

static pain_status hash_text(void *context, const char *text, size_t length)
{
    outcome *o = context;

    o->bits ^= outcome_of(0, text, length).bits;
    return PAIN_OK;
}

static const pain_csv_counts read_counts = {.records = 7};
static const pain_report_options report_options = {.size = sizeof(pain_report_options),
                                                   .source = "s",
                                                   .counts = &read_counts,
                                                   .group = "g",
                                                   .color = 1};

static outcome use_report(const void *options)
{
    static pain_status (*const reports[])(const pain_summary *, const pain_report_options *,
                                          pain_write_fn, void *) = {
        pain_report_text, pain_report_json, pain_report_csv};
    pain_sessions *sessions = clinic();
    pain_summary *summary = NULL;
    outcome o = {0};

    ck_assert_int_eq(pain_summary_new(&summary, sessions, NULL, NULL, NULL), PAIN_OK);
    for (size_t i = 0; i < 3; i++) {
        pain_status status = reports[i](summary, options, hash_text, &o);

        ck_assert(i == 0 || o.status == (int64_t)status);
        o.status = status;
    }
    pain_summary_free(summary);
    pain_sessions_free(sessions);
    return o;
}

static const pain_verify_options verify_options = {.size = sizeof(pain_verify_options),
                                                   .one_endpoint = 1,
                                                   .rounding = 1,
                                                   .level = 0.9,
                                                   .near_zero = cuts,
                                                   .n_near_zero = 1};

static outcome use_verify(const void *options)
{
    pain_claim claim = claim_of("near zero > 50 %");
    pain_sessions *sessions = clinic();
    pain_verification *verification = NULL;
    size_t n = 0;
    pain_status status =
        pain_verification_new(&verification, sessions, &claim, 1, options, NULL, NULL);
    double level = 0.0;

    if (status == PAIN_OK) {
        level = pain_verification_level(verification);
        (void)pain_verification_cells(verification, 0, &n);
    }
    pain_verification_free(verification);
    pain_sessions_free(sessions);
    return outcome_of((int64_t)status + 1000 * (int64_t)n, &level, sizeof level);
}

static const pain_checks_options checks_options = {.size = sizeof(pain_checks_options),
                                                   .rules = &course_rules,
                                                   .level = 0.9,
                                                   .has_screening = 1,
                                                   .has_correlation = 1,
                                                   .screening = 4,
                                                   .correlation = 0.5};

static outcome use_checks(const void *options)
{
    pain_sessions *sessions = clinic();
    pain_checks checks;
    pain_status status = pain_checks_run(sessions, options, NULL, &checks, NULL);

    pain_sessions_free(sessions);
    return outcome_of(status, &checks.regression.correlation, sizeof checks.regression.correlation);
}

static const caller callers[] = {
    {"interval", sizeof(pain_interval_options), &interval, use_interval},
    {"test", sizeof(pain_test_options), &test_options, use_test},
    {"cohort", sizeof(pain_cohort_options), &cohort_options, use_cohort},
    {"rules", sizeof(pain_course_rules), &course_rules, use_rules},
    {"csv", sizeof(pain_csv_options), &csv_options, use_csv},
    {"session", sizeof(pain_session), &session, use_session},
    {"summary", sizeof(pain_summary_options), &summary_options, use_summary},
    {"report", sizeof(pain_report_options), &report_options, use_report},
    {"verify", sizeof(pain_verify_options), &verify_options, use_verify},
    {"checks", sizeof(pain_checks_options), &checks_options, use_checks},
};

enum { OWN = sizeof callers / sizeof *callers, CALLERS = OWN + CLAIM_CALLERS };

static const caller *caller_at(int i)
{
    return i < OWN ? &callers[i] : &claim_callers[i - OWN];
}

/* The first `size` bytes alone in memory, with `more` zeros behind. */
static unsigned char *cut_to(const caller *c, size_t size, size_t more)
{
    unsigned char *cut = calloc(1, size + more);
    size_t all = size + more;

    ck_assert_ptr_nonnull(cut);
    memcpy(cut, c->whole, size);
    memcpy(cut, &all, sizeof all);
    return cut;
}

/* The whole struct with defaults from byte `from` on. */
static void default_from(const caller *c, size_t from, unsigned char *whole)
{
    pain_session start;

    memset(whole, 0, c->size);
    pain_session_init(&start);
    if (c->use == use_session)
        memcpy(whole, &start, sizeof start);
    memcpy(whole, c->whole, from);
    memcpy(whole, &c->size, sizeof c->size);
}

START_TEST(an_older_caller_gets_the_defaults)
{
    const caller *c = caller_at(_i);
    unsigned char whole[2048];

    ck_assert_uint_le(c->size, sizeof whole);
    for (size_t size = sizeof(size_t); size <= c->size; size += 8) {
        unsigned char *old = cut_to(c, size, 0);

        default_from(c, size, whole);
        ck_assert_msg(c->use(old).bits == c->use(whole).bits, "%s cut to %zu bytes", c->name, size);
        free(old);
    }
}
END_TEST

START_TEST(a_newer_caller_may_leave_zeros)
{
    const caller *c = caller_at(_i);
    unsigned char *newer = cut_to(c, c->size, 24);

    ck_assert_msg(c->use(newer).bits == c->use(c->whole).bits, "%s with zeros behind", c->name);
    newer[c->size + 23] = 1;
    outcome refused = c->use(newer);

    ck_assert_msg(refused.status == PAIN_EINVAL, "%s with an unknown member", c->name);
    free(newer);
}
END_TEST

START_TEST(a_size_that_is_none_is_refused)
{
    const caller *c = caller_at(_i);

    for (size_t size = 0; size < sizeof(size_t); size++) {
        unsigned char *wrong = cut_to(c, c->size, 0);
        memcpy(wrong, &size, sizeof size);
        ck_assert_msg(c->use(wrong).status == PAIN_EINVAL, "%s of %zu bytes", c->name, size);
        free(wrong);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("options");
    TCase *tests = tcase_create("options");

    tcase_add_checked_fixture(tests, set_up_claims, NULL);
    tcase_add_loop_test(tests, an_older_caller_gets_the_defaults, 0, CALLERS);
    tcase_add_loop_test(tests, a_newer_caller_may_leave_zeros, 0, CALLERS);
    tcase_add_loop_test(tests, a_size_that_is_none_is_refused, 0, CALLERS);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
