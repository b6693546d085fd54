/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_SIGN_TAIL_H
#define PAIN_STAT_SIGN_TAIL_H
/* The binomial test of 1/2, which is McNemar's exact test and the sign test. */

#include <stdbool.h>

#include <painstat/test.h>

/* Sets the p-value for k successes of m; with `midp` the outcome k itself counts half. m = 0 gives
 * p = 1: nothing else could have come out. Returns PAIN_OK. */
pain_status pain__sign_p_value(pain_test *test, uint64_t k, uint64_t m, bool midp);

#endif
