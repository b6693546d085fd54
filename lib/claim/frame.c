/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What printed figures say in whole numbers. */
#include <config.h>

#include <string.h>

#include "base/base.h"
#include "base/decimal.h"
#include "claim/exact.h"
#include "claim/frame.h"
#include "claim/grid.h"
#include "claim/range.h"

#define MOST_SQUARES (INT64_MAX / 4)

static bool is_given(const pain_range *range)
{
    return range->lower_end != PAIN_END_NONE || range->upper_end != PAIN_END_NONE;
}

/* floor of end^2 times what makes it n Q - S^2; see docs/claims.md. */
static bool squares_at(const pain__frame *frame, int64_t end, uint64_t *squares, bool *whole)
{
    const pain_figures *f = &frame->figures;
    bool by_less = f->spread_kind == PAIN_SPREAD_SD || f->spread_kind == PAIN_SPREAD_SE;
    bool error = f->spread_kind == PAIN_SPREAD_SE || f->spread_kind == PAIN_SPREAD_SE_N;
    uint64_t unit = (uint64_t)f->grid.unit, step = (uint64_t)f->grid.step;
    uint64_t power = 2 * (uint64_t)pain__power_of_ten(f->spread.decimals), n = (uint64_t)frame->n;
    uint64_t factors[] = {
        n, by_less ? n - 1 : n, error ? n : 1, (uint64_t)end, (uint64_t)end, unit, unit};
    uint64_t divisors[] = {power, power, step, step};

    return pain__quotient(factors, 7, divisors, 4, (uint64_t)MOST_SQUARES, squares, whole);
}

static pain_status fill_squares(pain__frame *frame)
{
    const pain_range *spread = &frame->figures.spread;
    uint64_t squares;
    bool whole;

    frame->low = 0;
    frame->high = MOST_SQUARES;
    if (!is_given(spread))
        return PAIN_OK;
    if (frame->n == 1 && (frame->figures.spread_kind == PAIN_SPREAD_SD ||
                          frame->figures.spread_kind == PAIN_SPREAD_SE)) {
        frame->high = -1;
        return PAIN_OK;
    }
    if (spread->lower_end != PAIN_END_NONE && spread->lower >= 0) {
        if (!squares_at(frame, spread->lower, &squares, &whole))
            return PAIN_EOVERFLOW;
        frame->low = (int64_t)squares + (!whole || spread->lower_end == PAIN_END_OPEN);
    }
    if (spread->upper_end != PAIN_END_NONE) {
        if (spread->upper < 0) {
            frame->high = -1;
            return PAIN_OK;
        }
        if (!squares_at(frame, spread->upper, &squares, &whole))
            return PAIN_EOVERFLOW;
        frame->high = (int64_t)squares - (whole && spread->upper_end == PAIN_END_OPEN);
    }
    return PAIN_OK;
}

static pain_status read_figures(pain__frame *frame, const pain_figures *figures)
{
    pain_figures *f = &frame->figures;

    if (figures == NULL)
        return PAIN_EINVAL;
    pain_status status = pain__options(f, sizeof *f, figures);

    if (status != PAIN_OK)
        return status;
    if (!pain__grid_is_sound(&f->grid) || f->n < 1 || f->n > PAIN__MOST_N ||
        !pain__range_is_sound(&f->mean) || !pain__range_is_sound(&f->spread) ||
        !pain__range_is_sound(&f->median) || !pain__range_is_sound(&f->minimum) ||
        !pain__range_is_sound(&f->maximum) || f->spread_kind < 0 || f->spread_kind >= PAIN_SPREADS)
        return PAIN_EINVAL;
    frame->ordered = is_given(&f->median) || is_given(&f->minimum) || is_given(&f->maximum);
    if (frame->ordered && f->grid.steps == 0)
        return PAIN_EINVAL;
    return f->grid.steps > PAIN__MOST_STEPS ? PAIN_EOVERFLOW : PAIN_OK;
}

pain_status pain__frame_init(pain__frame *frame, const pain_figures *figures)
{
    memset(frame, 0, sizeof *frame);
    pain_status status = read_figures(frame, figures);

    if (status != PAIN_OK)
        return status;
    frame->n = frame->figures.n;
    frame->k = frame->figures.grid.steps;
    status = pain__grid_sums(&frame->figures.grid, &frame->figures.mean, frame->n, &frame->first,
                             &frame->last);
    return status == PAIN_OK ? fill_squares(frame) : status;
}

pain__window pain__frame_window(const pain__frame *frame, int64_t sum)
{
    int64_t n = frame->n, most = n * n * frame->k * frame->k;

    if (frame->k == 0) {
        sum -= n * pain__floor_div(sum, n);
        most = MOST_SQUARES;
    }
    int64_t high = frame->high < most ? frame->high : most;

    if (frame->low > most || high < frame->low)
        return (pain__window){sum, 1, 0};
    return (pain__window){sum, pain__ceil_div(frame->low + sum * sum, n),
                          pain__floor_div(high + sum * sum, n)};
}

/* Positions in the sorted sample whose scores are known: at most the first, the two in the middle
 * and the last. */
typedef struct {
    int64_t position[4];
    int32_t score[4];
    size_t n;
} known_scores;

static void know(known_scores *known, int64_t position, int32_t score)
{
    known->position[known->n] = position;
    known->score[known->n++] = score;
}

/* The free patients between known ones have scores between theirs. */
static bool cut_by(const pain__frame *frame, const known_scores *known, pain__blocks *blocks)
{
    int64_t position = 0;
    int32_t score = 0;

    blocks->n = 0;
    for (size_t i = 0; i < known->n; i++) {
        if (known->score[i] < score || (known->position[i] == position && known->score[i] != score))
            return false;
        if (known->position[i] == position)
            continue;
        pain__blocks_add(blocks, known->position[i] - position - 1, score, known->score[i]);
        pain__blocks_add(blocks, 1, known->score[i], known->score[i]);
        position = known->position[i];
        score = known->score[i];
    }
    pain__blocks_add(blocks, frame->n - position, score, frame->k);
    return true;
}

/* Whether the score, or half the sum of two, is in the set. */
static bool is_score(const pain__frame *frame, const pain_range *range, int32_t twice)
{
    const pain_grid *grid = &frame->figures.grid;

    return pain__range_side(range, 2 * grid->lowest + grid->step * twice, 2 * grid->unit) == 0;
}

typedef struct {
    const pain__frame *frame;
    pain__visit visit;
    void *context;
    int32_t minimum, maximum; /* -1: not given */
} cut_choice;

static bool visit_cut(const cut_choice *cutting, int32_t lower, int32_t upper)
{
    int64_t n = cutting->frame->n;
    pain__blocks blocks;
    known_scores known = {.n = 0};

    if (cutting->minimum >= 0)
        know(&known, 1, cutting->minimum);
    if (lower >= 0)
        know(&known, (n + 1) / 2, lower);
    if (lower >= 0)
        know(&known, n / 2 + 1, upper);
    if (cutting->maximum >= 0)
        know(&known, n, cutting->maximum);
    return cut_by(cutting->frame, &known, &blocks) && cutting->visit(&blocks, cutting->context);
}

static bool visit_medians(const cut_choice *cutting)
{
    const pain__frame *frame = cutting->frame;

    if (!is_given(&frame->figures.median))
        return visit_cut(cutting, -1, -1);
    for (int32_t lower = 0; lower <= frame->k; lower++)
        for (int32_t upper = lower; upper <= (frame->n % 2 == 0 ? frame->k : lower); upper++)
            if (is_score(frame, &frame->figures.median, lower + upper) &&
                visit_cut(cutting, lower, upper))
                return true;
    return false;
}

bool pain__frame_blocks(const pain__frame *frame, pain__visit visit, void *context)
{
    bool has_minimum = is_given(&frame->figures.minimum);
    bool has_maximum = is_given(&frame->figures.maximum);
    cut_choice cutting = {frame, visit, context, -1, -1};

    for (int32_t low = has_minimum ? 0 : -1; low <= (has_minimum ? frame->k : -1); low++)
        for (int32_t high = has_maximum ? 0 : -1; high <= (has_maximum ? frame->k : -1); high++) {
            if ((has_minimum && !is_score(frame, &frame->figures.minimum, 2 * low)) ||
                (has_maximum && !is_score(frame, &frame->figures.maximum, 2 * high)))
                continue;
            cutting.minimum = low;
            cutting.maximum = high;
            if (visit_medians(&cutting))
                return true;
        }
    return false;
}
