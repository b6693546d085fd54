/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The participant flow: how many patients are left at each step, and why the others are not. */
#include <config.h>

#include "data/cohort.h"
#include "outcome/flow.h"

/* Counts what became of n courses of one kind that were started. */
static void count_started(pain_flow *flow, const pain_course *course, uint64_t n)
{
    bool completed = (course->flags & PAIN_COURSE_COMPLETED) != 0;

    flow->started += n;
    flow->no_baseline += course->baseline < 0 ? n : 0;
    flow->zero_baseline += course->baseline == 0 ? n : 0;
    flow->evaluable += pain__population_has(PAIN_POPULATION_EVALUABLE, course) ? n : 0;
    flow->completers += pain__population_has(PAIN_POPULATION_COMPLETERS, course) ? n : 0;
    if ((course->flags & PAIN_COURSE_PLAN_KNOWN) == 0)
        return;
    flow->plan_known += n;
    if (completed) {
        flow->completed += n;
        flow->completed_well += course->stop == PAIN_STOP_WELL ? n : 0;
    } else {
        flow->stopped[course->stop] += n;
    }
}

pain_flow pain__flow_count(const pain__course_tally *tally, uint32_t group)
{
    pain_flow flow = {.group = group};

    for (size_t i = 0; i < tally->kinds.places; i++) {
        const pain__counted *kind = &tally->kinds.place[i];
        pain_course course = pain__course_of_kind(kind);

        if (kind->n == 0 || (group != PAIN_ALL_GROUPS && course.group != group))
            continue;
        flow.evaluated += kind->n;
        if (!pain__population_has(PAIN_POPULATION_STARTED, &course))
            continue;
        flow.sessions += kind->sum;
        count_started(&flow, &course, kind->n);
    }
    return flow;
}
