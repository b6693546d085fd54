/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The primal simplex method with bounds on all variables: G. B. Dantzig, Linear Programming and
 * Extensions (1963), chapters 5 and 18. Each row has a variable of its own, row . x, between the
 * row's bounds. A dictionary says each basic variable as a sum over the others, which stand at one
 * of their bounds. While a basic variable is out of bounds, the sum of what is lacking takes the
 * place of the objective. R. G. Bland, Math. Oper. Res. 2 (1977) 103-107: the least index never
 * cycles. */
#include <config.h>

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "num/simplex.h"

/* Variables are numbered: columns first, then rows. */
typedef struct dictionary {
    const pain__program *program;
    double *entry;    /* n_rows x n_columns: basic i per unit of other j */
    double *gain;     /* n_columns: the objective per unit of other j */
    double *slope;    /* n_columns: what is maximised now per unit of other j */
    double *at;       /* n_columns: where other j stands */
    double *value;    /* n_rows: where basic i stands */
    size_t *basic;    /* n_rows: the variable that is basic i */
    size_t *other;    /* n_columns: the variable that is other j */
    double tolerance; /* of being within bounds */
} dictionary;

static double lower_of(const dictionary *d, size_t variable)
{
    size_t columns = d->program->n_columns;

    return variable < columns ? 0 : d->program->lower[variable - columns];
}

static double upper_of(const dictionary *d, size_t variable)
{
    size_t columns = d->program->n_columns;

    return variable < columns ? INFINITY : d->program->upper[variable - columns];
}

/* How basic i is out of bounds: 1 too low, -1 too high, 0 not. */
static int lacks(const dictionary *d, size_t i)
{
    if (d->value[i] < lower_of(d, d->basic[i]) - d->tolerance)
        return 1;
    return d->value[i] > upper_of(d, d->basic[i]) + d->tolerance ? -1 : 0;
}

/* Where the basic variables stand, and what is to be maximised; whether all are within bounds. */
static bool evaluate(dictionary *d)
{
    size_t rows = d->program->n_rows, columns = d->program->n_columns;
    bool feasible = true;

    for (size_t i = 0; i < rows; i++) {
        const double *entry = d->entry + i * columns;

        d->value[i] = 0;
        for (size_t j = 0; j < columns; j++)
            if (d->at[j] != 0)
                d->value[i] += entry[j] * d->at[j];
        feasible = feasible && lacks(d, i) == 0;
    }
    if (feasible) {
        memcpy(d->slope, d->gain, columns * sizeof *d->slope);
        return true;
    }
    for (size_t j = 0; j < columns; j++)
        d->slope[j] = 0;
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < columns && lacks(d, i) != 0; j++)
            d->slope[j] += lacks(d, i) * d->entry[i * columns + j];
    return false;
}

/* The direction in which moving other j gains: 1, -1, or 0 when neither does. */
static int direction(const dictionary *d, size_t j, double least)
{
    double low = lower_of(d, d->other[j]), high = upper_of(d, d->other[j]);

    if (low == high)
        return 0;
    if (d->slope[j] > least && d->at[j] < high)
        return 1;
    return d->slope[j] < -least && d->at[j] > low ? -1 : 0;
}

/* The other variable to move: that of the steepest slope, or by Bland the first by number. */
static size_t entering(const dictionary *d, bool by_number)
{
    size_t columns = d->program->n_columns, best = columns;
    double steepest = 0;

    for (size_t j = 0; j < columns; j++)
        steepest = fmax(steepest, fabs(d->slope[j]));
    double least = 1e-11 * fmax(1, steepest), found = 0;

    for (size_t j = 0; j < columns; j++) {
        if (direction(d, j, least) == 0)
            continue;
        if (best == columns ||
            (by_number ? d->other[j] < d->other[best] : fabs(d->slope[j]) > found)) {
            best = j;
            found = fabs(d->slope[j]);
        }
    }
    return best;
}

/* How far other j may move: until basic *leaving meets a bound (n_rows: until its own other bound).
 */
static double step_of(const dictionary *d, size_t j, int way, size_t *leaving)
{
    size_t rows = d->program->n_rows, columns = d->program->n_columns;
    double step = upper_of(d, d->other[j]) - lower_of(d, d->other[j]), pivot = 0;

    *leaving = rows;
    for (size_t i = 0; i < rows; i++) {
        double rate = way * d->entry[i * columns + j];

        if (fabs(rate) < 1e-10)
            continue;
        int lack = lacks(d, i);
        double low = lower_of(d, d->basic[i]), high = upper_of(d, d->basic[i]);
        double bound = rate > 0 ? (lack > 0 ? low : high) : (lack < 0 ? high : low);

        if ((rate > 0 && lack < 0) || (rate < 0 && lack > 0) || isinf(bound))
            continue;
        double far = fmax((bound - d->value[i]) / rate, 0);

        if (far < step || (far == step && fabs(rate) > pivot)) {
            step = far;
            *leaving = i;
            pivot = fabs(rate);
        }
    }
    return step;
}

/* Makes other j basic in place of basic r, which then stands at `at`. */
static void exchange(dictionary *d, size_t r, size_t j, double at)
{
    size_t rows = d->program->n_rows, columns = d->program->n_columns;
    double *row = d->entry + r * columns, pivot = row[j];
    size_t variable = d->basic[r];

    for (size_t k = 0; k < columns; k++)
        row[k] = k == j ? 1 / pivot : -row[k] / pivot;
    for (size_t i = 0; i <= rows; i++) {
        double *entry = i < rows ? d->entry + i * columns : d->gain;
        double factor = entry[j];

        if (i == r || factor == 0)
            continue;
        entry[j] = 0;
        for (size_t k = 0; k < columns; k++)
            entry[k] += factor * row[k];
    }
    d->basic[r] = d->other[j];
    d->other[j] = variable;
    d->at[j] = at;
}

/* One step; PAIN_DONE when none gains, PAIN_EOVERFLOW when it never ends. */
static pain_status move(dictionary *d, bool by_number)
{
    size_t rows = d->program->n_rows, j = entering(d, by_number), leaving;

    if (j == d->program->n_columns)
        return PAIN_DONE;
    int way = d->slope[j] > 0 ? 1 : -1;
    double step = step_of(d, j, way, &leaving);

    if (isinf(step))
        return PAIN_EOVERFLOW;
    if (leaving == rows) {
        d->at[j] += way * step;
        return PAIN_OK;
    }
    size_t variable = d->basic[leaving];
    double rate = way * d->entry[leaving * d->program->n_columns + j];
    int lack = lacks(d, leaving);
    bool at_upper = rate > 0 ? lack <= 0 : lack < 0;

    exchange(d, leaving, j, at_upper ? upper_of(d, variable) : lower_of(d, variable));
    return PAIN_OK;
}

static void begin(dictionary *d)
{
    const pain__program *p = d->program;
    double largest = 1;

    memcpy(d->entry, p->rows, p->n_rows * p->n_columns * sizeof *d->entry);
    memcpy(d->gain, p->objective, p->n_columns * sizeof *d->gain);
    for (size_t j = 0; j < p->n_columns; j++) {
        d->other[j] = j;
        d->at[j] = 0;
    }
    for (size_t i = 0; i < p->n_rows; i++) {
        d->basic[i] = p->n_columns + i;
        if (isfinite(p->lower[i]))
            largest = fmax(largest, fabs(p->lower[i]));
        if (isfinite(p->upper[i]))
            largest = fmax(largest, fabs(p->upper[i]));
    }
    d->tolerance = 1e-11 * largest;
}

/* x and the multipliers, those of an infeasible program when it is one. */
static void finish(const dictionary *d, bool feasible, pain__optimum *optimum)
{
    size_t rows = d->program->n_rows, columns = d->program->n_columns;

    for (size_t j = 0; j < columns; j++)
        optimum->x[j] = 0;
    for (size_t i = 0; i < rows; i++)
        optimum->multiplier[i] = 0;
    for (size_t i = 0; i < rows; i++)
        if (d->basic[i] < columns)
            optimum->x[d->basic[i]] = fmax(d->value[i], 0);
        else if (!feasible)
            optimum->multiplier[d->basic[i] - columns] = lacks(d, i);
    for (size_t j = 0; j < columns; j++)
        if (d->other[j] < columns)
            optimum->x[d->other[j]] = d->at[j];
        else
            optimum->multiplier[d->other[j] - columns] = feasible ? d->slope[j] : -d->slope[j];
    optimum->value = feasible ? 0 : NAN;
    for (size_t j = 0; j < columns && feasible; j++)
        optimum->value += d->program->objective[j] * optimum->x[j];
}

static pain_status run(dictionary *d, pain__optimum *optimum)
{
    size_t most = 100 * (d->program->n_rows + d->program->n_columns) + 1000;

    for (size_t steps = 0; steps < most; steps++) {
        bool feasible = evaluate(d);
        pain_status status = move(d, steps > most / 2);

        if (status == PAIN_OK)
            continue;
        finish(d, feasible, optimum);
        if (status == PAIN_DONE)
            return feasible ? PAIN_OK : PAIN_EUNDEFINED;
        optimum->value = NAN;
        return feasible ? status : PAIN_ENOCONV;
    }
    return PAIN_ENOCONV;
}

pain_status pain__simplex(const pain__program *program, const pain_allocator *allocator,
                          pain__optimum *optimum)
{
    const pain_allocator a = pain__allocator(allocator);
    size_t rows = program->n_rows, columns = program->n_columns;
    size_t doubles = rows * columns + 3 * columns + rows, numbers = rows + columns;
    double *real = NULL;
    size_t *number = NULL;
    pain_status status = PAIN_ENOMEM;

    optimum->value = NAN;
    real = pain__alloc(&a, doubles, sizeof *real);
    number = pain__alloc(&a, numbers, sizeof *number);
    if (real != NULL && number != NULL) {
        dictionary d = {.program = program,
                        .entry = real,
                        .gain = real + rows * columns,
                        .slope = real + rows * columns + columns,
                        .at = real + rows * columns + 2 * columns,
                        .value = real + rows * columns + 3 * columns,
                        .basic = number,
                        .other = number + rows};

        begin(&d);
        status = run(&d, optimum);
    }
    pain__free(&a, real);
    pain__free(&a, number);
    return status;
}
