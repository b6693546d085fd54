/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What kind of occasion a row of sessions or of single scores is. */
#include <config.h>

#include "io/reader.h"

/* The day of the row. */
static pain_status read_day(pain_csv *csv, pain_error *error)
{
    size_t column = csv->columns.role[PAIN_ROLE_DAY];
    pain__text cell = pain__rows_cell(csv, column);

    if (cell.length == 0)
        return PAIN_OK;
    const char *wrong = pain__cell_day(&csv->rules, cell, &csv->row.day);

    return wrong == NULL ? PAIN_OK : pain__rows_fail(csv, column, wrong, error);
}

/* The kind that the session number says. `*given` is false in a row without one. */
static pain_status read_number(pain_csv *csv, bool *given, pain_error *error)
{
    size_t column = csv->columns.role[PAIN_ROLE_SESSION];
    pain__text cell = pain__rows_cell(csv, column);

    *given = cell.length > 0;
    if (!*given)
        return PAIN_OK;
    const char *wrong = pain__cell_count(cell, &csv->row.number);

    if (wrong != NULL)
        return pain__rows_fail(csv, column,
                               "not a session number: a whole number, 0 for an evaluation, empty "
                               "for a follow-up",
                               error);
    if (csv->row.number == 0)
        csv->row.occasion = PAIN_EVALUATION;
    return PAIN_OK;
}

/* The kind that the "kind" cell says; `*said` is false when there is none. */
static pain_status read_kind(pain_csv *csv, bool *said, pain_error *error)
{
    size_t column = csv->columns.role[PAIN_ROLE_KIND];
    pain__text cell = pain__rows_cell(csv, column);
    pain_session *row = &csv->row;
    int32_t occasion;
    bool after;

    *said = cell.length > 0;
    if (column == PAIN__NO_COLUMN)
        return PAIN_OK;
    if (!*said) {
        return row->before == PAIN_SCORE_NONE
                   ? PAIN_OK
                   : pain__rows_fail(csv, column, "empty: is the score one before or after", error);
    }
    const char *wrong = pain__cell_kind(cell, &occasion, &after);

    if (wrong != NULL)
        return pain__rows_fail(csv, column, wrong, error);
    if (occasion != PAIN_SESSION || row->occasion != PAIN_EVALUATION)
        row->occasion = occasion;
    if (after) {
        row->after = row->before;
        row->before = PAIN_SCORE_NONE;
    }
    return PAIN_OK;
}

/* A row without a number, in a file that numbers its sessions. */
static pain_status place_unnumbered(pain_csv *csv, pain_error *error)
{
    pain_session *row = &csv->row;

    if (row->visit != NULL || row->day != PAIN_NO_DAY) {
        row->occasion = PAIN_FOLLOW_UP;
        return PAIN_OK;
    }
    /* Such rows come from exports that join several questionnaires. */
    row->occasion = PAIN_ASSESSMENT;
    if (row->before == PAIN_SCORE_NONE && row->after == PAIN_SCORE_NONE)
        return PAIN_OK;
    return pain__rows_fail(csv, csv->columns.role[PAIN_ROLE_SESSION],
                           "empty: a score without a session number needs the name or the day of "
                           "its visit",
                           error);
}

/* The one score of a follow-up stands in `before`. */
static void place_score(pain_session *row)
{
    if (row->occasion == PAIN_FOLLOW_UP && row->before == PAIN_SCORE_NONE) {
        row->before = row->after;
        row->after = PAIN_SCORE_NONE;
    }
}

pain_status pain__rows_occasion(pain_csv *csv, pain_error *error)
{
    const size_t *role = csv->columns.role;
    pain_session *row = &csv->row;
    bool is_long = csv->columns.layout == PAIN_LAYOUT_LONG;
    bool has_sessions = role[PAIN_ROLE_SESSION] != PAIN__NO_COLUMN;
    bool has_kinds = role[PAIN_ROLE_KIND] != PAIN__NO_COLUMN, numbered, said = false;

    row->before = csv->scores[0];
    row->after = csv->scores[1];
    row->occasion = is_long ? PAIN_ASSESSMENT : PAIN_SESSION;
    pain_status status = read_day(csv, error);

    if (status == PAIN_OK)
        status = read_number(csv, &numbered, error);
    if (status == PAIN_OK)
        status = read_kind(csv, &said, error);
    if (status != PAIN_OK)
        return status;
    int visit = -1;

    if (row->visit != NULL && (!is_long || has_sessions || has_kinds) && !said) {
        pain__text cell = pain__rows_cell(csv, role[PAIN_ROLE_VISIT]);

        visit = pain__visit_occasion(cell);
    }
    if (visit >= 0)
        row->occasion = visit;
    else if (has_sessions && !numbered && !said)
        status = place_unnumbered(csv, error);
    place_score(row);
    return status;
}
