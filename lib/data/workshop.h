/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_WORKSHOP_H
#define PAIN_DATA_WORKSHOP_H
/* Where courses are made, one at a time, under one or two sets of rules. */

#include "data/row_order.h"
#include "data/rules.h"

enum { PAIN__WORKSHOP_RULES = 2 };

typedef struct pain__workshop {
    pain_allocator allocator;
    const pain_sessions *sessions;
    pain__rules rules[PAIN__WORKSHOP_RULES]; /* they differ in the endpoint alone */
    size_t n;
    pain__labels groups; /* in their order */
    uint32_t *group;     /* index among them by label index of the table */
} pain__workshop;

/* Takes a course under the rules of that number. Any status but OK ends the making. */
typedef pain_status (*pain__course_taker)(void *context, size_t rules, const pain_course *course);

/* Opens it for a table and rules (NULL: the defaults); close it in either case. Statuses as
 * pain_courses_new. */
pain_status pain__workshop_open(pain__workshop *shop, const pain_sessions *sessions,
                                const pain_course_rules *rules, const pain_allocator *allocator,
                                pain_error *error);
void pain__workshop_close(pain__workshop *shop);

/* Adds a second set of rules. */
pain_status pain__workshop_add(pain__workshop *shop, const pain_course_rules *rules,
                               pain_error *error);

/* Makes the courses of a patient, in order. `order` is working memory, one for each thread. */
pain_status pain__workshop_patient(const pain__workshop *shop, pain__row_order *order,
                                   uint32_t patient, pain__course_taker take, void *context);

#endif
