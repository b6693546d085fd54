/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records and cells: RFC 4180, with LF, CRLF or CR as line ends. Quotes mean something only at the
 * begin of a cell; inside a cell that begins otherwise they are text. A cell is an offset into the
 * text: nothing is copied but cells with doubled quotes. The scan goes from mark to mark. */
#include <config.h>

#include <string.h>

#include "io/records.h"

/* What became of a cell. */
typedef enum { CELL_READ, CELL_CUT, CELL_BAD, CELL_NO_MEMORY } outcome;

/* Fails at the cell that is being read. */
static outcome fail_cell(const pain__records *r, const pain__cell *cell, pain_error *error,
                         const char *text)
{
    (void)pain__fail(error, PAIN_ESYNTAX, "%s", text);
    if (error == NULL)
        return CELL_BAD;
    error->line = r->line + cell->line;
    error->column = (uint32_t)r->n_cells + 1;
    return CELL_BAD;
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* Notes a byte that does not belong into text. */
static void note_nul(pain__records *r)
{
    if (r->nul_cell == 0)
        r->nul_cell = (uint32_t)r->n_cells + 1;
}

/* Reads a cell without quotes; returns the delimiter or line end behind it. */
static inline size_t scan_plain(pain__records *r, pain__walk *w, size_t at, pain__cell *cell)
{
    size_t p = pain__walk_next(w);
    char c = r->buffer[p];

    while (c != r->delimiter && !is_line_end(c) && p != r->end) {
        if (c == '\0')
            note_nul(r);
        p = pain__walk_next(w);
        c = r->buffer[p];
    }
    cell->start = (uint32_t)(at - r->begin);
    cell->length = (uint32_t)(p - at);
    return p;
}

/* Copies the cell to the spare text with its doubled quotes undoubled. There is room for all of the
 * text from the first on, so that what was copied stays where it is. */
static outcome undouble(pain__records *r, pain__cell *cell, pain_error *error)
{
    void *block = r->spare;
    size_t need = r->read == NULL && r->spare_length == 0 ? r->end : r->spare_length + cell->length;
    pain_status status = pain__grow(r->allocator, &block, &r->spare_capacity, need, 1);

    r->spare = block;
    if (status != PAIN_OK) {
        (void)pain__fail(error, status, "no memory for a record");
        return CELL_NO_MEMORY;
    }
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
    return CELL_READ;
}

/* Reads a quoted cell; `*at` stands at its opening quote, then behind the closing one. */
static outcome scan_quoted(pain__records *r, pain__walk *w, size_t *at, pain__cell *cell,
                           pain_error *error)
{
    const size_t start = *at + 1;
    bool doubled = false;

    (void)pain__walk_next(w);
    for (;;) {
        size_t p = pain__walk_next(w);
        char c = r->buffer[p];

        *at = p;
        if (p == r->end && !r->ended)
            return CELL_CUT;
        if (p == r->end)
            return fail_cell(r, cell, error,
                             "the quote that begins this cell is never closed: close it, or double "
                             "the quotes inside the cell");
        if (c == '"' && p + 1 == r->end && !r->ended)
            return CELL_CUT;
        if (c == '"' && r->buffer[p + 1] != '"')
            break;
        if (c == '"')
            (void)pain__walk_next(w);
        doubled = doubled || c == '"';
        r->lines += c == '\r' || (c == '\n' && r->buffer[p - 1] != '\r');
        if (c == '\0')
            note_nul(r);
    }
    cell->start = (uint32_t)(start - r->begin);
    cell->length = (uint32_t)(*at - start);
    ++*at;
    return doubled ? undouble(r, cell, error) : CELL_READ;
}

/* Makes room for another cell. */
static outcome grow_cells(pain__records *r, pain_error *error)
{
    void *block = r->cells;
    pain_status status =
        pain__grow(r->allocator, &block, &r->cells_capacity, r->n_cells + 1, sizeof *r->cells);

    r->cells = block;
    if (status == PAIN_OK)
        return CELL_READ;
    (void)pain__fail(error, status, "no memory for a record");
    return CELL_NO_MEMORY;
}

/* Reads a quoted cell and goes on to the delimiter or line end behind it. */
static outcome pass_quoted(pain__records *r, pain__walk *w, size_t *at, pain__cell *cell,
                           pain_error *error)
{
    outcome found = scan_quoted(r, w, at, cell, error);

    if (found != CELL_READ)
        return found;
    if (*at == r->end || r->buffer[*at] == r->delimiter || is_line_end(r->buffer[*at]))
        return CELL_READ;
    return fail_cell(r, cell, error,
                     "text behind the closing quote of a cell: quotes inside a quoted cell are "
                     "doubled");
}

/* Reads cells of which there is nothing to say: without quotes inside, with a delimiter or a line
 * end behind them. True when it came to the line end, where `*at` then stands, as else at the begin
 * of another cell. */
static bool scan_simple(pain__records *r, size_t *at)
{
    const char *const text = r->buffer, delimiter = r->delimiter;
    const size_t begin = r->begin;

    if (r->cells == NULL)
        return false;
    pain__cell made = {0, 0, r->lines, false};
    pain__cell *cell = r->cells + r->n_cells;
    const pain__cell *last =
        r->cells +
        (r->cells_capacity < PAIN__RECORD_CELLS ? r->cells_capacity : PAIN__RECORD_CELLS);
    pain__walk w = pain__walk_from(r->marks, *at);
    size_t from = *at;
    char c = delimiter;

    for (; c == delimiter && cell < last; cell++) {
        size_t p = pain__walk_next(&w), start = from, stop = p;

        /* The quote that opens is a mark, and so is the one that closes. */
        if (text[from] == '"') {
            start = from + 1;
            stop = p < r->end ? pain__walk_next(&w) : p;
            if (text[stop] != '"')
                break;
            p = pain__walk_next(&w);
            if (p != stop + 1)
                break;
        }
        char behind = text[p];

        if (behind != delimiter && !is_line_end(behind))
            break;
        c = behind;
        made.start = (uint32_t)(start - begin);
        made.length = (uint32_t)(stop - start);
        *cell = made;
        from = p + 1;
    }
    r->n_cells = (size_t)(cell - r->cells);
    *at = is_line_end(c) ? from - 1 : from;
    return is_line_end(c);
}

/* Reads the cells of a record up to its line end, where `*at` then stands, as behind an error. */
static outcome scan_cells(pain__records *r, size_t *at, pain_error *error)
{
    for (; !scan_simple(r, at); ++*at) {
        pain__cell cell = {0, 0, r->lines, false};
        pain__walk w = pain__walk_from(r->marks, *at);
        outcome found = CELL_READ;

        if (r->buffer[*at] == '"')
            found = pass_quoted(r, &w, at, &cell, error);
        else
            *at = scan_plain(r, &w, *at, &cell);
        if (found == CELL_READ && *at == r->end && !r->ended)
            found = CELL_CUT;
        if (found == CELL_READ && r->n_cells >= r->cells_capacity)
            found = grow_cells(r, error);
        if (found == CELL_READ && r->n_cells == PAIN__RECORD_CELLS)
            found = fail_cell(r, &cell, error, "more than 65536 cells in a record");
        if (found != CELL_READ)
            return found;
        r->cells[r->n_cells++] = cell;
        if (*at == r->end || r->buffer[*at] != r->delimiter)
            return CELL_READ;
    }
    return CELL_READ;
}

/* Moves to where the next record begins, blank lines passed over; false when there is none. */
static bool begin_record(pain__records *r)
{
    r->begin += r->next;
    r->line += r->lines;
    r->next = r->length = 0;
    r->lines = 0;
    for (; r->begin < r->end && is_line_end(r->buffer[r->begin]); r->begin++) {
        char c = r->buffer[r->begin];

        r->line += c == '\r' || !r->after_cr;
        r->after_cr = c == '\r';
    }
    if (r->begin == r->end)
        return false;
    r->after_cr = false;
    r->n_cells = 0;
    r->nul_cell = 0;
    if (r->read != NULL)
        r->spare_length = 0;
    r->spare_begin = r->spare_length;
    return true;
}

/* The record ends at `at`, at its line end or at the end of all. */
static void end_record(pain__records *r, size_t at)
{
    r->length = r->next = at - r->begin;
    if (at == r->end)
        return;
    r->after_cr = r->buffer[at] == '\r';
    r->next++;
    r->lines++;
}

/* True when some byte is above 127. */
static bool has_wide(const char *text, size_t length)
{
    uint64_t seen = 0, eight;
    size_t i = 0;

    for (; i + sizeof eight <= length; i += sizeof eight) {
        memcpy(&eight, text + i, sizeof eight);
        seen |= eight;
    }
    for (; i < length; i++)
        seen |= (unsigned char)text[i];
    return (seen & UINT64_C(0x8080808080808080)) != 0;
}

/* What can be said of a record only when all of it is there. */
static pain_status check_text(pain__records *r, pain_error *error)
{
    if (r->nul_cell != 0) {
        r->n_cells = r->nul_cell - 1;
        (void)fail_cell(r, &r->cells[r->n_cells], error,
                        "a NUL byte: this is no text, or text that is not UTF-8");
        return PAIN_ESYNTAX;
    }
    if (!r->wide || !has_wide(r->buffer + r->begin, r->length))
        return PAIN_OK;
    for (size_t i = 0, n = r->n_cells; i < n; i++) {
        pain__text cell = pain__records_cell(r, i);

        if (pain__utf8_valid(cell.at, cell.length) == cell.length)
            continue;
        r->n_cells = i;
        (void)fail_cell(r, &r->cells[i], error,
                        "bytes that are not UTF-8: save the file as UTF-8 (it may be "
                        "Windows-1252 or Latin-1)");
        return PAIN_ESYNTAX;
    }
    return PAIN_OK;
}

/* After a syntax error, found at `at`: only the line on which the record began is passed over,
 * because after a stray quote the lines that follow are sound. False when the text ends before the
 * line does. */
static bool skip_line(pain__records *r, size_t at, bool *fatal)
{
    pain__walk w = pain__walk_from(r->marks, r->begin);
    size_t p = pain__walk_next(&w);

    while (p != r->end && !is_line_end(r->buffer[p]))
        p = pain__walk_next(&w);
    *fatal = p - r->begin > PAIN__RECORD_BYTES;
    if (p == r->end && !r->ended && !*fatal)
        return false;
    r->lines = 0;
    r->spare_length = r->spare_begin;
    end_record(r, p);
    at -= r->begin;
    r->rescanned += at > r->next ? at - r->next : 0;
    *fatal = *fatal || r->rescanned > PAIN__RESCAN_BYTES;
    return true;
}

/* A record that is too long is that, whatever else is wrong with it. */
static outcome check_length(const pain__records *r, size_t *at, outcome found, pain_error *error)
{
    if (*at - r->begin <= PAIN__RECORD_BYTES || found == CELL_NO_MEMORY)
        return found;
    *at = r->begin + PAIN__RECORD_BYTES;
    (void)pain__records_too_long(error);
    return CELL_BAD;
}

/* Reads the record that begins at `begin`; DONE when its end is not there. */
static pain_status scan_record(pain__records *r, bool *fatal, pain_error *error)
{
    size_t at = r->begin;
    outcome found = scan_cells(r, &at, error);

    found = check_length(r, &at, found, error);
    if (found == CELL_BAD && skip_line(r, at, fatal)) {
        if (error != NULL && error->line == 0)
            error->line = r->line;
        return PAIN_ESYNTAX;
    }
    if (found == CELL_CUT || found == CELL_BAD) {
        r->lines = 0;
        r->spare_length = r->spare_begin;
        return PAIN_DONE;
    }
    if (found == CELL_NO_MEMORY)
        return PAIN_ENOMEM;
    end_record(r, at);
    *fatal = false;
    return check_text(r, error);
}

pain_status pain__records_next(pain__records *r, bool *fatal, pain_error *error)
{
    pain_status status = PAIN_DONE;

    for (;;) {
        *fatal = true;
        if (r->end > 0 && begin_record(r))
            status = r->marked ? PAIN_OK : pain__records_mark(r, error);
        if (status == PAIN_OK)
            status = scan_record(r, fatal, error);
        if (status != PAIN_DONE || r->ended || r->read == NULL)
            return status;
        status = pain__records_fill(r, error);
        if (status != PAIN_OK)
            return status;
        status = PAIN_DONE;
    }
}
