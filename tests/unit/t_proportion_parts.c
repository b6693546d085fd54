/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One proportion from strata and from clusters. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "painstat/proportion.h"
#include "proportion_parts_support.h"
#include "support.h"

enum { MOST_PARTS = 128 };

static pain_estimate whole(uint64_t k, uint64_t n, pain_method method, double level)
{
    pain_interval_options options = {sizeof options, level, (int32_t)method, 0, 0, 0, NULL, 0};
    pain_estimate e;

    ck_assert_int_eq(pain_proportion(k, n, &options, &e), PAIN_OK);
    return e;
}

/* The parts called `name` in the table of reference values. */
static size_t read_parts(const char *name, pain_k_of_n *parts)
{
    FILE *file = open_source("tests/ref/proportion_parts.csv");
    char line[1024], *f[8];
    double numbers[2 * MOST_PARTS];
    size_t n = 0, fields;

    while ((fields = next_fields(file, line, sizeof line, f, 8)) > 0)
        if (fields == 3 && strcmp(f[0], "data") == 0 && strcmp(f[1], name) == 0)
            n = read_numbers(f[2], numbers, 2 * MOST_PARTS) / 2;
    (void)fclose(file);
    for (size_t i = 0; i < n; i++)
        parts[i] = (pain_k_of_n){(uint64_t)numbers[2 * i], (uint64_t)numbers[2 * i + 1]};
    return n;
}

/* Compares what a method gives with the numbers of its row. */
static void check_row(const char *name, pain_method method, double level, char *const *want)
{
    pain_k_of_n parts[MOST_PARTS];
    size_t n = read_parts(name, parts);
    bool strata =
        method == PAIN_METHOD_STRATIFIED_WILSON || method == PAIN_METHOD_STRATIFIED_WILSON_OPTIMAL;
    pain_estimate e =
        strata ? stratified(parts, n, NULL, method, level) : clustered(parts, n, method, level);
    bool solved =
        method == PAIN_METHOD_BETA_BINOMIAL || method == PAIN_METHOD_STRATIFIED_WILSON_OPTIMAL;
    const double for_strata[] = {e.value, e.lower, e.upper};
    const double for_clusters[] = {
        e.lower, e.upper, e.reserved[0],
        method == PAIN_METHOD_BETA_BINOMIAL ? e.reserved[3] : e.reserved[1], e.reserved[3]};
    size_t count = strata ? 3 : method == PAIN_METHOD_SURVEY_LOGIT ? 5 : 4;

    ck_assert_uint_gt(n, 0);
    ck_assert_int_eq(e.reason, PAIN_OK);
    for (size_t i = 0; i < count; i++) {
        double got = strata ? for_strata[i] : for_clusters[i], expected = strtod(want[i], NULL);
        /* The correlation is the most loosely determined. */
        double tolerance = solved ? i == 2 && !strata ? 1e-8 : 1e-10 : 1e-12;

        ck_assert_msg(is_close(got, expected, tolerance), "%s %s %g, number %d: got %.17g, want %s",
                      pain_method_key(method), name, level, (int)i, got, want[i]);
    }
}

/* mpmath; limits as roots of their equations. */
START_TEST(numbers_are_those_of_the_reference)
{
    FILE *file = open_source("tests/ref/proportion_parts.csv");
    char line[1024], *f[8];
    size_t rows = 0, fields;

    while ((fields = next_fields(file, line, sizeof line, f, 8)) > 0) {
        pain_method method;

        if (strcmp(f[0], "data") == 0)
            continue;
        ck_assert_int_eq(pain_method_parse(f[0], &method), PAIN_OK);
        check_row(f[1], method, strtod(f[2], NULL), f + 3);
        rows++;
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 92);
}
END_TEST

/* Golden: ratesci 1.1.0.9000 (clusterpci), R 4.2.2 (linearisation by the ratio; beta-binomial by
 * optim to 1e-6). */
START_TEST(clustered_numbers_are_those_of_other_tools)
{
    pain_k_of_n clinics[MOST_PARTS];
    size_t n = read_parts("clinics", clinics);
    pain_estimate e = clustered(clinics, n, PAIN_METHOD_CLUSTER_SCAS, 0.95);

    ck_close(e.lower, 0.77208063784946912, 1e-13);
    ck_close(e.upper, 0.93670712519192079, 1e-13);
    ck_close(e.reserved[0], 0.07708234966559184, 1e-13);
    ck_close(e.reserved[1], 3.0880130779881561, 1e-13);
    ck_assert(e.numerator == 169 && e.denominator == 193 && e.reserved[2] == 8);
    e = clustered(clinics, n, PAIN_METHOD_SURVEY_LOGIT, 0.95);
    ck_close(e.value, 0.87564766839378239, 1e-15);
    ck_close(e.reserved[3], 0.041769285471339908, 1e-13);
    ck_close(e.reserved[1], 3.0923459428840037, 1e-13);
    e = clustered(clinics, n, PAIN_METHOD_BETA_BINOMIAL, 0.95);
    ck_close(e.reserved[3], 0.86911834212623529, 1e-6);
    ck_close(e.reserved[0], 0.066786241970174395, 1e-6);
}
END_TEST

/* Liang, Qaqish and Zeger 1992 in M. I. Short et al., Stat. Methods Med. Res. 29 (2020) 111-121:
 * .1855, as quoted with ratesci. (Saha et al. print .1871, from which ratesci's author differs,
 * too.) */
START_TEST(the_published_correlation_is_found)
{
    pain_k_of_n families[MOST_PARTS];
    size_t n = read_parts("liang", families);

    ck_assert_uint_eq(n, 100);
    ck_assert_double_eq_tol(clustered(families, n, 0, 0.95).reserved[0], 0.1855, 5e-5);
}
END_TEST

/* tern's documentation: 90 %, .4072891 to .5647887. It takes the weights of its last round, when
 * they move by less than .001, with the z_s of its first, which is that of equal weights; so its
 * z_s is not that of its weights. The same is done here by hand. */
START_TEST(the_stratified_interval_is_that_of_terns_documentation)
{
    static const double weights[] = {0.2074199, 0.1776464, 0.1915610,
                                     0.1604678, 0.1351096, 0.1277952};
    static const double equal[] = {1, 1, 1, 1, 1, 1};
    pain_k_of_n strata[MOST_PARTS];
    double used[6], lower = 0, upper = 0;
    pain_interval_options options = {
        sizeof options, 0.9, PAIN_METHOD_STRATIFIED_WILSON_OPTIMAL, 0, 0, 0, NULL, 0};
    pain_estimate e;

    ck_assert_uint_eq(read_parts("tern", strata), 6);
    ck_assert_int_eq(pain_proportion_stratified(strata, 6, NULL, &options, used, &e), PAIN_OK);
    ck_assert_double_eq_tol(e.lower, 0.4072891, 1e-4);
    ck_assert_double_eq_tol(e.upper, 0.5647887, 1e-4);
    double z = stratified(strata, 6, equal, 0, 0.9).reserved[1];

    for (int s = 0; s < 6; s++) {
        pain_estimate one = whole(strata[s].k, strata[s].n, PAIN_METHOD_WILSON, erf(z / sqrt(2.0)));

        ck_assert_double_eq_tol(used[s], weights[s], 1e-3);
        lower += weights[s] * one.lower;
        upper += weights[s] * one.upper;
    }
    ck_assert_double_eq_tol(lower, 0.4072891, 2e-7);
    ck_assert_double_eq_tol(upper, 0.5647887, 2e-7);
}
END_TEST

/* D9, tern#1416: cicalc and tern stop with an error when every stratum, or one, is all yes or all
 * no. */
START_TEST(d9_strata_of_all_or_none_have_an_interval)
{
    static const pain_method both[] = {PAIN_METHOD_STRATIFIED_WILSON,
                                       PAIN_METHOD_STRATIFIED_WILSON_OPTIMAL};

    for (uint64_t k = 0; k <= 1; k++)
        for (int m = 0; m < 2; m++) {
            const pain_k_of_n same[] = {{20 * k, 20}, {20 * k, 20}, {20 * k, 20}};
            const pain_k_of_n mixed[] = {{20 * k, 20}, {7, 10}, {0, 5}};
            pain_estimate e = stratified(same, 3, NULL, both[m], 0.95);
            pain_estimate all = whole(60 * k, 60, PAIN_METHOD_WILSON, 0.95);

            /* Of one size: as all together. */
            ck_close(e.lower, all.lower, 1e-13);
            ck_close(e.upper, all.upper, 1e-13);
            e = stratified(mixed, 3, NULL, both[m], 0.95);
            ck_assert(0 <= e.lower && e.lower < e.value && e.value < e.upper && e.upper <= 1);
        }
}
END_TEST

/* tern#976: a check of the weights' sum by == 1. Any positive multiple does. */
START_TEST(weights_need_no_sum_of_one)
{
    static const pain_k_of_n strata[] = {{3, 10}, {5, 9}, {8, 8}};
    static const double tenths[] = {0.1, 0.2, 0.7}, whole_numbers[] = {1, 2, 7};
    static const double huge[] = {1e308, 2e307, 7e307};
    pain_estimate e = stratified(strata, 3, tenths, PAIN_METHOD_STRATIFIED_WILSON, 0.95);
    pain_estimate f = stratified(strata, 3, whole_numbers, PAIN_METHOD_STRATIFIED_WILSON, 0.95);

    ck_close(e.value, 0.03 + 0.2 * 5 / 9 + 0.7, 1e-14);
    ck_close(e.lower, f.lower, 1e-14);
    ck_close(e.upper, f.upper, 1e-14);
    ck_assert_int_eq(stratified(strata, 3, huge, 0, 0.95).reason, PAIN_OK);
}
END_TEST

START_TEST(one_stratum_and_equal_sizes_are_wilsons_interval)
{
    static const pain_method both[] = {PAIN_METHOD_STRATIFIED_WILSON,
                                       PAIN_METHOD_STRATIFIED_WILSON_OPTIMAL};

    for (int m = 0; m < 2; m++)
        for (uint64_t n = 1; n <= 40; n++)
            for (uint64_t k = 0; k <= n; k++) {
                const pain_k_of_n parts[] = {{0, 0}, {k, n}};
                pain_estimate e = stratified(parts, 2, NULL, both[m], 0.95);
                pain_estimate want = whole(k, n, PAIN_METHOD_WILSON, 0.95);

                ck_close(e.lower, want.lower, 1e-13);
                ck_close(e.upper, want.upper, 1e-13);
                ck_assert(e.value == want.value && e.reserved[0] == 1);
            }
}
END_TEST

static pain_estimate two_parts(const pain_k_of_n *parts, pain_method method, double level,
                               pain_side side)
{
    pain_interval_options options = {sizeof options, level, (int32_t)method, (int32_t)side, 0, 0,
                                     NULL,           0};
    bool strata = method < PAIN_METHOD_CLUSTER_WILSON;
    pain_estimate e;
    pain_status status = strata ? pain_proportion_stratified(parts, 2, NULL, &options, NULL, &e)
                                : pain_proportion_clustered(parts, 2, &options, &e);

    ck_assert(status == PAIN_OK && (e.reason == PAIN_OK || e.reason == PAIN_EUNDEFINED));
    return e;
}

static void check_shape(const pain_k_of_n parts[2], pain_method method)
{
    const pain_k_of_n mirrored[] = {{parts[0].n - parts[0].k, parts[0].n},
                                    {parts[1].n - parts[1].k, parts[1].n}};
    const pain_k_of_n swapped[] = {parts[1], parts[0]};
    pain_estimate e = two_parts(parts, method, 0.9375, PAIN_TWO_SIDED);
    pain_estimate mirror = two_parts(mirrored, method, 0.9375, PAIN_TWO_SIDED);
    pain_estimate swap = two_parts(swapped, method, 0.9375, PAIN_TWO_SIDED);
    pain_estimate low = two_parts(parts, method, 0.96875, PAIN_LOWER_BOUND);
    pain_estimate high = two_parts(parts, method, 0.96875, PAIN_UPPER_BOUND);
    pain_estimate inner = two_parts(parts, method, 0.75, PAIN_TWO_SIDED);
    bool solved = method == PAIN_METHOD_BETA_BINOMIAL;
    double tolerance = solved ? 1e-9 : 1e-13;

    if (isnan(e.lower)) {
        ck_assert(method == PAIN_METHOD_SURVEY_LOGIT && (e.value == 0 || e.value == 1));
        return;
    }
    double centre = solved ? e.reserved[3] : e.value;

    ck_assert_msg(
        0 <= e.lower && e.lower <= centre + 1e-12 && centre <= e.upper + 1e-12 && e.upper <= 1 &&
            fabs(e.lower - (1 - mirror.upper)) < tolerance &&
            fabs(e.lower - swap.lower) < tolerance && low.lower == e.lower && low.upper == 1 &&
            high.lower == 0 && high.upper == e.upper,
        "%s of %d/%d %d/%d: %.17g in %.17g to %.17g, mirror to %.17g, swapped %.17g, bounds "
        "%.17g %.17g",
        pain_method_key(method), (int)parts[0].k, (int)parts[0].n, (int)parts[1].k, (int)parts[1].n,
        centre, e.lower, e.upper, mirror.upper, swap.lower, low.lower, high.upper);
    /* The best weights, and so the value, depend on the level. */
    if (method != PAIN_METHOD_STRATIFIED_WILSON_OPTIMAL)
        ck_assert(e.lower <= inner.lower && inner.upper <= e.upper);
}

START_TEST(on_the_grid_intervals_are_mirrored_and_nested_and_hold_the_estimate)
{
    static const uint64_t sizes[] = {1, 2, 7};
    bool dear = methods[_i] == PAIN_METHOD_BETA_BINOMIAL;

    for (int a = 0; a < 3; a++)
        for (uint64_t n = 1; n <= (dear ? 8 : 20); n++)
            for (uint64_t j = 0; j <= sizes[a]; j++)
                for (uint64_t k = 0; k <= n; k++) {
                    const pain_k_of_n parts[] = {{j, sizes[a]}, {k, n}};

                    check_shape(parts, methods[_i]);
                }
}
END_TEST

/* Stratified Wilson, weights by size: one patient more in the first stratum moves both limits up;
 * not so with clusters, where a patient may make them less alike. */
START_TEST(the_stratified_interval_is_monotone_where_its_widths_do_not_matter)
{
    for (uint64_t n = 1; n <= 30; n++)
        for (uint64_t k = 0; k < n; k++) {
            const pain_k_of_n few[] = {{k, n}, {k, n}}, more[] = {{k + 1, n}, {k + 1, n}};
            pain_estimate e = stratified(few, 2, NULL, PAIN_METHOD_STRATIFIED_WILSON, 0.95);
            pain_estimate f = stratified(more, 2, NULL, PAIN_METHOD_STRATIFIED_WILSON, 0.95);

            ck_assert(e.lower <= f.lower && e.upper <= f.upper);
            /* Two halves of one size: Wilson's of all. */
            ck_close(e.lower, whole(2 * k, 2 * n, PAIN_METHOD_WILSON, 0.95).lower, 1e-12);
        }
}
END_TEST

START_TEST(clusters_of_single_patients_are_no_clusters)
{
    pain_k_of_n singles[12];

    for (int k = 0; k <= 12; k++) {
        for (int i = 0; i < 12; i++)
            singles[i] = (pain_k_of_n){i < k, 1};
        pain_estimate e = clustered(singles, 12, PAIN_METHOD_CLUSTER_WILSON, 0.95);
        pain_estimate want = whole((uint64_t)k, 12, PAIN_METHOD_WILSON, 0.95);

        ck_close(e.lower, want.lower, 1e-14);
        ck_close(e.upper, want.upper, 1e-14);
        ck_assert(isnan(e.reserved[0]) && e.reserved[1] == 1);
        e = clustered(singles, 12, PAIN_METHOD_CLUSTER_SCAS, 0.95);
        ck_close(e.lower, whole((uint64_t)k, 12, PAIN_METHOD_SCAS, 0.95).lower, 1e-14);
        e = clustered(singles, 12, PAIN_METHOD_BETA_BINOMIAL, 0.95);
        want = whole((uint64_t)k, 12, PAIN_METHOD_LIKELIHOOD_RATIO, 0.95);
        ck_close(e.lower, want.lower, 1e-10);
        ck_close(e.upper, want.upper, 1e-10);
        ck_assert(isnan(e.reserved[0]));
    }
}
END_TEST

/* Nothing tells how alike patients of one clinic are, so they may be copies: 3 clinics are 3. */
START_TEST(where_all_or_none_have_it_clusters_may_count_as_one_each)
{
    static const pain_k_of_n all[] = {{9, 9}, {9, 9}, {9, 9}}, none[] = {{0, 9}, {0, 9}, {0, 9}};
    pain_estimate e = clustered(all, 3, PAIN_METHOD_CLUSTER_WILSON, 0.95);

    ck_close(e.lower, whole(3, 3, PAIN_METHOD_WILSON, 0.95).lower, 1e-14);
    ck_assert(e.upper == 1 && isnan(e.reserved[0]) && e.reserved[1] == 9);
    e = clustered(none, 3, PAIN_METHOD_CLUSTER_SCAS, 0.95);
    ck_assert(e.lower == 0 && e.upper > 0.3 && e.upper < 1);
    e = clustered(none, 3, PAIN_METHOD_BETA_BINOMIAL, 0.95);
    ck_close(e.upper, whole(0, 3, PAIN_METHOD_LIKELIHOOD_RATIO, 0.95).upper, 1e-14);
    e = clustered(none, 3, PAIN_METHOD_SURVEY_LOGIT, 0.95);
    ck_assert(isnan(e.lower) && isnan(e.upper) && e.value == 0);
    ck_assert_int_eq(e.reason, PAIN_EUNDEFINED);
}
END_TEST

START_TEST(a_negative_correlation_narrows_nothing)
{
    static const pain_k_of_n even[] = {{4, 8}, {4, 8}, {4, 8}};
    pain_estimate e = clustered(even, 3, PAIN_METHOD_CLUSTER_WILSON, 0.95);

    ck_close(e.reserved[0], -1.0 / 7, 1e-14);
    ck_assert_double_eq(e.reserved[1], 1);
    ck_close(e.lower, whole(12, 24, PAIN_METHOD_WILSON, 0.95).lower, 1e-14);
    e = clustered(even, 3, PAIN_METHOD_BETA_BINOMIAL, 0.95);
    ck_assert_double_eq(e.reserved[0], 0);
    /* Far from mu^ another rho than 0 may be likelier. */
    double plain = whole(12, 24, PAIN_METHOD_LIKELIHOOD_RATIO, 0.95).lower;

    ck_assert(e.lower <= plain && e.lower > plain - 1e-3);
    e = clustered(even, 3, PAIN_METHOD_SURVEY_LOGIT, 0.95);
    ck_assert(e.lower == 0.5 && e.upper == 0.5 && (e.flags & PAIN_FLAG_NO_SPREAD));
}
END_TEST

START_TEST(one_cluster_tells_nothing)
{
    static const pain_k_of_n one[] = {{0, 0}, {4, 8}};

    for (int m = 2; m < METHODS; m++) {
        pain_estimate e = clustered(one, 2, methods[m], 0.95);

        ck_assert(e.value == 0.5 && isnan(e.lower) && isnan(e.upper));
        ck_assert_int_eq(e.reason, PAIN_ETOOFEW);
        ck_assert(isnan(e.reserved[0]) && isnan(e.reserved[1]) && e.reserved[2] == 1);
    }
}
END_TEST

static TCase *values(void)
{
    TCase *tests = tcase_create("values");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, numbers_are_those_of_the_reference);
    tcase_add_test(tests, clustered_numbers_are_those_of_other_tools);
    tcase_add_test(tests, the_published_correlation_is_found);
    tcase_add_test(tests, the_stratified_interval_is_that_of_terns_documentation);
    tcase_add_loop_test(tests, on_the_grid_intervals_are_mirrored_and_nested_and_hold_the_estimate,
                        0, METHODS);
    tcase_add_test(tests, the_stratified_interval_is_monotone_where_its_widths_do_not_matter);
    return tests;
}

static TCase *edges(void)
{
    TCase *tests = tcase_create("edges");

    tcase_add_test(tests, d9_strata_of_all_or_none_have_an_interval);
    tcase_add_test(tests, weights_need_no_sum_of_one);
    tcase_add_test(tests, one_stratum_and_equal_sizes_are_wilsons_interval);
    tcase_add_test(tests, clusters_of_single_patients_are_no_clusters);
    tcase_add_test(tests, where_all_or_none_have_it_clusters_may_count_as_one_each);
    tcase_add_test(tests, a_negative_correlation_narrows_nothing);
    tcase_add_test(tests, one_cluster_tells_nothing);
    return tests;
}

int main(void)
{
    Suite *suite = suite_create("proportion_parts");

    suite_add_tcase(suite, values());
    suite_add_tcase(suite, edges());
    return run_suite(suite);
}
