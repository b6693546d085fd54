/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting the samples with printed figures, and drawing from them. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "claim/frame.h"
#include "claim/saddle_count.h"
#include "claim/sums_table.h"
#include <painstat/rng.h>
#include <painstat/samples.h>

#define DEFAULT_MEMORY (UINT64_C(1) << 29)

/* A count in progress. The free scores are numbered around the centre, which is one of them. */
typedef struct {
    pain__frame frame;
    pain_samples_options options;
    pain_allocator allocator;
    int64_t fixed_n, fixed_sum, fixed_square, n;
    int32_t score[PAIN__MOST_STEPS + 1], scores, centre; /* free scores; the centre left out */
    bool has_centre;
    pain__sums table;
} sample_count;

/* A window of the free patients, relative to the centre. */
static pain__window centred(const sample_count *counting, int64_t sum)
{
    pain__window window = pain__frame_window(&counting->frame, sum);
    int64_t centre = counting->centre, s = sum - counting->fixed_sum;
    int64_t moved = counting->fixed_square + 2 * centre * s - counting->n * centre * centre;

    return (pain__window){s - counting->n * centre, window.low - moved, window.high - moved};
}

static bool is_free(const sample_count *counting, int32_t score)
{
    return counting->options.exactly == NULL || counting->options.exactly[score] < 0;
}

static pain_status split_scores(sample_count *counting)
{
    const pain__frame *frame = &counting->frame;
    int64_t middle = (frame->first + frame->last + frame->n) / (2 * frame->n);

    for (int32_t v = 0; v <= frame->k; v++) {
        int64_t fixed = is_free(counting, v) ? 0 : counting->options.exactly[v];

        if (fixed > frame->n)
            return PAIN_EINVAL;
        counting->fixed_n += fixed;
        counting->fixed_sum += fixed * v;
        counting->fixed_square += fixed * v * v;
        if (is_free(counting, v) &&
            (!counting->has_centre || llabs(v - middle) < llabs(counting->centre - middle))) {
            counting->centre = v;
            counting->has_centre = true;
        }
    }
    counting->n = frame->n - counting->fixed_n;
    /* The nearest to the centre first, so that the table fills late. */
    for (int32_t distance = 1; distance <= frame->k; distance++)
        for (int32_t way = -1; way <= 1; way += 2) {
            int32_t v = counting->centre + way * distance;

            if (v >= 0 && v <= frame->k && is_free(counting, v))
                counting->score[counting->scores++] = v;
        }
    return PAIN_OK;
}

static pain_status counting_init(sample_count *counting, const pain_figures *figures,
                                 const pain_samples_options *options)
{
    memset(counting, 0, sizeof *counting);
    pain_status status = pain__options(&counting->options, sizeof counting->options, options);

    if (status == PAIN_OK)
        status = pain__frame_init(&counting->frame, figures);
    if (status != PAIN_OK)
        return status;
    counting->allocator = pain__allocator(counting->options.allocator);
    if (counting->options.memory == 0)
        counting->options.memory = DEFAULT_MEMORY;
    return counting->frame.k == 0 || counting->frame.ordered ? PAIN_EINVAL : split_scores(counting);
}

/* The largest sum of squares around the centre that is asked for; -1 for none. */
static int64_t most_square(const sample_count *counting)
{
    int64_t most = -1;

    for (int64_t sum = counting->frame.first; sum <= counting->frame.last; sum++) {
        pain__window window = centred(counting, sum);
        int64_t distance = counting->frame.k - counting->centre > counting->centre
                               ? counting->frame.k - counting->centre
                               : counting->centre;
        int64_t all = counting->n * distance * distance;

        if (window.low <= window.high && window.high > most && window.low <= all)
            most = window.high < all ? window.high : all;
    }
    return most;
}

/* EOVERFLOW when the table or a number is too large. The table is freed by the caller. */
static pain_status fill_table(sample_count *counting)
{
    int64_t most = counting->n >= 0 && counting->has_centre ? most_square(counting) : -1;

    if (most < 0)
        return PAIN_DONE;
    int64_t n = counting->n < most ? counting->n : most;
    pain_status status = pain__sums_init(&counting->table, n, most, counting->options.memory,
                                         counting->options.allocator);

    for (int32_t i = 0; status == PAIN_OK && i < counting->scores; i++)
        pain__sums_add(&counting->table, counting->score[i] - counting->centre);
    return status == PAIN_OK && counting->table.overflow ? PAIN_EOVERFLOW : status;
}

/* An end of the table that has the figures, and how many samples come up to it. */
typedef struct {
    int64_t c, q, s;
    uint64_t up_to;
} end_state;

/* Goes through the ends: adds them up, and writes them when `ends` is not NULL. EOVERFLOW. */
static pain_status add_ends(const sample_count *counting, uint64_t *total, size_t *n,
                            end_state *ends)
{
    const pain__sums *table = &counting->table;

    *total = 0;
    *n = 0;
    for (int64_t sum = counting->frame.first; sum <= counting->frame.last; sum++) {
        pain__window window = centred(counting, sum);
        int64_t high = window.high < table->most ? window.high : table->most;

        for (int64_t q = window.low > 0 ? window.low : 0; q <= high; q++)
            for (int64_t c = 0; c <= table->n; c++) {
                uint64_t number = pain__sums_at(table, c, q, window.sum);

                if (number == 0)
                    continue;
                if (number > UINT64_MAX - *total)
                    return PAIN_EOVERFLOW;
                *total += number;
                if (ends != NULL)
                    ends[*n] = (end_state){c, q, window.sum, *total};
                ++*n;
            }
    }
    return PAIN_OK;
}

/* Without a free score there is one sample or none. */
static bool fixed_fits(const sample_count *counting)
{
    const pain__frame *frame = &counting->frame;
    int64_t sum = counting->fixed_sum;

    if (counting->n != 0 || sum < frame->first || sum > frame->last)
        return false;
    pain__window window = pain__frame_window(frame, sum);

    return window.low <= counting->fixed_square && window.high >= counting->fixed_square;
}

pain_status pain_samples_count(const pain_figures *figures, const pain_samples_options *options,
                               pain_samples_total *total)
{
    sample_count counting_now;
    size_t ends;
    uint64_t number = 0;

    if (total == NULL)
        return PAIN_EINVAL;
    *total = (pain_samples_total){.about = NAN};
    pain_status status = counting_init(&counting_now, figures, options);

    if (status != PAIN_OK)
        return status;
    status = fill_table(&counting_now);
    if (status == PAIN_OK)
        status = add_ends(&counting_now, &number, &ends, NULL);
    if (counting_now.table.allocator.free != NULL)
        pain__sums_free(&counting_now.table);
    if (status == PAIN_DONE) {
        number = !counting_now.has_centre && fixed_fits(&counting_now);
        status = PAIN_OK;
    }
    if (status == PAIN_OK)
        *total = (pain_samples_total){.is_exact = true, .exact = number, .about = (double)number};
    if (status != PAIN_EOVERFLOW || counting_now.options.exactly != NULL)
        return status;
    total->about = pain__saddle_count(&counting_now.frame);
    return PAIN_OK;
}

/* A draw on its way back through the table. */
typedef struct {
    pain_rng rng;
    int64_t c, q, s;
} walk;

/* All draws begin at an end, each with the probability of its number of samples. */
static void begin_walks(const end_state *ends, size_t n, uint64_t total, uint64_t seed,
                        size_t draws, walk *walks)
{
    for (size_t i = 0; i < draws; i++) {
        pain_rng_init(&walks[i].rng, seed, i);
        uint64_t rank = pain_rng_below(&walks[i].rng, total);
        size_t low = 0, high = n - 1;

        while (low < high) {
            size_t middle = low + (high - low) / 2;

            if (ends[middle].up_to > rank)
                high = middle;
            else
                low = middle + 1;
        }
        walks[i].c = ends[low].c;
        walks[i].q = ends[low].q;
        walks[i].s = ends[low].s;
    }
}

/* One score after the other: one more patient with it, in proportion to the samples that have one
 * more; then the score is taken out of the table. */
static void walk_back(sample_count *counting, walk *walks, size_t draws, int64_t *counts)
{
    pain__sums *table = &counting->table;
    size_t width = (size_t)counting->frame.k + 1;

    for (int32_t j = counting->scores; j-- > 0;) {
        int64_t u = counting->score[j] - counting->centre;

        for (size_t i = 0; i < draws; i++) {
            walk *w = &walks[i];

            for (;;) {
                uint64_t more = pain__sums_at(table, w->c - 1, w->q - u * u, w->s - u);

                if (more == 0 ||
                    pain_rng_below(&w->rng, pain__sums_at(table, w->c, w->q, w->s)) >= more)
                    break;
                w->c--;
                w->q -= u * u;
                w->s -= u;
                counts[i * width + (size_t)counting->score[j]]++;
            }
        }
        pain__sums_remove(table, u);
    }
    for (size_t i = 0; i < draws; i++) {
        int64_t n = counting->n;

        for (int32_t j = 0; j < counting->scores; j++)
            n -= counts[i * width + (size_t)counting->score[j]];
        counts[i * width + (size_t)counting->centre] = n;
        for (int32_t v = 0; v <= counting->frame.k; v++)
            if (!is_free(counting, v))
                counts[i * width + (size_t)v] = counting->options.exactly[v];
    }
}

static pain_status draw_all(sample_count *counting, uint64_t seed, size_t draws, int64_t *counts)
{
    const pain_allocator *allocator = &counting->allocator;
    uint64_t total;
    size_t n;
    pain_status status = fill_table(counting);

    if (status == PAIN_OK)
        status = add_ends(counting, &total, &n, NULL);
    if (status != PAIN_OK)
        return status;
    if (total == 0)
        return PAIN_DONE;
    end_state *ends = pain__alloc(allocator, n, sizeof *ends);
    walk *walks = pain__alloc(allocator, draws, sizeof *walks);

    if (ends != NULL && walks != NULL) {
        status = add_ends(counting, &total, &n, ends);
        begin_walks(ends, n, total, seed, draws, walks);
        walk_back(counting, walks, draws, counts);
    } else {
        status = PAIN_ENOMEM;
    }
    pain__free(allocator, ends);
    pain__free(allocator, walks);
    return status;
}

pain_status pain_samples_draw(const pain_figures *figures, const pain_samples_options *options,
                              uint64_t seed, size_t draws, int64_t *counts)
{
    sample_count counting_now;

    if (counts == NULL)
        return PAIN_EINVAL;
    pain_status status = counting_init(&counting_now, figures, options);

    if (status != PAIN_OK)
        return status;
    size_t width = (size_t)counting_now.frame.k + 1;

    memset(counts, 0, draws * width * sizeof *counts);
    status = draw_all(&counting_now, seed, draws, counts);
    if (counting_now.table.allocator.free != NULL)
        pain__sums_free(&counting_now.table);
    if (status == PAIN_DONE && !counting_now.has_centre && fixed_fits(&counting_now)) {
        for (size_t i = 0; i < draws; i++)
            memcpy(counts + i * width, counting_now.options.exactly, width * sizeof *counts);
        status = PAIN_OK;
    }
    return status;
}

pain_status pain_samples_share(const pain_figures *figures, const pain_samples_options *options,
                               int32_t cut, uint64_t seed, size_t draws, uint64_t *tally)
{
    if (figures == NULL || tally == NULL || cut < 0 || cut > figures->grid.steps ||
        figures->grid.steps > PAIN__MOST_STEPS || figures->n < 1)
        return PAIN_EINVAL;
    pain_allocator allocator = pain__allocator(options != NULL ? options->allocator : NULL);
    size_t width = (size_t)figures->grid.steps + 1;

    memset(tally, 0, ((size_t)figures->n + 1) * sizeof *tally);
    int64_t *counts = pain__alloc(&allocator, draws, width * sizeof *counts);

    if (counts == NULL)
        return PAIN_ENOMEM;
    pain_status status = pain_samples_draw(figures, options, seed, draws, counts);

    for (size_t i = 0; status == PAIN_OK && i < draws; i++) {
        int64_t count = 0;

        for (int32_t v = 0; v <= cut; v++)
            count += counts[i * width + (size_t)v];
        tally[count]++;
    }
    pain__free(&allocator, counts);
    return status;
}
