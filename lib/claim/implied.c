/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The smallest and the largest number of patients in a part of the scale. For each sum, a
 * relaxation that divides patients gives bounds; from them inwards the first number that a sample
 * has is exact, and seldom more than two away. */
#include <config.h>

#include <string.h>

#include "base/base.h"
#include "base/floats.h"
#include "claim/divide.h"
#include "claim/frame.h"
#include <painstat/implied.h>

typedef struct {
    const pain__frame *frame;
    int32_t score; /* the cut, or the score */
    pain__window window;
    pain_count_bounds *bounds;
    bool found;
} bounds_search;

static void keep_witness(const bounds_search *bounding, const pain__blocks *blocks,
                         const pain__split *split, int64_t extra, pain_witness *witness)
{
    const pain__frame *frame = bounding->frame;

    memset(witness, 0, sizeof *witness);
    witness->steps = frame->k;
    pain__blocks_witness(blocks, split, frame->k, witness->count);
    witness->count[bounding->score] += extra;
    for (int32_t v = 0; v <= frame->k; v++) {
        witness->n += witness->count[v];
        witness->sum += witness->count[v] * v;
        witness->square += witness->count[v] * v * v;
    }
}

/* Takes note of a sample that has `count` patients there, `extra` of them not in the blocks. */
static void note(bounds_search *bounding, const pain__blocks *blocks, const pain__split *split,
                 int64_t extra, int64_t count)
{
    pain_count_bounds *bounds = bounding->bounds;

    if (!bounding->found || count < bounds->least) {
        bounds->least = count;
        keep_witness(bounding, blocks, split, extra, &bounds->least_witness);
    }
    if (!bounding->found || count > bounds->most) {
        bounds->most = count;
        keep_witness(bounding, blocks, split, extra, &bounds->most_witness);
    }
    bounding->found = true;
}

/* Whether k more than `base` patients would be news. */
static bool is_news(const bounds_search *bounding, int64_t count)
{
    return !bounding->found || count < bounding->bounds->least || count > bounding->bounds->most;
}

static bool bound_tail(const pain__blocks *blocks, void *context)
{
    bounds_search *bounding = context;
    pain__division division;
    pain__split split;
    int64_t base = 0, first, last;
    size_t at = blocks->n;

    for (size_t i = 0; i < blocks->n; i++) {
        if (blocks->block[i].high <= bounding->score)
            base += blocks->block[i].n;
        else if (blocks->block[i].low <= bounding->score)
            at = i;
    }
    if (at == blocks->n) {
        if (is_news(bounding, base) && pain__blocks_exist(blocks, &bounding->window, &split))
            note(bounding, blocks, &split, 0, base);
        return false;
    }
    pain__divide(blocks, at, bounding->score, bounding->score + 1, &division);
    if (bounding->found &&
        !pain__division_beyond(&division, &bounding->window, bounding->bounds->least - base,
                               bounding->bounds->most - base))
        return false;
    pain__division_range(&division, &bounding->window, &first, &last);
    for (; first <= last && is_news(bounding, base + first); first++) {
        pain__division_set(&division, first);
        if (pain__blocks_exist(&division.blocks, &bounding->window, &split)) {
            note(bounding, &division.blocks, &split, 0, base + first);
            break;
        }
    }
    for (; last > first && is_news(bounding, base + last); last--) {
        pain__division_set(&division, last);
        if (pain__blocks_exist(&division.blocks, &bounding->window, &split)) {
            note(bounding, &division.blocks, &split, 0, base + last);
            break;
        }
    }
    return false;
}

/* The window for the others when k patients are at v. */
static pain__window without(const pain__window *window, int64_t k, int64_t v)
{
    return (pain__window){window->sum - k * v, window->low - k * v * v, window->high - k * v * v};
}

/* Whether k patients of block `at` can be at the score, and the others of that block not. */
static bool exactly(const bounds_search *bounding, const pain__blocks *blocks, size_t at,
                    const pain__window *window, int64_t k, pain__blocks *used, pain__split *split)
{
    const int32_t v = bounding->score;
    pain__window others = without(window, k, v);

    *used = *blocks;
    pain__block *block = &used->block[at];

    block->n -= k;
    if (block->n == 0 || v == block->low || v == block->high) {
        if (block->n > 0 && v == block->low)
            block->low++;
        else if (block->n > 0)
            block->high--;
        return pain__blocks_exist(used, &others, split);
    }
    pain__division division;
    int64_t first, last;

    pain__divide(used, at, v - 1, v + 1, &division);
    pain__division_range(&division, &others, &first, &last);
    for (; first <= last; first++) {
        pain__division_set(&division, first);
        if (pain__blocks_exist(&division.blocks, &others, split)) {
            *used = division.blocks;
            return true;
        }
    }
    return false;
}

/* The least number at the score in block `at`, and the largest: there "at least k" is asked, which
 * is harder for a larger k. */
static void bound_block(bounds_search *bounding, const pain__blocks *blocks, size_t at,
                        const pain__window *window, int64_t base)
{
    int64_t n = blocks->block[at].n, low = -1, high = n;
    pain__blocks used;
    pain__split split;

    while (low < high) {
        int64_t k = low + (high - low + 1) / 2;
        pain__window others = without(window, k, bounding->score);

        used = *blocks;
        used.block[at].n = n - k;
        if (pain__blocks_exist(&used, &others, &split))
            low = k;
        else
            high = k - 1;
    }
    /* The last one has no more than k there, or k + 1 would do. */
    if (low >= 0 && is_news(bounding, base + low)) {
        pain__window others = without(window, low, bounding->score);

        used = *blocks;
        used.block[at].n = n - low;
        if (pain__blocks_exist(&used, &others, &split))
            note(bounding, &used, &split, base + low, base + low);
    }
    for (int64_t k = 0; k <= low && is_news(bounding, base + k); k++)
        if (exactly(bounding, blocks, at, window, k, &used, &split)) {
            note(bounding, &used, &split, base + k, base + k);
            break;
        }
}

/* Splits off one block that ends, and one that begins, with the score: the known median lies
 * between.
 */
static bool bound_score(const pain__blocks *blocks, void *context)
{
    bounds_search *bounding = context;
    const int32_t v = bounding->score;
    pain__blocks rest = {.n = 0};
    size_t touching = 0, at = 0;
    int64_t base = 0;

    for (size_t i = 0; i < blocks->n; i++) {
        const pain__block *block = &blocks->block[i];

        if (block->low == v && block->high == v) {
            base += block->n;
            continue;
        }
        if (block->low <= v && v <= block->high) {
            touching++;
            at = rest.n;
        }
        rest.block[rest.n++] = *block;
    }
    pain__window window = without(&bounding->window, base, v);
    pain__split split;

    if (touching == 0) {
        if (is_news(bounding, base) && pain__blocks_exist(&rest, &window, &split))
            note(bounding, &rest, &split, base, base);
        return false;
    }
    if (touching == 1) {
        bound_block(bounding, &rest, at, &window, base);
        return false;
    }
    /* Two: the one before ends at v. Each number of its patients at v in turn. */
    int64_t n = rest.block[at - 1].n;

    rest.block[at - 1].high--;
    for (int64_t k = 0; k <= n; k++) {
        pain__window others = without(&window, k, v);

        rest.block[at - 1].n = n - k;
        bound_block(bounding, &rest, at, &others, base + k);
    }
    return false;
}

static void visit_sum(bounds_search *bounding, int64_t sum, pain__visit visit)
{
    bounding->window = pain__frame_window(bounding->frame, sum);
    if (bounding->window.low <= bounding->window.high)
        (void)pain__frame_blocks(bounding->frame, visit, bounding);
}

/* The sums, far apart at first and then between: bounds found early spare most of the others. */
static void visit_sums(bounds_search *bounding, pain__visit visit)
{
    int64_t first = bounding->frame->first, last = bounding->frame->last, stride = 1;

    if (first <= last)
        visit_sum(bounding, first, visit);
    while (stride < last - first)
        stride *= 2;
    for (; stride > 0; stride /= 2)
        for (int64_t sum = first + stride; sum <= last; sum += 2 * stride)
            visit_sum(bounding, sum, visit);
}

static pain_status bound(const pain_figures *figures, int32_t score, int32_t most_score,
                         pain__visit visit, pain_count_bounds *bounds)
{
    pain__frame frame;

    if (bounds == NULL)
        return PAIN_EINVAL;
    memset(bounds, 0, sizeof *bounds);
    pain_status status = pain__frame_init(&frame, figures);

    if (status != PAIN_OK)
        return status;
    if (frame.k == 0 || score < 0 || score > frame.k - 1 + most_score)
        return PAIN_EINVAL;
    bounds_search bounding_now = {.frame = &frame, .score = score, .bounds = bounds};

    visit_sums(&bounding_now, visit);
    if (!bounding_now.found)
        return PAIN_DONE;
    if (!pain_witness_check(figures, &bounds->least_witness) ||
        !pain_witness_check(figures, &bounds->most_witness)) {
        memset(bounds, 0, sizeof *bounds);
        return PAIN_EINTERNAL;
    }
    return PAIN_OK;
}

pain_status pain_bounds_at_most(const pain_figures *figures, int32_t cut, pain_count_bounds *bounds)
{
    PAIN__FLOATS;

    return bound(figures, cut, 0, bound_tail, bounds);
}

pain_status pain_bounds_at(const pain_figures *figures, int32_t score, pain_count_bounds *bounds)
{
    PAIN__FLOATS;

    return bound(figures, score, 1, bound_score, bounds);
}
