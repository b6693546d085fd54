/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact unconditional p-values (G. A. Barnard, Biometrika 34 (1947) 123-138):
 *
 *     p(D) = max over p2 of P(tables at least as extreme | p1 = p2 + D, p2).
 *
 * Each ordering rises with x1 and falls with x2 (Barnard's convexity), so that the tables form a
 * staircase, found in n1 + n2 steps; with the sums of group 2's probabilities a p-value at one p2
 * takes as many. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "base/base.h"
#include "num/distribution.h"
#include "num/sum.h"
#include "stat/two_score.h"
#include "stat/unconditional.h"

pain_status pain__unconditional_begin(pain__unconditional *work, const pain__two_groups *g,
                                      pain__ordering ordering, pain__extremes extremes)
{
    *work = (pain__unconditional){.groups = g, .ordering = ordering, .extremes = extremes};
    if (g->n1 + g->n2 > PAIN__UNCONDITIONAL_MAX)
        return PAIN_EOVERFLOW;
    work->n_grid = 64 + 16 * (size_t)ceil(sqrt(g->n1 + g->n2));
    const pain_allocator allocator = pain__allocator(g->allocator);
    size_t n1 = (size_t)g->n1 + 1, n2 = (size_t)g->n2 + 1;
    double *all = pain__alloc(&allocator, 5 * n1 + 3 * n2 + work->n_grid, sizeof *all);

    if (all == NULL)
        return PAIN_ENOMEM;
    work->up_to = all;
    work->from = all + n1;
    work->first = all + 2 * n1;
    work->second = all + 3 * n1;
    work->sums = work->second + n2;
    work->rests = work->sums + n2;
    work->grid = work->rests + n2;
    work->known = work->grid + work->n_grid;
    return PAIN_OK;
}

void pain__unconditional_end(pain__unconditional *work)
{
    const pain_allocator allocator = pain__allocator(work->groups->allocator);

    pain__free(&allocator, work->up_to);
}

/* The place of a table in the ordering. */
static double rank_of(const pain__unconditional *work, double x1, double x2, double difference)
{
    const pain__two_groups *g = work->groups;
    const pain__two_groups table = {x1, g->n1, g->n1 - x1, x2, g->n2, g->n2 - x2, NULL};

    if (work->ordering == PAIN__ORDER_DIFFERENCE)
        return x1 * g->n2 - x2 * g->n1;
    if (work->ordering == PAIN__ORDER_FISHER)
        return -pain__hypergeometric_tail((uint64_t)x1, (uint64_t)g->n1, (uint64_t)g->n2,
                                          (uint64_t)(x1 + x2), PAIN__UPPER);
    pain__score score = pain__score_difference(&table, difference);

    /* A departure of rounding errors is none. */
    if (fabs(score.departure) < 1e-14)
        return 0;
    return pain__score_deviate(&score, 1, PAIN__SCORE_PLAIN, 0);
}

/* Whether a is at least b but for rounding. */
static bool is_at_least(double a, double b)
{
    return a >= b || b - a <= 1e-10 * fabs(b);
}

/* Tables with a rank of at least `rank`: up_to. */
static void mark_high(pain__unconditional *work, double rank, double difference)
{
    double x2 = -1, n2 = work->groups->n2;

    for (double x1 = 0; x1 <= work->groups->n1; x1++) {
        while (x2 < n2 && is_at_least(rank_of(work, x1, x2 + 1, difference), rank))
            x2++;
        work->up_to[(size_t)x1] = x2;
    }
}

/* Tables with a rank of at most -`rank`: from. */
static void mark_low(pain__unconditional *work, double rank, double difference)
{
    double x2 = 0, n2 = work->groups->n2;

    for (double x1 = 0; x1 <= work->groups->n1; x1++) {
        while (x2 <= n2 && !is_at_least(-rank_of(work, x1, x2, difference), rank))
            x2++;
        work->from[(size_t)x1] = x2;
    }
}

static void mark(pain__unconditional *work, double difference)
{
    const pain__two_groups *g = work->groups;
    double rank = rank_of(work, g->x1, g->x2, difference);

    if (work->extremes == PAIN__EXTREME_BOTH) {
        rank = fabs(rank);
        mark_low(work, rank, difference);
    }
    mark_high(work, rank, difference);
}

/* Whether the same tables are marked at `difference` as where `known` is from. */
static bool is_marked_alike(pain__unconditional *work, double difference)
{
    size_t n = (size_t)work->groups->n1 + 1;

    mark(work, difference);
    return memcmp(work->up_to, work->known, n * sizeof *work->known) == 0 &&
           (work->extremes != PAIN__EXTREME_BOTH ||
            memcmp(work->from, work->known + n, n * sizeof *work->known) == 0);
}

bool pain__unconditional_change(pain__unconditional *work, double low, double high, double *before,
                                double *after)
{
    size_t n = (size_t)work->groups->n1 + 1;

    mark(work, low);
    memcpy(work->known, work->up_to, n * sizeof *work->known);
    if (work->extremes == PAIN__EXTREME_BOTH)
        memcpy(work->known + n, work->from, n * sizeof *work->known);
    if (is_marked_alike(work, high))
        return false;
    *before = low;
    *after = high;
    for (double middle = low + (high - low) / 2; middle > *before && middle < *after;
         middle = *before + (*after - *before) / 2)
        *(is_marked_alike(work, middle) ? before : after) = middle;
    return true;
}

/* The probabilities of 0 ... n of n, from the mode outwards. */
static void fill_binomial(double *terms, double n, double p, double q)
{
    double at = fmin(floor((n + 1) * p), n);

    terms[(size_t)at] = p < 0.5 ? pain__binomial_pmf((uint64_t)at, (uint64_t)n, p)
                                : pain__binomial_pmf((uint64_t)(n - at), (uint64_t)n, q);
    for (double k = at; k < n; k++)
        terms[(size_t)k + 1] = terms[(size_t)k] * ((n - k) / (k + 1)) * (p / q);
    for (double k = at; k > 0; k--)
        terms[(size_t)k - 1] = terms[(size_t)k] * (k / (n - k + 1)) * (q / p);
}

/* The probability of the marked tables. */
static double marked(pain__unconditional *work, double p1, double q1, double p2, double q2)
{
    size_t n1 = (size_t)work->groups->n1, n2 = (size_t)work->groups->n2;
    pain__sum sum = {0, 0}, below = {0, 0}, above = {0, 0};

    fill_binomial(work->first, work->groups->n1, p1, q1);
    fill_binomial(work->second, work->groups->n2, p2, q2);
    for (size_t j = 0; j <= n2; j++) {
        pain__sum_add(&below, work->second[j]);
        work->sums[j] = pain__sum_value(&below);
    }
    for (size_t j = 0; work->extremes == PAIN__EXTREME_BOTH && j <= n2; j++) {
        pain__sum_add(&above, work->second[n2 - j]);
        work->rests[n2 - j] = pain__sum_value(&above);
    }
    for (size_t i = 0; i <= n1; i++) {
        double up_to = work->up_to[i], from = work->from[i];
        double part = up_to >= 0 ? work->sums[(size_t)up_to] : 0;

        if (work->extremes == PAIN__EXTREME_BOTH) {
            if (from <= up_to)
                part = 1;
            else if (from <= (double)n2)
                part += work->rests[(size_t)from];
        }
        pain__sum_add(&sum, work->first[i] * part);
    }
    return pain__sum_value(&sum);
}

/* The probability at a place t in [0, 1] on the arcsine scale. */
static double at_place(pain__unconditional *work, double difference, double t)
{
    const double half_pi = 1.57079632679489661923;
    double range = 1 - fabs(difference);
    double up = sin(half_pi * t), down = cos(half_pi * t);
    double lesser = range * up * up, rest = range * down * down;

    if (difference >= 0)
        return marked(work, lesser + difference, rest, lesser, rest + difference);
    return marked(work, lesser, rest - difference, lesser - difference, rest);
}

/* The maximum between two grid places about a higher one, by golden section; or a value above
 * `enough`. */
static double refined(pain__unconditional *work, double difference, double low, double high,
                      double enough)
{
    const double ratio = 0.61803398874989484820;
    double a = high - ratio * (high - low), b = low + ratio * (high - low);
    double fa = at_place(work, difference, a), fb = at_place(work, difference, b);

    for (int i = 0; i < 38 && !(fmax(fa, fb) > enough); i++) {
        if (fa > fb) {
            high = b;
            b = a;
            fb = fa;
            a = high - ratio * (high - low);
            fa = at_place(work, difference, a);
        } else {
            low = a;
            a = b;
            fa = fb;
            b = low + ratio * (high - low);
            fb = at_place(work, difference, b);
        }
    }
    return fmax(fa, fb);
}

static double fill_grid_place(pain__unconditional *work, double difference, size_t k)
{
    work->grid[k] = at_place(work, difference, ((double)k + 0.5) / (double)work->n_grid);
    return work->grid[k];
}

/* The highest probability of the grid, at `work->highest`; or the first above `enough`. Where it
 * was highest for another difference is looked at first. */
static double highest_on_grid(pain__unconditional *work, double difference, double enough)
{
    size_t k = work->highest;
    double best = fill_grid_place(work, difference, k);

    for (k = 0; k < work->n_grid && !(best > enough); k++)
        if (fill_grid_place(work, difference, k) > best) {
            best = work->grid[k];
            work->highest = k;
        }
    return best;
}

/* Ends of the grid are limits: there one group or both are all yes or all no, and the neighbours
 * tell. */
static double worst(pain__unconditional *work, double difference, double enough)
{
    const size_t n = work->n_grid;
    const double *grid = work->grid;
    const double highest = highest_on_grid(work, difference, enough);
    double best = highest;

    if (isfinite(enough) && highest < 0.9 * enough)
        return highest;
    for (size_t k = 0; k < n && !(best > enough); k++) {
        double before = k > 0 ? grid[k - 1] : 0, after = k + 1 < n ? grid[k + 1] : 0;
        double low = fmax(((double)k - 0.5) / (double)n, 1e-9);
        double high = fmin(((double)k + 1.5) / (double)n, 1 - 1e-9);

        if (grid[k] >= 0.9 * highest && grid[k] >= before && grid[k] >= after)
            best = fmax(best, refined(work, difference, low, high, enough));
    }
    return fmin(best, 1);
}

double pain__unconditional_p(pain__unconditional *work, double difference, double enough)
{
    const pain__two_groups *g = work->groups;

    /* One table is possible at the ends of the range. */
    if (fabs(difference) >= 1) {
        bool is_it = difference > 0 ? g->y1 == 0 && g->x2 == 0 : g->x1 == 0 && g->y2 == 0;

        return is_it || (work->extremes == PAIN__EXTREME_HIGH && difference > 0) ? 1 : 0;
    }
    mark(work, difference);
    return worst(work, difference, enough);
}
