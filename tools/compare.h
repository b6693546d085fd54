/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TOOLS_COMPARE_H
#define PAIN_TOOLS_COMPARE_H
/* painstat compare: what its parts share. A comparison is a list of sections: estimates of one quantity
 * by every method, then tests. */

#include <painstat.h>

#include "tool.h"

enum { COMPARE_METHODS = 32, COMPARE_SECTIONS = 12, COMPARE_TESTS = 32 };

/* One quantity by every method. */
typedef struct compare_section {
    const char *key;   /* "difference" */
    const char *title; /* "Difference, percentage points" */
    double factor;     /* what the text multiplies numbers with: 100 for proportions */
    int preferred;     /* the method that is the default */
    pain_estimate estimates[COMPARE_METHODS];
    size_t count;
} compare_section;

/* All of one comparison. */
typedef struct comparison {
    char heading[512];
    compare_section sections[COMPARE_SECTIONS];
    size_t n_sections;
    pain_test tests[COMPARE_TESTS];
    size_t n_tests;
    int preferred_test;
    bool left_out; /* the exact unconditional methods, which take long at this size */
} comparison;

/* How to make and print it. */
typedef struct compare_layout {
    pain_interval_options interval;
    pain_test_options test;
    int digits;
    bool color;
    bool unconditional; /* the exact unconditional methods at any size */
} compare_layout;

/* compare_counts.c: from four counts. Each returns an exit status, with a message unless it is
 * TOOL_DONE. */
int compare_groups(const uint64_t counts[4], const compare_layout *layout, comparison *c);
int compare_paired_counts(const uint64_t counts[4], const compare_layout *layout, comparison *c);

/* compare_values.c: from a file of two columns. */
int compare_pairs_file(const char *path, const compare_layout *layout, comparison *c);
int compare_samples_file(const char *path, const compare_layout *layout, comparison *c);

/* compare_read.c: reads the numbers of a file of two columns; a first line that is no numbers is a
 * header. Free both arrays. */
int compare_read_columns(const char *path, double **x, double **y, size_t *n);

/* compare_print.c */
void compare_print_text(FILE *file, const comparison *c, const compare_layout *layout);
void compare_print_csv(FILE *file, const comparison *c);

/* compare_json.c: false when memory is short. */
bool compare_print_json(FILE *file, const comparison *c);

#endif
