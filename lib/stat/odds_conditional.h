/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_ODDS_CONDITIONAL_H
#define PAIN_STAT_ODDS_CONDITIONAL_H
/* The number of yes in group 1 when the number in both groups together is given: Fisher's
 * noncentral hypergeometric distribution, P(k) in proportion to C(n1, k) C(n2, x - k) R^k, R the
 * odds ratio. */

#include "num/distribution.h"
#include "stat/two_groups.h"

/* Logarithms of sums over the distribution at log R, each relative to the probability of x1 itself.
 */
typedef struct pain__odds_sums {
    double log_below; /* of all k < x1; -infinity where there are none */
    double log_above; /* of all k > x1 */
} pain__odds_sums;

/* The lowest and highest k that are possible. */
double pain__odds_lowest(const pain__two_groups *groups);
double pain__odds_highest(const pain__two_groups *groups);

/* log (P(k + 1) / P(k)) at R = 1 */
double pain__odds_log_step(const pain__two_groups *groups, double k);

/* The logarithm of the sum of P from k to the end of the range, k included, over P(k), at log R. */
double pain__odds_log_outward(const pain__two_groups *groups, double k, double log_odds_ratio,
                              pain__tail tail);

pain__odds_sums pain__odds_sums_at(const pain__two_groups *groups, double log_odds_ratio);

/* The tail that includes x1, less `share` of the probability of x1 itself: 0 for an exact test, 1/2
 * for mid-P. */
double pain__odds_log_tail(const pain__two_groups *groups, double log_odds_ratio, double share,
                           pain__tail tail);

#endif
