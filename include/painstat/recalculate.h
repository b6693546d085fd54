/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_RECALCULATE_H
#define PAINSTAT_RECALCULATE_H
/** @file
 * Printed results (p, t, confidence limits, effect sizes) calculated again from the means, SDs and
 * counts that are printed beside them.
 *
 * Each figure stands for all the numbers that print so, hence a result is a span: from the least to
 * the most that these numbers give, and never less than that. What a report does not say is not
 * chosen in silence: every test, one- and two-sided, and an SE printed as an SD, is a row of its
 * own, which fits the printed result or does not. A span is made a 10^-9 part wider before it is
 * compared, far more than rounding in the machine, so that no figure is said not to fit because of
 * it. docs/claims.md says for each formula why its ends are the ends. */

#include <painstat/alloc.h>
#include <painstat/estimate.h>
#include <painstat/figures.h>
#include <painstat/study.h>
#include <painstat/test.h>

PAIN_BEGIN_DECLS

/** What was compared. */
typedef enum pain_compared {
    PAIN_COMPARED_NOTHING = 0, /**< results alone: t with its degrees of freedom, limits, p */
    PAIN_COMPARED_MEAN = 1,    /**< one mean, such as that of the change, with the null value */
    PAIN_COMPARED_PAIRED = 2,  /**< means of the same patients: before (0) minus after (1) */
    PAIN_COMPARED_MEANS = 3,   /**< means of two groups of patients: 0 minus 1 */
    PAIN_COMPARED_SHARE = 4,   /**< one share of patients: its interval alone */
    PAIN_COMPARED_SHARES = 5   /**< shares of two groups of patients: 0 with 1 */
} pain_compared;

/** What is printed of one group. A range that is all zero is a figure that is not given; others
 *  have two ends. */
typedef struct pain_reported_group {
    int64_t n;               /**< patients, up to 10^6; 0: not given */
    pain_range mean, spread; /**< of scores */
    pain_range percent;      /**< of patients; or, where `has_count`, */
    int64_t count;           /**< the number of them */
    int32_t has_count;
    int32_t reserved[3]; /**< zero */
} pain_reported_group;

/** Which statistic is printed. */
typedef enum pain_reported_statistic {
    PAIN_REPORTED_T = 0,
    PAIN_REPORTED_F = 1, /**< of two groups: the square of t */
    PAIN_REPORTED_Z = 2,
    PAIN_REPORTED_CHI_SQUARED = 3
} pain_reported_statistic;

/** What the printed limits are limits of. Means have a difference alone. */
typedef enum pain_reported_scale {
    PAIN_REPORTED_DIFFERENCE = 0, /**< or of the one mean or share */
    PAIN_REPORTED_RATIO = 1,      /**< of two shares, or a hazard ratio; 1 is no difference */
    PAIN_REPORTED_ODDS_RATIO = 2
} pain_reported_scale;

/** The figures and the results that are printed. NULL, or zero in a member, means the default. */
typedef struct pain_reported {
    size_t size;                  /**< sizeof(pain_reported) */
    int32_t compared;             /**< a pain_compared */
    int32_t spread_kind;          /**< a pain_spread, as it is called in print */
    pain_reported_group group[2]; /**< the first alone for one mean and one share */
    pain_range change_spread;     /**< paired: of the differences; else their correlation is open */
    const pain_grid *grid;        /**< paired: the scale, which narrows the correlation; or NULL */
    double null_value;            /**< of a mean or of a difference of means */
    pain_range p, statistic, df, effect;
    pain_range estimate, lower, upper; /**< confidence limits, and what they are limits of */
    double level;                      /**< of the limits, in (0, 1); 0 means 0.95 */
    int32_t statistic_kind;            /**< a pain_reported_statistic */
    int32_t scale;                     /**< of the limits: a pain_reported_scale */
    int32_t in_percent;                /**< limits of shares and their differences, in percent */
    int32_t sides;                     /**< of p: 0 not said, 1 one-sided, 2 two-sided */
    const pain_allocator *allocator;   /**< NULL means malloc */
} pain_reported;

/** A printed result; or what follows from one. */
typedef enum pain_result {
    PAIN_RESULT_P = 0,
    PAIN_RESULT_STATISTIC = 1, /**< without its sign */
    PAIN_RESULT_DF = 2,
    PAIN_RESULT_INTERVAL = 3,
    PAIN_RESULT_EFFECT = 4,   /**< standardized, without its sign */
    PAIN_RESULT_ESTIMATE = 5, /**< the difference or ratio itself; also the middle of the limits */
    PAIN_RESULT_CORRELATION = 6 /**< of before with after */
} pain_result;

/** How many there are; they are numbered from 0. */
#define PAIN_RESULTS 7

/** Where a row comes from. */
typedef enum pain_recalculated_from {
    PAIN_FROM_FIGURES = 0,   /**< means, SDs, counts */
    PAIN_FROM_STATISTIC = 1, /**< the printed statistic and its degrees of freedom */
    PAIN_FROM_INTERVAL = 2,  /**< the printed limits */
    PAIN_FROM_P = 3,         /**< the printed p */
    PAIN_FROM_CHANGE = 4,    /**< the printed SD of the change */
    PAIN_FROM_ESTIMATE = 5   /**< the printed limits and what they are limits of */
} pain_recalculated_from;

/** Which standardized difference. */
typedef enum pain_effect {
    PAIN_EFFECT_NONE = 0,
    PAIN_EFFECT_D = 1,      /**< over the SD: of one sample, of the change, or pooled */
    PAIN_EFFECT_G = 2,      /**< the same, unbiased (Hedges) */
    PAIN_EFFECT_FIRST = 3,  /**< over the SD of group 1, or before (Glass) */
    PAIN_EFFECT_SECOND = 4, /**< over the SD of group 2, or after */
    PAIN_EFFECT_AVERAGE = 5 /**< over the root of the mean of the two variances */
} pain_effect;

/** One way to a result. */
typedef struct pain_recalculated {
    int32_t result;  /**< a pain_result */
    int32_t from;    /**< a pain_recalculated_from */
    int32_t test;    /**< a pain_test_method; 0: none */
    int32_t method;  /**< of an interval: a pain_method; 0: none */
    int32_t sides;   /**< of a p: 1 in the direction that was seen, or 2; else 0 */
    int32_t spread;  /**< what the printed spread was taken for: a pain_spread; -1: none was used */
    int32_t effect;  /**< a pain_effect */
    int32_t usual;   /**< 1: as a report is read that says no more; 0: an innocent other reading */
    int32_t verdict; /**< PAIN_POSSIBLE: fits what is printed; PAIN_IMPOSSIBLE: does not;
                          PAIN_NOT_TESTABLE: no such result is printed */
    double least, most;             /**< all that the figures allow; of an interval, its lower limit
                                         (NaN: this method has none here) */
    double upper_least, upper_most; /**< of an interval, its upper limit; else NaN */
} pain_recalculated;

/** The result that a claim is about, a pain_result; -1: none. */
PAIN_API int32_t pain_claim_result(const pain_claim *claim);

/** What claims of one report say of the comparison that the result `which` is of, all of it but
 *  other results of its kind; `which` = n_claims: of the comparison, whatever results there are.
 *
 *  An interval of a mean or of a share is about that alone. Else, with claims "of group 1" and "of
 *  group 2", the groups' means of the change, after or before are compared, the first that both
 *  have, and without means their shares; without such claims, before with after, or the mean of the
 *  change with 0. n is a claim, what shares are of, or the one number in the options, of which the
 *  rounding, the divisor of SDs and the scale are taken, too. PAIN_EINVAL: NULL, a claim that is
 *  no result; `reported` is then 0. It points to the grid and the allocator of the options. */
PAIN_API PAIN_MUST_CHECK pain_status pain_reported_read(const pain_claim *claims, size_t n_claims,
                                                        size_t which,
                                                        const pain_study_options *options,
                                                        pain_reported *reported);

/** Results that were calculated again. */
typedef struct pain_recalculation pain_recalculation;

/** Calculates anew. Means need n and SDs: Student's and Welch's t, one mean or the change the
 *  paired one; where only the SDs before and after are given, for every correlation that the SDs
 *  and the scale allow, and the correlation that the printed results imply. Shares need n and
 *  counts, or a percentage, of which every count that prints so is tried: Fisher's test, with
 *  mid-P, chi-squared without and with correction, score, Boschloo's and Barnard's up to 100
 *  patients. A printed interval is compared with those of every method of the library that makes
 *  limits of that kind, but for the exact ones that take long (more than 300 patients; 100 in two
 *  groups). Limits are left out where other results alone are printed. PAIN_EINVAL: NULL, a member
 *  out of range, a level outside (0, 1). PAIN_EOVERFLOW: a percentage that more than 2,500 pairs of
 *  counts fit. PAIN_ENOMEM. NULL on failure. */
PAIN_API PAIN_MUST_CHECK pain_status pain_recalculate(pain_recalculation **recalculation,
                                                      const pain_reported *reported,
                                                      pain_error *error);
/** Frees it; NULL does nothing. */
PAIN_API void pain_recalculation_free(pain_recalculation *recalculation);

/** The rows, result by result; NULL beyond the last. They live as long as the recalculation. */
PAIN_API const pain_recalculated *pain_recalculation_at(const pain_recalculation *recalculation,
                                                        size_t i);

/** Of one printed pain_result: PAIN_STUDY_CONSISTENT: every usual row fits; PAIN_STUDY_ONLY_UNDER:
 *  some row does; PAIN_STUDY_INCONSISTENT: none does, but for tests and methods that are not tried
 *  here (rank tests, adjusted models); PAIN_STUDY_NOT_TESTABLE: nothing to calculate it from, or
 *  not printed. The rows from the figures and those from the printed statistic are judged apart,
 *  and the worse of the two is said; those from limits, which need not be symmetric, are looked at
 *  where there are no others. Of correlations, that of a printed SD of the change is judged. */
PAIN_API int32_t pain_recalculation_verdict(const pain_recalculation *recalculation,
                                            int32_t result);

/** Of all printed results the first that holds: inconsistent, only under, consistent; not testable
 *  when no result could be tested. */
PAIN_API int32_t pain_recalculation_outcome(const pain_recalculation *recalculation);

/** How the row was calculated, such as "Welch t, one-sided, SD read as SE"; cut to `size` bytes
 *  (128 are enough). */
PAIN_API void pain_recalculated_text(const pain_recalculation *recalculation,
                                     const pain_recalculated *row, char *text, size_t size);

/** The result's name, such as "p"; "unknown" for a number that is none. */
PAIN_API const char *pain_result_name(int32_t result);

PAIN_END_DECLS
#endif
