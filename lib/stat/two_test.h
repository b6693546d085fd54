/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_TWO_TEST_H
#define PAIN_STAT_TWO_TEST_H
/* The tests of two independent proportions. Each sets the statistic and the p-value, or the reason
 * why there is none, for the null value and the alternative in `test`; PAIN_OK, or an error by
 * pain__test_fail. */

#include <painstat/test.h>

#include "stat/two_groups.h"

/* two_test_score.c */
pain_status pain__two_score_test(const pain__two_groups *groups, pain_test *test);
pain_status pain__two_chi_squared_test(const pain__two_groups *groups, pain_test *test);

/* two_test_fisher.c */
pain_status pain__two_fisher_test(const pain__two_groups *groups, pain_test *test);

/* two_test_unconditional.c */
pain_status pain__two_unconditional_test(const pain__two_groups *groups, pain_test *test);

#endif
