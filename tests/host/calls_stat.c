/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calls.h"

void host_note(host_calls *calls, const char *name, int64_t status, const void *result, size_t size)
{
    uint64_t bits = UINT64_C(0xcbf29ce484222325) ^ (uint64_t)status;

    for (size_t i = 0; i < size; i++)
        bits = (bits ^ ((const unsigned char *)result)[i]) * UINT64_C(0x100000001b3);
    if (calls->n < HOST_MOST_CALLS)
        calls->call[calls->n++] = (host_call){name, bits};
}

void host_call_all(host_calls *calls)
{
    calls->n = 0;
    host_call_proportions(calls);
    host_call_locations(calls);
    host_call_bootstraps(calls);
    host_call_outcomes(calls);
    host_call_claims(calls);
}

static void call_limits(host_calls *calls)
{
    static const uint64_t k[] = {0, 33, 16, 499999}, n[] = {5, 50, 500, 1000000};
    const pain_interval_options exact = {.size = sizeof exact,
                                         .method = PAIN_METHOD_CLOPPER_PEARSON};
    double ends[8];
    int32_t reason[4];
    pain_status status = pain_proportion_limits(k, n, 4, &exact, ends, ends + 4, reason);

    host_note(calls, "pain_proportion_limits", status, ends, sizeof ends);
}

static void call_one_proportion(host_calls *calls)
{
    static const pain_k_of_n parts[] = {{7, 11}, {3, 13}, {17, 19}};
    const pain_test_options third = {.size = sizeof third, .null_value = 0.375};
    double used[3] = {0};

    ESTIMATE(pain_proportion, 33, 50, NULL);
    call_limits(calls);
    LIST(pain_estimate, pain_proportion_all, 7, 13, NULL);
    TEST(pain_proportion_test, 33, 50, &third);
    LIST(pain_test, pain_proportion_test_all, 33, 50, &third);
    ESTIMATE(pain_proportion_posterior, 3, 17, 1, 2, NULL);
    ESTIMATE(pain_proportion_stratified, parts, 3, NULL, NULL, used);
    host_note(calls, "weights", 0, used, sizeof used);
    ESTIMATE(pain_proportion_clustered, parts, 3, NULL);
    LIST(pain_estimate, pain_proportion_clustered_all, parts, 3, NULL);
}

static void call_two_proportions(host_calls *calls)
{
    static const pain_stratum strata[] = {{7, 11, 3, 13}, {5, 17, 4, 19}};

    ESTIMATE(pain_proportion_difference, 4, 7, 2, 6, NULL);
    LIST(pain_estimate, pain_proportion_difference_all, 1, 2, 0, 1, NULL);
    ESTIMATE(pain_proportion_ratio, 4, 7, 2, 6, NULL);
    LIST(pain_estimate, pain_proportion_ratio_all, 4, 7, 2, 6, NULL);
    ESTIMATE(pain_odds_ratio, 4, 7, 2, 6, NULL);
    LIST(pain_estimate, pain_odds_ratio_all, 4, 7, 2, 6, NULL);
    ESTIMATE(pain_number_needed, 4, 7, 2, 6, NULL);
    LIST(pain_estimate, pain_number_needed_all, 1, 1, 0, 1, NULL);
    TEST(pain_two_proportions_test, 4, 7, 2, 6, NULL);
    TEST(pain_two_proportions_equivalence, 4, 7, 2, 6, -0.25, 0.25, NULL);
    ESTIMATE(pain_stratified_difference, strata, 2, NULL);
    ESTIMATE(pain_stratified_ratio, strata, 2, NULL);
    ESTIMATE(pain_stratified_odds_ratio, strata, 2, NULL);
    TEST(pain_stratified_test, strata, 2, NULL);
}

static void call_paired_proportions(host_calls *calls)
{
    const pain_paired_counts counts = {13, 11, 5, 17};

    ESTIMATE(pain_paired_difference, counts, NULL);
    LIST(pain_estimate, pain_paired_difference_all, counts, NULL);
    ESTIMATE(pain_paired_ratio, counts, NULL);
    LIST(pain_estimate, pain_paired_ratio_all, counts, NULL);
    ESTIMATE(pain_paired_odds_ratio, counts, NULL);
    LIST(pain_estimate, pain_paired_odds_ratio_all, counts, NULL);
    TEST(pain_mcnemar, counts, NULL);
    LIST(pain_test, pain_mcnemar_all, counts, NULL);
}

void host_call_proportions(host_calls *calls)
{
    call_one_proportion(calls);
    call_two_proportions(calls);
    call_paired_proportions(calls);
}

static const double first[] = {7, 6, 8, 5, 7, 9, 4, 6, 3, 7},
                    second[] = {2, 5, 1, 0, 3, 9, 4, 1, 1, 2};
static const uint64_t often[] = {1, 2, 1, 3, 2, 1, 1, 2, 3, 1};

static const pain_counts x = {first, NULL, often, 10, 17}, y = {second, NULL, often, 10, 17};
static const pain_counts pairs = {first, second, often, 10, 17};
static const pain_counts parts[] = {{first, second, often, 5, 9},
                                    {first + 5, second + 5, often + 5, 5, 8}};
static const pain_counts swapped[] = {{second, first, often, 5, 9},
                                      {second + 5, first + 5, often + 5, 5, 8}};

static void call_tests(host_calls *calls, pain_counts differences)
{
    TEST(pain_paired_test, differences, NULL);
    LIST(pain_test, pain_paired_test_all, differences, NULL);
    TEST(pain_two_sample_test, x, y, NULL);
    LIST(pain_test, pain_two_sample_test_all, x, y, NULL);
    ESTIMATE(pain_hodges_lehmann, differences, PAIN_ZEROS_KEPT, NULL);
    LIST(pain_estimate, pain_hodges_lehmann_all, differences, PAIN_ZEROS_KEPT, NULL);
    ESTIMATE(pain_effect_dz, differences, NULL);
    ESTIMATE(pain_effect_gz, differences, NULL);
    ESTIMATE(pain_rank_biserial, differences, PAIN_ZEROS_DROPPED, NULL);
    ESTIMATE(pain_superiority_paired, differences, NULL);
    ESTIMATE(pain_superiority, x, y, NULL);
}

static void call_fits(host_calls *calls)
{
    CALL(pain_ancova_fit, pain_ancova, pairs, 5, NULL);
    CALL(pain_ancova_fit, pain_ancova_clustered, parts, 2, 5, NULL);
    CALL(pain_ancova_difference, pain_ancova_groups, parts[0], parts[1], 5, NULL);
    CALL(pain_ancova_difference, pain_ancova_groups_clustered, parts, swapped, 2, 5, NULL);
}

void host_call_locations(host_calls *calls)
{
    pain_tally *differences = NULL;
    pain_status made = pain_tally_new(&differences, NULL);

    if (made == PAIN_OK)
        made = pain_tally_add_differences(differences, pairs);
    host_note(calls, "pain_tally_add_differences", made, "", 0);
    call_tests(calls, pain_tally_counts(differences));
    pain_tally_free(differences);
    CALL(pain_description, pain_describe, x);
    CALL(double, pain_trimmed_mean, x, 0.125);
    CALL(double, pain_quantile, x, 0.375, 7);
    ESTIMATE(pain_quantile_interval, x, 0.375, NULL);
    ESTIMATE(pain_median_interval, x, NULL);
    ESTIMATE(pain_mean_interval, x, NULL);
    ESTIMATE(pain_mean_clustered, parts, 2, NULL);
    ESTIMATE(pain_ratio_of_means, pairs, NULL);
    ESTIMATE(pain_geometric_mean, x, NULL);
    ESTIMATE(pain_log_ratio, parts[0], NULL);
    ESTIMATE(pain_trimmed_mean_interval, x, 0.125, NULL);
    ESTIMATE(pain_bounded_mean, x, 0, 10, NULL);
    ESTIMATE(pain_ratio_of_medians, pairs, NULL);
    ESTIMATE(pain_ratio_of_medians_difference, pairs, pairs, NULL);
    ESTIMATE(pain_mean_difference, x, y, NULL);
    ESTIMATE(pain_median_difference, x, y, NULL);
    ESTIMATE(pain_ratio_of_means_difference, parts[0], parts[1], NULL);
    ESTIMATE(pain_ratio_of_means_ratio, parts[0], parts[1], NULL);
    ESTIMATE(pain_log_ratio_ratio, parts[1], parts[1], NULL);
    call_fits(calls);
}

void host_call_bootstraps(host_calls *calls)
{
    static const double weight[] = {0.125, 0.0625, 0.0625, 0.125,  0.125,
                                    0.125, 0.125,  0.125,  0.0625, 0.0625};
    const pain_interval_options few = {.size = sizeof few, .seed = 7, .resamples = 200};
    const pain_counts seven = {first, NULL, often, 4, 7};
    pain_ideal ideal;
    pain_rng rng;

    VALUE(double, pain_statistic_mean, x, NULL);
    VALUE(double, pain_statistic_median, x, NULL);
    VALUE(double, pain_statistic_ratio, pairs, NULL);
    VALUE(double, pain_weighted_mean, x, weight, NULL);
    VALUE(double, pain_weighted_median, x, weight, NULL);
    VALUE(double, pain_weighted_ratio, pairs, weight, NULL);
    ESTIMATE(pain_bootstrap, x, pain_statistic_mean, NULL, &few);
    ESTIMATE(pain_bootstrap_double, x, pain_statistic_mean, NULL, &few);
    ESTIMATE(pain_bootstrap_clusters, parts, 2, pain_statistic_ratio, NULL, &few);
    ESTIMATE(pain_bootstrap_strata, parts, 2, pain_statistic_ratio, NULL, &few);
    ESTIMATE(pain_bootstrap_difference, x, y, pain_statistic_mean, NULL, &few);
    ESTIMATE(pain_bayesian_bootstrap, x, pain_weighted_mean, NULL, &few);
    memset(&ideal, 0, sizeof ideal);
    pain_estimate estimate;
    pain_status status =
        pain_bootstrap_ideal(seven, pain_statistic_mean, NULL, NULL, &estimate, &ideal);

    host_note(calls, "pain_bootstrap_ideal", status, &estimate, sizeof estimate);
    host_note(calls, "pain_bootstrap_ideal", status, &ideal, sizeof ideal);
    memset(&ideal, 0, sizeof ideal);
    status = pain_bootstrap_difference_ideal(seven, seven, pain_statistic_mean, NULL, NULL,
                                             &estimate, &ideal);
    host_note(calls, "pain_bootstrap_difference_ideal", status, &estimate, sizeof estimate);
    pain_rng_init(&rng, 1, 2);
    VALUE(double, pain_rng_uniform, &rng);
}
