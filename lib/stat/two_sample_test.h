/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_TWO_SAMPLE_TEST_H
#define PAIN_STAT_TWO_SAMPLE_TEST_H
/* The tests of two groups. Each sets the statistic and the p-value, or the reason why there is
 * none, and returns PAIN_OK; or an error, by pain__test_fail. */

#include <painstat/test.h>

#include "stat/midranks.h"

/* mann_whitney.c: exact, or by the normal distribution, as test->method says */
pain_status pain__mann_whitney_test(const pain__two_groups *groups, const pain_allocator *allocator,
                                    pain_test *test);
/* mann_whitney_exact.c: P(U2 <= u2) and P(U2 >= u2) given the ties, U2 twice the statistic.
 * PAIN_EOVERFLOW for what is too large, PAIN_ENOMEM. NaN on failure. */
pain_status pain__mann_whitney_tails(const pain__two_groups *groups, uint64_t u2,
                                     const pain_allocator *allocator, double *lower, double *upper);
/* brunner_munzel.c */
pain_status pain__brunner_munzel_test(const pain__two_groups *groups, pain_test *test);
/* two_sample_t.c: Welch or pooled, as test->method says; sound counts */
pain_status pain__two_sample_t_test(pain_counts x, pain_counts y, pain_test *test);

#endif
