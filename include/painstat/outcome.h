/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_OUTCOME_H
#define PAINSTAT_OUTCOME_H
/** @file
 * Outcomes of a cohort: reductions and proportions, each with its denominator and interval.
 *
 * B is the baseline, E the endpoint, both as distance from the pain-free end of the scale. A
 * reduction is the change from before to after; without a control group it is no measure of what
 * the therapy did.
 *
 * Who counts in each: every pair for changes in points; pairs with B > 0 for percentages of
 * patients (the others are counted in n_excluded); everyone with an endpoint for states such as
 * near zero. Under PAIN_MISSING_NON_RESPONDER everyone in the population is in the denominator of a
 * proportion, and those without the scores it needs count as not reaching it; reductions and
 * "worsened", for which that would flatter, are then undefined (status PAIN_EUNDEFINED).
 *
 * All return PAIN_EINVAL for an argument out of range, PAIN_EEMPTY when nobody counts, PAIN_ENOMEM;
 * all of `estimate` is then NaN except the counts. n_missing counts the population's patients who
 * lack a score. */

#include <painstat/cohort.h>
#include <painstat/estimate.h>

PAIN_BEGIN_DECLS

/** 100 (B - E) / B of one patient; negative when worse. NaN at B = 0 and unless both are finite. */
PAIN_API double pain_percent_reduction(double baseline, double endpoint);

/** Mean over patients of 100 (B - E) / B. Methods: t (default), abc, those of pain_bootstrap, and
 *  log-t, which never goes beyond 100 % but covers too little where most patients are near it: see
 *  pain_bounded_mean. */
PAIN_API PAIN_MUST_CHECK pain_status pain_mean_percent_reduction(
    const pain_cohort *cohort, const pain_interval_options *options, pain_estimate *estimate);

/** 100 (1 - mean E / mean B) over the same patients, those with B = 0 among them. Methods: fieller
 *  (default; see pain_ratio_of_means for unbounded cases), delta, log-delta, abc, and those of
 *  pain_bootstrap. PAIN_EZEROBASE when mean B is 0. */
PAIN_API PAIN_MUST_CHECK pain_status pain_percent_reduction_of_means(
    const pain_cohort *cohort, const pain_interval_options *options, pain_estimate *estimate);

/** Median over patients of 100 (B - E) / B. Methods: order-statistic (default), and those
 *  of pain_bootstrap but studentized. */
PAIN_API PAIN_MUST_CHECK pain_status pain_median_percent_reduction(
    const pain_cohort *cohort, const pain_interval_options *options, pain_estimate *estimate);

/** Mean over patients of B - E, in points of the scale. Methods: t (default), abc, and those of
 *  pain_bootstrap. */
PAIN_API PAIN_MUST_CHECK pain_status pain_mean_reduction(const pain_cohort *cohort,
                                                         const pain_interval_options *options,
                                                         pain_estimate *estimate);

/** Mean over patients of their mean reduction within a session (before minus after, averaged within
 *  the patient first), in points. Needs a cohort made from courses. Methods: t (default), abc,
 *  and those of pain_bootstrap. */
PAIN_API PAIN_MUST_CHECK pain_status pain_session_reduction(const pain_cohort *cohort,
                                                            const pain_interval_options *options,
                                                            pain_estimate *estimate);

/** What is had for `a` minus that for `b`, cohorts of different patients. n_missing and n_excluded
 *  are those of both.
 *
 *  The mean of percent reductions, in percentage points; the mean reduction in points of the scale,
 *  which both share (else PAIN_EINVAL). Methods: welch (default), and those of
 *  pain_bootstrap_difference. */
PAIN_API PAIN_MUST_CHECK pain_status
pain_mean_percent_difference(const pain_cohort *a, const pain_cohort *b,
                             const pain_interval_options *options, pain_estimate *estimate);
PAIN_API PAIN_MUST_CHECK pain_status
pain_mean_reduction_difference(const pain_cohort *a, const pain_cohort *b,
                               const pain_interval_options *options, pain_estimate *estimate);

/** The median of percent reductions, in percentage points. Methods: price-bonett (default), and
 *  those of pain_bootstrap_difference. */
PAIN_API PAIN_MUST_CHECK pain_status
pain_median_percent_difference(const pain_cohort *a, const pain_cohort *b,
                               const pain_interval_options *options, pain_estimate *estimate);

/** The reduction of the means, in percentage points. Methods: delta (default; see
 *  pain_ratio_of_means_difference), and those of pain_bootstrap_difference. */
PAIN_API PAIN_MUST_CHECK pain_status
pain_percent_of_means_difference(const pain_cohort *a, const pain_cohort *b,
                                 const pain_interval_options *options, pain_estimate *estimate);

/** The reduction expected of a patient with the mean baseline of both cohorts, in percentage
 *  points: endpoints adjusted for the baseline by lines of one slope. Methods: hc3 (default), ols,
 *  hc0, hc1, hc2; see pain_ancova_groups. Both share the scale (else PAIN_EINVAL). */
PAIN_API PAIN_MUST_CHECK pain_status
pain_adjusted_percent_difference(const pain_cohort *a, const pain_cohort *b,
                                 const pain_interval_options *options, pain_estimate *estimate);

/** Proportion with a reduction of at least `percent`: 100 (B - E) >= percent B, decided on
 *  integers. The cut is above 0, at most 100, and taken to the nearest millionth. Methods: those of
 *  pain_proportion. */
PAIN_API PAIN_MUST_CHECK pain_status pain_responders(const pain_cohort *cohort, double percent,
                                                     const pain_interval_options *options,
                                                     pain_estimate *estimate);

/** Proportion with a reduction of at least `points` (above 0) of the scale: B - E >= points. */
PAIN_API PAIN_MUST_CHECK pain_status pain_point_responders(const pain_cohort *cohort, double points,
                                                           const pain_interval_options *options,
                                                           pain_estimate *estimate);

/** Proportion whose endpoint is at most `cut` points from free of pain: E <= cut, with cut >= 0. */
PAIN_API PAIN_MUST_CHECK pain_status pain_near_zero(const pain_cohort *cohort, double cut,
                                                    const pain_interval_options *options,
                                                    pain_estimate *estimate);

/** Proportion that ended with no worse than mild pain: an endpoint of at most 3 tenths of the
 *  scale's range from free of pain (NRS 3, VAS 30 mm). Moore, Straube and Aldington 2013. */
PAIN_API PAIN_MUST_CHECK pain_status pain_no_worse_than_mild(const pain_cohort *cohort,
                                                             const pain_interval_options *options,
                                                             pain_estimate *estimate);

/** Proportion that ended worse: E > B. */
PAIN_API PAIN_MUST_CHECK pain_status pain_worsened(const pain_cohort *cohort,
                                                   const pain_interval_options *options,
                                                   pain_estimate *estimate);

/** The one list of measures: X(name, number, key, unit, label). Numbers never change; the unit is
 *  percent of the baseline, points of the scale, or a proportion of patients. */
#define PAIN_MEASURE_LIST(X)                                                                    \
    X(PAIN_MEASURE_MEAN_PERCENT, 1, "mean-percent-reduction", PAIN_UNIT_PERCENT,                \
      "mean of percentages")                                                                    \
    X(PAIN_MEASURE_PERCENT_OF_MEANS, 2, "percent-reduction-of-means", PAIN_UNIT_PERCENT,        \
      "reduction of the means")                                                                 \
    X(PAIN_MEASURE_MEDIAN_PERCENT, 3, "median-percent-reduction", PAIN_UNIT_PERCENT,            \
      "median of percentages")                                                                  \
    X(PAIN_MEASURE_MEAN_POINTS, 4, "mean-reduction", PAIN_UNIT_POINTS, "mean, baseline to end") \
    X(PAIN_MEASURE_SESSION_POINTS, 5, "session-reduction", PAIN_UNIT_POINTS,                    \
      "mean within a session")                                                                  \
    X(PAIN_MEASURE_NEAR_ZERO, 6, "near-zero", PAIN_UNIT_PROPORTION, "endpoint <= cut")          \
    X(PAIN_MEASURE_RESPONDER, 7, "responder", PAIN_UNIT_PROPORTION, "reduction >= cut %")       \
    X(PAIN_MEASURE_POINT_RESPONDER, 8, "point-responder", PAIN_UNIT_PROPORTION,                 \
      "reduction >= cut points")                                                                \
    X(PAIN_MEASURE_WORSENED, 9, "worsened", PAIN_UNIT_PROPORTION, "endpoint > baseline")

typedef enum pain_unit {
    PAIN_UNIT_PERCENT = 0,
    PAIN_UNIT_POINTS = 1,
    PAIN_UNIT_PROPORTION = 2
} pain_unit;

typedef enum pain_measure {
#define PAIN_MEASURE_ENUM(name, number, key, unit, label) name = (number),
    PAIN_MEASURE_LIST(PAIN_MEASURE_ENUM)
#undef PAIN_MEASURE_ENUM
} pain_measure;

/** The measure's key ("near-zero"), label and unit; "unknown" and PAIN_UNIT_PERCENT for a number
 *  that is none. */
PAIN_API const char *pain_measure_key(pain_measure measure);
PAIN_API const char *pain_measure_label(pain_measure measure);
PAIN_API pain_unit pain_measure_unit(pain_measure measure);

/** Any of the above by its number; `cut` is that of near zero and responders, else not looked at.
 *  PAIN_EINVAL for a number that is none, else as the function. */
PAIN_API PAIN_MUST_CHECK pain_status pain_measure_estimate(const pain_cohort *cohort,
                                                           pain_measure measure, double cut,
                                                           const pain_interval_options *options,
                                                           pain_estimate *estimate);

PAIN_END_DECLS
#endif
