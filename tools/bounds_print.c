/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bounds as text, CSV and JSON. */
#include <config.h>

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "bounds.h"
#include "json.h"

/* Outwards to two decimals, so that the text never cuts off anything possible. */
static const char *outwards(double value, bool upper, char text[TOOL_NUMBER_SIZE])
{
    double scaled = upper ? ceil(value * 100 - 1e-6) : floor(value * 100 + 1e-6);

    return tool_fixed(scaled / 100, 2, text);
}

static void print_scores(FILE *file, const bounds_table *table)
{
    char least[TOOL_NUMBER_SIZE], most[TOOL_NUMBER_SIZE];
    const char *divisor = table->divisor == 0 ? "n - 1" : "n";

    (void)fprintf(file, "\n  %-14s %7s %7s   of %" PRId64 "\n", "patients", "least", "most",
                  table->n);
    for (size_t i = 0; i < table->n_rows; i++) {
        const bounds_row *row = &table->rows[i];

        (void)fprintf(file, "  %-14s %7.0f %7.0f   %s to %s %%\n", row->name, row->least, row->most,
                      tool_percent(row->least / (double)table->n, 1, least),
                      tool_percent(row->most / (double)table->n, 1, most));
    }
    if (!isnan(table->smallest_sd))
        (void)fprintf(file, "\nSDs that the mean allows, divided by %s: %s to %s\n", divisor,
                      tool_fixed(table->smallest_sd, 3, least),
                      tool_fixed(table->largest_sd, 3, most));
    if (table->samples.is_exact)
        (void)fprintf(file, "Different samples with such an SD, divided by %s: %" PRIu64 "\n",
                      divisor, table->samples.exact);
    else if (!isnan(table->samples.about))
        (void)fprintf(file, "Different samples with such an SD, divided by %s: about %.1e\n",
                      divisor, table->samples.about);
}

static void print_draws(FILE *file, const bounds_table *table)
{
    char text[2][TOOL_NUMBER_SIZE];

    (void)fprintf(file,
                  "\nOf %" PRIu64 " random samples of these, each as probable as any other:\n"
                  "  %-14s %7s   95 in 100\n",
                  table->draws, "patients", "middle");
    for (size_t i = 0; i < table->n_rows; i++) {
        const bounds_row *row = &table->rows[i];
        double n = (double)table->n;

        (void)fprintf(file, "  %-14s %7.0f   %.0f to %.0f (%s to %s %%)\n", row->name,
                      row->drawn[1], row->drawn[0], row->drawn[2],
                      tool_percent(row->drawn[0] / n, 1, text[0]),
                      tool_percent(row->drawn[2] / n, 1, text[1]));
    }
}

/* What the rows from one on assume, unless those before it do. */
static void print_assumption(FILE *file, const bounds_table *table, size_t i)
{
    const bounds_row *row = &table->rows[i];

    if (i == 0 || row->nobody_worse != row[-1].nobody_worse)
        (void)fprintf(file, "%s\n", row->nobody_worse ? "nobody worse" : "somebody may be worse");
}

static void print_pairs(FILE *file, const bounds_table *table)
{
    char least[TOOL_NUMBER_SIZE], most[TOOL_NUMBER_SIZE], reached_least[TOOL_NUMBER_SIZE],
        reached_most[TOOL_NUMBER_SIZE];

    (void)fprintf(file, "\n  %-22s %8s %8s   examples reach\n", "percent", "least", "most");
    for (size_t i = 0; i < table->n_rows; i++) {
        const bounds_row *row = &table->rows[i];

        print_assumption(file, table, i);
        (void)fprintf(file, "  %-22s %8s %8s   %s to %s\n", row->name,
                      outwards(row->least, false, least), outwards(row->most, true, most),
                      tool_fixed(row->reached_least, 2, reached_least),
                      tool_fixed(row->reached_most, 2, reached_most));
    }
    if (table->is_impossible)
        (void)fputs("nobody worse\n  impossible: with these figures somebody is\n", file);
}

/* Why somebody is surely worse. */
static void print_worse(FILE *file, const bounds_table *table)
{
    int64_t began = 0, ended = 0;
    char text[TOOL_NUMBER_SIZE];

    for (int32_t v = 0; v <= table->worse_at; v++) {
        began += table->pairings.before[v];
        ended += table->pairings.after[v];
    }
    (void)fprintf(file,
                  "nobody worse\n  impossible: %" PRId64 " began at %s or below, %" PRId64
                  " ended there\n",
                  began, check_points(&table->grid, table->worse_at, text), ended);
}

static void print_counted(FILE *file, const bounds_table *table)
{
    char least[TOOL_NUMBER_SIZE], most[TOOL_NUMBER_SIZE];

    (void)fprintf(file, "\n  %-22s %8s %8s   exactly, over all pairings\n", "percent", "least",
                  "most");
    for (size_t i = 0; i < table->n_rows; i++) {
        const bounds_row *row = &table->rows[i];

        print_assumption(file, table, i);
        (void)fprintf(file, "  %-22s %8s %8s   of %" PRId64 "\n", row->name,
                      tool_fixed(row->least, 2, least), tool_fixed(row->most, 2, most), row->n);
    }
    if (table->worse_at >= 0)
        print_worse(file, table);
    if (table->pairings.before[0] > 0)
        (void)fprintf(file, "\n%" PRId64 " began at the lowest score: they have no percentage.\n",
                      table->pairings.before[0]);
}

void bounds_print_text(FILE *file, const bounds_table *table)
{
    if (table->is_counted)
        print_counted(file, table);
    else if (table->is_paired)
        print_pairs(file, table);
    else
        print_scores(file, table);
    if (table->draws > 0)
        print_draws(file, table);
}

void bounds_print_csv(FILE *file, const bounds_table *table)
{
    char text[7][TOOL_NUMBER_SIZE];

    (void)fputs("quantity,unit,nobody_worse,least,most,reached_least,reached_most,n,"
                "drawn_2.5,drawn_50,drawn_97.5\n",
                file);
    for (size_t i = 0; i < table->n_rows; i++) {
        const bounds_row *row = &table->rows[i];

        tool_write_cell(file, row->name, strlen(row->name));
        (void)fprintf(file, ",%s,%s,%s,%s,%s,%s,%" PRId64 ",%s,%s,%s\n",
                      table->is_paired ? "percent" : "patients", row->nobody_worse ? "yes" : "no",
                      tool_exact(row->least, text[0]), tool_exact(row->most, text[1]),
                      tool_exact(row->reached_least, text[2]),
                      tool_exact(row->reached_most, text[3]), row->n,
                      tool_exact(row->drawn[0], text[4]), tool_exact(row->drawn[1], text[5]),
                      tool_exact(row->drawn[2], text[6]));
    }
}

/* [[before, after, patients], ...] in points. */
static json_t *pairing(const bounds_table *table, const pain_pairings_end *end)
{
    const pain_grid *grid = &table->grid;
    json_t *cells = json_array();

    for (size_t i = 0; i < end->n_cells; i++) {
        const pain_paired_cell *c = &end->cell[i];
        double unit = (double)grid->unit;

        tool_json_append(&cells, json_pack("[f, f, I]",
                                           (double)(grid->lowest + c->baseline * grid->step) / unit,
                                           (double)(grid->lowest + c->endpoint * grid->step) / unit,
                                           (json_int_t)c->patients));
    }
    return cells;
}

/* Adds to a row what is known of exact ends: the fraction, and a pairing that has it. */
static void add_ends(json_t **row, const bounds_table *table, size_t i)
{
    static const char *const names[2] = {"least_exactly", "most_exactly"};
    static const char *const pairings[2] = {"least_pairing", "most_pairing"};

    for (int upper = 0; upper < 2; upper++) {
        const pain_pairings_end *end = &table->ends[i][upper];
        json_t *fraction = end->denominator != 0 ? json_pack("[I, I]", (json_int_t)end->numerator,
                                                             (json_int_t)end->denominator)
                                                 : json_null();

        tool_json_set(row, names[upper], fraction);
        tool_json_set(row, pairings[upper], pairing(table, end));
    }
}

bool bounds_print_json(FILE *file, const bounds_table *table)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < table->n_rows; i++) {
        const bounds_row *row = &table->rows[i];

        json_t *one =
            json_pack("{s:s, s:b, s:I, s:o, s:o, s:o, s:o, s:[o, o, o]}", "quantity", row->name,
                      "nobody_worse", row->nobody_worse, "n", (json_int_t)row->n, "least",
                      tool_json_number(row->least), "most", tool_json_number(row->most),
                      "reached_least", tool_json_number(row->reached_least), "reached_most",
                      tool_json_number(row->reached_most), "drawn", tool_json_number(row->drawn[0]),
                      tool_json_number(row->drawn[1]), tool_json_number(row->drawn[2]));

        if (table->is_counted)
            add_ends(&one, table, i);
        tool_json_append(&rows, one);
    }
    json_t *root = json_pack(
        "{s:s, s:I, s:s, s:s, s:o, s:o, s:o, s:b, s:o}", "painstat", pain_version(), "n",
        (json_int_t)table->n, "unit", table->is_paired ? "percent" : "patients", "divisor",
        table->divisor == 0 ? "n-1" : "n", "smallest_sd", tool_json_number(table->smallest_sd),
        "largest_sd", tool_json_number(table->largest_sd), "samples",
        tool_json_number(table->samples.about), "samples_exact", table->samples.is_exact, "bounds",
        rows);

    if (root == NULL)
        return false;
    bool written = json_dumpf(root, file, JSON_INDENT(2)) == 0;

    (void)fputc('\n', file);
    json_decref(root);
    return written || ferror(file) != 0;
}
