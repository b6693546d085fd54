/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact coverage of the 95 % intervals for two independent proportions, summed over all tables: no
 * simulation.
 *
 * With the argument "table", writes tests/ref/coverage_two.csv to the standard output (the exact
 * unconditional methods for up to 5 + 5); with "all N", checks every row of that table, and that
 * the exact unconditional methods keep the level in all designs of groups up to N. */
#include <config.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "num/distribution.h"
#include "support.h"
#include "two_proportions_support.h"

enum { LARGEST = 20, POINTS = 39, TABLES = (LARGEST + 1) * (LARGEST + 1) };

enum { DIFFERENCE, RATIO, ODDS, MEASURES };

static const char *const measure_names[] = {"diff", "ratio", "odds"};
static const compare_one ones[] = {pain_proportion_difference, pain_proportion_ratio,
                                   pain_odds_ratio};
static const compare_all alls[] = {pain_proportion_difference_all, pain_proportion_ratio_all,
                                   pain_odds_ratio_all};

static bool is_unconditional(int32_t method)
{
    return method == PAIN_METHOD_SANTNER_SNELL || method == PAIN_METHOD_CHAN_ZHANG ||
           method == PAIN_METHOD_AGRESTI_MIN_EXACT;
}

/* The limits of every table of a design, that of x1 and x2 at [x1 (n2 + 1) + x2]. */
typedef struct design {
    uint64_t n1, n2;
    double lower[TABLES], upper[TABLES];
} design;

static size_t at(const design *of, uint64_t x1, uint64_t x2)
{
    return (size_t)(x1 * (of->n2 + 1) + x2);
}

static void fill(design *of, int measure, pain_method method, uint64_t n1, uint64_t n2)
{
    bool is_slow = is_unconditional((int32_t)method);

    of->n1 = n1;
    of->n2 = n2;
    for (uint64_t x1 = 0; x1 <= n1; x1++)
        for (uint64_t x2 = 0; x2 <= n2; x2++) {
            size_t table = at(of, x1, x2), mirror = at(of, n1 - x1, n2 - x2);

            /* Yes exchanged with no, which a test of its own says: half of the work. */
            if (is_slow && mirror < table) {
                of->lower[table] = -of->upper[mirror];
                of->upper[table] = -of->lower[mirror];
                continue;
            }
            const pain_interval_options options = {.size = sizeof options,
                                                   .method = (int32_t)method};
            pain_estimate e;

            /* Also outside of tests: a call that fails leaves NaN, which covers nothing. */
            if (ones[measure](x1, n1, x2, n2, &options, &e) != PAIN_OK)
                e.lower = e.upper = NAN;
            of->lower[at(of, x1, x2)] = e.lower;
            of->upper[at(of, x1, x2)] = e.upper;
        }
}

/* A table without limits does not cover. */
static bool covers(const design *of, size_t table, double truth)
{
    double slack = 1e-12 * (1 + fabs(truth));

    return of->lower[table] <= truth + slack && truth <= of->upper[table] + slack;
}

static double truth_of(int measure, double p1, double p2)
{
    if (measure == DIFFERENCE)
        return p1 - p2;
    return measure == RATIO ? p1 / p2 : p1 * (1 - p2) / (p2 * (1 - p1));
}

static void fill_pmf(double pmf[LARGEST + 1], uint64_t n, double p)
{
    for (uint64_t x = 0; x <= n; x++)
        pmf[x] = pain__binomial_pmf(x, n, p);
}

static double coverage(const design *of, double truth, const double *first, const double *second)
{
    double sum = 0;

    for (uint64_t x1 = 0; x1 <= of->n1; x1++)
        for (uint64_t x2 = 0; x2 <= of->n2; x2++)
            if (covers(of, at(of, x1, x2), truth))
                sum += first[x1] * second[x2];
    return sum;
}

/* Over p1 and p2 = 1/40 ... 39/40. */
static void summarize(const design *of, int measure, double *least, double *mean)
{
    static double first[POINTS][LARGEST + 1], second[POINTS][LARGEST + 1];
    double sum = 0;

    for (int i = 0; i < POINTS; i++) {
        fill_pmf(first[i], of->n1, (i + 1) / (POINTS + 1.0));
        fill_pmf(second[i], of->n2, (i + 1) / (POINTS + 1.0));
    }
    *least = 1;
    for (int i = 0; i < POINTS; i++)
        for (int j = 0; j < POINTS; j++) {
            double truth = truth_of(measure, (i + 1) / (POINTS + 1.0), (j + 1) / (POINTS + 1.0));
            double covered = coverage(of, truth, first[i], second[j]);

            *least = fmin(*least, covered);
            sum += covered;
        }
    *mean = sum / (POINTS * POINTS);
}

static double log_factorial(uint64_t k)
{
    static double known[LARGEST + 1];

    if (known[k] == 0 && k > 1)
        known[k] = lgamma((double)k + 1);
    return known[k];
}

/* The probability of x1 given its total, the odds ratio and the sizes, for all x1 from `lowest`. */
static size_t conditional(uint64_t n1, uint64_t n2, uint64_t total, double log_odds_ratio,
                          uint64_t *lowest, double p[LARGEST + 1])
{
    uint64_t highest = total < n1 ? total : n1;
    double sum = 0;
    size_t count = 0;

    *lowest = total > n2 ? total - n2 : 0;
    for (uint64_t x = *lowest; x <= highest; x++, count++) {
        uint64_t rest = total - x;

        p[count] = exp(-log_factorial(x) - log_factorial(n1 - x) - log_factorial(rest) -
                       log_factorial(n2 - rest) + (double)(x - *lowest) * log_odds_ratio);
        sum += p[count];
    }
    for (size_t i = 0; i < count; i++)
        p[i] /= sum;
    return count;
}

/* The coverage given the total, at and on both sides of an odds ratio; `side` -1, 0, 1 moves it by
 * less than limits differ. */
static double conditional_coverage(const design *of, uint64_t total, double odds_ratio, int side)
{
    double truth = odds_ratio * (1 + side * 1e-9), p[LARGEST + 1], sum = 0;
    uint64_t lowest;
    size_t count = conditional(of->n1, of->n2, total, log(truth), &lowest, p);

    for (size_t i = 0; i < count; i++) {
        size_t table = at(of, lowest + i, total - lowest - i);

        if (of->lower[table] <= truth && truth <= of->upper[table])
            sum += p[i];
    }
    return sum;
}

/* Which tables cover changes at limits only, and between them the coverage has no inner minimum,
 * tables that cover being neighbours: so the least is beside a limit. */
static void check_conditional(const design *of, pain_method method)
{
    for (uint64_t x1 = 0; x1 <= of->n1; x1++)
        for (uint64_t x2 = 0; x2 <= of->n2; x2++)
            for (int i = 0; i < 2; i++) {
                double limit = i == 0 ? of->lower[at(of, x1, x2)] : of->upper[at(of, x1, x2)];

                if (limit == 0 || isinf(limit))
                    continue;
                for (int side = -1; side <= 1; side++) {
                    double covered = conditional_coverage(of, x1 + x2, limit, side);

                    ck_assert_msg(covered >= 0.95 - 1e-8, "%s, %d and %d, total %d at %.17g: %.10g",
                                  pain_method_key(method), (int)of->n1, (int)of->n2, (int)(x1 + x2),
                                  limit, covered);
                }
            }
}

/* Every design with n1, n2 <= 20, every total, so every p1 and p2. Exchanged groups exchange the
 * limits (a test of its own), so n1 <= n2. The slack is that of 1e-9 beside the limits. */
START_TEST(conditional_exact_intervals_keep_the_level_in_all_designs_to_20)
{
    static const pain_method methods[] = {PAIN_METHOD_CORNFIELD_EXACT, PAIN_METHOD_BAPTISTA_PIKE};
    static design of;

    for (size_t m = 0; m < 2; m++)
        for (uint64_t n1 = 1; n1 <= LARGEST; n1++)
            for (uint64_t n2 = n1; n2 <= LARGEST; n2++) {
                fill(&of, ODDS, methods[m], n1, n2);
                check_conditional(&of, methods[m]);
            }
}
END_TEST

/* Beside every limit of the difference, at 60 probabilities of group 2. */
static void check_unconditional(uint64_t n1, uint64_t n2)
{
    static const pain_method methods[] = {PAIN_METHOD_SANTNER_SNELL, PAIN_METHOD_CHAN_ZHANG,
                                          PAIN_METHOD_AGRESTI_MIN_EXACT};
    static design of;

    for (size_t m = 0; m < 3; m++) {
        fill(&of, DIFFERENCE, methods[m], n1, n2);
        for (size_t table = 0; table < (n1 + 1) * (n2 + 1); table++)
            for (int i = 0; i < 4; i++) {
                double d =
                    (i / 2 == 0 ? of.lower[table] : of.upper[table]) + (i % 2 == 0 ? -1e-9 : 1e-9);

                for (int k = 1; k < 60 && fabs(d) < 1; k++) {
                    double p2 = fmax(0, -d) + k / 60.0 * (1 - fabs(d));
                    double first[LARGEST + 1], second[LARGEST + 1];

                    fill_pmf(first, n1, fmin(fmax(p2 + d, 0), 1));
                    fill_pmf(second, n2, p2);
                    double covered = coverage(&of, d, first, second);

                    ck_assert_msg(covered >= 0.95 - 1e-7, "%s, %d and %d at %.17g, p2 %g: %.10g",
                                  pain_method_key(methods[m]), (int)n1, (int)n2, d, p2, covered);
                }
            }
    }
}

/* All sizes up to this, besides the few below; 0 unless all is asked for. */
static uint64_t largest_unconditional;

START_TEST(exact_unconditional_intervals_keep_the_level)
{
    static const uint64_t sizes[][2] = {{1, 1}, {1, 4}, {2, 3}, {3, 3}, {5, 2}, {4, 5}};

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        check_unconditional(sizes[i][0], sizes[i][1]);
    for (uint64_t n1 = 1; n1 <= largest_unconditional && n1 <= LARGEST; n1++)
        for (uint64_t n2 = 1; n2 <= n1; n2++)
            check_unconditional(n1, n2);
}
END_TEST

/* Rows that are tested without being asked for: groups of one size, of 1, and of a quarter of the
 * other. */
static bool is_quick(uint64_t n1, uint64_t n2, bool is_slow)
{
    if (is_slow)
        return n1 * n2 <= 12;
    return n1 * n2 <= 100 && (n1 == n2 || n1 == 1 || n2 == 4 * n1);
}

/* 8 of 10 against 0 of 8: the p-value of Agresti and Min is above .05 from .35848 on for .00016
 * only, where the table comes to be as extreme as others, then from .3612 on. That window belongs
 * to the interval, or it covers .94999 there. */
START_TEST(a_narrow_window_is_part_of_the_interval)
{
    const pain_interval_options options = {.size = sizeof options,
                                           .method = PAIN_METHOD_AGRESTI_MIN_EXACT};
    pain_estimate e;

    ck_assert_int_eq(pain_proportion_difference(8, 10, 0, 8, &options, &e), PAIN_OK);
    ck_assert_double_le(e.lower, 0.35848);
    ck_assert_double_ge(e.lower, 0.35847);
}
END_TEST

/* The table was written by this program: what is tested is that it is still true. */
START_TEST(least_and_mean_coverage_are_those_of_the_table)
{
    FILE *file = open_source("tests/ref/coverage_two.csv");
    char line[256], *f[6];
    size_t rows = 0;
    static design of;

    for (; next_fields(file, line, sizeof line, f, 6) == 6; rows++) {
        int measure = strcmp(f[0], "diff") == 0    ? DIFFERENCE
                      : strcmp(f[0], "ratio") == 0 ? RATIO
                                                   : ODDS;
        uint64_t n1 = strtoull(f[2], NULL, 10), n2 = strtoull(f[3], NULL, 10);
        double least, mean;
        pain_method method;

        ck_assert_int_eq(pain_method_parse(f[1], &method), PAIN_OK);
        if (largest_unconditional == 0 && !is_quick(n1, n2, is_unconditional((int32_t)method)))
            continue;
        fill(&of, measure, method, n1, n2);
        summarize(&of, measure, &least, &mean);
        ck_assert_msg(
            fabs(least - strtod(f[4], NULL)) < 6e-6 && fabs(mean - strtod(f[5], NULL)) < 6e-6,
            "%s %s %s %s: %.6f %.6f, table %s %s", f[0], f[1], f[2], f[3], least, mean, f[4], f[5]);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 31 * 210 + 3 * 15);
}
END_TEST

static void write_row(int measure, pain_method method, uint64_t n1, uint64_t n2)
{
    static design of;
    double least, mean;

    fill(&of, measure, method, n1, n2);
    summarize(&of, measure, &least, &mean);
    printf("%s,%s,%d,%d,%.5f,%.5f\n", measure_names[measure], pain_method_key(method), (int)n1,
           (int)n2, least, mean);
    (void)fflush(stdout);
}

static void write_table(void)
{
    printf("# measure,method,n1,n2,least,mean coverage at 95 %%, p1 and p2 = 1/40 ... 39/40\n");
    for (int measure = 0; measure < MEASURES; measure++) {
        pain_estimate list[MANY];
        size_t count = MANY;

        if (alls[measure](1, 2, 1, 2, NULL, list, &count) != PAIN_OK)
            abort();
        for (size_t m = 0; m < count; m++) {
            pain_method method = (pain_method)list[m].method;
            bool is_slow = is_unconditional(list[m].method);

            for (uint64_t n2 = 1; n2 <= (is_slow ? 5 : LARGEST); n2++)
                for (uint64_t n1 = 1; n1 <= n2; n1++)
                    write_row(measure, method, n1, n2);
        }
    }
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "table") == 0) {
        write_table();
        return 0;
    }
    if (argc == 3 && strcmp(argv[1], "all") == 0)
        largest_unconditional = strtoull(argv[2], NULL, 10);
    Suite *suite = suite_create("two_coverage");
    TCase *tests = tcase_create("coverage");

    tcase_set_timeout(tests, largest_unconditional > 0 ? 36000 : 120);
    tcase_add_test(tests, conditional_exact_intervals_keep_the_level_in_all_designs_to_20);
    tcase_add_test(tests, exact_unconditional_intervals_keep_the_level);
    tcase_add_test(tests, a_narrow_window_is_part_of_the_interval);
    tcase_add_test(tests, least_and_mean_coverage_are_those_of_the_table);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
