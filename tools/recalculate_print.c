/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What results are when they are calculated again, as text, CSV and JSON. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "json.h"
#include "recalculate.h"

enum { SPAN_SIZE = 2 * TOOL_NUMBER_SIZE + 16, VALUE_SIZE = 2 * SPAN_SIZE + 8 };

/* Rows of one kind: what is claimed of them, and all that is shown with it. */
typedef struct block {
    const check_sample *sample;
    size_t claim; /* or CHECK_MOST_CLAIMS */
    const pain_recalculation *again;
} block;

static const char *number(double value, int32_t result, char text[TOOL_NUMBER_SIZE])
{
    if (isinf(value))
        return value > 0 ? "infinite" : "-infinite";
    if (result == PAIN_RESULT_P && value < 0.00005)
        return value > 0 ? "<0.0001" : "0";
    return tool_fixed(value, result == PAIN_RESULT_P ? 4 : result == PAIN_RESULT_DF ? 1 : 3, text);
}

/* "0.1095", "0.109 to 0.111", or "-" where there is none. */
static void write_span(double least, double most, int32_t result, char text[SPAN_SIZE])
{
    char low[TOOL_NUMBER_SIZE], high[TOOL_NUMBER_SIZE];
    const char *from = number(least, result, low), *to = number(most, result, high);

    if (strcmp(from, to) == 0 || *to == '<')
        (void)snprintf(text, SPAN_SIZE, "%s", to);
    else
        (void)snprintf(text, SPAN_SIZE, "%s to %s", from, to);
}

static void write_value(const pain_recalculated *row, char text[VALUE_SIZE])
{
    char lower[SPAN_SIZE], upper[SPAN_SIZE];

    write_span(row->least, row->most, row->result, lower);
    if (row->result != PAIN_RESULT_INTERVAL) {
        (void)snprintf(text, VALUE_SIZE, "%s", lower);
        return;
    }
    write_span(row->upper_least, row->upper_most, row->result, upper);
    if (isnan(row->least))
        (void)snprintf(text, VALUE_SIZE, "none");
    else
        (void)snprintf(text, VALUE_SIZE, "%s | %s", lower, upper);
}

static const char *fit_name(int32_t verdict)
{
    return verdict == PAIN_POSSIBLE ? "fits" : verdict == PAIN_IMPOSSIBLE ? "does not" : "";
}

/* Whether the row belongs to the block: a result's own, with degrees of freedom and correlations
 * beside it. */
static bool is_of(const block *b, const pain_recalculated *row)
{
    if (b->claim == CHECK_MOST_CLAIMS)
        return row->result == PAIN_RESULT_CORRELATION || b->sample->shows_all;
    int32_t result = pain_claim_result(&b->sample->claims[b->claim]);

    return row->result == result ||
           (row->result == PAIN_RESULT_DF && result == PAIN_RESULT_STATISTIC) ||
           (row->result == PAIN_RESULT_STATISTIC && result == PAIN_RESULT_P &&
            row->verdict == PAIN_NOT_TESTABLE && row->from != PAIN_FROM_FIGURES) ||
           (row->result == PAIN_RESULT_CORRELATION && result != PAIN_RESULT_EFFECT &&
            result != PAIN_RESULT_ESTIMATE);
}

/* The usual ways are shown; where they do not all fit, the others that fit, too; and all where none
 * does. */
static bool is_shown(const block *b, const pain_recalculated *row, int32_t verdict)
{
    if (row->usual != 0 || row->result == PAIN_RESULT_CORRELATION)
        return is_of(b, row) && row->usual != 0;
    return is_of(b, row) && (verdict == PAIN_STUDY_INCONSISTENT ||
                             (verdict == PAIN_STUDY_ONLY_UNDER && row->verdict == PAIN_POSSIBLE));
}

static void print_row(FILE *file, const pain_recalculation *again, const pain_recalculated *row,
                      bool named)
{
    char value[VALUE_SIZE], how[128];

    write_value(row, value);
    pain_recalculated_text(again, row, how, sizeof how);
    (void)fprintf(file, "  %-8s %-24s %s%s%s\n", fit_name(row->verdict), value,
                  named ? pain_result_name(row->result) : "", named && *how != '\0' ? ", " : "",
                  how);
}

static bool print_block(FILE *file, const block *b, int32_t verdict)
{
    const pain_recalculated *row;
    size_t left_out = 0, shown = 0;

    for (size_t i = 0; (row = pain_recalculation_at(b->again, i)) != NULL; i++) {
        if (is_shown(b, row, verdict)) {
            shown++;
            print_row(file, b->again, row,
                      b->claim == CHECK_MOST_CLAIMS ||
                          row->result != pain_claim_result(&b->sample->claims[b->claim]));
        } else if (is_of(b, row))
            left_out++;
    }
    if (left_out > 0)
        (void)fprintf(file, "  and %zu less usual ways%s: painstat recalculate --format csv\n",
                      left_out, verdict == PAIN_STUDY_ONLY_UNDER ? ", which do not fit" : "");
    return shown > 0;
}

/* What may lie behind a result that nothing gives. */
static const char *reasons(const block *b)
{
    if (b->claim == CHECK_MOST_CLAIMS)
        return "Not tried: a figure of other patients, a typing error.\n";
    switch (pain_claim_result(&b->sample->claims[b->claim])) {
    case PAIN_RESULT_INTERVAL:
        return "Not tried: another level, a bootstrap, a model with other variables, another n, a "
               "typing error.\n";
    case PAIN_RESULT_EFFECT:
    case PAIN_RESULT_ESTIMATE:
        return "Not tried: another definition, a model with other variables, another n, a typing "
               "error.\n";
    default:
        return "Not tried: a rank test, a model with other variables, another comparison or n, a "
               "typing error.\n";
    }
}

void recalculate_print_text(FILE *file, const check_sample *sample)
{
    char text[160];
    bool any = false;

    for (size_t i = 0; i <= CHECK_MOST_CLAIMS; i++) {
        const block b = {sample, i, sample->again[i]};

        if (b.again == NULL)
            continue;
        int32_t verdict = recalculate_verdict(sample, i);

        if (any)
            (void)fputc('\n', file);
        any = true;
        if (i < CHECK_MOST_CLAIMS)
            pain_claim_format(&sample->claims[i], text, sizeof text);
        else
            (void)snprintf(text, sizeof text, "SDs before, after and of the change");
        if (i < CHECK_MOST_CLAIMS || verdict != PAIN_STUDY_NOT_TESTABLE)
            (void)fprintf(file, "%s: %s\n", text, pain_study_verdict_text(verdict));
        else
            (void)fputs("what these figures give\n", file);
        if (!print_block(file, &b, verdict))
            (void)fputs(
                i < CHECK_MOST_CLAIMS
                    ? "  nothing to calculate it from: that needs one n, and means with SDs, or "
                      "counts that fit\n"
                    : "  no comparison: that needs one n each, and means with SDs, or counts, of "
                      "two groups or times\n",
                file);
        if (verdict == PAIN_STUDY_INCONSISTENT)
            (void)fprintf(file, "  %s", reasons(&b));
    }
}

void recalculate_print_csv(FILE *file, const check_sample *samples, size_t n)
{
    char text[160];
    const pain_recalculated *row;

    (void)fputs("sample,claim,verdict,result,how,usual,least,most,upper_least,upper_most,fit\n",
                file);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= CHECK_MOST_CLAIMS; j++) {
            const block b = {&samples[i], j, samples[i].again[j]};

            for (size_t k = 0; (row = pain_recalculation_at(b.again, k)) != NULL; k++) {
                double ends[4] = {row->least, row->most, row->upper_least, row->upper_most};

                if (!is_of(&b, row))
                    continue;
                tool_write_cell(file, samples[i].name, strlen(samples[i].name));
                text[0] = '\0';
                if (j < CHECK_MOST_CLAIMS)
                    pain_claim_format(&samples[i].claims[j], text, sizeof text);
                (void)fputc(',', file);
                tool_write_cell(file, text, strlen(text));
                (void)fprintf(file, ",%s,%s,",
                              pain_study_verdict_text(recalculate_verdict(&samples[i], j)),
                              pain_result_name(row->result));
                pain_recalculated_text(b.again, row, text, sizeof text);
                tool_write_cell(file, text, strlen(text));
                (void)fprintf(file, ",%s", row->usual ? "yes" : "no");
                for (int end = 0; end < 4; end++) {
                    char value[TOOL_NUMBER_SIZE];

                    (void)fprintf(file, ",%s", tool_exact(ends[end], value));
                }
                (void)fprintf(file, ",%s\n",
                              row->verdict == PAIN_POSSIBLE     ? "yes"
                              : row->verdict == PAIN_IMPOSSIBLE ? "no"
                                                                : "");
            }
        }
}

static json_t *fit(int32_t verdict)
{
    return verdict == PAIN_NOT_TESTABLE ? json_null() : json_boolean(verdict == PAIN_POSSIBLE);
}

static json_t *rows_array(const block *b)
{
    const pain_recalculated *row;
    json_t *all = json_array();
    char how[128];

    for (size_t i = 0; (row = pain_recalculation_at(b->again, i)) != NULL; i++) {
        if (!is_of(b, row))
            continue;
        pain_recalculated_text(b->again, row, how, sizeof how);
        json_t *object =
            json_pack("{s:s, s:s, s:b, s:o, s:o, s:o}", "result", pain_result_name(row->result),
                      "how", how, "usual", row->usual != 0, "least", tool_json_number(row->least),
                      "most", tool_json_number(row->most), "fits", fit(row->verdict));

        if (row->result == PAIN_RESULT_INTERVAL) {
            tool_json_set(&object, "upper_least", tool_json_number(row->upper_least));
            tool_json_set(&object, "upper_most", tool_json_number(row->upper_most));
        }
        tool_json_append(&all, object);
    }
    return all;
}

json_t *recalculate_json(const check_sample *sample)
{
    json_t *all = json_array();
    char text[160];

    for (size_t i = 0; i <= CHECK_MOST_CLAIMS; i++) {
        const block b = {sample, i, sample->again[i]};

        if (b.again == NULL)
            continue;
        text[0] = '\0';
        if (i < CHECK_MOST_CLAIMS)
            pain_claim_format(&sample->claims[i], text, sizeof text);
        tool_json_append(&all, json_pack("{s:s, s:s, s:o}", "claim", text, "verdict",
                                         pain_study_verdict_text(recalculate_verdict(sample, i)),
                                         "rows", rows_array(&b)));
    }
    return all;
}
