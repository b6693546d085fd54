/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data sets that have all figures of a case: put together here, and checked claim by claim. */
#include <config.h>

#include <string.h>

#include "claim/study.h"
#include <painstat/implied.h>
#include <painstat/samples.h>

/* Random samples that are tried, of how many patients and steps: some milliseconds at most. */
enum { MOST_DRAWS = 8, MOST_DRAWN = 60, MOST_STEPS = 20 };

/* The counts per score at a time; of the change, from minus the steps. False without scores. */
static bool counts_at(const pain__case *c, const pain_study_witness *witness, int32_t time,
                      pain_witness *counts)
{
    int32_t k = c->known->grid.steps;

    memset(counts, 0, sizeof *counts);
    if (time == PAIN_TIME_CHANGE && k > 50)
        return false;
    counts->steps = time == PAIN_TIME_CHANGE ? 2 * k : k;
    for (size_t i = 0; i < witness->n_groups; i++) {
        const pain_paired_cell *g = &witness->group[i];
        int32_t at = time == PAIN_TIME_BEFORE  ? g->baseline
                     : time == PAIN_TIME_AFTER ? g->endpoint
                                               : g->baseline - g->endpoint + k;

        if (g->patients < 0 || at < 0 || at > counts->steps ||
            (time == PAIN_TIME_CHANGE && (g->baseline < 0 || g->endpoint < 0)))
            return false;
        counts->count[at] += g->patients;
        counts->n += g->patients;
        counts->sum += at * g->patients;
        counts->square += (int64_t)at * at * g->patients;
    }
    return true;
}

static int64_t patients_with(const pain__case *c, const pain_study_witness *witness,
                             const pain_claim *claim)
{
    int32_t cut = pain__cut_of(c, claim);
    int64_t patients = 0;

    for (size_t i = 0; i < witness->n_groups; i++) {
        int64_t b = witness->group[i].baseline, e = witness->group[i].endpoint;
        bool counted = claim->statistic == PAIN_CLAIM_NEAR_ZERO ? e <= cut
                       : claim->statistic == PAIN_CLAIM_WORSE   ? e > b
                                                                : b > 0 && 100 * (b - e) >= cut * b;

        if (e < 0 || (b < 0 && claim->statistic != PAIN_CLAIM_NEAR_ZERO))
            return -1;
        if (counted)
            patients += witness->group[i].patients;
    }
    return patients;
}

static bool share_holds(const pain__case *c, const pain_study_witness *witness,
                        const pain_claim *claim)
{
    int64_t patients = patients_with(c, witness, claim);
    pain_range range;

    if (patients < 0 || pain_claim_range(claim, c->known->rounding, &range) != PAIN_OK ||
        (claim->statistic != PAIN_CLAIM_WORSE && pain__cut_of(c, claim) < 0))
        return false;
    return claim->unit == PAIN_CLAIM_COUNT ? pain_range_holds(&range, patients, 1)
                                           : pain_range_holds(&range, 100 * patients, c->n);
}

static bool reduction_holds(const pain__case *c, const pain_study_witness *witness,
                            const pain_claim *claim)
{
    int32_t definition = pain__definition_of(c, claim);
    pain_paired_figures figures = {.size = sizeof figures, .grid = c->known->grid, .n = c->n};
    pain_paired_witness pairs = {.n_cells = witness->n_groups};
    int64_t numerator, denominator;
    pain_range range;

    figures.percent = 50;
    if (witness->n_groups > PAIN_PAIRED_MOST_CELLS || definition < PAIN_DEFINITION_MEAN ||
        definition > PAIN_DEFINITION_MEDIAN ||
        pain_claim_range(claim, c->known->rounding, &range) != PAIN_OK)
        return false;
    for (size_t i = 0; i < witness->n_groups; i++) {
        if (witness->group[i].baseline < 0 || witness->group[i].endpoint < 0)
            return false;
        pairs.cell[i] = witness->group[i];
    }
    pain_status status = definition == PAIN_DEFINITION_MEDIAN
                             ? pain_paired_witness_median(&pairs, &numerator, &denominator)
                             : pain_paired_witness_value(&figures, &pairs,
                                                         definition == PAIN_DEFINITION_MEAN
                                                             ? PAIN_PAIRED_MEAN_PERCENT
                                                             : PAIN_PAIRED_PERCENT_OF_MEANS,
                                                         &numerator, &denominator);

    return status == PAIN_OK && pain_range_holds(&range, numerator, denominator);
}

static bool score_holds(const pain__case *c, const pain_study_witness *witness,
                        const pain_claim *claim)
{
    int32_t time = claim->statistic == PAIN_CLAIM_MEAN_REDUCTION ? PAIN_TIME_CHANGE : claim->time;
    pain__at_time at;
    pain_witness counts;

    pain__figures_at(c, claim, time, &at);
    return at.given == 1 && counts_at(c, witness, time, &counts) &&
           pain_witness_check(&at.figures, &counts);
}

static bool claim_holds(const pain__case *c, const pain_study_witness *witness,
                        const pain_claim *claim)
{
    pain_range range;

    switch (claim->statistic) {
    case PAIN_CLAIM_PATIENTS:
        return pain_claim_range(claim, c->known->rounding, &range) == PAIN_OK &&
               pain_range_holds(&range, c->n, 1);
    case PAIN_CLAIM_PERCENT_REDUCTION:
        return reduction_holds(c, witness, claim);
    case PAIN_CLAIM_NEAR_ZERO:
    case PAIN_CLAIM_RESPONDERS:
    case PAIN_CLAIM_WORSE:
        return share_holds(c, witness, claim) && (claim->of == 0 || claim->of == c->n);
    default:
        return score_holds(c, witness, claim);
    }
}

bool pain__example_holds(const pain__case *c, const pain_study_witness *witness)
{
    const int32_t least = c->value[PAIN_CHOICE_LEAST_BASELINE];
    int64_t n = 0;

    for (size_t i = 0; i < witness->n_groups; i++) {
        const pain_paired_cell *g = &witness->group[i];

        n += g->patients;
        if (g->patients < 1 || g->baseline > c->known->grid.steps ||
            g->endpoint > c->known->grid.steps || (least > 0 && g->baseline < least) ||
            (c->value[PAIN_CHOICE_NOBODY_WORSE] == 1 && g->endpoint > g->baseline))
            return false;
    }
    if (n != c->n)
        return false;
    for (size_t i = 0; i < c->known->n_claims; i++)
        if (c->known->used[i] && !claim_holds(c, witness, &c->known->claims[i]))
            return false;
    return true;
}

/* Pairs the sorted scores of both times: each patient keeps their rank, or gets the mirrored one.
 * NULL: a time of which nothing is known. */
static void pair_up(const pain_witness *before, const pain_witness *after, bool mirrored,
                    pain_study_witness *witness)
{
    int32_t b = 0, e = 0, top = after != NULL ? after->steps : 0;
    int64_t left_b = before != NULL ? before->count[0] : after->n;
    int64_t left_e = after != NULL ? after->count[mirrored ? top : 0] : before->n;

    witness->n_groups = 0;
    while (witness->n_groups < PAIN_STUDY_MOST_GROUPS) {
        while (left_b == 0 && before != NULL && b < before->steps)
            left_b = before->count[++b];
        while (left_e == 0 && after != NULL && e < top) {
            e++;
            left_e = after->count[mirrored ? top - e : e];
        }
        int64_t both = left_b < left_e ? left_b : left_e;

        if (both == 0)
            return;
        witness->group[witness->n_groups++] = (pain_paired_cell){before != NULL ? b : -1,
                                                                 after == NULL ? -1
                                                                 : mirrored    ? top - e
                                                                               : e,
                                                                 both};
        left_b -= both;
        left_e -= both;
    }
}

/* A pair with the change, for each. */
static void pairs_of_change(const pain_witness *change, int32_t k, pain_study_witness *witness)
{
    witness->n_groups = 0;
    for (int32_t i = 0; i <= change->steps; i++) {
        int32_t fall = i - k;

        if (change->count[i] > 0)
            witness->group[witness->n_groups++] =
                fall > 0 ? (pain_paired_cell){k, k - fall, change->count[i]}
                         : (pain_paired_cell){k + fall, k, change->count[i]};
    }
}

static bool finds(const pain_figures *figures, pain_witness *witness)
{
    pain_finding finding;

    if (figures->grid.steps == 0 || pain_figures_check(figures, &finding) != PAIN_OK ||
        !finding.has_witness)
        return false;
    *witness = finding.witness;
    return true;
}

/* Samples of the time after: any, and those with the fewest and the most near zero. */
static size_t samples_after(const pain__asked *asked, pain_witness samples[3])
{
    const pain_figures *figures = &asked->at[PAIN_TIME_AFTER].figures;
    pain_count_bounds bounds;
    size_t n = finds(figures, &samples[0]) ? 1 : 0;

    if (n > 0 && asked->has_near_zero && asked->at[PAIN_TIME_AFTER].has_mean &&
        asked->paired.cut < figures->grid.steps &&
        pain_bounds_at_most(figures, asked->paired.cut, &bounds) == PAIN_OK) {
        samples[n++] = bounds.least_witness;
        samples[n++] = bounds.most_witness;
    }
    return n;
}

/* Whether anything is asked of the patients before, or after. */
static bool asks(const pain__case *c, int32_t time)
{
    if (time == PAIN_TIME_BEFORE &&
        (c->value[PAIN_CHOICE_NOBODY_WORSE] >= 0 || c->value[PAIN_CHOICE_LEAST_BASELINE] >= 0))
        return true;
    for (size_t i = 0; i < c->known->n_claims; i++) {
        const pain_claim *claim = &c->known->claims[i];

        if (c->known->used[i] && claim->statistic != PAIN_CLAIM_PATIENTS &&
            (claim->time == time || claim->time == PAIN_TIME_CHANGE ||
             (claim->time == PAIN_TIME_NONE &&
              (claim->statistic != PAIN_CLAIM_NEAR_ZERO || time == PAIN_TIME_AFTER))))
            return true;
    }
    return false;
}

/* Leaves out the scores of which nothing is asked, and joins groups that are then the same. */
static void leave_out(const pain__case *c, pain_study_witness *witness)
{
    bool before = asks(c, PAIN_TIME_BEFORE), after = asks(c, PAIN_TIME_AFTER);
    size_t n = 0;

    for (size_t i = 0; i < witness->n_groups; i++) {
        pain_paired_cell group = witness->group[i];
        size_t j = 0;

        group.baseline = before ? group.baseline : -1;
        group.endpoint = after ? group.endpoint : -1;
        while (j < n && (witness->group[j].baseline != group.baseline ||
                         witness->group[j].endpoint != group.endpoint))
            j++;
        if (j < n)
            witness->group[j].patients += group.patients;
        else
            witness->group[n++] = group;
    }
    witness->n_groups = n;
}

static bool holds_without(const pain__case *c, pain_study_witness *witness)
{
    if (!pain__example_holds(c, witness))
        return false;
    leave_out(c, witness);
    return pain__example_holds(c, witness);
}

/* Patients of whom as few are worse as a claim allows: the others end without pain. */
static bool worse_patients(const pain__case *c, pain_study_witness *witness)
{
    int32_t least = c->value[PAIN_CHOICE_LEAST_BASELINE], before = least > 1 ? least : 1;
    pain__counts counts;

    for (size_t i = 0; i < c->known->n_claims; i++) {
        const pain_claim *claim = &c->known->claims[i];

        if (!c->known->used[i] || claim->statistic != PAIN_CLAIM_WORSE ||
            before >= c->known->grid.steps || pain__share_counts(c, claim, &counts) != PAIN_OK ||
            counts.first > counts.last)
            continue;
        witness->n_groups = 0;
        if (counts.first > 0)
            witness->group[witness->n_groups++] =
                (pain_paired_cell){before, before + 1, counts.first};
        if (counts.first < c->n)
            witness->group[witness->n_groups++] =
                (pain_paired_cell){before, 0, c->n - counts.first};
        return true;
    }
    return false;
}

/* Pairs of these samples, exchanged until their changes have the claimed SD. */
static bool exchanged(const pain__case *c, const pain__asked *asked, const pain_witness *first,
                      const pain_witness *last, pain_study_witness *witness)
{
    pair_up(first, last, false, witness);
    return pain__change_by_exchange(asked, witness) && holds_without(c, witness);
}

/* Random samples of a time; false where there is no small table of them. */
static bool draws(const pain__case *c, const pain_figures *figures, int64_t *counts)
{
    return c->n <= MOST_DRAWN && figures->grid.steps <= MOST_STEPS &&
           pain_samples_draw(figures, NULL, c->known->seed, MOST_DRAWS, counts) == PAIN_OK;
}

/* With an SD of the change: an example of each time, or random ones. */
static bool with_change(const pain__case *c, const pain__asked *asked, const pain_figures *before,
                        pain_study_witness *witness)
{
    pain_paired_figures chosen = asked->paired;
    pain_figures at_first = *before, at_last = asked->at[PAIN_TIME_AFTER].figures;
    int64_t counts[2][MOST_DRAWS * (MOST_STEPS + 1)];
    pain_witness first, last;
    bool found;

    if (!asked->at[PAIN_TIME_CHANGE].has_spread || !pain__choose_sums(asked, &chosen))
        return false;
    at_first.mean = chosen.baseline_mean;
    at_last.mean = chosen.endpoint_mean;
    if (!finds(&at_first, &first) || !finds(&at_last, &last))
        return false;
    found = exchanged(c, asked, &first, &last, witness);
    if (found || !draws(c, &at_first, counts[0]) || !draws(c, &at_last, counts[1]))
        return found;
    size_t width = (size_t)at_first.grid.steps + 1;

    for (size_t i = 0; i < MOST_DRAWS && !found; i++) {
        memcpy(first.count, counts[0] + i * width, width * sizeof *first.count);
        memcpy(last.count, counts[1] + i * width, width * sizeof *last.count);
        found = exchanged(c, asked, &first, &last, witness);
    }
    return found;
}

bool pain__find_example(const pain__case *c, const pain__asked *asked,
                        const pain_paired_witness *paired, pain_study_witness *witness)
{
    pain_figures before = asked->at[PAIN_TIME_BEFORE].figures;
    pain_witness at_first, changes, after[3];
    int32_t least = c->value[PAIN_CHOICE_LEAST_BASELINE];
    bool has_order = asked->at[PAIN_TIME_BEFORE].has_order;

    if (paired != NULL && paired->n_cells > 0) {
        witness->n_groups = paired->n_cells;
        memcpy(witness->group, paired->cell, paired->n_cells * sizeof *paired->cell);
        if (holds_without(c, witness))
            return true;
    }
    if (least > 0 && !has_order)
        before.minimum = (pain_range){.lower = 2 * (before.grid.lowest + least * before.grid.step),
                                      .lower_end = PAIN_END_CLOSED};
    if (before.grid.unit != 1)
        before.minimum = asked->at[PAIN_TIME_BEFORE].figures.minimum;
    bool has_before = finds(&before, &at_first);
    size_t n_after = samples_after(asked, after);

    for (size_t i = 0; i < 2 * n_after && has_before; i++) {
        pair_up(&at_first, &after[i / 2], i % 2 == 1, witness);
        if (holds_without(c, witness))
            return true;
    }
    if (asked->at[PAIN_TIME_CHANGE].given > 0 &&
        finds(&asked->at[PAIN_TIME_CHANGE].figures, &changes)) {
        pairs_of_change(&changes, c->known->grid.steps, witness);
        if (holds_without(c, witness))
            return true;
    }
    if (with_change(c, asked, &before, witness))
        return true;
    if (worse_patients(c, witness) && holds_without(c, witness))
        return true;
    witness->n_groups = 0;
    return false;
}
