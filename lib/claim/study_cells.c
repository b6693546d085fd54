/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every combination of what claims leave open, over all numbers of patients, and the verdict. */
#include <config.h>

#include "claim/paired.h"
#include "claim/study.h"

/* The values of each choice that are tried; none: it is not open, nor assumed. */
typedef struct choices {
    int32_t value[PAIN_STUDY_CHOICES][PAIN_STUDY_MOST_VALUES];
    size_t count[PAIN_STUDY_CHOICES];
} choices;

static void try(choices *all, int32_t choice, int32_t value)
{
    for (size_t i = 0; i < all->count[choice]; i++)
        if (all->value[choice][i] == value)
            return;
    if (all->count[choice] < PAIN_STUDY_MOST_VALUES)
        all->value[choice][all->count[choice]++] = value;
}

/* Cuts of 0, 1 and 2 points above the lowest value; on scales beyond 10 points, tenths of it. */
static void try_cuts(choices *all, const pain_grid *grid)
{
    for (int64_t i = 0; i <= 2; i++) {
        bool is_long = grid->steps * grid->step > 10 * grid->unit;
        int64_t cut = is_long ? i * grid->steps / 10 : i * grid->unit / grid->step;

        if (cut < grid->steps)
            try(all, PAIN_CHOICE_NEAR_ZERO, (int32_t)cut);
    }
}

static void try_assumptions(choices *all, const pain_study *study)
{
    if (study->options.nobody_worse != PAIN_TRIED_ON)
        try(all, PAIN_CHOICE_NOBODY_WORSE, 0);
    if (study->options.nobody_worse != PAIN_TRIED_OFF)
        try(all, PAIN_CHOICE_NOBODY_WORSE, 1);
    for (size_t i = 0; i < study->options.n_least_baselines; i++)
        try(all, PAIN_CHOICE_LEAST_BASELINE, study->least_baselines[i]);
}

/* What the claims in use leave open. */
static choices open_choices(const pain_study *study, const pain__known *known)
{
    choices all = {0};
    bool paired = false, assumed = study->options.nobody_worse == PAIN_TRIED_ON;

    for (size_t i = 0; i < known->n_claims; i++) {
        const pain_claim *claim = &known->claims[i];
        int32_t what = claim->statistic;

        if (!known->used[i])
            continue;
        if (what == PAIN_CLAIM_PERCENT_REDUCTION && claim->definition == PAIN_DEFINITION_OPEN) {
            try(&all, PAIN_CHOICE_DEFINITION, PAIN_DEFINITION_MEAN);
            try(&all, PAIN_CHOICE_DEFINITION, PAIN_DEFINITION_OF_MEANS);
        }
        if (what == PAIN_CLAIM_NEAR_ZERO && !claim->has_cut)
            try_cuts(&all, &known->grid);
        if (what == PAIN_CLAIM_RESPONDERS && !claim->has_cut) {
            try(&all, PAIN_CHOICE_RESPONDERS, 30);
            try(&all, PAIN_CHOICE_RESPONDERS, 50);
        }
        if (what == PAIN_CLAIM_SD || what == PAIN_CLAIM_SE) {
            if (study->options.spread != 2)
                try(&all, PAIN_CHOICE_SPREAD, 0);
            if (study->options.spread != 1)
                try(&all, PAIN_CHOICE_SPREAD, 1);
        }
        paired = paired || what == PAIN_CLAIM_PERCENT_REDUCTION || what == PAIN_CLAIM_RESPONDERS;
    }
    if (paired || assumed)
        try_assumptions(&all, study);
    return all;
}

/* Whether the claims and options allow n. */
static bool allows_n(const pain_study *study, const pain__known *known, int64_t n)
{
    for (size_t i = 0; i < known->n_claims; i++) {
        const pain_claim *claim = &known->claims[i];
        pain_range range;

        if (!known->used[i])
            continue;
        if (claim->of > 0 && claim->of != n && study->options.n_count == 0)
            return false;
        if (claim->statistic == PAIN_CLAIM_PATIENTS &&
            (pain_claim_range(claim, known->rounding, &range) != PAIN_OK ||
             !pain_range_holds(&range, n, 1)))
            return false;
    }
    return true;
}

int64_t pain__study_next(const pain_study *study, const pain__known *known, int64_t from)
{
    int64_t best = 0;

    for (size_t i = 0; i < study->n_ranges; i++)
        for (int64_t n = from > study->n[i].first ? from : study->n[i].first;
             n <= study->n[i].last && (best == 0 || n < best); n++)
            if (allows_n(study, known, n)) {
                best = n;
                break;
            }
    return best;
}

/* One combination over all n: possible for one is possible. */
static pain_status fill_cell(const pain_study *study, const pain__known *known,
                             pain_study_cell *cell, bool *tested)
{
    pain__case c = {.known = known, .value = cell->value};
    pain__decision decision;
    size_t open = 0;

    cell->verdict = PAIN_IMPOSSIBLE;
    pain__words w = pain__words_in(cell->reason, sizeof cell->reason);

    for (int64_t next = pain__study_next(study, known, 1); next > 0;) {
        c.n = next;
        next = pain__study_next(study, known, c.n + 1);
        c.explain = next == 0;                       /* the reason is that of the largest n */
        c.trials = PAIN__PAIRED_TRIALS / (open + 1); /* where many n stay open it takes long */

        pain_status status = pain__decide(&c, &decision);

        if (status != PAIN_OK)
            return status;
        cell->tried++;
        if (decision.verdict != PAIN_IMPOSSIBLE || open == 0) {
            cell->n = c.n;
            w = pain__words_in(cell->reason, sizeof cell->reason);
            pain__add(&w, decision.reason);
        }
        if (decision.verdict == PAIN_POSSIBLE || decision.verdict == PAIN_NOT_TESTABLE) {
            cell->verdict = PAIN_POSSIBLE;
            cell->reason[0] = '\0';
            cell->witness = decision.witness;
            *tested = *tested || decision.tested || cell->tried > 1;
            return PAIN_OK;
        }
        open += decision.verdict == PAIN_UNDECIDED;
    }
    cell->verdict = open > 0 ? PAIN_UNDECIDED : PAIN_IMPOSSIBLE;
    *tested = true;
    if (cell->tried == 0)
        pain__add(&w, "the claims leave no number of patients");
    else if (cell->tried > 1 && open == 0) {
        char first[320];

        pain__copy_cut(first, sizeof first, cell->reason);
        w = pain__words_in(cell->reason, sizeof cell->reason);
        pain__add(&w, "for none of ");
        pain__add_whole(&w, cell->tried);
        pain__add(&w, " numbers of patients; with ");
        pain__add_whole(&w, cell->n);
        pain__add(&w, ": ");
        pain__add(&w, first);
    }
    return PAIN_OK;
}

static int32_t overall(const pain_study_cell *cells, size_t n, bool tested)
{
    size_t count[4] = {0};

    for (size_t i = 0; i < n; i++)
        count[cells[i].verdict]++;
    if (count[PAIN_IMPOSSIBLE] == n)
        return PAIN_STUDY_INCONSISTENT;
    if (count[PAIN_POSSIBLE] == n)
        return tested ? PAIN_STUDY_CONSISTENT : PAIN_STUDY_NOT_TESTABLE;
    return count[PAIN_POSSIBLE] > 0 ? PAIN_STUDY_ONLY_UNDER : PAIN_STUDY_UNDECIDED;
}

pain_status pain__study_cells(const pain_study *study, const pain__known *known,
                              pain_study_cell **cells, size_t *n_cells, int32_t *verdict)
{
    choices all = open_choices(study, known);
    size_t n = 1;
    bool tested = false;

    *verdict = PAIN_STUDY_UNDECIDED;
    for (int32_t d = 0; d < PAIN_STUDY_CHOICES; d++)
        n *= all.count[d] > 0 ? all.count[d] : 1;
    *n_cells = n;
    *cells = pain__alloc(&study->allocator, n, sizeof **cells);
    if (*cells == NULL)
        return PAIN_ENOMEM;
    for (size_t i = 0; i < n; i++) {
        size_t rest = i;

        for (int32_t d = PAIN_STUDY_CHOICES - 1; d >= 0; d--) {
            size_t count = all.count[d] > 0 ? all.count[d] : 1;

            (*cells)[i].value[d] = all.count[d] > 0 ? all.value[d][rest % count] : -1;
            rest /= count;
        }
        pain_status status = fill_cell(study, known, &(*cells)[i], &tested);

        if (status != PAIN_OK) {
            pain__free(&study->allocator, *cells);
            *cells = NULL;
            return status;
        }
    }
    *verdict = overall(*cells, n, tested);
    return PAIN_OK;
}
