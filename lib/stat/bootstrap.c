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
    pain__whole *whole; /* the values for means without counts; NULL: not so */
    pain__whole_scale scale;
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

static double mean_of_drawn(void *source, uint64_t i)
{
    const patients *from = source;
    pain_rng rng;

    pain_rng_init(&rng, from->seed, i);
    return pain__whole_mean(pain__resample_sum(from->resampler, &rng, from->whole), from->scale,
                            from->n);
}

/* Makes ready for mean_of_drawn where it can be used and has few ties: to count the patients costs
 * more than to draw them then. */
static pain_status prepare_mean(const pain__bootstrap *b, patients *from)
{
    const pain_counts data = b->data;

    if (b->statistic != pain_statistic_mean || b->known.method == PAIN_METHOD_STUDENTIZED ||
        !pain__resampler_draws_patients(from->resampler) || data.n / 2 > data.distinct)
        return PAIN_OK;
    from->whole = pain__alloc(&b->allocator, (size_t)data.n, sizeof *from->whole);
    if (from->whole == NULL)
        return PAIN_ENOMEM;
    if (!pain__whole_values(data.x, data, from->whole, &from->scale)) {
        pain__free(&b->allocator, from->whole);
        from->whole = NULL;
    }
    return PAIN_OK;
}

static pain_status run(pain__bootstrap *b, pain_estimate *estimate)
{
    patients from = {.seed = b->known.seed, .n = b->data.n};
    pain_status status = pain__bootstrap_reserve(b, b->known.resamples, false);

    if (status == PAIN_OK)
        status = pain__resampler_new(&from.resampler, b->data, &b->allocator);
    if (status == PAIN_OK)
        status = prepare_mean(b, &from);
    if (status == PAIN_OK) {
        if (pain__bootstrap_is_bca(b))
            b->found.acceleration =
                pain__bca_acceleration(b->data, b->statistic, b->context, b->spare, b->left_out);
        if (from.whole != NULL)
            pain__bootstrap_evaluate_all(b, mean_of_drawn, &from);
        else
            pain__bootstrap_draw_all(b, draw_patients, &from);
    }
    pain__free(&b->allocator, from.whole);
    pain__resampler_free(from.resampler);
    return status == PAIN_OK ? pain__bootstrap_finish(b, estimate)
                             : pain__interval_fail(estimate, status);
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
