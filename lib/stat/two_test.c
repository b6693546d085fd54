/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of two independent proportions: which parameter a test is about, and equivalence as two
 * one-sided tests (D. J. Schuirmann, J. Pharmacokinet. Biopharm. 15 (1987) 657-680). */
#include <config.h>

#include <math.h>

#include <painstat/two_proportions.h>

#include "base/base.h"
#include "base/floats.h"
#include "stat/testing.h"
#include "stat/two_test.h"

typedef enum parameter { NONE, DIFFERENCE, RATIO } parameter;

typedef struct two_test {
    pain_test_method method;
    parameter about; /* what the null value is; NONE: equality only */
    pain_status (*run)(const pain__two_groups *groups, pain_test *test);
} two_test;

static const two_test tests[] = {
    {PAIN_TEST_FISHER, RATIO, pain__two_fisher_test},
    {PAIN_TEST_FISHER_CENTRAL, RATIO, pain__two_fisher_test},
    {PAIN_TEST_FISHER_MIDP, RATIO, pain__two_fisher_test},
    {PAIN_TEST_FISHER_MINLIKE_MIDP, RATIO, pain__two_fisher_test},
    {PAIN_TEST_BOSCHLOO, NONE, pain__two_unconditional_test},
    {PAIN_TEST_BARNARD, DIFFERENCE, pain__two_unconditional_test},
    {PAIN_TEST_CHAN, DIFFERENCE, pain__two_unconditional_test},
    {PAIN_TEST_SANTNER_SNELL, DIFFERENCE, pain__two_unconditional_test},
    {PAIN_TEST_CHI_SQUARED, NONE, pain__two_chi_squared_test},
    {PAIN_TEST_CHI_SQUARED_CC, NONE, pain__two_chi_squared_test},
    {PAIN_TEST_SCORE, DIFFERENCE, pain__two_score_test},
    {PAIN_TEST_SCORE_MN, DIFFERENCE, pain__two_score_test},
    {PAIN_TEST_RATIO_SCORE, RATIO, pain__two_score_test},
    {PAIN_TEST_RATIO_SCORE_MN, RATIO, pain__two_score_test},
    {PAIN_TEST_ODDS_SCORE, RATIO, pain__two_score_test},
    {PAIN_TEST_ODDS_SCORE_MN, RATIO, pain__two_score_test},
};

static const two_test *find_test(int32_t number)
{
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        if ((int32_t)tests[i].method == number)
            return &tests[i];
    return NULL;
}

static bool is_possible(parameter about, double null_value)
{
    if (about == NONE)
        return null_value == 0;
    return about == DIFFERENCE ? null_value > -1 && null_value < 1 : null_value > 0;
}

pain_status pain_two_proportions_test(uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2,
                                      const pain_test_options *options, pain_test *test)
{
    PAIN__FLOATS;
    pain_test_options known;
    pain__two_groups groups;
    pain_status status = pain__test_begin(options, PAIN_TEST_SCORE_MN, &known, test);

    if (status != PAIN_OK)
        return status;
    const two_test *by = find_test(test->method);

    if (by == NULL)
        return pain__test_fail(test, PAIN_EINVAL);
    if (by->about == RATIO && test->null_value == 0)
        test->null_value = 1;
    if (!is_possible(by->about, test->null_value))
        return pain__test_fail(test, PAIN_EINVAL);
    status = pain__two_groups_read(x1, n1, x2, n2, &groups);
    if (status != PAIN_OK)
        return pain__test_fail(test, status);
    groups.allocator = known.allocator;
    test->n = n1 + n2;
    return by->run(&groups, test);
}

pain_status pain_two_proportions_equivalence(uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2,
                                             double lower, double upper,
                                             const pain_test_options *options, pain_test *test)
{
    PAIN__FLOATS;
    pain_test_options known;
    pain_test above, below;
    pain_status status = pain__test_begin(options, PAIN_TEST_SCORE_MN, &known, test);

    if (status != PAIN_OK)
        return status;
    /* Written so that a NaN fails. 0 would stand for a ratio of 1. */
    if (!(lower < upper) || find_test(known.method) == NULL ||
        (find_test(known.method)->about == RATIO && lower == 0))
        return pain__test_fail(test, PAIN_EINVAL);
    known.size = sizeof known;
    known.null_value = lower;
    known.alternative = PAIN_ALTERNATIVE_GREATER;
    status = pain_two_proportions_test(x1, n1, x2, n2, &known, &above);
    known.null_value = upper;
    known.alternative = PAIN_ALTERNATIVE_LESS;
    if (status == PAIN_OK)
        status = pain_two_proportions_test(x1, n1, x2, n2, &known, &below);
    if (status != PAIN_OK)
        return pain__test_fail(test, status);
    /* The larger p-value, or the one that could not be had. */
    *test = isnan(above.p_value) || above.p_value >= below.p_value ? above : below;
    return PAIN_OK;
}
