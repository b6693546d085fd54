/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_IO_READER_H
#define PAIN_IO_READER_H
/* The reader: a record at a time, one or more rows a record. */

#include "io/cells.h"
#include "io/columns.h"
#include "io/filter.h"
#include "io/records.h"
#include "io/source.h"

struct pain_csv {
    pain_allocator allocator;
    pain__file file;
    pain__records records;
    pain__columns columns;
    pain__filters filters;
    pain__cell_rules rules;
    char source[sizeof((pain_error *)0)->source];
    bool lenient;
    pain_reject_fn reject;
    void *reject_context;
    pain_csv_counts counts;
    pain_status over; /* what every later call returns; OK while there is more */
    pain_error error; /* the last */

    pain_session row; /* what the rows of the record at hand share */
    char *labels;     /* its patient, visit and group */
    size_t labels_capacity;
    pain_score *scores;      /* before and after, for each slot of the columns */
    size_t next_row, n_rows; /* of the record at hand */
    bool rejected;           /* the record at hand is counted as rejected */
};

/* rows.c */

/* Reads the record at hand into csv->row and csv->scores. EVALUE, with place; ENOMEM. */
pain_status pain__rows_begin(pain_csv *csv, pain_error *error);

/* The next row of the record at hand; false after the last. */
bool pain__rows_next(pain_csv *csv, pain_session *row);

/* occasion.c: the kind of a row from its number, visit and kind. EVALUE. */
pain_status pain__rows_occasion(pain_csv *csv, pain_error *error);

/* Fails at the cell of a column, or at the record for PAIN__NO_COLUMN. */
pain_status pain__rows_fail(const pain_csv *csv, size_t column, const char *text,
                            pain_error *error);

/* The cell of a role, trimmed; empty when the role has no column or the cell holds no value. */
pain__text pain__rows_cell(const pain_csv *csv, size_t column);

#endif
