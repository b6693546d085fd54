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

enum { MOST_AT_ONCE = 3 };

/* Sums over patients: scores, their squares, and what the quantities are made of. */
typedef struct sums {
    int64_t sum[2], square[2];
    double numerator[PAIN_PAIRED_QUANTITIES];
    int64_t denominator[PAIN_PAIRED_QUANTITIES];
} sums;

/* A cell in the order of percentages. */
typedef struct percent_cell {
    int64_t baseline, endpoint, patients;
    double percent;
    size_t cell;
} percent_cell;

/* A claimed quantity; open ends are kept off by a little. */
typedef struct asked_range {
    int32_t quantity;
    double low, high;
} asked_range;

typedef struct search {
    const pain__paired *paired;
    sums *one;                                 /* n_cells: what a patient of each gives */
    asked_range asked[PAIN_PAIRED_QUANTITIES]; /* those claimed, then the one that is sought */
    size_t n_claimed, n_asked;
    asked_range median;
    percent_cell *order;   /* cells with baselines above 0; NULL when no median is given */
    size_t n_order, *rank; /* the place in `order` of each cell with a baseline above 0 */
    int64_t measured;      /* patients in such cells */
    int64_t *patients;     /* n_cells */
    size_t *occupied;      /* cells with patients, n_occupied of them, in no order */
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

static sums sums_of_one(const pain__paired *p, size_t j)
{
    int64_t a = p->baseline[j], b = p->endpoint[j];
    sums one = {.sum = {a, b}, .square = {a * a, b * b}};

    for (int32_t q = 0; q < PAIN_PAIRED_QUANTITIES; q++) {
        pain__share share = pain__paired_share(&p->figures, q, (int32_t)a, (int32_t)b);

        one.numerator[q] = (double)share.numerator / (double)(a > 0 ? a : 1);
        one.denominator[q] = share.denominator;
    }
    return one;
}

/* The quantities that nobody asks for are left out. */
static void add_to_sums(const search *s, size_t j, int64_t patients, sums *t)
{
    const sums *one = &s->one[j];

    for (int time = 0; time < 2; time++) {
        t->sum[time] += one->sum[time] * patients;
        t->square[time] += one->square[time] * patients;
    }
    for (size_t i = 0; i < s->n_asked; i++) {
        int32_t q = s->asked[i].quantity;

        t->numerator[q] += one->numerator[q] * (double)patients;
        t->denominator[q] += one->denominator[q] * patients;
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

static bool is_given(const pain_range *range)
{
    return range->lower_end != PAIN_END_NONE || range->upper_end != PAIN_END_NONE;
}

static asked_range range_of(int32_t quantity, const pain_range *r)
{
    return (asked_range){quantity,
                         end_of(r->lower, r->lower_end, r->decimals, -INFINITY) +
                             1e-9 * (r->lower_end == PAIN_END_OPEN),
                         end_of(r->upper, r->upper_end, r->decimals, INFINITY) -
                             1e-9 * (r->upper_end == PAIN_END_OPEN)};
}

/* What a trial needs again and again. */
static void prepare(search *s)
{
    const pain_paired_figures *f = &s->paired->figures;

    for (size_t j = 0; j < s->paired->n_cells; j++)
        s->one[j] = sums_of_one(s->paired, j);
    for (int32_t q = 0; q < PAIN_PAIRED_QUANTITIES; q++)
        if (is_given(&f->claimed[q]))
            s->asked[s->n_claimed++] = range_of(q, &f->claimed[q]);
    s->n_asked = s->n_claimed;
    if (s->way != 0 && !is_given(&f->claimed[s->quantity]))
        s->asked[s->n_asked++].quantity = s->quantity;
    s->median = range_of(0, &f->median_percent);
}

/* How far the sums are from having every figure. */
static double violation(const search *s, const sums *t)
{
    const pain__paired *p = s->paired;
    double total = frame_violated(&p->before, t->sum[0], t->square[0]) +
                   frame_violated(&p->after, t->sum[1], t->square[1]);

    for (size_t i = 0; i < s->n_claimed; i++) {
        const asked_range *r = &s->asked[i];
        int64_t denominator = t->denominator[r->quantity];

        if (denominator == 0)
            return INFINITY;
        total += (double)p->figures.n / 10 *
                 beyond(t->numerator[r->quantity] / (double)denominator, r->low, r->high);
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
            s->order[s->n_order++] = (percent_cell){
                .baseline = p->baseline[j],
                .endpoint = p->endpoint[j],
                .percent = 100 * (double)(p->baseline[j] - p->endpoint[j]) / (double)p->baseline[j],
                .cell = j};
    qsort(s->order, s->n_order, sizeof *s->order, by_percent);
    for (size_t i = 0; i < s->n_order; i++)
        s->rank[s->order[i].cell] = i;
}

/* Adds patients to a cell, in the order of percentages. */
static void count_percent(search *s, size_t cell, int64_t patients)
{
    if (s->order == NULL || s->paired->baseline[cell] == 0)
        return;
    s->order[s->rank[cell]].patients += patients;
    s->measured += patients;
}

/* How far the median of percentages is off, once n patients have moved. */
static double median_missed(search *s, const size_t *from, const size_t *to, size_t n)
{
    const percent_cell *at = s->order;
    double missed = INFINITY;

    if (at == NULL)
        return 0;
    for (size_t i = 0; i < n; i++) {
        count_percent(s, from[i], -1);
        count_percent(s, to[i], 1);
    }
    if (s->measured > 0) {
        int64_t below = at->patients;

        while (below <= (s->measured - 1) / 2)
            below += (++at)->patients;
        double lower = at->percent;

        while (below <= s->measured / 2)
            below += (++at)->patients;
        missed = (double)s->paired->figures.n / 10 *
                 beyond((lower + at->percent) / 2, s->median.low, s->median.high);
    }
    for (size_t i = 0; i < n; i++) {
        count_percent(s, from[i], 1);
        count_percent(s, to[i], -1);
    }
    return missed;
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
    count_percent(s, cell, patients);
    add_to_sums(s, cell, patients, &s->now);
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
        add_to_sums(s, from[i], -1, &then);
        add_to_sums(s, to[i], 1, &then);
    }
    double violated = violation(s, &then), gain = gain_of(s, &then);

    if (violated <= s->violated)
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
                                size_t trials, const double *patients, bool *found,
                                pain_paired_witness *witness)
{
    bool has_median = is_given(&p->figures.median_percent);
    search s = {.paired = p, .quantity = quantity, .way = way, .state = seed};
    pain_status status = PAIN_ENOMEM;

    *found = false;
    s.one = pain__alloc(&p->allocator, p->n_cells, sizeof *s.one);
    s.patients = pain__alloc(&p->allocator, p->n_cells, sizeof *s.patients);
    s.occupied = pain__alloc(&p->allocator, p->n_cells, sizeof *s.occupied);
    if (has_median) {
        s.order = pain__alloc(&p->allocator, p->n_cells, sizeof *s.order);
        s.rank = pain__alloc(&p->allocator, p->n_cells, sizeof *s.rank);
    }
    if (s.one != NULL && s.patients != NULL && s.occupied != NULL &&
        ((s.order != NULL && s.rank != NULL) || !has_median)) {
        prepare(&s);
        memset(s.patients, 0, p->n_cells * sizeof *s.patients);
        if (has_median)
            list_percents(&s);
        begin(&s, patients);
        s.violated = violation(&s, &s.now) + median_missed(&s, NULL, NULL, 0);
        s.gain = gain_of(&s, &s.now);
        for (size_t trial = 0; trial < trials && (way != 0 || s.violated > 0); trial++)
            try_moves(&s);
        *found = keep(&s, witness);
        status = PAIN_OK;
    }
    pain__free(&p->allocator, s.one);
    pain__free(&p->allocator, s.patients);
    pain__free(&p->allocator, s.occupied);
    pain__free(&p->allocator, s.order);
    pain__free(&p->allocator, s.rank);
    return status;
}
