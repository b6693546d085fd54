/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_PAIRED_TEST_H
#define PAIN_STAT_PAIRED_TEST_H
/* The tests of differences of the same patients. Each sets the statistic and the p-value, or the
 * reason why there is none, and returns PAIN_OK; or an error, by pain__test_fail. */

#include <painstat/test.h>

#include "stat/magnitudes.h"

/* signed_rank.c: Wilcoxon, exact or by the normal distribution, as test->method says */
pain_status pain__signed_rank_test(pain__magnitudes *m, pain_zeros zeros,
                                   const pain_allocator *allocator, pain_test *test);
/* sign_flip.c */
pain_status pain__sign_flip_test(const pain__magnitudes *m, const pain_allocator *allocator,
                                 pain_test *test);
/* t_test.c: the mean of sound counts against test->null_value */
pain_status pain__t_test(pain_counts counts, pain_test *test);

#endif
