/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_PLAIN_RECORDS_H
#define PAIN_TESTS_PLAIN_RECORDS_H
/* Records and cells of comma-separated text, read the plainest way: all of it stands in memory, and
 * is walked through character by character. What is slow and obvious is compared with what is fast
 * (plain_reader.h). */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "painstat/status.h"

typedef struct plain_cell {
    char *text; /* ended by a NUL */
    size_t length;
    uint64_t line; /* where it begins */
} plain_cell;

typedef struct plain_records {
    const char *text;
    size_t length, at;
    char delimiter;
    uint64_t *lines; /* of each byte, from 1, and of the end */
    char *copy;      /* the cells of the record at hand */
    plain_cell *cells;
    size_t n;
    uint64_t line; /* where the record begins */
} plain_records;

/* Begins with a text, behind its byte order mark. Ends the process when memory is short. */
void plain_records_begin(plain_records *r, const char *text, size_t length, char delimiter);
void plain_records_end(plain_records *r);

/* The next record that is no empty line; PAIN_DONE after the last. PAIN_ESYNTAX: line and column
 * (from 1) of the cell that is wrong are written, and the next call goes on behind it. */
pain_status plain_records_next(plain_records *r, uint64_t *line, size_t *column);

/* The text of cell i without blanks and control characters around it. The cell is changed. */
char *plain_cell_trimmed(plain_records *r, size_t i);

#endif
