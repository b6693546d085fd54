/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reported figures as printed, and the exact sets that they stand for. */
#include <config.h>

#include <stddef.h>

#include "base/base.h"
#include "base/decimal.h"
#include "claim/exact.h"
#include "claim/range.h"
#include <painstat/printed.h>

#define MOST_DECIMALS 15

static pain_status refuse(pain_error *error, pain_status code, size_t at, const char *what)
{
    pain_status status = pain__fail(error, code, "%s", what);

    if (error != NULL)
        error->column = (uint32_t)at + 1;
    return status;
}

static pain_status read_figure(const char *text, pain_printed *printed, pain_error *error)
{
    size_t at = text[0] == '-' || text[0] == '+';
    bool any = false, point = false;
    int64_t digits = 0;
    int32_t decimals = 0;

    for (; text[at] != '\0'; at++) {
        if (text[at] == '.' && !point) {
            point = true;
            continue;
        }
        if (text[at] < '0' || text[at] > '9')
            return refuse(error, PAIN_ESYNTAX, at, "a figure is digits with at most one point");
        any = true;
        decimals += point;
        digits = digits * 10 + (text[at] - '0');
        if (digits > PAIN__MOST_DIGITS || decimals > MOST_DECIMALS)
            return refuse(error, PAIN_EOVERFLOW, at, "a figure has at most 15 digits");
    }
    if (!any || (point && decimals == 0))
        return refuse(error, PAIN_ESYNTAX, at, "a digit is missing");
    *printed = (pain_printed){text[0] == '-' ? -digits : digits, decimals};
    return PAIN_OK;
}

pain_status pain_printed_parse(const char *text, pain_printed *printed, pain_error *error)
{
    pain__error_clear(error);
    if (printed != NULL)
        *printed = (pain_printed){0, 0};
    if (text == NULL || printed == NULL)
        return pain__fail(error, PAIN_EINVAL, "there is no text, or no place for the figure");
    return read_figure(text, printed, error);
}

const char *pain_rounding_name(int32_t rounding)
{
    static const char *const names[PAIN_ROUNDINGS] = {"unknown",   "half-up",   "half-even",
                                                      "half-down", "truncated", "up"};

    return rounding >= 0 && rounding < PAIN_ROUNDINGS ? names[rounding] : NULL;
}

static bool figure_is_sound(const pain_printed *printed)
{
    return printed != NULL && printed->digits >= -PAIN__MOST_DIGITS &&
           printed->digits <= PAIN__MOST_DIGITS && printed->decimals >= 0 &&
           printed->decimals <= MOST_DECIMALS;
}

/* The interval of a magnitude of `digits`; its lower end may lie below 0 where that is 0. */
static pain_range of_magnitude(int64_t digits, int32_t decimals, int32_t rounding)
{
    bool even = digits % 2 == 0;
    pain_range range = {2 * digits - 1, 2 * digits + 1, decimals, PAIN_END_CLOSED, PAIN_END_CLOSED};

    switch (rounding) {
    case PAIN_ROUNDING_HALF_UP:
        range.upper_end = PAIN_END_OPEN;
        break;
    case PAIN_ROUNDING_HALF_EVEN:
        range.lower_end = range.upper_end = even ? PAIN_END_CLOSED : PAIN_END_OPEN;
        break;
    case PAIN_ROUNDING_HALF_DOWN:
        range.lower_end = PAIN_END_OPEN;
        break;
    case PAIN_ROUNDING_TRUNCATED:
        range = (pain_range){2 * digits, 2 * digits + 2, decimals, PAIN_END_CLOSED, PAIN_END_OPEN};
        break;
    case PAIN_ROUNDING_UP:
        range = (pain_range){2 * digits - 2, 2 * digits, decimals, PAIN_END_OPEN, PAIN_END_CLOSED};
        break;
    default:
        break;
    }
    return range;
}

static pain_range mirrored(pain_range range)
{
    return (pain_range){-range.upper, -range.lower, range.decimals, range.upper_end,
                        range.lower_end};
}

pain_status pain_printed_range(const pain_printed *printed, int32_t rounding, pain_range *range)
{
    if (range == NULL)
        return PAIN_EINVAL;
    *range = (pain_range){0};
    if (!figure_is_sound(printed) || rounding < 0 || rounding >= PAIN_ROUNDINGS)
        return PAIN_EINVAL;
    int64_t digits = printed->digits < 0 ? -printed->digits : printed->digits;
    pain_range set = of_magnitude(digits, printed->decimals, rounding);

    /* A magnitude of 0 has both signs: what is printed 0 reaches as far below as above. */
    if (digits == 0) {
        if (set.upper == 0)
            set.lower_end = PAIN_END_CLOSED;
        set.lower = -set.upper;
        if (set.upper > 0)
            set.lower_end = set.upper_end;
    }
    *range = printed->digits < 0 ? mirrored(set) : set;
    return PAIN_OK;
}

/* Twice the figure over 10^decimals; false when it does not fit. */
static bool on_decimals(const pain_printed *printed, int32_t decimals, int64_t *twice)
{
    int64_t power = pain__power_of_ten(decimals - printed->decimals);

    if (printed->digits > INT64_MAX / 8 / power || printed->digits < -(INT64_MAX / 8 / power))
        return false;
    *twice = 2 * printed->digits * power;
    return true;
}

static pain_status between(int32_t comparator, const pain_printed *a, const pain_printed *b,
                           pain_range *range)
{
    int32_t decimals = a->decimals > b->decimals ? a->decimals : b->decimals;
    int64_t first, second;

    if (!on_decimals(a, decimals, &first) || !on_decimals(b, decimals, &second))
        return PAIN_EOVERFLOW;
    if (comparator == PAIN_ABOUT ? second < 0 : second < first)
        return PAIN_EINVAL;
    *range = (pain_range){first, second, decimals, PAIN_END_CLOSED, PAIN_END_CLOSED};
    if (comparator == PAIN_ABOUT) {
        range->lower = first - second;
        range->upper = first + second;
    }
    return PAIN_OK;
}

pain_status pain_compared_range(int32_t comparator, const pain_printed *a, const pain_printed *b,
                                int32_t rounding, pain_range *range)
{
    bool two = comparator == PAIN_ABOUT || comparator == PAIN_BETWEEN;

    if (range == NULL)
        return PAIN_EINVAL;
    *range = (pain_range){0};
    if (comparator < PAIN_IS || comparator > PAIN_BETWEEN || !figure_is_sound(a) ||
        two != (b != NULL) || (two && !figure_is_sound(b)))
        return PAIN_EINVAL;
    if (comparator == PAIN_IS)
        return pain_printed_range(a, rounding, range);
    if (two)
        return between(comparator, a, b, range);
    int32_t end =
        comparator == PAIN_MORE || comparator == PAIN_LESS ? PAIN_END_OPEN : PAIN_END_CLOSED;

    range->decimals = a->decimals;
    if (comparator == PAIN_MORE || comparator == PAIN_AT_LEAST) {
        range->lower = 2 * a->digits;
        range->lower_end = end;
    } else {
        range->upper = 2 * a->digits;
        range->upper_end = end;
    }
    return PAIN_OK;
}

bool pain__range_is_sound(const pain_range *range)
{
    return range->decimals >= 0 && range->decimals <= MOST_DECIMALS && range->lower_end >= 0 &&
           range->lower_end <= PAIN_END_OPEN && range->upper_end >= 0 &&
           range->upper_end <= PAIN_END_OPEN && range->lower > -PAIN__MOST_END &&
           range->lower < PAIN__MOST_END && range->upper > -PAIN__MOST_END &&
           range->upper < PAIN__MOST_END;
}

int pain__range_side(const pain_range *range, int64_t numerator, int64_t denominator)
{
    int64_t unit = 2 * pain__power_of_ten(range->decimals);

    if (range->lower_end != PAIN_END_NONE) {
        int sign = pain__compare_products(numerator, unit, range->lower, denominator);

        if (sign < 0 || (sign == 0 && range->lower_end == PAIN_END_OPEN))
            return -1;
    }
    if (range->upper_end != PAIN_END_NONE) {
        int sign = pain__compare_products(numerator, unit, range->upper, denominator);

        if (sign > 0 || (sign == 0 && range->upper_end == PAIN_END_OPEN))
            return 1;
    }
    return 0;
}

bool pain_range_holds(const pain_range *range, int64_t numerator, int64_t denominator)
{
    return range != NULL && denominator > 0 && pain__range_is_sound(range) &&
           pain__range_side(range, numerator, denominator) == 0;
}
