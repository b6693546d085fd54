/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_FIGURES_H
#define PAINSTAT_FIGURES_H
/** @file
 * Whether n whole scores on a scale can have the reported mean, SD, median, minimum and maximum,
 * and if so an example, if not the reason.
 *
 * Exact: with S the sum of the scores (in steps) and Q that of their squares, a printed mean is a
 * window of sums, a printed SD a window of n Q - S^2, and a rule in constant time says which pairs
 * (S, Q) n scores on 0..K can have (docs/claims.md proves it). n up to 10^6, scales up to 100
 * steps. Binary data (DEBIT) are the scale of one step. */

#include <stddef.h>

#include <painstat/granularity.h>

PAIN_BEGIN_DECLS

/** What the figure beside the mean is. It is often not said; try all. */
typedef enum pain_spread {
    PAIN_SPREAD_SD = 0,   /**< SD, divided by n - 1 */
    PAIN_SPREAD_SD_N = 1, /**< SD, divided by n */
    PAIN_SPREAD_SE = 2,   /**< standard error, SD / sqrt(n), divided by n - 1 */
    PAIN_SPREAD_SE_N = 3  /**< the same, divided by n */
} pain_spread;

/** How many kinds there are; they are numbered from 0. */
#define PAIN_SPREADS 4

/** What is printed of one sample. A range that is all zero is a figure that is not given. */
typedef struct pain_figures {
    size_t size;    /**< sizeof(pain_figures) */
    pain_grid grid; /**< steps 1 to 100; or 0, no limits known: then no median, minimum, maximum */
    int64_t n;      /**< patients, 1 to 10^6 */
    pain_range mean, spread;
    pain_range median;           /**< the middle score, or half the sum of the two middle ones */
    pain_range minimum, maximum; /**< observed */
    int32_t spread_kind;         /**< a pain_spread */
} pain_figures;

/** How many patients have each score: count[i] at the score first + i, for i = 0..steps. */
typedef struct pain_witness {
    int64_t n, sum, square; /**< patients; sum of scores; sum of their squares */
    int64_t first;          /**< 0 on a grid with limits */
    int32_t steps;
    int64_t count[101];
} pain_witness;

/** Why a sample cannot exist. */
typedef enum pain_reason {
    PAIN_REASON_NONE = 0,
    PAIN_REASON_MEAN = 1,   /**< no sum of n scores has such a mean */
    PAIN_REASON_NO_SD = 2,  /**< an SD of one patient, or below 0 */
    PAIN_REASON_WHOLE = 3,  /**< no whole sum of squares as even or odd as the sum has that SD */
    PAIN_REASON_SMALL = 4,  /**< the SD is smaller than the flattest scores with that sum have */
    PAIN_REASON_LARGE = 5,  /**< the SD is larger than scores on the scale can have */
    PAIN_REASON_GAP = 6,    /**< the scores would nearly all be at the ends of the scale, and those
                                  few between do not add up */
    PAIN_REASON_ORDER = 7,  /**< the median, minimum or maximum do not go with the rest */
    PAIN_REASON_SEVERAL = 8 /**< each sum fails, not all for the same reason */
} pain_reason;

/** The reason in numbers, enough to check it again. */
typedef struct pain_certificate {
    int32_t reason;
    int64_t n;
    int64_t first, last; /**< the sums that the mean allows (none: last = first - 1) */
    int64_t failed[9];   /**< how many of these sums fail for each pain_reason */
    int64_t sum;         /**< the one in the middle, */
    int64_t low, high;   /**< the sums of squares that the SD allows with it, not cut to ... */
    int64_t least, most; /**< ... what the flattest scores and those at the ends would have */
    int64_t reserved[4]; /**< zero */
} pain_certificate;

/** The outcome of a check. */
typedef struct pain_finding {
    int32_t verdict;  /**< PAIN_POSSIBLE, PAIN_IMPOSSIBLE or PAIN_UNDECIDED */
    bool has_witness; /**< possible, with an example (always on a grid with limits) */
    pain_witness witness;
    pain_certificate certificate; /**< when not possible */
    uint64_t reserved[4];         /**< zero */
} pain_finding;

/** The verdict alone, PAIN_POSSIBLE or PAIN_IMPOSSIBLE: about 0.4 microseconds on NRS-11.
 *  PAIN_EINVAL: NULL, a grid, range, n or kind beyond the bounds above, order figures without
 *  limits. PAIN_EOVERFLOW: more than 100 steps, or figures too large. `verdict` is then
 *  PAIN_UNDECIDED. */
PAIN_API PAIN_MUST_CHECK pain_status pain_figures_possible(const pain_figures *figures,
                                                           int32_t *verdict);

/** The verdict with its proof. "Possible" has a witness, checked against every figure; "impossible"
 *  a certificate, checked by a second routine that shares nothing with the first but the arithmetic
 *  of ranges; where it gives up, after 10^6 nodes of its search, the verdict is PAIN_UNDECIDED.
 *  Errors as above. */
PAIN_API PAIN_MUST_CHECK pain_status pain_figures_check(const pain_figures *figures,
                                                        pain_finding *finding);

/** The next n, from..up_to, for which the figures are possible (`figures->n` is not looked at);
 *  PAIN_DONE when there is none, `n` is then 0. To list them, begin again at n + 1. */
PAIN_API PAIN_MUST_CHECK pain_status pain_figures_next_n(const pain_figures *figures, int64_t from,
                                                         int64_t up_to, int64_t *n);

/** Whether the counts have every figure: mean, spread, median, extremes, n, by direct calculation.
 */
PAIN_API bool pain_witness_check(const pain_figures *figures, const pain_witness *witness);

/** Whether the second routine finds the same: PAIN_IMPOSSIBLE, PAIN_UNDECIDED when it gave up, and
 *  PAIN_POSSIBLE when the certificate is wrong. */
PAIN_API int32_t pain_certificate_check(const pain_figures *figures,
                                        const pain_certificate *certificate);

/** The reason as an English sentence with its numbers, cut to `size` bytes (256 are enough). */
PAIN_API void pain_certificate_text(const pain_figures *figures,
                                    const pain_certificate *certificate, char *text, size_t size);

/** The smallest and the largest spread, of the kind in `figures`, that n scores with such a mean
 *  can have, on a grid with limits; the spread and order figures are not looked at. The squares are
 *  (n Q - S^2) times the same positive number: `least` and `most` are n Q - S^2. PAIN_DONE when no
 *  sum has the mean. NaN and 0 then and on failure. */
typedef struct pain_spread_limits {
    double smallest, largest;
    int64_t least, most;
} pain_spread_limits;

PAIN_API PAIN_MUST_CHECK pain_status pain_spread_bounds(const pain_figures *figures,
                                                        pain_spread_limits *limits);

PAIN_END_DECLS
#endif
