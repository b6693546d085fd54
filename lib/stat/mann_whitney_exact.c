/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The distribution of U given the ties, every choice of which nx of the nx + ny values are x being
 * as likely. By dynamic programming over the distinct values: with f(k, s) the number of choices of
 * k x among the i values so far with U2 = 2U = s, the next value, which occurs t times, of which j
 * are x, adds
 *
 *   C(t, j) f(k, s)   to   f(k + j, s + j (2 (i - k) + t - j)).
 *
 * With ties U is not symmetric: a large U is a small one of the values in reverse. Only sums up to
 * the one seen, from the nearer end, are kept, and only additions of positive numbers are made. B.
 * Streitberg and J. Roehmel, Stat. Softw. Newsl. 12 (1986) 10-17. */
#include <config.h>

#include <math.h>
#include <stdbool.h>

#include "base/base.h"
#include "num/sum.h"
#include "stat/two_sample_test.h"

/* C(1000, 500) is a double. */
#define MAX_VALUES 1000
#define MAX_STATES (UINT64_C(1) << 24)
#define MAX_WORK   0x1p34

typedef struct placements {
    double *ways; /* [k * (last + 1) + s] */
    uint64_t last, nx, ny;
    uint64_t step; /* of the sums: 2 without ties */
} placements;

/* Adds to the choices of `k` x those that take j of the t next values. */
static void take(placements *p, uint64_t k, uint64_t j, uint64_t t, uint64_t so_far, double weight)
{
    uint64_t from = k - j, shift = j * (2 * (so_far - from) + t - j) / p->step;
    const double *old = p->ways + from * (p->last + 1);
    double *sums = p->ways + k * (p->last + 1);

    for (uint64_t s = shift; s <= p->last; s++)
        sums[s] += weight * old[s - shift];
}

/* k descends, so that the smaller k are still those before this value. */
static void add_value(placements *p, uint64_t t, uint64_t so_far)
{
    for (uint64_t k = p->nx < so_far + t ? p->nx : so_far + t; k > 0; k--) {
        double weight = 1;

        for (uint64_t j = 1; j <= t && j <= k; j++) {
            weight = weight * (double)(t - j + 1) / (double)j;
            /* Of the earlier ones, k - j are x and the rest y, of which there must be so many. */
            if (k - j <= so_far && so_far - (k - j) <= p->ny)
                take(p, k, j, t, so_far, weight);
        }
    }
}

static double binomial_coefficient(uint64_t n, uint64_t k)
{
    double c = 1;

    for (uint64_t i = 1; i <= k; i++)
        c = c * (double)(n - k + i) / (double)i;
    return c;
}

static bool has_ties(const pain__two_groups *groups)
{
    for (size_t i = 0; i < groups->rows; i++)
        if (groups->x[i] + groups->y[i] > 1)
            return true;
    return false;
}

/* The values in ascending order; descending, for the pairs with x < y. */
static pain_status count_placements(const pain__two_groups *groups, bool ascending, placements *p,
                                    const pain_allocator *allocator)
{
    uint64_t n = p->nx + p->ny, so_far = 0;

    if (n > MAX_VALUES || p->last >= MAX_STATES / (p->nx + 1) ||
        (double)n * (double)p->nx * (double)p->last > MAX_WORK)
        return PAIN_EOVERFLOW;
    p->ways = pain__alloc(allocator, (size_t)((p->nx + 1) * (p->last + 1)), sizeof *p->ways);
    if (p->ways == NULL)
        return PAIN_ENOMEM;
    p->ways[0] = 1;
    for (size_t i = 0; i < groups->rows; i++) {
        size_t row = ascending ? i : groups->rows - 1 - i;

        add_value(p, groups->x[row] + groups->y[row], so_far);
        so_far += groups->x[row] + groups->y[row];
    }
    return PAIN_OK;
}

pain_status pain__mann_whitney_tails(const pain__two_groups *groups, uint64_t u2,
                                     const pain_allocator *allocator, double *lower, double *upper)
{
    uint64_t total = 2 * groups->nx * groups->ny;
    bool below = u2 <= total - u2;
    placements p = {.nx = groups->nx, .ny = groups->ny, .step = has_ties(groups) ? 1 : 2};

    *lower = *upper = NAN;
    p.last = (below ? u2 : total - u2) / p.step;
    pain_status status = count_placements(groups, below, &p, allocator);

    if (status == PAIN_OK) {
        const double *sums = p.ways + p.nx * (p.last + 1);
        double all = binomial_coefficient(p.nx + p.ny, p.nx);
        pain__sum sum = {0, 0};

        for (uint64_t s = 0; s < p.last; s++)
            pain__sum_add(&sum, sums[s]);
        double rest = 1 - pain__sum_value(&sum) / all;

        pain__sum_add(&sum, sums[p.last]);
        double small = pain__sum_value(&sum) / all;

        *lower = below ? small : rest;
        *upper = below ? rest : small;
    }
    pain__free(allocator, p.ways);
    return status;
}
