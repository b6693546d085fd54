/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printed results, calculated anew: rows, and what they say together. */
#include <config.h>

#include <math.h>

#include "base/decimal.h"
#include "base/floats.h"
#include "claim/range.h"
#include "claim/recalculate.h"

#define MOST_PATIENTS INT64_C(1000000)

/* More than any function used here errs by. */
#define SLACK 1e-9

bool pain__is_given(const pain_range *range)
{
    return range->lower_end != PAIN_END_NONE || range->upper_end != PAIN_END_NONE;
}

pain__span pain__span_of(const pain_range *range)
{
    double unit = 2 * (double)pain__power_of_ten(range->decimals);

    return (pain__span){
        range->lower_end != PAIN_END_NONE ? (double)range->lower / unit : -INFINITY,
        range->upper_end != PAIN_END_NONE ? (double)range->upper / unit : INFINITY,
    };
}

pain_recalculated pain__recalculated(int32_t result, int32_t from)
{
    return (pain_recalculated){.result = result,
                               .from = from,
                               .spread = -1,
                               .usual = 1,
                               .verdict = PAIN_NOT_TESTABLE,
                               .least = NAN,
                               .most = NAN,
                               .upper_least = NAN,
                               .upper_most = NAN};
}

static bool is_same(const pain_recalculated *a, const pain_recalculated *b)
{
    return a->result == b->result && a->from == b->from && a->test == b->test &&
           a->method == b->method && a->sides == b->sides && a->spread == b->spread &&
           a->effect == b->effect;
}

void pain__add_row(pain_recalculation *r, const pain_recalculated *row)
{
    for (size_t i = 0; i < r->n_rows; i++) {
        pain_recalculated *there = &r->row[i];

        if (!is_same(there, row))
            continue;
        there->least = fmin(there->least, row->least);
        there->most = fmax(there->most, row->most);
        there->upper_least = fmin(there->upper_least, row->upper_least);
        there->upper_most = fmax(there->upper_most, row->upper_most);
        if (row->verdict == PAIN_POSSIBLE)
            there->verdict = PAIN_POSSIBLE;
        return;
    }
    void *block = r->row;
    pain_status status =
        pain__grow(&r->allocator, &block, &r->capacity, r->n_rows + 1, sizeof *r->row);

    r->row = block;
    if (status != PAIN_OK)
        r->status = status;
    else
        r->row[r->n_rows++] = *row;
}

static double slack(double value)
{
    return isfinite(value) ? SLACK * fabs(value) + 1e-15 : 0;
}

bool pain__span_meets(pain__span span, const pain_range *range)
{
    pain__span set = pain__span_of(range);

    /* Written so that a NaN, which says nothing, meets everything. */
    return !(span.low - slack(span.low) > set.high) && !(span.high + slack(span.high) < set.low);
}

bool pain__wants_limits(const pain_recalculation *r)
{
    const pain_reported *p = &r->reported;

    return pain__is_given(&p->lower) ||
           (!pain__is_given(&p->p) && !pain__is_given(&p->statistic) &&
            !pain__is_given(&p->effect) && !pain__is_given(&p->estimate));
}

/* What is printed of a result; NULL where nothing is. */
static const pain_range *printed(const pain_recalculation *r, int32_t result)
{
    const pain_reported *p = &r->reported;
    const pain_range *range = result == PAIN_RESULT_P           ? &p->p
                              : result == PAIN_RESULT_STATISTIC ? &p->statistic
                              : result == PAIN_RESULT_DF        ? &p->df
                              : result == PAIN_RESULT_EFFECT    ? &p->effect
                              : result == PAIN_RESULT_ESTIMATE  ? &p->estimate
                                                                : NULL;

    return range != NULL && pain__is_given(range) ? range : NULL;
}

void pain__add_span(pain_recalculation *r, const pain_recalculated *row, pain__span span,
                    bool mirrored)
{
    pain_recalculated full = *row;
    const pain_range *range = printed(r, row->result);
    const pain__span mirror = {-span.high, -span.low};

    full.least = span.low;
    full.most = span.high;
    if (range != NULL)
        full.verdict =
            pain__span_meets(span, range) || (mirrored && pain__span_meets(mirror, range))
                ? PAIN_POSSIBLE
                : PAIN_IMPOSSIBLE;
    pain__add_row(r, &full);
}

/* Whether some centre and half give both limits: h is bounded from each pair of the conditions
 * centre in C, centre - h in L, centre + h in U, and on a line pairs suffice (Helly). */
static bool limits_meet(pain__span c, pain__span h, pain__span l, pain__span u)
{
    double least = fmax(h.low, fmax(c.low - l.high, u.low - c.high));
    double most = fmin(h.high, fmin(c.high - l.low, u.high - c.low));

    least = fmax(least, (u.low - l.high) / 2);
    most = fmin(most, (u.high - l.low) / 2);
    return !(least - slack(least) - slack(c.high) > most + slack(most) + slack(c.low));
}

void pain__add_limits(pain_recalculation *r, const pain_recalculated *row, pain__span centre,
                      pain__span half)
{
    pain_recalculated full = *row;
    pain__span lower = pain__span_of(&r->reported.lower), upper = pain__span_of(&r->reported.upper);
    const pain__span mirror = {-centre.high, -centre.low};

    full.least = centre.low - half.high;
    full.most = centre.high - half.low;
    full.upper_least = centre.low + half.low;
    full.upper_most = centre.high + half.high;
    if (pain__is_given(&r->reported.lower))
        full.verdict = limits_meet(centre, half, lower, upper) ||
                               (r->reported.compared != PAIN_COMPARED_MEAN &&
                                limits_meet(mirror, half, lower, upper))
                           ? PAIN_POSSIBLE
                           : PAIN_IMPOSSIBLE;
    pain__add_row(r, &full);
}

/* Not given, or with two ends. */
static bool is_figure(const pain_range *range)
{
    return pain__range_is_sound(range) &&
           (range->lower_end != PAIN_END_NONE) == (range->upper_end != PAIN_END_NONE);
}

static bool group_is_sound(const pain_reported_group *g)
{
    return g->n >= 0 && g->n <= MOST_PATIENTS && is_figure(&g->mean) && is_figure(&g->spread) &&
           is_figure(&g->percent) && (!g->has_count || (g->count >= 0 && g->count <= g->n));
}

static bool results_are_sound(const pain_reported *p)
{
    return pain__range_is_sound(&p->p) && pain__range_is_sound(&p->statistic) &&
           is_figure(&p->df) && pain__range_is_sound(&p->effect) &&
           pain__range_is_sound(&p->estimate) && is_figure(&p->lower) && is_figure(&p->upper) &&
           pain__is_given(&p->lower) == pain__is_given(&p->upper);
}

static bool is_sound(const pain_reported *p)
{
    return p->compared >= PAIN_COMPARED_NOTHING && p->compared <= PAIN_COMPARED_SHARES &&
           p->spread_kind >= 0 && p->spread_kind < PAIN_SPREADS && group_is_sound(&p->group[0]) &&
           group_is_sound(&p->group[1]) && is_figure(&p->change_spread) &&
           isfinite(p->null_value) && results_are_sound(p) && p->level >= 0 && p->level < 1 &&
           p->statistic_kind >= 0 && p->statistic_kind <= PAIN_REPORTED_CHI_SQUARED &&
           p->scale >= 0 && p->scale <= PAIN_REPORTED_ODDS_RATIO && p->sides >= 0 && p->sides <= 2;
}

/* Result by result, as they came. */
static void put_in_order(pain_recalculation *r)
{
    for (size_t i = 1; i < r->n_rows; i++)
        for (size_t j = i; j > 0 && r->row[j - 1].result > r->row[j].result; j--) {
            pain_recalculated row = r->row[j];

            r->row[j] = r->row[j - 1];
            r->row[j - 1] = row;
        }
}

static void fill(pain_recalculation *r)
{
    pain__span df = {NAN, NAN};

    switch (r->reported.compared) {
    case PAIN_COMPARED_MEAN:
    case PAIN_COMPARED_MEANS:
        pain__from_means(r, &df);
        break;
    case PAIN_COMPARED_PAIRED:
        pain__from_pairs(r, &df);
        break;
    case PAIN_COMPARED_SHARE:
    case PAIN_COMPARED_SHARES:
        pain__from_shares(r);
        break;
    default:
        break;
    }
    if (pain__is_given(&r->reported.df))
        df = pain__span_of(&r->reported.df);
    pain__from_statistic(r, df);
    pain__from_interval(r, df);
    put_in_order(r);
}

pain_status pain_recalculate(pain_recalculation **recalculation, const pain_reported *reported,
                             pain_error *error)
{
    PAIN__FLOATS;
    pain_reported known;

    pain__error_clear(error);
    if (recalculation != NULL)
        *recalculation = NULL;
    if (recalculation == NULL || reported == NULL ||
        pain__options(&known, sizeof known, reported) != PAIN_OK || !is_sound(&known))
        return pain__fail(error, PAIN_EINVAL, "a figure or an option is outside its range");
    pain_allocator allocator = pain__allocator(known.allocator);
    pain_recalculation *r = pain__alloc(&allocator, 1, sizeof *r);

    if (r == NULL)
        return pain__fail(error, PAIN_ENOMEM, "out of memory");
    r->allocator = allocator;
    r->reported = known;
    r->level = known.level > 0 ? known.level : 0.95;
    if (known.grid != NULL) {
        r->grid = *known.grid;
        r->reported.grid = &r->grid;
    }
    fill(r);
    if (r->status != PAIN_OK) {
        pain_status status = r->status;

        pain_recalculation_free(r);
        return pain__fail(error, status, "%s",
                          status == PAIN_EOVERFLOW ? "too many counts fit the percentages"
                                                   : pain_status_text(status));
    }
    *recalculation = r;
    return PAIN_OK;
}

void pain_recalculation_free(pain_recalculation *recalculation)
{
    if (recalculation == NULL)
        return;
    pain_allocator allocator = recalculation->allocator;

    pain__free(&allocator, recalculation->row);
    pain__free(&allocator, recalculation);
}

const pain_recalculated *pain_recalculation_at(const pain_recalculation *recalculation, size_t i)
{
    return recalculation != NULL && i < recalculation->n_rows ? &recalculation->row[i] : NULL;
}

/* Of the rows of one result from some sources, a bit each. */
static int32_t verdict_from(const pain_recalculation *r, int32_t result, unsigned sources)
{
    bool any = false, fits = false, usual = false, all_usual = true;

    for (size_t i = 0; r != NULL && i < r->n_rows; i++) {
        const pain_recalculated *row = &r->row[i];

        if (row->result != result || row->verdict == PAIN_NOT_TESTABLE ||
            (sources >> row->from & 1) == 0)
            continue;
        any = true;
        fits = fits || row->verdict == PAIN_POSSIBLE;
        usual = usual || row->usual;
        all_usual = all_usual && (!row->usual || row->verdict == PAIN_POSSIBLE);
    }
    if (!any)
        return PAIN_STUDY_NOT_TESTABLE;
    if (!fits)
        return PAIN_STUDY_INCONSISTENT;
    return usual && all_usual ? PAIN_STUDY_CONSISTENT : PAIN_STUDY_ONLY_UNDER;
}

/* The first of these that there is. */
static int32_t worst_of(const int32_t *verdicts, size_t n)
{
    static const int32_t order[] = {PAIN_STUDY_INCONSISTENT, PAIN_STUDY_ONLY_UNDER,
                                    PAIN_STUDY_CONSISTENT};

    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        for (size_t j = 0; j < n; j++)
            if (verdicts[j] == order[i])
                return order[i];
    return PAIN_STUDY_NOT_TESTABLE;
}

int32_t pain_recalculation_verdict(const pain_recalculation *recalculation, int32_t result)
{
    const pain_recalculation *r = recalculation;
    const int32_t strict[] = {verdict_from(r, result, 1U << PAIN_FROM_FIGURES),
                              verdict_from(r, result, 1U << PAIN_FROM_STATISTIC)};

    /* A correlation that a result implies is a matter of that result. */
    if (result == PAIN_RESULT_CORRELATION)
        return verdict_from(r, result, 1U << PAIN_FROM_CHANGE);
    int32_t worst = worst_of(strict, 2);

    /* Limits need not be symmetric, so they decide only where there is nothing else. */
    return worst != PAIN_STUDY_NOT_TESTABLE
               ? worst
               : verdict_from(r, result, 1U << PAIN_FROM_INTERVAL | 1U << PAIN_FROM_ESTIMATE);
}

int32_t pain_recalculation_outcome(const pain_recalculation *recalculation)
{
    int32_t verdicts[PAIN_RESULTS];

    for (int32_t result = 0; result < PAIN_RESULTS; result++)
        verdicts[result] = pain_recalculation_verdict(recalculation, result);
    return worst_of(verdicts, PAIN_RESULTS);
}
