/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a block of patients can be divided. The smallest sum of squares is a convex function of the
 * number in the first part, the largest a concave one (both are values of linear programs in it),
 * so those that a window allows are an interval, found by halving. */
#include <config.h>

#include <string.h>

#include "claim/divide.h"
#include "claim/exact.h"

void pain__divide(const pain__blocks *blocks, size_t at, int32_t below, int32_t above,
                  pain__division *division)
{
    pain__blocks *to = &division->blocks;
    const pain__block *block = &blocks->block[at];

    *to = *blocks;
    memmove(to->block + at + 2, blocks->block + at + 1,
            (blocks->n - at - 1) * sizeof *blocks->block);
    to->block[at] = (pain__block){0, block->low, below};
    to->block[at + 1] = (pain__block){block->n, above, block->high};
    to->n = blocks->n + 1;
    division->at = at;
    division->n = block->n;
}

void pain__division_set(pain__division *division, int64_t k)
{
    division->blocks.block[division->at].n = k;
    division->blocks.block[division->at + 1].n = division->n - k;
}

/* By how much the window is missed below (`least`) or above: the function that is convex in k. */
static int64_t miss(pain__division *division, const pain__window *window, int64_t k, bool above)
{
    int64_t least, most;

    pain__division_set(division, k);
    (void)pain__blocks_bounds(&division->blocks, window->sum, &least, &most);
    return above ? least - window->high : window->low - most;
}

/* The k in *first..*last where that function is 0 or less. */
static void narrow(pain__division *division, const pain__window *window, bool above, int64_t *first,
                   int64_t *last)
{
    int64_t low = *first, high = *last;

    while (low < high) {
        int64_t k = low + (high - low) / 2;

        if (miss(division, window, k + 1, above) >= miss(division, window, k, above))
            high = k;
        else
            low = k + 1;
    }
    int64_t turn = low;

    if (*first > *last || miss(division, window, turn, above) > 0) {
        *last = *first - 1;
        return;
    }
    for (low = *first, high = turn; low < high;) {
        int64_t k = low + (high - low) / 2;

        if (miss(division, window, k, above) <= 0)
            high = k;
        else
            low = k + 1;
    }
    *first = low;
    for (low = turn, high = *last; low < high;) {
        int64_t k = low + (high - low + 1) / 2;

        if (miss(division, window, k, above) <= 0)
            low = k;
        else
            high = k - 1;
    }
    *last = low;
}

/* The k that the sum allows; false when it allows none. */
static bool domain(pain__division *division, int64_t sum, int64_t *first, int64_t *last)
{
    const pain__block *below = &division->blocks.block[division->at], *above = below + 1;
    int64_t low = 0, high = 0, n = division->n;

    *first = 0;
    *last = -1;
    if (n < 0)
        return false;
    pain__division_set(division, 0);
    for (size_t i = 0; i < division->blocks.n; i++) {
        low += division->blocks.block[i].n * division->blocks.block[i].low;
        high += division->blocks.block[i].n * division->blocks.block[i].high;
    }
    /* Each patient in the first part lowers the least sum, and the largest. */
    int64_t from = pain__ceil_div(low - sum, above->low - below->low);
    int64_t to = pain__floor_div(high - sum, above->high - below->high);

    *first = from > 0 ? from : 0;
    *last = to < n ? to : n;
    return *first <= *last;
}

void pain__division_range(pain__division *division, const pain__window *window, int64_t *first,
                          int64_t *last)
{
    if (!domain(division, window->sum, first, last))
        return;
    narrow(division, window, true, first, last);
    if (*first <= *last)
        narrow(division, window, false, first, last);
}

/* Whether that function can be 0 or less at k or beyond it, in the way -1 or 1. */
static bool can_fit(pain__division *division, const pain__window *window, bool above, int64_t k,
                    int64_t next)
{
    int64_t here = miss(division, window, k, above);

    return here <= 0 || (next != k && miss(division, window, next, above) < here);
}

bool pain__division_beyond(pain__division *division, const pain__window *window, int64_t least,
                           int64_t most)
{
    int64_t first, last;

    if (!domain(division, window->sum, &first, &last))
        return false;
    for (int way = -1; way <= 1; way += 2) {
        int64_t end = way < 0 ? first : last, k = way < 0 ? least - 1 : most + 1;

        if (way * (end - k) < 0)
            continue;
        k = k < first ? first : k > last ? last : k;
        int64_t next = k == end ? k : k + way;

        if (can_fit(division, window, true, k, next) && can_fit(division, window, false, k, next))
            return true;
    }
    return false;
}
