/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the counts of a tally. They may come from a caller, so the checks are here, and they may be a resample,
 * so a count may be 0. */
#include <config.h>

#include <math.h>

#include "stat/counts.h"

static bool row_is_sound(const pain_counts *counts, size_t i)
{
    const double *x = counts->x, *y = counts->y;

    if (!isfinite(x[i]) || (y != NULL && !isfinite(y[i])))
        return false;
    if (i == 0 || x[i - 1] < x[i])
        return true;
    return y != NULL && x[i - 1] == x[i] && y[i - 1] < y[i];
}

pain_status pain__counts_check(pain_counts counts, bool pairs)
{
    uint64_t sum = 0;

    if (counts.distinct == 0)
        return counts.n == 0 ? PAIN_EEMPTY : PAIN_EINVAL;
    if (counts.x == NULL || counts.count == NULL || (pairs && counts.y == NULL))
        return PAIN_EINVAL;
    for (size_t i = 0; i < counts.distinct; i++) {
        if (!row_is_sound(&counts, i) || counts.count[i] > INT64_MAX - sum)
            return PAIN_EINVAL;
        sum += counts.count[i];
    }
    if (sum != counts.n)
        return PAIN_EINVAL;
    return sum == 0 ? PAIN_EEMPTY : PAIN_OK;
}

double pain__counts_lowest(pain_counts counts)
{
    size_t i = 0;

    while (counts.count[i] == 0)
        i++;
    return counts.x[i];
}

double pain__counts_highest(pain_counts counts)
{
    size_t i = counts.distinct - 1;

    while (counts.count[i] == 0)
        i--;
    return counts.x[i];
}

double pain__counts_at(pain_counts counts, uint64_t rank)
{
    size_t i = 0;

    for (uint64_t seen = counts.count[0]; seen < rank; seen += counts.count[i])
        i++;
    return counts.x[i];
}
