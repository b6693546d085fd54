/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The random generator: its published vectors, its streams, and that its draws are uniform. */
#include <config.h>

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stat/random.h"
#include "support.h"

/* Reads the next row of philox.csv: counter, key, block. */
static bool next_vector(FILE *file, uint64_t words[10])
{
    char line[512], *fields[10];

    if (next_fields(file, line, sizeof line, fields, 10) != 10)
        return false;
    for (size_t i = 0; i < 10; i++)
        words[i] = strtoull(fields[i], NULL, 16);
    return true;
}

START_TEST(the_block_function_gives_the_published_vectors)
{
    FILE *file = open_source("tests/ref/philox.csv");
    uint64_t words[10], block[4];
    size_t rows = 0;

    for (; next_vector(file, words); rows++) {
        pain__philox(words, words + 4, block);
        ck_assert_mem_eq(block, words + 6, sizeof block);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 11);
}
END_TEST

START_TEST(a_stream_is_its_key_and_a_counter_from_0)
{
    FILE *file = open_source("tests/ref/philox.csv");
    uint64_t words[10];
    pain_rng rng;

    while (next_vector(file, words)) {
        if (words[0] == 0)
            pain_rng_init(&rng, words[4], words[5]);
        for (size_t i = 6; i < 10 && words[1] == 0; i++)
            ck_assert_uint_eq(pain_rng_next(&rng), words[i]);
    }
    (void)fclose(file);
}
END_TEST

START_TEST(a_copy_goes_on_where_its_original_stood)
{
    pain_rng rng, copy;

    pain_rng_init(&rng, 7, 8);
    for (size_t i = 0; i < 6; i++)
        (void)pain_rng_next(&rng);
    copy = rng;
    for (size_t i = 0; i < 10; i++)
        ck_assert_uint_eq(pain_rng_next(&copy), pain_rng_next(&rng));
}
END_TEST

START_TEST(high_products_are_the_same_with_and_without_wide_integers)
{
    const uint64_t edges[] = {0, 1, 2, UINT32_MAX, (uint64_t)UINT32_MAX + 1, UINT64_MAX};
    pain_rng rng;

    for (size_t i = 0; i < 6; i++)
        for (size_t j = 0; j < 6; j++)
            ck_assert_uint_eq(pain__high_product_portable(edges[i], edges[j]),
                              pain__high_product(edges[i], edges[j]));
    /* (2^64 - 1)^2 = 2^128 - 2^65 + 1 */
    ck_assert_uint_eq(pain__high_product_portable(UINT64_MAX, UINT64_MAX), UINT64_MAX - 1);
    pain_rng_init(&rng, 1, 2);
    for (size_t i = 0; i < 1000; i++) {
        uint64_t a = pain_rng_next(&rng), b = pain_rng_next(&rng);

        ck_assert_uint_eq(pain__high_product_portable(a, b), pain__high_product(a, b));
    }
}
END_TEST

START_TEST(draws_below_a_bound_stay_below_it)
{
    const uint64_t bounds[] = {1, 2, 3, 11, 1000003, UINT64_C(1) << 63, UINT64_MAX};
    pain_rng rng;

    pain_rng_init(&rng, 3, 0);
    for (size_t b = 0; b < 7; b++)
        for (size_t i = 0; i < 1000; i++)
            ck_assert_uint_lt(pain_rng_below(&rng, bounds[b]), bounds[b]);
    ck_assert_uint_eq(pain_rng_below(&rng, 0), 0);
}
END_TEST

START_TEST(draws_below_a_bound_are_equally_frequent)
{
    enum { BOUND = 11, DRAWS = 110000 };
    uint64_t frequency[BOUND] = {0};
    double chi_squared = 0;
    pain_rng rng;

    pain_rng_init(&rng, 4, 0);
    for (size_t i = 0; i < DRAWS; i++)
        frequency[pain_rng_below(&rng, BOUND)]++;
    for (size_t i = 0; i < BOUND; i++)
        chi_squared += pow((double)frequency[i] - DRAWS / BOUND, 2) / (DRAWS / BOUND);
    /* The .0001 and .9999 quantiles of chi-squared with 10 degrees of freedom: R qchisq. */
    ck_assert(chi_squared > 0.8889 && chi_squared < 35.564);
}
END_TEST

START_TEST(a_bound_near_2_to_the_64_is_drawn_without_bias)
{
    const uint64_t bound = 3 * (UINT64_C(1) << 62);
    size_t multiples = 0;
    pain_rng rng;

    pain_rng_init(&rng, 5, 0);
    for (size_t i = 0; i < 30000; i++) {
        uint64_t drawn = pain_rng_below(&rng, bound);

        multiples += drawn % 3 == 0;
        ck_assert_uint_lt(drawn, bound);
    }
    /* 4 words of 64 bits fall on 3 values, so without rejection half of all draws would be multiples of 3. They are a
     * third, within 4 standard deviations. */
    ck_assert(fabs((double)multiples - 10000) < 4 * sqrt(30000 * 2.0 / 9));
}
END_TEST

START_TEST(uniforms_lie_inside_0_and_1_and_have_the_right_moments)
{
    enum { DRAWS = 100000 };
    double sum = 0, squares = 0;
    pain_rng rng;

    pain_rng_init(&rng, 6, 0);
    for (size_t i = 0; i < DRAWS; i++) {
        double u = pain_rng_uniform(&rng);

        ck_assert(u > 0 && u < 1);
        sum += u;
        squares += (u - 0.5) * (u - 0.5);
    }
    /* Mean 1/2 with variance 1/12; (u - 1/2)^2 has mean 1/12 and variance 1/180. 4 standard deviations. */
    ck_assert(fabs(sum / DRAWS - 0.5) < 4 * sqrt(1.0 / 12 / DRAWS));
    ck_assert(fabs(squares / DRAWS - 1.0 / 12) < 4 * sqrt(1.0 / 180 / DRAWS));
}
END_TEST

START_TEST(the_extreme_words_give_uniforms_inside_0_and_1)
{
    pain_rng rng;

    memset(&rng, 0, sizeof rng);
    rng.block[1] = UINT64_MAX;
    ck_assert(pain_rng_uniform(&rng) == 0x1p-53);
    ck_assert(pain_rng_uniform(&rng) == 1 - 0x1p-53);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rng");
    TCase *tests = tcase_create("rng");

    tcase_add_test(tests, the_block_function_gives_the_published_vectors);
    tcase_add_test(tests, a_stream_is_its_key_and_a_counter_from_0);
    tcase_add_test(tests, a_copy_goes_on_where_its_original_stood);
    tcase_add_test(tests, high_products_are_the_same_with_and_without_wide_integers);
    tcase_add_test(tests, draws_below_a_bound_stay_below_it);
    tcase_add_test(tests, draws_below_a_bound_are_equally_frequent);
    tcase_add_test(tests, a_bound_near_2_to_the_64_is_drawn_without_bias);
    tcase_add_test(tests, uniforms_lie_inside_0_and_1_and_have_the_right_moments);
    tcase_add_test(tests, the_extreme_words_give_uniforms_inside_0_and_1);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
