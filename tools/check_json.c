/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a check of claims found, as JSON. */
#include <config.h>

#include "json.h"
#include "recalculate.h"

enum { MOST_LISTED = 1000 };

static json_t *points(const pain_grid *grid, int32_t steps)
{
    if (steps < 0)
        return json_null();
    return json_real((double)(grid->lowest + steps * grid->step) / (double)grid->unit);
}

static json_t *claims_array(const check_sample *sample)
{
    json_t *all = json_array();
    char text[160];

    for (size_t i = 0; i < sample->n_claims; i++) {
        pain_claim_format(&sample->claims[i], text, sizeof text);
        tool_json_append(&all, json_pack("{s:s, s:b, s:b, s:o}", "claim", text, "used",
                                         pain_study_used(sample->study, i), "contradicts",
                                         pain_study_contradicts(sample->study, i), "power",
                                         tool_json_number(pain_study_power(sample->study, i))));
    }
    return all;
}

static json_t *example_array(const pain_grid *grid, const pain_study_cell *cell)
{
    json_t *all = json_array();

    for (size_t i = 0; i < cell->witness.n_groups; i++) {
        const pain_paired_cell *g = &cell->witness.group[i];

        tool_json_append(&all,
                         json_pack("{s:I, s:o, s:o}", "patients", (json_int_t)g->patients, "before",
                                   points(grid, g->baseline), "after", points(grid, g->endpoint)));
    }
    return all;
}

static json_t *cells_array(const check_sample *sample)
{
    static const char *const verdicts[] = {"impossible", "possible", "not testable", "undecided"};
    const pain_study_cell *cell;
    json_t *all = json_array();
    char text[96];

    for (size_t i = 0; (cell = pain_study_at(sample->study, i)) != NULL; i++) {
        json_t *readings = json_object();

        for (int32_t d = 0; d < PAIN_STUDY_CHOICES; d++) {
            if (cell->value[d] < 0)
                continue;
            pain_study_choice_text(&sample->grid, d, cell->value[d], text, sizeof text);
            tool_json_set(&readings, pain_study_choice_key(d), json_string(text));
        }
        tool_json_append(&all, json_pack("{s:s, s:o, s:I, s:I, s:s, s:o}", "verdict",
                                         verdicts[cell->verdict], "readings", readings, "n",
                                         (json_int_t)cell->n, "n_tried", (json_int_t)cell->tried,
                                         "reason", cell->reason, "example",
                                         example_array(&sample->grid, cell)));
    }
    return all;
}

static json_t *n_array(const check_sample *sample)
{
    json_t *all = json_array();
    int64_t n = 0;

    for (int i = 0; i < MOST_LISTED; i++) {
        if (pain_study_next_n(sample->study, n + 1, &n) != PAIN_OK)
            break;
        tool_json_append(&all, json_integer((json_int_t)n));
    }
    return all;
}

static json_t *innocent_array(const check_sample *sample)
{
    json_t *all = json_array();

    for (int32_t i = 0; i < PAIN_INNOCENTS; i++) {
        int32_t verdict = pain_study_innocent(sample->study, i);

        if (verdict >= 0)
            tool_json_append(&all, json_pack("{s:s, s:s}", "reading", pain_innocent_text(i),
                                             "verdict", pain_study_verdict_text(verdict)));
    }
    return all;
}

/* Of the figures; without figures, of the results. */
static const char *verdict_text(const check_sample *sample)
{
    if (sample->study != NULL)
        return pain_study_verdict_text(pain_study_outcome(sample->study));
    int status = recalculate_status(sample);

    return pain_study_verdict_text(status == CHECK_INCONSISTENT ? PAIN_STUDY_INCONSISTENT
                                   : status == CHECK_ONLY_UNDER ? PAIN_STUDY_ONLY_UNDER
                                                                : PAIN_STUDY_CONSISTENT);
}

static json_t *sample_object(const check_sample *sample)
{
    const pain_grid *grid = &sample->grid;

    return json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:o}", "sample",
                     sample->name, "verdict", verdict_text(sample), "condition",
                     pain_study_condition(sample->study), "lowest", points(grid, 0), "highest",
                     points(grid, grid->steps), "step",
                     tool_json_number((double)grid->step / (double)grid->unit), "rounding",
                     pain_rounding_name(sample->options.rounding), "claims", claims_array(sample),
                     "cells", cells_array(sample), "n_that_fit", n_array(sample), "innocent",
                     innocent_array(sample), "results", recalculate_json(sample));
}

bool check_print_json(FILE *file, const check_sample *samples, size_t n)
{
    json_t *all = json_array();

    for (size_t i = 0; i < n; i++)
        tool_json_append(&all, sample_object(&samples[i]));
    json_t *root = json_pack("{s:s, s:o}", "painstat", pain_version(), "samples", all);

    if (root == NULL)
        return false;
    bool written = json_dumpf(root, file, JSON_INDENT(2)) == 0;

    (void)fputc('\n', file);
    json_decref(root);
    return written || ferror(file) != 0;
}
