/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_VERIFY_H
#define PAINSTAT_VERIFY_H
/** @file
 * Claims against data: each claim under every definition that it leaves open.
 *
 * "84 % reduction" does not say of whom, by which percentage, when, and what became of those who
 * left. Each combination of answers is a cell with its own estimate, interval and verdict; what the
 * claim says itself, such as "of completers", is not varied. No cell is picked in silence: the
 * verdict on a claim counts all of them, and the usual pre-specified reading is marked.
 *
 * The choices (factors) and their levels:
 *
 *  - definition, of a percent reduction: mean of percentages, reduction of the means, median;
 *  - population: completers, everyone who started; of n, everyone evaluated too;
 *  - missing rule: observed only, non-responder (shares, but not "worse"), BOCF, LOCF;
 *  - endpoint: that of the rules; the last score right after a session, where the rules have the
 *    last before one (and the reverse); and each visit that has a name and is a follow-up, at most
 *    6;
 *  - cut: near zero 0, 10 and 20 % of the scale's range (0, 1, 2 of NRS-11), responders 30 and 50
 *    %;
 *  - responders: of claims "of responders" alone, who are those with that cut.
 *
 *  A missing rule that changes nobody's endpoint gives the cell of "observed" again, and is no cell
 *  of its own: see pain_verify_cell.rules. */

#include <painstat/claim.h>
#include <painstat/outcome.h>

PAIN_BEGIN_DECLS

/** What the data say of a claim, or of one cell.
 *
 *  The set is that of pain_claim_range: of a printed figure all that print so, of "> 90 %" all
 *  above. The interval is two-sided at `level`; where the set has one end, it is the pair of
 *  one-sided bounds at `level` each. Then
 *
 *  - a set with two ends ("=", about, between): supported when the estimate is in the set;
 *    contradicted when it is not, and the interval has no number in common with the set; else
 *    undecided;
 *  - a set with one end (">", ">=", "<", "<="): supported when the whole interval is in the set, so
 *    the bound on the near side is beyond the figure; contradicted when the interval has no number
 *    in common with it; else undecided.
 *
 *  So "=" is a statement on these patients, ">" one on the patients that they stand for. "47 of 52"
 *  is supported by 47 of 52 alone, and contradicted by way of the share. n, SD, SE, minimum and
 *  maximum are facts of these patients: value and limits are one number. Shares are compared with
 *  the set as integers; a mean within 1e-12 (relatively) of an end counts as that end. An interval
 *  that does not exist, or says nothing because all values are equal, leaves a cell undecided
 *  unless its estimate is in a set with two ends.
 *
 *  A claim is supported when all its cells are, supported only under some choices when some are,
 *  contradicted when all are, and undecided otherwise. Cells without an estimate do not count. */
typedef enum pain_support {
    PAIN_SUPPORT_NONE = 0, /**< there is no estimate; of a claim: in no cell */
    PAIN_SUPPORT_YES = 1,
    PAIN_SUPPORT_NO = 2,        /**< contradicted */
    PAIN_SUPPORT_UNDECIDED = 3, /**< at this number of patients */
    PAIN_SUPPORT_ONLY_UNDER = 4 /**< of a claim: in some cells, not in all */
} pain_support;

/** "supported", "contradicted", "undecided", "only under some choices"; "undefined" for the rest.
 */
PAIN_API const char *pain_support_name(int32_t support);

/** The choices, in the order of pain_verify_cell.level. */
typedef enum pain_factor {
    PAIN_FACTOR_DEFINITION = 0, /**< a pain_claim_definition */
    PAIN_FACTOR_POPULATION = 1, /**< a pain_population */
    PAIN_FACTOR_MISSING = 2,    /**< a pain_missing_rule */
    PAIN_FACTOR_ENDPOINT = 3,   /**< an index of pain_verification_endpoints */
    PAIN_FACTOR_CUT = 4,        /**< in points for near zero, in percent for responders */
    PAIN_FACTOR_RESPONDERS = 5  /**< in percent */
} pain_factor;

#define PAIN_FACTORS 6

/** "definition", "population", "missing rule", "endpoint", "cut", "responders"; "none" else. */
PAIN_API const char *pain_factor_name(int32_t factor);

/** What to verify against. NULL, or zero in a member, means the default. */
typedef struct pain_verify_options {
    size_t size;                    /**< sizeof(pain_verify_options) */
    const pain_course_rules *rules; /**< NULL: the defaults */
    int32_t one_endpoint;           /**< not 0: the endpoint of the rules alone */
    int32_t rounding;               /**< a pain_rounding, of printed figures */
    double level;                   /**< of bounds and intervals: above 0.5, below 1; 0: 0.95 */
    const double *near_zero;        /**< cuts where the claim has none, in points; NULL: as above */
    size_t n_near_zero;
    const double *responder; /**< the same in percent */
    size_t n_responder;
} pain_verify_options;

/** One reading of a claim. */
typedef struct pain_verify_cell {
    double level[PAIN_FACTORS]; /**< by pain_factor; NaN where the choice does not arise */
    uint32_t rules; /**< bit m: missing rule m gives this cell; 0 where the choice does not arise */
    int32_t support;  /**< a pain_support */
    int32_t reserved; /**< zero */
    int32_t marked;   /**< 1: the reading most often pre-specified: everyone who started, the rules'
                         endpoint, non-responder for shares and no change (BOCF) for the rest (LOCF
                         for "worse"), mean of percentages, near zero at 10 % of the range,
                         responders at 50 %; where the claim says otherwise, the nearest to it */
    double value, lower, upper;  /**< in the claim's unit: points, percent, or patients */
    double nearest;              /**< of the set: `value` if it is in it, else the end next to it */
    uint64_t fits_from, fits_to; /**< shares: numerators over this denominator that are in the set;
                                      from > to: none */
    uint64_t needs_from, needs_to; /**< shares: numerators that the claim would be supported by */
    pain_estimate estimate;        /**< as from its function: shares from 0 to 1 */
} pain_verify_cell;

/** What comes of all cells of a claim. For each choice, the pairs of cells that are alike in all
 *  else are counted, and among them those whose verdicts differ; a cell of several missing rules is
 *  alike with the cell of each. */
typedef struct pain_verified {
    pain_claim claim;
    int32_t support; /**< a pain_support */
    int32_t
        driver; /**< the choice with the largest share of differing pairs, of equals the one with
                          the larger difference of estimates; -1: all verdicts are the same */
    size_t n_cells, supported, contradicted, undecided;
    size_t marked;                /**< index of the marked cell; n_cells: it has no estimate */
    uint64_t pairs[PAIN_FACTORS]; /**< compared, by pain_factor */
    uint64_t differ[PAIN_FACTORS];
    double largest[PAIN_FACTORS]; /**< the largest difference of two estimates of a pair; 0: none */
} pain_verified;

/** An endpoint that was used. */
typedef struct pain_verify_endpoint {
    int32_t rule;      /**< a pain_endpoint_rule */
    const char *visit; /**< of PAIN_ENDPOINT_VISIT; else NULL */
} pain_verify_endpoint;

typedef struct pain_verification pain_verification;

/** Verifies `n` claims against sessions, which may be freed afterwards. Statuses of
 *  pain_courses_new; PAIN_EINVAL for NULL, a claim that pain_claim_parse did not make, of a result
 *  or of one of two groups, a level, rounding or cut out of range; PAIN_EOVERFLOW of
 *  pain_claim_range. All write NULL, and `error` says what; its record is the number of the claim,
 *  from 1, where it is one. O(rows) and then O(distinct pairs) a cell, with O(cells^2) comparisons
 *  of cells a claim. */
PAIN_API PAIN_MUST_CHECK pain_status pain_verification_new(pain_verification **verification,
                                                           const pain_sessions *sessions,
                                                           const pain_claim *claims, size_t n,
                                                           const pain_verify_options *options,
                                                           const pain_allocator *allocator,
                                                           pain_error *error);
/** Frees it; NULL does nothing. */
PAIN_API void pain_verification_free(pain_verification *verification);

/** The claims in the order given, the cells of one (NULL and 0 beyond the end), and the endpoints;
 *  borrowed. */
PAIN_API const pain_verified *pain_verification_claims(const pain_verification *verification,
                                                       size_t *n);
PAIN_API const pain_verify_cell *pain_verification_cells(const pain_verification *verification,
                                                         size_t claim, size_t *n);
PAIN_API const pain_verify_endpoint *pain_verification_endpoints(
    const pain_verification *verification, size_t *n);

/** The level of the intervals. */
PAIN_API double pain_verification_level(const pain_verification *verification);

PAIN_END_DECLS
#endif
