/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_NUM_COUNT_H
#define PAIN_NUM_COUNT_H
/* What the distributions of counts share. */

#include "num/distribution.h"

/* Counts up to here are doubles. */
#define PAIN__MAX_COUNT (UINT64_C(1) << 53)

/* A distribution of counts from lowest to highest; `tail` includes k. mean and sd need only be
 * about right. */
typedef struct pain__count_law {
    double (*tail)(const void *parameters, uint64_t k, pain__tail tail);
    const void *parameters;
    uint64_t lowest, highest;
    double mean, sd;
} pain__count_law;

/* LOWER: the smallest k with P(X <= k) >= prob; UPPER: the largest k with P(X >= k) >= prob. NaN
 * when prob is no probability or a tail is NaN. O(log(sd)) tails. */
double pain__count_quantile(const pain__count_law *law, double prob, pain__tail tail);

#endif
