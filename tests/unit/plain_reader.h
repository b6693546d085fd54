/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_PLAIN_READER_H
#define PAIN_TESTS_PLAIN_READER_H
/* A second reader of session files, after painstat/csv.h and docs/csv.md, by which the library's is
 * measured: one row after the other, with nothing in common with lib/io. What columns are is told
 * to it. */

#include "painstat/csv.h"

typedef struct plain_file {
    pain_csv_layout layout;
    /* A letter for each column: p patient, c course, s session, v visit, d day, k kind, b score
     * before, or the only one, a score after, n planned number, x reason for stopping, g group. */
    const char *roles;
    const char *const *visits; /* wide, without columns after: the names of the columns */
    const pain_scale *scale;
    char delimiter;
    const char *marks;   /* decimal marks */
    const char *missing; /* a marker for no value; NULL */
    const char *only;    /* only records of this group; NULL */
} plain_file;

/* What is told of a file, in its order. */
typedef struct plain_listener {
    void *context;
    /* A row, which is borrowed; what it returns but PAIN_OK is why the row is bad. */
    pain_status (*row)(void *context, const pain_session *row);
    /* A record or row that is set aside, or a score that the scale does not have; column from 1. */
    void (*bad)(void *context, pain_status status, bool is_row, uint64_t line, uint64_t record,
                size_t column);
} plain_listener;

/* Reads a file behind its header. Counts as the library does. */
pain_csv_counts plain_read(const plain_file *file, const char *text, size_t length,
                           const plain_listener *listener);

#endif
