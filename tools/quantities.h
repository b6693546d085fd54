/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TOOLS_QUANTITIES_H
#define PAIN_TOOLS_QUANTITIES_H
/* Tables of all methods side by side: quantities, each by every method, then tests. */

#include <painstat.h>

#include "tool.h"

enum {
    QUANTITY_METHODS = 32,     /* room for the methods of one quantity */
    QUANTITY_MOST = 24,        /* quantities of one table */
    QUANTITY_TESTS = 32,       /* tests of one table */
    QUANTITY_RULE_METHODS = 12 /* methods of one rule */
};

/* One quantity by every method. */
typedef struct quantity {
    const char *key;   /* "difference" */
    const char *title; /* "Difference, percentage points" */
    double factor;     /* what the text multiplies numbers with: 100 for proportions */
    int preferred;     /* the method that is the default */
    pain_estimate estimates[QUANTITY_METHODS];
    int32_t asked[QUANTITY_METHODS]; /* the method asked for; another was used where it fell back */
    size_t count;
} quantity;

/* All of one table. */
typedef struct quantities {
    char heading[512];
    quantity list[QUANTITY_MOST];
    size_t count;
    pain_test tests[QUANTITY_TESTS];
    size_t n_tests;
    int preferred_test;
    const char *note; /* what was left out, or NULL */
} quantities;

/* Lines that belong together (--parts). */
typedef enum quantity_parts { PARTS_NONE, PARTS_CLUSTERS, PARTS_STRATA } quantity_parts;

/* How to make and print it. */
typedef struct quantity_layout {
    pain_interval_options interval;
    pain_test_options test;
    const char *only; /* --method: a method, a test, or what both are called; NULL for all */
    int digits;
    bool color;
    bool ideal;             /* the bootstrap by every resample once */
    int parts;              /* a quantity_parts */
    bool unconditional;     /* the exact unconditional methods at any size */
    bool has_range;         /* of the values: */
    double lowest, highest; /* no value is beyond them */
    bool has_margin;        /* of two groups: the tests' null value is of the difference */
    bool has_equivalence;   /* the same, that it lies between these two */
    double equivalence[2];
} quantity_layout;

/* What quantities are computed from: one group, or two; each whole or in parts. */
typedef struct quantity_data {
    pain_counts counts, other;
    const pain_counts *parts, *other_parts; /* NULL for counts */
    size_t n_parts;
    bool are_clusters; /* or strata */
    bool ideal;        /* every resample once */
    double lowest, highest;
    uint64_t excluded; /* left out of the counts */
} quantity_data;

typedef pain_status (*quantity_function)(const quantity_data *data,
                                         const pain_interval_options *options,
                                         pain_estimate *estimate);

/* A quantity and its methods, the default first, 0 after the last. */
typedef struct quantity_rule {
    const char *key, *title;
    quantity_function function;
    int32_t methods[QUANTITY_RULE_METHODS];
} quantity_rule;

/* quantities.c */

/* The names of alternatives, by pain_alternative. */
extern const char *const quantity_alternatives[3];

/* A new quantity without estimates; at most QUANTITY_MOST. */
quantity *quantities_new(quantities *q, const char *key, const char *title, double factor,
                         int preferred);

/* Adds a quantity by the methods of its rule. PAIN_EINVAL and PAIN_ENOMEM end it; what is undefined
 * stands in the table with the reason. */
pain_status quantities_add(quantities *q, const quantity_rule *rule, const quantity_data *data,
                           const quantity_layout *layout);
pain_status quantities_add_all(quantities *q, const quantity_rule *rules, size_t n,
                               const quantity_data *data, const quantity_layout *layout);

/* Takes `only` as the methods and tests that are wanted; a usage message when there is no such. */
bool quantities_read_only(const char *text, quantity_layout *layout);

/* Leaves what layout->only names; TOOL_BAD_USAGE with a message when that is nothing, TOOL_NO_IO
 * when memory was short for an interval. */
int quantities_restrict(quantities *q, const quantity_layout *layout);

/* The exit status for a status, with its text as the message. */
int quantities_report(pain_status status);

/* quantities_print.c */
void quantities_print_text(FILE *file, const quantities *q, const quantity_layout *layout);
void quantities_print_csv(FILE *file, const quantities *q);

/* quantities_json.c: false when memory is short. */
bool quantities_print_json(FILE *file, const quantities *q, const quantity_layout *layout);

/* quantity_functions.c: of one group; a method that is of the bootstrap resamples the statistic. */
pain_status quantity_mean(const quantity_data *data, const pain_interval_options *options,
                          pain_estimate *estimate);
pain_status quantity_median(const quantity_data *data, const pain_interval_options *options,
                            pain_estimate *estimate);
/* Of pairs: 100 (1 - ratio), the ratio being of the means. */
pain_status quantity_reduction(const quantity_data *data, const pain_interval_options *options,
                               pain_estimate *estimate);

/* Turns limits of a ratio, asked for with quantity_mirrored, into those of 100 (1 - ratio). */
pain_interval_options quantity_mirrored(const pain_interval_options *options);
void quantity_turn(pain_estimate *estimate);

/* columns.c: reads numbers in at most `most` columns (4 at the most), the same number on every
 * line; a first line none of whose cells is a number is a header. Column c of line i is
 * values[i * columns + c]. */
typedef struct tool_columns {
    const char *name; /* of the file, for messages */
    double *values;
    uint64_t *number; /* of each line in the file */
    size_t lines, columns;
} tool_columns;

int tool_read_columns(const char *path, size_t least, size_t most, tool_columns *columns);
void tool_columns_free(tool_columns *columns);

/* Fails at line i. */
int tool_columns_fail(const tool_columns *columns, size_t i, const char *what);

/* TOOL_DONE when columns 1 and 2, 3 and 4, ... are k and n: whole numbers, k no larger; else a
 * message. */
int tool_columns_counts(const tool_columns *columns);

/* TOOL_DONE when no baseline, in that column counted from 0, is below 0; else a message. */
int tool_columns_baselines(const tool_columns *columns, size_t column);

/* The baseline (first, counted from 0) and the endpoint of every line; to be freed. */
pain_status tool_columns_pairs(const tool_columns *columns, size_t first, pain_pairs **pairs);

/* parts.c: the part to which each line belongs by the number in a column, counted from 0 in the
 * order of the numbers, `n` in all; to be freed. NULL when memory is short. */
size_t *tool_columns_parts(const tool_columns *columns, size_t column, size_t *n);

/* Parts, each of values or of pairs, NULL where there are none. */
typedef struct tool_parts {
    pain_tally **values;
    pain_pairs **pairs;
    pain_counts *counts;
    size_t n;
} tool_parts;

/* PAIN_ENOMEM leaves what tool_parts_free can free. */
pain_status tool_parts_new(tool_parts *parts, size_t n);
void tool_parts_free(tool_parts *parts);

/* Adds a value (`width` 1) or a pair (2). */
pain_status tool_parts_add(tool_parts *parts, size_t part, const double *line, size_t width);

/* The counts of each; valid until the parts are changed. */
const pain_counts *tool_parts_counts(tool_parts *parts);

/* Percent reductions of pairs, and the pairs without a baseline of 0; counts those left out. */
pain_status quantity_percents(pain_counts pairs, pain_tally **percents, pain_pairs **above_0,
                              uint64_t *excluded);

#endif
