/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every function that makes an estimate or a test. X(function, its arguments before the options).
 */
#include <config.h>

#include "oom.h"

#define TWO(d) (d)->two.x1, (d)->two.n1, (d)->two.x2, (d)->two.n2

#define ESTIMATES(X)                                                             \
    X(pain_mean_interval, d->values)                                             \
    X(pain_median_interval, d->values)                                           \
    X(pain_quantile_interval, d->values, 0.25)                                   \
    X(pain_geometric_mean, d->values)                                            \
    X(pain_trimmed_mean_interval, d->values, 0.2)                                \
    X(pain_bounded_mean, d->values, -20, 20)                                     \
    X(pain_effect_dz, d->values)                                                 \
    X(pain_effect_gz, d->values)                                                 \
    X(pain_rank_biserial, d->values, PAIN_ZEROS_PRATT)                           \
    X(pain_hodges_lehmann, d->values, PAIN_ZEROS_KEPT)                           \
    X(pain_superiority_paired, d->values)                                        \
    X(pain_superiority, d->values, d->other)                                     \
    X(pain_mean_difference, d->values, d->other)                                 \
    X(pain_median_difference, d->values, d->other)                               \
    X(pain_ratio_of_means, d->pairs)                                             \
    X(pain_log_ratio, d->pairs)                                                  \
    X(pain_ratio_of_medians, d->pairs)                                           \
    X(pain_ratio_of_means_difference, d->pairs, d->more_pairs)                   \
    X(pain_ratio_of_medians_difference, d->pairs, d->more_pairs)                 \
    X(pain_ratio_of_means_ratio, d->pairs, d->more_pairs)                        \
    X(pain_log_ratio_ratio, d->pairs, d->more_pairs)                             \
    X(pain_bootstrap, d->values, pain_statistic_median, NULL)                    \
    X(pain_bootstrap_double, d->other, pain_statistic_mean, NULL)                \
    X(pain_bayesian_bootstrap, d->values, pain_weighted_mean, NULL)              \
    X(pain_bootstrap_difference, d->values, d->other, pain_statistic_mean, NULL) \
    X(pain_mean_clustered, d->parts, d->n_parts)                                 \
    X(pain_bootstrap_clusters, d->parts, d->n_parts, pain_statistic_mean, NULL)  \
    X(pain_bootstrap_strata, d->parts, d->n_parts, pain_statistic_mean, NULL)    \
    X(pain_proportion, d->one.k, d->one.n)                                       \
    X(pain_proportion_posterior, d->one.k, d->one.n, 1, 2)                       \
    X(pain_proportion_clustered, d->counts, 4)                                   \
    X(pain_proportion_difference, TWO(d))                                        \
    X(pain_proportion_ratio, TWO(d))                                             \
    X(pain_odds_ratio, TWO(d))                                                   \
    X(pain_number_needed, TWO(d))                                                \
    X(pain_stratified_difference, d->strata, 3)                                  \
    X(pain_stratified_ratio, d->strata, 3)                                       \
    X(pain_stratified_odds_ratio, d->strata, 3)                                  \
    X(pain_paired_difference, d->paired)                                         \
    X(pain_paired_ratio, d->paired)                                              \
    X(pain_paired_odds_ratio, d->paired)                                         \
    X(pain_mean_percent_reduction, d->cohort)                                    \
    X(pain_percent_reduction_of_means, d->cohort)                                \
    X(pain_median_percent_reduction, d->cohort)                                  \
    X(pain_mean_reduction, d->cohort)                                            \
    X(pain_session_reduction, d->cohort)                                         \
    X(pain_mean_percent_difference, d->cohort, d->other_cohort)                  \
    X(pain_mean_reduction_difference, d->cohort, d->other_cohort)                \
    X(pain_median_percent_difference, d->cohort, d->other_cohort)                \
    X(pain_percent_of_means_difference, d->cohort, d->other_cohort)              \
    X(pain_adjusted_percent_difference, d->cohort, d->other_cohort)              \
    X(pain_responders, d->cohort, 50)                                            \
    X(pain_point_responders, d->cohort, 2)                                       \
    X(pain_near_zero, d->cohort, 1)                                              \
    X(pain_no_worse_than_mild, d->cohort)                                        \
    X(pain_worsened, d->cohort)                                                  \
    X(pain_measure_estimate, d->cohort, PAIN_MEASURE_MEAN_PERCENT, 0)

/* By every method at once. */
#define ALL_ESTIMATES(X)                                      \
    X(pain_hodges_lehmann_all, d->values, PAIN_ZEROS_DROPPED) \
    X(pain_proportion_all, d->one.k, d->one.n)                \
    X(pain_proportion_clustered_all, d->counts, 4)            \
    X(pain_proportion_difference_all, TWO(d))                 \
    X(pain_proportion_ratio_all, TWO(d))                      \
    X(pain_odds_ratio_all, TWO(d))                            \
    X(pain_number_needed_all, TWO(d))                         \
    X(pain_paired_difference_all, d->paired)                  \
    X(pain_paired_ratio_all, d->paired)                       \
    X(pain_paired_odds_ratio_all, d->paired)

#define TESTS(X)                                           \
    X(pain_paired_test, d->values)                         \
    X(pain_two_sample_test, d->values, d->other)           \
    X(pain_proportion_test, d->one.k, d->one.n)            \
    X(pain_mcnemar, d->paired)                             \
    X(pain_two_proportions_test, TWO(d))                   \
    X(pain_two_proportions_equivalence, TWO(d), -0.3, 0.3) \
    X(pain_stratified_test, d->strata, 3)

#define ALL_TESTS(X)                                 \
    X(pain_paired_test_all, d->values)               \
    X(pain_two_sample_test_all, d->values, d->other) \
    X(pain_proportion_test_all, d->one.k, d->one.n)  \
    X(pain_mcnemar_all, d->paired)

#define CALL(name, ...)                                                   \
    static pain_status call_##name(const oom *o, pain_estimate *estimate) \
    {                                                                     \
        const oom_data *d = o->data;                                      \
                                                                          \
        (void)d;                                                          \
        return name(__VA_ARGS__, &o->interval, estimate);                 \
    }
ESTIMATES(CALL)

/* The estimate that ran out of memory, else the first. */
static pain_estimate short_of_memory(const pain_estimate *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (list[i].reason == PAIN_ENOMEM)
            return list[i];
    return list[0];
}

#define CALL_ALL(name, ...)                                                 \
    static pain_status call_##name(const oom *o, pain_estimate *estimate)   \
    {                                                                       \
        const oom_data *d = o->data;                                        \
        pain_estimate list[64];                                             \
        size_t count = 64;                                                  \
                                                                            \
        (void)d;                                                            \
        pain_status status = name(__VA_ARGS__, &o->interval, list, &count); \
                                                                            \
        *estimate = short_of_memory(list, count);                           \
        return status;                                                      \
    }
ALL_ESTIMATES(CALL_ALL)

#define CALL_TEST(name, ...)                                      \
    static pain_status call_##name(const oom *o, pain_test *test) \
    {                                                             \
        const oom_data *d = o->data;                              \
                                                                  \
        (void)d;                                                  \
        return name(__VA_ARGS__, &o->test, test);                 \
    }
TESTS(CALL_TEST)

#define CALL_ALL_TESTS(name, ...)                                       \
    static pain_status call_##name(const oom *o, pain_test *test)       \
    {                                                                   \
        const oom_data *d = o->data;                                    \
        pain_test list[64];                                             \
        size_t count = 64;                                              \
                                                                        \
        (void)d;                                                        \
        pain_status status = name(__VA_ARGS__, &o->test, list, &count); \
                                                                        \
        *test = list[0];                                                \
        return status;                                                  \
    }
ALL_TESTS(CALL_ALL_TESTS)

static pain_status call_pain_proportion_stratified(const oom *o, pain_estimate *estimate)
{
    double used[4];

    return pain_proportion_stratified(o->data->counts, 4, NULL, &o->interval, used, estimate);
}

static pain_status call_pain_bootstrap_ideal(const oom *o, pain_estimate *estimate)
{
    pain_ideal ideal;

    return pain_bootstrap_ideal(o->data->parts[0], pain_statistic_mean, NULL, &o->interval,
                                estimate, &ideal);
}

static pain_status call_pain_bootstrap_difference_ideal(const oom *o, pain_estimate *estimate)
{
    const pain_counts *parts = o->data->parts;
    pain_ideal ideal;

    return pain_bootstrap_difference_ideal(parts[0], parts[0], pain_statistic_mean, NULL,
                                           &o->interval, estimate, &ideal);
}

static pain_status call_pain_ancova(const oom *o, pain_estimate *estimate)
{
    pain_ancova_fit fit;
    pain_status status = pain_ancova(o->data->pairs, 7, &o->interval, &fit);

    *estimate = fit.endpoint;
    return status;
}

static pain_status call_pain_ancova_clustered(const oom *o, pain_estimate *estimate)
{
    pain_ancova_fit fit;
    pain_status status =
        pain_ancova_clustered(o->data->pair_parts, o->data->n_parts, 7, &o->interval, &fit);

    *estimate = fit.endpoint;
    return status;
}

static pain_status call_pain_ancova_groups(const oom *o, pain_estimate *estimate)
{
    pain_ancova_difference fit;
    pain_status status =
        pain_ancova_groups(o->data->pairs, o->data->more_pairs, 7, &o->interval, &fit);

    *estimate = fit.difference;
    return status;
}

static pain_status call_pain_ancova_groups_clustered(const oom *o, pain_estimate *estimate)
{
    pain_ancova_difference fit;
    const pain_counts *parts = o->data->pair_parts;
    pain_status status =
        pain_ancova_groups_clustered(parts, parts, o->data->n_parts, 7, &o->interval, &fit);

    *estimate = fit.difference;
    return status;
}

#define ENTRY(name, ...)     {#name, call_##name, false, #__VA_ARGS__},
#define ENTRY_ALL(name, ...) {#name, call_##name, true, #__VA_ARGS__},

const oom_estimate oom_estimates[] = {
    ESTIMATES(ENTRY) ALL_ESTIMATES(ENTRY_ALL) ENTRY(pain_proportion_stratified, d->counts)
        ENTRY(pain_bootstrap_ideal, d->parts) ENTRY(pain_bootstrap_difference_ideal, d->parts)
            ENTRY(pain_ancova, d->pairs) ENTRY(pain_ancova_clustered, d->pair_parts)
                ENTRY(pain_ancova_groups, d->pairs, d->more_pairs)
                    ENTRY(pain_ancova_groups_clustered, d->pair_parts){NULL, NULL, false, NULL}};

const oom_test oom_tests[] = {TESTS(ENTRY) ALL_TESTS(ENTRY_ALL){NULL, NULL, false, NULL}};
