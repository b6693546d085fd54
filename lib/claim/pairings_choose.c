/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pairings of two known distributions of scores, in which patients choose their other score in
 * turn. That no later patient needs what an earlier one took follows from exchanging two endpoints;
 * docs/claims.md has the arguments. */
#include <config.h>

#include <string.h>

#include "claim/pairings.h"

/* Patients with the scores of one time choose among those of the other that are left. */
typedef struct turns {
    bool endpoints_choose;
    int64_t left[101];
    pain_pairings_end *end; /* NULL: nobody asks for the cells */
} turns;

static turns turns_of(const pain_pairings *counts, bool endpoints_choose, pain_pairings_end *end)
{
    turns t = {.endpoints_choose = endpoints_choose, .end = end};

    memcpy(t.left, endpoints_choose ? counts->before : counts->after, sizeof t.left);
    return t;
}

/* Adds patients to the cell, in the order of baselines and then endpoints. */
static void note(pain_pairings_end *end, int32_t baseline, int32_t endpoint, int64_t patients)
{
    size_t at = end->n_cells;

    while (at > 0 &&
           (end->cell[at - 1].baseline > baseline ||
            (end->cell[at - 1].baseline == baseline && end->cell[at - 1].endpoint >= endpoint)))
        at--;
    pain_paired_cell *cell = &end->cell[at];

    if (at < end->n_cells && cell->baseline == baseline && cell->endpoint == endpoint) {
        cell->patients += patients;
        return;
    }
    memmove(cell + 1, cell, (end->n_cells - at) * sizeof *cell);
    *cell = (pain_paired_cell){baseline, endpoint, patients};
    end->n_cells++;
}

/* `patients` with this score choose the first that are left on the way from one score to the other.
 * Returns how many find nobody. */
static int64_t choose(turns *t, int32_t score, int64_t patients, int32_t from, int32_t to)
{
    int32_t way = from <= to ? 1 : -1;

    for (int32_t other = from; patients > 0 && way * (to - other) >= 0; other += way) {
        int64_t taken = t->left[other] < patients ? t->left[other] : patients;

        if (taken == 0)
            continue;
        t->left[other] -= taken;
        patients -= taken;
        if (t->end != NULL)
            note(t->end, t->endpoints_choose ? other : score, t->endpoints_choose ? score : other,
                 taken);
    }
    return patients;
}

/* Of the scores from `first` to `last`, none when first > last. */
static int64_t choose_among(turns *t, int32_t score, int64_t patients, int32_t first, int32_t last)
{
    return first <= last ? choose(t, score, patients, first, last) : patients;
}

/* The first score of the other time, from `first` on, that one with this score wishes: a baseline
 * with which the endpoint is low; an endpoint that is not low with the baseline. Beyond the scale:
 * none. */
static int32_t wished(const turns *t, const pain__limits *limits, int32_t score, int32_t first,
                      int32_t steps)
{
    if (!t->endpoints_choose)
        return limits->limit[score] + 1;
    while (first <= steps && limits->limit[first] < score)
        first++;
    return first;
}

int64_t pain__pair_low(const pain_pairings *counts, const pain__limits *limits,
                       const pain__exception *exception, bool most, pain_pairings_end *end)
{
    const int64_t *choosing = most ? counts->after : counts->before;
    const int32_t steps = counts->steps;
    turns t = turns_of(counts, most, end);
    int64_t content = 0;

    /* The largest endpoints, or the smallest baselines, first: they have the least choice. */
    for (int32_t i = 0; i <= steps; i++) {
        int32_t score = most ? steps - i : i;
        int32_t first = most && counts->nobody_worse ? score : 0;
        int32_t last = !most && counts->nobody_worse ? score : steps;
        int64_t patients = choosing[score];

        if (exception != NULL && exception->score == score) {
            int32_t from = wished(&t, &exception->limits, score, first, steps);

            if (patients == 0 || choose_among(&t, score, 1, from, last) > 0)
                return -1;
            patients--;
        }
        int32_t from = wished(&t, limits, score, first, steps);
        int64_t others = choose_among(&t, score, patients, from, last);

        content += patients - others;
        if (choose_among(&t, score, others, first, last) > 0)
            return -1;
    }
    return content;
}

void pain__pair_mean(const pain_pairings *counts, bool upper, pain_pairings_end *end)
{
    turns t = turns_of(counts, false, end);

    /* Smallest baselines first: an endpoint there weighs most, and with baseline 0 nothing. */
    for (int32_t baseline = 0; baseline <= counts->steps; baseline++) {
        int32_t last = counts->nobody_worse ? baseline : counts->steps;
        bool highest = upper == (baseline == 0);

        (void)choose(&t, baseline, counts->before[baseline], highest ? last : 0,
                     highest ? 0 : last);
    }
}
