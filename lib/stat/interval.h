/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_INTERVAL_H
#define PAIN_STAT_INTERVAL_H
/* What every interval begins and ends with: reading the options, clearing the estimate, failing. */

#include <painstat/estimate.h>

/* Reads `options` (NULL: all defaults) into `known` and clears `estimate` (every double NaN except
 * level and the reserve, counts 0, reason PAIN_OK). Level 0 becomes 0.95, method 0 becomes
 * `fallback`; whether the function has that method is for the caller to check. PAIN_EINVAL for a
 * bad size, level or side: the estimate has failed by pain__interval_fail. PAIN_EINVAL, too, for an
 * `estimate` that is NULL. */
pain_status pain__interval_begin(const pain_interval_options *options, pain_method fallback,
                                 pain_interval_options *known, pain_estimate *estimate);

/* The probability to leave beyond one limit: alpha / 2 two-sided, alpha one-sided, alpha = 1 -
 * level.
 */
double pain__interval_tail(const pain_interval_options *known);

/* Replaces the limit on the side that a one-sided bound leaves open by the end of the range. */
void pain__interval_open(pain_estimate *estimate, double range_lower, double range_upper);

/* Ends a call that gives no number: value, limits and attained level NaN, flags 0, reason `status`,
 * which it returns. */
pain_status pain__interval_fail(pain_estimate *estimate, pain_status status);

/* Ends a call that has a value but no limits: limits and attained level NaN, reason `why`. Returns
 * PAIN_OK, because the value stands. */
pain_status pain__interval_no_limits(pain_estimate *estimate, pain_status why);

/* Begins a call that fills an array with every method: `*count` comes in as the room in `estimates`
 * (none when NULL) and becomes `n_methods`. PAIN_EINVAL when the room is too small, what there is
 * of it having failed, or `count` is NULL. */
pain_status pain__interval_room(size_t n_methods, pain_estimate *estimates, size_t *count);

/* Ends it: unless `status` is PAIN_OK all estimates fail, also those that were made. Returns it. */
pain_status pain__interval_all(size_t n_methods, pain_estimate *estimates, pain_status status);

#endif
