/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_STRATIFIED_H
#define PAIN_STAT_STRATIFIED_H
/* What the comparisons within strata share: reading the strata, and score limits from one deviate
 * of all of them. */

#include <painstat/two_proportions.h>

#include "stat/two_groups.h"

typedef struct pain__strata {
    const pain_stratum *all;
    size_t n;
} pain__strata;

/* Whether the stratum has both groups; if so, its counts. */
bool pain__stratum_at(const pain__strata *of, size_t i, pain__two_groups *g);

/* Limits at the normal deviate z. */
typedef pain_status (*pain__strata_method)(const pain__strata *of, double z,
                                           pain_estimate *estimate);

/* An interval by the method in the options: options, the checks of the public header, denominator
 * and n_excluded; then `mn` (the default) or `mh`. */
pain_status pain__strata_interval(const pain_stratum *all, size_t n,
                                  const pain_interval_options *options, pain__strata_method mn,
                                  pain__strata_method mh, pain_estimate *estimate);

/* The normal deviate of the strata together, falling in the parameter (the logarithm of a ratio).
 */
typedef double (*pain__strata_deviate)(const pain__strata *of, double parameter);

/* Departure over standard error: 0 where both are 0, infinite where only the variance is. */
double pain__strata_deviate_of(double departure, double variance);

/* The parameter between `lowest` and `highest` at which the deviate is z; NaN where there is none.
 */
double pain__strata_root(const pain__strata *of, pain__strata_deviate deviate, double z,
                         double lowest, double highest);

/* The same for the logarithms of ratios: value and limits as ratios. `is_zero`, `is_infinite`: no
 * data speak against a ratio of 0, or of infinity, which are then value and limit; if both, the
 * value is NaN and all is possible. */
void pain__strata_ratio(const pain__strata *of, pain__strata_deviate deviate, double z,
                        bool is_zero, bool is_infinite, pain_estimate *estimate);

/* Ends an interval for a ratio: its limits and flags, or a reason. */
pain_status pain__strata_ratio_end(pain_estimate *estimate);

#endif
