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

static inline words round_of(words w, const uint64_t key[2])
{
    const uint64_t multiplier0 = UINT64_C(0xD2E7470EE14C6C93);
    const uint64_t multiplier1 = UINT64_C(0xCA5A826395121157);

    return (words){
        pain__high_product(multiplier1, w.c) ^ w.b ^ key[0],
        multiplier1 * w.c,
        pain__high_product(multiplier0, w.a) ^ w.d ^ key[1],
        multiplier0 * w.a,
    };
}

enum { ROUNDS = 10 };

/* The keys of the rounds. */
static inline void schedule(const uint64_t key[2], uint64_t keys[ROUNDS][2])
{
    for (uint64_t i = 0; i < ROUNDS; i++) {
        keys[i][0] = key[0] + i * UINT64_C(0x9E3779B97F4A7C15);
        keys[i][1] = key[1] + i * UINT64_C(0xBB67AE8584CAA73B);
    }
}

/* Round by round: a loop would spend a third of its time on moving the words. */
static inline void block_of(words w, const uint64_t keys[ROUNDS][2], uint64_t block[4])
{
    w = round_of(round_of(w, keys[0]), keys[1]);
    w = round_of(round_of(w, keys[2]), keys[3]);
    w = round_of(round_of(w, keys[4]), keys[5]);
    w = round_of(round_of(w, keys[6]), keys[7]);
    w = round_of(round_of(w, keys[8]), keys[9]);
    block[0] = w.a;
    block[1] = w.b;
    block[2] = w.c;
    block[3] = w.d;
}

void pain__philox(const uint64_t counter[4], const uint64_t key[2], uint64_t block[4])
{
    uint64_t keys[ROUNDS][2];

    schedule(key, keys);
    block_of((words){counter[0], counter[1], counter[2], counter[3]}, keys, block);
}

void pain__rng_refill(pain_rng *rng)
{
    const uint64_t counter[4] = {rng->counter, 0, 0, 0};

    pain__philox(counter, rng->key, rng->block);
    rng->counter++;
    rng->used = 0;
}

void pain__rng_fill(pain_rng *rng, uint64_t *output, size_t blocks)
{
    uint64_t keys[ROUNDS][2];

    schedule(rng->key, keys);
    for (size_t i = 0; i < blocks; i++)
        block_of((words){rng->counter++, 0, 0, 0}, keys, output + 4 * i);
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
