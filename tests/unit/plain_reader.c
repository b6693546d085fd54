/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "plain_cells.h"
#include "plain_reader.h"
#include "plain_records.h"

enum { MOST_COLUMNS = 16, NONE = -1 };

typedef struct reading {
    const plain_file *file;
    const plain_listener *listener;
    plain_records records;
    char *cell[MOST_COLUMNS]; /* trimmed; empty for no value */
    pain_csv_counts counts;
    plain_days days;
} reading;

/* The column of the `nth` of a role's columns, from 0; NONE. */
static int column_of(const reading *r, char role, int nth)
{
    const char *at = strchr(r->file->roles, role);

    for (; at != NULL && nth > 0; nth--)
        at = strchr(at + 1, role);
    return at != NULL ? (int)(at - r->file->roles) : NONE;
}

/* The cell of a role, "" where there is none. */
static const char *cell_of(const reading *r, char role)
{
    int column = column_of(r, role, 0);

    return column == NONE ? "" : r->cell[column];
}

/* Records. Readers of a part return the column that is wrong, or NONE. */

/* Reads what the rows of a record share, and its scores. */
static int read_shared(reading *r, pain_session *row, pain_score *scores)
{
    const char *roles = r->file->roles;
    int patient = column_of(r, 'p', 0);
    char reason[256];

    row->patient = cell_of(r, 'p');
    if (patient != NONE && *row->patient == '\0')
        return patient;
    row->group = cell_of(r, 'g');
    if (!plain_count(cell_of(r, 'c'), &row->course))
        return column_of(r, 'c', 0);
    if (!plain_count(cell_of(r, 'n'), &row->planned))
        return column_of(r, 'n', 0);
    for (int i = 0; roles[i] != '\0'; i++)
        if (strchr("ab", roles[i]) != NULL &&
            !plain_score(r->cell[i], r->file->scale, r->file->marks, &scores[i]))
            return i;
    (void)snprintf(reason, sizeof reason, "%s", cell_of(r, 'x'));
    row->stop = (int32_t)pain_stop_parse(reason);
    return NONE;
}

/* Reads what kind of occasion a row of sessions or of single scores is, and when. */
static int read_occasion(reading *r, pain_session *row)
{
    const char *number = cell_of(r, 's'), *kind = cell_of(r, 'k');
    bool single = r->file->layout == PAIN_LAYOUT_LONG, after = false;
    int s = column_of(r, 's', 0), k = column_of(r, 'k', 0), visit = NONE;

    row->occasion = single ? PAIN_ASSESSMENT : PAIN_SESSION;
    /* Single scores with no other name for their visit are called by its number. */
    row->visit = cell_of(r, single && k == NONE && column_of(r, 'v', 0) == NONE ? 's' : 'v');
    if (!plain_day(cell_of(r, 'd'), &r->days, &row->day))
        return column_of(r, 'd', 0);
    if (!plain_count(number, &row->number))
        return s;
    if (*number != '\0' && row->number == 0)
        row->occasion = PAIN_EVALUATION;
    if (k != NONE && *kind == '\0' && row->before != PAIN_SCORE_NONE)
        return k;
    if (*kind != '\0') {
        int said = plain_kind(kind, &after);

        if (said == NONE)
            return k;
        if (said != PAIN_SESSION || row->occasion != PAIN_EVALUATION)
            row->occasion = said;
        row->after = after ? row->before : PAIN_SCORE_NONE;
        row->before = after ? PAIN_SCORE_NONE : row->before;
        return NONE;
    }
    if (!single || s != NONE || k != NONE)
        visit = plain_visit(cell_of(r, 'v'));
    if (visit != NONE) {
        row->occasion = visit;
    } else if (s != NONE && *number == '\0') {
        bool placed = *row->visit != '\0' || row->day != PAIN_NO_DAY;

        row->occasion = placed ? PAIN_FOLLOW_UP : PAIN_ASSESSMENT;
        if (!placed && (row->before != PAIN_SCORE_NONE || row->after != PAIN_SCORE_NONE))
            return s;
    }
    return NONE;
}

static void tell(reading *r, pain_status status, bool is_row, uint64_t line, size_t column)
{
    r->listener->bad(r->listener->context, status, is_row, line, r->counts.records, column);
}

/* Tells of the scores that the scale does not have. */
static void tell_scores(reading *r, const pain_score *scores)
{
    for (size_t i = 0; i < r->records.n; i++) {
        r->counts.off_scale += scores[i] == PAIN_SCORE_OFF_SCALE;
        r->counts.off_step += scores[i] == PAIN_SCORE_OFF_STEP;
        if (scores[i] < PAIN_SCORE_NONE)
            tell(r, PAIN_EVALUE, false, r->records.cells[i].line, i + 1);
    }
}

/* Hands out a row; `*rejected` tells whether one of its record was bad. */
static void give_row(reading *r, pain_session row, bool *rejected)
{
    int missing = (row.before == PAIN_SCORE_NONE) + (row.after == PAIN_SCORE_NONE);

    if (row.occasion == PAIN_SESSION && r->file->layout != PAIN_LAYOUT_LONG)
        r->counts.empty_scores += (uint64_t)missing;
    else
        r->counts.empty_scores += missing == 2;
    if (row.occasion == PAIN_FOLLOW_UP && row.before == PAIN_SCORE_NONE) {
        row.before = row.after;
        row.after = PAIN_SCORE_NONE;
    }
    row.visit = row.visit != NULL && *row.visit != '\0' ? row.visit : NULL;
    row.group = *row.group != '\0' ? row.group : NULL;
    pain_status status = r->listener->row(r->listener->context, &row);

    if (status == PAIN_OK)
        return;
    r->counts.rejected += !*rejected;
    *rejected = true;
    tell(r, status, true, row.line, 0);
}

/* Gives the rows of a wide record: sessions up to the last that has a score, an evaluation where
 * none has; or assessments named after their columns. */
static void give_wide(reading *r, pain_session row, const pain_score *scores)
{
    bool pairs = strchr(r->file->roles, 'a') != NULL, rejected = false;
    int n = 0, last = 0;

    for (int b; (b = column_of(r, 'b', n)) != NONE; n++) {
        int a = column_of(r, 'a', n);

        if (!pairs || scores[b] != PAIN_SCORE_NONE || scores[a] != PAIN_SCORE_NONE)
            last = n + 1;
    }
    if (last == 0) {
        row.occasion = PAIN_EVALUATION;
        give_row(r, row, &rejected);
    }
    for (int i = 0; i < last; i++) {
        int b = column_of(r, 'b', i), a = column_of(r, 'a', i);

        row.occasion = pairs ? PAIN_SESSION : PAIN_ASSESSMENT;
        row.number = pairs ? i + 1 : 0;
        row.visit = pairs ? NULL : r->file->visits[b];
        row.before = scores[b];
        row.after = pairs ? scores[a] : PAIN_SCORE_NONE;
        give_row(r, row, &rejected);
    }
}

/* Takes a record with as many cells as the header has: the rows, or the column that is wrong. */
static int take_record(reading *r)
{
    pain_score scores[MOST_COLUMNS] = {0};
    int b = column_of(r, 'b', 0), a = column_of(r, 'a', 0);
    bool rejected = false, wide = r->file->layout == PAIN_LAYOUT_WIDE;
    char number[24];
    pain_session row;

    pain_session_init(&row);
    row.line = r->records.line;
    int wrong = read_shared(r, &row, scores);

    if (column_of(r, 'p', 0) == NONE) {
        (void)snprintf(number, sizeof number, "%" PRIu64, r->counts.records);
        row.patient = number;
    }
    if (!wide) {
        row.before = scores[b];
        row.after = a != NONE ? scores[a] : PAIN_SCORE_NONE;
    }
    if (wrong == NONE && !wide)
        wrong = read_occasion(r, &row);
    if (wrong != NONE)
        return wrong;
    tell_scores(r, scores);
    if (wide)
        give_wide(r, row, scores);
    else
        give_row(r, row, &rejected);
    return NONE;
}

/* Trims the cells; true when nothing stands in them. Markers of no value become empty. */
static bool trim_cells(reading *r)
{
    static const char *const markers[] = {"NA", "N/A", "NaN", "null", "."};
    bool blank = true;

    for (size_t i = 0; i < r->records.n; i++) {
        char *text = plain_cell_trimmed(&r->records, i);
        bool missing = r->file->missing != NULL && strcasecmp(text, r->file->missing) == 0;

        blank = blank && *text == '\0';
        for (size_t m = 0; m < sizeof markers / sizeof *markers; m++)
            missing = missing || strcasecmp(text, markers[m]) == 0;
        if (i < MOST_COLUMNS)
            r->cell[i] = missing ? text + strlen(text) : text;
    }
    return blank;
}

/* What is wrong with the record that was read; PAIN_OK for nothing. */
static pain_status take(reading *r, uint64_t *line, size_t *column)
{
    size_t n = r->records.n, wanted = strlen(r->file->roles);

    if (n != wanted) {
        *line = r->records.line;
        *column = (n < wanted ? n : wanted) + 1;
        return PAIN_ESCHEMA;
    }
    if (r->file->only != NULL && strcmp(cell_of(r, 'g'), r->file->only) != 0) {
        r->counts.filtered++;
        return PAIN_OK;
    }
    int wrong = take_record(r);

    if (wrong == NONE)
        return PAIN_OK;
    *line = r->records.cells[wrong].line;
    *column = (size_t)wrong + 1;
    return PAIN_EVALUE;
}

pain_csv_counts plain_read(const plain_file *file, const char *text, size_t length,
                           const plain_listener *listener)
{
    reading r = {.file = file, .listener = listener};
    size_t column = 0;
    uint64_t line = 0;

    plain_records_begin(&r.records, text, length, file->delimiter);
    pain_status status = plain_records_next(&r.records, &line, &column); /* the header */

    while (status != PAIN_DONE) {
        status = plain_records_next(&r.records, &line, &column);
        if (status == PAIN_DONE)
            break;
        bool blank = status == PAIN_OK && trim_cells(&r);

        /* A line of nothing but delimiters is none, unless it may be a patient without scores. */
        if (blank && column_of(&r, 'p', 0) != NONE)
            continue;
        r.counts.records++;
        if (status == PAIN_OK)
            status = take(&r, &line, &column);
        r.counts.rejected += status != PAIN_OK;
        if (status != PAIN_OK)
            tell(&r, status, true, line, column);
    }
    r.counts.bytes = length;
    plain_records_end(&r.records);
    return r.counts;
}
