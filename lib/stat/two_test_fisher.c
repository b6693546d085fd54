/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fisher's exact tests of an odds ratio R, both margins given (R. A. Fisher, J. R. Stat. Soc. 98
 * (1935) 39-82).
 *
 *   central    twice the smaller tail; the limits of the odds ratio by Cornfield agree with it
 *   minlike    the sum of all probabilities not above that of the table itself; those by Baptista
 *              and Pike agree
 *   mid-P      half of the table's own probability left out
 *
 * One-sided, all four are a tail. Probabilities that differ by less than 1e-7 of their size count
 * as equal, as in R, so that rounding does not decide ties. */
#include <config.h>

#include <math.h>

#include "stat/odds_conditional.h"
#include "stat/testing.h"
#include "stat/two_test.h"

#define TIE 1e-7

static bool is_midp(const pain_test *test)
{
    return test->method == PAIN_TEST_FISHER_MIDP || test->method == PAIN_TEST_FISHER_MINLIKE_MIDP;
}

/* The logarithm of the sum of the probabilities from the far end below x1 that are not above that
 * of x1, relative to it; x1 lies above the mode. */
static double log_far_sum(const pain__two_groups *g, double log_odds_ratio)
{
    double k = g->x1, log_weight = 0;

    /* Up to the mode and down again. */
    while (k > pain__odds_lowest(g)) {
        double next = log_weight - pain__odds_log_step(g, k - 1) - log_odds_ratio;

        k--;
        if (next <= TIE && next < log_weight)
            return next + pain__odds_log_outward(g, k, log_odds_ratio, PAIN__LOWER);
        log_weight = next;
    }
    return -INFINITY;
}

/* p(R) by least probability. */
static double minlike(const pain__two_groups *g, double log_odds_ratio, double share)
{
    pain__odds_sums sums = pain__odds_sums_at(g, log_odds_ratio);
    pain__two_groups swapped = pain__groups_swapped(g);
    bool has_upper = g->x1<pain__odds_highest(g), has_lower = g->x1> pain__odds_lowest(g);
    double up = has_upper ? pain__odds_log_step(g, g->x1) + log_odds_ratio : -INFINITY;
    double down = has_lower ? -pain__odds_log_step(g, g->x1 - 1) - log_odds_ratio : -INFINITY;
    double far, near;

    if (up <= TIE && down <= TIE) {
        far = sums.log_below;
        near = sums.log_above;
    } else if (down > TIE) {
        far = log_far_sum(g, log_odds_ratio);
        near = sums.log_above;
    } else {
        far = log_far_sum(&swapped, -log_odds_ratio);
        near = sums.log_below;
    }
    double top = fmax(fmax(sums.log_below, sums.log_above), 0), own = exp(-top);
    double all = own + exp(sums.log_below - top) + exp(sums.log_above - top);

    return fmin((own * (1 - share) + exp(near - top) + exp(far - top)) / all, 1);
}

pain_status pain__two_fisher_test(const pain__two_groups *g, pain_test *test)
{
    double log_odds_ratio = log(test->null_value), share = is_midp(test) ? 0.5 : 0;
    bool is_minlike =
        test->method == PAIN_TEST_FISHER || test->method == PAIN_TEST_FISHER_MINLIKE_MIDP;

    test->statistic = g->x1;
    (void)pain__test_tails(test, exp(pain__odds_log_tail(g, log_odds_ratio, share, PAIN__LOWER)),
                           exp(pain__odds_log_tail(g, log_odds_ratio, share, PAIN__UPPER)));
    if (is_minlike && test->alternative == PAIN_ALTERNATIVE_TWO_SIDED)
        test->p_value = minlike(g, log_odds_ratio, share);
    return PAIN_OK;
}
