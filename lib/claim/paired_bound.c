/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a quantity can lie, and whether the figures can be true together, by linear programs
 * whose answers are proved. A quantity is a quotient; its largest value u is where the largest
 * numerator - u denominator is 0, found as W. Dinkelbach, Management Science 13 (1967) 492-498, by
 * starting anew at the quotient of each vertex. */
#include <config.h>

#include <math.h>

#include "base/floats.h"
#include "claim/paired.h"
#include "num/simplex.h"

/* A program over the cells, and the vertex that solved it last. */
typedef struct solver {
    const pain__paired *paired;
    double *rows, *objective, *x; /* n_rows x n_cells; n_cells; n_cells */
    double lower[PAIN__PAIRED_ROWS], upper[PAIN__PAIRED_ROWS], multiplier[PAIN__PAIRED_ROWS];
    double value;
} solver;

static double scale_of(const pain__paired *p, size_t j)
{
    return p->baseline[j] > 0 ? p->baseline[j] : 1;
}

static pain_status solver_init(solver *s, const pain__paired *p)
{
    size_t n = p->n_cells;

    s->paired = p;
    s->rows = pain__alloc(&p->allocator, n * (p->n_rows + 2), sizeof *s->rows);
    if (s->rows == NULL)
        return PAIN_ENOMEM;
    s->objective = s->rows + n * p->n_rows;
    s->x = s->objective + n;
    for (size_t i = 0; i < p->n_rows; i++) {
        s->lower[i] = p->lower[i] == INT64_MIN ? -INFINITY : (double)p->lower[i];
        s->upper[i] = p->upper[i] == INT64_MAX ? INFINITY : (double)p->upper[i];
        for (size_t j = 0; j < n; j++)
            s->rows[i * n + j] = (double)p->entry[i * n + j] / scale_of(p, j);
    }
    return PAIN_OK;
}

static void solver_free(solver *s)
{
    pain__free(&s->paired->allocator, s->rows);
}

/* Way times the most of numerator - u denominator, u in percent, all in millionths as the proofs
 * are. */
static pain_status solve(solver *s, int32_t quantity, int way, double u)
{
    const pain__paired *p = s->paired;
    const pain__program program = {p->n_rows, p->n_cells, s->objective,
                                   s->rows,   s->lower,   s->upper};
    pain__optimum optimum = {.x = s->x, .multiplier = s->multiplier};

    for (size_t j = 0; j < p->n_cells; j++) {
        pain__share share =
            pain__paired_share(&p->figures, quantity, p->baseline[j], p->endpoint[j]);

        s->objective[j] =
            way * 1e6 * ((double)share.numerator / scale_of(p, j) - u * (double)share.denominator);
    }
    pain_status status = pain__simplex(&program, &p->allocator, &optimum);

    s->value = optimum.value;
    return status;
}

/* The quantity at the vertex; NaN without a denominator. */
static double quotient(const solver *s, int32_t quantity)
{
    const pain__paired *p = s->paired;
    double numerator = 0, denominator = 0;

    for (size_t j = 0; j < p->n_cells; j++)
        if (s->x[j] > 0) {
            pain__share share =
                pain__paired_share(&p->figures, quantity, p->baseline[j], p->endpoint[j]);

            numerator += s->x[j] * (double)share.numerator / scale_of(p, j);
            denominator += s->x[j] * (double)share.denominator;
        }
    return denominator > 1e-9 ? numerator / denominator : NAN;
}

/* The furthest quotient, not yet proved. The first program makes the denominator as large as it can
 * be; a later vertex without one changes nothing, unless the quotient has no end. */
static pain_status furthest(solver *s, int32_t quantity, int way, double *u)
{
    pain_status status = solve(s, quantity, way, way > 0 ? -1e5 : 1e5);

    *u = NAN;
    for (int i = 0; i < 60 && status == PAIN_OK; i++) {
        double next = quotient(s, quantity);

        if (isnan(next))
            return !isnan(*u) && s->value < 1 ? PAIN_OK : PAIN_EUNDEFINED;
        bool stands = !isnan(*u) && way * (next - *u) <= 1e-9 * (1 + fabs(next));

        *u = next;
        if (stands)
            return PAIN_OK;
        status = solve(s, quantity, way, *u);
    }
    return status == PAIN_OK ? PAIN_ENOCONV : status;
}

/* No percentage passes 100, and no share falls below 0. */
static double within_range(int32_t quantity, double bound)
{
    bool is_share = quantity == PAIN_PAIRED_NEAR_ZERO || quantity == PAIN_PAIRED_RESPONDERS;

    return fmin(is_share ? fmax(bound, 0) : bound, 100);
}

/* The nearest multiple of 10^-6 outwards of u that can be proved, by growing steps. */
static pain_status prove(const solver *s, int32_t quantity, int way, double u, double *bound)
{
    int64_t start = (int64_t)(way > 0 ? ceil(u * 1e6 - 1e-3) : floor(u * 1e6 + 1e-3)), step = 0;

    for (int i = 0; i < 30; i++) {
        bool proved;
        pain_status status = pain__paired_proves_bound(s->paired, quantity, way, start, step,
                                                       s->multiplier, &proved);

        if (status != PAIN_OK)
            return status;
        if (proved) {
            *bound = within_range(quantity, (double)(start + way * step) / 1e6);
            return PAIN_OK;
        }
        step = step == 0 ? 1 : 2 * step;
    }
    return PAIN_ENOCONV;
}

/* A program without answer has none only when that is proved. */
static pain_status confirm_none(const solver *s)
{
    bool proved;
    pain_status status = pain__paired_proves_none(s->paired, s->multiplier, &proved);

    if (status != PAIN_OK)
        return status;
    return proved ? PAIN_EUNDEFINED : PAIN_ENOCONV;
}

/* The value of the example, as a double. */
static double reached(const pain__paired *p, int32_t quantity, const pain_paired_witness *w)
{
    double numerator = 0, denominator = 0;

    for (size_t i = 0; i < w->n_cells; i++) {
        const pain_paired_cell *c = &w->cell[i];
        pain__share share = pain__paired_share(&p->figures, quantity, c->baseline, c->endpoint);

        numerator +=
            (double)c->patients * (double)share.numerator / (c->baseline > 0 ? c->baseline : 1);
        denominator += (double)c->patients * (double)share.denominator;
    }
    return denominator > 0 ? numerator / denominator : NAN;
}

static pain_status bound_by(solver *s, int32_t quantity, int way, bool search, uint64_t seed,
                            pain_paired_end *end)
{
    double u;
    pain_status status = furthest(s, quantity, way, &u);

    if (status == PAIN_EUNDEFINED && isnan(s->value))
        return confirm_none(s);
    if (status == PAIN_OK)
        status = prove(s, quantity, way, u, &end->bound);
    if (status == PAIN_OK && search)
        status = pain__paired_search(s->paired, quantity, way, seed, PAIN__PAIRED_TRIALS, s->x,
                                     &end->has_witness, &end->witness);
    if (status != PAIN_OK)
        end->bound = NAN;
    else if (end->has_witness)
        end->reached = reached(s->paired, quantity, &end->witness);
    if (isnan(end->reached)) /* patients who all began without pain */
        *end = (pain_paired_end){.bound = end->bound, .reached = NAN};
    return status;
}

pain_status pain_paired_bound(const pain_paired_figures *figures, int32_t quantity, bool upper,
                              bool search, uint64_t seed, pain_paired_end *end)
{
    PAIN__FLOATS;
    pain__paired p;
    solver s;

    if (end == NULL)
        return PAIN_EINVAL;
    *end = (pain_paired_end){.bound = NAN, .reached = NAN};
    if (quantity < 0 || quantity >= PAIN_PAIRED_QUANTITIES)
        return PAIN_EINVAL;
    pain_status status = pain__paired_init(&p, figures);

    if (status != PAIN_OK)
        return status;
    status = p.contradiction ? PAIN_EUNDEFINED : solver_init(&s, &p);
    if (status == PAIN_OK) {
        status = bound_by(&s, quantity, upper ? 1 : -1, search, seed, end);
        solver_free(&s);
    }
    pain__paired_free(&p);
    return status;
}

/* Possible with an example, impossible with a proof, else undecided. */
static pain_status decide(solver *s, uint64_t seed, size_t trials, int32_t *verdict,
                          pain_paired_witness *witness)
{
    pain_status status = solve(s, PAIN_PAIRED_NEAR_ZERO, 1, 0);

    if (status == PAIN_OK) {
        bool found;

        status = pain__paired_search(s->paired, PAIN_PAIRED_NEAR_ZERO, 0, seed, trials, s->x,
                                     &found, witness);
        if (found)
            *verdict = PAIN_POSSIBLE;
        return status;
    }
    if (status != PAIN_EUNDEFINED)
        return status == PAIN_ENOCONV ? PAIN_OK : status;
    status = confirm_none(s);
    if (status == PAIN_EUNDEFINED)
        *verdict = PAIN_IMPOSSIBLE;
    return status == PAIN_EUNDEFINED || status == PAIN_ENOCONV ? PAIN_OK : status;
}

pain_status pain__paired_check(const pain_paired_figures *figures, uint64_t seed, size_t trials,
                               int32_t *verdict, pain_paired_witness *witness)
{
    pain__paired p;
    solver s;

    if (verdict == NULL || witness == NULL)
        return PAIN_EINVAL;
    *verdict = PAIN_UNDECIDED;
    *witness = (pain_paired_witness){0};
    pain_status status = pain__paired_init(&p, figures);

    if (status != PAIN_OK)
        return status;
    if (p.contradiction)
        *verdict = PAIN_IMPOSSIBLE;
    else if ((status = solver_init(&s, &p)) == PAIN_OK) {
        status = decide(&s, seed, trials, verdict, witness);
        solver_free(&s);
    }
    pain__paired_free(&p);
    return status;
}

pain_status pain_paired_check(const pain_paired_figures *figures, uint64_t seed, int32_t *verdict,
                              pain_paired_witness *witness)
{
    PAIN__FLOATS;

    return pain__paired_check(figures, seed, PAIN__PAIRED_TRIALS, verdict, witness);
}
