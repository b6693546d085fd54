/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_REPLICATES_H
#define PAIN_STAT_REPLICATES_H
/* Replicates of a statistic: of random resamples, each as likely as the next, or of all resamples,
 * each with its probability. */

#include "base/base.h"
#include "num/distribution.h"

typedef struct pain__replicates {
    double *value;
    double *probability; /* NULL: all are alike */
    size_t n;            /* how many are defined */
    double undefined;    /* the probability, or the number, of those that are not */
} pain__replicates;

/* Room for `most`; `weighted` also for probabilities. ENOMEM leaves what pain__replicates_clear can
 * free. */
pain_status pain__replicates_reserve(pain__replicates *r, size_t most, bool weighted,
                                     const pain_allocator *a);
void pain__replicates_clear(pain__replicates *r, const pain_allocator *a);

/* Adds one, an infinite or NaN one as undefined. The probability counts only where there is room
 * for it. */
void pain__replicates_add(pain__replicates *r, double value, double probability);

/* Takes the first n places, which somebody has filled, for added in their order; all are alike. */
void pain__replicates_filled(pain__replicates *r, size_t n);

/* Ascending. */
void pain__replicates_sort(pain__replicates *r);

/* More than 1 in 100 undefined, or none defined. Else what follows takes the defined ones for
 * all. */
bool pain__replicates_are_few(const pain__replicates *r);

/* Of sorted ones: the probability of those below value - same, and of those above value + same. */
void pain__replicates_around(const pain__replicates *r, double value, double same, double *below,
                             double *above);

/* Of sorted ones, the p-quantile: type 7 where all are alike; else the smallest value v with
 * P(T* <= v) >= p, for p above one half the largest with P(T* >= v) >= 1 - p, a sum that is smaller
 * by its rounding only (1e-12 of it) being not smaller. */
double pain__replicates_quantile(const pain__replicates *r, double p);

/* The standard deviation, with the divisor n. */
double pain__replicates_sd(const pain__replicates *r);

#endif
