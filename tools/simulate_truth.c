/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was true in the simulated clinic, and what would have been seen had nobody stopped and no
 * score gone missing. Figures are made of whole numbers and rounded to 4 decimals, so that they
 * are the same text everywhere. */
#include <config.h>

#include <string.h>

#include "json.h"
#include "simulate.h"

enum { DIVIDES_ALL = 2520 }; /* by 1 to 10, so that percentages of every baseline are whole */

static void count_reason(sim_truth *truth, const char *stop)
{
    truth->completed += strcmp(stop, "completed") == 0;
    truth->well += strcmp(stop, "well") == 0;
    truth->no_relief += strcmp(stop, "no relief") == 0;
    truth->adverse += strcmp(stop, "adverse event") == 0;
    truth->other += strcmp(stop, "other") == 0;
}

static void add_pair(sim_tally *tally, const sim_score *baseline, const sim_score *endpoint)
{
    tally->n++;
    tally->count[baseline->given][endpoint->given]++;
    tally->undefined += baseline->given == 0;
    tally->baseline += baseline->pain;
    tally->endpoint += endpoint->pain;
    tally->reduction += INT64_C(1000000) * (baseline->pain - endpoint->pain) / baseline->pain;
}

void sim_truth_add(sim_truth *truth, const sim_patient *patient, const sim_parameters *parameters)
{
    const sim_course *course = &patient->courses[0];
    const sim_session *last = &course->sessions[parameters->sessions - 1];

    truth->evaluated++;
    truth->of_class[patient->kind]++;
    if (course->attended == 0)
        return;
    truth->started++;
    truth->repeated += patient->n_courses > 1;
    count_reason(truth, course->stop);
    add_pair(&truth->before, &course->sessions[0].before, &last->before);
    add_pair(&truth->after, &course->sessions[0].before, &last->after);
}

/* numerator / denominator to 4 decimals, halves away from zero; null for a denominator of 0. */
static json_t *quotient(int64_t numerator, uint64_t denominator)
{
    if (denominator == 0)
        return json_null();
    int64_t d = (int64_t)denominator, whole = numerator / d, rest = numerator % d * 20000 / d;

    rest = (rest + (rest < 0 ? -1 : 1)) / 2;
    return json_real((double)(whole * 10000 + rest) / 10000.0);
}

static json_t *chance(int32_t in_10000)
{
    return quotient(in_10000, 10000);
}

static json_t *points(int32_t milli)
{
    return quotient(milli, 1000);
}

static json_t *mean_percent(const sim_tally *tally)
{
    int64_t sum = 0;

    for (int b = 1; b <= 10; b++)
        for (int e = 0; e <= 10; e++)
            sum += (int64_t)tally->count[b][e] * (100 * DIVIDES_ALL / b) * (b - e);
    return quotient(sum, DIVIDES_ALL * (tally->n - tally->undefined));
}

static json_t *percent_of_means(const sim_tally *tally)
{
    int64_t baseline = 0, endpoint = 0;

    for (int b = 0; b <= 10; b++) {
        for (int e = 0; e <= 10; e++) {
            baseline += (int64_t)tally->count[b][e] * b;
            endpoint += (int64_t)tally->count[b][e] * e;
        }
    }
    return quotient(100 * (baseline - endpoint), (uint64_t)baseline);
}

static json_t *near_zero(const sim_tally *tally)
{
    json_t *counts = json_array();
    int64_t sum = 0;

    for (int e = 0; e <= 3; e++) {
        for (int b = 0; b <= 10; b++)
            sum += (int64_t)tally->count[b][e];
        tool_json_append(&counts, json_integer(sum));
    }
    return counts;
}

static int64_t responders(const sim_tally *tally, int percent)
{
    int64_t sum = 0;

    for (int b = 1; b <= 10; b++)
        for (int e = 0; e <= 10; e++)
            sum += 100 * (b - e) >= percent * b ? (int64_t)tally->count[b][e] : 0;
    return sum;
}

static json_t *endpoint(const sim_tally *tally)
{
    return json_pack(
        "{s:I, s:o, s:o, s:o, s:I, s:I, s:o, s:o}", "n", (json_int_t)tally->n,
        "mean_percent_reduction", mean_percent(tally), "percent_reduction_of_means",
        percent_of_means(tally), "at_most_0_1_2_3", near_zero(tally), "responders_30_percent",
        (json_int_t)responders(tally, 30), "responders_50_percent",
        (json_int_t)responders(tally, 50), "mean_percent_reduction_of_pain_itself",
        quotient(tally->reduction, 10000 * tally->n), "percent_reduction_of_mean_pain_itself",
        quotient(100 * (tally->baseline - tally->endpoint), (uint64_t)tally->baseline));
}

static json_t *counts(const sim_truth *t)
{
    return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "evaluated",
                     (json_int_t)t->evaluated, "started", (json_int_t)t->started, "completed",
                     (json_int_t)t->completed, "completed_early_because_well", (json_int_t)t->well,
                     "stopped_for_no_relief", (json_int_t)t->no_relief,
                     "stopped_for_an_adverse_event", (json_int_t)t->adverse,
                     "stopped_for_another_reason", (json_int_t)t->other, "had_a_second_course",
                     (json_int_t)t->repeated);
}

static json_t *classes(const sim_truth *truth, const sim_parameters *p)
{
    json_t *all = json_array();
    int32_t still = 10000;

    for (int32_t i = 1; i < p->sessions; i++)
        still = sim_part(still, 10000 - (int32_t)p->gain);
    for (int i = 0; i < SIM_CLASSES; i++) {
        const sim_class *c = &p->classes[i];

        tool_json_append(&all, json_pack("{s:s, s:o, s:I, s:o, s:o, s:o, s:o}", "class", c->name,
                                         "chance", chance((int32_t)c->share), "patients",
                                         (json_int_t)truth->of_class[i], "lasting_share_mean",
                                         chance(c->lasting), "lasting_share_sd", chance(c->spread),
                                         "expected_percent_reduction_before_last_session",
                                         quotient(sim_part(c->lasting, 10000 - still), 100),
                                         "acute_share_mean", chance(c->acute)));
    }
    return all;
}

static json_t *stopping(const sim_parameters *p)
{
    json_t *bands = json_array();

    for (int i = 0; i < SIM_RELIEF_BANDS; i++) {
        json_t *band = json_pack("{s:o}", "chance_after_a_session", chance((int32_t)p->stop[i]));

        if (i < SIM_RELIEF_BANDS - 1)
            tool_json_set(&band, "relief_below_percent", json_integer(sim_band_ends[i]));
        tool_json_append(&bands, band);
    }
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "no_relief", bands, "adverse_event",
                     chance((int32_t)p->adverse), "other", chance((int32_t)p->other),
                     "well_after_two_scores_of_0_from_session_5", chance((int32_t)p->well),
                     "not_started_after_30_percent_relief_in_the_trial",
                     chance((int32_t)p->never[0]), "not_started_otherwise",
                     chance((int32_t)p->never[1]));
}

static json_t *follow_ups(const sim_parameters *p)
{
    json_t *all = json_array();

    for (int i = 0; i < SIM_FOLLOW_UPS; i++)
        tool_json_append(&all, json_pack("{s:i, s:o, s:o, s:o}", "days", (int)sim_follow_up_days[i],
                                         "relapsed_share_of_the_gain", chance(p->relapse[i]),
                                         "lost_of_completers", chance((int32_t)p->lost[0][i]),
                                         "lost_of_others", chance((int32_t)p->lost[1][i])));
    return all;
}

static json_t *parameters_of(const sim_parameters *p)
{
    return json_pack("{s:I, s:i, s:i, s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "seed",
                     (json_int_t)p->seed, "patients", (int)p->patients, "sites", (int)p->sites,
                     "sessions", (int)p->sessions, "missing", chance((int32_t)p->missing), "repeat",
                     chance((int32_t)p->repeat), "baseline_mean", points(p->baseline),
                     "baseline_sd", points(p->baseline_sd), "baseline_least",
                     points(p->baseline_least), "baseline_most", points(p->baseline_most),
                     "noise_sd", points(p->noise), "share_of_the_rest_gained_by_a_session",
                     chance((int32_t)p->gain), "share_of_missing_recorded_as_99",
                     chance((int32_t)p->unanswered));
}

bool sim_truth_write(FILE *file, const sim_truth *truth, const sim_parameters *p)
{
    json_t *full = json_pack(
        "{s:s, s:o, s:o}", "who",
        "everyone who started, first course, had all planned sessions been held and scored",
        "before_last_session", endpoint(&truth->before), "after_last_session",
        endpoint(&truth->after));
    json_t *root = json_pack(
        "{s:b, s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "simulated", 1, "note",
        "No patient exists. Made by painstat simulate, to be compared with what an "
        "analysis of the file says.",
        "parameters", parameters_of(p), "classes", classes(truth, p), "stopping", stopping(p),
        "follow_up", follow_ups(p), "counts", counts(truth), "full_data", full);

    /* Fewer digits than a double has: versions of jansson differ in the last ones. */
    return tool_json_write(file, root, JSON_REAL_PRECISION(12));
}
