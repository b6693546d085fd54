/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wilcoxon's signed-rank test, given the ties: W is the sum of the mid-ranks r_i of the absolute
 * values over the positive differences, each sign being as likely as the other. Exact: the
 * distribution of the sum of a random choice of 2 r_i. Asymptotic: mean sum(r_i) / 2, variance
 * sum(r_i^2) / 4, which is R's n (n + 1) (2n + 1) / 24 - sum(t^3 - t) / 48. F. Wilcoxon, Biometrics
 * Bull. 1 (1945) 80-83; J. W. Pratt, JASA 54 (1959) 655-667: zeros are ranked, then left out. */
#include <config.h>

#include <math.h>

#include "num/sum.h"
#include "stat/flips.h"
#include "stat/paired_test.h"
#include "stat/testing.h"

static pain_status exact(const pain__magnitudes *m, uint64_t observed,
                         const pain_allocator *allocator, pain_test *test)
{
    double lower, upper;
    pain_status status = pain__flip_tails((pain__scores){m->rank2, m->count, m->rows}, observed,
                                          allocator, &lower, &upper);

    if (status == PAIN_EOVERFLOW)
        return pain__test_no_p(test, status);
    if (status != PAIN_OK)
        return pain__test_fail(test, status);
    return pain__test_tails(test, lower, upper);
}

static pain_status asymptotic(const pain__magnitudes *m, pain_test *test)
{
    pain__sum mean = {0, 0}, variance = {0, 0};

    for (size_t i = 0; i < m->rows; i++) {
        double rank = (double)m->rank2[i] / 2;

        pain__sum_add_times(&mean, rank / 2, m->count[i]);
        pain__sum_add_times(&variance, rank * rank / 4, m->count[i]);
    }
    return pain__test_normal_tails(test, test->statistic - pain__sum_value(&mean),
                                   sqrt(pain__sum_value(&variance)),
                                   test->method == PAIN_TEST_WILCOXON_CC ? 0.5 : 0);
}

pain_status pain__signed_rank_test(pain__magnitudes *m, pain_zeros zeros,
                                   const pain_allocator *allocator, pain_test *test)
{
    uint64_t observed = 0;
    pain_status status = pain__magnitudes_rank(m, zeros == PAIN_ZEROS_PRATT ? m->n_zero : 0);

    if (status != PAIN_OK)
        return pain__test_fail(test, status);
    for (size_t i = 0; i < m->rows; i++)
        observed += m->positive[i] * m->rank2[i];
    test->statistic = (double)observed / 2;
    if (m->rows == 0)
        return pain__test_tails(test, 1, 1);
    if (test->method == PAIN_TEST_WILCOXON_EXACT)
        return exact(m, observed, allocator, test);
    return asymptotic(m, test);
}
