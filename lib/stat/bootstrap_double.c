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
#include "stat/random.h"
#include "stat/resample.h"

enum { DEFAULT_OUTER = 1000 };

typedef struct doubled {
    pain__bootstrap outer;
    pain__replicates levels; /* u of each resample */
    uint64_t *inner;         /* counts of a resample's resample */
} doubled;

/* The part of the replicates of the resample in outer.count below the value of the data; NaN when
 * more than 1 in 100 is undefined. ENOMEM writes NaN. */
static pain_status level_of(doubled *d, uint64_t i, double *level)
{
    pain__bootstrap *b = &d->outer;
    const pain_counts from = {b->data.x, b->data.y, b->count, b->data.distinct, b->data.n};
    pain_counts again = from;
    pain__resampler *resampler;
    double same = PAIN__BCA_SAME * fabs(b->value);
    uint64_t below2 = 0, undefined = 0; /* below2: those below twice, equal ones once */
    pain_status status = pain__resampler_new(&resampler, from, &b->allocator);

    *level = NAN;
    again.count = d->inner;
    for (uint64_t j = 0; status == PAIN_OK && j < PAIN_DOUBLE_INNER; j++) {
        pain_rng rng;

        pain_rng_init(&rng, b->known.seed, ((i + 1) << 32) + j);
        pain__resample(resampler, &rng, d->inner);
        double replicate = b->statistic(again, b->context);

        if (!isfinite(replicate))
            undefined++;
        else if (fabs(replicate - b->value) <= same)
            below2++;
        else if (replicate < b->value)
            below2 += 2;
    }
    pain__resampler_free(resampler);
    if (status == PAIN_OK && undefined <= PAIN_DOUBLE_INNER / 100)
        *level = (double)below2 / (2 * (double)(PAIN_DOUBLE_INNER - undefined));
    return status;
}

static pain_status draw_all(doubled *d, const pain__resampler *resampler)
{
    pain__bootstrap *b = &d->outer;
    pain_status status = PAIN_OK;

    for (uint64_t i = 0; status == PAIN_OK && i < b->known.resamples; i++) {
        double level;
        pain_rng rng;

        pain_rng_init(&rng, b->known.seed, i);
        pain__resample(resampler, &rng, b->count);
        pain__bootstrap_add(b, b->data.n, 1);
        status = level_of(d, i, &level);
        pain__replicates_add(&d->levels, level, 1);
    }
    return status;
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

static pain_status run(doubled *d, pain_estimate *estimate)
{
    pain__bootstrap *b = &d->outer;
    pain__resampler *resampler = NULL;
    pain_status status = pain__bootstrap_reserve(b, b->known.resamples, false);

    if (status == PAIN_OK)
        status =
            pain__replicates_reserve(&d->levels, (size_t)b->known.resamples, false, &b->allocator);
    d->inner = pain__alloc(&b->allocator, b->data.distinct, sizeof *d->inner);
    if (status == PAIN_OK && d->inner == NULL)
        status = PAIN_ENOMEM;
    if (status == PAIN_OK)
        status = pain__resampler_new(&resampler, b->data, &b->allocator);
    if (status == PAIN_OK)
        status = draw_all(d, resampler);
    pain__resampler_free(resampler);
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
    pain__bootstrap_release(&d.outer);
    pain__replicates_clear(&d.levels, &d.outer.allocator);
    pain__free(&d.outer.allocator, d.inner);
    return status;
}
