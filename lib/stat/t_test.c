/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The t test of a mean: t = (mean - null) / (sd / sqrt(n)) with n - 1 degrees of freedom. Student,
 * Biometrika 6 (1908) 1-25. */
#include <config.h>

#include <math.h>

#include <painstat/describe.h>

#include "stat/paired_test.h"
#include "stat/testing.h"

pain_status pain__t_test(pain_counts counts, pain_test *test)
{
    pain_description d;
    pain_status status = pain_describe(counts, &d);

    if (status != PAIN_OK)
        return pain__test_fail(test, status);
    if (d.n < 2)
        return pain__test_no_p(test, PAIN_ETOOFEW);
    test->df = (double)(d.n - 1);
    if (d.sd == 0)
        return pain__test_no_p(test, PAIN_ENOSPREAD);
    test->statistic = (d.mean - test->null_value) / d.se;
    return pain__test_t_tails(test, test->statistic, test->df);
}
