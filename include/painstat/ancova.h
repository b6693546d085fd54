/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_ANCOVA_H
#define PAINSTAT_ANCOVA_H
/** @file
 * The endpoint adjusted for the baseline: y = a + b x by least squares, x the baseline, y the
 * endpoint of the same patient. */

#include <painstat/estimate.h>
#include <painstat/tally.h>

PAIN_BEGIN_DECLS

/** What the line says. A standard error that could not be had is NaN. */
typedef struct pain_ancova_fit {
    double baseline;         /**< where `endpoint` and `reduction` are taken */
    pain_estimate endpoint;  /**< the expected endpoint of a patient with that baseline */
    pain_estimate reduction; /**< 100 (1 - endpoint / baseline), the baseline taken as known */
    pain_estimate slope;     /**< points of the endpoint to one point of the baseline */
    double endpoint_se, slope_se;
    double reserved[4]; /**< zero */
} pain_ancova_fit;

/** The line through pairs, and the endpoint on it at `baseline` (NaN: at the mean baseline, where
 *  it is the mean endpoint, but with what the baselines explain taken out of its error).
 *
 *  Limits: estimate +- t(n - 2) se, with e_i the residuals and h_i the leverages:
 *  - PAIN_METHOD_OLS: every patient varies alike, variance sum e^2 / (n - 2);
 *  - PAIN_METHOD_HC0: the patient's own e^2; PAIN_METHOD_HC1: that times n / (n - 2);
 *  - PAIN_METHOD_HC2: e^2 / (1 - h); PAIN_METHOD_HC3 (default): e^2 / (1 - h)^2, which stays valid
 *    where pain that was worse at first varies more at the end.
 *  One-sided bounds end at -infinity or infinity; the lower bound of the reduction belongs to the
 *  upper one of the endpoint.
 *
 *  n = 1 or 2: limits NaN, reason PAIN_ETOOFEW. All baselines equal: no slope (NaN, reason
 *  PAIN_EUNDEFINED); the line is then the mean endpoint, with n - 1 for n - 2 and
 *  PAIN_FLAG_FALLBACK, and at another baseline undefined (NaN, reason PAIN_EUNDEFINED). All points
 *  on one line, to the rounding of the scores: both limits are the value, PAIN_FLAG_NO_SPREAD. A
 *  patient who alone determines the slope (h = 1): with HC2 and HC3 limits NaN, reason
 *  PAIN_EUNDEFINED. Baseline 0: the reduction is NaN, reason PAIN_EZEROBASE. PAIN_EINVAL (also
 *  counts without y, an infinite baseline), PAIN_EEMPTY: all NaN. Source: White 1980; MacKinnon and
 *  White 1985; Long and Ervin 2000. */
PAIN_API PAIN_MUST_CHECK pain_status pain_ancova(pain_counts pairs, double baseline,
                                                 const pain_interval_options *options,
                                                 pain_ancova_fit *fit);

/** The same line through all pairs of all `n` clusters (sessions of a patient, patients of a
 *  clinic), with errors that hold when those of one cluster are alike. Method: PAIN_METHOD_CLUSTER
 *  (default and only): the residuals are summed within clusters before they are squared, times G /
 *  (G - 1) (N - 1) / (N - 2) for G clusters of N pairs; t with G - 1 degrees of freedom. Clusters
 *  without pairs do not count; fewer than 2: limits NaN, reason PAIN_ETOOFEW. With few clusters
 *  (below some 40) still too narrow. Source: Liang and Zeger 1986; the factor as in Stata and R's
 *  sandwich. */
PAIN_API PAIN_MUST_CHECK pain_status pain_ancova_clustered(const pain_counts *clusters, size_t n,
                                                           double baseline,
                                                           const pain_interval_options *options,
                                                           pain_ancova_fit *fit);

/** Two groups of different patients, a and b, adjusted for the baseline: the endpoints lie on two
 *  lines of the same slope. */
typedef struct pain_ancova_difference {
    double baseline;          /**< where the endpoints and the reduction are taken */
    pain_estimate difference; /**< the endpoint of a minus that of b, for the same baseline */
    pain_estimate reduction;  /**< percent reduction of a minus that of b, at `baseline`, which is
                                   taken as known: -100 difference / baseline */
    pain_estimate endpoint_a, endpoint_b; /**< expected at `baseline` */
    pain_estimate slope;
    double difference_se, slope_se;
    double reserved[4]; /**< zero */
} pain_ancova_difference;

/** y = m + b x + d for group a, y = m + b x for group b, by least squares; d is `difference`. At
 *  `baseline` (NaN: at the mean baseline of both groups together).
 *
 *  Methods, limits and reasons are those of pain_ancova, with 3 parameters for 2; `denominator` is
 *  the number of both groups. Baselines all equal within each group leave no slope (NaN, reason
 *  PAIN_EUNDEFINED): where they are the same in both, the difference is that of the mean endpoints
 *  with PAIN_FLAG_FALLBACK, else it cannot be adjusted (NaN, reason PAIN_EUNDEFINED). That the
 *  slopes are the same is taken for granted. PAIN_EEMPTY for a group without pairs. Source: Fisher
 *  1932; White 1980; MacKinnon and White 1985. */
PAIN_API PAIN_MUST_CHECK pain_status pain_ancova_groups(pain_counts a, pain_counts b,
                                                        double baseline,
                                                        const pain_interval_options *options,
                                                        pain_ancova_difference *fit);

/** The same with errors that hold when patients of one cluster are alike: cluster i has the pairs
 *  a[i] and b[i], either of which may be empty, as it is where whole clinics were assigned to a
 *  group. Method: PAIN_METHOD_CLUSTER (default and only), as for pain_ancova_clustered. */
PAIN_API PAIN_MUST_CHECK pain_status
pain_ancova_groups_clustered(const pain_counts *a, const pain_counts *b, size_t n, double baseline,
                             const pain_interval_options *options, pain_ancova_difference *fit);

PAIN_END_DECLS
#endif
