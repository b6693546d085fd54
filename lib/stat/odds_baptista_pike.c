/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits of the odds ratio R that go with Fisher's two-sided test by least probability: the
 * smallest interval that holds every R with p(R) > alpha, where p(R) sums the probabilities, both
 * margins given, that are not above that of the table itself (J. Baptista and M. C. Pike, J. R.
 * Stat. Soc. C 26 (1977) 214-220). Mid-P takes half of the table's own probability (M. W.
 * Fagerland, S. Lydersen and P. Laake, Stat. Methods Med. Res. 24 (2015) 224-254).
 *
 * For R below the estimate the sum is P(X >= x1) + P(X <= j), where j rises by one at the R where
 * P(j) = P(x1):
 *     log R_j = log(w_j / w_x1) / (x1 - j),   w_k = C(n1, k) C(n2, x - k).
 * p(R) jumps up at each of these and between them has no inner maximum, because P(j < X < x1) has
 * no inner minimum. So the pieces are walked in order of R, and the lower limit is a jump, or a
 * root within a piece. The upper limit is the inverse of the lower one with the groups exchanged.
 */
#include <config.h>

#include <math.h>

#include "num/root.h"
#include "stat/odds_conditional.h"

/* More tables than this are too many to walk. */
#define MAX_TABLES 20000.0

/* A piece: the left sum goes up to j; below the lowest k it is empty. */
typedef struct piece {
    const pain__two_groups *g;
    double j, log_weight; /* log(w_j / w_x1) */
    double share;         /* of the table's own probability that does not count */
    double alpha;
} piece;

/* p(R) - alpha on the piece. */
static double excess(double log_odds_ratio, void *context)
{
    const piece *of = context;
    const pain__two_groups *g = of->g;
    pain__odds_sums sums = pain__odds_sums_at(g, log_odds_ratio);
    double left = -INFINITY;

    if (of->j >= pain__odds_lowest(g))
        left = of->log_weight + (of->j - g->x1) * log_odds_ratio +
               pain__odds_log_outward(g, of->j, log_odds_ratio, PAIN__LOWER);
    /* Relative to the largest of the sums, none of which then overflows. */
    double top = fmax(fmax(sums.log_below, sums.log_above), 0), own = exp(-top);
    double above = exp(sums.log_above - top), below = exp(sums.log_below - top);

    return (own * (1 - of->share) + above + exp(left - top)) / (own + above + below) - of->alpha;
}

/* The log R at which P(j) = P(x1). */
static double jump(const piece *at)
{
    return at->log_weight / (at->g->x1 - at->j);
}

/* A root to the left of `end`, where the excess is above 0. */
static pain_status root_before(const piece *of, double end, double *root)
{
    for (double width = 2; width < 1000; width *= 3)
        if (pain__root(excess, (void *)of, end - width, end, root) == PAIN_OK)
            return PAIN_OK;
    return PAIN_ENOCONV;
}

/* log(w_lowest / w_x1) */
static double lowest_log_weight(const pain__two_groups *g)
{
    double log_weight = 0;

    for (double k = pain__odds_lowest(g); k < g->x1; k++)
        log_weight -= pain__odds_log_step(g, k);
    return log_weight;
}

static pain_status log_lower(const pain__two_groups *g, double alpha, double share, double *limit)
{
    double lowest = pain__odds_lowest(g);
    piece at = {g, lowest, lowest_log_weight(g), share, alpha}, before = at;

    before.j = lowest - 1;
    while (at.j < g->x1) {
        double start = jump(&at);

        if (excess(start, &before) > 0) {
            if (before.j < lowest)
                return root_before(&before, start, limit);
            return pain__root(excess, &before, jump(&before), start, limit);
        }
        if (excess(start, &at) > 0) {
            *limit = start;
            return PAIN_OK;
        }
        before = at;
        at.log_weight += pain__odds_log_step(g, at.j);
        at.j++;
    }
    return PAIN_ENOCONV;
}

static pain_status limits_by(const pain__two_groups *g, double tail, double share, double limits[2])
{
    pain__two_groups swapped = pain__groups_swapped(g);
    pain_status status = PAIN_OK;
    double found = 0;

    if (pain__odds_highest(g) - pain__odds_lowest(g) >= MAX_TABLES)
        return PAIN_EOVERFLOW;
    if (tail >= 0.5)
        return PAIN_EUNDEFINED;
    limits[0] = 0;
    limits[1] = INFINITY;
    if (g->x1 > pain__odds_lowest(g)) {
        status = log_lower(g, 2 * tail, share, &found);
        limits[0] = exp(found);
    }
    if (status == PAIN_OK && g->x1 < pain__odds_highest(g)) {
        status = log_lower(&swapped, 2 * tail, share, &found);
        limits[1] = exp(-found);
    }
    return status;
}

pain_status pain__odds_baptista_pike(const pain__two_groups *g, double tail, double limits[2])
{
    return limits_by(g, tail, 0, limits);
}

pain_status pain__odds_baptista_pike_midp(const pain__two_groups *g, double tail, double limits[2])
{
    return limits_by(g, tail, 0.5, limits);
}
