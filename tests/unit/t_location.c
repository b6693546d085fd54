/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Geometric and trimmed means, means with an end, ratios of medians, differences of groups. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "paired.h"
#include "painstat/location.h"
#include "painstat/mean.h"
#include "support.h"

static pain_interval_options options_at(double level, pain_side side, pain_method method)
{
    return (pain_interval_options){
        sizeof(pain_interval_options), level, (int32_t)method, (int32_t)side, 0, 0, NULL, 0};
}

static double end_of(const pain_estimate *e, const char *quantity)
{
    if (strstr(quantity, "_lower") != NULL)
        return e->lower;
    if (strstr(quantity, "_df") != NULL)
        return e->reserved[0];
    return strstr(quantity, "_upper") != NULL ? e->upper : e->value;
}

/* What the row set, quantity, method, level asks for. */
static pain_estimate answer(const paired_set *set, char **f)
{
    const paired_set other = paired_read("nrs12");
    pain_pairs *pairs = paired_pairs(set);
    pain_tally *x = paired_tally(set, paired_baseline);
    pain_tally *d = paired_tally(set, paired_difference);
    pain_tally *percent = paired_tally(set, paired_percent);
    pain_tally *b = paired_tally(&other, paired_difference);
    pain_status status = PAIN_EINTERNAL;
    pain_method method;
    pain_estimate e;

    ck_assert_int_eq(pain_method_parse(f[2], &method), PAIN_OK);
    pain_interval_options options = options_at(strtod(f[3], NULL), PAIN_TWO_SIDED, method);

    if (strncmp(f[1], "geometric", 9) == 0)
        status = pain_geometric_mean(pain_tally_counts(x), &options, &e);
    else if (strncmp(f[1], "log_ratio", 9) == 0)
        status = pain_log_ratio(pain_pairs_counts(pairs), &options, &e);
    else if (strncmp(f[1], "trimmed_", 8) == 0)
        status =
            pain_trimmed_mean_interval(pain_tally_counts(d), strtod(f[1] + 8, NULL), &options, &e);
    else if (strncmp(f[1], "bounded", 7) == 0)
        status = pain_bounded_mean(pain_tally_counts(percent), -INFINITY, 100, &options, &e);
    else if (strncmp(f[1], "medians", 7) == 0)
        status = pain_ratio_of_medians(pain_pairs_counts(pairs), &options, &e);
    else if (strncmp(f[1], "welch", 5) == 0)
        status = pain_mean_difference(pain_tally_counts(d), pain_tally_counts(b), &options, &e);
    ck_assert_int_eq(status, PAIN_OK);
    pain_pairs_free(pairs);
    pain_tally_free(x);
    pain_tally_free(d);
    pain_tally_free(percent);
    pain_tally_free(b);
    return e;
}

/* R 4.2.2, see tests/ref/gen/location.R; qt and qnorm are good to some 1e-14. */
START_TEST(limits_are_those_of_r)
{
    FILE *file = open_source("tests/ref/location.csv");
    char line[256], *f[5];
    size_t rows = 0;

    while (next_fields(file, line, sizeof line, f, 5) == 5) {
        if (strchr(f[1], '@') != NULL)
            continue;
        paired_set set = paired_read(f[0]);
        pain_estimate e = answer(&set, f);
        double got = end_of(&e, f[1]);

        ck_assert_msg(is_close(got, strtod(f[4], NULL), 1e-12), "%s %s %s %s: got %.17g, want %s",
                      f[0], f[1], f[2], f[3], got, f[4]);
        rows++;
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 300);
}
END_TEST

/* Printed in the documentation of R's statpsych 1.9.0, ci.ratio.median.ps. */
START_TEST(the_ratio_of_medians_is_that_of_statpsych)
{
    static const double y[] = {21, 4, 9, 12, 35, 18, 10, 22, 24, 1, 6, 8, 13, 16, 19};
    static const double x[] = {67, 28, 30, 28, 52, 40, 25, 37, 44, 10, 14, 20, 28, 40, 51};
    pain_pairs *pairs;
    pain_estimate e;

    ck_assert_int_eq(pain_pairs_new(&pairs, NULL), PAIN_OK);
    ck_assert_int_eq(pain_pairs_add_arrays(pairs, x, y, 15), PAIN_OK);
    ck_assert_int_eq(pain_ratio_of_medians(pain_pairs_counts(pairs), NULL, &e), PAIN_OK);
    ck_close(e.value, 0.4333333, 1e-7);
    ck_close(e.lower, 0.3094838, 2e-7);
    ck_close(e.upper, 0.6067451, 1e-7);
    pain_pairs_free(pairs);
}
END_TEST

/* All of them, of the same counts of values and of pairs. */
typedef struct all_estimates {
    pain_estimate geometric, trimmed, log_t, anderson, difference, log_ratio, medians;
} all_estimates;

static all_estimates all_of(pain_counts pairs, pain_side side)
{
    const pain_counts x = {pairs.x, NULL, pairs.count, pairs.distinct, pairs.n};
    pain_interval_options o = options_at(0.95, side, PAIN_METHOD_DEFAULT), l = o;
    all_estimates e;

    l.method = PAIN_METHOD_LOG_T;
    ck_assert_int_eq(pain_geometric_mean(x, &o, &e.geometric), PAIN_OK);
    ck_assert_int_eq(pain_trimmed_mean_interval(x, 0.2, &o, &e.trimmed), PAIN_OK);
    ck_assert_int_eq(pain_bounded_mean(x, 0, 10, &l, &e.log_t), PAIN_OK);
    ck_assert_int_eq(pain_bounded_mean(x, 0, 10, &o, &e.anderson), PAIN_OK);
    ck_assert_int_eq(e.anderson.method, PAIN_METHOD_ANDERSON);
    ck_assert_int_eq(pain_mean_difference(x, x, &o, &e.difference), PAIN_OK);
    ck_assert_int_eq(pain_log_ratio(pairs, &o, &e.log_ratio), PAIN_OK);
    ck_assert_int_eq(pain_ratio_of_medians(pairs, &o, &e.medians), PAIN_OK);
    return e;
}

static void assert_no_limits(const pain_estimate *e, double value, pain_status why)
{
    ck_assert(e->value == value && isnan(e->lower) && isnan(e->upper));
    ck_assert_int_eq(e->reason, why);
}

static void assert_flat(const pain_estimate *e, double value)
{
    ck_assert(e->value == value && e->lower == value && e->upper == value);
    ck_assert_uint_eq(e->flags, PAIN_FLAG_NO_SPREAD);
    ck_assert_int_eq(e->reason, PAIN_OK);
}

START_TEST(one_patient_has_values_and_the_band_alone_has_limits)
{
    const double x = 8, y = 2;
    const uint64_t one = 1;
    all_estimates e = all_of((pain_counts){&x, &y, &one, 1, 1}, PAIN_TWO_SIDED);

    assert_no_limits(&e.geometric, 8, PAIN_ETOOFEW);
    assert_no_limits(&e.trimmed, 8, PAIN_ETOOFEW);
    assert_no_limits(&e.log_t, 8, PAIN_ETOOFEW);
    assert_no_limits(&e.difference, 0, PAIN_ETOOFEW);
    assert_no_limits(&e.log_ratio, 0.25, PAIN_ETOOFEW);
    assert_no_limits(&e.medians, 0.25, PAIN_ETOOFEW);
    ck_assert(e.anderson.lower == 0 && e.anderson.upper == 10);
}
END_TEST

START_TEST(two_patients_have_limits)
{
    static const double x[] = {4, 8}, y[] = {2, 1};
    static const uint64_t once[] = {1, 1};
    all_estimates e = all_of((pain_counts){x, y, once, 2, 2}, PAIN_TWO_SIDED);
    const pain_estimate *each = &e.geometric;

    for (size_t i = 0; i < sizeof e / sizeof *each; i++)
        ck_assert(each[i].lower < each[i].value && each[i].value < each[i].upper &&
                  each[i].reason == PAIN_OK);
}
END_TEST

/* D20 and its like: R's t.test stops at data that are all equal. */
START_TEST(d20_equal_values_have_a_width_of_0_and_say_so)
{
    const double x = 5, y = 2;
    const uint64_t eight = 8;
    all_estimates e = all_of((pain_counts){&x, &y, &eight, 1, 8}, PAIN_TWO_SIDED);

    assert_flat(&e.geometric, 5);
    assert_flat(&e.trimmed, 5);
    assert_flat(&e.log_t, 5);
    assert_flat(&e.difference, 0);
    assert_flat(&e.log_ratio, 0.4);
    assert_flat(&e.medians, 0.4);
    ck_assert(e.anderson.lower < 5 && e.anderson.upper > 5 && e.anderson.flags == 0);
}
END_TEST

/* D22: the ratios of statpsych are NaN when everybody ends at 0. */
START_TEST(d22_everybody_ends_at_0)
{
    static const double x[] = {4, 5, 8}, zero[] = {0, 0, 0}, some[] = {0, 1, 0};
    static const uint64_t counts[] = {2, 1, 3};
    all_estimates e = all_of((pain_counts){x, zero, counts, 3, 6}, PAIN_TWO_SIDED);

    assert_flat(&e.log_ratio, 0);
    assert_flat(&e.medians, 0);
    e = all_of((pain_counts){x, some, counts, 3, 6}, PAIN_TWO_SIDED);
    assert_no_limits(&e.log_ratio, 0, PAIN_EUNDEFINED);
    assert_no_limits(&e.medians, 0, PAIN_EUNDEFINED);
}
END_TEST

/* Where one baseline is tiny, its percentage and ratio are not; the limits stay in their range. */
START_TEST(a_tiny_baseline_leaves_the_limits_in_their_range)
{
    static const double x[] = {0.01, 5, 8}, y[] = {3, 1, 2};
    static const uint64_t once[] = {1, 1, 1};
    all_estimates e = all_of((pain_counts){x, y, once, 3, 3}, PAIN_TWO_SIDED);

    ck_assert(e.log_ratio.lower > 0 && e.log_ratio.lower < e.log_ratio.value);
    ck_assert(e.log_t.lower >= 0 && e.log_t.upper < 10 && e.geometric.lower > 0);
    ck_assert(e.medians.lower > 0 && isfinite(e.medians.upper));
}
END_TEST

START_TEST(one_sided_bounds_end_where_the_range_does)
{
    static const double x[] = {4, 8}, y[] = {2, 1};
    static const uint64_t counts[] = {3, 4};
    all_estimates low = all_of((pain_counts){x, y, counts, 2, 7}, PAIN_LOWER_BOUND);
    all_estimates high = all_of((pain_counts){x, y, counts, 2, 7}, PAIN_UPPER_BOUND);

    ck_assert(low.geometric.upper == INFINITY && high.geometric.lower == 0);
    ck_assert(low.log_ratio.upper == INFINITY && high.log_ratio.lower == 0);
    ck_assert(low.trimmed.upper == INFINITY && high.trimmed.lower == -INFINITY);
    ck_assert(low.log_t.upper == 10 && high.log_t.lower == 0);
    ck_assert(low.anderson.upper == 10 && high.anderson.lower == 0);
    ck_assert(low.difference.upper == INFINITY && high.difference.lower == -INFINITY);
}
END_TEST

START_TEST(higher_levels_hold_lower_ones)
{
    paired_set set = paired_read("hamilton9");
    pain_pairs *pairs = paired_pairs(&set);
    pain_counts counts = pain_pairs_counts(pairs);
    pain_interval_options inner = options_at(0.5, PAIN_TWO_SIDED, PAIN_METHOD_DEFAULT);
    pain_interval_options outer = options_at(0.99, PAIN_TWO_SIDED, PAIN_METHOD_DEFAULT);
    pain_estimate a, b;

    ck_assert_int_eq(pain_log_ratio(counts, &inner, &a), PAIN_OK);
    ck_assert_int_eq(pain_log_ratio(counts, &outer, &b), PAIN_OK);
    ck_assert(b.lower < a.lower && a.upper < b.upper);
    ck_assert_int_eq(pain_trimmed_mean_interval(counts, 0.2, &inner, &a), PAIN_OK);
    ck_assert_int_eq(pain_trimmed_mean_interval(counts, 0.2, &outer, &b), PAIN_OK);
    ck_assert(b.lower < a.lower && a.upper < b.upper);
    inner.method = outer.method = PAIN_METHOD_ANDERSON;
    ck_assert_int_eq(pain_bounded_mean(counts, 0, 4, &inner, &a), PAIN_OK);
    ck_assert_int_eq(pain_bounded_mean(counts, 0, 4, &outer, &b), PAIN_OK);
    ck_assert(b.lower < a.lower && a.upper < b.upper);
    pain_pairs_free(pairs);
}
END_TEST

/* By hand: 3 patients at 2, 5, 5 of 0 to 10, 80 %, tail 0.1: shift sqrt(log(10) / 6) = 0.6194896.
 * F is 0, 1/3, 1 on [0, 2], [2, 5], [5, 10]; F + shift 0.6194896, 0.9528229, 1; F - shift 0, 0,
 * 0.3805104. */
START_TEST(andersons_limits_are_areas)
{
    static const double x[] = {2, 5};
    static const uint64_t counts[] = {1, 2};
    const double shift = sqrt(log(10.0) / 6);
    pain_interval_options o = options_at(0.8, PAIN_TWO_SIDED, PAIN_METHOD_ANDERSON);
    pain_estimate e;

    ck_assert_int_eq(pain_bounded_mean((pain_counts){x, NULL, counts, 2, 3}, 0, 10, &o, &e),
                     PAIN_OK);
    ck_close(e.lower, 10 - (2 * shift + 3 * (1.0 / 3 + shift) + 5), 1e-14);
    ck_close(e.upper, 10 - 5 * (1 - shift), 1e-14);
}
END_TEST

/* The probability that the limits hold the mean, summed over all samples of n from values with
 * probabilities p. */
static double coverage(const double *x, const double *p, size_t d, unsigned n, pain_method method,
                       double level)
{
    pain_interval_options o = options_at(level, PAIN_TWO_SIDED, method);
    double mean = 0, sum = 0;
    uint64_t count[4] = {0};

    for (size_t i = 0; i < d; i++)
        mean += p[i] * x[i];
    for (count[0] = 0; count[0] <= n; count[0]++)
        for (count[1] = 0; count[0] + count[1] <= n; count[1]++)
            for (count[2] = 0; count[0] + count[1] + count[2] <= n; count[2]++) {
                pain_estimate e;
                double chance = lgamma(n + 1.0);

                count[3] = n - count[0] - count[1] - count[2];
                for (size_t i = 0; i < 4; i++)
                    chance += (double)count[i] * log(p[i]) - lgamma((double)count[i] + 1);
                ck_assert_int_eq(
                    pain_bounded_mean((pain_counts){x, NULL, count, 4, n}, 0, 100, &o, &e),
                    PAIN_OK);
                if (e.lower <= mean && mean <= e.upper)
                    sum += exp(chance);
                ck_assert(e.lower >= 0 && e.upper <= 100);
            }
    return sum;
}

/* Percent reductions of clinics that do well: most patients at 100. No simulation: every sample. */
START_TEST(anderson_covers_at_least_the_level_and_log_t_is_near_it)
{
    static const double x[] = {0, 50, 80, 100};
    static const double p[][4] = {{0.25, 0.25, 0.25, 0.25},
                                  {0.1, 0.2, 0.3, 0.4},
                                  {0.05, 0.1, 0.15, 0.7},
                                  {0.01, 0.04, 0.05, 0.9}};

    for (size_t i = 0; i < 4; i++)
        for (unsigned n = 2; n <= 24; n += 11) {
            double anderson = coverage(x, p[i], 4, n, PAIN_METHOD_ANDERSON, 0.95);
            double log_t = coverage(x, p[i], 4, n, PAIN_METHOD_LOG_T, 0.95);

            ck_assert_msg(anderson >= 0.95, "%zu %u: %g", i, n, anderson);
            if (n >= 24 && i < 2)
                ck_assert_msg(log_t >= 0.90, "%zu %u: %g", i, n, log_t);
        }
}
END_TEST

START_TEST(arguments_outside_their_range_are_errors)
{
    static const double x[] = {-1, 2}, zero[] = {0, 3}, y[] = {1, 1};
    static const uint64_t once[] = {1, 1};
    const pain_counts none = {NULL, NULL, NULL, 0, 0}, negative = {x, y, once, 2, 2};
    pain_estimate e;

    ck_assert_int_eq(pain_geometric_mean(none, NULL, &e), PAIN_EEMPTY);
    ck_assert_int_eq(pain_geometric_mean(negative, NULL, &e), PAIN_EUNDEFINED);
    ck_assert(isnan(e.value));
    ck_assert_int_eq(pain_log_ratio(negative, NULL, &e), PAIN_EUNDEFINED);
    ck_assert_int_eq(pain_log_ratio((pain_counts){zero, y, once, 2, 2}, NULL, &e), PAIN_EZEROBASE);
    ck_assert_int_eq(pain_log_ratio((pain_counts){zero, NULL, once, 2, 2}, NULL, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_ratio_of_medians(negative, NULL, &e), PAIN_EUNDEFINED);
    ck_assert_int_eq(pain_ratio_of_medians(none, NULL, &e), PAIN_EEMPTY);
    ck_assert_int_eq(pain_trimmed_mean_interval(negative, 0.5, NULL, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_bounded_mean(negative, 0, 10, NULL, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_bounded_mean(negative, -1, INFINITY, NULL, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_mean_difference(negative, none, NULL, &e), PAIN_EEMPTY);
    pain_interval_options o = options_at(0.95, PAIN_TWO_SIDED, PAIN_METHOD_WILSON);

    ck_assert_int_eq(pain_geometric_mean(negative, &o, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_mean_difference(negative, negative, &o, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_bounded_mean(negative, -1, 10, &o, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_ratio_of_medians(negative, &o, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_trimmed_mean_interval(negative, 0.1, &o, &e), PAIN_EINVAL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("location");
    TCase *tests = tcase_create("location");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, limits_are_those_of_r);
    tcase_add_test(tests, the_ratio_of_medians_is_that_of_statpsych);
    tcase_add_test(tests, one_patient_has_values_and_the_band_alone_has_limits);
    tcase_add_test(tests, two_patients_have_limits);
    tcase_add_test(tests, d20_equal_values_have_a_width_of_0_and_say_so);
    tcase_add_test(tests, d22_everybody_ends_at_0);
    tcase_add_test(tests, a_tiny_baseline_leaves_the_limits_in_their_range);
    tcase_add_test(tests, one_sided_bounds_end_where_the_range_does);
    tcase_add_test(tests, higher_levels_hold_lower_ones);
    tcase_add_test(tests, andersons_limits_are_areas);
    tcase_add_test(tests, anderson_covers_at_least_the_level_and_log_t_is_near_it);
    tcase_add_test(tests, arguments_outside_their_range_are_errors);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
