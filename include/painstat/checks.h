/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_CHECKS_H
#define PAINSTAT_CHECKS_H
/** @file
 * What someone who validates a clinic's figures looks at first: who is left out, when the last
 * score was taken, who came again, which digits are preferred, and how far scores fall by
 * themselves. */

#include <painstat/outcome.h>

PAIN_BEGIN_DECLS

/** How to look. NULL, or zero in a member, means the default. */
typedef struct pain_checks_options {
    size_t size;                    /**< sizeof(pain_checks_options) */
    const pain_course_rules *rules; /**< NULL: the defaults */
    double level;                   /**< of the intervals; 0: 0.95 */
    int32_t has_screening;          /**< not 0: patients were taken with a first score of ... */
    int32_t has_correlation; /**< not 0: `correlation` is given, else it comes from the data */
    double screening;        /**< ... at least this (on a reversed scale at most), on the scale */
    double correlation;      /**< of two scores without treatment between: 0 up to below 1 */
} pain_checks_options;

#define PAIN_CHECKS_SCORES 101

/** Counts by score, and whether marks on the scale draw scores to them.
 *
 *  The marks are the middle of a scale of at most 20 steps (5 of NRS-11; none when there is no
 *  middle), else the tenths of the range between its ends (10, 20, ..., 90 of VAS-100). Where the
 *  probabilities of three neighbouring scores lie on a line, the one in the middle has a third of
 *  them. The test is exact: P(X >= marked) for X ~ Binomial(marked + beside, 1/3), where `beside`
 *  counts the scores one step from a mark. A distribution that has its peak at a mark gives a small
 *  p as well: look at the counts. */
typedef struct pain_score_counts {
    uint64_t n;
    uint64_t count[PAIN_CHECKS_SCORES]; /**< by steps from the pain-free end */
    uint64_t marked, beside;
    double p_value; /**< NaN when both are 0 */
} pain_score_counts;

/** Regression to the mean: how far scores that were taken because they were high fall without
 *  treatment.
 *
 *  With x the first and y a later score of one patient without treatment between, equal means and
 *  spreads, and a linear regression of y on x: mean(x) - mean(y) of those with x >= cut is
 *  (1 - r) (mean of those - mean of all). First scores are those of the evaluation, where any
 *  patient has one, else the baselines of those who started. Where some are below the cut, "all"
 *  are these patients. Where none is, "all" is the normal distribution that, cut off half a step
 *  below the cut, has the mean m and SD s of these: with l = phi(z) / (1 - Phi(z)),
 *
 *      (m - cut) / s = (l - z) / sqrt(1 + z l - l^2), sd = s / sqrt(1 + z l - l^2), mean = cut - z
 *      sd.
 *
 *  r is that of the scores of the evaluation and before the first session (patients with both), if
 *  it is not given. In patients who were selected it is smaller than in all, and the fall then
 *  looks larger. Sources: Whitney and Von Korff, Pain 1992;50:281; Johnson, Kotz and Balakrishnan
 *  1994, 13.10. */
typedef struct pain_regression_to_mean {
    int32_t reason;     /**< PAIN_OK; PAIN_EEMPTY: no cut given, or no score at or above it;
                             PAIN_ETOOFEW: no correlation given and fewer than 3 pairs;
                             PAIN_ENOSPREAD: scores without spread; PAIN_EUNDEFINED: no normal
                             distribution fits */
    int32_t from_model; /**< 1: no first score is below the cut */
    uint64_t n;         /**< first scores */
    uint64_t selected;  /**< of these at or above the cut */
    uint64_t pairs;     /**< that the correlation is from; 0 where it is given */
    double correlation; /**< below 0 counts as 0 */
    double mean_all, mean_selected; /**< as distance from the pain-free end, in points */
    double expected_fall;           /**< in points */
} pain_regression_to_mean;

/** What was found. Of those who started, unless it says otherwise. */
typedef struct pain_checks {
    uint64_t evaluated, started, completers; /**< courses */
    uint64_t no_endpoint;                    /**< without the score of the endpoint rule */
    pain_estimate completers_reduction;      /**< mean of percentages, observed */
    pain_estimate started_reduction;         /**< the same, no endpoint: no change */
    pain_estimate completers_near_zero;      /**< at most 10 % of the range, observed */
    pain_estimate started_near_zero;         /**< the same, no endpoint: counted as no */
    uint64_t zero_baseline;                  /**< baseline 0: no percentage exists */
    uint64_t last_scores;  /**< courses with a score at the last session, before or after it */
    uint64_t last_after;   /**< of these: with one right after it */
    uint64_t last_both;    /**< of these: with one before it, too */
    double last_fall;      /**< mean of before minus after of these, in points; NaN: none */
    uint64_t patients;     /**< who started */
    uint64_t repeaters;    /**< of these: with more than one course started */
    uint64_t more_courses; /**< their courses beyond the first */
    pain_score_counts baselines, endpoints; /**< n = 0: more than 101 scores, or a mean of scores */
    pain_regression_to_mean regression;
    pain_estimate fall; /**< mean reduction in points, observed, beside the expected one */
    double reserved[8]; /**< zero */
} pain_checks;

/** Looks at sessions. O(rows). Statuses of pain_courses_new; PAIN_EINVAL: also a screening cut that
 *  is no score of the scale, or a correlation out of range; PAIN_ENOMEM. `checks` is then 0, its
 *  doubles NaN. */
PAIN_API PAIN_MUST_CHECK pain_status pain_checks_run(const pain_sessions *sessions,
                                                     const pain_checks_options *options,
                                                     const pain_allocator *allocator,
                                                     pain_checks *checks, pain_error *error);

PAIN_END_DECLS
#endif
