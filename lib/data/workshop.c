/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where courses are made: a patient's rows in order, cut into courses, under each of the rules. */
#include <config.h>

#include <string.h>

#include "data/workshop.h"

/* Puts the table's groups in their order; `index` is theirs by the table's label index. */
static pain_status copy_groups(pain__workshop *shop)
{
    const pain__labels *labels = &shop->sessions->groups;
    uint32_t *order;
    bool numbers;
    pain_status status = pain__labels_order(labels, &shop->allocator, &order, &numbers);

    for (size_t i = 0; status == PAIN_OK && i < labels->n; i++) {
        pain__word word = pain__word_of(pain__labels_text(labels, order[i]), shop->groups.key);

        status = pain__labels_reserve(&shop->groups, &word);
        if (status == PAIN_OK)
            shop->group[order[i]] = pain__labels_add(&shop->groups, &word);
    }
    pain__free(&shop->allocator, order);
    return status;
}

pain_status pain__workshop_open(pain__workshop *shop, const pain_sessions *sessions,
                                const pain_course_rules *rules, const pain_allocator *a,
                                pain_error *error)
{
    memset(shop, 0, sizeof *shop);
    shop->allocator = *a;
    shop->sessions = sessions;
    pain__labels_init(&shop->groups, a);
    if (sessions->rows.n == 0)
        return pain__fail(error, PAIN_EEMPTY, "the table of sessions has no rows");
    pain_status status = pain__workshop_add(shop, rules, error);

    if (status != PAIN_OK)
        return status;
    shop->group = pain__alloc(a, sessions->groups.n, sizeof *shop->group);
    status = shop->group != NULL ? copy_groups(shop) : PAIN_ENOMEM;
    return status == PAIN_OK ? status : pain__fail(error, status, "%s", pain_status_text(status));
}

pain_status pain__workshop_add(pain__workshop *shop, const pain_course_rules *rules,
                               pain_error *error)
{
    pain_status status =
        pain__rules_read(&shop->rules[shop->n], shop->sessions, rules, &shop->allocator, error);

    shop->n += status == PAIN_OK;
    return status;
}

void pain__workshop_close(pain__workshop *shop)
{
    for (size_t i = 0; i < shop->n; i++)
        pain__free(&shop->allocator, shop->rules[i].visits.visit);
    pain__free(&shop->allocator, shop->group);
    pain__labels_clear(&shop->groups);
}

/* Adds up what does not depend on baseline and endpoint. "Sessions attended" counts every session;
 * of assessments those with a score. */
static void sum_rows(const pain__workshop *shop, const pain__rules *rules, pain__course_rows *rows,
                     pain_course *course)
{
    const int32_t main = rules->main;
    uint32_t group = PAIN__NO_LABEL;
    int64_t relief = 0;
    int32_t attended = 0, with_relief = 0, planned = 0, stop = PAIN_STOP_UNKNOWN, highest = 0;

    rows->end_day = PAIN_NO_DAY;
    for (size_t i = 0; i < rows->n; i++) {
        const pain__row *row = rows->row[i];

        group = group == PAIN__NO_LABEL ? row->group : group;
        planned = row->planned > planned ? row->planned : planned;
        stop = row->stop != PAIN_STOP_UNKNOWN ? row->stop : stop;
        if (row->occasion != main)
            continue;
        highest |= row->number;
        if (main == PAIN_ASSESSMENT && row->before < 0 && row->after < 0)
            continue;
        attended++;
        rows->end_day = row->day;
        if (main == PAIN_SESSION && row->before >= 0 && row->after >= 0) {
            relief += row->before - row->after;
            with_relief++;
        }
    }
    rows->numbered = highest > 0;
    course->group = group != PAIN__NO_LABEL ? shop->group[group] : PAIN_NO_GROUP;
    course->planned = planned > 0 ? planned : rules->given.planned;
    course->stop = stop;
    course->sessions = attended;
    course->relief = relief;
    course->relief_sessions = with_relief;
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

/* Makes a course under each of the rules, of which only the endpoint differs. */
static pain_status take_course(const pain__workshop *shop, pain__course_rows *rows,
                               pain_course *course, pain__course_taker take, void *context)
{
    pain__baseline baseline = pain__baseline_find(&shop->rules[0], rows);
    pain_status status = PAIN_OK;

    course->baseline = baseline.score;
    sum_rows(shop, &shop->rules[0], rows, course);
    judge_completion(&shop->rules[0], rows, course);
    const uint32_t flags = course->flags;

    for (size_t i = 0; status == PAIN_OK && i < shop->n; i++) {
        course->flags = flags;
        pain__endpoint_find(&shop->rules[i], rows, &baseline, course);
        if ((course->flags & PAIN_COURSE_PLAN_KNOWN) == 0 && course->sessions > 0 &&
            course->endpoint >= 0)
            course->flags |= PAIN_COURSE_COMPLETED;
        status = take(context, i, course);
    }
    return status;
}

pain_status pain__workshop_patient(const pain__workshop *shop, pain__row_order *order,
                                   uint32_t patient, pain__course_taker take, void *context)
{
    const int32_t choice = shop->rules[0].given.choice;
    pain_status status = pain__row_order_patient(order, patient);
    size_t from = 0;

    while (status == PAIN_OK && from < order->rows.n) {
        pain_course course = {.patient = patient};
        const size_t to = pain__row_order_course(order, from, &course.course);
        pain__course_rows rows = {.row = order->line + from, .n = to - from};

        if (choice != PAIN_COURSE_LAST || to == order->rows.n)
            status = take_course(shop, &rows, &course, take, context);
        if (choice == PAIN_COURSE_FIRST)
            break;
        from = to;
    }
    return status;
}
