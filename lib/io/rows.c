/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a record to rows: its labels, its whole numbers, its scores. */
#include <config.h>

#include <string.h>

#include "io/reader.h"

pain_status pain__rows_fail(const pain__parser *p, size_t column, const char *text,
                            pain_error *error)
{
    const pain__records *r = &p->records;

    (void)pain__fail(error, PAIN_EVALUE, "%s", text);
    if (error == NULL)
        return PAIN_EVALUE;
    error->line = r->line;
    if (column == PAIN__NO_COLUMN)
        return PAIN_EVALUE;
    error->line += r->cells[column].line;
    error->column = (uint32_t)column + 1;
    pain__copy_cut(error->field, sizeof error->field, p->csv->columns.columns[column].name);
    return PAIN_EVALUE;
}

/* The column that names the visits. Single scores with no other name for their visit are called
 * by its number. */
static size_t visit_column(const pain__columns *c)
{
    if (c->layout == PAIN_LAYOUT_LONG && c->role[PAIN_ROLE_VISIT] == PAIN__NO_COLUMN &&
        c->role[PAIN_ROLE_KIND] == PAIN__NO_COLUMN)
        return c->role[PAIN_ROLE_SESSION];
    return c->layout == PAIN_LAYOUT_WIDE ? PAIN__NO_COLUMN : c->role[PAIN_ROLE_VISIT];
}

/* A label; none of a cell without a value. */
static inline void set_label(const pain__parser *p, pain__word *word, pain__text cell)
{
    word->text = NULL;
    word->length = 0;
    if (cell.length > 0)
        pain__word_set(word, cell.at, cell.length, p->key);
}

/* A patient whom no column names stays without a label here: it is the number of the record. */
static pain_status read_labels(pain__parser *p, pain_error *error)
{
    const pain__columns *c = &p->csv->columns;
    size_t column = c->role[PAIN_ROLE_PATIENT];
    pain__text patient = pain__rows_cell(p, column);
    pain__text visit = pain__rows_cell(p, visit_column(c));
    pain__text group = pain__rows_cell(p, c->group);

    if (column != PAIN__NO_COLUMN && patient.length == 0)
        return pain__rows_fail(p, column, "empty: who is the patient", error);
    set_label(p, &p->draft.patient, patient);
    set_label(p, &p->draft.visit, visit);
    set_label(p, &p->draft.group, group);
    return PAIN_OK;
}

/* Reads a whole number of a role; 0 where there is none. */
static pain_status read_count(pain__parser *p, pain_csv_role role, int32_t *count,
                              pain_error *error)
{
    size_t column = p->csv->columns.role[role];
    pain__text cell = pain__rows_cell(p, column);

    if (cell.length == 0)
        return PAIN_OK;
    const char *wrong = pain__cell_count(cell, count);

    return wrong == NULL ? PAIN_OK : pain__rows_fail(p, column, wrong, error);
}

static pain_status read_scores(pain__parser *p, pain_error *error)
{
    p->missing = false;
    for (size_t i = 0; i < 2 * p->csv->columns.n_slots; i++) {
        size_t column = pain__parser_column(p, i);

        p->scores[i] = PAIN_SCORE_NONE;
        if (column == PAIN__NO_COLUMN)
            continue;
        pain__text cell = pain__trim(pain__records_cell(&p->records, column));
        const char *wrong = pain__cell_score(&p->rules, cell, &p->scores[i]);

        if (wrong != NULL)
            return pain__rows_fail(p, column, wrong, error);
        p->missing |= p->scores[i] < 0;
    }
    return PAIN_OK;
}

/* How many rows a wide record gives: sessions behind the last score did not take place, but a
 * patient without any is one who was evaluated. */
static size_t count_rows(const pain__parser *p)
{
    size_t n = p->csv->columns.n_slots;

    if (p->csv->columns.pairs)
        while (n > 0 && p->scores[2 * n - 2] == PAIN_SCORE_NONE &&
               p->scores[2 * n - 1] == PAIN_SCORE_NONE)
            n--;
    return n > 0 ? n : 1;
}

pain_status pain__rows_begin(pain__parser *p, pain_error *error)
{
    bool wide = p->csv->columns.layout == PAIN_LAYOUT_WIDE;

    p->draft.row = (pain__row){.day = PAIN_NO_DAY,
                               .line = p->records.line,
                               .before = PAIN_SCORE_NONE,
                               .after = PAIN_SCORE_NONE};
    pain_status status = read_labels(p, error);

    if (status == PAIN_OK)
        status = read_count(p, PAIN_ROLE_COURSE, &p->draft.row.course, error);
    if (status == PAIN_OK)
        status = read_count(p, PAIN_ROLE_PLANNED, &p->draft.row.planned, error);
    if (status == PAIN_OK)
        status = read_scores(p, error);
    p->draft.row.stop = pain__cell_stop(pain__rows_cell(p, p->csv->columns.role[PAIN_ROLE_STOP]));
    if (status == PAIN_OK && !wide)
        status = pain__rows_occasion(p, error);
    if (status == PAIN_OK)
        p->n_rows = wide ? count_rows(p) : 1;
    return status;
}

bool pain__rows_next(pain__parser *p, pain__draft *draft)
{
    const pain__columns *c = &p->csv->columns;
    size_t i = p->next_row;

    if (i == p->n_rows)
        return false;
    p->next_row++;
    *draft = p->draft;
    if (c->layout != PAIN_LAYOUT_WIDE)
        return true;
    pain__row *row = &draft->row;

    row->before = p->scores[2 * i];
    row->after = p->scores[2 * i + 1];
    if (!c->pairs) {
        row->occasion = PAIN_ASSESSMENT;
        draft->visit = pain__word_of(c->columns[c->slots[i].before].name, p->key);
        return true;
    }
    bool none =
        i == 0 && p->n_rows == 1 && row->before == PAIN_SCORE_NONE && row->after == PAIN_SCORE_NONE;

    row->number = none ? 0 : c->slots[i].number;
    row->occasion = row->number == 0 ? PAIN_EVALUATION : PAIN_SESSION;
    return true;
}
