/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chooses what to show: first what is asked for most, and then whatever fits beside it.
 *
 * Completers, and the other rules together, show either every cut that is shown of everyone who
 * started, or none ("worsened" is apart). So what is known of scores is one table of readings by
 * cuts, and whoever adds and subtracts in it comes to unions of its cells, each of which is 0 or
 * large enough; and which cells are shown says little of what is in the others. */
#include <config.h>

#include <string.h>

#include "outcome/suppress.h"

/* What a row is about. */
typedef enum kind { MEANS, CUTS, WORSENED } kind;

static kind kind_of(const pain__plan *plan, size_t place)
{
    if (plan->column[place] == 0)
        return MEANS;
    return pain__plan_row(plan, 0, place)->measure == PAIN_MEASURE_WORSENED ? WORSENED : CUTS;
}

/* Shows what fits of a column of the printed table: its means alone, or its cuts alone. */
static void choose_column(pain__plan *plan, pain_column column, bool means)
{
    for (size_t p = 0; p < plan->places; p++)
        if (pain__plan_row(plan, 0, p)->column == (int32_t)column &&
            (kind_of(plan, p) == MEANS) == means)
            (void)pain__plan_add_row(plan, p);
}

/* True when the cut of a place is shown of everyone who started. */
static bool cut_is_shown(const pain__plan *plan, size_t place)
{
    size_t end = place / plan->block;

    for (size_t p = end * plan->block; p < (end + 1) * plan->block; p++)
        if (plan->column[p] == plan->column[place] && plan->row[p] &&
            pain__plan_row(plan, 0, p)->column == PAIN_COLUMN_STARTED)
            return true;
    return false;
}

/* Shows all cuts of an endpoint in a column of the printed table, or leaves them as they were. */
static void choose_cuts(pain__plan *plan, size_t end, pain_column column, kind which)
{
    const pain__grid *g = &plan->grid;
    bool fits = true;

    memcpy(plan->kept, g->show, g->readings * g->columns);
    for (size_t p = end * plan->block; fits && p < (end + 1) * plan->block; p++)
        if (pain__plan_row(plan, 0, p)->column == (int32_t)column && kind_of(plan, p) == which &&
            cut_is_shown(plan, p))
            fits = pain__plan_add_row(plan, p);
    if (fits)
        return;
    memcpy(g->show, plan->kept, g->readings * g->columns);
    for (size_t p = end * plan->block; p < (end + 1) * plan->block; p++)
        if (pain__plan_row(plan, 0, p)->column == (int32_t)column && kind_of(plan, p) == which)
            plan->row[p] = 0;
}

static void choose_all_cuts(pain__plan *plan, pain_column column)
{
    for (size_t end = 0; end < plan->ends; end++) {
        choose_cuts(plan, end, column, CUTS);
        choose_cuts(plan, end, column, WORSENED);
    }
}

static bool choose_flow(pain__plan *plan, size_t count)
{
    plan->shows[count] = pain__grid_add(&plan->grid, count, 0);
    return plan->shows[count];
}

/* True when a part of the started, and the rest, are both 0 or large enough, in every unit. */
static bool divides(const pain__plan *plan, size_t part, size_t whole)
{
    for (size_t u = 0; u < plan->grid.units; u++) {
        uint64_t n = plan->flow[u][part], all = plan->flow[u][whole];

        if (!pain__grid_enough(&plan->grid, n) || !pain__grid_enough(&plan->grid, all - n))
            return false;
    }
    return true;
}

/* Those who started and are in no shown part of `parts`. */
static uint64_t remainder_of(const pain__plan *plan, size_t unit, const size_t *parts, size_t n)
{
    uint64_t left = plan->flow[unit][FLOW_STARTED];

    for (size_t i = 0; i < n; i++)
        if (plan->shows[parts[i]])
            left -= plan->flow[unit][parts[i]];
    return left;
}

/* Hides parts, the smallest first, until those that are in none of the shown are enough. */
static void keep_remainder(pain__plan *plan, const size_t *parts, size_t n)
{
    for (size_t u = 0; u < plan->grid.units; u++)
        while (!pain__grid_enough(&plan->grid, remainder_of(plan, u, parts, n))) {
            size_t least = n;

            for (size_t i = 1; i < n; i++)
                if (plan->shows[parts[i]] && plan->flow[u][parts[i]] > 0 &&
                    (least == n || plan->flow[u][parts[i]] < plan->flow[u][parts[least]]))
                    least = i;
            if (least == n)
                return;
            plan->shows[parts[least]] = false;
            u = 0;
        }
}

/* How the courses of those who started ended. The first part is the one that does not yield: those
 * who completed, or the completers where these are all that is shown of them. */
static void choose_ends(pain__plan *plan)
{
    size_t parts[7] = {FLOW_COMPLETED};
    bool all_fit = true;

    if (!choose_flow(plan, FLOW_COMPLETED))
        parts[0] = FLOW_COMPLETERS;
    for (size_t i = 0; i < 6; i++) {
        parts[i + 1] = FLOW_STOPPED + i;
        plan->shows[parts[i + 1]] = divides(plan, parts[i + 1], FLOW_STARTED);
    }
    keep_remainder(plan, parts, 7);
    for (size_t u = 0; u < plan->grid.units; u++)
        all_fit = all_fit && pain__grid_enough(&plan->grid, remainder_of(plan, u, parts, 7));
    for (size_t i = 1; !all_fit && i < 7; i++)
        plan->shows[parts[i]] = false;
    if (plan->shows[FLOW_COMPLETED] && divides(plan, FLOW_COMPLETED_WELL, FLOW_COMPLETED))
        (void)choose_flow(plan, FLOW_COMPLETED_WELL);
}

/* Those without a baseline, those with 0, and the rest, whose baseline is above. */
static void choose_baselines(pain__plan *plan)
{
    static const size_t parts[] = {FLOW_NO_BASELINE, FLOW_ZERO_BASELINE};

    for (size_t i = 0; i < 2; i++)
        plan->shows[parts[i]] = plan->shows[parts[i]] || (divides(plan, parts[i], FLOW_STARTED) &&
                                                          choose_flow(plan, parts[i]));
    keep_remainder(plan, parts, 2);
}

void pain__plan_choose(pain__plan *plan)
{
    if (!choose_flow(plan, FLOW_STARTED))
        return;
    choose_column(plan, PAIN_COLUMN_STARTED, true);
    (void)choose_flow(plan, FLOW_COMPLETERS);
    choose_column(plan, PAIN_COLUMN_COMPLETERS, true);
    choose_column(plan, PAIN_COLUMN_STARTED, false);
    choose_all_cuts(plan, PAIN_COLUMN_COMPLETERS);
    (void)choose_flow(plan, FLOW_EVALUABLE);
    (void)choose_flow(plan, FLOW_EVALUATED);
    choose_ends(plan);
    choose_baselines(plan);
    choose_column(plan, PAIN_COLUMN_OTHER, true);
    choose_all_cuts(plan, PAIN_COLUMN_OTHER);
}
