/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a mean tells of too few patients although it is one of many: where nearly all have the
 * same score, and where the scale has so few steps that a mean and its interval tell how many
 * patients have each. */
#include <config.h>

#include "data/cohort.h"
#include "outcome/outcome.h"
#include "outcome/suppress.h"

enum { LEAST_STEPS = 10 };

static double end_of(double baseline, double endpoint)
{
    (void)baseline;
    return endpoint;
}

static double points(double baseline, double endpoint)
{
    return baseline - endpoint;
}

/* True when 1 to least - 1 of the values are another than the commonest. */
static bool nearly_equal(pain_counts values, uint64_t least)
{
    uint64_t most = 0;

    for (size_t i = 0; i < values.distinct; i++)
        most = values.count[i] > most ? values.count[i] : most;
    return values.n > most && values.n - most < least;
}

pain_status pain__suppress_alike(const pain_cohort *cohort, uint64_t least, bool *alike)
{
    static const pain__outcome_change changes[] = {end_of, points, pain_percent_reduction};
    pain_status status = PAIN_OK;

    *alike = pain_scale_steps(&cohort->scale) < LEAST_STEPS ||
             nearly_equal(pain_tally_counts(cohort->reliefs), least);
    for (size_t i = 0; status == PAIN_OK && !*alike && i < 3; i++) {
        pain_tally *tally = NULL;
        uint64_t undefined = 0;

        status = pain_tally_new(&tally, &cohort->allocator);
        if (status == PAIN_OK)
            status =
                pain__outcome_changes(pain_cohort_pairs(cohort), changes[i], tally, &undefined);
        if (status == PAIN_OK)
            *alike = nearly_equal(pain_tally_counts(tally), least);
        pain_tally_free(tally);
    }
    return status;
}
