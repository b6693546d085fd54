/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulated clinic's export: one row a session, an evaluation before and visits after. */
#include <config.h>

#include <inttypes.h>

#include "simulate.h"

void sim_write_header(FILE *file)
{
    (void)fputs("patient_id,course,site,visit,session,date,pain_before,pain_after,planned,"
                "stop_reason\n",
                file);
}

static void write_score(FILE *file, int32_t recorded)
{
    if (recorded != SIM_EMPTY)
        (void)fprintf(file, "%" PRId32, recorded);
    (void)fputc(',', file);
}

/* The cells up to the visit. */
static void begin_row(FILE *file, const sim_patient *patient, int course)
{
    (void)fprintf(file, "SIM-%04" PRId32 ",%d,%c%" PRId32 ",", patient->number, course + 1, 'S',
                  patient->site);
}

/* The cells after the scores. A course that was never started has no plan. */
static void end_row(FILE *file, const sim_course *course, int32_t planned)
{
    if (course->attended > 0)
        (void)fprintf(file, "%" PRId32, planned);
    (void)fprintf(file, ",%s\n", course->stop);
}

static void write_session(FILE *file, int32_t number, const sim_session *session)
{
    char date[16];

    sim_date(session->day, date);
    (void)fprintf(file, "%s,%" PRId32 ",%s,", number == 0 ? "evaluation" : "", number, date);
    write_score(file, session->before.recorded);
    write_score(file, session->after.recorded);
}

static void write_follow_ups(FILE *file, const sim_patient *patient, int c, int32_t planned)
{
    const sim_course *course = &patient->courses[c];
    char date[16];

    for (int i = 0; i < SIM_FOLLOW_UPS; i++) {
        if (!course->follow_ups[i].reached)
            continue;
        begin_row(file, patient, c);
        sim_date(course->follow_ups[i].day, date);
        (void)fprintf(file, "follow-up %" PRId32 ",,%s,", sim_follow_up_days[i], date);
        write_score(file, course->follow_ups[i].score.recorded);
        (void)fputc(',', file);
        end_row(file, course, planned);
    }
}

void sim_write_patient(FILE *file, const sim_patient *patient, const sim_parameters *parameters)
{
    begin_row(file, patient, 0);
    write_session(file, 0, &patient->evaluation);
    end_row(file, &patient->courses[0], parameters->sessions);
    for (int c = 0; c < patient->n_courses; c++) {
        const sim_course *course = &patient->courses[c];

        for (int32_t i = 0; i < course->attended; i++) {
            begin_row(file, patient, c);
            write_session(file, i + 1, &course->sessions[i]);
            end_row(file, course, parameters->sessions);
        }
        if (course->attended > 0)
            write_follow_ups(file, patient, c, parameters->sessions);
    }
}
