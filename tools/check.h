/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TOOLS_CHECK_H
#define PAIN_TOOLS_CHECK_H
/* Checking reported figures. */

#include <painstat.h>

#include "tool.h"

/* Exit statuses of painstat check besides those of tool.h; the first that holds. */
enum { CHECK_INCONSISTENT = 4, CHECK_ONLY_UNDER = 5, CHECK_UNDECIDED = 6 };

enum { CHECK_MOST_CLAIMS = 64, CHECK_MOST_RANGES = 32, CHECK_TEXT = 256 };

/* What may be known besides claims: options and keys of a file, in this order. */
typedef enum check_key {
    CHECK_N,
    CHECK_SCALE,
    CHECK_ITEMS,
    CHECK_ROUNDING,
    CHECK_SPREAD,
    CHECK_NOBODY_WORSE,
    CHECK_LEAST_BASELINE,
    CHECK_KEYS
} check_key;

extern const char *const check_key_names[CHECK_KEYS];

/* Where a text came from: line 0 is the command line. A claim that is put together from cells has
 * no column. */
#define CHECK_NO_COLUMN UINT32_MAX
typedef struct check_place {
    const char *source;
    uint64_t line;
    uint32_t column; /* where the text begins in its line, from 0 */
} check_place;

typedef struct check_sample {
    char name[192];
    char value[CHECK_KEYS][CHECK_TEXT]; /* as written; empty: not given */
    check_place at[CHECK_KEYS];
    pain_claim claims[CHECK_MOST_CLAIMS];
    check_place claim_at[CHECK_MOST_CLAIMS];
    size_t n_claims;

    pain_grid grid;
    pain_study_n n[CHECK_MOST_RANGES];
    int32_t least_baselines[PAIN_STUDY_MOST_VALUES];
    pain_study_options options;
    bool is_split;     /* two groups, of which each has a sample before this one */
    pain_study *study; /* NULL: of results alone */
    pain_recalculation *again[CHECK_MOST_CLAIMS + 1]; /* of each result; last, of no one result */
    bool shows_all; /* the last with all results, not with the correlation alone */
} check_sample;

/* check_read.c: all print a message and return an exit status, TOOL_DONE when all is well. */

/* Notes down a key's value, or a claim. */
int check_set(check_sample *sample, check_key key, const char *text, const check_place *place);
int check_claim(check_sample *sample, const char *text, const check_place *place);

/* The claims of the command line, `n` of them, added to a copy of `given`, which check_free frees,
 * also on failure. */
int check_arguments(const check_sample *given, char **claims, int n, check_sample **samples,
                    size_t *count);

/* Makes the options from the values, and checks; what there is to free then. */
int check_prepare(check_sample *sample);
int check_run(check_sample *sample);
void check_free(check_sample *samples, size_t n);

/* check_groups.c: makes a sample of each of two groups, before that of both together. */
int check_split_groups(check_sample **samples, size_t *n);

/* Reads a scale, such as nrs11, 0..10, 0:10:0.5; a message names `what`. */
int check_read_grid(const char *scale, const char *items, const check_place *place,
                    pain_grid *grid);

/* A message with its place. */
int check_fail(const check_place *place, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* check_file.c: the samples of a claims file; the caller frees them. `defaults` holds what the
 * command line says. */
int check_read_file(const char *path, const check_sample *defaults, check_sample **samples,
                    size_t *n);

/* check_table.c: the same for a table of studies, a sample a row; the caller frees `text` too. */
int check_read_table(const char *path, const check_sample *defaults, check_sample **samples,
                     size_t *n, char **text);

/* The exit status of the verdicts. */
int check_status(const check_sample *samples, size_t n);

/* check_print.c: the sample's name as a heading, where it has one. */
void check_print_name(FILE *file, const check_sample *sample);

/* check_print.c, check_json.c: false when memory is short. */
void check_print_text(FILE *file, const check_sample *samples, size_t n);
void check_print_rows(FILE *file, const check_sample *samples, size_t n);
void check_print_csv(FILE *file, const check_sample *samples, size_t n);
bool check_print_json(FILE *file, const check_sample *samples, size_t n);

/* Writes a data set of each sample that has one, a patient a line; false when none has. */
bool check_print_witness(FILE *file, const check_sample *samples, size_t n);

/* The first cell with a data set; NULL for none. */
const pain_study_cell *check_example(const check_sample *sample);

/* Steps as the number on the scale. */
const char *check_points(const pain_grid *grid, int64_t steps, char text[TOOL_NUMBER_SIZE]);

#endif
