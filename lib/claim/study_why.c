/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why claims contradict one another: the smallest set that does, and readings under which it does
 * not. */
#include <config.h>

#include <string.h>

#include "claim/study.h"

enum { MOST_N_READ_ANEW = 20 };

/* The verdict alone. */
static pain_status verdict_of(const pain_study *study, const pain__known *known, int32_t *verdict)
{
    pain_study_cell *cells;
    size_t n;
    pain_status status = pain__study_cells(study, known, &cells, &n, verdict);

    if (status == PAIN_OK)
        pain__free(&study->allocator, cells);
    return status;
}

/* Leaves out one claim after the other while the rest still is inconsistent. */
pain_status pain__study_smallest(pain_study *study, const pain__known *known)
{
    bool kept[PAIN__MOST_CLAIMS];
    pain__known rest = *known;

    memcpy(kept, study->used, sizeof kept);
    rest.used = kept;
    for (size_t i = 0; i < study->n_claims; i++) {
        int32_t verdict;

        if (!kept[i])
            continue;
        kept[i] = false;
        pain_status status = verdict_of(study, &rest, &verdict);

        if (status != PAIN_OK)
            return status;
        kept[i] = verdict != PAIN_STUDY_INCONSISTENT;
    }
    memcpy(study->contradicts, kept, sizeof kept);
    return PAIN_OK;
}

static bool has_spread(const pain_study *study)
{
    for (size_t i = 0; i < study->n_claims; i++)
        if (study->used[i] && (study->claims[i].statistic == PAIN_CLAIM_SD ||
                               study->claims[i].statistic == PAIN_CLAIM_SE))
            return true;
    return false;
}

/* The grid of means of `items` answers, or of parts of a step; false when it has too many steps. */
static bool finer(pain_grid *grid, int32_t parts)
{
    if (grid->steps * parts > 100 || grid->unit * parts > INT64_C(1000000000))
        return false;
    grid->lowest *= parts;
    grid->unit *= parts;
    grid->steps *= parts;
    return true;
}

/* Cuts, least baselines in steps of the coarse grid stay what they are in points. */
static pain_status try_reading(pain_study *study, pain__known known, int32_t *verdict)
{
    pain_study changed = *study;
    int32_t parts = (int32_t)(known.grid.unit / study->grid.unit);

    for (size_t i = 0; i < changed.options.n_least_baselines; i++)
        changed.least_baselines[i] *= parts;
    return verdict_of(&changed, &known, verdict);
}

static pain_status fewer_patients(pain_study *study, const pain__known *known, int32_t *verdict)
{
    pain_study changed = *study;
    bool used[PAIN__MOST_CLAIMS];
    pain__known rest = *known;
    int64_t n = pain__study_next(study, known, 1);
    pain_study_n range = {n > 5 ? n - 5 : 1, n - 1};

    if (n < 2 || pain__study_next(study, known, n + 1) > 0)
        return PAIN_OK;
    memcpy(used, study->used, sizeof used);
    for (size_t i = 0; i < study->n_claims; i++)
        if (study->claims[i].statistic == PAIN_CLAIM_PATIENTS)
            used[i] = false;
    rest.used = used;
    changed.n = &range;
    changed.n_ranges = 1;
    return verdict_of(&changed, &rest, verdict);
}

pain_status pain__study_innocents(pain_study *study, const pain__known *known)
{
    pain__known other = *known;
    pain_status status = PAIN_OK;
    int64_t n = pain__study_next(study, known, 1), several = 0;

    /* Over many n it would take minutes. */
    for (; n > 0 && several <= MOST_N_READ_ANEW; several++)
        n = pain__study_next(study, known, n + 1);
    if (several > MOST_N_READ_ANEW)
        return PAIN_OK;
    if (has_spread(study)) {
        other.swapped = true;
        status = try_reading(study, other, &study->innocent[PAIN_INNOCENT_SPREAD]);
    }
    other = *known;
    if (status == PAIN_OK && finer(&other.grid, 2))
        status = try_reading(study, other, &study->innocent[PAIN_INNOCENT_HALVES]);
    for (int32_t items = 2; items <= 4 && status == PAIN_OK; items++) {
        int32_t *verdict = &study->innocent[PAIN_INNOCENT_ITEMS];

        other = *known;
        if ((*verdict < 0 || *verdict == PAIN_STUDY_INCONSISTENT) && finer(&other.grid, items))
            status = try_reading(study, other, verdict);
    }
    other = *known;
    other.rounding = PAIN_ROUNDING_TRUNCATED;
    if (status == PAIN_OK && known->rounding == PAIN_ROUNDING_UNKNOWN)
        status = try_reading(study, other, &study->innocent[PAIN_INNOCENT_TRUNCATED]);
    return status == PAIN_OK ? fewer_patients(study, known, &study->innocent[PAIN_INNOCENT_FEWER])
                             : status;
}
