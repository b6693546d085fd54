/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_RULES_H
#define PAIN_DATA_RULES_H
/* The rules of a course, made ready for one table, and what they are applied to. */

#include "data/visits.h"
#include "painstat/course.h"

/* Assessments without names of visits are known by their numbers: the baseline is at the lowest. */
#define PAIN__BASELINE_NUMBER 100

typedef struct pain__rules {
    pain_course_rules given;
    int32_t baseline, endpoint; /* what the given rules come to in this table */
    int32_t first_number;       /* of PAIN__BASELINE_NUMBER */
    int32_t end_number;         /* of PAIN_ENDPOINT_SESSION and _SESSION_AFTER */
    uint32_t baseline_visit, endpoint_visit;
    int32_t unit;
    bool assessments;
    int32_t main; /* PAIN_SESSION; in a table of assessments PAIN_ASSESSMENT */
    pain__visits visits;
} pain__rules;

/* The rows of one course in order. */
typedef struct pain__course_rows {
    const pain__row *const *row;
    size_t n;
    bool numbered;    /* one of the main rows at least has a number */
    bool ended_early; /* known not to have been completed */
    int64_t end_day;  /* the day of the last session attended, or PAIN_NO_DAY */
} pain__course_rows;

typedef struct pain__baseline {
    int64_t score;      /* in 1/unit steps; below 0 the reason */
    size_t later;       /* the first row of a later occasion */
    size_t later_after; /* the first row whose score after is a later one */
} pain__baseline;

/* Reads and checks the rules. Frees nothing: rules->visits holds memory on success alone. */
pain_status pain__rules_read(pain__rules *rules, const pain_sessions *sessions,
                             const pain_course_rules *given, const pain_allocator *allocator,
                             pain_error *error);

/* True when the row surely comes before that visit of its course. */
bool pain__rules_precedes(const pain__rules *rules, const pain__row *row, uint32_t visit);

/* baseline.c */
pain__baseline pain__baseline_find(const pain__rules *rules, const pain__course_rows *rows);

/* endpoint.c: writes endpoint, last and worst of the course and PAIN_COURSE_LATER_SCORE. */
void pain__endpoint_find(const pain__rules *rules, const pain__course_rows *rows,
                         const pain__baseline *baseline, pain_course *course);

#endif
