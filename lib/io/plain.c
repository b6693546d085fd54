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
    plain->occasion = c->layout == PAIN_LAYOUT_LONG ? PAIN_ASSESSMENT : PAIN_SESSION;
    plain->possible = is_possible(csv) && are_apart(column);
    for (int i = PAIN__COURSE; i <= PAIN__STOP; i++)
        plain->seldom = plain->seldom || column[i] != PAIN__NO_COLUMN;
}

void pain__plain_free(pain__plain *plain, const pain_allocator *a)
{
    pain__free(a, plain->ends);
}

pain_status pain__plain_begin(pain__parser *p)
{
    pain__plain *plain = &p->plain;
    const pain__records *r = &p->records;
    void *block = plain->ends;
    bool wide = false;

    plain->open = false;
    if (!plain->possible || r->end > PAIN__RECORD_BYTES)
        return PAIN_OK;
    pain_status status =
        pain__grow(r->allocator, &block, &plain->capacity, r->end / 64 + 1, sizeof *plain->ends);

    plain->ends = block;
    if (status == PAIN_OK)
        plain->open =
            pain__scan_regular(r->way, r->buffer, r->end, r->delimiter, plain->ends, &wide) &&
            (!wide || pain__utf8_valid(r->buffer, r->end) == r->end);
    return status;
}

static inline bool read_label(const pain__parser *p, pain__text cell, pain__word *word)
{
    if (pain__cell_missing(&p->rules, cell))
        return false;
    pain__word_set(word, cell.at, cell.length, p->key);
    return true;
}

/* A score that the scale has, or none. */
static inline bool read_score(pain__parser *p, pain__text cell, pain_score *score)
{
    if (pain__cell_score(&p->rules, cell, score) != NULL)
        return false;
    if (*score >= 0)
        return true;
    p->plain.empty++;
    return *score == PAIN_SCORE_NONE;
}

static inline bool read_count(pain__text cell, int32_t *count)
{
    return cell.length == 0 || pain__cell_count(cell, count) == NULL;
}

/* The name of a visit, none of those that say what kind of occasion a row of sessions is. */
static inline bool read_visit(const pain__parser *p, pain__text cell, pain__word *word)
{
    if (cell.length == 0)
        return true;
    return read_label(p, cell, word) &&
           (p->plain.occasion == PAIN_ASSESSMENT || pain__visit_occasion(cell) < 0);
}

static inline bool read_stop(const pain__parser *p, pain__text cell, int32_t *stop)
{
    if (cell.length == 0)
        return true;
    *stop = pain__cell_stop(cell);
    return !pain__cell_missing(&p->rules, cell);
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
static bool read_any(pain__parser *p, int kind, pain__text cell, pain__entry *entry)
{
    if (!undress(&cell))
        return false;
    switch (kind) {
    case PAIN__PATIENT:
        return read_label(p, cell, &entry->patient);
    case PAIN__VISIT:
        return read_visit(p, cell, &entry->visit);
    case PAIN__GROUP:
        return cell.length == 0 || read_label(p, cell, &entry->group);
    case PAIN__COURSE:
        return read_count(cell, &entry->row.course);
    case PAIN__PLANNED:
        return read_count(cell, &entry->row.planned);
    case PAIN__STOP:
        return read_stop(p, cell, &entry->row.stop);
    case PAIN__SESSION:
        return read_session(cell, &entry->row);
    case PAIN__DAY:
        return cell.length == 0 || pain__cell_day(&p->rules, cell, &entry->row.day) == NULL;
    case PAIN__BEFORE:
        return read_score(p, cell, &entry->row.before);
    default: /* PAIN__AFTER */
        return read_score(p, cell, &entry->row.after);
    }
}

/* Takes the label of the record before, where the cell holds the same text. */
static inline bool repeat_label(const pain__word *before, pain__text cell, pain__word *word)
{
    if (cell.length == 0 || !pain__word_is(before, cell.at, cell.length))
        return false;
    *word = *before;
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
static inline bool read_usual(pain__parser *p, int kind, pain__text cell, pain__entry *entry)
{
    const pain__entry *before = p->plain.before;

    switch (kind) {
    case PAIN__PATIENT:
        return repeat_label(&before->patient, cell, &entry->patient);
    case PAIN__VISIT:
        return repeat_label(&before->visit, cell, &entry->visit);
    case PAIN__GROUP:
        return repeat_label(&before->group, cell, &entry->group);
    case PAIN__SESSION:
        return read_small_session(cell, &entry->row.number);
    case PAIN__DAY:
        return pain__cell_date(&p->rules, cell, &entry->row.day);
    case PAIN__BEFORE:
        return read_small_score(p, cell, &entry->row.before);
    case PAIN__AFTER:
        return read_small_score(p, cell, &entry->row.after);
    default:
        return false;
    }
}

/* Lists more ends behind those that are still to come; false when they are fewer than columns. */
static bool list_ends(pain__parser *p)
{
    pain__plain *plain = &p->plain;
    const uint64_t *end = plain->ends + p->records.end / 64 + 1;
    size_t rest = plain->listed - plain->first + 1;

    memmove(plain->list, plain->list + plain->first - 1, rest * sizeof *plain->list);
    plain->first = 1;
    plain->listed = rest + pain__walk_list(p->records.way, &plain->walk, end, plain->list + rest,
                                           PAIN__ENDS - rest);
    return plain->listed - 1 >= p->csv->columns.n;
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

/* Reads the cell of a kind, where there is a column of it, of a record whose cells end at end[0],
 * end[1], ...; end[-1] is the end of the one before. */
__attribute__((always_inline)) static inline bool read_cell(pain__parser *p, const uint32_t *end,
                                                            int kind, pain__entry *entry)
{
    size_t column = p->plain.column[kind];

    if (column == PAIN__NO_COLUMN)
        return true;
    end += column;
    const uint32_t from = end[-1] + 1;
    const pain__text cell = unquoted((pain__text){p->records.buffer + from, end[0] - from});

    return read_usual(p, kind, cell, entry) || read_any(p, kind, cell, entry);
}

static inline bool read_seldom(pain__parser *p, const uint32_t *end, pain__entry *entry)
{
    return !p->plain.seldom ||
           (read_cell(p, end, PAIN__COURSE, entry) && read_cell(p, end, PAIN__PLANNED, entry) &&
            read_cell(p, end, PAIN__STOP, entry));
}

/* True when behind each of those ends but the last of the record stands another cell. */
static inline bool is_record(const pain__parser *p, const uint32_t *end)
{
    const char *const text = p->records.buffer, delimiter = p->records.delimiter;
    const size_t last = p->csv->columns.n - 1;
    int differ = 0;

    for (size_t i = 0; i < last; i++)
        differ |= text[end[i]] ^ delimiter;
    return differ == 0 && text[end[last]] != delimiter;
}

/* Reads the next record, whose ends are listed, into a row; false when it is not plain. */
static inline bool read_record(pain__parser *p, pain__entry *entry)
{
    const uint32_t *end = p->plain.list + p->plain.first;

    return is_record(p, end) && read_cell(p, end, PAIN__PATIENT, entry) &&
           read_cell(p, end, PAIN__VISIT, entry) && read_cell(p, end, PAIN__GROUP, entry) &&
           read_cell(p, end, PAIN__SESSION, entry) && read_cell(p, end, PAIN__DAY, entry) &&
           read_cell(p, end, PAIN__BEFORE, entry) && read_cell(p, end, PAIN__AFTER, entry) &&
           read_seldom(p, end, entry);
}

/* Begins an item, the first of its run being item `run`; false when memory is short. */
static inline bool begin_item(pain__parser *p, pain__block *b, size_t run)
{
    static const pain__entry none = {.patient = {.text = NULL}};
    static const pain__row blank = {
        .day = PAIN_NO_DAY, .before = PAIN_SCORE_NONE, .after = PAIN_SCORE_NONE};

    if (b->n == b->items && !pain__block_grow(p, b))
        return false;
    pain__entry *entry = &b->item[b->n].entry;

    entry->visit.text = entry->group.text = NULL;
    entry->visit.length = entry->group.length = 0;
    entry->row = blank;
    entry->row.occasion = p->plain.occasion;
    p->plain.empty = 0;
    p->plain.before = b->n > run ? &b->item[b->n - 1].entry : &none;
    return true;
}

/* Counts the scores that the record does not have; false when they mean something, as they do in
 * an evaluation. */
static inline bool count_empty(const pain__parser *p, pain__block *b)
{
    if (p->plain.empty == 0)
        return true;
    if (b->item[b->n].entry.row.occasion != p->plain.occasion)
        return false;
    b->empty_scores += p->plain.empty;
    return true;
}

/* Takes the record that begins at `begin` and was read, in that line. */
static inline void take_record(pain__parser *p, pain__block *b, size_t begin, size_t end,
                               uint64_t line)
{
    pain__item *item = &b->item[b->n++];

    b->records++;
    item->entry.row.line = line;
    item->entry.bit = item->entry.row.number > 0 ? pain__occasion_bit(&item->entry.row) : 0;
    pain__item_place(item, begin, end - (p->records.buffer[end - 1] == '\r'), b);
    p->plain.first += p->csv->columns.n;
}

pain_status pain__plain_read(pain__parser *p, pain__block *b)
{
    pain__records *r = &p->records;
    pain__plain *plain = &p->plain;
    const size_t run = b->n, columns = p->csv->columns.n;
    size_t begin = r->begin + r->next;
    uint64_t line = r->line + r->lines;
    pain_status status = PAIN_OK;

    if (r->after_cr && begin < r->end && r->buffer[begin] == '\n') {
        begin++;
        r->after_cr = false;
    }
    plain->walk = pain__walk_from(plain->ends, begin);
    plain->list[0] = (uint32_t)begin - 1;
    plain->first = plain->listed = 1;
    while (begin < r->end) {
        const pain__day_origin origin = p->rules.origin;

        if (plain->listed - plain->first < columns && !list_ends(p))
            break;
        size_t end = plain->list[plain->first + columns - 1];

        if (!begin_item(p, b, run)) {
            status = PAIN_ENOMEM;
            break;
        }
        if (!read_record(p, &b->item[b->n].entry) || (end == r->end && !r->ended) ||
            !count_empty(p, b)) {
            p->rules.origin = origin;
            break;
        }
        take_record(p, b, begin, end, line);
        line += end < r->end;
        begin = end + (end < r->end);
        r->after_cr = false;
    }
    r->begin = begin;
    r->line = line;
    r->next = r->length = 0;
    r->lines = 0;
    return status;
}
