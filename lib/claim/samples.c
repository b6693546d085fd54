/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting the samples with printed figures, and drawing from them. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/floats.h"
#include "claim/saddle_count.h"
#include "claim/sample_sides.h"
#include <painstat/rng.h>

pain_status pain_samples_count(const pain_figures *figures, const pain_samples_options *options,
                               pain_samples_total *total)
{
    PAIN__FLOATS;
    pain__sides sides;
    uint64_t number = 0;

    if (total == NULL)
        return PAIN_EINVAL;
    *total = (pain_samples_total){.about = NAN};
    pain_status status = pain__sides_init(&sides, figures, options);

    if (status != PAIN_OK)
        return status;
    status = pain__sides_fill(&sides);
    if (status == PAIN_OK)
        status = pain__sides_count(&sides, &number, NULL, 0);
    pain__sides_free(&sides);
    if (status == PAIN_DONE) {
        number = !sides.has_centre && pain__sides_fixed_fits(&sides);
        status = PAIN_OK;
    }
    if (status == PAIN_OK)
        *total = (pain_samples_total){.is_exact = true, .exact = number, .about = (double)number};
    if (status != PAIN_EOVERFLOW || sides.options.exactly != NULL)
        return status;
    total->about = pain__saddle_count(&sides.frame);
    return PAIN_OK;
}

static int by_rank(const void *a, const void *b)
{
    const pain__rank *x = a, *y = b;

    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return (x->draw > y->draw) - (x->draw < y->draw);
}

/* Draw i has stream i of the seed: first for its rank among all samples. */
static pain_status find_states(const pain__sides *sides, pain_rng *rng, size_t draws,
                               pain__rank *ranks)
{
    uint64_t total;
    pain_status status = pain__sides_count(sides, &total, NULL, 0);

    if (status != PAIN_OK)
        return status;
    if (total == 0)
        return PAIN_DONE;
    for (size_t i = 0; i < draws; i++)
        ranks[i] = (pain__rank){.rank = pain_rng_below(&rng[i], total), .draw = i};
    qsort(ranks, draws, sizeof *ranks, by_rank);
    return pain__sides_count(sides, &total, ranks, draws);
}

/* One score after the other: one more patient with it, in proportion to the samples that have one
 * more; then the score is taken out of the table. */
static void walk_back(pain__sides *sides, int which, pain_rng *rng, pain__rank *ranks, size_t draws,
                      int64_t *counts)
{
    pain__side *side = &sides->side[which];
    size_t width = (size_t)sides->frame.k + 1;

    for (int32_t j = side->scores; j-- > 0;) {
        int64_t u = llabs(side->score[j] - sides->centre);

        for (size_t i = 0; i < draws; i++) {
            pain__side_state *at = &ranks[i].at[which];
            int64_t *count = &counts[ranks[i].draw * width + (size_t)side->score[j]];

            for (;;) {
                uint64_t more = pain__sums_at(&side->table, at->c - 1, at->s - u, at->q - u * u);

                if (more == 0 ||
                    pain_rng_below(&rng[ranks[i].draw],
                                   pain__sums_at(&side->table, at->c, at->s, at->q)) >= more)
                    break;
                at->c--;
                at->s -= u;
                at->q -= u * u;
                ++*count;
            }
        }
        pain__sums_remove(&side->table, u);
    }
}

/* The patients at scores that are fixed, and those at the centre, whom the others leave. */
static void add_others(const pain__sides *sides, int64_t *counts)
{
    int64_t n = sides->n;

    for (int32_t v = 0; v <= sides->frame.k; v++) {
        n -= counts[v];
        if (!pain__sides_is_free(sides, v))
            counts[v] = sides->options.exactly[v];
    }
    counts[sides->centre] = n;
}

static pain_status draw_all(pain__sides *sides, uint64_t seed, size_t draws, int64_t *counts)
{
    const pain_allocator *allocator = &sides->allocator;
    pain_status status = pain__sides_fill(sides);

    if (status != PAIN_OK)
        return status;
    pain__rank *ranks = pain__alloc(allocator, draws, sizeof *ranks);
    pain_rng *rng = pain__alloc(allocator, draws, sizeof *rng);

    status = ranks != NULL && rng != NULL ? PAIN_OK : PAIN_ENOMEM;
    for (size_t i = 0; i < draws && status == PAIN_OK; i++)
        pain_rng_init(&rng[i], seed, i);
    if (status == PAIN_OK)
        status = find_states(sides, rng, draws, ranks);
    if (status == PAIN_OK) {
        walk_back(sides, 0, rng, ranks, draws, counts);
        walk_back(sides, 1, rng, ranks, draws, counts);
        for (size_t i = 0; i < draws; i++)
            add_others(sides, counts + i * ((size_t)sides->frame.k + 1));
    }
    pain__free(allocator, ranks);
    pain__free(allocator, rng);
    return status;
}

pain_status pain_samples_draw(const pain_figures *figures, const pain_samples_options *options,
                              uint64_t seed, size_t draws, int64_t *counts)
{
    PAIN__FLOATS;
    pain__sides sides;

    if (counts == NULL)
        return PAIN_EINVAL;
    pain_status status = pain__sides_init(&sides, figures, options);

    if (status != PAIN_OK)
        return status;
    size_t width = (size_t)sides.frame.k + 1;

    memset(counts, 0, draws * width * sizeof *counts);
    status = draw_all(&sides, seed, draws, counts);
    pain__sides_free(&sides);
    if (status == PAIN_DONE && !sides.has_centre && pain__sides_fixed_fits(&sides)) {
        for (size_t i = 0; i < draws; i++)
            memcpy(counts + i * width, sides.options.exactly, width * sizeof *counts);
        status = PAIN_OK;
    }
    return status;
}

pain_status pain_samples_share(const pain_figures *figures, const pain_samples_options *options,
                               int32_t cut, uint64_t seed, size_t draws, uint64_t *tally)
{
    PAIN__FLOATS;

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
