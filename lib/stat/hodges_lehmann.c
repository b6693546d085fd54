/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Hodges-Lehmann estimate with the interval that inverts the signed-rank test, under the null
 * distribution without ties or given the ties of the absolute values. J. L. Hodges and E. L.
 * Lehmann, Ann. Math. Stat. 34 (1963) 598-611; D. F. Bauer, JASA 67 (1972) 687-690; T. Hothorn and
 * K. Hornik, Comput. Stat. 17 (2002) for the conditional one. */
#include <config.h>

#include <math.h>
#include <stdbool.h>

#include <painstat/hodges_lehmann.h>

#include "base/base.h"
#include "base/floats.h"
#include "stat/counts.h"
#include "stat/flips.h"
#include "stat/interval.h"
#include "stat/magnitudes.h"
#include "stat/walsh.h"

/* Far beyond what the distribution can be had for. */
#define MAX_N 100000

/* The values that take part, in memory of our own. */
typedef struct centre_problem {
    double *x;
    uint64_t *count;
    pain_counts counts;
    pain_allocator allocator;
    double tail;
} centre_problem;

static pain_status problem_init(centre_problem *p, pain_counts counts, pain_zeros zeros)
{
    p->x = pain__alloc(&p->allocator, counts.distinct, sizeof *p->x);
    p->count = pain__alloc(&p->allocator, counts.distinct, sizeof *p->count);
    p->counts = (pain_counts){p->x, NULL, p->count, 0, 0};
    if (p->x == NULL || p->count == NULL)
        return PAIN_ENOMEM;
    for (size_t i = 0; i < counts.distinct; i++)
        if (counts.count[i] > 0 && (counts.x[i] != 0 || zeros == PAIN_ZEROS_KEPT)) {
            p->x[p->counts.distinct] = counts.x[i];
            p->count[p->counts.distinct++] = counts.count[i];
            p->counts.n += counts.count[i];
        }
    return PAIN_OK;
}

static void problem_free(centre_problem *p)
{
    pain__free(&p->allocator, p->x);
    pain__free(&p->allocator, p->count);
}

/* The quantile of the statistic without ties: of the sum of a random choice of 1 .. n. */
static pain_status quantile_without_ties(const centre_problem *p, uint64_t *k, double *below)
{
    size_t n = (size_t)p->counts.n;
    uint64_t *rank = pain__alloc(&p->allocator, n, sizeof *rank);
    uint64_t *once = pain__alloc(&p->allocator, n, sizeof *once);
    pain_status status = PAIN_ENOMEM;

    if (rank != NULL && once != NULL) {
        for (size_t i = 0; i < n; i++) {
            rank[i] = i + 1;
            once[i] = 1;
        }
        status =
            pain__flip_quantile((pain__scores){rank, once, n}, p->tail, &p->allocator, k, below);
    }
    pain__free(&p->allocator, rank);
    pain__free(&p->allocator, once);
    return status;
}

static double median_of_averages(pain_counts counts)
{
    uint64_t number = pain__walsh_number(counts);
    double low = pain__walsh_kth(counts, (number + 1) / 2);

    return number % 2 == 1 ? low : 0.5 * low + 0.5 * pain__walsh_kth(counts, number / 2 + 1);
}

/* Limits from the k-th average and its mirror; k = 0 when there are none at the level. */
static pain_status by_order(const centre_problem *p, pain_estimate *estimate)
{
    uint64_t k, number = pain__walsh_number(p->counts);
    double below;

    estimate->value = median_of_averages(p->counts);
    if (p->counts.n > MAX_N)
        return pain__interval_no_limits(estimate, PAIN_EOVERFLOW);
    pain_status status = quantile_without_ties(p, &k, &below);

    if (status == PAIN_EOVERFLOW || (status == PAIN_OK && k == 0))
        return pain__interval_no_limits(estimate,
                                        status == PAIN_OK ? PAIN_ETOOFEW : PAIN_EOVERFLOW);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    estimate->lower = pain__walsh_kth(p->counts, k);
    estimate->upper = pain__walsh_kth(p->counts, number + 1 - k);
    estimate->attained = 1 - (estimate->side == PAIN_TWO_SIDED ? 2 * below : below);
    return PAIN_OK;
}

/* Twice the quantile of W given the ties of the absolute values. */
static pain_status quantile_given_ties(const centre_problem *p, uint64_t *k, bool *has_ties)
{
    pain__magnitudes m;
    double below;
    pain_status status = pain__magnitudes_new(&m, p->counts, 0, &p->allocator);

    *k = 0;
    *has_ties = false;
    if (status == PAIN_OK)
        status = pain__magnitudes_rank(&m, m.n_zero);
    if (status == PAIN_OK) {
        size_t first = m.n_zero > 0 ? 1 : 0;
        uint64_t *score = pain__alloc(&p->allocator, m.rows + first, sizeof *score);
        uint64_t *count = pain__alloc(&p->allocator, m.rows + first, sizeof *count);

        if (score == NULL || count == NULL)
            status = PAIN_ENOMEM;
        else {
            /* Zeros that are kept have ranks like others: the smallest. */
            score[0] = m.n_zero + 1;
            count[0] = m.n_zero;
            for (size_t i = 0; i < m.rows; i++) {
                score[first + i] = m.rank2[i];
                count[first + i] = m.count[i];
            }
            for (size_t i = 0; i < m.rows + first; i++)
                *has_ties = *has_ties || count[i] > 1;
            status = pain__flip_quantile((pain__scores){score, count, m.rows + first}, p->tail,
                                         &p->allocator, k, &below);
        }
        pain__free(&p->allocator, score);
        pain__free(&p->allocator, count);
    }
    pain__magnitudes_free(&m, &p->allocator);
    return status;
}

static pain_status by_inversion(const centre_problem *p, pain_estimate *estimate)
{
    uint64_t k = 0, total = 2 * pain__walsh_number(p->counts);
    bool has_ties;
    pain_status status =
        p->counts.n > MAX_N ? PAIN_EOVERFLOW : quantile_given_ties(p, &k, &has_ties);

    if (status == PAIN_OK && !has_ties)
        return by_order(p, estimate);
    if (status != PAIN_OK && status != PAIN_EOVERFLOW)
        return pain__interval_fail(estimate, status);
    /* The mean of 2 W is total / 2; half of it, to the next whole number, doubled. */
    estimate->value = 0.5 * pain__walsh_first_at_most(p->counts, 2 * ((total + 3) / 4)) +
                      0.5 * pain__walsh_last_above(p->counts, total / 2);
    if (status != PAIN_OK || k == 0)
        return pain__interval_no_limits(estimate, status != PAIN_OK ? status : PAIN_ETOOFEW);
    estimate->lower = pain__walsh_last_above(p->counts, total - k);
    estimate->upper = pain__walsh_first_at_most(p->counts, k);
    return PAIN_OK;
}

static pain_status solve(centre_problem *p, pain_estimate *estimate)
{
    pain_status status;

    estimate->denominator = p->counts.n;
    if (p->counts.n == 0)
        return pain__interval_no_limits(estimate, PAIN_EUNDEFINED);
    if (p->counts.n > UINT64_C(1) << 31)
        return pain__interval_fail(estimate, PAIN_EOVERFLOW);
    if (estimate->method == PAIN_METHOD_WALSH)
        status = by_order(p, estimate);
    else
        status = by_inversion(p, estimate);
    if (status == PAIN_OK && estimate->reason == PAIN_OK) {
        pain__interval_open(estimate, -INFINITY, INFINITY);
        if (p->counts.distinct == 1)
            estimate->flags |= PAIN_FLAG_NO_SPREAD;
    }
    return status;
}

/* `method` PAIN_METHOD_DEFAULT: the one in the options. */
static pain_status centre_by(pain_counts counts, pain_zeros zeros,
                             const pain_interval_options *options, pain_method method,
                             pain_estimate *estimate)
{
    pain_interval_options known;
    centre_problem p;
    pain_status status = pain__interval_begin(options, PAIN_METHOD_WALSH, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (method != PAIN_METHOD_DEFAULT)
        estimate->method = (int32_t)method;
    if ((estimate->method != PAIN_METHOD_WALSH &&
         estimate->method != PAIN_METHOD_WALSH_CONDITIONAL) ||
        (zeros != PAIN_ZEROS_DROPPED && zeros != PAIN_ZEROS_KEPT))
        return pain__interval_fail(estimate, PAIN_EINVAL);
    status = pain__counts_check(counts, false);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    p.allocator = pain__allocator(known.allocator);
    p.tail = pain__interval_tail(&known);
    status = problem_init(&p, counts, zeros);
    if (status != PAIN_OK)
        status = pain__interval_fail(estimate, status);
    else
        status = solve(&p, estimate);
    if (status == PAIN_OK)
        estimate->n_excluded = counts.n - p.counts.n;
    problem_free(&p);
    return status;
}

pain_status pain_hodges_lehmann(pain_counts counts, pain_zeros zeros,
                                const pain_interval_options *options, pain_estimate *estimate)
{
    PAIN__FLOATS;

    return centre_by(counts, zeros, options, PAIN_METHOD_DEFAULT, estimate);
}

pain_status pain_hodges_lehmann_all(pain_counts counts, pain_zeros zeros,
                                    const pain_interval_options *options, pain_estimate *estimates,
                                    size_t *count)
{
    PAIN__FLOATS;

    static const pain_method methods[] = {PAIN_METHOD_WALSH, PAIN_METHOD_WALSH_CONDITIONAL};
    const size_t n_methods = sizeof methods / sizeof *methods;
    pain_status status = pain__interval_room(n_methods, estimates, count);

    if (status != PAIN_OK)
        return status;
    for (size_t i = 0; i < n_methods; i++) {
        pain_status one = centre_by(counts, zeros, options, methods[i], &estimates[i]);

        if (status == PAIN_OK)
            status = one;
    }
    return pain__interval_all(n_methods, estimates, status);
}
