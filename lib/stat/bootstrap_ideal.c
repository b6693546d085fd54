/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ideal bootstrap: every resample once, with its probability. N. I. Fisher and P. Hall,
 * Bootstrap algorithms for small samples, J. Stat. Plan. Inference 27 (1991) 157-169.
 *
 * Resamples of n patients with d distinct values are the C(n + d - 1, n) ways of counts k_1 + ... +
 * k_d = n, with the multinomial probability of (k; c / n), which is taken value by value as the
 * binomial one of k_i among those that are left. */
#include <config.h>

#include <math.h>

#include "base/floats.h"
#include "num/distribution.h"
#include "stat/bca.h"
#include "stat/bootstrap_run.h"
#include "stat/enumerate.h"
#include "stat/interval.h"

static void add_replicate(void *context, double probability)
{
    pain__bootstrap *b = context;

    pain__bootstrap_add(b, b->data.n, probability);
}

void pain__ideal_tell(const pain__bootstrap *b, const pain_estimate *estimate)
{
    const pain__replicates *r = &b->found.plain;
    pain_ideal *ideal = b->ideal;
    double tail = pain__interval_tail(&b->known), above;
    double same = PAIN__BCA_SAME * fmax(fabs(r->value[0]), fabs(r->value[r->n - 1]));
    bool strict = b->known.method == PAIN_METHOD_BCA_STRICT;

    pain__replicates_around(r, b->value, same, &ideal->below, &above);
    ideal->mid = 0.5 + (ideal->below - above) / 2;
    ideal->se = (estimate->flags & PAIN_FLAG_NO_SPREAD) != 0 ? 0 : pain__replicates_sd(r);
    ideal->z0 = pain__bootstrap_bias(ideal->below, above, strict);
    ideal->acceleration = b->found.acceleration;
    ideal->level_lower = pain__bca_level(ideal->z0, ideal->acceleration, tail, PAIN__LOWER);
    ideal->level_upper = pain__bca_level(ideal->z0, ideal->acceleration, tail, PAIN__UPPER);
}

static pain_status run(pain__bootstrap *b, pain_estimate *estimate)
{
    pain_status status = pain__bootstrap_reserve(b, b->ideal->resamples, true);

    if (status == PAIN_OK) {
        b->found.acceleration =
            pain__bca_acceleration(b->data, b->statistic, b->context, b->spare, b->left_out);
        status = pain__enumerate(b->data, b->count, add_replicate, b, &b->allocator);
    }
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    return pain__bootstrap_finish(b, estimate);
}

void pain__ideal_clear(pain_ideal *ideal)
{
    *ideal = (pain_ideal){.se = NAN,
                          .below = NAN,
                          .mid = NAN,
                          .z0 = NAN,
                          .acceleration = NAN,
                          .level_lower = NAN,
                          .level_upper = NAN};
}

pain_status pain_bootstrap_ideal(pain_counts counts, pain_statistic statistic, void *context,
                                 const pain_interval_options *options, pain_estimate *estimate,
                                 pain_ideal *ideal)
{
    PAIN__FLOATS;
    pain_ideal found;
    pain__bootstrap b = {.data = counts,
                         .statistic = statistic,
                         .context = context,
                         .ideal = ideal != NULL ? ideal : &found};
    pain_status status;

    pain__ideal_clear(b.ideal);
    if (!pain__bootstrap_begin(&b, options, PAIN_METHOD_BCA, estimate, &status))
        return status;
    if (counts.n == 1)
        return pain__interval_no_limits(estimate, PAIN_ETOOFEW);
    b.ideal->resamples = pain__enumerate_size(counts);
    if (b.ideal->resamples <= PAIN_IDEAL_MOST)
        status = run(&b, estimate);
    else
        status = pain__interval_no_limits(estimate, PAIN_EOVERFLOW);
    pain__bootstrap_release(&b);
    if (estimate->reason != PAIN_OK)
        pain__ideal_clear(b.ideal);
    return status;
}
