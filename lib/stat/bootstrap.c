/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bootstrap of one sample: n of the n patients with replacement. */
#include <config.h>

#include "base/floats.h"
#include "stat/bca.h"
#include "stat/bootstrap_run.h"
#include "stat/interval.h"
#include "stat/resample.h"

typedef struct patients {
    pain__resampler *resampler;
    uint64_t seed, n;
} patients;

static uint64_t draw_patients(void *source, size_t worker, uint64_t i, uint64_t *count)
{
    const patients *from = source;
    pain_rng rng;

    (void)worker;
    pain_rng_init(&rng, from->seed, i);
    pain__resample(from->resampler, &rng, count);
    return from->n;
}

static pain_status run(pain__bootstrap *b, pain_estimate *estimate)
{
    patients from = {NULL, b->known.seed, b->data.n};
    pain_status status = pain__bootstrap_reserve(b, b->known.resamples, false);

    if (status == PAIN_OK)
        status = pain__resampler_new(&from.resampler, b->data, &b->allocator);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    if (pain__bootstrap_is_bca(b))
        b->found.acceleration =
            pain__bca_acceleration(b->data, b->statistic, b->context, b->spare, b->left_out);
    pain__bootstrap_draw_all(b, draw_patients, &from);
    pain__resampler_free(from.resampler);
    return pain__bootstrap_finish(b, estimate);
}

pain_status pain_bootstrap(pain_counts counts, pain_statistic statistic, void *context,
                           const pain_interval_options *options, pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain__bootstrap b = {.data = counts, .statistic = statistic, .context = context};
    pain_status status;

    if (!pain__bootstrap_begin(&b, options, PAIN_METHOD_BCA, estimate, &status))
        return status;
    if (counts.n == 1)
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    status = run(&b, estimate);
    pain__bootstrap_release(&b);
    return status;
}
