/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_UNCONDITIONAL_H
#define PAIN_STAT_UNCONDITIONAL_H
/* Exact p-values of two independent binomials with only the group sizes given: the probability of
 * the tables at least as extreme as the one seen, at the worst of the probabilities that have the
 * hypothetical difference. */

#include "stat/two_groups.h"

/* How tables are ordered; the higher, the more they speak for p1 above p2. */
typedef enum pain__ordering {
    PAIN__ORDER_SCORE,      /* the score at the hypothetical difference (Chan) */
    PAIN__ORDER_DIFFERENCE, /* the observed difference (Santner and Snell) */
    PAIN__ORDER_FISHER      /* Fisher's one-sided p-value (Boschloo); difference 0 only */
} pain__ordering;

/* Which tables are at least as extreme. */
typedef enum pain__extremes {
    PAIN__EXTREME_HIGH, /* ordered as high or higher: for p1 above p2 */
    PAIN__EXTREME_BOTH  /* the score as far from 0 or farther */
} pain__extremes;

/* Both groups together may not be more than this. */
#define PAIN__UNCONDITIONAL_MAX 2000.0

/* Room for one pair of group sizes. */
typedef struct pain__unconditional {
    const pain__two_groups *groups;
    pain__ordering ordering;
    pain__extremes extremes;
    double *up_to;  /* for each count of group 1: group 2 up to this, -1 for none */
    double *from;   /* and from this on, n2 + 1 for none */
    double *first;  /* probabilities of the counts of group 1 */
    double *second; /* and of group 2 */
    double *sums;   /* of `second` from 0 */
    double *rests;  /* of `second` to the end */
    size_t n_grid;  /* places at which the worst probability is sought */
    double *grid;   /* the p-values there */
    size_t highest; /* where the highest was last */
    double *known;  /* a copy of up_to, then of from */
} pain__unconditional;

/* EOVERFLOW when the groups are too large, ENOMEM. */
pain_status pain__unconditional_begin(pain__unconditional *work, const pain__two_groups *groups,
                                      pain__ordering ordering, pain__extremes extremes);
void pain__unconditional_end(pain__unconditional *work);

/* The p-value at a difference in [-1, 1]. The worst probability is sought on a grid of 64 + 16
 * sqrt(N) points, even on the arcsine scale, and every local maximum within a tenth of the highest
 * is refined. For whom it is enough to know whether it is above `enough`: the search ends at any
 * that is, and nothing is refined where all are a tenth below. Else `enough` is INFINITY. */
double pain__unconditional_p(pain__unconditional *work, double difference, double enough);

/* Where the tables that are at least as extreme first change between two differences, and with them
 * the p-value jumps: the neighbouring doubles before and after. False when they are the same at
 * both ends. */
bool pain__unconditional_change(pain__unconditional *work, double low, double high, double *before,
                                double *after);

/* unconditional_limits.c */
pain_status pain__difference_santner_snell(const pain__two_groups *g, double tail,
                                           double limits[2]);
pain_status pain__difference_chan_zhang(const pain__two_groups *g, double tail, double limits[2]);
pain_status pain__difference_agresti_min(const pain__two_groups *g, double tail, double limits[2]);

#endif
