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

struct pain__rows_chunk {
    uint64_t base[MEMBERS];
    uint64_t same[MEMBERS]; /* all bits where every row has the base, else 0 */
    uint8_t bits[MEMBERS];
    uint16_t at[MEMBERS];     /* place in the row, in bits */
    uint8_t differs[MEMBERS]; /* the members that take bits, in their order */
    size_t n, stride;         /* how many of them; bytes of a row */
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

/* A member that takes bits. */
static inline uint64_t get(const pain__rows_chunk *chunk, const unsigned char *row, int i)
{
    unsigned shift = chunk->at[i] % 8, bits = chunk->bits[i];
    const unsigned char *from = row + chunk->at[i] / 8;
    uint64_t word;

    memcpy(&word, from, sizeof word);
    word = in_order(word) >> shift;
    if (shift + bits > 64)
        word |= (uint64_t)from[8] << (64 - shift);
    return unfold(word << (64 - bits) >> (64 - bits), chunk->base[i]);
}

static inline void get_all(const pain__rows_chunk *chunk, const unsigned char *row,
                           uint64_t value[MEMBERS])
{
    memcpy(value, chunk->base, sizeof chunk->base);
    for (size_t k = 0; k < chunk->n; k++)
        value[chunk->differs[k]] = get(chunk, row, chunk->differs[k]);
}

/* Packs a row that fits: its members stand one behind the other. */
static void pack(const pain__rows_chunk *chunk, unsigned char *row, const uint64_t value[MEMBERS])
{
    uint64_t word = 0;
    unsigned filled = 0;

    for (size_t k = 0; k < chunk->n; k++) {
        int i = chunk->differs[k];
        unsigned bits = chunk->bits[i];
        uint64_t folded = fold(value[i], chunk->base[i]);

        word |= folded << filled;
        filled += bits;
        if (filled < 64)
            continue;
        word = in_order(word);
        memcpy(row, &word, sizeof word);
        row += sizeof word;
        filled -= 64;
        word = filled > 0 ? folded >> (bits - filled) : 0;
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
    uint64_t value[MEMBERS];

    get_all(chunk, at, value);
    return (pain__row){
        .day = (int64_t)value[DAY],
        .line = value[LINE] + i,
        .patient = (uint32_t)value[PATIENT],
        .visit = (uint32_t)value[VISIT],
        .group = (uint32_t)value[GROUP],
        .earlier = value[EARLIER] != 0 ? (uint32_t)(i - value[EARLIER]) : PAIN__NO_ROW,
        .course = (int32_t)value[COURSE],
        .number = (int32_t)value[NUMBER],
        .planned = (int32_t)value[PLANNED],
        .before = (pain_score)value[BEFORE],
        .after = (pain_score)value[AFTER],
        .occasion = (uint8_t)value[OCCASION],
        .stop = (uint8_t)value[STOP],
    };
}

uint32_t pain__rows_earlier(const pain__rows *rows, size_t i)
{
    pain__rows_chunk *chunk;
    const unsigned char *at = row_at(rows, i, &chunk);
    uint64_t distance = chunk->same[EARLIER] != 0 ? chunk->base[EARLIER] : get(chunk, at, EARLIER);

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

    layout->n = 0;
    for (int i = 0; i < MEMBERS; i++) {
        layout->at[i] = (uint16_t)at;
        layout->same[i] = layout->bits[i] == 0 ? UINT64_MAX : 0;
        at += layout->bits[i];
        if (layout->bits[i] > 0)
            layout->differs[layout->n++] = (uint8_t)i;
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

/* True when a row fits into the chunk as it is laid out. */
static bool fits(const pain__rows_chunk *chunk, const uint64_t value[MEMBERS])
{
    uint64_t over = 0;

    for (int i = 0; i < MEMBERS; i++)
        over |= (value[i] - chunk->base[i]) & chunk->same[i];
    for (size_t k = 0; k < chunk->n; k++) {
        int i = chunk->differs[k];

        /* In two steps: 64 bits are too many for one. */
        over |= fold(value[i], chunk->base[i]) >> (chunk->bits[i] - 1) >> 1;
    }
    return over == 0;
}

/* Packs the first `n` rows of a chunk anew, so that a row fits beside them. */
static pain_status widen(pain__rows_chunk **chunk, size_t n, const uint64_t value[MEMBERS],
                         const pain_allocator *a)
{
    const pain__rows_chunk *old = *chunk;
    pain__rows_chunk layout = *old;

    for (int i = 0; i < MEMBERS; i++) {
        unsigned bits = bits_of(fold(value[i], old->base[i]));

        if (bits > layout.bits[i])
            layout.bits[i] = (uint8_t)bits;
    }
    lay_out(&layout);
    pain__rows_chunk *made = make_chunk(&layout, a);

    if (made == NULL)
        return PAIN_ENOMEM;
    for (size_t k = 0; k < n; k++) {
        uint64_t row[MEMBERS];

        get_all(old, old->data + k * old->stride, row);
        pack(made, made->data + k * made->stride, row);
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
    memcpy(layout.base, value, sizeof layout.base);
    lay_out(&layout);
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
    uint64_t value[MEMBERS];
    pain_status status = PAIN_OK;

    to_members(row, i, value);
    if (i / CHUNK == rows->chunks)
        status = add_chunk(rows, value, a);
    if (status != PAIN_OK)
        return status;
    size_t first = i - i % CHUNK, held = rows->n - first < CHUNK ? rows->n - first : CHUNK;

    if (!fits(rows->chunk[i / CHUNK], value))
        status = widen(&rows->chunk[i / CHUNK], held, value, a);
    if (status != PAIN_OK)
        return status;
    pain__rows_chunk *chunk;
    unsigned char *at = row_at(rows, i, &chunk);

    pack(chunk, at, value);
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
