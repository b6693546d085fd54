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
    SLACK = 16 /* bytes behind the last row that words may reach */
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
    MEMBERS,
    PADDED = 16 /* so that loops over all of them are done by vectors */
};

/* Where the bits of a member stand in a row. */
typedef struct place {
    uint64_t base, mask;
    uint16_t byte;
    uint8_t shift, bits, member;
    bool astride; /* they reach into a ninth byte */
} place;

struct pain__rows_chunk {
    uint64_t base[PADDED];
    uint64_t same[PADDED]; /* all bits where every row has the base, else 0 */
    uint8_t bits[PADDED];
    place place[MEMBERS]; /* one behind the other */
    size_t n, stride;     /* how many; bytes of a row */
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

static inline uint64_t get(const place *p, const unsigned char *row)
{
    uint64_t word;

    memcpy(&word, row + p->byte, sizeof word);
    word = in_order(word) >> p->shift;
    if (p->astride)
        word |= (uint64_t)row[p->byte + 8] << (64 - p->shift);
    return unfold(word & p->mask, p->base);
}

static inline void get_all(const pain__rows_chunk *chunk, const unsigned char *row,
                           uint64_t value[PADDED])
{
    memcpy(value, chunk->base, sizeof chunk->base);
    for (size_t k = 0; k < chunk->n; k++)
        value[chunk->place[k].member] = get(&chunk->place[k], row);
}

/* A row as it is packed. */
typedef struct packed {
    uint64_t word[MEMBERS + 1];
} packed;

/* Packs a row, its members one behind the other; false when it does not fit. */
static inline bool pack(const pain__rows_chunk *chunk, const uint64_t value[PADDED], packed *row)
{
    uint64_t over = 0, word = 0;
    uint64_t *to = row->word;
    unsigned filled = 0;

    for (int i = 0; i < PADDED; i++)
        over |= (value[i] - chunk->base[i]) & chunk->same[i];
    for (size_t k = 0; k < chunk->n; k++) {
        const place *p = &chunk->place[k];
        uint64_t folded = fold(value[p->member], p->base);

        over |= folded & ~p->mask;
        word |= folded << filled;
        filled += p->bits;
        if (filled < 64)
            continue;
        *to++ = in_order(word);
        filled -= 64;
        word = filled > 0 ? folded >> (p->bits - filled) : 0;
    }
    *to = in_order(word);
    return over == 0;
}

static inline void to_members(const pain__row *row, size_t i, uint64_t value[PADDED])
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
    for (int k = MEMBERS; k < PADDED; k++)
        value[k] = 0;
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
    uint64_t value[PADDED];

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
    uint64_t distance = chunk->base[EARLIER];

    /* Only the patient stands before it. */
    for (size_t k = 0; k < 2 && k < chunk->n; k++)
        if (chunk->place[k].member == EARLIER)
            distance = get(&chunk->place[k], at);
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

/* Gives every member that takes bits its place. */
static void lay_out(pain__rows_chunk *layout)
{
    size_t at = 0;

    layout->n = 0;
    for (int i = 0; i < PADDED; i++) {
        unsigned bits = layout->bits[i];

        layout->same[i] = bits == 0 ? UINT64_MAX : 0;
        if (bits == 0)
            continue;
        layout->place[layout->n++] = (place){.base = layout->base[i],
                                             .mask = UINT64_MAX >> (64 - bits),
                                             .byte = (uint16_t)(at / 8),
                                             .shift = (uint8_t)(at % 8),
                                             .bits = (uint8_t)bits,
                                             .member = (uint8_t)i,
                                             .astride = at % 8 + bits > 64};
        at += bits;
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

/* Packs the first `n` rows of a chunk anew, so that a row fits beside them. */
static pain_status widen(pain__rows_chunk **chunk, size_t n, const uint64_t value[PADDED],
                         const pain_allocator *a)
{
    const pain__rows_chunk *old = *chunk;
    pain__rows_chunk layout = *old;
    packed row;

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
        uint64_t old_value[PADDED];

        get_all(old, old->data + k * old->stride, old_value);
        (void)pack(made, old_value, &row);
        memcpy(made->data + k * made->stride, &row, made->stride);
    }
    pain__free(a, *chunk);
    *chunk = made;
    return PAIN_OK;
}

/* Begins a chunk as wide as the last; its first row is the base. */
static pain_status add_chunk(pain__rows *rows, const uint64_t value[PADDED],
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

/* Packs row i, which is one of the rows or the next one, and finds its place. */
static pain_status pack_row(pain__rows *rows, const pain_allocator *a, size_t i,
                            const pain__row *row, packed *made, unsigned char **at)
{
    uint64_t value[PADDED];
    pain_status status = PAIN_OK;
    pain__rows_chunk *chunk;

    to_members(row, i, value);
    if (i / CHUNK == rows->chunks)
        status = add_chunk(rows, value, a);
    if (status == PAIN_OK && !pack(rows->chunk[i / CHUNK], value, made)) {
        size_t first = i - i % CHUNK, held = rows->n - first < CHUNK ? rows->n - first : CHUNK;

        status = widen(&rows->chunk[i / CHUNK], held, value, a);
        if (status == PAIN_OK)
            (void)pack(rows->chunk[i / CHUNK], value, made);
    }
    if (status == PAIN_OK)
        *at = row_at(rows, i, &chunk);
    return status;
}

pain_status pain__rows_add(pain__rows *rows, const pain_allocator *a, const pain__row *row)
{
    packed made;
    unsigned char *at;

    made.word[1] = 0;
    pain_status status = pack_row(rows, a, rows->n, row, &made, &at);

    if (status != PAIN_OK)
        return status;
    size_t stride = rows->chunk[rows->n / CHUNK]->stride;

    /* Two words at least: there is no row behind it yet. */
    memcpy(at, made.word, 2 * sizeof made.word[0]);
    if (stride > 2 * sizeof made.word[0])
        memcpy(at, made.word, stride);
    rows->n++;
    return PAIN_OK;
}

pain_status pain__rows_set(pain__rows *rows, const pain_allocator *a, size_t i,
                           const pain__row *row)
{
    packed made;
    unsigned char *at;
    pain_status status = pack_row(rows, a, i, row, &made, &at);

    if (status == PAIN_OK)
        memcpy(at, &made, rows->chunk[i / CHUNK]->stride);
    return status;
}

void pain__rows_clear(pain__rows *rows, const pain_allocator *a)
{
    for (size_t i = 0; i < rows->chunks; i++)
        pain__free(a, rows->chunk[i]);
    pain__free(a, rows->chunk);
    *rows = (pain__rows){NULL, 0, 0, 0};
}
