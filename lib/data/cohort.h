/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_COHORT_H
#define PAIN_DATA_COHORT_H
/* What a cohort is made of, for the outcomes. Values are in 1/unit steps from the pain-free end,
 * after the missing rule has been applied. */

#include "base/base.h"
#include "painstat/cohort.h"

struct pain_cohort {
    pain_allocator allocator;
    pain_scale scale;
    int32_t unit;
    int32_t missing;       /* a pain_missing_rule */
    pain_pairs *pairs;     /* baseline and endpoint */
    pain_tally *baselines; /* of those without an endpoint */
    pain_tally *endpoints; /* of those without a baseline */
    pain_tally *reliefs;   /* patients' mean of before minus after in a session, in whole steps */
    uint64_t neither;
    uint64_t filled;    /* endpoints that the missing rule filled in */
    uint64_t no_relief; /* patients without a session that has both scores */
};

/* cohort.c: the pairs of `from` that pass `keep`, and no one else; nothing of the reliefs within
 * sessions. PAIN_ENOMEM writes NULL. */
pain_status pain__cohort_where(pain_cohort **kept, const pain_cohort *from,
                               bool (*keep)(int64_t baseline, int64_t endpoint, int64_t cut),
                               int64_t cut);

/* population.c: the endpoint of a course after a missing rule; below 0 where there is still none.
 * `worst_end` is the worst end of the scale. */
int64_t pain__missing_fill(int32_t rule, const pain_course *course, int64_t worst_end);

/* True when a course belongs to a population. */
bool pain__population_has(int32_t population, const pain_course *course);

#endif
