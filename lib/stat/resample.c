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

/* Both parts of a whole number in one vector, where there are any: one load and one addition. */
typedef int64_t both __attribute__((vector_size(sizeof(pain__whole))));

/* Where drawn patients go: each is counted under his value, or his value is added. */
typedef struct drawn {
    const uint32_t *value_of;
    uint64_t *count;
    const pain__whole *value;
    both sum;
} drawn;

enum takes { COUNTS, ADDS };

/* With constants in the place of `bits` and `takes`: there are two of each. */
#define INLINE static inline __attribute__((always_inline))

/* times: 1, or 0 for a patient who is passed over, without a branch that could not be foreseen. */
INLINE void take(drawn *to, enum takes takes, uint64_t patient, uint64_t times)
{
    if (takes == COUNTS) {
        to->count[to->value_of[patient]] += times;
    } else {
        both one;

        memcpy(&one, &to->value[patient], sizeof one);
        to->sum += one & -(int64_t)times;
    }
}

/* The products of n and of every other piece of a word, and bit `bits` of each: whether it counts.
 * A piece stands for the patient in the high half of its product, and is passed over if the low
 * half is below 2^bits mod n. */
typedef struct products {
    uint64_t even, odd, even_counts, odd_counts;
} products;

/* Two bits at 16 and 48 or one at 32. */
INLINE uint64_t counting(unsigned bits)
{
    const uint64_t span = UINT64_C(1) << bits;

    return UINT64_MAX / (span + 1) / (span - 1) << bits;
}

INLINE products products_of(uint64_t word, uint64_t n, unsigned bits)
{
    const uint64_t span = UINT64_C(1) << bits, low = UINT64_MAX / (span + 1);
    const uint64_t counts = counting(bits), enough = (span - span % n) * (counts >> bits);
    uint64_t even = (word & low) * n, odd = (word >> bits & low) * n;

    /* The sum of a low half and 2^bits - (2^bits mod n) reaches the next bit where it counts. */
    return (products){even, odd, ((even & low) + enough) & counts, ((odd & low) + enough) & counts};
}

/* The patient of the piece at a bit of the word, and whether he counts. */
INLINE uint64_t patient_at(const products *p, unsigned at, unsigned bits)
{
    uint64_t product = at / bits % 2 == 0 ? p->even : p->odd, piece = (UINT64_C(1) << bits) - 1;

    return product >> (at / bits / 2 * 2 * bits + bits) & piece;
}

INLINE uint64_t counts_at(const products *p, unsigned at, unsigned bits)
{
    uint64_t counts = at / bits % 2 == 0 ? p->even_counts : p->odd_counts;

    return counts >> (at / bits / 2 * 2 * bits + bits) & 1;
}

/* The pieces of a word that count, `most` at most, the lowest first; returns how many. Not inline:
 * it would take the registers of the usual case. */
static __attribute__((noinline)) uint64_t take_some(products p, unsigned bits, enum takes takes,
                                                    uint64_t most, drawn *to)
{
    uint64_t found = 0;

    for (unsigned at = 0; at < 64 && found < most; at += bits) {
        uint64_t times = counts_at(&p, at, bits);

        take(to, takes, patient_at(&p, at, bits), times);
        found += times;
    }
    return found;
}

INLINE void take_all(products p, unsigned bits, enum takes takes, drawn *to)
{
    take(to, takes, patient_at(&p, 0, bits), 1);
    take(to, takes, patient_at(&p, bits, bits), 1);
    if (bits == 16) {
        take(to, takes, patient_at(&p, 32, bits), 1);
        take(to, takes, patient_at(&p, 48, bits), 1);
    }
}

/* Draws `left` patients at most; returns how many are left. `few` is for words of which not all
 * pieces count. */
INLINE uint64_t draw_pieces(const uint64_t *words, size_t n_words, uint64_t n, unsigned bits,
                            enum takes takes, uint64_t left, drawn *to, drawn *few)
{
    for (size_t i = 0; i < n_words && left > 0; i++) {
        products p = products_of(words[i], n, bits);

        if ((p.even_counts & p.odd_counts) == counting(bits) && left >= 64 / bits) {
            take_all(p, bits, takes, to);
            left -= 64 / bits;
        } else {
            left -= take_some(p, bits, takes, left, few);
        }
    }
    return left;
}

INLINE void draw_all(const pain__resampler *resampler, pain_rng *rng, unsigned bits,
                     enum takes takes, drawn *to, drawn *few)
{
    const uint64_t n = resampler->data.n, to_a_block = 4 * 64 / bits;
    uint64_t words[4 * BLOCKS];

    for (uint64_t left = n; left > 0;) {
        uint64_t blocks = (left + to_a_block - 1) / to_a_block;

        blocks = blocks < BLOCKS ? blocks : BLOCKS;
        pain__rng_fill(rng, words, (size_t)blocks);
        left = draw_pieces(words, 4 * (size_t)blocks, n, bits, takes, left, to, few);
    }
}

static void count_patients(const pain__resampler *resampler, pain_rng *rng, uint64_t *count)
{
    drawn to = {.value_of = resampler->value_of, .count = count};

    if (resampler->data.n <= MOST_BY_16)
        draw_all(resampler, rng, 16, COUNTS, &to, &to);
    else
        draw_all(resampler, rng, 32, COUNTS, &to, &to);
}

pain__whole pain__resample_sum(const pain__resampler *resampler, pain_rng *rng,
                               const pain__whole *value)
{
    drawn to = {.value = value}, few = to;

    if (resampler->data.n <= MOST_BY_16)
        draw_all(resampler, rng, 16, ADDS, &to, &few);
    else
        draw_all(resampler, rng, 32, ADDS, &to, &few);
    to.sum += few.sum;
    return (pain__whole){to.sum[0], to.sum[1]};
}

bool pain__resampler_draws_patients(const pain__resampler *resampler)
{
    return resampler->value_of != NULL;
}

void pain__resample(const pain__resampler *resampler, pain_rng *rng, uint64_t *count)
{
    const pain_counts *data = &resampler->data;
    uint64_t left = data->n;

    memset(count, 0, data->distinct * sizeof *count);
    if (resampler->value_of != NULL) {
        count_patients(resampler, rng, count);
        return;
    }
    /* The last value's chance is 1, so it takes what is left. */
    for (size_t i = 0; i < data->distinct && left > 0; left -= count[i++])
        count[i] = pain__binomial_draw(rng, left, &resampler->chance[i]);
}
