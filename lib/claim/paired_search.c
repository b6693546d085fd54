/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole patients with every figure, by local search: from the vertex of a linear program, rounded,
 * patients are moved to other cells, one to three at a time and at random, whenever that makes what
 * is violated no larger and, once nothing is, the quantity no worse. Not finding any proves
 * nothing. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "claim/paired.h"
#include "claim/range.h"

enum { TRIALS = 150000, MOST_AT_ONCE = 3, MOST_LOOKS = 15000000 };

/* Sums over patients: scores, their squares, and what the quantities are made of. */
typedef struct sums {
    int64_t sum[2], square[2];
    double numerator[PAIN_PAIRED_QUANTITIES];
    int64_t denominator[PAIN_PAIRED_QUANTITIES];
} sums;

/* A cell in the order of percentages. */
typedef struct percent_cell {
    int64_t baseline, endpoint;
    size_t cell;
} percent_cell;

typedef struct search {
    const pain__paired *paired;
    percent_cell *order; /* cells with baselines above 0; NULL when no median is given */
    size_t n_order;
    int64_t *patients; /* n_cells */
    size_t *occupied;  /* cells with patients, n_occupied of them, in no order */
    size_t n_occupied;
    int32_t quantity;
    int way;
    uint64_t state;
    sums now;
    double violated, gain;
} search;

/* Steele, Lea and Flood's SplitMix64. */
static uint64_t next_random(search *s, uint64_t below)
{
    uint64_t z = s->state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (z ^ (z >> 31)) % below;
}

static void add_to_sums(const pain__paired *p, size_t j, int64_t patients, sums *t)
{
    int64_t a = p->baseline[j], b = p->endpoint[j];

    t->sum[0] += a * patients;
    t->sum[1] += b * patients;
    t->square[0] += a * a * patients;
    t->square[1] += b * b * patients;
    for (int q = 0; q < PAIN_PAIRED_QUANTITIES; q++) {
        pain__share share = pain__paired_share(&p->figures, q, (int32_t)a, (int32_t)b);

        t->numerator[q] += (double)(share.numerator * patients) / (double)(a > 0 ? a : 1);
        t->denominator[q] += share.denominator * patients;
    }
}

static double beyond(double x, double low, double high)
{
    return x < low ? low - x : x > high ? x - high : 0;
}

static double frame_violated(const pain__frame *frame, int64_t sum, int64_t square)
{
    int64_t n = frame->n, squares = n * square - sum * sum;

    return beyond((double)sum, (double)frame->first, (double)frame->last) +
           beyond((double)squares, (double)frame->low, (double)frame->high) / (double)n;
}

static double end_of(int64_t end, int32_t kind, int32_t decimals, double none)
{
    return kind == PAIN_END_NONE ? none : (double)end / 2 / pow(10, decimals);
}

/* How far the sums are from having every figure; open ends are kept off by a little. */
static double violation(const pain__paired *p, const sums *t)
{
    double total = frame_violated(&p->before, t->sum[0], t->square[0]) +
                   frame_violated(&p->after, t->sum[1], t->square[1]);

    for (int q = 0; q < PAIN_PAIRED_QUANTITIES; q++) {
        const pain_range *r = &p->figures.claimed[q];

        if (r->lower_end == PAIN_END_NONE && r->upper_end == PAIN_END_NONE)
            continue;
        double low = end_of(r->lower, r->lower_end, r->decimals, -INFINITY);
        double high = end_of(r->upper, r->upper_end, r->decimals, INFINITY);
        double least = 1e-9 * (r->lower_end == PAIN_END_OPEN),
               most = 1e-9 * (r->upper_end == PAIN_END_OPEN);

        if (t->denominator[q] == 0)
            return INFINITY;
        total += (double)p->figures.n / 10 *
                 beyond(t->numerator[q] / (double)t->denominator[q], low + least, high - most);
    }
    return total < 1e-10 ? 0 : total;
}

static int by_percent(const void *x, const void *y)
{
    const percent_cell *a = x, *b = y;
    int64_t left = a->endpoint * b->baseline, right = b->endpoint * a->baseline;

    if (left != right)
        return left > right ? -1 : 1;
    return (a->cell > b->cell) - (a->cell < b->cell);
}

static void list_percents(search *s)
{
    const pain__paired *p = s->paired;

    for (size_t j = 0; j < p->n_cells; j++)
        if (p->baseline[j] > 0)
            s->order[s->n_order++] = (percent_cell){p->baseline[j], p->endpoint[j], j};
    qsort(s->order, s->n_order, sizeof *s->order, by_percent);
}

/* How far the median of percentages is off, once n patients have moved. */
static double median_missed(search *s, const size_t *from, const size_t *to, size_t n)
{
    const pain_range *r = &s->paired->figures.median_percent;
    int64_t patients = 0, below = 0;
    double middle[2] = {NAN, NAN};

    if (s->order == NULL)
        return 0;
    for (size_t i = 0; i < n; i++) {
        s->patients[from[i]]--;
        s->patients[to[i]]++;
    }
    for (size_t i = 0; i < s->n_order; i++)
        patients += s->patients[s->order[i].cell];
    for (size_t i = 0; i < s->n_order && isnan(middle[1]); i++) {
        const percent_cell *at = &s->order[i];

        below += s->patients[at->cell];
        for (int k = 0; k < 2; k++)
            if (isnan(middle[k]) && below > (patients - 1 + k) / 2)
                middle[k] = 100 * (double)(at->baseline - at->endpoint) / (double)at->baseline;
    }
    for (size_t i = 0; i < n; i++) {
        s->patients[from[i]]++;
        s->patients[to[i]]--;
    }
    if (patients == 0)
        return INFINITY;
    return (double)s->paired->figures.n / 10 *
           beyond((middle[0] + middle[1]) / 2,
                  end_of(r->lower, r->lower_end, r->decimals, -INFINITY) +
                      1e-9 * (r->lower_end == PAIN_END_OPEN),
                  end_of(r->upper, r->upper_end, r->decimals, INFINITY) -
                      1e-9 * (r->upper_end == PAIN_END_OPEN));
}

static double gain_of(const search *s, const sums *t)
{
    if (s->way == 0)
        return 0;
    if (t->denominator[s->quantity] == 0)
        return -INFINITY;
    return s->way * t->numerator[s->quantity] / (double)t->denominator[s->quantity];
}

static void occupy(search *s, size_t cell, int64_t patients)
{
    if (s->patients[cell] == 0)
        s->occupied[s->n_occupied++] = cell;
    s->patients[cell] += patients;
    add_to_sums(s->paired, cell, patients, &s->now);
    for (size_t i = 0; s->patients[cell] == 0 && i < s->n_occupied; i++)
        if (s->occupied[i] == cell)
            s->occupied[i] = s->occupied[--s->n_occupied];
}

/* The nearest whole numbers that keep the number of patients: the largest remainders go up. */
static void begin(search *s, const double *patients)
{
    const pain__paired *p = s->paired;
    int64_t left = p->figures.n;

    for (size_t j = 0; j < p->n_cells; j++) {
        int64_t whole = (int64_t)floor(patients[j] + 1e-9);

        whole = whole < left ? whole : left;
        if (whole > 0)
            occupy(s, j, whole);
        left -= whole;
    }
    while (left > 0) {
        size_t best = 0;
        double most = -INFINITY;

        for (size_t j = 0; j < p->n_cells; j++)
            if (patients[j] - (double)s->patients[j] > most) {
                most = patients[j] - (double)s->patients[j];
                best = j;
            }
        occupy(s, best, 1);
        left--;
    }
}

/* A cell to move to: any, or half the time one next to `from`. */
static size_t neighbour(search *s, size_t from)
{
    const pain__paired *p = s->paired;
    size_t cell = (size_t)next_random(s, p->n_cells);

    if (next_random(s, 2) == 0)
        return cell;
    for (int trial = 0; trial < 8; trial++) {
        size_t step = 1 + (size_t)next_random(s, 2) * (size_t)p->figures.grid.steps;
        size_t near = next_random(s, 2) ? from + step : from - step;

        if (near < p->n_cells && abs(p->baseline[near] - p->baseline[from]) <= 1 &&
            abs(p->endpoint[near] - p->endpoint[from]) <= 1)
            return near;
    }
    return cell;
}

/* Tries to move some patients; keeps it when nothing is worse. */
static void try_moves(search *s)
{
    size_t from[MOST_AT_ONCE], to[MOST_AT_ONCE], n = 1 + (size_t)next_random(s, MOST_AT_ONCE);
    sums then = s->now;

    for (size_t i = 0; i < n; i++) {
        from[i] = s->occupied[next_random(s, s->n_occupied)];
        for (size_t k = 0; k < i; k++)
            if (from[k] == from[i] && s->patients[from[i]] < (int64_t)n)
                return;
        to[i] = neighbour(s, from[i]);
        add_to_sums(s->paired, from[i], -1, &then);
        add_to_sums(s->paired, to[i], 1, &then);
    }
    double violated = violation(s->paired, &then), gain = gain_of(s, &then);

    if (s->order != NULL)
        violated += median_missed(s, from, to, n);

    if (violated > s->violated || (violated == 0 && s->violated == 0 && gain < s->gain))
        return;
    for (size_t i = 0; i < n; i++) {
        occupy(s, from[i], -1);
        occupy(s, to[i], 1);
    }
    s->violated = violated;
    s->gain = gain;
}

static bool keep(const search *s, pain_paired_witness *witness)
{
    const pain__paired *p = s->paired;

    *witness = (pain_paired_witness){0};
    if (s->violated > 0 || s->n_occupied > PAIN_PAIRED_MOST_CELLS)
        return false;
    for (size_t j = 0; j < p->n_cells; j++)
        if (s->patients[j] > 0)
            witness->cell[witness->n_cells++] =
                (pain_paired_cell){p->baseline[j], p->endpoint[j], s->patients[j]};
    if (pain_paired_witness_check(&p->figures, witness))
        return true;
    *witness = (pain_paired_witness){0};
    return false;
}

pain_status pain__paired_search(const pain__paired *p, int32_t quantity, int way, uint64_t seed,
                                const double *patients, bool *found, pain_paired_witness *witness)
{
    const pain_range *median = &p->figures.median_percent;
    bool has_median = median->lower_end != PAIN_END_NONE || median->upper_end != PAIN_END_NONE;
    search s = {.paired = p, .quantity = quantity, .way = way, .state = seed};
    pain_status status = PAIN_ENOMEM;

    *found = false;
    s.patients = pain__alloc(&p->allocator, p->n_cells, sizeof *s.patients);
    s.occupied = pain__alloc(&p->allocator, p->n_cells, sizeof *s.occupied);
    if (has_median)
        s.order = pain__alloc(&p->allocator, p->n_cells, sizeof *s.order);
    if (s.patients != NULL && s.occupied != NULL && (s.order != NULL || !has_median)) {
        memset(s.patients, 0, p->n_cells * sizeof *s.patients);
        begin(&s, patients);
        if (has_median)
            list_percents(&s);
        s.violated = violation(p, &s.now) + median_missed(&s, NULL, NULL, 0);
        s.gain = gain_of(&s, &s.now);
        /* A look at the median passes over all cells. */
        size_t trials = s.n_order * TRIALS > MOST_LOOKS ? MOST_LOOKS / s.n_order : TRIALS;

        for (size_t trial = 0; trial < trials && (way != 0 || s.violated > 0); trial++)
            try_moves(&s);
        *found = keep(&s, witness);
        status = PAIN_OK;
    }
    pain__free(&p->allocator, s.patients);
    pain__free(&p->allocator, s.occupied);
    pain__free(&p->allocator, s.order);
    return status;
}
