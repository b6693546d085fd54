/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Bayesian bootstrap: D. B. Rubin, Ann. Stat. 9 (1981) 130-134. Weights Dirichlet(1, ..., 1) of
 * patients are Dirichlet(counts) of values: gamma variates of these shapes over their sum. Shapes
 * up to 16 are sums of exponentials; above, G. Marsaglia and W. W. Tsang, ACM Trans. Math. Softw.
 * 26 (2000) 363-372. */
#include <config.h>

#include <math.h>

#include "base/base.h"
#include "base/floats.h"
#include "base/parallel.h"
#include "num/distribution.h"
#include "stat/bootstrap_limits.h"
#include "stat/bootstrap_run.h"
#include "stat/counts.h"
#include "stat/interval.h"
#include "stat/random.h"

static double gamma_small(pain_rng *rng, uint64_t shape)
{
    double product = 1;

    /* 16 uniforms of at least 2^-53 each do not underflow. */
    for (; shape > 0; shape--)
        product *= pain__rng_uniform(rng);
    return -log(product);
}

static double gamma_large(pain_rng *rng, double shape)
{
    double d = shape - 1.0 / 3, c = 1 / sqrt(9 * d);

    for (;;) {
        double z = pain__normal_quantile(pain__rng_uniform(rng), PAIN__LOWER), root = 1 + c * z;
        double v = root * root * root, u = pain__rng_uniform(rng);

        if (v > 0 && log(u) < z * z / 2 + d * (1 - v + log(v)))
            return d * v;
    }
}

/* Dirichlet weights of the rows; 0 where the count is. */
static void draw_weights(pain_counts data, pain_rng *rng, double *weight)
{
    double sum = 0;

    for (size_t i = 0; i < data.distinct; i++) {
        weight[i] = 0;
        if (data.count[i] > 0)
            weight[i] = data.count[i] <= 16 ? gamma_small(rng, data.count[i])
                                            : gamma_large(rng, (double)data.count[i]);
        sum += weight[i];
    }
    for (size_t i = 0; i < data.distinct; i++)
        weight[i] /= sum;
}

static double replicates_mean(const pain__replicates *r)
{
    double mean = 0;

    for (size_t i = 0; i < r->n; i++)
        mean += (r->value[i] - mean) / (double)(i + 1);
    return mean;
}

/* Draws that a worker takes at a time. */
enum { PART = 64 };

typedef struct posterior {
    pain_counts data;
    pain_weighted_statistic statistic;
    void *context;
    uint64_t seed, draws;
    double *weight; /* of each worker */
    pain_allocator allocator;
    pain__bootstrap_found found;
} posterior;

static void draw_part(void *context, size_t worker, size_t part)
{
    const posterior *p = context;
    double *weight = p->weight + worker * pain__parallel_stride(p->data.distinct);
    uint64_t first = (uint64_t)part * PART, left = p->draws - first;

    for (uint64_t i = first; i - first < PART && i - first < left; i++) {
        pain_rng rng;

        pain_rng_init(&rng, p->seed, i);
        draw_weights(p->data, &rng, weight);
        p->found.plain.value[i] = p->statistic(p->data, weight, p->context);
    }
}

static size_t parts_of(uint64_t draws)
{
    return (size_t)(draws / PART + (draws % PART != 0));
}

static pain_status run(posterior *p, const pain_interval_options *known, pain_estimate *estimate)
{
    pain__replicates *r = &p->found.plain;
    pain_interval_options quantiles = *known;

    pain__parallel(known->threads, parts_of(p->draws), draw_part, p);
    pain__replicates_filled(r, (size_t)p->draws);
    if (pain__replicates_are_few(r))
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    pain__replicates_sort(r);
    estimate->reserved[0] = replicates_mean(r);
    estimate->reserved[1] = pain__replicates_sd(r);
    quantiles.method = PAIN_METHOD_PERCENTILE;
    pain__bootstrap_place(&p->found, &quantiles, estimate);
    estimate->method = PAIN_METHOD_BAYESIAN;
    return PAIN_OK;
}

/* Room, and the value: the statistic where every patient has the same weight. */
static pain_status prepare(posterior *p, const pain_interval_options *known,
                           pain_estimate *estimate)
{
    if (known->resamples > SIZE_MAX)
        return PAIN_ENOMEM;
    p->seed = known->seed;
    p->draws = known->resamples;
    size_t workers = pain__parallel_workers(known->threads, parts_of(p->draws));

    p->weight = pain__alloc(&p->allocator, pain__parallel_stride(p->data.distinct),
                            workers * sizeof *p->weight);
    pain_status status =
        pain__replicates_reserve(&p->found.plain, (size_t)known->resamples, false, &p->allocator);

    if (p->weight == NULL || status != PAIN_OK)
        return PAIN_ENOMEM;
    for (size_t i = 0; i < p->data.distinct; i++)
        p->weight[i] = (double)p->data.count[i] / (double)p->data.n;
    estimate->value = p->statistic(p->data, p->weight, p->context);
    return isfinite(estimate->value) ? PAIN_OK : PAIN_EUNDEFINED;
}

pain_status pain_bayesian_bootstrap(pain_counts counts, pain_weighted_statistic statistic,
                                    void *context, const pain_interval_options *options,
                                    pain_estimate *estimate)
{
    PAIN__FLOATS;
    posterior p = {.data = counts, .statistic = statistic, .context = context};
    pain_interval_options known;
    pain_status status = pain__interval_begin(options, PAIN_METHOD_BAYESIAN, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (known.resamples == 0)
        known.resamples = PAIN__DEFAULT_RESAMPLES;
    status = statistic == NULL || known.method != PAIN_METHOD_BAYESIAN ||
                     known.resamples < PAIN__LEAST_RESAMPLES
                 ? PAIN_EINVAL
                 : pain__counts_check(counts, false);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    p.allocator = pain__allocator(known.allocator);
    estimate->denominator = counts.n;
    status = prepare(&p, &known, estimate);
    if (status != PAIN_OK)
        (void)pain__interval_fail(estimate, status);
    else if (counts.n == 1)
        (void)pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    else
        status = run(&p, &known, estimate);
    pain__replicates_clear(&p.found.plain, &p.allocator);
    pain__free(&p.allocator, p.weight);
    return status;
}
