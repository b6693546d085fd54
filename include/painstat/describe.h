/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_DESCRIBE_H
#define PAINSTAT_DESCRIBE_H
/** @file
 * Mean, standard deviation and the like of a tally (the x of its counts). */

#include <painstat/tally.h>

PAIN_BEGIN_DECLS

/** Moments and range. Members that do not exist for so few values are NaN: all of them for n = 0,
 * sd and se for n = 1. */
typedef struct pain_description {
    uint64_t n;
    double mean; /**< compensated sum / n */
    double sd;   /**< with the divisor n - 1 */
    double se;   /**< sd / sqrt(n) */
    double lowest, highest;
    double reserved[4]; /**< zero */
} pain_description;

/** Describes a tally in O(distinct). All values equal: the mean is that value, sd 0. sd and se above the
 * largest double are infinite; nothing else overflows. PAIN_EEMPTY for none (members NaN, n = 0);
 * PAIN_EINVAL for NULL and for unsound counts. */
PAIN_API PAIN_MUST_CHECK pain_status pain_describe(pain_counts counts,
                                                   pain_description *description);

/** The trimmed mean: the mean without the floor(n * fraction) smallest and as many largest values.
 *  `fraction` from 0 to below 0.5, else PAIN_EINVAL; n * fraction is taken as computed, as in
 *  R's mean(trim = ). PAIN_EEMPTY. NaN on failure. Source: Tukey and
 * McLaughlin 1963. */
PAIN_API PAIN_MUST_CHECK pain_status pain_trimmed_mean(pain_counts counts, double fraction,
                                                       double *mean);

PAIN_END_DECLS
#endif
