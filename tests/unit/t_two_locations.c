/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two groups of different patients: reductions of the means, log ratios, medians, and the endpoint
 * adjusted for the baseline. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "paired.h"
#include "painstat/ancova.h"
#include "painstat/two_locations.h"
#include "support.h"

static pain_interval_options options_at(double level, pain_side side, pain_method method)
{
    return (pain_interval_options){
        sizeof(pain_interval_options), level, (int32_t)method, (int32_t)side, 0, 0, NULL, 0};
}

/* The pairs with an endpoint above 0. */
static paired_set with_pain_left(const paired_set *set)
{
    paired_set left = {.n = 0};

    for (size_t i = 0; i < set->n; i++)
        if (set->y[i] > 0) {
            left.x[left.n] = set->x[i];
            left.y[left.n++] = set->y[i];
        }
    return left;
}

static pain_estimate median_answer(const paired_set *a, const paired_set *b,
                                   const pain_interval_options *options)
{
    pain_tally *of_a = paired_tally(a, paired_difference),
               *of_b = paired_tally(b, paired_difference);
    pain_estimate e;

    ck_assert_int_eq(
        pain_median_difference(pain_tally_counts(of_a), pain_tally_counts(of_b), options, &e),
        PAIN_OK);
    pain_tally_free(of_a);
    pain_tally_free(of_b);
    return e;
}

/* "pooled" clusters have patients of both groups, "apart" of one. */
static pain_ancova_difference clustered(const paired_set *a, const paired_set *b, bool apart,
                                        double level)
{
    pain_pairs *of_a[PAIRED_CLUSTERS], *of_b[PAIRED_CLUSTERS];
    pain_counts a_parts[2 * PAIRED_CLUSTERS] = {{0}}, b_parts[2 * PAIRED_CLUSTERS] = {{0}};
    pain_interval_options options = options_at(level, PAIN_TWO_SIDED, PAIN_METHOD_CLUSTER);
    size_t offset = apart ? a->clusters : 0;
    pain_ancova_difference fit;

    for (size_t g = 0; g < a->clusters; g++) {
        of_a[g] = paired_cluster(a, g);
        a_parts[g] = pain_pairs_counts(of_a[g]);
    }
    for (size_t g = 0; g < b->clusters; g++) {
        of_b[g] = paired_cluster(b, g);
        b_parts[offset + g] = pain_pairs_counts(of_b[g]);
    }
    ck_assert_int_eq(pain_ancova_groups_clustered(a_parts, b_parts, (size_t)(2 * PAIRED_CLUSTERS),
                                                  6, &options, &fit),
                     PAIN_OK);
    for (size_t g = 0; g < a->clusters; g++)
        pain_pairs_free(of_a[g]);
    for (size_t g = 0; g < b->clusters; g++)
        pain_pairs_free(of_b[g]);
    return fit;
}

static pain_ancova_difference adjusted(const paired_set *a, const paired_set *b, double at,
                                       const pain_interval_options *options)
{
    pain_pairs *of_a = paired_pairs(a), *of_b = paired_pairs(b);
    pain_ancova_difference fit;

    ck_assert_int_eq(
        pain_ancova_groups(pain_pairs_counts(of_a), pain_pairs_counts(of_b), at, options, &fit),
        PAIN_OK);
    pain_pairs_free(of_a);
    pain_pairs_free(of_b);
    return fit;
}

static pain_estimate ancova_answer(const paired_set *a, const paired_set *b, const char *quantity,
                                   const char *option, double level)
{
    pain_ancova_difference fit;

    if (strcmp(option, "pooled") == 0 || strcmp(option, "apart") == 0) {
        fit = clustered(a, b, option[0] == 'a', level);
    } else {
        pain_method method;

        ck_assert_int_eq(pain_method_parse(option, &method), PAIN_OK);
        pain_interval_options options = options_at(level, PAIN_TWO_SIDED, method);

        fit = adjusted(a, b, 6, &options);
    }
    if (strcmp(quantity, "ancova_slope") == 0)
        return fit.slope;
    if (strcmp(quantity, "ancova_endpoint_a") == 0)
        return fit.endpoint_a;
    return strcmp(quantity, "ancova_endpoint_b") == 0 ? fit.endpoint_b : fit.difference;
}

/* What a row asks for. */
static pain_estimate answer(char **f)
{
    const paired_set a = paired_read(f[0]), b = paired_read(f[1]);
    double level = strtod(f[4], NULL);
    pain_interval_options options = options_at(level, PAIN_TWO_SIDED, PAIN_METHOD_DEFAULT);

    if (strncmp(f[2], "ancova_", 7) == 0)
        return ancova_answer(&a, &b, f[2], f[3], level);
    if (strcmp(f[2], "difference") == 0)
        return paired_two_answer(pain_ratio_of_means_difference, &a, &b, &options);
    if (strcmp(f[2], "ratio") == 0)
        return paired_two_answer(pain_ratio_of_means_ratio, &a, &b, &options);
    if (strcmp(f[2], "median") == 0)
        return median_answer(&a, &b, &options);
    const paired_set a_left = with_pain_left(&a), b_left = with_pain_left(&b);

    return paired_two_answer(pain_log_ratio_ratio, &a_left, &b_left, &options);
}

/* R 4.2.2, see tests/ref/gen/two_locations.R: its lm and its sums lose a digit or two. */
START_TEST(limits_are_those_of_r)
{
    FILE *file = open_source("tests/ref/two_locations.csv");
    char line[256], *f[8];
    size_t rows = 0;

    while (next_fields(file, line, sizeof line, f, 8) == 8) {
        pain_estimate e = answer(f);
        const double got[] = {e.value, e.lower, e.upper};

        for (int i = 0; i < 3; i++)
            ck_assert_msg(is_close(got[i], strtod(f[5 + i], NULL), 1e-11),
                          "%s %s %s %s %s: got %.17g, want %s", f[0], f[1], f[2], f[3], f[4],
                          got[i], f[5 + i]);
        rows++;
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 384);
}
END_TEST

START_TEST(groups_exchanged_have_the_opposite_difference_and_the_inverse_ratio)
{
    const paired_set a = paired_read("nrs12"), b = paired_read("hamilton9");
    const paired_set left = with_pain_left(&a);
    const pain_side sides[] = {PAIN_TWO_SIDED, PAIN_LOWER_BOUND, PAIN_UPPER_BOUND};
    const pain_side other[] = {PAIN_TWO_SIDED, PAIN_UPPER_BOUND, PAIN_LOWER_BOUND};

    for (int i = 0; i < 3; i++) {
        pain_interval_options one = options_at(0.9, sides[i], PAIN_METHOD_DEFAULT);
        pain_interval_options two = options_at(0.9, other[i], PAIN_METHOD_DEFAULT);
        pain_estimate e = paired_two_answer(pain_ratio_of_means_difference, &a, &b, &one);
        pain_estimate r = paired_two_answer(pain_ratio_of_means_difference, &b, &a, &two);

        ck_assert(e.value == -r.value && e.lower == -r.upper && e.upper == -r.lower);
        e = median_answer(&a, &b, &one);
        r = median_answer(&b, &a, &two);
        ck_assert(e.value == -r.value && e.lower == -r.upper && e.upper == -r.lower);
        e = paired_two_answer(pain_ratio_of_means_ratio, &a, &b, &one);
        r = paired_two_answer(pain_ratio_of_means_ratio, &b, &a, &two);
        ck_close(e.value, 1 / r.value, 1e-14);
        ck_close(e.lower, 1 / r.upper, 1e-13);
        ck_close(e.upper, 1 / r.lower, 1e-13);
        e = paired_two_answer(pain_log_ratio_ratio, &left, &b, &one);
        r = paired_two_answer(pain_log_ratio_ratio, &b, &left, &two);
        ck_close(e.lower, 1 / r.upper, 1e-13);
        ck_close(e.upper, 1 / r.lower, 1e-13);
        e = adjusted(&a, &b, NAN, &one).difference;
        r = adjusted(&b, &a, NAN, &two).difference;
        ck_close(e.value, -r.value, 1e-13);
        ck_close(e.lower, -r.upper, 1e-13);
        ck_close(e.upper, -r.lower, 1e-13);
    }
}
END_TEST

/* A score on a ten times finer scale is no other patient. */
START_TEST(percentages_do_not_depend_on_the_unit_of_the_scores)
{
    paired_set a = paired_read("nrs7"), b = paired_read("nrs12"), fine_a = a, fine_b = b;

    for (size_t i = 0; i < a.n; i++) {
        fine_a.x[i] *= 8;
        fine_a.y[i] *= 8;
    }
    for (size_t i = 0; i < b.n; i++) {
        fine_b.x[i] *= 8;
        fine_b.y[i] *= 8;
    }
    pain_estimate e = paired_two_answer(pain_ratio_of_means_difference, &a, &b, NULL);
    pain_estimate f = paired_two_answer(pain_ratio_of_means_difference, &fine_a, &fine_b, NULL);

    ck_assert(e.value == f.value && e.lower == f.lower && e.upper == f.upper);
    e = adjusted(&a, &b, NAN, NULL).reduction;
    f = adjusted(&fine_a, &fine_b, NAN, NULL).reduction;
    ck_close(e.lower, f.lower, 1e-13);
    ck_close(e.upper, f.upper, 1e-13);
}
END_TEST

START_TEST(limits_widen_with_the_level)
{
    const paired_set a = paired_read("nrs12"), b = paired_read("nrs7");
    const paired_two functions[] = {pain_ratio_of_means_difference, pain_ratio_of_means_ratio};
    pain_estimate inner = {0}, outer;

    for (size_t i = 0; i < 2; i++)
        for (int level = 1; level < 100; level++) {
            pain_interval_options o = options_at(level / 100.0, PAIN_TWO_SIDED, 0);

            outer = paired_two_answer(functions[i], &a, &b, &o);
            ck_assert(outer.lower < outer.value && outer.value < outer.upper);
            if (level > 1)
                ck_assert(outer.lower < inner.lower && outer.upper > inner.upper);
            inner = outer;
        }
}
END_TEST

START_TEST(the_adjusted_reduction_is_the_difference_over_the_baseline)
{
    const paired_set a = paired_read("nrs7"), b = paired_read("nrs12");
    pain_ancova_difference fit = adjusted(&a, &b, NAN, NULL);
    pain_interval_options low = options_at(0.975, PAIN_LOWER_BOUND, PAIN_METHOD_DEFAULT);

    /* (49 + 78) / 19 */
    ck_close(fit.baseline, 127.0 / 19, 1e-15);
    ck_assert_int_eq(fit.difference.method, PAIN_METHOD_HC3);
    ck_assert_uint_eq(fit.difference.denominator, 19);
    ck_close(fit.difference.value, fit.endpoint_a.value - fit.endpoint_b.value, 1e-13);
    ck_close(fit.reduction.value, -100 * fit.difference.value / fit.baseline, 1e-14);
    ck_close(fit.reduction.lower, -100 * fit.difference.upper / fit.baseline, 1e-14);
    ck_close(fit.reduction.upper, -100 * fit.difference.lower / fit.baseline, 1e-14);
    pain_ancova_difference one = adjusted(&a, &b, NAN, &low);

    ck_close(one.reduction.lower, fit.reduction.lower, 1e-13);
    ck_assert(one.reduction.upper == INFINITY && one.reduction.side == PAIN_LOWER_BOUND);
    ck_close(one.difference.lower, fit.difference.lower, 1e-13);
    ck_assert_int_eq(adjusted(&a, &b, 0, NULL).reduction.reason, PAIN_EZEROBASE);
}
END_TEST

static const double x3[] = {0.3, 4.7, 8.1}, zero[] = {0, 0, 0}, y3[] = {0.2, 1.1, 7.3};
static const uint64_t counts[] = {2, 3, 1};
static const pain_counts all_well = {x3, zero, counts, 3, 6}, some = {x3, y3, counts, 3, 6};

START_TEST(d22_everybody_at_0_in_one_group_or_in_both)
{
    pain_ancova_difference fit;
    pain_estimate e;

    ck_assert_int_eq(pain_ratio_of_means_difference(all_well, some, NULL, &e), PAIN_OK);
    ck_assert(e.flags == 0 && e.lower < e.value && e.value < e.upper);
    ck_close(e.reserved[0], 5, 1e-14);
    ck_assert_int_eq(pain_ratio_of_means_difference(all_well, all_well, NULL, &e), PAIN_OK);
    ck_assert(e.value == 0 && e.lower == 0 && e.upper == 0 && e.flags == PAIN_FLAG_NO_SPREAD);
    ck_assert_int_eq(pain_ratio_of_means_ratio(all_well, some, NULL, &e), PAIN_OK);
    ck_assert(e.value == 0 && isnan(e.lower) && isnan(e.upper));
    ck_assert_int_eq(e.reason, PAIN_EUNDEFINED);
    ck_assert_int_eq(pain_ratio_of_means_ratio(some, all_well, NULL, &e), PAIN_EUNDEFINED);
    ck_assert(isnan(e.value));
    ck_assert_int_eq(pain_log_ratio_ratio(all_well, some, NULL, &e), PAIN_OK);
    ck_assert(e.value == 0 && isnan(e.lower) && e.reason == PAIN_EUNDEFINED);
    ck_assert_int_eq(pain_log_ratio_ratio(some, all_well, NULL, &e), PAIN_EUNDEFINED);
    ck_assert(isnan(e.value) && isnan(e.upper));
    ck_assert_int_eq(pain_ancova_groups(all_well, all_well, NAN, NULL, &fit), PAIN_OK);
    ck_assert(fit.difference.value == 0 && fit.difference.lower == 0 && fit.reduction.upper == 0);
    ck_assert_uint_eq(fit.difference.flags, PAIN_FLAG_NO_SPREAD);
}
END_TEST

/* A baseline below 0 turns the sign of a reduction round, and with it the limits. */
START_TEST(reductions_from_baselines_below_0_have_limits_in_order)
{
    static const double x[] = {-300, -200, -100}, y[] = {-10, -40, -20}, z[] = {-90, -100, -50};
    static const uint64_t once[] = {1, 1, 1};
    const pain_counts first = {x, y, once, 3, 3}, second = {x, z, once, 3, 3};
    pain_ancova_difference fit;

    ck_assert_int_eq(pain_ancova_groups(first, second, NAN, NULL, &fit), PAIN_OK);
    ck_close(fit.reduction.value, fit.difference.value / 2, 1e-14);
    ck_assert(fit.reduction.lower < fit.reduction.value);
    ck_assert(fit.reduction.value < fit.reduction.upper);
}
END_TEST

/* Nobody changes: each ratio is 1, to the last bit, though tenths are no doubles. */
START_TEST(d20_nobody_changes_in_either_group)
{
    const pain_counts same = {x3, x3, counts, 3, 6};
    pain_estimate e;

    ck_assert_int_eq(pain_ratio_of_means_difference(same, same, NULL, &e), PAIN_OK);
    ck_assert(e.value == 0 && e.lower == 0 && e.upper == 0 && e.flags == PAIN_FLAG_NO_SPREAD);
    ck_assert_int_eq(pain_ratio_of_means_ratio(same, same, NULL, &e), PAIN_OK);
    ck_assert(e.value == 1 && e.lower == 1 && e.upper == 1 && e.flags == PAIN_FLAG_NO_SPREAD);
    ck_assert_int_eq(pain_log_ratio_ratio(same, same, NULL, &e), PAIN_OK);
    ck_assert(e.value == 1 && e.lower == 1 && e.upper == 1 && e.flags == PAIN_FLAG_NO_SPREAD);
}
END_TEST

START_TEST(one_tiny_baseline_leaves_the_ratio_of_means_sound)
{
    const double x[] = {1e-300, 5, 9}, y[] = {1, 2, 3};
    const uint64_t once[] = {1, 1, 1};
    const pain_counts tiny = {x, y, once, 3, 3};
    pain_estimate e;

    ck_assert_int_eq(pain_ratio_of_means_difference(tiny, some, NULL, &e), PAIN_OK);
    ck_assert(isfinite(e.lower) && isfinite(e.upper) && fabs(e.value) < 1);
    ck_assert_int_eq(pain_log_ratio_ratio(tiny, some, NULL, &e), PAIN_OK);
    ck_assert(e.value > 1e99 && (e.reason == PAIN_OK || e.reason == PAIN_EOVERFLOW));
}
END_TEST

START_TEST(baselines_that_are_all_equal_leave_no_slope)
{
    const double x[] = {5, 5, 5}, y[] = {1, 2, 6}, well[] = {0}, other[] = {6, 6, 6};
    const uint64_t once[] = {1, 1, 1}, thrice[] = {3};
    const pain_counts a = {x, y, once, 3, 3}, b = {x, well, thrice, 1, 3},
                      c = {other, y, once, 3, 3};
    pain_ancova_difference fit;

    ck_assert_int_eq(pain_ancova_groups(a, b, NAN, NULL, &fit), PAIN_OK);
    ck_assert(fit.difference.value == 3 && fit.reduction.value == -60);
    ck_assert_uint_eq(fit.difference.flags, PAIN_FLAG_FALLBACK);
    ck_assert_int_eq(fit.slope.reason, PAIN_EUNDEFINED);
    ck_assert_int_eq(pain_ancova_groups(a, c, NAN, NULL, &fit), PAIN_OK);
    ck_assert(isnan(fit.difference.value) && isnan(fit.reduction.value));
    ck_assert_int_eq(fit.difference.reason, PAIN_EUNDEFINED);
}
END_TEST

START_TEST(groups_that_are_too_small_are_told)
{
    const double x[] = {5}, y[] = {2};
    const uint64_t once[] = {1};
    const pain_counts one = {x, y, once, 1, 1}, none = {NULL, NULL, NULL, 0, 0};
    const paired_two functions[] = {pain_ratio_of_means_difference, pain_ratio_of_means_ratio,
                                    pain_log_ratio_ratio, pain_median_difference};
    pain_ancova_difference fit;
    pain_estimate e;

    for (size_t i = 0; i < 4; i++) {
        ck_assert_int_eq(functions[i](one, some, NULL, &e), PAIN_OK);
        ck_assert(isfinite(e.value) && isnan(e.lower) && isnan(e.upper));
        ck_assert_int_eq(e.reason, PAIN_ETOOFEW);
        ck_assert_int_ne(functions[i](some, none, NULL, &e), PAIN_OK);
        ck_assert(isnan(e.value));
        pain_interval_options wrong = options_at(0.95, PAIN_TWO_SIDED, PAIN_METHOD_WILSON);

        ck_assert_int_eq(functions[i](some, some, &wrong, &e), PAIN_EINVAL);
        wrong = options_at(95, PAIN_TWO_SIDED, PAIN_METHOD_DEFAULT);
        ck_assert_int_eq(functions[i](some, some, &wrong, &e), PAIN_EINVAL);
        ck_assert_int_eq(functions[i](some, some, NULL, NULL), PAIN_EINVAL);
    }
    ck_assert_int_eq(pain_ancova_groups(one, some, NAN, NULL, &fit), PAIN_OK);
    ck_assert_int_eq(fit.difference.reason, PAIN_EUNDEFINED); /* that patient's residual is 0 */
    ck_assert(isfinite(fit.difference.value));
    ck_assert_int_eq(pain_ancova_groups(one, one, NAN, NULL, &fit), PAIN_OK);
    ck_assert_int_eq(fit.difference.reason, PAIN_ETOOFEW);
    ck_assert_int_eq(pain_ancova_groups(some, some, INFINITY, NULL, &fit), PAIN_EINVAL);
    ck_assert(isnan(fit.difference.value) && isnan(fit.slope.lower));
    ck_assert_int_eq(pain_ancova_groups(some, some, NAN, NULL, NULL), PAIN_EINVAL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("two locations");
    TCase *tests = tcase_create("two locations");

    tcase_add_test(tests, limits_are_those_of_r);
    tcase_add_test(tests, groups_exchanged_have_the_opposite_difference_and_the_inverse_ratio);
    tcase_add_test(tests, percentages_do_not_depend_on_the_unit_of_the_scores);
    tcase_add_test(tests, limits_widen_with_the_level);
    tcase_add_test(tests, the_adjusted_reduction_is_the_difference_over_the_baseline);
    tcase_add_test(tests, d22_everybody_at_0_in_one_group_or_in_both);
    tcase_add_test(tests, reductions_from_baselines_below_0_have_limits_in_order);
    tcase_add_test(tests, d20_nobody_changes_in_either_group);
    tcase_add_test(tests, one_tiny_baseline_leaves_the_ratio_of_means_sound);
    tcase_add_test(tests, baselines_that_are_all_equal_leave_no_slope);
    tcase_add_test(tests, groups_that_are_too_small_are_told);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
