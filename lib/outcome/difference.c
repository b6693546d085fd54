/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reductions of two groups of patients against each other. */
#include <config.h>

#include <math.h>

#include "base/floats.h"
#include "data/cohort.h"
#include "data/scale.h"
#include "outcome/outcome.h"
#include "painstat/ancova.h"
#include "painstat/location.h"
#include "painstat/two_locations.h"
#include "stat/interval.h"

static double points(double baseline, double endpoint)
{
    return baseline - endpoint;
}

/* The difference of two groups by the usual method of a statistic. */
typedef pain_status (*difference_function)(pain_counts a, pain_counts b,
                                           const pain_interval_options *options,
                                           pain_estimate *estimate);

/* By the bootstrap of `statistic` when that is asked for, else by `usual`. */
static pain_status estimate_from(pain_counts a, pain_counts b, difference_function usual,
                                 pain_statistic statistic, const pain_interval_options *known,
                                 pain_estimate *estimate)
{
    if (pain__outcome_is_bootstrap(known))
        return pain_bootstrap_difference(a, b, statistic, NULL, known, estimate);
    return usual(a, b, known, estimate);
}

static void count_missing(const pain_cohort *a, const pain_cohort *b, pain_estimate *estimate)
{
    estimate->n_missing = pain_cohort_count(a).n - pain_cohort_pairs(a).n + pain_cohort_count(b).n -
                          pain_cohort_pairs(b).n;
}

/* The difference of the changes, of which each group has its tally. */
static pain_status compare(const pain_cohort *a, const pain_cohort *b, pain__outcome_change change,
                           difference_function usual, pain_statistic statistic,
                           const pain_interval_options *known, pain_estimate *estimate)
{
    pain_tally *of_a = NULL, *of_b = NULL;
    uint64_t excluded_a = 0, excluded_b = 0;
    pain_status status = pain_tally_new(&of_a, known->allocator);

    if (status == PAIN_OK)
        status = pain_tally_new(&of_b, known->allocator);
    if (status == PAIN_OK)
        status = pain__outcome_changes(pain_cohort_pairs(a), change, of_a, &excluded_a);
    if (status == PAIN_OK)
        status = pain__outcome_changes(pain_cohort_pairs(b), change, of_b, &excluded_b);
    if (status == PAIN_OK)
        status = estimate_from(pain_tally_counts(of_a), pain_tally_counts(of_b), usual, statistic,
                               known, estimate);
    else
        (void)pain__interval_fail(estimate, status);
    pain_tally_free(of_a);
    pain_tally_free(of_b);
    count_missing(a, b, estimate);
    estimate->n_excluded = excluded_a + excluded_b;
    return status;
}

static pain_status begin(const pain_cohort *a, const pain_cohort *b,
                         const pain_interval_options *options, pain_interval_options *known,
                         pain_estimate *estimate)
{
    pain_status status = pain__outcome_begin(a, options, known, estimate);

    if (status == PAIN_OK && b == NULL)
        status = PAIN_EINVAL;
    if (status == PAIN_OK &&
        (a->missing == PAIN_MISSING_NON_RESPONDER || b->missing == PAIN_MISSING_NON_RESPONDER))
        status = PAIN_EUNDEFINED;
    return status == PAIN_OK || estimate == NULL ? status : pain__interval_fail(estimate, status);
}

static bool have_one_unit(const pain_cohort *a, const pain_cohort *b)
{
    return a->unit == b->unit && pain__scale_equal(&a->scale, &b->scale);
}

pain_status pain_mean_percent_difference(const pain_cohort *a, const pain_cohort *b,
                                         const pain_interval_options *options,
                                         pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status = begin(a, b, options, &known, estimate);

    if (status != PAIN_OK)
        return status;
    return compare(a, b, pain_percent_reduction, pain_mean_difference, pain_statistic_mean, &known,
                   estimate);
}

pain_status pain_median_percent_difference(const pain_cohort *a, const pain_cohort *b,
                                           const pain_interval_options *options,
                                           pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status = begin(a, b, options, &known, estimate);

    if (status != PAIN_OK)
        return status;
    return compare(a, b, pain_percent_reduction, pain_median_difference, pain_statistic_median,
                   &known, estimate);
}

pain_status pain_mean_reduction_difference(const pain_cohort *a, const pain_cohort *b,
                                           const pain_interval_options *options,
                                           pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status = begin(a, b, options, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (!have_one_unit(a, b))
        return pain__interval_fail(estimate, PAIN_EINVAL);
    status = compare(a, b, points, pain_mean_difference, pain_statistic_mean, &known, estimate);
    if (status == PAIN_OK)
        pain__outcome_rescale(estimate, 0.0, pain_scale_step(&a->scale) / a->unit);
    return status;
}

pain_status pain_percent_of_means_difference(const pain_cohort *a, const pain_cohort *b,
                                             const pain_interval_options *options,
                                             pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_status status = begin(a, b, options, &known, estimate);

    if (status != PAIN_OK)
        return status;
    /* The ratio of b less that of a is the reduction of a less that of b. */
    status = estimate_from(pain_cohort_pairs(b), pain_cohort_pairs(a),
                           pain_ratio_of_means_difference, pain_statistic_ratio, &known, estimate);
    pain__outcome_rescale(estimate, 0.0, 100.0);
    count_missing(a, b, estimate);
    return status;
}

pain_status pain_adjusted_percent_difference(const pain_cohort *a, const pain_cohort *b,
                                             const pain_interval_options *options,
                                             pain_estimate *estimate)
{
    PAIN__FLOATS;
    pain_interval_options known;
    pain_ancova_difference fit;
    pain_status status = begin(a, b, options, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (!have_one_unit(a, b))
        return pain__interval_fail(estimate, PAIN_EINVAL);
    status = pain_ancova_groups(pain_cohort_pairs(a), pain_cohort_pairs(b), NAN, &known, &fit);
    *estimate = fit.reduction;
    count_missing(a, b, estimate);
    return status;
}
