/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Distribution functions against 50-digit values and R (tests/ref), and what is asked of every one
 * of them. */
#include <config.h>

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "num/distribution.h"
#include "support.h"

/* Every function with its first argument as a double, and up to three parameters. */
typedef double (*anything)(const double *v, pain__tail tail);

#define CALL(name, ...)                                  \
    static double name(const double *v, pain__tail tail) \
    {                                                    \
        return pain__##name(__VA_ARGS__, tail);          \
    }

CALL(normal_tail, v[0])
CALL(normal_quantile, v[0])
CALL(t_tail, v[0], v[1])
CALL(t_quantile, v[0], v[1])
CALL(chisq_tail, v[0], v[1])
CALL(chisq_quantile, v[0], v[1])
CALL(f_tail, v[0], v[1], v[2])
CALL(f_quantile, v[0], v[1], v[2])
CALL(beta_tail, v[0], v[1], v[2])
CALL(beta_quantile, v[0], v[1], v[2])
CALL(binomial_tail, (uint64_t)v[0], (uint64_t)v[1], v[2])
CALL(binomial_quantile, v[0], (uint64_t)v[1], v[2])
CALL(hypergeometric_tail, (uint64_t)v[0], (uint64_t)v[1], (uint64_t)v[2], (uint64_t)v[3])
CALL(hypergeometric_quantile, v[0], (uint64_t)v[1], (uint64_t)v[2], (uint64_t)v[3])

static double binomial_pmf(const double *v, pain__tail tail)
{
    (void)tail;
    return pain__binomial_pmf((uint64_t)v[0], (uint64_t)v[1], v[2]);
}

static double hypergeometric_pmf(const double *v, pain__tail tail)
{
    (void)tail;
    return pain__hypergeometric_pmf((uint64_t)v[0], (uint64_t)v[1], (uint64_t)v[2], (uint64_t)v[3]);
}

/* `doubles`: the arguments that are doubles, as bits. */
static const struct function {
    const char *name;
    anything call;
    int arguments;
    unsigned doubles;
} functions[] = {
    {"normal_tail", normal_tail, 1, 1},
    {"normal_quantile", normal_quantile, 1, 1},
    {"t_tail", t_tail, 2, 3},
    {"t_quantile", t_quantile, 2, 3},
    {"chisq_tail", chisq_tail, 2, 3},
    {"chisq_quantile", chisq_quantile, 2, 3},
    {"f_tail", f_tail, 3, 7},
    {"f_quantile", f_quantile, 3, 7},
    {"beta_tail", beta_tail, 3, 7},
    {"beta_quantile", beta_quantile, 3, 7},
    {"binomial_pmf", binomial_pmf, 3, 4},
    {"binomial_tail", binomial_tail, 3, 4},
    {"binomial_quantile", binomial_quantile, 3, 5},
    {"hypergeometric_pmf", hypergeometric_pmf, 4, 0},
    {"hypergeometric_tail", hypergeometric_tail, 4, 0},
    {"hypergeometric_quantile", hypergeometric_quantile, 4, 1},
};

enum { FUNCTIONS = sizeof functions / sizeof *functions };

static const struct function *function_named(const char *name)
{
    for (size_t i = 0; i < FUNCTIONS; i++)
        if (strcmp(functions[i].name, name) == 0)
            return &functions[i];
    ck_abort_msg("no function %s", name);
    return NULL;
}

/* Compares every row of a table; the error is relative, however small the value. */
static void check_table(const char *table, size_t rows, double tolerance)
{
    FILE *file = open_source(table);
    char line[512], *fields[8];
    size_t n = 0;

    for (; next_fields(file, line, sizeof line, fields, 8) == 7; n++) {
        const struct function *f = function_named(fields[0]);
        double v[4];

        for (int i = 0; i < 4; i++)
            v[i] = strtod(fields[2 + i], NULL);
        double want = strtod(fields[6], NULL);
        double got = f->call(v, strcmp(fields[1], "0") == 0 ? PAIN__LOWER : PAIN__UPPER);
        double error = want == 0 ? fabs(got) : fabs(got - want) / fabs(want);

        ck_assert_msg(error <= tolerance,
                      "%s(%s; %s, %s, %s), tail %s: got %.17g, want %s: %.2g off", fields[0],
                      fields[2], fields[3], fields[4], fields[5], fields[1], got, fields[6], error);
    }
    (void)fclose(file);
    ck_assert_uint_eq(n, rows);
}

START_TEST(tails_and_quantiles_agree_with_fifty_digits)
{
    check_table("tests/ref/distribution.csv", 3479, 1e-12);
}
END_TEST

START_TEST(quantiles_of_counts_agree_with_r)
{
    check_table("tests/ref/counts.csv", 790, 0);
}
END_TEST

/* Some ordinary arguments for each function. */
static void ordinary(const struct function *f, double v[4])
{
    static const double counts[] = {3, 10, 12, 8}, reals[] = {0.3, 4, 6, 0};

    for (int i = 0; i < 4; i++)
        v[i] = f->doubles >> i & 1 ? reals[i] : counts[i];
    if (strncmp(f->name, "binomial", 8) == 0)
        v[2] = 0.3;
}

START_TEST(nan_in_any_place_gives_nan)
{
    for (size_t i = 0; i < FUNCTIONS; i++)
        for (int tail = 0; tail < 2; tail++)
            for (int place = 0; place < functions[i].arguments; place++) {
                double v[4];

                ordinary(&functions[i], v);
                ck_assert_msg(isfinite(functions[i].call(v, (pain__tail)tail)), "%s",
                              functions[i].name);
                if ((functions[i].doubles >> place & 1) == 0)
                    continue;
                v[place] = NAN;
                ck_assert_msg(isnan(functions[i].call(v, (pain__tail)tail)), "%s, argument %d",
                              functions[i].name, place);
            }
}
END_TEST

/* No combination of extreme arguments aborts, hangs, or gives a probability outside [0, 1]. */
START_TEST(extreme_arguments_give_a_number_in_range_or_nan)
{
    static const double extremes[] = {-INFINITY,   -1, -0.0, DBL_TRUE_MIN, 1e-300, 1e-17, 0.5,
                                      1 - 0x1p-53, 1,  1.5,  1e8,          1e15,   1e300, INFINITY};
    const int n = sizeof extremes / sizeof *extremes;

    for (size_t i = 0; i < FUNCTIONS; i++) {
        const struct function *f = &functions[i];

        if (f->doubles != (1u << f->arguments) - 1)
            continue;
        for (int j = 0; j < n * n * n; j++) {
            double v[4] = {extremes[j % n], extremes[j / n % n], extremes[j / n / n], 0};

            if ((f->arguments < 3 && j >= n * n) || (f->arguments < 2 && j >= n))
                break;
            for (int tail = 0; tail < 2; tail++) {
                double got = f->call(v, (pain__tail)tail);

                if (strstr(f->name, "_tail") != NULL)
                    ck_assert_msg(isnan(got) || (got >= 0 && got <= 1),
                                  "%s(%g, %g, %g) tail %d: %g", f->name, v[0], v[1], v[2], tail,
                                  got);
                for (int k = 1; k < f->arguments; k++)
                    if (v[k] <= 0)
                        ck_assert(isnan(got));
            }
        }
    }
}
END_TEST

START_TEST(infinite_arguments_give_the_limit)
{
    ck_assert(pain__normal_tail(INFINITY, PAIN__LOWER) == 1);
    ck_assert(pain__normal_tail(INFINITY, PAIN__UPPER) == 0);
    ck_assert(pain__normal_quantile(0, PAIN__LOWER) == -INFINITY);
    ck_assert(pain__normal_quantile(0, PAIN__UPPER) == INFINITY);
    ck_assert(pain__t_tail(-INFINITY, 3, PAIN__LOWER) == 0);
    ck_assert(pain__t_tail(-INFINITY, 3, PAIN__UPPER) == 1);
    ck_assert(pain__t_quantile(1, 3, PAIN__LOWER) == INFINITY);
    ck_assert(pain__t_quantile(0, 3, PAIN__LOWER) == -INFINITY);
    ck_assert(pain__t_quantile(1, 3, PAIN__UPPER) == -INFINITY);
    ck_assert(pain__chisq_tail(INFINITY, 3, PAIN__UPPER) == 0);
    ck_assert(pain__chisq_quantile(1, 3, PAIN__LOWER) == INFINITY);
    ck_assert(pain__chisq_quantile(1, 3, PAIN__UPPER) == 0);
    ck_assert(pain__f_tail(INFINITY, 3, 4, PAIN__LOWER) == 1);
    ck_assert(pain__f_quantile(0, 3, 4, PAIN__UPPER) == INFINITY);
    ck_assert(pain__beta_tail(-3, 3, 4, PAIN__UPPER) == 1);
    ck_assert(pain__beta_tail(INFINITY, 3, 4, PAIN__LOWER) == 1);
    ck_assert(pain__beta_quantile(1, 3, 4, PAIN__UPPER) == 0);
    ck_assert(pain__beta_quantile(1, 3, 4, PAIN__LOWER) == 1);
    ck_assert(isnan(pain__beta_tail(0.5, INFINITY, 4, PAIN__LOWER)));
    ck_assert(isnan(pain__chisq_tail(1, INFINITY, PAIN__LOWER)));
}
END_TEST

START_TEST(infinite_degrees_of_freedom_are_the_simpler_distribution)
{
    for (double x = 0.25; x < 9; x *= 1.5)
        for (int i = 0; i < 2; i++) {
            pain__tail tail = (pain__tail)i, other = (pain__tail)(1 - i);

            ck_close(pain__t_tail(x, INFINITY, tail), pain__normal_tail(x, tail), 0);
            ck_close(pain__t_tail(x, 1e20, tail), pain__normal_tail(x, tail), 1e-14);
            ck_close(pain__f_tail(x, 7, INFINITY, tail), pain__chisq_tail(7 * x, 7, tail), 0);
            ck_close(pain__f_tail(x, 7, 1e20, tail), pain__chisq_tail(7 * x, 7, tail), 1e-13);
            ck_close(pain__f_tail(x, INFINITY, 7, tail), pain__chisq_tail(7 / x, 7, other), 0);
        }
    ck_close(pain__f_quantile(0.3, 7, INFINITY, PAIN__LOWER),
             pain__chisq_quantile(0.3, 7, PAIN__LOWER) / 7, 0);
    ck_close(pain__f_quantile(0.3, INFINITY, 7, PAIN__LOWER),
             7 / pain__chisq_quantile(0.3, 7, PAIN__UPPER), 0);
}
END_TEST

/* Calls on which GSL 2.7.1 aborts, hangs or is silently wrong. beta_Pinv(NaN, 1, 2) never returns
 * there. */
START_TEST(calls_that_break_gsl_are_right)
{
    ck_close(pain__beta_quantile(0.025, 258, 3, PAIN__LOWER), 0.972490535225044103, 4e-16);
    ck_close(pain__beta_quantile(0.025, 3, 258, PAIN__UPPER), 0.027509464774955861, 4e-16);
    ck_assert(isnan(pain__beta_quantile(NAN, 1, 2, PAIN__LOWER)));
    ck_assert(isnan(pain__beta_quantile(0.5, NAN, 2, PAIN__UPPER)));
    /* Symmetry: exactly a half. */
    ck_close(pain__beta_tail(0.5, 1e6, 1e6, PAIN__LOWER), 0.5, 1e-15);
    /* R: qchisq(1e-300, 1, lower.tail = FALSE) */
    ck_close(pain__chisq_quantile(1e-300, 1, PAIN__UPPER), 1373.8726312223939, 1e-15);
    /* C(10^7, 5 10^6) / 2^(10^7) added to a half, halved. */
    ck_close(pain__binomial_tail(5000000, 10000000, 0.5, PAIN__LOWER),
             0.5 + pain__binomial_pmf(5000000, 10000000, 0.5) / 2, 1e-15);
}
END_TEST

START_TEST(the_tails_of_continuous_variables_add_to_one)
{
    static const double shapes[] = {0.01, 0.5, 1, 2.5, 40, 3000, 1e6, 1e8};

    for (size_t i = 0; i < 8; i++)
        for (size_t j = 0; j < 8; j++)
            for (double z = -6; z <= 6; z += 0.75) {
                double a = shapes[i], b = shapes[j];
                double x = 1 / (1 + b / a * exp(z * sqrt((a + b) / a / b)));

                ck_close(pain__beta_tail(x, a, b, PAIN__LOWER) +
                             pain__beta_tail(x, a, b, PAIN__UPPER),
                         1, 1e-15);
                ck_close(pain__chisq_tail(2 * a * x, a, PAIN__LOWER) +
                             pain__chisq_tail(2 * a * x, a, PAIN__UPPER),
                         1, 1e-15);
                ck_close(pain__t_tail(z, a, PAIN__LOWER), pain__t_tail(-z, a, PAIN__UPPER), 0);
            }
}
END_TEST

START_TEST(binomial_and_hypergeometric_tails_are_sums_of_their_terms)
{
    for (uint64_t n = 0; n <= 40; n++)
        for (uint64_t k = 0; k <= n; k++) {
            double below = 0, above = 0, drawn_below = 0;

            for (uint64_t i = 0; i <= n; i++) {
                *(i <= k ? &below : &above) += pain__binomial_pmf(i, n, 0.3);
                if (i <= k)
                    drawn_below += pain__hypergeometric_pmf(i, 25, 30, n);
            }
            above += pain__binomial_pmf(k, n, 0.3);
            ck_close(pain__binomial_tail(k, n, 0.3, PAIN__LOWER), below, 1e-14);
            ck_close(pain__binomial_tail(k, n, 0.3, PAIN__UPPER), above, 1e-14);
            ck_close(pain__hypergeometric_tail(k, 25, 30, n, PAIN__LOWER), drawn_below, 1e-14);
        }
}
END_TEST

START_TEST(quantiles_of_counts_invert_their_tails)
{
    for (uint64_t n = 1; n <= 60; n++)
        for (uint64_t k = 0; k <= n; k++)
            for (double p = 0.02; p < 1; p += 0.16) {
                double lower = pain__binomial_tail(k, n, p, PAIN__LOWER);
                double upper = pain__binomial_tail(k, n, p, PAIN__UPPER);

                /* Nearer 1, the tail as a double does not tell the rest to the last digits. */
                if (lower < 0.95)
                    ck_assert(pain__binomial_quantile(lower, n, p, PAIN__LOWER) == (double)k);
                if (upper < 0.95)
                    ck_assert(pain__binomial_quantile(upper, n, p, PAIN__UPPER) == (double)k);
                upper = pain__hypergeometric_tail(k, n, 20, 15, PAIN__UPPER);
                if (upper > 0 && upper < 0.95)
                    ck_assert(pain__hypergeometric_quantile(upper, n, 20, 15, PAIN__UPPER) ==
                              (double)k);
            }
}
END_TEST

START_TEST(counts_at_the_edge_have_stated_answers)
{
    ck_assert(pain__binomial_tail(5, 3, 0.5, PAIN__LOWER) == 1);
    ck_assert(pain__binomial_tail(5, 3, 0.5, PAIN__UPPER) == 0);
    ck_assert(pain__binomial_tail(0, 0, 0.5, PAIN__UPPER) == 1);
    ck_assert(pain__binomial_pmf(0, 0, 0.5) == 1 && pain__binomial_pmf(4, 3, 0.5) == 0);
    ck_assert(pain__binomial_pmf(0, 3, 0) == 1 && pain__binomial_pmf(3, 3, 1) == 1);
    ck_assert(pain__binomial_pmf(1, 3, 0) == 0 && pain__binomial_pmf(2, 3, 1) == 0);
    ck_assert(isnan(pain__binomial_pmf(1, UINT64_MAX, 0.5)));
    ck_assert(isnan(pain__binomial_tail(1, 3, 1.5, PAIN__LOWER)));
    ck_assert(pain__binomial_quantile(0, 7, 0.5, PAIN__LOWER) == 0);
    ck_assert(pain__binomial_quantile(1, 7, 0.5, PAIN__LOWER) == 7);
    ck_assert(pain__binomial_quantile(1, 7, 0.5, PAIN__UPPER) == 0);
    ck_assert(pain__binomial_quantile(0.5, 7, 0.5, PAIN__LOWER) == 3);
    ck_assert(pain__binomial_quantile(0.5, 7, 0.5, PAIN__UPPER) == 4);
    ck_assert(pain__binomial_quantile(0.5, 7, 1, PAIN__LOWER) == 7);
    ck_assert(pain__binomial_quantile(1, 7, 0, PAIN__LOWER) == 0);
    ck_assert(isnan(pain__binomial_quantile(-0.1, 7, 0.5, PAIN__LOWER)));
    ck_assert(isnan(pain__hypergeometric_pmf(0, 3, 4, 8)));
    ck_assert(isnan(pain__hypergeometric_tail(0, UINT64_MAX, 2, 1, PAIN__LOWER)));
    ck_assert(pain__hypergeometric_pmf(0, 0, 0, 0) == 1);
    ck_assert(pain__hypergeometric_pmf(1, 3, 4, 6) == 0);
    ck_close(pain__hypergeometric_pmf(2, 3, 4, 6), 3.0 / 7, 1e-15);
    ck_assert(pain__hypergeometric_tail(1, 3, 4, 6, PAIN__LOWER) == 0);
    ck_assert(pain__hypergeometric_tail(2, 3, 4, 6, PAIN__UPPER) == 1);
    ck_assert(pain__hypergeometric_quantile(0.01, 3, 4, 6, PAIN__LOWER) == 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("distribution");
    TCase *tests = tcase_create("distribution functions");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, tails_and_quantiles_agree_with_fifty_digits);
    tcase_add_test(tests, quantiles_of_counts_agree_with_r);
    tcase_add_test(tests, nan_in_any_place_gives_nan);
    tcase_add_test(tests, extreme_arguments_give_a_number_in_range_or_nan);
    tcase_add_test(tests, infinite_arguments_give_the_limit);
    tcase_add_test(tests, infinite_degrees_of_freedom_are_the_simpler_distribution);
    tcase_add_test(tests, calls_that_break_gsl_are_right);
    tcase_add_test(tests, the_tails_of_continuous_variables_add_to_one);
    tcase_add_test(tests, binomial_and_hypergeometric_tails_are_sums_of_their_terms);
    tcase_add_test(tests, quantiles_of_counts_invert_their_tails);
    tcase_add_test(tests, counts_at_the_edge_have_stated_answers);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
