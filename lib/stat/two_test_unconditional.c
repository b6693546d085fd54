/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact unconditional tests: a one-sided p-value by the test's ordering, two-sided twice the
 * smaller; Barnard's two-sided test by the score orders by its square instead. Boschloo's test (R.
 * D. Boschloo, Statist. Neerlandica 24 (1970) 1-35) orders by Fisher's one-sided p-value. */
#include <config.h>

#include <math.h>

#include "stat/testing.h"
#include "stat/two_score.h"
#include "stat/two_test.h"
#include "stat/unconditional.h"

static pain__ordering ordering_of(int32_t method)
{
    if (method == PAIN_TEST_BOSCHLOO)
        return PAIN__ORDER_FISHER;
    return method == PAIN_TEST_SANTNER_SNELL ? PAIN__ORDER_DIFFERENCE : PAIN__ORDER_SCORE;
}

static pain_status p_value(const pain__two_groups *g, pain__ordering ordering,
                           pain__extremes extremes, double difference, double *p)
{
    pain__unconditional work;
    pain_status status = pain__unconditional_begin(&work, g, ordering, extremes);

    if (status != PAIN_OK)
        return status;
    *p = pain__unconditional_p(&work, difference, INFINITY);
    pain__unconditional_end(&work);
    return PAIN_OK;
}

pain_status pain__two_unconditional_test(const pain__two_groups *g, pain_test *test)
{
    pain__two_groups swapped = pain__groups_swapped(g);
    pain__ordering ordering = ordering_of(test->method);
    bool is_square =
        test->method == PAIN_TEST_BARNARD && test->alternative == PAIN_ALTERNATIVE_TWO_SIDED;
    pain__extremes extremes = is_square ? PAIN__EXTREME_BOTH : PAIN__EXTREME_HIGH;
    pain__score score = pain__score_difference(g, test->null_value);
    double upper = NAN, lower = NAN;
    pain_status status = p_value(g, ordering, extremes, test->null_value, &upper);

    if (status == PAIN_OK && !is_square)
        status = p_value(&swapped, ordering, extremes, -test->null_value, &lower);
    if (status == PAIN_ENOMEM)
        return pain__test_fail(test, status);
    test->statistic = pain__score_deviate(&score, 1, PAIN__SCORE_PLAIN, 0);
    if (status != PAIN_OK)
        return pain__test_no_p(test, status);
    if (!is_square)
        return pain__test_tails(test, lower, upper);
    test->p_value = upper;
    return PAIN_OK;
}
