/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_BOOTSTRAP_LIMITS_H
#define PAIN_STAT_BOOTSTRAP_LIMITS_H
/* From replicates to limits. */

#include <painstat/estimate.h>

#include "stat/replicates.h"

/* Replicates of one statistic, sorted, with what single methods need besides. */
typedef struct pain__bootstrap_found {
    pain__replicates plain;       /* T* */
    pain__replicates studentized; /* (T* - T) / se*; STUDENTIZED */
    double se;                    /* of T; STUDENTIZED */
    double acceleration;          /* BCA, BCA_STRICT */
} pain__bootstrap_found;

/* Writes the limits of `estimate`, whose value is there, by the method in `known`. */
void pain__bootstrap_place(const pain__bootstrap_found *found, const pain_interval_options *known,
                           pain_estimate *estimate);

/* The same from n > 0 sorted replicates, each as likely as the next, by PERCENTILE, BASIC or BCA.
 * The acceleration is for BCa alone. */
void pain__bootstrap_limits(const double *sorted, size_t n, double acceleration,
                            const pain_interval_options *known, pain_estimate *estimate);

/* The bias correction from the probabilities below and above the value; `strict` leaves out the
 * half of those that are equal. */
double pain__bootstrap_bias(double below, double above, bool strict);

#endif
