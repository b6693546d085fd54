/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every bootstrap does: begin, replicate, read off the limits. */
#include <config.h>

#include <math.h>

#include "stat/bca.h"
#include "stat/bootstrap_run.h"
#include "stat/counts.h"
#include "stat/interval.h"
#include "stat/jackknife.h"

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
    return true;
}

pain_status pain__bootstrap_reserve(pain__bootstrap *b, uint64_t most, bool weighted)
{
    const pain_allocator *a = &b->allocator;
    bool studentized = b->known.method == PAIN_METHOD_STUDENTIZED;

    if (most > SIZE_MAX)
        return PAIN_ENOMEM;
    pain_status status = pain__replicates_reserve(&b->found.plain, (size_t)most, weighted, a);

    if (status == PAIN_OK && studentized)
        status = pain__replicates_reserve(&b->found.studentized, (size_t)most, weighted, a);
    b->count = pain__alloc(a, b->data.distinct, sizeof *b->count);
    b->spare = pain__alloc(a, b->data.distinct, sizeof *b->spare);
    b->left_out = pain__alloc(a, b->data.distinct, sizeof *b->left_out);
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

void pain__bootstrap_add(pain__bootstrap *b, uint64_t n, double probability)
{
    pain_counts resample = {b->data.x, b->data.y, b->count, b->data.distinct, n};
    double replicate = b->statistic(resample, b->context);

    pain__replicates_add(&b->found.plain, replicate, probability);
    if (b->known.method != PAIN_METHOD_STUDENTIZED)
        return;
    double se = pain__jackknife_se(resample, b->statistic, b->context, b->spare, b->left_out);

    pain__replicates_add(&b->found.studentized, se > 0 ? (replicate - b->value) / se : NAN,
                         probability);
}

void pain__bootstrap_draw_all(pain__bootstrap *b, pain__bootstrap_draw draw, void *source)
{
    for (uint64_t i = 0; i < b->known.resamples; i++) {
        uint64_t n = draw(source, i, b->count);

        pain__bootstrap_add(b, n, 1);
    }
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
