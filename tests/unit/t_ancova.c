/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The endpoint on the baseline. The golden rows are in t_golden_location. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "paired.h"
#include "painstat/ancova.h"
#include "support.h"

static pain_interval_options options_at(double level, pain_side side, pain_method method)
{
    return (pain_interval_options){
        sizeof(pain_interval_options), level, (int32_t)method, (int32_t)side, 0, 0, NULL, 0};
}

static pain_ancova_fit fit_set(const paired_set *set, const pain_interval_options *options,
                               double at)
{
    pain_pairs *pairs = paired_pairs(set), *cluster[PAIRED_CLUSTERS];
    pain_counts parts[PAIRED_CLUSTERS];
    pain_ancova_fit fit;

    for (size_t g = 0; g < set->clusters; g++) {
        cluster[g] = paired_cluster(set, g);
        parts[g] = pain_pairs_counts(cluster[g]);
    }
    if (options != NULL && options->method == (int32_t)PAIN_METHOD_CLUSTER)
        ck_assert_int_eq(pain_ancova_clustered(parts, set->clusters, at, options, &fit), PAIN_OK);
    else
        ck_assert_int_eq(pain_ancova(pain_pairs_counts(pairs), at, options, &fit), PAIN_OK);
    for (size_t g = 0; g < set->clusters; g++)
        pain_pairs_free(cluster[g]);
    pain_pairs_free(pairs);
    return fit;
}

/* R 4.2.2, see tests/ref/gen/location.R: the sandwich written out in matrices. */
START_TEST(limits_are_those_of_r)
{
    FILE *file = open_source("tests/ref/location.csv");
    char line[256], *f[5];
    size_t rows = 0;

    while (next_fields(file, line, sizeof line, f, 5) == 5) {
        pain_method method;

        if (strchr(f[1], '@') == NULL)
            continue;
        ck_assert_int_eq(pain_method_parse(f[2], &method), PAIN_OK);
        pain_interval_options options = options_at(strtod(f[3], NULL), PAIN_TWO_SIDED, method);
        paired_set set = paired_read(f[0]);
        pain_ancova_fit fit = fit_set(&set, &options, strtod(strchr(f[1], '@') + 1, NULL));
        pain_estimate e = f[1][0] == 's' ? fit.slope : fit.endpoint;
        double got = e.value;

        if (strstr(f[1], "_lower") != NULL)
            got = e.lower;
        if (strstr(f[1], "_upper") != NULL)
            got = e.upper;
        ck_assert_msg(is_close(got, strtod(f[4], NULL), 1e-11), "%s %s %s %s: got %.17g, want %s",
                      f[0], f[1], f[2], f[3], got, f[4]);
        rows++;
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 324);
}
END_TEST

START_TEST(the_reduction_is_the_endpoint_turned_round)
{
    paired_set set = paired_read("nrs12");
    pain_ancova_fit fit = fit_set(&set, NULL, NAN);

    ck_assert_int_eq(fit.endpoint.method, PAIN_METHOD_HC3);
    ck_assert_double_eq(fit.baseline, 6.5);
    ck_close(fit.reduction.value, 78.205128205128205128, 1e-14);
    ck_close(fit.reduction.lower, 100 * (1 - fit.endpoint.upper / 6.5), 1e-14);
    ck_close(fit.reduction.upper, 100 * (1 - fit.endpoint.lower / 6.5), 1e-14);
    pain_interval_options low = options_at(0.975, PAIN_LOWER_BOUND, PAIN_METHOD_DEFAULT);
    pain_ancova_fit one = fit_set(&set, &low, NAN);

    ck_close(one.reduction.lower, fit.reduction.lower, 1e-13);
    ck_close(one.endpoint.lower, fit.endpoint.lower, 1e-13);
    ck_assert(one.reduction.upper == INFINITY && one.reduction.side == PAIN_LOWER_BOUND);
    ck_assert(isnan(fit_set(&set, NULL, 0).reduction.value));
    ck_assert_int_eq(fit_set(&set, NULL, 0).reduction.reason, PAIN_EZEROBASE);
}
END_TEST

static pain_ancova_fit fit_counts(pain_counts pairs, pain_method method, double at)
{
    pain_interval_options options = options_at(0.95, PAIN_TWO_SIDED, method);
    pain_ancova_fit fit;

    ck_assert_int_eq(pain_ancova(pairs, at, &options, &fit), PAIN_OK);
    return fit;
}

static const pain_method methods[] = {PAIN_METHOD_OLS, PAIN_METHOD_HC0, PAIN_METHOD_HC1,
                                      PAIN_METHOD_HC2, PAIN_METHOD_HC3};

/* D22, and nobody changes; tenths are not doubles. */
START_TEST(d22_everybody_ends_at_0_or_nobody_changes)
{
    static const double x[] = {0.3, 4.7, 8.1, 9.9}, zero[] = {0, 0, 0, 0};
    static const uint64_t counts[] = {1, 2, 3, 1};

    for (size_t m = 0; m < 5; m++) {
        pain_ancova_fit fit = fit_counts((pain_counts){x, zero, counts, 4, 7}, methods[m], NAN);

        ck_assert(fit.reduction.value == 100 && fit.reduction.lower == 100 &&
                  fit.reduction.upper == 100);
        ck_assert(fit.slope.value == 0 && fit.slope_se == 0);
        ck_assert_uint_eq(fit.endpoint.flags, PAIN_FLAG_NO_SPREAD);
        fit = fit_counts((pain_counts){x, x, counts, 4, 7}, methods[m], NAN);
        ck_close(fit.slope.value, 1, 1e-15);
        ck_assert(fabs(fit.reduction.value) < 1e-13 && fit.slope_se == 0);
        ck_assert(fit.endpoint.lower == fit.endpoint.value);
        ck_assert_uint_eq(fit.slope.flags, PAIN_FLAG_NO_SPREAD);
    }
}
END_TEST

/* The line goes through both patients of the first cluster, and between those of the others. */
START_TEST(a_cluster_on_the_line_is_not_all)
{
    static const double x[] = {1, 3}, y[] = {1, 3}, same[] = {2, 2}, apart[] = {1, 3};
    static const uint64_t once[] = {1, 1};
    const pain_counts clusters[] = {
        {x, y, once, 2, 2}, {same, apart, once, 2, 2}, {same, apart, once, 2, 2}};
    pain_ancova_fit fit;

    ck_assert_int_eq(pain_ancova_clustered(clusters, 3, NAN, NULL, &fit), PAIN_OK);
    ck_close(fit.slope.value, 1, 1e-15);
    ck_assert((fit.endpoint.flags & PAIN_FLAG_NO_SPREAD) == 0);
}
END_TEST

START_TEST(equal_baselines_leave_the_mean)
{
    static const double x[] = {5, 5, 5}, y[] = {1, 2, 6};
    static const uint64_t once[] = {1, 1, 1};
    pain_ancova_fit fit = fit_counts((pain_counts){x, y, once, 3, 3}, PAIN_METHOD_OLS, NAN);

    /* R: t.test(c(1, 2, 6)) */
    ck_close(fit.endpoint.lower, 3 - 4.3026527297494637 * sqrt(7.0 / 3), 1e-13);
    ck_assert_uint_eq(fit.endpoint.flags, PAIN_FLAG_FALLBACK);
    ck_assert(isnan(fit.slope.value) && fit.slope.reason == PAIN_EUNDEFINED);
    fit = fit_counts((pain_counts){x, y, once, 3, 3}, PAIN_METHOD_OLS, 4);
    ck_assert(isnan(fit.endpoint.value) && fit.endpoint.reason == PAIN_EUNDEFINED);
}
END_TEST

/* The one patient with another baseline lies on the line whatever he ends with. */
START_TEST(a_patient_who_alone_makes_the_slope_has_no_hc3)
{
    static const double x[] = {0.1, 5, 5}, y[] = {1, 2, 6};
    static const uint64_t once[] = {1, 1, 1};
    const pain_counts counts = {x, y, once, 3, 3};

    for (size_t m = 0; m < 3; m++)
        ck_assert(fit_counts(counts, methods[m], NAN).slope.upper > 0);
    for (size_t m = 3; m < 5; m++) {
        pain_ancova_fit fit = fit_counts(counts, methods[m], NAN);

        ck_assert(isfinite(fit.slope.value) && isnan(fit.slope.lower) && isnan(fit.slope_se));
        ck_assert_int_eq(fit.slope.reason, PAIN_EUNDEFINED);
    }
}
END_TEST

START_TEST(one_or_two_patients_have_values_but_no_limits)
{
    static const double x[] = {5, 8}, y[] = {1, 2};
    static const uint64_t once[] = {1, 1};

    for (size_t n = 1; n <= 2; n++) {
        pain_ancova_fit fit = fit_counts((pain_counts){x, y, once, n, n}, PAIN_METHOD_HC3, NAN);

        ck_assert(isfinite(fit.endpoint.value) && isnan(fit.endpoint.lower));
        ck_assert_int_eq(fit.endpoint.reason, PAIN_ETOOFEW);
        ck_assert_int_eq(fit.reduction.reason, PAIN_ETOOFEW);
    }
}
END_TEST

START_TEST(arguments_outside_their_range_are_errors)
{
    static const double x[] = {5, 8}, y[] = {1, 2};
    static const uint64_t once[] = {1, 1};
    const pain_counts none = {NULL, NULL, NULL, 0, 0}, single = {x, NULL, once, 2, 2};
    const pain_counts pairs = {x, y, once, 2, 2};
    pain_interval_options o = options_at(0.95, PAIN_TWO_SIDED, PAIN_METHOD_T);
    pain_ancova_fit fit;

    ck_assert_int_eq(pain_ancova(none, NAN, NULL, &fit), PAIN_EEMPTY);
    ck_assert(isnan(fit.endpoint.value) && isnan(fit.slope.value) && isnan(fit.reduction.value));
    ck_assert_int_eq(pain_ancova(single, NAN, NULL, &fit), PAIN_EINVAL);
    ck_assert_int_eq(pain_ancova(pairs, INFINITY, NULL, &fit), PAIN_EINVAL);
    ck_assert_int_eq(pain_ancova(pairs, NAN, &o, &fit), PAIN_EINVAL);
    ck_assert_int_eq(pain_ancova(pairs, NAN, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_ancova_clustered(&pairs, 1, NAN, &o, &fit), PAIN_EINVAL);
    ck_assert_int_eq(pain_ancova_clustered(NULL, 1, NAN, NULL, &fit), PAIN_EINVAL);
    ck_assert_int_eq(pain_ancova_clustered(NULL, 0, NAN, NULL, &fit), PAIN_EEMPTY);
    ck_assert_int_eq(pain_ancova_clustered(&pairs, 1, NAN, NULL, &fit), PAIN_OK);
    ck_assert_int_eq(fit.endpoint.reason, PAIN_ETOOFEW);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ancova");
    TCase *tests = tcase_create("ancova");

    tcase_add_test(tests, limits_are_those_of_r);
    tcase_add_test(tests, the_reduction_is_the_endpoint_turned_round);
    tcase_add_test(tests, d22_everybody_ends_at_0_or_nobody_changes);
    tcase_add_test(tests, a_cluster_on_the_line_is_not_all);
    tcase_add_test(tests, equal_baselines_leave_the_mean);
    tcase_add_test(tests, a_patient_who_alone_makes_the_slope_has_no_hc3);
    tcase_add_test(tests, one_or_two_patients_have_values_but_no_limits);
    tcase_add_test(tests, arguments_outside_their_range_are_errors);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
