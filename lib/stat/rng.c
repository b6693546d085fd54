/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Philox4x64-10. J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, Parallel random numbers: as
 * easy as 1, 2, 3, SC 2011; the constants are those of the authors' Random123. */
#include <config.h>

#include <string.h>

#include "base/floats.h"
#include "stat/random.h"

typedef struct words {
    uint64_t a, b, c, d;
} words;

/* One round; the key of the next. */
static inline words round_of(words w, uint64_t key[2])
{
    const uint64_t multiplier0 = UINT64_C(0xD2E7470EE14C6C93);
    const uint64_t multiplier1 = UINT64_C(0xCA5A826395121157);
    uint64_t key0 = key[0], key1 = key[1];

    key[0] += UINT64_C(0x9E3779B97F4A7C15);
    key[1] += UINT64_C(0xBB67AE8584CAA73B);
    return (words){
        pain__high_product(multiplier1, w.c) ^ w.b ^ key0,
        multiplier1 * w.c,
        pain__high_product(multiplier0, w.a) ^ w.d ^ key1,
        multiplier0 * w.a,
    };
}

/* Round by round: a loop would spend a third of its time on moving the words. */
static inline __attribute__((always_inline)) void block_of(words w, const uint64_t key[2],
                                                           uint64_t block[4])
{
    uint64_t k[2] = {key[0], key[1]};

    w = round_of(round_of(w, k), k);
    w = round_of(round_of(w, k), k);
    w = round_of(round_of(w, k), k);
    w = round_of(round_of(w, k), k);
    w = round_of(round_of(w, k), k);
    block[0] = w.a;
    block[1] = w.b;
    block[2] = w.c;
    block[3] = w.d;
}

void pain__philox(const uint64_t counter[4], const uint64_t key[2], uint64_t block[4])
{
    block_of((words){counter[0], counter[1], counter[2], counter[3]}, key, block);
}

void pain__rng_refill(pain_rng *rng)
{
    block_of((words){rng->counter++, 0, 0, 0}, rng->key, rng->block);
    rng->used = 0;
}

void pain__rng_fill(pain_rng *rng, uint64_t *output, size_t blocks)
{
    const uint64_t key[2] = {rng->key[0], rng->key[1]}, first = rng->counter;

    for (uint64_t i = 0; i < blocks; i++)
        block_of((words){first + i, 0, 0, 0}, key, output + 4 * i);
    rng->counter = first + blocks;
    rng->used = 4;
}

void pain_rng_init(pain_rng *rng, uint64_t seed, uint64_t stream)
{
    memset(rng, 0, sizeof *rng);
    rng->key[0] = seed;
    rng->key[1] = stream;
    rng->used = 4;
}

uint64_t pain_rng_next(pain_rng *rng)
{
    return pain__rng_next(rng);
}

uint64_t pain_rng_below(pain_rng *rng, uint64_t bound)
{
    return pain__rng_below(rng, bound);
}

double pain_rng_uniform(pain_rng *rng)
{
    PAIN__FLOATS;

    return pain__rng_uniform(rng);
}
