/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_OUTCOME_OUTCOME_H
#define PAIN_OUTCOME_OUTCOME_H
/* What the outcome functions share: a proportion of a cohort, and beginning and ending a call. */

#include <stdbool.h>

#include <painstat/outcome.h>

/* Checks the arguments, reads `options` into `known` (method 0 stays 0: the default of the
 * interval's function) and clears `estimate`. */
pain_status pain__outcome_begin(const pain_cohort *cohort, const pain_interval_options *options,
                                pain_interval_options *known, pain_estimate *estimate);

/* Writes the proportion `yes` of `of` with `missing` and `excluded` apart; PAIN_EEMPTY when `of` is
 * 0. */
pain_status pain__outcome_proportion(uint64_t yes, uint64_t of, uint64_t missing, uint64_t excluded,
                                     const pain_interval_options *options, pain_estimate *estimate);

/* A cut in millionths, so that a threshold is decided on integers. False unless least <= cut <=
 * most and it is finite. */
bool pain__outcome_cut(double cut, double least, double most, int64_t *millionths);

/* The responders of a cohort alone, as pain_responders counts them; frees as any cohort.
 * PAIN_EINVAL for a cut that is none, PAIN_ENOMEM: both write NULL. */
pain_status pain__outcome_responders(pain_cohort **responders, const pain_cohort *cohort,
                                     double percent);

/* The change of one patient; NaN where it is undefined. */
typedef double (*pain__outcome_change)(double baseline, double endpoint);

/* Tallies the change of every pair that has one, and counts those that have none. */
pain_status pain__outcome_changes(pain_counts pairs, pain__outcome_change change,
                                  pain_tally *changes, uint64_t *undefined);

/* Changes an estimate to offset + factor * estimate; a factor below 0 swaps the limits. */
void pain__outcome_rescale(pain_estimate *estimate, double offset, double factor);

/* True when the method is one of pain_bootstrap. */
bool pain__outcome_is_bootstrap(const pain_interval_options *options);

#endif
