/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records and cells: RFC 4180, with LF, CRLF or CR as line ends. Quotes mean something only at the
 * begin of a cell; inside a cell that begins otherwise they are text. A cell is an offset into the
 * buffer: nothing is copied but cells with doubled quotes. */
#include <config.h>

#include <string.h>

#include "io/class.h"

/* Quotes that do not close make the reader go back and read lines again; a file may do this for so
 * many bytes before it is given up. */
#define RESCAN_BYTES (64 * (uint64_t)PAIN__RECORD_BYTES)

static inline unsigned class_at(const pain__records *r, size_t at)
{
    return r->classes[(unsigned char)r->buffer[r->begin + at]];
}

/* True when `at` is the end of what is held, not a byte. */
static inline bool at_end(const pain__records *r, size_t at)
{
    return r->begin + at == r->end;
}

/* Fails at the cell that is being read. */
static pain_status fail_cell(const pain__records *r, const pain__cell *cell, pain_error *error,
                             const char *text)
{
    (void)pain__fail(error, PAIN_ESYNTAX, "%s", text);
    error->line = r->line + cell->line;
    error->column = (uint32_t)r->n_cells + 1;
    return PAIN_ESYNTAX;
}

/* Notes a byte that does not belong into text, or gets more bytes at the end of what is held;
 * `*at` then stands behind the byte, and `*over` says that there is nothing more. */
static pain_status pass_nul(pain__records *r, size_t *at, bool *over, pain_error *error)
{
    if (!at_end(r, *at)) {
        if (r->nul_cell == 0)
            r->nul_cell = (uint32_t)r->n_cells + 1;
        ++*at;
        return PAIN_OK;
    }
    *over = r->ended;
    return r->ended ? PAIN_OK : pain__records_fill(r, error);
}

/* Reads a cell without quotes; `*at` then stands at the delimiter or line end behind it. */
static pain_status scan_plain(pain__records *r, size_t *at, pain__cell *cell, pain_error *error)
{
    pain_status status = PAIN_OK;
    bool over = false;

    cell->start = (uint32_t)*at;
    while (status == PAIN_OK && !over) {
        const unsigned char *p = (const unsigned char *)r->buffer + r->begin + *at;
        const unsigned char *const begin = p;

        while (r->classes[*p] == CLASS_TEXT)
            p++;
        *at += (size_t)(p - begin);
        unsigned class = r->classes[*p];

        if (class == CLASS_DELIMITER || class == CLASS_LINE)
            break;
        if (class == CLASS_NUL) {
            status = pass_nul(r, at, &over, error);
        } else {
            r->wide_bytes |= class == CLASS_WIDE;
            ++*at;
        }
    }
    cell->length = (uint32_t)(*at - cell->start);
    return status;
}

/* Copies the cell to the spare text with its doubled quotes undoubled. */
static pain_status undouble(pain__records *r, pain__cell *cell, pain_error *error)
{
    void *block = r->spare;
    pain_status status =
        pain__grow(r->allocator, &block, &r->spare_capacity, r->spare_length + cell->length, 1);

    r->spare = block;
    if (status != PAIN_OK)
        return pain__fail(error, status, "no memory for a record");
    const char *from = r->buffer + r->begin + cell->start;
    char *to = r->spare + r->spare_length, *const begin = to;

    for (uint32_t i = 0; i < cell->length; i++) {
        *to++ = from[i];
        i += from[i] == '"';
    }
    cell->start = (uint32_t)r->spare_length;
    cell->length = (uint32_t)(to - begin);
    cell->spare = true;
    r->spare_length += cell->length;
    return PAIN_OK;
}

/* Runs to the quote that may close the cell; `*over` when there is none. */
static pain_status find_quote(pain__records *r, size_t *at, bool *over, pain_error *error)
{
    pain_status status = PAIN_OK;

    while (status == PAIN_OK && !*over) {
        unsigned class = class_at(r, *at);

        if (class == CLASS_QUOTE)
            break;
        if (class == CLASS_NUL) {
            status = pass_nul(r, at, over, error);
            continue;
        }
        const char *c = r->buffer + r->begin + *at;

        r->wide_bytes |= class == CLASS_WIDE;
        r->lines += *c == '\r' || (*c == '\n' && c[-1] != '\r');
        ++*at;
    }
    return status;
}

/* Reads a quoted cell; `*at` stands at its opening quote, then behind the closing one. */
static pain_status scan_quoted(pain__records *r, size_t *at, pain__cell *cell, pain_error *error)
{
    bool doubled = false, over = false;

    cell->start = (uint32_t)++ * at;
    for (;;) {
        pain_status status = find_quote(r, at, &over, error);

        if (status != PAIN_OK)
            return status;
        if (over) {
            return fail_cell(r, cell, error,
                             "the quote that begins this cell is never closed: close it, or double "
                             "the quotes inside the cell");
        }
        cell->length = (uint32_t)(*at - cell->start);
        ++*at;
        while (at_end(r, *at) && !r->ended) {
            status = pain__records_fill(r, error);
            if (status != PAIN_OK)
                return status;
        }
        if (class_at(r, *at) != CLASS_QUOTE)
            break;
        doubled = true;
        ++*at;
    }
    return doubled ? undouble(r, cell, error) : PAIN_OK;
}

/* Reads one cell, which `*at` stands at. */
static pain_status scan_cell(pain__records *r, size_t *at, pain_error *error)
{
    pain__cell cell = {0, 0, r->lines, false};

    while (at_end(r, *at) && !r->ended) {
        pain_status status = pain__records_fill(r, error);

        if (status != PAIN_OK)
            return status;
    }
    bool quoted = class_at(r, *at) == CLASS_QUOTE;
    pain_status status =
        quoted ? scan_quoted(r, at, &cell, error) : scan_plain(r, at, &cell, error);

    if (status != PAIN_OK)
        return status;
    unsigned class = class_at(r, *at);

    if (class != CLASS_DELIMITER && class != CLASS_LINE && !at_end(r, *at)) {
        return fail_cell(r, &cell, error,
                         "text behind the closing quote of a cell: quotes inside a quoted cell are "
                         "doubled");
    }
    if (r->n_cells == PAIN__RECORD_CELLS)
        return fail_cell(r, &cell, error, "more than 65536 cells in a record");
    if (r->n_cells == r->cells_capacity) {
        void *block = r->cells;

        status = pain__grow(r->allocator, &block, &r->cells_capacity, r->n_cells + 1, sizeof cell);
        r->cells = block;
        if (status != PAIN_OK)
            return pain__fail(error, status, "no memory for a record");
    }
    r->cells[r->n_cells++] = cell;
    return PAIN_OK;
}

/* Moves to where the next record begins, blank lines passed over. */
static pain_status begin_record(pain__records *r, pain_error *error)
{
    r->begin += r->next;
    r->line += r->lines;
    r->next = r->length = 0;
    for (;;) {
        while (r->begin == r->end && !r->ended) {
            pain_status status = pain__records_fill(r, error);

            if (status != PAIN_OK)
                return status;
        }
        if (r->begin == r->end)
            return PAIN_DONE;
        char c = r->buffer[r->begin];

        if (c != '\n' && c != '\r')
            break;
        r->line += c == '\r' || !r->after_cr;
        r->after_cr = c == '\r';
        r->begin++;
    }
    r->after_cr = false;
    r->n_cells = r->spare_length = 0;
    r->lines = r->nul_cell = 0;
    r->wide_bytes = false;
    return PAIN_OK;
}

/* The record ends at `at`, at its line end or at the end of all. */
static void end_record(pain__records *r, size_t at)
{
    r->length = r->next = at;
    if (at_end(r, at))
        return;
    r->after_cr = r->buffer[r->begin + at] == '\r';
    r->next = at + 1;
    r->lines++;
}

/* What can be said of a record only when all of it is there. */
static pain_status check_text(pain__records *r, pain_error *error)
{
    if (r->nul_cell != 0) {
        r->n_cells = r->nul_cell - 1;
        return fail_cell(r, &r->cells[r->n_cells], error,
                         "a NUL byte: this is no text, or text that is not UTF-8");
    }
    if (!r->wide_bytes)
        return PAIN_OK;
    for (size_t i = 0, n = r->n_cells; i < n; i++) {
        pain__text cell = pain__records_cell(r, i);

        if (pain__utf8_valid(cell.at, cell.length) == cell.length)
            continue;
        r->n_cells = i;
        return fail_cell(r, &r->cells[i], error,
                         "bytes that are not UTF-8: save the file as UTF-8 (it may be "
                         "Windows-1252 or Latin-1)");
    }
    return PAIN_OK;
}

pain_status pain__records_skip_line(pain__records *r, pain_error *error)
{
    size_t at = 0;

    while (!at_end(r, at) || !r->ended) {
        if (at_end(r, at)) {
            pain_status status = pain__records_fill(r, error);

            if (status != PAIN_OK)
                return status;
            continue;
        }
        char c = r->buffer[r->begin + at];

        if (c == '\n' || c == '\r')
            break;
        at++;
    }
    r->lines = 0;
    end_record(r, at);
    return PAIN_OK;
}

/* After a syntax error: only the line on which the record began is passed over, because after a
 * stray quote the lines that follow are sound. */
static pain_status recover(pain__records *r, size_t at, bool *fatal, pain_error *error)
{
    pain_error failed;
    pain_status status = pain__records_skip_line(r, &failed);

    r->rescanned += at > r->next ? at - r->next : 0;
    *fatal = status != PAIN_OK || r->rescanned > RESCAN_BYTES;
    if (status != PAIN_OK && status != PAIN_ESYNTAX)
        *error = failed; /* that nothing more can be read is worse */
    return (pain_status)error->code;
}

pain_status pain__records_next(pain__records *r, bool *fatal, pain_error *error)
{
    size_t at = 0;
    pain_status status = begin_record(r, error);

    *fatal = true;
    if (status != PAIN_OK)
        return status;
    for (;;) {
        status = scan_cell(r, &at, error);
        if (status != PAIN_OK || at_end(r, at) || class_at(r, at) == CLASS_LINE)
            break;
        at++;
    }
    if (status == PAIN_ESYNTAX) {
        if (error->line == 0)
            error->line = r->line;
        return recover(r, at, fatal, error);
    }
    if (status != PAIN_OK)
        return status;
    end_record(r, at);
    *fatal = false;
    return check_text(r, error);
}
