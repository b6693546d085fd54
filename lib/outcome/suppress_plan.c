/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counts that a row of a summary tells, and where they stand in the grid: the population, those
 * that the measure is defined of, those of them with a score, and at a proportion those who reached
 * it. */
#include <config.h>

#include "outcome/suppress.h"

/* Columns of all patients of a population; of those used by a kind of measure; of these and the
 * missing. */
enum { ALL, USED, USED_OR_MISSING = USED + 5, PLAIN = USED_OR_MISSING + 5 };

/* Measures that are defined of the same patients. */
static size_t kind_of(int32_t measure)
{
    switch ((pain_measure)measure) {
    case PAIN_MEASURE_NEAR_ZERO:
        return 0;
    case PAIN_MEASURE_MEAN_POINTS:
    case PAIN_MEASURE_PERCENT_OF_MEANS:
    case PAIN_MEASURE_POINT_RESPONDER:
    case PAIN_MEASURE_WORSENED:
        return 1;
    case PAIN_MEASURE_RESPONDER:
        return 2;
    case PAIN_MEASURE_MEAN_PERCENT:
    case PAIN_MEASURE_MEDIAN_PERCENT:
        return 3;
    case PAIN_MEASURE_SESSION_POINTS:
        break;
    }
    return 4;
}

uint64_t *pain__flow_counts(pain_flow *flow)
{
    _Static_assert(offsetof(pain_flow, sessions) ==
                       offsetof(pain_flow, evaluated) + FLOW_SESSIONS * sizeof(uint64_t),
                   "the counts of a flow follow each other");
    return (uint64_t *)(void *)((char *)flow + offsetof(pain_flow, evaluated));
}

pain_summary_row *pain__plan_row(const pain__plan *plan, size_t flow, size_t place)
{
    size_t end = place / plan->block, i = place % plan->block;

    return &plan->summary->rows[(end * plan->summary->n_flows + flow) * plan->block + i];
}

static bool is_proportion(const pain_summary_row *row)
{
    return pain_measure_unit((pain_measure)row->measure) == PAIN_UNIT_PROPORTION;
}

/* Numbers the readings and columns of all places, equal ones alike; returns how many columns. */
static void number_places(pain__plan *plan)
{
    size_t readings = FLOW_COUNTS, columns = PLAIN;

    for (size_t p = 0; p < plan->places; p++) {
        const pain_summary_row *row = pain__plan_row(plan, 0, p);

        plan->reading[p] = readings;
        plan->column[p] = is_proportion(row) ? columns : 0;
        for (size_t q = 0; q < p; q++) {
            const pain_summary_row *other = pain__plan_row(plan, 0, q);

            if (other->endpoint == row->endpoint && other->population == row->population &&
                other->missing == row->missing)
                plan->reading[p] = plan->reading[q];
            if (other->measure == row->measure && other->cut == row->cut)
                plan->column[p] = plan->column[q];
        }
        readings += plan->reading[p] == readings;
        columns += plan->column[p] == columns;
    }
    plan->grid.readings = readings;
    plan->grid.columns = columns;
    plan->grid.plain = PLAIN;
}

/* True when everyone in the column of row `a` is in that of `b`, or may be but for those with a
 * baseline of 0. Endpoints are within the scale, so a reduction by p percent ends at 1 - p of its
 * range at most, and one by so many points at the rest of it. */
static bool is_part(const pain_summary_row *a, const pain_summary_row *b, double range, double step)
{
    const bool b_is_end = b->measure == PAIN_MEASURE_NEAR_ZERO;

    switch ((pain_measure)a->measure) {
    case PAIN_MEASURE_NEAR_ZERO:
        return b_is_end || a->cut < step;
    case PAIN_MEASURE_RESPONDER:
        if (b->measure == PAIN_MEASURE_POINT_RESPONDER)
            return b->cut <= step;
        return !b_is_end || b->cut + step > range * (1.0 - a->cut / 100.0);
    case PAIN_MEASURE_POINT_RESPONDER:
        if (b->measure == PAIN_MEASURE_RESPONDER)
            return a->cut + step > range * b->cut / 100.0;
        return !b_is_end || b->cut + step > range - a->cut;
    default:
        return b->measure == a->measure;
    }
}

static void relate_columns(pain__plan *plan)
{
    const pain_scale *scale = &plan->summary->scale;
    const double step = pain_scale_step(scale), range = pain_scale_steps(scale) * step;
    pain__grid *g = &plan->grid;

    for (size_t p = 0; p < plan->places; p++)
        for (size_t q = 0; q < plan->places; q++) {
            const pain_summary_row *a = pain__plan_row(plan, 0, p), *b = pain__plan_row(plan, 0, q);

            if (is_proportion(a) && is_proportion(b) &&
                (is_part(a, b, range, step) || is_part(b, a, range, step)))
                g->nested[plan->column[p] * g->columns + plan->column[q]] = 1;
        }
}

/* A row under a rule that does not apply has no counts. */
static bool tells_nothing(const pain_summary_row *row)
{
    return row->estimate.reason == PAIN_EUNDEFINED && row->estimate.denominator == 0;
}

/* Adds up what the rows of a place tell of a unit. "Worsened" is counted by its opposite, so that
 * all columns are of patients who did well. */
static void count_place(pain__plan *plan, size_t unit, size_t place)
{
    const pain__grid *g = &plan->grid;
    size_t r = plan->reading[place], kind = 0;
    uint64_t used = 0, missing = 0, excluded = 0, yes = 0;

    for (size_t f = 0; f < plan->summary->n_flows; f++) {
        const pain_summary_row *row = pain__plan_row(plan, f, place);
        const pain_estimate *e = &row->estimate;

        if (plan->unit[f] != unit || tells_nothing(row))
            continue;
        kind = kind_of(row->measure);
        used += e->denominator;
        missing += e->n_missing;
        excluded += e->n_excluded;
        yes += row->measure == PAIN_MEASURE_WORSENED ? e->denominator - e->numerator : e->numerator;
        if (e->reason == PAIN_ESUPPRESSED || e->reason == PAIN_EZEROBASE)
            plan->withheld[place] = 1;
    }
    if (tells_nothing(pain__plan_row(plan, 0, place)))
        return;
    *pain__grid_value(g, unit, r, ALL) = used + missing + excluded;
    *pain__grid_value(g, unit, r, USED + kind) = used;
    *pain__grid_value(g, unit, r, USED_OR_MISSING + kind) = used + missing;
    if (plan->column[place] >= PLAIN)
        *pain__grid_value(g, unit, r, plan->column[place]) = yes;
}

static void count_flow(pain__plan *plan, size_t flow)
{
    const uint64_t *counts = pain__flow_counts(&plan->summary->flows[flow]);
    size_t unit = plan->unit[flow];

    for (size_t i = 0; i < FLOW_COUNTS; i++) {
        plan->flow[unit][i] += counts[i];
        *pain__grid_value(&plan->grid, unit, i, ALL) = plan->flow[unit][i];
    }
}

bool pain__plan_add_row(pain__plan *plan, size_t place)
{
    const pain_summary_row *row = pain__plan_row(plan, 0, place);
    size_t kind = kind_of(row->measure), r = plan->reading[place], c = plan->column[place];

    if (plan->withheld[place])
        return false;
    plan->row[place] =
        tells_nothing(row) ||
        (pain__grid_add(&plan->grid, r, ALL) && pain__grid_add(&plan->grid, r, USED + kind) &&
         pain__grid_add(&plan->grid, r, USED_OR_MISSING + kind) &&
         (c < PLAIN || pain__grid_add(&plan->grid, r, c)));
    return plan->row[place] != 0;
}

static size_t count_ends(const pain_summary *s)
{
    size_t ends = s->n_rows > 0;

    for (size_t i = 1; i < s->n_rows; i++)
        ends += s->rows[i].endpoint != s->rows[i - 1].endpoint;
    return ends;
}

pain_status pain__plan_init(pain__plan *plan, pain_summary *summary, size_t *unit, size_t units)
{
    const pain_allocator *a = &summary->allocator;
    pain__grid *g = &plan->grid;

    *plan = (pain__plan){.summary = summary, .unit = unit, .ends = count_ends(summary)};
    plan->block = summary->n_rows / (plan->ends * summary->n_flows);
    plan->places = plan->ends * plan->block;
    *g = (pain__grid){.allocator = a, .units = units, .least = summary->suppress};
    plan->reading = pain__alloc(a, plan->places, sizeof *plan->reading);
    plan->column = pain__alloc(a, plan->places, sizeof *plan->column);
    plan->flow = pain__alloc(a, units, sizeof *plan->flow);
    plan->row = pain__alloc(a, plan->places, 1);
    plan->withheld = pain__alloc(a, plan->places, 1);
    if (unit == NULL || plan->reading == NULL || plan->column == NULL || plan->flow == NULL ||
        plan->row == NULL || plan->withheld == NULL)
        return PAIN_ENOMEM;
    number_places(plan);
    plan->kept = pain__alloc(a, g->readings * g->columns, 1);
    if (plan->kept == NULL || pain__grid_alloc(g) != PAIN_OK)
        return PAIN_ENOMEM;
    relate_columns(plan);
    for (size_t i = 0; i < FLOW_COUNTS; i++)
        g->endpoint[i] = -1;
    for (size_t p = 0; p < plan->places; p++) {
        g->endpoint[plan->reading[p]] = pain__plan_row(plan, 0, p)->endpoint;
        for (size_t u = 0; u < units; u++)
            count_place(plan, u, p);
    }
    for (size_t f = 0; f < summary->n_flows; f++)
        if (unit[f] != PAIN__NO_UNIT)
            count_flow(plan, f);
    return PAIN_OK;
}

void pain__plan_free(pain__plan *plan)
{
    const pain_allocator *a = &plan->summary->allocator;

    pain__free(a, plan->unit);
    pain__free(a, plan->reading);
    pain__free(a, plan->column);
    pain__free(a, plan->flow);
    pain__free(a, plan->row);
    pain__free(a, plan->withheld);
    pain__free(a, plan->kept);
    pain__grid_free(&plan->grid);
}
