/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One patient of the clinic that does not exist: pain, scores, stopping, follow-up. */
#include <config.h>

#include <string.h>

#include "simulate.h"

const int32_t sim_band_ends[SIM_RELIEF_BANDS - 1] = {10, 30, 50};
const int32_t sim_follow_up_days[SIM_FOLLOW_UPS] = {30, 90};

enum { WEEKDAYS = 250 }; /* patients come over fifty weeks */

sim_parameters sim_defaults(void)
{
    return (sim_parameters){
        .seed = 1,
        .patients = 400,
        .sites = 3,
        .sessions = 10,
        .missing = 200,
        .repeat = 800,
        .baseline = 7000,
        .baseline_sd = 1300,
        .baseline_least = 3000,
        .baseline_most = 10000,
        .noise = 600,
        .gain = 3000,
        .unanswered = 2000,
        .never = {1000, 3500},
        .stop = {2000, 1200, 500, 80},
        .adverse = 30,
        .other = 80,
        .well = 1500,
        .lost = {{1500, 3000}, {6000, 8000}},
        .relapse = {800, 2000},
        .classes = {{"responder", 6000, 8800, 900, 4500},
                    {"partial responder", 2000, 6000, 1200, 5500},
                    {"non-responder", 2000, 1000, 1000, 2500}},
    };
}

/* A score of this pain. Every draw is made whatever comes of it, so that a parameter changes what
 * it is about and leaves the rest as it was. */
static sim_score score_of(pain_rng *rng, const sim_parameters *p, int32_t pain)
{
    int32_t noisy = pain + sim_normal(rng, p->noise);
    bool missing = sim_chance(rng, p->missing), unanswered = sim_chance(rng, p->unanswered);
    sim_score score = {.pain = pain, .given = sim_clip((noisy + 500) / 1000, 0, 10)};

    if (noisy < 0)
        score.given = 0;
    score.recorded = !missing ? score.given : unanswered ? SIM_UNANSWERED : SIM_EMPTY;
    return score;
}

/* A session at this pain before it. The acute relief varies from session to session. */
static sim_session session_of(pain_rng *rng, const sim_parameters *p, const sim_class *kind,
                              int32_t pain, int32_t day)
{
    int32_t acute = sim_clip(kind->acute + sim_normal(rng, 1500), 0, 10000);
    sim_session session = {.day = day};

    session.before = score_of(rng, p, pain);
    session.after = score_of(rng, p, pain - sim_part(pain, acute));
    return session;
}

/* All planned sessions, one each weekday from `day` on. `still` is the share of the lasting relief
 * that is still to come. */
static void hold_sessions(sim_course *course, pain_rng *rng, const sim_parameters *p,
                          const sim_class *kind, int32_t pain, int32_t lasting, int32_t day)
{
    int32_t still = 10000;

    for (int32_t i = 0; i < p->sessions; i++) {
        int32_t gone = sim_part(lasting, 10000 - still);

        course->sessions[i] =
            session_of(rng, p, kind, pain - sim_part(pain, gone), sim_weekday(day, i));
        still = sim_part(still, 10000 - (int32_t)p->gain);
    }
}

/* The band of relief: how far the score before session i has fallen from that before the first. */
static int relief_band(const sim_course *course, int32_t i)
{
    int32_t first = course->sessions[0].before.given, now = course->sessions[i].before.given;
    int band = 0;

    while (band < SIM_RELIEF_BANDS - 1 && 100 * (first - now) >= sim_band_ends[band] * first)
        band++;
    return band;
}

/* Why the patient stops after session i; NULL for going on. */
static const char *reason_to_stop(const sim_course *course, pain_rng *rng, const sim_parameters *p,
                                  int32_t i)
{
    bool no_relief = sim_chance(rng, p->stop[relief_band(course, i)]);
    bool adverse = sim_chance(rng, p->adverse), other = sim_chance(rng, p->other);
    bool well = sim_chance(rng, p->well);

    if (i > 0 && no_relief)
        return "no relief";
    if (adverse)
        return "adverse event";
    if (other)
        return "other";
    if (i >= 4 && well && course->sessions[i].before.given == 0 &&
        course->sessions[i - 1].before.given == 0)
        return "well";
    return NULL;
}

static void attend(sim_course *course, pain_rng *rng, const sim_parameters *p)
{
    course->attended = p->sessions;
    course->stop = "completed";
    for (int32_t i = 0; i < p->sessions - 1; i++) {
        const char *reason = reason_to_stop(course, rng, p, i);

        if (reason != NULL && course->attended == p->sessions) {
            course->attended = i + 1;
            course->stop = reason;
        }
    }
}

static bool is_completed(const sim_course *course)
{
    return strcmp(course->stop, "completed") == 0 || strcmp(course->stop, "well") == 0;
}

/* Visits 30 and 90 days after the last session, on the next weekday. */
static void follow_up(sim_course *course, pain_rng *rng, const sim_parameters *p, int32_t pain)
{
    const sim_session *last = &course->sessions[course->attended - 1];

    for (int i = 0; i < SIM_FOLLOW_UPS; i++) {
        int32_t gained = pain - last->before.pain;

        course->follow_ups[i].day = sim_weekday(last->day + sim_follow_up_days[i], 0);
        course->follow_ups[i].score =
            score_of(rng, p, last->before.pain + sim_part(gained, p->relapse[i]));
        course->follow_ups[i].reached = !sim_chance(rng, p->lost[!is_completed(course)][i]);
    }
}

/* Whether the patient starts after the trial session, which brought at least 30 % relief or not. */
static bool starts(const sim_patient *patient, pain_rng *rng, const sim_parameters *p)
{
    int32_t before = patient->evaluation.before.given, after = patient->evaluation.after.given;

    return !sim_chance(rng, p->never[100 * (before - after) < 30 * before]);
}

/* A second course begins with the pain that came back, a week after the last follow-up. */
static void repeat_course(sim_patient *patient, pain_rng *rng, const sim_parameters *p)
{
    sim_course *first = &patient->courses[0], *second = &patient->courses[1];
    int32_t pain = first->follow_ups[SIM_FOLLOW_UPS - 1].score.pain;
    int32_t day = sim_weekday(first->follow_ups[SIM_FOLLOW_UPS - 1].day, 5);

    if (!sim_chance(rng, p->repeat) || !is_completed(first))
        return;
    patient->n_courses = 2;
    hold_sessions(second, rng, p, &p->classes[patient->kind], pain, patient->lasting, day);
    attend(second, rng, p);
    follow_up(second, rng, p, pain);
}

static int32_t class_of(uint64_t draw, const sim_parameters *p)
{
    int32_t kind = 0;

    while (kind < SIM_CLASSES - 1 && draw >= p->classes[kind].share)
        draw -= p->classes[kind++].share;
    return kind;
}

void sim_patient_make(sim_patient *patient, const sim_parameters *p, int32_t number)
{
    pain_rng rng;
    int32_t day = sim_weekday(0, (int32_t)((int64_t)(number - 1) * WEEKDAYS / p->patients));

    memset(patient, 0, sizeof *patient);
    pain_rng_init(&rng, p->seed, (uint64_t)number);
    patient->number = number;
    patient->site = (int32_t)pain_rng_below(&rng, (uint64_t)p->sites) + 1;
    patient->kind = class_of(pain_rng_below(&rng, 10000), p);
    const sim_class *kind = &p->classes[patient->kind];

    patient->lasting = sim_clip(kind->lasting + sim_normal(&rng, kind->spread), -2000, 10000);
    patient->pain = sim_clip(p->baseline + sim_normal(&rng, p->baseline_sd), p->baseline_least,
                             p->baseline_most);
    patient->evaluation = session_of(&rng, p, kind, patient->pain, day);
    sim_course *course = &patient->courses[0];

    day = sim_weekday(day, 1 + (int32_t)pain_rng_below(&rng, 10));
    hold_sessions(course, &rng, p, kind, patient->pain, patient->lasting, day);
    course->stop = "";
    patient->n_courses = 1;
    if (!starts(patient, &rng, p))
        return;
    attend(course, &rng, p);
    follow_up(course, &rng, p, patient->pain);
    repeat_course(patient, &rng, p);
}
