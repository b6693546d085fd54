/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_PAIRED_FIGURES_H
#define PAINSTAT_PAIRED_FIGURES_H
/** @file
 * What figures printed of the same patients before and after imply for one another: whether they
 * can be true together, and how far a percent reduction or a share of patients can lie.
 *
 * Unknown is how many patients went from each baseline a to each endpoint b; the figures bound sums
 * over these (a, b). Allowing parts of patients, the furthest values are found by linear
 * programming and then proved by multiplication of whole numbers, so a bound never cuts off
 * anything possible. What whole patients can reach is shown by an example. Scores count steps from
 * free of pain: 0, 1, ..., steps. docs/claims.md has the proof. */

#include <stddef.h>

#include <painstat/figures.h>

PAIN_BEGIN_DECLS

/** What is asked, in percent. B is the baseline, E the endpoint. */
typedef enum pain_paired_quantity {
    PAIN_PAIRED_MEAN_PERCENT = 0,     /**< mean of 100 (B - E) / B over patients with B > 0 */
    PAIN_PAIRED_PERCENT_OF_MEANS = 1, /**< 100 (1 - mean E / mean B) over all */
    PAIN_PAIRED_NEAR_ZERO = 2,        /**< 100 x share of all with E <= cut */
    PAIN_PAIRED_RESPONDERS = 3, /**< 100 x share of all with B > 0 and 100 (B - E) >= percent B */
    PAIN_PAIRED_MEDIAN_PERCENT = 4, /**< median of 100 (B - E) / B over patients with B > 0, of an
                                         even number halfway between the middle two */
    PAIN_PAIRED_BETTER = 5,         /**< 100 x share of all with E < B */
    PAIN_PAIRED_WORSE = 6           /**< 100 x share of all with E > B */
} pain_paired_quantity;

/** How many of them the functions below know; they are numbered from 0. The others are for
 *  painstat/pairings.h. */
#define PAIN_PAIRED_QUANTITIES 4

/** The quantity's name, such as "mean of percentages"; "unknown" for a number that is none. */
PAIN_API const char *pain_paired_quantity_name(int32_t quantity);

/** What is printed, and what is assumed. A range that is all zero is a figure that is not given. */
typedef struct pain_paired_figures {
    size_t size;    /**< sizeof(pain_paired_figures) */
    pain_grid grid; /**< steps 1 to 100; `lowest` is free of pain */
    int64_t n;      /**< patients with both scores, 1 to 10^6 */
    pain_range baseline_mean, baseline_spread, endpoint_mean, endpoint_spread;
    int32_t spread_kind;                        /**< a pain_spread, of both */
    int32_t least_baseline;                     /**< no patient began below so many steps; 0: any */
    bool nobody_worse;                          /**< E <= B for all */
    int32_t cut;                                /**< of near zero, in steps */
    int32_t percent;                            /**< of responders, 1 to 100 */
    pain_range claimed[PAIN_PAIRED_QUANTITIES]; /**< by pain_paired_quantity, in percent */
    pain_range median_percent; /**< median of 100 (B - E) / B over patients with B > 0 */
    uint64_t reserved[4];      /**< zero */
} pain_paired_figures;

/** A group of patients who went from one score to another. */
typedef struct pain_paired_cell {
    int32_t baseline, endpoint; /**< in steps */
    int64_t patients;
} pain_paired_cell;

/** An example: cells with patients, at most so many. */
enum { PAIN_PAIRED_MOST_CELLS = 128 };
typedef struct pain_paired_witness {
    size_t n_cells;
    pain_paired_cell cell[PAIN_PAIRED_MOST_CELLS];
} pain_paired_witness;

/** One end of what a quantity can be. */
typedef struct pain_paired_end {
    double bound; /**< proved: nothing that the figures allow lies beyond. In percent, a multiple of
                           10^-6 */
    double reached; /**< what the example has; NaN without one */
    bool
        has_witness; /**< whole patients reach `reached`; without, it is open whether any sample has
                           all the figures */
    pain_paired_witness witness;
} pain_paired_end;

/** Whether samples with all the figures can exist: PAIN_IMPOSSIBLE is proved in whole numbers;
 *  PAIN_POSSIBLE comes with an example in `witness`, which has every figure; PAIN_UNDECIDED: parts
 *  of patients could, whole ones were not found. PAIN_EINVAL: NULL, a figure, grid, n or cut beyond
 *  the bounds above; PAIN_EOVERFLOW: numbers too large to prove anything; PAIN_ENOMEM. `verdict` is
 *  then PAIN_UNDECIDED and the witness empty. Some 0.1 to 0.5 ms on NRS-11, and up to 20 ms more
 *  for an example. `seed` starts the search for it. */
PAIN_API PAIN_MUST_CHECK pain_status pain_paired_check(const pain_paired_figures *figures,
                                                       uint64_t seed, int32_t *verdict,
                                                       pain_paired_witness *witness);

/** The smallest (`upper` false) or largest value of a quantity that the figures allow; what is
 *  claimed of that quantity itself counts among the figures. PAIN_EUNDEFINED: no sample has the
 *  figures, the quantity is not defined for all that do (every baseline 0), or parts of patients
 *  with baselines near 0 leave it without an end. Otherwise as pain_paired_check; `bound` is NaN on
 *  failure. `search` false leaves the example out. */
PAIN_API PAIN_MUST_CHECK pain_status pain_paired_bound(const pain_paired_figures *figures,
                                                       int32_t quantity, bool upper, bool search,
                                                       uint64_t seed, pain_paired_end *end);

/** Whether the example has all the figures, by direct calculation in whole numbers. */
PAIN_API bool pain_paired_witness_check(const pain_paired_figures *figures,
                                        const pain_paired_witness *witness);

/** The median of the percentages of an example as an exact fraction, of an even number of patients
 *  halfway between the middle two; PAIN_EUNDEFINED when no patient has B > 0. Both 0 on failure. */
PAIN_API PAIN_MUST_CHECK pain_status pain_paired_witness_median(const pain_paired_witness *witness,
                                                                int64_t *numerator,
                                                                int64_t *denominator);

/** A quantity of an example as an exact fraction, in percent; PAIN_EUNDEFINED without a
 *  denominator, PAIN_EOVERFLOW beyond 64 bits. Both 0 on failure. */
PAIN_API PAIN_MUST_CHECK pain_status pain_paired_witness_value(const pain_paired_figures *figures,
                                                               const pain_paired_witness *witness,
                                                               int32_t quantity, int64_t *numerator,
                                                               int64_t *denominator);

PAIN_END_DECLS
#endif
