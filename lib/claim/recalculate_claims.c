/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What claims say of one comparison: the figures and the results that are to be calculated anew. */
#include <config.h>

#include "base/base.h"
#include "base/decimal.h"
#include "base/floats.h"
#include "claim/recalculate.h"

/* The claims of one report, and what is known besides. */
typedef struct report {
    const pain_claim *claims;
    size_t n_claims;
    int32_t rounding;
    int64_t n; /* patients, where that is one number; else 0 */
} report;

int32_t pain_claim_result(const pain_claim *claim)
{
    if (claim == NULL)
        return -1;
    switch (claim->statistic) {
    case PAIN_CLAIM_P:
        return PAIN_RESULT_P;
    case PAIN_CLAIM_T:
    case PAIN_CLAIM_F:
    case PAIN_CLAIM_Z:
    case PAIN_CLAIM_CHI_SQUARED:
        return PAIN_RESULT_STATISTIC;
    case PAIN_CLAIM_INTERVAL:
        return PAIN_RESULT_INTERVAL;
    case PAIN_CLAIM_EFFECT:
        return PAIN_RESULT_EFFECT;
    case PAIN_CLAIM_DIFFERENCE:
    case PAIN_CLAIM_RATIO:
    case PAIN_CLAIM_ODDS_RATIO:
        return PAIN_RESULT_ESTIMATE;
    default:
        return -1;
    }
}

static bool has_two_ends(const pain_range *range)
{
    return range->lower_end != PAIN_END_NONE && range->upper_end != PAIN_END_NONE;
}

/* The first claim of such a statistic, time and population whose figure has two ends. */
static const pain_claim *find(const report *r, int32_t statistic, int32_t time, int32_t population,
                              pain_range *range)
{
    for (size_t i = 0; i < r->n_claims; i++) {
        const pain_claim *claim = &r->claims[i];

        if (claim->statistic == statistic && claim->time == time &&
            claim->population == population &&
            pain_claim_range(claim, r->rounding, range) == PAIN_OK && has_two_ends(range))
            return claim;
    }
    *range = (pain_range){0};
    return NULL;
}

static bool is_group(int32_t population)
{
    return population == PAIN_CLAIM_OF_GROUP_1 || population == PAIN_CLAIM_OF_GROUP_2;
}

static const pain_claim *find_share(const report *r, int32_t population, int32_t statistic)
{
    for (size_t i = 0; i < r->n_claims; i++) {
        const pain_claim *claim = &r->claims[i];

        if (claim->statistic >= PAIN_CLAIM_NEAR_ZERO && claim->statistic <= PAIN_CLAIM_WORSE &&
            (statistic == 0 || claim->statistic == statistic) && claim->comparator == PAIN_IS &&
            claim->population == population)
            return claim;
    }
    return NULL;
}

/* Patients of a population: what is claimed, what a share is of, or what is known of all. */
static int64_t patients(const report *r, int32_t population)
{
    for (size_t i = 0; i < r->n_claims; i++)
        if (r->claims[i].statistic == PAIN_CLAIM_PATIENTS && r->claims[i].comparator == PAIN_IS &&
            r->claims[i].population == population)
            return r->claims[i].value.digits;
    const pain_claim *share = find_share(r, population, 0);

    if (share != NULL && share->of > 0)
        return share->of;
    if (is_group(population))
        return 0;
    return r->n > 0 || population == PAIN_CLAIM_OF_OPEN ? r->n : patients(r, PAIN_CLAIM_OF_OPEN);
}

/* Mean and spread of one time; false without a mean. */
static bool read_scores(const report *r, int32_t time, int32_t population, pain_reported *p,
                        pain_reported_group *group)
{
    group->n = patients(r, population);
    bool any = find(r, PAIN_CLAIM_MEAN, time, population, &group->mean) != NULL ||
               (time == PAIN_TIME_CHANGE &&
                find(r, PAIN_CLAIM_MEAN_REDUCTION, 0, population, &group->mean) != NULL);

    if (find(r, PAIN_CLAIM_SD, time, population, &group->spread) == NULL &&
        find(r, PAIN_CLAIM_SE, time, population, &group->spread) != NULL)
        p->spread_kind = p->spread_kind == PAIN_SPREAD_SD_N ? PAIN_SPREAD_SE_N : PAIN_SPREAD_SE;
    return any;
}

static bool read_share(const report *r, int32_t population, int32_t statistic,
                       pain_reported_group *group)
{
    const pain_claim *share = find_share(r, population, statistic);

    if (share == NULL)
        return false;
    group->n = share->of > 0 ? share->of : patients(r, population);
    group->has_count = share->unit == PAIN_CLAIM_COUNT;
    if (group->has_count)
        group->count = share->value.digits;
    else if (pain_claim_range(share, r->rounding, &group->percent) != PAIN_OK)
        return false;
    /* A count of unknown patients, or of more than there are, says nothing. */
    return !group->has_count || group->count <= group->n;
}

/* Two groups: means of the change, after or before, in this order; else shares. */
static void read_groups(const report *r, pain_reported *p)
{
    static const int32_t times[] = {PAIN_TIME_CHANGE, PAIN_TIME_AFTER, PAIN_TIME_BEFORE};
    const pain_reported none = *p;

    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        *p = none;
        p->compared = PAIN_COMPARED_MEANS;
        if (read_scores(r, times[i], PAIN_CLAIM_OF_GROUP_1, p, &p->group[0]) &&
            read_scores(r, times[i], PAIN_CLAIM_OF_GROUP_2, p, &p->group[1]))
            return;
    }
    *p = none;
    p->compared = PAIN_COMPARED_SHARES;
    if (read_share(r, PAIN_CLAIM_OF_GROUP_1, 0, &p->group[0]) &&
        read_share(r, PAIN_CLAIM_OF_GROUP_2, 0, &p->group[1]))
        return;
    *p = none;
    p->group[0].n = patients(r, PAIN_CLAIM_OF_GROUP_1);
    p->group[1].n = patients(r, PAIN_CLAIM_OF_GROUP_2);
    p->compared =
        p->group[0].n > 0 && p->group[1].n > 0 ? PAIN_COMPARED_MEANS : PAIN_COMPARED_NOTHING;
}

/* The same patients: before and after; else their change; else nothing but, perhaps, their number.
 */
static void read_patients(const report *r, int32_t population, const pain_grid *grid,
                          pain_reported *p)
{
    const pain_reported none = *p;

    p->compared = PAIN_COMPARED_PAIRED;
    p->grid = grid;
    if (read_scores(r, PAIN_TIME_BEFORE, population, p, &p->group[0]) &&
        read_scores(r, PAIN_TIME_AFTER, population, p, &p->group[1])) {
        pain_reported_group change = {0};

        (void)read_scores(r, PAIN_TIME_CHANGE, population, p, &change);
        p->change_spread = change.spread;
        if (has_two_ends(&change.spread) || has_two_ends(&p->group[0].spread))
            return;
    }
    *p = none;
    p->compared = PAIN_COMPARED_MEAN;
    (void)read_scores(r, PAIN_TIME_CHANGE, population, p, &p->group[0]);
    if (p->group[0].n == 0 && !has_two_ends(&p->group[0].mean))
        p->compared = PAIN_COMPARED_NOTHING;
}

static void read_interval(const report *r, const pain_claim *claim, pain_reported *p)
{
    pain_range first, second;

    if (pain_printed_range(&claim->value, r->rounding, &first) != PAIN_OK ||
        pain_printed_range(&claim->second, r->rounding, &second) != PAIN_OK)
        return;
    bool swapped =
        (double)claim->value.digits / (double)pain__power_of_ten(claim->value.decimals) >
        (double)claim->second.digits / (double)pain__power_of_ten(claim->second.decimals);

    p->lower = swapped ? second : first;
    p->upper = swapped ? first : second;
    p->in_percent = claim->unit == PAIN_CLAIM_PERCENT;
    if (claim->has_cut)
        p->level =
            (double)claim->cut.digits / (double)pain__power_of_ten(claim->cut.decimals) / 100;
    p->scale = claim->subject == PAIN_CLAIM_RATIO        ? PAIN_REPORTED_RATIO
               : claim->subject == PAIN_CLAIM_ODDS_RATIO ? PAIN_REPORTED_ODDS_RATIO
                                                         : PAIN_REPORTED_DIFFERENCE;
}

static void read_statistic(const report *r, const pain_claim *claim, pain_reported *p)
{
    p->statistic_kind = claim->statistic - PAIN_CLAIM_T;
    if (pain_claim_range(claim, r->rounding, &p->statistic) != PAIN_OK)
        p->statistic = (pain_range){0};
    if (!claim->has_cut || pain_printed_range(&claim->cut, r->rounding, &p->df) != PAIN_OK)
        return;
    /* Degrees of freedom that are printed whole are mostly whole, and Welch's are rounded. */
    if (claim->statistic != PAIN_CLAIM_T && claim->cut.decimals == 0)
        p->df.lower = p->df.upper = 2 * claim->cut.digits;
}

/* Notes down one result. */
static void read_result(const report *r, const pain_claim *claim, pain_reported *p)
{
    pain_range *to = &p->p;

    switch (pain_claim_result(claim)) {
    case PAIN_RESULT_INTERVAL:
        read_interval(r, claim, p);
        return;
    case PAIN_RESULT_STATISTIC:
        read_statistic(r, claim, p);
        return;
    case PAIN_RESULT_EFFECT:
        to = &p->effect;
        break;
    case PAIN_RESULT_ESTIMATE:
        to = &p->estimate;
        p->in_percent = claim->unit == PAIN_CLAIM_PERCENT;
        p->scale = claim->statistic == PAIN_CLAIM_RATIO        ? PAIN_REPORTED_RATIO
                   : claim->statistic == PAIN_CLAIM_ODDS_RATIO ? PAIN_REPORTED_ODDS_RATIO
                                                               : PAIN_REPORTED_DIFFERENCE;
        break;
    default:
        p->sides = claim->definition == PAIN_DEFINITION_ONE_SIDED   ? 1
                   : claim->definition == PAIN_DEFINITION_TWO_SIDED ? 2
                                                                    : 0;
        break;
    }
    if (pain_claim_range(claim, r->rounding, to) != PAIN_OK)
        *to = (pain_range){0};
}

/* An interval of a mean or share of one time, which is a comparison of its own. */
static bool is_of_one(const pain_claim *claim)
{
    return claim->statistic == PAIN_CLAIM_INTERVAL &&
           (claim->subject == PAIN_CLAIM_MEAN || claim->subject == PAIN_CLAIM_NEAR_ZERO ||
            claim->subject == PAIN_CLAIM_RESPONDERS);
}

static void read_one(const report *r, const pain_claim *claim, pain_reported *p)
{
    if (claim->subject == PAIN_CLAIM_MEAN) {
        p->compared = PAIN_COMPARED_MEAN;
        (void)read_scores(r, claim->time, claim->population, p, &p->group[0]);
        return;
    }
    p->compared = PAIN_COMPARED_SHARE;
    if (!read_share(r, claim->population, claim->subject, &p->group[0]))
        p->group[0] = (pain_reported_group){0};
}

/* Of whom a result is: what it says, else what the first mean does. */
static int32_t population_of(const report *r, size_t which)
{
    if (which < r->n_claims && r->claims[which].population != PAIN_CLAIM_OF_OPEN)
        return r->claims[which].population;
    for (size_t i = 0; i < r->n_claims; i++)
        if (r->claims[i].statistic == PAIN_CLAIM_MEAN)
            return r->claims[i].population;
    return PAIN_CLAIM_OF_OPEN;
}

/* The other results of the comparison, one of each kind, then the one that is asked for. */
static void read_results(const report *r, size_t which, pain_reported *p)
{
    bool has[PAIN_RESULTS] = {false};

    for (size_t i = 0; i < r->n_claims; i++) {
        int32_t result = pain_claim_result(&r->claims[i]);

        if (result < 0 || i == which || has[result] || is_of_one(&r->claims[i]) ||
            (which < r->n_claims && result == pain_claim_result(&r->claims[which])))
            continue;
        has[result] = true;
        read_result(r, &r->claims[i], p);
    }
    if (which < r->n_claims)
        read_result(r, &r->claims[which], p);
}

pain_status pain_reported_read(const pain_claim *claims, size_t n_claims, size_t which,
                               const pain_study_options *options, pain_reported *reported)
{
    PAIN__FLOATS;
    pain_study_options known;

    if (reported != NULL)
        *reported = (pain_reported){.size = sizeof *reported};
    if (claims == NULL || reported == NULL || which > n_claims ||
        (which < n_claims && pain_claim_result(&claims[which]) < 0) ||
        pain__options(&known, sizeof known, options) != PAIN_OK || known.rounding < 0 ||
        known.rounding >= PAIN_ROUNDINGS || (known.n_count > 0 && known.n == NULL))
        return PAIN_EINVAL;
    report r = {claims, n_claims, known.rounding, 0};
    bool groups = false;

    if (known.n_count == 1 && known.n[0].first == known.n[0].last)
        r.n = known.n[0].first;
    reported->spread_kind = known.spread == 2 ? PAIN_SPREAD_SD_N : PAIN_SPREAD_SD;
    reported->allocator = known.allocator;
    for (size_t i = 0; i < n_claims; i++)
        groups = groups || is_group(claims[i].population);
    if (which < n_claims && is_of_one(&claims[which])) {
        read_one(&r, &claims[which], reported);
        read_result(&r, &claims[which], reported);
        return PAIN_OK;
    }
    if (groups)
        read_groups(&r, reported);
    else
        read_patients(&r, population_of(&r, which), known.grid, reported);
    read_results(&r, which, reported);
    return PAIN_OK;
}
