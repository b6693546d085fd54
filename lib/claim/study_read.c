/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What claims ask of one case: sets of numbers for the checks of single samples and of pairs. */
#include <config.h>

#include <string.h>

#include "claim/exact.h"
#include "claim/range.h"
#include "claim/study.h"

static const int64_t tens[] = {1,           10,           100,          1000,      10000,
                               100000,      1000000,      10000000,     100000000, 1000000000,
                               10000000000, 100000000000, 1000000000000};

enum { MOST_TENS = 12 };

/* To more decimals; false when it would not fit. */
static bool rescale(pain_range *range, int32_t decimals)
{
    int32_t more = decimals - range->decimals;

    if (more < 0 || more > MOST_TENS || range->lower > PAIN__MOST_END / tens[more] ||
        range->lower < -PAIN__MOST_END / tens[more] || range->upper > PAIN__MOST_END / tens[more] ||
        range->upper < -PAIN__MOST_END / tens[more])
        return false;
    range->lower *= tens[more];
    range->upper *= tens[more];
    range->decimals = decimals;
    return true;
}

bool pain__intersect(pain_range *range, const pain_range *other)
{
    pain_range a = *range, b = *other;
    int32_t decimals = a.decimals > b.decimals ? a.decimals : b.decimals;

    /* What cannot be compared keeps the first; the second is looked at in the example alone. */
    if (!rescale(&a, decimals) || !rescale(&b, decimals))
        return true;
    if (a.lower_end == PAIN_END_NONE ||
        (b.lower_end != PAIN_END_NONE &&
         (b.lower > a.lower || (b.lower == a.lower && b.lower_end == PAIN_END_OPEN)))) {
        a.lower = b.lower;
        a.lower_end = b.lower_end;
    }
    if (a.upper_end == PAIN_END_NONE ||
        (b.upper_end != PAIN_END_NONE &&
         (b.upper < a.upper || (b.upper == a.upper && b.upper_end == PAIN_END_OPEN)))) {
        a.upper = b.upper;
        a.upper_end = b.upper_end;
    }
    if (a.lower_end != PAIN_END_NONE && a.upper_end != PAIN_END_NONE &&
        (a.lower > a.upper ||
         (a.lower == a.upper && (a.lower_end == PAIN_END_OPEN || a.upper_end == PAIN_END_OPEN))))
        return false;
    *range = a;
    return true;
}

pain_range pain__percent_of_counts(const pain__counts *counts, int64_t n)
{
    /* 10^-6 is less than half of 100 / n. */
    const int64_t whole = 200 * tens[6];

    return (pain_range){.lower = pain__floor_div(whole * counts->first, n),
                        .upper = pain__ceil_div(whole * counts->last, n),
                        .decimals = 6,
                        .lower_end = PAIN_END_CLOSED,
                        .upper_end = PAIN_END_CLOSED};
}

/* Whole patients in a set of numbers of patients. */
static pain__counts whole_patients(const pain_range *range, int64_t n)
{
    int64_t two = 2 * tens[range->decimals <= MOST_TENS ? range->decimals : 0];
    pain__counts counts = {0, n};

    if (range->lower_end == PAIN_END_CLOSED)
        counts.first = pain__ceil_div(range->lower, two);
    else if (range->lower_end == PAIN_END_OPEN)
        counts.first = pain__floor_div(range->lower, two) + 1;
    if (range->upper_end == PAIN_END_CLOSED)
        counts.last = pain__floor_div(range->upper, two);
    else if (range->upper_end == PAIN_END_OPEN)
        counts.last = pain__ceil_div(range->upper, two) - 1;
    if (counts.first < 0)
        counts.first = 0;
    if (counts.last > n)
        counts.last = n;
    return counts;
}

pain_status pain__share_counts(const pain__case *c, const pain_claim *claim, pain__counts *counts)
{
    pain_grid percent = pain_grid_percent();
    pain_range range;
    pain_grim grim;
    pain_status status = pain_claim_range(claim, c->known->rounding, &range);

    *counts = (pain__counts){0, -1};
    if (status != PAIN_OK)
        return status;
    if (claim->unit == PAIN_CLAIM_COUNT) {
        *counts = whole_patients(&range, c->n);
        return PAIN_OK;
    }
    status = pain_grim_check(&percent, &range, c->n, &grim);
    *counts = (pain__counts){grim.first, grim.last};
    return status;
}

int32_t pain__claimed_cut(const pain_grid *grid, const pain_claim *claim)
{
    const pain_printed *cut = &claim->cut;

    /* A cut is a score, so a few digits; what has more is off every scale. */
    if (cut->decimals > 6 || cut->digits > tens[9])
        return -1;
    const int64_t unit = grid->unit, scaled = cut->digits * unit;

    if (unit > tens[9] || grid->lowest > tens[9] || grid->step > tens[9])
        return -1;
    int64_t below = scaled - grid->lowest * tens[cut->decimals];
    int64_t steps = pain__floor_div(below, grid->step * tens[cut->decimals]);

    return steps < 0 ? -1 : steps > grid->steps ? grid->steps : (int32_t)steps;
}

int32_t pain__cut_of(const pain__case *c, const pain_claim *claim)
{
    if (!claim->has_cut)
        return c->value[claim->statistic == PAIN_CLAIM_NEAR_ZERO ? PAIN_CHOICE_NEAR_ZERO
                                                                 : PAIN_CHOICE_RESPONDERS];
    if (claim->statistic == PAIN_CLAIM_NEAR_ZERO)
        return pain__claimed_cut(&c->known->grid, claim);
    int64_t one = tens[claim->cut.decimals <= MOST_TENS ? claim->cut.decimals : MOST_TENS];

    return claim->cut.digits % one == 0 && claim->cut.digits / one >= 1 &&
                   claim->cut.digits / one <= 100
               ? (int32_t)(claim->cut.digits / one)
               : -1;
}

int32_t pain__definition_of(const pain__case *c, const pain_claim *claim)
{
    return claim->definition != PAIN_DEFINITION_OPEN ? claim->definition
                                                     : c->value[PAIN_CHOICE_DEFINITION];
}

/* Differences of two scores: from minus the length of the scale to it, without limits if too long.
 */
static pain_grid grid_of(const pain_grid *grid, int32_t time)
{
    pain_grid change = *grid;

    if (time != PAIN_TIME_CHANGE)
        return *grid;
    change.lowest = grid->steps <= 50 ? -grid->steps * grid->step : 0;
    change.steps = grid->steps <= 50 ? 2 * grid->steps : 0;
    return change;
}

static void put(pain__at_time *at, pain_range *to, const pain_range *range)
{
    at->given++;
    if (to->lower_end == PAIN_END_NONE && to->upper_end == PAIN_END_NONE)
        *to = *range;
    else if (!pain__intersect(to, range))
        at->contradicted = true;
}

static void put_spread(const pain__case *c, const pain_claim *claim, pain__at_time *at,
                       const pain_range *range)
{
    bool error = (claim->statistic == PAIN_CLAIM_SE) != c->known->swapped;
    int32_t divisor = c->value[PAIN_CHOICE_SPREAD] == 1 ? 1 : 0;
    int32_t kind = (error ? PAIN_SPREAD_SE : PAIN_SPREAD_SD) + divisor;

    /* An SD and its standard error: the second is looked at in the example alone. */
    if (at->has_spread && at->figures.spread_kind != kind) {
        at->given++;
        return;
    }
    at->figures.spread_kind = kind;
    at->has_spread = true;
    put(at, &at->figures.spread, range);
}

static void put_claim(const pain__case *c, const pain_claim *claim, pain__at_time *at)
{
    pain_range range;

    if (pain_claim_range(claim, c->known->rounding, &range) != PAIN_OK)
        return;
    switch (claim->statistic) {
    case PAIN_CLAIM_MEAN:
    case PAIN_CLAIM_MEAN_REDUCTION:
        at->has_mean = true;
        put(at, &at->figures.mean, &range);
        break;
    case PAIN_CLAIM_SD:
    case PAIN_CLAIM_SE:
        put_spread(c, claim, at, &range);
        break;
    default:
        at->has_order = true;
        put(at,
            claim->statistic == PAIN_CLAIM_MEDIAN    ? &at->figures.median
            : claim->statistic == PAIN_CLAIM_MINIMUM ? &at->figures.minimum
                                                     : &at->figures.maximum,
            &range);
        break;
    }
}

static int32_t time_of(const pain_claim *claim)
{
    return claim->statistic == PAIN_CLAIM_MEAN_REDUCTION ? PAIN_TIME_CHANGE : claim->time;
}

void pain__figures_at(const pain__case *c, const pain_claim *only, int32_t time, pain__at_time *at)
{
    const pain__known *known = c->known;

    memset(at, 0, sizeof *at);
    at->figures =
        (pain_figures){.size = sizeof at->figures, .grid = grid_of(&known->grid, time), .n = c->n};
    for (size_t i = 0; i < known->n_claims; i++)
        if ((only == NULL ? known->used[i] : only == &known->claims[i]) &&
            time_of(&known->claims[i]) == time)
            put_claim(c, &known->claims[i], at);
}

static void put_share(const pain__case *c, const pain_claim *claim, pain__asked *asked,
                      pain_status *status)
{
    bool near_zero = claim->statistic == PAIN_CLAIM_NEAR_ZERO;
    int32_t cut = pain__cut_of(c, claim);
    int32_t *place = near_zero ? &asked->paired.cut : &asked->paired.percent;
    int32_t quantity = near_zero ? PAIN_PAIRED_NEAR_ZERO : PAIN_PAIRED_RESPONDERS;
    pain_range *range = &asked->paired.claimed[quantity];
    bool first = range->lower_end == PAIN_END_NONE;
    pain__counts counts;

    /* One cut of each kind goes into the programs: the first. */
    if (cut < 0 || (!first && cut != *place))
        return;
    *status = pain__share_counts(c, claim, &counts);
    if (*status != PAIN_OK || counts.first > counts.last)
        return;
    *place = cut;
    pain_range more = pain__percent_of_counts(&counts, c->n);

    if (first)
        *range = more;
    else if (!pain__intersect(range, &more))
        asked->contradicted = true;
    if (near_zero && (first || counts.first > asked->near_zero.first))
        asked->near_zero.first = counts.first;
    if (near_zero && (first || counts.last < asked->near_zero.last))
        asked->near_zero.last = counts.last;
    asked->has_near_zero = asked->has_near_zero || near_zero;
}

static void put_reduction(const pain__case *c, const pain_claim *claim, pain__asked *asked)
{
    int32_t definition = pain__definition_of(c, claim);
    pain_range range;

    asked->reductions++;
    if (definition < PAIN_DEFINITION_MEAN || definition > PAIN_DEFINITION_MEDIAN ||
        pain_claim_range(claim, c->known->rounding, &range) != PAIN_OK)
        return;
    pain_range *to =
        definition == PAIN_DEFINITION_MEDIAN
            ? &asked->paired.median_percent
            : &asked->paired
                   .claimed[definition == PAIN_DEFINITION_MEAN ? PAIN_PAIRED_MEAN_PERCENT
                                                               : PAIN_PAIRED_PERCENT_OF_MEANS];

    if (to->lower_end == PAIN_END_NONE && to->upper_end == PAIN_END_NONE)
        *to = range;
    else if (!pain__intersect(to, &range))
        asked->contradicted = true;
}

pain_status pain__ask(const pain__case *c, pain__asked *asked)
{
    const pain__known *known = c->known;
    pain_paired_figures *paired = &asked->paired;
    pain_status status = PAIN_OK;

    memset(asked, 0, sizeof *asked);
    for (int32_t time = PAIN_TIME_BEFORE; time <= PAIN_TIME_CHANGE; time++)
        pain__figures_at(c, NULL, time, &asked->at[time]);
    const pain__at_time *before = &asked->at[PAIN_TIME_BEFORE],
                        *after = &asked->at[PAIN_TIME_AFTER];
    int32_t worse = c->value[PAIN_CHOICE_NOBODY_WORSE];
    int32_t least = c->value[PAIN_CHOICE_LEAST_BASELINE];

    *paired = (pain_paired_figures){.size = sizeof *paired,
                                    .grid = known->grid,
                                    .n = c->n,
                                    .baseline_mean = before->figures.mean,
                                    .baseline_spread = before->figures.spread,
                                    .endpoint_mean = after->figures.mean,
                                    .endpoint_spread = after->figures.spread,
                                    .spread_kind = before->has_spread ? before->figures.spread_kind
                                                                      : after->figures.spread_kind,
                                    .least_baseline = least > 0 ? least : 0,
                                    .nobody_worse = worse == 1,
                                    .percent = 50};
    if (before->has_spread && after->has_spread &&
        before->figures.spread_kind != after->figures.spread_kind)
        paired->endpoint_spread = (pain_range){0};
    for (size_t i = 0; i < known->n_claims && status == PAIN_OK; i++) {
        const pain_claim *claim = &known->claims[i];

        if (!known->used[i])
            continue;
        if (claim->statistic == PAIN_CLAIM_PERCENT_REDUCTION)
            put_reduction(c, claim, asked);
        asked->shares += claim->statistic >= PAIN_CLAIM_NEAR_ZERO;
        if (claim->statistic == PAIN_CLAIM_NEAR_ZERO || claim->statistic == PAIN_CLAIM_RESPONDERS)
            put_share(c, claim, asked, &status);
    }
    return status;
}
