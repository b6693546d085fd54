/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_BOOTSTRAP_RUN_H
#define PAIN_STAT_BOOTSTRAP_RUN_H
/* What every bootstrap does: read the options, evaluate the data, collect replicates, read off the
 * limits. What differs is where the resamples come from. */

#include <painstat/bootstrap.h>

#include "base/parallel.h"
#include "stat/bootstrap_limits.h"

enum { PAIN__DEFAULT_RESAMPLES = 10000, PAIN__LEAST_RESAMPLES = 100 };

/* The data, and what the computation needs memory for. */
typedef struct pain__bootstrap {
    pain_counts data;
    bool checked; /* the data are sound */
    pain_statistic statistic;
    void *context;
    pain_interval_options known;
    pain_allocator allocator;
    double value;     /* of the data */
    size_t workers;   /* that replicate at a time; each has a part of what follows */
    uint64_t *count;  /* of a resample */
    uint64_t *spare;  /* of a resample without a patient */
    double *left_out; /* of the jackknife */
    pain__bootstrap_found found;
    pain_ideal *ideal; /* for what all resamples say besides limits; NULL for random ones */
} pain__bootstrap;

/* Draws resample i: fills `count` and returns its n. Several workers may draw at a time; `worker` <
 * pain__bootstrap.workers tells them apart. */
typedef uint64_t (*pain__bootstrap_draw)(void *source, size_t worker, uint64_t i, uint64_t *count);

/* Begins a call: reads the options, of which the method is PERCENTILE, BASIC, STUDENTIZED, BCA
 * (`fallback`) or BCA_STRICT; sets the estimate's value. True when the bootstrap may go on; else
 * the call has ended with *status. */
bool pain__bootstrap_begin(pain__bootstrap *b, const pain_interval_options *options,
                           pain_method fallback, pain_estimate *estimate, pain_status *status);

/* Room for `most` replicates; `weighted` also for their probabilities. */
pain_status pain__bootstrap_reserve(pain__bootstrap *b, uint64_t most, bool weighted);
void pain__bootstrap_release(pain__bootstrap *b);

/* Adds the replicate whose counts are in b->count, n in all. */
void pain__bootstrap_add(pain__bootstrap *b, uint64_t n, double probability);

/* Adds known.resamples replicates, in their order whatever the number of threads. */
void pain__bootstrap_draw_all(pain__bootstrap *b, pain__bootstrap_draw draw, void *source);

/* The same for replicates that need no counts, resample i's statistic itself; not studentized. */
typedef double (*pain__bootstrap_evaluate)(void *source, uint64_t i);
void pain__bootstrap_evaluate_all(pain__bootstrap *b, pain__bootstrap_evaluate evaluate,
                                  void *source);

/* The limits from the replicates, by the acceleration that BCa needs (found.acceleration). */
pain_status pain__bootstrap_finish(pain__bootstrap *b, pain_estimate *estimate);

/* bootstrap_ideal.c: NaN and 0; and what the sorted replicates say. */
void pain__ideal_clear(pain_ideal *ideal);
void pain__ideal_tell(const pain__bootstrap *b, const pain_estimate *estimate);

/* True when the method is one of the two BCa. */
bool pain__bootstrap_is_bca(const pain__bootstrap *b);

#endif
