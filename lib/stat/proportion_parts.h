/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_PROPORTION_PARTS_H
#define PAIN_STAT_PROPORTION_PARTS_H
/* What proportions in strata and clusters share. */

#include <painstat/proportion_parts.h>

/* All parts together: K of N in G parts that are not empty. */
typedef struct pain__parts_total {
    uint64_t k, n, parts, largest;
} pain__parts_total;

/* PAIN_EINVAL, PAIN_EEMPTY, PAIN_EOVERFLOW as the public functions say. */
pain_status pain__parts_total_of(const pain_k_of_n *parts, size_t n, pain__parts_total *total);

/* proportion_beta_binomial.c: value and limits by the beta-binomial model, for two clusters or
 * more. */
pain_status pain__beta_binomial(const pain_k_of_n *clusters, size_t n,
                                const pain__parts_total *total, const pain_interval_options *known,
                                pain_estimate *estimate);

#endif
