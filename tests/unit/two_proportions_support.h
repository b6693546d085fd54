/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_TWO_PROPORTIONS_SUPPORT_H
#define PAIN_TESTS_TWO_PROPORTIONS_SUPPORT_H
/* What the parts of the test of two proportions share. */

#include <check.h>

#include "painstat/two_proportions.h"

typedef pain_status (*compare_one)(uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2,
                                   const pain_interval_options *options, pain_estimate *estimate);
typedef pain_status (*compare_all)(uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2,
                                   const pain_interval_options *options, pain_estimate *estimates,
                                   size_t *count);

/* Enough for every method of a measure. */
enum { MANY = 32 };

/* two_proportions_properties.c: exchanged, mirrored, nested, inside, coverage. */
TCase *two_proportions_properties(void);
/* two_proportions_tests.c: p-values. */
TCase *two_proportions_tests(void);
/* two_proportions_strata.c */
TCase *two_proportions_strata(void);

static inline pain_estimate compare_by(compare_one compare, const uint64_t c[4], pain_method method,
                                       double level, pain_side side)
{
    pain_interval_options options = {sizeof options, level, (int32_t)method, (int32_t)side, 0, 0,
                                     NULL,           0};
    pain_estimate e;

    ck_assert_int_eq(compare(c[0], c[1], c[2], c[3], &options, &e), PAIN_OK);
    return e;
}

#endif
