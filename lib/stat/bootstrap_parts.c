/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bootstrap of a sample in parts: their union, and what each draw needs. */
#include <config.h>

#include "stat/bootstrap_parts.h"
#include "stat/enumerate.h"
#include "stat/interval.h"

static pain_status reserve(pain__bootstrap_parts *from, size_t n, bool strata, size_t workers,
                           const pain_allocator *a)
{
    size_t rows = from->merged.all.distinct, k = 0;
    pain_status status = PAIN_OK;

    from->which = pain__alloc(a, from->full, sizeof *from->which);
    from->left_out = pain__alloc(a, rows > from->full ? rows : from->full, sizeof(double));
    from->drawn = pain__alloc(a, pain__parallel_stride(rows), workers * sizeof *from->drawn);
    from->resampler = pain__alloc(a, from->full, sizeof *from->resampler);
    if (from->which == NULL || from->left_out == NULL || from->drawn == NULL ||
        from->resampler == NULL)
        return PAIN_ENOMEM;
    for (size_t p = 0; p < n; p++)
        if (from->parts[p].n > 0)
            from->which[k++] = p;
    for (k = 0; strata && status == PAIN_OK && k < from->full; k++)
        status = pain__resampler_new(&from->resampler[k], from->parts[from->which[k]], a);
    return status;
}

static void release(pain__bootstrap_parts *from, const pain_allocator *a)
{
    for (size_t k = 0; from->resampler != NULL && k < from->full; k++)
        pain__resampler_free(from->resampler[k]);
    pain__free(a, from->resampler);
    pain__free(a, from->drawn);
    pain__free(a, from->left_out);
    pain__free(a, from->which);
    pain__union_clear(&from->merged, a);
}

static pain_status run(pain__bootstrap *b, pain__bootstrap_parts *from, size_t n,
                       const pain__bootstrap_kind *kind, pain_estimate *estimate)
{
    pain_status status = reserve(from, n, kind->strata, b->workers, &b->allocator);

    bool all = kind->add_all != NULL;

    if (status == PAIN_OK)
        status = pain__bootstrap_reserve(b, all ? b->ideal->resamples : b->known.resamples, all);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    if (all || pain__bootstrap_is_bca(b))
        b->found.acceleration = kind->acceleration(b, from);
    if (!all)
        pain__bootstrap_draw_all(b, kind->draw, from);
    else if ((status = kind->add_all(b, from)) != PAIN_OK)
        return pain__interval_fail(estimate, status);
    return pain__bootstrap_finish(b, estimate);
}

/* How many resamples two groups have together; above PAIN_IDEAL_MOST where they are too many. */
static uint64_t count_all(const pain_counts groups[2])
{
    uint64_t a = pain__enumerate_size(groups[0]), b = pain__enumerate_size(groups[1]);

    return a <= PAIN_IDEAL_MOST && b <= PAIN_IDEAL_MOST ? a * b : UINT64_MAX;
}

/* Nothing, or for one of two groups nothing, can be drawn otherwise than it is. */
static bool is_fixed(const pain__bootstrap_parts *from, const pain__bootstrap_kind *kind)
{
    if (kind->apart)
        return from->parts[0].n < 2 || from->parts[1].n < 2;
    return kind->strata ? from->merged.all.n == from->full : from->full < 2;
}

pain_status pain__bootstrap_of_parts(pain__bootstrap *b, const pain_counts *parts, size_t n,
                                     const pain__bootstrap_kind *kind,
                                     const pain_interval_options *options, pain_estimate *estimate)
{
    pain__bootstrap_parts from = {.parts = parts};
    pain_allocator a;
    uint64_t total;
    pain_status status = pain__interval_begin(options, kind->fallback, &b->known, estimate);

    if (status != PAIN_OK)
        return status;
    a = pain__allocator(b->known.allocator);
    status = pain__parts_check(parts, n, false, &total, &from.full);
    if (status == PAIN_OK && b->known.method == PAIN_METHOD_STUDENTIZED)
        status = PAIN_EINVAL;
    if (status == PAIN_OK && kind->apart && from.full < n)
        status = PAIN_EEMPTY;
    if (status == PAIN_OK)
        status = (kind->apart ? pain__union_stack : pain__union_make)(&from.merged, parts, n, &a);
    if (status != PAIN_OK) {
        pain__union_clear(&from.merged, &a);
        return pain__interval_fail(estimate, status);
    }
    b->data = from.merged.all;
    b->checked = true;
    if (pain__bootstrap_begin(b, options, kind->fallback, estimate, &status)) {
        from.seed = b->known.seed;
        if (kind->add_all != NULL)
            b->ideal->resamples = count_all(parts);
        if (is_fixed(&from, kind))
            status = pain__interval_no_limits(estimate, PAIN_ETOOFEW);
        else if (kind->add_all != NULL && b->ideal->resamples > PAIN_IDEAL_MOST)
            status = pain__interval_no_limits(estimate, PAIN_EOVERFLOW);
        else
            status = run(b, &from, n, kind, estimate);
        pain__bootstrap_release(b);
    }
    release(&from, &a);
    return status;
}
