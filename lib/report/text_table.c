/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of one endpoint and group: completers beside everyone who started, and what the other
 * missing rules would make of each line. */
#include <config.h>

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>

#include "report/text.h"

enum { COMPLETERS = 29, CELL = 30 };

/* Where the columns stand; a cell is two places wider for each digit that counts have beyond three.
 */
static size_t started_column(const pain__page *page)
{
    size_t n = 0, column = COMPLETERS + CELL;
    const pain_flow *flows = pain_summary_flows(page->summary, &n);

    if (flows[0].evaluated != PAIN_SUPPRESSED)
        for (uint64_t most = flows[0].evaluated; most >= 1000; most /= 10)
            column += 2;
    return column;
}

static size_t range_column(const pain__page *page)
{
    return 2 * started_column(page) - COMPLETERS;
}

/* A number in the unit of its measure: percentages and proportions as percent. */
static void add_value(pain__page *page, pain_unit unit, double value)
{
    if (unit == PAIN_UNIT_POINTS)
        pain__buffer_number(page->out, value, 2);
    else
        pain__buffer_number(page->out, unit == PAIN_UNIT_PROPORTION ? 100.0 * value : value, 1);
}

static void add_interval(pain__page *page, pain_unit unit, const pain_estimate *e)
{
    if ((e->flags & PAIN_FLAG_UNBOUNDED) != 0) {
        pain__buffer_add(page->out, "(unbounded)");
    } else if (isnan(e->lower) || isnan(e->upper)) {
        pain__buffer_add(page->out, "(no interval)");
    } else if ((e->flags & PAIN_FLAG_NO_SPREAD) != 0) {
        pain__buffer_add(page->out, "(all equal)");
    } else {
        pain__buffer_add(page->out, (e->flags & PAIN_FLAG_EXCLUSIVE) != 0 ? "(not " : "(");
        add_value(page, unit, e->lower);
        pain__buffer_add(page->out, " to ");
        add_value(page, unit, e->upper);
        pain__buffer_add(page->out, ")");
    }
}

/* One cell: "75.0% 33/44 (60.9 to 86.2)". */
static void add_cell(pain__page *page, const pain_summary_row *row)
{
    const pain_unit unit = pain_measure_unit((pain_measure)row->measure);
    const pain_estimate *e = &row->estimate;

    if (e->reason == PAIN_ESUPPRESSED) {
        pain__buffer_add(page->out, PAIN__TEXT_SUPPRESSED);
        return;
    }
    if (isnan(e->value)) {
        pain__buffer_add(page->out, e->reason == PAIN_EEMPTY ? "nobody" : "undefined");
        return;
    }
    add_value(page, unit, e->value);
    pain__buffer_add(page->out, unit == PAIN_UNIT_POINTS ? " " : "% ");
    if (unit == PAIN_UNIT_PROPORTION)
        pain__buffer_format(page->out, "%" PRIu64 "/%" PRIu64 " ", e->numerator, e->denominator);
    else
        pain__buffer_format(page->out, "n=%" PRIu64 " ", e->denominator);
    add_interval(page, unit, e);
}

static void add_label(pain__page *page, const pain_summary_row *row)
{
    const pain_scale scale = pain_summary_scale(page->summary);
    const double range = pain_scale_steps(&scale) * pain_scale_step(&scale);

    switch ((pain_measure)row->measure) {
    case PAIN_MEASURE_NEAR_ZERO:
        pain__buffer_add(page->out, "  <= ");
        pain__buffer_plain(page->out, row->cut);
        if (row->cut == 0.0)
            pain__buffer_add(page->out, " (free of pain)");
        else if (fabs(row->cut - 0.3 * range) < 1e-9 * range)
            pain__buffer_add(page->out, " (no worse than mild)");
        return;
    case PAIN_MEASURE_RESPONDER:
        pain__buffer_add(page->out, "  by at least ");
        pain__buffer_plain(page->out, row->cut);
        pain__buffer_add(page->out, "%");
        return;
    case PAIN_MEASURE_POINT_RESPONDER:
        pain__buffer_add(page->out, "  by at least ");
        pain__buffer_plain(page->out, row->cut);
        pain__buffer_add(page->out, row->cut == 1.0 ? " point" : " points");
        return;
    default:
        pain__buffer_format(page->out, "  %s", pain_measure_label((pain_measure)row->measure));
    }
}

/* The lowest and the highest value over all rows of one line, the bounds among them. */
static void add_range(pain__page *page, const pain_summary_row *rows, size_t n)
{
    const pain_unit unit = pain_measure_unit((pain_measure)rows->measure);
    double lowest = INFINITY, highest = -INFINITY;

    for (size_t i = 0; i < n; i++) {
        lowest = fmin(lowest, rows[i].estimate.value);
        highest = fmax(highest, rows[i].estimate.value);
    }
    if (lowest > highest)
        return;
    pain__buffer_to_column(page->out, range_column(page));
    add_value(page, unit, lowest);
    if (lowest < highest) {
        pain__buffer_add(page->out, " to ");
        add_value(page, unit, highest);
    }
    pain__buffer_add(page->out, unit == PAIN_UNIT_POINTS ? "" : "%");
}

static const pain_summary_row *in_column(const pain_summary_row *rows, size_t n, int32_t column)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i].column == column)
            return &rows[i];
    return NULL;
}

static void add_line(pain__page *page, const pain_summary_row *rows, size_t n)
{
    const pain_summary_row *completers = in_column(rows, n, PAIN_COLUMN_COMPLETERS);
    const pain_summary_row *started = in_column(rows, n, PAIN_COLUMN_STARTED);

    /* Without scores on both sides of a session there is nothing to say of one. */
    if (rows->measure == PAIN_MEASURE_SESSION_POINTS && started != NULL &&
        started->estimate.reason == PAIN_EEMPTY)
        return;
    add_label(page, rows);
    pain__buffer_to_column(page->out, COMPLETERS);
    if (completers != NULL)
        add_cell(page, completers);
    pain__buffer_to_column(page->out, started_column(page));
    if (started != NULL)
        add_cell(page, started);
    add_range(page, rows, n);
    pain__buffer_add(page->out, "\n");
}

/* The heading above a measure's first line; NULL where it goes on with the one before. Cuts are
 * distances from the pain-free end, which are scores where that is 0. */
static const char *section_of(const pain__page *page, pain_measure measure)
{
    const pain_scale scale = pain_summary_scale(page->summary);
    bool is_distance = scale.lowest != 0 || scale.direction == PAIN_LOWER_IS_WORSE;

    switch (measure) {
    case PAIN_MEASURE_MEAN_PERCENT:
        return "Reduction, % of baseline";
    case PAIN_MEASURE_MEAN_POINTS:
        return "Reduction, points";
    case PAIN_MEASURE_NEAR_ZERO:
        return is_distance ? "Points from free of pain, at the end" : "Score at the end";
    case PAIN_MEASURE_RESPONDER:
        return "Reduced";
    case PAIN_MEASURE_WORSENED:
        return "Worse than at baseline";
    default:
        return NULL;
    }
}

static void add_section(pain__page *page, const pain_summary_row *rows, size_t n)
{
    const pain_summary_row *started = in_column(rows, n, PAIN_COLUMN_STARTED);
    const char *section = section_of(page, (pain_measure)rows->measure);

    if (section == NULL)
        return;
    pain__buffer_add(page->out, section);
    if (started != NULL) {
        pain__buffer_to_column(page->out, started_column(page));
        pain__buffer_add(page->out, pain__text_missing(started->missing));
    }
    pain__buffer_add(page->out, "\n");
}

/* Such as ", site North". */
static void add_group(pain__page *page, uint32_t group)
{
    const char *column = page->options->group != NULL ? page->options->group : "group";

    pain__buffer_add(page->out, ", ");
    pain__buffer_label(page->out, column, SIZE_MAX);
    pain__buffer_add(page->out, " ");
    pain__buffer_label(page->out, pain_summary_group(page->summary, group), SIZE_MAX);
}

static void add_title(pain__page *page, const pain_summary_row *row)
{
    size_t n = 0;

    (void)pain_summary_flows(page->summary, &n);
    pain__buffer_add(page->out, page->options->color != 0 ? "\n\033[1mENDPOINT: " : "\nENDPOINT: ");
    pain__text_endpoint(page, row->endpoint);
    if (n > 1 && row->group == PAIN_ALL_GROUPS)
        pain__buffer_add(page->out, ", everyone");
    else if (n > 1)
        add_group(page, row->group);
    pain__buffer_add(page->out, page->options->color != 0 ? "\033[0m\n" : "\n");
}

static void add_headings(pain__page *page)
{
    pain__buffer_to_column(page->out, COMPLETERS);
    pain__buffer_add(page->out, "completers");
    pain__buffer_to_column(page->out, started_column(page));
    pain__buffer_add(page->out, "everyone who started");
    pain__buffer_to_column(page->out, range_column(page));
    pain__buffer_add(page->out, pain_summary_suppress(page->summary) > 1 ? "by the rules shown\n"
                                                                         : "by any rule\n");
}

static bool is_suppressed(const pain_summary_row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i].estimate.reason != PAIN_ESUPPRESSED)
            return false;
    return true;
}

void pain__text_table(pain__page *page, const pain_summary_row *rows, size_t n)
{
    int32_t measure = 0;

    add_title(page, rows);
    if (is_suppressed(rows, n)) {
        pain__buffer_add(page->out, "  " PAIN__TEXT_SUPPRESSED "\n");
        return;
    }
    add_headings(page);
    for (size_t first = 0, i = 1; i <= n; i++) {
        if (i < n && rows[i].measure == rows[first].measure && rows[i].cut == rows[first].cut)
            continue;
        if (rows[first].measure != measure)
            add_section(page, rows + first, i - first);
        measure = rows[first].measure;
        add_line(page, rows + first, i - first);
        first = i;
    }
}
