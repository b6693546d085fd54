/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Mann-Whitney test, given the ties: U is the number of pairs with x > y, ties one half. By the
 * normal distribution: mean nx ny / 2, variance nx ny / 12 (N + 1 - sum(t^3 - t) / (N (N - 1))), N
 * = nx + ny, t the numbers tied. H. B. Mann and D. R. Whitney, Ann. Math. Stat. 18 (1947) 50-60. */
#include <config.h>

#include <math.h>

#include "num/sum.h"
#include "stat/testing.h"
#include "stat/two_sample_test.h"

static pain_status exact(const pain__two_groups *groups, uint64_t u2,
                         const pain_allocator *allocator, pain_test *test)
{
    double lower, upper;
    pain_status status = pain__mann_whitney_tails(groups, u2, allocator, &lower, &upper);

    if (status == PAIN_EOVERFLOW)
        return pain__test_no_p(test, status);
    if (status != PAIN_OK)
        return pain__test_fail(test, status);
    return pain__test_tails(test, lower, upper);
}

static pain_status asymptotic(const pain__two_groups *groups, pain_test *test)
{
    double nx = (double)groups->nx, ny = (double)groups->ny, n = nx + ny;
    pain__sum ties = {0, 0};

    for (size_t i = 0; i < groups->rows; i++) {
        double t = (double)(groups->x[i] + groups->y[i]);

        pain__sum_add(&ties, t * (t - 1) * (t + 1));
    }
    double variance = nx * ny / 12 * (n + 1 - pain__sum_value(&ties) / (n * (n - 1)));

    return pain__test_normal_tails(test, test->statistic - nx * ny / 2, sqrt(variance),
                                   test->method == PAIN_TEST_MANN_WHITNEY_CC ? 0.5 : 0);
}

pain_status pain__mann_whitney_test(const pain__two_groups *groups, const pain_allocator *allocator,
                                    pain_test *test)
{
    uint64_t u2 = pain__two_groups_u2(groups);

    test->statistic = (double)u2 / 2;
    /* All equal: no other U could have come out. */
    if (groups->rows == 1)
        return pain__test_tails(test, 1, 1);
    if (test->method == PAIN_TEST_MANN_WHITNEY_EXACT)
        return exact(groups, u2, allocator, test);
    return asymptotic(groups, test);
}
