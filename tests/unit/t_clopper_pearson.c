/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beta quantiles in their main use, exact limits of a proportion: k of n, alpha in each tail,
 *     lower: beta(k, n - k + 1) at alpha,  upper: beta(k + 1, n - k) at 1 - alpha. */
#include <config.h>

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "num/distribution.h"
#include "support.h"

static double lower_limit(double k, double n, double alpha)
{
    return k > 0 ? pain__beta_quantile(alpha, k, n - k + 1, PAIN__LOWER) : 0;
}

static double upper_limit(double k, double n, double alpha)
{
    return k < n ? pain__beta_quantile(alpha, k + 1, n - k, PAIN__UPPER) : 1;
}

START_TEST(limits_agree_with_the_golden_table)
{
    FILE *file = open_source("tests/ref/clopper_pearson.csv");
    char line[256], *fields[8];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, fields, 8) == 6; rows++) {
        double k = strtod(fields[0], NULL), n = strtod(fields[1], NULL);
        double alpha = 1 - strtod(fields[2], NULL);
        double lower = 0, upper = 1;

        /* The table's alpha is the decimal one; 1 - 0.9999 as doubles is not. */
        alpha = round(alpha * 1e6) / 1e6;
        if (strcmp(fields[3], "two") == 0)
            alpha /= 2;
        if (strcmp(fields[3], "upper") != 0)
            lower = lower_limit(k, n, alpha);
        if (strcmp(fields[3], "lower") != 0)
            upper = upper_limit(k, n, alpha);
        double want[2] = {strtod(fields[4], NULL), strtod(fields[5], NULL)};

        ck_assert_msg(fabs(lower - want[0]) <= 1e-14 * want[0] &&
                          fabs(upper - want[1]) <= 1e-14 * want[1],
                      "%s of %s, %s, %s: got %.17g %.17g, want %s %s", fields[0], fields[1],
                      fields[2], fields[3], lower, upper, fields[4], fields[5]);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 882);
}
END_TEST

/* Where the method changes: shapes 1 to 15, to 40, to 2000, to 10^5; levels 1e-13 to .5. */
START_TEST(quantiles_of_many_shapes_agree_with_mpmath)
{
    FILE *file = open_source("tests/ref/beta_quantile.csv");
    char line[256], *f[5];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, f, 5) == 5; rows++) {
        double p = strtod(f[0], NULL), a = strtod(f[1], NULL), b = strtod(f[2], NULL);
        double x = pain__beta_quantile(p, a, b, PAIN__LOWER), want = strtod(f[3], NULL);
        double y = pain__beta_quantile(p, b, a, PAIN__UPPER), rest = strtod(f[4], NULL);

        ck_assert_msg(fabs(x - want) <= 1e-14 * want && fabs(y - rest) <= 1e-14 * rest,
                      "beta(%s, %s) at %s: got %.17g, want %s", f[1], f[2], f[0], x, f[3]);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 400);
}
END_TEST

static bool holds(double x, double p, double a, double b, pain__tail tail)
{
    double sign = tail == PAIN__LOWER ? 1 : -1;
    double below = pain__beta_tail(nextafter(x, 0), a, b, tail) - p;
    double above = pain__beta_tail(nextafter(x, 1), a, b, tail) - p;

    /* Where the tail is steep, neighbouring doubles differ by more than 1e-12: then p lies between
     * them. */
    return fabs(pain__beta_tail(x, a, b, tail) - p) <= 1e-12 * p ||
           (sign * below < 0 && sign * above > 0);
}

/* The point of beta(a, b) with the lower tail p, found from 0 and from 1. Past 1/2 the digits are
 * in 1 - x, so that is what is put back. */
static void check_inverse(double p, double a, double b)
{
    double x = pain__beta_quantile(p, a, b, PAIN__LOWER);
    double rest = pain__beta_quantile(p, b, a, PAIN__UPPER);

    ck_assert_msg(x <= 0.5 ? holds(x, p, a, b, PAIN__LOWER) : holds(rest, p, b, a, PAIN__UPPER),
                  "beta(%g, %g) has not the lower tail %g at %.17g", a, b, p, x);
    ck_assert_msg(fabs(x + rest - 1) <= DBL_EPSILON, "beta(%g, %g) at %.17g", a, b, x);
}

static void check_every_count(double n, double alpha)
{
    double lower = -1, upper = -1;

    for (double k = 0; k <= n; k++) {
        double next_lower = lower_limit(k, n, alpha), next_upper = upper_limit(k, n, alpha);

        ck_assert(next_lower > lower && next_upper > upper);
        ck_assert(next_lower <= k / n && next_upper >= k / n);
        lower = next_lower;
        upper = next_upper;
        if (k > 0)
            check_inverse(alpha, k, n - k + 1);
        if (k < n)
            check_inverse(alpha, n - k, k + 1);
    }
}

/* PAIN_FULL_GRID asks for every n: 1,001,000 limits. */
START_TEST(limits_exist_invert_and_rise_for_every_count)
{
    bool full = getenv("PAIN_FULL_GRID") != NULL;

    for (int n = 1; n <= 1000; n += n < 200 || full ? 1 : 7)
        check_every_count(n, 0.025);
}
END_TEST

START_TEST(limits_of_ten_million_invert_too)
{
    static const double counts[] = {0,       1,       2,       10,      1e3,     1e5,
                                    4999999, 5000000, 9900000, 9999990, 9999999, 10000000};
    static const double levels[] = {1e-300, 1e-20, 1e-9, 0.0005, 0.025, 0.25, 0.5};

    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        for (size_t j = 0; j < sizeof levels / sizeof *levels; j++)
            for (double n = 1e7; n >= counts[i] && n >= 1e6; n /= 5) {
                double k = counts[i], alpha = levels[j];
                double lower = lower_limit(k, n, alpha), upper = upper_limit(k, n, alpha);

                ck_assert(lower >= 0 && lower <= upper && upper <= 1);
                if (k > 0)
                    check_inverse(alpha, k, n - k + 1);
                if (k < n)
                    check_inverse(alpha, n - k, k + 1);
            }
}
END_TEST

/* k = 0 and k = n have closed forms; n = 1e9 is beyond any clinic. */
START_TEST(no_and_all_successes_have_the_closed_form)
{
    for (double n = 1; n <= 1e9; n *= 3)
        for (double alpha = 1e-12; alpha < 0.5; alpha *= 7) {
            ck_close(upper_limit(0, n, alpha) * n, -expm1(log(alpha) / n) * n, 4e-15);
            ck_close(lower_limit(n, n, alpha), exp(log(alpha) / n), 4e-15);
        }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("clopper-pearson");
    TCase *tests = tcase_create("limits of a proportion");

    tcase_set_timeout(tests, 600);
    tcase_add_test(tests, limits_agree_with_the_golden_table);
    tcase_add_test(tests, quantiles_of_many_shapes_agree_with_mpmath);
    tcase_add_test(tests, limits_exist_invert_and_rise_for_every_count);
    tcase_add_test(tests, limits_of_ten_million_invert_too);
    tcase_add_test(tests, no_and_all_successes_have_the_closed_form);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
