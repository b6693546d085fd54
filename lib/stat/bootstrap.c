/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bootstrap intervals: resample, collect the replicates, read off the limits. */
#include <config.h>

#include <math.h>
#include <stdbool.h>

#include <painstat/bootstrap.h>

#include "base/base.h"
#include "num/order.h"
#include "stat/bca.h"
#include "stat/bootstrap_limits.h"
#include "stat/counts.h"
#include "stat/interval.h"
#include "stat/random.h"
#include "stat/resample.h"

enum { DEFAULT_RESAMPLES = 10000, LEAST_RESAMPLES = 100 };

/* The data, and what the computation needs memory for. */
typedef struct bootstrap {
    pain_counts data;
    pain_statistic statistic;
    void *context;
    pain_interval_options known;
    pain_allocator allocator;
    pain__resampler *resampler;
    double *replicates;
    size_t n_replicates; /* how many are defined */
    uint64_t *count;     /* of a resample */
    double *left_out;    /* of the jackknife */
} bootstrap;

static pain_status bootstrap_reserve(bootstrap *b)
{
    const pain_allocator *a = &b->allocator;

    if (b->known.resamples > SIZE_MAX)
        return PAIN_ENOMEM;
    b->replicates = pain__alloc(a, (size_t)b->known.resamples, sizeof *b->replicates);
    b->count = pain__alloc(a, b->data.distinct, sizeof *b->count);
    b->left_out = pain__alloc(a, b->data.distinct, sizeof *b->left_out);
    if (b->replicates == NULL || b->count == NULL || b->left_out == NULL)
        return PAIN_ENOMEM;
    return pain__resampler_new(&b->resampler, b->data, a);
}

static void bootstrap_release(bootstrap *b)
{
    pain__free(&b->allocator, b->replicates);
    pain__free(&b->allocator, b->count);
    pain__free(&b->allocator, b->left_out);
    pain__resampler_free(b->resampler);
}

/* Collects the replicates that are defined, sorted. */
static void bootstrap_replicate(bootstrap *b)
{
    pain_counts resample = b->data;

    resample.count = b->count;
    for (uint64_t i = 0; i < b->known.resamples; i++) {
        pain_rng rng;

        pain_rng_init(&rng, b->known.seed, i);
        pain__resample(b->resampler, &rng, b->count);
        double replicate = b->statistic(resample, b->context);

        if (isfinite(replicate))
            b->replicates[b->n_replicates++] = replicate;
    }
    pain__sort(b->replicates, b->n_replicates);
}

static pain_status bootstrap_interval(bootstrap *b, pain_estimate *estimate)
{
    double acceleration = NAN;

    bootstrap_replicate(b);
    if (b->known.resamples - b->n_replicates > b->known.resamples / 100)
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    if (b->known.method == PAIN_METHOD_BCA)
        acceleration =
            pain__bca_acceleration(b->data, b->statistic, b->context, b->count, b->left_out);
    pain__bootstrap_limits(b->replicates, b->n_replicates, acceleration, &b->known, estimate);
    return PAIN_OK;
}

static bool options_are_sound(pain_interval_options *known)
{
    if (known->resamples == 0)
        known->resamples = DEFAULT_RESAMPLES;
    return known->resamples >= LEAST_RESAMPLES &&
           (known->method == PAIN_METHOD_BCA || known->method == PAIN_METHOD_PERCENTILE);
}

pain_status pain_bootstrap(pain_counts counts, pain_statistic statistic, void *context,
                           const pain_interval_options *options, pain_estimate *estimate)
{
    bootstrap b = {.data = counts, .statistic = statistic, .context = context};
    pain_status status = pain__interval_begin(options, PAIN_METHOD_BCA, &b.known, estimate);

    if (status != PAIN_OK)
        return status;
    if (statistic == NULL || !options_are_sound(&b.known))
        return pain__interval_fail(estimate, PAIN_EINVAL);
    status = pain__counts_check(counts, false);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    estimate->denominator = counts.n;
    estimate->value = statistic(counts, context);
    if (!isfinite(estimate->value))
        return pain__interval_fail(estimate, PAIN_EUNDEFINED);
    if (counts.n == 1)
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    b.allocator = pain__allocator(b.known.allocator);
    status = bootstrap_reserve(&b);
    status = status == PAIN_OK ? bootstrap_interval(&b, estimate)
                               : pain__interval_fail(estimate, status);
    bootstrap_release(&b);
    return status;
}
