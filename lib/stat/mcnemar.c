/* SPDX-License-Identifier: GPL-3.0-or-later */
/* McNemar's test of two paired proportions: Q. McNemar, Psychometrika 12 (1947) 153-157; the
 * correction by A. L. Edwards, Psychometrika 13 (1948) 185-187; the mid-P by M. W. Fagerland, S.
 * Lydersen and P. Laake, BMC Med. Res. Methodol. 13 (2013) 91. */
#include <config.h>

#include <math.h>

#include "base/floats.h"
#include "stat/paired.h"
#include "stat/sign_tail.h"
#include "stat/testing.h"

static const pain_test_method methods[] = {
    PAIN_TEST_MCNEMAR_EXACT,
    PAIN_TEST_MCNEMAR_MIDP,
    PAIN_TEST_MCNEMAR,
    PAIN_TEST_MCNEMAR_CC,
};

enum { METHODS = sizeof methods / sizeof *methods };

static pain_status asymptotic(const pain__paired *t, pain_test *test)
{
    double distance = t->b - t->c, sd = sqrt(t->b + t->c);
    double step = test->method == PAIN_TEST_MCNEMAR_CC && distance != 0 ? 1 : 0;

    test->df = 1;
    if (sd == 0)
        return pain__test_no_p(test, PAIN_EUNDEFINED);
    double shortened = (fabs(distance) - step) / sd;

    test->statistic = shortened * shortened;
    return pain__test_normal_tails(test, distance, sd, step);
}

static pain_status run(const pain__paired *t, pain_test *test)
{
    uint64_t b = (uint64_t)t->b, c = (uint64_t)t->c;

    test->n = (uint64_t)t->n;
    test->n_zero = test->n - b - c;
    switch (test->method) {
    case PAIN_TEST_MCNEMAR_EXACT:
    case PAIN_TEST_MCNEMAR_MIDP:
        test->statistic = t->b;
        return pain__sign_p_value(test, b, b + c, test->method == PAIN_TEST_MCNEMAR_MIDP);
    case PAIN_TEST_MCNEMAR:
    case PAIN_TEST_MCNEMAR_CC:
        return asymptotic(t, test);
    default:
        return pain__test_fail(test, PAIN_EINVAL);
    }
}

/* `method` PAIN_TEST_DEFAULT: the one in the options. */
static pain_status mcnemar_by(pain_paired_counts counts, const pain_test_options *options,
                              pain_test_method method, pain_test *test)
{
    pain_test_options known;
    pain__paired t;
    pain_status status = pain__test_begin(options, PAIN_TEST_MCNEMAR_MIDP, &known, test);

    if (status != PAIN_OK)
        return status;
    if (method != PAIN_TEST_DEFAULT)
        test->method = (int32_t)method;
    if (known.null_value != 0 || known.zeros != PAIN_ZEROS_DROPPED)
        return pain__test_fail(test, PAIN_EINVAL);
    status = pain__paired_read(counts, &t);
    if (status != PAIN_OK)
        return pain__test_fail(test, status);
    return run(&t, test);
}

pain_status pain_mcnemar(pain_paired_counts counts, const pain_test_options *options,
                         pain_test *test)
{
    PAIN__FLOATS;

    return mcnemar_by(counts, options, PAIN_TEST_DEFAULT, test);
}

pain_status pain_mcnemar_all(pain_paired_counts counts, const pain_test_options *options,
                             pain_test *tests, size_t *count)
{
    PAIN__FLOATS;
    pain_status status = pain__test_room(METHODS, tests, count);

    if (status != PAIN_OK)
        return status;
    for (size_t i = 0; i < METHODS; i++) {
        pain_status one = mcnemar_by(counts, options, methods[i], &tests[i]);

        if (status == PAIN_OK)
            status = one;
    }
    return status;
}
