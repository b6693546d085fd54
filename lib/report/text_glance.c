/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report's end: how far the choice of rules moves the headline figures, and how the intervals
 * were made. */
#include <config.h>

#include <math.h>
#include <stdbool.h>

#include "report/text.h"

/* Rows that count for a headline: of everyone, observed or filled in by a rule that is an analysis.
 */
static bool is_reading(const pain_summary_row *row)
{
    return row->group == PAIN_ALL_GROUPS && row->missing != PAIN_MISSING_BEST &&
           row->missing != PAIN_MISSING_WORST && !isnan(row->estimate.value);
}

static bool is_percent(const pain_summary *summary, const pain_summary_row *row)
{
    (void)summary;
    return is_reading(row) && pain_measure_unit((pain_measure)row->measure) == PAIN_UNIT_PERCENT;
}

/* Up to 2 tenths of the range: that far published uses of "near zero" go. */
static bool is_near_zero(const pain_summary *summary, const pain_summary_row *row)
{
    const pain_scale scale = pain_summary_scale(summary);
    double most = 0.2 * pain_scale_steps(&scale) * pain_scale_step(&scale);

    return is_reading(row) && row->measure == PAIN_MEASURE_NEAR_ZERO && row->cut <= most + 1e-9;
}

static void add_row(pain__page *page, const char *which, const pain_summary_row *row)
{
    int near_zero = row->measure == PAIN_MEASURE_NEAR_ZERO;

    pain__buffer_format(page->out, "    %s ", which);
    pain__buffer_number(page->out, near_zero ? 100.0 * row->estimate.value : row->estimate.value,
                        1);
    pain__buffer_add(page->out, "%");
    pain__buffer_to_column(page->out, 20);
    if (near_zero) {
        pain__buffer_add(page->out, "<= ");
        pain__buffer_plain(page->out, row->cut);
    } else {
        pain__buffer_add(page->out, pain_measure_label((pain_measure)row->measure));
    }
    pain__buffer_add(page->out, "\n");
    pain__buffer_to_column(page->out, 20);
    pain__buffer_format(page->out, "%s",
                        row->population == PAIN_POPULATION_STARTED
                            ? "everyone who started"
                            : pain_population_key((pain_population)row->population));
    if (row->missing != PAIN_MISSING_OBSERVED || row->population == PAIN_POPULATION_STARTED)
        pain__buffer_format(page->out, ", %s", pain__text_missing(row->missing));
    pain__buffer_add(page->out, "; ");
    pain__text_endpoint(page, row->endpoint);
    pain__buffer_add(page->out, "\n");
}

static void add_extremes(pain__page *page, const char *title,
                         bool (*counts)(const pain_summary *summary, const pain_summary_row *row))
{
    size_t n = 0;
    const pain_summary_row *rows = pain_summary_rows(page->summary, &n);
    const pain_summary_row *lowest = NULL, *highest = NULL;

    for (size_t i = 0; i < n; i++) {
        if (!counts(page->summary, &rows[i]))
            continue;
        if (lowest == NULL || rows[i].estimate.value < lowest->estimate.value)
            lowest = &rows[i];
        if (highest == NULL || rows[i].estimate.value > highest->estimate.value)
            highest = &rows[i];
    }
    if (lowest == NULL)
        return;
    pain__buffer_format(page->out, "  %s\n", title);
    add_row(page, "highest", highest);
    add_row(page, "lowest ", lowest);
}

void pain__text_glance(pain__page *page)
{
    pain__buffer_add(page->out, "\n");
    pain__text_heading(page, "WHAT THE RULES DECIDE");
    add_extremes(page, "percent reduction", is_percent);
    add_extremes(page, "near zero", is_near_zero);
}

/* The method of the first row of a measure that has an interval; NULL for none. */
static const char *method_of(const pain_summary *summary, int32_t measure)
{
    size_t n = 0;
    const pain_summary_row *rows = pain_summary_rows(summary, &n);

    for (size_t i = 0; i < n; i++)
        if (rows[i].measure == measure && !isnan(rows[i].estimate.lower))
            return pain_method_label((pain_method)rows[i].estimate.method);
    return NULL;
}

void pain__text_methods(pain__page *page)
{
    static const struct {
        int32_t measure;
        const char *what;
    } kinds[] = {{PAIN_MEASURE_NEAR_ZERO, "proportions"},
                 {PAIN_MEASURE_MEAN_PERCENT, "means"},
                 {PAIN_MEASURE_PERCENT_OF_MEANS, "reduction of the means"},
                 {PAIN_MEASURE_MEDIAN_PERCENT, "median"}};

    pain__buffer_add(page->out, "\nINTERVALS at ");
    pain__buffer_plain(page->out, 100.0 * pain_summary_level(page->summary));
    pain__buffer_add(page->out, " %\n");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *label = method_of(page->summary, kinds[i].measure);

        if (label == NULL)
            continue;
        pain__buffer_format(page->out, "  %s", kinds[i].what);
        pain__buffer_to_column(page->out, 28);
        pain__buffer_format(page->out, "%s\n", label);
    }
    pain__buffer_add(
        page->out,
        "\nA reduction is the change from before to after. Without a comparison group it "
        "does not show\nwhat the therapy did.\n");
}
