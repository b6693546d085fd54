/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_CLAIM_RANGE_H
#define PAIN_CLAIM_RANGE_H
/* Exact sets of numbers, see painstat/printed.h. */

#include <stdbool.h>
#include <stdint.h>

#include <painstat/printed.h>

/* The largest figure, without its point; and a bound of the ends of a set. */
#define PAIN__MOST_DIGITS (INT64_C(1000000000000000) - 1)
#define PAIN__MOST_END    (INT64_MAX / 2)

/* Whether it is a set that the public functions make. */
bool pain__range_is_sound(const pain_range *range);

/* Where numerator / denominator lies: -1 below the set, 0 in it, 1 above. denominator > 0, the set
 * sound; an empty set has numbers below or above only. */
int pain__range_side(const pain_range *range, int64_t numerator, int64_t denominator);

#endif
