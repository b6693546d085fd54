/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bounds of the patients at or below each cut, over the divisors of the SD. */
#include <config.h>

#include <math.h>
#include <stdlib.h>

#include "bounds.h"

int bounds_failed(pain_status status)
{
    return tool_fail(status == PAIN_ENOMEM ? TOOL_NO_IO : TOOL_BAD_DATA, "%s",
                     pain_status_text(status));
}

void bounds_widen(bounds_row *row, double least, double most, double reached_least,
                  double reached_most)
{
    row->least = fmin(row->least, least);
    row->most = fmax(row->most, most);
    row->reached_least = fmin(row->reached_least, reached_least);
    row->reached_most = fmax(row->reached_most, reached_most);
}

bounds_row *bounds_new_row(bounds_table *table, const char *name, bool nobody_worse)
{
    bounds_row *row = &table->rows[table->n_rows++];

    *row = (bounds_row){.n = table->n,
                        .nobody_worse = nobody_worse,
                        .least = INFINITY,
                        .most = -INFINITY,
                        .reached_least = NAN,
                        .reached_most = NAN,
                        .drawn = {NAN, NAN, NAN}};
    (void)snprintf(row->name, sizeof row->name, "%s", name);
    return row;
}

void bounds_name_cut(const bounds_table *table, int32_t cut, char name[64])
{
    char text[TOOL_NUMBER_SIZE];

    (void)snprintf(name, 64, "at most %s", check_points(&table->grid, cut, text));
}

/* The distribution of each count over random samples. */
static int draw(const pain_figures *figures, bounds_table *table)
{
    uint64_t *tally = calloc((size_t)table->n + 1, sizeof *tally);

    if (tally == NULL)
        return tool_fail(TOOL_NO_IO, "out of memory");
    pain_status status = PAIN_OK;

    for (size_t i = 0; i < table->n_cuts && status == PAIN_OK; i++) {
        uint64_t so_far = 0;

        status = pain_samples_share(figures, NULL, table->cuts[i], table->seed,
                                    (size_t)table->draws, tally);
        for (int64_t k = 0; k <= table->n && status == PAIN_OK; k++) {
            so_far += tally[k];
            for (int j = 0; j < 3; j++)
                if (isnan(table->rows[i].drawn[j]) && 40 * so_far >= (j == 0   ? 1U
                                                                      : j == 1 ? 20U
                                                                               : 39U) *
                                                                         table->draws)
                    table->rows[i].drawn[j] = (double)k;
        }
    }
    free(tally);
    if (status == PAIN_EOVERFLOW)
        return tool_usage("--draws: there are too many such samples to draw from them");
    return status == PAIN_OK ? TOOL_DONE : bounds_failed(status);
}

/* How many samples there are, by the first divisor of the SD with which there are any; and the SDs
 * that the mean allows, by the same. */
static int count_samples(const figures_call *call, pain_figures *figures, bounds_table *table)
{
    pain_spread_limits limits;
    pain_status status = PAIN_OK;

    table->samples.about = table->smallest_sd = table->largest_sd = NAN;
    table->divisor = call->first_divisor;
    for (int32_t divisor = call->first_divisor;
         call->median == NULL && divisor <= call->last_divisor; divisor++) {
        table->divisor = divisor;
        figures->spread_kind = figures_kind(call, divisor);
        status = pain_samples_count(figures, NULL, &table->samples);
        if (status != PAIN_OK)
            table->samples.about = NAN;
        if (status != PAIN_OK || table->samples.about > 0)
            break;
    }
    figures->spread_kind = PAIN_SPREAD_SD + table->divisor;
    if (call->mean != NULL && pain_spread_bounds(figures, &limits) == PAIN_OK) {
        table->smallest_sd = limits.smallest;
        table->largest_sd = limits.largest;
    }
    figures->spread_kind = figures_kind(call, table->divisor);
    return status == PAIN_ENOMEM ? bounds_failed(status) : TOOL_DONE;
}

int bounds_of_scores(const figures_call *call, bounds_table *table)
{
    pain_figures figures = call->figures;
    char name[64];

    for (size_t i = 0; i < table->n_cuts; i++) {
        bounds_name_cut(table, table->cuts[i], name);
        bounds_row *row = bounds_new_row(table, name, false);

        for (int32_t divisor = call->first_divisor; divisor <= call->last_divisor; divisor++) {
            pain_count_bounds bounds;

            figures.spread_kind = figures_kind(call, divisor);
            pain_status status = pain_bounds_at_most(&figures, table->cuts[i], &bounds);

            if (status == PAIN_OK)
                bounds_widen(row, (double)bounds.least, (double)bounds.most, (double)bounds.least,
                             (double)bounds.most);
            else if (status != PAIN_DONE)
                return bounds_failed(status);
        }
        if (!(row->least <= row->most))
            return figures_no_scores(&figures);
    }
    int status = count_samples(call, &figures, table);

    return status == TOOL_DONE && table->draws > 0 ? draw(&figures, table) : status;
}
