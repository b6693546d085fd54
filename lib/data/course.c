/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Courses of therapy. */
#include <config.h>

#include "base/floats.h"
#include "data/workshop.h"

struct pain_courses {
    pain_allocator allocator;
    pain_scale scale;
    int32_t unit;
    bool assessments;
    pain_course *list;
    size_t n, capacity;
    pain__labels groups; /* in their order */
};

static pain_status add_course(void *context, size_t rules, const pain_course *course)
{
    pain_courses *courses = context;
    pain_status status = pain__grow(&courses->allocator, (void **)&courses->list,
                                    &courses->capacity, courses->n + 1, sizeof *courses->list);

    (void)rules;
    if (status == PAIN_OK)
        courses->list[courses->n++] = *course;
    return status;
}

/* Makes the courses of every patient; takes the groups over. */
static pain_status build(pain_courses *courses, const pain_sessions *sessions,
                         const pain_course_rules *rules, pain_error *error)
{
    pain__workshop shop;
    pain__row_order order;
    pain_status status = pain__workshop_open(&shop, sessions, rules, &courses->allocator, error);

    if (status == PAIN_OK) {
        pain__row_order_init(&order, sessions, &shop.rules[0].visits, &courses->allocator);
        for (size_t p = 0; status == PAIN_OK && p < sessions->patients.n; p++)
            status = pain__workshop_patient(&shop, &order, (uint32_t)p, add_course, courses);
        pain__row_order_clear(&order);
        if (status != PAIN_OK)
            (void)pain__fail(error, status, "%s", pain_status_text(status));
        courses->unit = shop.rules[0].unit;
        courses->assessments = shop.rules[0].assessments;
        courses->groups = shop.groups;
        pain__labels_init(&shop.groups, &courses->allocator);
    }
    pain__workshop_close(&shop);
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
