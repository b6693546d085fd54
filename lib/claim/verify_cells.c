/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cells of a claim: which levels each choice has, all combinations of them, and which is
 * marked. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "claim/verify.h"

enum { MOST_LEVELS = 64 };

/* The levels of each choice; one that does not arise has the level NaN. */
typedef struct choices {
    double level[PAIN_FACTORS][MOST_LEVELS];
    size_t n[PAIN_FACTORS];
} choices;

/* From the one that changes with every cell to the one that changes least. */
static const int order[PAIN_FACTORS] = {PAIN_FACTOR_MISSING,    PAIN_FACTOR_POPULATION,
                                        PAIN_FACTOR_DEFINITION, PAIN_FACTOR_RESPONDERS,
                                        PAIN_FACTOR_CUT,        PAIN_FACTOR_ENDPOINT};

static void add_level(choices *c, int factor, double level)
{
    if (c->n[factor] < MOST_LEVELS)
        c->level[factor][c->n[factor]++] = level;
}

static double figure(const pain_printed *printed)
{
    return (double)printed->digits / pow(10.0, printed->decimals);
}

static bool is_of_before(const pain_claim *claim)
{
    return claim->statistic == PAIN_CLAIM_PATIENTS || claim->time == PAIN_TIME_BEFORE;
}

static void choose_populations(choices *c, const pain_claim *claim)
{
    if (claim->population != PAIN_CLAIM_OF_COMPLETERS)
        add_level(c, PAIN_FACTOR_POPULATION, PAIN_POPULATION_STARTED);
    if (claim->population != PAIN_CLAIM_OF_STARTED)
        add_level(c, PAIN_FACTOR_POPULATION, PAIN_POPULATION_COMPLETERS);
    if (claim->statistic == PAIN_CLAIM_PATIENTS && claim->population == PAIN_CLAIM_OF_OPEN)
        add_level(c, PAIN_FACTOR_POPULATION, PAIN_POPULATION_EVALUATED);
}

/* No one whose baseline is carried forward is a responder, so among responders that rule is
 * "observed". */
static void choose_rules(choices *c, const pain_claim *claim)
{
    bool of_responders = claim->population == PAIN_CLAIM_OF_RESPONDERS;

    if (is_of_before(claim) && !of_responders) {
        add_level(c, PAIN_FACTOR_MISSING, NAN);
        return;
    }
    add_level(c, PAIN_FACTOR_MISSING, PAIN_MISSING_OBSERVED);
    if (!of_responders && pain__verify_is_share(claim) && claim->statistic != PAIN_CLAIM_WORSE)
        add_level(c, PAIN_FACTOR_MISSING, PAIN_MISSING_NON_RESPONDER);
    if (!of_responders)
        add_level(c, PAIN_FACTOR_MISSING, PAIN_MISSING_BOCF);
    add_level(c, PAIN_FACTOR_MISSING, PAIN_MISSING_LOCF);
}

static void choose_cuts(choices *c, const pain_claim *claim, const pain__verify_data *data)
{
    bool near_zero = claim->statistic == PAIN_CLAIM_NEAR_ZERO;
    const double *cuts = near_zero ? data->near_zero : data->responder;
    size_t n = near_zero ? data->n_near_zero : data->n_responder;

    if (!near_zero && claim->statistic != PAIN_CLAIM_RESPONDERS)
        add_level(c, PAIN_FACTOR_CUT, NAN);
    else if (claim->has_cut)
        add_level(c, PAIN_FACTOR_CUT, figure(&claim->cut));
    else
        for (size_t i = 0; i < n; i++)
            add_level(c, PAIN_FACTOR_CUT, cuts[i]);
}

static void choose(choices *c, const pain_verification *v, const pain__verify_data *data,
                   const pain_claim *claim)
{
    bool of_responders = claim->population == PAIN_CLAIM_OF_RESPONDERS;
    size_t n_ends = is_of_before(claim) && !of_responders ? 1 : v->n_endpoints;

    memset(c, 0, sizeof *c);
    if (claim->statistic != PAIN_CLAIM_PERCENT_REDUCTION)
        add_level(c, PAIN_FACTOR_DEFINITION, NAN);
    else if (claim->definition != PAIN_DEFINITION_OPEN)
        add_level(c, PAIN_FACTOR_DEFINITION, claim->definition);
    else
        for (int i = PAIN_DEFINITION_MEAN; i <= PAIN_DEFINITION_MEDIAN; i++)
            add_level(c, PAIN_FACTOR_DEFINITION, i);
    choose_populations(c, claim);
    choose_rules(c, claim);
    choose_cuts(c, claim, data);
    for (size_t i = 0; i < n_ends; i++)
        add_level(c, PAIN_FACTOR_ENDPOINT, (double)i);
    if (!of_responders)
        add_level(c, PAIN_FACTOR_RESPONDERS, NAN);
    for (size_t i = 0; of_responders && i < data->n_responder; i++)
        add_level(c, PAIN_FACTOR_RESPONDERS, data->responder[i]);
}

static size_t place_of(const int32_t *list, size_t n, double level)
{
    size_t i = 0;

    while (i + 1 < n && (double)list[i] != level)
        i++;
    return i;
}

/* The cohort of a cell; NULL for a missing rule that changes nobody. */
static const pain_cohort *cohort_of(const pain__verify_data *data, const pain_claim *claim,
                                    const double level[PAIN_FACTORS])
{
    size_t e = (size_t)level[PAIN_FACTOR_ENDPOINT];
    size_t p =
        place_of(pain__verify_populations, PAIN__VERIFY_POPULATIONS, level[PAIN_FACTOR_POPULATION]);
    double rule =
        isnan(level[PAIN_FACTOR_MISSING]) ? PAIN_MISSING_OBSERVED : level[PAIN_FACTOR_MISSING];
    size_t m = place_of(pain__verify_rules, PAIN__VERIFY_RULES, rule);
    const pain_cohort *cohort = data->cohorts[e][p][m];
    pain_cohort_counts counts = pain_cohort_count(cohort);
    uint64_t lacking = counts.baseline_only + counts.neither;

    if (claim->statistic == PAIN_CLAIM_RESPONDERS)
        lacking += counts.endpoint_only;
    if (m == 0)
        return cohort;
    return (pain__verify_rules[m] == PAIN_MISSING_NON_RESPONDER ? lacking : counts.filled) > 0
               ? cohort
               : NULL;
}

static pain_status add_cell(pain_verification *v, const pain_cohort *cohort,
                            const pain_claim *claim, const pain_range *range,
                            const double level[PAIN_FACTORS])
{
    /* A pair of one-sided bounds is a two-sided interval at a lower level. */
    const pain_interval_options interval = {
        .size = sizeof interval,
        .level = pain__verify_one_end(range) ? 2.0 * v->level - 1.0 : v->level,
        .allocator = &v->allocator};
    void *cells = v->cells;
    pain_status status =
        pain__grow(&v->allocator, &cells, &v->capacity, v->n_cells + 1, sizeof *v->cells);

    v->cells = cells;
    if (status != PAIN_OK)
        return status;
    pain_verify_cell *cell = &v->cells[v->n_cells];

    memset(cell, 0, sizeof *cell);
    memcpy(cell->level, level, sizeof cell->level);
    if (isnan(level[PAIN_FACTOR_MISSING])) /* the first endpoint was no choice */
        cell->level[PAIN_FACTOR_ENDPOINT] = NAN;
    else
        cell->rules = 1U << (unsigned)level[PAIN_FACTOR_MISSING];
    status = pain__verify_estimate(cohort, claim, level, &interval, &cell->estimate);
    if (status == PAIN_EINVAL || status == PAIN_ENOMEM || status == PAIN_EOVERFLOW)
        return status;
    pain__verify_judge(cell, claim, range, &interval);
    v->n_cells++;
    return PAIN_OK;
}

/* The level that is most often pre-specified, of those a choice has. */
static double usual_level(const pain_verification *v, const choices *c, int factor,
                          const pain_claim *claim)
{
    bool of_completers = claim->population == PAIN_CLAIM_OF_COMPLETERS;
    double range = pain_scale_steps(&v->scale) * pain_scale_step(&v->scale);
    double wanted = c->level[factor][0];

    if (factor == PAIN_FACTOR_CUT)
        wanted = claim->statistic == PAIN_CLAIM_NEAR_ZERO ? 0.1 * range : 50.0;
    if (factor == PAIN_FACTOR_RESPONDERS)
        wanted = 50.0;
    if (factor == PAIN_FACTOR_MISSING && of_completers)
        wanted = PAIN_MISSING_OBSERVED;
    else if (factor == PAIN_FACTOR_MISSING && claim->statistic == PAIN_CLAIM_WORSE)
        wanted = PAIN_MISSING_LOCF;
    else if (factor == PAIN_FACTOR_MISSING)
        wanted = pain__verify_is_share(claim) ? PAIN_MISSING_NON_RESPONDER : PAIN_MISSING_BOCF;
    for (size_t i = 0; i < c->n[factor]; i++)
        if (c->level[factor][i] == wanted)
            return wanted;
    return c->level[factor][0];
}

/* Marks the cell of the usual levels; without one for the missing rule, that of the observed. */
static void mark(pain_verification *v, size_t first, const choices *c, const pain_claim *claim)
{
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = first; i < v->n_cells; i++) {
            bool is_usual = true;

            for (int f = 0; f < PAIN_FACTORS; f++) {
                double usual = usual_level(v, c, f, claim), level = v->cells[i].level[f];

                if (f == PAIN_FACTOR_MISSING && pass > 0 && !isnan(usual))
                    usual = PAIN_MISSING_OBSERVED;
                is_usual = is_usual && (isnan(level) || level == usual);
            }
            if (is_usual) {
                v->cells[i].marked = 1;
                return;
            }
        }
}

/* The next combination of levels; false after the last. */
static bool step(const choices *c, size_t at[PAIN_FACTORS])
{
    for (int i = 0; i < PAIN_FACTORS; i++) {
        int f = order[i];

        if (++at[f] < c->n[f])
            return true;
        at[f] = 0;
    }
    return false;
}

pain_status pain__verify_add_cells(pain_verification *v, const pain__verify_data *data,
                                   const pain_claim *claim)
{
    choices c;
    size_t at[PAIN_FACTORS] = {0}, first = v->n_cells, observed = first;
    pain_range range;
    pain_status status = pain_claim_range(claim, v->rounding, &range);

    if (status != PAIN_OK)
        return status;
    choose(&c, v, data, claim);
    for (int f = 0; f < PAIN_FACTORS; f++)
        if (c.n[f] == 0)
            return PAIN_EINVAL;
    do {
        double level[PAIN_FACTORS];

        for (int f = 0; f < PAIN_FACTORS; f++)
            level[f] = c.level[f][at[f]];
        const pain_cohort *cohort = cohort_of(data, claim, level);

        if (at[PAIN_FACTOR_MISSING] == 0) /* observed comes first */
            observed = v->n_cells;
        if (cohort != NULL)
            status = add_cell(v, cohort, claim, &range, level);
        else
            v->cells[observed].rules |= 1U << (unsigned)level[PAIN_FACTOR_MISSING];
    } while (status == PAIN_OK && step(&c, at));
    if (status == PAIN_OK)
        mark(v, first, &c, claim);
    return status;
}
