/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The source in blocks. A block ends with a line, so that the next one can be read before this one
 * is; where that line end turns out to be inside quotes, the block is joined to the next. */
#include <config.h>

#include <string.h>

#include "base/parallel.h"
#include "io/reader.h"

/* The caller's thread fills them each time that it has done one itself. */
enum { BLOCKS_OF_THREAD = 4 };

pain_status pain__blocks_make(pain_csv *csv)
{
    size_t workers = pain__parallel_workers(csv->threads, PAIN__MOST_THREADS);
    pain_status status = PAIN_OK;

    if (csv->block == NULL) {
        csv->blocks = workers > 1 ? BLOCKS_OF_THREAD * workers : 1;
        csv->block = pain__alloc(&csv->allocator, csv->blocks, sizeof *csv->block);
    }
    if (csv->parser == NULL)
        csv->parser = pain__alloc(&csv->allocator, workers, sizeof *csv->parser);
    if (csv->block == NULL || csv->parser == NULL)
        return PAIN_ENOMEM;
    for (; status == PAIN_OK && csv->parsers < workers; csv->parsers += status == PAIN_OK)
        status = pain__parser_init(&csv->parser[csv->parsers], csv);
    if (status == PAIN_OK && csv->look.csv == NULL)
        status = pain__parser_init(&csv->look, csv);
    return status;
}

static void free_block(const pain_allocator *a, pain__block *b)
{
    pain__free(a, b->text);
    pain__batch_free(&b->batch, a);
    pain__free(a, b->spare);
}

void pain__blocks_free(pain_csv *csv)
{
    const pain_allocator *a = &csv->allocator;

    for (size_t i = 0; i < csv->blocks && csv->block != NULL; i++)
        free_block(a, &csv->block[i]);
    for (size_t i = 0; i < csv->parsers; i++)
        pain__parser_free(&csv->parser[i]);
    free_block(a, &csv->joined);
    pain__parser_free(&csv->look);
    pain__free(a, csv->block);
    pain__free(a, csv->parser);
    pain__free(a, csv->tail);
}

/* Puts text behind that of a block; the end is marked by a NUL, and may be read beyond. */
static pain_status add_text(const pain_csv *csv, pain__block *b, const char *text, size_t length)
{
    void *block = b->text;
    pain_status status =
        pain__grow(&csv->allocator, &block, &b->capacity, b->length + length + PAIN__SCAN_PAD, 1);

    b->text = block;
    if (status != PAIN_OK)
        return status;
    if (length > 0)
        memcpy(b->text + b->length, text, length);
    b->length += length;
    b->text[b->length] = '\0';
    return PAIN_OK;
}

/* The next bytes of the source: first those that were read with the header. */
static pain_status get_bytes(pain_csv *csv, char *to, size_t size, size_t *got)
{
    pain__records *header = &csv->header;
    size_t held = header->end - header->begin;

    *got = 0;
    if (held > 0) {
        *got = held < size ? held : size;
        memcpy(to, header->buffer + header->begin, *got);
        header->begin += *got;
        return PAIN_OK;
    }
    if (header->ended)
        return PAIN_OK;
    pain_status status = header->read(header->context, to, size, got);

    if (status == PAIN_OK && *got <= size)
        return PAIN_OK;
    *got = 0;
    return status > 0 ? status : PAIN_EIO;
}

/* Behind the last line end in text[from..length), else 0. An LF may still follow a CR that is the
 * last byte. */
static size_t last_line_end(const char *text, size_t from, size_t length)
{
    for (size_t i = length; i > from; i--)
        if (text[i - 1] == '\n' || (text[i - 1] == '\r' && i < length && text[i] != '\n'))
            return i;
    return 0;
}

/* Reads until the block has a line end, and then only as long as the source gives all that is asked
 * for: rows are not held back while a slow source has no more. Returns where to cut it, and sets
 * csv->read_over when no block is to follow. */
static size_t read_lines(pain_csv *csv, pain__block *b)
{
    size_t wanted = csv->block_bytes, cut = 0, got = 0;

    while (cut == 0 && b->source == PAIN_OK) {
        size_t from = b->length > 0 ? b->length - 1 : 0;

        if (b->length >= wanted)
            wanted = 2 * b->length;
        size_t asked = wanted - b->length;
        void *block = b->text;

        b->source = pain__grow(&csv->allocator, &block, &b->capacity, wanted + PAIN__SCAN_PAD, 1);
        b->text = block;
        if (b->source == PAIN_OK)
            b->source = get_bytes(csv, b->text + b->length, asked, &got);
        b->ended = b->source == PAIN_OK && got == 0;
        b->length += got;
        cut = last_line_end(b->text, from, b->length);
        /* No line is so long, with its line end: what is behind it will not be read. */
        bool too_long = cut == 0 && b->length > PAIN__RECORD_BYTES + 2;

        csv->read_over = b->source != PAIN_OK || b->ended || too_long;
        if (csv->read_over)
            return b->length;
    }
    return cut;
}

static void fill_block(pain_csv *csv, pain__block *b)
{
    b->length = 0;
    b->ended = false;
    b->after_cr = csv->after_cr;
    csv->after_cr = false;
    b->source = add_text(csv, b, csv->tail, csv->tail_length);
    csv->read_over = b->source != PAIN_OK;
    size_t cut = read_lines(csv, b);

    csv->tail_length = 0;
    void *tail = csv->tail;
    pain_status status =
        pain__grow(&csv->allocator, &tail, &csv->tail_capacity, b->length - cut, 1);

    csv->tail = tail;
    if (status != PAIN_OK) {
        b->source = status;
        csv->read_over = true;
    } else if (b->length > cut) {
        csv->tail_length = b->length - cut;
        memcpy(csv->tail, b->text + cut, csv->tail_length);
    }
    b->length = cut;
    if (b->text != NULL)
        b->text[cut] = '\0';
}

void pain__blocks_fill(pain_csv *csv, size_t n)
{
    for (; n > 0 && !csv->read_over; n--)
        fill_block(csv, pain__block_at(csv, csv->filled++));
}

pain_status pain__blocks_keep(pain_csv *csv, const pain__block *now)
{
    const char *rest = now->text + now->used;
    size_t length = now->length - now->used;

    if (now == &csv->joined) {
        memmove(csv->joined.text, rest, length);
        csv->joined.length = 0;
        rest = NULL;
    }
    csv->joined.length = rest == NULL ? length : 0;
    csv->joined_before = length;
    return rest == NULL ? PAIN_OK : add_text(csv, &csv->joined, rest, length);
}

pain_status pain__blocks_join(pain_csv *csv, const pain__block *next)
{
    csv->joined.ended = next->ended;
    csv->joined.source = next->source;
    return add_text(csv, &csv->joined, next->text, next->length);
}
