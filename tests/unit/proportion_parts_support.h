/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_PROPORTION_PARTS_SUPPORT_H
#define PAIN_TESTS_PROPORTION_PARTS_SUPPORT_H
/* What the tests of proportions in strata and clusters share. */

#include <check.h>

#include "painstat/proportion_parts.h"

/* The first two are for strata. */
static const pain_method methods[] = {
    PAIN_METHOD_STRATIFIED_WILSON, PAIN_METHOD_STRATIFIED_WILSON_OPTIMAL,
    PAIN_METHOD_CLUSTER_WILSON,    PAIN_METHOD_CLUSTER_SCAS,
    PAIN_METHOD_SURVEY_LOGIT,      PAIN_METHOD_BETA_BINOMIAL,
};

enum { METHODS = sizeof methods / sizeof *methods };

static inline pain_estimate stratified(const pain_k_of_n *strata, size_t n, const double *weights,
                                       pain_method method, double level)
{
    pain_interval_options options = {sizeof options, level, (int32_t)method, 0, 0, 0, NULL, 0};
    pain_estimate e;

    ck_assert_int_eq(pain_proportion_stratified(strata, n, weights, &options, NULL, &e), PAIN_OK);
    return e;
}

static inline pain_estimate clustered(const pain_k_of_n *clusters, size_t n, pain_method method,
                                      double level)
{
    pain_interval_options options = {sizeof options, level, (int32_t)method, 0, 0, 0, NULL, 0};
    pain_estimate e;

    ck_assert_int_eq(pain_proportion_clustered(clusters, n, &options, &e), PAIN_OK);
    return e;
}

#endif
