/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TOOLS_SUMMARY_H
#define PAIN_TOOLS_SUMMARY_H
/* painstat summary: what was asked for, and reading the files, which painstat verify does alike. */

#include <painstat.h>

#include "tool.h"

enum { SUMMARY_MOST = 64 }; /* how often an option that may be repeated is taken */

typedef enum summary_format { SUMMARY_TEXT, SUMMARY_JSON, SUMMARY_CSV } summary_format;

/* Options without a letter; the other commands that read session files take the same. */
enum {
    SUMMARY_OPT_ALLOWANCE = 256,
    SUMMARY_OPT_BASELINE,
    SUMMARY_OPT_COLOR,
    SUMMARY_OPT_COLUMN,
    SUMMARY_OPT_COURSES,
    SUMMARY_OPT_DECIMAL,
    SUMMARY_OPT_DELIMITER,
    SUMMARY_OPT_ENDPOINT,
    SUMMARY_OPT_LAYOUT,
    SUMMARY_OPT_LENIENT,
    SUMMARY_OPT_LEVEL,
    SUMMARY_OPT_METHOD,
    SUMMARY_OPT_MISSING,
    SUMMARY_OPT_NA,
    SUMMARY_OPT_NEAR_ZERO,
    SUMMARY_OPT_PLANNED,
    SUMMARY_OPT_POINTS,
    SUMMARY_OPT_REJECTS,
    SUMMARY_OPT_RESAMPLES,
    SUMMARY_OPT_RESPONDER,
    SUMMARY_OPT_SCALE,
    SUMMARY_OPT_SEED,
    SUMMARY_OPT_THREADS,
    SUMMARY_OPT_WHERE
};

/* All that the command line says; pointers are into argv. */
typedef struct summary_call {
    summary_format format;
    const char *output, *rejects;
    tool_color color;
    pain_scale scale;
    pain_csv_options csv;
    pain_course_rules rules;
    pain_summary_options summary;
    const char *columns[SUMMARY_MOST], *missing[SUMMARY_MOST], *where[SUMMARY_MOST];
    double near_zero[SUMMARY_MOST], responder[SUMMARY_MOST], points[SUMMARY_MOST];
    char *const *files;
    int n_files;
} summary_call;

/* Reads the command line; TOOL_DONE, or TOOL_BAD_USAGE after a message. The result points into
 * itself: it is not to be copied. */
int summary_read_call(summary_call *call, int argc, char **argv);

/* The parts of it: all defaults, one option (`c` as from tool_option), and cuts against the scale.
 */
void summary_begin_call(summary_call *call);
int summary_read_option(summary_call *call, int c, const char *value);
int summary_check_cuts(const summary_call *call);

/* Reads the files into a table (NULL on failure) and adds up what was read; returns the exit
 * status. */
int summary_read_files(const summary_call *call, pain_sessions **sessions, pain_csv_counts *counts);

/* Says on standard error how many rows are set aside and how many scores are off the scale. */
void summary_note(const summary_call *call, const pain_csv_counts *counts);

/* Prints the error of a library call with its place; returns the exit status for it. */
int summary_fail(const pain_error *error);

#endif
