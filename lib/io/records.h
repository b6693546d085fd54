/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_IO_RECORDS_H
#define PAIN_IO_RECORDS_H
/* Bytes to records of cells: knows quotes and line ends, but no columns. */

#include "base/base.h"
#include "painstat/csv.h"

/* A record, and one line, may be so long: a forgotten quote must not fill the memory. */
#define PAIN__RECORD_BYTES ((size_t)16 << 20)
#define PAIN__RECORD_CELLS ((size_t)1 << 16)

/* Some text, not ended by a NUL. */
typedef struct pain__text {
    const char *at;
    size_t length;
} pain__text;

/* Where a cell stands, relative to the record (or to `spare` where quotes had to be undoubled). */
typedef struct pain__cell {
    uint32_t start, length;
    uint32_t line; /* lines from the record's first */
    bool spare;
} pain__cell;

typedef struct pain__records {
    const pain_allocator *allocator; /* borrowed */
    pain_read_fn read;
    void *context;
    uint64_t bytes; /* got from `read` */
    bool ended;     /* there is nothing more to get */

    char *buffer; /* ended by a NUL at `end`, which stops every scan */
    size_t capacity, begin, end;

    uint64_t line;      /* physical line of the record's begin */
    size_t length;      /* of the record, without its line end */
    size_t next;        /* where the record after it begins, relative to `begin` */
    uint32_t lines;     /* line ends inside the record, and the one behind it */
    bool after_cr;      /* the line end was a CR: an LF right behind belongs to it */
    bool wide_bytes;    /* the record has bytes above 127 */
    uint32_t nul_cell;  /* 1 + the first cell with a NUL byte; 0: none */
    uint64_t rescanned; /* bytes read again after quotes that did not close */

    pain__cell *cells;
    size_t n_cells, cells_capacity;
    char *spare;
    size_t spare_length, spare_capacity;

    char delimiter;
    uint8_t classes[256];
} pain__records;

/* buffer.c */

/* Begins with nothing read. */
void pain__records_init(pain__records *r, const pain_allocator *a, pain_read_fn read,
                        void *context);
void pain__records_free(pain__records *r);

/* Gets more bytes behind `end`; at the end of the source sets `ended`. The record moves: offsets
 * from `begin` stay, pointers do not. ESYNTAX when the record is too long; EIO, ENOMEM. */
pain_status pain__records_fill(pain__records *r, pain_error *error);

/* encoding.c */

/* Looks at the first bytes: passes over a byte order mark; ESYNTAX for what is no UTF-8 text, such
 * as UTF-16 or a workbook. */
pain_status pain__records_encoding(pain__records *r, pain_error *error);

/* The length of the valid UTF-8 at the begin of `text`; all of it when it is valid. */
size_t pain__utf8_valid(const char *text, size_t length);

/* delimiter.c */

/* Sets the delimiter, or for 0 finds it: that of ',' ';' tab and '|' which stands most often in the
 * first line outside quotes, ',' in a tie. A line "sep=X" before the header says it and is passed
 * over. */
pain_status pain__records_delimiter(pain__records *r, char delimiter, pain_error *error);

/* records.c */

/* The next record that is not blank; DONE after the last. ESYNTAX: `error` has line and column, and
 * what is wrong was passed over, so the next call goes on behind it, except when `*fatal`. */
pain_status pain__records_next(pain__records *r, bool *fatal, pain_error *error);

/* Sets aside the first line of what could not be read as a record. */
pain_status pain__records_skip_line(pain__records *r, pain_error *error);

static inline pain__text pain__records_cell(const pain__records *r, size_t i)
{
    const pain__cell *cell = &r->cells[i];
    const char *base = cell->spare ? r->spare : r->buffer + r->begin;
    pain__text text = {base + cell->start, cell->length};

    return text;
}

/* A cell's text without the blanks around it, which mean nothing. */
static inline pain__text pain__trim(pain__text text)
{
    while (text.length > 0 && (unsigned char)text.at[0] <= ' ') {
        text.at++;
        text.length--;
    }
    while (text.length > 0 && (unsigned char)text.at[text.length - 1] <= ' ')
        text.length--;
    return text;
}

/* The record as it stands in the source. */
static inline pain__text pain__records_raw(const pain__records *r)
{
    pain__text text = {r->buffer + r->begin, r->length};

    return text;
}

#endif
