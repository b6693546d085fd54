/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_CLAIM_VERIFY_H
#define PAIN_CLAIM_VERIFY_H
/* Claims against data: the object, and what makes its cells. */

#include "base/base.h"
#include "painstat/verify.h"

enum { PAIN__VERIFY_ENDPOINTS = 8, PAIN__VERIFY_POPULATIONS = 3, PAIN__VERIFY_RULES = 4 };

/* The populations and missing rules that are tried; a cohort's place is by these. */
extern const int32_t pain__verify_populations[PAIN__VERIFY_POPULATIONS];
extern const int32_t pain__verify_rules[PAIN__VERIFY_RULES];

struct pain_verification {
    pain_allocator allocator;
    pain_scale scale;
    double level;
    int32_t rounding;
    pain_verify_endpoint endpoints[PAIN__VERIFY_ENDPOINTS];
    char *visits[PAIN__VERIFY_ENDPOINTS]; /* what the endpoints point to */
    size_t n_endpoints;
    pain_verified *claims;
    size_t *first; /* the first cell of each claim */
    size_t n_claims;
    pain_verify_cell *cells;
    size_t n_cells, capacity;
};

/* What the cells are made of. */
typedef struct pain__verify_data {
    pain_cohort *cohorts[PAIN__VERIFY_ENDPOINTS][PAIN__VERIFY_POPULATIONS][PAIN__VERIFY_RULES];
    const double *near_zero, *responder;
    size_t n_near_zero, n_responder;
} pain__verify_data;

/* verify_cells.c: appends the cells of a claim, judged, and marks one. */
pain_status pain__verify_add_cells(pain_verification *v, const pain__verify_data *data,
                                   const pain_claim *claim);

/* verify_estimate.c: what the claim is about, in a cohort; PAIN_EINVAL and PAIN_ENOMEM are
 * failures, other statuses say why there is no number. */
pain_status pain__verify_estimate(const pain_cohort *cohort, const pain_claim *claim,
                                  const double level[PAIN_FACTORS],
                                  const pain_interval_options *options, pain_estimate *estimate);

/* Whether it is a share of patients. */
bool pain__verify_is_share(const pain_claim *claim);

/* verify_judge.c: fills in a cell from its estimate. */
void pain__verify_judge(pain_verify_cell *cell, const pain_claim *claim, const pain_range *range,
                        const pain_interval_options *options);

/* Whether a set has exactly one end. */
bool pain__verify_one_end(const pain_range *range);

/* verify_drive.c: what comes of a claim's cells. */
void pain__verify_sum_up(pain_verified *verified, const pain_verify_cell *cells);

#endif
