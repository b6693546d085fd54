/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows in as few bits as they need. The last rows stand open, a word for each member; when they are
 * a chunk they are packed: each member takes the bits in which it differs from that of the chunk's
 * first row, none where all rows have the same. Lines are kept as differences from the row's place,
 * the patient's row before as its distance, so that most files have few bits of them. */
#include <config.h>

#include <string.h>

#include "data/intern.h"
#include "data/rows.h"

enum {
    CHUNK = 2048,
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
    MEMBERS = 16 /* some are free: loops over all of them are done by vectors */
};

/* Scores from the lowest reason for none on, labels from none on: small numbers have few bits. */
enum { LOWEST_SCORE = PAIN_SCORE_OFF_STEP };

typedef struct members {
    uint64_t value[MEMBERS];
} members;

struct pain__rows_open {
    members row[CHUNK];
};

/* Where the bits of a member stand in a row. */
typedef struct place {
    uint64_t base, mask;
    uint16_t byte;
    uint8_t shift, bits, member;
    bool astride; /* they reach into a ninth byte */
} place;

struct pain__rows_chunk {
    members base;
    place place[MEMBERS]; /* of the members that differ, one behind the other */
    size_t n, stride;     /* how many; bytes of a row */
    unsigned char data[];
};

static inline members to_members(const pain__row *row, size_t i)
{
    return (members){{
        [PATIENT] = row->patient,
        [EARLIER] = row->earlier != PAIN__NO_ROW ? i - row->earlier : 0,
        [DAY] = (uint64_t)row->day,
        [NUMBER] = (uint64_t)row->number,
        [BEFORE] = (uint64_t)((int64_t)row->before - LOWEST_SCORE),
        [AFTER] = (uint64_t)((int64_t)row->after - LOWEST_SCORE),
        [VISIT] = (uint32_t)(row->visit + 1),
        [GROUP] = (uint32_t)(row->group + 1),
        [COURSE] = (uint64_t)row->course,
        [PLANNED] = (uint64_t)row->planned,
        [OCCASION] = row->occasion,
        [STOP] = row->stop,
        [LINE] = row->line - i,
    }};
}

static inline pain__row from_members(const members *m, size_t i)
{
    const uint64_t *value = m->value;

    return (pain__row){
        .day = (int64_t)value[DAY],
        .line = value[LINE] + i,
        .patient = (uint32_t)value[PATIENT],
        .visit = (uint32_t)value[VISIT] - 1,
        .group = (uint32_t)value[GROUP] - 1,
        .earlier = value[EARLIER] != 0 ? (uint32_t)(i - value[EARLIER]) : PAIN__NO_ROW,
        .course = (int32_t)value[COURSE],
        .number = (int32_t)value[NUMBER],
        .planned = (int32_t)value[PLANNED],
        .before = (pain_score)((int64_t)value[BEFORE] + LOWEST_SCORE),
        .after = (pain_score)((int64_t)value[AFTER] + LOWEST_SCORE),
        .occasion = (uint8_t)value[OCCASION],
        .stop = (uint8_t)value[STOP],
    };
}

/* The bytes of a word have one order on every machine: a member lies in neighbouring bytes. */
static uint64_t in_order(uint64_t word)
{
#if defined __BYTE_ORDER__ && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

static inline uint64_t get(const place *p, const unsigned char *row)
{
    uint64_t word;

    memcpy(&word, row + p->byte, sizeof word);
    word = in_order(word) >> p->shift;
    if (p->astride)
        word |= (uint64_t)row[p->byte + 8] << (64 - p->shift);
    return (word & p->mask) ^ p->base;
}

static inline members unpack(const pain__rows_chunk *chunk, size_t k)
{
    const unsigned char *row = chunk->data + k * chunk->stride;
    members m = chunk->base;

    for (size_t i = 0; i < chunk->n; i++)
        m.value[chunk->place[i].member] = get(&chunk->place[i], row);
    return m;
}

/* Packs a row that fits, its members one behind the other, into as many words as it may take;
 * returns how many bytes are of them. */
static inline void pack(const pain__rows_chunk *chunk, const members *m, uint64_t word[MEMBERS + 1])
{
    uint64_t filling = 0;
    unsigned filled = 0;

    for (size_t i = 0; i < chunk->n; i++) {
        const place *p = &chunk->place[i];
        uint64_t differs = m->value[p->member] ^ p->base;

        filling |= differs << filled;
        filled += p->bits;
        if (filled < 64)
            continue;
        *word++ = in_order(filling);
        filled -= 64;
        filling = filled > 0 ? differs >> (p->bits - filled) : 0;
    }
    *word = in_order(filling);
}

static unsigned bits_of(uint64_t value)
{
    unsigned bits = 0;

    for (; value != 0; value >>= 1)
        bits++;
    return bits;
}

/* The bits in which rows differ from the first of them. */
static members differences(const members *row, size_t n)
{
    members differ = {{0}};

    for (size_t k = 1; k < n; k++)
        for (int i = 0; i < MEMBERS; i++)
            differ.value[i] |= row[k].value[i] ^ row[0].value[i];
    return differ;
}

/* Gives every member that differs its place. */
static void lay_out(pain__rows_chunk *layout, const members *base, const members *differ)
{
    size_t at = 0;

    layout->base = *base;
    layout->n = 0;
    for (int i = 0; i < MEMBERS; i++) {
        unsigned bits = bits_of(differ->value[i]);

        if (bits == 0)
            continue;
        layout->place[layout->n++] = (place){.base = base->value[i],
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

/* Packs a chunk of rows; NULL when memory is short. */
static pain__rows_chunk *make_chunk(const members row[CHUNK], const pain_allocator *a)
{
    members differ = differences(row, CHUNK);
    pain__rows_chunk layout;
    uint64_t word[MEMBERS + 1] = {0};

    lay_out(&layout, &row[0], &differ);
    pain__rows_chunk *made = pain__alloc(a, 1, sizeof *made + CHUNK * layout.stride + SLACK);

    if (made == NULL)
        return NULL;
    *made = layout;
    for (size_t k = 0; k < CHUNK; k++) {
        unsigned char *to = made->data + k * layout.stride;

        pack(made, &row[k], word);
        /* Two words at least: what they write too much, the next row writes over. */
        memcpy(to, word, 2 * sizeof word[0]);
        if (layout.stride > 2 * sizeof word[0])
            memcpy(to, word, layout.stride);
    }
    return made;
}

/* Packs the open rows, which are a chunk. */
static pain_status close_chunk(pain__rows *rows, const pain_allocator *a)
{
    void *block = rows->chunk;
    pain_status status =
        pain__grow(a, &block, &rows->capacity, rows->chunks + 1, sizeof(pain__rows_chunk *));

    rows->chunk = block;
    if (status != PAIN_OK)
        return status;
    rows->chunk[rows->chunks] = make_chunk(rows->open->row, a);
    if (rows->chunk[rows->chunks] == NULL)
        return PAIN_ENOMEM;
    rows->chunks++;
    return PAIN_OK;
}

pain_status pain__rows_add(pain__rows *rows, const pain_allocator *a, const pain__row *row)
{
    pain_status status = PAIN_OK;

    if (rows->open == NULL) {
        rows->open = pain__alloc(a, 1, sizeof *rows->open);
        status = rows->open != NULL ? PAIN_OK : PAIN_ENOMEM;
    } else if (rows->n - rows->chunks * CHUNK == CHUNK) {
        status = close_chunk(rows, a);
    }
    if (status != PAIN_OK)
        return status;
    rows->open->row[rows->n - rows->chunks * CHUNK] = to_members(row, rows->n);
    rows->n++;
    return PAIN_OK;
}

static inline members get_members(const pain__rows *rows, size_t i)
{
    return i / CHUNK < rows->chunks ? unpack(rows->chunk[i / CHUNK], i % CHUNK)
                                    : rows->open->row[i - rows->chunks * CHUNK];
}

pain__row pain__rows_get(const pain__rows *rows, size_t i)
{
    members m = get_members(rows, i);

    return from_members(&m, i);
}

uint32_t pain__rows_earlier(const pain__rows *rows, size_t i)
{
    if (i / CHUNK >= rows->chunks)
        return pain__rows_get(rows, i).earlier;
    const pain__rows_chunk *chunk = rows->chunk[i / CHUNK];
    uint64_t distance = chunk->base.value[EARLIER];

    /* Only the patient stands before it. */
    for (size_t k = 0; k < 2 && k < chunk->n; k++)
        if (chunk->place[k].member == EARLIER)
            distance = get(&chunk->place[k], chunk->data + i % CHUNK * chunk->stride);
    return distance != 0 ? (uint32_t)(i - distance) : PAIN__NO_ROW;
}

void pain__rows_expect(const pain__rows *rows, size_t i)
{
    if (i / CHUNK >= rows->chunks)
        return;
    const pain__rows_chunk *chunk = rows->chunk[i / CHUNK];

    __builtin_prefetch(chunk->data + i % CHUNK * chunk->stride);
}

/* True when a row fits into the chunk as it is laid out. */
static bool fits(const pain__rows_chunk *chunk, const members *m)
{
    members differ = *m;

    for (int i = 0; i < MEMBERS; i++)
        differ.value[i] ^= chunk->base.value[i];
    for (size_t k = 0; k < chunk->n; k++)
        differ.value[chunk->place[k].member] &= ~chunk->place[k].mask;
    for (int i = 0; i < MEMBERS; i++)
        if (differ.value[i] != 0)
            return false;
    return true;
}

/* Packs a chunk anew, with another row in it. */
static pain_status change_chunk(pain__rows_chunk **chunk, size_t k, const members *m,
                                const pain_allocator *a)
{
    pain__rows_open *space = pain__alloc(a, 1, sizeof *space);

    if (space == NULL)
        return PAIN_ENOMEM;
    for (size_t i = 0; i < CHUNK; i++)
        space->row[i] = i == k ? *m : unpack(*chunk, i);
    pain__rows_chunk *made = make_chunk(space->row, a);

    pain__free(a, space);
    if (made == NULL)
        return PAIN_ENOMEM;
    pain__free(a, *chunk);
    *chunk = made;
    return PAIN_OK;
}

pain_status pain__rows_set(pain__rows *rows, const pain_allocator *a, size_t i,
                           const pain__row *row)
{
    members m = to_members(row, i);
    uint64_t word[MEMBERS + 1];

    if (i / CHUNK >= rows->chunks) {
        rows->open->row[i - rows->chunks * CHUNK] = m;
        return PAIN_OK;
    }
    pain__rows_chunk *chunk = rows->chunk[i / CHUNK];

    if (!fits(chunk, &m))
        return change_chunk(&rows->chunk[i / CHUNK], i % CHUNK, &m, a);
    pack(chunk, &m, word);
    memcpy(chunk->data + i % CHUNK * chunk->stride, word, chunk->stride);
    return PAIN_OK;
}

void pain__rows_clear(pain__rows *rows, const pain_allocator *a)
{
    for (size_t i = 0; i < rows->chunks; i++)
        pain__free(a, rows->chunk[i]);
    pain__free(a, rows->chunk);
    pain__free(a, rows->open);
    *rows = (pain__rows){NULL, 0, 0, NULL, 0};
}
