/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of differences of the same patients: which test, over which differences. */
#include <config.h>

#include <painstat/location_test.h>

#include "base/base.h"
#include "base/floats.h"
#include "stat/counts.h"
#include "stat/paired_test.h"
#include "stat/sign_tail.h"
#include "stat/testing.h"

static const pain_test_method methods[] = {
    PAIN_TEST_T,          PAIN_TEST_WILCOXON_EXACT, PAIN_TEST_WILCOXON,  PAIN_TEST_WILCOXON_CC,
    PAIN_TEST_SIGN_EXACT, PAIN_TEST_SIGN_MIDP,      PAIN_TEST_SIGN_FLIP,
};

enum { METHODS = sizeof methods / sizeof *methods };

static pain_status sign_test(const pain__magnitudes *m, pain_test *test)
{
    test->statistic = (double)m->n_positive;
    return pain__sign_p_value(test, m->n_positive, m->n - m->n_zero,
                              test->method == PAIN_TEST_SIGN_MIDP);
}

static pain_status run(pain_counts counts, pain__magnitudes *m, pain_zeros zeros,
                       const pain_allocator *allocator, pain_test *test)
{
    switch (test->method) {
    case PAIN_TEST_T:
        return pain__t_test(counts, test);
    case PAIN_TEST_WILCOXON_EXACT:
    case PAIN_TEST_WILCOXON:
    case PAIN_TEST_WILCOXON_CC:
        return pain__signed_rank_test(m, zeros, allocator, test);
    case PAIN_TEST_SIGN_EXACT:
    case PAIN_TEST_SIGN_MIDP:
        return sign_test(m, test);
    case PAIN_TEST_SIGN_FLIP:
        return pain__sign_flip_test(m, allocator, test);
    default:
        return pain__test_fail(test, PAIN_EINVAL);
    }
}

/* `method` PAIN_TEST_DEFAULT: the one in the options. */
static pain_status paired_by(pain_counts counts, const pain_test_options *options,
                             pain_test_method method, pain_test *test)
{
    pain_test_options known;
    pain__magnitudes m;
    pain_status status = pain__test_begin(options, PAIN_TEST_WILCOXON_EXACT, &known, test);

    if (status != PAIN_OK)
        return status;
    if (method != PAIN_TEST_DEFAULT)
        test->method = (int32_t)method;
    status = pain__counts_check(counts, false);
    if (status != PAIN_OK)
        return pain__test_fail(test, status);
    const pain_allocator allocator = pain__allocator(known.allocator);

    status = pain__magnitudes_new(&m, counts, known.null_value, &allocator);
    if (status == PAIN_OK) {
        test->n = m.n;
        test->n_zero = m.n_zero;
        status = run(counts, &m, (pain_zeros)known.zeros, &allocator, test);
    } else {
        status = pain__test_fail(test, status);
    }
    pain__magnitudes_free(&m, &allocator);
    return status;
}

pain_status pain_paired_test(pain_counts differences, const pain_test_options *options,
                             pain_test *test)
{
    PAIN__FLOATS;

    return paired_by(differences, options, PAIN_TEST_DEFAULT, test);
}

pain_status pain_paired_test_all(pain_counts differences, const pain_test_options *options,
                                 pain_test *tests, size_t *count)
{
    PAIN__FLOATS;
    pain_status status = pain__test_room(METHODS, tests, count);

    if (status != PAIN_OK)
        return status;
    for (size_t i = 0; i < METHODS; i++) {
        pain_status one = paired_by(differences, options, methods[i], &tests[i]);

        if (status == PAIN_OK)
            status = one;
    }
    return pain__test_all(METHODS, tests, status);
}
