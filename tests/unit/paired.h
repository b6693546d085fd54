/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_PAIRED_H
#define PAIN_TESTS_PAIRED_H
/* The data sets of tests/ref/golden_paired_data.csv. */

#include "painstat/estimate.h"
#include "painstat/tally.h"

enum { PAIRED_MOST = 32, PAIRED_CLUSTERS = 8 };

/* One data set; `cluster` counts from 0 in the order of the file. */
typedef struct paired_set {
    double x[PAIRED_MOST], y[PAIRED_MOST];
    size_t cluster[PAIRED_MOST], n, clusters;
} paired_set;

/* Reads the set `name`; fails the test when there is none. */
paired_set paired_read(const char *name);

/* Its pairs; those of one cluster; what `value` makes of each pair. To be freed by the caller. */
pain_pairs *paired_pairs(const paired_set *set);
pain_pairs *paired_cluster(const paired_set *set, size_t cluster);
pain_tally *paired_tally(const paired_set *set, double (*value)(double x, double y));

/* Values to hand to paired_tally. */
double paired_baseline(double x, double y);
double paired_difference(double x, double y);
double paired_percent(double x, double y);

/* What a function of two groups of pairs makes of two sets; fails the test when it fails. */
typedef pain_status (*paired_two)(pain_counts a, pain_counts b,
                                  const pain_interval_options *options, pain_estimate *estimate);

pain_estimate paired_two_answer(paired_two function, const paired_set *a, const paired_set *b,
                                const pain_interval_options *options);

#endif
