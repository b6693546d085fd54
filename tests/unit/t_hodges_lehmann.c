/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hodges-Lehmann: reference rows, defects seen elsewhere, all Walsh averages by hand. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "painstat/hodges_lehmann.h"
#include "paired_golden.h"
#include "support.h"

static bool is_about_a_centre(const char *dataset, const char *quantity, const char *option)
{
    (void)dataset;
    (void)option;
    return strncmp(quantity, "hodges_lehmann", 14) == 0;
}

static double value_for(const char *dataset, const char *quantity, const char *option,
                        const char *conf, const char *tool)
{
    pain_tally *differences = golden_differences(dataset);
    pain_interval_options options = {.size = sizeof options, .level = strtod(conf, NULL)};
    pain_zeros zeros = strstr(option, "kept") != NULL ? PAIN_ZEROS_KEPT : PAIN_ZEROS_DROPPED;
    pain_estimate e;

    if (strstr(tool, "exactRankTests") != NULL)
        options.method = PAIN_METHOD_WALSH_CONDITIONAL;
    ck_assert_int_eq(pain_hodges_lehmann(pain_tally_counts(differences), zeros, &options, &e),
                     PAIN_OK);
    pain_tally_free(differences);
    if (strstr(quantity, "lower") != NULL)
        return e.lower;
    if (strstr(quantity, "upper") != NULL)
        return e.upper;
    return strstr(quantity, "coverage") != NULL ? e.attained : e.value;
}

START_TEST(reference_rows_about_centres_are_met)
{
    ck_assert_uint_eq(check_golden_rows(is_about_a_centre, value_for), 97);
}
END_TEST

enum { MOST = 8 };

static pain_tally *tally_of(const double *values, size_t n)
{
    pain_tally *tally;

    ck_assert_int_eq(pain_tally_new(&tally, NULL), PAIN_OK);
    ck_assert_int_eq(pain_tally_add_array(tally, values, n), PAIN_OK);
    return tally;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The signed-rank statistic of x - d by mid-ranks, zeros ranked, too. */
static double signed_rank(const double *x, size_t n, double d)
{
    double w = 0;

    for (size_t i = 0; i < n; i++)
        if (x[i] > d) {
            double below = 0, equal = 0;

            for (size_t j = 0; j < n; j++) {
                below += fabs(x[j] - d) < x[i] - d;
                equal += fabs(x[j] - d) == x[i] - d;
            }
            w += below + (equal + 1) / 2;
        }
    return w;
}

/* P(W <= w) given the ties of |x|, by every choice of signs. */
static double probability_up_to(const double *x, size_t n, double w)
{
    unsigned at_most = 0;

    for (unsigned signs = 0; signs < 1U << n; signs++) {
        double flipped[MOST];

        for (size_t i = 0; i < n; i++)
            flipped[i] = (signs >> i & 1) != 0 ? fabs(x[i]) : -fabs(x[i]);
        at_most += signed_rank(flipped, n, 0) <= w;
    }
    return ldexp(at_most, -(int)n);
}

/* The conditional limits by their definition, over all averages in order. */
static void check_conditional(const double *x, size_t n, const double *averages, size_t number,
                              const pain_estimate *e)
{
    double total = (double)number, q = 0, lower = averages[0], upper = NAN;

    while (probability_up_to(x, n, q) <= 0.1)
        q += 0.5;
    if (q == 0) {
        ck_assert(isnan(e->lower) && e->reason == PAIN_ETOOFEW);
        return;
    }
    for (size_t i = 0; i < number; i++) {
        double w = signed_rank(x, n, averages[i]);

        if (w > total - q)
            lower = averages[i];
        if (w <= q && isnan(upper))
            upper = averages[i];
    }
    ck_assert_double_eq(e->lower, lower);
    ck_assert_double_eq(e->upper, upper);
}

static void check_one(const int *d, size_t n)
{
    const pain_interval_options options = {.size = sizeof options, .level = 0.8};
    double x[MOST], averages[MOST * (MOST + 1) / 2];
    bool has_ties = false;
    size_t number = 0;
    pain_estimate e[2];
    size_t two = 2;

    for (size_t i = 0; i < n; i++) {
        x[i] = d[i];
        for (size_t j = 0; j < i; j++)
            has_ties = has_ties || abs(d[i]) == abs(d[j]);
        for (size_t j = 0; j <= i; j++)
            averages[number++] = (d[i] + d[j]) / 2.0;
    }
    qsort(averages, number, sizeof *averages, compare);
    pain_tally *tally = tally_of(x, n);

    ck_assert_int_eq(
        pain_hodges_lehmann_all(pain_tally_counts(tally), PAIN_ZEROS_DROPPED, &options, e, &two),
        PAIN_OK);
    ck_assert_double_eq(e[0].value, (averages[(number - 1) / 2] + averages[number / 2]) / 2);
    ck_assert(isnan(e[0].lower) || (e[0].lower <= e[0].value && e[0].value <= e[0].upper));
    if (has_ties)
        check_conditional(x, n, averages, number, &e[1]);
    else
        ck_assert(is_close(e[1].lower, e[0].lower, 0) && is_close(e[1].upper, e[0].upper, 0));
    pain_tally_free(tally);
}

/* All ascending d[0 .. n - 1] of values from -3 to 4 but 0. */
static void for_every_data_set(int *d, size_t filled, size_t n)
{
    if (filled == n) {
        check_one(d, n);
        return;
    }
    for (int value = filled > 0 ? d[filled - 1] : -3; value <= 4; value++)
        if (value != 0) {
            d[filled] = value;
            for_every_data_set(d, filled + 1, n);
        }
}

START_TEST(estimates_and_limits_are_those_of_the_definition_for_all_small_data_sets)
{
    int d[MOST];

    for (size_t n = 1; n <= 6; n++)
        for_every_data_set(d, 0, n);
}
END_TEST

/* R: wilcox.test(rep(5, 8), conf.int = TRUE) has limits NaN at level 0. 1 - 2 / 2^8 P(W <= 3) = 1 -
 * 10 / 256. */
START_TEST(d20b_equal_values_are_their_own_limits)
{
    const double five[] = {5};
    const uint64_t eight[] = {8};
    pain_estimate e[2];
    size_t n = 2;

    ck_assert_int_eq(pain_hodges_lehmann_all((pain_counts){five, NULL, eight, 1, 8},
                                             PAIN_ZEROS_DROPPED, NULL, e, &n),
                     PAIN_OK);
    for (size_t i = 0; i < n; i++) {
        ck_assert(e[i].value == 5 && e[i].lower == 5 && e[i].upper == 5);
        ck_assert_uint_eq(e[i].flags, PAIN_FLAG_NO_SPREAD);
        ck_assert_int_eq(e[i].reason, PAIN_OK);
    }
    ck_assert_double_eq(e[0].attained, 1 - 10.0 / 128 + 10.0 / 256);
}
END_TEST

/* R's search stops 1e-4 short of the Walsh averages when there are ties or zeros. */
START_TEST(d20c_limits_are_walsh_averages)
{
    const double x[] = {-1.5, -1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1, 1.5, 2.25};
    const uint64_t count[] = {1, 2, 1, 2, 1, 3, 1, 3, 2, 2, 1, 1};
    const pain_counts counts = {x, NULL, count, 12, 20};

    for (pain_zeros zeros = PAIN_ZEROS_DROPPED; zeros <= PAIN_ZEROS_KEPT; zeros += 2) {
        pain_estimate e[2];
        size_t n = 2;

        ck_assert_int_eq(pain_hodges_lehmann_all(counts, zeros, NULL, e, &n), PAIN_OK);
        for (size_t i = 0; i < n; i++) {
            ck_assert_double_eq(e[i].lower * 8, rint(e[i].lower * 8));
            ck_assert_double_eq(e[i].upper * 8, rint(e[i].upper * 8));
            ck_assert(e[i].lower < e[i].value && e[i].value < e[i].upper);
            ck_assert_uint_eq(e[i].n_excluded, zeros == PAIN_ZEROS_DROPPED ? 3 : 0);
        }
    }
}
END_TEST

/* exactRankTests' wilcox.exact gives -Inf for six times 4. */
START_TEST(d21_the_estimate_of_equal_values_is_that_value)
{
    const double four[] = {4};
    const uint64_t six[] = {6};
    const pain_interval_options options = {.size = sizeof options,
                                           .method = PAIN_METHOD_WALSH_CONDITIONAL};
    pain_estimate e;

    ck_assert_int_eq(
        pain_hodges_lehmann((pain_counts){four, NULL, six, 1, 6}, PAIN_ZEROS_DROPPED, &options, &e),
        PAIN_OK);
    ck_assert(e.value == 4 && e.lower == 4 && e.upper == 4);
}
END_TEST

/* HypothesisTests.jl took the wrong order statistic from n = 73 on. R 4.2.2: qsignrank(0.025, n)
 * and 1 - 2 psignrank(k - 1, n). Of 1, 3, 9, ... the k-th smallest average is known: with powers of
 * 3, in the order of (larger, smaller). */
START_TEST(order_statistics_are_those_of_r)
{
    static const struct {
        int n;
        uint64_t k;
        double attained;
    } rows[] = {{72, 965, 0.95056569815972736},
                {73, 995, 0.95006789028706407},
                {100, 1956, 0.95007624039570748}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double x[100];
        uint64_t k = rows[i].k, larger = 1;
        pain_estimate e;

        for (int j = 0; j < rows[i].n; j++)
            x[j] = pow(3, j);
        while (larger * (larger + 1) / 2 < k)
            larger++;
        uint64_t smaller = k - larger * (larger - 1) / 2;
        pain_tally *tally = tally_of(x, (size_t)rows[i].n);

        ck_assert_int_eq(pain_hodges_lehmann(pain_tally_counts(tally), PAIN_ZEROS_KEPT, NULL, &e),
                         PAIN_OK);
        ck_assert_double_eq(e.lower, 0.5 * x[larger - 1] + 0.5 * x[smaller - 1]);
        ck_close(e.attained, rows[i].attained, 1e-14);
        pain_tally_free(tally);
    }
}
END_TEST

START_TEST(negating_the_values_mirrors_the_interval)
{
    const double x[] = {-2, -1, 0, 1, 3, 5}, y[] = {-5, -3, -1, 0, 1, 2};
    const uint64_t cx[] = {1, 1, 2, 3, 2, 1}, cy[] = {1, 2, 3, 2, 1, 1};
    pain_estimate a[2], b[2];
    size_t n = 2;

    ck_assert_int_eq(
        pain_hodges_lehmann_all((pain_counts){x, NULL, cx, 6, 10}, PAIN_ZEROS_KEPT, NULL, a, &n),
        PAIN_OK);
    ck_assert_int_eq(
        pain_hodges_lehmann_all((pain_counts){y, NULL, cy, 6, 10}, PAIN_ZEROS_KEPT, NULL, b, &n),
        PAIN_OK);
    ck_assert_double_eq(a[0].value, -b[0].value);
    ck_assert_double_eq(a[0].lower, -b[0].upper);
    ck_assert_double_eq(a[0].upper, -b[0].lower);
}
END_TEST

START_TEST(a_bound_is_the_limit_at_twice_the_tail_and_small_data_have_none)
{
    const double x[] = {1, 2, 4, 8, 9, 11};
    const uint64_t count[] = {1, 1, 1, 1, 1, 1};
    const pain_counts counts = {x, NULL, count, 6, 6}, one = {x, NULL, count, 1, 1};
    const pain_interval_options bound = {
        .size = sizeof bound, .level = 0.9375, .side = PAIN_LOWER_BOUND};
    const pain_interval_options both = {.size = sizeof both, .level = 0.875};
    const pain_interval_options high = {.size = sizeof high, .level = 0.99};
    pain_estimate e, f;

    ck_assert_int_eq(pain_hodges_lehmann(counts, PAIN_ZEROS_DROPPED, &bound, &e), PAIN_OK);
    ck_assert_int_eq(pain_hodges_lehmann(counts, PAIN_ZEROS_DROPPED, &both, &f), PAIN_OK);
    ck_assert(e.lower == f.lower && isinf(e.upper));
    ck_assert_int_eq(pain_hodges_lehmann(counts, PAIN_ZEROS_DROPPED, &high, &e), PAIN_OK);
    ck_assert(e.value == f.value && isnan(e.lower) && e.reason == PAIN_ETOOFEW);
    ck_assert_int_eq(pain_hodges_lehmann(one, PAIN_ZEROS_DROPPED, NULL, &e), PAIN_OK);
    ck_assert(e.value == 1 && isnan(e.upper) && e.reason == PAIN_ETOOFEW);
}
END_TEST

START_TEST(nothing_left_without_zeros_has_a_reason)
{
    const double zero[] = {0};
    const uint64_t five[] = {5};
    const pain_counts counts = {zero, NULL, five, 1, 5};
    pain_estimate e;

    ck_assert_int_eq(pain_hodges_lehmann(counts, PAIN_ZEROS_DROPPED, NULL, &e), PAIN_OK);
    ck_assert(isnan(e.value) && isnan(e.lower) && e.reason == PAIN_EUNDEFINED);
    ck_assert_uint_eq(e.n_excluded, 5);
    ck_assert_int_eq(pain_hodges_lehmann(counts, PAIN_ZEROS_KEPT, NULL, &e), PAIN_OK);
    ck_assert(e.value == 0 && isnan(e.lower) && e.reason == PAIN_ETOOFEW);
}
END_TEST

START_TEST(unsound_arguments_are_refused_and_memory_may_run_out)
{
    const double x[] = {-1, 0, 2};
    const uint64_t count[] = {2, 1, 5};
    const pain_counts counts = {x, NULL, count, 3, 8}, none = {NULL, NULL, NULL, 0, 0};
    const pain_interval_options other = {.size = sizeof other, .method = PAIN_METHOD_T};
    pain_estimate e;

    ck_assert_int_eq(pain_hodges_lehmann(counts, PAIN_ZEROS_PRATT, NULL, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_hodges_lehmann(counts, PAIN_ZEROS_KEPT, &other, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_hodges_lehmann(none, PAIN_ZEROS_KEPT, NULL, &e), PAIN_EEMPTY);
    ck_assert_double_nan(e.value);
    for (pain_method method = PAIN_METHOD_WALSH; method <= PAIN_METHOD_WALSH_CONDITIONAL; method++)
        for (size_t fail_at = 1;; fail_at++) {
            failing_allocator failing;

            failing_allocator_init(&failing, fail_at);
            const pain_interval_options options = {
                .size = sizeof options, .method = (int32_t)method, .allocator = &failing.allocator};
            pain_status status = pain_hodges_lehmann(counts, PAIN_ZEROS_KEPT, &options, &e);

            ck_assert_uint_eq(failing.live, 0);
            if (status == PAIN_OK)
                break;
            ck_assert_int_eq(status, PAIN_ENOMEM);
            ck_assert_double_nan(e.value);
        }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("hodges_lehmann");
    TCase *tests = tcase_create("hodges_lehmann");

    tcase_add_test(tests, reference_rows_about_centres_are_met);
    tcase_add_test(tests, estimates_and_limits_are_those_of_the_definition_for_all_small_data_sets);
    tcase_add_test(tests, d20b_equal_values_are_their_own_limits);
    tcase_add_test(tests, d20c_limits_are_walsh_averages);
    tcase_add_test(tests, d21_the_estimate_of_equal_values_is_that_value);
    tcase_add_test(tests, order_statistics_are_those_of_r);
    tcase_add_test(tests, negating_the_values_mirrors_the_interval);
    tcase_add_test(tests, a_bound_is_the_limit_at_twice_the_tail_and_small_data_have_none);
    tcase_add_test(tests, nothing_left_without_zeros_has_a_reason);
    tcase_add_test(tests, unsound_arguments_are_refused_and_memory_may_run_out);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
