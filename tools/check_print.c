/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a check of claims found, as text and as CSV. */
#include <config.h>

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "recalculate.h"

/* 2 definitions, 3 cuts, 2 of responders, 2 divisors, worse or not, 8 least baselines. */
enum { MOST_LISTED = 20, MOST_GROUPS = 8, MOST_CELLS = 384 };

static const char *verdict_name(int32_t verdict)
{
    return verdict == PAIN_POSSIBLE     ? "possible"
           : verdict == PAIN_IMPOSSIBLE ? "impossible"
                                        : "undecided";
}

const char *check_points(const pain_grid *grid, int64_t steps, char text[TOOL_NUMBER_SIZE])
{
    return tool_exact((double)(grid->lowest + steps * grid->step) / (double)grid->unit, text);
}

/* Whether the example of a cell has scores; of n alone it has patients and nothing else. */
static bool has_scores(const pain_study_cell *cell)
{
    for (size_t i = 0; i < cell->witness.n_groups; i++)
        if (cell->witness.group[i].baseline >= 0 || cell->witness.group[i].endpoint >= 0)
            return true;
    return false;
}

const pain_study_cell *check_example(const check_sample *sample)
{
    const pain_study_cell *cell;

    for (size_t i = 0; (cell = pain_study_at(sample->study, i)) != NULL; i++)
        if (cell->verdict == PAIN_POSSIBLE && has_scores(cell))
            return cell;
    return NULL;
}

/* Whether two cells are equal but for the choices that are free. */
static bool is_like(const pain_study_cell *a, const pain_study_cell *b, const bool *is_free)
{
    for (int32_t d = 0; d < PAIN_STUDY_CHOICES; d++)
        if (!is_free[d] && a->value[d] != b->value[d])
            return false;
    return true;
}

/* Frees the choices that make no difference to the cell. */
static void free_choices(const pain_study *study, const pain_study_cell *cell, bool *is_free)
{
    const pain_study_cell *other;

    for (int32_t d = PAIN_STUDY_CHOICES - 1; d >= 0; d--) {
        is_free[d] = true;
        for (size_t i = 0; is_free[d] && (other = pain_study_at(study, i)) != NULL; i++)
            is_free[d] = !is_like(cell, other, is_free) || other->verdict == cell->verdict;
    }
}

/* Whether a row that is printed says it already. */
static bool is_covered(const pain_study *study, size_t i, const bool *printed)
{
    const pain_study_cell *cell = pain_study_at(study, i);

    for (size_t j = 0; j < i; j++) {
        bool is_free[PAIN_STUDY_CHOICES] = {false};

        if (!printed[j])
            continue;
        free_choices(study, pain_study_at(study, j), is_free);
        if (is_like(pain_study_at(study, j), cell, is_free))
            return true;
    }
    return false;
}

static void print_example(FILE *file, const pain_grid *grid, const pain_study_cell *cell)
{
    char before[TOOL_NUMBER_SIZE], after[TOOL_NUMBER_SIZE];
    const char *between = "for example ";

    (void)fputs("      ", file);
    for (size_t i = 0; i < cell->witness.n_groups && i < MOST_GROUPS; i++) {
        const pain_paired_cell *g = &cell->witness.group[i];

        (void)fprintf(file, "%s%" PRId64 " x ", between, g->patients);
        if (g->baseline >= 0 && g->endpoint >= 0)
            (void)fprintf(file, "%s to %s", check_points(grid, g->baseline, before),
                          check_points(grid, g->endpoint, after));
        else if (g->baseline >= 0 || g->endpoint >= 0)
            (void)fprintf(file, "%s%s", check_points(grid, g->baseline + g->endpoint + 1, before),
                          g->baseline >= 0 ? " before" : " after");
        between = ", ";
    }
    (void)fprintf(file, "%s (n = %" PRId64 ")\n",
                  cell->witness.n_groups > MOST_GROUPS ? ", ..." : "", cell->n);
}

static void print_cell(FILE *file, const check_sample *sample, const pain_study_cell *cell,
                       const bool *is_free)
{
    const char *between = "";
    char text[96];

    (void)fprintf(file, "  %-12s", verdict_name(cell->verdict));
    for (int32_t d = 0; d < PAIN_STUDY_CHOICES; d++) {
        if (is_free[d] || cell->value[d] < 0)
            continue;
        pain_study_choice_text(&sample->grid, d, cell->value[d], text, sizeof text);
        (void)fprintf(file, "%s%s", between, text);
        between = "; ";
    }
    (void)fprintf(file, "%s\n", *between == '\0' ? "under every reading" : "");
    if (cell->verdict == PAIN_POSSIBLE && has_scores(cell))
        print_example(file, &sample->grid, cell);
    else if (cell->verdict != PAIN_POSSIBLE)
        (void)fprintf(file, "      %s\n", cell->reason);
}

static void print_cells(FILE *file, const check_sample *sample)
{
    const pain_study_cell *first = pain_study_at(sample->study, 0);
    const char *before = "  no difference: ";
    bool shown[PAIN_STUDY_CHOICES] = {false}, printed[MOST_CELLS] = {false};

    for (size_t i = 0; i < MOST_CELLS && pain_study_at(sample->study, i) != NULL; i++) {
        bool is_free[PAIN_STUDY_CHOICES] = {false};

        if (is_covered(sample->study, i, printed))
            continue;
        printed[i] = true;
        free_choices(sample->study, pain_study_at(sample->study, i), is_free);
        print_cell(file, sample, pain_study_at(sample->study, i), is_free);
        for (int32_t d = 0; d < PAIN_STUDY_CHOICES; d++)
            shown[d] = shown[d] || !is_free[d];
    }
    for (int32_t d = 0; d < PAIN_STUDY_CHOICES; d++) {
        const pain_study_cell *other;
        bool open = false;

        for (size_t i = 0; (other = pain_study_at(sample->study, i)) != NULL; i++)
            open = open || other->value[d] != first->value[d];
        if (!open || shown[d])
            continue;
        static const char *const words[PAIN_STUDY_CHOICES] = {
            "which percent reduction",        "the cut of near zero",      "the cut of responders",
            "an SD divided by n or by n - 1", "whether somebody is worse", "the least baseline"};

        (void)fprintf(file, "%s%s", before, words[d]);
        before = ", ";
    }
    if (*before == ',')
        (void)fputc('\n', file);
}

static void print_n(FILE *file, const check_sample *sample)
{
    int64_t n = 0, listed = 0;
    const pain_study_cell *first = pain_study_at(sample->study, 0);

    if (sample->options.n_count == 1 && sample->n[0].first == sample->n[0].last)
        return;
    if (first->tried == 1 && pain_study_outcome(sample->study) != PAIN_STUDY_CONSISTENT)
        return;
    (void)fputs("\nNumbers of patients that each figure allows:", file);
    while (listed < MOST_LISTED && pain_study_next_n(sample->study, n + 1, &n) == PAIN_OK) {
        (void)fprintf(file, "%s %" PRId64, listed > 0 ? "," : "", n);
        listed++;
    }
    (void)fputs(listed == 0 ? " none\n" : listed == MOST_LISTED ? ", ...\n" : "\n", file);
}

static void print_power(FILE *file, const check_sample *sample)
{
    char claim[160], percent[TOOL_NUMBER_SIZE];
    bool any = false;

    for (size_t i = 0; i < sample->n_claims; i++) {
        double power = pain_study_power(sample->study, i);

        if (isnan(power))
            continue;
        if (!any)
            (void)fputs("\nOf all figures that could have been printed, found impossible alone:\n",
                        file);
        any = true;
        pain_claim_format(&sample->claims[i], claim, sizeof claim);
        (void)fprintf(file, "  %-30s %s %%\n", claim, tool_percent(power, 1, percent));
    }
}

/* What contradicts, and what may lie behind it. */
static void print_why(FILE *file, const check_sample *sample)
{
    char claim[160];
    bool any = false;

    (void)fputs("\nNo smaller set of claims than this contradicts itself:\n", file);
    for (size_t i = 0; i < sample->n_claims; i++) {
        if (!pain_study_contradicts(sample->study, i))
            continue;
        pain_claim_format(&sample->claims[i], claim, sizeof claim);
        (void)fprintf(file, "  %s\n", claim);
    }
    for (int32_t i = 0; i < PAIN_INNOCENTS; i++) {
        int32_t verdict = pain_study_innocent(sample->study, i);

        if (verdict < 0 || verdict == PAIN_STUDY_INCONSISTENT || verdict == PAIN_STUDY_UNDECIDED)
            continue;
        (void)fputs(any ? "" : "\nThese figures could come from:\n", file);
        (void)fprintf(file, "  %s\n", pain_innocent_text(i));
        any = true;
    }
    (void)fputs("\nNot checked: a figure of a part of the patients, or of another time; a typing "
                "error.\n",
                file);
}

static void print_study(FILE *file, const check_sample *sample)
{
    int32_t outcome = pain_study_outcome(sample->study);
    const char *condition = pain_study_condition(sample->study);
    char claim[160];

    if (outcome == PAIN_STUDY_ONLY_UNDER && *condition != '\0')
        (void)fprintf(file, "consistent %s\n", condition);
    else if (outcome == PAIN_STUDY_ONLY_UNDER)
        (void)fputs("consistent under some readings\n", file);
    else
        (void)fprintf(file, "%s\n", pain_study_verdict_text(outcome));
    (void)fputc('\n', file);
    for (size_t i = 0; i < sample->n_claims; i++) {
        if (pain_study_used(sample->study, i) || pain_claim_result(&sample->claims[i]) >= 0)
            continue;
        pain_claim_format(&sample->claims[i], claim, sizeof claim);
        (void)fprintf(file, "  set aside, it is about other patients: %s\n", claim);
    }
    print_cells(file, sample);
    print_n(file, sample);
    print_power(file, sample);
    if (outcome == PAIN_STUDY_INCONSISTENT)
        print_why(file, sample);
}

static bool has_results(const check_sample *sample)
{
    for (size_t i = 0; i <= CHECK_MOST_CLAIMS; i++)
        if (sample->again[i] != NULL)
            return true;
    return false;
}

void check_print_name(FILE *file, const check_sample *sample)
{
    char name[4 * sizeof sample->name];

    if (*sample->name != '\0')
        (void)fprintf(file, "[%s]\n", tool_plain(sample->name, name, sizeof name));
}

void check_print_text(FILE *file, const check_sample *samples, size_t n)
{
    bool between = false;

    for (size_t i = 0; i < n; i++) {
        const check_sample *sample = &samples[i];
        bool results = has_results(sample);

        if (sample->study == NULL && !results)
            continue;
        (void)fputs(between ? "\n" : "", file);
        between = true;
        check_print_name(file, sample);
        if (sample->study != NULL)
            print_study(file, sample);
        if (sample->study != NULL && results)
            (void)fputc('\n', file);
        if (results)
            recalculate_print_text(file, sample);
    }
    (void)fputs("\nPossible is not confirmed: other data can have the same figures.\n", file);
}

/* The innocent readings under which the figures are possible, on a line. */
static void print_readings(FILE *file, const pain_study *study)
{
    const char *before = "    possible with ";

    for (int32_t i = 0; i < PAIN_INNOCENTS; i++) {
        int32_t verdict = pain_study_innocent(study, i);

        if (verdict < 0 || verdict == PAIN_STUDY_INCONSISTENT || verdict == PAIN_STUDY_UNDECIDED)
            continue;
        (void)fprintf(file, "%s%s", before, pain_innocent_text(i));
        before = "; ";
    }
    if (*before == ';')
        (void)fputc('\n', file);
}

/* A line a sample, and why where nothing fits. */
void check_print_rows(FILE *file, const check_sample *samples, size_t n)
{
    size_t count[5] = {0};
    char name[4 * sizeof samples->name];

    for (size_t i = 0; i < n; i++) {
        int32_t outcome = pain_study_outcome(samples[i].study);
        const char *condition = pain_study_condition(samples[i].study);

        count[outcome]++;
        (void)fprintf(file, "%-22s %s\n", pain_study_verdict_text(outcome),
                      tool_plain(samples[i].name, name, sizeof name));
        if (*condition != '\0')
            (void)fprintf(file, "    %s\n", condition);
        else if (outcome == PAIN_STUDY_INCONSISTENT)
            (void)fprintf(file, "    %s\n", pain_study_at(samples[i].study, 0)->reason);
        print_readings(file, samples[i].study);
    }
    (void)fprintf(file, "\n%zu rows:", n);
    for (int32_t i = 0; i < 5; i++)
        (void)fprintf(file, "%s %zu %s", i > 0 ? "," : "", count[i], pain_study_verdict_text(i));
    (void)fputs("\nPossible is not confirmed: other data can have the same figures.\n", file);
}

void check_print_csv(FILE *file, const check_sample *samples, size_t n)
{
    const pain_study_cell *cell;
    char text[96];

    (void)fputs("sample,verdict", file);
    for (int32_t d = 0; d < PAIN_STUDY_CHOICES; d++)
        (void)fprintf(file, ",%s", pain_study_choice_key(d));
    (void)fputs(",cell,n,reason\n", file);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; (cell = pain_study_at(samples[i].study, j)) != NULL; j++) {
            tool_write_cell(file, samples[i].name, strlen(samples[i].name));
            (void)fprintf(file, ",%s",
                          pain_study_verdict_text(pain_study_outcome(samples[i].study)));
            for (int32_t d = 0; d < PAIN_STUDY_CHOICES; d++) {
                text[0] = '\0';
                if (cell->value[d] >= 0)
                    pain_study_choice_text(&samples[i].grid, d, cell->value[d], text, sizeof text);
                (void)fputc(',', file);
                tool_write_cell(file, text, strlen(text));
            }
            (void)fprintf(file, ",%s,%" PRId64 ",", verdict_name(cell->verdict), cell->n);
            tool_write_cell(file, cell->reason, strlen(cell->reason));
            (void)fputc('\n', file);
        }
}

bool check_print_witness(FILE *file, const check_sample *samples, size_t n)
{
    char text[TOOL_NUMBER_SIZE];
    bool any = false;

    (void)fputs("sample,patient,before,after\n", file);
    for (size_t i = 0; i < n; i++) {
        const pain_study_cell *cell = check_example(&samples[i]);
        int64_t patient = 0;

        for (size_t j = 0; cell != NULL && j < cell->witness.n_groups; j++) {
            const pain_paired_cell *g = &cell->witness.group[j];

            for (int64_t k = 0; k < g->patients; k++) {
                tool_write_cell(file, samples[i].name, strlen(samples[i].name));
                (void)fprintf(file, ",%" PRId64, ++patient);
                (void)fprintf(file, ",%s",
                              g->baseline < 0 ? ""
                                              : check_points(&samples[i].grid, g->baseline, text));
                (void)fprintf(file, ",%s\n",
                              g->endpoint < 0 ? ""
                                              : check_points(&samples[i].grid, g->endpoint, text));
            }
            any = true;
        }
    }
    return any;
}
