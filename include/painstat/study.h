/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_STUDY_H
#define PAINSTAT_STUDY_H
/** @file
 * Claims about the same patients, checked together by exact arithmetic.
 *
 * What a report leaves open (which percent reduction, near zero up to which score, an SD divided by
 * n or n - 1, whether somebody got worse, n itself) is not chosen in silence: every combination is
 * a cell with a verdict of its own, an example or a reason. */

#include <painstat/alloc.h>
#include <painstat/claim.h>
#include <painstat/paired_figures.h>

PAIN_BEGIN_DECLS

/** What can be left open. A value of a choice is a number: a pain_claim_definition; a cut in steps;
 *  a percent; 0 for an SD divided by n - 1, 1 for n; 1 for nobody worse, 0 for anybody; steps. */
typedef enum pain_study_choice {
    PAIN_CHOICE_DEFINITION = 0,    /**< of percent reduction: mean of percentages, of means */
    PAIN_CHOICE_NEAR_ZERO = 1,     /**< at most 0, 1, 2 points (tenths of scales beyond 10) */
    PAIN_CHOICE_RESPONDERS = 2,    /**< at least 30 or 50 % */
    PAIN_CHOICE_SPREAD = 3,        /**< divisor of the SD */
    PAIN_CHOICE_NOBODY_WORSE = 4,  /**< an assumption, tried off and on */
    PAIN_CHOICE_LEAST_BASELINE = 5 /**< an assumption: nobody began below; tried at 0 and 1 step */
} pain_study_choice;

enum { PAIN_STUDY_CHOICES = 6, PAIN_STUDY_MOST_VALUES = 8 };

/** A value in words, such as "near zero is at most 1"; cut to `size` bytes (64 are enough). The
 *  grid turns steps into points; NULL: NRS-11. */
PAIN_API void pain_study_choice_text(const pain_grid *grid, int32_t choice, int32_t value,
                                     char *text, size_t size);

/** The choice's key, such as "near_zero"; "unknown" for a number that is none. */
PAIN_API const char *pain_study_choice_key(int32_t choice);

/** Numbers of patients that are possible, ends included. */
typedef struct pain_study_n {
    int64_t first, last;
} pain_study_n;

typedef enum pain_tried {
    PAIN_TRIED_BOTH = 0, /**< off and on, a cell each */
    PAIN_TRIED_ON = 1,   /**< assumed */
    PAIN_TRIED_OFF = 2   /**< not assumed */
} pain_tried;

/** What is known besides the claims. NULL, or zero in a member, means the default. */
typedef struct pain_study_options {
    size_t size;           /**< sizeof(pain_study_options) */
    const pain_grid *grid; /**< 1 to 100 steps; NULL: NRS-11 */
    const pain_study_n *n; /**< what n may be; none: 1 to most_n. Claims of n narrow it further */
    size_t n_count;
    int64_t most_n;                 /**< 0: 1000; at most 10^6 */
    int32_t rounding;               /**< a pain_rounding */
    int32_t spread;                 /**< 0: n - 1 and n are tried; 1: n - 1; 2: n */
    int32_t nobody_worse;           /**< a pain_tried */
    const int32_t *least_baselines; /**< steps to try; none: 0 and 1 */
    size_t n_least_baselines;       /**< at most PAIN_STUDY_MOST_VALUES */
    uint64_t seed;                  /**< of the search for examples */
    const pain_allocator *allocator;
} pain_study_options;

/** A data set that has every figure: groups of patients from a baseline to an endpoint, in steps,
 *  -1 for a time of which nothing is claimed. */
enum { PAIN_STUDY_MOST_GROUPS = 208 };
typedef struct pain_study_witness {
    size_t n_groups; /**< 0: none */
    pain_paired_cell group[PAIN_STUDY_MOST_GROUPS];
} pain_study_witness;

/** One combination of what is left open. */
typedef struct pain_study_cell {
    int32_t value[PAIN_STUDY_CHOICES]; /**< by pain_study_choice; -1: not a choice here */
    int32_t verdict;                   /**< a pain_verdict */
    int64_t n;                         /**< patients of the example, or of the reason */
    int64_t tried;                     /**< how many numbers of patients were looked at */
    char reason[320];                  /**< in words with numbers, when not possible */
    pain_study_witness witness;        /**< when possible */
} pain_study_cell;

/** Of all cells together. "Possible" is never "confirmed". */
typedef enum pain_study_verdict {
    PAIN_STUDY_CONSISTENT = 0,   /**< possible in every cell */
    PAIN_STUDY_ONLY_UNDER = 1,   /**< possible in some; pain_study_condition names them */
    PAIN_STUDY_INCONSISTENT = 2, /**< impossible in every cell */
    PAIN_STUDY_NOT_TESTABLE = 3, /**< nothing that could have been printed would be impossible */
    PAIN_STUDY_UNDECIDED = 4     /**< no cell is known to be possible, some are open */
} pain_study_verdict;

/** The verdict's text, such as "consistent only under"; "unknown" for a number that is none. */
PAIN_API const char *pain_study_verdict_text(int32_t verdict);

/** Readings under which nothing is wrong but the words. */
typedef enum pain_innocent {
    PAIN_INNOCENT_SPREAD = 0,    /**< a standard error printed as an SD, or the reverse */
    PAIN_INNOCENT_HALVES = 1,    /**< scores in half points */
    PAIN_INNOCENT_ITEMS = 2,     /**< means of several answers, two to four */
    PAIN_INNOCENT_TRUNCATED = 3, /**< figures cut off, not rounded */
    PAIN_INNOCENT_FEWER = 4      /**< answers of one to five patients missing */
} pain_innocent;

enum { PAIN_INNOCENTS = 5 };

/** The reading as a phrase; "unknown" for a number that is none. */
PAIN_API const char *pain_innocent_text(int32_t innocent);

typedef struct pain_study pain_study;

/** Checks claims together. "Impossible" is proved, for every n looked at; "possible" has an example
 *  that was checked against each claim anew, by direct calculation. Percentages count from the
 *  lowest value of the scale, the score without pain. Claims of responders alone, and of another
 *  population than the first that is named, are about other patients: they are set aside
 *  (pain_study_used), and so are results, which pain_reported_read and pain_recalculate are for.
 *  PAIN_EINVAL: NULL, no claims, an option; PAIN_EVALUE: a claim that does not go with the scale or
 *  n, `error->record` has its 1-based number; PAIN_EOVERFLOW, PAIN_ENOMEM. NULL on failure. Some
 *  milliseconds a cell and n on NRS-11; when nothing fits, the claims are checked again without
 *  each of them and under each innocent reading. */
PAIN_API PAIN_MUST_CHECK pain_status pain_study_check(pain_study **study, const pain_claim *claims,
                                                      size_t n_claims,
                                                      const pain_study_options *options,
                                                      pain_error *error);
PAIN_API void pain_study_free(pain_study *study);

/** A pain_study_verdict. */
PAIN_API int32_t pain_study_outcome(const pain_study *study);

/** The cells; NULL beyond the last. They live as long as the study. */
PAIN_API const pain_study_cell *pain_study_at(const pain_study *study, size_t i);

/** Under which choices the claims are possible: "only if ..." or "unless ..."; empty when in all or
 *  none, or by no such rule. */
PAIN_API const char *pain_study_condition(const pain_study *study);

/** Whether the claim is one of a smallest set that is inconsistent: without any of them the others
 *  are not. False for all unless the study is inconsistent. */
PAIN_API bool pain_study_contradicts(const pain_study *study, size_t claim);

/** Whether the claim was looked at; see above. */
PAIN_API bool pain_study_used(const pain_study *study, size_t claim);

/** The share of printed values with these decimals that the check would have found impossible: of
 *  means and percentages over all values, of SDs from 0 to half the length of the scale with the
 *  mean given. NaN for other claims and where n is not one number. At 0 the claim cannot fail
 *  alone. */
PAIN_API double pain_study_power(const pain_study *study, size_t claim);

/** The next n, from..., that each figure alone allows; PAIN_DONE when there is none. */
PAIN_API PAIN_MUST_CHECK pain_status pain_study_next_n(const pain_study *study, int64_t from,
                                                       int64_t *n);

/** The verdict under an innocent reading, a pain_study_verdict, or -1 where it was not tried: only
 *  inconsistent studies of at most 20 n are, and only readings that change something. */
PAIN_API int32_t pain_study_innocent(const pain_study *study, int32_t innocent);

PAIN_END_DECLS
#endif
