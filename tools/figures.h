/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TOOLS_FIGURES_H
#define PAIN_TOOLS_FIGURES_H
/* Printed figures of one time, from the options that painstat bounds and painstat witness share. */

#include "check.h"

/* The options' texts; NULL where one is not given. */
typedef struct figures_call {
    const char *mean, *sd, *se, *median, *n, *scale, *items, *rounding, *spread;
    pain_figures figures;
    int32_t rule;                        /* a pain_rounding */
    int32_t first_divisor, last_divisor; /* 0: n - 1, 1: n */
} figures_call;

/* The long options of both, for getopt: letters 'A' and on. */
#define FIGURES_OPTIONS                                                                      \
    {"mean", required_argument, NULL, 'A'}, {"sd", required_argument, NULL, 'B'},            \
        {"se", required_argument, NULL, 'C'}, {"median", required_argument, NULL, 'D'},      \
        {"n", required_argument, NULL, 'E'}, {"scale", required_argument, NULL, 'F'},        \
        {"items", required_argument, NULL, 'G'}, {"rounding", required_argument, NULL, 'H'}, \
    {                                                                                        \
        "spread", required_argument, NULL, 'I'                                               \
    }

/* Notes down one of these; false when `c` is none. */
bool figures_take(figures_call *call, int c, const char *text);

/* Reads the scale, the rounding and the divisor alone; prints a message and returns a status unless
 * all is well. */
int figures_read_grid(figures_call *call);

/* Reads them all likewise. `needs_figures`: a mean, SD, SE or median is asked for. */
int figures_read(figures_call *call, bool needs_figures);

/* The number of an option; false with a message when it is none up to `most`. */
bool figures_number(const char *name, const char *text, uint64_t most, uint64_t *value);

/* A figure as printed, as its set of numbers. */
int figures_range(const figures_call *call, const char *name, const char *text, pain_range *range);

/* The kind of spread for a divisor. */
int32_t figures_kind(const figures_call *call, int32_t divisor);

/* A message that no scores have the figures, and the status. Of figures of one time it is told why;
 * NULL for others. */
int figures_no_scores(const pain_figures *figures);

/* "52 scores, 0 to 10 by 1, with mean 0.7, SD 1.2". */
void figures_describe(FILE *file, const figures_call *call);

#endif
