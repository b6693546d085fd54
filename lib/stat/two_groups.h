/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_TWO_GROUPS_H
#define PAIN_STAT_TWO_GROUPS_H
/* Two independent proportions x1 of n1 and x2 of n2, and the limits by each method.
 *
 * z is the normal quantile that leaves `tail` beyond it. A one-sided level below 1/2 has a tail
 * above 1/2 and a negative z: its limit lies beyond the estimate. */

#include <stdbool.h>
#include <stdint.h>

#include <painstat/alloc.h>
#include <painstat/status.h>

/* Counts as doubles, all of them exact: n1, n2 >= 1. y = n - x. The allocator (NULL: malloc) is for
 * the methods that need memory. */
typedef struct pain__two_groups {
    double x1, n1, y1, x2, n2, y2;
    const pain_allocator *allocator;
} pain__two_groups;

/* Writes the lower and the upper limit that leave the probability `tail` beyond each. A status
 * other than PAIN_OK says why there are none; the limits are then not to be looked at. Limits may
 * pass the ends of the range. */
typedef pain_status (*pain__two_limits)(const pain__two_groups *groups, double tail,
                                        double limits[2]);

/* Reads counts: EINVAL, EEMPTY or EOVERFLOW as the public header says. */
pain_status pain__two_groups_read(uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2,
                                  pain__two_groups *groups);

/* The groups exchanged, and yes exchanged with no. */
pain__two_groups pain__groups_swapped(const pain__two_groups *groups);
pain__two_groups pain__groups_mirrored(const pain__two_groups *groups);

/* x1 / n1 - x2 / n2 with a single rounding error or two, and 0 exactly where it is 0. */
double pain__observed_difference(const pain__two_groups *groups);

/* two_difference.c */
pain_status pain__difference_wald(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__difference_wald_cc(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__difference_agresti_caffo(const pain__two_groups *g, double tail,
                                           double limits[2]);
pain_status pain__difference_haldane(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__difference_jeffreys_perks(const pain__two_groups *g, double tail,
                                            double limits[2]);
pain_status pain__difference_hauck_anderson(const pain__two_groups *g, double tail,
                                            double limits[2]);
pain_status pain__difference_brown_li(const pain__two_groups *g, double tail, double limits[2]);

/* two_mover.c */
pain_status pain__difference_newcombe(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__difference_newcombe_cc(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__difference_mover_jeffreys(const pain__two_groups *g, double tail,
                                            double limits[2]);
pain_status pain__ratio_mover_wilson(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__ratio_mover_jeffreys(const pain__two_groups *g, double tail, double limits[2]);

/* two_logarithm.c */
pain_status pain__ratio_katz(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__ratio_walter(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__ratio_inverse_sinh(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__odds_woolf(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__odds_gart(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__odds_inverse_sinh(const pain__two_groups *g, double tail, double limits[2]);

/* two_score.c */
pain_status pain__difference_mee(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__difference_mn(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__difference_scas(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__ratio_koopman(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__ratio_mn(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__ratio_scas(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__odds_score(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__odds_mn(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__odds_scas(const pain__two_groups *g, double tail, double limits[2]);

/* odds_conditional.c */
pain_status pain__odds_exact(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__odds_midp(const pain__two_groups *g, double tail, double limits[2]);

/* odds_baptista_pike.c */
pain_status pain__odds_baptista_pike(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__odds_baptista_pike_midp(const pain__two_groups *g, double tail, double limits[2]);

#endif
