/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_CLAIM_GRID_H
#define PAIN_CLAIM_GRID_H
/* Sums of scores on a grid. */

#include <painstat/granularity.h>

/* The most patients. */
#define PAIN__MOST_N INT64_C(1000000)
/* Beyond this no sum of a grid without limits is looked for. */
#define PAIN__MOST_SUM (INT64_C(1000000000000) * PAIN__MOST_N)

bool pain__grid_is_sound(const pain_grid *grid);

/* The sums of n scores whose mean is in the set: first..last, none when last = first - 1; sums
 * below `first` are below the set and those above `last` above it. On a grid with limits both are
 * cut to 0..n steps, so that first may be n steps + 1 or last -1. The arguments are sound.
 * EOVERFLOW when the sums of a grid without limits pass PAIN__MOST_SUM, or without an end on a
 * side. */
pain_status pain__grid_sums(const pain_grid *grid, const pain_range *mean, int64_t n,
                            int64_t *first, int64_t *last);

#endif
