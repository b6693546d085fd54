/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sample in parts: its checks, its mean, and its union. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "num/sum.h"
#include "stat/counts.h"
#include "stat/parts.h"

pain_status pain__parts_check(const pain_counts *parts, size_t n, bool pairs, uint64_t *total,
                              size_t *full)
{
    bool has_y = false;

    *total = 0;
    *full = 0;
    if (parts == NULL && n > 0)
        return PAIN_EINVAL;
    for (size_t p = 0; p < n; p++) {
        pain_status status = pain__counts_check(parts[p], pairs);

        if (status == PAIN_EEMPTY)
            continue;
        if (status != PAIN_OK || parts[p].n > INT64_MAX - *total)
            return PAIN_EINVAL;
        if (*full > 0 && (parts[p].y != NULL) != has_y)
            return PAIN_EINVAL;
        has_y = parts[p].y != NULL;
        *total += parts[p].n;
        ++*full;
    }
    return *full > 0 ? PAIN_OK : PAIN_EEMPTY;
}

double pain__parts_mean(const pain_counts *parts, size_t n, bool of_y)
{
    pain__sum sum = {0, 0};
    uint64_t total = 0;

    for (size_t p = 0; p < n; p++) {
        const double *values = of_y ? parts[p].y : parts[p].x;

        for (size_t i = 0; i < parts[p].distinct; i++)
            pain__sum_add_times(&sum, values[i], parts[p].count[i]);
        total += parts[p].n;
    }
    double mean = sum.total / (double)total;

    /* What the division and the sum lost, so that the mean of equal values is that value. */
    return mean + (fma(-mean, (double)total, sum.total) + sum.correction) / (double)total;
}

/* The order of two rows: below 0, 0, above 0. */
static int compare(const pain_counts *a, size_t i, const pain_counts *b, size_t j)
{
    if (a->x[i] != b->x[j])
        return a->x[i] < b->x[j] ? -1 : 1;
    if (a->y == NULL || a->y[i] == b->y[j])
        return 0;
    return a->y[i] < b->y[j] ? -1 : 1;
}

/* Puts row i of `part` into the union, sorted. */
static void insert(pain__union *u, const pain_counts *part, size_t i)
{
    size_t at = 0, end = u->all.distinct;

    while (at < end) {
        size_t middle = at + (end - at) / 2;

        if (compare(&u->all, middle, part, i) < 0)
            at = middle + 1;
        else
            end = middle;
    }
    if (at < u->all.distinct && compare(&u->all, at, part, i) == 0) {
        u->count[at] += part->count[i];
        return;
    }
    size_t after = u->all.distinct - at;

    memmove(u->x + at + 1, u->x + at, after * sizeof *u->x);
    memmove(u->count + at + 1, u->count + at, after * sizeof *u->count);
    u->x[at] = part->x[i];
    u->count[at] = part->count[i];
    if (u->y != NULL) {
        memmove(u->y + at + 1, u->y + at, after * sizeof *u->y);
        u->y[at] = part->y[i];
    }
    u->all.distinct++;
}

/* Where each row came to stand; both are in ascending order. */
static void locate(pain__union *u, const pain_counts *part, size_t *row)
{
    size_t at = 0;

    for (size_t i = 0; i < part->distinct; i++) {
        while (compare(&u->all, at, part, i) < 0)
            at++;
        row[i] = at;
    }
}

static pain_status reserve(pain__union *u, size_t rows, size_t n, bool pairs,
                           const pain_allocator *a)
{
    u->x = pain__alloc(a, rows, sizeof *u->x);
    u->y = pairs ? pain__alloc(a, rows, sizeof *u->y) : NULL;
    u->count = pain__alloc(a, rows, sizeof *u->count);
    u->rows = pain__alloc(a, rows, sizeof *u->rows);
    u->row = pain__alloc(a, n, sizeof *u->row);
    u->all = (pain_counts){u->x, u->y, u->count, 0, 0};
    return u->x == NULL || (pairs && u->y == NULL) || u->count == NULL || u->rows == NULL ||
                   u->row == NULL
               ? PAIN_ENOMEM
               : PAIN_OK;
}

/* Room for all rows. */
static pain_status begin(pain__union *u, const pain_counts *parts, size_t n,
                         const pain_allocator *a)
{
    size_t rows = 0;
    bool pairs = false;

    *u = (pain__union){0};
    for (size_t p = 0; p < n; p++) {
        if (parts[p].n == 0)
            continue;
        if (parts[p].distinct > SIZE_MAX - rows)
            return PAIN_ENOMEM;
        rows += parts[p].distinct;
        pairs = parts[p].y != NULL;
    }
    return reserve(u, rows, n, pairs, a);
}

pain_status pain__union_make(pain__union *u, const pain_counts *parts, size_t n,
                             const pain_allocator *a)
{
    pain_status status = begin(u, parts, n, a);
    size_t used = 0;

    if (status != PAIN_OK)
        return status;
    for (size_t p = 0; p < n; p++) {
        for (size_t i = 0; parts[p].n > 0 && i < parts[p].distinct; i++)
            insert(u, &parts[p], i);
        u->all.n += parts[p].n;
    }
    for (size_t p = 0; p < n; p++) {
        u->row[p] = u->rows + used;
        if (parts[p].n == 0)
            continue;
        locate(u, &parts[p], u->row[p]);
        used += parts[p].distinct;
    }
    return PAIN_OK;
}

pain_status pain__union_stack(pain__union *u, const pain_counts *parts, size_t n,
                              const pain_allocator *a)
{
    pain_status status = begin(u, parts, n, a);
    size_t used = 0;

    if (status != PAIN_OK)
        return status;
    for (size_t p = 0; p < n; p++) {
        u->row[p] = u->rows + used;
        for (size_t i = 0; parts[p].n > 0 && i < parts[p].distinct; i++, used++) {
            u->x[used] = parts[p].x[i];
            if (u->y != NULL)
                u->y[used] = parts[p].y[i];
            u->count[used] = parts[p].count[i];
            u->rows[used] = used;
        }
        u->all.n += parts[p].n;
    }
    u->all.distinct = used;
    return PAIN_OK;
}

void pain__union_clear(pain__union *u, const pain_allocator *a)
{
    pain__free(a, u->x);
    pain__free(a, u->y);
    pain__free(a, u->count);
    pain__free(a, u->row);
    pain__free(a, u->rows);
    *u = (pain__union){0};
}
