/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_OUTCOME_FLOW_H
#define PAIN_OUTCOME_FLOW_H

#include <painstat/summary.h>

#include "data/course_tally.h"

/* Counts the flow of a group's courses (PAIN_ALL_GROUPS: of all). */
pain_flow pain__flow_count(const pain__course_tally *tally, uint32_t group);

#endif
