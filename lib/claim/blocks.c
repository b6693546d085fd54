/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Samples cut into blocks. For each sum of the first block the rule of exists.h says which sums of
 * squares it can have: all of one parity up to a bound, and a few above. What the others must then
 * make up is the same question with one block less. */
#include <config.h>

#include <string.h>

#include "claim/blocks.h"

void pain__blocks_add(pain__blocks *blocks, int64_t n, int32_t low, int32_t high)
{
    if (n != 0)
        blocks->block[blocks->n++] = (pain__block){n, low, high};
}

static int64_t square_of(int64_t v)
{
    return v * v;
}

/* The sum of squares of the flattest scores of a block. */
static int64_t least_of(const pain__block *block, int64_t sum)
{
    return block->n > 0 ? pain__least_squares(block->n, sum) : 0;
}

/* Its sum of squares if all scores were at its ends, divided patients allowed. */
static int64_t most_of(const pain__block *block, int64_t sum)
{
    int64_t low = block->low, high = block->high;

    return (low + high) * sum - low * high * block->n;
}

bool pain__blocks_bounds(const pain__blocks *blocks, int64_t sum, int64_t *least, int64_t *most)
{
    int64_t low = 0, high = 0;

    *least = *most = 0;
    for (size_t i = 0; i < blocks->n; i++) {
        low += blocks->block[i].n * blocks->block[i].low;
        high += blocks->block[i].n * blocks->block[i].high;
        if (blocks->block[i].n < 0 || blocks->block[i].low > blocks->block[i].high)
            return false;
    }
    if (sum < low || sum > high)
        return false;
    /* What is above the lower ends is cheapest in the lowest block, dearest in the highest. */
    int64_t rest = sum - low;

    for (size_t i = 0; i < blocks->n; i++) {
        const pain__block *block = &blocks->block[i];
        int64_t room = block->n * (block->high - block->low), take = rest < room ? rest : room;

        *least += least_of(block, block->n * block->low + take);
        rest -= take;
    }
    rest = sum - low;
    for (size_t i = blocks->n; i-- > 0;) {
        const pain__block *block = &blocks->block[i];
        int64_t room = block->n * (block->high - block->low), take = rest < room ? rest : room;

        *most += most_of(block, block->n * block->low + take);
        rest -= take;
    }
    return true;
}

/* A block as a question about 0..k: everything is moved down by `low`. */
static bool block_exists_within(const pain__block *block, int64_t sum, int64_t low, int64_t high,
                                int64_t *square)
{
    int64_t shift = block->low, moved = 2 * shift * sum - block->n * shift * shift, found;
    bool exists = pain__exists_within(block->n, block->high - block->low, sum - block->n * shift,
                                      low - moved, high - moved, &found);

    *square = exists ? found + moved : 0;
    return exists;
}

static bool search(const pain__blocks *blocks, size_t from, const pain__window *window,
                   pain__split *split);

static pain__blocks rest_of(const pain__blocks *blocks, size_t from)
{
    pain__blocks rest = {.n = blocks->n - from};

    memcpy(rest.block, blocks->block + from, rest.n * sizeof *rest.block);
    return rest;
}

/* Whether a sample exists whose block `from` has that sum. */
static bool search_with(const pain__blocks *blocks, size_t from, const pain__window *window,
                        int64_t sum, pain__split *split)
{
    const pain__block *block = &blocks->block[from];
    pain__blocks rest = rest_of(blocks, from + 1);
    int64_t least = least_of(block, sum), most = most_of(block, sum), rest_least, rest_most;

    if (!pain__blocks_bounds(&rest, window->sum - sum, &rest_least, &rest_most) ||
        least + rest_least > window->high || most + rest_most < window->low)
        return false;
    int64_t sure = most - pain__always_above(block->high - block->low) - 1;

    sure -= (sure ^ sum) & 1;
    if (block->n < 5 || sure < least)
        sure = least - 2;
    split->sum[from] = sum;
    if (sure >= least) {
        pain__window wide = {window->sum - sum, window->low - sure, window->high - least};

        if (search(blocks, from + 1, &wide, split)) {
            int64_t others = 0;

            for (size_t i = from + 1; i < blocks->n; i++)
                others += split->square[i];
            int64_t square = window->high - others < sure ? window->high - others : sure;

            split->square[from] = square - ((square ^ sum) & 1);
            return true;
        }
    }
    for (int64_t at = sure + 2; at <= most; at += 2) {
        pain__window narrow = {window->sum - sum, window->low - at, window->high - at};

        if (at + rest_most < window->low || at + rest_least > window->high)
            continue;
        if (block_exists_within(block, sum, at, at, &split->square[from]) &&
            search(blocks, from + 1, &narrow, split))
            return true;
    }
    return false;
}

/* What the block gets of a sum when the scores are as flat, or as far apart, as can be. */
static int64_t share_of(const pain__blocks *blocks, size_t from, int64_t sum, bool flat)
{
    int64_t rest = sum, others = 0;

    for (size_t i = from; i < blocks->n; i++) {
        const pain__block *block = &blocks->block[i];

        rest -= block->n * block->low;
        others += i == from ? 0 : block->n * (block->high - block->low);
    }
    const pain__block *block = &blocks->block[from];
    int64_t room = block->n * (block->high - block->low);

    if (!flat)
        rest = rest > others ? rest - others : 0;
    return block->n * block->low + (rest < room ? rest : room);
}

static bool search(const pain__blocks *blocks, size_t from, const pain__window *window,
                   pain__split *split)
{
    if (from == blocks->n)
        return window->sum == 0 && window->low <= 0 && window->high >= 0;
    const pain__block *block = &blocks->block[from];

    if (from + 1 == blocks->n) {
        split->sum[from] = window->sum;
        return block_exists_within(block, window->sum, window->low, window->high,
                                   &split->square[from]);
    }
    /* The flattest share lies highest, the most extreme lowest; between them is all. */
    int64_t flat = share_of(blocks, from, window->sum, true);
    int64_t extreme = share_of(blocks, from, window->sum, false);

    if (search_with(blocks, from, window, flat, split))
        return true;
    for (int64_t sum = extreme; sum < flat; sum++)
        if (search_with(blocks, from, window, sum, split))
            return true;
    return false;
}

bool pain__blocks_exist(const pain__blocks *blocks, const pain__window *window, pain__split *split)
{
    pain__window same = *window;
    int64_t least, most;

    memset(split, 0, sizeof *split);
    if (!pain__blocks_bounds(blocks, window->sum, &least, &most))
        return false;
    /* Ends of the parity of the sum, so that a window is never too wide by one. */
    same.low = window->low > least ? window->low : least;
    same.high = window->high < most ? window->high : most;
    same.low += (same.low ^ same.sum) & 1;
    same.high -= (same.high ^ same.sum) & 1;
    return same.low <= same.high && search(blocks, 0, &same, split);
}

void pain__blocks_witness(const pain__blocks *blocks, const pain__split *split, int32_t k,
                          int64_t *counts)
{
    int64_t part[PAIN__MOST_STEPS + 1];

    memset(counts, 0, ((size_t)k + 1) * sizeof *counts);
    for (size_t i = 0; i < blocks->n; i++) {
        const pain__block *block = &blocks->block[i];
        int64_t low = block->low, sum = split->sum[i];

        (void)pain__witness(block->n, block->high - block->low, sum - block->n * low,
                            split->square[i] - 2 * low * sum + block->n * square_of(low), part);
        for (int32_t v = block->low; v <= block->high; v++)
            counts[v] += part[v - block->low];
    }
}
