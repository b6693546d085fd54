/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text that records are read from: a buffer that is filled from a source, or a text that is all
 * there. */
#include <config.h>

#include <string.h>

#include "io/records.h"

enum { FIRST_CAPACITY = 1 << 16 };

void pain__records_init(pain__records *r, const pain_allocator *a, pain_read_fn read, void *context)
{
    memset(r, 0, sizeof *r);
    r->allocator = a;
    r->read = read;
    r->context = context;
    r->line = 1;
    r->way = pain__scan_best();
}

void pain__records_free(pain__records *r)
{
    if (r->allocator == NULL)
        return;
    if (r->capacity > 0)
        pain__free(r->allocator, r->buffer);
    pain__free(r->allocator, r->marks);
    pain__free(r->allocator, r->cells);
    pain__free(r->allocator, r->spare);
}

pain_status pain__records_mark(pain__records *r, pain_error *error)
{
    void *block = r->marks;
    pain_status status =
        pain__grow(r->allocator, &block, &r->marks_capacity, r->end / 64 + 1, sizeof *r->marks);

    r->marks = block;
    if (status != PAIN_OK)
        return pain__fail(error, status, "no memory for a record");
    r->marked = true;
    r->wide = pain__scan(r->way, r->buffer, r->end, r->delimiter, r->marks);
    return PAIN_OK;
}

pain_status pain__records_use(pain__records *r, char *text, size_t length, bool ended)
{
    r->buffer = text;
    r->begin = r->next = r->length = 0;
    r->end = length;
    r->ended = ended;
    r->line = r->lines = 0;
    r->after_cr = false;
    r->spare_length = 0;
    r->marked = false;
    /* There is none when memory ran out for it. */
    return text != NULL ? PAIN_OK : PAIN_ENOMEM;
}

pain_status pain__records_too_long(pain_error *error)
{
    return pain__fail(error, PAIN_ESYNTAX,
                      "record longer than 16 MiB: is the quote that begins a cell never closed, or "
                      "is this no text file");
}

/* Makes room behind `end`: moves the record to the front, or grows. */
static pain_status make_room(pain__records *r, pain_error *error)
{
    size_t held = r->end - r->begin;

    if (held > PAIN__RECORD_BYTES)
        return pain__records_too_long(error);
    if (r->begin > r->capacity / 2) {
        memmove(r->buffer, r->buffer + r->begin, held);
        r->end = held;
        r->begin = 0;
        return PAIN_OK;
    }
    size_t need = r->capacity == 0 ? FIRST_CAPACITY : r->capacity + 1;
    void *block = r->buffer;
    pain_status status = pain__grow(r->allocator, &block, &r->capacity, need, 1);

    r->buffer = block;
    return status == PAIN_OK ? PAIN_OK : pain__fail(error, status, "no memory for a record");
}

pain_status pain__records_fill(pain__records *r, pain_error *error)
{
    size_t got = 0;

    if (r->ended)
        return PAIN_OK;
    if (r->end + PAIN__SCAN_PAD >= r->capacity) {
        pain_status status = make_room(r, error);

        if (status != PAIN_OK)
            return status;
    }
    size_t room = r->capacity - PAIN__SCAN_PAD - r->end;
    pain_status status = r->read(r->context, r->buffer + r->end, room, &got);

    if (status != PAIN_OK || got > room) {
        r->buffer[r->end] = '\0';
        return pain__fail(error, status > 0 ? status : PAIN_EIO, "cannot read from the source");
    }
    r->ended = got == 0;
    r->bytes += got;
    r->end += got;
    r->buffer[r->end] = '\0';
    return r->delimiter != '\0' ? pain__records_mark(r, error) : PAIN_OK;
}
