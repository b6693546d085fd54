/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bootstrap of whole clusters: A. C. Davison and D. V. Hinkley, Bootstrap methods and their
 * application (1997), section 3.8. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "base/floats.h"
#include "num/sum.h"
#include "stat/bootstrap_parts.h"
#include "stat/random.h"

/* Adds the counts of part p, or takes them away; returns its n. */
static uint64_t put(const pain__bootstrap_parts *from, size_t p, uint64_t *count, bool away)
{
    pain_counts part = from->parts[p];

    for (size_t i = 0; part.n > 0 && i < part.distinct; i++)
        count[from->merged.row[p][i]] += away ? 0 - part.count[i] : part.count[i];
    return part.n;
}

static uint64_t draw_clusters(void *source, size_t worker, uint64_t i, uint64_t *count)
{
    const pain__bootstrap_parts *from = source;
    uint64_t n = 0;
    pain_rng rng;

    (void)worker;
    pain_rng_init(&rng, from->seed, i);
    memset(count, 0, from->merged.all.distinct * sizeof *count);
    for (size_t k = 0; k < from->full; k++)
        n += put(from, from->which[pain__rng_below(&rng, from->full)], count, false);
    return n;
}

/* The acceleration by leaving out one cluster at a time; NaN where one such value is undefined. */
static double acceleration_of(pain__bootstrap *b, const pain__bootstrap_parts *from)
{
    pain__sum sum = {0, 0}, squares = {0, 0}, cubes = {0, 0};
    double size = 0, largest = 0;
    pain_counts without = b->data;

    without.count = b->spare;
    memcpy(b->spare, b->data.count, b->data.distinct * sizeof *b->spare);
    for (size_t k = 0; k < from->full; k++) {
        without.n = b->data.n - put(from, from->which[k], b->spare, true);
        from->left_out[k] = b->statistic(without, b->context);
        (void)put(from, from->which[k], b->spare, false);
        if (!isfinite(from->left_out[k]))
            return NAN;
        pain__sum_add(&sum, from->left_out[k]);
        size = fmax(size, fabs(from->left_out[k]));
    }
    double mean = pain__sum_value(&sum) / (double)from->full;

    for (size_t k = 0; k < from->full; k++)
        largest = fmax(largest, fabs(mean - from->left_out[k]));
    /* What rounding leaves of equal values would give any acceleration. */
    if (!(largest > 1e-14 * size))
        return NAN;
    for (size_t k = 0; k < from->full; k++) {
        double d = (mean - from->left_out[k]) / largest;

        pain__sum_add(&squares, d * d);
        pain__sum_add(&cubes, d * d * d);
    }
    return pain__sum_value(&cubes) / (6 * pow(pain__sum_value(&squares), 1.5));
}

pain_status pain_bootstrap_clusters(const pain_counts *clusters, size_t n, pain_statistic statistic,
                                    void *context, const pain_interval_options *options,
                                    pain_estimate *estimate)
{
    PAIN__FLOATS;

    static const pain__bootstrap_kind kind = {
        PAIN_METHOD_PERCENTILE, draw_clusters, acceleration_of, false, false, NULL};
    pain__bootstrap b = {.statistic = statistic, .context = context};

    return pain__bootstrap_of_parts(&b, clusters, n, &kind, options, estimate);
}
