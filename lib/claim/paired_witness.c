/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of an example of pairs, by direct calculation in whole numbers. */
#include <config.h>

#include "base/floats.h"
#include "claim/paired.h"

static int64_t greatest_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

/* *n / *d += more / over, in lowest terms; false beyond 64 bits. */
static bool add_fraction(int64_t *n, int64_t *d, int64_t more, int64_t over)
{
    int64_t common = greatest_divisor(*d, over), left, right, bottom;

    if (__builtin_mul_overflow(*n, over / common, &left) ||
        __builtin_mul_overflow(more, *d / common, &right) ||
        __builtin_mul_overflow(*d, over / common, &bottom) ||
        __builtin_add_overflow(left, right, n))
        return false;
    common = greatest_divisor(*n, bottom);
    *d = bottom;
    if (common > 1) {
        *n /= common;
        *d /= common;
    }
    return true;
}

pain_status pain__cells_value(const pain_paired_figures *figures, const pain_paired_cell *cells,
                              size_t n_cells, int32_t quantity, int64_t *numerator,
                              int64_t *denominator)
{
    int64_t top = 0, bottom = 1, count = 0;

    for (size_t i = 0; i < n_cells; i++) {
        const pain_paired_cell *c = &cells[i];
        pain__share share = pain__paired_share(figures, quantity, c->baseline, c->endpoint);
        int64_t more, counted;

        if (__builtin_mul_overflow(share.numerator, c->patients, &more) ||
            __builtin_mul_overflow(share.denominator, c->patients, &counted) ||
            __builtin_add_overflow(count, counted, &count) ||
            !add_fraction(&top, &bottom, more, c->baseline > 0 ? c->baseline : 1))
            return PAIN_EOVERFLOW;
    }
    if (count == 0)
        return PAIN_EUNDEFINED;
    if (__builtin_mul_overflow(bottom, count, &bottom))
        return PAIN_EOVERFLOW;
    *numerator = top;
    *denominator = bottom;
    return PAIN_OK;
}

pain_status pain_paired_witness_value(const pain_paired_figures *figures,
                                      const pain_paired_witness *witness, int32_t quantity,
                                      int64_t *numerator, int64_t *denominator)
{
    if (numerator != NULL)
        *numerator = 0;
    if (denominator != NULL)
        *denominator = 0;
    if (figures == NULL || witness == NULL || numerator == NULL || denominator == NULL ||
        quantity < 0 || quantity >= PAIN_PAIRED_QUANTITIES ||
        witness->n_cells > PAIN_PAIRED_MOST_CELLS)
        return PAIN_EINVAL;
    return pain__cells_value(figures, witness->cell, witness->n_cells, quantity, numerator,
                             denominator);
}

/* Whether the change of cell x, in parts of its baseline, is below that of y. */
static bool is_below(const pain_paired_cell *x, const pain_paired_cell *y)
{
    return (int64_t)(x->baseline - x->endpoint) * y->baseline <
           (int64_t)(y->baseline - y->endpoint) * x->baseline;
}

/* The cell of the patient with `rank` others below or beside in the order of percentages. */
static const pain_paired_cell *ranked(const pain_paired_cell *cells, size_t n_cells, int64_t rank)
{
    for (size_t i = 0; i < n_cells; i++) {
        const pain_paired_cell *cell = &cells[i];
        int64_t below = 0, beside = 0;

        for (size_t j = 0; j < n_cells && cell->baseline > 0; j++) {
            const pain_paired_cell *other = &cells[j];

            if (other->baseline <= 0)
                continue;
            if (is_below(other, cell))
                below += other->patients;
            else if (!is_below(cell, other))
                beside += other->patients;
        }
        if (below <= rank && rank < below + beside)
            return cell;
    }
    return NULL;
}

pain_status pain__cells_median(const pain_paired_cell *cells, size_t n_cells, int64_t *numerator,
                               int64_t *denominator)
{
    int64_t n = 0;

    for (size_t i = 0; i < n_cells; i++)
        n += cells[i].baseline > 0 ? cells[i].patients : 0;
    const pain_paired_cell *low = ranked(cells, n_cells, (n - 1) / 2);
    const pain_paired_cell *high = ranked(cells, n_cells, n / 2);

    if (n < 1 || low == NULL || high == NULL)
        return PAIN_EUNDEFINED;
    int64_t a = low->baseline, b = high->baseline;

    *numerator = 50 * ((a - low->endpoint) * b + (b - high->endpoint) * a);
    *denominator = a * b;
    return PAIN_OK;
}

pain_status pain_paired_witness_median(const pain_paired_witness *witness, int64_t *numerator,
                                       int64_t *denominator)
{
    if (numerator != NULL)
        *numerator = 0;
    if (denominator != NULL)
        *denominator = 0;
    if (witness == NULL || numerator == NULL || denominator == NULL ||
        witness->n_cells > PAIN_PAIRED_MOST_CELLS)
        return PAIN_EINVAL;
    return pain__cells_median(witness->cell, witness->n_cells, numerator, denominator);
}

static bool is_given(const pain_range *range)
{
    return range->lower_end != PAIN_END_NONE || range->upper_end != PAIN_END_NONE;
}

/* Whether the scores at one time have their mean and SD. */
static bool has_frame(const pain__frame *frame, const pain_paired_witness *w, bool after)
{
    int64_t n = 0, sum = 0, square = 0;

    for (size_t i = 0; i < w->n_cells; i++) {
        int64_t score = after ? w->cell[i].endpoint : w->cell[i].baseline;

        n += w->cell[i].patients;
        sum += score * w->cell[i].patients;
        square += score * score * w->cell[i].patients;
    }
    int64_t squares = n * square - sum * sum;

    return n == frame->n && sum >= frame->first && sum <= frame->last && squares >= frame->low &&
           squares <= frame->high;
}

static bool has_cells(const pain_paired_figures *f, const pain_paired_witness *w)
{
    for (size_t i = 0; i < w->n_cells; i++) {
        const pain_paired_cell *c = &w->cell[i];

        if (c->baseline < f->least_baseline || c->baseline > f->grid.steps || c->endpoint < 0 ||
            c->endpoint > f->grid.steps || c->patients < 1 || c->patients > f->n ||
            (f->nobody_worse && c->endpoint > c->baseline))
            return false;
    }
    return true;
}

static bool has_claims(const pain_paired_figures *f, const pain_paired_witness *w)
{
    for (int32_t q = 0; q < PAIN_PAIRED_QUANTITIES; q++) {
        int64_t numerator, denominator;

        if (!is_given(&f->claimed[q]))
            continue;
        if (pain_paired_witness_value(f, w, q, &numerator, &denominator) != PAIN_OK ||
            !pain_range_holds(&f->claimed[q], numerator, denominator))
            return false;
    }
    if (!is_given(&f->median_percent))
        return true;
    int64_t numerator, denominator;

    return pain_paired_witness_median(w, &numerator, &denominator) == PAIN_OK &&
           pain_range_holds(&f->median_percent, numerator, denominator);
}

bool pain_paired_witness_check(const pain_paired_figures *figures,
                               const pain_paired_witness *witness)
{
    PAIN__FLOATS;
    pain__paired p;

    if (witness == NULL || witness->n_cells > PAIN_PAIRED_MOST_CELLS ||
        pain__paired_begin(&p, figures) != PAIN_OK)
        return false;
    return has_cells(&p.figures, witness) && has_frame(&p.before, witness, false) &&
           has_frame(&p.after, witness, true) && has_claims(&p.figures, witness);
}
