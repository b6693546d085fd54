/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_ANCOVA_LINE_H
#define PAIN_STAT_ANCOVA_LINE_H
/* The endpoint on the baseline by least squares, in one group or in two that share the slope. */

#include <stdbool.h>

#include <painstat/estimate.h>
#include <painstat/tally.h>

enum { PAIN__GROUPS_MOST = 2 };

/* The lines y = mean_y[g] + slope (x - mean_x[g]). Cluster i is parts[g][i] of all groups. */
typedef struct pain__line {
    const pain_counts *parts[PAIN__GROUPS_MOST];
    size_t groups, n_parts, clusters; /* clusters: those with pairs */
    uint64_t n, n_of[PAIN__GROUPS_MOST];
    uint64_t parameters; /* groups + 1; without the 1 where baselines are equal within groups */
    double mean_x[PAIN__GROUPS_MOST], mean_y[PAIN__GROUPS_MOST];
    double spread, slope, squares; /* sum u^2, u = x - mean_x; sum of squared residuals */
    bool exact;                    /* every point is on its line */
} pain__line;

/* What is estimated: the sum of constant[g] / n_of[g] + along u / spread times the endpoints. */
typedef struct pain__contrast {
    double constant[PAIN__GROUPS_MOST], along;
} pain__contrast;

/* Fits the lines to `groups` arrays of `n_parts` each, none of them without pairs: sets all
 * members. PAIN_EINVAL, PAIN_EEMPTY, PAIN_EOVERFLOW. */
pain_status pain__line_fit(pain__line *line, const pain_counts *const *parts, size_t groups,
                           size_t n_parts);

/* True where baselines differ within a group, so that there is a slope. */
bool pain__line_has_slope(const pain__line *line);

/* Sets the limits of an estimate whose value and method are there; returns its standard error, NaN
 * where it could not be had. */
double pain__line_place(const pain__line *line, pain__contrast contrast,
                        const pain_interval_options *known, pain_estimate *estimate);

#endif
