/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Credible intervals for a proportion. */
#include <config.h>

#include <math.h>
#include <stdlib.h>

#include "proportion_support.h"
#include "support.h"

static pain_status posterior_by(uint64_t k, uint64_t n, const double prior[2], pain_method method,
                                double level, pain_side side, pain_estimate *e)
{
    pain_interval_options options = {sizeof options, level, (int32_t)method, (int32_t)side, 0, 0,
                                     NULL,           0};

    return pain_proportion_posterior(k, n, prior[0], prior[1], &options, e);
}

/* mpmath; levels that are exact as doubles. */
START_TEST(limits_are_those_of_the_reference)
{
    FILE *file = open_source("tests/ref/posterior.csv");
    char line[256], *f[8];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, f, 8) == 8; rows++) {
        const double prior[] = {strtod(f[3], NULL), strtod(f[4], NULL)};
        pain_method method;
        pain_estimate e;

        ck_assert_int_eq(pain_method_parse(f[0], &method), PAIN_OK);
        ck_assert_int_eq(posterior_by(strtoull(f[1], NULL, 10), strtoull(f[2], NULL, 10), prior,
                                      method, strtod(f[5], NULL), PAIN_TWO_SIDED, &e),
                         PAIN_OK);
        ck_assert_msg(is_close(e.lower, strtod(f[6], NULL), 1e-12) &&
                          is_close(e.upper, strtod(f[7], NULL), 1e-12),
                      "%s %s/%s %s: got %.17g %.17g, want %s %s", f[0], f[1], f[2], f[5], e.lower,
                      e.upper, f[6], f[7]);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 288);
}
END_TEST

static const double jeffreys[] = {0.5, 0.5}, uniform[] = {1, 1}, haldane[] = {0, 0};

START_TEST(equal_tails_with_jeffreys_prior_are_the_plain_jeffreys_interval)
{
    for (uint64_t k = 0; k <= 29; k++) {
        pain_estimate e, plain = interval(k, 29, PAIN_METHOD_JEFFREYS_PLAIN, 0.95);

        ck_assert_int_eq(pain_proportion_posterior(k, 29, 0.5, 0.5, NULL, &e), PAIN_OK);
        ck_assert(e.lower == plain.lower && e.upper == plain.upper);
        ck_assert_int_eq(e.method, PAIN_METHOD_EQUAL_TAILED);
        /* The value is k / n, not the posterior's mean, which is (k + 1/2) / (n + 1). */
        ck_assert_double_eq(e.value, (double)k / 29);
        ck_close(e.reserved[0], ((double)k + 0.5) / 30, 1e-15);
        ck_assert(e.reserved[1] == (double)k + 0.5 && e.reserved[2] == 29.5 - (double)k);
        ck_assert(e.reserved[3] == 0);
    }
}
END_TEST

/* On complete grids: not longer than with equal tails, mirrored, and of the level. */
START_TEST(the_shortest_interval_is_short_and_mirrored)
{
    for (uint64_t n = 1; n <= 60; n++)
        for (uint64_t k = 0; k <= n; k++) {
            pain_estimate e, mirror, equal;

            ck_assert_int_eq(posterior_by(k, n, jeffreys, PAIN_METHOD_HPD, 0.9, 0, &e), PAIN_OK);
            ck_assert_int_eq(posterior_by(n - k, n, jeffreys, PAIN_METHOD_HPD, 0.9, 0, &mirror),
                             PAIN_OK);
            ck_assert_int_eq(posterior_by(k, n, jeffreys, PAIN_METHOD_EQUAL_TAILED, 0.9, 0, &equal),
                             PAIN_OK);
            ck_assert_double_le(e.upper - e.lower, equal.upper - equal.lower + 1e-15);
            ck_close(e.lower, 1 - mirror.upper, 1e-13);
            ck_assert(e.lower <= e.value && e.value <= e.upper);
        }
}
END_TEST

START_TEST(an_improper_flat_or_one_sided_posterior_gives_a_reason)
{
    pain_estimate e;

    ck_assert_int_eq(posterior_by(0, 5, haldane, 0, 0.95, 0, &e), PAIN_OK);
    ck_assert(isnan(e.lower) && isnan(e.upper) && e.value == 0);
    ck_assert_int_eq(e.reason, PAIN_EUNDEFINED);
    /* beta(1, 1): flat */
    ck_assert_int_eq(posterior_by(1, 2, haldane, PAIN_METHOD_HPD, 0.95, 0, &e), PAIN_OK);
    ck_assert_int_eq(e.reason, PAIN_EUNDEFINED);
    ck_assert_int_eq(posterior_by(1, 2, haldane, 0, 0.95, 0, &e), PAIN_OK);
    ck_close(e.lower, 0.025, 1e-13);
    ck_assert_int_eq(posterior_by(1, 5, uniform, PAIN_METHOD_HPD, 0.95, PAIN_LOWER_BOUND, &e),
                     PAIN_OK);
    ck_assert_int_eq(e.reason, PAIN_EUNDEFINED);
    ck_assert_int_eq(posterior_by(1, 5, uniform, 0, 0.975, PAIN_LOWER_BOUND, &e), PAIN_OK);
    ck_assert(e.reason == PAIN_OK && e.upper == 1 && e.lower > 0);
}
END_TEST

START_TEST(bad_priors_counts_and_methods_are_errors)
{
    static const double bad[][2] = {{-1, 1}, {1, NAN}, {INFINITY, 1}};
    pain_estimate e;

    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(posterior_by(1, 5, bad[i], 0, 0.95, 0, &e), PAIN_EINVAL);
        ck_assert(isnan(e.value) && isnan(e.lower));
    }
    ck_assert_int_eq(posterior_by(6, 5, uniform, 0, 0.95, 0, &e), PAIN_EINVAL);
    ck_assert_int_eq(posterior_by(0, 0, uniform, 0, 0.95, 0, &e), PAIN_EEMPTY);
    ck_assert_int_eq(posterior_by(1, 5, uniform, PAIN_METHOD_WILSON, 0.95, 0, &e), PAIN_EINVAL);
    ck_assert_int_eq(posterior_by(1, 5, uniform, 0, 95, 0, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_proportion_posterior(1, 5, 1, 1, NULL, NULL), PAIN_EINVAL);
}
END_TEST

TCase *proportion_posterior(void)
{
    TCase *tests = tcase_create("posterior");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, limits_are_those_of_the_reference);
    tcase_add_test(tests, equal_tails_with_jeffreys_prior_are_the_plain_jeffreys_interval);
    tcase_add_test(tests, the_shortest_interval_is_short_and_mirrored);
    tcase_add_test(tests, an_improper_flat_or_one_sided_posterior_gives_a_reason);
    tcase_add_test(tests, bad_priors_counts_and_methods_are_errors);
    return tests;
}
