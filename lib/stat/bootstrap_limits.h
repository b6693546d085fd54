/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_BOOTSTRAP_LIMITS_H
#define PAIN_STAT_BOOTSTRAP_LIMITS_H
/* From replicates to limits. */

#include <painstat/estimate.h>

/* Writes the limits of `estimate`, whose value is there, from n > 0 sorted replicates, by the
 * method in `known`. The acceleration is for BCa alone. */
void pain__bootstrap_limits(const double *sorted, size_t n, double acceleration,
                            const pain_interval_options *known, pain_estimate *estimate);

#endif
