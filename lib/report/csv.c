/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A summary as CSV: a line for each number, with all that defines it. */
#include <config.h>

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/base.h"
#include "base/floats.h"
#include "report/buffer.h"

/* Whether a spreadsheet may calculate the cell: it begins as a formula does, and is no number. */
static bool is_formula(const char *text)
{
    bool is_sign = *text == '+' || *text == '-';

    if (*text == '\0' || strchr("=+-@\t\r", *text) == NULL)
        return false;
    return !is_sign || text[1] == '\0' || text[1 + strspn(text + 1, "0123456789.,")] != '\0';
}

/* A label from the data gets a ' in front of what a spreadsheet may calculate. */
static void add_cell(pain__buffer *b, const char *text)
{
    const char *quote = strpbrk(text, ",\"\r\n") != NULL ? "\"" : "";

    pain__buffer_add(b, quote);
    if (is_formula(text))
        pain__buffer_add(b, "'");
    for (const char *mark; (mark = strchr(text, '"')) != NULL; text = mark + 1) {
        pain__buffer_bytes(b, text, (size_t)(mark + 1 - text));
        pain__buffer_add(b, "\"");
    }
    pain__buffer_add(b, text);
    pain__buffer_add(b, quote);
    pain__buffer_add(b, ",");
}

static void add_number(pain__buffer *b, double value)
{
    if (!isnan(value))
        pain__buffer_number(b, value, -1);
    pain__buffer_add(b, ",");
}

static void add_count(pain__buffer *b, uint64_t n)
{
    if (n != PAIN_SUPPRESSED)
        pain__buffer_format(b, "%" PRIu64, n);
    pain__buffer_add(b, ",");
}

static void add_row(pain__buffer *b, const pain_summary *summary, const pain_summary_row *row)
{
    const pain_estimate *e = &row->estimate;

    add_cell(b, pain_endpoint_key((pain_endpoint_rule)row->endpoint));
    add_cell(b, pain_summary_group(summary, row->group));
    add_cell(b, pain_measure_key((pain_measure)row->measure));
    if (pain_measure_unit((pain_measure)row->measure) == PAIN_UNIT_PROPORTION &&
        row->measure != PAIN_MEASURE_WORSENED)
        pain__buffer_number(b, row->cut, -1);
    pain__buffer_add(b, ",");
    add_cell(b, pain_population_key((pain_population)row->population));
    add_cell(b, pain_missing_key((pain_missing_rule)row->missing));
    add_number(b, e->value);
    add_number(b, e->lower);
    add_number(b, e->upper);
    add_number(b, e->level);
    add_cell(b, e->reason != PAIN_ESUPPRESSED ? pain_method_key((pain_method)e->method) : "");
    add_count(b, e->numerator);
    add_count(b, e->denominator);
    add_count(b, e->n_missing);
    add_count(b, e->n_excluded);
    pain__buffer_format(b, "%u,", (unsigned)e->flags);
    pain__buffer_add(b, pain_status_name((pain_status)e->reason));
    pain__buffer_add(b, "\n");
}

pain_status pain_report_csv(const pain_summary *summary, const pain_report_options *options,
                            pain_write_fn write, void *context)
{
    PAIN__FLOATS;
    pain__buffer b = {0};
    pain_report_options known;
    size_t n = 0;

    /* What was read has no place in a table of numbers. */
    if (summary == NULL || write == NULL || pain__options(&known, sizeof known, options) != PAIN_OK)
        return PAIN_EINVAL;
    const pain_summary_row *rows = pain_summary_rows(summary, &n);

    pain__buffer_add(&b, "endpoint,group,measure,cut,population,missing,value,lower,upper,level,"
                         "method,numerator,denominator,n_missing,n_excluded,flags,reason\n");
    for (size_t i = 0; i < n; i++)
        add_row(&b, summary, &rows[i]);
    return pain__buffer_finish(&b, write, context);
}
