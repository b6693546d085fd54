/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims about the same patients: what is asked, and what came out. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "base/floats.h"
#include "claim/range.h"
#include "claim/study.h"

/* Sets aside results, and what is said of other patients. */
static void choose_claims(pain_study *study)
{
    int32_t population = PAIN_CLAIM_OF_OPEN;

    for (size_t i = 0; i < study->n_claims; i++) {
        int32_t of = study->claims[i].population;

        if (study->claims[i].statistic >= PAIN_CLAIM_P)
            continue;
        if (population == PAIN_CLAIM_OF_OPEN && of != PAIN_CLAIM_OF_RESPONDERS)
            population = of;
        study->used[i] = of == PAIN_CLAIM_OF_OPEN || of == population;
    }
}

static pain_status bad_claim(size_t i, const char *what, pain_error *error)
{
    pain_status status = pain__fail(error, PAIN_EVALUE, "%s", what);

    if (error != NULL)
        error->record = i + 1;
    return status;
}

static pain_status check_claims(const pain_study *study, pain_error *error)
{
    for (size_t i = 0; i < study->n_claims; i++) {
        const pain_claim *claim = &study->claims[i];
        pain_range range;

        if (pain_claim_range(claim, study->options.rounding, &range) != PAIN_OK ||
            claim->statistic < PAIN_CLAIM_PATIENTS || claim->statistic > PAIN_CLAIM_ODDS_RATIO ||
            claim->time < 0 || claim->time > PAIN_TIME_CHANGE || claim->of < 0 ||
            claim->of > PAIN__MOST_PATIENTS)
            return bad_claim(i, "this is no claim that can be checked", error);
        if (claim->value.digits > INT64_C(1000000000000))
            return bad_claim(i, "the figure is too large to be checked", error);
        if (claim->statistic >= PAIN_CLAIM_P)
            continue;
        if (claim->has_cut && claim->statistic == PAIN_CLAIM_NEAR_ZERO) {
            int32_t cut = pain__claimed_cut(&study->grid, claim);

            if (cut < 0 || cut >= study->grid.steps)
                return bad_claim(i, "the cut is not on the scale, below its highest value", error);
        } else if (claim->has_cut &&
                   (claim->cut.decimals > 0 || claim->cut.digits < 1 || claim->cut.digits > 100))
            return bad_claim(i, "the cut of responders is a whole percent from 1 to 100", error);
    }
    return PAIN_OK;
}

/* Copies of what the options point to, with the defaults filled in. */
static pain_status take_options(pain_study *study, pain_error *error)
{
    pain_study_options *o = &study->options;

    study->grid = o->grid != NULL ? *o->grid : pain_grid_whole(10);
    if (study->grid.steps < 1 || study->grid.steps > 100 || study->grid.unit < 1 ||
        study->grid.step < 1)
        return pain__fail(error, PAIN_EINVAL, "a scale has 1 to 100 steps here");
    if (o->rounding < 0 || o->rounding >= PAIN_ROUNDINGS || o->spread < 0 || o->spread > 2 ||
        o->nobody_worse < 0 || o->nobody_worse > PAIN_TRIED_OFF || o->most_n < 0 ||
        o->most_n > PAIN__MOST_PATIENTS || o->n_least_baselines > PAIN_STUDY_MOST_VALUES)
        return pain__fail(error, PAIN_EINVAL, "an option is outside its range");
    for (size_t i = 0; i < o->n_least_baselines; i++) {
        study->least_baselines[i] = o->least_baselines[i];
        if (o->least_baselines[i] < 0 || o->least_baselines[i] > study->grid.steps)
            return pain__fail(error, PAIN_EINVAL, "the least baseline is not on the scale");
    }
    if (o->n_least_baselines == 0) {
        study->least_baselines[1] = 1;
        o->n_least_baselines = 2;
    }
    study->n_ranges = o->n_count > 0 ? o->n_count : 1;
    study->n = pain__alloc(&study->allocator, study->n_ranges, sizeof *study->n);
    if (study->n == NULL)
        return pain__fail(error, PAIN_ENOMEM, "out of memory");
    study->n[0] = (pain_study_n){1, o->most_n > 0 ? o->most_n : 1000};
    for (size_t i = 0; i < o->n_count; i++) {
        study->n[i] = o->n[i];
        if (o->n[i].first < 1 || o->n[i].last < o->n[i].first || o->n[i].last > PAIN__MOST_PATIENTS)
            return pain__fail(error, PAIN_EINVAL, "n is from 1 to 1,000,000");
    }
    return PAIN_OK;
}

/* What claims say of n widens what an unknown one may be. */
static void widen(pain_study *study)
{
    for (size_t i = 0; i < study->n_claims && study->options.n_count == 0; i++) {
        const pain_claim *claim = &study->claims[i];

        if (!study->used[i])
            continue;
        int64_t n = claim->of > 0 ? claim->of : claim->value.digits;

        if (claim->statistic == PAIN_CLAIM_PATIENTS && claim->second.digits > n)
            n = claim->second.digits;
        if ((claim->of > 0 || claim->statistic == PAIN_CLAIM_PATIENTS) && n > study->n[0].last)
            study->n[0].last = n <= PAIN__MOST_PATIENTS ? n : PAIN__MOST_PATIENTS;
    }
}

static pain__known known_of(const pain_study *study)
{
    return (pain__known){.claims = study->claims,
                         .used = study->used,
                         .n_claims = study->n_claims,
                         .grid = study->grid,
                         .rounding = study->options.rounding,
                         .seed = study->options.seed};
}

static pain_status fill(pain_study *study, const pain_claim *claims, pain_error *error)
{
    pain_status status = take_options(study, error);

    if (status != PAIN_OK)
        return status;
    study->claims = pain__alloc(&study->allocator, study->n_claims, sizeof *study->claims);
    if (study->claims == NULL)
        return pain__fail(error, PAIN_ENOMEM, "out of memory");
    memcpy(study->claims, claims, study->n_claims * sizeof *claims);
    status = check_claims(study, error);
    if (status != PAIN_OK)
        return status;
    choose_claims(study);
    widen(study);
    pain__known known = known_of(study);

    status = pain__study_cells(study, &known, &study->cells, &study->n_cells, &study->verdict);
    if (status == PAIN_OK && study->verdict == PAIN_STUDY_ONLY_UNDER) {
        pain__words w = pain__words_in(study->condition, sizeof study->condition);

        pain__condition(&study->grid, study->cells, study->n_cells, &w);
    }
    if (status == PAIN_OK && study->verdict == PAIN_STUDY_INCONSISTENT)
        status = pain__study_smallest(study, &known);
    if (status == PAIN_OK && study->verdict == PAIN_STUDY_INCONSISTENT)
        status = pain__study_innocents(study, &known);
    return status == PAIN_OK ? PAIN_OK : pain__fail(error, status, "%s", pain_status_text(status));
}

pain_status pain_study_check(pain_study **study, const pain_claim *claims, size_t n_claims,
                             const pain_study_options *options, pain_error *error)
{
    PAIN__FLOATS;
    pain_study_options taken;

    pain__error_clear(error);
    if (study != NULL)
        *study = NULL;
    if (study == NULL || claims == NULL || n_claims < 1 || n_claims > PAIN__MOST_CLAIMS)
        return pain__fail(error, PAIN_EINVAL, "1 to 64 claims are checked together");
    pain_status status = pain__options(&taken, sizeof taken, options);

    if (status != PAIN_OK || (taken.n_count > 0 && taken.n == NULL) ||
        (taken.n_least_baselines > 0 && taken.least_baselines == NULL))
        return pain__fail(error, PAIN_EINVAL, "options of an unknown size, or without a list");
    pain_allocator allocator = pain__allocator(taken.allocator);
    pain_study *made = pain__alloc(&allocator, 1, sizeof *made);

    if (made == NULL)
        return pain__fail(error, PAIN_ENOMEM, "out of memory");
    made->allocator = allocator;
    made->options = taken;
    made->n_claims = n_claims;
    for (int32_t i = 0; i < PAIN_INNOCENTS; i++)
        made->innocent[i] = -1;
    status = fill(made, claims, error);
    if (status != PAIN_OK) {
        pain_study_free(made);
        return status;
    }
    *study = made;
    return PAIN_OK;
}

void pain_study_free(pain_study *study)
{
    if (study == NULL)
        return;
    pain_allocator allocator = study->allocator;

    pain__free(&allocator, study->claims);
    pain__free(&allocator, study->n);
    pain__free(&allocator, study->cells);
    pain__free(&allocator, study);
}

int32_t pain_study_outcome(const pain_study *study)
{
    return study != NULL ? study->verdict : PAIN_STUDY_UNDECIDED;
}

const pain_study_cell *pain_study_at(const pain_study *study, size_t i)
{
    return study != NULL && i < study->n_cells ? &study->cells[i] : NULL;
}

const char *pain_study_condition(const pain_study *study)
{
    return study != NULL ? study->condition : "";
}

bool pain_study_contradicts(const pain_study *study, size_t claim)
{
    return study != NULL && claim < study->n_claims && study->contradicts[claim];
}

bool pain_study_used(const pain_study *study, size_t claim)
{
    return study != NULL && claim < study->n_claims && study->used[claim];
}

int32_t pain_study_innocent(const pain_study *study, int32_t innocent)
{
    return study != NULL && innocent >= 0 && innocent < PAIN_INNOCENTS ? study->innocent[innocent]
                                                                       : -1;
}

double pain_study_power(const pain_study *study, size_t claim)
{
    PAIN__FLOATS;

    static const int32_t none[PAIN_STUDY_CHOICES] = {-1, -1, -1, 0, -1, -1};

    if (study == NULL || claim >= study->n_claims || !study->used[claim])
        return NAN;
    pain__known known = known_of(study);
    int64_t n = pain__study_next(study, &known, 1);
    pain__case c = {.known = &known, .value = none, .n = n};

    return n > 0 && pain__study_next(study, &known, n + 1) == 0
               ? pain__power(&c, &study->claims[claim])
               : NAN;
}

pain_status pain_study_next_n(const pain_study *study, int64_t from, int64_t *n)
{
    PAIN__FLOATS;

    if (n != NULL)
        *n = 0;
    if (study == NULL || n == NULL || study->n_cells == 0)
        return PAIN_EINVAL;
    pain__known known = known_of(study);

    for (int64_t at = pain__study_next(study, &known, from); at > 0;
         at = pain__study_next(study, &known, at + 1))
        for (size_t i = 0; i < study->n_cells; i++) {
            pain__case c = {.known = &known, .value = study->cells[i].value, .n = at};

            if (pain__fits_alone(&c)) {
                *n = at;
                return PAIN_OK;
            }
        }
    return PAIN_DONE;
}
