/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_TESTING_H
#define PAIN_STAT_TESTING_H
/* What every test begins and ends with: reading the options, clearing the result, failing, and the
 * step from tails to a p-value. */

#include <painstat/test.h>

/* Reads `options` (NULL: all defaults) into `known` and clears `test` (every double NaN except
 * null_value and the reserve, counts 0, reason PAIN_OK). Method 0 becomes `fallback`; whether the
 * function has that method is for the caller to check. PAIN_EINVAL for a bad size, alternative or
 * zeros, or a null value that is not finite: the test has failed by pain__test_fail. PAIN_EINVAL,
 * too, for a `test` that is NULL. */
pain_status pain__test_begin(const pain_test_options *options, pain_test_method fallback,
                             pain_test_options *known, pain_test *test);

/* Ends a call that gives no number: statistic, p-value and df NaN, reason `status`, which it
 * returns. */
pain_status pain__test_fail(pain_test *test, pain_status status);

/* Ends a call that has no p-value: NaN, reason `why`. The statistic and df stay. Returns PAIN_OK.
 */
pain_status pain__test_no_p(pain_test *test, pain_status why);

/* Begins a call that fills an array with every test: `*count` comes in as the room in `tests` (none
 * when NULL) and becomes `n_methods`. PAIN_EINVAL when the room is too small, what there is of it
 * having failed, or `count` is NULL. */
pain_status pain__test_room(size_t n_methods, pain_test *tests, size_t *count);

/* Ends it: unless `status` is PAIN_OK all tests fail, also those that were made. Returns it. */
pain_status pain__test_all(size_t n_methods, pain_test *tests, pain_status status);

/* Sets the p-value from the probabilities of the statistic and beyond, by the alternative: `lower`
 * of at most, `upper` of at least what was seen. Two-sided is twice the smaller, at most 1. Returns
 * PAIN_OK. A NaN becomes PAIN_ENOCONV as the reason. */
pain_status pain__test_tails(pain_test *test, double lower, double upper);

/* The same for a statistic that is normal (df infinite) or Student's t under the null. */
pain_status pain__test_t_tails(pain_test *test, double t, double df);

/* For an asymptotic rank test: `distance` of the statistic from its mean, `sd` > 0, `step` 0 or the
 * half step of the continuity correction, which is towards the mean for two-sided tests and against
 * the alternative for one-sided ones, as in R. */
pain_status pain__test_normal_tails(pain_test *test, double distance, double sd, double step);

#endif
