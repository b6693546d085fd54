/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaves out of a summary what tells of too few patients.
 *
 * Groups of fewer than twice `suppress` patients are left out, with the next larger ones until what
 * is left out together is large enough, because it is the difference of everyone and the groups
 * shown. What is left out is a unit like the others, so that nothing can be shown of the groups
 * that would tell too much of it. Of everyone the same is shown as of the groups: a number more
 * would be a bound for theirs. */
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
    uint64_t left_out = 0, n_left_out = 0;
    size_t units = 1;

    for (size_t f = 1; f < s->n_flows; f++)
        unit[f] = 1;
    for (size_t f;
         (f = smallest_shown(s, unit)) != 0 &&
         (s->flows[f].started < enough || (n_left_out > 0 && left_out < enough + n_left_out));
         n_left_out++) {
        unit[f] = 0;
        left_out += s->flows[f].started;
    }
    unit[0] = PAIN__NO_UNIT;
    for (size_t f = 1; f < s->n_flows; f++)
        unit[f] = unit[f] == 0 ? 0 : units++;
    return units;
}

pain_status pain__suppress(pain_summary *s)
{
    pain__plan plan = {.summary = s};
    size_t *unit = pain__alloc(&s->allocator, s->n_flows, sizeof *unit);
    size_t units = unit != NULL ? divide_groups(s, unit) : 1;
    const bool by_group = units > 1;
    /* Each group has a patient, which bounds the others. */
    const bool everyone = by_group || s->flows[0].started >= s->suppress + s->n_flows - 1;

    if (unit != NULL && !by_group)
        unit[0] = 0;
    for (size_t f = 1; unit != NULL && !by_group && f < s->n_flows; f++)
        unit[f] = PAIN__NO_UNIT;
    pain_status status = pain__plan_init(&plan, s, unit, units);

    if (status == PAIN_OK) {
        pain__plan_choose(&plan);
        for (size_t f = 0; f < s->n_flows; f++)
            apply(&plan, f, f == 0 ? everyone : by_group && unit[f] != 0);
    }
    pain__plan_free(&plan);
    return status;
}
