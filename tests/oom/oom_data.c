/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tallies, sessions, courses, cohorts, summaries, reports and the reader of files. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oom.h"

static const double scores[] = {-3, -1, 0, 1, 2, 2, 4, 5, 7, 7};
static const double others[] = {1, 1, 2, 3, 5, 8, 9};
static const double before[] = {8, 7, 7, 6, 5, 9, 8, 6};
static const double after[] = {2, 3, 0, 6, 1, 4, 3, 5};
static const uint64_t ones[] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
static const char csv[] = "patient,session,before,after,arm\n"
                          "a,1,8,6,x\na,2,6,3,x\nb,1,7,7,y\nb,2,6,99,y\n\"c\"\"d\",1,9,4,x\n";

/* As the headers allow, a caller's own counts: ascending and distinct. */
static const double values[] = {-3, -1, 0, 1, 2, 4, 5, 7}, few[] = {1, 2, 3, 5};
static const double x_of_pairs[] = {5, 6, 7, 8, 9}, y_of_pairs[] = {1, 6, 0, 2, 4};
static const double x_of_more[] = {4, 6, 7, 8}, y_of_more[] = {3, 2, 5, 1};

static pain_status read_text(void *context, char *buffer, size_t size, size_t *got)
{
    const char **rest = context;
    size_t n = strlen(*rest);

    *got = n < size ? n : size;
    memcpy(buffer, *rest, *got);
    *rest += *got;
    return PAIN_OK;
}

static pain_status write_nowhere(void *context, const char *text, size_t length)
{
    (void)context;
    (void)text;
    (void)length;
    return PAIN_OK;
}

static pain_status fill(pain_sessions *sessions, const pain_allocator *allocator)
{
    const char *rest = csv;
    const pain_csv_options options = {
        .size = sizeof options, .group = "arm", .lenient = 1, .allocator = allocator};
    pain_csv *reader;
    pain_status status = pain_csv_open(&reader, read_text, &rest, &options, NULL);

    oom_require((reader != NULL) == (status == PAIN_OK));
    if (status == PAIN_OK)
        status = pain_csv_read(reader, sessions, NULL);
    pain_csv_free(reader);
    return status;
}

/* A summary of few rows: each attempt makes it anew. */
static pain_status summarize(pain_summary **summary, const pain_sessions *sessions,
                             const pain_allocator *allocator)
{
    static const double cuts[] = {1}, percent[] = {50}, points[] = {2};
    const pain_summary_options options = {.size = sizeof options,
                                          .one_endpoint = 1,
                                          .near_zero = cuts,
                                          .n_near_zero = 1,
                                          .responder = percent,
                                          .n_responder = 1,
                                          .points = points,
                                          .n_points = 1};

    return pain_summary_new(summary, sessions, &options, allocator, NULL);
}

void oom_data_make(oom_data *data)
{
    *data = (oom_data){
        .values = {values, NULL, ones, 8, 8},
        .other = {few, NULL, ones, 4, 4},
        .pairs = {x_of_pairs, y_of_pairs, ones, 5, 5},
        .more_pairs = {x_of_more, y_of_more, ones, 4, 4},
        .n_parts = 3,
        .one = {3, 8},
        .two = {2, 4, 3, 3},
        .paired = {5, 6, 2, 4},
        .counts = {{1, 4}, {2, 3}, {0, 2}, {5, 6}},
        .strata = {{1, 4, 2, 5}, {3, 6, 1, 4}, {2, 2, 0, 3}},
        .csv = csv,
    };
    for (int i = 0; i < 3; i++) {
        data->parts[i] = (pain_counts){few + i / 2, NULL, ones, 3, 3};
        data->pair_parts[i] = (pain_counts){x_of_pairs + i, y_of_pairs + i, ones, 3, 3};
    }
    oom_require(pain_sessions_new(&data->sessions, NULL, NULL) == PAIN_OK);
    oom_require(fill(data->sessions, NULL) == PAIN_OK);
    oom_require(pain_courses_new(&data->courses, data->sessions, NULL, NULL, NULL) == PAIN_OK);
    oom_require(pain_cohort_from_arrays(&data->cohort, before, after, 8, NULL, 0, NULL) == PAIN_OK);
    oom_require(pain_cohort_from_arrays(&data->other_cohort, after, before, 8, NULL, 0, NULL) ==
                PAIN_OK);
    oom_require(summarize(&data->summary, data->sessions, NULL) == PAIN_OK);
}

void oom_data_free(oom_data *data)
{
    pain_summary_free(data->summary);
    pain_cohort_free(data->cohort);
    pain_cohort_free(data->other_cohort);
    pain_courses_free(data->courses);
    pain_sessions_free(data->sessions);
}

static bool same_counts(pain_counts a, pain_counts b)
{
    return a.n == b.n && a.distinct == b.distinct &&
           (a.distinct == 0 || memcmp(a.x, b.x, a.distinct * sizeof *a.x) == 0);
}

/* Whether a tally holds so many, and then whether it still takes a value. */
static void require_tally(pain_tally *tally, pain_status status, uint64_t was, uint64_t becomes)
{
    oom_require(pain_tally_counts(tally).n == (status == PAIN_OK ? becomes : was));
    oom_require(status == PAIN_OK || pain_tally_add(tally, 2, 1) == PAIN_OK);
}

static pain_status call_tally_new(const oom *o)
{
    pain_tally *tally = (pain_tally *)&tally;
    pain_status status = pain_tally_new(&tally, o->allocator);

    oom_require((tally != NULL) == (status == PAIN_OK));
    pain_tally_free(tally);
    return status;
}

static pain_status call_tally_add(const oom *o)
{
    pain_tally *tally;
    pain_status status = pain_tally_new(&tally, o->allocator);
    uint64_t n = 0;

    while (status == PAIN_OK && n < 40) {
        status = pain_tally_add(tally, (double)n, 1);
        n += status == PAIN_OK;
        oom_require(pain_tally_counts(tally).n == n);
    }
    pain_tally_free(tally);
    return status;
}

static pain_status call_tally_add_array(const oom *o)
{
    pain_tally *tally;
    pain_status status = pain_tally_new(&tally, o->allocator);

    if (status == PAIN_OK) {
        status = pain_tally_add_array(tally, scores, 10);
        require_tally(tally, status, 0, 10);
    }
    pain_tally_free(tally);
    return status;
}

static pain_status call_tally_add_differences(const oom *o)
{
    pain_tally *tally;
    pain_status status = pain_tally_new(&tally, o->allocator);

    if (status == PAIN_OK) {
        status = pain_tally_add_differences(tally, o->data->pairs);
        oom_require(pain_tally_counts(tally).n <= 5);
        require_tally(tally, PAIN_OK, 0, status == PAIN_OK ? 5 : pain_tally_counts(tally).n);
    }
    pain_tally_free(tally);
    return status;
}

static pain_status call_tally_merge(const oom *o)
{
    pain_tally *into = NULL, *from = NULL;
    pain_status status = pain_tally_new(&into, o->allocator);

    if (status == PAIN_OK)
        status = pain_tally_new(&from, o->allocator);
    if (status == PAIN_OK)
        status = pain_tally_add_array(from, others, 7);
    if (status == PAIN_OK) {
        status = pain_tally_merge(into, from);
        require_tally(into, status, 0, 7);
        oom_require(pain_tally_counts(from).n == 7);
    }
    pain_tally_free(into);
    pain_tally_free(from);
    return status;
}

static pain_status call_pairs_new(const oom *o)
{
    pain_pairs *pairs = (pain_pairs *)&pairs;
    pain_status status = pain_pairs_new(&pairs, o->allocator);

    oom_require((pairs != NULL) == (status == PAIN_OK));
    pain_pairs_free(pairs);
    return status;
}

static pain_status call_pairs_add(const oom *o)
{
    pain_pairs *pairs;
    pain_status status = pain_pairs_new(&pairs, o->allocator);
    uint64_t n = 0;

    while (status == PAIN_OK && n < 40) {
        status = pain_pairs_add(pairs, (double)(n / 2), (double)n, 1);
        n += status == PAIN_OK;
        oom_require(pain_pairs_counts(pairs).n == n);
    }
    pain_pairs_free(pairs);
    return status;
}

static pain_status call_pairs_add_arrays(const oom *o)
{
    pain_pairs *pairs;
    pain_status status = pain_pairs_new(&pairs, o->allocator);

    if (status == PAIN_OK) {
        status = pain_pairs_add_arrays(pairs, before, after, 8);
        oom_require(pain_pairs_counts(pairs).n == (status == PAIN_OK ? 8 : 0));
    }
    pain_pairs_free(pairs);
    return status;
}

static pain_status call_pairs_merge(const oom *o)
{
    pain_pairs *into = NULL, *from = NULL;
    pain_status status = pain_pairs_new(&into, o->allocator);

    if (status == PAIN_OK)
        status = pain_pairs_new(&from, o->allocator);
    if (status == PAIN_OK)
        status = pain_pairs_add_arrays(from, before, after, 8);
    if (status == PAIN_OK) {
        status = pain_pairs_merge(into, from);
        oom_require(pain_pairs_counts(into).n == (status == PAIN_OK ? 8 : 0));
        oom_require(pain_pairs_counts(from).n == 8);
    }
    pain_pairs_free(into);
    pain_pairs_free(from);
    return status;
}

static pain_status call_sessions_new(const oom *o)
{
    pain_sessions *sessions = (pain_sessions *)&sessions;
    pain_status status = pain_sessions_new(&sessions, NULL, o->allocator);

    oom_require((sessions != NULL) == (status == PAIN_OK));
    pain_sessions_free(sessions);
    return status;
}

static pain_status call_sessions_append(const oom *o)
{
    static const char *const names[] = {"a", "b", "c", "d", "e"};
    pain_sessions *sessions;
    pain_session row;
    pain_status status = pain_sessions_new(&sessions, NULL, o->allocator);

    pain_session_init(&row);
    for (int i = 0; status == PAIN_OK && i < 40; i++) {
        row.patient = names[i % 5];
        row.visit = names[i % 3];
        row.group = names[i % 2];
        row.number = 1 + i;
        row.before = i % 11;
        status = pain_sessions_append(sessions, &row, NULL);
        oom_require(pain_sessions_count(sessions) == (size_t)(i + (status == PAIN_OK)));
        oom_require(pain_sessions_patients(sessions) <= (size_t)i + 1);
    }
    if (status == PAIN_ENOMEM && pain_sessions_count(sessions) > 0)
        oom_require(pain_sessions_get(sessions, 0, &row) == PAIN_OK && *row.patient == 'a');
    pain_sessions_free(sessions);
    return status;
}

static pain_status call_courses_new(const oom *o)
{
    pain_courses *courses = (pain_courses *)&courses;
    pain_status status = pain_courses_new(&courses, o->data->sessions, NULL, o->allocator, NULL);

    oom_require((courses != NULL) == (status == PAIN_OK));
    pain_courses_free(courses);
    return status;
}

static pain_status call_cohort_new(const oom *o)
{
    pain_cohort *cohort = (pain_cohort *)&cohort;
    pain_status status = pain_cohort_new(&cohort, o->data->courses, NULL, o->allocator);

    oom_require((cohort != NULL) == (status == PAIN_OK));
    pain_cohort_free(cohort);
    return status;
}

static pain_status call_cohort_from_arrays(const oom *o)
{
    pain_cohort *cohort = (pain_cohort *)&cohort;
    pain_status status =
        pain_cohort_from_arrays(&cohort, before, after, 8, NULL, PAIN_MISSING_BOCF, o->allocator);

    oom_require((cohort != NULL) == (status == PAIN_OK));
    pain_cohort_free(cohort);
    return status;
}

static pain_status call_cohort_merge(const oom *o)
{
    pain_cohort *into;
    pain_status status = pain_cohort_from_arrays(&into, before, before, 8, NULL, 0, o->allocator);

    if (status != PAIN_OK)
        return status;
    pain_counts was = pain_cohort_pairs(into);

    status = pain_cohort_merge(into, o->data->cohort);
    if (status == PAIN_OK)
        oom_require(pain_cohort_count(into).n == 16);
    else
        oom_require(pain_cohort_count(into).n == 8 && same_counts(was, pain_cohort_pairs(into)));
    pain_cohort_free(into);
    return status;
}

static pain_status call_summary_new(const oom *o)
{
    pain_summary *summary = (pain_summary *)&summary;
    pain_status status = summarize(&summary, o->data->sessions, o->allocator);

    oom_require((summary != NULL) == (status == PAIN_OK));
    pain_summary_free(summary);
    return status;
}

static pain_status call_report_text(const oom *o)
{
    return pain_report_text(o->data->summary, NULL, write_nowhere, NULL);
}

static pain_status call_report_json(const oom *o)
{
    return pain_report_json(o->data->summary, NULL, write_nowhere, NULL);
}

static pain_status call_report_csv(const oom *o)
{
    return pain_report_csv(o->data->summary, NULL, write_nowhere, NULL);
}

static pain_status call_csv_open(const oom *o)
{
    static const char *const columns[] = {"patient=patient"}, *const where[] = {"arm=x,y"};
    static const char *const missing[] = {"99"};
    const char *rest = o->data->csv;
    const pain_csv_options options = {.size = sizeof options,
                                      .columns = columns,
                                      .n_columns = 1,
                                      .where = where,
                                      .n_where = 1,
                                      .missing = missing,
                                      .n_missing = 1,
                                      .allocator = o->allocator};
    pain_csv *reader = (pain_csv *)&reader;
    pain_error error;
    pain_status status = pain_csv_open(&reader, read_text, &rest, &options, &error);

    oom_require((reader != NULL) == (status == PAIN_OK));
    oom_require(status == PAIN_OK || error.code == status);
    pain_csv_free(reader);
    return status;
}

static pain_status call_csv_open_file(const oom *o)
{
    const pain_csv_options options = {.size = sizeof options, .allocator = o->allocator};
    const char *top = getenv("PAIN_SRCDIR");
    pain_csv *reader = (pain_csv *)&reader;
    char path[4096];

    (void)snprintf(path, sizeof path, "%s/examples/data/sample_clinic.csv",
                   top != NULL ? top : ".");
    pain_status status = pain_csv_open_file(&reader, path, &options, NULL);

    oom_require((reader != NULL) == (status == PAIN_OK));
    pain_csv_free(reader);
    return status;
}

static pain_status call_csv_next(const oom *o)
{
    const char *rest = o->data->csv;
    const pain_csv_options options = {.size = sizeof options, .allocator = o->allocator};
    pain_csv *reader;
    pain_session row;
    pain_status status = pain_csv_open(&reader, read_text, &rest, &options, NULL);

    while (status == PAIN_OK)
        status = pain_csv_next(reader, &row, NULL);
    if (status == PAIN_ENOMEM && reader != NULL)
        oom_require(row.patient == NULL && pain_csv_next(reader, &row, NULL) == PAIN_ENOMEM);
    pain_csv_free(reader);
    return status == PAIN_DONE ? PAIN_OK : status;
}

static pain_status call_csv_read(const oom *o)
{
    pain_sessions *sessions;
    pain_status status = pain_sessions_new(&sessions, NULL, o->allocator);

    if (status == PAIN_OK) {
        status = fill(sessions, o->allocator);
        oom_require(pain_sessions_count(sessions) <= 5);
        oom_require(status != PAIN_OK || pain_sessions_count(sessions) == 5);
    }
    pain_sessions_free(sessions);
    return status;
}

#define GIVEN(name)                      \
    {                                    \
        "pain_" #name, call_##name, true \
    }
#define WITHOUT(name)                     \
    {                                     \
        "pain_" #name, call_##name, false \
    }

const oom_call oom_data_calls[] = {GIVEN(tally_new),       GIVEN(tally_add),
                                   GIVEN(tally_add_array), GIVEN(tally_add_differences),
                                   GIVEN(tally_merge),     GIVEN(pairs_new),
                                   GIVEN(pairs_add),       GIVEN(pairs_add_arrays),
                                   GIVEN(pairs_merge),     GIVEN(sessions_new),
                                   GIVEN(sessions_append), GIVEN(courses_new),
                                   GIVEN(cohort_new),      GIVEN(cohort_from_arrays),
                                   GIVEN(cohort_merge),    GIVEN(summary_new),
                                   WITHOUT(report_text),   WITHOUT(report_json),
                                   WITHOUT(report_csv),    GIVEN(csv_open),
                                   GIVEN(csv_open_file),   GIVEN(csv_next),
                                   GIVEN(csv_read),        {NULL, NULL, false}};
