/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of the same patients before and after. References: bounds of two printed examples found
 * with GLPK 5.0's exact simplex and integer solver, and pain that nobody had worse, with sums by
 * hand. t_paired_samples.c has every sample of small n. */
#include <config.h>

#include <math.h>

#include "claim_support.h"
#include <painstat/paired_figures.h>

/* The set of a figure as printed. */
static pain_range printed(const char *text)
{
    return printed_as(text, PAIN_ROUNDING_UNKNOWN);
}

static pain_range compared(pain_comparator comparator, const char *text)
{
    pain_printed p;
    pain_range range;

    ck_assert_int_eq(pain_printed_parse(text, &p, NULL), PAIN_OK);
    ck_assert_int_eq(
        pain_compared_range((int32_t)comparator, &p, NULL, PAIN_ROUNDING_UNKNOWN, &range), PAIN_OK);
    return range;
}

/* 52 patients, 8.1 (1.1) to 0.7 (1.2) of 10. */
static pain_paired_figures example(void)
{
    return (pain_paired_figures){.size = sizeof(pain_paired_figures),
                                 .grid = pain_grid_whole(10),
                                 .n = 52,
                                 .baseline_mean = printed("8.1"),
                                 .baseline_spread = printed("1.1"),
                                 .endpoint_mean = printed("0.7"),
                                 .endpoint_spread = printed("1.2"),
                                 .least_baseline = 1,
                                 .cut = 1,
                                 .percent = 50};
}

/* The end, with an example that has every figure and does not pass it. */
static pain_paired_end end_of(const pain_paired_figures *f, int32_t quantity, bool upper)
{
    pain_paired_end end;
    int64_t numerator, denominator;

    ck_assert_int_eq(pain_paired_bound(f, quantity, upper, true, 1, &end), PAIN_OK);
    ck_assert(end.has_witness);
    ck_assert(pain_paired_witness_check(f, &end.witness));
    ck_assert_int_eq(pain_paired_witness_value(f, &end.witness, quantity, &numerator, &denominator),
                     PAIN_OK);
    ck_close(end.reached, (double)numerator / (double)denominator, 1e-14);
    ck_assert(upper ? end.reached <= end.bound : end.reached >= end.bound);
    return end;
}

/* 1 - 39/419 and 1 - 34/423, the sums that print so: by hand. */
START_TEST(the_reduction_of_the_means_follows_from_the_means)
{
    pain_paired_figures f = example();

    ck_close(end_of(&f, PAIN_PAIRED_PERCENT_OF_MEANS, false).reached, 100 * (1 - 39.0 / 419),
             1e-12);
    ck_close(end_of(&f, PAIN_PAIRED_PERCENT_OF_MEANS, true).reached, 100 * (1 - 34.0 / 423), 1e-12);
    ck_assert(end_of(&f, PAIN_PAIRED_PERCENT_OF_MEANS, true).bound < 91.963);
    ck_assert(end_of(&f, PAIN_PAIRED_PERCENT_OF_MEANS, false).bound > 90.69);
}
END_TEST

/* GLPK's integer optimum is 76.8 to 93.5 %, and 87.3 to 93.5 % when nobody was worse. */
START_TEST(the_mean_of_percentages_can_lie_far_from_it)
{
    pain_paired_figures f = example();
    pain_paired_end low = end_of(&f, PAIN_PAIRED_MEAN_PERCENT, false);
    pain_paired_end high = end_of(&f, PAIN_PAIRED_MEAN_PERCENT, true);

    ck_assert(low.bound > 74 && low.bound < 76.85);
    ck_assert(low.reached < 77.5);
    ck_assert(high.bound < 93.7 && high.reached > 93.3);
    f.nobody_worse = true;
    low = end_of(&f, PAIN_PAIRED_MEAN_PERCENT, false);
    ck_assert(low.bound > 86.5 && low.bound < 87.35);
    ck_assert(low.reached < 87.6);
}
END_TEST

/* 35 to 51 of 52 at 0 or 1: the bounds of a single sample. */
START_TEST(shares_near_zero_are_those_of_the_endpoint_alone)
{
    pain_paired_figures f = example();
    pain_paired_end low = end_of(&f, PAIN_PAIRED_NEAR_ZERO, false);
    pain_paired_end high = end_of(&f, PAIN_PAIRED_NEAR_ZERO, true);

    ck_close(low.reached, 100 * 35.0 / 52, 1e-12);
    ck_close(high.reached, 100 * 51.0 / 52, 1e-12);
    ck_assert(low.bound > 100 * 33.0 / 52 && high.bound < 100);
}
END_TEST

/* 45 to 52 of 52 with half their pain gone. */
START_TEST(responders_are_bounded)
{
    pain_paired_figures f = example();

    ck_close(end_of(&f, PAIN_PAIRED_RESPONDERS, false).reached, 100 * 45.0 / 52, 1e-12);
    ck_close(end_of(&f, PAIN_PAIRED_RESPONDERS, true).reached, 100, 1e-12);
    ck_assert(end_of(&f, PAIN_PAIRED_RESPONDERS, true).bound == 100);
}
END_TEST

static int32_t verdict_of(const pain_paired_figures *f)
{
    pain_paired_witness witness;
    int32_t verdict;

    ck_assert_int_eq(pain_paired_check(f, 1, &verdict, &witness), PAIN_OK);
    if (verdict == PAIN_POSSIBLE)
        ck_assert(pain_paired_witness_check(f, &witness));
    return verdict;
}

/* "84 % average reduction and more than 90 % at zero", 1,000 patients. Were nobody worse, those
 * above 90 % at 0 alone give a mean of percentages above 90; with near zero up to 1 it can be true.
 */
START_TEST(a_clinics_two_sentences_depend_on_their_definitions)
{
    pain_paired_figures f = {.size = sizeof f,
                             .grid = pain_grid_whole(10),
                             .n = 1000,
                             .least_baseline = 1,
                             .nobody_worse = true};

    f.claimed[PAIN_PAIRED_NEAR_ZERO] = compared(PAIN_MORE, "90");
    f.claimed[PAIN_PAIRED_MEAN_PERCENT] = printed("84");
    ck_assert_int_eq(verdict_of(&f), PAIN_IMPOSSIBLE);
    f.nobody_worse = false;
    ck_assert_int_eq(verdict_of(&f), PAIN_POSSIBLE);
    f.nobody_worse = true;
    f.cut = 1;
    ck_assert_int_eq(verdict_of(&f), PAIN_POSSIBLE);
    f.cut = 0;
    f.claimed[PAIN_PAIRED_PERCENT_OF_MEANS] = f.claimed[PAIN_PAIRED_MEAN_PERCENT];
    f.claimed[PAIN_PAIRED_MEAN_PERCENT] = (pain_range){0};
    f.baseline_mean = printed("6.0");
    ck_assert_int_eq(verdict_of(&f), PAIN_POSSIBLE);
    f.baseline_mean = printed("7.0");
    ck_assert_int_eq(verdict_of(&f), PAIN_IMPOSSIBLE);
}
END_TEST

/* Above 90 % at zero and nobody worse leaves at least 901 of 1,000 patients at 100 %. */
START_TEST(more_than_ninety_percent_at_zero_force_a_mean_above_ninety)
{
    pain_paired_figures f = {.size = sizeof f,
                             .grid = pain_grid_whole(10),
                             .n = 1000,
                             .least_baseline = 1,
                             .nobody_worse = true};
    pain_paired_end end;

    f.claimed[PAIN_PAIRED_NEAR_ZERO] = compared(PAIN_MORE, "90");
    end = end_of(&f, PAIN_PAIRED_MEAN_PERCENT, false);
    ck_close(end.bound, 90, 1e-12);
    ck_close(end.reached, 90.1, 1e-12);
}
END_TEST

/* On 1 to 11 the means are one point higher, and nothing else changes. */
START_TEST(a_scale_from_1_counts_from_there)
{
    pain_paired_figures f = example(), from_1 = f;
    pain_paired_end want, got;

    from_1.grid.lowest = 1;
    from_1.baseline_mean = printed("9.1");
    from_1.endpoint_mean = printed("1.7");
    for (int32_t q = 0; q < PAIN_PAIRED_QUANTITIES; q++)
        for (int upper = 0; upper < 2; upper++) {
            ck_assert_int_eq(pain_paired_bound(&f, q, upper, false, 1, &want), PAIN_OK);
            ck_assert_int_eq(pain_paired_bound(&from_1, q, upper, false, 1, &got), PAIN_OK);
            ck_assert_double_eq(got.bound, want.bound);
        }
}
END_TEST

START_TEST(figures_out_of_range_are_refused)
{
    pain_paired_figures f = example();
    pain_paired_end end;
    pain_paired_witness witness;
    int32_t verdict;

    ck_assert_int_eq(pain_paired_check(NULL, 1, &verdict, &witness), PAIN_EINVAL);
    ck_assert_int_eq(verdict, PAIN_UNDECIDED);
    ck_assert_int_eq(pain_paired_bound(&f, 4, true, true, 1, &end), PAIN_EINVAL);
    ck_assert(isnan(end.bound));
    f.grid.steps = 0;
    ck_assert_int_eq(pain_paired_check(&f, 1, &verdict, &witness), PAIN_EINVAL);
    f = example();
    f.percent = 101;
    ck_assert_int_eq(pain_paired_check(&f, 1, &verdict, &witness), PAIN_EINVAL);
    f = example();
    f.n = 0;
    ck_assert_int_eq(pain_paired_check(&f, 1, &verdict, &witness), PAIN_EINVAL);
    f = example();
    f.endpoint_mean = printed("10.7");
    ck_assert_int_eq(pain_paired_check(&f, 1, &verdict, &witness), PAIN_OK);
    ck_assert_int_eq(verdict, PAIN_IMPOSSIBLE);
    ck_assert_int_eq(pain_paired_bound(&f, 0, true, true, 1, &end), PAIN_EUNDEFINED);
}
END_TEST

START_TEST(each_figure_out_of_range_is_refused)
{
    const pain_range unsound = {.lower_end = 7}, fine = {.decimals = 7, .lower_end = 1, .upper = 1},
                     large = {.lower = INT64_C(1) << 40, .upper = INT64_C(1) << 41, .lower_end = 1},
                     low = {.lower = -(INT64_C(1) << 40), .upper = 1, .upper_end = 1};

    for (int i = 0; i < 20; i++) {
        pain_paired_figures f = example();
        pain_paired_end end;
        pain_paired_witness witness;
        int32_t verdict;

        f.size = i == 0 ? 4 : sizeof f;
        f.n = i == 1 ? 1000001 : 52;
        f.grid.steps = i == 2 ? 0 : 10;
        f.least_baseline = i == 3 ? -1 : i == 4 ? 11 : 1;
        f.cut = i == 5 ? -1 : i == 6 ? 11 : 1;
        f.percent = i == 7 ? -1 : 50;
        if (i == 8)
            f.claimed[2] = unsound;
        if (i == 9)
            f.median_percent = unsound;
        if (i == 10)
            f.baseline_mean = unsound;
        if (i == 11)
            f.endpoint_spread = unsound;
        f.spread_kind = i == 12 ? 4 : 0;
        f.grid.step = i == 13 ? 0 : 1;
        if (i >= 14 && i < 18)
            f.claimed[i % 4] = i == 14 ? fine : i == 15 ? large : low;
        if (i == 18)
            f.grid.steps = 101;
        if (i == 19)
            f.claimed[3] = (pain_range){.upper = INT64_C(1) << 40, .upper_end = 1};
        pain_status want = i < 14 ? PAIN_EINVAL : PAIN_EOVERFLOW;

        ck_assert_msg(pain_paired_check(&f, 1, &verdict, &witness) == want, "%d", i);
        ck_assert_int_eq(verdict, PAIN_UNDECIDED);
        ck_assert_uint_eq(witness.n_cells, 0);
        ck_assert_int_eq(pain_paired_bound(&f, 0, true, true, 1, &end), want);
        ck_assert(isnan(end.bound) && isnan(end.reached) && !end.has_witness);
    }
    pain_paired_figures f = example();
    pain_paired_end end;
    pain_paired_witness witness;
    int32_t verdict;

    ck_assert_int_eq(pain_paired_check(&f, 1, NULL, &witness), PAIN_EINVAL);
    ck_assert_int_eq(pain_paired_check(&f, 1, &verdict, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_paired_bound(&f, 0, true, true, 1, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_paired_bound(&f, -1, true, true, 1, &end), PAIN_EINVAL);
    ck_assert_int_eq(pain_paired_bound(NULL, 0, true, true, 1, &end), PAIN_EINVAL);
}
END_TEST

/* 8 > 2, 6 > 0, 5 > 5 and 0 > 1: 75, 100 and 0 percent; sums 19 and 8. */
static const pain_paired_witness four = {4, {{8, 2, 1}, {6, 0, 1}, {5, 5, 1}, {0, 1, 1}}};

static pain_paired_figures figures_of_four(void)
{
    return (pain_paired_figures){
        .size = sizeof(pain_paired_figures),
        .grid = pain_grid_whole(10),
        .n = 4,
        .baseline_mean = printed("4.75"),
        .baseline_spread = printed("3.4"),
        .endpoint_mean = printed("2.0"),
        .endpoint_spread = printed("2.2"),
        .cut = 1,
        .percent = 50,
        .median_percent = printed("75"),
        .claimed = {printed("58.3"), printed("57.9"), printed("50"), printed("50")}};
}

START_TEST(an_example_with_a_changed_figure_is_refused)
{
    const pain_paired_figures f = figures_of_four();
    pain_paired_witness w = four;

    ck_assert(pain_paired_witness_check(&f, &w));
    w.cell[w.n_cells] = (pain_paired_cell){10, 10, 1}; /* behind the last */
    ck_assert(pain_paired_witness_check(&f, &w));
    ck_assert(!pain_paired_witness_check(&f, NULL));
    ck_assert(!pain_paired_witness_check(NULL, &w));
    w.n_cells = PAIN_PAIRED_MOST_CELLS + 1;
    ck_assert(!pain_paired_witness_check(&f, &w));
    static const pain_paired_cell wrong[] = {
        {-1, 2, 1}, {11, 2, 1}, {8, -1, 1}, {8, 11, 1}, {8, 2, 0}, {8, 2, 5},
        {9, 2, 1},  {8, 4, 1},  {8, 2, 2},  {0, 2, 1},  {8, 0, 1}, {8, 8, 1},
    };

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        w = four;
        w.cell[0] = wrong[i];
        ck_assert_msg(!pain_paired_witness_check(&f, &w), "%d", (int)i);
    }
    for (int i = 0; i < 11; i++) {
        pain_paired_figures other = f;

        other.least_baseline = i == 0;
        other.nobody_worse = i == 1;
        other.n = i == 2 ? 5 : 4;
        other.cut = i == 3 ? 0 : 1;
        other.percent = i == 4 ? 80 : 50;
        if (i >= 5 && i < 9)
            other.claimed[i - 5] = printed("61");
        if (i == 9)
            other.median_percent = printed("76");
        if (i == 10)
            other.endpoint_spread = printed("2.3");
        ck_assert_msg(!pain_paired_witness_check(&other, &four), "%d", i);
    }
}
END_TEST

/* By hand: (75 + 100 + 0) / 3, 100 (1 - 8/19), 2 and 2 of 4; the median 75. */
START_TEST(values_of_an_example_are_exact)
{
    static const double want[] = {175.0 / 3, 100 * 11.0 / 19, 50, 50};
    const pain_paired_figures f = figures_of_four();
    int64_t numerator, denominator;
    pain_paired_witness w = four;

    for (int32_t q = 0; q < PAIN_PAIRED_QUANTITIES; q++) {
        ck_assert_int_eq(pain_paired_witness_value(&f, &w, q, &numerator, &denominator), PAIN_OK);
        ck_close((double)numerator / (double)denominator, want[q], 1e-15);
    }
    ck_assert_int_eq(pain_paired_witness_median(&w, &numerator, &denominator), PAIN_OK);
    ck_assert_int_eq(numerator, 75 * denominator);
    w.cell[2].patients = 2; /* 0, 0, 75, 100: halfway */
    ck_assert_int_eq(pain_paired_witness_median(&w, &numerator, &denominator), PAIN_OK);
    ck_assert_int_eq(2 * numerator, 75 * denominator);
    w.n_cells = 0;
    ck_assert_int_eq(pain_paired_witness_value(&f, &w, 0, &numerator, &denominator),
                     PAIN_EUNDEFINED);
    ck_assert_int_eq(pain_paired_witness_median(&w, &numerator, &denominator), PAIN_EUNDEFINED);
    ck_assert(numerator == 0 && denominator == 0);
    w.n_cells = PAIN_PAIRED_MOST_CELLS + 1;
    ck_assert_int_eq(pain_paired_witness_value(&f, &w, 0, &numerator, &denominator), PAIN_EINVAL);
    ck_assert_int_eq(pain_paired_witness_median(&w, &numerator, &denominator), PAIN_EINVAL);
    ck_assert_int_eq(pain_paired_witness_value(&f, &four, 0, NULL, &denominator), PAIN_EINVAL);
    ck_assert_int_eq(pain_paired_witness_value(&f, &four, 0, &numerator, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_paired_witness_value(&f, NULL, 0, &numerator, &denominator), PAIN_EINVAL);
    ck_assert_int_eq(pain_paired_witness_value(NULL, &four, 0, &numerator, &denominator),
                     PAIN_EINVAL);
    ck_assert_int_eq(pain_paired_witness_value(&f, &four, 4, &numerator, &denominator),
                     PAIN_EINVAL);
    ck_assert_int_eq(pain_paired_witness_value(&f, &four, -1, &numerator, &denominator),
                     PAIN_EINVAL);
    ck_assert_int_eq(pain_paired_witness_median(&four, NULL, &denominator), PAIN_EINVAL);
    ck_assert_int_eq(pain_paired_witness_median(&four, &numerator, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_paired_witness_median(NULL, &numerator, &denominator), PAIN_EINVAL);
}
END_TEST

/* Beyond 64 bits: numerators, denominators, their sum, and a common denominator of primes. */
START_TEST(values_too_large_for_a_fraction_are_refused)
{
    const int64_t large = INT64_MAX / 2;
    const pain_paired_witness too_large[] = {
        {1, {{8, 2, INT64_MAX / 100}}},
        {2, {{8, 8, large}, {7, 7, large + 7}}},
        {3, {{97, 96, large / 100}, {89, 88, large / 100}, {83, 82, large / 100}}},
    };
    pain_paired_figures f = figures_of_four();
    int64_t numerator, denominator;

    f.grid.steps = 100;
    for (size_t i = 0; i < sizeof too_large / sizeof *too_large; i++) {
        ck_assert_int_eq(pain_paired_witness_value(&f, &too_large[i], 0, &numerator, &denominator),
                         PAIN_EOVERFLOW);
        ck_assert(numerator == 0 && denominator == 0);
    }
}
END_TEST

START_TEST(quantities_have_names)
{
    static const char *const names[] = {"mean of percentages",     "reduction of the means",
                                        "patients near zero",      "responders",
                                        "median of percentages",   "patients who were better",
                                        "patients who were worse", "unknown"};

    for (int32_t q = 0; q < 8; q++)
        ck_assert_str_eq(pain_paired_quantity_name(q), names[q]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("paired figures");
    TCase *tests = tcase_create("bounds and verdicts");

    tcase_add_test(tests, the_reduction_of_the_means_follows_from_the_means);
    tcase_add_test(tests, the_mean_of_percentages_can_lie_far_from_it);
    tcase_add_test(tests, shares_near_zero_are_those_of_the_endpoint_alone);
    tcase_add_test(tests, responders_are_bounded);
    tcase_add_test(tests, a_clinics_two_sentences_depend_on_their_definitions);
    tcase_add_test(tests, more_than_ninety_percent_at_zero_force_a_mean_above_ninety);
    tcase_add_test(tests, a_scale_from_1_counts_from_there);
    tcase_add_test(tests, figures_out_of_range_are_refused);
    tcase_add_test(tests, each_figure_out_of_range_is_refused);
    tcase_add_test(tests, an_example_with_a_changed_figure_is_refused);
    tcase_add_test(tests, values_of_an_example_are_exact);
    tcase_add_test(tests, values_too_large_for_a_fraction_are_refused);
    tcase_add_test(tests, quantities_have_names);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
