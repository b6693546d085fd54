/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bootstrap resamples of counts, in one of two ways:
 *
 *  - n <= 24 x distinct values (few patients to a value, samples without ties): n patients are
 *    drawn one by one, several from one word of the generator: D. Lemire, Fast random integer
 *    generation in an interval, ACM Trans. Model. Comput. Simul. 29 (2019) 3, on pieces of a word;
 *  - otherwise the multinomial counts are drawn value by value, each binomial given those before,
 *    in a time that does not grow with n. C. S. Davis, Comput. Stat. Data Anal. 16 (1993) 205-217.
 *
 * They use the generator differently, so the rules are part of what a seed promises. */
#include <config.h>

#include <string.h>

#include "stat/binomial_draw.h"
#include "stat/random.h"
#include "stat/resample.h"

enum { PATIENTS_TO_A_VALUE = 24, BLOCKS = 16 };

/* Up to these numbers of patients, pieces of 16 and of 32 bits; at most 1 in 8 is passed over. */
#define MOST_BY_16 UINT64_C(8192)
#define MOST_BY_32 (UINT64_C(1) << 29)

struct pain__resampler {
    pain_allocator allocator;
    pain_counts data;
    uint32_t *value_of;   /* patient by patient, which value is his; NULL: value by value */
    pain__chance *chance; /* that a value not before row i is row i's */
};

static bool is_by_patient(pain_counts data)
{
    return data.n <= (uint64_t)data.distinct * PATIENTS_TO_A_VALUE && data.n <= MOST_BY_32;
}

void pain__resampler_prepare(pain__resampler *resampler, const uint64_t *count)
{
    const size_t distinct = resampler->data.distinct;
    uint64_t left = resampler->data.n;
    size_t patient = 0;

    resampler->data.count = count;
    for (size_t i = 0; resampler->value_of != NULL && i < distinct; i++)
        for (uint64_t k = 0; k < count[i]; k++)
            resampler->value_of[patient++] = (uint32_t)i;
    for (size_t i = 0; resampler->chance != NULL && i < distinct && left > 0; left -= count[i++])
        resampler->chance[i] = pain__chance_of((double)count[i] / (double)left,
                                               (double)(left - count[i]) / (double)left);
}

pain_status pain__resampler_new(pain__resampler **resampler, pain_counts data,
                                const pain_allocator *allocator)
{
    pain_allocator a = pain__allocator(allocator);
    pain__resampler *made = pain__alloc(&a, 1, sizeof *made);
    bool by_patient = is_by_patient(data);

    *resampler = NULL;
    if (made == NULL)
        return PAIN_ENOMEM;
    made->allocator = a;
    made->data = data;
    if (by_patient)
        made->value_of = pain__alloc(&a, (size_t)data.n, sizeof *made->value_of);
    else
        made->chance = pain__alloc(&a, data.distinct, sizeof *made->chance);
    if (made->value_of == NULL && made->chance == NULL) {
        pain__resampler_free(made);
        return PAIN_ENOMEM;
    }
    pain__resampler_prepare(made, data.count);
    *resampler = made;
    return PAIN_OK;
}

void pain__resampler_free(pain__resampler *resampler)
{
    if (resampler == NULL)
        return;
    pain_allocator a = resampler->allocator;

    pain__free(&a, resampler->value_of);
    pain__free(&a, resampler->chance);
    pain__free(&a, resampler);
}

/* Draws up to `left` patients, each from a piece of `bits` of the words, the lowest piece first;
 * returns how many are left then. */
static inline uint64_t draw_pieces(const pain__resampler *resampler, const uint64_t *words,
                                   size_t n_words, unsigned bits, uint64_t left, uint64_t *count)
{
    const uint32_t *value_of = resampler->value_of;
    const uint64_t n = resampler->data.n, mask = (UINT64_C(1) << bits) - 1, least = (mask + 1) % n;

    for (size_t i = 0; i < n_words && left > 0; i++) {
        uint64_t word = words[i];
        bool is_last = left <= 64 / bits;

        for (unsigned piece = 0; piece < 64 / bits; piece++, word >>= bits) {
            uint64_t product = (word & mask) * n;

            if ((product & mask) < least)
                continue;
            count[value_of[product >> bits]]++;
            left--;
            if (is_last && left == 0)
                return 0;
        }
    }
    return left;
}

static void draw_patients(const pain__resampler *resampler, pain_rng *rng, uint64_t *count)
{
    const unsigned bits = resampler->data.n <= MOST_BY_16 ? 16 : 32, to_a_block = 4 * 64 / bits;
    uint64_t words[4 * BLOCKS];

    for (uint64_t left = resampler->data.n; left > 0;) {
        uint64_t blocks = (left + to_a_block - 1) / to_a_block;

        blocks = blocks < BLOCKS ? blocks : BLOCKS;
        pain__rng_fill(rng, words, (size_t)blocks);
        /* Each with its constant, so that shifts and masks are constants too. */
        if (bits == 16)
            left = draw_pieces(resampler, words, 4 * (size_t)blocks, 16, left, count);
        else
            left = draw_pieces(resampler, words, 4 * (size_t)blocks, 32, left, count);
    }
}

void pain__resample(const pain__resampler *resampler, pain_rng *rng, uint64_t *count)
{
    const pain_counts *data = &resampler->data;
    uint64_t left = data->n;

    memset(count, 0, data->distinct * sizeof *count);
    if (resampler->value_of != NULL) {
        draw_patients(resampler, rng, count);
        return;
    }
    /* The last value's chance is 1, so it takes what is left. */
    for (size_t i = 0; i < data->distinct && left > 0; left -= count[i++])
        count[i] = pain__binomial_draw(rng, left, &resampler->chance[i]);
}
