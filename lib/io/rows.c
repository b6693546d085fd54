/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a record to rows: its labels, its whole numbers, its scores. */
#include <config.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "io/reader.h"

pain_status pain__rows_fail(const pain_csv *csv, size_t column, const char *text, pain_error *error)
{
    const pain__records *r = &csv->records;

    (void)pain__fail(error, PAIN_EVALUE, "%s", text);
    error->line = r->line;
    if (column == PAIN__NO_COLUMN)
        return PAIN_EVALUE;
    error->line += r->cells[column].line;
    error->column = (uint32_t)column + 1;
    pain__copy_cut(error->field, sizeof error->field, csv->columns.columns[column].name);
    return PAIN_EVALUE;
}

pain__text pain__rows_cell(const pain_csv *csv, size_t column)
{
    pain__text none = {"", 0};

    if (column == PAIN__NO_COLUMN)
        return none;
    pain__text cell = pain__trim(pain__records_cell(&csv->records, column));

    return pain__cell_missing(&csv->rules, cell) ? none : cell;
}

/* Copies a label behind the others; NULL for an empty one. */
static const char *keep(char **to, pain__text text)
{
    char *label = *to;

    if (text.length == 0)
        return NULL;
    memcpy(label, text.at, text.length);
    label[text.length] = '\0';
    *to += text.length + 1;
    return label;
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

static pain_status read_labels(pain_csv *csv, pain_error *error)
{
    const size_t *role = csv->columns.role;
    pain__text patient = pain__rows_cell(csv, role[PAIN_ROLE_PATIENT]);
    pain__text visit = pain__rows_cell(csv, visit_column(&csv->columns));
    pain__text group = pain__rows_cell(csv, csv->columns.group);
    char number[24];

    if (role[PAIN_ROLE_PATIENT] == PAIN__NO_COLUMN) {
        patient.length = (size_t)snprintf(number, sizeof number, "%" PRIu64, csv->counts.records);
        patient.at = number;
    } else if (patient.length == 0) {
        return pain__rows_fail(csv, role[PAIN_ROLE_PATIENT], "empty: who is the patient", error);
    }
    void *block = csv->labels;
    pain_status status = pain__grow(&csv->allocator, &block, &csv->labels_capacity,
                                    patient.length + visit.length + group.length + 3, 1);

    csv->labels = block;
    if (status != PAIN_OK)
        return pain__fail(error, status, "no memory for a row");
    char *to = csv->labels;

    csv->row.patient = keep(&to, patient);
    csv->row.visit = keep(&to, visit);
    csv->row.group = keep(&to, group);
    return PAIN_OK;
}

/* Reads a whole number of a role; 0 where there is none. */
static pain_status read_count(pain_csv *csv, pain_csv_role role, int32_t *count, pain_error *error)
{
    size_t column = csv->columns.role[role];
    pain__text cell = pain__rows_cell(csv, column);

    if (cell.length == 0)
        return PAIN_OK;
    const char *wrong = pain__cell_count(cell, count);

    return wrong == NULL ? PAIN_OK : pain__rows_fail(csv, column, wrong, error);
}

static pain_status read_scores(pain_csv *csv, pain_error *error)
{
    for (size_t i = 0; i < 2 * csv->columns.n_slots; i++) {
        const pain__slot *slot = &csv->columns.slots[i / 2];
        size_t column = i % 2 == 0 ? slot->before : slot->after;

        csv->scores[i] = PAIN_SCORE_NONE;
        if (column == PAIN__NO_COLUMN)
            continue;
        pain__text cell = pain__trim(pain__records_cell(&csv->records, column));
        const char *wrong = pain__cell_score(&csv->rules, cell, &csv->scores[i]);

        if (wrong != NULL)
            return pain__rows_fail(csv, column, wrong, error);
    }
    return PAIN_OK;
}

/* Why the course ended: only as much of the text as a reason is long. */
static pain_stop read_stop(const pain_csv *csv)
{
    pain__text cell = pain__rows_cell(csv, csv->columns.role[PAIN_ROLE_STOP]);
    char text[256];
    size_t length = cell.length < sizeof text ? cell.length : sizeof text - 1;

    memcpy(text, cell.at, length);
    text[length] = '\0';
    return pain_stop_parse(text);
}

/* How many rows a wide record gives: sessions behind the last score did not take place, but a
 * patient without any is one who was evaluated. */
static size_t count_rows(const pain_csv *csv)
{
    size_t n = csv->columns.n_slots;

    if (csv->columns.pairs)
        while (n > 0 && csv->scores[2 * n - 2] == PAIN_SCORE_NONE &&
               csv->scores[2 * n - 1] == PAIN_SCORE_NONE)
            n--;
    return n > 0 ? n : 1;
}

pain_status pain__rows_begin(pain_csv *csv, pain_error *error)
{
    bool wide = csv->columns.layout == PAIN_LAYOUT_WIDE;

    pain_session_init(&csv->row);
    csv->next_row = csv->n_rows = 0;
    csv->row.line = csv->records.line;
    pain_status status = read_labels(csv, error);

    if (status == PAIN_OK)
        status = read_count(csv, PAIN_ROLE_COURSE, &csv->row.course, error);
    if (status == PAIN_OK)
        status = read_count(csv, PAIN_ROLE_PLANNED, &csv->row.planned, error);
    if (status == PAIN_OK)
        status = read_scores(csv, error);
    csv->row.stop = (int32_t)read_stop(csv);
    if (status == PAIN_OK && !wide)
        status = pain__rows_occasion(csv, error);
    if (status == PAIN_OK)
        csv->n_rows = wide ? count_rows(csv) : 1;
    return status;
}

bool pain__rows_next(pain_csv *csv, pain_session *row)
{
    const pain__columns *c = &csv->columns;
    size_t i = csv->next_row;

    if (i == csv->n_rows)
        return false;
    csv->next_row++;
    *row = csv->row;
    if (c->layout != PAIN_LAYOUT_WIDE)
        return true;
    row->before = csv->scores[2 * i];
    row->after = csv->scores[2 * i + 1];
    if (!c->pairs) {
        row->occasion = PAIN_ASSESSMENT;
        row->visit = c->columns[c->slots[i].before].name;
        return true;
    }
    bool none = i == 0 && csv->n_rows == 1 && row->before == PAIN_SCORE_NONE &&
                row->after == PAIN_SCORE_NONE;

    row->number = none ? 0 : c->slots[i].number;
    row->occasion = row->number == 0 ? PAIN_EVALUATION : PAIN_SESSION;
    return true;
}
