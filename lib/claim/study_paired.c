/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims of the same patients before and after: the linear programs, and their answers in words. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "claim/exact.h"
#include "claim/paired.h"
#include "claim/range.h"
#include "claim/study.h"

/* The set of means whose sum of scores is this alone; false where means are too close for that. */
static bool mean_of_sum(const pain_grid *grid, int64_t sum, int64_t n, pain_range *range)
{
    const int64_t whole = 2000000, most = INT64_C(1000000000000);
    int64_t over = grid->unit * n, at = grid->lowest * n + grid->step * sum;

    if (over > 500000 * grid->step || at > most || at < -most)
        return false;
    *range = (pain_range){.lower = pain__floor_div(at * whole, over),
                          .upper = pain__ceil_div(at * whole, over),
                          .decimals = 6,
                          .lower_end = PAIN_END_CLOSED,
                          .upper_end = PAIN_END_CLOSED};
    return true;
}

/* Sums of scores that the mean allows, in steps; of differences, below 0 too. */
static bool sums_of(const pain__asked *asked, int32_t time, pain__counts *sums)
{
    const pain_figures *figures = &asked->at[time].figures;
    pain_grim grim;

    if (figures->mean.lower_end == PAIN_END_NONE || figures->mean.upper_end == PAIN_END_NONE ||
        pain_grim_check(&figures->grid, &figures->mean, figures->n, &grim) != PAIN_OK)
        return false;
    *sums = (pain__counts){grim.first, grim.last};
    if (time == PAIN_TIME_CHANGE) {
        int64_t shift = figures->grid.lowest / figures->grid.step * figures->n;

        sums->first += shift;
        sums->last += shift;
    }
    return true;
}

bool pain__choose_sums(const pain__asked *asked, pain_paired_figures *paired)
{
    pain__counts b, e, d, free = {0, paired->n * paired->grid.steps};
    int64_t best = -1, chosen = 0;

    if (!sums_of(asked, PAIN_TIME_CHANGE, &d))
        return true;
    bool has_b = sums_of(asked, PAIN_TIME_BEFORE, &b);
    bool has_e = sums_of(asked, PAIN_TIME_AFTER, &e);

    if (!has_b && !has_e)
        return true;
    b = has_b ? b : free;
    e = has_e ? e : free;
    if (b.last - e.first < d.first || b.first - e.last > d.last)
        return false;
    /* The sum before that leaves the most choice after. */
    for (int64_t sum = b.first; sum <= b.last && sum - b.first < 10000; sum++) {
        int64_t low = sum - d.last > e.first ? sum - d.last : e.first;
        int64_t high = sum - d.first < e.last ? sum - d.first : e.last;

        if (high - low > best) {
            best = high - low;
            chosen = sum;
        }
    }
    if (best < 0)
        return true;
    int64_t low = chosen - d.last > e.first ? chosen - d.last : e.first;
    pain_range first, second;

    if (mean_of_sum(&paired->grid, chosen, paired->n, &first) &&
        mean_of_sum(&paired->grid, low + best / 2, paired->n, &second)) {
        paired->baseline_mean = first;
        paired->endpoint_mean = second;
    }
    return true;
}

static const char *quantity_phrase(int32_t quantity)
{
    static const char *const phrases[PAIN_PAIRED_QUANTITIES] = {
        "a mean of percentages", "a reduction of the means", "near zero a share", "responders"};

    return phrases[quantity];
}

static void add_percent(pain__words *w, double percent, bool upper)
{
    double scaled = upper ? ceil(percent * 100 - 1e-7) : floor(percent * 100 + 1e-7);

    pain__add_decimal(w, (int64_t)scaled, 2);
    pain__add(w, " %");
}

/* What the other figures leave for one of those claimed. */
static bool explain(const pain__asked *asked, uint64_t seed, pain__words *w)
{
    for (int32_t q = 0; q < PAIN_PAIRED_QUANTITIES; q++) {
        pain_paired_figures others = asked->paired;
        pain_paired_end low, high;

        if (others.claimed[q].lower_end == PAIN_END_NONE &&
            others.claimed[q].upper_end == PAIN_END_NONE)
            continue;
        others.claimed[q] = (pain_range){0};
        if (pain_paired_bound(&others, q, false, false, seed, &low) != PAIN_OK ||
            pain_paired_bound(&others, q, true, false, seed, &high) != PAIN_OK)
            continue;
        pain__add(w, "the other figures leave ");
        pain__add(w, quantity_phrase(q));
        pain__add(w, " of ");
        add_percent(w, low.bound, false);
        pain__add(w, " to ");
        add_percent(w, high.bound, true);
        return true;
    }
    return false;
}

static void impossible(const pain__case *c, const pain__asked *asked, pain__decision *decision)
{
    const pain_range *median = &asked->paired.median_percent;
    bool has_median = median->lower_end != PAIN_END_NONE || median->upper_end != PAIN_END_NONE;
    pain__words w = pain__words_in(decision->reason, sizeof decision->reason);

    decision->verdict = PAIN_IMPOSSIBLE;
    if (c->explain && !explain(asked, c->known->seed, &w))
        pain__add(&w, has_median ? "no patients have all these figures"
                                 : "no patients, nor parts of patients, have all these figures");
    if (c->explain && asked->reductions > 0 && asked->paired.grid.lowest != 0) {
        pain__add(&w, "; percentages count from ");
        pain__add_points(&w, &asked->paired.grid, 0);
        pain__add(&w, ", the score without pain");
    }
}

pain_status pain__decide_paired(const pain__case *c, const pain__asked *asked,
                                pain__decision *decision)
{
    pain_paired_figures paired = asked->paired;
    pain_paired_witness pairs;
    int32_t verdict;

    if (!pain__choose_sums(asked, &paired)) {
        pain__words w = pain__words_in(decision->reason, sizeof decision->reason);

        decision->verdict = PAIN_IMPOSSIBLE;
        pain__add(&w, "the mean change is not the difference of a mean before and a mean after");
        return PAIN_OK;
    }
    if (paired.cut >= paired.grid.steps)
        paired.cut = paired.grid.steps - 1;
    pain_status status =
        pain__paired_check(&asked->paired, c->known->seed, c->trials, &verdict, &pairs);

    if (status == PAIN_EOVERFLOW) /* nothing is proved */
        return PAIN_OK;
    if (status != PAIN_OK)
        return status;
    if (verdict == PAIN_IMPOSSIBLE) {
        impossible(c, asked, decision);
        return PAIN_OK;
    }
    if (memcmp(&paired, &asked->paired, sizeof paired) != 0 &&
        pain__paired_check(&paired, c->known->seed, c->trials, &verdict, &pairs) == PAIN_ENOMEM)
        return PAIN_ENOMEM;
    if (pain__find_example(c, asked, &pairs, &decision->witness))
        decision->verdict = PAIN_POSSIBLE;
    return PAIN_OK;
}
