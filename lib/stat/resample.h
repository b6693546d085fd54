/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_RESAMPLE_H
#define PAIN_STAT_RESAMPLE_H
/* Bootstrap resamples of counts. */

#include <painstat/rng.h>
#include <painstat/tally.h>

#include "base/base.h"
#include "stat/whole.h"

typedef struct pain__resampler pain__resampler;

/* Prepares to resample `data`, which are sound, n > 0, and must outlive the resampler. ENOMEM
 * writes NULL. */
pain_status pain__resampler_new(pain__resampler **resampler, pain_counts data,
                                const pain_allocator *allocator);
void pain__resampler_free(pain__resampler *resampler);

/* Turns to other counts of the same values, with the same sum. */
void pain__resampler_prepare(pain__resampler *resampler, const uint64_t *count);

/* Draws n of the n values with replacement: `count`, of data.distinct elements, says how many of
 * each. */
void pain__resample(const pain__resampler *resampler, pain_rng *rng, uint64_t *count);

/* Where patients are drawn one by one, the same draws can give the sum over them of value[i], i
 * from 0 to n - 1 in the order of the data, without the counts. */
bool pain__resampler_draws_patients(const pain__resampler *resampler);
pain__whole pain__resample_sum(const pain__resampler *resampler, pain_rng *rng,
                               const pain__whole *value);

#endif
