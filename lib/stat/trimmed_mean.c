/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trimmed mean: the mean of the inner ranks. */
#include <config.h>

#include <math.h>

#include <painstat/describe.h>

#include "base/floats.h"
#include "stat/counts.h"
#include "stat/mean_of.h"

pain_status pain_trimmed_mean(pain_counts counts, double fraction, double *mean)
{
    PAIN__FLOATS;

    if (mean == NULL)
        return PAIN_EINVAL;
    *mean = NAN;
    if (!(fraction >= 0 && fraction < 0.5))
        return PAIN_EINVAL;
    pain_status status = pain__counts_check(counts, false);

    if (status != PAIN_OK)
        return status;
    uint64_t cut = (uint64_t)floor((double)counts.n * fraction);

    /* As a double, nearly half of nearly 2^63 may be the half. */
    if (cut > (counts.n - 1) / 2)
        cut = (counts.n - 1) / 2;
    *mean = pain__mean_of_ranks(counts.x, counts, cut + 1, counts.n - cut);
    return PAIN_OK;
}
