/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TOOLS_INTERVAL_H
#define PAIN_TOOLS_INTERVAL_H
/* painstat interval: what its parts share. */

#include <painstat/proportion.h>

#include "quantities.h"

enum { INTERVAL_METHODS = 32 }; /* room for every method that a proportion has */

/* One proportion as it was given. */
typedef struct interval_fraction {
    uint64_t k, n;
} interval_fraction;

typedef struct interval_fractions {
    interval_fraction *list;
    size_t count, room;
} interval_fractions;

/* One proportion with the intervals asked for. */
typedef struct interval_result {
    pain_estimate estimates[INTERVAL_METHODS];
    size_t count;
} interval_result;

/* How to print. */
typedef struct interval_layout {
    pain_method method; /* PAIN_METHOD_DEFAULT for all */
    double level;
    pain_side side;
    int digits;
    bool color;
    bool has_prior;
    double prior[2]; /* the shapes of a beta distribution */
} interval_layout;

/* interval_read.c: both return an exit status, with a message unless it is TOOL_DONE. */

/* Reads "33/50", or "33" "50", from the command line; "-" is standard input. */
int interval_read_arguments(interval_fractions *fractions, char **arguments, int count);

/* Reads one "k/n" or "k,n" a line; blank lines are passed over. */
int interval_read_lines(interval_fractions *fractions, FILE *file, const char *source);

/* interval_print.c: the key of a side, as --side takes it. */
const char *interval_side(int32_t side);

void interval_print_text(FILE *file, const interval_result *results, size_t count,
                         const interval_layout *layout);
void interval_print_csv(FILE *file, const interval_result *results, size_t count);

/* interval_json.c: false when memory is short. */
bool interval_print_json(FILE *file, const interval_result *results, size_t count,
                         const interval_layout *layout);

/* What reads a file and computes from it; an exit status as above. */
typedef int (*interval_file)(const char *path, const quantity_layout *layout, quantities *q);

/* interval_values.c: from values, and from baseline and endpoint. */
int interval_values_file(const char *path, const quantity_layout *layout, quantities *q);
int interval_pairs_file(const char *path, const quantity_layout *layout, quantities *q);

/* interval_apart.c: the same of lines with the number of a cluster or stratum before the `width` (1
 * or 2) other numbers. */
int interval_apart_file(const char *path, size_t width, const quantity_layout *layout,
                        quantities *q);

/* interval_parts.c: from k and n of strata, and of clusters. */
int interval_strata_file(const char *path, const quantity_layout *layout, quantities *q);
int interval_clusters_file(const char *path, const quantity_layout *layout, quantities *q);

#endif
