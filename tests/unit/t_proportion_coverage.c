/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact coverage of the intervals for one proportion, summed: no simulation. Between two
 * neighbouring limits the coverage is a sum of binomial probabilities of consecutive counts, which
 * has no inner minimum; so it is least beside a limit. */
#include <config.h>

#include <math.h>
#include <stdlib.h>

#include "painstat/proportion.h"
#include "support.h"

enum { MOST = 100 };

typedef struct interval_set {
    int n;
    double lower[MOST + 1], upper[MOST + 1];
    double choose[MOST + 2], choose_more[MOST + 2]; /* logs of n and n + 1 over k */
} interval_set;

static interval_set all_intervals(int n, pain_method method, double level)
{
    interval_set set = {n, {0}, {0}, {0}, {0}};

    for (int k = 0; k <= n; k++) {
        pain_interval_options options = {sizeof options, level, (int32_t)method, 0, 0, 0, NULL, 0};
        pain_estimate e;

        if (pain_proportion((uint64_t)k, (uint64_t)n, &options, &e) != PAIN_OK)
            ck_abort_msg("%s of %d/%d failed", pain_method_key(method), k, n);
        set.lower[k] = e.lower;
        set.upper[k] = e.upper;
        set.choose[k] = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
        set.choose_more[k + 1] = lgamma(n + 2) - lgamma(k + 2) - lgamma(n - k + 1);
    }
    return set;
}

static double probability(double choose, int k, int n, double p)
{
    if (p <= 0 || p >= 1)
        return k == (p >= 1 ? n : 0) ? 1 : 0;
    return exp(choose + k * log(p) + (n - k) * log1p(-p));
}

/* A NaN holds nothing. */
static double coverage(const interval_set *set, double p)
{
    double sum = 0;

    for (int k = 0; k <= set->n; k++)
        if (set->lower[k] <= p && p <= set->upper[k])
            sum += probability(set->choose[k], k, set->n, p);
    return sum;
}

/* From start to end: at both, beside each limit on either side, at each limit, and on a grid. */
static double least(const interval_set *set, double start, double end)
{
    double found = fmin(coverage(set, start), coverage(set, end));

    for (int k = 0; k <= set->n; k++) {
        const double at[] = {set->lower[k], set->upper[k]};

        for (int i = 0; i < 2; i++) {
            const double near[] = {nextafter(at[i], 0), at[i], nextafter(at[i], 1)};

            for (int j = 0; j < 3; j++)
                if (near[j] >= start && near[j] <= end)
                    found = fmin(found, coverage(set, near[j]));
        }
    }
    for (int i = 1; i < 200; i++)
        if (i / 200.0 >= start && i / 200.0 <= end)
            found = fmin(found, coverage(set, i / 200.0));
    return found;
}

/* P(Y > k) for n + 1 draws: (n + 1) times the integral of P(X = k) from 0 to p. */
static double integral(const interval_set *set, int k, double p)
{
    double sum = 0;

    for (int i = k + 1; i <= set->n + 1; i++)
        sum += probability(set->choose_more[i], i, set->n + 1, p);
    return sum;
}

static double mean(const interval_set *set, double start, double end)
{
    double sum = 0;

    for (int k = 0; k <= set->n; k++) {
        double a = fmax(set->lower[k], start), b = fmin(set->upper[k], end);

        if (!isnan(set->lower[k]) && a < b)
            sum += integral(set, k, b) - integral(set, k, a);
    }
    return sum / (set->n + 1) / (end - start);
}

#define NEARLY_0 1e-300
#define NEARLY_1 (1 - 1e-16)

/* gen/coverage_one.py: its own limits for the methods with a simple equation, the library's for the
 * others; its own sums and integrals. Ten decimals. */
START_TEST(least_and_mean_coverage_are_those_of_the_table)
{
    FILE *file = open_source("tests/ref/coverage_one.csv");
    char line[256], *f[6];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, f, 6) == 6; rows++) {
        pain_method method;

        ck_assert_int_eq(pain_method_parse(f[0], &method), PAIN_OK);
        interval_set set = all_intervals(atoi(f[1]), method, 0.95);
        const double got[] = {least(&set, NEARLY_0, NEARLY_1), mean(&set, 0, 1),
                              least(&set, 0.8, 0.999), mean(&set, 0.8, 0.999)};

        for (int i = 0; i < 4; i++)
            ck_assert_msg(fabs(got[i] - strtod(f[2 + i], NULL)) < 2e-9,
                          "%s n = %s, %d: %.10f, not %s", f[0], f[1], i, got[i], f[2 + i]);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 260);
}
END_TEST

/* The methods that promise at least the level: everywhere, for all n up to 60. lgamma is good to
 * 1e-13 here. */
static const pain_method promising[] = {
    PAIN_METHOD_CLOPPER_PEARSON,
    PAIN_METHOD_BLAKER,
    PAIN_METHOD_BLYTH_STILL_CASELLA,
    PAIN_METHOD_WANG,
};

START_TEST(exact_methods_never_cover_less_than_the_level)
{
    static const double levels[] = {0.9, 0.95};

    for (int l = 0; l < 2; l++)
        for (int n = 1; n <= 60; n++) {
            interval_set set = all_intervals(n, promising[_i], levels[l]);
            double found = least(&set, NEARLY_0, NEARLY_1);

            if (!(found >= levels[l] - 1e-12))
                ck_abort_msg("%s, n = %d, level %g: %.17g", pain_method_key(promising[_i]), n,
                             levels[l], found);
        }
}
END_TEST

/* The others all fall below it somewhere: the table of the documentation is right to say so. */
START_TEST(approximate_methods_cover_less_somewhere)
{
    static const pain_method others[] = {
        PAIN_METHOD_MIDP, PAIN_METHOD_WILSON,  PAIN_METHOD_JEFFREYS, PAIN_METHOD_AGRESTI_COULL,
        PAIN_METHOD_WALD, PAIN_METHOD_WALD_CC, PAIN_METHOD_ARCSINE,  PAIN_METHOD_LIKELIHOOD_RATIO,
        PAIN_METHOD_SCAS,
    };

    for (size_t m = 0; m < sizeof others / sizeof *others; m++)
        for (int n = 10; n <= 60; n += 10) {
            interval_set set = all_intervals(n, others[m], 0.95);

            ck_assert_double_lt(least(&set, NEARLY_0, NEARLY_1), 0.95);
        }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("proportion_coverage");
    TCase *tests = tcase_create("coverage");

    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, least_and_mean_coverage_are_those_of_the_table);
    tcase_add_loop_test(tests, exact_methods_never_cover_less_than_the_level, 0,
                        (int)(sizeof promising / sizeof *promising));
    tcase_add_test(tests, approximate_methods_cover_less_somewhere);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
