/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_TALLY_H
#define PAINSTAT_TALLY_H
/** @file
 * Tallies: distinct values with their counts.
 *
 * Pain scores take few values, so a million patients are at most 11 or 101 counts. Everything in
 * painstat's statistics runs over distinct values; tallies of parts (sites, files, threads) merge
 * by adding counts, and hold no patient. Any finite double is a value and is kept exactly; -0
 * counts as 0. */

#include <stddef.h>
#include <stdint.h>

#include <painstat/alloc.h>
#include <painstat/defs.h>
#include <painstat/status.h>

PAIN_BEGIN_DECLS

typedef struct pain_tally pain_tally; /**< values x */
typedef struct pain_pairs
    pain_pairs; /**< pairs (x, y), such as baseline and endpoint of one patient */

/** What a tally holds, in ascending order of x, then y. Borrowed: valid until the tally is next
 * changed or freed. A caller may fill one itself for the functions that take it: finite, distinct,
 * ascending values, counts that add up to n, at most 2^63 - 1; a count of 0 is passed over, so a
 * bootstrap resample is one, too. What is not so is PAIN_EINVAL there. */
typedef struct pain_counts {
    const double *x;
    const double *y; /**< NULL for a tally of single values */
    const uint64_t *count;
    size_t distinct; /**< how many distinct values or pairs */
    uint64_t n;      /**< the sum of the counts */
} pain_counts;

/** Makes an empty tally. PAIN_ENOMEM writes NULL. Here and below, NULL for what must be there is
 * PAIN_EINVAL. */
PAIN_API PAIN_MUST_CHECK pain_status pain_tally_new(pain_tally **tally,
                                                    const pain_allocator *allocator);
/** Frees it; NULL does nothing. */
PAIN_API void pain_tally_free(pain_tally *tally);

/** Counts `x` another `count` times (0 does nothing). O(log distinct) for a value that is there,
 * O(distinct) for a new one. PAIN_ENONFINITE, PAIN_ENOMEM, PAIN_EOVERFLOW (n would pass 2^63 - 1)
 * leave the tally as it was. */
PAIN_API PAIN_MUST_CHECK pain_status pain_tally_add(pain_tally *tally, double x, uint64_t count);

/** Counts each of the `n` values of an array: O(n log n), with few distinct values O(n) and little
 * memory. On an error, those of pain_tally_add, the tally is as it was. */
PAIN_API PAIN_MUST_CHECK pain_status pain_tally_add_array(pain_tally *tally, const double *x,
                                                          size_t n);

/** Adds the counts of `from`, which stays as it is (unless it is `into`, whose counts then double).
 * An empty tally changes nothing. O(distinct). On an error, PAIN_ENOMEM or PAIN_EOVERFLOW, `into` is as
 * it was. */
PAIN_API PAIN_MUST_CHECK pain_status pain_tally_merge(pain_tally *into, const pain_tally *from);

/** A look at the content; nothing of NULL. */
PAIN_API pain_counts pain_tally_counts(const pain_tally *tally);

/** The same for pairs. */
PAIN_API PAIN_MUST_CHECK pain_status pain_pairs_new(pain_pairs **pairs,
                                                    const pain_allocator *allocator);
PAIN_API void pain_pairs_free(pain_pairs *pairs);
PAIN_API PAIN_MUST_CHECK pain_status pain_pairs_add(pain_pairs *pairs, double x, double y,
                                                    uint64_t count);
PAIN_API PAIN_MUST_CHECK pain_status pain_pairs_add_arrays(pain_pairs *pairs, const double *x,
                                                           const double *y, size_t n);
PAIN_API PAIN_MUST_CHECK pain_status pain_pairs_merge(pain_pairs *into, const pain_pairs *from);
PAIN_API pain_counts pain_pairs_counts(const pain_pairs *pairs);

PAIN_END_DECLS
#endif
