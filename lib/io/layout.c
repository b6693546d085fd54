/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the scores stand in the file, told from the names of the columns. What could be two things is
 * an error that says how to decide it: a guess here changes every number that follows. */
#include <config.h>

#include "io/columns.h"

/* What a column means when its number, if any, is its scale's. "VAS 100" alone is a score. */
static pain__meaning meaning_alone(const pain__columns *c, size_t i)
{
    pain__reading reading = pain__column_read(c->columns[i].key);

    if (reading.number >= 0 && !reading.scale)
        return PAIN__MEANS_NOTHING;
    if (reading.meaning == PAIN__MEANS_VISIT)
        return reading.measure != 0 ? PAIN__MEANS_SCORE : PAIN__MEANS_NOTHING;
    return reading.meaning;
}

/* The one column that means a score, or a score before, or after. */
static pain_status find_score(const pain__columns *c, pain_csv_role role, size_t *column,
                              pain_error *error)
{
    pain__meaning wanted = role == PAIN_ROLE_SCORE    ? PAIN__MEANS_SCORE
                           : role == PAIN_ROLE_BEFORE ? PAIN__MEANS_BEFORE
                                                      : PAIN__MEANS_AFTER;

    *column = PAIN__NO_COLUMN;
    for (size_t i = 0; i < c->n; i++) {
        if (meaning_alone(c, i) != wanted)
            continue;
        if (*column != PAIN__NO_COLUMN)
            return pain__columns_ambiguous(c, role, *column, i, error);
        *column = i;
    }
    if (*column == PAIN__NO_COLUMN && role == PAIN_ROLE_SCORE)
        return pain__columns_one(c, role, 2, column, error);
    return PAIN_OK;
}

/* True when a column has the meaning. */
static bool has(const pain__columns *c, pain__meaning meaning)
{
    for (size_t i = 0; i < c->n; i++)
        if (meaning_alone(c, i) == meaning)
            return true;
    return false;
}

/* True when a column well named for the role exists. */
static bool has_role(const pain__columns *c, pain_csv_role role)
{
    for (size_t i = 0; i < c->n; i++)
        if (pain__column_has_role(c, i, role, 1) || pain__column_has_role(c, i, role, 2))
            return true;
    return false;
}

/* The layout from what the caller says of the columns; AUTO when that leaves it open. */
static pain_csv_layout layout_given(const pain__columns *c)
{
    if (c->role[PAIN_ROLE_SCORE] != PAIN__NO_COLUMN)
        return PAIN_LAYOUT_LONG;
    if (c->listed[0] > 1 || c->listed[1] > 1)
        return PAIN_LAYOUT_WIDE;
    if (c->listed[0] > 0 || c->listed[1] > 0)
        return PAIN_LAYOUT_SESSIONS;
    return PAIN_LAYOUT_AUTO;
}

/* The layout from the names of the columns; AUTO for none. */
static pain_csv_layout layout_found(pain__columns *c)
{
    uint64_t measure;
    pain__series series = pain__columns_series(c, &measure);
    bool before = has(c, PAIN__MEANS_BEFORE), after = has(c, PAIN__MEANS_AFTER);

    c->layout = PAIN_LAYOUT_LONG; /* the names to look for */
    bool score = has(c, PAIN__MEANS_SCORE);
    bool visit = has_role(c, PAIN_ROLE_VISIT) || has_role(c, PAIN_ROLE_SESSION);

    if (pain__columns_numbered(c))
        return PAIN_LAYOUT_WIDE;
    if (before && after)
        return PAIN_LAYOUT_SESSIONS;
    if (series == PAIN__SERIES_NAMED && !(score && visit))
        return PAIN_LAYOUT_WIDE;
    if (score || has_role(c, PAIN_ROLE_SCORE))
        return PAIN_LAYOUT_LONG;
    if (series == PAIN__SERIES_BARE)
        return PAIN_LAYOUT_WIDE;
    return before || after ? PAIN_LAYOUT_SESSIONS : PAIN_LAYOUT_AUTO;
}

/* Fails when a role is given that the layout has no use for. */
static pain_status check_given(const pain__columns *c, pain_error *error)
{
    static const char *const names[] = {"", "a file of sessions", "a long file", "a wide file"};

    for (int role = 0; role < PAIN_ROLES; role++) {
        bool side = role == PAIN_ROLE_BEFORE || role == PAIN_ROLE_AFTER;
        bool useless = c->layout == PAIN_LAYOUT_LONG ? side
                       : c->layout == PAIN_LAYOUT_WIDE
                           ? role >= PAIN_ROLE_SESSION && role <= PAIN_ROLE_SCORE
                           : role == PAIN_ROLE_KIND || role == PAIN_ROLE_SCORE;

        if (useless && c->role[role] != PAIN__NO_COLUMN)
            return pain__fail(error, PAIN_EINVAL, "the column '%s' is given, which %s has not",
                              pain__role_name((pain_csv_role)role), names[c->layout]);
    }
    if (c->layout == PAIN_LAYOUT_SESSIONS && (c->listed[0] > 1 || c->listed[1] > 1))
        return pain__fail(error, PAIN_EINVAL, "several columns before or after are a wide file");
    return PAIN_OK;
}

/* Finds the slots of a wide file. */
static pain_status find_slots(pain__columns *c, pain_error *error)
{
    pain_status status = PAIN_OK;
    uint64_t measure;

    if (c->listed[0] > 0 || c->listed[1] > 0)
        c->pairs = c->listed[1] > 0;
    else if (pain__columns_numbered(c) || (has(c, PAIN__MEANS_BEFORE) && has(c, PAIN__MEANS_AFTER)))
        status = pain__columns_pairs(c, error);
    else if (pain__columns_series(c, &measure) != PAIN__SERIES_NONE)
        status = pain__columns_assessments(c, measure, error);
    if (status == PAIN_OK && c->n_slots > 0) {
        c->role[PAIN_ROLE_BEFORE] = c->slots[0].before;
        c->role[PAIN_ROLE_AFTER] = c->slots[0].after;
    }
    return status;
}

/* Finds the score columns of a file whose layout is known. */
static pain_status find_scores(pain__columns *c, pain_error *error)
{
    pain_status status = PAIN_OK;

    if (c->layout == PAIN_LAYOUT_WIDE)
        return find_slots(c, error);
    for (int role = PAIN_ROLE_SCORE; role <= PAIN_ROLE_AFTER && status == PAIN_OK; role++)
        if (!c->given[role] && (role == PAIN_ROLE_SCORE) == (c->layout == PAIN_LAYOUT_LONG))
            status = find_score(c, (pain_csv_role)role, &c->role[role], error);
    return status;
}

pain_status pain__columns_layout(pain__columns *c, pain_csv_layout layout, pain_error *error)
{
    static const char *const needs[] = {
        "no column of scores: say which: before=NAME and after=NAME, score=NAME, or before=A,B,...",
        "no column of scores before or after: say which: before=NAME and after=NAME",
        "no column of scores: say which: score=NAME",
        "no columns of scores: list them in order: before=A,B,... (and after=...)"};

    c->layout = layout != PAIN_LAYOUT_AUTO ? layout : layout_given(c);
    if (c->layout == PAIN_LAYOUT_AUTO)
        c->layout = layout_found(c);
    if (c->layout == PAIN_LAYOUT_AUTO)
        return pain__fail(error, PAIN_ESCHEMA, "%s%s", needs[0], pain__columns_hint(c));
    pain_status status = check_given(c, error);

    if (status == PAIN_OK)
        status = find_scores(c, error);
    if (status == PAIN_OK && c->role[PAIN_ROLE_SCORE] == PAIN__NO_COLUMN &&
        c->role[PAIN_ROLE_BEFORE] == PAIN__NO_COLUMN && c->role[PAIN_ROLE_AFTER] == PAIN__NO_COLUMN)
        status = pain__fail(error, PAIN_ESCHEMA, "%s%s", needs[c->layout], pain__columns_hint(c));
    return status;
}
