/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals for a mean and for the ratio of means of the same patients. */
#include <config.h>

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "painstat/mean.h"
#include "support.h"

static pain_interval_options options_at(double level, pain_side side, pain_method method)
{
    return (pain_interval_options){
        sizeof(pain_interval_options), level, (int32_t)method, (int32_t)side, 0, 0, NULL, 0};
}

static pain_estimate mean_of(pain_counts counts, double level, pain_side side)
{
    pain_interval_options options = options_at(level, side, PAIN_METHOD_T);
    pain_estimate e;

    ck_assert_int_eq(pain_mean_interval(counts, &options, &e), PAIN_OK);
    return e;
}

static pain_estimate ratio_of(pain_counts counts, pain_method method, double level, pain_side side)
{
    pain_interval_options options = options_at(level, side, method);
    pain_estimate e;

    ck_assert_int_eq(pain_ratio_of_means(counts, &options, &e), PAIN_OK);
    return e;
}

static pain_pairs *pairs_new(void)
{
    pain_pairs *pairs;

    ck_assert_int_eq(pain_pairs_new(&pairs, NULL), PAIN_OK);
    return pairs;
}

/* The data set `name` of paired.csv: pairs (baseline, endpoint), and their differences. */
static void read_set(const char *name, pain_pairs **pairs, pain_tally **differences)
{
    FILE *file = open_source("tests/ref/paired.csv");
    char line[256], *f[3];

    *pairs = pairs_new();
    ck_assert_int_eq(pain_tally_new(differences, NULL), PAIN_OK);
    while (next_fields(file, line, sizeof line, f, 3) == 3) {
        double baseline = strtod(f[1], NULL), endpoint = strtod(f[2], NULL);

        if (strcmp(f[0], name) != 0)
            continue;
        ck_assert_int_eq(pain_pairs_add(*pairs, baseline, endpoint, 1), PAIN_OK);
        ck_assert_int_eq(pain_tally_add(*differences, baseline - endpoint, 1), PAIN_OK);
    }
    (void)fclose(file);
}

/* What the row asks for: set, quantity, method, level. */
static double quantity(pain_counts pairs, pain_counts differences, char **f)
{
    double level = f[3][0] != '\0' ? strtod(f[3], NULL) : 0.95;
    pain_method method = strncmp(f[2], "delta", 5) == 0 ? PAIN_METHOD_DELTA : PAIN_METHOD_FIELLER;
    pain_estimate mean = mean_of(differences, level, PAIN_TWO_SIDED);
    pain_estimate ratio = ratio_of(pairs, method, level, PAIN_TWO_SIDED);

    if (strcmp(f[1], "mean_diff") == 0)
        return mean.value;
    if (strcmp(f[1], "mean_diff_lower") == 0)
        return mean.lower;
    if (strcmp(f[1], "mean_diff_upper") == 0)
        return mean.upper;
    if (strcmp(f[1], "fieller_g") == 0)
        return ratio.reserved[0];
    if (strcmp(f[1], "pct_reduction_ratio_of_means") == 0)
        return 100 * (1 - ratio.value);
    if (strcmp(f[1], "pct_ratio_of_means_lower") == 0)
        return 100 * (1 - ratio.upper);
    ck_assert_str_eq(f[1], "pct_ratio_of_means_upper");
    return 100 * (1 - ratio.lower);
}

/* mpmath. The sets with ties, zeros, worsening, D22 (everybody ends at 0) and no change at all. */
START_TEST(limits_are_those_of_the_golden_table)
{
    FILE *file = open_source("tests/ref/mean_ratio.csv");
    char line[256], *f[5];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, f, 5) == 5; rows++) {
        pain_pairs *pairs;
        pain_tally *differences;

        read_set(f[0], &pairs, &differences);
        double got = quantity(pain_pairs_counts(pairs), pain_tally_counts(differences), f);

        ck_assert_msg(is_close(got, strtod(f[4], NULL), 1e-12), "%s %s %s %s: got %.17g, want %s",
                      f[0], f[1], f[2], f[3], got, f[4]);
        pain_tally_free(differences);
        pain_pairs_free(pairs);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 97);
}
END_TEST

/* In units of the ratio, because one of the sets has ratios of 1e-300. */
static void check_limits(const pain_estimate *e, char **f, double lower, double upper)
{
    double value = strtod(f[6], NULL);
    bool good = is_close(e->lower / value, lower / value, 1e-13) &&
                is_close(e->upper / value, upper / value, 1e-13) &&
                is_close(e->value / value, 1, 1e-15) &&
                is_close(e->reserved[0], strtod(f[5], NULL), 1e-13);

    ck_assert_msg(good, "%s %s %s %s: got %.17g (%.17g, %.17g), g %.17g", f[0], f[1], f[2], f[3],
                  e->value, e->lower, e->upper, e->reserved[0]);
}

/* A row set, method, level, side, kind, g, value, lower, upper. */
static void check_row(pain_counts pairs, char **f)
{
    pain_method method;

    ck_assert_int_eq(pain_method_parse(f[1], &method), PAIN_OK);
    double level = strtod(f[2], NULL), lower = strtod(f[7], NULL), upper = strtod(f[8], NULL);
    uint32_t flags =
        f[4][0] == 'u' ? PAIN_FLAG_UNBOUNDED : (f[4][0] == 'e' ? PAIN_FLAG_EXCLUSIVE : 0);
    bool one_sided = strcmp(f[3], "one") == 0;
    pain_estimate e = ratio_of(pairs, method, level, one_sided ? PAIN_LOWER_BOUND : PAIN_TWO_SIDED);

    if (!one_sided) {
        ck_assert_uint_eq(e.flags, flags);
        check_limits(&e, f, lower, upper);
    } else if (flags == 0) {
        check_limits(&e, f, lower, INFINITY);
        e = ratio_of(pairs, method, level, PAIN_UPPER_BOUND);
        check_limits(&e, f, -INFINITY, upper);
    } else {
        ck_assert_int_eq(e.reason, PAIN_EUNDEFINED);
        ck_assert_uint_eq(e.flags, 0);
        check_limits(&e, f, NAN, NAN);
    }
}

/* mpmath, from the quadratic as Fieller writes it: both sides, all three kinds of sets, g on either
 * side of 1, data that make the textbook moments lose all digits. */
START_TEST(ratios_are_those_of_the_definition)
{
    FILE *file = open_source("tests/ref/ratio.csv");
    char line[256], *f[9], set[32] = "";
    pain_pairs *pairs = pairs_new();
    size_t rows = 0;

    for (size_t n; (n = next_fields(file, line, sizeof line, f, 9)) > 0;) {
        if (strcmp(set, f[0]) != 0) {
            pain_pairs_free(pairs);
            pairs = pairs_new();
            (void)snprintf(set, sizeof set, "%s", f[0]);
        }
        if (n == 4) {
            ck_assert_int_eq(pain_pairs_add(pairs, strtod(f[1], NULL), strtod(f[2], NULL),
                                            strtoull(f[3], NULL, 10)),
                             PAIN_OK);
        } else {
            check_row(pain_pairs_counts(pairs), f);
            rows++;
        }
    }
    pain_pairs_free(pairs);
    (void)fclose(file);
    ck_assert_uint_eq(rows, 60);
}
END_TEST

static const double SCORES[] = {0, 2, 3, 7};
static const double ENDS[] = {0, 1, 0, 5};
static const uint64_t COUNTS[] = {1, 2, 1, 3};
static const pain_counts FEW = {SCORES, ENDS, COUNTS, 4, 7};

/* R 4.2.2: t.test(c(0, 2, 2, 3, 7, 7, 7)). */
START_TEST(a_mean_of_tied_scores_has_the_t_interval)
{
    pain_estimate e = mean_of(FEW, 0, PAIN_TWO_SIDED);

    ck_assert_double_eq(e.value, 4);
    ck_close(e.lower, 1.2773278375383452, 1e-13);
    ck_close(e.upper, 6.722672162461655, 1e-13);
    ck_assert_double_eq(e.level, 0.95);
    ck_assert_int_eq(e.method, PAIN_METHOD_T);
    ck_assert_uint_eq(e.denominator, 7);
    ck_assert_uint_eq(e.flags, 0);
    ck_assert(isnan(e.attained));
}
END_TEST

START_TEST(one_sided_bounds_are_open_at_infinity_and_at_2c_minus_1)
{
    pain_estimate both = mean_of(FEW, 0.875, PAIN_TWO_SIDED);
    pain_estimate low = mean_of(FEW, 0.9375, PAIN_LOWER_BOUND);
    pain_estimate high = mean_of(FEW, 0.9375, PAIN_UPPER_BOUND);

    ck_assert(low.lower == both.lower && low.upper == INFINITY);
    ck_assert(high.upper == both.upper && high.lower == -INFINITY);
}
END_TEST

/* Below one half the bound lies beyond the estimate: that of the other side at 1 - c. */
START_TEST(one_sided_levels_below_one_half_turn_round)
{
    static const pain_method methods[] = {PAIN_METHOD_FIELLER, PAIN_METHOD_DELTA};

    ck_assert(mean_of(FEW, 0.25, PAIN_LOWER_BOUND).lower ==
              mean_of(FEW, 0.75, PAIN_UPPER_BOUND).upper);
    for (int m = 0; m < 2; m++) {
        pain_estimate low = ratio_of(FEW, methods[m], 0.25, PAIN_LOWER_BOUND);

        ck_close(low.lower, ratio_of(FEW, methods[m], 0.75, PAIN_UPPER_BOUND).upper, 1e-15);
        low = ratio_of(FEW, methods[m], 0.5, PAIN_LOWER_BOUND);
        ck_assert(low.lower == low.value && low.upper == INFINITY);
    }
}
END_TEST

START_TEST(higher_levels_hold_lower_ones)
{
    static const double levels[] = {0.1, 0.5, 0.8, 0.9};
    static const pain_method methods[] = {PAIN_METHOD_FIELLER, PAIN_METHOD_DELTA};

    for (size_t l = 1; l < sizeof levels / sizeof *levels; l++)
        for (int m = 0; m < 2; m++) {
            pain_estimate inner = ratio_of(FEW, methods[m], levels[l - 1], PAIN_TWO_SIDED);
            pain_estimate outer = ratio_of(FEW, methods[m], levels[l], PAIN_TWO_SIDED);

            ck_assert(outer.lower < inner.lower && inner.lower < inner.value);
            ck_assert(inner.value < inner.upper && inner.upper < outer.upper);
            inner = mean_of(FEW, levels[l - 1], PAIN_TWO_SIDED);
            outer = mean_of(FEW, levels[l], PAIN_TWO_SIDED);
            ck_assert(outer.lower < inner.lower && inner.upper < outer.upper);
        }
}
END_TEST

/* D20: R's t.test(rep(5, 8)) stops. */
START_TEST(d20_equal_values_have_a_width_of_0_and_say_so)
{
    const double five = 5;
    const uint64_t eight = 8;
    pain_estimate e = mean_of((pain_counts){&five, NULL, &eight, 1, 8}, 0.95, PAIN_TWO_SIDED);

    ck_assert(e.value == 5 && e.lower == 5 && e.upper == 5 && e.reason == PAIN_OK);
    ck_assert_uint_eq(e.flags, PAIN_FLAG_NO_SPREAD);
}
END_TEST

/* D22: statpsych gives NaN, NaN. */
START_TEST(d22_everybody_ends_at_0)
{
    static const double zeros[] = {0, 0, 0, 0};
    static const pain_method methods[] = {PAIN_METHOD_FIELLER, PAIN_METHOD_DELTA};

    for (int m = 0; m < 2; m++) {
        pain_estimate e =
            ratio_of((pain_counts){SCORES, zeros, COUNTS, 4, 7}, methods[m], 0.95, PAIN_TWO_SIDED);

        ck_assert(e.value == 0 && e.lower == 0 && e.upper == 0 && e.reason == PAIN_OK);
        ck_assert_uint_eq(e.flags, PAIN_FLAG_NO_SPREAD);
    }
}
END_TEST

/* Tenths are not doubles, so that y = r x holds only as far as a score can say. */
START_TEST(proportional_scores_have_no_spread)
{
    static const double factors[] = {1, 0.5, 0.1, 0.7, -0.3, 1.0 / 3, 1e-300, 1e300};

    for (size_t i = 0; i < sizeof factors / sizeof *factors; i++) {
        pain_pairs *pairs = pairs_new();

        for (int x = 0; x <= 100; x += 7)
            ck_assert_int_eq(pain_pairs_add(pairs, x / 10.0, factors[i] * (x / 10.0), 3), PAIN_OK);
        pain_estimate e =
            ratio_of(pain_pairs_counts(pairs), PAIN_METHOD_FIELLER, 0.95, PAIN_TWO_SIDED);

        ck_close(e.value, factors[i], 4 * DBL_EPSILON);
        ck_assert(e.lower == e.value && e.upper == e.value);
        ck_assert_uint_eq(e.flags, PAIN_FLAG_NO_SPREAD);
        pain_pairs_free(pairs);
    }
}
END_TEST

START_TEST(one_patient_has_a_value_but_no_limits)
{
    const double x = 7, y = 2;
    const uint64_t one = 1;
    const pain_counts counts = {&x, &y, &one, 1, 1};
    pain_estimate e = mean_of(counts, 0.95, PAIN_TWO_SIDED);

    ck_assert(e.value == 7 && isnan(e.lower) && isnan(e.upper));
    ck_assert_int_eq(e.reason, PAIN_ETOOFEW);
    e = ratio_of(counts, PAIN_METHOD_FIELLER, 0.95, PAIN_LOWER_BOUND);
    ck_assert(e.value == 2.0 / 7 && isnan(e.lower) && isnan(e.upper) && isnan(e.reserved[0]));
    ck_assert_int_eq(e.reason, PAIN_ETOOFEW);
    ck_assert_uint_eq(e.flags, 0);
}
END_TEST

START_TEST(a_baseline_mean_of_0_has_no_ratio)
{
    static const double x[] = {-1, 1}, y[] = {3, 4}, zeros[] = {0, 0};
    static const uint64_t twice[] = {2, 2};
    pain_estimate e;

    ck_assert_int_eq(pain_ratio_of_means((pain_counts){x, y, twice, 2, 4}, NULL, &e),
                     PAIN_EZEROBASE);
    ck_assert(isnan(e.value) && isnan(e.lower) && isnan(e.upper));
    ck_assert_int_eq(e.reason, PAIN_EZEROBASE);
    ck_assert_uint_eq(e.denominator, 4);
    ck_assert_int_eq(pain_ratio_of_means((pain_counts){zeros, y, twice, 2, 4}, NULL, &e),
                     PAIN_EZEROBASE);
    ck_assert(isnan(e.value));
}
END_TEST

START_TEST(what_no_double_holds_is_nan_with_a_reason)
{
    static const double x[] = {1e-300, 2e-300}, y[] = {1e300, 1.5e300};
    static const double wide[] = {-1e308, 1e308};
    static const uint64_t once[] = {1, 1};
    pain_estimate e;

    ck_assert_int_eq(pain_ratio_of_means((pain_counts){x, y, once, 2, 2}, NULL, &e),
                     PAIN_EOVERFLOW);
    ck_assert(isnan(e.value) && isnan(e.upper) && e.reason == PAIN_EOVERFLOW);
    e = mean_of((pain_counts){wide, NULL, once, 2, 2}, 0.95, PAIN_TWO_SIDED);
    ck_assert(e.value == 0 && isnan(e.lower) && isnan(e.upper) && e.reason == PAIN_EOVERFLOW);
}
END_TEST

static void assert_failed(const pain_estimate *e, pain_status why)
{
    ck_assert(isnan(e->value) && isnan(e->lower) && isnan(e->upper));
    ck_assert_int_eq(e->reason, why);
    ck_assert_uint_eq(e->flags, 0);
}

START_TEST(nobody_is_an_error)
{
    const pain_counts none = {NULL, NULL, NULL, 0, 0};
    pain_estimate e;

    ck_assert_int_eq(pain_mean_interval(none, NULL, &e), PAIN_EEMPTY);
    assert_failed(&e, PAIN_EEMPTY);
    ck_assert_int_eq(pain_ratio_of_means(none, NULL, &e), PAIN_EEMPTY);
    assert_failed(&e, PAIN_EEMPTY);
}
END_TEST

START_TEST(arguments_outside_their_range_are_errors)
{
    const pain_counts single = {SCORES, NULL, COUNTS, 4, 7};
    pain_interval_options options = options_at(95, PAIN_TWO_SIDED, PAIN_METHOD_DEFAULT);
    pain_estimate e;

    ck_assert_int_eq(pain_mean_interval(FEW, &options, &e), PAIN_EINVAL);
    assert_failed(&e, PAIN_EINVAL);
    ck_assert_int_eq(pain_ratio_of_means(FEW, &options, &e), PAIN_EINVAL);
    assert_failed(&e, PAIN_EINVAL);
    options = options_at(0.95, PAIN_TWO_SIDED, PAIN_METHOD_WILSON);
    ck_assert_int_eq(pain_mean_interval(FEW, &options, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_ratio_of_means(FEW, &options, &e), PAIN_EINVAL);
    assert_failed(&e, PAIN_EINVAL);
    ck_assert_int_eq(pain_ratio_of_means(single, NULL, &e), PAIN_EINVAL);
    assert_failed(&e, PAIN_EINVAL);
    ck_assert_int_eq(pain_mean_interval(FEW, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_ratio_of_means(FEW, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_ratio_of_means(FEW, NULL, &e), PAIN_OK);
    ck_assert_int_eq(e.method, PAIN_METHOD_FIELLER);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("mean");
    TCase *tests = tcase_create("means and ratios");

    tcase_add_test(tests, limits_are_those_of_the_golden_table);
    tcase_add_test(tests, ratios_are_those_of_the_definition);
    tcase_add_test(tests, a_mean_of_tied_scores_has_the_t_interval);
    tcase_add_test(tests, one_sided_bounds_are_open_at_infinity_and_at_2c_minus_1);
    tcase_add_test(tests, one_sided_levels_below_one_half_turn_round);
    tcase_add_test(tests, higher_levels_hold_lower_ones);
    tcase_add_test(tests, d20_equal_values_have_a_width_of_0_and_say_so);
    tcase_add_test(tests, d22_everybody_ends_at_0);
    tcase_add_test(tests, proportional_scores_have_no_spread);
    tcase_add_test(tests, one_patient_has_a_value_but_no_limits);
    tcase_add_test(tests, a_baseline_mean_of_0_has_no_ratio);
    tcase_add_test(tests, what_no_double_holds_is_nan_with_a_reason);
    tcase_add_test(tests, nobody_is_an_error);
    tcase_add_test(tests, arguments_outside_their_range_are_errors);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
