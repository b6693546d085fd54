/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Percentile limits calibrated by a second bootstrap: R. Beran, Biometrika 74 (1987) 457-468; A.
 * C. Davison and D. V. Hinkley, Bootstrap methods and their application (1997), section 5.6.
 *
 * G*(T), the distribution of the replicates of a resample at the value T of the data, would be
 * uniform if percentile limits were right. With H its distribution over resamples, T* is read off
 * at the levels H^-1(alpha / 2) and H^-1(1 - alpha / 2). */
#include <config.h>

#include <math.h>

#include "base/floats.h"
#include "stat/bca.h"
#include "stat/bootstrap_run.h"
#include "stat/interval.h"
#include "stat/resample.h"

enum { DEFAULT_OUTER = 1000 };

typedef struct doubled {
    pain__bootstrap outer;
    pain__replicates levels; /* u of each resample */
    /* Of each worker: counts of a resample's resample, and what draws them. */
    uint64_t *inner;
    pain__resampler **resampler;
    const pain__resampler *patients; /* draws the resamples */
} doubled;

/* The part of the replicates of the worker's resample below the value of the data; NaN when more
 * than 1 in 100 is undefined. */
static double level_of(doubled *d, size_t worker, uint64_t i)
{
    const pain__bootstrap *b = &d->outer;
    size_t first = worker * pain__parallel_stride(b->data.distinct);
    pain_counts again = b->data;
    double same = PAIN__BCA_SAME * fabs(b->value);
    uint64_t below2 = 0, undefined = 0; /* below2: those below twice, equal ones once */

    again.count = d->inner + first;
    pain__resampler_prepare(d->resampler[worker], b->count + first);
    for (uint64_t j = 0; j < PAIN_DOUBLE_INNER; j++) {
        pain_rng rng;

        pain_rng_init(&rng, b->known.seed, ((i + 1) << 32) + j);
        pain__resample(d->resampler[worker], &rng, d->inner + first);
        double replicate = b->statistic(again, b->context);

        if (!isfinite(replicate))
            undefined++;
        else if (fabs(replicate - b->value) <= same)
            below2++;
        else if (replicate < b->value)
            below2 += 2;
    }
    if (undefined > PAIN_DOUBLE_INNER / 100)
        return NAN;
    return (double)below2 / (2 * (double)(PAIN_DOUBLE_INNER - undefined));
}

static uint64_t draw(void *source, size_t worker, uint64_t i, uint64_t *count)
{
    doubled *d = source;
    pain_rng rng;

    pain_rng_init(&rng, d->outer.known.seed, i);
    pain__resample(d->patients, &rng, count);
    d->levels.value[i] = level_of(d, worker, i);
    return d->outer.data.n;
}

/* The limits at the calibrated levels, or the percentile limits where there are none. */
static pain_status finish(doubled *d, pain_estimate *estimate)
{
    pain__replicates *r = &d->outer.found.plain;
    double tail = pain__interval_tail(&d->outer.known);
    pain_status status = pain__bootstrap_finish(&d->outer, estimate);

    if (estimate->reason != PAIN_OK || (estimate->flags & PAIN_FLAG_NO_SPREAD) != 0) {
        estimate->method = PAIN_METHOD_DOUBLE;
        return status;
    }
    if (pain__replicates_are_few(&d->levels)) {
        estimate->flags |= PAIN_FLAG_FALLBACK;
        return status;
    }
    pain__replicates_sort(&d->levels);
    estimate->method = PAIN_METHOD_DOUBLE;
    estimate->reserved[0] = pain__replicates_quantile(&d->levels, tail);
    estimate->reserved[1] = pain__replicates_quantile(&d->levels, 1 - tail);
    estimate->lower = pain__replicates_quantile(r, estimate->reserved[0]);
    estimate->upper = pain__replicates_quantile(r, estimate->reserved[1]);
    pain__interval_open(estimate, -INFINITY, INFINITY);
    return status;
}

static pain_status reserve(doubled *d)
{
    pain__bootstrap *b = &d->outer;
    const pain_allocator *a = &b->allocator;
    pain_status status = pain__bootstrap_reserve(b, b->known.resamples, false);

    if (status == PAIN_OK)
        status = pain__replicates_reserve(&d->levels, (size_t)b->known.resamples, false, a);
    d->inner =
        pain__alloc(a, pain__parallel_stride(b->data.distinct), b->workers * sizeof *d->inner);
    d->resampler = pain__alloc(a, b->workers, sizeof(pain__resampler *));
    if (d->inner == NULL || d->resampler == NULL)
        return PAIN_ENOMEM;
    for (size_t w = 0; status == PAIN_OK && w < b->workers; w++)
        status = pain__resampler_new(&d->resampler[w], b->data, a);
    return status;
}

static void release(doubled *d)
{
    const pain_allocator *a = &d->outer.allocator;

    for (size_t w = 0; d->resampler != NULL && w < d->outer.workers; w++)
        pain__resampler_free(d->resampler[w]);
    pain__free(a, d->resampler);
    pain__free(a, d->inner);
    pain__replicates_clear(&d->levels, a);
    pain__bootstrap_release(&d->outer);
}

static pain_status run(doubled *d, pain_estimate *estimate)
{
    pain__bootstrap *b = &d->outer;
    pain__resampler *patients = NULL;
    pain_status status = reserve(d);

    if (status == PAIN_OK)
        status = pain__resampler_new(&patients, b->data, &b->allocator);
    if (status == PAIN_OK) {
        d->patients = patients;
        pain__bootstrap_draw_all(b, draw, d);
        pain__replicates_filled(&d->levels, (size_t)b->known.resamples);
    }
    pain__resampler_free(patients);
    return status == PAIN_OK ? finish(d, estimate) : pain__interval_fail(estimate, status);
}

pain_status pain_bootstrap_double(pain_counts counts, pain_statistic statistic, void *context,
                                  const pain_interval_options *options, pain_estimate *estimate)
{
    PAIN__FLOATS;
    doubled d = {.outer = {.data = counts, .statistic = statistic, .context = context}};
    pain_interval_options known;
    pain_status status = pain__interval_begin(options, PAIN_METHOD_DOUBLE, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (known.method != PAIN_METHOD_DOUBLE || known.resamples > UINT64_C(1) << 31)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    if (known.resamples == 0)
        known.resamples = DEFAULT_OUTER;
    known.method = PAIN_METHOD_PERCENTILE;
    if (!pain__bootstrap_begin(&d.outer, &known, PAIN_METHOD_PERCENTILE, estimate, &status)) {
        estimate->method = PAIN_METHOD_DOUBLE;
        return status;
    }
    estimate->method = PAIN_METHOD_DOUBLE;
    if (counts.n == 1)
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    status = run(&d, estimate);
    release(&d);
    return status;
}
