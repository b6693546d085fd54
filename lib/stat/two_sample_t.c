/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t tests of two means, t = (mean_x - mean_y - null) / se.
 *
 *   Welch    se^2 = s_x^2 / nx + s_y^2 / ny, degrees of freedom by Satterthwaite: B. L. Welch,
 *            Biometrika 34 (1947) 28-35
 *   pooled   se^2 = s^2 (1 / nx + 1 / ny), s^2 the pooled variance with nx + ny - 2 degrees of
 *            freedom */
#include <config.h>

#include <math.h>
#include <stdbool.h>

#include <painstat/describe.h>

#include "stat/testing.h"
#include "stat/two_sample_test.h"

/* The square of the standard error; sets df. */
static double welch(const pain_description *x, const pain_description *y, double *df)
{
    double of_x = x->se * x->se, of_y = y->se * y->se, sum = of_x + of_y;

    *df = sum * sum / (of_x * of_x / (double)(x->n - 1) + of_y * of_y / (double)(y->n - 1));
    return sum;
}

/* One value has no deviations to add. */
static double squares(const pain_description *d)
{
    return d->n > 1 ? d->sd * d->sd * (double)(d->n - 1) : 0;
}

static double pooled(const pain_description *x, const pain_description *y, double *df)
{
    *df = (double)x->n + (double)y->n - 2;
    return (squares(x) + squares(y)) / *df * (1 / (double)x->n + 1 / (double)y->n);
}

pain_status pain__two_sample_t_test(pain_counts x, pain_counts y, pain_test *test)
{
    bool is_welch = test->method == PAIN_TEST_WELCH;
    pain_description of_x, of_y;
    pain_status status = pain_describe(x, &of_x);

    if (status == PAIN_OK)
        status = pain_describe(y, &of_y);
    if (status != PAIN_OK)
        return pain__test_fail(test, status);
    if (is_welch ? x.n < 2 || y.n < 2 : x.n < 2 && y.n < 2)
        return pain__test_no_p(test, PAIN_ETOOFEW);
    double variance = is_welch ? welch(&of_x, &of_y, &test->df) : pooled(&of_x, &of_y, &test->df);

    if (variance == 0)
        return pain__test_no_p(test, PAIN_ENOSPREAD);
    test->statistic = (of_x.mean - of_y.mean - test->null_value) / sqrt(variance);
    return pain__test_t_tails(test, test->statistic, test->df);
}
