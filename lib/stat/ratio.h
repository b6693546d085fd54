/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_RATIO_H
#define PAIN_STAT_RATIO_H
/* Ratios of the same patients as estimates of one group. */

#include <painstat/estimate.h>
#include <painstat/tally.h>

#include "stat/welch.h"

/* mean(y) / mean(x) and its error by the delta method. PAIN_EINVAL, PAIN_EEMPTY, PAIN_EZEROBASE
 * and PAIN_EOVERFLOW as pain_ratio_of_means; se is 0 for n = 1. */
pain_status pain__ratio_of_means(pain_counts pairs, pain__group_estimate *ratio);

/* The mean of log(y / x) and its error. PAIN_EINVAL, PAIN_EEMPTY, PAIN_EZEROBASE and
 * PAIN_EUNDEFINED as pain_log_ratio; the mean is -infinity where a y is 0. se is 0 for n = 1. */
pain_status pain__mean_log_ratio(pain_counts pairs, pain__group_estimate *log_ratio);

/* A ratio of the same patients with its interval. */
typedef pain_status (*pain__ratio_function)(pain_counts pairs, const pain_interval_options *options,
                                            pain_estimate *estimate);

/* The ratio of a minus that of b, limits from those of each group by the method `of_group`; what
 * reserved[0] of each holds becomes reserved[0] and [1]. The call ends as its status says. */
pain_status pain__ratio_mover(pain_counts a, pain_counts b, pain__ratio_function function,
                              pain_method of_group, const pain_interval_options *known,
                              pain_estimate *estimate);

#endif
