/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantiles and the intervals between order statistics. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "painstat/quantile.h"
#include "support.h"

static pain_tally *tally_of(const double *x, size_t n)
{
    pain_tally *tally;

    ck_assert_int_eq(pain_tally_new(&tally, NULL), PAIN_OK);
    ck_assert_int_eq(pain_tally_add_array(tally, x, n), PAIN_OK);
    return tally;
}

static pain_interval_options at_level(double level, int32_t side)
{
    return (pain_interval_options){
        .size = sizeof(pain_interval_options), .level = level, .side = side};
}

START_TEST(quantiles_of_all_types_agree_with_r)
{
    FILE *file = open_source("tests/ref/quantile.csv");
    char line[2048], *fields[4];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, fields, 4) == 4; rows++) {
        double values[100], got;
        pain_tally *tally = tally_of(values, read_numbers(fields[3], values, 100));

        ck_assert_int_eq(
            pain_quantile(pain_tally_counts(tally), strtod(fields[1], NULL), atoi(fields[0]), &got),
            PAIN_OK);
        ck_close(got, strtod(fields[2], NULL), 3e-16);
        pain_tally_free(tally);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 9 * 9 * 16);
}
END_TEST

START_TEST(type_0_is_type_7)
{
    const double x[] = {1, 2, 4};
    pain_tally *tally = tally_of(x, 3);
    double by_default, by_7;

    ck_assert_int_eq(pain_quantile(pain_tally_counts(tally), 0.3, 0, &by_default), PAIN_OK);
    ck_assert_int_eq(pain_quantile(pain_tally_counts(tally), 0.3, 7, &by_7), PAIN_OK);
    ck_assert_double_eq(by_default, by_7);
    pain_tally_free(tally);
}
END_TEST

START_TEST(quantiles_rise_with_p_and_stay_inside_the_data)
{
    const double x[] = {0.1, 0.1, 0.3, 0.31, 0.7, 0.9};
    pain_tally *tally = tally_of(x, 6);

    for (int type = 1; type <= 9; type++) {
        double before = 0.1, q;

        for (int i = 0; i <= 1000; i++) {
            ck_assert_int_eq(pain_quantile(pain_tally_counts(tally), i / 1000.0, type, &q),
                             PAIN_OK);
            ck_assert(before <= q && q <= 0.9);
            before = q;
        }
        ck_assert_double_eq(before, 0.9);
    }
    pain_tally_free(tally);
}
END_TEST

START_TEST(quantiles_of_huge_counts_are_found)
{
    const double x[] = {1, 2, 3};
    const uint64_t half = (uint64_t)1 << 62;
    const uint64_t count[] = {half - 1, 1, half - 1};
    const pain_counts counts = {x, NULL, count, 3, 2 * half - 1};
    double q;

    for (int type = 1; type <= 9; type++) {
        ck_assert_int_eq(pain_quantile(counts, 0, type, &q), PAIN_OK);
        ck_assert_double_eq(q, 1);
        ck_assert_int_eq(pain_quantile(counts, 1, type, &q), PAIN_OK);
        ck_assert_double_eq(q, 3);
        ck_assert_int_eq(pain_quantile(counts, 0.75, type, &q), PAIN_OK);
        ck_assert_double_eq(q, 3);
    }
}
END_TEST

START_TEST(unsound_quantiles_are_refused)
{
    const double x[] = {1, 2}, falling[] = {2, 1};
    const uint64_t count[] = {1, 1};
    const pain_counts good = {x, NULL, count, 2, 2}, bad = {falling, NULL, count, 2, 2};
    const double ps[] = {-0.01, 1.01, NAN, 50};
    double q;

    for (size_t i = 0; i < 4; i++) {
        q = 7;
        ck_assert_int_eq(pain_quantile(good, ps[i], 7, &q), PAIN_EINVAL);
        ck_assert_double_nan(q);
    }
    ck_assert_int_eq(pain_quantile(good, 0.5, 10, &q), PAIN_EINVAL);
    ck_assert_int_eq(pain_quantile(good, 0.5, -1, &q), PAIN_EINVAL);
    ck_assert_int_eq(pain_quantile(bad, 0.5, 7, &q), PAIN_EINVAL);
    ck_assert_int_eq(pain_quantile(good, 0.5, 7, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_quantile((pain_counts){NULL, NULL, NULL, 0, 0}, 0.5, 7, &q), PAIN_EEMPTY);
    ck_assert_double_nan(q);
}
END_TEST

/* Percent reductions of the data sets of tests/ref/reduction.csv. */
static pain_tally *reductions_of(const char *name)
{
    static const struct {
        const char *name;
        size_t n;
        double baseline[12], final[12];
    } sets[] = {
        {"nrs7", 7, {7, 5, 8, 6, 9, 4, 10}, {2, 1, 0, 3, 1, 0, 4}},
        {"nrs12", 12, {8, 7, 6, 9, 5, 4, 10, 7, 3, 6, 8, 5}, {1, 0, 0, 2, 5, 0, 1, 3, 4, 0, 0, 1}},
        {"allzero8", 8, {8, 5, 7, 6, 9, 4, 7, 10}, {0}},
        {"nochange5", 5, {3, 5, 7, 4, 6}, {3, 5, 7, 4, 6}},
        {"hamilton9",
         9,
         {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30},
         {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29}},
    };
    double x[12];
    size_t s = 0;

    while (strcmp(sets[s].name, name) != 0)
        ck_assert_uint_lt(++s, 5);
    for (size_t i = 0; i < sets[s].n; i++)
        x[i] = 100 * (sets[s].baseline[i] - sets[s].final[i]) / sets[s].baseline[i];
    return tally_of(x, sets[s].n);
}

/* The number that a row of reduction.csv names, from the library; NaN where it names no such
 * number. */
static double reduction_of(pain_counts counts, char **fields)
{
    const char *quantity = fields[1];
    pain_estimate e;
    double q;

    if (strncmp(quantity, "quantile_pct_reduction_", 23) == 0) {
        ck_assert_int_eq(pain_quantile(counts, strtod(quantity + 23, NULL), fields[2][4] - '0', &q),
                         PAIN_OK);
        return q;
    }
    if (strcmp(quantity, "median_pct_reduction") == 0 && strcmp(fields[2], "type7") == 0) {
        ck_assert_int_eq(pain_median_interval(counts, NULL, &e), PAIN_OK);
        return e.value;
    }
    if (strcmp(fields[2], "order_statistic") != 0)
        return NAN;
    pain_interval_options options = at_level(strtod(fields[3], NULL), PAIN_TWO_SIDED);

    ck_assert_int_eq(pain_median_interval(counts, &options, &e), PAIN_OK);
    ck_assert_int_eq(e.reason, PAIN_OK);
    if (strstr(quantity, "lower") != NULL)
        return e.lower;
    return strstr(quantity, "upper") != NULL ? e.upper : e.attained;
}

START_TEST(medians_of_reductions_agree_with_the_reference)
{
    FILE *file = open_source("tests/ref/reduction.csv");
    char line[512], *fields[5];
    size_t rows = 0;

    while (next_fields(file, line, sizeof line, fields, 5) == 5) {
        pain_tally *tally = reductions_of(fields[0]);
        double got = reduction_of(pain_tally_counts(tally), fields);

        if (!isnan(got)) {
            ck_close(got, strtod(fields[4], NULL), 1e-14);
            rows++;
        }
        pain_tally_free(tally);
    }
    (void)fclose(file);
    ck_assert_uint_ge(rows, 70);
}
END_TEST

/* Three values of which the middle one begins at rank r and ends at rank s, so that limits show
 * their ranks. */
static pain_estimate interval_about(uint64_t n, uint64_t r, uint64_t s, double p, double level)
{
    const double x[] = {1, 2, 3};
    const uint64_t count[] = {r - 1, s - r + 1, n - s};
    pain_interval_options options = at_level(level, PAIN_TWO_SIDED);
    pain_estimate e;

    ck_assert_int_eq(pain_quantile_interval((pain_counts){x, NULL, count, 3, n}, p, &options, &e),
                     PAIN_OK);
    return e;
}

START_TEST(the_ranks_of_the_limits_agree_with_r)
{
    FILE *file = open_source("tests/ref/order_statistic.csv");
    char line[512], *fields[6];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, fields, 6) == 6; rows++) {
        uint64_t n = strtoull(fields[0], NULL, 10);
        uint64_t r = strtoull(fields[3], NULL, 10), s = strtoull(fields[4], NULL, 10);
        double p = strtod(fields[1], NULL), level = strtod(fields[2], NULL);

        if (r < 1 || s > n) {
            pain_estimate e = interval_about(n, 1, n, p, level);

            ck_assert_int_eq(e.reason, PAIN_ETOOFEW);
            ck_assert(isnan(e.lower) && isnan(e.upper) && isnan(e.attained) && e.value == 2);
            continue;
        }
        pain_estimate e = interval_about(n, r, s, p, level);

        ck_assert(e.lower == 2 && e.upper == 2);
        ck_close(e.attained, strtod(fields[5], NULL), 1e-13);
        ck_assert(e.attained >= level - 1e-13);
        if (r < s) {
            e = interval_about(n, r + 1, s - (r + 1 < s), p, level);
            ck_assert(e.lower == 1 && (e.upper == 3 || r + 1 == s));
        }
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 240);
}
END_TEST

START_TEST(one_sided_bounds_are_two_sided_limits_at_2c_minus_1)
{
    const double levels[] = {0.75, 0.9, 0.95, 0.975};
    double x[25];

    for (size_t i = 0; i < 25; i++)
        x[i] = (double)(i * i % 17);
    pain_tally *tally = tally_of(x, 25);
    pain_counts counts = pain_tally_counts(tally);

    for (size_t i = 0; i < 4; i++) {
        pain_interval_options two = at_level(2 * levels[i] - 1, PAIN_TWO_SIDED);
        pain_interval_options low = at_level(levels[i], PAIN_LOWER_BOUND);
        pain_interval_options high = at_level(levels[i], PAIN_UPPER_BOUND);
        pain_estimate both, lower, upper;

        ck_assert_int_eq(pain_quantile_interval(counts, 0.4, &two, &both), PAIN_OK);
        ck_assert_int_eq(pain_quantile_interval(counts, 0.4, &low, &lower), PAIN_OK);
        ck_assert_int_eq(pain_quantile_interval(counts, 0.4, &high, &upper), PAIN_OK);
        ck_assert(lower.lower == both.lower && lower.upper == INFINITY);
        ck_assert(upper.upper == both.upper && upper.lower == -INFINITY);
        ck_close(lower.attained + upper.attained - 1, both.attained, 1e-14);
    }
    pain_tally_free(tally);
}
END_TEST

START_TEST(a_bound_needs_a_rank_on_its_own_side_only)
{
    /* .9^20 = .12 is too much for an upper limit of the .9-quantile; the lower one has room. */
    const double x[] = {1, 2};
    const uint64_t count[] = {10, 10};
    const pain_counts counts = {x, NULL, count, 2, 20};
    pain_interval_options low = at_level(0.95, PAIN_LOWER_BOUND);
    pain_interval_options high = at_level(0.95, PAIN_UPPER_BOUND);
    pain_estimate e;

    ck_assert_int_eq(pain_quantile_interval(counts, 0.9, &low, &e), PAIN_OK);
    ck_assert(e.reason == PAIN_OK && e.lower == 2 && e.upper == INFINITY);
    ck_assert_int_eq(pain_quantile_interval(counts, 0.9, &high, &e), PAIN_OK);
    ck_assert(e.reason == PAIN_ETOOFEW && isnan(e.lower) && isnan(e.upper));
}
END_TEST

START_TEST(equal_values_are_flagged)
{
    const double x[] = {0, 5, 9};
    const uint64_t many[] = {0, 8, 0}, few[] = {0, 5, 0};
    pain_estimate e;

    ck_assert_int_eq(pain_median_interval((pain_counts){x, NULL, many, 3, 8}, NULL, &e), PAIN_OK);
    ck_assert(e.value == 5 && e.lower == 5 && e.upper == 5 && e.reason == PAIN_OK);
    ck_assert_uint_eq(e.flags, PAIN_FLAG_NO_SPREAD);
    /* 2 / 2^5 = .0625: five values reach 93.75 % and not 95 %, equal or not. */
    ck_assert_int_eq(pain_median_interval((pain_counts){x, NULL, few, 3, 5}, NULL, &e), PAIN_OK);
    ck_assert(e.value == 5 && isnan(e.lower) && isnan(e.upper) && e.reason == PAIN_ETOOFEW);
    ck_assert_uint_eq(e.flags, PAIN_FLAG_NO_SPREAD);
}
END_TEST

START_TEST(an_estimate_says_how_it_was_made)
{
    const double x[] = {1, 2};
    const uint64_t count[] = {30, 40};
    pain_interval_options options = at_level(0, PAIN_UPPER_BOUND);
    pain_estimate e;

    memset(&e, 0xff, sizeof e);
    ck_assert_int_eq(pain_median_interval((pain_counts){x, NULL, count, 2, 70}, &options, &e),
                     PAIN_OK);
    ck_assert_double_eq(e.level, 0.95);
    ck_assert_int_eq(e.method, PAIN_METHOD_ORDER_STATISTIC);
    ck_assert_int_eq(e.side, PAIN_UPPER_BOUND);
    ck_assert(e.numerator == 0 && e.denominator == 70 && e.n_missing == 0 && e.n_excluded == 0);
    for (size_t i = 0; i < 4; i++)
        ck_assert(e.reserved[i] == 0);
}
END_TEST

START_TEST(counts_beyond_2_to_the_53_have_no_limits)
{
    const double x[] = {1, 2};
    const uint64_t count[] = {(uint64_t)1 << 60, (uint64_t)1 << 60};
    pain_estimate e;

    ck_assert_int_eq(
        pain_median_interval((pain_counts){x, NULL, count, 2, (uint64_t)1 << 61}, NULL, &e),
        PAIN_OK);
    ck_assert(isnan(e.lower) && isnan(e.upper) && e.reason == PAIN_EOVERFLOW && e.value >= 1);
}
END_TEST

static void assert_refused(pain_counts counts, double p, const pain_interval_options *options,
                           pain_status want)
{
    pain_estimate e;

    memset(&e, 0, sizeof e);
    ck_assert_int_eq(pain_quantile_interval(counts, p, options, &e), want);
    ck_assert(isnan(e.value) && isnan(e.lower) && isnan(e.upper) && isnan(e.attained));
    ck_assert_int_eq(e.reason, want);
}

START_TEST(unsound_intervals_are_refused)
{
    const double x[] = {1, 2};
    const uint64_t count[] = {4, 4};
    const pain_counts good = {x, NULL, count, 2, 8};
    const double levels[] = {-0.5, 1, 95, NAN, INFINITY}, ps[] = {0, 1, -1, NAN};
    pain_interval_options options;

    for (size_t i = 0; i < 5; i++) {
        options = at_level(levels[i], PAIN_TWO_SIDED);
        assert_refused(good, 0.5, &options, PAIN_EINVAL);
    }
    for (size_t i = 0; i < 4; i++)
        assert_refused(good, ps[i], NULL, PAIN_EINVAL);
    options = at_level(0.9, 3);
    assert_refused(good, 0.5, &options, PAIN_EINVAL);
    options = at_level(0.9, -1);
    assert_refused(good, 0.5, &options, PAIN_EINVAL);
    options = at_level(0.9, PAIN_TWO_SIDED);
    options.size = 0;
    assert_refused(good, 0.5, &options, PAIN_EINVAL);
    options = at_level(0.9, PAIN_TWO_SIDED);
    options.method = PAIN_METHOD_WILSON;
    assert_refused(good, 0.5, &options, PAIN_EINVAL);
    assert_refused((pain_counts){x, NULL, count, 2, 9}, 0.5, NULL, PAIN_EINVAL);
    assert_refused((pain_counts){NULL, NULL, NULL, 0, 0}, 0.5, NULL, PAIN_EEMPTY);
    ck_assert_int_eq(pain_median_interval(good, NULL, NULL), PAIN_EINVAL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("quantile");
    TCase *tests = tcase_create("quantile");

    tcase_add_test(tests, quantiles_of_all_types_agree_with_r);
    tcase_add_test(tests, type_0_is_type_7);
    tcase_add_test(tests, quantiles_rise_with_p_and_stay_inside_the_data);
    tcase_add_test(tests, quantiles_of_huge_counts_are_found);
    tcase_add_test(tests, unsound_quantiles_are_refused);
    tcase_add_test(tests, medians_of_reductions_agree_with_the_reference);
    tcase_add_test(tests, the_ranks_of_the_limits_agree_with_r);
    tcase_add_test(tests, one_sided_bounds_are_two_sided_limits_at_2c_minus_1);
    tcase_add_test(tests, a_bound_needs_a_rank_on_its_own_side_only);
    tcase_add_test(tests, equal_values_are_flagged);
    tcase_add_test(tests, an_estimate_says_how_it_was_made);
    tcase_add_test(tests, counts_beyond_2_to_the_53_have_no_limits);
    tcase_add_test(tests, unsound_intervals_are_refused);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
