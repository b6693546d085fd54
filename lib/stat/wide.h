/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_WIDE_H
#define PAIN_STAT_WIDE_H
/* The 128-bit product of two 64-bit numbers. */

#include <stdint.h>

/* Returns the high half of a * b; the low half is the ordinary product. By four products of 32 bits. */
static inline uint64_t pain__high_product_portable(uint64_t a, uint64_t b)
{
    const uint64_t low = UINT64_C(0xffffffff);
    uint64_t lower = (a & low) * (b & low);
    uint64_t cross = (a >> 32) * (b & low) + (lower >> 32);
    uint64_t other = (a & low) * (b >> 32) + (cross & low);

    return (a >> 32) * (b >> 32) + (cross >> 32) + (other >> 32);
}

/* The same, in one instruction where the compiler has it. */
static inline uint64_t pain__high_product(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
    __extension__ typedef unsigned __int128 wide;

    return (uint64_t)(((wide)a * b) >> 64);
#else
    return pain__high_product_portable(a, b);
#endif
}

#endif
