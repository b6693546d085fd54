/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every bootstrap does: begin, replicate, read off the limits. */
#include <config.h>

#include <math.h>

#include "stat/bootstrap_run.h"
#include "stat/counts.h"
#include "stat/interval.h"
#include "stat/jackknife.h"

/* Replicates that a worker takes at a time. */
enum { PART = 64 };

static size_t parts_of(uint64_t resamples)
{
    return (size_t)(resamples / PART + (resamples % PART != 0));
}

static bool options_are_sound(pain_interval_options *known)
{
    if (known->resamples == 0)
        known->resamples = PAIN__DEFAULT_RESAMPLES;
    if (known->resamples < PAIN__LEAST_RESAMPLES)
        return false;
    switch (known->method) {
    case PAIN_METHOD_PERCENTILE:
    case PAIN_METHOD_BASIC:
    case PAIN_METHOD_STUDENTIZED:
    case PAIN_METHOD_BCA:
    case PAIN_METHOD_BCA_STRICT:
        return true;
    default:
        return false;
    }
}

bool pain__bootstrap_begin(pain__bootstrap *b, const pain_interval_options *options,
                           pain_method fallback, pain_estimate *estimate, pain_status *status)
{
    *status = pain__interval_begin(options, fallback, &b->known, estimate);
    if (*status != PAIN_OK)
        return false;
    if (b->statistic == NULL || !options_are_sound(&b->known))
        *status = PAIN_EINVAL;
    else if (!b->checked)
        *status = pain__counts_check(b->data, false);
    if (*status == PAIN_OK) {
        estimate->denominator = b->data.n;
        estimate->value = b->value = b->statistic(b->data, b->context);
        if (!isfinite(b->value))
            *status = PAIN_EUNDEFINED;
    }
    if (*status != PAIN_OK) {
        (void)pain__interval_fail(estimate, *status);
        return false;
    }
    b->allocator = pain__allocator(b->known.allocator);
    b->workers = pain__parallel_workers(b->known.threads, parts_of(b->known.resamples));
    return true;
}

pain_status pain__bootstrap_reserve(pain__bootstrap *b, uint64_t most, bool weighted)
{
    const pain_allocator *a = &b->allocator;
    const size_t stride = pain__parallel_stride(b->data.distinct);
    bool studentized = b->known.method == PAIN_METHOD_STUDENTIZED;

    if (most > SIZE_MAX)
        return PAIN_ENOMEM;
    pain_status status = pain__replicates_reserve(&b->found.plain, (size_t)most, weighted, a);

    if (status == PAIN_OK && studentized)
        status = pain__replicates_reserve(&b->found.studentized, (size_t)most, weighted, a);
    b->count = pain__alloc(a, stride, b->workers * sizeof *b->count);
    b->spare = pain__alloc(a, stride, b->workers * sizeof *b->spare);
    b->left_out = pain__alloc(a, stride, b->workers * sizeof *b->left_out);
    if (b->count == NULL || b->spare == NULL || b->left_out == NULL)
        return PAIN_ENOMEM;
    if (status == PAIN_OK && studentized)
        b->found.se = pain__jackknife_se(b->data, b->statistic, b->context, b->spare, b->left_out);
    return status;
}

void pain__bootstrap_release(pain__bootstrap *b)
{
    pain__replicates_clear(&b->found.plain, &b->allocator);
    pain__replicates_clear(&b->found.studentized, &b->allocator);
    pain__free(&b->allocator, b->count);
    pain__free(&b->allocator, b->spare);
    pain__free(&b->allocator, b->left_out);
}

/* The replicate of the worker's resample, and its studentized form where that is asked for. */
static double replicate_of(const pain__bootstrap *b, size_t worker, uint64_t n, double *studentized)
{
    size_t first = worker * pain__parallel_stride(b->data.distinct);
    pain_counts resample = {b->data.x, b->data.y, b->count + first, b->data.distinct, n};
    double replicate = b->statistic(resample, b->context);

    if (b->known.method != PAIN_METHOD_STUDENTIZED)
        return replicate;
    double se = pain__jackknife_se(resample, b->statistic, b->context, b->spare + first,
                                   b->left_out + first);

    *studentized = se > 0 ? (replicate - b->value) / se : NAN;
    return replicate;
}

void pain__bootstrap_add(pain__bootstrap *b, uint64_t n, double probability)
{
    double studentized = NAN, replicate = replicate_of(b, 0, n, &studentized);

    pain__replicates_add(&b->found.plain, replicate, probability);
    if (b->known.method == PAIN_METHOD_STUDENTIZED)
        pain__replicates_add(&b->found.studentized, studentized, probability);
}

/* How replicates are had: of counts that are drawn, or evaluated without any. */
typedef struct replication {
    pain__bootstrap *b;
    pain__bootstrap_draw draw;
    pain__bootstrap_evaluate evaluate; /* NULL: by `draw` */
    void *source;
} replication;

static double replicate_at(const replication *r, size_t worker, uint64_t i, double *studentized)
{
    const pain__bootstrap *b = r->b;

    if (r->evaluate != NULL)
        return r->evaluate(r->source, i);
    size_t first = worker * pain__parallel_stride(b->data.distinct);
    uint64_t n = r->draw(r->source, worker, i, b->count + first);

    return replicate_of(b, worker, n, studentized);
}

/* Each replicate at its own place. */
static void replicate_part(void *context, size_t worker, size_t part)
{
    const replication *r = context;
    pain__bootstrap *b = r->b;
    uint64_t first = (uint64_t)part * PART, left = b->known.resamples - first;

    for (uint64_t i = first; i - first < PART && i - first < left; i++) {
        double studentized = NAN;

        b->found.plain.value[i] = replicate_at(r, worker, i, &studentized);
        if (b->known.method == PAIN_METHOD_STUDENTIZED)
            b->found.studentized.value[i] = studentized;
    }
}

static void replicate_all(replication *r)
{
    pain__bootstrap *b = r->b;

    pain__parallel(b->workers, parts_of(b->known.resamples), replicate_part, r);
    pain__replicates_filled(&b->found.plain, (size_t)b->known.resamples);
    if (b->known.method == PAIN_METHOD_STUDENTIZED)
        pain__replicates_filled(&b->found.studentized, (size_t)b->known.resamples);
}

void pain__bootstrap_draw_all(pain__bootstrap *b, pain__bootstrap_draw draw, void *source)
{
    replication r = {b, draw, NULL, source};

    replicate_all(&r);
}

void pain__bootstrap_evaluate_all(pain__bootstrap *b, pain__bootstrap_evaluate evaluate,
                                  void *source)
{
    replication r = {b, NULL, evaluate, source};

    replicate_all(&r);
}

pain_status pain__bootstrap_finish(pain__bootstrap *b, pain_estimate *estimate)
{
    if (pain__replicates_are_few(&b->found.plain))
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    pain__replicates_sort(&b->found.plain);
    pain__replicates_sort(&b->found.studentized);
    pain__bootstrap_place(&b->found, &b->known, estimate);
    if (b->ideal != NULL)
        pain__ideal_tell(b, estimate);
    return PAIN_OK;
}

bool pain__bootstrap_is_bca(const pain__bootstrap *b)
{
    return b->known.method == PAIN_METHOD_BCA || b->known.method == PAIN_METHOD_BCA_STRICT;
}
