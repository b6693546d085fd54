/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_COURSE_TALLY_H
#define PAIN_DATA_COURSE_TALLY_H
/* Courses counted by all that outcomes look at. A million of them come to some thousands that
 * differ, so that every cohort of every group is made of a tally in little time. */

#include "data/counter.h"
#include "data/workshop.h"
#include "painstat/cohort.h"

typedef struct pain__course_tally {
    pain_scale scale;
    int32_t unit;
    pain__counter kinds;   /* of all but the relief; the sum is of sessions */
    pain__counter reliefs; /* by group and population */
} pain__course_tally;

void pain__course_tally_init(pain__course_tally *tally, const pain_scale *scale, int32_t unit,
                             const pain_allocator *allocator);
void pain__course_tally_clear(pain__course_tally *tally);

/* Counts a course. ENOMEM, EOVERFLOW. */
pain_status pain__course_tally_add(pain__course_tally *tally, const pain_course *course);

/* A course of that kind, without patient, course number, sessions and relief. */
pain_course pain__course_of_kind(const pain__counted *kind);

/* The relief of courses: the sum, of how many sessions, the group, and the smallest population that
 * they belong to. */
typedef struct pain__relief {
    int64_t relief, sessions;
    uint32_t group;
    int32_t population;
} pain__relief;

pain__relief pain__relief_of(const pain__counted *counted);

/* cohort.c: the cohort of a population and a group, which exist, with a missing rule. ENOMEM,
 * EOVERFLOW write NULL. */
pain_status pain__cohort_of_tally(pain_cohort **cohort, const pain__course_tally *tally,
                                  const pain_cohort_options *which,
                                  const pain_allocator *allocator);

/* Makes the courses of all patients into tallies, one for each set of rules, on so many threads.
 * ENOMEM, EOVERFLOW; clear them in either case. */
pain_status pain__course_tallies_make(pain__course_tally *tally, const pain__workshop *shop,
                                      uint64_t threads);

#endif
