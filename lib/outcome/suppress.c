/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaves out of a summary what tells of too few patients.
 *
 * Groups come first: those of fewer than twice `suppress` patients are left out, with the next
 * larger ones until what is left out together is large enough, because it is the difference of
 * everyone and the groups shown. What is left out is a unit like the others, so that nothing can be
 * shown of the groups that would tell too much of it. Then the same for everyone. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "outcome/suppress.h"

void pain__suppress_row(pain_summary_row *row)
{
    const double level = row->estimate.level;

    row->estimate = (pain_estimate){.value = NAN,
                                    .lower = NAN,
                                    .upper = NAN,
                                    .level = level,
                                    .attained = NAN,
                                    .numerator = PAIN_SUPPRESSED,
                                    .denominator = PAIN_SUPPRESSED,
                                    .n_missing = PAIN_SUPPRESSED,
                                    .n_excluded = PAIN_SUPPRESSED,
                                    .reason = PAIN_ESUPPRESSED};
}

/* A mean of many decimals tells more of single patients than anyone reads in it. */
static void round_row(pain_summary_row *row)
{
    pain_estimate *e = &row->estimate;
    const pain_unit unit = pain_measure_unit((pain_measure)row->measure);
    const double parts = unit == PAIN_UNIT_POINTS ? 100.0 : 10.0;

    if (unit == PAIN_UNIT_PROPORTION)
        return;
    e->value = round(e->value * parts) / parts;
    e->lower = round(e->lower * parts) / parts;
    e->upper = round(e->upper * parts) / parts;
    memset(e->reserved, 0, sizeof e->reserved);
}

/* Takes out of a flow and its rows what the plan does not show; everything of a group that is not
 * `shown`. */
static void apply(const pain__plan *plan, size_t flow, bool shown)
{
    uint64_t *counts = pain__flow_counts(&plan->summary->flows[flow]);

    for (size_t i = 0; i < FLOW_COUNTS; i++)
        if (!shown || !plan->shows[i])
            counts[i] = PAIN_SUPPRESSED;
    for (size_t p = 0; p < plan->places; p++) {
        pain_summary_row *row = pain__plan_row(plan, flow, p);

        if (shown && plan->row[p])
            round_row(row);
        else
            pain__suppress_row(row);
    }
}

/* The smallest group that is still shown; 0 where none is. */
static size_t smallest_shown(const pain_summary *s, const size_t *unit)
{
    size_t least = 0;

    for (size_t f = 1; f < s->n_flows; f++)
        if (unit[f] != 0 && (least == 0 || s->flows[f].started < s->flows[least].started))
            least = f;
    return least;
}

/* Numbers the units of the flows: unit 0 is what is left out, the groups shown follow. Everyone is
 * in none. Returns the number of units. */
static size_t divide_groups(const pain_summary *s, size_t *unit)
{
    const uint64_t enough = 2 * s->suppress;
    uint64_t left_out = 0;
    size_t units = 1, n_left_out = 0;

    for (size_t f = 1; f < s->n_flows; f++)
        unit[f] = 1;
    for (size_t f; (f = smallest_shown(s, unit)) != 0 &&
                   (s->flows[f].started < enough || (n_left_out > 0 && left_out < enough));
         n_left_out++) {
        unit[f] = 0;
        left_out += s->flows[f].started;
    }
    unit[0] = PAIN__NO_UNIT;
    for (size_t f = 1; f < s->n_flows; f++)
        unit[f] = unit[f] == 0 ? 0 : units++;
    return units;
}

/* What is shown of the groups is shown of everyone. */
static void inherit(pain__plan *all, const pain__plan *groups)
{
    memcpy(all->grid.show, groups->grid.show, all->grid.readings * all->grid.columns);
    memcpy(all->row, groups->row, all->places);
    memcpy(all->shows, groups->shows, sizeof all->shows);
}

static pain_status plan_groups(pain__plan *groups, pain_summary *s)
{
    size_t *unit = pain__alloc(&s->allocator, s->n_flows, sizeof *unit);
    size_t units = unit != NULL ? divide_groups(s, unit) : 1;
    pain_status status = pain__plan_init(groups, s, unit, units);

    if (status == PAIN_OK && units > 1)
        pain__plan_choose(groups);
    return status;
}

static pain_status plan_everyone(pain__plan *all, pain_summary *s)
{
    size_t *unit = pain__alloc(&s->allocator, s->n_flows, sizeof *unit);

    for (size_t f = 1; unit != NULL && f < s->n_flows; f++)
        unit[f] = PAIN__NO_UNIT;
    return pain__plan_init(all, s, unit, 1);
}

pain_status pain__suppress(pain_summary *s)
{
    pain__plan all = {.summary = s}, groups = {.summary = s};
    pain_status status = PAIN_OK;

    all.grid.allocator = groups.grid.allocator = &s->allocator;
    status = plan_everyone(&all, s);
    if (status == PAIN_OK && s->n_flows > 1)
        status = plan_groups(&groups, s);
    if (status == PAIN_OK) {
        if (s->n_flows > 1)
            inherit(&all, &groups);
        pain__plan_choose(&all);
        apply(&all, 0, true);
        for (size_t f = 1; f < s->n_flows; f++)
            apply(&groups, f, groups.unit[f] != 0);
    }
    pain__plan_free(&all);
    pain__plan_free(&groups);
    return status;
}
