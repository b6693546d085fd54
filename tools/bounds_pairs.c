/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bounds of what is asked of pairs: from means and SDs, over the divisors of the SD, or exactly
 * from how many patients had each score. */
#include <config.h>

#include <math.h>

#include "bounds.h"

/* Near zero is a matter of the scores after alone, whose bounds are exact. */
static void narrow(const bounds_table *table, pain_paired_end *low, pain_paired_end *high)
{
    const pain_paired_figures *p = &table->paired;
    const pain_figures after = {.size = sizeof after,
                                .grid = p->grid,
                                .n = p->n,
                                .mean = p->endpoint_mean,
                                .spread = p->endpoint_spread,
                                .spread_kind = p->spread_kind};
    pain_count_bounds bounds;

    if (pain_bounds_at_most(&after, p->cut, &bounds) != PAIN_OK)
        return;
    low->bound = fmax(low->bound, 100.0 * (double)bounds.least / (double)p->n);
    high->bound = fmin(high->bound, 100.0 * (double)bounds.most / (double)p->n);
}

/* Both ends of one quantity, for each divisor that the figures allow. No scores have the figures
 * and are as assumed: the table is impossible. */
static int bound_figures(const figures_call *call, bounds_table *table, int32_t quantity,
                         bounds_row *row)
{
    for (int32_t divisor = call->first_divisor; divisor <= call->last_divisor; divisor++) {
        pain_paired_end low, high;

        table->paired.spread_kind = PAIN_SPREAD_SD + divisor;
        pain_status status = pain_paired_bound(&table->paired, quantity, false, true, 0, &low);

        if (status == PAIN_OK)
            status = pain_paired_bound(&table->paired, quantity, true, true, 0, &high);
        if (status == PAIN_OK && quantity == PAIN_PAIRED_NEAR_ZERO)
            narrow(table, &low, &high);
        if (status == PAIN_OK)
            bounds_widen(row, low.bound, high.bound, low.reached, high.reached);
        else if (status != PAIN_EUNDEFINED)
            return bounds_failed(status);
    }
    if (!(row->least <= row->most))
        table->is_impossible = true;
    return TOOL_DONE;
}

static int add_row(const figures_call *call, bounds_table *table, int32_t quantity,
                   const char *name)
{
    bounds_row *row = bounds_new_row(table, name, table->paired.nobody_worse);

    return table->is_counted ? bounds_of_counts(table, quantity, row)
                             : bound_figures(call, table, quantity, row);
}

/* The shares that have a cut or a threshold. */
static int add_shares(const figures_call *call, bounds_table *table)
{
    char name[64];
    int status = TOOL_DONE;

    for (size_t i = 0; i < table->n_cuts && status == TOOL_DONE; i++) {
        bounds_name_cut(table, table->cuts[i], name);
        table->paired.cut = table->pairings.cut = table->cuts[i];
        status = add_row(call, table, PAIN_PAIRED_NEAR_ZERO, name);
    }
    for (int32_t percent = 30; percent <= 50 && status == TOOL_DONE; percent += 20) {
        table->paired.percent = table->pairings.percent = percent;
        status = add_row(call, table, PAIN_PAIRED_RESPONDERS,
                         percent == 30 ? "responders, 30 %" : "responders, 50 %");
    }
    return status;
}

/* The rows of one assumption. Some quantities are known of counts alone. */
static int add_rows(const figures_call *call, bounds_table *table, bool nobody_worse)
{
    table->paired.nobody_worse = table->pairings.nobody_worse = nobody_worse;
    int status = add_row(call, table, PAIN_PAIRED_MEAN_PERCENT, "mean of percentages");

    if (status == TOOL_DONE && table->is_counted)
        status = add_row(call, table, PAIN_PAIRED_MEDIAN_PERCENT, "median of percentages");
    if (status == TOOL_DONE)
        status = add_row(call, table, PAIN_PAIRED_PERCENT_OF_MEANS, "percent of means");
    if (status == TOOL_DONE)
        status = add_shares(call, table);
    if (status == TOOL_DONE && table->is_counted)
        status = add_row(call, table, PAIN_PAIRED_BETTER, "better");
    if (status == TOOL_DONE && table->is_counted)
        status = add_row(call, table, PAIN_PAIRED_WORSE, "worse");
    return status;
}

int bounds_of_pairs(const figures_call *call, bounds_table *table)
{
    int status = add_rows(call, table, false);
    size_t n_rows = table->n_rows;

    table->smallest_sd = table->largest_sd = table->samples.about = NAN;
    if (status == TOOL_DONE && table->is_impossible)
        return figures_no_scores(NULL);
    if (status != TOOL_DONE || table->worse_at >= 0)
        return status;
    status = add_rows(call, table, true);
    if (table->is_impossible)
        table->n_rows = n_rows;
    return status;
}
