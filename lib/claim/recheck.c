/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second routine behind a verdict of "impossible". It knows no rule of existence: patients are
 * moved one by one to find the smallest and the largest sum of squares, and where these do not
 * decide, all counts per score are searched. */
#include <config.h>

#include <string.h>

#include "claim/exact.h"
#include "claim/frame.h"
#include "claim/range.h"

#define MOST_NODES 1000000

typedef struct {
    const pain__frame *frame;
    pain__window window;
    int64_t nodes;
    int64_t count[PAIN__MOST_STEPS + 1];
    bool given_up;
} second_search;

/* Whether counts have the median, minimum and maximum: by walking through the sorted sample. */
static int32_t score_at(const second_search *recheck, int64_t position)
{
    int32_t v = 0;

    for (int64_t seen = recheck->count[0]; seen < position; seen += recheck->count[v])
        v++;
    return v;
}

static bool has_order(const second_search *recheck)
{
    const pain_figures *f = &recheck->frame->figures;
    const pain_grid *grid = &f->grid;
    int64_t n = recheck->frame->n, lowest = grid->lowest, step = grid->step, unit = grid->unit;
    int64_t middle = score_at(recheck, (n + 1) / 2) + score_at(recheck, n / 2 + 1);

    return pain_range_holds(&f->minimum, lowest + step * score_at(recheck, 1), unit) &&
           pain_range_holds(&f->maximum, lowest + step * score_at(recheck, n), unit) &&
           pain_range_holds(&f->median, 2 * lowest + step * middle, 2 * unit);
}

/* n patients with scores 0..v remain for a sum and a sum of squares low..high. */
static bool search(second_search *recheck, int32_t v, int64_t n, int64_t sum, int64_t low,
                   int64_t high)
{
    if (++recheck->nodes > MOST_NODES)
        recheck->given_up = true;
    if (recheck->given_up || sum > n * v || low > v * sum || low > high)
        return false;
    /* Cauchy: n times the sum of squares is at least the square of the sum. */
    if (n * high < sum * sum)
        return false;
    if (v == 0) {
        recheck->count[0] = n;
        return low <= 0 && !(recheck->frame->ordered && !has_order(recheck));
    }
    for (int64_t c = sum / v < n ? sum / v : n; c >= 0; c--) {
        recheck->count[v] = c;
        if (search(recheck, v - 1, n - c, sum - c * v, low - c * v * v, high - c * v * v))
            return true;
        /* With fewer at v, all others are below: the sum decides when to stop. */
        if (sum - (c - 1) * v > (n - c + 1) * (v - 1) || recheck->given_up)
            return false;
    }
    return false;
}

/* The smallest and the largest sum of squares of blocks with that sum, by moving patients up by one
 * step: always the lowest that can move, or always the highest. False when the sum cannot be. */
static bool move_up(const pain__blocks *blocks, int64_t sum, bool lowest, int64_t *square)
{
    int64_t count[PAIN__MOST_BLOCKS][PAIN__MOST_STEPS + 1] = {{0}}, total = 0;

    *square = 0;
    for (size_t b = 0; b < blocks->n; b++) {
        const pain__block *block = &blocks->block[b];

        count[b][block->low] = block->n;
        total += block->n * block->low;
    }
    for (size_t i = 0; i < blocks->n && total < sum; i++) {
        size_t b = lowest ? i : blocks->n - 1 - i;
        const pain__block *block = &blocks->block[b];

        for (int32_t j = 0; j < block->high - block->low && total < sum; j++) {
            int32_t v = lowest ? block->low + j : block->low;
            /* Flat: all of the block go up one step. Far apart: one after the other to the top. */
            int64_t step = lowest ? 1 : block->high - block->low;
            int64_t moving = (sum - total) / step;

            if (moving > count[b][v])
                moving = count[b][v];
            count[b][v] -= moving;
            count[b][v + step] += moving;
            total += moving * step;
            if (!lowest) {
                if (total < sum && count[b][v] > 0) {
                    count[b][v]--;
                    count[b][v + (sum - total)]++;
                    total = sum;
                }
                break;
            }
        }
    }
    for (size_t b = 0; b < blocks->n; b++)
        for (int64_t v = 0; v <= PAIN__MOST_STEPS; v++)
            *square += count[b][v] * v * v;
    return total == sum;
}

/* True when this cut of the sample may be possible. */
static bool is_open(const pain__blocks *blocks, void *context)
{
    second_search *recheck = context;
    const pain__window *window = &recheck->window;
    int64_t least, most;

    return move_up(blocks, window->sum, true, &least) &&
           move_up(blocks, window->sum, false, &most) && least <= window->high &&
           most >= window->low;
}

/* A grid without limits, n below 5: the sum of squares bounds the scores, so all can be tried. */
static bool search_unlimited(second_search *recheck, int64_t n, int64_t sum, int64_t q)
{
    if (++recheck->nodes > MOST_NODES)
        recheck->given_up = true;
    if (recheck->given_up || n * q < sum * sum)
        return false;
    if (n == 1)
        return sum * sum == q;
    int64_t bound = pain__square_root(q);

    for (int64_t v = -bound; v <= bound; v++)
        if (search_unlimited(recheck, n - 1, sum - v, q - v * v))
            return true;
    return false;
}

static bool may_exist_unlimited(second_search *recheck)
{
    const pain__window *window = &recheck->window;
    int64_t n = recheck->frame->n;

    /* Scores 0 and 1 alone are the flattest for a sum in 0..n - 1. */
    for (int64_t q = window->low > window->sum ? window->low : window->sum; q <= window->high;
         q++) {
        if ((q - window->sum) % 2 != 0)
            continue;
        if (n >= 5 || search_unlimited(recheck, n, window->sum, q))
            return true;
    }
    return false;
}

static bool may_exist(second_search *recheck, int64_t sum)
{
    const pain__frame *frame = recheck->frame;

    recheck->window = pain__frame_window(frame, sum);
    if (recheck->window.low > recheck->window.high)
        return false;
    if (frame->k == 0)
        return may_exist_unlimited(recheck);
    int64_t low = recheck->window.low, high = recheck->window.high;

    low += (low ^ sum) & 1;
    high -= (high ^ sum) & 1;
    if (low > high || !pain__frame_blocks(frame, is_open, recheck))
        return false;
    memset(recheck->count, 0, sizeof recheck->count);
    return search(recheck, frame->k, frame->n, sum, low, high);
}

int32_t pain__recheck(const pain__frame *frame)
{
    second_search recheck = {.frame = frame};

    for (int64_t sum = frame->first; sum <= frame->last; sum++)
        if (may_exist(&recheck, sum) && !recheck.given_up)
            return PAIN_POSSIBLE;
    return recheck.given_up ? PAIN_UNDECIDED : PAIN_IMPOSSIBLE;
}
