/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_NUM_SIMPLEX_H
#define PAIN_NUM_SIMPLEX_H
/* Linear programs with few rows. */

#include "base/base.h"

/* Maximise objective . x over x >= 0 with lower[i] <= row i . x <= upper[i]; a bound may be
 * infinite. `rows` is n_rows x n_columns, one row after the other. */
typedef struct pain__program {
    size_t n_rows, n_columns;
    const double *objective, *rows, *lower, *upper;
} pain__program;

/* What the simplex method found, up to rounding: whoever needs certainty checks it (x by putting it
 * in, the multipliers by weak duality). Both arrays are the caller's. */
typedef struct pain__optimum {
    double value;       /* NaN unless optimal */
    double *x;          /* n_columns: the vertex; at most n_rows of them are not 0 */
    double *multiplier; /* n_rows. Optimal: objective . x <= sum of multiplier x the bound it faces
                           (the upper one if positive), for all x allowed. Infeasible: the sum over
                           rows of multiplier x row is nowhere above 0, while multiplier x what the
                           bounds allow is always above 0. */
} pain__optimum;

/* PAIN_OK: optimal. PAIN_EUNDEFINED: no x is allowed. PAIN_EOVERFLOW: unbounded. PAIN_ENOCONV: too
 * many steps. PAIN_ENOMEM. A dense dictionary of n_rows x n_columns doubles; each step costs as
 * much, and there are usually two or three for a row. Source: Dantzig 1963, chapters 5 and 18;
 * Bland 1977 against cycles. */
pain_status pain__simplex(const pain__program *program, const pain_allocator *allocator,
                          pain__optimum *optimum);

#endif
