/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact limits of the odds ratio with both margins given, each in its own tail (J. Cornfield, Proc.
 * Third Berkeley Symp. 4 (1956) 135-148), and the same with half the probability of the table
 * itself (mid-P):
 *
 *     lower: the R with P(X >= x1) = tail,   upper: the R with P(X <= x1) = tail.
 *
 * The search is for log R, on logarithms of the tail. Sums start at x1 and go outwards; a sum that
 * grows is scaled down on the way, so that any R is in reach. */
#include <config.h>

#include <math.h>

#include "num/root.h"
#include "num/sum.h"
#include "stat/odds_conditional.h"

double pain__odds_lowest(const pain__two_groups *g)
{
    return fmax(g->x1 - g->y2, 0);
}

double pain__odds_highest(const pain__two_groups *g)
{
    return fmin(g->x1 + g->x2, g->n1);
}

/* P(k + 1) / P(k) at R = 1 */
static double step(const pain__two_groups *g, double k)
{
    return (g->n1 - k) / (k + 1) * ((g->x1 + g->x2 - k) / (g->y2 - g->x1 + k + 1));
}

double pain__odds_log_step(const pain__two_groups *g, double k)
{
    return log(step(g, k));
}

#define HUGE_TERM 1e200

double pain__odds_log_outward(const pain__two_groups *g, double k, double log_odds_ratio,
                              pain__tail tail)
{
    double odds_ratio = exp(tail == PAIN__UPPER ? log_odds_ratio : -log_odds_ratio);
    double end = tail == PAIN__UPPER ? pain__odds_highest(g) : pain__odds_lowest(g);
    double term = 1, log_scale = 0;
    pain__sum sum = {1, 0};

    while (k != end) {
        double ratio = odds_ratio * (tail == PAIN__UPPER ? step(g, k) : 1 / step(g, k - 1));

        k += tail == PAIN__UPPER ? 1 : -1;
        term *= ratio;
        pain__sum_add(&sum, term);
        if (term > HUGE_TERM) {
            log_scale += log(HUGE_TERM);
            term /= HUGE_TERM;
            sum = (pain__sum){pain__sum_value(&sum) / HUGE_TERM, 0};
        }
        /* Ratios fall outwards, so the rest is below a geometric series. */
        if (ratio < 1 && term * ratio < (1 - ratio) * 1e-17 * sum.total)
            break;
    }
    return log(pain__sum_value(&sum)) + log_scale;
}

/* log(exp(x) - 1) for x >= 0, given as a sum that begins with 1 */
static double log_without_first(double log_sum)
{
    return log(expm1(log_sum < 700 ? log_sum : 700)) + (log_sum < 700 ? 0 : log_sum - 700);
}

pain__odds_sums pain__odds_sums_at(const pain__two_groups *g, double log_odds_ratio)
{
    return (pain__odds_sums){
        log_without_first(pain__odds_log_outward(g, g->x1, log_odds_ratio, PAIN__LOWER)),
        log_without_first(pain__odds_log_outward(g, g->x1, log_odds_ratio, PAIN__UPPER)),
    };
}

/* log(exp(a) + exp(b)) */
static double log_add(double a, double b)
{
    double high = fmax(a, b), low = fmin(a, b);

    return isinf(high) ? high : high + log1p(exp(low - high));
}

double pain__odds_log_tail(const pain__two_groups *g, double log_odds_ratio, double share,
                           pain__tail tail)
{
    pain__odds_sums sums = pain__odds_sums_at(g, log_odds_ratio);
    double inside = tail == PAIN__UPPER ? sums.log_above : sums.log_below;
    double outside = tail == PAIN__UPPER ? sums.log_below : sums.log_above;

    /* 1 - share and share of the table itself, on the two sides. */
    inside = log_add(inside, log1p(-share));
    outside = log_add(outside, log(share));
    return inside >= outside ? -log1p(exp(outside - inside))
                             : inside - outside - log1p(exp(inside - outside));
}

typedef struct search {
    const pain__two_groups *g;
    double log_tail, share;
    pain__tail tail;
} search;

static double missing(double log_odds_ratio, void *context)
{
    const search *of = context;

    return pain__odds_log_tail(of->g, log_odds_ratio, of->share, of->tail) - of->log_tail;
}

/* The bracket grows from the tables' own scale, because far from the limit the sums are long. */
static pain_status limit(const search *of, double *odds_ratio)
{
    const pain__two_groups *g = of->g;
    double centre = log((g->x1 + 0.5) * (g->y2 + 0.5) / ((g->y1 + 0.5) * (g->x2 + 0.5)));
    double root;

    for (double width = 2; width < 1000; width *= 3)
        if (pain__root(missing, (void *)of, centre - width, centre + width, &root) == PAIN_OK) {
            *odds_ratio = exp(root);
            return PAIN_OK;
        }
    return PAIN_ENOCONV;
}

static pain_status limits_by(const pain__two_groups *g, double tail, double share, double limits[2])
{
    search of = {g, log(tail), share, PAIN__UPPER};
    pain_status status = PAIN_OK;

    limits[0] = 0;
    limits[1] = INFINITY;
    if (g->x1 > pain__odds_lowest(g))
        status = limit(&of, &limits[0]);
    of.tail = PAIN__LOWER;
    if (status == PAIN_OK && g->x1 < pain__odds_highest(g))
        status = limit(&of, &limits[1]);
    return status;
}

pain_status pain__odds_exact(const pain__two_groups *g, double tail, double limits[2])
{
    return limits_by(g, tail, 0, limits);
}

pain_status pain__odds_midp(const pain__two_groups *g, double tail, double limits[2])
{
    return limits_by(g, tail, 0.5, limits);
}
