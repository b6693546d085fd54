/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <painstat/printed.h>
#include <stdbool.h>

#include "fuzz.h"
#include "print_exactly.h"

__extension__ typedef unsigned __int128 wide;

static wide power_of_ten(int32_t n)
{
    wide power = 1;

    while (n-- > 0)
        power *= 10;
    return power;
}

/* The magnitude m with `whole` = floor(m), `half` = floor(2 m) and whether 2 m is that exactly, as
 * a whole number by the rule. */
static int64_t round_by(wide whole, wide half, bool exact, int32_t rule)
{
    bool is_whole = exact && half == 2 * whole, is_tie = exact && half == 2 * whole + 1;
    bool above = half > 2 * whole; /* at the middle or beyond */

    switch (rule) {
    case PAIN_ROUNDING_HALF_UP:
        return (int64_t)(whole + above);
    case PAIN_ROUNDING_HALF_EVEN:
        return (int64_t)(whole + (above && !(is_tie && whole % 2 == 0)));
    case PAIN_ROUNDING_HALF_DOWN:
        return (int64_t)(whole + (above && !is_tie));
    case PAIN_ROUNDING_UP:
        return (int64_t)(whole + !is_whole);
    default:
        return (int64_t)whole;
    }
}

int64_t print_fraction(exact_fraction value, int32_t decimals, int32_t rule)
{
    wide above = (wide)(value.above < 0 ? -value.above : value.above) * power_of_ten(decimals);
    wide below = (wide)value.below;
    int64_t digits = round_by(above / below, 2 * above / below, 2 * above % below == 0, rule);

    return value.above < 0 ? -digits : digits;
}

/* floor(sqrt(x)). */
static wide root(wide x)
{
    wide low = 0, high = (wide)1 << 63;

    while (high - low > 1) {
        wide middle = low + (high - low) / 2;

        if (middle * middle <= x)
            low = middle;
        else
            high = middle;
    }
    return low;
}

int64_t print_root(exact_fraction square, int32_t decimals, int32_t rule)
{
    /* (2 sqrt(q) 10^d)^2 = 4 q 10^(2 d) */
    wide above = 4 * (wide)square.above * power_of_ten(2 * decimals), below = (wide)square.below;
    wide half = root(above / below);

    return round_by(half / 2, half, half * half * below == above, rule);
}
