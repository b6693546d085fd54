/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws of whole numbers, the same bits everywhere: no floating point. */
#include <config.h>

#include "simulate.h"

bool sim_chance(pain_rng *rng, uint32_t chance)
{
    return pain_rng_below(rng, 10000) < chance;
}

int32_t sim_normal(pain_rng *rng, int32_t sd)
{
    int64_t sum = 0;

    /* Uniform on 0..999: variance (1000^2 - 1) / 12, so twelve of them have an sd of 1000. */
    for (int i = 0; i < 12; i++)
        sum += (int64_t)pain_rng_below(rng, 1000);
    return (int32_t)((sum - 5994) * sd / 1000);
}

int32_t sim_part(int32_t whole, int32_t part)
{
    int64_t product = (int64_t)whole * part;

    return (int32_t)((product + (product < 0 ? -5000 : 5000)) / 10000);
}

int32_t sim_clip(int32_t value, int32_t least, int32_t most)
{
    return value < least ? least : value > most ? most : value;
}
