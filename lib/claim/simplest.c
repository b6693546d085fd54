/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simplest fraction in an interval, by the Stern-Brocot tree: R. L. Graham, D. E. Knuth and O.
 * Patashnik, Concrete Mathematics, section 4.5. Every step goes as far as it can in one direction,
 * so that there are as many as the continued fraction has terms. */
#include <config.h>

#include "base/base.h"
#include "claim/grid.h"
#include "claim/range.h"

#define MOST (INT64_C(1) << 62)

/* A node of the tree lies between two fractions, a/b below and c/d above. */
typedef struct {
    int64_t a, b, c, d;
} node;

/* How often the fraction `by` can be added to `to` so that the sum is still outside of the set on
 * `side`; doubling, then halving. -1 when the numbers grow too large. */
static int64_t steps_outside(const pain_range *range, int64_t whole, int64_t to_n, int64_t to_d,
                             int64_t by_n, int64_t by_d, int side)
{
    int64_t step = 1, taken = 0;
    bool growing = true;

    while (step > 0) {
        int64_t k = taken + step;

        if (k > MOST / whole / 4 || (by_n > 0 && k > (MOST / whole - to_n) / by_n) ||
            (by_d > 0 && k > (MOST - to_d) / by_d))
            return -1;
        if (pain__range_side(range, whole * (to_n + k * by_n), to_d + k * by_d) == side)
            taken = k;
        else
            growing = false;
        step = growing ? step * 2 : step / 2;
    }
    return taken;
}

static pain_status descend(const pain_range *range, int64_t whole, node at, int64_t *numerator,
                           int64_t *denominator)
{
    for (;;) {
        int64_t n = at.a + at.c, d = at.b + at.d;

        if (n > MOST / whole || d > MOST)
            return PAIN_EOVERFLOW;
        int side = pain__range_side(range, whole * n, d);

        if (side == 0) {
            *numerator = n;
            *denominator = d;
            return PAIN_OK;
        }
        int64_t k = side < 0 ? steps_outside(range, whole, at.a, at.b, at.c, at.d, -1)
                             : steps_outside(range, whole, at.c, at.d, at.a, at.b, 1);

        if (k < 0)
            return PAIN_EOVERFLOW;
        if (side < 0)
            at = (node){at.a + k * at.c, at.b + k * at.d, at.c, at.d};
        else
            at = (node){at.a, at.b, at.c + k * at.a, at.d + k * at.b};
    }
}

pain_status pain_simplest_share(const pain_range *range, int64_t whole, int64_t *numerator,
                                int64_t *denominator)
{
    if (numerator != NULL)
        *numerator = 0;
    if (denominator != NULL)
        *denominator = 0;
    if (range == NULL || numerator == NULL || denominator == NULL || whole < 1 || whole > 1000000 ||
        !pain__range_is_sound(range) || range->lower_end == PAIN_END_NONE ||
        range->upper_end == PAIN_END_NONE || range->lower > range->upper)
        return PAIN_EINVAL;
    if (range->lower == range->upper &&
        (range->lower_end == PAIN_END_OPEN || range->upper_end == PAIN_END_OPEN))
        return PAIN_EINVAL;
    int zero = pain__range_side(range, 0, 1);

    if (zero > 0)
        return PAIN_EINVAL;
    if (zero == 0) {
        *denominator = 1;
        return PAIN_OK;
    }
    return descend(range, whole, (node){0, 1, 1, 0}, numerator, denominator);
}
