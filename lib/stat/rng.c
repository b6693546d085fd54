/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Philox4x64-10. J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, Parallel random numbers: as
 * easy as 1, 2, 3, SC 2011; the constants are those of the authors' Random123. */
#include <config.h>

#include <string.h>

#include "base/floats.h"
#include "stat/random.h"

void pain__philox(const uint64_t counter[4], const uint64_t key[2], uint64_t block[4])
{
    const uint64_t multiplier0 = UINT64_C(0xD2E7470EE14C6C93);
    const uint64_t multiplier1 = UINT64_C(0xCA5A826395121157);
    uint64_t key0 = key[0], key1 = key[1];
    uint64_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];

    for (int round = 0; round < 10; round++) {
        uint64_t next0 = pain__high_product(multiplier1, c2) ^ c1 ^ key0;
        uint64_t next2 = pain__high_product(multiplier0, c0) ^ c3 ^ key1;

        c1 = multiplier1 * c2;
        c3 = multiplier0 * c0;
        c0 = next0;
        c2 = next2;
        key0 += UINT64_C(0x9E3779B97F4A7C15);
        key1 += UINT64_C(0xBB67AE8584CAA73B);
    }
    block[0] = c0;
    block[1] = c1;
    block[2] = c2;
    block[3] = c3;
}

void pain__rng_refill(pain_rng *rng)
{
    const uint64_t counter[4] = {rng->counter, 0, 0, 0};

    pain__philox(counter, rng->key, rng->block);
    rng->counter++;
    rng->used = 0;
}

void pain__rng_fill(pain_rng *rng, uint64_t *words, size_t blocks)
{
    for (size_t i = 0; i < blocks; i++) {
        const uint64_t counter[4] = {rng->counter++, 0, 0, 0};

        pain__philox(counter, rng->key, words + 4 * i);
    }
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
