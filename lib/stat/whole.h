/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_WHOLE_H
#define PAIN_STAT_WHOLE_H
/* Values as whole numbers, so that sums of them are exact in any order. */

#include <stdbool.h>

#include <painstat/tally.h>

/* high + low / 2^bits units of 2^exponent; so are sums of them. */
typedef struct pain__whole {
    int64_t high, low;
} pain__whole;

typedef struct pain__whole_scale {
    int exponent, bits;
} pain__whole_scale;

/* The values of counts.n < 2^60 patients one by one, so that sums of n of them fit; `values` are
 * counts.x or counts.y and finite. False when some value cannot be had so: with n = 1000, when one
 * that is not 0 is below 2^-51 of the largest; with n = 10^6, 2^-31. */
bool pain__whole_values(const double *values, pain_counts counts, pain__whole *whole,
                        pain__whole_scale *scale);

/* The mean of n values with this sum, right to the last bit or nearly so. */
double pain__whole_mean(pain__whole sum, pain__whole_scale scale, uint64_t n);

#endif
