/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place that reads an alternative, so that no test can ignore it. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "base/base.h"
#include "num/distribution.h"
#include "stat/testing.h"

static void test_clear(pain_test *test)
{
    memset(test, 0, sizeof *test);
    test->statistic = NAN;
    test->p_value = NAN;
    test->df = NAN;
}

pain_status pain__test_begin(const pain_test_options *options, pain_test_method fallback,
                             pain_test_options *known, pain_test *test)
{
    if (test == NULL)
        return PAIN_EINVAL;
    test_clear(test);
    pain_status status = pain__options(known, sizeof *known, options);

    if (status != PAIN_OK)
        return pain__test_fail(test, status);
    test->null_value = known->null_value;
    if (!isfinite(known->null_value) || known->reserved != 0)
        return pain__test_fail(test, PAIN_EINVAL);
    if (known->alternative < PAIN_ALTERNATIVE_TWO_SIDED ||
        known->alternative > PAIN_ALTERNATIVE_GREATER)
        return pain__test_fail(test, PAIN_EINVAL);
    if (known->zeros != PAIN_ZEROS_DROPPED && known->zeros != PAIN_ZEROS_PRATT)
        return pain__test_fail(test, PAIN_EINVAL);
    if (known->method == PAIN_TEST_DEFAULT)
        known->method = (int32_t)fallback;
    test->method = known->method;
    test->alternative = known->alternative;
    return PAIN_OK;
}

pain_status pain__test_fail(pain_test *test, pain_status status)
{
    test->statistic = NAN;
    test->df = NAN;
    (void)pain__test_no_p(test, status);
    return status;
}

pain_status pain__test_no_p(pain_test *test, pain_status why)
{
    test->p_value = NAN;
    test->reason = (int32_t)why;
    return PAIN_OK;
}

pain_status pain__test_tails(pain_test *test, double lower, double upper)
{
    if (isnan(lower) || isnan(upper))
        return pain__test_no_p(test, PAIN_ENOCONV);
    if (test->alternative == PAIN_ALTERNATIVE_LESS)
        test->p_value = fmin(lower, 1);
    else if (test->alternative == PAIN_ALTERNATIVE_GREATER)
        test->p_value = fmin(upper, 1);
    else
        test->p_value = fmin(2 * fmin(lower, upper), 1);
    return PAIN_OK;
}

pain_status pain__test_t_tails(pain_test *test, double t, double df)
{
    return pain__test_tails(test, pain__t_tail(t, df, PAIN__LOWER),
                            pain__t_tail(t, df, PAIN__UPPER));
}

pain_status pain__test_normal_tails(pain_test *test, double distance, double sd, double step)
{
    double corrected = distance;

    if (test->alternative == PAIN_ALTERNATIVE_LESS)
        corrected += step;
    else if (test->alternative == PAIN_ALTERNATIVE_GREATER)
        corrected -= step;
    else if (distance != 0)
        corrected -= copysign(step, distance);
    double z = corrected / sd;

    return pain__test_tails(test, pain__normal_tail(z, PAIN__LOWER),
                            pain__normal_tail(z, PAIN__UPPER));
}

pain_status pain__test_room(size_t n_methods, pain_test *tests, size_t *count)
{
    if (count == NULL)
        return PAIN_EINVAL;
    size_t room = tests != NULL ? *count : 0;

    *count = n_methods;
    if (room >= n_methods)
        return PAIN_OK;
    for (size_t i = 0; i < room; i++)
        (void)pain__test_fail(&tests[i], PAIN_EINVAL);
    return PAIN_EINVAL;
}

pain_status pain__test_all(size_t n_methods, pain_test *tests, pain_status status)
{
    for (size_t i = 0; status != PAIN_OK && i < n_methods; i++)
        (void)pain__test_fail(&tests[i], status);
    return status;
}
