/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What kind of occasion a row of sessions or of single scores is. */
#include <config.h>

#include "io/reader.h"

/* The day of the row. */
static pain_status read_day(pain__parser *p, pain_error *error)
{
    size_t column = p->csv->columns.role[PAIN_ROLE_DAY];
    pain__text cell = pain__rows_cell(p, column);

    if (cell.length == 0)
        return PAIN_OK;
    const char *wrong = pain__cell_day(&p->rules, cell, &p->draft.row.day);

    return wrong == NULL ? PAIN_OK : pain__rows_fail(p, column, wrong, error);
}

/* The kind that the session number says. `*given` is false in a row without one. */
static pain_status read_number(pain__parser *p, bool *given, pain_error *error)
{
    size_t column = p->csv->columns.role[PAIN_ROLE_SESSION];
    pain__text cell = pain__rows_cell(p, column);

    *given = cell.length > 0;
    if (!*given)
        return PAIN_OK;
    const char *wrong = pain__cell_count(cell, &p->draft.row.number);

    if (wrong != NULL)
        return pain__rows_fail(p, column,
                               "not a session number: a whole number, 0 for an evaluation, empty "
                               "for a follow-up",
                               error);
    if (p->draft.row.number == 0)
        p->draft.row.occasion = PAIN_EVALUATION;
    return PAIN_OK;
}

/* The kind that the "kind" cell says; `*said` is false when there is none. */
static pain_status read_kind(pain__parser *p, bool *said, pain_error *error)
{
    size_t column = p->csv->columns.role[PAIN_ROLE_KIND];
    pain__text cell = pain__rows_cell(p, column);
    pain__row *row = &p->draft.row;
    int32_t occasion;
    bool after;

    *said = cell.length > 0;
    if (column == PAIN__NO_COLUMN)
        return PAIN_OK;
    if (!*said) {
        return row->before == PAIN_SCORE_NONE
                   ? PAIN_OK
                   : pain__rows_fail(p, column, "empty: is the score one before or after", error);
    }
    const char *wrong = pain__cell_kind(cell, &occasion, &after);

    if (wrong != NULL)
        return pain__rows_fail(p, column, wrong, error);
    if (occasion != PAIN_SESSION || row->occasion != PAIN_EVALUATION)
        row->occasion = occasion;
    if (after) {
        row->after = row->before;
        row->before = PAIN_SCORE_NONE;
    }
    return PAIN_OK;
}

/* A row without a number, in a file that numbers its sessions. */
static pain_status place_unnumbered(pain__parser *p, pain_error *error)
{
    pain__row *row = &p->draft.row;

    if (p->draft.visit.text != NULL || row->day != PAIN_NO_DAY) {
        row->occasion = PAIN_FOLLOW_UP;
        return PAIN_OK;
    }
    /* Such rows come from exports that join several questionnaires. */
    row->occasion = PAIN_ASSESSMENT;
    if (row->before == PAIN_SCORE_NONE && row->after == PAIN_SCORE_NONE)
        return PAIN_OK;
    return pain__rows_fail(p, p->csv->columns.role[PAIN_ROLE_SESSION],
                           "empty: a score without a session number needs the name or the day of "
                           "its visit",
                           error);
}

/* The one score of a follow-up stands in `before`. */
static void place_score(pain__row *row)
{
    if (row->occasion == PAIN_FOLLOW_UP && row->before == PAIN_SCORE_NONE) {
        row->before = row->after;
        row->after = PAIN_SCORE_NONE;
    }
}

pain_status pain__rows_occasion(pain__parser *p, pain_error *error)
{
    const size_t *role = p->csv->columns.role;
    pain__row *row = &p->draft.row;
    bool is_long = p->csv->columns.layout == PAIN_LAYOUT_LONG;
    bool has_sessions = role[PAIN_ROLE_SESSION] != PAIN__NO_COLUMN;
    bool has_kinds = role[PAIN_ROLE_KIND] != PAIN__NO_COLUMN, numbered, said = false;

    row->before = p->scores[0];
    row->after = p->scores[1];
    row->occasion = is_long ? PAIN_ASSESSMENT : PAIN_SESSION;
    pain_status status = read_day(p, error);

    if (status == PAIN_OK)
        status = read_number(p, &numbered, error);
    if (status == PAIN_OK)
        status = read_kind(p, &said, error);
    if (status != PAIN_OK)
        return status;
    int visit = -1;

    if (p->draft.visit.text != NULL && (!is_long || has_sessions || has_kinds) && !said) {
        pain__text cell = pain__rows_cell(p, role[PAIN_ROLE_VISIT]);

        visit = pain__visit_occasion(cell);
    }
    if (visit >= 0)
        row->occasion = visit;
    else if (has_sessions && !numbered && !said)
        status = place_unnumbered(p, error);
    place_score(row);
    return status;
}
