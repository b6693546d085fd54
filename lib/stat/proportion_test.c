/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of one proportion against p: those that the intervals invert, so that a p-value below 1 -
 * level and a p outside the interval are the same. X is binomial(n, p), d = k - n p, S^2 = n p (1 -
 * p).
 *
 *   exact             P(X >= k) and P(X <= k); two-sided twice the smaller: C. J. Clopper and E. S.
 *                     Pearson, Biometrika 26 (1934) 404-413
 *   mid-P             the same with half of P(X = k): H. O. Lancaster, JASA 56 (1961) 223-234
 *   Blaker            the greatest acceptability from p outwards (proportion_blaker.c says what it
 *                     is). The acceptability itself can rise again further from k / n, which is why
 *                     the interval bridges gaps
 *   score             d / S is normal: E. B. Wilson, JASA 22 (1927) 209-212; corrected: |d| - 1/2
 *                     for |d|
 *   likelihood ratio  the signed root of proportion_likelihood.c is normal
 *   Wald              d / (n s) is normal, s^2 = k (n - k) / n^3 */
#include <config.h>

#include <math.h>

#include <painstat/proportion.h>

#include "base/floats.h"
#include "num/count.h"
#include "num/distribution.h"
#include "num/root.h"
#include "stat/proportion.h"
#include "stat/testing.h"

/* What was seen, and the p of the null. */
typedef struct one_sample {
    uint64_t k, n;
    double p;
} one_sample;

static pain_status exact_test(const one_sample *s, pain_test *test)
{
    test->statistic = (double)s->k;
    return pain__test_tails(test, pain__binomial_tail(s->k, s->n, s->p, PAIN__LOWER),
                            pain__binomial_tail(s->k, s->n, s->p, PAIN__UPPER));
}

static pain_status midp_test(const one_sample *s, pain_test *test)
{
    double half = pain__binomial_pmf(s->k, s->n, s->p) / 2;
    double below = s->k > 0 ? pain__binomial_tail(s->k - 1, s->n, s->p, PAIN__LOWER) : 0;
    double above = s->k < s->n ? pain__binomial_tail(s->k + 1, s->n, s->p, PAIN__UPPER) : 0;

    test->statistic = (double)s->k;
    return pain__test_tails(test, below + half, above + half);
}

/* Rounding must not decide whether the opposite tail exceeds the one at k. */
#define TIE 1e-12

/* The largest tail on the side `far` that does not exceed `near`; *j where it ends, when it is not
 * empty. */
static double opposite_tail(const one_sample *s, double near, pain__tail far, uint64_t *j)
{
    double end = pain__binomial_quantile(near, s->n, s->p, far);

    if (isnan(end))
        return NAN;
    *j = (uint64_t)end;
    double tail = pain__binomial_tail(*j, s->n, s->p, far);

    if (tail <= near * (1 + TIE))
        return tail;
    if (*j == (far == PAIN__LOWER ? 0 : s->n))
        return 0;
    *j = far == PAIN__LOWER ? *j - 1 : *j + 1;
    return pain__binomial_tail(*j, s->n, s->p, far);
}

typedef struct jump {
    uint64_t k, j, n;
    pain__tail near;
} jump;

static double tails_apart(double p, void *context)
{
    const jump *at = context;
    pain__tail far = at->near == PAIN__UPPER ? PAIN__LOWER : PAIN__UPPER;

    return log(pain__binomial_tail(at->j, at->n, p, far) /
               pain__binomial_tail(at->k, at->n, p, at->near));
}

/* The tail at k where that up to j is as large: between p, where it is no larger, and the end of
 * the range that is further from k / n. NaN when it could not be had. */
static double tail_at_jump(const one_sample *s, pain__tail near, uint64_t j)
{
    jump at = {s->k, j, s->n, near};
    double outer = near == PAIN__UPPER ? 0 : 1, root;

    /* k of n and none of it, or the reverse: the tails are p^n and (1 - p)^n. */
    if (fabs(tails_apart(s->p, &at)) <= TIE)
        return pain__binomial_tail(s->k, s->n, s->p, near);
    if (pain__root(tails_apart, &at, fmin(outer, s->p), fmax(outer, s->p), &root) != PAIN_OK)
        return NAN;
    return pain__binomial_tail(s->k, s->n, root, near);
}

static pain_status blaker_test(const one_sample *s, pain_test *test)
{
    double below = pain__binomial_tail(s->k, s->n, s->p, PAIN__LOWER);
    double above = pain__binomial_tail(s->k, s->n, s->p, PAIN__UPPER);
    double small = fmin(below, above), best = 0;
    pain__tail near = above < below ? PAIN__UPPER : PAIN__LOWER;
    uint64_t j = 0;

    if (isnan(below) || isnan(above))
        return pain__test_no_p(test, PAIN_ENOCONV);
    test->statistic = 1;
    if (small < 0.5) {
        double opposite =
            opposite_tail(s, small, near == PAIN__UPPER ? PAIN__LOWER : PAIN__UPPER, &j);

        test->statistic = small + opposite;
        best = opposite > 0 ? 2 * tail_at_jump(s, near, j) : 0;
    }
    if (isnan(test->statistic) || isnan(best))
        return pain__test_no_p(test, PAIN_ENOCONV);
    test->p_value = fmin(fmax(test->statistic, best), 1);
    if (test->alternative != PAIN_ALTERNATIVE_TWO_SIDED)
        return pain__test_no_p(test, PAIN_EUNDEFINED);
    return PAIN_OK;
}

/* d, of which a plain product would lose digits. */
static double departure(const one_sample *s)
{
    return fma(-(double)s->n, s->p, (double)s->k);
}

/* From d, its standard error and half a count or none as the correction. */
static pain_status normal_test(pain_test *test, double d, double error, double step)
{
    double shortened = fmax(fabs(d) - step, 0) / error;

    test->df = 1;
    test->statistic = shortened * shortened;
    return pain__test_tails(test, pain__normal_tail((d + step) / error, PAIN__LOWER),
                            pain__normal_tail((d - step) / error, PAIN__UPPER));
}

static pain_status score_test(const one_sample *s, pain_test *test)
{
    double step = test->method == PAIN_TEST_PROPORTION_SCORE_CC ? 0.5 : 0;

    return normal_test(test, departure(s), sqrt((double)s->n * s->p * (1 - s->p)), step);
}

static pain_status likelihood_test(const one_sample *s, pain_test *test)
{
    return normal_test(test, pain__likelihood_root(s->k, s->n, s->p), 1, 0);
}

static pain_status wald_test(const one_sample *s, pain_test *test)
{
    double error = sqrt((double)s->k * ((double)(s->n - s->k) / (double)s->n));

    test->df = 1;
    if (error == 0)
        return pain__test_no_p(test, PAIN_EUNDEFINED);
    return normal_test(test, departure(s), error, 0);
}

static const struct proportion_test {
    pain_test_method method;
    pain_status (*run)(const one_sample *s, pain_test *test);
} tests[] = {
    {PAIN_TEST_BINOMIAL_MIDP, midp_test},
    {PAIN_TEST_BINOMIAL, exact_test},
    {PAIN_TEST_BINOMIAL_BLAKER, blaker_test},
    {PAIN_TEST_PROPORTION_SCORE, score_test},
    {PAIN_TEST_PROPORTION_SCORE_CC, score_test},
    {PAIN_TEST_PROPORTION_LIKELIHOOD_RATIO, likelihood_test},
    {PAIN_TEST_PROPORTION_WALD, wald_test},
};

enum { TESTS = sizeof tests / sizeof *tests };

static const struct proportion_test *find_test(int32_t number)
{
    for (size_t i = 0; i < TESTS; i++)
        if ((int32_t)tests[i].method == number)
            return &tests[i];
    return NULL;
}

/* `method` PAIN_TEST_DEFAULT: the one in the options. */
static pain_status test_by(uint64_t k, uint64_t n, const pain_test_options *options,
                           pain_test_method method, pain_test *test)
{
    pain_test_options known;
    pain_status status = pain__test_begin(options, PAIN_TEST_BINOMIAL_MIDP, &known, test);

    if (status != PAIN_OK)
        return status;
    if (method != PAIN_TEST_DEFAULT)
        test->method = (int32_t)method;
    if (test->null_value == 0)
        test->null_value = 0.5;
    const struct proportion_test *by = find_test(test->method);
    const one_sample s = {k, n, test->null_value};

    if (by == NULL || k > n || !(s.p > 0 && s.p < 1) || known.zeros != PAIN_ZEROS_DROPPED)
        return pain__test_fail(test, PAIN_EINVAL);
    if (n == 0)
        return pain__test_fail(test, PAIN_EEMPTY);
    if (n > PAIN__MAX_COUNT)
        return pain__test_fail(test, PAIN_EOVERFLOW);
    test->n = n;
    return by->run(&s, test);
}

pain_status pain_proportion_test(uint64_t k, uint64_t n, const pain_test_options *options,
                                 pain_test *test)
{
    PAIN__FLOATS;

    return test_by(k, n, options, PAIN_TEST_DEFAULT, test);
}

pain_status pain_proportion_test_all(uint64_t k, uint64_t n, const pain_test_options *options,
                                     pain_test *all, size_t *count)
{
    PAIN__FLOATS;
    pain_status status = pain__test_room(TESTS, all, count);

    if (status != PAIN_OK)
        return status;
    for (size_t i = 0; i < TESTS; i++) {
        pain_status one = test_by(k, n, options, tests[i].method, &all[i]);

        if (status == PAIN_OK)
            status = one;
    }
    return status;
}
