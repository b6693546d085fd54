/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pieces of BCa intervals, and whole intervals against complete enumeration where n is small.
 */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "num/order.h"
#include "painstat/bootstrap.h"
#include "stat/bca.h"
#include "stat/bootstrap_limits.h"
#include "support.h"

static pain_interval_options options_for(int32_t method, double level)
{
    return (pain_interval_options){
        .size = sizeof(pain_interval_options), .method = method, .level = level, .seed = 1};
}

/* The set nrs7 of the reference: 7 patients, as pairs of baseline and endpoint, and their percent
 * reductions. */
static const double nrs7_x[] = {4, 5, 6, 7, 8, 9, 10}, nrs7_y[] = {0, 1, 3, 2, 0, 1, 4};

static double reduction_statistic(pain_counts counts, void *context)
{
    (void)context;
    return 100 * (1 - pain_statistic_ratio(counts, NULL));
}

typedef struct small_sample {
    const char *name;
    pain_statistic statistic;
    double x[7], y[7];
    uint64_t count[7];
    pain_counts counts;
} small_sample;

/* The three statistics of nrs7 in the table. */
static void fill_samples(small_sample samples[3])
{
    const char *names[] = {"mean_pct_reduction", "median_pct_reduction",
                           "pct_reduction_ratio_of_means"};
    const pain_statistic statistics[] = {pain_statistic_mean, pain_statistic_median,
                                         reduction_statistic};

    for (size_t s = 0; s < 3; s++) {
        small_sample *sample = &samples[s];

        sample->name = names[s];
        sample->statistic = statistics[s];
        for (size_t i = 0; i < 7; i++) {
            sample->x[i] = s < 2 ? 100 * (nrs7_x[i] - nrs7_y[i]) / nrs7_x[i] : nrs7_x[i];
            sample->y[i] = nrs7_y[i];
            sample->count[i] = 1;
        }
        sample->counts = (pain_counts){sample->x, s < 2 ? NULL : sample->y, sample->count, 7, 7};
        if (s == 2)
            continue;
        /* 100 % occurs twice: as a tally would have it. */
        pain__sort(sample->x, 7);
        sample->count[5] = 2;
        sample->counts.distinct = 6;
    }
}

/* The statistic of each of the 7^7 equally likely resamples, sorted. */
enum { RESAMPLES_OF_7 = 823543 };

static double *all_replicates(const small_sample *sample)
{
    double *replicates = calloc(RESAMPLES_OF_7, sizeof *replicates);
    pain_counts resample = sample->counts;
    uint64_t count[7];

    resample.count = count;
    for (size_t r = 0; r < RESAMPLES_OF_7; r++) {
        memset(count, 0, sizeof count);
        for (size_t i = 0, left = r; i < 7; i++, left /= 7)
            count[left % 7 < resample.distinct ? left % 7 : resample.distinct - 1]++;
        replicates[r] = sample->statistic(resample, NULL);
    }
    pain__sort(replicates, RESAMPLES_OF_7);
    return replicates;
}

/* The bias correction by the mid rule. */
static double bias_of(const double *replicates, double value)
{
    const pain__replicates all = {.value = (double *)replicates, .n = RESAMPLES_OF_7};
    double below, above;

    pain__replicates_around(&all, value, 1e-10, &below, &above);
    return pain__bootstrap_bias(below, above, false);
}

static double acceleration_of(const small_sample *sample)
{
    uint64_t count[7];
    double left_out[7];

    return pain__bca_acceleration(sample->counts, sample->statistic, NULL, count, left_out);
}

/* What the library makes of the replicates for the number that a row of bootstrap_ideal.csv names;
 * NaN for another. */
static double ideal_of(const small_sample *sample, const double *replicates, char **fields)
{
    const char *quantity = fields[1] + strlen("ideal_boot_");
    double value = sample->statistic(sample->counts, NULL), a = acceleration_of(sample);
    bool is_bca = strncmp(quantity, "bca", 3) == 0;
    pain_interval_options options =
        options_for(is_bca ? PAIN_METHOD_BCA : PAIN_METHOD_PERCENTILE, strtod(fields[3], NULL));
    double z0 = bias_of(replicates, value);
    pain_estimate e = {.value = value};

    if (strcmp(quantity, "acceleration") == 0)
        return a;
    if (strcmp(quantity, "p_mid") == 0)
        return pain__normal_tail(z0, PAIN__LOWER);
    if (strncmp(quantity, "bca_alpha", 9) == 0)
        return pain__bca_level(z0, a, (1 - options.level) / 2,
                               strstr(quantity, "lower") != NULL ? PAIN__LOWER : PAIN__UPPER);
    if (!is_bca && strncmp(quantity, "percentile", 10) != 0)
        return NAN;
    pain__bootstrap_limits(replicates, RESAMPLES_OF_7, a, &options, &e);
    return strstr(quantity, "lower") != NULL ? e.lower : e.upper;
}

START_TEST(the_pieces_and_limits_of_all_resamples_agree_with_the_reference)
{
    small_sample samples[3];
    size_t rows = 0;

    fill_samples(samples);
    for (size_t s = 0; s < 3; s++) {
        FILE *file = open_source("tests/ref/bootstrap_ideal.csv");
        double *replicates = all_replicates(&samples[s]);
        char line[512], *fields[5];

        while (next_fields(file, line, sizeof line, fields, 5) == 5) {
            if (strncmp(fields[2], samples[s].name, strlen(samples[s].name)) != 0)
                continue;
            double got = ideal_of(&samples[s], replicates, fields);

            if (isnan(got))
                continue;
            ck_assert_msg(is_close(got, strtod(fields[4], NULL), 1e-12), "%s %s %s: %.17g, want %s",
                          fields[1], fields[2], fields[3], got, fields[4]);
            rows++;
        }
        (void)fclose(file);
        free(replicates);
    }
    ck_assert_uint_eq(rows, 3 * 14);
}
END_TEST

/* The part of sorted replicates below x, and that up to x. */
static void part_around(const double *replicates, double x, double *below, double *up_to)
{
    size_t i = 0;

    while (i < RESAMPLES_OF_7 && replicates[i] < x - 1e-9)
        i++;
    *below = (double)i / RESAMPLES_OF_7;
    while (i < RESAMPLES_OF_7 && replicates[i] <= x + 1e-9)
        i++;
    *up_to = (double)i / RESAMPLES_OF_7;
}

/* A limit found with n resamples lies at a level that differs by the error of z0, about sqrt(pi / 2
 * / n) and passed on about twice, and by the binomial error of the quantile: 5 standard deviations
 * of both. */
static void assert_limit_at(const double *replicates, double limit, double level, double n)
{
    double below, up_to, slope = exp(-pow(pain__normal_quantile(level, PAIN__LOWER), 2) / 2);
    double error = 5 * sqrt((level * (1 - level) + slope * slope) / n);

    part_around(replicates, limit, &below, &up_to);
    ck_assert_msg(below <= level + error && up_to >= level - error,
                  "limit %g at %g .. %g, want %g +- %g", limit, below, up_to, level, error);
}

START_TEST(random_resamples_agree_with_all_resamples)
{
    const uint64_t n = 200000;
    small_sample samples[3];

    fill_samples(samples);
    for (size_t s = 0; s < 3; s++) {
        double *replicates = all_replicates(&samples[s]);
        pain_interval_options options = options_for(0, 0.9);

        options.resamples = n;
        pain_estimate e;

        ck_assert_int_eq(
            pain_bootstrap(samples[s].counts, samples[s].statistic, NULL, &options, &e), PAIN_OK);
        double z0 = bias_of(replicates, e.value);
        double a = acceleration_of(&samples[s]);

        ck_assert_int_eq(e.method, PAIN_METHOD_BCA);
        ck_assert(fabs(e.reserved[0] - z0) < 5 * sqrt(1.5708 / (double)n));
        ck_assert_double_eq(e.reserved[1], a);
        assert_limit_at(replicates, e.lower, pain__bca_level(z0, a, 0.05, PAIN__LOWER), (double)n);
        assert_limit_at(replicates, e.upper, pain__bca_level(z0, a, 0.05, PAIN__UPPER), (double)n);
        options.method = PAIN_METHOD_PERCENTILE;
        ck_assert_int_eq(
            pain_bootstrap(samples[s].counts, samples[s].statistic, NULL, &options, &e), PAIN_OK);
        assert_limit_at(replicates, e.lower, 0.05, (double)n);
        assert_limit_at(replicates, e.upper, 0.95, (double)n);
        free(replicates);
    }
}
END_TEST

/* 1000 patients, some with each score. */
static const double scores[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
static const uint64_t clinic[] = {400, 150, 100, 80, 60, 50, 40, 40, 30, 30, 20};
static const pain_counts clinic_counts = {scores, NULL, clinic, 11, 1000};

START_TEST(the_acceleration_of_a_mean_is_a_sixth_of_its_skewness)
{
    double mean = 0, second = 0, third = 0, left_out[11];
    uint64_t count[11];

    for (size_t i = 0; i < 11; i++)
        mean += scores[i] * (double)clinic[i] / 1000;
    for (size_t i = 0; i < 11; i++) {
        second += pow(scores[i] - mean, 2) * (double)clinic[i];
        third += pow(scores[i] - mean, 3) * (double)clinic[i];
    }
    ck_close(pain__bca_acceleration(clinic_counts, pain_statistic_mean, NULL, count, left_out),
             third / (6 * pow(second, 1.5)), 1e-10);
}
END_TEST

START_TEST(levels_beyond_the_pole_of_bca_are_undefined)
{
    ck_assert_double_nan(pain__bca_level(0, 0.6, 0.025, PAIN__UPPER));
    ck_assert_double_nan(pain__bca_level(INFINITY, 0, 0.025, PAIN__UPPER));
    ck_assert_double_nan(pain__bca_level(0, NAN, 0.025, PAIN__UPPER));
    ck_close(pain__bca_level(0, 0, 0.025, PAIN__UPPER), 0.975, 1e-15);
    ck_close(pain__bca_level(0, 0, 1e-12, PAIN__LOWER), 1e-12, 1e-12);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bca");
    TCase *tests = tcase_create("bca");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, the_pieces_and_limits_of_all_resamples_agree_with_the_reference);
    tcase_add_test(tests, random_resamples_agree_with_all_resamples);
    tcase_add_test(tests, the_acceleration_of_a_mean_is_a_sixth_of_its_skewness);
    tcase_add_test(tests, levels_beyond_the_pole_of_bca_are_undefined);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
