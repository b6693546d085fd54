/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bounds of all pairings of two known distributions. */
#include <config.h>

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "bounds.h"

enum { MOST_PATIENTS = 1000000 };

/* The patients of "4:3"; false when it is none such. */
static bool read_patients(const char *text, size_t length, int64_t *patients)
{
    const char *colon = memchr(text, ':', length);
    uint64_t n = 0;

    if (colon == NULL || tool_read_count(colon + 1, length - (size_t)(colon + 1 - text),
                                         MOST_PATIENTS, &n) != TOOL_NUMBER_OK)
        return false;
    *patients = (int64_t)n;
    return true;
}

int64_t bounds_patients(const char *text)
{
    int64_t n = 0;

    for (size_t length; *text != '\0' && n <= MOST_PATIENTS;
         text += length + (text[length] == ',')) {
        int64_t patients;

        length = strcspn(text, ",");
        if (!read_patients(text, length, &patients))
            return -1;
        n += patients;
    }
    return n >= 1 && n <= MOST_PATIENTS ? n : -1;
}

static int read_list(const char *option, const char *text, const pain_grid *grid,
                     int64_t count[101])
{
    bool given[101] = {false};

    for (size_t length; *text != '\0'; text += length + (text[length] == ',')) {
        int64_t patients;
        int32_t score;

        length = strcspn(text, ",");
        if (!read_patients(text, length, &patients) ||
            !bounds_steps(text, strcspn(text, ":"), grid, &score))
            return tool_usage("%s: '%.*s' is no score on the scale with its patients, such as 4:3",
                              option, (int)length, text);
        if (given[score])
            return tool_usage("%s: the score of '%.*s' is there twice", option, (int)length, text);
        given[score] = true;
        count[score] = patients;
    }
    return TOOL_DONE;
}

int bounds_read_counts(const char *before, const char *after, bounds_table *table)
{
    pain_pairings *p = &table->pairings;

    *p = (pain_pairings){.size = sizeof *p, .steps = table->grid.steps};
    int status = read_list("--before-counts", before, &table->grid, p->before);

    return status == TOOL_DONE ? read_list("--after-counts", after, &table->grid, p->after)
                               : status;
}

/* Both ends of a quantity. One that is of nobody stays without. */
static int add_row(bounds_table *table, int32_t quantity, const char *name)
{
    pain_pairings_end *end = table->ends[table->n_rows];
    bounds_row *row = bounds_new_row(table, name, table->pairings.nobody_worse);
    pain_status status = pain_pairings_bound(&table->pairings, quantity, false, &end[0]);

    if (status == PAIN_OK)
        status = pain_pairings_bound(&table->pairings, quantity, true, &end[1]);
    if (status != PAIN_OK && status != PAIN_EUNDEFINED)
        return tool_fail(TOOL_BAD_DATA, "%s", pain_status_text(status));
    row->least = row->reached_least = status == PAIN_OK ? end[0].value : NAN;
    row->most = row->reached_most = status == PAIN_OK ? end[1].value : NAN;
    if (quantity == PAIN_PAIRED_MEAN_PERCENT || quantity == PAIN_PAIRED_MEDIAN_PERCENT)
        row->n -= table->pairings.before[0];
    return TOOL_DONE;
}

/* The rows of one assumption. */
static int add_rows(bounds_table *table)
{
    pain_pairings *p = &table->pairings;
    char name[64];
    int status = add_row(table, PAIN_PAIRED_MEAN_PERCENT, "mean of percentages");

    if (status == TOOL_DONE)
        status = add_row(table, PAIN_PAIRED_MEDIAN_PERCENT, "median of percentages");
    if (status == TOOL_DONE)
        status = add_row(table, PAIN_PAIRED_PERCENT_OF_MEANS, "percent of means");
    for (size_t i = 0; i < table->n_cuts && status == TOOL_DONE; i++) {
        bounds_name_cut(table, table->cuts[i], name);
        p->cut = table->cuts[i];
        status = add_row(table, PAIN_PAIRED_NEAR_ZERO, name);
    }
    for (p->percent = 30; p->percent <= 50 && status == TOOL_DONE; p->percent += 20)
        status = add_row(table, PAIN_PAIRED_RESPONDERS,
                         p->percent == 30 ? "responders, 30 %" : "responders, 50 %");
    if (status == TOOL_DONE)
        status = add_row(table, PAIN_PAIRED_BETTER, "better");
    return status == TOOL_DONE ? add_row(table, PAIN_PAIRED_WORSE, "worse") : status;
}

int bounds_of_counts(bounds_table *table)
{
    pain_pairings *p = &table->pairings;
    int32_t verdict = PAIN_POSSIBLE;
    int status = add_rows(table);

    p->nobody_worse = true;
    p->percent = 0;
    table->smallest_sd = table->largest_sd = table->samples.about = NAN;
    if (pain_pairings_check(p, &verdict, &table->worse_at) != PAIN_OK)
        return tool_fail(TOOL_BAD_DATA, "%s", pain_status_text(PAIN_EINVAL));
    return status == TOOL_DONE && verdict == PAIN_POSSIBLE ? add_rows(table) : status;
}
