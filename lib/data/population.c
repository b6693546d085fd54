/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who counts, and what becomes of a patient without an endpoint. */
#include <config.h>

#include "data/cohort.h"

bool pain__population_has(int32_t population, const pain_course *course)
{
    bool started = (course->flags & PAIN_COURSE_STARTED) != 0;
    bool evaluable =
        started && course->baseline >= 0 && (course->flags & PAIN_COURSE_LATER_SCORE) != 0;

    switch (population) {
    case PAIN_POPULATION_STARTED:
        return started;
    case PAIN_POPULATION_EVALUABLE:
        return evaluable;
    case PAIN_POPULATION_COMPLETERS:
        return evaluable && (course->flags & PAIN_COURSE_COMPLETED) != 0;
    default:
        return true;
    }
}

int64_t pain__missing_fill(int32_t rule, const pain_course *course, int64_t worst_end)
{
    if (course->endpoint >= 0)
        return course->endpoint;
    switch (rule) {
    case PAIN_MISSING_BOCF:
        return course->baseline;
    case PAIN_MISSING_LOCF:
        return course->last >= 0 ? course->last : course->baseline;
    case PAIN_MISSING_WOCF:
        return course->worst;
    case PAIN_MISSING_BEST:
        return 0;
    case PAIN_MISSING_WORST:
        return worst_end;
    default:
        return course->endpoint;
    }
}
