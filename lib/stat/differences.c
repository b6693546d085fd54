/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From pairs to their differences. */
#include <config.h>

#include <painstat/location_test.h>

#include "base/floats.h"
#include "stat/counts.h"

pain_status pain_tally_add_differences(pain_tally *differences, pain_counts pairs)
{
    PAIN__FLOATS;
    pain_status status = pain__counts_check(pairs, true);

    if (differences == NULL)
        return PAIN_EINVAL;
    for (size_t i = 0; i < pairs.distinct && status == PAIN_OK; i++)
        status = pain_tally_add(differences, pairs.x[i] - pairs.y[i], pairs.count[i]);
    return status;
}
