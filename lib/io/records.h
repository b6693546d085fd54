/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_IO_RECORDS_H
#define PAIN_IO_RECORDS_H
/* Bytes to records of cells: knows quotes and line ends, but no columns. */

#include "base/base.h"
#include "io/scan.h"
#include "painstat/csv.h"

/* A record, and one line, may be so long: a forgotten quote must not fill the memory. */
#define PAIN__RECORD_BYTES ((size_t)16 << 20)
#define PAIN__RECORD_CELLS ((size_t)1 << 16)

/* Quotes that do not close make the reader go back and read lines again; a file may do this for so
 * many bytes before it is given up. */
#define PAIN__RESCAN_BYTES (64 * (uint64_t)PAIN__RECORD_BYTES)

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
    pain_read_fn read;               /* NULL: all the text is there */
    void *context;
    uint64_t bytes; /* got from `read` */
    bool ended;     /* nothing stands behind the text */

    char *buffer;    /* ended by a NUL at `end` */
    size_t capacity; /* 0: borrowed */
    size_t begin, end;
    uint64_t *marks; /* of the buffer */
    size_t marks_capacity;
    bool marked; /* up to the end */
    bool wide;   /* it may have bytes above 127 */

    uint64_t line;      /* physical line of the record's begin */
    size_t length;      /* of the record, without its line end */
    size_t next;        /* where the record after it begins, relative to `begin` */
    uint32_t lines;     /* line ends inside the record, and the one behind it */
    bool after_cr;      /* the line end was a CR: an LF right behind belongs to it */
    uint32_t nul_cell;  /* 1 + the first cell with a NUL byte; 0: none */
    uint64_t rescanned; /* bytes read again after quotes that did not close */

    pain__cell *cells;
    size_t n_cells, cells_capacity;
    char *spare; /* in a borrowed text, of all its records: it does not move */
    size_t spare_length, spare_begin, spare_capacity;

    char delimiter;
    pain__scan_way way;
} pain__records;

/* buffer.c */

/* Begins with nothing read. */
void pain__records_init(pain__records *r, const pain_allocator *a, pain_read_fn read,
                        void *context);
void pain__records_free(pain__records *r);

/* Begins with a text that is all there, in lines counted from 0; `ended` when nothing stands behind
 * it. Behind it may be read PAIN__SCAN_PAD bytes. The delimiter is known. ENOMEM. */
pain_status pain__records_use(pain__records *r, char *text, size_t length, bool ended);

/* Gets more bytes behind `end`; at the end of the source sets `ended`. The record moves: offsets
 * from `begin` stay, pointers do not. ESYNTAX when the record is too long; EIO, ENOMEM. */
pain_status pain__records_fill(pain__records *r, pain_error *error);

/* Fails with ESYNTAX for a record of more than PAIN__RECORD_BYTES. */
pain_status pain__records_too_long(pain_error *error);

/* Marks what means something in the buffer. ENOMEM. */
pain_status pain__records_mark(pain__records *r, pain_error *error);

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

/* The next record that is not blank; DONE after the last, and where the text ends before a record
 * does: `begin` then is less than `end`. ESYNTAX: `error` has line and column, and what is wrong
 * was passed over, so the next call goes on behind it, except when `*fatal`. */
pain_status pain__records_next(pain__records *r, bool *fatal, pain_error *error);

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
    if (text.length > 0 && (unsigned char)text.at[0] > ' ' &&
        (unsigned char)text.at[text.length - 1] > ' ')
        return text;
    while (text.length > 0 && (unsigned char)text.at[0] <= ' ') {
        text.at++;
        text.length--;
    }
    while (text.length > 0 && (unsigned char)text.at[text.length - 1] <= ' ')
        text.length--;
    return text;
}

#endif
