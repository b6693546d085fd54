/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reductions of two groups of patients against each other. */
#include <config.h>

#include "data/cohort.h"
#include "data/scale.h"
#include "outcome/outcome.h"
#include "painstat/location.h"
#include "stat/interval.h"

static double points(double baseline, double endpoint)
{
    return baseline - endpoint;
}

/* The difference of the mean changes, each of which has its tally. */
static pain_status compare(const pain_cohort *a, const pain_cohort *b, pain__outcome_change change,
                           const pain_interval_options *known, pain_estimate *estimate)
{
    pain_tally *of_a = NULL, *of_b = NULL;
    uint64_t excluded_a = 0, excluded_b = 0;
    pain_counts pairs_a = pain_cohort_pairs(a), pairs_b = pain_cohort_pairs(b);
    pain_status status = pain_tally_new(&of_a, known->allocator);

    if (status == PAIN_OK)
        status = pain_tally_new(&of_b, known->allocator);
    if (status == PAIN_OK)
        status = pain__outcome_changes(pairs_a, change, of_a, &excluded_a);
    if (status == PAIN_OK)
        status = pain__outcome_changes(pairs_b, change, of_b, &excluded_b);
    if (status == PAIN_OK)
        status =
            pain_mean_difference(pain_tally_counts(of_a), pain_tally_counts(of_b), known, estimate);
    else
        (void)pain__interval_fail(estimate, status);
    pain_tally_free(of_a);
    pain_tally_free(of_b);
    estimate->n_missing = pain_cohort_count(a).n - pairs_a.n + pain_cohort_count(b).n - pairs_b.n;
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

pain_status pain_mean_percent_difference(const pain_cohort *a, const pain_cohort *b,
                                         const pain_interval_options *options,
                                         pain_estimate *estimate)
{
    pain_interval_options known;
    pain_status status = begin(a, b, options, &known, estimate);

    return status == PAIN_OK ? compare(a, b, pain_percent_reduction, &known, estimate) : status;
}

pain_status pain_mean_reduction_difference(const pain_cohort *a, const pain_cohort *b,
                                           const pain_interval_options *options,
                                           pain_estimate *estimate)
{
    pain_interval_options known;
    pain_status status = begin(a, b, options, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (a->unit != b->unit || !pain__scale_equal(&a->scale, &b->scale))
        return pain__interval_fail(estimate, PAIN_EINVAL);
    status = compare(a, b, points, &known, estimate);
    if (status == PAIN_OK)
        pain__outcome_rescale(estimate, 0.0, pain_scale_step(&a->scale) / a->unit);
    return status;
}
