/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_LEAVE_OUT_H
#define PAIN_STAT_LEAVE_OUT_H

#include <stdbool.h>

#include <painstat/bootstrap.h>

/* Fills left_out[i] with the statistic without one patient of row i, 0 where the row has none; n >
 * 1. False when one is undefined. Patients with the same value are one computation, so it takes
 * O(distinct) for the ready-made statistics and `distinct` calls of another. `count`, of
 * counts.distinct, is working memory; counts.count may be `count`, and is then as it was. */
bool pain__leave_one_out(pain_counts counts, pain_statistic statistic, void *context,
                         uint64_t *count, double *left_out);

#endif
