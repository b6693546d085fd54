/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All resamples of counts, in lexicographic order, each with its multinomial probability. */
#include <config.h>

#include "num/distribution.h"
#include "stat/enumerate.h"

uint64_t pain__enumerate_size(pain_counts data)
{
    const uint64_t most = UINT64_C(1) << 53;
    uint64_t rows = 0, size = 1;

    for (size_t i = 0; i < data.distinct; i++)
        rows += data.count[i] > 0;
    /* C(n + rows - 1, k) with k the smaller of n and rows - 1; each step is whole. */
    uint64_t k = data.n < rows - 1 ? data.n : rows - 1, other = data.n + rows - 1 - k;

    for (uint64_t i = 1; i <= k; i++) {
        /* Rounding up to a double cannot bring it below 2^53. */
        if ((double)size * ((double)other + (double)i) / (double)i > (double)most ||
            __builtin_mul_overflow(size, other + i, &size))
            return UINT64_MAX;
        size /= i;
    }
    return size;
}

/* What is known before row i is filled. */
typedef struct prefix {
    uint64_t left;      /* patients not yet in a row */
    double probability; /* of the rows so far */
    double chance;      /* that a patient not in an earlier row is in row i */
} prefix;

/* Returns the last row with a count. */
static size_t set_chances(pain_counts data, prefix *at)
{
    uint64_t left = data.n;
    size_t i = 0;

    for (; left > data.count[i]; left -= data.count[i++])
        at[i].chance = (double)data.count[i] / (double)left;
    return i;
}

/* The rows from `first` on: none but in the last, which takes what is left. */
static void fill(prefix *at, uint64_t *count, size_t first, size_t last)
{
    for (size_t i = first; i < last; i++) {
        count[i] = 0;
        at[i + 1].left = at[i].left;
        at[i + 1].probability = at[i].probability * pain__binomial_pmf(0, at[i].left, at[i].chance);
    }
    count[last] = at[last].left;
}

/* Moves on to the next resample; false after the last. */
static bool next(pain_counts data, prefix *at, uint64_t *count, size_t last)
{
    size_t i = last;

    /* The last row that can take one more, before the last of all. */
    while (i > 0 && (data.count[i - 1] == 0 || count[i - 1] == at[i - 1].left))
        i--;
    if (i == 0)
        return false;
    i--;
    count[i]++;
    at[i + 1].left = at[i].left - count[i];
    at[i + 1].probability =
        at[i].probability * pain__binomial_pmf(count[i], at[i].left, at[i].chance);
    fill(at, count, i + 1, last);
    return true;
}

pain_status pain__enumerate(pain_counts data, uint64_t *count,
                            void (*visit)(void *context, double probability), void *context,
                            const pain_allocator *allocator)
{
    prefix *at = pain__alloc(allocator, data.distinct, sizeof *at);

    if (at == NULL)
        return PAIN_ENOMEM;
    size_t last = set_chances(data, at);

    at[0].left = data.n;
    at[0].probability = 1;
    for (size_t i = last + 1; i < data.distinct; i++)
        count[i] = 0;
    fill(at, count, 0, last);
    do
        visit(context, at[last].probability);
    while (next(data, at, count, last));
    pain__free(allocator, at);
    return PAIN_OK;
}
