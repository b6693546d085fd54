/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_WELCH_H
#define PAIN_STAT_WELCH_H
/* Differences of two groups whose spreads differ. */

#include <painstat/estimate.h>

/* An estimate of one group, and its standard error by n - 1 degrees of freedom. */
typedef struct pain__group_estimate {
    double value, se;
    uint64_t n; /* at least 2 */
} pain__group_estimate;

/* How far the limits of a.value - b.value are from it: t by Satterthwaite's degrees of freedom
 * (reserved[0]) times the error of the difference (reserved[1]). 0, and PAIN_FLAG_NO_SPREAD, where
 * neither has an error. */
double pain__welch_half(const pain__group_estimate *a, const pain__group_estimate *b, double tail,
                        pain_estimate *estimate);

#endif
