/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_BOOTSTRAP_PARTS_H
#define PAIN_STAT_BOOTSTRAP_PARTS_H
/* What the bootstraps of clusters, of strata and of two groups share. */

#include <painstat/parts.h>

#include "stat/bootstrap_run.h"
#include "stat/parts.h"
#include "stat/resample.h"

/* The parts as a source of resamples. */
typedef struct pain__bootstrap_parts {
    const pain_counts *parts;
    size_t full;   /* how many are not empty */
    size_t *which; /* those */
    uint64_t seed;
    pain__union merged;
    double *left_out;            /* of the jackknife: for each cluster, or row of a stratum */
    uint64_t *drawn;             /* of one stratum, by each worker */
    pain__resampler **resampler; /* of each stratum */
} pain__bootstrap_parts;

/* Clusters, strata, or two groups. */
typedef struct pain__bootstrap_kind {
    pain_method fallback; /* the default method */
    pain__bootstrap_draw draw;
    double (*acceleration)(pain__bootstrap *b, const pain__bootstrap_parts *from);
    bool strata; /* patients are drawn from each part, and not whole parts */
    bool apart;  /* the statistic tells the parts, two groups, apart: their rows stand one after
                    the other, and each has more than one patient */
    /* Adds every resample in place of random ones, b->ideal->resamples of them; NULL for those. */
    pain_status (*add_all)(pain__bootstrap *b, const pain__bootstrap_parts *from);
} pain__bootstrap_kind;

/* The whole call; `b` holds the statistic and its context. */
pain_status pain__bootstrap_of_parts(pain__bootstrap *b, const pain_counts *parts, size_t n,
                                     const pain__bootstrap_kind *kind,
                                     const pain_interval_options *options, pain_estimate *estimate);

/* bootstrap_strata.c: as many patients from each part as it has, and the acceleration for that. */
uint64_t pain__bootstrap_draw_strata(void *source, size_t worker, uint64_t i, uint64_t *count);
double pain__bootstrap_strata_acceleration(pain__bootstrap *b, const pain__bootstrap_parts *from);

#endif
