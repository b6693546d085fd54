/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a claim is about, estimated in one cohort. */
#include <config.h>

#include <math.h>

#include "claim/verify.h"
#include "data/cohort.h"
#include "outcome/outcome.h"
#include "painstat/describe.h"
#include "painstat/mean.h"
#include "painstat/quantile.h"
#include "stat/interval.h"

bool pain__verify_is_share(const pain_claim *claim)
{
    return claim->statistic >= PAIN_CLAIM_NEAR_ZERO;
}

/* Counts the scores of a time, in 1/unit steps from the pain-free end. */
static pain_status take_scores(const pain_cohort *cohort, int32_t time, pain_tally *scores)
{
    pain_counts pairs = pain_cohort_pairs(cohort);
    pain_status status = PAIN_OK;

    for (size_t i = 0; status == PAIN_OK && i < pairs.distinct; i++) {
        double x = time == PAIN_TIME_AFTER ? pairs.y[i] : pairs.x[i];

        status =
            pain_tally_add(scores, time == PAIN_TIME_CHANGE ? x - pairs.y[i] : x, pairs.count[i]);
    }
    if (status == PAIN_OK && time == PAIN_TIME_BEFORE)
        status = pain_tally_merge(scores, cohort->baselines);
    if (status == PAIN_OK && time == PAIN_TIME_AFTER)
        status = pain_tally_merge(scores, cohort->endpoints);
    return status;
}

/* A number that is what it is in these patients. */
static pain_status state_fact(double value, uint64_t n, pain_estimate *estimate)
{
    if (isnan(value))
        return pain__interval_fail(estimate, PAIN_ETOOFEW);
    estimate->value = estimate->lower = estimate->upper = value;
    estimate->denominator = n;
    return PAIN_OK;
}

static pain_status describe(pain_counts scores, int32_t statistic, bool reversed,
                            pain_estimate *estimate)
{
    pain_description d;
    pain_status status = pain_describe(scores, &d);

    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    switch (statistic) {
    case PAIN_CLAIM_SD:
        return state_fact(d.sd, d.n, estimate);
    case PAIN_CLAIM_SE:
        return state_fact(d.se, d.n, estimate);
    default:
        return state_fact((statistic == PAIN_CLAIM_MINIMUM) != reversed ? d.lowest : d.highest, d.n,
                          estimate);
    }
}

/* A statistic of the scores before, after, or of the change, on the scale as it is printed. */
static pain_status estimate_scores(const pain_cohort *cohort, const pain_claim *claim,
                                   const pain_interval_options *options, pain_estimate *estimate)
{
    bool spread = claim->statistic == PAIN_CLAIM_SD || claim->statistic == PAIN_CLAIM_SE;
    bool change = claim->time == PAIN_TIME_CHANGE;
    bool reversed = cohort->scale.direction == PAIN_LOWER_IS_WORSE && !change;
    double factor = pain_scale_step(&cohort->scale) / cohort->unit;
    double offset = spread || change ? 0.0 : pain_scale_value(&cohort->scale, 0);
    pain_interval_options known;
    pain_tally *tally = NULL;
    pain_status status = pain__interval_begin(options, PAIN_METHOD_DEFAULT, &known, estimate);

    if (status == PAIN_OK)
        status = pain_tally_new(&tally, known.allocator);
    if (status == PAIN_OK)
        status = take_scores(cohort, claim->time, tally);
    if (status != PAIN_OK) {
        pain_tally_free(tally);
        return pain__interval_fail(estimate, status);
    }
    pain_counts scores = pain_tally_counts(tally);

    if (claim->statistic == PAIN_CLAIM_MEAN)
        status = pain_mean_interval(scores, &known, estimate);
    else if (claim->statistic == PAIN_CLAIM_MEDIAN)
        status = pain_median_interval(scores, &known, estimate);
    else
        status = describe(scores, claim->statistic, reversed, estimate);
    pain__outcome_rescale(estimate, offset, reversed && !spread ? -factor : factor);
    estimate->n_missing = pain_cohort_count(cohort).n - scores.n;
    pain_tally_free(tally);
    return status;
}

static pain_status estimate_all(const pain_cohort *cohort, const pain_claim *claim,
                                const double level[PAIN_FACTORS],
                                const pain_interval_options *options, pain_estimate *estimate)
{
    static const pain_measure reductions[] = {
        PAIN_MEASURE_MEAN_PERCENT, PAIN_MEASURE_PERCENT_OF_MEANS, PAIN_MEASURE_MEDIAN_PERCENT};
    pain_interval_options known;
    double n;

    switch (claim->statistic) {
    case PAIN_CLAIM_PERCENT_REDUCTION:
        return pain_measure_estimate(cohort, reductions[(int)level[PAIN_FACTOR_DEFINITION] - 1],
                                     0.0, options, estimate);
    case PAIN_CLAIM_MEAN_REDUCTION:
        return pain_mean_reduction(cohort, options, estimate);
    case PAIN_CLAIM_NEAR_ZERO:
        return pain_near_zero(cohort, level[PAIN_FACTOR_CUT], options, estimate);
    case PAIN_CLAIM_RESPONDERS:
        return pain_responders(cohort, level[PAIN_FACTOR_CUT], options, estimate);
    case PAIN_CLAIM_WORSE:
        return pain_worsened(cohort, options, estimate);
    case PAIN_CLAIM_PATIENTS:
        n = (double)pain_cohort_count(cohort).n;
        if (pain__interval_begin(options, PAIN_METHOD_DEFAULT, &known, estimate) != PAIN_OK)
            return PAIN_EINVAL;
        return state_fact(n, pain_cohort_count(cohort).n, estimate);
    default:
        return claim->statistic >= PAIN_CLAIM_MEAN && claim->statistic <= PAIN_CLAIM_MAXIMUM
                   ? estimate_scores(cohort, claim, options, estimate)
                   : PAIN_EINVAL;
    }
}

pain_status pain__verify_estimate(const pain_cohort *cohort, const pain_claim *claim,
                                  const double level[PAIN_FACTORS],
                                  const pain_interval_options *options, pain_estimate *estimate)
{
    pain_cohort *responders = NULL;

    if (claim->definition < PAIN_DEFINITION_OPEN || claim->definition > PAIN_DEFINITION_MEDIAN)
        return PAIN_EINVAL;
    if (isnan(level[PAIN_FACTOR_RESPONDERS]))
        return estimate_all(cohort, claim, level, options, estimate);
    pain_status status =
        pain__outcome_responders(&responders, cohort, level[PAIN_FACTOR_RESPONDERS]);

    if (status == PAIN_OK)
        status = estimate_all(responders, claim, level, options, estimate);
    pain_cohort_free(responders);
    return status;
}
