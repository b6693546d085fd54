/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_COURSE_SUPPORT_H
#define PAIN_TESTS_COURSE_SUPPORT_H
/* Courses from rows as in fixture.h. */

#include <stddef.h>

#include "painstat/course.h"

#define NONE     PAIN_SCORE_NONE
#define OFF      PAIN_SCORE_OFF_SCALE
#define OFF_STEP PAIN_SCORE_OFF_STEP
#define NEVER    PAIN_SCORE_NOT_REACHED

/* The default rules but for a baseline rule and an endpoint rule. */
pain_course_rules rules_with(int32_t baseline, int32_t endpoint);

/* The courses of the rows; fails the test when there are none. */
pain_courses *courses_on(const char *scale, const char *rows, const pain_course_rules *rules);

/* The first course of the rows. */
pain_course first_of(const char *scale, const char *rows, const pain_course_rules *rules);

/* Rows, and what their course comes to. */
typedef struct {
    const char *rows;
    int64_t baseline, endpoint, last, worst;
} score_case;

/* Fails the test when the rows' first course comes to anything else. */
void check_scores(const score_case *cases, size_t n, const pain_course_rules *rules);
#define CHECK_SCORES(cases, rules) check_scores(cases, sizeof(cases) / sizeof *(cases), rules)

#endif
