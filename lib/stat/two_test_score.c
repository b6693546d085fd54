/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asymptotic tests of two independent proportions: the deviates that the score limits invert, so
 * that test and interval agree, and the chi-squared of the fourfold table,
 *
 *     X^2 = N (x1 y2 - x2 y1)^2 / (n1 n2 x y), with Yates's correction N (|x1 y2 - x2 y1| - N /
 *     2)^2 / (n1 n2 x y),
 *
 * where the bracket is not let below 0. One-sided p-values are those of its signed root. */
#include <config.h>

#include <math.h>

#include "num/distribution.h"
#include "stat/testing.h"
#include "stat/two_score.h"
#include "stat/two_test.h"

static pain_status normal_test(pain_test *test, double deviate)
{
    test->statistic = deviate;
    return pain__test_tails(test, pain__normal_tail(deviate, PAIN__LOWER),
                            pain__normal_tail(deviate, PAIN__UPPER));
}

/* The score at the null value, whose meaning depends on the method. */
static pain__score score_for(const pain__two_groups *g, const pain_test *test)
{
    switch (test->method) {
    case PAIN_TEST_RATIO_SCORE:
    case PAIN_TEST_RATIO_SCORE_MN:
        return pain__score_ratio(g, log(test->null_value));
    case PAIN_TEST_ODDS_SCORE:
    case PAIN_TEST_ODDS_SCORE_MN:
        return pain__score_odds(g, log(test->null_value));
    default:
        return pain__score_difference(g, test->null_value);
    }
}

pain_status pain__two_score_test(const pain__two_groups *g, pain_test *test)
{
    bool has_factor = test->method == PAIN_TEST_SCORE_MN ||
                      test->method == PAIN_TEST_RATIO_SCORE_MN ||
                      test->method == PAIN_TEST_ODDS_SCORE_MN;
    bool is_odds = test->method == PAIN_TEST_ODDS_SCORE || test->method == PAIN_TEST_ODDS_SCORE_MN;
    double all = g->n1 + g->n2;

    /* With nothing but yes or nothing but no, the table does not speak of odds. */
    if (is_odds && (g->x1 + g->x2 == 0 || g->y1 + g->y2 == 0))
        return normal_test(test, 0);
    pain__score score = score_for(g, test);

    return normal_test(
        test, pain__score_deviate(&score, has_factor ? all / (all - 1) : 1, PAIN__SCORE_PLAIN, 0));
}

pain_status pain__two_chi_squared_test(const pain__two_groups *g, pain_test *test)
{
    double all = g->n1 + g->n2, yes = g->x1 + g->x2, no = g->y1 + g->y2;
    double distance = pain__observed_difference(g) * g->n1 * g->n2;

    if (yes == 0 || no == 0)
        return pain__test_no_p(test, PAIN_EUNDEFINED);
    if (test->method == PAIN_TEST_CHI_SQUARED_CC)
        distance = copysign(fmax(fabs(distance) - all / 2, 0), distance);
    double root = distance * sqrt(all / g->n1 / g->n2 / yes / no);

    (void)normal_test(test, root);
    test->statistic = root * root;
    test->df = 1;
    return PAIN_OK;
}
