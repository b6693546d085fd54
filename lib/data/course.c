/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Courses of therapy. */
#include <config.h>

#include <string.h>

#include "base/floats.h"
#include "data/row_order.h"
#include "data/rules.h"

struct pain_courses {
    pain_allocator allocator;
    pain_scale scale;
    int32_t unit;
    bool assessments;
    pain_course *list;
    size_t n, capacity;
    pain__labels groups; /* in their order */
};

/* What is at hand while courses are made. */
typedef struct {
    pain__rules rules;
    pain__row_order order;
    uint32_t *group; /* index among the courses' groups by label index of the table */
} workshop;

static pain_status copy_groups(pain_courses *courses, const pain__labels *labels, uint32_t *index)
{
    uint32_t *order;
    bool numbers;
    pain_status status = pain__labels_order(labels, &courses->allocator, &order, &numbers);

    for (size_t i = 0; status == PAIN_OK && i < labels->n; i++) {
        pain__word word = pain__word_of(pain__labels_text(labels, order[i]));

        status = pain__labels_reserve(&courses->groups, &word);
        if (status == PAIN_OK)
            index[order[i]] = pain__labels_add(&courses->groups, &word);
    }
    pain__free(&courses->allocator, order);
    return status;
}

/* True when the row is one that "sessions attended" counts: every session; of assessments those
 * with a score. */
static bool is_attended(const pain__rules *rules, const pain__row *row)
{
    if (row->occasion != rules->main)
        return false;
    return !rules->assessments || row->before >= 0 || row->after >= 0;
}

/* Adds up what does not depend on baseline and endpoint. */
static void sum_rows(const workshop *shop, pain__course_rows *rows, pain_course *course)
{
    course->group = PAIN_NO_GROUP;
    rows->end_day = PAIN_NO_DAY;
    for (size_t i = 0; i < rows->n; i++) {
        const pain__row *row = rows->row[i];

        if (course->group == PAIN_NO_GROUP && row->group != PAIN__NO_LABEL)
            course->group = shop->group[row->group];
        course->planned = row->planned > course->planned ? row->planned : course->planned;
        course->stop = row->stop != PAIN_STOP_UNKNOWN ? row->stop : course->stop;
        if (is_attended(&shop->rules, row)) {
            course->sessions++;
            rows->end_day = row->day;
        }
        rows->numbered |= row->occasion == shop->rules.main && row->number > 0;
        if (row->occasion == PAIN_SESSION && row->before >= 0 && row->after >= 0) {
            course->relief += row->before - row->after;
            course->relief_sessions++;
        }
    }
    if (course->planned == 0)
        course->planned = shop->rules.given.planned;
}

/* Whether the course is known to have been completed, or known not to have been. */
static void judge_completion(const pain__rules *rules, pain__course_rows *rows, pain_course *course)
{
    bool stopped_done = course->stop == PAIN_STOP_COMPLETED || course->stop == PAIN_STOP_WELL;
    bool had_planned = course->planned > 0 &&
                       (int64_t)course->sessions + rules->given.allowance >= course->planned;

    if (course->sessions > 0)
        course->flags |= PAIN_COURSE_STARTED;
    if (course->stop != PAIN_STOP_UNKNOWN || course->planned > 0)
        course->flags |= PAIN_COURSE_PLAN_KNOWN;
    if (course->sessions > 0 && (stopped_done || had_planned))
        course->flags |= PAIN_COURSE_COMPLETED;
    rows->ended_early = (course->flags & PAIN_COURSE_PLAN_KNOWN) != 0 &&
                        (course->flags & PAIN_COURSE_COMPLETED) == 0;
}

static pain_course make_course(const workshop *shop, pain__course_rows *rows, uint32_t patient,
                               int64_t number)
{
    pain_course course = {.patient = patient, .course = (int32_t)number};
    pain__baseline baseline = pain__baseline_find(&shop->rules, rows);

    sum_rows(shop, rows, &course);
    judge_completion(&shop->rules, rows, &course);
    pain__endpoint_find(&shop->rules, rows, &baseline, &course);
    course.baseline = baseline.score;
    if ((course.flags & PAIN_COURSE_PLAN_KNOWN) == 0 && course.sessions > 0 && course.endpoint >= 0)
        course.flags |= PAIN_COURSE_COMPLETED;
    return course;
}

/* Makes the courses of a patient whose rows are in order. */
static pain_status add_patient(pain_courses *courses, workshop *shop, uint32_t patient)
{
    pain__row_order *order = &shop->order;
    size_t n = pain__row_order_patient(order, patient), from = 0;

    for (size_t i = 1; i <= n; i++) {
        if (i < n && order->key[i].first == order->key[from].first)
            continue;
        if (shop->rules.given.choice != PAIN_COURSE_LAST || i == n) {
            pain__course_rows rows = {.row = order->line + from, .n = i - from};
            pain_status status =
                pain__grow(&courses->allocator, (void **)&courses->list, &courses->capacity,
                           courses->n + 1, sizeof *courses->list);

            if (status != PAIN_OK)
                return status;
            courses->list[courses->n++] = make_course(shop, &rows, patient, order->key[from].first);
        }
        if (shop->rules.given.choice == PAIN_COURSE_FIRST)
            break;
        from = i;
    }
    return PAIN_OK;
}

static pain_status build(pain_courses *courses, const pain_sessions *sessions,
                         const pain_course_rules *rules, pain_error *error)
{
    const pain_allocator *a = &courses->allocator;
    workshop shop;

    memset(&shop, 0, sizeof shop);
    pain_status status = pain__rules_read(&shop.rules, sessions, rules, a, error);

    if (status != PAIN_OK)
        return status;
    courses->unit = shop.rules.unit;
    courses->assessments = shop.rules.assessments;
    shop.group = pain__alloc(a, sessions->groups.n, sizeof *shop.group);
    status = shop.group != NULL ? copy_groups(courses, &sessions->groups, shop.group) : PAIN_ENOMEM;
    if (status == PAIN_OK)
        status = pain__row_order_new(&shop.order, sessions, &shop.rules.visits, a);
    for (size_t p = 0; status == PAIN_OK && p < sessions->patients.n; p++)
        status = add_patient(courses, &shop, (uint32_t)p);
    if (status != PAIN_OK)
        (void)pain__fail(error, status, "%s", pain_status_text(status));
    pain__row_order_clear(&shop.order, a);
    pain__free(a, shop.group);
    pain__free(a, shop.rules.visits.visit);
    return status;
}

pain_status pain_courses_new(pain_courses **courses, const pain_sessions *sessions,
                             const pain_course_rules *rules, const pain_allocator *allocator,
                             pain_error *error)
{
    PAIN__FLOATS;
    pain_allocator a = pain__allocator(allocator);

    if (courses == NULL || sessions == NULL) {
        if (courses != NULL)
            *courses = NULL;
        return pain__fail(error, PAIN_EINVAL, "there is no table of sessions");
    }
    *courses = NULL;
    if (sessions->n == 0)
        return pain__fail(error, PAIN_EEMPTY, "the table of sessions has no rows");
    pain_courses *made = pain__alloc(&a, 1, sizeof *made);

    if (made == NULL)
        return pain__fail(error, PAIN_ENOMEM, "%s", pain_status_text(PAIN_ENOMEM));
    made->allocator = a;
    made->scale = sessions->scale;
    pain__labels_init(&made->groups, &a);
    pain_status status = build(made, sessions, rules, error);

    if (status != PAIN_OK) {
        pain_courses_free(made);
        return status;
    }
    *courses = made;
    return PAIN_OK;
}

void pain_courses_free(pain_courses *courses)
{
    if (courses == NULL)
        return;
    pain_allocator a = courses->allocator;

    pain__labels_clear(&courses->groups);
    pain__free(&a, courses->list);
    pain__free(&a, courses);
}

const pain_course *pain_courses_list(const pain_courses *courses, size_t *n)
{
    *n = courses != NULL ? courses->n : 0;
    return courses != NULL ? courses->list : NULL;
}

int32_t pain_courses_unit(const pain_courses *courses)
{
    return courses != NULL ? courses->unit : 1;
}

pain_scale pain_courses_scale(const pain_courses *courses)
{
    return courses != NULL ? courses->scale : pain_scale_nrs11();
}

size_t pain_courses_groups(const pain_courses *courses)
{
    return courses != NULL ? courses->groups.n : 0;
}

const char *pain_courses_group(const pain_courses *courses, uint32_t group)
{
    return courses != NULL ? pain__labels_text(&courses->groups, group) : NULL;
}

int pain_courses_are_assessments(const pain_courses *courses)
{
    return courses != NULL && courses->assessments;
}
