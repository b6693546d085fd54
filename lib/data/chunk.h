/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_CHUNK_H
#define PAIN_DATA_CHUNK_H
/* Many rows in as few bits as they need: each member takes the bits in which it differs from that
 * of the first row, none where all rows have the same. */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/base.h"
#include "base/bytes.h"
#include "painstat/sessions.h"

/* A row with its labels as indices. First the members of eight bytes, then those of four: they are
 * taken by their places. */
typedef struct pain__row {
    int64_t day;
    uint64_t line;
    uint32_t visit, group; /* PAIN__NO_LABEL for none, as for the patient */
    int32_t course, number, planned;
    pain_score before, after;
    int32_t occasion, stop;
    /* The last: who asks for the rows of a patient knows them. */
    uint32_t earlier; /* the row of this patient before it; PAIN__NO_ROW */
    uint32_t patient;
} pain__row;

enum {
    PAIN__CHUNK = 2048, /* rows at most */
    PAIN__WIDE = 2,     /* members of eight bytes */
    PAIN__NARROW = 11,  /* of four, behind them */
    PAIN__MEMBERS = PAIN__NARROW + PAIN__WIDE
};

_Static_assert(offsetof(pain__row, visit) == PAIN__WIDE * 8 &&
                   offsetof(pain__row, patient) == PAIN__WIDE * 8 + (PAIN__NARROW - 1) * 4,
               "the members do not stand one behind the other");

/* Where a member lies in a packed row: its bits begin in that byte, and of the eight bytes from
 * there on it leaves so many bits above itself, and in all so many. */
typedef struct pain__bits {
    uint8_t at; /* of the member in a row, in bytes */
    uint8_t byte, above, others;
} pain__bits;

typedef struct pain__chunk {
    unsigned char *data;            /* the packed rows; NULL for none */
    uint8_t wide, n;                /* how many members differ */
    uint8_t others;                 /* how many of them but the last two of a row */
    uint8_t stride;                 /* bytes of a row */
    pain__bits bits[PAIN__MEMBERS]; /* of the members that differ: first the wide ones */
    pain__row first;
} pain__chunk;

/* Packs rows, one at least; no data when memory is short. */
pain__chunk pain__chunk_pack(const pain__row *row, size_t n, const pain_allocator *allocator);

/* Changes row k; false when it does not fit into the chunk as it is laid out. */
bool pain__chunk_set(pain__chunk *chunk, size_t k, const pain__row *row);

/* The member that stands so many bytes from the row's begin. */
static inline uint64_t pain__wide_at(const pain__row *row, size_t at)
{
    uint64_t value;

    memcpy(&value, (const char *)row + at, sizeof value);
    return value;
}

static inline uint32_t pain__narrow_at(const pain__row *row, size_t at)
{
    uint32_t value;

    memcpy(&value, (const char *)row + at, sizeof value);
    return value;
}

/* In which bits the member of a packed row differs from that of the first row. */
static inline uint64_t pain__bits_get(pain__bits bits, const unsigned char *packed)
{
    return pain__get_8(packed + bits.byte) << bits.above >> bits.others;
}

/* Reads the first n members that differ of row k; the others are those of the first row. */
static inline void pain__chunk_read(const pain__chunk *chunk, size_t k, size_t n, pain__row *row)
{
    const unsigned char *packed = chunk->data + k * chunk->stride;
    size_t i = 0;

    *row = chunk->first;
    for (; i < chunk->wide; i++) {
        const pain__bits b = chunk->bits[i];
        uint64_t value = pain__wide_at(&chunk->first, b.at) ^ pain__bits_get(b, packed);

        memcpy((char *)row + b.at, &value, sizeof value);
    }
    for (; i < n; i++) {
        const pain__bits b = chunk->bits[i];
        uint32_t value = pain__narrow_at(&chunk->first, b.at) ^ (uint32_t)pain__bits_get(b, packed);

        memcpy((char *)row + b.at, &value, sizeof value);
    }
}

/* The member `earlier` of row k: the first of the last two, if it differs. */
static inline uint32_t pain__chunk_earlier(const pain__chunk *chunk, size_t k)
{
    const pain__bits b = chunk->bits[chunk->others];
    uint32_t differs = 0;

    if (b.at == offsetof(pain__row, earlier))
        differs = (uint32_t)pain__bits_get(b, chunk->data + k * chunk->stride);
    return chunk->first.earlier ^ differs;
}

#endif
