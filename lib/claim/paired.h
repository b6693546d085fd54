/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_CLAIM_PAIRED_H
#define PAIN_CLAIM_PAIRED_H
/* Figures of the same patients before and after, as rows over cells (baseline, endpoint). */

#include <painstat/paired_figures.h>

#include "base/base.h"
#include "claim/frame.h"

/* Rows: the number of patients, sum and squares of both times, two ends of each quantity and of the
 * median. */
enum { PAIN__PAIRED_ROWS = 7 + 2 * PAIN_PAIRED_QUANTITIES };

/* A quantity is 100 times the sum over patients of `numerator` / max(baseline, 1), over the sum of
 * `denominator`. */
typedef struct pain__share {
    int64_t numerator, denominator;
} pain__share;

/* Every sample with the figures has lower[i] <= sum over cells of patients x entry[i][cell] / max(
 * baseline, 1) <= upper[i]; INT64_MIN and INT64_MAX are no bound. */
typedef struct pain__paired {
    pain_paired_figures figures;
    pain__frame before, after;
    pain_allocator allocator;
    size_t n_cells, n_rows;
    int32_t *baseline, *endpoint; /* n_cells */
    int64_t *entry;               /* n_rows x n_cells */
    int64_t lower[PAIN__PAIRED_ROWS], upper[PAIN__PAIRED_ROWS];
    bool contradiction; /* a figure alone is impossible */
} pain__paired;

/* Checks the figures, without rows; EINVAL, EOVERFLOW. There is nothing to free. */
pain_status pain__paired_begin(pain__paired *paired, const pain_paired_figures *figures);

/* The same and makes the rows; also ENOMEM, and nothing to free then. */
pain_status pain__paired_init(pain__paired *paired, const pain_paired_figures *figures);
void pain__paired_free(pain__paired *paired);

/* What a patient of the cell gives to a quantity. */
pain__share pain__paired_share(const pain_paired_figures *figures, int32_t quantity,
                               int32_t baseline, int32_t endpoint);

/* Whether all samples are impossible, proved by the multipliers of rows (any numbers). */
pain_status pain__paired_proves_none(const pain__paired *paired, const double *multiplier,
                                     bool *proved);

/* Whether no sample has more (way 1) or less (-1) than (bound + way room) / 10^6 percent of the
 * quantity, proved by the multipliers that are best for `bound`. EOVERFLOW when the numbers are too
 * large. */
pain_status pain__paired_proves_bound(const pain__paired *paired, int32_t quantity, int way,
                                      int64_t bound, int64_t room, const double *multiplier,
                                      bool *proved);

/* pain_paired_check with so many trials for an example; PAIN__PAIRED_TRIALS is usual. */
enum { PAIN__PAIRED_TRIALS = 150000 };
pain_status pain__paired_check(const pain_paired_figures *figures, uint64_t seed, size_t trials,
                               int32_t *verdict, pain_paired_witness *witness);

/* Looks for whole patients with every figure, and among such for much (way 1), little (-1) or any
 * (0) of the quantity, beginning near `patients`, which may be parts, in so many trials. `found`
 * says whether there are. ENOMEM. */
pain_status pain__paired_search(const pain__paired *paired, int32_t quantity, int way,
                                uint64_t seed, size_t trials, const double *patients, bool *found,
                                pain_paired_witness *witness);

/* paired_witness.c: pain_paired_witness_value and pain_paired_witness_median of any cells. */
pain_status pain__cells_value(const pain_paired_figures *figures, const pain_paired_cell *cells,
                              size_t n_cells, int32_t quantity, int64_t *numerator,
                              int64_t *denominator);
pain_status pain__cells_median(const pain_paired_cell *cells, size_t n_cells, int64_t *numerator,
                               int64_t *denominator);

#endif
