/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packing rows: some at a time, so that they stay near, and of these member by member. */
#include <config.h>

#include "data/chunk.h"

enum {
    WIDE = PAIN__WIDE,
    NARROW = PAIN__NARROW,
    MEMBERS = PAIN__MEMBERS,
    BYTES = MEMBERS * 8, /* a packed row has no more */
    WORDS = sizeof(pain__row) / sizeof(uint64_t),
    TOGETHER = 64 /* rows */
};

static size_t place_of(size_t member)
{
    return member < WIDE ? 8 * member : WIDE * 8 + 4 * (member - WIDE);
}

static uint64_t member_at(const pain__row *row, size_t at)
{
    return at < WIDE * 8 ? pain__wide_at(row, at) : pain__narrow_at(row, at);
}

/* The bits in which rows differ from the first of them. */
static pain__row find_differences(const pain__row *row, size_t n)
{
    uint64_t first[WORDS], bits[WORDS] = {0};
    pain__row differ;

    memcpy(first, row, sizeof first);
    for (size_t k = 1; k < n; k++)
#pragma GCC unroll 8
        for (size_t i = 0; i < WORDS; i++)
            bits[i] |= pain__wide_at(&row[k], 8 * i) ^ first[i];
    memcpy(&differ, bits, sizeof differ);
    return differ;
}

static unsigned bits_of(uint64_t value)
{
    unsigned bits = 0;

    for (; value != 0; value >>= 1)
        bits++;
    return bits;
}

/* Gives every member that differs its place, one behind the other. */
static void lay_out(pain__chunk *chunk, const pain__row *differ)
{
    unsigned filled = 0;

    chunk->n = chunk->wide = 0;
    for (size_t i = 0; i < MEMBERS; i++) {
        unsigned bits = bits_of(member_at(differ, place_of(i)));

        if (bits == 0)
            continue;
        /* Eight bytes hold it. */
        if (filled % 8 + bits > 64)
            filled = (filled + 7) / 8 * 8;
        chunk->bits[chunk->n++] =
            (pain__bits){(uint8_t)place_of(i), (uint8_t)(filled / 8),
                         (uint8_t)(64 - filled % 8 - bits), (uint8_t)(64 - bits)};
        chunk->wide = i < WIDE ? chunk->n : chunk->wide;
        filled += bits;
    }
    chunk->others = (uint8_t)(chunk->n - (differ->patient != 0) - (differ->earlier != 0));
    chunk->stride = (uint8_t)((filled + 7) / 8);
}

/* The first bit of a member in its byte. */
static inline unsigned shift_of(pain__bits b)
{
    return (unsigned)b.others - b.above;
}

/* Adds a member, where it differs from that of the first row, to a word of each of some packed
 * rows; it begins so many bits behind the word's begin, or before it. */
static void add_wide(uint64_t *word, const pain__row *row, size_t n, size_t at, uint64_t first,
                     int behind)
{
    if (behind >= 0)
        for (size_t k = 0; k < n; k++)
            word[k] |= (pain__wide_at(&row[k], at) ^ first) << behind;
    else
        for (size_t k = 0; k < n; k++)
            word[k] |= (pain__wide_at(&row[k], at) ^ first) >> -behind;
}

static void add_narrow(uint64_t *word, const pain__row *row, size_t n, size_t at, uint32_t first,
                       int behind)
{
    if (behind >= 0)
        for (size_t k = 0; k < n; k++)
            word[k] |= (uint64_t)(pain__narrow_at(&row[k], at) ^ first) << behind;
    else
        for (size_t k = 0; k < n; k++)
            word[k] |= (uint64_t)(pain__narrow_at(&row[k], at) ^ first) >> -behind;
}

/* Makes the word, of each of some packed rows, that begins with bit `begin`. */
static void pack_word(uint64_t *word, const pain__row *row, size_t n, const pain__chunk *layout,
                      int begin)
{
    memset(word, 0, n * sizeof *word);
    for (size_t i = 0; i < layout->n; i++) {
        const pain__bits b = layout->bits[i];
        int behind = 8 * b.byte + (int)shift_of(b) - begin;

        if (behind >= 64 || behind + 64 - b.others <= 0)
            continue;
        if (i < layout->wide)
            add_wide(word, row, n, b.at, pain__wide_at(&layout->first, b.at), behind);
        else
            add_narrow(word, row, n, b.at, pain__narrow_at(&layout->first, b.at), behind);
    }
}

/* Packs some rows. What the last word of a row writes too much, the row behind it writes over,
 * whose words come later. */
static void pack_some(unsigned char *data, const pain__row *row, size_t n,
                      const pain__chunk *layout)
{
    uint64_t word[TOGETHER];

    for (int byte = (layout->stride - 1) / 8 * 8; byte >= 0 && layout->stride > 0; byte -= 8) {
        unsigned char *to = data + byte;

        pack_word(word, row, n, layout, 8 * byte);
        for (size_t k = 0; k < n; k++, to += layout->stride)
            pain__put_8(to, word[k]);
    }
}

pain__chunk pain__chunk_pack(const pain__row *row, size_t n, const pain_allocator *a)
{
    const pain__row differ = find_differences(row, n);
    pain__chunk made = {.first = row[0]};

    lay_out(&made, &differ);
    made.data = pain__alloc(a, n * made.stride + sizeof(uint64_t), 1);
    for (size_t k = 0; k < n && made.data != NULL; k += TOGETHER)
        pack_some(made.data + k * made.stride, row + k, n - k < TOGETHER ? n - k : TOGETHER, &made);
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
