/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digit preference: scores at marks of the scale against their neighbours, by an exact binomial
 * test. */
#include <config.h>

#include <math.h>

#include "claim/checks.h"
#include "num/distribution.h"

enum { FEW_STEPS = 20, TENTHS = 10 };

/* How far apart the marks are, which begin there too; 0 for none. */
static int32_t distance_of_marks(int32_t steps)
{
    if (steps <= FEW_STEPS)
        return steps % 2 == 0 && steps >= 4 ? steps / 2 : 0;
    return steps % TENTHS == 0 ? steps / TENTHS : 0;
}

void pain__check_digits(pain_score_counts *counts, int32_t steps)
{
    int32_t distance = distance_of_marks(steps);

    counts->marked = counts->beside = 0;
    counts->p_value = NAN;
    /* Marks nearer than three steps would share their neighbours. */
    for (int32_t at = distance; distance > 1 && at < steps; at += distance) {
        if (distance == 2 && steps > 4)
            break;
        counts->marked += counts->count[at];
        counts->beside += counts->count[at - 1] + counts->count[at + 1];
    }
    if (counts->marked + counts->beside > 0)
        counts->p_value = pain__binomial_tail(counts->marked, counts->marked + counts->beside,
                                              1.0 / 3.0, PAIN__UPPER);
}
