/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Differences of two groups' ratios from an interval of each (MOVER). */
#include <config.h>

#include <math.h>

#include "paired.h"
#include "painstat/two_locations.h"
#include "support.h"

static pain_interval_options options_at(double level, pain_side side, pain_method method)
{
    return (pain_interval_options){.size = sizeof(pain_interval_options),
                                   .level = level,
                                   .method = (int32_t)method,
                                   .side = (int32_t)side};
}

/* The golden 95 % limits of reductions in percent: mpmath, 20 digits. */
static const struct group_limits {
    const char *set;
    double value, fieller[2], log_delta[2];
} golden[] = {
    {"nrs7",
     77.551020408163265306,
     {59.653764269667441782, 97.167685549586105263},
     {50.041817954247973327, 89.912429474451744227}},
    {"hamilton9",
     24.446540880503144654,
     {5.9353148250788902392, 47.146735890274694399},
     {2.2246773639234810501, 41.617935579020417542}},
    {"nrs12",
     78.205128205128205128,
     {57.063534409326282358, 95.408527170052475616},
     {48.650545612821782135, 90.749338192120926144}},
};

/* What the formula makes of reductions in percent: the ratio of a less that of b is the reduction
 * of b less that of a. */
static void check_mover(const pain_estimate *e, double a, const double a_limits[2], double b,
                        const double b_limits[2])
{
    ck_close(e->value, (b - a) / 100, 1e-12);
    ck_close(e->lower, (b - a - hypot(b - b_limits[0], a_limits[1] - a)) / 100, 1e-12);
    ck_close(e->upper, (b - a + hypot(b_limits[1] - b, a - a_limits[0])) / 100, 1e-12);
}

START_TEST(mover_combines_the_limits_of_each_group)
{
    for (int i = 0; i < 9; i++) {
        const struct group_limits *a = &golden[i / 3], *b = &golden[i % 3];
        const paired_set of_a = paired_read(a->set), of_b = paired_read(b->set);
        pain_interval_options o = options_at(0.95, PAIN_TWO_SIDED, PAIN_METHOD_MOVER_FIELLER);
        pain_estimate e = paired_two_answer(pain_ratio_of_means_difference, &of_a, &of_b, &o);

        check_mover(&e, a->value, a->fieller, b->value, b->fieller);
        ck_assert(e.denominator == of_a.n + of_b.n && e.flags == 0);
        ck_assert(e.reserved[0] > 0.04 && e.reserved[1] < 0.1);
        o.method = PAIN_METHOD_MOVER_LOG_DELTA;
        e = paired_two_answer(pain_ratio_of_means_difference, &of_a, &of_b, &o);
        check_mover(&e, a->value, a->log_delta, b->value, b->log_delta);
    }
}
END_TEST

/* The baselines 0, 0, 0, 10 do not tell their mean from 0: g = (3.18 x 2.5 / 2.5)^2. */
START_TEST(mover_of_a_group_without_ends_excludes_nothing)
{
    const paired_set wild = {.x = {0, 0, 0, 10}, .y = {0, 1, 0, 5}, .n = 4},
                     b = paired_read("nrs7");
    pain_interval_options o = options_at(0.95, PAIN_TWO_SIDED, PAIN_METHOD_MOVER_FIELLER);

    for (int i = 0; i < 2; i++) {
        pain_estimate e = paired_two_answer(pain_ratio_of_means_difference, i == 0 ? &wild : &b,
                                            i == 0 ? &b : &wild, &o);

        ck_assert(e.lower == -INFINITY && e.upper == INFINITY && e.flags == PAIN_FLAG_UNBOUNDED);
        ck_assert(isfinite(e.value) && e.reserved[i] > 1 && e.reserved[1 - i] < 1);
    }
    o.side = PAIN_LOWER_BOUND;
    pain_estimate e = paired_two_answer(pain_ratio_of_means_difference, &wild, &b, &o);

    ck_assert(isfinite(e.value) && isnan(e.lower) && e.reason == PAIN_EUNDEFINED);
}
END_TEST

static void check_bounds(paired_two function, const char *of_a, pain_method method)
{
    const paired_set a = paired_read(of_a), b = paired_read("hamilton9");
    pain_interval_options both = options_at(0.9, PAIN_TWO_SIDED, method);
    pain_interval_options lower = options_at(0.95, PAIN_LOWER_BOUND, method);
    pain_interval_options upper = options_at(0.95, PAIN_UPPER_BOUND, method);
    pain_interval_options far = options_at(0.05, PAIN_UPPER_BOUND, method);
    pain_estimate e = paired_two_answer(function, &a, &b, &both);
    pain_estimate l = paired_two_answer(function, &a, &b, &lower);
    pain_estimate u = paired_two_answer(function, &a, &b, &upper);
    pain_estimate f = paired_two_answer(function, &a, &b, &far);

    ck_assert(l.upper == INFINITY && u.lower == -INFINITY);
    ck_close(l.lower, e.lower, 1e-12);
    ck_close(u.upper, e.upper, 1e-12);
    /* Below 1/2 the bound is beyond the value. */
    ck_assert(f.upper < f.value);
    f = paired_two_answer(function, &b, &a, &both);
    ck_assert(f.value == -e.value && f.lower == -e.upper && f.upper == -e.lower);
}

START_TEST(mover_bounds_are_limits_and_exchanged_groups_negate_them)
{
    check_bounds(pain_ratio_of_means_difference, "nrs7", PAIN_METHOD_MOVER_FIELLER);
    check_bounds(pain_ratio_of_means_difference, "nrs7", PAIN_METHOD_MOVER_LOG_DELTA);
}
END_TEST

/* R 4.2.2, tests/ref/location.csv: limits of the ratio of medians at 95 %. */
START_TEST(medians_are_combined_likewise)
{
    const paired_set a = paired_read("hamilton9"), none_left = paired_read("nrs7");
    const double ratio = 0.63095238095238104, low = 0.33680302349977226, high = 1.1819992080022044;
    pain_estimate e = paired_two_answer(pain_ratio_of_medians_difference, &a, &a, NULL);

    ck_assert(e.value == 0 && e.method == PAIN_METHOD_MOVER_PRICE_BONETT && e.denominator == 18);
    ck_close(e.lower, -hypot(ratio - low, high - ratio), 1e-11);
    ck_close(e.upper, hypot(ratio - low, high - ratio), 1e-11);
    e = paired_two_answer(pain_ratio_of_medians_difference, &a, &none_left, NULL);
    ck_assert(isfinite(e.value) && isnan(e.upper) && e.reason == PAIN_EUNDEFINED);
    pain_interval_options other = options_at(0.95, PAIN_TWO_SIDED, PAIN_METHOD_PRICE_BONETT);
    pain_pairs *pairs = paired_pairs(&a);

    ck_assert_int_eq(pain_ratio_of_medians_difference(pain_pairs_counts(pairs),
                                                      pain_pairs_counts(pairs), &other, &e),
                     PAIN_EINVAL);
    pain_pairs_free(pairs);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("mover");
    TCase *tests = tcase_create("mover");

    tcase_add_test(tests, mover_combines_the_limits_of_each_group);
    tcase_add_test(tests, mover_of_a_group_without_ends_excludes_nothing);
    tcase_add_test(tests, mover_bounds_are_limits_and_exchanged_groups_negate_them);
    tcase_add_test(tests, medians_are_combined_likewise);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
