/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of two groups: which test, over which order. */
#include <config.h>

#include <painstat/location_test.h>

#include "base/base.h"
#include "base/floats.h"
#include "stat/counts.h"
#include "stat/testing.h"
#include "stat/two_sample_test.h"

static const pain_test_method methods[] = {
    PAIN_TEST_WELCH,        PAIN_TEST_T_POOLED,        PAIN_TEST_MANN_WHITNEY_EXACT,
    PAIN_TEST_MANN_WHITNEY, PAIN_TEST_MANN_WHITNEY_CC, PAIN_TEST_BRUNNER_MUNZEL,
};

enum { METHODS = sizeof methods / sizeof *methods };

static pain_status rank_test(pain_counts x, pain_counts y, const pain_allocator *allocator,
                             pain_test *test)
{
    pain__two_groups groups;
    pain_status status = pain__two_groups_new(&groups, x, y, test->null_value, allocator);

    if (status != PAIN_OK)
        status = pain__test_fail(test, status);
    else if (test->method == PAIN_TEST_BRUNNER_MUNZEL)
        status = pain__brunner_munzel_test(&groups, test);
    else
        status = pain__mann_whitney_test(&groups, allocator, test);
    pain__two_groups_free(&groups, allocator);
    return status;
}

static pain_status run(pain_counts x, pain_counts y, const pain_allocator *allocator,
                       pain_test *test)
{
    switch (test->method) {
    case PAIN_TEST_WELCH:
    case PAIN_TEST_T_POOLED:
        return pain__two_sample_t_test(x, y, test);
    case PAIN_TEST_MANN_WHITNEY_EXACT:
    case PAIN_TEST_MANN_WHITNEY:
    case PAIN_TEST_MANN_WHITNEY_CC:
    case PAIN_TEST_BRUNNER_MUNZEL:
        return rank_test(x, y, allocator, test);
    default:
        return pain__test_fail(test, PAIN_EINVAL);
    }
}

/* `method` PAIN_TEST_DEFAULT: the one in the options. */
static pain_status two_sample_by(pain_counts x, pain_counts y, const pain_test_options *options,
                                 pain_test_method method, pain_test *test)
{
    pain_test_options known;
    pain_status status = pain__test_begin(options, PAIN_TEST_MANN_WHITNEY_EXACT, &known, test);

    if (status != PAIN_OK)
        return status;
    if (method != PAIN_TEST_DEFAULT)
        test->method = (int32_t)method;
    status = pain__counts_check(x, false);
    if (status == PAIN_OK)
        status = pain__counts_check(y, false);
    if (status != PAIN_OK || known.zeros != PAIN_ZEROS_DROPPED)
        return pain__test_fail(test, status != PAIN_OK ? status : PAIN_EINVAL);
    const pain_allocator allocator = pain__allocator(known.allocator);

    test->n = x.n + y.n;
    return run(x, y, &allocator, test);
}

pain_status pain_two_sample_test(pain_counts x, pain_counts y, const pain_test_options *options,
                                 pain_test *test)
{
    PAIN__FLOATS;

    return two_sample_by(x, y, options, PAIN_TEST_DEFAULT, test);
}

pain_status pain_two_sample_test_all(pain_counts x, pain_counts y, const pain_test_options *options,
                                     pain_test *tests, size_t *count)
{
    PAIN__FLOATS;
    pain_status status = pain__test_room(METHODS, tests, count);

    if (status != PAIN_OK)
        return status;
    for (size_t i = 0; i < METHODS; i++) {
        pain_status one = two_sample_by(x, y, options, methods[i], &tests[i]);

        if (status == PAIN_OK)
            status = one;
    }
    return pain__test_all(METHODS, tests, status);
}
