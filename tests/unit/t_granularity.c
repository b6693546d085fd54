/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GRIM, percentages and counts, and the simplest share. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "claim_support.h"

static const pain_grid whole_numbers = {0, 1, 1, 0};

static pain_grim check(pain_grid grid, pain_range mean, int64_t n)
{
    pain_grim result;

    ck_assert_int_eq(pain_grim_check(&grid, &mean, n, &result), PAIN_OK);
    return result;
}

/* All 141 rows; percentages are means of scores of 0 and 100. */
START_TEST(golden_rows_agree)
{
    FILE *file = open_source("tests/ref/golden_grim.csv");
    golden_row header, row;
    size_t rows = 0;

    ck_assert(next_golden(file, &header));
    size_t exact = golden_column(&header, "exact_integer_verdict");

    for (; next_golden(file, &row); rows++) {
        pain_grid grid = whole_numbers;

        grid.unit = atoi(row.field[2]);
        /* Some of the table's percentages are above 100, so without limits. */
        if (strcmp(row.field[3], "1") == 0)
            grid = (pain_grid){0, 100, 1, 0};
        pain_grim got = check(grid, printed_as(row.field[0], golden_rounding(row.field[4])),
                              atoi(row.field[1]));

        ck_assert_msg((got.verdict != PAIN_IMPOSSIBLE) == (strcmp(row.field[exact], "TRUE") == 0),
                      "%s n %s items %s %s", row.field[0], row.field[1], row.field[2],
                      row.field[4]);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 141);
}
END_TEST

/* Against every sum, on grids with and without limits, every rule. The neighbours lie outside. */
START_TEST(every_small_mean_agrees_with_enumeration)
{
    static const pain_grid grids[] = {
        {0, 1, 1, 10}, {1, 1, 3, 12}, {-20, 5, 10, 9}, {0, 100, 1, 1}};

    for (size_t g = 0; g < sizeof grids / sizeof *grids; g++)
        for (int64_t n = 1; n <= 14; n++)
            for (int32_t rounding = 0; rounding < PAIN_ROUNDINGS; rounding++)
                for (int64_t m = -30; m <= 130; m++) {
                    pain_printed printed = {m, g == 3 ? 0 : 1};
                    pain_grid grid = grids[g];
                    pain_range range;
                    int64_t first = 0, last = -1;

                    ck_assert_int_eq(pain_printed_range(&printed, rounding, &range), PAIN_OK);
                    for (int64_t s = n * grid.steps; s >= 0; s--)
                        if (pain_range_holds(&range, grid.lowest * n + grid.step * s,
                                             grid.unit * n)) {
                            last = last < first ? s : last;
                            first = s;
                        }
                    pain_grim got = check(grid, range, n);

                    ck_assert_int_eq(got.verdict == PAIN_IMPOSSIBLE, last < first);
                    if (last >= first)
                        ck_assert(got.first == first && got.last == last);
                    if (got.has_below)
                        ck_assert(!pain_range_holds(&range, got.below, got.denominator));
                    if (got.has_above)
                        ck_assert(!pain_range_holds(&range, got.above, got.denominator));
                    grid.steps = 0;
                    got = check(grid, range, n);
                    if (last >= first && first > 0 && last < n * grids[g].steps)
                        ck_assert(got.first == first && got.last == last);
                }
}
END_TEST

/* "Not testable" is said when, and only when no figure with these decimals fails, n >= 10^d. (A
 * closed set can be hit by chance for fewer n: none of 1.0 ... 1.9 fails for n = 8.) */
START_TEST(a_check_without_power_is_not_called_a_check)
{
    for (int32_t rounding = 0; rounding < PAIN_ROUNDINGS; rounding++)
        for (int32_t d = 0; d <= 2; d++)
            for (int64_t n = 1; n <= 120; n++) {
                int64_t least = d == 0 ? 1 : d == 1 ? 10 : 100, untestable = 0;

                for (int64_t m = least; m < 2 * least; m++) {
                    pain_printed printed = {m, d};
                    pain_range range;

                    ck_assert_int_eq(pain_printed_range(&printed, rounding, &range), PAIN_OK);
                    pain_grim got = check(pain_grid_whole(10), range, n);

                    untestable += got.verdict == PAIN_NOT_TESTABLE;
                    if (n >= least)
                        ck_assert_int_ne(got.verdict, PAIN_IMPOSSIBLE);
                    ck_close(got.power, fmax(0, 1 - (double)n / (double)least), 1e-15);
                }
                /* At n = 10^d the open sets of half even cannot fail either; that is not said. */
                if (rounding != PAIN_ROUNDING_HALF_EVEN || n != least)
                    ck_assert_int_eq(untestable, n >= least ? least : 0);
            }
    ck_assert_int_eq(check(pain_grid_whole(10), printed_as("8.1", 0), 52).verdict,
                     PAIN_NOT_TESTABLE);
    ck_assert_int_eq(check(pain_grid_whole(10), printed_as("8.15", 0), 52).verdict, PAIN_POSSIBLE);
    ck_assert_int_eq(check(pain_grid_whole(10), printed_as("11.1", 0), 52).verdict,
                     PAIN_IMPOSSIBLE);
}
END_TEST

/* Percentages from section 2.2 of the design's notes: 92.3 % of 13, 26, 39, 52, ... never of 27. */
START_TEST(percentages_tell_the_number_of_patients)
{
    static const struct {
        const char *percent;
        int64_t n[8];
    } rows[] = {
        {"92.3", {13, 26, 39, 52}},
        {"90.5", {21, 42}},
        {"96.2", {26, 52, 53}},
        {"84", {19, 25, 31, 32, 37, 38}},
    };
    pain_grid grid = pain_grid_percent();

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pain_range range = printed_as(rows[i].percent, 0);
        int64_t n = 0, numerator, denominator;

        for (size_t j = 0; rows[i].n[j] != 0; j++) {
            ck_assert_int_eq(pain_grim_next_n(&grid, &range, 1, n + 1, 1000, &n), PAIN_OK);
            ck_assert_int_eq(n, rows[i].n[j]);
        }
        ck_assert_int_eq(pain_simplest_share(&range, 100, &numerator, &denominator), PAIN_OK);
        ck_assert_int_eq(denominator, rows[i].n[0]);
    }
    pain_range both[] = {printed_as("92.3", 0), printed_as("84.6", 0)};
    int64_t n;

    ck_assert_int_eq(pain_grim_next_n(&grid, both, 2, 1, 1000, &n), PAIN_OK);
    ck_assert_int_eq(n, 13);
    ck_assert_int_eq(pain_grim_next_n(&grid, both, 2, 13, 13, &n), PAIN_OK);
    ck_assert_int_eq(n, 13);
    ck_assert_int_eq(pain_grim_next_n(&grid, both, 2, 14, 25, &n), PAIN_DONE);
    ck_assert_int_eq(n, 0);
}
END_TEST

/* 92.6 % and 88.9 % are the nearest that 27 patients have to 92.3 %. */
START_TEST(the_nearest_means_are_told)
{
    pain_grim got = check(pain_grid_percent(), printed_as("92.3", 0), 27);

    ck_assert_int_eq(got.verdict, PAIN_IMPOSSIBLE);
    ck_assert(got.has_below && got.has_above);
    ck_assert_int_eq(got.below, 2400);
    ck_assert_int_eq(got.above, 2500);
    ck_assert_int_eq(got.denominator, 27);
}
END_TEST

START_TEST(comparators_give_counts)
{
    pain_printed ninety = {90, 0};
    pain_range range;

    ck_assert_int_eq(pain_compared_range(PAIN_MORE, &ninety, NULL, 0, &range), PAIN_OK);
    pain_grim got = check(pain_grid_percent(), range, 50);

    ck_assert_int_eq(got.first, 46);
    ck_assert_int_eq(got.last, 50);
    ck_assert_int_eq(check(pain_grid_percent(), range, 7).first, 7);
    ck_assert(isnan(got.power));
}
END_TEST

START_TEST(the_simplest_share_has_the_least_denominator)
{
    uint64_t state = 7;

    for (int i = 0; i < 20000; i++) {
        int32_t d = (int32_t)next_case(&state, 4);
        pain_printed printed = {(int64_t)next_case(&state, 100000), d};
        int32_t rounding = (int32_t)next_case(&state, PAIN_ROUNDINGS);
        int64_t numerator, denominator, n = 1, k = 0;
        pain_range range;

        ck_assert_int_eq(pain_printed_range(&printed, rounding, &range), PAIN_OK);
        ck_assert_int_eq(pain_simplest_share(&range, 100, &numerator, &denominator), PAIN_OK);
        for (;; n++) {
            int64_t about = printed.digits * n /
                            (d == 0   ? 100
                             : d == 1 ? 1000
                             : d == 2 ? 10000
                                      : 100000);

            for (k = about > 1 ? about - 2 : 0; k <= about + 2; k++)
                if (pain_range_holds(&range, 100 * k, n))
                    break;
            if (k <= about + 2)
                break;
        }
        ck_assert_msg(numerator == k && denominator == n, "%d/10^%d: %d/%d, want %d/%d",
                      (int)printed.digits, d, (int)numerator, (int)denominator, (int)k, (int)n);
    }
    int64_t numerator, denominator;
    pain_range thin = printed_as("0.000000000000001", PAIN_ROUNDING_HALF_UP);

    ck_assert_int_eq(pain_simplest_share(&thin, 1, &numerator, &denominator), PAIN_OK);
    ck_assert_int_eq(numerator, 1);
    ck_assert(denominator > INT64_C(600000000000000));
}
END_TEST

START_TEST(grids_come_from_scales)
{
    pain_scale vas = {0, 100, 1, 1, PAIN_HIGHER_IS_WORSE}, half = {10, 70, 5, 1, 0};
    pain_grid grid;

    ck_assert_int_eq(pain_grid_of_scale(NULL, 1, true, &grid), PAIN_OK);
    ck_assert(grid.lowest == 0 && grid.step == 1 && grid.unit == 1 && grid.steps == 10);
    ck_assert_int_eq(pain_grid_of_scale(&vas, 1, true, &grid), PAIN_OK);
    ck_assert(grid.lowest == 0 && grid.step == 1 && grid.unit == 10 && grid.steps == 100);
    ck_assert_int_eq(pain_grid_of_scale(&half, 2, true, &grid), PAIN_OK);
    ck_assert(grid.lowest == 4 && grid.step == 1 && grid.unit == 4 && grid.steps == 24);
    ck_assert_int_eq(pain_grid_of_scale(&half, 2, false, &grid), PAIN_OK);
    ck_assert_int_eq(grid.steps, 0);
    ck_assert_int_eq(pain_grid_of_scale(&half, 0, true, &grid), PAIN_EINVAL);
    ck_assert_int_eq(grid.unit, 0);
}
END_TEST

START_TEST(bad_arguments_are_refused)
{
    pain_grid grid = pain_grid_whole(10), bad = {0, 0, 1, 10}, fine = {0, 1, 1000000000, 0};
    pain_range range = printed_as("3.1", 0), none = {0, 0, 77, 1, 1},
               huge = printed_as("999999999999999", 0), all = {0};
    pain_grim got;
    int64_t a, b;

    ck_assert_int_eq(pain_grim_check(&grid, &range, 0, &got), PAIN_EINVAL);
    ck_assert(got.verdict == PAIN_UNDECIDED && isnan(got.power));
    ck_assert_int_eq(pain_grim_check(&grid, &range, 1000001, &got), PAIN_EINVAL);
    ck_assert_int_eq(pain_grim_check(&bad, &range, 10, &got), PAIN_EINVAL);
    ck_assert_int_eq(pain_grim_check(&grid, &none, 10, &got), PAIN_EINVAL);
    ck_assert_int_eq(pain_grim_check(NULL, &range, 10, &got), PAIN_EINVAL);
    ck_assert_int_eq(pain_grim_check(&grid, NULL, 10, &got), PAIN_EINVAL);
    ck_assert_int_eq(pain_grim_check(&grid, &range, 10, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_grim_check(&fine, &huge, 10, &got), PAIN_EOVERFLOW);
    ck_assert_int_eq(got.verdict, PAIN_UNDECIDED);
    ck_assert_int_eq(pain_grim_check(&whole_numbers, &all, 10, &got), PAIN_EOVERFLOW);
    ck_assert_int_eq(pain_grim_next_n(&grid, &range, 0, 1, 10, &a), PAIN_EINVAL);
    ck_assert_int_eq(pain_simplest_share(&all, 100, &a, &b), PAIN_EINVAL);
    ck_assert_int_eq(pain_simplest_share(&range, 0, &a, &b), PAIN_EINVAL);
    ck_assert(a == 0 && b == 0);
}
END_TEST

START_TEST(grids_and_sets_beyond_the_bounds_are_refused)
{
    const pain_scale long_scale = {0, 100000, 1, 0, PAIN_HIGHER_IS_WORSE},
                     upside_down = {10, 0, 1, 0, PAIN_HIGHER_IS_WORSE};
    const pain_range third = printed_as("0.33", 0), unsound = {0, 0, 77, 1, 1},
                     huge = printed_as("999999999999999", 0);
    const pain_range sets[] = {third, unsound};
    const pain_grid sound = pain_grid_whole(10), open = {0, 1, 1000000000, 0};
    pain_grid grid = sound;
    int64_t n;

    ck_assert_int_eq(pain_grid_of_scale(&long_scale, 1000, true, &grid), PAIN_EINVAL);
    ck_assert_int_eq(grid.step, 0);
    ck_assert_int_eq(pain_grid_of_scale(&long_scale, 1000, false, &grid), PAIN_OK);
    ck_assert_int_eq(pain_grid_of_scale(&long_scale, 1001, false, &grid), PAIN_EINVAL);
    ck_assert_int_eq(pain_grid_of_scale(&upside_down, 1, true, &grid), PAIN_EINVAL);
    ck_assert_int_eq(pain_grid_of_scale(NULL, 1, true, NULL), PAIN_EINVAL);
    for (int i = 0; i < 9; i++) {
        const pain_grid wrong[] = {{0, 1000000001, 1, 10},     {0, 1, 0, 10},
                                   {0, 1, 1000000001, 10},     {-1000000000001, 1, 1, 10},
                                   {1000000000001, 1, 1, 10},  {0, 1, 1, -1},
                                   {0, 1, 1, 1000001},         {0, -1, 1, 10},
                                   {-1000000000000, 1, -1, 10}};

        ck_assert_int_eq(pain_grim_next_n(&wrong[i], &third, 1, 1, 10, &n), PAIN_EINVAL);
        ck_assert_int_eq(n, 0);
    }
    for (int i = 0; i < 2; i++) {
        const pain_grid last[] = {{-1000000000000, 1, 1, 10}, {1000000000000, 1000000000, 1, 10}};

        ck_assert_int_ne(pain_grim_next_n(&last[i], &third, 1, 1, 10, &n), PAIN_EINVAL);
    }
    ck_assert_int_eq(pain_grim_next_n(&sound, sets, 2, 1, 10, &n), PAIN_EINVAL);
    ck_assert_int_eq(pain_grim_next_n(&sound, sets, 1, 0, 10, &n), PAIN_EINVAL);
    ck_assert_int_eq(pain_grim_next_n(&sound, sets, 1, 1, 1000001, &n), PAIN_EINVAL);
    ck_assert_int_eq(pain_grim_next_n(&sound, NULL, 1, 1, 10, &n), PAIN_EINVAL);
    ck_assert_int_eq(pain_grim_next_n(NULL, sets, 1, 1, 10, &n), PAIN_EINVAL);
    ck_assert_int_eq(pain_grim_next_n(&sound, sets, 1, 1, 10, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_grim_next_n(&open, &huge, 1, 1, 10, &n), PAIN_EOVERFLOW);
    ck_assert_int_eq(pain_grim_next_n(&sound, sets, 1, 1, 10, &n), PAIN_OK);
    ck_assert_int_eq(n, 3);
}
END_TEST

/* The set {1/3} between its own ends is no figure's; half a set has no simplest share. */
START_TEST(a_share_needs_a_set_with_two_ends_that_holds_something)
{
    const pain_range sets[] = {
        {3, 3, 0, PAIN_END_OPEN, PAIN_END_CLOSED},   {3, 3, 0, PAIN_END_CLOSED, PAIN_END_OPEN},
        {5, 3, 0, PAIN_END_CLOSED, PAIN_END_CLOSED}, {-5, -3, 0, PAIN_END_CLOSED, PAIN_END_CLOSED},
        {3, 0, 0, PAIN_END_CLOSED, PAIN_END_NONE},   {0, 3, 0, PAIN_END_NONE, PAIN_END_CLOSED},
    };
    const pain_range point = {3, 3, 0, PAIN_END_CLOSED, PAIN_END_CLOSED},
                     zero = {-1, 1, 0, PAIN_END_CLOSED, PAIN_END_CLOSED};
    int64_t a, b;

    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        ck_assert_int_eq(pain_simplest_share(&sets[i], 1, &a, &b), PAIN_EINVAL);
        ck_assert(a == 0 && b == 0);
    }
    ck_assert_int_eq(pain_simplest_share(&point, 1, &a, &b), PAIN_OK);
    ck_assert(a == 3 && b == 2);
    ck_assert_int_eq(pain_simplest_share(&zero, 1, &a, &b), PAIN_OK);
    ck_assert(a == 0 && b == 1);
    ck_assert_int_eq(pain_simplest_share(NULL, 1, &a, &b), PAIN_EINVAL);
    ck_assert_int_eq(pain_simplest_share(&point, 1, NULL, &b), PAIN_EINVAL);
    ck_assert_int_eq(pain_simplest_share(&point, 1, &a, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_simplest_share(&point, 1000001, &a, &b), PAIN_EINVAL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("granularity");
    TCase *tcase = tcase_create("granularity");

    tcase_add_test(tcase, golden_rows_agree);
    tcase_add_test(tcase, every_small_mean_agrees_with_enumeration);
    tcase_add_test(tcase, a_check_without_power_is_not_called_a_check);
    tcase_add_test(tcase, percentages_tell_the_number_of_patients);
    tcase_add_test(tcase, the_nearest_means_are_told);
    tcase_add_test(tcase, comparators_give_counts);
    tcase_add_test(tcase, the_simplest_share_has_the_least_denominator);
    tcase_add_test(tcase, grids_come_from_scales);
    tcase_add_test(tcase, bad_arguments_are_refused);
    tcase_add_test(tcase, grids_and_sets_beyond_the_bounds_are_refused);
    tcase_add_test(tcase, a_share_needs_a_set_with_two_ends_that_holds_something);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
