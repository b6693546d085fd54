/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All resamples: that the weighted ones are all the ordered ones, and that random ones tend to
 * them. The golden rows are in t_golden_location. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "num/distribution.h"
#include "num/order.h"
#include "paired.h"
#include "painstat/bootstrap.h"
#include "support.h"

static pain_interval_options options_at(double level, pain_method method)
{
    return (pain_interval_options){.size = sizeof(pain_interval_options),
                                   .level = level,
                                   .method = (int32_t)method,
                                   .seed = 1};
}

/* The replicates of all n^n ordered resamples of a set, sorted: draws 0 .. n - 1 are patients. */
typedef struct ordered {
    double *value;
    size_t n;
} ordered;

static ordered all_ordered(pain_counts counts, pain_statistic statistic)
{
    ordered all = {.n = 1};
    pain_counts resample = counts;
    uint64_t count[PAIRED_MOST];
    size_t row[PAIRED_MOST], patients = 0;

    resample.count = count;
    for (size_t i = 0; i < counts.distinct; i++)
        for (uint64_t k = 0; k < counts.count[i]; k++)
            row[patients++] = i;
    for (size_t i = 0; i < patients; i++)
        all.n *= patients;
    all.value = calloc(all.n, sizeof *all.value);
    for (size_t r = 0; r < all.n; r++) {
        memset(count, 0, sizeof count);
        for (size_t i = 0, left = r; i < patients; i++, left /= patients)
            count[row[left % patients]]++;
        all.value[r] = statistic(resample, NULL);
    }
    pain__sort(all.value, all.n);
    return all;
}

/* The smallest value with at least p of all up to it, from the nearer end. */
static double quantile_of(ordered all, double p)
{
    double part = (p <= 0.5 ? p : 1 - p) * (double)all.n;
    size_t k = (size_t)ceil(part * (1 - 1e-12));

    k = k == 0 ? 1 : k;
    return p <= 0.5 ? all.value[k - 1] : all.value[all.n - k];
}

/* Nothing is random here: the enumeration by counts and probabilities is that of every ordered
 * resample, each once, which is what pain_bootstrap draws from. */
static void compare_all(pain_counts counts, pain_statistic statistic)
{
    static const double levels[] = {0.05, 0.3, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999};
    ordered all = all_ordered(counts, statistic);
    pain_estimate e;
    pain_ideal ideal;

    for (size_t l = 0; l < sizeof levels / sizeof *levels; l++) {
        pain_interval_options o = options_at(levels[l], PAIN_METHOD_PERCENTILE);

        ck_assert_int_eq(pain_bootstrap_ideal(counts, statistic, NULL, &o, &e, &ideal), PAIN_OK);
        double lower = quantile_of(all, (1 - levels[l]) / 2);
        double upper = quantile_of(all, 1 - (1 - levels[l]) / 2);

        ck_close(e.lower, lower, 1e-14);
        ck_close(e.upper, upper, 1e-14);
        o.method = PAIN_METHOD_BASIC;
        ck_assert_int_eq(pain_bootstrap_ideal(counts, statistic, NULL, &o, &e, NULL), PAIN_OK);
        ck_close(e.lower, 2 * e.value - upper, 1e-13);
        ck_close(e.upper, 2 * e.value - lower, 1e-13);
        o.method = PAIN_METHOD_BCA;
        ck_assert_int_eq(pain_bootstrap_ideal(counts, statistic, NULL, &o, &e, &ideal), PAIN_OK);
        if (e.method == (int32_t)PAIN_METHOD_BCA && e.flags == 0) {
            ck_close(e.lower, quantile_of(all, ideal.level_lower), 1e-14);
            ck_close(e.upper, quantile_of(all, ideal.level_upper), 1e-14);
        }
    }
    free(all.value);
}

START_TEST(all_resamples_by_counts_are_all_ordered_resamples)
{
    paired_set sets[] = {paired_read("nrs7"), paired_read("nochange5")};

    for (size_t s = 0; s < 2; s++) {
        pain_pairs *pairs = paired_pairs(&sets[s]);
        pain_tally *percents = paired_tally(&sets[s], paired_percent);
        pain_tally *x = paired_tally(&sets[s], paired_baseline);

        compare_all(pain_pairs_counts(pairs), pain_statistic_ratio);
        compare_all(pain_tally_counts(percents), pain_statistic_mean);
        compare_all(pain_tally_counts(percents), pain_statistic_median);
        compare_all(pain_tally_counts(x), pain_statistic_median);
        pain_pairs_free(pairs);
        pain_tally_free(percents);
        pain_tally_free(x);
    }
}
END_TEST

/* The bootstrap variance of a mean is sum (x - mean)^2 / n^2, known without any resample. */
START_TEST(the_standard_error_of_a_mean_is_the_known_one)
{
    static const char *const names[] = {"nrs7", "nrs12", "hamilton9"};

    for (size_t s = 0; s < 3; s++) {
        paired_set set = paired_read(names[s]);
        pain_tally *x = paired_tally(&set, paired_baseline);
        double mean = 0, squares = 0, n = (double)set.n;
        pain_estimate e;
        pain_ideal ideal;

        for (size_t i = 0; i < set.n; i++)
            mean += set.x[i] / n;
        for (size_t i = 0; i < set.n; i++)
            squares += (set.x[i] - mean) * (set.x[i] - mean);
        ck_assert_int_eq(
            pain_bootstrap_ideal(pain_tally_counts(x), pain_statistic_mean, NULL, NULL, &e, &ideal),
            PAIN_OK);
        ck_close(ideal.se, sqrt(squares) / n, 1e-13);
        pain_tally_free(x);
    }
}
END_TEST

/* n patients with two values: the resamples are binomial. */
START_TEST(two_values_have_binomial_quantiles)
{
    static const double x[] = {0, 1};
    static const uint64_t counts[] = {70, 30};
    pain_interval_options o = options_at(0.95, PAIN_METHOD_PERCENTILE);
    pain_estimate e;
    pain_ideal ideal;

    ck_assert_int_eq(pain_bootstrap_ideal((pain_counts){x, NULL, counts, 2, 100},
                                          pain_statistic_mean, NULL, &o, &e, &ideal),
                     PAIN_OK);
    ck_assert_uint_eq(ideal.resamples, 101);
    ck_close(e.lower, pain__binomial_quantile(0.025, 100, 0.3, PAIN__LOWER) / 100, 1e-15);
    ck_close(e.upper, pain__binomial_quantile(0.025, 100, 0.3, PAIN__UPPER) / 100, 1e-15);
    ck_close(ideal.below, pain__binomial_tail(29, 100, 0.3, PAIN__LOWER), 1e-13);
}
END_TEST

/* Of two patients, 0 and 1: 0, 2 and 1 where nobody, one and both of a resample are at 1. */
static double late(pain_counts counts, void *context)
{
    double mean = pain_statistic_mean(counts, NULL);

    (void)context;
    return mean == 0.5 ? 2 : mean;
}

/* The same with the half of all resamples at the lowest value. */
static double early(pain_counts counts, void *context)
{
    return late(counts, context) == 2 ? 0 : 1;
}

/* Where exactly half of the resamples are up to a value, that is the quantile at one half. */
START_TEST(a_half_is_counted_from_below)
{
    static const double x[] = {0, 1};
    static const uint64_t once[] = {1, 1};
    const pain_counts two = {x, NULL, once, 2, 2};
    pain_interval_options o = options_at(0.5, PAIN_METHOD_PERCENTILE);
    pain_estimate e;

    for (int side = PAIN_LOWER_BOUND; side <= PAIN_UPPER_BOUND; side++) {
        o.side = side;
        ck_assert_int_eq(pain_bootstrap_ideal(two, late, NULL, &o, &e, NULL), PAIN_OK);
        ck_assert((side == PAIN_LOWER_BOUND ? e.lower : e.upper) == 1);
        ck_assert_int_eq(pain_bootstrap_ideal(two, early, NULL, &o, &e, NULL), PAIN_OK);
        ck_assert((side == PAIN_LOWER_BOUND ? e.lower : e.upper) == 0);
    }
}
END_TEST

START_TEST(too_many_resamples_are_told_and_never_sampled)
{
    double x[30];
    uint64_t once[30];
    pain_estimate e;
    pain_ideal ideal;

    for (size_t i = 0; i < 30; i++) {
        x[i] = (double)i;
        once[i] = 1;
    }
    ck_assert_int_eq(pain_bootstrap_ideal((pain_counts){x, NULL, once, 30, 30}, pain_statistic_mean,
                                          NULL, NULL, &e, &ideal),
                     PAIN_OK);
    ck_assert(e.value == 14.5 && isnan(e.lower) && e.reason == PAIN_EOVERFLOW);
    ck_assert(isnan(ideal.se));
}
END_TEST

START_TEST(one_two_and_equal_patients)
{
    static const double x[] = {2, 8};
    static const uint64_t once[] = {1, 1}, nine[] = {9};
    pain_interval_options o = options_at(0.4, PAIN_METHOD_PERCENTILE);
    pain_estimate e;
    pain_ideal ideal;

    ck_assert_int_eq(pain_bootstrap_ideal((pain_counts){x, NULL, once, 1, 1}, pain_statistic_mean,
                                          NULL, NULL, &e, &ideal),
                     PAIN_OK);
    ck_assert_int_eq(e.reason, PAIN_ETOOFEW);
    /* 2, 5, 5, 8 */
    ck_assert_int_eq(pain_bootstrap_ideal((pain_counts){x, NULL, once, 2, 2}, pain_statistic_mean,
                                          NULL, &o, &e, &ideal),
                     PAIN_OK);
    ck_assert(e.lower == 5 && e.upper == 5 && ideal.below == 0.25 && ideal.mid == 0.5);
    ck_assert_int_eq(pain_bootstrap_ideal((pain_counts){x, NULL, nine, 1, 9}, pain_statistic_mean,
                                          NULL, NULL, &e, &ideal),
                     PAIN_OK);
    ck_assert(e.lower == 2 && e.upper == 2 && ideal.se == 0 && ideal.resamples == 1);
    ck_assert_uint_eq(e.flags, PAIN_FLAG_NO_SPREAD);
}
END_TEST

START_TEST(memory_that_runs_out_is_an_error_and_nothing_leaks)
{
    static const double x[] = {2, 5, 8}, y[] = {1, 1, 4};
    static const uint64_t counts[] = {1, 0, 3};
    pain_interval_options o = options_at(0.9, PAIN_METHOD_STUDENTIZED);
    pain_status status = PAIN_ENOMEM;

    for (size_t at = 1; status != PAIN_OK; at++) {
        failing_allocator failing;
        pain_estimate e;
        pain_ideal ideal;

        failing_allocator_init(&failing, at);
        o.allocator = &failing.allocator;
        status = pain_bootstrap_ideal((pain_counts){x, y, counts, 3, 4}, pain_statistic_ratio, NULL,
                                      &o, &e, &ideal);
        ck_assert(status == PAIN_OK || (status == PAIN_ENOMEM && isnan(e.value)));
        ck_assert_uint_eq(failing.live, 0);
        ck_assert_uint_lt(at, 40);
    }
}
END_TEST

/* Random resamples tend to the ideal limits: their level in the ideal distribution is the one
 * asked for, within 5 standard deviations of a quantile of that many. */
START_TEST(random_resamples_tend_to_the_ideal_limits)
{
    static const pain_method methods[] = {PAIN_METHOD_PERCENTILE, PAIN_METHOD_BASIC};
    const double b = 100000, level = 0.9, wider = 5 * sqrt(0.05 * 0.95 / b);
    static const char *const sets[] = {"nrs7", "hamilton9", "allzero8"};

    for (size_t m = 0; m < 6; m++) {
        paired_set set = paired_read(sets[m / 2]);
        pain_tally *percents = paired_tally(&set, paired_percent);
        pain_counts counts = pain_tally_counts(percents);
        pain_interval_options o = options_at(level, methods[m % 2]);
        pain_interval_options in = options_at(level - 2 * wider, methods[m % 2]);
        pain_interval_options out = options_at(level + 2 * wider, methods[m % 2]);
        pain_estimate random, inner, outer;

        o.resamples = (uint64_t)b;
        ck_assert_int_eq(pain_bootstrap(counts, pain_statistic_mean, NULL, &o, &random), PAIN_OK);
        ck_assert_int_eq(pain_bootstrap_ideal(counts, pain_statistic_mean, NULL, &in, &inner, NULL),
                         PAIN_OK);
        ck_assert_int_eq(
            pain_bootstrap_ideal(counts, pain_statistic_mean, NULL, &out, &outer, NULL), PAIN_OK);
        ck_assert(outer.lower <= random.lower + 1e-9 && random.lower <= inner.lower + 1e-9);
        ck_assert(inner.upper <= random.upper + 1e-9 && random.upper <= outer.upper + 1e-9);
        pain_tally_free(percents);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ideal");
    TCase *tests = tcase_create("all resamples");

    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, all_resamples_by_counts_are_all_ordered_resamples);
    tcase_add_test(tests, the_standard_error_of_a_mean_is_the_known_one);
    tcase_add_test(tests, two_values_have_binomial_quantiles);
    tcase_add_test(tests, a_half_is_counted_from_below);
    tcase_add_test(tests, too_many_resamples_are_told_and_never_sampled);
    tcase_add_test(tests, one_two_and_equal_patients);
    tcase_add_test(tests, memory_that_runs_out_is_an_error_and_nothing_leaks);
    tcase_add_test(tests, random_resamples_tend_to_the_ideal_limits);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
