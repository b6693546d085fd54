/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_ENUMERATE_H
#define PAIN_STAT_ENUMERATE_H
/* All resamples of counts. */

#include <painstat/tally.h>

#include "base/base.h"

/* How many resamples there are, C(n + d - 1, n) for d rows with a count above 0; UINT64_MAX when
 * that is more than 2^53. */
uint64_t pain__enumerate_size(pain_counts data);

/* Calls `visit` once for each resample, its counts in `count` and its probability as argument; n >
 * 0. Rows of count 0 stay 0. ENOMEM, after no call. */
pain_status pain__enumerate(pain_counts data, uint64_t *count,
                            void (*visit)(void *context, double probability), void *context,
                            const pain_allocator *allocator);

#endif
