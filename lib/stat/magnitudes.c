/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Differences by absolute value and sign: the ascending values are merged from 0 outwards, in
 * O(distinct). */
#include <config.h>

#include <math.h>
#include <string.h>

#include "base/base.h"
#include "stat/magnitudes.h"

static pain_status allocate(pain__magnitudes *m, size_t rows, const pain_allocator *allocator)
{
    m->size = pain__alloc(allocator, rows, sizeof *m->size);
    m->positive = pain__alloc(allocator, rows, sizeof *m->positive);
    m->count = pain__alloc(allocator, rows, sizeof *m->count);
    m->rank2 = pain__alloc(allocator, rows, sizeof *m->rank2);
    if (m->size == NULL || m->positive == NULL || m->count == NULL || m->rank2 == NULL)
        return PAIN_ENOMEM;
    return PAIN_OK;
}

static void append(pain__magnitudes *m, double difference, uint64_t count)
{
    double size = fabs(difference);

    if (count == 0)
        return;
    if (size == 0) {
        m->n_zero += count;
        return;
    }
    if (m->rows == 0 || m->size[m->rows - 1] != size) {
        m->size[m->rows] = size;
        m->count[m->rows] = m->positive[m->rows] = 0;
        m->rows++;
    }
    m->count[m->rows - 1] += count;
    if (difference > 0) {
        m->positive[m->rows - 1] += count;
        m->n_positive += count;
    }
}

pain_status pain__magnitudes_new(pain__magnitudes *m, pain_counts counts, double centre,
                                 const pain_allocator *allocator)
{
    memset(m, 0, sizeof *m);
    m->n = counts.n;
    if (!isfinite(counts.x[0] - centre) || !isfinite(counts.x[counts.distinct - 1] - centre))
        return PAIN_ENONFINITE;
    pain_status status = allocate(m, counts.distinct, allocator);

    if (status != PAIN_OK)
        return status;
    size_t above = 0;

    while (above < counts.distinct && counts.x[above] < centre)
        above++;
    for (size_t below = above; below > 0 || above < counts.distinct;) {
        double minus = below > 0 ? counts.x[below - 1] - centre : -INFINITY;
        double plus = above < counts.distinct ? counts.x[above] - centre : INFINITY;

        if (-minus < plus)
            append(m, minus, counts.count[--below]);
        else
            append(m, plus, counts.count[above++]);
    }
    return PAIN_OK;
}

void pain__magnitudes_free(pain__magnitudes *m, const pain_allocator *allocator)
{
    pain__free(allocator, m->size);
    pain__free(allocator, m->positive);
    pain__free(allocator, m->count);
    pain__free(allocator, m->rank2);
}

pain_status pain__magnitudes_rank(pain__magnitudes *m, uint64_t skipped)
{
    uint64_t before = skipped;

    if (m->n > UINT64_C(1) << 31)
        return PAIN_EOVERFLOW;
    for (size_t i = 0; i < m->rows; i++) {
        m->rank2[i] = 2 * before + m->count[i] + 1;
        before += m->count[i];
    }
    return PAIN_OK;
}
