/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bootstrap within strata: A. C. Davison and D. V. Hinkley, Bootstrap methods and their
 * application (1997), sections 3.2 and 5.3 (the acceleration of several samples, formula 5.23). */
#include <config.h>

#include <math.h>
#include <string.h>

#include "base/floats.h"
#include "num/sum.h"
#include "stat/bootstrap_parts.h"

uint64_t pain__bootstrap_draw_strata(void *source, size_t worker, uint64_t i, uint64_t *count)
{
    const pain__bootstrap_parts *from = source;
    uint64_t *drawn = from->drawn + worker * pain__parallel_stride(from->merged.all.distinct);
    pain_rng rng;

    pain_rng_init(&rng, from->seed, i);
    memset(count, 0, from->merged.all.distinct * sizeof *count);
    for (size_t k = 0; k < from->full; k++) {
        size_t p = from->which[k];

        pain__resample(from->resampler[k], &rng, drawn);
        for (size_t j = 0; j < from->parts[p].distinct; j++)
            count[from->merged.row[p][j]] += drawn[j];
    }
    return from->merged.all.n;
}

/* The leave-one-out values of stratum p, and their mean; false when one is undefined. */
static bool leave_out(pain__bootstrap *b, const pain__bootstrap_parts *from, size_t p, double *mean)
{
    pain_counts part = from->parts[p], without = b->data;
    pain__sum sum = {0, 0};

    without.count = b->spare;
    without.n--;
    for (size_t i = 0; i < part.distinct; i++) {
        uint64_t *count = &b->spare[from->merged.row[p][i]];

        if (part.count[i] == 0)
            continue;
        --*count;
        from->left_out[i] = b->statistic(without, b->context);
        ++*count;
        if (!isfinite(from->left_out[i]))
            return false;
        pain__sum_add_times(&sum, from->left_out[i], part.count[i]);
    }
    *mean = pain__sum_value(&sum) / (double)part.n;
    return true;
}

double pain__bootstrap_strata_acceleration(pain__bootstrap *b, const pain__bootstrap_parts *from)
{
    pain__sum squares = {0, 0}, cubes = {0, 0};
    double size = fabs(b->value), largest = 0, mean;

    memcpy(b->spare, b->data.count, b->data.distinct * sizeof *b->spare);
    for (size_t k = 0; k < from->full; k++) {
        pain_counts part = from->parts[from->which[k]];
        double n = (double)part.n;

        if (part.n < 2)
            continue;
        if (!leave_out(b, from, from->which[k], &mean))
            return NAN;
        for (size_t i = 0; i < part.distinct; i++) {
            if (part.count[i] == 0)
                continue;
            double l = (n - 1) * (mean - from->left_out[i]) / n;

            largest = fmax(largest, fabs(mean - from->left_out[i]));
            pain__sum_add_times(&squares, l * l, part.count[i]);
            pain__sum_add_times(&cubes, l * l * l, part.count[i]);
        }
    }
    /* What rounding leaves of equal values would give any acceleration. */
    if (!(largest > 1e-14 * size))
        return NAN;
    return pain__sum_value(&cubes) / (6 * pow(pain__sum_value(&squares), 1.5));
}

pain_status pain_bootstrap_strata(const pain_counts *strata, size_t n, pain_statistic statistic,
                                  void *context, const pain_interval_options *options,
                                  pain_estimate *estimate)
{
    PAIN__FLOATS;

    static const pain__bootstrap_kind kind = {PAIN_METHOD_BCA,
                                              pain__bootstrap_draw_strata,
                                              pain__bootstrap_strata_acceleration,
                                              true,
                                              false,
                                              NULL};
    pain__bootstrap b = {.statistic = statistic, .context = context};

    return pain__bootstrap_of_parts(&b, strata, n, &kind, options, estimate);
}
