/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_RANDOM_H
#define PAIN_STAT_RANDOM_H
/* The generator from inside: the block function, and draws that the compiler can inline in a loop
 * over patients. The public functions in rng.c are these. */

#include <stddef.h>

#include <painstat/rng.h>

#include "stat/wide.h"

/* Philox4x64-10: four words of output for a counter and a key. */
void pain__philox(const uint64_t counter[4], const uint64_t key[2], uint64_t block[4]);

/* Fills the block for the current counter and moves to the next. */
void pain__rng_refill(pain_rng *rng);

/* Fills `words` with the output of the next `blocks` counters, four words each, and passes over
 * what is left of the current block. */
void pain__rng_fill(pain_rng *rng, uint64_t *words, size_t blocks);

static inline uint64_t pain__rng_next(pain_rng *rng)
{
    if (rng->used >= 4)
        pain__rng_refill(rng);
    return rng->block[rng->used++];
}

/* D. Lemire, Fast random integer generation in an interval, ACM Trans. Model. Comput. Simul. 29
 * (2019) 3. The high half of word * bound is unbiased once the words whose low half is below 2^64
 * mod bound are passed over. */
static inline uint64_t pain__rng_below(pain_rng *rng, uint64_t bound)
{
    uint64_t word = pain__rng_next(rng);

    if (word * bound < bound) {
        uint64_t least = bound > 0 ? (0 - bound) % bound : 0;

        while (word * bound < least)
            word = pain__rng_next(rng);
    }
    return pain__high_product(word, bound);
}

/* 52 bits and not 53: 2^53 - 1/2 is no double, it would round to 2^53 and the result to 1. */
static inline double pain__rng_uniform(pain_rng *rng)
{
    return ((double)(pain__rng_next(rng) >> 12) + 0.5) * 0x1p-52;
}

#endif
