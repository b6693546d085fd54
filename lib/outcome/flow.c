/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The participant flow: how many patients are left at each step, and why the others are not. */
#include <config.h>

#include <stdbool.h>

#include "data/cohort.h"
#include "outcome/flow.h"

/* Counts what became of a course that was started. */
static void count_started(pain_flow *flow, const pain_course *course)
{
    bool completed = (course->flags & PAIN_COURSE_COMPLETED) != 0;

    flow->started++;
    flow->sessions += (uint64_t)course->sessions;
    flow->no_baseline += course->baseline < 0;
    flow->zero_baseline += course->baseline == 0;
    flow->evaluable += pain__population_has(PAIN_POPULATION_EVALUABLE, course);
    flow->completers += pain__population_has(PAIN_POPULATION_COMPLETERS, course);
    if ((course->flags & PAIN_COURSE_PLAN_KNOWN) == 0)
        return;
    flow->plan_known++;
    if (completed) {
        flow->completed++;
        flow->completed_well += course->stop == PAIN_STOP_WELL;
    } else {
        flow->stopped[course->stop]++;
    }
}

pain_flow pain__flow_count(const pain_courses *courses, uint32_t group)
{
    pain_flow flow = {.group = group};
    size_t n = 0;
    const pain_course *course = pain_courses_list(courses, &n);

    for (size_t i = 0; i < n; i++) {
        if (group != PAIN_ALL_GROUPS && course[i].group != group)
            continue;
        flow.evaluated++;
        if (pain__population_has(PAIN_POPULATION_STARTED, &course[i]))
            count_started(&flow, &course[i]);
    }
    return flow;
}
