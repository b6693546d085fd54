/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bootstrap intervals; t_bca.c compares them with the reference. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "painstat/bootstrap.h"
#include "support.h"

/* The 11 values of the scale, for counts that a test fills. */
static const double scores[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

static pain_interval_options options_for(int32_t method, double level)
{
    return (pain_interval_options){
        .size = sizeof(pain_interval_options), .method = method, .level = level, .seed = 1};
}

static pain_estimate bootstrap_of(pain_counts counts, pain_statistic statistic, void *context,
                                  const pain_interval_options *options)
{
    pain_estimate e;

    memset(&e, 0xff, sizeof e);
    ck_assert_int_eq(pain_bootstrap(counts, statistic, context, options, &e), PAIN_OK);
    return e;
}

/* 1000 patients, some with each score. */
static const uint64_t clinic[] = {400, 150, 100, 80, 60, 50, 40, 40, 30, 30, 20};
static const pain_counts clinic_counts = {scores, NULL, clinic, 11, 1000};

START_TEST(percentile_limits_of_a_mean_come_near_the_normal_ones)
{
    pain_interval_options options = options_for(PAIN_METHOD_PERCENTILE, 0);
    pain_estimate e = bootstrap_of(clinic_counts, pain_statistic_mean, NULL, &options);
    /* mean 2.31, and 7.8939 the mean square deviation with divisor n, by hand; 0.0888 the standard
     * error. The limits of 10,000 resamples have a standard error of .0023: 5 of them, and .003 for
     * the skewness. */
    double error = sqrt(7.8939 / 1000);

    ck_close(e.value, 2.31, 1e-15);
    ck_assert(fabs(e.lower - (2.31 - 1.959964 * error)) < 0.015);
    ck_assert(fabs(e.upper - (2.31 + 1.959964 * error)) < 0.015);
    ck_assert(e.method == PAIN_METHOD_PERCENTILE && e.flags == 0 && e.reason == PAIN_OK);
    ck_assert(e.reserved[0] == 0 && e.reserved[1] == 0 && isnan(e.attained));
    ck_assert(e.denominator == 1000 && e.numerator == 0 && e.level == 0.95);
}
END_TEST

START_TEST(the_same_seed_gives_the_same_bits)
{
    pain_interval_options options = options_for(0, 0);
    pain_estimate a = bootstrap_of(clinic_counts, pain_statistic_mean, NULL, &options);
    pain_estimate b = bootstrap_of(clinic_counts, pain_statistic_mean, NULL, &options);

    ck_assert(a.lower == b.lower && a.upper == b.upper && a.reserved[0] == b.reserved[0]);
    options.seed = 2;
    b = bootstrap_of(clinic_counts, pain_statistic_mean, NULL, &options);
    ck_assert(a.lower != b.lower || a.upper != b.upper);
}
END_TEST

typedef struct recorder {
    double seen[201];
    size_t n;
} recorder;

static double recorded_mean(pain_counts counts, void *context)
{
    recorder *r = context;
    double mean = pain_statistic_mean(counts, NULL);

    if (r->n < 201)
        r->seen[r->n++] = mean;
    return mean;
}

START_TEST(a_replicate_depends_on_its_number_and_not_on_how_many_there_are)
{
    recorder hundred = {.n = 0}, more = {.n = 0};
    pain_interval_options options = options_for(PAIN_METHOD_PERCENTILE, 0);

    options.resamples = 100;
    (void)bootstrap_of(clinic_counts, recorded_mean, &hundred, &options);
    options.resamples = 200;
    (void)bootstrap_of(clinic_counts, recorded_mean, &more, &options);
    ck_assert_uint_eq(hundred.n, 101);
    ck_assert_uint_eq(more.n, 201);
    ck_assert_mem_eq(hundred.seen, more.seen, 101 * sizeof(double));
}
END_TEST

START_TEST(the_order_of_the_data_does_not_matter)
{
    const double x[] = {3, 0, 0, 7, 10, 2, 2, 5}, mixed[] = {2, 10, 0, 5, 3, 2, 7, 0};
    pain_estimate e[2];

    for (size_t i = 0; i < 2; i++) {
        pain_tally *tally;

        ck_assert_int_eq(pain_tally_new(&tally, NULL), PAIN_OK);
        ck_assert_int_eq(pain_tally_add_array(tally, i == 0 ? x : mixed, 8), PAIN_OK);
        e[i] = bootstrap_of(pain_tally_counts(tally), pain_statistic_mean, NULL, NULL);
        pain_tally_free(tally);
    }
    ck_assert(e[0].value == e[1].value && e[0].lower == e[1].lower && e[0].upper == e[1].upper);
}
END_TEST

START_TEST(one_sided_bounds_are_two_sided_limits_at_2c_minus_1)
{
    const int32_t methods[] = {PAIN_METHOD_BCA, PAIN_METHOD_PERCENTILE};

    for (size_t i = 0; i < 2; i++) {
        pain_interval_options options = options_for(methods[i], 0.75);
        pain_estimate both = bootstrap_of(clinic_counts, pain_statistic_mean, NULL, &options);

        options.level = 0.875;
        options.side = PAIN_LOWER_BOUND;
        pain_estimate low = bootstrap_of(clinic_counts, pain_statistic_mean, NULL, &options);

        options.side = PAIN_UPPER_BOUND;
        pain_estimate high = bootstrap_of(clinic_counts, pain_statistic_mean, NULL, &options);

        ck_assert(low.lower == both.lower && low.upper == INFINITY);
        ck_assert(high.upper == both.upper && high.lower == -INFINITY);
    }
}
END_TEST

START_TEST(a_higher_level_gives_a_wider_interval)
{
    const double levels[] = {0.5, 0.8, 0.9, 0.95, 0.99, 0.9999};
    double lower = 2.31, upper = 2.31;

    for (size_t i = 0; i < 6; i++) {
        pain_interval_options options = options_for(0, levels[i]);
        pain_estimate e = bootstrap_of(clinic_counts, pain_statistic_mean, NULL, &options);

        ck_assert(e.lower < lower && e.upper > upper);
        lower = e.lower;
        upper = e.upper;
    }
}
END_TEST

START_TEST(a_median_in_the_middle_of_ties_falls_back_to_percentiles)
{
    /* Near-zero pain as in the clinic: 20 zeros, 5 ones, 5 twos. Other tools give NaN or an error
     * here. */
    const uint64_t count[] = {20, 5, 5};
    const pain_counts counts = {scores, NULL, count, 3, 30};
    pain_estimate e = bootstrap_of(counts, pain_statistic_median, NULL, NULL);

    ck_assert_double_eq(e.value, 0);
    ck_assert_double_eq(e.lower, 0);
    ck_assert(e.upper >= 0 && e.upper <= 1);
    ck_assert_int_eq(e.method, PAIN_METHOD_PERCENTILE);
    ck_assert_uint_eq(e.flags, PAIN_FLAG_FALLBACK);
    ck_assert(e.reserved[0] == 0 && e.reserved[1] == 0);
}
END_TEST

START_TEST(equal_values_are_flagged)
{
    const double x[] = {0.1};
    const uint64_t count[] = {8};
    pain_interval_options options = options_for(0, 0);
    pain_estimate e =
        bootstrap_of((pain_counts){x, NULL, count, 1, 8}, pain_statistic_mean, NULL, &options);

    ck_assert(e.value == 0.1 && e.lower == 0.1 && e.upper == 0.1 && e.reason == PAIN_OK);
    ck_assert_uint_eq(e.flags, PAIN_FLAG_NO_SPREAD);
    options.side = PAIN_LOWER_BOUND;
    e = bootstrap_of((pain_counts){x, NULL, count, 1, 8}, pain_statistic_mean, NULL, &options);
    ck_assert(e.lower == 0.1 && e.upper == INFINITY);
}
END_TEST

START_TEST(a_ratio_of_patients_who_all_reach_0_is_0_without_spread)
{
    const double x[] = {4, 5, 8}, y[] = {0, 0, 0};
    const uint64_t count[] = {2, 3, 4};
    pain_estimate e =
        bootstrap_of((pain_counts){x, y, count, 3, 9}, pain_statistic_ratio, NULL, NULL);

    ck_assert(e.value == 0 && e.lower == 0 && e.upper == 0);
    ck_assert_uint_eq(e.flags, PAIN_FLAG_NO_SPREAD);
}
END_TEST

START_TEST(one_value_has_no_limits)
{
    const uint64_t count[] = {0, 1};
    pain_estimate e =
        bootstrap_of((pain_counts){scores, NULL, count, 2, 1}, pain_statistic_mean, NULL, NULL);

    ck_assert(e.value == 1 && isnan(e.lower) && isnan(e.upper));
    ck_assert_int_eq(e.reason, PAIN_ETOOFEW);
}
END_TEST

START_TEST(two_values_have_limits_inside_them)
{
    const uint64_t count[] = {1, 1};
    pain_estimate e =
        bootstrap_of((pain_counts){scores, NULL, count, 2, 2}, pain_statistic_mean, NULL, NULL);

    ck_assert(e.value == 0.5 && e.lower == 0 && e.upper == 1 && e.reason == PAIN_OK);
}
END_TEST

/* The mean of those who have a score above 0, which is NaN for a share of all resamples that
 * `context` counts. */
static double mean_above_zero(pain_counts counts, void *context)
{
    size_t *undefined = context;
    uint64_t n = counts.n - counts.count[0];

    *undefined += n == 0;
    return n > 0 ? pain_statistic_mean(counts, NULL) * (double)counts.n / (double)n : NAN;
}

START_TEST(few_undefined_replicates_are_left_out)
{
    /* (1 - .05)^100 = .6 % of the resamples have none of the five. */
    const uint64_t count[] = {95, 1, 2, 1, 1};
    size_t undefined = 0;
    pain_estimate e =
        bootstrap_of((pain_counts){scores, NULL, count, 5, 100}, mean_above_zero, &undefined, NULL);

    ck_assert(undefined > 0 && undefined <= 100);
    ck_assert(e.reason == PAIN_OK && e.lower >= 1 && e.upper <= 4 && e.lower < e.upper);
}
END_TEST

START_TEST(more_than_one_undefined_replicate_in_100_leaves_no_limits)
{
    /* (1 - .03)^100 = 4.8 % */
    const uint64_t count[] = {97, 1, 1, 1};
    size_t undefined = 0;
    pain_estimate e =
        bootstrap_of((pain_counts){scores, NULL, count, 4, 100}, mean_above_zero, &undefined, NULL);

    ck_assert(undefined > 100);
    ck_assert(e.value == 2 && isnan(e.lower) && isnan(e.upper) && e.reason == PAIN_EUNDEFINED);
}
END_TEST

/* NaN for the leave-one-out samples alone: they have one patient less. */
static double mean_of_1000(pain_counts counts, void *context)
{
    return counts.n == 1000 ? pain_statistic_mean(counts, context) : NAN;
}

START_TEST(an_undefined_jackknife_falls_back_to_percentiles)
{
    pain_interval_options options = options_for(PAIN_METHOD_PERCENTILE, 0);
    pain_estimate percentile = bootstrap_of(clinic_counts, pain_statistic_mean, NULL, &options);

    options.method = PAIN_METHOD_BCA;
    pain_estimate e = bootstrap_of(clinic_counts, mean_of_1000, NULL, &options);

    ck_assert_int_eq(e.method, PAIN_METHOD_PERCENTILE);
    ck_assert_uint_eq(e.flags, PAIN_FLAG_FALLBACK);
    ck_assert(e.lower == percentile.lower && e.upper == percentile.upper);
}
END_TEST

static double nan_statistic(pain_counts counts, void *context)
{
    (void)counts;
    (void)context;
    return NAN;
}

static void assert_refused(pain_counts counts, pain_statistic statistic,
                           const pain_interval_options *options, pain_status want)
{
    pain_estimate e;

    memset(&e, 0, sizeof e);
    ck_assert_int_eq(pain_bootstrap(counts, statistic, NULL, options, &e), want);
    ck_assert(isnan(e.value) && isnan(e.lower) && isnan(e.upper) && isnan(e.attained));
    ck_assert_int_eq(e.reason, want);
}

START_TEST(what_cannot_be_computed_is_refused)
{
    pain_interval_options options = options_for(PAIN_METHOD_T, 0);
    const pain_counts none = {NULL, NULL, NULL, 0, 0}, wrong = {scores, NULL, clinic, 11, 999};

    assert_refused(clinic_counts, nan_statistic, NULL, PAIN_EUNDEFINED);
    assert_refused(clinic_counts, pain_statistic_ratio, NULL, PAIN_EUNDEFINED);
    assert_refused(clinic_counts, NULL, NULL, PAIN_EINVAL);
    assert_refused(none, pain_statistic_mean, NULL, PAIN_EEMPTY);
    assert_refused(wrong, pain_statistic_mean, NULL, PAIN_EINVAL);
    assert_refused(clinic_counts, pain_statistic_mean, &options, PAIN_EINVAL);
    options = options_for(0, 95);
    assert_refused(clinic_counts, pain_statistic_mean, &options, PAIN_EINVAL);
    options = options_for(0, 0.9);
    options.resamples = 99;
    assert_refused(clinic_counts, pain_statistic_mean, &options, PAIN_EINVAL);
    options.resamples = UINT64_MAX;
    assert_refused(clinic_counts, pain_statistic_mean, &options, PAIN_ENOMEM);
    ck_assert_int_eq(pain_bootstrap(clinic_counts, pain_statistic_mean, NULL, NULL, NULL),
                     PAIN_EINVAL);
}
END_TEST

START_TEST(statistics_of_nothing_are_nan)
{
    const pain_counts none = {NULL, NULL, NULL, 0, 0};
    const double y[] = {1};
    const uint64_t one = 1;

    ck_assert_double_nan(pain_statistic_mean(none, NULL));
    ck_assert_double_nan(pain_statistic_median(none, NULL));
    ck_assert_double_nan(pain_statistic_ratio(none, NULL));
    ck_assert_double_nan(pain_statistic_ratio((pain_counts){scores, y, &one, 1, 1}, NULL));
}
END_TEST

START_TEST(huge_counts_are_resampled)
{
    const uint64_t half = (uint64_t)1 << 61, count[] = {half, half, half};
    const pain_counts counts = {scores, NULL, count, 3, 3 * half};
    pain_estimate e = bootstrap_of(counts, pain_statistic_mean, NULL, NULL);

    /* Standard error sqrt(2/3 / n) = 3e-10. */
    ck_assert(e.value == 1 && e.lower < 1 && e.upper > 1);
    ck_assert(1 - e.lower < 3e-9 && e.upper - 1 < 3e-9 && e.upper - e.lower > 3e-10);
}
END_TEST

static double mean_like_any_other(pain_counts counts, void *context)
{
    return pain_statistic_mean(counts, context);
}

/* Means of values with few ties are had without counts where they can be had exactly; the last of
 * these cannot. */
START_TEST(a_mean_without_counts_has_the_limits_of_one_with_them)
{
    enum { N = 300 };
    const pain_interval_options options = options_for(PAIN_METHOD_BCA, 0.95);
    const double factors[] = {1, -1e-300, 1e300, 0};
    double values[N];
    uint64_t counts[N];

    for (size_t i = 0; i < sizeof factors / sizeof *factors; i++) {
        double factor = factors[i];
        pain_counts data = {values, NULL, counts, N, 0};

        for (size_t j = 0; j < N; j++) {
            values[j] = factor != 0 ? factor * (double)(j * j) / 7 : ldexp(1, 3 * (int)j - 450);
            counts[j] = j % 5 == 2 ? 0 : 1 + j % 3;
            data.n += counts[j];
        }
        if (factor < 0)
            for (size_t j = 0; j < N / 2; j++) {
                double kept = values[j];

                values[j] = values[N - 1 - j];
                values[N - 1 - j] = kept;
            }
        pain_estimate e = bootstrap_of(data, pain_statistic_mean, NULL, &options);
        pain_estimate other = bootstrap_of(data, mean_like_any_other, NULL, &options);

        ck_close(e.lower, other.lower, 1e-14);
        ck_close(e.upper, other.upper, 1e-14);
        ck_assert(e.reserved[0] == other.reserved[0]);
    }
}
END_TEST

START_TEST(every_failing_allocation_is_reported_and_leaks_nothing)
{
    const uint64_t few[] = {1, 2, 3};
    const pain_counts samples[] = {clinic_counts, {scores, NULL, few, 3, 6}};

    for (size_t s = 0; s < 2; s++) {
        pain_status status = PAIN_ENOMEM;
        size_t fail_at = 1;

        for (; status == PAIN_ENOMEM; fail_at++) {
            pain_interval_options options = options_for(0, 0);
            failing_allocator failing;
            pain_estimate e;

            failing_allocator_init(&failing, fail_at);
            options.allocator = &failing.allocator;
            status = pain_bootstrap(samples[s], pain_statistic_mean, NULL, &options, &e);
            ck_assert_uint_eq(failing.live, 0);
            ck_assert_int_eq(e.reason, status);
            ck_assert(status == PAIN_OK || (isnan(e.value) && isnan(e.lower) && isnan(e.upper)));
        }
        ck_assert_int_eq(status, PAIN_OK);
        ck_assert_uint_gt(fail_at, 4);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bootstrap");
    TCase *tests = tcase_create("bootstrap");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, percentile_limits_of_a_mean_come_near_the_normal_ones);
    tcase_add_test(tests, the_same_seed_gives_the_same_bits);
    tcase_add_test(tests, a_replicate_depends_on_its_number_and_not_on_how_many_there_are);
    tcase_add_test(tests, the_order_of_the_data_does_not_matter);
    tcase_add_test(tests, one_sided_bounds_are_two_sided_limits_at_2c_minus_1);
    tcase_add_test(tests, a_higher_level_gives_a_wider_interval);
    tcase_add_test(tests, a_median_in_the_middle_of_ties_falls_back_to_percentiles);
    tcase_add_test(tests, equal_values_are_flagged);
    tcase_add_test(tests, a_ratio_of_patients_who_all_reach_0_is_0_without_spread);
    tcase_add_test(tests, one_value_has_no_limits);
    tcase_add_test(tests, two_values_have_limits_inside_them);
    tcase_add_test(tests, few_undefined_replicates_are_left_out);
    tcase_add_test(tests, more_than_one_undefined_replicate_in_100_leaves_no_limits);
    tcase_add_test(tests, an_undefined_jackknife_falls_back_to_percentiles);
    tcase_add_test(tests, what_cannot_be_computed_is_refused);
    tcase_add_test(tests, statistics_of_nothing_are_nan);
    tcase_add_test(tests, huge_counts_are_resampled);
    tcase_add_test(tests, a_mean_without_counts_has_the_limits_of_one_with_them);
    tcase_add_test(tests, every_failing_allocation_is_reported_and_leaks_nothing);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
