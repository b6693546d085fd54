/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures by number: their names, and one call for all. */
#include <config.h>

#include "base/floats.h"
#include "outcome/outcome.h"
#include "stat/interval.h"

const char *pain_measure_key(pain_measure measure)
{
    switch (measure) {
#define KEY(name, number, key, unit, label) \
    case name:                              \
        return key;
        PAIN_MEASURE_LIST(KEY)
#undef KEY
    }
    return "unknown";
}

const char *pain_measure_label(pain_measure measure)
{
    switch (measure) {
#define LABEL(name, number, key, unit, label) \
    case name:                                \
        return label;
        PAIN_MEASURE_LIST(LABEL)
#undef LABEL
    }
    return "unknown";
}

pain_unit pain_measure_unit(pain_measure measure)
{
    switch (measure) {
#define UNIT(name, number, key, unit, label) \
    case name:                               \
        return unit;
        PAIN_MEASURE_LIST(UNIT)
#undef UNIT
    }
    return PAIN_UNIT_PERCENT;
}

pain_status pain_measure_estimate(const pain_cohort *cohort, pain_measure measure, double cut,
                                  const pain_interval_options *options, pain_estimate *estimate)
{
    PAIN__FLOATS;

    switch (measure) {
    case PAIN_MEASURE_MEAN_PERCENT:
        return pain_mean_percent_reduction(cohort, options, estimate);
    case PAIN_MEASURE_PERCENT_OF_MEANS:
        return pain_percent_reduction_of_means(cohort, options, estimate);
    case PAIN_MEASURE_MEDIAN_PERCENT:
        return pain_median_percent_reduction(cohort, options, estimate);
    case PAIN_MEASURE_MEAN_POINTS:
        return pain_mean_reduction(cohort, options, estimate);
    case PAIN_MEASURE_SESSION_POINTS:
        return pain_session_reduction(cohort, options, estimate);
    case PAIN_MEASURE_NEAR_ZERO:
        return pain_near_zero(cohort, cut, options, estimate);
    case PAIN_MEASURE_RESPONDER:
        return pain_responders(cohort, cut, options, estimate);
    case PAIN_MEASURE_POINT_RESPONDER:
        return pain_point_responders(cohort, cut, options, estimate);
    case PAIN_MEASURE_WORSENED:
        return pain_worsened(cohort, options, estimate);
    }
    return pain__interval_fail(estimate, PAIN_EINVAL);
}
