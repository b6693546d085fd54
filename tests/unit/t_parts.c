/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Samples in parts. The golden rows of clustered means are in t_golden_location. */
#include <config.h>

#include <math.h>

#include "paired.h"
#include "painstat/mean.h"
#include "painstat/parts.h"
#include "support.h"

static pain_interval_options options_at(double level, pain_method method)
{
    return (pain_interval_options){.size = sizeof(pain_interval_options),
                                   .level = level,
                                   .method = (int32_t)method,
                                   .seed = 7};
}

static const double scores[] = {0, 1, 2, 3, 5, 8};
static const double ends[] = {1, 2, 3, 4, 5, 6};
static const uint64_t first[] = {2, 0, 1, 0, 1, 0}, second[] = {0, 3, 1, 0, 0, 2};
static const uint64_t third[] = {1, 1, 0, 2, 0, 0};

enum { ROWS = 6, PARTS = 4 };

/* Three parts, and an empty one. */
static void fill_parts(pain_counts parts[PARTS])
{
    parts[0] = (pain_counts){scores, NULL, first, ROWS, 4};
    parts[1] = (pain_counts){NULL, NULL, NULL, 0, 0};
    parts[2] = (pain_counts){scores, NULL, second, ROWS, 6};
    parts[3] = (pain_counts){scores, NULL, third, ROWS, 4};
}

/* Patients who are clusters of themselves: the error is the usual one, the degrees of freedom
 * too. */
START_TEST(clusters_of_one_give_the_t_interval)
{
    static const uint64_t once[] = {1, 1, 1, 1, 1, 1};
    pain_counts parts[ROWS];
    pain_estimate e, t;

    for (size_t i = 0; i < ROWS; i++)
        parts[i] = (pain_counts){&scores[i], NULL, &once[i], 1, 1};
    ck_assert_int_eq(pain_mean_clustered(parts, ROWS, NULL, &e), PAIN_OK);
    ck_assert_int_eq(pain_mean_interval((pain_counts){scores, NULL, once, ROWS, ROWS}, NULL, &t),
                     PAIN_OK);
    ck_close(e.lower, t.lower, 1e-14);
    ck_close(e.upper, t.upper, 1e-14);
}
END_TEST

/* survey divides by the variance of a sample from a population of the weights' sum, which is 0 for
 * weights of 1; with "replace" it gives these, survey 4.1.1 (golden rows near_zero_prop_deff). */
START_TEST(d23_the_design_effect_is_that_of_drawing_with_replacement)
{
    static const struct {
        const char *set;
        double deff;
    } rows[] = {{"nrs7", 0.16326530612244897},
                {"nrs12", 1.8333333333333335},
                {"hamilton9", 3.9999999999999991}};
    static const uint64_t once[] = {1, 1, 1, 1, 1, 1};
    pain_counts single[ROWS];
    pain_estimate e;

    for (size_t r = 0; r < 3; r++) {
        const paired_set set = paired_read(rows[r].set);
        static const double state[] = {0, 1};
        uint64_t counts[PAIRED_CLUSTERS][2] = {{0}};
        pain_counts clusters[PAIRED_CLUSTERS];

        for (size_t i = 0; i < set.n; i++)
            counts[set.cluster[i]][set.y[i] <= 1]++;
        for (size_t g = 0; g < set.clusters; g++)
            clusters[g] = (pain_counts){state, NULL, counts[g], 2, counts[g][0] + counts[g][1]};
        ck_assert_int_eq(pain_mean_clustered(clusters, set.clusters, NULL, &e), PAIN_OK);
        ck_close(e.reserved[2], rows[r].deff, 1e-13);
    }
    for (size_t i = 0; i < ROWS; i++)
        single[i] = (pain_counts){&scores[i], NULL, &once[i], 1, 1};
    ck_assert_int_eq(pain_mean_clustered(single, ROWS, NULL, &e), PAIN_OK);
    ck_close(e.reserved[2], 1, 1e-14);
    ck_assert_int_eq(pain_mean_clustered(single, 1, NULL, &e), PAIN_OK);
    ck_assert(isnan(e.reserved[2]));
}
END_TEST

START_TEST(clusters_of_one_have_the_acceleration_of_patients)
{
    static const uint64_t once[] = {1, 1, 1, 1, 1, 1};
    pain_interval_options o = options_at(0.9, PAIN_METHOD_BCA);
    pain_counts parts[ROWS];
    pain_estimate e, all;

    for (size_t i = 0; i < ROWS; i++)
        parts[i] = (pain_counts){&scores[i], NULL, &once[i], 1, 1};
    ck_assert_int_eq(pain_bootstrap_clusters(parts, ROWS, pain_statistic_mean, NULL, &o, &e),
                     PAIN_OK);
    ck_assert_int_eq(pain_bootstrap((pain_counts){scores, NULL, once, ROWS, ROWS},
                                    pain_statistic_mean, NULL, &o, &all),
                     PAIN_OK);
    ck_assert_int_eq(e.method, PAIN_METHOD_BCA);
    ck_close(e.reserved[1], all.reserved[1], 1e-14);
    ck_assert(e.lower == all.lower && e.upper == all.upper);
}
END_TEST

/* One stratum is the whole sample: the same draws, the same acceleration, the same limits. */
START_TEST(one_stratum_is_the_ordinary_bootstrap)
{
    static const pain_method methods[] = {PAIN_METHOD_BCA, PAIN_METHOD_PERCENTILE,
                                          PAIN_METHOD_BASIC, PAIN_METHOD_BCA_STRICT};
    const pain_counts counts = {scores, ends, second, ROWS, 6};

    for (size_t m = 0; m < 4; m++) {
        pain_interval_options o = options_at(0.9, methods[m]);
        pain_estimate e, all;

        ck_assert_int_eq(pain_bootstrap_strata(&counts, 1, pain_statistic_ratio, NULL, &o, &e),
                         PAIN_OK);
        ck_assert_int_eq(pain_bootstrap(counts, pain_statistic_ratio, NULL, &o, &all), PAIN_OK);
        ck_assert(e.method == all.method && e.value == all.value);
        ck_close(e.reserved[1], all.reserved[1], 1e-13);
        ck_close(e.lower, all.lower, 1e-13);
        ck_close(e.upper, all.upper, 1e-13);
    }
}
END_TEST

/* The part of the 27 draws of 3 clusters whose mean is below x, and up to x. */
static void part_of_draws(const pain_counts *parts, double x, double *below, double *up_to)
{
    static const size_t full[] = {0, 2, 3};

    *below = *up_to = 0;
    for (int draw = 0; draw < 27; draw++) {
        double sum = 0, n = 0;

        for (int k = 0, left = draw; k < 3; k++, left /= 3) {
            pain_counts part = parts[full[left % 3]];

            for (size_t i = 0; i < ROWS; i++)
                sum += part.x[i] * (double)part.count[i];
            n += (double)part.n;
        }
        *below += sum / n < x - 1e-9 ? 1.0 / 27 : 0;
        *up_to += sum / n < x + 1e-9 ? 1.0 / 27 : 0;
    }
}

START_TEST(percentile_limits_of_clusters_are_those_of_all_draws)
{
    const double error = 5 * sqrt(0.1 * 0.9 / 20000);
    pain_interval_options o = options_at(0.8, PAIN_METHOD_PERCENTILE);
    pain_counts parts[PARTS];
    double below, up_to;
    pain_estimate e;

    fill_parts(parts);
    o.resamples = 20000;
    ck_assert_int_eq(pain_bootstrap_clusters(parts, PARTS, pain_statistic_mean, NULL, &o, &e),
                     PAIN_OK);
    ck_assert_uint_eq(e.denominator, 14);
    /* 7, 21 and 7 in all. */
    ck_close(e.value, 35.0 / 14, 1e-15);
    part_of_draws(parts, e.lower, &below, &up_to);
    ck_assert(below <= 0.1 + error && up_to >= 0.1 - error);
    part_of_draws(parts, e.upper, &below, &up_to);
    ck_assert(below <= 0.9 + error && up_to >= 0.9 - error);
}
END_TEST

/* Within strata the mean varies by sum n_s sd_s^2 / N^2 (divisor n_s): the limits of a wide sample
 * are near z times its root. 20 times the parts, so that the normal distribution is near. */
START_TEST(strata_leave_out_what_they_differ_by)
{
    uint64_t many[3][ROWS];
    const uint64_t *counts[] = {first, second, third};
    static const double offset[] = {0, 100, 1000};
    double x[3][ROWS], variance = 0;
    pain_counts parts[3];
    pain_interval_options o = options_at(0.9, PAIN_METHOD_PERCENTILE);
    pain_estimate e;

    for (size_t s = 0; s < 3; s++) {
        double sum = 0, squares = 0, n = 0;

        for (size_t i = 0; i < ROWS; i++) {
            many[s][i] = 20 * counts[s][i];
            x[s][i] = scores[i] + offset[s];
            n += (double)many[s][i];
            sum += (double)many[s][i] * scores[i];
            squares += (double)many[s][i] * scores[i] * scores[i];
        }
        parts[s] = (pain_counts){x[s], NULL, many[s], ROWS, (uint64_t)n};
        variance += (squares - sum * sum / n) / (280.0 * 280);
    }
    ck_assert_int_eq(pain_bootstrap_strata(parts, 3, pain_statistic_mean, NULL, &o, &e), PAIN_OK);
    ck_close((e.upper - e.lower) / 2, 1.6448536269514722 * sqrt(variance), 0.03);
}
END_TEST

START_TEST(what_cannot_vary_has_no_limits)
{
    static const uint64_t once[] = {1}, eight[] = {8};
    pain_counts one = {scores, NULL, second, ROWS, 6}, alone[2], equal[2];
    pain_estimate e;

    ck_assert_int_eq(pain_mean_clustered(&one, 1, NULL, &e), PAIN_OK);
    ck_assert_int_eq(e.reason, PAIN_ETOOFEW);
    ck_assert_int_eq(pain_bootstrap_clusters(&one, 1, pain_statistic_mean, NULL, NULL, &e),
                     PAIN_OK);
    ck_assert_int_eq(e.reason, PAIN_ETOOFEW);
    for (size_t i = 0; i < 2; i++) {
        alone[i] = (pain_counts){&scores[i], NULL, once, 1, 1};
        equal[i] = (pain_counts){&scores[4], NULL, eight, 1, 8};
    }
    ck_assert_int_eq(pain_bootstrap_strata(alone, 2, pain_statistic_mean, NULL, NULL, &e), PAIN_OK);
    ck_assert(e.value == 0.5 && e.reason == PAIN_ETOOFEW);
    ck_assert_int_eq(pain_bootstrap_strata(equal, 2, pain_statistic_mean, NULL, NULL, &e), PAIN_OK);
    ck_assert(e.lower == 5 && e.upper == 5 && e.flags == PAIN_FLAG_NO_SPREAD);
    ck_assert_int_eq(pain_mean_clustered(equal, 2, NULL, &e), PAIN_OK);
    ck_assert(e.lower == 5 && e.upper == 5 && e.flags == PAIN_FLAG_NO_SPREAD);
}
END_TEST

START_TEST(memory_that_runs_out_is_an_error_and_nothing_leaks)
{
    pain_counts parts[PARTS];
    pain_interval_options o = options_at(0.9, PAIN_METHOD_BCA);

    fill_parts(parts);
    o.resamples = 100;
    for (int kind = 0; kind < 2; kind++) {
        pain_status status = PAIN_ENOMEM;

        for (size_t at = 1; status != PAIN_OK; at++) {
            failing_allocator failing;
            pain_estimate e;

            failing_allocator_init(&failing, at);
            o.allocator = &failing.allocator;
            status = (kind == 0 ? pain_bootstrap_clusters : pain_bootstrap_strata)(
                parts, PARTS, pain_statistic_mean, NULL, &o, &e);
            ck_assert(status == PAIN_OK || (status == PAIN_ENOMEM && isnan(e.value)));
            ck_assert_uint_eq(failing.live, 0);
            ck_assert_uint_lt(at, 60);
        }
    }
}
END_TEST

START_TEST(arguments_outside_their_range_are_errors)
{
    pain_counts parts[PARTS], mixed[2];
    pain_interval_options o = options_at(0.9, PAIN_METHOD_STUDENTIZED);
    pain_estimate e;

    fill_parts(parts);
    mixed[0] = parts[0];
    mixed[1] = (pain_counts){scores, ends, second, ROWS, 6};
    ck_assert_int_eq(pain_bootstrap_clusters(mixed, 2, pain_statistic_mean, NULL, NULL, &e),
                     PAIN_EINVAL);
    ck_assert_int_eq(pain_bootstrap_clusters(parts, PARTS, NULL, NULL, NULL, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_bootstrap_clusters(parts, PARTS, pain_statistic_mean, NULL, &o, &e),
                     PAIN_EINVAL);
    ck_assert_int_eq(pain_bootstrap_strata(NULL, 0, pain_statistic_mean, NULL, NULL, &e),
                     PAIN_EEMPTY);
    ck_assert_int_eq(pain_bootstrap_strata(&parts[1], 1, pain_statistic_mean, NULL, NULL, &e),
                     PAIN_EEMPTY);
    ck_assert_int_eq(pain_mean_clustered(parts, PARTS, &o, &e), PAIN_EINVAL);
    ck_assert_int_eq(pain_mean_clustered(parts, PARTS, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_mean_clustered(NULL, 3, NULL, &e), PAIN_EINVAL);
    ck_assert(isnan(e.value));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("parts");
    TCase *tests = tcase_create("clusters and strata");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, clusters_of_one_give_the_t_interval);
    tcase_add_test(tests, d23_the_design_effect_is_that_of_drawing_with_replacement);
    tcase_add_test(tests, clusters_of_one_have_the_acceleration_of_patients);
    tcase_add_test(tests, one_stratum_is_the_ordinary_bootstrap);
    tcase_add_test(tests, percentile_limits_of_clusters_are_those_of_all_draws);
    tcase_add_test(tests, strata_leave_out_what_they_differ_by);
    tcase_add_test(tests, what_cannot_vary_has_no_limits);
    tcase_add_test(tests, memory_that_runs_out_is_an_error_and_nothing_leaks);
    tcase_add_test(tests, arguments_outside_their_range_are_errors);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
