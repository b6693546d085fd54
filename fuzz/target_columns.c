/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the command reads besides sessions and claims: columns of numbers, lines of proportions, and
 * the options of bounds and witness. What is read is in range, what is refused has a message. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "tools/figures.h"
#include "tools/interval.h"

static void read_columns(fuzz_bytes *bytes)
{
    size_t least = 1 + (size_t)fuzz_take(bytes, 3);
    size_t most = least + (size_t)fuzz_take(bytes, (int)(4 - least));
    tool_columns columns;

    fuzz_input_begin(bytes);
    int status = tool_read_columns("-", least, most, &columns);

    fuzz_input_end();
    fuzz_require((status == TOOL_DONE) == (fuzz_messages() == 0));
    if (status == TOOL_DONE) {
        fuzz_require(columns.lines > 0 && columns.columns >= least && columns.columns <= most);
        for (size_t i = 0; i < columns.lines * columns.columns; i++)
            fuzz_require(isfinite(columns.values[i]));
        status = tool_columns_counts(&columns);
        fuzz_require((status == TOOL_DONE) == (fuzz_messages() == 0));
    }
    tool_columns_free(&columns);
}

static void require_fractions(const interval_fractions *fractions)
{
    for (size_t i = 0; i < fractions->count; i++) {
        const interval_fraction *f = &fractions->list[i];
        pain_estimate estimate;

        fuzz_require(f->n > 0 && f->k <= f->n && f->n <= UINT64_C(1) << 53);
        if (i < 4) /* the intervals have tests of their own */
            fuzz_require(pain_proportion(f->k, f->n, NULL, &estimate) == PAIN_OK);
    }
}

static void read_proportions(fuzz_bytes *bytes)
{
    interval_fractions fractions = {NULL, 0, 0};

    fuzz_input_begin(bytes);
    int status = interval_read_lines(&fractions, stdin, "standard input");

    fuzz_input_end();
    fuzz_require((status == TOOL_DONE) == (fuzz_messages() == 0));
    require_fractions(&fractions);
    free(fractions.list);
}

/* Each line is an option's value. */
static void read_figures(fuzz_bytes *bytes)
{
    int given = fuzz_take(bytes, 255);
    char *text = fuzz_rest(bytes), *rest = text;
    figures_call call = {0};

    fuzz_require(!figures_take(&call, '@', "") && !figures_take(&call, 'J', ""));
    fuzz_require(figures_take(&call, 'E', "20"));
    for (int c = 'A'; c <= 'I' && rest != NULL; c++) {
        char *value = rest;

        if (!(given >> (c - 'A') & 1) && c != 'I')
            continue;
        rest = strchr(rest, '\n');
        if (rest != NULL)
            *rest++ = '\0';
        fuzz_require(figures_take(&call, c, value));
    }
    int status = figures_read(&call, true);

    fuzz_require((status == TOOL_DONE) == (fuzz_messages() == 0));
    if (status == TOOL_DONE) {
        const pain_figures *f = &call.figures;
        int32_t verdict;

        fuzz_require(f->n >= 1 && f->n <= 1000000 && f->grid.steps >= 1 && f->grid.steps <= 100);
        if (call.mean != NULL || f->n <= 200) { /* without a mean each sum is looked at */
            pain_status possible = pain_figures_possible(f, &verdict);

            fuzz_require(possible == PAIN_OK || possible == PAIN_EOVERFLOW);
        }
    }
    free(text);
}

/* The arguments of painstat interval: words. */
static void read_arguments(fuzz_bytes *bytes)
{
    enum { MOST = 16 };
    char *text = fuzz_rest(bytes), *arguments[MOST], *rest = text, *word;
    interval_fractions fractions = {NULL, 0, 0};
    int n = 0;

    while (n < MOST && (word = strtok_r(rest, "\n", &rest)) != NULL)
        arguments[n++] = word;
    fuzz_input_begin(&(fuzz_bytes){NULL, 0});
    int status = interval_read_arguments(&fractions, arguments, n);

    fuzz_input_end();
    fuzz_require((status == TOOL_DONE) == (fuzz_messages() == 0));
    require_fractions(&fractions);
    free(fractions.list);
    free(text);
}

void fuzz_columns(const uint8_t *data, size_t size)
{
    static void (*const readers[])(fuzz_bytes *) = {read_columns, read_proportions, read_figures,
                                                    read_arguments};
    fuzz_bytes bytes = {data, size};

    (void)fuzz_messages();
    readers[fuzz_take(&bytes, 3)](&bytes);
}
