/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows in as few bits as they need. The last rows stand open, member by member; when they are a
 * chunk they are packed: each member takes the bits in which it differs from that of the chunk's
 * first row, none where all rows have the same. Lines are kept as differences from the row's place,
 * the patient's row before as its distance, so that most files have few bits of them. */
#include <config.h>

#include "base/bytes.h"
#include "data/rows.h"

enum {
    CHUNK = 1024,
    WIDE = 2, /* members of eight bytes: day, line */
    LINE = 1,
    NARROW = 11, /* members of four, behind them */
    EARLIER = 3,
    MEMBERS = NARROW + WIDE,
    BYTES = MEMBERS * 8, /* a packed row has no more */
    COLUMN = CHUNK + 16  /* columns a power of two apart would share few lines of the cache */
};

_Static_assert(offsetof(pain__row, patient) == WIDE * 8 &&
                   offsetof(pain__row, stop) == WIDE * 8 + (NARROW - 1) * 4,
               "the members do not stand one behind the other");

struct pain__rows_open {
    uint64_t wide[WIDE][COLUMN];
    uint32_t narrow[NARROW][COLUMN];
    uint64_t word[CHUNK]; /* of the rows that are being packed */
};

/* Where a member lies in a packed row: its bits begin in that byte, and of the eight bytes from
 * there on it leaves so many bits above itself, and in all so many. */
typedef struct place {
    uint8_t at; /* of the member in a row, in bytes */
    uint8_t byte, above, others;
} place;

struct pain__rows_chunk {
    pain__row first;      /* as it is kept */
    place place[MEMBERS]; /* of the members that differ: first the wide ones */
    uint8_t wide, n;      /* how many differ */
    uint8_t earlier;      /* the place of that member; UINT8_MAX for none */
    uint8_t stride;       /* bytes of a row */
    unsigned char data[];
};

/* How far before row i the one of its patient stands; 0 for none. */
static inline uint32_t distance(const pain__row *row, size_t i)
{
    return row->earlier != PAIN__NO_ROW ? (uint32_t)i - row->earlier : 0;
}

/* Row i as it is kept: its line by its place, the row before by its distance. */
static inline pain__row keep(const pain__row *row, size_t i)
{
    pain__row kept = *row;

    kept.line -= i;
    kept.earlier = distance(row, i);
    return kept;
}

static inline void restore(pain__row *row, size_t i)
{
    row->line += i;
    row->earlier = row->earlier != 0 ? (uint32_t)i - row->earlier : PAIN__NO_ROW;
}

/* The member that stands so many bytes from the row's begin. */
static inline uint64_t wide_at(const pain__row *row, size_t at)
{
    uint64_t value;

    memcpy(&value, (const char *)row + at, sizeof value);
    return value;
}

static inline uint32_t narrow_at(const pain__row *row, size_t at)
{
    uint32_t value;

    memcpy(&value, (const char *)row + at, sizeof value);
    return value;
}

static inline uint64_t member_at(const pain__row *row, size_t at)
{
    return at < WIDE * 8 ? wide_at(row, at) : narrow_at(row, at);
}

static inline size_t place_of(size_t member)
{
    return member < WIDE ? 8 * member : WIDE * 8 + 4 * (member - WIDE);
}

/* Puts a row into the columns as it is kept. */
static inline void set_open(pain__rows_open *open, size_t k, const pain__row *kept)
{
#pragma GCC unroll 2
    for (size_t i = 0; i < WIDE; i++)
        open->wide[i][k] = wide_at(kept, 8 * i);
#pragma GCC unroll 11
    for (size_t i = 0; i < NARROW; i++)
        open->narrow[i][k] = narrow_at(kept, WIDE * 8 + 4 * i);
}

/* Puts row i into the columns. */
static inline void put_open(pain__rows_open *open, size_t k, const pain__row *row, size_t i)
{
    set_open(open, k, row);
    open->wide[LINE][k] = row->line - i;
    open->narrow[EARLIER][k] = distance(row, i);
}

static inline void get_open(const pain__rows_open *open, size_t k, pain__row *kept)
{
    for (size_t i = 0; i < WIDE; i++)
        memcpy((char *)kept + 8 * i, &open->wide[i][k], 8);
    for (size_t i = 0; i < NARROW; i++)
        memcpy((char *)kept + WIDE * 8 + 4 * i, &open->narrow[i][k], 4);
}

/* In which bits the member of a packed row differs from that of the first row. */
static inline uint64_t difference(place p, const unsigned char *row)
{
    return pain__get_8(row + p.byte) << p.above >> p.others;
}

static inline void unpack(const pain__rows_chunk *chunk, size_t k, pain__row *kept)
{
    const unsigned char *row = chunk->data + k * chunk->stride;
    size_t i = 0;

    *kept = chunk->first;
    for (; i < chunk->wide; i++) {
        const place p = chunk->place[i];
        uint64_t value = wide_at(&chunk->first, p.at) ^ difference(p, row);

        memcpy((char *)kept + p.at, &value, sizeof value);
    }
    for (; i < chunk->n; i++) {
        const place p = chunk->place[i];
        uint32_t value = narrow_at(&chunk->first, p.at) ^ (uint32_t)difference(p, row);

        memcpy((char *)kept + p.at, &value, sizeof value);
    }
}

static unsigned bits_of(uint64_t value)
{
    unsigned bits = 0;

    for (; value != 0; value >>= 1)
        bits++;
    return bits;
}

/* The bits in which rows differ from the first of them, by member. */
static void find_differences(const pain__rows_open *open, uint64_t differ[MEMBERS])
{
    for (size_t i = 0; i < WIDE; i++) {
        const uint64_t *column = open->wide[i], first = column[0];
        uint64_t bits = 0;

        for (size_t k = 0; k < CHUNK; k++)
            bits |= column[k] ^ first;
        differ[i] = bits;
    }
    for (size_t i = 0; i < NARROW; i++) {
        const uint32_t *column = open->narrow[i], first = column[0];
        uint32_t bits = 0;

        for (size_t k = 0; k < CHUNK; k++)
            bits |= column[k] ^ first;
        differ[WIDE + i] = bits;
    }
}

/* Gives every member that differs its place, one behind the other. */
static void lay_out(pain__rows_chunk *chunk, const uint64_t differ[MEMBERS])
{
    unsigned filled = 0;

    chunk->n = chunk->wide = 0;
    chunk->earlier = UINT8_MAX;
    for (size_t i = 0; i < MEMBERS; i++) {
        unsigned bits = bits_of(differ[i]);

        if (bits == 0)
            continue;
        /* Eight bytes hold it. */
        if (filled % 8 + bits > 64)
            filled = (filled + 7) / 8 * 8;
        if (i == WIDE + EARLIER)
            chunk->earlier = chunk->n;
        chunk->place[chunk->n++] = (place){(uint8_t)place_of(i), (uint8_t)(filled / 8),
                                           (uint8_t)(64 - filled % 8 - bits), (uint8_t)(64 - bits)};
        chunk->wide = i < WIDE ? chunk->n : chunk->wide;
        filled += bits;
    }
    chunk->stride = (uint8_t)((filled + 7) / 8);
}

/* The first bit of a member in its byte. */
static inline unsigned shift_of(place p)
{
    return (unsigned)p.others - p.above;
}

/* Adds a column, where it differs from its first row, to a word of every packed row; it begins so
 * many bits behind the word's begin, or before it. */
static void add_wide(uint64_t word[CHUNK], const uint64_t *column, int behind)
{
    const uint64_t first = column[0];

    if (behind >= 0)
        for (size_t k = 0; k < CHUNK; k++)
            word[k] |= (column[k] ^ first) << behind;
    else
        for (size_t k = 0; k < CHUNK; k++)
            word[k] |= (column[k] ^ first) >> -behind;
}

static void add_narrow(uint64_t word[CHUNK], const uint32_t *column, int behind)
{
    const uint32_t first = column[0];

    if (behind >= 0)
        for (size_t k = 0; k < CHUNK; k++)
            word[k] |= (uint64_t)(column[k] ^ first) << behind;
    else
        for (size_t k = 0; k < CHUNK; k++)
            word[k] |= (uint64_t)(column[k] ^ first) >> -behind;
}

/* Makes the word of every packed row that begins with bit `begin`. */
static void pack_word(pain__rows_open *open, const pain__rows_chunk *layout, int begin)
{
    memset(open->word, 0, sizeof open->word);
    for (size_t i = 0; i < layout->n; i++) {
        const place p = layout->place[i];
        int behind = 8 * p.byte + (int)shift_of(p) - begin;

        if (behind >= 64 || behind + 64 - p.others <= 0)
            continue;
        if (i < layout->wide)
            add_wide(open->word, open->wide[p.at / 8], behind);
        else
            add_narrow(open->word, open->narrow[p.at / 4 - WIDE * 2], behind);
    }
}

/* Packs the open rows; NULL when memory is short. What the last word of a row writes too much, the
 * row behind it writes over: so it comes first. */
static pain__rows_chunk *make_chunk(pain__rows_open *open, const pain_allocator *a)
{
    pain__rows_chunk layout;
    uint64_t differ[MEMBERS];

    get_open(open, 0, &layout.first);
    find_differences(open, differ);
    lay_out(&layout, differ);
    pain__rows_chunk *made =
        pain__alloc(a, 1, sizeof *made + CHUNK * (size_t)layout.stride + sizeof(uint64_t));

    if (made == NULL)
        return NULL;
    *made = layout;
    for (int byte = (layout.stride - 1) / 8 * 8; byte >= 0 && layout.stride > 0; byte -= 8) {
        unsigned char *to = made->data + byte;

        pack_word(open, made, 8 * byte);
        for (size_t k = 0; k < CHUNK; k++, to += layout.stride)
            pain__put_8(to, open->word[k]);
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
    rows->chunk[rows->chunks] = make_chunk(rows->open, a);
    if (rows->chunk[rows->chunks] == NULL)
        return PAIN_ENOMEM;
    rows->chunks++;
    return PAIN_OK;
}

pain_status pain__rows_add(pain__rows *rows, const pain_allocator *a, const pain__row *row)
{
    size_t k = rows->n - rows->chunks * CHUNK;

    if (rows->open == NULL) {
        rows->open = pain__alloc(a, 1, sizeof *rows->open);
        if (rows->open == NULL)
            return PAIN_ENOMEM;
    } else if (k == CHUNK) {
        pain_status status = close_chunk(rows, a);

        if (status != PAIN_OK)
            return status;
        k = 0;
    }
    put_open(rows->open, k, row, rows->n);
    rows->n++;
    return PAIN_OK;
}

void pain__rows_read(const pain__rows *rows, size_t i, pain__row *row)
{
    if (i / CHUNK < rows->chunks)
        unpack(rows->chunk[i / CHUNK], i % CHUNK, row);
    else
        get_open(rows->open, i - rows->chunks * CHUNK, row);
    restore(row, i);
}

uint32_t pain__rows_earlier(const pain__rows *rows, size_t i)
{
    if (i / CHUNK >= rows->chunks)
        return pain__rows_get(rows, i).earlier;
    const pain__rows_chunk *chunk = rows->chunk[i / CHUNK];
    uint32_t apart = chunk->first.earlier;

    if (chunk->earlier < chunk->n)
        apart ^= (uint32_t)difference(chunk->place[chunk->earlier],
                                      chunk->data + i % CHUNK * chunk->stride);
    return apart != 0 ? (uint32_t)i - apart : PAIN__NO_ROW;
}

void pain__rows_expect(const pain__rows *rows, size_t i)
{
    if (i / CHUNK >= rows->chunks)
        return;
    const pain__rows_chunk *chunk = rows->chunk[i / CHUNK];

    __builtin_prefetch(chunk->data + i % CHUNK * chunk->stride);
}

/* Changes a packed row; false when it does not fit into the chunk as it is laid out. */
static bool change_row(pain__rows_chunk *chunk, size_t k, const pain__row *kept)
{
    unsigned char packed[BYTES + 8] = {0};
    pain__row same = chunk->first;

    for (size_t i = 0; i < chunk->n; i++) {
        const place p = chunk->place[i];
        uint64_t differs = member_at(kept, p.at) ^ member_at(&chunk->first, p.at);

        if (differs > UINT64_MAX >> p.others)
            return false;
        pain__put_8(packed + p.byte, pain__get_8(packed + p.byte) | differs << shift_of(p));
        memcpy((char *)&same + p.at, (const char *)kept + p.at, i < chunk->wide ? 8 : 4);
    }
    for (size_t i = 0; i < MEMBERS; i++)
        if (member_at(kept, place_of(i)) != member_at(&same, place_of(i)))
            return false;
    memcpy(chunk->data + k * chunk->stride, packed, chunk->stride);
    return true;
}

/* Packs a chunk anew, with another row in it. */
static pain_status change_chunk(pain__rows_chunk **chunk, size_t k, const pain__row *kept,
                                const pain_allocator *a)
{
    pain__rows_open *open = pain__alloc(a, 1, sizeof *open);

    if (open == NULL)
        return PAIN_ENOMEM;
    for (size_t i = 0; i < CHUNK; i++) {
        pain__row there = *kept;

        if (i != k)
            unpack(*chunk, i, &there);
        set_open(open, i, &there);
    }
    pain__rows_chunk *made = make_chunk(open, a);

    pain__free(a, open);
    if (made == NULL)
        return PAIN_ENOMEM;
    pain__free(a, *chunk);
    *chunk = made;
    return PAIN_OK;
}

pain_status pain__rows_set(pain__rows *rows, const pain_allocator *a, size_t i,
                           const pain__row *row)
{
    const pain__row kept = keep(row, i);

    if (i / CHUNK >= rows->chunks) {
        set_open(rows->open, i - rows->chunks * CHUNK, &kept);
        return PAIN_OK;
    }
    if (change_row(rows->chunk[i / CHUNK], i % CHUNK, &kept))
        return PAIN_OK;
    return change_chunk(&rows->chunk[i / CHUNK], i % CHUNK, &kept, a);
}

void pain__rows_clear(pain__rows *rows, const pain_allocator *a)
{
    for (size_t i = 0; i < rows->chunks; i++)
        pain__free(a, rows->chunk[i]);
    pain__free(a, rows->chunk);
    pain__free(a, rows->open);
    *rows = (pain__rows){NULL, 0, 0, NULL, 0};
}
