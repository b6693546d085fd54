/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain records: those of which there is nothing to say, as nearly all are. Their text is regular
 * (see scan.h), each cell is there, and what it holds is a label, a number, a date or a score that
 * is read at a glance. They become the same rows here as by records.c and rows.c, to which every
 * other record is left. */
#include <config.h>

#include "io/reader.h"

/* Whether a file may have plain records: its rows are sessions, or assessments that only the visit
 * tells apart. */
static bool is_possible(const pain_csv *csv)
{
    const size_t *role = csv->columns.role;
    bool assessments =
        csv->columns.layout == PAIN_LAYOUT_LONG && role[PAIN_ROLE_SESSION] == PAIN__NO_COLUMN;

    return (csv->columns.layout == PAIN_LAYOUT_SESSIONS || assessments) &&
           csv->columns.n <= PAIN__ENDS / 2 && role[PAIN_ROLE_KIND] == PAIN__NO_COLUMN &&
           role[PAIN_ROLE_PATIENT] != PAIN__NO_COLUMN && csv->filters.n == 0 &&
           csv->rules.n_missing == 0;
}

/* True when no column is of two kinds. */
static bool are_apart(const size_t column[PAIN__PLAIN_KINDS])
{
    for (int i = 0; i < PAIN__PLAIN_KINDS; i++)
        for (int j = 0; j < i; j++)
            if (column[i] == column[j] && column[i] != PAIN__NO_COLUMN)
                return false;
    return true;
}

void pain__plain_init(pain__plain *plain, const pain_csv *csv)
{
    const pain__columns *c = &csv->columns;
    const size_t *role = c->role;
    const size_t column[PAIN__PLAIN_KINDS] = {[PAIN__PATIENT] = role[PAIN_ROLE_PATIENT],
                                              [PAIN__VISIT] = role[PAIN_ROLE_VISIT],
                                              [PAIN__GROUP] = c->group,
                                              [PAIN__COURSE] = role[PAIN_ROLE_COURSE],
                                              [PAIN__PLANNED] = role[PAIN_ROLE_PLANNED],
                                              [PAIN__STOP] = role[PAIN_ROLE_STOP],
                                              [PAIN__SESSION] = role[PAIN_ROLE_SESSION],
                                              [PAIN__DAY] = role[PAIN_ROLE_DAY],
                                              [PAIN__BEFORE] = c->slots[0].before,
                                              [PAIN__AFTER] = c->slots[0].after};

    memcpy(plain->column, column, sizeof column);
    plain->blank = (pain__row){.day = PAIN_NO_DAY,
                               .patient = PAIN__NO_LABEL,
                               .visit = PAIN__NO_LABEL,
                               .group = PAIN__NO_LABEL,
                               .before = PAIN_SCORE_NONE,
                               .after = PAIN_SCORE_NONE};
    plain->blank.occasion = c->layout == PAIN_LAYOUT_LONG ? PAIN_ASSESSMENT : PAIN_SESSION;
    plain->possible = is_possible(csv) && are_apart(column);
    for (int i = PAIN__COURSE; i <= PAIN__STOP; i++)
        plain->seldom = plain->seldom || column[i] != PAIN__NO_COLUMN;
}

void pain__plain_free(pain__plain *plain, const pain_allocator *a)
{
    pain__free(a, plain->marks);
}

pain_status pain__plain_begin(pain__parser *p)
{
    pain__plain *plain = &p->plain;
    const pain__records *r = &p->records;
    void *block = plain->marks;
    const size_t words = r->end / 64 + 1;
    bool wide = false;

    plain->open = false;
    if (!plain->possible || r->end > PAIN__RECORD_BYTES)
        return PAIN_OK;
    pain_status status =
        pain__grow(r->allocator, &block, &plain->capacity, 2 * words, sizeof *plain->marks);

    plain->marks = block;
    if (status == PAIN_OK)
        plain->open = pain__scan_regular(r->way, r->buffer, r->end, r->delimiter, plain->marks,
                                         plain->marks + words, &wide) &&
                      (!wide || pain__utf8_valid(r->buffer, r->end) == r->end);
    return status;
}

/* Measures a label, as the last word; false where the cell holds none, or for want of memory. */
static bool read_label(const pain__parser *p, pain__text cell, pain__words *words, uint32_t *label)
{
    if (pain__cell_missing(&p->rules, cell) ||
        pain__words_grow(words, p->records.allocator) != PAIN_OK)
        return false;
    *label = (uint32_t)words->n;
    pain__word_set(&words->word[words->n++], cell.at, cell.length, p->key);
    return true;
}

/* A score that the scale has, or none, of which there is one more then. */
static inline bool read_score(const pain__parser *p, pain__text cell, pain_score *score,
                              uint32_t *empty)
{
    if (pain__cell_score(&p->rules, cell, score) != NULL)
        return false;
    *empty += *score == PAIN_SCORE_NONE;
    return *score >= 0 || *score == PAIN_SCORE_NONE;
}

static inline bool read_count(pain__text cell, int32_t *count)
{
    return cell.length == 0 || pain__cell_count(cell, count) == NULL;
}

/* The name of a visit, none of those that say what kind of occasion a row of sessions is. */
static inline bool read_visit(const pain__parser *p, pain__text cell, pain__batch *batch,
                              pain__row *row)
{
    if (cell.length == 0)
        return true;
    return (p->plain.blank.occasion == PAIN_ASSESSMENT || pain__visit_occasion(cell) < 0) &&
           read_label(p, cell, &batch->visits, &row->visit);
}

static inline bool read_stop(const pain__parser *p, pain__text cell, int32_t *stop)
{
    if (cell.length == 0)
        return true;
    *stop = pain__cell_stop(cell);
    return !pain__cell_missing(&p->rules, cell);
}

/* A day or none. What days are is not told by a cell that holds something else. */
static bool read_day(pain__parser *p, pain__text cell, int64_t *day)
{
    const pain__day_origin origin = p->rules.origin;

    if (cell.length == 0 || pain__cell_day(&p->rules, cell, day) == NULL)
        return true;
    p->rules.origin = origin;
    return false;
}

static inline bool read_session(pain__text cell, pain__row *row)
{
    if (pain__cell_count(cell, &row->number) != NULL)
        return false;
    if (row->number == 0)
        row->occasion = PAIN_EVALUATION;
    return true;
}

/* Takes the CR of a line end off a cell without quotes; false when there are blanks around what is
 * left. */
static bool undress(pain__text *cell)
{
    if (cell->length > 0 && cell->at[cell->length - 1] == '\r')
        cell->length--;
    return cell->length == 0 ||
           ((unsigned char)*cell->at > ' ' && (unsigned char)cell->at[cell->length - 1] > ' ');
}

/* Reads a cell without its quotes, whatever it holds. */
static bool read_any(pain__parser *p, int kind, pain__text cell, pain__batch *batch, pain__row *row,
                     pain__item *item)
{
    if (!undress(&cell))
        return false;
    switch (kind) {
    case PAIN__PATIENT:
        return read_label(p, cell, &batch->patients, &row->patient);
    case PAIN__VISIT:
        return read_visit(p, cell, batch, row);
    case PAIN__GROUP:
        return cell.length == 0 || read_label(p, cell, &batch->groups, &row->group);
    case PAIN__COURSE:
        return read_count(cell, &row->course);
    case PAIN__PLANNED:
        return read_count(cell, &row->planned);
    case PAIN__STOP:
        return read_stop(p, cell, &row->stop);
    case PAIN__SESSION:
        return read_session(cell, row);
    case PAIN__DAY:
        return read_day(p, cell, &row->day);
    case PAIN__BEFORE:
        return read_score(p, cell, &row->before, &item->empty_scores);
    default: /* PAIN__AFTER */
        return read_score(p, cell, &row->after, &item->empty_scores);
    }
}

/* Takes the last label that was read, if it is one of this run and the cell holds the same. */
static inline bool repeat_label(const pain__words *words, size_t before, pain__text cell,
                                uint32_t *label)
{
    const size_t n = words->n;

    if (n == before || !pain__word_is(&words->word[n - 1], cell.at, cell.length))
        return false;
    *label = (uint32_t)n - 1;
    return true;
}

/* Reads a whole number of one or two digits that the scale has as a score. */
static inline bool read_small_score(const pain__parser *p, pain__text cell, pain_score *score)
{
    int32_t number = pain__cell_small(cell);

    *score = number >= 0 ? p->rules.small[number] : PAIN_SCORE_NONE;
    return *score >= 0;
}

static inline bool read_small_session(pain__text cell, int32_t *number)
{
    *number = pain__cell_small(cell);
    return *number > 0;
}

/* Reads a cell at a glance, if it is like most; else false. */
static inline bool read_usual(pain__parser *p, int kind, pain__text cell, pain__batch *batch,
                              pain__row *row)
{
    const pain__plain *plain = &p->plain;

    switch (kind) {
    case PAIN__PATIENT:
        return repeat_label(&batch->patients, plain->patients, cell, &row->patient);
    case PAIN__VISIT:
        return repeat_label(&batch->visits, plain->visits, cell, &row->visit);
    case PAIN__GROUP:
        return repeat_label(&batch->groups, plain->groups, cell, &row->group);
    case PAIN__SESSION:
        return read_small_session(cell, &row->number);
    case PAIN__DAY:
        return pain__cell_date(&p->rules, cell, &row->day);
    case PAIN__BEFORE:
        return read_small_score(p, cell, &row->before);
    case PAIN__AFTER:
        return read_small_score(p, cell, &row->after);
    default:
        return false;
    }
}

/* Lists more ends behind those that are still to come, up to a word of marks. */
static void list_more(pain__scan_way way, pain__ends *ends, const uint64_t *word)
{
    size_t rest = ends->listed - ends->first + 1;

    memmove(ends->list, ends->list + ends->first - 1, rest * sizeof *ends->list);
    ends->first = 1;
    ends->listed =
        rest + pain__walk_list(way, &ends->walk, word, ends->list + rest, PAIN__ENDS - rest);
}

/* Lists more ends, where those are too few that are still to come. */
static void list_ends(pain__parser *p)
{
    pain__plain *plain = &p->plain;
    const size_t words = p->records.end / 64 + 1;

    if (plain->cells.listed - plain->cells.first < p->csv->columns.n)
        list_more(p->records.way, &plain->cells, plain->marks + words);
    if (plain->lines.listed == plain->lines.first)
        list_more(p->records.way, &plain->lines, plain->marks + 2 * words);
}

/* A cell without its quotes, and without the CR of a line end behind them. Of an empty cell its end
 * may be looked at. */
static inline pain__text unquoted(pain__text cell)
{
    if (*cell.at != '"')
        return cell;
    size_t more = cell.at[cell.length - 1] == '\r' ? 3 : 2;

    return (pain__text){cell.at + 1, cell.length - more};
}

/* Some records that are read together, one kind of cells after the other. */
typedef struct group {
    size_t n;            /* so many seem to be plain */
    const uint32_t *end; /* of their cells; before them the end of what stands before */
    const uint32_t *line_end;
    size_t columns;
    pain__row *row;
    pain__item *item;
} group;

/* Cuts the group before the first that has not as many cells as there are columns, or may go on
 * behind the text. */
static void find_records(const pain__parser *p, group *g)
{
    const pain__records *r = &p->records;
    const uint32_t *end = g->end + g->columns - 1;
    size_t n = 0;

    for (; n < g->n && *end == g->line_end[n]; n++, end += g->columns)
        ;
    if (n > 0 && g->line_end[n - 1] == r->end && !r->ended)
        n--;
    g->n = n;
}

/* Begins the rows and items of a group: that of the record at hand is the first. */
static void begin_rows(const pain__parser *p, group *g, const pain__block *b)
{
    uint32_t begin = g->end[-1] + 1;

    for (size_t k = 0; k < g->n; k++) {
        g->row[k] = p->plain.blank;
        g->item[k] = (pain__item){.at = begin,
                                  .length = g->line_end[k] - begin,
                                  .record = b->records + 1 + (uint32_t)k,
                                  .filtered = b->filtered};
        begin = g->line_end[k] + 1;
    }
}

/* Reads the cells of a kind, where there is a column of it, up to one that is not plain. */
__attribute__((always_inline)) static inline void read_cells(pain__parser *p, group *g, int kind,
                                                             pain__batch *batch)
{
    const size_t column = p->plain.column[kind], columns = g->columns, n = g->n;
    const char *const text = p->records.buffer;
    const uint32_t *end = g->end + column;
    pain__row *row = g->row;
    size_t k = 0;

    if (column == PAIN__NO_COLUMN)
        return;
    for (; k < n; k++, row++, end += columns) {
        const uint32_t from = end[-1] + 1;
        const pain__text cell = unquoted((pain__text){text + from, end[0] - from});

        if (!read_usual(p, kind, cell, batch, row) &&
            !read_any(p, kind, cell, batch, row, &g->item[k]))
            break;
    }
    g->n = k;
}

/* Adds up the scores that the records do not have, where they mean nothing, as they do in an
 * evaluation; and finds the bits of occasions. */
static void end_rows(const pain__parser *p, group *g, uint32_t empty)
{
    for (size_t k = 0; k < g->n; k++) {
        pain__row *row = &g->row[k];

        if (g->item[k].empty_scores > 0 && row->occasion != p->plain.blank.occasion)
            g->n = k;
        empty += g->item[k].empty_scores;
        g->item[k].empty_scores = empty;
        row->earlier = row->number > 0 ? pain__occasion_bit(row) : 0;
    }
}

/* Reads the records of a group, up to the first that is not plain. Days come last: what they are
 * found to be is not to be found in a record behind it. */
static void read_group(pain__parser *p, group *g, pain__block *b)
{
    find_records(p, g);
    begin_rows(p, g, b);
    read_cells(p, g, PAIN__PATIENT, &b->batch);
    read_cells(p, g, PAIN__VISIT, &b->batch);
    read_cells(p, g, PAIN__GROUP, &b->batch);
    read_cells(p, g, PAIN__SESSION, &b->batch);
    read_cells(p, g, PAIN__BEFORE, &b->batch);
    read_cells(p, g, PAIN__AFTER, &b->batch);
    if (p->plain.seldom) {
        read_cells(p, g, PAIN__COURSE, &b->batch);
        read_cells(p, g, PAIN__PLANNED, &b->batch);
        read_cells(p, g, PAIN__STOP, &b->batch);
    }
    end_rows(p, g, b->empty_scores);
    read_cells(p, g, PAIN__DAY, &b->batch);
}

/* The records whose ends are listed and for which there is room: none at the end of the text.
 * ENOMEM. */
static pain_status next_group(pain__parser *p, pain__block *b, group *g)
{
    const pain__ends *cells = &p->plain.cells, *lines = &p->plain.lines;
    pain__batch *batch = &b->batch;

    *g = (group){.columns = p->csv->columns.n};
    list_ends(p);
    g->n = (cells->listed - cells->first) / g->columns;
    g->n = g->n < lines->listed - lines->first ? g->n : lines->listed - lines->first;
    pain_status status = pain__batch_grow(batch, g->n, &p->spare, p->records.allocator);

    if (status != PAIN_OK)
        return status;
    size_t together = PAIN__CHUNK - batch->n % PAIN__CHUNK;

    g->n = g->n < together ? g->n : together;
    g->end = cells->list + cells->first;
    g->line_end = lines->list + lines->first;
    g->row = pain__batch_row(batch, batch->n);
    g->item = &batch->item[batch->n];
    return PAIN_OK;
}

/* Takes the records of a group into the block, the first of them in that line; the line behind them
 * is written, and the place. */
static void take_group(pain__parser *p, const group *g, pain__block *b, uint64_t *line,
                       size_t *begin)
{
    const pain__records *r = &p->records;
    const size_t end = g->line_end[g->n - 1];

    for (size_t k = 0; k < g->n; k++)
        g->row[k].line = *line + k;
    b->empty_scores = g->item[g->n - 1].empty_scores;
    b->records += (uint32_t)g->n;
    b->batch.n += g->n;
    p->plain.cells.first += g->n * g->columns;
    p->plain.lines.first += g->n;
    *line += g->n - 1 + (end < r->end);
    *begin = end + (end < r->end);
}

static void begin_ends(pain__ends *ends, const uint64_t *marks, size_t begin)
{
    ends->walk = pain__walk_from(marks, begin);
    ends->list[0] = (uint32_t)begin - 1;
    ends->first = ends->listed = 1;
}

/* Begins a run of plain records at `begin`. */
static void begin_run(pain__parser *p, const pain__batch *batch, size_t begin)
{
    pain__plain *plain = &p->plain;

    begin_ends(&plain->cells, plain->marks, begin);
    begin_ends(&plain->lines, plain->marks + p->records.end / 64 + 1, begin);
    plain->patients = batch->patients.n;
    plain->visits = batch->visits.n;
    plain->groups = batch->groups.n;
}

pain_status pain__plain_read(pain__parser *p, pain__block *b)
{
    pain__records *r = &p->records;
    size_t begin = r->begin + r->next;
    uint64_t line = r->line + r->lines;
    pain_status status = PAIN_OK;
    bool plain = true;

    if (r->after_cr && begin < r->end && r->buffer[begin] == '\n') {
        begin++;
        r->after_cr = false;
    }
    begin_run(p, &b->batch, begin);
    while (plain && begin < r->end) {
        group g;

        status = next_group(p, b, &g);
        if (status != PAIN_OK || g.n == 0)
            break;
        const size_t all = g.n;

        read_group(p, &g, b);
        plain = g.n == all;
        if (g.n == 0)
            break;
        take_group(p, &g, b, &line, &begin);
        r->after_cr = false;
    }
    r->begin = begin;
    r->line = line;
    r->next = r->length = 0;
    r->lines = 0;
    return status;
}
