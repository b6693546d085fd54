/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_COHORT_SUPPORT_H
#define PAIN_TESTS_COHORT_SUPPORT_H
/* Cohorts from courses, and comparing them. */

#include <stdbool.h>

#include "painstat/cohort.h"

/* Eight patients of a course of four sessions: A and G complete; B leaves after the third session,
 * C after the first, D after the evaluation; E and F lack the first score, and F leaves; of H there
 * is an empty follow-up alone. */
extern const char clinic[];

pain_cohort_options options_of(int32_t population, int32_t missing, int64_t group);

/* The cohort; fails the test when there is none. */
pain_cohort *cohort_of(const pain_courses *courses, int32_t population, int32_t missing,
                       int64_t group);

/* The sum of the endpoints of the pairs. */
double endpoint_sum(const pain_cohort *cohort);

/* True when tallies have the same values as often. */
bool same_counts(pain_counts a, pain_counts b);

/* True when all that is counted is the same. */
bool same_cohorts(const pain_cohort *a, const pain_cohort *b);

#endif
