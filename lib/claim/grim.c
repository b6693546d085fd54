/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Means that n whole scores can have. N. J. L. Brown and J. A. J. Heathers, The GRIM test, Soc.
 * Psychol. Personal. Sci. 8 (2017) 363-369; here with the whole set that a figure stands for, any
 * grid, and without rounding a mean back. */
#include <config.h>

#include <math.h>

#include "base/base.h"
#include "base/decimal.h"
#include "base/floats.h"
#include "claim/exact.h"
#include "claim/grid.h"
#include "claim/range.h"

static bool has_two_ends(const pain_range *range)
{
    return range->lower_end != PAIN_END_NONE && range->upper_end != PAIN_END_NONE;
}

/* Whether any place of a set of this length holds a mean: means are step / (n unit) apart, and the
 * set is (upper - lower) / (2 10^d) long. One that is as long needs one of its ends. */
static bool cannot_fail(const pain_grid *grid, const pain_range *mean, int64_t n)
{
    if (!has_two_ends(mean))
        return false;
    int64_t unit = 2 * pain__power_of_ten(mean->decimals);
    int sign = 0;

    /* step * unit may pass 64 bits: compared by quotients of the unit then. */
    if (grid->step <= INT64_MAX / unit)
        sign =
            pain__compare_products(mean->upper - mean->lower, grid->unit * n, grid->step * unit, 1);
    else
        sign = pain__compare_products((mean->upper - mean->lower) / unit, grid->unit * n,
                                      grid->step, 1);
    return sign > 0 || (sign == 0 &&
                        (mean->lower_end == PAIN_END_CLOSED || mean->upper_end == PAIN_END_CLOSED));
}

static void fill_neighbours(const pain_grid *grid, int64_t n, pain_grim *result)
{
    int64_t top = n * grid->steps;

    result->denominator = grid->unit * n;
    result->has_below = grid->steps == 0 || result->first > 0;
    result->has_above = grid->steps == 0 || result->last < top;
    if (result->has_below)
        result->below = grid->lowest * n + grid->step * (result->first - 1);
    if (result->has_above)
        result->above = grid->lowest * n + grid->step * (result->last + 1);
}

/* Whether the set lies between the limits of the grid. */
static bool is_inside(const pain_grid *grid, const pain_range *mean)
{
    return grid->steps == 0 ||
           (pain__range_side(mean, grid->lowest, grid->unit) <= 0 &&
            pain__range_side(mean, grid->lowest + grid->step * grid->steps, grid->unit) >= 0);
}

static double power_of(const pain_grid *grid, const pain_range *mean, int64_t n)
{
    if (!has_two_ends(mean))
        return NAN;
    double length =
        (double)(mean->upper - mean->lower) / (2 * (double)pain__power_of_ten(mean->decimals));

    return fmax(0, 1 - length * (double)(n * grid->unit) / (double)grid->step);
}

pain_status pain_grim_check(const pain_grid *grid, const pain_range *mean, int64_t n,
                            pain_grim *result)
{
    PAIN__FLOATS;

    if (result == NULL)
        return PAIN_EINVAL;
    *result = (pain_grim){.verdict = PAIN_UNDECIDED, .power = NAN};
    if (!pain__grid_is_sound(grid) || mean == NULL || !pain__range_is_sound(mean) || n < 1 ||
        n > PAIN__MOST_N)
        return PAIN_EINVAL;
    int64_t first, last;
    pain_status status = pain__grid_sums(grid, mean, n, &first, &last);

    if (status != PAIN_OK)
        return status;
    result->first = first;
    result->last = last;
    result->power = power_of(grid, mean, n);
    fill_neighbours(grid, n, result);
    result->verdict = last < first                                          ? PAIN_IMPOSSIBLE
                      : cannot_fail(grid, mean, n) && is_inside(grid, mean) ? PAIN_NOT_TESTABLE
                                                                            : PAIN_POSSIBLE;
    return PAIN_OK;
}

pain_status pain_grim_next_n(const pain_grid *grid, const pain_range *means, size_t count,
                             int64_t from, int64_t up_to, int64_t *n)
{
    PAIN__FLOATS;

    if (n == NULL)
        return PAIN_EINVAL;
    *n = 0;
    if (!pain__grid_is_sound(grid) || means == NULL || count == 0 || from < 1 ||
        up_to > PAIN__MOST_N)
        return PAIN_EINVAL;
    for (size_t i = 0; i < count; i++)
        if (!pain__range_is_sound(&means[i]))
            return PAIN_EINVAL;
    for (int64_t candidate = from; candidate <= up_to; candidate++) {
        size_t fitting = 0;

        for (; fitting < count; fitting++) {
            int64_t first, last;
            pain_status status = pain__grid_sums(grid, &means[fitting], candidate, &first, &last);

            if (status != PAIN_OK)
                return status;
            if (last < first)
                break;
        }
        if (fitting == count) {
            *n = candidate;
            return PAIN_OK;
        }
    }
    return PAIN_DONE;
}
