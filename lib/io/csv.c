/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading rows: what is set aside, what ends the reading, and what is counted. */
#include <config.h>

#include <string.h>

#include "data/scale.h"
#include "io/reader.h"

/* Ends the reading: every later call gives the same. */
static pain_status end(pain_csv *csv, pain_status status)
{
    csv->over = status;
    return status;
}

/* Deals with a bad row, csv->error saying why: OK when it was set aside. */
static pain_status bad_row(pain_csv *csv, bool fatal)
{
    pain_error *error = &csv->error;
    pain_status status = (pain_status)error->code;

    if (status == PAIN_EIO && csv->file.error != 0)
        (void)pain__file_fail(&csv->file, error);
    error->record = csv->counts.records;
    if (error->line == 0)
        error->line = csv->records.line;
    pain__copy_cut(error->source, sizeof error->source, csv->source);
    if (fatal || status == PAIN_EIO || status == PAIN_ENOMEM || status == PAIN_EOVERFLOW)
        return end(csv, status);
    if (!csv->lenient)
        return status;
    csv->counts.rejected += !csv->rejected;
    csv->rejected = true;
    if (csv->reject != NULL) {
        pain__text raw = pain__records_raw(&csv->records);

        csv->reject(csv->reject_context, error, 1, raw.at, raw.length);
    }
    return PAIN_OK;
}

/* Tells of a score that the scale does not have. */
static void bad_score(pain_csv *csv, size_t column, pain_score score)
{
    bool outside = score == PAIN_SCORE_OFF_SCALE;

    *(outside ? &csv->counts.off_scale : &csv->counts.off_step) += 1;
    if (csv->reject == NULL)
        return;
    pain_error place;
    pain__text raw = pain__records_raw(&csv->records);

    (void)pain__rows_fail(csv, column,
                          outside ? "outside the scale: taken as missing"
                                  : "between two steps of the scale: taken as missing",
                          &place);
    place.record = csv->counts.records;
    pain__copy_cut(place.source, sizeof place.source, csv->source);
    csv->reject(csv->reject_context, &place, 0, raw.at, raw.length);
}

/* Counts the scores of the record at hand that are missing. An occasion with room for one score
 * misses none when it has the other. */
static void count_scores(pain_csv *csv)
{
    const pain__columns *c = &csv->columns;
    size_t n = c->layout == PAIN_LAYOUT_WIDE ? csv->n_rows : 1;
    bool single = c->layout == PAIN_LAYOUT_SESSIONS && csv->row.occasion != PAIN_SESSION;

    for (size_t i = 0; i < 2 * n; i++) {
        size_t column = i % 2 == 0 ? c->slots[i / 2].before : c->slots[i / 2].after;
        pain_score score = csv->scores[i];

        if (column == PAIN__NO_COLUMN || score >= 0)
            continue;
        if (score != PAIN_SCORE_NONE)
            bad_score(csv, column, score);
        else if (!single || (csv->scores[i ^ 1] == PAIN_SCORE_NONE &&
                             (i % 2 == 0 || c->slots[i / 2].before == PAIN__NO_COLUMN)))
            csv->counts.empty_scores++;
    }
}

/* True for a line of nothing but delimiters, as spreadsheets leave them behind the last row. Where
 * no column says who the patient is, it is a patient without scores. */
static bool is_blank(const pain_csv *csv)
{
    bool blank = csv->columns.role[PAIN_ROLE_PATIENT] != PAIN__NO_COLUMN;

    for (size_t i = 0; blank && i < csv->records.n_cells; i++)
        blank = pain__trim(pain__records_cell(&csv->records, i)).length == 0;
    return blank;
}

static pain_status check_width(const pain_csv *csv, pain_error *error)
{
    size_t got = csv->records.n_cells, wanted = csv->columns.n;

    if (got == wanted)
        return PAIN_OK;
    (void)pain__fail(error, PAIN_ESCHEMA,
                     "%zu cells where the header has %zu: is a delimiter "
                     "missing, or not in quotes",
                     got, wanted);
    error->line = csv->records.line;
    error->column = (uint32_t)(got < wanted ? got : wanted) + 1;
    if (got < wanted)
        pain__copy_cut(error->field, sizeof error->field, csv->columns.columns[got].name);
    return PAIN_ESCHEMA;
}

/* Reads the next record, into its rows where it has any. */
static pain_status next_record(pain_csv *csv)
{
    bool fatal = false;
    pain_error *error = &csv->error;

    pain__error_clear(error);
    pain_status status = pain__records_next(&csv->records, &fatal, error);

    csv->rejected = false;
    csv->next_row = csv->n_rows = 0;
    if (status == PAIN_DONE)
        return end(csv, status);
    if (status == PAIN_OK && is_blank(csv))
        return PAIN_OK;
    csv->counts.records += status == PAIN_OK || status == PAIN_ESYNTAX;
    if (status == PAIN_OK)
        status = check_width(csv, error);
    if (status == PAIN_OK && !pain__filters_hold(&csv->filters, &csv->records, &csv->rules)) {
        csv->counts.filtered++;
        return PAIN_OK;
    }
    if (status == PAIN_OK)
        status = pain__rows_begin(csv, error);
    if (status != PAIN_OK)
        return bad_row(csv, fatal);
    count_scores(csv);
    return PAIN_OK;
}

pain_status pain_csv_next(pain_csv *csv, pain_session *row, pain_error *error)
{
    pain_session_init(row);
    pain__error_clear(error);
    pain_status status = csv->over;

    while (status == PAIN_OK && !pain__rows_next(csv, row))
        status = next_record(csv);
    if (status > 0 && error != NULL)
        *error = csv->error;
    return status;
}

/* Adds a row to the table. What the table says against it becomes csv->error, with its place. */
static pain_status append(pain_csv *csv, pain_sessions *sessions, const pain_session *row)
{
    pain_error *error = &csv->error;
    pain_status status = pain_sessions_append(sessions, row, error);

    if (status == PAIN_OK)
        return PAIN_OK;
    error->code = (int32_t)status;
    error->line = row->line;
    return bad_row(csv, false);
}

pain_status pain_csv_read(pain_csv *csv, pain_sessions *sessions, pain_error *error)
{
    const pain_scale scale = pain_sessions_scale(sessions);
    pain_session row;
    pain_status status = PAIN_OK;

    pain__error_clear(error);
    if (!pain__scale_equal(&scale, &csv->rules.scale))
        return pain__fail(error, PAIN_EINVAL, "the table has another scale than the reader");
    while (status == PAIN_OK) {
        status = pain_csv_next(csv, &row, error);
        if (status == PAIN_OK) {
            status = append(csv, sessions, &row);
            if (status != PAIN_OK && error != NULL)
                *error = csv->error;
        }
    }
    return status == PAIN_DONE ? PAIN_OK : status;
}

pain_csv_counts pain_csv_count(const pain_csv *csv)
{
    pain_csv_counts counts = csv->counts;

    counts.bytes = csv->records.bytes;
    return counts;
}

pain_csv_layout pain_csv_found_layout(const pain_csv *csv)
{
    return csv->columns.layout;
}

char pain_csv_found_delimiter(const pain_csv *csv)
{
    return csv->records.delimiter;
}

const char *pain_csv_found_column(const pain_csv *csv, pain_csv_role role)
{
    if ((int)role < 0 || role >= PAIN_ROLES || csv->columns.role[role] == PAIN__NO_COLUMN)
        return "";
    return csv->columns.columns[csv->columns.role[role]].name;
}
