/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TOOLS_COMPARE_H
#define PAIN_TOOLS_COMPARE_H
/* painstat compare: what its parts share. Each returns an exit status, with a message unless it is
 * TOOL_DONE. */

#include "quantities.h"

/* compare_counts.c: from counts; x of n is compared with the null value of the tests. */
int compare_proportion(uint64_t x, uint64_t n, const quantity_layout *layout, quantities *c);
int compare_groups(const uint64_t counts[4], const quantity_layout *layout, quantities *c);
int compare_paired_counts(const uint64_t counts[4], const quantity_layout *layout, quantities *c);

/* compare_pairs.c: from a file of baseline and endpoint of the same patients. */
int compare_pairs_file(const char *path, const quantity_layout *layout, quantities *c);

/* compare_samples.c: from a file of group and value, or group, baseline and endpoint. */
int compare_samples_file(const char *path, const quantity_layout *layout, quantities *c);

/* The lower of the two group numbers in the first column; a message unless there are just two. */
int compare_find_groups(const tool_columns *columns, double *low);

/* compare_clusters.c: from a file of group, cluster, baseline and endpoint. */
int compare_clusters_file(const char *path, const quantity_layout *layout, quantities *c);

/* compare_strata.c: from a file of x1, n1, x2 and n2 of each stratum. */
int compare_strata_file(const char *path, const quantity_layout *layout, quantities *c);

#endif
