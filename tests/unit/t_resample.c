/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Resamples: that binomial and multinomial draws have their distributions, and that a seed keeps
 * its draws. */
#include <config.h>

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "num/distribution.h"
#include "painstat/rng.h"
#include "stat/binomial_draw.h"
#include "stat/mean_of.h"
#include "stat/resample.h"
#include "support.h"

static uint64_t draw(pain_rng *rng, uint64_t n, double p, double q)
{
    const pain__chance chance = pain__chance_of(p, q);

    return pain__binomial_draw(rng, n, &chance);
}

/* Chi-squared of `draws` binomial numbers against their probabilities, cells of an expected number
 * below 10 united; the degrees of freedom into *df. */
static double binomial_misfit(uint64_t n, double p, size_t draws, double *df)
{
    uint64_t *seen = calloc((size_t)n + 1, sizeof *seen), outside = 0;
    double chi_squared = 0, expected = 0, observed = 0;
    pain_rng rng;

    pain_rng_init(&rng, 20240229, n);
    for (size_t i = 0; i < draws; i++) {
        uint64_t k = draw(&rng, n, p, 1 - p);

        outside += k > n;
        seen[k > n ? n : k]++;
    }
    ck_assert_uint_eq(outside, 0);
    *df = -1;
    for (uint64_t k = 0; k <= n; k++) {
        expected += (double)draws * pain__binomial_pmf(k, n, p);
        observed += (double)seen[k];
        if (expected >= 10 || k == n) {
            chi_squared += expected > 0 ? pow(observed - expected, 2) / expected : 0;
            *df += 1;
            expected = observed = 0;
        }
    }
    free(seen);
    return chi_squared;
}

START_TEST(binomial_draws_have_their_distribution)
{
    /* Inversion for n p < 10, rejection from there, both mirrored above p = 1/2. */
    const struct {
        uint64_t n;
        double p;
    } cases[] = {{1, 0.3},    {7, 0.5},      {20, 0.499},  {20, 0.5},      {20, 0.51},
                 {40, 0.25},  {100, 0.0999}, {100, 0.1},   {100, 0.9},     {1000, 0.001},
                 {1000, 0.3}, {1000, 0.985}, {30000, 0.5}, {100000, 0.01}, {300000, 0.99999}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double df, chi_squared = binomial_misfit(cases[i].n, cases[i].p, 200000, &df);

        ck_assert_msg(chi_squared < pain__chisq_quantile(1e-4, df, PAIN__UPPER),
                      "n %d, p %g: chi-squared %g with %g df", (int)cases[i].n, cases[i].p,
                      chi_squared, df);
    }
}
END_TEST

START_TEST(binomial_draws_of_certain_outcomes_are_certain)
{
    pain_rng rng;

    pain_rng_init(&rng, 1, 1);
    ck_assert_uint_eq(draw(&rng, 0, 0.5, 0.5), 0);
    ck_assert_uint_eq(draw(&rng, 1000, 0, 1), 0);
    ck_assert_uint_eq(draw(&rng, 1000, 1, 0), 1000);
    ck_assert_uint_eq(draw(&rng, INT64_MAX, 1, 0), INT64_MAX);
}
END_TEST

START_TEST(binomial_draws_of_huge_counts_have_their_moments)
{
    enum { DRAWS = 20000 };
    const double ps[] = {1e-18, 1e-15, 0.001, 0.3, 0.5, 0.75};
    const double n = 0x1p62;

    for (size_t i = 0; i < 6; i++) {
        double p = ps[i], spread = sqrt(n * p * (1 - p)), mean = 0, square = 0, fourth = 0;
        pain_rng rng;

        pain_rng_init(&rng, 2, i);
        for (size_t d = 0; d < DRAWS; d++) {
            double z = ((double)draw(&rng, (uint64_t)n, p, 1 - p) - n * p) / spread;

            mean += z / DRAWS;
            square += z * z / DRAWS;
            fourth += z * z * z * z / DRAWS;
        }
        /* 4 standard deviations of the averages of z, z^2 and z^4, z standard normal, whose moments
         * 2, 4, 8 are 1, 3 and 105; at n p = 4.6 the excess 1 / (n p) adds 0.22 to the fourth
         * moment. */
        double excess = 1 / (n * p);

        ck_assert(fabs(mean) < 4 / sqrt(DRAWS));
        ck_assert(fabs(square - 1) < 4 * sqrt((2 + excess) / DRAWS));
        ck_assert(fabs(fourth - 3 - excess) < 4 * sqrt((96 + 200 * excess) / DRAWS));
    }
}
END_TEST

static const double values[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

/* Mean, variance and covariances of the counts of many resamples, each within 4.5 standard
 * deviations. */
static void assert_multinomial(const uint64_t *count, size_t distinct, uint64_t n)
{
    enum { DRAWS = 20000 };
    const pain_counts data = {values, NULL, count, distinct, n};
    double first[11] = {0}, second[11][11] = {{0}};
    pain__resampler *resampler;
    uint64_t drawn[11], strays = 0; /* an assertion for each draw would take most of the time */
    pain_rng rng;

    ck_assert_int_eq(pain__resampler_new(&resampler, data, NULL), PAIN_OK);
    for (size_t d = 0; d < DRAWS; d++) {
        double z[11];
        uint64_t sum = 0;

        pain_rng_init(&rng, 3, d);
        pain__resample(resampler, &rng, drawn);
        for (size_t i = 0; i < distinct; i++) {
            double p = (double)count[i] / (double)n;

            sum += drawn[i];
            z[i] = p > 0 && p < 1
                       ? ((double)drawn[i] - (double)n * p) / sqrt((double)n * p * (1 - p))
                       : 0;
            strays += count[i] == 0 && drawn[i] > 0;
            first[i] += z[i] / DRAWS;
            for (size_t j = 0; j <= i; j++)
                second[i][j] += z[i] * z[j] / DRAWS;
        }
        strays += sum != n;
    }
    ck_assert_uint_eq(strays, 0);
    pain__resampler_free(resampler);
    for (size_t i = 0; i < distinct; i++)
        for (size_t j = 0; j <= i && count[i] > 0 && count[i] < n; j++) {
            double p = (double)count[i] / (double)n, q = (double)count[j] / (double)n;
            double want = i == j ? 1 : -sqrt(p * q / ((1 - p) * (1 - q)));
            double kurtosis = 1 / ((double)n * p * (1 - p));

            ck_assert(fabs(first[i]) < 4.5 / sqrt(DRAWS));
            ck_assert(fabs(second[i][j] - want) < 4.5 * sqrt((2 + kurtosis) / DRAWS));
        }
}

START_TEST(resamples_have_multinomial_moments)
{
    /* Patient by patient; value by value with rare and common values; a value that nobody has; many
     * patients. */
    const uint64_t few[] = {1, 2, 1, 5, 3, 0, 2, 1, 1, 4, 2};
    const uint64_t some[] = {300, 40, 3, 20, 60, 0, 0, 100, 200, 70, 7};
    const uint64_t last_is_empty[] = {500, 0, 500, 0};
    const uint64_t many[] = {1000000, 2000000, 7, 30, 1500000, 500000, 0, 4, 12, 1, 4999946};
    const uint64_t alone[] = {0, 1000, 0};

    assert_multinomial(few, 11, 22);
    assert_multinomial(some, 11, 800);
    assert_multinomial(last_is_empty, 4, 1000);
    assert_multinomial(many, 11, 10000000);
    assert_multinomial(alone, 3, 1000);
}
END_TEST

/* Above 8192 patients, drawn from halves of a word: 400 x 10,000 patients of 500 values. */
START_TEST(many_patients_are_drawn_equally_often)
{
    enum { VALUES = 500, OF_EACH = 20, DRAWS = 400 };
    double x[VALUES], expected = DRAWS * OF_EACH, chi_squared = 0;
    uint64_t count[VALUES], drawn[VALUES], seen[VALUES] = {0};
    const pain_counts data = {x, NULL, count, VALUES, VALUES * OF_EACH};
    pain__resampler *resampler;
    pain_rng rng;

    for (size_t i = 0; i < VALUES; i++) {
        x[i] = (double)i;
        count[i] = OF_EACH;
    }
    ck_assert_int_eq(pain__resampler_new(&resampler, data, NULL), PAIN_OK);
    for (uint64_t d = 0; d < DRAWS; d++) {
        pain_rng_init(&rng, 6, d);
        pain__resample(resampler, &rng, drawn);
        for (size_t i = 0; i < VALUES; i++)
            seen[i] += drawn[i];
    }
    pain__resampler_free(resampler);
    for (size_t i = 0; i < VALUES; i++)
        chi_squared += pow((double)seen[i] - expected, 2) / expected;
    ck_assert(chi_squared < pain__chisq_quantile(1e-4, VALUES - 1, PAIN__UPPER));
    ck_assert(chi_squared > pain__chisq_quantile(1e-4, VALUES - 1, PAIN__LOWER));
}
END_TEST

START_TEST(resamples_of_nearly_2_to_the_63_add_up)
{
    const uint64_t count[] = {(uint64_t)1 << 62, 5, ((uint64_t)1 << 62) - 6};
    const pain_counts data = {values, NULL, count, 3, INT64_MAX};
    pain__resampler *resampler;
    uint64_t drawn[3];
    pain_rng rng;

    ck_assert_int_eq(pain__resampler_new(&resampler, data, NULL), PAIN_OK);
    for (uint64_t i = 0; i < 1000; i++) {
        pain_rng_init(&rng, 4, i);
        pain__resample(resampler, &rng, drawn);
        ck_assert_uint_eq(drawn[0] + drawn[1] + drawn[2], INT64_MAX);
        /* 4 standard deviations of 1.5e9 and some */
        ck_assert(fabs((double)drawn[0] - 0x1p62) < 8e9);
        ck_assert_uint_lt(drawn[1], 30);
    }
    pain__resampler_free(resampler);
}
END_TEST

START_TEST(a_few_patients_to_a_value_are_drawn_one_by_one_and_no_more)
{
    /* 48 patients are 48 quarters of words, 3 blocks; a binomial takes two words or little more. */
    const uint64_t at[] = {30, 18}, above[] = {31, 18};
    pain__resampler *resampler;
    uint64_t drawn[2];
    pain_rng rng;

    ck_assert_int_eq(pain__resampler_new(&resampler, (pain_counts){values, NULL, at, 2, 48}, NULL),
                     PAIN_OK);
    pain_rng_init(&rng, 5, 0);
    pain__resample(resampler, &rng, drawn);
    ck_assert_uint_eq(rng.counter, 3);
    pain__resampler_free(resampler);
    ck_assert_int_eq(
        pain__resampler_new(&resampler, (pain_counts){values, NULL, above, 2, 49}, NULL), PAIN_OK);
    pain_rng_init(&rng, 5, 0);
    pain__resample(resampler, &rng, drawn);
    ck_assert_uint_lt(rng.counter, 3);
    pain__resampler_free(resampler);
}
END_TEST

/* The first row is also what a model in Python draws; the second is no reference but a guard: what
 * the first release drew. Another draw for the same seed is a new major version. */
START_TEST(a_seed_keeps_its_resamples)
{
    const uint64_t count[2][5] = {{3, 1, 4, 1, 5}, {300, 1000000, 4, 100, 50}};
    const uint64_t n[] = {14, 1000454};
    const uint64_t kept[2][5] = {{3, 1, 3, 1, 6}, {298, 999991, 5, 110, 50}};
    uint64_t drawn[5];

    for (size_t i = 0; i < 2; i++) {
        pain__resampler *resampler;
        pain_rng rng;

        ck_assert_int_eq(
            pain__resampler_new(&resampler, (pain_counts){values, NULL, count[i], 5, n[i]}, NULL),
            PAIN_OK);
        pain_rng_init(&rng, 20240229, 42);
        pain__resample(resampler, &rng, drawn);
        for (size_t j = 0; j < 5; j++)
            ck_assert_uint_eq(drawn[j], kept[i][j]);
        pain__resampler_free(resampler);
    }
}
END_TEST

/* Piece by piece, as the rule says. */
static void draw_one_by_one(uint64_t n, pain_rng *rng, uint64_t *count)
{
    const unsigned bits = n <= 8192 ? 16 : 32;
    const uint64_t span = UINT64_C(1) << bits;

    for (uint64_t left = n; left > 0;) {
        uint64_t word = pain_rng_next(rng);

        for (unsigned at = 0; at < 64 && left > 0; at += bits) {
            uint64_t product = (word >> at) % span * n;

            if (product % span >= span % n) {
                count[product / span]++;
                left--;
            }
        }
    }
}

/* Of n values without ties, some negative: the counts, the sum without them, and its mean. */
static void check_draws_of(uint64_t n)
{
    double *value = calloc((size_t)n, sizeof *value);
    uint64_t *count = calloc((size_t)n, sizeof *count), *drawn = calloc((size_t)n, sizeof *drawn);
    pain__whole *whole = calloc((size_t)n, sizeof *whole), want = {0, 0};
    const pain_counts data = {value, NULL, count, (size_t)n, n};
    pain__whole_scale scale;
    pain__resampler *resampler;
    pain_rng rng;

    for (uint64_t i = 0; i < n; i++) {
        value[i] = 0.6180339887498949 * (double)i - 0.3 * (double)n;
        count[i] = 1;
    }
    ck_assert(pain__whole_values(value, data, whole, &scale));
    ck_assert_int_eq(pain__resampler_new(&resampler, data, NULL), PAIN_OK);
    for (uint64_t stream = 0; stream < 20; stream++) {
        pain_rng_init(&rng, 7, stream);
        pain__resample(resampler, &rng, drawn);
        memset(count, 0, (size_t)n * sizeof *count);
        pain_rng_init(&rng, 7, stream);
        draw_one_by_one(n, &rng, count);
        ck_assert_mem_eq(drawn, count, (size_t)n * sizeof *count);
        want.high = want.low = 0;
        for (uint64_t i = 0; i < n; i++) {
            want.high += whole[i].high * (int64_t)count[i];
            want.low += whole[i].low * (int64_t)count[i];
        }
        pain_rng_init(&rng, 7, stream);
        pain__whole sum = pain__resample_sum(resampler, &rng, whole);
        double mean = pain__mean_of(value, data);

        ck_assert(sum.high == want.high && sum.low == want.low);
        ck_assert(fabs(pain__whole_mean(sum, scale, n) - mean) <= DBL_EPSILON * fabs(mean));
    }
    pain__resampler_free(resampler);
    free(value);
    free(count);
    free(drawn);
    free(whole);
}

START_TEST(patients_are_drawn_by_the_rule_and_added_as_they_are_counted)
{
    /* 7282 passes over most of the pieces of 16 bits, 8192 none; then pieces of 32. */
    const uint64_t n[] = {1, 2, 3, 5, 14, 63, 1000, 7282, 8191, 8192, 8193, 20000};

    for (size_t i = 0; i < sizeof n / sizeof *n; i++)
        check_draws_of(n[i]);
}
END_TEST

START_TEST(whole_values_have_exact_means_or_are_refused)
{
    const uint64_t one[] = {1, 1, 1}, equal[] = {7};
    const double extremes[] = {-1.7e308, 0x1p1000, 1.7e308}, tiny[] = {5e-324, 1e-323, 1e-310};
    const double wide[] = {0, 1e-30, 1}, awkward[] = {0.1};
    const double *sound[] = {extremes, tiny};
    pain__whole whole[7], sum = {0, 0};
    pain__whole_scale scale;

    for (size_t i = 0; i < 2; i++) {
        ck_assert(
            pain__whole_values(sound[i], (pain_counts){sound[i], NULL, one, 3, 3}, whole, &scale));
        for (size_t j = 0; j < 3; j++)
            ck_assert(pain__whole_mean(whole[j], scale, 1) == sound[i][j]);
    }
    ck_assert(!pain__whole_values(wide, (pain_counts){wide, NULL, one, 3, 3}, whole, &scale));
    ck_assert(
        pain__whole_values(awkward, (pain_counts){awkward, NULL, equal, 1, 7}, whole, &scale));
    for (size_t j = 0; j < 7; j++) {
        sum.high += whole[j].high;
        sum.low += whole[j].low;
    }
    ck_assert(pain__whole_mean(sum, scale, 7) == 0.1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("resample");
    TCase *tests = tcase_create("resample");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, binomial_draws_have_their_distribution);
    tcase_add_test(tests, binomial_draws_of_certain_outcomes_are_certain);
    tcase_add_test(tests, binomial_draws_of_huge_counts_have_their_moments);
    tcase_add_test(tests, resamples_have_multinomial_moments);
    tcase_add_test(tests, many_patients_are_drawn_equally_often);
    tcase_add_test(tests, resamples_of_nearly_2_to_the_63_add_up);
    tcase_add_test(tests, a_few_patients_to_a_value_are_drawn_one_by_one_and_no_more);
    tcase_add_test(tests, a_seed_keeps_its_resamples);
    tcase_add_test(tests, patients_are_drawn_by_the_rule_and_added_as_they_are_counted);
    tcase_add_test(tests, whole_values_have_exact_means_or_are_refused);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
