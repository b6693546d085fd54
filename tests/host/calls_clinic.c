/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "calls.h"

/* Thirty patients of two groups, with scores before and after sessions, some of whom leave. */
static pain_sessions *make_sessions(void)
{
    pain_sessions *sessions = NULL;

    if (pain_sessions_new(&sessions, NULL, NULL) != PAIN_OK)
        return NULL;
    for (int patient = 0; patient < 30; patient++)
        for (int number = 1; number <= 3 - (patient % 7 == 0); number++) {
            pain_session row;
            char name[16];

            (void)snprintf(name, sizeof name, "P%d", patient);
            pain_session_init(&row);
            row.patient = name;
            row.group = patient % 2 == 0 ? "a" : "b";
            row.number = number;
            row.planned = 3;
            row.before = (pain_score)(7 - (patient * number) % 5 + patient % 3);
            row.after = (pain_score)(row.before > 2 ? row.before - 2 : 0);
            if (pain_sessions_append(sessions, &row, NULL) != PAIN_OK)
                abort();
        }
    return sessions;
}

static void call_scale(host_calls *calls)
{
    pain_scale scale;

    if (pain_scale_parse("0:10:0.1", &scale) != PAIN_OK)
        abort();
    VALUE(double, pain_scale_step, &scale);
    VALUE(pain_score, pain_scale_score, &scale, 7.3);
    VALUE(double, pain_scale_value, &scale, 73);
    VALUE(double, pain_percent_reduction, 7, 2);
}

static void call_one_cohort(host_calls *calls, const pain_cohort *cohort)
{
    ESTIMATE(pain_mean_percent_reduction, cohort, NULL);
    ESTIMATE(pain_percent_reduction_of_means, cohort, NULL);
    ESTIMATE(pain_median_percent_reduction, cohort, NULL);
    ESTIMATE(pain_mean_reduction, cohort, NULL);
    ESTIMATE(pain_session_reduction, cohort, NULL);
    ESTIMATE(pain_responders, cohort, 30, NULL);
    ESTIMATE(pain_point_responders, cohort, 2, NULL);
    ESTIMATE(pain_near_zero, cohort, 1, NULL);
    ESTIMATE(pain_no_worse_than_mild, cohort, NULL);
    ESTIMATE(pain_worsened, cohort, NULL);
    ESTIMATE(pain_measure_estimate, cohort, PAIN_MEASURE_MEAN_POINTS, 0, NULL);
}

static void call_two_cohorts(host_calls *calls, const pain_cohort *a, const pain_cohort *b)
{
    ESTIMATE(pain_mean_percent_difference, a, b, NULL);
    ESTIMATE(pain_mean_reduction_difference, a, b, NULL);
    ESTIMATE(pain_median_percent_difference, a, b, NULL);
    ESTIMATE(pain_percent_of_means_difference, a, b, NULL);
    ESTIMATE(pain_adjusted_percent_difference, a, b, NULL);
}

static void call_cohorts(host_calls *calls, const pain_sessions *sessions)
{
    static const double baseline[] = {7, 6, 8, 5, 9}, endpoint[] = {2, 5, 1, 0, 3};
    pain_courses *courses = NULL;
    pain_cohort *cohorts[3] = {NULL};

    host_note(calls, "pain_courses_new", pain_courses_new(&courses, sessions, NULL, NULL, NULL), "",
              0);
    for (int64_t group = 0; group < 3; group++) {
        const pain_cohort_options which = {.size = sizeof which, .group = group};

        host_note(calls, "pain_cohort_new", pain_cohort_new(&cohorts[group], courses, &which, NULL),
                  "", 0);
    }
    call_one_cohort(calls, cohorts[0]);
    call_two_cohorts(calls, cohorts[1], cohorts[2]);
    for (int i = 0; i < 3; i++)
        pain_cohort_free(cohorts[i]);
    host_note(calls, "pain_cohort_from_arrays",
              pain_cohort_from_arrays(&cohorts[0], baseline, endpoint, 5, NULL,
                                      PAIN_MISSING_OBSERVED, NULL),
              "", 0);
    ESTIMATE(pain_mean_percent_reduction, cohorts[0], NULL);
    pain_cohort_free(cohorts[0]);
    pain_courses_free(courses);
}

typedef struct collected {
    host_calls *calls;
    const char *name;
} collected;

static pain_status collect(void *context, const char *text, size_t length)
{
    collected *c = context;

    host_note(c->calls, c->name, 0, text, length);
    return PAIN_OK;
}

static void call_reports(host_calls *calls, const pain_sessions *sessions)
{
    pain_summary *summary = NULL;
    collected c = {calls, ""};
    size_t n = 0;

    host_note(calls, "pain_summary_new", pain_summary_new(&summary, sessions, NULL, NULL, NULL), "",
              0);
    const pain_summary_row *rows = pain_summary_rows(summary, &n);

    host_note(calls, "pain_summary_rows", 0, rows, n * sizeof *rows);
    c.name = "pain_report_text";
    host_note(calls, c.name, pain_report_text(summary, NULL, collect, &c), "", 0);
    c.name = "pain_report_json";
    host_note(calls, c.name, pain_report_json(summary, NULL, collect, &c), "", 0);
    c.name = "pain_report_csv";
    host_note(calls, c.name, pain_report_csv(summary, NULL, collect, &c), "", 0);
    pain_summary_free(summary);
}

static void call_verification(host_calls *calls, const pain_sessions *sessions)
{
    pain_claim claim;
    pain_verification *verification = NULL;
    pain_checks checks;
    size_t n = 0;

    if (pain_claim_parse("percent reduction = 61 %", &claim, NULL) != PAIN_OK)
        abort();
    host_note(calls, "pain_verification_new",
              pain_verification_new(&verification, sessions, &claim, 1, NULL, NULL, NULL), "", 0);
    const pain_verify_cell *cells = pain_verification_cells(verification, 0, &n);

    for (size_t i = 0; i < n; i++)
        host_note(calls, "pain_verification_cells", cells[i].support, &cells[i].estimate,
                  sizeof cells[i].estimate);
    pain_verification_free(verification);
    memset(&checks, 0, sizeof checks);
    host_note(calls, "pain_checks_run", pain_checks_run(sessions, NULL, NULL, &checks, NULL),
              &checks.completers_reduction, sizeof checks.completers_reduction);
    host_note(calls, "pain_checks_run", 0, &checks.last_fall, sizeof checks.last_fall);
}

void host_call_outcomes(host_calls *calls)
{
    pain_sessions *sessions = make_sessions();

    call_scale(calls);
    call_cohorts(calls, sessions);
    call_reports(calls, sessions);
    call_verification(calls, sessions);
    pain_sessions_free(sessions);
}
