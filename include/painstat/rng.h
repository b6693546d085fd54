/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_RNG_H
#define PAINSTAT_RNG_H
/** @file
 * A counter-based random generator: stream i of a seed is the same on every machine and every
 * number of threads. */

#include <stdint.h>

#include <painstat/defs.h>

PAIN_BEGIN_DECLS

/** Philox4x64-10 (Salmon, Moraes, Dror and Shaw 2011), key = (seed, stream), counter from 0; the words
 * of a block come in their order. A value: copy it freely. */
typedef struct pain_rng {
    uint64_t key[2], counter, block[4];
    uint64_t used; /**< how many of `block` are used up */
} pain_rng;

/** Starts the stream `stream` of `seed`. Every pair is a stream of its own. */
PAIN_API void pain_rng_init(pain_rng *rng, uint64_t seed, uint64_t stream);

/** The next 64 random bits. */
PAIN_API uint64_t pain_rng_next(pain_rng *rng);

/** Uniform on 0 .. bound - 1, without bias (Lemire 2019); 0 when bound is 0. Takes one
 * word, seldom more. */
PAIN_API uint64_t pain_rng_below(pain_rng *rng, uint64_t bound);

/** Uniform on the open interval (0, 1): (52 bits + 1/2) / 2^52. (With 53 bits the largest would round
 * to 1.) */
PAIN_API double pain_rng_uniform(pain_rng *rng);

PAIN_END_DECLS
#endif
