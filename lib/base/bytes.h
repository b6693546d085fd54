/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_BASE_BYTES_H
#define PAIN_BASE_BYTES_H
/* Bytes as whole numbers of one order on every machine: the first byte is the lowest. */

#include <stdint.h>
#include <string.h>

static inline uint64_t pain__in_order(uint64_t word)
{
#if defined __BYTE_ORDER__ && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* Eight bytes, or four. */
static inline uint64_t pain__get_8(const void *at)
{
    uint64_t word;

    memcpy(&word, at, sizeof word);
    return pain__in_order(word);
}

static inline uint64_t pain__get_4(const void *at)
{
    uint32_t half;

    memcpy(&half, at, sizeof half);
    return pain__in_order((uint64_t)half) >> (pain__in_order(1) == 1 ? 0 : 32);
}

static inline void pain__put_8(void *at, uint64_t word)
{
    word = pain__in_order(word);
    memcpy(at, &word, sizeof word);
}

static inline void pain__put_4(void *at, uint64_t word)
{
    const uint32_t half =
        (uint32_t)(pain__in_order(1) == 1 ? word : pain__in_order(word & UINT32_MAX) >> 32);

    memcpy(at, &half, sizeof half);
}

#endif
