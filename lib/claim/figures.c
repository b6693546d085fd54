/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a sample with the printed figures exists: for each sum that the mean allows, the window
 * of sums of squares that the SD allows, and the rule of existence. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "base/base.h"
#include "base/floats.h"
#include "claim/exact.h"
#include "claim/frame.h"
#include "claim/grid.h"

/* A search for a sample: what it looks for, and what it found. */
typedef struct {
    const pain__frame *frame;
    pain__window window;
    pain__blocks blocks;
    pain__split split;
} sample_search;

static bool visit(const pain__blocks *blocks, void *context)
{
    sample_search *quest = context;

    if (!pain__blocks_exist(blocks, &quest->window, &quest->split))
        return false;
    quest->blocks = *blocks;
    return true;
}

/* Whole numbers without limits: the window is relative to the one below the mean. */
static bool exists_unlimited(const pain__frame *frame, pain__window *window)
{
    int64_t low = window->low, least = pain__least_squares(frame->n, window->sum);

    if (low < least)
        low = least;
    for (low += (low ^ window->sum) & 1; low <= window->high; low += 2)
        if (pain__exists_unlimited(frame->n, window->sum, low)) {
            window->low = low;
            return true;
        }
    return false;
}

/* Whether a sample with that sum exists. */
static bool exists_with(sample_search *quest, int64_t sum)
{
    const pain__frame *frame = quest->frame;

    quest->window = pain__frame_window(frame, sum);
    if (quest->window.low > quest->window.high)
        return false;
    if (frame->k == 0)
        return exists_unlimited(frame, &quest->window);
    if (!frame->ordered) {
        int64_t q;

        if (!pain__exists_within(frame->n, frame->k, sum, quest->window.low, quest->window.high,
                                 &q))
            return false;
        quest->blocks = (pain__blocks){{{frame->n, 0, frame->k}}, 1};
        quest->split.sum[0] = sum;
        quest->split.square[0] = q;
        return true;
    }
    return pain__frame_blocks(frame, visit, quest);
}

/* The sums at which scores at both ends have as large a spread as is asked: S (n K - S) >= low. */
static void sums_of_spread(const pain__frame *frame, int64_t *first, int64_t *last)
{
    int64_t total = frame->n * frame->k;

    *first = frame->first;
    *last = frame->last;
    if (frame->k == 0 || frame->low <= 0)
        return;
    if (frame->low > total * total / 4) {
        *last = *first - 1;
        return;
    }
    int64_t root = pain__square_root(total * total - 4 * frame->low);

    if (*first < (total - root) / 2)
        *first = (total - root) / 2;
    if (*last > (total + root + 1) / 2)
        *last = (total + root + 1) / 2;
}

/* The sums are looked through from the middle outwards. */
static bool find(sample_search *quest, int64_t *sum)
{
    int64_t first, last;

    if (quest->frame->high < quest->frame->low)
        return false;
    sums_of_spread(quest->frame, &first, &last);
    for (int64_t i = 0; i <= last - first; i++) {
        *sum = pain__from_middle(first, last, i);
        if (exists_with(quest, *sum))
            return true;
    }
    return false;
}

pain_status pain_figures_possible(const pain_figures *figures, int32_t *verdict)
{
    PAIN__FLOATS;
    pain__frame frame;
    int64_t sum;

    if (verdict == NULL)
        return PAIN_EINVAL;
    *verdict = PAIN_UNDECIDED;
    pain_status status = pain__frame_init(&frame, figures);

    if (status != PAIN_OK)
        return status;
    sample_search quest;

    quest.frame = &frame;
    *verdict = find(&quest, &sum) ? PAIN_POSSIBLE : PAIN_IMPOSSIBLE;
    return PAIN_OK;
}

/* An example without limits: on a scale of the longest length around the mean, if there is one. */
static bool witness_unlimited(const sample_search *quest, int64_t sum, pain_witness *witness)
{
    const int64_t half = PAIN__MOST_STEPS / 2, n = quest->frame->n;
    int64_t floor = pain__floor_div(sum, n);

    witness->first = floor - half;
    witness->steps = PAIN__MOST_STEPS;
    for (int64_t q = quest->window.low; q <= quest->window.high; q += 2) {
        int64_t rest = sum - floor * n, moved = q + 2 * half * rest + n * half * half;

        if (pain__exists(n, PAIN__MOST_STEPS, rest + n * half, moved))
            return pain__witness(n, PAIN__MOST_STEPS, rest + n * half, moved, witness->count);
        if (q > quest->window.low + 2 * n * half)
            break;
    }
    return false;
}

static bool fill_witness(const sample_search *quest, int64_t sum, pain_witness *witness)
{
    const pain__frame *frame = quest->frame;

    witness->steps = frame->k;
    if (frame->k > 0)
        pain__blocks_witness(&quest->blocks, &quest->split, frame->k, witness->count);
    else if (!witness_unlimited(quest, sum, witness))
        return false;
    witness->n = frame->n;
    witness->sum = sum;
    for (int32_t i = 0; i <= witness->steps; i++) {
        int64_t score = witness->first + i;

        if (witness->count[i] > 0 && score > -INT32_MAX && score < INT32_MAX)
            witness->square += witness->count[i] * score * score;
    }
    return true;
}

static int32_t reason_of(const pain__frame *frame, const pain__window *window)
{
    int64_t least = pain__least_squares(frame->n, window->sum), most = frame->k * window->sum;
    int64_t low = window->low + ((window->low ^ window->sum) & 1);

    if (low > window->high)
        return PAIN_REASON_WHOLE;
    if (window->high < least)
        return PAIN_REASON_SMALL;
    if (frame->k > 0 && low > most)
        return PAIN_REASON_LARGE;
    if (frame->ordered) {
        int64_t q;

        if (pain__exists_within(frame->n, frame->k, window->sum, window->low, window->high, &q))
            return PAIN_REASON_ORDER;
    }
    return PAIN_REASON_GAP;
}

static void fill_certificate(const pain__frame *frame, pain_certificate *c)
{
    int64_t count = frame->last - frame->first + 1;

    c->n = frame->n;
    c->first = frame->first;
    c->last = frame->last;
    if (count <= 0 || frame->high < 0) {
        c->reason = count <= 0 ? PAIN_REASON_MEAN : PAIN_REASON_NO_SD;
        return;
    }
    pain__window window =
        pain__frame_window(frame, pain__from_middle(frame->first, frame->last, 0));

    c->sum = pain__from_middle(frame->first, frame->last, 0);
    c->low = window.low;
    c->high = window.high;
    c->least = pain__least_squares(frame->n, window.sum);
    c->most = frame->k * window.sum;
    for (int64_t i = 0; i < count; i++) {
        window = pain__frame_window(frame, pain__from_middle(frame->first, frame->last, i));
        int32_t reason = frame->high < frame->low ? PAIN_REASON_WHOLE : reason_of(frame, &window);

        c->failed[reason]++;
        c->reason = i == 0 || c->reason == reason ? reason : PAIN_REASON_SEVERAL;
    }
}

pain_status pain_figures_check(const pain_figures *figures, pain_finding *finding)
{
    PAIN__FLOATS;
    pain__frame frame;
    int64_t sum;

    if (finding == NULL)
        return PAIN_EINVAL;
    memset(finding, 0, sizeof *finding);
    finding->verdict = PAIN_UNDECIDED;
    pain_status status = pain__frame_init(&frame, figures);

    if (status != PAIN_OK)
        return status;
    sample_search quest;

    quest.frame = &frame;
    if (find(&quest, &sum)) {
        finding->has_witness = fill_witness(&quest, sum, &finding->witness);
        if (finding->has_witness && !pain_witness_check(figures, &finding->witness)) {
            memset(&finding->witness, 0, sizeof finding->witness);
            finding->has_witness = false;
            return PAIN_EINTERNAL;
        }
        finding->verdict = PAIN_POSSIBLE;
        return PAIN_OK;
    }
    fill_certificate(&frame, &finding->certificate);
    finding->verdict = pain__recheck(&frame);
    return finding->verdict == PAIN_POSSIBLE ? PAIN_EINTERNAL : PAIN_OK;
}

pain_status pain_figures_next_n(const pain_figures *figures, int64_t from, int64_t up_to,
                                int64_t *n)
{
    PAIN__FLOATS;
    pain_figures copy;

    if (n == NULL)
        return PAIN_EINVAL;
    *n = 0;
    if (figures == NULL || from < 1 || up_to > PAIN__MOST_N)
        return PAIN_EINVAL;
    pain_status status = pain__options(&copy, sizeof copy, figures);

    for (int64_t candidate = from; status == PAIN_OK && candidate <= up_to; candidate++) {
        int32_t verdict;

        copy.n = candidate;
        status = pain_figures_possible(&copy, &verdict);
        if (status == PAIN_OK && verdict == PAIN_POSSIBLE) {
            *n = candidate;
            return PAIN_OK;
        }
    }
    return status == PAIN_OK ? PAIN_DONE : status;
}

/* The largest n Q - S^2 with that sum: from the ends of the scale inwards. */
static int64_t most_squares(const pain__frame *frame, int64_t sum)
{
    int64_t q = frame->k * sum;

    while (!pain__exists(frame->n, frame->k, sum, q))
        q--;
    return frame->n * q - sum * sum;
}

static double spread_of(const pain__frame *frame, int64_t squares)
{
    const pain_grid *grid = &frame->figures.grid;
    int32_t kind = frame->figures.spread_kind;
    double n = (double)frame->n, by = kind == PAIN_SPREAD_SD || kind == PAIN_SPREAD_SE ? n - 1 : n;
    double sd = sqrt((double)squares / (n * by)) * (double)grid->step / (double)grid->unit;

    return kind == PAIN_SPREAD_SE || kind == PAIN_SPREAD_SE_N ? sd / sqrt(n) : sd;
}

pain_status pain_spread_bounds(const pain_figures *figures, pain_spread_limits *limits)
{
    PAIN__FLOATS;
    pain__frame frame;
    pain_figures copy;

    if (limits == NULL)
        return PAIN_EINVAL;
    *limits = (pain_spread_limits){NAN, NAN, 0, 0};
    if (figures == NULL)
        return PAIN_EINVAL;
    pain_status status = pain__options(&copy, sizeof copy, figures);

    if (status != PAIN_OK)
        return status;
    copy.spread = copy.median = copy.minimum = copy.maximum = (pain_range){0};
    status = pain__frame_init(&frame, &copy);
    if (status != PAIN_OK)
        return status;
    if (frame.k == 0 || (frame.n == 1 && copy.spread_kind % 2 == 0))
        return PAIN_EINVAL;
    if (frame.last < frame.first)
        return PAIN_DONE;
    limits->least = INT64_MAX;
    for (int64_t sum = frame.first; sum <= frame.last; sum++) {
        int64_t least = frame.n * pain__least_squares(frame.n, sum) - sum * sum;
        int64_t most = most_squares(&frame, sum);

        limits->least = least < limits->least ? least : limits->least;
        limits->most = most > limits->most ? most : limits->most;
    }
    limits->smallest = spread_of(&frame, limits->least);
    limits->largest = spread_of(&frame, limits->most);
    return PAIN_OK;
}
