/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grids of scores, and the sums of n scores whose mean is in a set. */
#include <config.h>

#include "base/base.h"
#include "base/decimal.h"
#include "claim/grid.h"
#include "claim/range.h"

#define MOST_STEP   INT64_C(1000000000)
#define MOST_LOWEST INT64_C(1000000000000)
#define MOST_STEPS  1000000
#define MOST_ITEMS  1000

bool pain__grid_is_sound(const pain_grid *grid)
{
    return grid != NULL && grid->step >= 1 && grid->step <= MOST_STEP && grid->unit >= 1 &&
           grid->unit <= MOST_STEP && grid->lowest >= -MOST_LOWEST && grid->lowest <= MOST_LOWEST &&
           grid->steps >= 0 && grid->steps <= MOST_STEPS;
}

pain_grid pain_grid_whole(int32_t highest)
{
    return (pain_grid){0, 1, 1, highest};
}

pain_grid pain_grid_percent(void)
{
    return (pain_grid){0, 100, 1, 1};
}

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

pain_status pain_grid_of_scale(const pain_scale *scale, int32_t items, bool limits, pain_grid *grid)
{
    pain_scale nrs11 = pain_scale_nrs11();

    if (grid == NULL)
        return PAIN_EINVAL;
    *grid = (pain_grid){0};
    if (scale == NULL)
        scale = &nrs11;
    if (pain_scale_check(scale) != PAIN_OK || items < 1 || items > MOST_ITEMS)
        return PAIN_EINVAL;
    int64_t steps = (scale->highest - scale->lowest) / scale->step * items;
    int64_t unit = pain__power_of_ten(scale->decimals) * items, lowest = scale->lowest * items;
    int64_t divisor = common_divisor(common_divisor(unit, scale->step), lowest);
    pain_grid made = {lowest / divisor, scale->step / divisor, unit / divisor,
                      steps <= MOST_STEPS ? (int32_t)steps : -1};

    if (!limits)
        made.steps = 0;
    if (!pain__grid_is_sound(&made))
        return PAIN_EINVAL;
    *grid = made;
    return PAIN_OK;
}

/* Where the mean of n scores of that sum lies, -1, 0 or 1. */
static int side_of(const pain_grid *grid, const pain_range *mean, int64_t n, int64_t sum)
{
    return pain__range_side(mean, grid->lowest * n + grid->step * sum, grid->unit * n);
}

/* The least sum in low..high + 1 that does not lie below the set (`above` false), or that lies
 * above it. */
static int64_t least_sum(const pain_grid *grid, const pain_range *mean, int64_t n, int64_t low,
                         int64_t high, bool above)
{
    int64_t end = high + 1;

    while (low < end) {
        int64_t middle = low + (end - low) / 2;

        if (side_of(grid, mean, n, middle) >= (above ? 1 : 0))
            end = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* A few sums around one end of the set; false when they are beyond all bounds. A guess, so a double
 * is good enough: the search decides. */
static bool sums_near(const pain_grid *grid, const pain_range *mean, int64_t n, int64_t end,
                      int64_t *low, int64_t *high)
{
    double value = (double)end / (2 * (double)pain__power_of_ten(mean->decimals));
    double sum =
        (value * (double)grid->unit - (double)grid->lowest) * (double)n / (double)grid->step;

    if (!(sum > -(double)PAIN__MOST_SUM && sum < (double)PAIN__MOST_SUM))
        return false;
    /* The error of the double is below 2^-50 of its terms. */
    double slack = 4 + ((sum < 0 ? -sum : sum) +
                        2 * (double)(grid->lowest < 0 ? -grid->lowest : grid->lowest) * (double)n /
                            (double)grid->step) /
                           1e14;

    *low = (int64_t)(sum - slack);
    *high = (int64_t)(sum + slack);
    return true;
}

/* The part of low..high around one end of the set: what least_sum looks for lies there, too. */
static void narrow(const pain_grid *grid, const pain_range *mean, int64_t n, int32_t kind,
                   int64_t end, int64_t *low, int64_t *high)
{
    int64_t near_low, near_high;

    if (kind == PAIN_END_NONE || !sums_near(grid, mean, n, end, &near_low, &near_high))
        return;
    int64_t least = *low, most = *high;

    *low = near_low < least ? least : near_low > most ? most + 1 : near_low;
    *high = near_high > most ? most : near_high < least ? least - 1 : near_high;
}

pain_status pain__grid_sums(const pain_grid *grid, const pain_range *mean, int64_t n,
                            int64_t *first, int64_t *last)
{
    int64_t low = 0, high = n * grid->steps;

    if (grid->steps > 0) {
        narrow(grid, mean, n, mean->lower_end, mean->lower, &low, &high);
        *first = least_sum(grid, mean, n, low, high, false);
        low = *first;
        high = n * grid->steps;
        narrow(grid, mean, n, mean->upper_end, mean->upper, &low, &high);
        *last = least_sum(grid, mean, n, low, high, true) - 1;
        return PAIN_OK;
    }
    *first = 0;
    *last = -1;
    if (mean->lower_end == PAIN_END_NONE || mean->upper_end == PAIN_END_NONE ||
        !sums_near(grid, mean, n, mean->lower, &low, &high))
        return PAIN_EOVERFLOW;
    int64_t least = least_sum(grid, mean, n, low, high, false);

    if (!sums_near(grid, mean, n, mean->upper, &low, &high))
        return PAIN_EOVERFLOW;
    *first = least;
    *last =
        least_sum(grid, mean, n, low < least ? least : low, high < least ? least : high, true) - 1;
    return PAIN_OK;
}
