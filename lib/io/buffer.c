/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The buffer between the source and the records: holds the record at hand whole, in one piece. */
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
}

void pain__records_free(pain__records *r)
{
    if (r->allocator == NULL)
        return;
    pain__free(r->allocator, r->buffer);
    pain__free(r->allocator, r->cells);
    pain__free(r->allocator, r->spare);
}

/* Makes room behind `end`: moves the record to the front, or grows. */
static pain_status make_room(pain__records *r, pain_error *error)
{
    size_t held = r->end - r->begin;

    if (held > PAIN__RECORD_BYTES) {
        return pain__fail(error, PAIN_ESYNTAX,
                          "record longer than 16 MiB: is the quote that begins a cell never "
                          "closed, or is this no text file");
    }
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
    if (r->end + 1 >= r->capacity) {
        pain_status status = make_room(r, error);

        if (status != PAIN_OK)
            return status;
    }
    size_t room = r->capacity - 1 - r->end;
    pain_status status = r->read(r->context, r->buffer + r->end, room, &got);

    if (status != PAIN_OK || got > room) {
        r->buffer[r->end] = '\0';
        return pain__fail(error, status > 0 ? status : PAIN_EIO, "cannot read from the source");
    }
    r->ended = got == 0;
    r->bytes += got;
    r->end += got;
    r->buffer[r->end] = '\0';
    return PAIN_OK;
}
