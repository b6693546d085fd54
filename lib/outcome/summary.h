/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_OUTCOME_SUMMARY_H
#define PAIN_OUTCOME_SUMMARY_H
/* The summary object, and what fills its rows. */

#include "data/course_tally.h"
#include "painstat/summary.h"

struct pain_summary {
    pain_allocator allocator;
    pain_summary_row *rows;
    size_t n_rows, row_capacity;
    pain_flow *flows;
    size_t n_flows, flow_capacity;
    char **groups; /* labels by index */
    size_t n_groups;
    pain_scale scale;
    pain_course_rules rules;
    char *baseline_visit, *endpoint_visit; /* what the rules point to */
    double level;
    uint64_t suppress; /* fewer patients than these are too few; 0: any number will do */
    int assessments;
};

/* Adds the rows of one endpoint: every group, every measure, cut and missing rule. */
pain_status pain__summary_add_rows(pain_summary *summary, const pain__course_tally *tally,
                                   pain_endpoint_rule endpoint,
                                   const pain_summary_options *options);

#endif
