/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packing rows: member by member, so that each is done for many rows at once. */
#include <config.h>

#include "data/chunk.h"

enum {
    ROWS = PAIN__CHUNK,
    WIDE = PAIN__WIDE,
    NARROW = PAIN__NARROW,
    MEMBERS = PAIN__MEMBERS,
    BYTES = MEMBERS * 8, /* a packed row has no more */
    COLUMN = ROWS + 16   /* columns a power of two apart would share few lines of the cache */
};

struct pain__columns {
    uint64_t wide[WIDE][COLUMN];
    uint32_t narrow[NARROW][COLUMN];
    uint64_t word[ROWS]; /* of every packed row */
};

pain__columns *pain__columns_new(const pain_allocator *a)
{
    return pain__alloc(a, 1, sizeof(pain__columns));
}

static size_t place_of(size_t member)
{
    return member < WIDE ? 8 * member : WIDE * 8 + 4 * (member - WIDE);
}

static uint64_t member_at(const pain__row *row, size_t at)
{
    return at < WIDE * 8 ? pain__wide_at(row, at) : pain__narrow_at(row, at);
}

static void fill(pain__columns *columns, const pain__row *row)
{
    for (size_t k = 0; k < ROWS; k++) {
#pragma GCC unroll 2
        for (size_t i = 0; i < WIDE; i++)
            columns->wide[i][k] = pain__wide_at(&row[k], 8 * i);
#pragma GCC unroll 11
        for (size_t i = 0; i < NARROW; i++)
            columns->narrow[i][k] = pain__narrow_at(&row[k], WIDE * 8 + 4 * i);
    }
}

/* The bits in which rows differ from the first of them, by member. */
static void find_differences(const pain__columns *columns, uint64_t differ[MEMBERS])
{
    for (size_t i = 0; i < WIDE; i++) {
        const uint64_t *column = columns->wide[i], first = column[0];
        uint64_t bits = 0;

        for (size_t k = 0; k < ROWS; k++)
            bits |= column[k] ^ first;
        differ[i] = bits;
    }
    for (size_t i = 0; i < NARROW; i++) {
        const uint32_t *column = columns->narrow[i], first = column[0];
        uint32_t bits = 0;

        for (size_t k = 0; k < ROWS; k++)
            bits |= column[k] ^ first;
        differ[WIDE + i] = bits;
    }
}

static unsigned bits_of(uint64_t value)
{
    unsigned bits = 0;

    for (; value != 0; value >>= 1)
        bits++;
    return bits;
}

/* Gives every member that differs its place, one behind the other. */
static void lay_out(pain__chunk *chunk, const uint64_t differ[MEMBERS])
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
        if (place_of(i) == offsetof(pain__row, earlier))
            chunk->earlier = chunk->n;
        chunk->bits[chunk->n++] =
            (pain__bits){(uint8_t)place_of(i), (uint8_t)(filled / 8),
                         (uint8_t)(64 - filled % 8 - bits), (uint8_t)(64 - bits)};
        chunk->wide = i < WIDE ? chunk->n : chunk->wide;
        filled += bits;
    }
    chunk->stride = (uint8_t)((filled + 7) / 8);
}

/* The first bit of a member in its byte. */
static inline unsigned shift_of(pain__bits b)
{
    return (unsigned)b.others - b.above;
}

/* Adds a column, where it differs from its first row, to a word of every packed row; it begins so
 * many bits behind the word's begin, or before it. */
static void add_wide(uint64_t word[ROWS], const uint64_t *column, int behind)
{
    const uint64_t first = column[0];

    if (behind >= 0)
        for (size_t k = 0; k < ROWS; k++)
            word[k] |= (column[k] ^ first) << behind;
    else
        for (size_t k = 0; k < ROWS; k++)
            word[k] |= (column[k] ^ first) >> -behind;
}

static void add_narrow(uint64_t word[ROWS], const uint32_t *column, int behind)
{
    const uint32_t first = column[0];

    if (behind >= 0)
        for (size_t k = 0; k < ROWS; k++)
            word[k] |= (uint64_t)(column[k] ^ first) << behind;
    else
        for (size_t k = 0; k < ROWS; k++)
            word[k] |= (uint64_t)(column[k] ^ first) >> -behind;
}

/* Makes the word of every packed row that begins with bit `begin`. */
static void pack_word(pain__columns *columns, const pain__chunk *layout, int begin)
{
    memset(columns->word, 0, sizeof columns->word);
    for (size_t i = 0; i < layout->n; i++) {
        const pain__bits b = layout->bits[i];
        int behind = 8 * b.byte + (int)shift_of(b) - begin;

        if (behind >= 64 || behind + 64 - b.others <= 0)
            continue;
        if (i < layout->wide)
            add_wide(columns->word, columns->wide[b.at / 8], behind);
        else
            add_narrow(columns->word, columns->narrow[b.at / 4 - WIDE * 2], behind);
    }
}

/* What the last word of a row writes too much, the row behind it writes over: so it comes first. */
pain__chunk pain__chunk_pack(const pain__row row[PAIN__CHUNK], pain__columns *columns,
                             const pain_allocator *a)
{
    pain__chunk made = {.first = row[0]};
    uint64_t differ[MEMBERS];

    fill(columns, row);
    find_differences(columns, differ);
    lay_out(&made, differ);
    made.data = pain__alloc(a, ROWS * (size_t)made.stride + sizeof(uint64_t), 1);
    if (made.data == NULL)
        return made;
    for (int byte = (made.stride - 1) / 8 * 8; byte >= 0 && made.stride > 0; byte -= 8) {
        unsigned char *to = made.data + byte;

        pack_word(columns, &made, 8 * byte);
        for (size_t k = 0; k < ROWS; k++, to += made.stride)
            pain__put_8(to, columns->word[k]);
    }
    return made;
}

bool pain__chunk_set(pain__chunk *chunk, size_t k, const pain__row *row)
{
    unsigned char packed[BYTES + 8] = {0};
    pain__row same = chunk->first;

    for (size_t i = 0; i < chunk->n; i++) {
        const pain__bits b = chunk->bits[i];
        uint64_t differs = member_at(row, b.at) ^ member_at(&chunk->first, b.at);

        if (differs > UINT64_MAX >> b.others)
            return false;
        pain__put_8(packed + b.byte, pain__get_8(packed + b.byte) | differs << shift_of(b));
        memcpy((char *)&same + b.at, (const char *)row + b.at, i < chunk->wide ? 8 : 4);
    }
    for (size_t i = 0; i < MEMBERS; i++)
        if (member_at(row, place_of(i)) != member_at(&same, place_of(i)))
            return false;
    memcpy(chunk->data + k * chunk->stride, packed, chunk->stride);
    return true;
}
