/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All samples with printed figures, as pairs of what is below and what is above a score in their
 * middle: two small tables instead of a large one. For each sum above, running totals over the
 * patients and the squares say how many multisets above go with one below. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "claim/exact.h"
#include "claim/sample_sides.h"

#define DEFAULT_MEMORY (UINT64_C(1) << 27)

bool pain__sides_is_free(const pain__sides *sides, int32_t score)
{
    return sides->options.exactly == NULL || sides->options.exactly[score] < 0;
}

/* A window of the free patients, relative to the centre; its sum is that of side 1 less that of
 * side 0. */
static pain__window centred(const pain__sides *sides, int64_t sum)
{
    pain__window window = pain__frame_window(&sides->frame, sum);
    int64_t centre = sides->centre, s = sum - sides->fixed_sum;
    int64_t moved = sides->fixed_square + 2 * centre * s - sides->n * centre * centre;

    return (pain__window){sides->way * (s - sides->n * centre), window.low - moved,
                          window.high - moved};
}

/* The nearest free score to the middle is the centre. */
static pain_status choose_centre(pain__sides *sides)
{
    const pain__frame *frame = &sides->frame;
    int64_t middle = (frame->first + frame->last + frame->n) / (2 * frame->n);

    for (int32_t v = 0; v <= frame->k; v++) {
        bool is_free = pain__sides_is_free(sides, v);
        int64_t fixed = is_free ? 0 : sides->options.exactly[v];

        if (fixed > frame->n)
            return PAIN_EINVAL;
        sides->fixed_n += fixed;
        sides->fixed_sum += fixed * v;
        sides->fixed_square += fixed * v * v;
        if (is_free && (!sides->has_centre || llabs(v - middle) < llabs(sides->centre - middle))) {
            sides->centre = v;
            sides->has_centre = true;
        }
    }
    sides->n = frame->n - sides->fixed_n;
    return PAIN_OK;
}

static void list_scores(const pain__sides *sides, int32_t way, pain__side *side)
{
    side->scores = 0;
    for (int32_t v = sides->centre + way; v >= 0 && v <= sides->frame.k; v += way)
        if (pain__sides_is_free(sides, v))
            side->score[side->scores++] = v;
}

pain_status pain__sides_init(pain__sides *sides, const pain_figures *figures,
                             const pain_samples_options *options)
{
    memset(sides, 0, sizeof *sides);
    pain_status status = pain__options(&sides->options, sizeof sides->options, options);

    if (status == PAIN_OK)
        status = pain__frame_init(&sides->frame, figures);
    if (status != PAIN_OK)
        return status;
    sides->allocator = pain__allocator(sides->options.allocator);
    if (sides->options.memory == 0)
        sides->options.memory = DEFAULT_MEMORY;
    if (sides->frame.k == 0 || sides->frame.ordered)
        return PAIN_EINVAL;
    status = choose_centre(sides);
    list_scores(sides, -1, &sides->side[0]);
    list_scores(sides, 1, &sides->side[1]);
    sides->way = 1;
    if (sides->side[0].scores > sides->side[1].scores) {
        sides->way = -1;
        list_scores(sides, 1, &sides->side[0]);
        list_scores(sides, -1, &sides->side[1]);
    }
    return status;
}

void pain__sides_free(pain__sides *sides)
{
    pain__sums_free(&sides->side[0].table);
    pain__sums_free(&sides->side[1].table);
    if (sides->prefix != NULL)
        pain__free(&sides->allocator, sides->prefix);
}

static int64_t farthest_of(const pain__sides *sides, const pain__side *side)
{
    return side->scores > 0 ? llabs(side->score[side->scores - 1] - sides->centre) : 0;
}

/* What all windows together ask for: the least and the largest sum, the most squares (-1: none). */
static void extent_of(const pain__sides *sides, int64_t *least, int64_t *largest, int64_t *most)
{
    int64_t far[2] = {farthest_of(sides, &sides->side[0]), farthest_of(sides, &sides->side[1])};
    int64_t far_most = far[0] > far[1] ? far[0] : far[1], all = sides->n * far_most * far_most;

    *most = -1;
    for (int64_t sum = sides->frame.first; sum <= sides->frame.last; sum++) {
        pain__window window = centred(sides, sum);

        if (window.low > window.high || window.high < 0 || window.low > all ||
            window.sum < -sides->n * far[0] || window.sum > sides->n * far[1])
            continue;
        int64_t high = window.high < all ? window.high : all;

        *least = *most < 0 || window.sum < *least ? window.sum : *least;
        *largest = *most < 0 || window.sum > *largest ? window.sum : *largest;
        *most = high > *most ? high : *most;
    }
}

static pain_status make_table(pain__sides *sides, pain__side *side, pain__sums_limits limits,
                              uint64_t *memory)
{
    limits.farthest = farthest_of(sides, side);
    if (limits.farthest == 0)
        limits.sum = 0;
    return pain__sums_init(&side->table, &limits, memory, sides->options.allocator);
}

static pain_status fill_table(const pain__sides *sides, pain__side *side)
{
    for (int32_t i = 0; i < side->scores; i++)
        pain__sums_add(&side->table, llabs(side->score[i] - sides->centre));
    return side->table.overflow ? PAIN_EOVERFLOW : PAIN_OK;
}

static size_t rows_at(const pain__sums *table, int64_t s)
{
    return table->first[s + 1] - table->first[s];
}

/* Running totals for a sum have 0..patients of them; no more than the sum. */
static size_t stride_at(const pain__sums *table, int64_t s)
{
    return (size_t)(s < table->limits.n ? s : table->limits.n) + 1;
}

static pain_status make_prefix(pain__sides *sides, uint64_t memory)
{
    const pain__sums *table = &sides->side[1].table;
    size_t most = 0;

    for (int64_t s = 0; s <= table->limits.sum; s++) {
        size_t size = rows_at(table, s) * stride_at(table, s);

        most = size > most ? size : most;
    }
    if (most > memory / sizeof *sides->prefix)
        return PAIN_EOVERFLOW;
    sides->prefix = pain__alloc(&sides->allocator, most, sizeof *sides->prefix);
    return sides->prefix == NULL ? PAIN_ENOMEM : PAIN_OK;
}

/* With a and b the sums of the two sides, (a + b)^2 <= n most (Cauchy) and b - a is known. */
pain_status pain__sides_fill(pain__sides *sides)
{
    int64_t least = 0, largest = 0, most = -1;
    uint64_t memory = sides->options.memory;

    if (sides->n >= 0 && sides->has_centre)
        extent_of(sides, &least, &largest, &most);
    if (most < 0)
        return PAIN_DONE;
    if (most >= INT32_MAX / 2)
        return PAIN_EOVERFLOW;
    int64_t both = pain__square_root(sides->n * most);
    pain__sums_limits below = {sides->n, 0, (both - least) / 2, most, -least};
    pain__sums_limits above = {sides->n, 0, (both + largest) / 2, most, largest};

    if (both < least || both < -largest)
        return PAIN_DONE;
    pain_status status = make_table(sides, &sides->side[0], below, &memory);

    if (status == PAIN_OK)
        status = make_table(sides, &sides->side[1], above, &memory);
    if (status == PAIN_OK)
        status = make_prefix(sides, memory);
    if (status == PAIN_OK)
        status = fill_table(sides, &sides->side[0]);
    return status == PAIN_OK ? fill_table(sides, &sides->side[1]) : status;
}

/* prefix[i][c]: the multisets of side 1 with sum s, squares up to s + 2 i, patients up to c. */
static pain_status total_up(const pain__sides *sides, int64_t s)
{
    const pain__sums *table = &sides->side[1].table;
    size_t rows = rows_at(table, s), stride = stride_at(table, s);
    uint64_t seen = 0;

    for (size_t i = 0; i < rows; i++) {
        const pain__sums_row *row = &table->row[table->first[s] + i];
        const uint64_t *number = table->number + row->start;
        uint64_t *to = sides->prefix + i * stride, so_far = 0;

        for (size_t c = 0; c < stride; c++) {
            int64_t at = (int64_t)c - row->low;

            so_far += at >= 0 && at < row->width ? number[at] : 0;
            to[c] = so_far + (i > 0 ? *(to + c - stride) : 0);
            seen |= so_far | to[c];
        }
    }
    return seen >> 63 != 0 ? PAIN_EOVERFLOW : PAIN_OK;
}

/* The rows of squares of side 1 that go with q of side 0: low <= i < high. */
static void partner_rows(const pain__sides *sides, int64_t s, const pain__window *window, int64_t q,
                         size_t *low, size_t *high)
{
    int64_t from = pain__ceil_div(window->low - q - s, 2),
            to = pain__floor_div(window->high - q - s, 2) + 1;
    int64_t rows = (int64_t)rows_at(&sides->side[1].table, s);

    from = from > 0 ? from : 0;
    to = to < rows ? to : rows;
    *low = (size_t)from;
    *high = from < to ? (size_t)to : (size_t)from;
}

/* The `rest`-th of the partners of `below` on side 1. */
static pain__side_state partner(const pain__sides *sides, const pain__side_state *below, int64_t s,
                                size_t low, size_t high, uint64_t rest)
{
    const pain__sums *table = &sides->side[1].table;

    for (size_t i = low; i < high; i++) {
        const pain__sums_row *row = &table->row[table->first[s] + i];

        for (int32_t j = 0; j < row->width && row->low + j <= sides->n - below->c; j++) {
            uint64_t number = table->number[row->start + (size_t)j];

            if (rest < number)
                return (pain__side_state){row->low + j, s, s + 2 * (int64_t)i};
            rest -= number;
        }
    }
    return (pain__side_state){0, 0, 0};
}

/* A walk over all pairs of states. */
typedef struct {
    const pain__sides *sides;
    int64_t s; /* of side 1 */
    uint64_t total;
    pain__rank *rank, *end; /* those still to be found */
} pair_walk;

/* The pairs with sum a and squares q on side 0, and a sum on side 1 as the window asks. */
static bool walk_row(pair_walk *walk, const pain__window *window, int64_t a, int64_t q,
                     const pain__sums_row *row)
{
    const pain__sides *sides = walk->sides;
    const pain__sums *table = &sides->side[1].table;
    const uint64_t *number = sides->side[0].table.number + row->start;
    size_t stride = stride_at(table, walk->s), low, high;

    partner_rows(sides, walk->s, window, q, &low, &high);
    if (low == high)
        return true;
    const uint64_t *more = sides->prefix + (high - 1) * stride,
                   *less = low > 0 ? sides->prefix + (low - 1) * stride : NULL;

    for (int32_t j = 0; j < row->width; j++) {
        int64_t most = sides->n - (row->low + j);
        size_t c = most < (int64_t)stride ? (size_t)most : stride - 1;
        uint64_t partners = more[c] - (less != NULL ? less[c] : 0), pairs;

        if (__builtin_mul_overflow(number[j], partners, &pairs) ||
            __builtin_add_overflow(walk->total, pairs, &walk->total))
            return false;
        for (; walk->rank < walk->end && walk->rank->rank < walk->total; walk->rank++) {
            pain__side_state below = {row->low + j, a, q};
            uint64_t rest = walk->rank->rank - (walk->total - pairs);

            walk->rank->at[0] = below;
            walk->rank->at[1] = partner(sides, &below, walk->s, low, high, rest % partners);
        }
    }
    return true;
}

pain_status pain__sides_count(const pain__sides *sides, uint64_t *total, pain__rank *ranks,
                              size_t n)
{
    const pain__sums *table = &sides->side[0].table;
    pair_walk walk = {sides, 0, 0, ranks, n > 0 ? ranks + n : ranks};

    *total = 0;
    for (; walk.s <= sides->side[1].table.limits.sum; walk.s++) {
        if (total_up(sides, walk.s) != PAIN_OK)
            return PAIN_EOVERFLOW;
        for (int64_t sum = sides->frame.first; sum <= sides->frame.last; sum++) {
            pain__window window = centred(sides, sum);
            int64_t a = walk.s - window.sum, rows;

            if (window.low > window.high || a < 0 || a > table->limits.sum)
                continue;
            rows = (int64_t)rows_at(table, a);
            for (int64_t i = 0; i < rows; i++)
                if (!walk_row(&walk, &window, a, a + 2 * i,
                              &table->row[table->first[a] + (size_t)i]))
                    return PAIN_EOVERFLOW;
        }
    }
    *total = walk.total;
    return walk.total >> 63 != 0 ? PAIN_EOVERFLOW : PAIN_OK;
}

bool pain__sides_fixed_fits(const pain__sides *sides)
{
    const pain__frame *frame = &sides->frame;
    int64_t sum = sides->fixed_sum;

    if (sides->n != 0 || sum < frame->first || sum > frame->last)
        return false;
    pain__window window = pain__frame_window(frame, sum);

    return window.low <= sides->fixed_square && window.high >= sides->fixed_square;
}
