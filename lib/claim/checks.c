/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a validator looks at first. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "base/floats.h"
#include "claim/checks.h"
#include "data/cohort.h"
#include "data/sessions_table.h"

/* The courses under each rule that is needed. */
typedef struct views {
    pain_courses *given, *before, *after, *every;
} views;

static void free_views(views *v)
{
    pain_courses_free(v->given);
    pain_courses_free(v->before);
    pain_courses_free(v->after);
    pain_courses_free(v->every);
}

static pain_status make_views(views *v, const pain_sessions *sessions,
                              const pain_course_rules *given, const pain_allocator *a,
                              pain_error *error)
{
    pain_course_rules rules = *given;
    pain_status status = pain_courses_new(&v->given, sessions, &rules, a, error);

    rules.choice = PAIN_COURSE_ALL;
    if (status == PAIN_OK)
        status = pain_courses_new(&v->every, sessions, &rules, a, error);
    rules.choice = given->choice;
    rules.endpoint = PAIN_ENDPOINT_LAST_BEFORE;
    if (status == PAIN_OK)
        status = pain_courses_new(&v->before, sessions, &rules, a, error);
    rules.endpoint = PAIN_ENDPOINT_LAST_AFTER;
    if (status == PAIN_OK && !pain_courses_are_assessments(v->given))
        status = pain_courses_new(&v->after, sessions, &rules, a, error);
    return status;
}

static bool has_started(const pain_course *course)
{
    return (course->flags & PAIN_COURSE_STARTED) != 0;
}

static void count_courses(pain_checks *c, const pain_courses *courses)
{
    size_t n = 0;
    const pain_course *course = pain_courses_list(courses, &n);

    c->evaluated = n;
    for (size_t i = 0; i < n; i++) {
        if (!has_started(&course[i]))
            continue;
        c->started++;
        c->completers += pain__population_has(PAIN_POPULATION_COMPLETERS, &course[i]);
        c->no_endpoint += course[i].endpoint < 0;
        c->zero_baseline += course[i].baseline == 0;
    }
}

/* Courses are in order of patient. */
static void count_repeats(pain_checks *c, const pain_courses *courses)
{
    size_t n = 0;
    const pain_course *course = pain_courses_list(courses, &n);
    uint64_t of_patient = 0;

    for (size_t i = 0; i < n; i++) {
        if (i == 0 || course[i].patient != course[i - 1].patient)
            of_patient = 0;
        if (!has_started(&course[i]))
            continue;
        of_patient++;
        c->patients += of_patient == 1;
        c->repeaters += of_patient == 2;
        c->more_courses += of_patient > 1;
    }
}

/* The last score before and after a session of one course each; both lists have the same courses.
 */
static void count_last(pain_checks *c, const views *v)
{
    size_t n = 0;
    const pain_course *before = pain_courses_list(v->before, &n), *after;
    pain_scale scale = pain_courses_scale(v->before);
    double fall = 0.0;

    if (v->after == NULL)
        return;
    after = pain_courses_list(v->after, &n);
    for (size_t i = 0; i < n; i++) {
        if (!has_started(&before[i]))
            continue;
        c->last_scores += before[i].endpoint >= 0 || after[i].endpoint >= 0;
        c->last_after += after[i].endpoint >= 0;
        if (before[i].endpoint < 0 || after[i].endpoint < 0)
            continue;
        c->last_both++;
        fall += (double)(before[i].endpoint - after[i].endpoint);
    }
    if (c->last_both > 0)
        c->last_fall =
            fall / (double)c->last_both * pain_scale_step(&scale) / pain_courses_unit(v->before);
}

static void count_digits(pain_checks *c, const pain_courses *courses)
{
    size_t n = 0;
    const pain_course *course = pain_courses_list(courses, &n);
    pain_scale scale = pain_courses_scale(courses);
    int32_t steps = pain_scale_steps(&scale);

    if (steps >= PAIN_CHECKS_SCORES || pain_courses_unit(courses) != 1)
        return;
    for (size_t i = 0; i < n; i++) {
        if (!has_started(&course[i]))
            continue;
        if (course[i].baseline >= 0) {
            c->baselines.n++;
            c->baselines.count[course[i].baseline]++;
        }
        if (course[i].endpoint >= 0) {
            c->endpoints.n++;
            c->endpoints.count[course[i].endpoint]++;
        }
    }
    pain__check_digits(&c->baselines, steps);
    pain__check_digits(&c->endpoints, steps);
}

static pain_status estimate_one(const pain_courses *courses, pain_population population,
                                pain_missing_rule missing, pain_measure measure, double cut,
                                const pain_interval_options *interval, pain_estimate *estimate)
{
    const pain_cohort_options which = {
        .size = sizeof which, .population = (int32_t)population, .missing = (int32_t)missing};
    pain_cohort *cohort = NULL;
    pain_status status = pain_cohort_new(&cohort, courses, &which, interval->allocator);

    if (status == PAIN_OK)
        status = pain_measure_estimate(cohort, measure, cut, interval, estimate);
    pain_cohort_free(cohort);
    /* That a number is undefined is in the estimate. */
    return status == PAIN_ENOMEM || status == PAIN_EINVAL ? status : PAIN_OK;
}

static pain_status estimate_all(pain_checks *c, const pain_courses *courses,
                                const pain_interval_options *interval)
{
    pain_scale scale = pain_courses_scale(courses);
    double cut = 0.1 * pain_scale_steps(&scale) * pain_scale_step(&scale);
    const struct {
        pain_population population;
        pain_missing_rule missing;
        pain_measure measure;
        pain_estimate *estimate;
    } all[] = {
        {PAIN_POPULATION_COMPLETERS, PAIN_MISSING_OBSERVED, PAIN_MEASURE_MEAN_PERCENT,
         &c->completers_reduction},
        {PAIN_POPULATION_STARTED, PAIN_MISSING_BOCF, PAIN_MEASURE_MEAN_PERCENT,
         &c->started_reduction},
        {PAIN_POPULATION_COMPLETERS, PAIN_MISSING_OBSERVED, PAIN_MEASURE_NEAR_ZERO,
         &c->completers_near_zero},
        {PAIN_POPULATION_STARTED, PAIN_MISSING_NON_RESPONDER, PAIN_MEASURE_NEAR_ZERO,
         &c->started_near_zero},
        {PAIN_POPULATION_STARTED, PAIN_MISSING_OBSERVED, PAIN_MEASURE_MEAN_POINTS, &c->fall}};
    pain_status status = PAIN_OK;

    for (size_t i = 0; status == PAIN_OK && i < sizeof all / sizeof *all; i++)
        status = estimate_one(courses, all[i].population, all[i].missing, all[i].measure, cut,
                              interval, all[i].estimate);
    return status;
}

/* Nothing is known yet. */
static void clear(pain_checks *c)
{
    const pain_estimate none = {.value = NAN, .lower = NAN, .upper = NAN};

    memset(c, 0, sizeof *c);
    c->completers_reduction = c->started_reduction = c->completers_near_zero = none;
    c->started_near_zero = c->fall = none;
    c->last_fall = c->baselines.p_value = c->endpoints.p_value = NAN;
    c->regression = (pain_regression_to_mean){.reason = PAIN_EEMPTY,
                                              .correlation = NAN,
                                              .mean_all = NAN,
                                              .mean_selected = NAN,
                                              .expected_fall = NAN};
}

/* What is wrong with the options; NULL for nothing. */
static const char *check_options(const pain_sessions *sessions, const pain_checks_options *o)
{
    if (o->has_screening != 0 && pain_scale_score(&sessions->scale, o->screening) < 0)
        return "the screening cut is no score of the scale";
    if (o->has_correlation != 0 && !(o->correlation >= 0.0 && o->correlation < 1.0))
        return "the correlation is not from 0 to below 1";
    return NULL;
}

pain_status pain_checks_run(const pain_sessions *sessions, const pain_checks_options *options,
                            const pain_allocator *allocator, pain_checks *checks, pain_error *error)
{
    PAIN__FLOATS;
    pain_checks_options known;
    pain_course_rules rules;
    pain_allocator a = pain__allocator(allocator);
    views v = {NULL, NULL, NULL, NULL};

    pain__error_clear(error);
    if (checks != NULL)
        clear(checks);
    if (checks == NULL || sessions == NULL ||
        pain__options(&known, sizeof known, options) != PAIN_OK ||
        pain__options(&rules, sizeof rules, known.rules) != PAIN_OK)
        return pain__fail(error, PAIN_EINVAL, "%s", pain_status_text(PAIN_EINVAL));
    const char *wrong = check_options(sessions, &known);

    if (wrong != NULL)
        return pain__fail(error, PAIN_EINVAL, "%s", wrong);
    rules.size = sizeof rules;
    const pain_interval_options interval = {
        .size = sizeof interval, .level = known.level, .allocator = &a};
    pain_status status = make_views(&v, sessions, &rules, &a, error);

    if (status == PAIN_OK) {
        count_courses(checks, v.given);
        count_repeats(checks, v.every);
        count_last(checks, &v);
        count_digits(checks, v.given);
        status = estimate_all(checks, v.given, &interval);
        if (status == PAIN_OK)
            status = pain__check_regression(sessions, v.given, &known, &a, &checks->regression);
        if (status != PAIN_OK)
            (void)pain__fail(error, status, "%s", pain_status_text(status));
    }
    free_views(&v);
    if (status != PAIN_OK)
        clear(checks);
    return status;
}
