/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Extremes over the pairings of two distributions, by hand. t_all_pairings.c has every pairing of
 * few patients. */
#include <config.h>

#include <math.h>

#include "support.h"
#include <painstat/pairings.h>

/* 4 and 8 to 0 and 4: 100 % and 50 %, or 0 % and 100 %. */
static pain_pairings two_patients(void)
{
    pain_pairings c = {.size = sizeof c, .steps = 10, .percent = 50};

    c.before[4] = c.before[8] = c.after[0] = c.after[4] = 1;
    return c;
}

static double end_of(const pain_pairings *counts, int32_t quantity, bool upper)
{
    pain_pairings_end end;

    ck_assert_int_eq(pain_pairings_bound(counts, quantity, upper, &end), PAIN_OK);
    ck_assert_uint_gt(end.n_cells, 0);
    ck_assert_int_gt(end.denominator, 0);
    ck_close(end.value, (double)end.numerator / (double)end.denominator, 1e-15);
    return end.value;
}

START_TEST(two_patients_have_two_pairings)
{
    static const double want[PAIN_PAIRINGS_QUANTITIES][2] = {
        {50, 75}, {200 / 3.0, 200 / 3.0}, {50, 50}, {50, 100}, {50, 75}, {50, 100}, {0, 0}};
    pain_pairings c = two_patients();

    for (int32_t q = 0; q < PAIN_PAIRINGS_QUANTITIES; q++)
        for (int upper = 0; upper < 2; upper++)
            ck_close(end_of(&c, q, upper == 1), want[q][upper], 1e-15);
    c.above = true; /* 50 % is not above 50 % */
    ck_assert_double_eq(end_of(&c, PAIN_PAIRED_RESPONDERS, true), 50);
    c.percent = 0; /* 30, and both pairings have 50 % or 0 % */
    ck_assert_double_eq(end_of(&c, PAIN_PAIRED_RESPONDERS, true), 100);
}
END_TEST

/* One who began at 0 and one at 10, to 0 and 10: 100 % or 0 % of the one who has a percentage. */
START_TEST(either_endpoint_may_be_that_of_a_baseline_0)
{
    pain_pairings c = {.size = sizeof c, .steps = 10, .percent = 50};

    c.before[0] = c.before[10] = c.after[0] = c.after[10] = 1;
    for (int32_t q = 0; q < PAIN_PAIRINGS_QUANTITIES; q++) {
        bool is_fixed = q == PAIN_PAIRED_PERCENT_OF_MEANS || q == PAIN_PAIRED_NEAR_ZERO;
        double most = q <= PAIN_PAIRED_MEAN_PERCENT || q == PAIN_PAIRED_MEDIAN_PERCENT ? 100 : 50;

        if (is_fixed)
            continue;
        ck_assert_double_eq(end_of(&c, q, false), 0);
        ck_assert_double_eq(end_of(&c, q, true), most);
    }
    c.nobody_worse = true;
    ck_assert_double_eq(end_of(&c, PAIN_PAIRED_MEAN_PERCENT, true), 0);
    ck_assert_double_eq(end_of(&c, PAIN_PAIRED_WORSE, true), 0);
}
END_TEST

START_TEST(baselines_of_0_alone_have_no_percentage)
{
    pain_pairings c = {.size = sizeof c, .steps = 10, .cut = 1};
    pain_pairings_end end;

    c.before[0] = 3;
    c.after[0] = 2;
    c.after[2] = 1;
    for (int32_t q = 0; q < PAIN_PAIRINGS_QUANTITIES; q++) {
        bool is_share = q != PAIN_PAIRED_MEAN_PERCENT && q != PAIN_PAIRED_PERCENT_OF_MEANS &&
                        q != PAIN_PAIRED_MEDIAN_PERCENT;

        ck_assert_int_eq(pain_pairings_bound(&c, q, true, &end),
                         is_share ? PAIN_OK : PAIN_EUNDEFINED);
        ck_assert(isnan(end.value) == !is_share);
    }
    ck_close(end_of(&c, PAIN_PAIRED_NEAR_ZERO, false), 200 / 3.0, 1e-15);
    ck_assert_double_eq(end_of(&c, PAIN_PAIRED_RESPONDERS, true), 0);
    ck_close(end_of(&c, PAIN_PAIRED_WORSE, false), 100 / 3.0, 1e-15);
    ck_assert_double_eq(end_of(&c, PAIN_PAIRED_BETTER, true), 0);
}
END_TEST

/* Three began at 4 or less, two ended there. */
START_TEST(somebody_can_be_forced_to_be_worse)
{
    pain_pairings c = {.size = sizeof c, .steps = 10, .nobody_worse = true};
    pain_pairings_end end;
    int32_t verdict, score;

    c.before[2] = 1;
    c.before[4] = 2;
    c.before[9] = 1;
    c.after[1] = 2;
    c.after[5] = 2;
    ck_assert_int_eq(pain_pairings_check(&c, &verdict, &score), PAIN_OK);
    ck_assert(verdict == PAIN_IMPOSSIBLE && score == 4);
    for (int32_t q = 0; q < PAIN_PAIRINGS_QUANTITIES; q++)
        ck_assert_int_eq(pain_pairings_bound(&c, q, false, &end), PAIN_EUNDEFINED);
    c.nobody_worse = false;
    ck_assert_int_eq(pain_pairings_check(&c, &verdict, &score), PAIN_OK);
    ck_assert(verdict == PAIN_POSSIBLE && score == -1);
    ck_assert_double_eq(end_of(&c, PAIN_PAIRED_WORSE, false), 25);
}
END_TEST

/* 1, 2, ..., 100 to 1 for all: 100 less the hundredth harmonic number, 5.18737751763962 (Knuth, The
 * Art of Computer Programming 1, appendix A, has its beginning), whose denominator is too long. */
START_TEST(a_fraction_beyond_64_bits_leaves_the_double)
{
    pain_pairings c = {.size = sizeof c, .steps = 100};
    pain_pairings_end end;

    for (int32_t v = 1; v <= 100; v++)
        c.before[v] = 1;
    c.after[1] = 100;
    ck_assert_int_eq(pain_pairings_bound(&c, PAIN_PAIRED_MEAN_PERCENT, false, &end), PAIN_OK);
    ck_assert(end.numerator == 0 && end.denominator == 0);
    ck_close(end.value, 100 - 5.18737751763962026, 1e-15);
}
END_TEST

static void refuse(const pain_pairings *c)
{
    pain_pairings_end end;
    int32_t verdict, score;

    ck_assert_int_eq(pain_pairings_bound(c, 0, false, &end), PAIN_EINVAL);
    ck_assert(isnan(end.value) && end.n_cells == 0 && end.denominator == 0);
    ck_assert_int_eq(pain_pairings_check(c, &verdict, &score), PAIN_EINVAL);
    ck_assert(verdict == PAIN_UNDECIDED && score == -1);
}

START_TEST(counts_that_are_none_are_refused)
{
    const pain_pairings good = two_patients();
    pain_pairings bad[12];
    pain_pairings_end end;
    int32_t verdict;
    size_t n = 0;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        bad[i] = good;
    bad[n++].steps = 0;
    bad[n++].steps = 101;
    bad[n++].steps = 7;     /* 8 is beyond it */
    bad[n++].before[4] = 2; /* one more than after */
    bad[n].before[4] = -1;  /* as many as after, but ... */
    bad[n++].before[5] = 2;
    bad[n].before[4] = INT64_MAX;
    bad[n++].after[4] = INT64_MAX;
    bad[n].before[4] = 1000000; /* 1,000,001 */
    bad[n++].after[4] = 1000000;
    bad[n].before[4] = bad[n].before[8] = bad[n].after[0] = 0;
    bad[n++].after[4] = 0; /* nobody */
    bad[n++].cut = -1;
    bad[n++].cut = 11;
    bad[n++].percent = -1;
    bad[n++].percent = 101;
    ck_assert_uint_eq(n, sizeof bad / sizeof *bad);
    for (size_t i = 0; i < n; i++)
        refuse(&bad[i]);
    refuse(NULL);
    ck_assert_int_eq(pain_pairings_bound(&good, -1, false, &end), PAIN_EINVAL);
    ck_assert_int_eq(pain_pairings_bound(&good, PAIN_PAIRINGS_QUANTITIES, false, &end),
                     PAIN_EINVAL);
    ck_assert_int_eq(pain_pairings_bound(&good, 0, false, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_pairings_check(&good, &verdict, NULL), PAIN_EINVAL);
    ck_assert_int_eq(verdict, PAIN_UNDECIDED);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pairings");
    TCase *tests = tcase_create("ends");

    tcase_add_test(tests, two_patients_have_two_pairings);
    tcase_add_test(tests, either_endpoint_may_be_that_of_a_baseline_0);
    tcase_add_test(tests, baselines_of_0_alone_have_no_percentage);
    tcase_add_test(tests, somebody_can_be_forced_to_be_worse);
    tcase_add_test(tests, a_fraction_beyond_64_bits_leaves_the_double);
    tcase_add_test(tests, counts_that_are_none_are_refused);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
