/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of data that exist are never called impossible: up to a million patients, scales of 1 to
 * 100 steps of odd sizes, up to 15 decimals, every rounding rule. Printed here in 128 bits; what
 * the library cannot hold it must refuse. */
#include <config.h>

#include <math.h>

#include "claim_support.h"
#include <painstat/figures.h>
#include <painstat/implied.h>
#include <painstat/paired_figures.h>

__extension__ typedef __int128 wide;

static uint64_t state;

static int64_t draw(int64_t below)
{
    return (int64_t)next_case(&state, (uint64_t)below);
}

/* 1 to `most`, small ones as often as large ones. */
static int64_t draw_scale(int64_t most)
{
    int64_t top = 10;

    while (top < most && draw(3) > 0)
        top *= 10;
    return 1 + draw(top < most ? top : most);
}

/* Rounds floor + rest: `half` is the sign of the rest less a half. */
static int64_t by_rule(int64_t floor, bool rest, int half, int32_t rule)
{
    switch (rule) {
    case PAIN_ROUNDING_TRUNCATED:
        return floor;
    case PAIN_ROUNDING_UP:
        return floor + rest;
    case PAIN_ROUNDING_HALF_DOWN:
        return floor + (half > 0);
    case PAIN_ROUNDING_HALF_EVEN:
        return floor + (half > 0 || (half == 0 && floor % 2 == 1));
    default:
        return floor + (half >= 0);
    }
}

static wide power_of_ten(int32_t n)
{
    wide power = 1;

    for (; n > 0; n--)
        power *= 10;
    return power;
}

/* The digits of |numerator| / denominator; -1 when there are more than 15. */
static int64_t print_ratio(wide numerator, wide denominator, int32_t decimals, int32_t rule)
{
    wide all = numerator * power_of_ten(decimals), floor = all / denominator;
    wide rest = 2 * (all % denominator) - denominator;

    if (floor >= (wide)power_of_ten(15) - 1)
        return -1;
    return by_rule((int64_t)floor, all % denominator != 0, (rest > 0) - (rest < 0), rule);
}

/* The same of the root of numerator / denominator. */
static int64_t print_root(wide numerator, wide denominator, int32_t decimals, int32_t rule)
{
    const wide most = (wide)1 << 122, scale = power_of_ten(2 * decimals);
    wide low = 0, high = (wide)1 << 50;

    if (scale > most || numerator > most / scale)
        return -1;
    wide all = numerator * scale, square = all / denominator;

    while (low < high) {
        wide middle = (low + high + 1) / 2;

        if (middle * middle <= square)
            low = middle;
        else
            high = middle - 1;
    }
    if (low >= (wide)power_of_ten(15) - 1)
        return -1;
    wide half = 4 * all - (2 * low + 1) * (2 * low + 1) * denominator;

    return by_rule((int64_t)low, low * low * denominator != all, (half > 0) - (half < 0), rule);
}

/* The set of a figure with that magnitude; half up is sometimes not told. False without one. */
static bool range_of(int64_t digits, bool negative, int32_t decimals, int32_t rule,
                     pain_range *range)
{
    pain_printed figure = {negative ? -digits : digits, decimals};
    int32_t told = rule == PAIN_ROUNDING_HALF_UP && draw(2) == 0 ? PAIN_ROUNDING_UNKNOWN : rule;

    *range = (pain_range){0};
    /* "-0.0" is read as 0. */
    if (digits < 0 || (negative && digits == 0))
        return false;
    ck_assert_int_eq(pain_printed_range(&figure, told, range), PAIN_OK);
    return true;
}

/* A few scores with their patients. */
typedef struct scores {
    int64_t n, sum, square, patients[6];
    int32_t score[6];
} scores;

static scores random_scores(int32_t steps, int64_t n)
{
    scores s = {.n = n};
    int64_t left = n;

    for (int i = 0; i < 6; i++) {
        s.score[i] = (int32_t)draw(steps + 1);
        s.patients[i] = i == 5 ? left : draw(left + 1);
        left -= s.patients[i];
        s.sum += s.patients[i] * s.score[i];
        s.square += s.patients[i] * s.score[i] * s.score[i];
    }
    return s;
}

static void print_scores(const scores *s, const pain_grid *grid, int32_t kind, pain_range *mean,
                         pain_range *spread)
{
    wide at = (wide)grid->lowest * s->n + (wide)grid->step * s->sum;
    wide squares = (wide)s->n * s->square - (wide)s->sum * s->sum;
    wide by = (wide)s->n * (kind % 2 == 0 ? s->n - 1 : s->n) * (kind >= 2 ? s->n : 1);
    int32_t rule = (int32_t)draw(PAIN_ROUNDINGS), decimals = (int32_t)draw(16);

    if (draw(8) > 0)
        (void)range_of(print_ratio(at < 0 ? -at : at, (wide)grid->unit * s->n, decimals, rule),
                       at < 0, decimals, rule, mean);
    decimals = (int32_t)draw(16);
    if (draw(8) > 0 && by > 0)
        (void)range_of(print_root(squares * grid->step * grid->step, by * grid->unit * grid->unit,
                                  decimals, rule),
                       false, decimals, rule, spread);
}

static bool is_given(const pain_range *range)
{
    return range->lower_end != PAIN_END_NONE;
}

static void check_bounds(const pain_figures *f, const scores *s)
{
    int32_t cut = (int32_t)draw(f->grid.steps);
    int64_t count = 0;
    pain_count_bounds bounds;

    for (int i = 0; i < 6; i++)
        count += s->score[i] <= cut ? s->patients[i] : 0;
    pain_status status = pain_bounds_at_most(f, cut, &bounds);

    if (status == PAIN_EOVERFLOW)
        return;
    ck_assert_int_eq(status, PAIN_OK);
    ck_assert(bounds.least <= count && count <= bounds.most);
}

START_TEST(scores_that_exist_are_possible)
{
    const size_t cases = long_run(1500);
    size_t refused = 0;

    state = 21;
    for (size_t i = 0; i < cases; i++) {
        pain_grid grid = {draw(2001) - 1000, draw_scale(1000), draw_scale(1000),
                          (int32_t)draw_scale(100)};
        pain_figures f = {.size = sizeof f,
                          .grid = grid,
                          .n = draw_scale(1000000),
                          .spread_kind = (int32_t)draw(PAIN_SPREADS)};
        scores s = random_scores(grid.steps, f.n);
        int32_t verdict;

        print_scores(&s, &grid, f.spread_kind, &f.mean, &f.spread);
        pain_status status = pain_figures_possible(&f, &verdict);

        refused += status == PAIN_EOVERFLOW;
        if (status == PAIN_EOVERFLOW)
            continue;
        ck_assert_int_eq(status, PAIN_OK);
        ck_assert_msg(verdict == PAIN_POSSIBLE, "case %zu, n %d, steps %d", i, (int)f.n,
                      grid.steps);
        if (f.n <= 500 && is_given(&f.mean))
            check_bounds(&f, &s);
    }
    ck_assert_uint_lt(4 * refused, cases);
}
END_TEST

/* Before and after; what it says of one quantity, or of the median, is claimed of it. */
static void pair_up(const scores *before, const scores *after, pain_paired_witness *w)
{
    int64_t left[2] = {before->patients[0], after->patients[0]};

    for (int i = 0, j = 0; i < 6 && j < 6;) {
        int64_t both = left[0] < left[1] ? left[0] : left[1];

        if (both > 0)
            w->cell[w->n_cells++] = (pain_paired_cell){before->score[i], after->score[j], both};
        left[0] -= both;
        left[1] -= both;
        if (left[0] == 0 && ++i < 6)
            left[0] = before->patients[i];
        else if (left[1] == 0 && ++j < 6)
            left[1] = after->patients[j];
    }
}

static void claim_own(pain_paired_figures *f, const pain_paired_witness *w)
{
    int32_t q = (int32_t)draw(PAIN_PAIRED_QUANTITIES + 1), decimals = (int32_t)draw(8);
    int32_t rule = (int32_t)draw(PAIN_ROUNDINGS);
    int64_t top, bottom;
    pain_status status = q < PAIN_PAIRED_QUANTITIES
                             ? pain_paired_witness_value(f, w, q, &top, &bottom)
                             : pain_paired_witness_median(w, &top, &bottom);

    if (status == PAIN_OK)
        (void)range_of(print_ratio(top < 0 ? -(wide)top : top, bottom, decimals, rule), top < 0,
                       decimals, rule,
                       q < PAIN_PAIRED_QUANTITIES ? &f->claimed[q] : &f->median_percent);
}

START_TEST(pairs_that_exist_are_possible)
{
    const size_t cases = long_run(60);
    size_t refused = 0;

    state = 22;
    for (size_t i = 0; i < cases; i++) {
        pain_grid grid = {0, draw_scale(100), draw_scale(1000), (int32_t)draw_scale(30)};
        pain_paired_figures f = {.size = sizeof f,
                                 .grid = grid,
                                 .n = draw_scale(1000000),
                                 .spread_kind = (int32_t)draw(PAIN_SPREADS),
                                 .cut = (int32_t)draw(grid.steps),
                                 .percent = (int32_t)(1 + draw(100))};
        scores before = random_scores(grid.steps, f.n), after = random_scores(grid.steps, f.n);
        pain_paired_witness w = {0}, found;
        int32_t verdict, q = (int32_t)draw(PAIN_PAIRED_QUANTITIES);
        bool upper = draw(2) == 0;
        pain_paired_end end;
        int64_t top, bottom;

        print_scores(&before, &grid, f.spread_kind, &f.baseline_mean, &f.baseline_spread);
        print_scores(&after, &grid, f.spread_kind, &f.endpoint_mean, &f.endpoint_spread);
        pair_up(&before, &after, &w);
        if (draw(2) == 0)
            claim_own(&f, &w);
        pain_status status = pain_paired_check(&f, 1, &verdict, &found);

        refused += status == PAIN_EOVERFLOW;
        ck_assert(status == PAIN_OK || status == PAIN_EOVERFLOW);
        ck_assert_msg(verdict != PAIN_IMPOSSIBLE, "case %zu, n %d, steps %d", i, (int)f.n,
                      grid.steps);
        if (pain_paired_bound(&f, q, upper, false, 1, &end) != PAIN_OK ||
            pain_paired_witness_value(&f, &w, q, &top, &bottom) != PAIN_OK)
            continue;
        double value = (double)top / (double)bottom;

        ck_assert(upper ? end.bound >= value - 1e-9 : end.bound <= value + 1e-9);
    }
    ck_assert_uint_lt(2 * refused, cases);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("true figures");
    TCase *tests = tcase_create("never impossible");

    tcase_add_test(tests, scores_that_exist_are_possible);
    tcase_add_test(tests, pairs_that_exist_are_possible);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
