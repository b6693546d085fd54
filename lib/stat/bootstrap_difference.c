/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bootstrap of two groups: each is a stratum (bootstrap_strata.c), but the rows of the two
 * stand one after the other, so that the statistic can tell them apart. */
#include <config.h>

#include <math.h>

#include <painstat/two_locations.h>

#include "base/floats.h"
#include "stat/bootstrap_parts.h"
#include "stat/interval.h"

typedef struct two_groups {
    pain_statistic statistic;
    void *context;
    size_t rows; /* of the first */
} two_groups;

static uint64_t total(const uint64_t *count, size_t rows)
{
    uint64_t n = 0;

    for (size_t i = 0; i < rows; i++)
        n += count[i];
    return n;
}

static double difference(pain_counts both, void *context)
{
    const two_groups *of = context;
    size_t rows = of->rows;
    uint64_t n = total(both.count, rows);
    const pain_counts a = {both.x, both.y, both.count, rows, n};
    const pain_counts b = {both.x + rows, both.y != NULL ? both.y + rows : NULL, both.count + rows,
                           both.distinct - rows, both.n - n};

    return of->statistic(a, of->context) - of->statistic(b, of->context);
}

pain_status pain_bootstrap_difference(pain_counts a, pain_counts b, pain_statistic statistic,
                                      void *context, const pain_interval_options *options,
                                      pain_estimate *estimate)
{
    PAIN__FLOATS;
    const pain__bootstrap_kind kind = {PAIN_METHOD_BCA, pain__bootstrap_draw_strata,
                                       pain__bootstrap_strata_acceleration, true, true};
    const pain_counts groups[2] = {a, b};
    two_groups of = {statistic, context, a.distinct};
    pain__bootstrap boot = {.statistic = statistic != NULL ? difference : NULL, .context = &of};

    return pain__bootstrap_of_parts(&boot, groups, 2, &kind, options, estimate);
}
