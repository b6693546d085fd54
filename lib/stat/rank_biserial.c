/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The matched-pairs rank-biserial correlation, (W+ - W-) / (W+ + W-): D. S. Kerby, Compr. Psychol.
 * 3 (2014) 11.IT.3.1. */
#include <config.h>

#include <math.h>

#include <painstat/effect_size.h>

#include "base/base.h"
#include "base/floats.h"
#include "num/distribution.h"
#include "num/sum.h"
#include "stat/counts.h"
#include "stat/interval.h"
#include "stat/magnitudes.h"

static pain_status correlate(const pain__magnitudes *m, double tail, pain_estimate *estimate)
{
    uint64_t plus = 0, all = 0;
    pain__sum squares = {0, 0};

    for (size_t i = 0; i < m->rows; i++) {
        plus += m->positive[i] * m->rank2[i];
        all += m->count[i] * m->rank2[i];
        pain__sum_add_times(&squares, (double)m->rank2[i] * (double)m->rank2[i], m->count[i]);
    }
    estimate->denominator = m->n - m->n_zero;
    estimate->n_excluded = m->n_zero;
    if (all == 0)
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    estimate->value = ((double)plus - (double)(all - plus)) / (double)all;
    if (plus == 0 || plus == all)
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    double reach =
        pain__normal_quantile(tail, PAIN__UPPER) * sqrt(pain__sum_value(&squares)) / (double)all;

    estimate->lower = tanh(atanh(estimate->value) - reach);
    estimate->upper = tanh(atanh(estimate->value) + reach);
    pain__interval_open(estimate, -1, 1);
    return PAIN_OK;
}

pain_status pain_rank_biserial(pain_counts differences, pain_zeros zeros,
                               const pain_interval_options *options, pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain__magnitudes m;
    pain_status status = pain__interval_begin(options, PAIN_METHOD_FISHER_Z, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (estimate->method != PAIN_METHOD_FISHER_Z ||
        (zeros != PAIN_ZEROS_DROPPED && zeros != PAIN_ZEROS_PRATT))
        return pain__interval_fail(estimate, PAIN_EINVAL);
    status = pain__counts_check(differences, false);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    const pain_allocator allocator = pain__allocator(known.allocator);

    status = pain__magnitudes_new(&m, differences, 0, &allocator);
    if (status == PAIN_OK)
        status = pain__magnitudes_rank(&m, zeros == PAIN_ZEROS_PRATT ? m.n_zero : 0);
    if (status == PAIN_OK)
        status = correlate(&m, pain__interval_tail(&known), estimate);
    else
        status = pain__interval_fail(estimate, status);
    pain__magnitudes_free(&m, &allocator);
    return status;
}
