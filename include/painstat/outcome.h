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
 * proportion, and those without the scores it needs count as not reaching it; the reductions are
 * then undefined (status PAIN_EUNDEFINED).
 *
 * All return PAIN_EINVAL for an argument out of range, PAIN_EEMPTY when nobody counts, PAIN_ENOMEM;
 * all of `estimate` is then NaN except the counts. n_missing counts the population's patients who
 * lack a score. */

#include <painstat/cohort.h>
#include <painstat/estimate.h>

PAIN_BEGIN_DECLS

/** 100 (B - E) / B of one patient; negative when worse. NaN at B = 0, and unless both are finite. */
PAIN_API double pain_percent_reduction(double baseline, double endpoint);

/** Mean over patients of 100 (B - E) / B. Methods: t (default), bca, percentile. */
PAIN_API PAIN_MUST_CHECK pain_status pain_mean_percent_reduction(
    const pain_cohort *cohort, const pain_interval_options *options, pain_estimate *estimate);

/** 100 (1 - mean E / mean B) over the same patients, those with B = 0 among them. Methods: fieller
 *  (default; see pain_ratio_of_means for unbounded cases), delta, bca, percentile. PAIN_EZEROBASE
 *  when mean B is 0. */
PAIN_API PAIN_MUST_CHECK pain_status pain_percent_reduction_of_means(
    const pain_cohort *cohort, const pain_interval_options *options, pain_estimate *estimate);

/** Median over patients of 100 (B - E) / B. Methods: order-statistic (default), bca, percentile. */
PAIN_API PAIN_MUST_CHECK pain_status pain_median_percent_reduction(
    const pain_cohort *cohort, const pain_interval_options *options, pain_estimate *estimate);

/** Mean over patients of B - E, in points of the scale. Methods: t (default), bca, percentile. */
PAIN_API PAIN_MUST_CHECK pain_status pain_mean_reduction(const pain_cohort *cohort,
                                                         const pain_interval_options *options,
                                                         pain_estimate *estimate);

/** Mean over patients of their mean reduction within a session (before minus after, averaged within
 *  the patient first), in points. Needs a cohort made from courses. Methods: t (default), bca,
 *  percentile. */
PAIN_API PAIN_MUST_CHECK pain_status pain_session_reduction(const pain_cohort *cohort,
                                                            const pain_interval_options *options,
                                                            pain_estimate *estimate);

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

/** Proportion that ended worse: E > B. */
PAIN_API PAIN_MUST_CHECK pain_status pain_worsened(const pain_cohort *cohort,
                                                   const pain_interval_options *options,
                                                   pain_estimate *estimate);

PAIN_END_DECLS
#endif
