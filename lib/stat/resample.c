/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bootstrap resamples of counts, in one of two ways:
 *
 *  - n <= 16 x distinct values (few patients to a value, samples without ties): n patients are
 * drawn one by one;
 *  - otherwise the multinomial counts are drawn value by value, each binomial given those before,
 * in a time that does not grow with n. C. S. Davis, Comput. Stat. Data Anal. 16 (1993) 205-217.
 *
 * The two use the generator differently, so the rule is part of what a seed promises. */
#include <config.h>

#include <string.h>

#include "stat/binomial_draw.h"
#include "stat/random.h"
#include "stat/resample.h"

enum { PATIENTS_TO_A_VALUE = 16 };

struct pain__resampler {
    pain_allocator allocator;
    pain_counts data;
    size_t *value_of;       /* patient by patient, which value is his; NULL: value by value */
    double *chance, *other; /* that a value not before row i is row i's; 1 - chance */
};

static bool is_by_patient(pain_counts data)
{
    return data.n <= (uint64_t)data.distinct * PATIENTS_TO_A_VALUE;
}

static pain_status prepare_patients(pain__resampler *resampler)
{
    const pain_counts *data = &resampler->data;
    size_t patient = 0;

    if (data->n > SIZE_MAX)
        return PAIN_ENOMEM;
    resampler->value_of =
        pain__alloc(&resampler->allocator, (size_t)data->n, sizeof *resampler->value_of);
    if (resampler->value_of == NULL)
        return PAIN_ENOMEM;
    for (size_t i = 0; i < data->distinct; i++)
        for (uint64_t k = 0; k < data->count[i]; k++)
            resampler->value_of[patient++] = i;
    return PAIN_OK;
}

static pain_status prepare_values(pain__resampler *resampler)
{
    const pain_counts *data = &resampler->data;
    uint64_t left = data->n;

    resampler->chance =
        pain__alloc(&resampler->allocator, data->distinct, sizeof *resampler->chance);
    resampler->other = pain__alloc(&resampler->allocator, data->distinct, sizeof *resampler->other);
    if (resampler->chance == NULL || resampler->other == NULL)
        return PAIN_ENOMEM;
    for (size_t i = 0; i < data->distinct && left > 0; left -= data->count[i++]) {
        resampler->chance[i] = (double)data->count[i] / (double)left;
        resampler->other[i] = (double)(left - data->count[i]) / (double)left;
    }
    return PAIN_OK;
}

pain_status pain__resampler_new(pain__resampler **resampler, pain_counts data,
                                const pain_allocator *allocator)
{
    pain_allocator a = pain__allocator(allocator);
    pain__resampler *made = pain__alloc(&a, 1, sizeof *made);

    *resampler = NULL;
    if (made == NULL)
        return PAIN_ENOMEM;
    made->allocator = a;
    made->data = data;
    pain_status status = is_by_patient(data) ? prepare_patients(made) : prepare_values(made);

    if (status == PAIN_OK)
        *resampler = made;
    else
        pain__resampler_free(made);
    return status;
}

void pain__resampler_free(pain__resampler *resampler)
{
    if (resampler == NULL)
        return;
    pain_allocator a = resampler->allocator;

    pain__free(&a, resampler->value_of);
    pain__free(&a, resampler->chance);
    pain__free(&a, resampler->other);
    pain__free(&a, resampler);
}

void pain__resample(const pain__resampler *resampler, pain_rng *rng, uint64_t *count)
{
    const pain_counts *data = &resampler->data;
    uint64_t left = data->n;

    memset(count, 0, data->distinct * sizeof *count);
    if (resampler->value_of != NULL) {
        for (; left > 0; left--)
            count[resampler->value_of[pain__rng_below(rng, data->n)]]++;
        return;
    }
    /* The last value's chance is 1, so it takes what is left. */
    for (size_t i = 0; i < data->distinct && left > 0; left -= count[i++])
        count[i] = pain__binomial_draw(rng, left, resampler->chance[i], resampler->other[i]);
}
