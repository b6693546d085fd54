/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_PROPORTION_SUPPORT_H
#define PAIN_TESTS_PROPORTION_SUPPORT_H
/* What the two parts of the test of proportions share. */

#include <check.h>

#include "painstat/proportion.h"

static const pain_method methods[] = {
    PAIN_METHOD_MIDP,     PAIN_METHOD_CLOPPER_PEARSON, PAIN_METHOD_WILSON, PAIN_METHOD_WILSON_CC,
    PAIN_METHOD_JEFFREYS, PAIN_METHOD_AGRESTI_COULL,   PAIN_METHOD_WALD,
};

enum { METHODS = sizeof methods / sizeof *methods };

/* proportion_properties.c: mirrored, monotone, nested, coverage. */
TCase *proportion_properties(void);

static inline pain_estimate bound(uint64_t k, uint64_t n, pain_method method, double level,
                                  pain_side side)
{
    pain_interval_options options = {
        sizeof options, level, (int32_t)method, (int32_t)side, 0, 0, NULL};
    pain_estimate e;

    ck_assert_int_eq(pain_proportion(k, n, &options, &e), PAIN_OK);
    ck_assert_int_eq(e.reason, PAIN_OK);
    return e;
}

static inline pain_estimate interval(uint64_t k, uint64_t n, pain_method method, double level)
{
    return bound(k, n, method, level, PAIN_TWO_SIDED);
}

#endif
