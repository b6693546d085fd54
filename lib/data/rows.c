/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows in as few bits as they need. A chunk of rows has a layout: for each member a base, and the
 * bits that the differences from it take, none where all rows have the same. A row that does not
 * fit widens the layout, and its chunk is packed anew; the next chunk begins with what this one
 * came to. Lines are kept as differences from the row's place, the patient's row before as its
 * distance. */
#include <config.h>

#include <string.h>

#include "data/rows.h"

enum {
    CHUNK = 4096,
    SLACK = 8 /* bytes behind the last row that a word may reach */
};

enum {
    PATIENT,
    EARLIER,
    DAY,
    NUMBER,
    BEFORE,
    AFTER,
    VISIT,
    GROUP,
    COURSE,
    PLANNED,
    OCCASION,
    STOP,
    LINE,
    MEMBERS
};

typedef struct member {
    uint64_t base;
    uint16_t at, bits; /* place in the row, in bits */
} member;

struct pain__rows_chunk {
    member member[MEMBERS];
    size_t stride; /* bytes of a row */
    unsigned char data[];
};

/* The bytes of a word have one order on every machine: a member lies in neighbouring bytes. */
static uint64_t in_order(uint64_t word)
{
#if defined __BYTE_ORDER__ && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* Small differences of either sign are small numbers. */
static uint64_t fold(uint64_t value, uint64_t base)
{
    uint64_t difference = value - base;

    return difference << 1 ^ (0 - (difference >> 63));
}

static uint64_t unfold(uint64_t folded, uint64_t base)
{
    return base + (folded >> 1 ^ (0 - (folded & 1)));
}

static uint64_t get(const pain__rows_chunk *chunk, const unsigned char *row, int i)
{
    const member *m = &chunk->member[i];
    const unsigned char *from = row + m->at / 8;
    unsigned shift = m->at % 8, bits = m->bits;
    uint64_t word;

    if (bits == 0)
        return m->base;
    memcpy(&word, from, sizeof word);
    word = in_order(word) >> shift;
    if (shift + bits > 64)
        word |= (uint64_t)from[8] << (64 - shift);
    return unfold(bits < 64 ? word & ((UINT64_C(1) << bits) - 1) : word, m->base);
}

/* Packs a row whose members, folded, fit: they stand one behind the other. */
static void pack(const pain__rows_chunk *chunk, unsigned char *row, const uint64_t folded[MEMBERS])
{
    uint64_t word = 0;
    unsigned filled = 0;

    for (int i = 0; i < MEMBERS; i++) {
        unsigned bits = chunk->member[i].bits;

        if (bits == 0)
            continue;
        word |= folded[i] << filled;
        filled += bits;
        if (filled < 64)
            continue;
        word = in_order(word);
        memcpy(row, &word, sizeof word);
        row += sizeof word;
        filled -= 64;
        word = filled > 0 ? folded[i] >> (bits - filled) : 0;
    }
    for (; filled > 0; filled -= filled < 8 ? filled : 8, word >>= 8)
        *row++ = (unsigned char)word;
}

static void to_members(const pain__row *row, size_t i, uint64_t value[MEMBERS])
{
    value[PATIENT] = row->patient;
    value[EARLIER] = row->earlier != PAIN__NO_ROW ? i - row->earlier : 0;
    value[DAY] = (uint64_t)row->day;
    value[NUMBER] = (uint64_t)row->number;
    value[BEFORE] = (uint64_t)(int64_t)row->before;
    value[AFTER] = (uint64_t)(int64_t)row->after;
    value[VISIT] = row->visit;
    value[GROUP] = row->group;
    value[COURSE] = (uint64_t)row->course;
    value[PLANNED] = (uint64_t)row->planned;
    value[OCCASION] = row->occasion;
    value[STOP] = row->stop;
    value[LINE] = row->line - i;
}

static unsigned char *row_at(const pain__rows *rows, size_t i, pain__rows_chunk **chunk)
{
    *chunk = rows->chunk[i / CHUNK];
    return (*chunk)->data + i % CHUNK * (*chunk)->stride;
}

pain__row pain__rows_get(const pain__rows *rows, size_t i)
{
    pain__rows_chunk *chunk;
    const unsigned char *at = row_at(rows, i, &chunk);
    uint64_t distance = get(chunk, at, EARLIER);

    return (pain__row){
        .day = (int64_t)get(chunk, at, DAY),
        .line = get(chunk, at, LINE) + i,
        .patient = (uint32_t)get(chunk, at, PATIENT),
        .visit = (uint32_t)get(chunk, at, VISIT),
        .group = (uint32_t)get(chunk, at, GROUP),
        .earlier = distance != 0 ? (uint32_t)(i - distance) : PAIN__NO_ROW,
        .course = (int32_t)get(chunk, at, COURSE),
        .number = (int32_t)get(chunk, at, NUMBER),
        .planned = (int32_t)get(chunk, at, PLANNED),
        .before = (pain_score)get(chunk, at, BEFORE),
        .after = (pain_score)get(chunk, at, AFTER),
        .occasion = (uint8_t)get(chunk, at, OCCASION),
        .stop = (uint8_t)get(chunk, at, STOP),
    };
}

uint32_t pain__rows_earlier(const pain__rows *rows, size_t i)
{
    pain__rows_chunk *chunk;
    const unsigned char *at = row_at(rows, i, &chunk);
    uint64_t distance = get(chunk, at, EARLIER);

    return distance != 0 ? (uint32_t)(i - distance) : PAIN__NO_ROW;
}

void pain__rows_expect(const pain__rows *rows, size_t i)
{
    pain__rows_chunk *chunk;

    __builtin_prefetch(row_at(rows, i, &chunk));
}

static unsigned bits_of(uint64_t value)
{
    unsigned bits = 0;

    for (; value != 0; value >>= 1)
        bits++;
    return bits;
}

/* Gives every member its place. */
static void lay_out(pain__rows_chunk *layout)
{
    size_t at = 0;

    for (int i = 0; i < MEMBERS; i++) {
        layout->member[i].at = (uint16_t)at;
        at += layout->member[i].bits;
    }
    layout->stride = (at + 7) / 8;
}

static pain__rows_chunk *make_chunk(const pain__rows_chunk *layout, const pain_allocator *a)
{
    pain__rows_chunk *made = pain__alloc(a, 1, sizeof *made + CHUNK * layout->stride + SLACK);

    if (made != NULL)
        *made = *layout;
    return made;
}

/* Folds the members as the chunk has them; false when one does not fit. */
static bool fold_members(const pain__rows_chunk *chunk, const uint64_t value[MEMBERS],
                         uint64_t folded[MEMBERS])
{
    uint64_t over = 0;

    for (int i = 0; i < MEMBERS; i++) {
        const member *m = &chunk->member[i];

        folded[i] = fold(value[i], m->base);
        over |= m->bits < 64 ? folded[i] >> m->bits : 0;
    }
    return over == 0;
}

/* Packs the first `n` rows of a chunk anew, so that the members fit beside them. */
static pain_status widen(pain__rows_chunk **chunk, size_t n, const uint64_t folded[MEMBERS],
                         const pain_allocator *a)
{
    const pain__rows_chunk *old = *chunk;
    pain__rows_chunk layout = *old;

    for (int i = 0; i < MEMBERS; i++) {
        unsigned bits = bits_of(folded[i]);

        if (bits > layout.member[i].bits)
            layout.member[i].bits = (uint16_t)bits;
    }
    lay_out(&layout);
    pain__rows_chunk *made = make_chunk(&layout, a);

    if (made == NULL)
        return PAIN_ENOMEM;
    for (size_t k = 0; k < n; k++) {
        uint64_t value[MEMBERS], again[MEMBERS];

        for (int i = 0; i < MEMBERS; i++)
            value[i] = get(old, old->data + k * old->stride, i);
        (void)fold_members(made, value, again);
        pack(made, made->data + k * made->stride, again);
    }
    pain__free(a, *chunk);
    *chunk = made;
    return PAIN_OK;
}

/* Begins a chunk as wide as the last; its first row is the base. */
static pain_status add_chunk(pain__rows *rows, const uint64_t value[MEMBERS],
                             const pain_allocator *a)
{
    pain__rows_chunk layout = {.stride = 0};
    void *block = rows->chunk;
    pain_status status =
        pain__grow(a, &block, &rows->capacity, rows->chunks + 1, sizeof(pain__rows_chunk *));

    rows->chunk = block;
    if (status != PAIN_OK)
        return status;
    if (rows->chunks > 0)
        layout = *rows->chunk[rows->chunks - 1];
    for (int i = 0; i < MEMBERS; i++)
        layout.member[i].base = value[i];
    pain__rows_chunk *made = make_chunk(&layout, a);

    if (made == NULL)
        return PAIN_ENOMEM;
    rows->chunk[rows->chunks++] = made;
    return PAIN_OK;
}

/* Writes row i, which is one of the rows or the next one. */
static pain_status write_row(pain__rows *rows, const pain_allocator *a, size_t i,
                             const pain__row *row)
{
    uint64_t value[MEMBERS], folded[MEMBERS];
    pain_status status = PAIN_OK;

    to_members(row, i, value);
    if (i / CHUNK == rows->chunks)
        status = add_chunk(rows, value, a);
    if (status != PAIN_OK)
        return status;
    size_t first = i - i % CHUNK, held = rows->n - first < CHUNK ? rows->n - first : CHUNK;

    if (!fold_members(rows->chunk[i / CHUNK], value, folded))
        status = widen(&rows->chunk[i / CHUNK], held, folded, a);
    if (status != PAIN_OK)
        return status;
    pain__rows_chunk *chunk;
    unsigned char *at = row_at(rows, i, &chunk);

    pack(chunk, at, folded);
    return PAIN_OK;
}

pain_status pain__rows_add(pain__rows *rows, const pain_allocator *a, const pain__row *row)
{
    pain_status status = write_row(rows, a, rows->n, row);

    rows->n += status == PAIN_OK;
    return status;
}

pain_status pain__rows_set(pain__rows *rows, const pain_allocator *a, size_t i,
                           const pain__row *row)
{
    return write_row(rows, a, i, row);
}

void pain__rows_clear(pain__rows *rows, const pain_allocator *a)
{
    for (size_t i = 0; i < rows->chunks; i++)
        pain__free(a, rows->chunk[i]);
    pain__free(a, rows->chunk);
    *rows = (pain__rows){NULL, 0, 0, 0};
}
