/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain records: those of which there is nothing to say, as nearly all are. Their text is regular
 * (see scan.h), each cell is there, and what it holds is a label, a number, a date or a score that
 * is read at a glance. They become the same rows here as by records.c and rows.c, to which every
 * other record is left. */
#include <config.h>

#include "io/reader.h"

/* What the cells of a column are. */
enum { NOTHING, PATIENT, VISIT, GROUP, COURSE, PLANNED, STOP, SESSION, DAY, BEFORE, AFTER };

/* Gives a column its kind; false when it has another already. */
static bool set_kind(pain__plain *plain, size_t column, int kind)
{
    if (column == PAIN__NO_COLUMN)
        return true;
    bool first = plain->kind[column] == NOTHING;

    plain->kind[column] = kind;
    return first;
}

/* Whether a file may have plain records: its rows are sessions, or assessments that only the visit
 * tells apart. */
static bool is_possible(const pain_csv *csv)
{
    const size_t *role = csv->columns.role;
    bool assessments =
        csv->columns.layout == PAIN_LAYOUT_LONG && role[PAIN_ROLE_SESSION] == PAIN__NO_COLUMN;

    return (csv->columns.layout == PAIN_LAYOUT_SESSIONS || assessments) &&
           role[PAIN_ROLE_KIND] == PAIN__NO_COLUMN && role[PAIN_ROLE_PATIENT] != PAIN__NO_COLUMN &&
           csv->filters.n == 0 && csv->rules.n_missing == 0;
}

pain_status pain__plain_init(pain__plain *plain, const pain_csv *csv)
{
    const pain__columns *c = &csv->columns;
    const size_t *role = c->role;

    plain->kind = pain__alloc(&csv->allocator, c->n, sizeof *plain->kind);
    if (plain->kind == NULL)
        return PAIN_ENOMEM;
    plain->occasion = c->layout == PAIN_LAYOUT_LONG ? PAIN_ASSESSMENT : PAIN_SESSION;
    plain->possible =
        is_possible(csv) && set_kind(plain, role[PAIN_ROLE_PATIENT], PATIENT) &&
        set_kind(plain, role[PAIN_ROLE_VISIT], VISIT) && set_kind(plain, c->group, GROUP) &&
        set_kind(plain, role[PAIN_ROLE_COURSE], COURSE) &&
        set_kind(plain, role[PAIN_ROLE_PLANNED], PLANNED) &&
        set_kind(plain, role[PAIN_ROLE_SESSION], SESSION) &&
        set_kind(plain, role[PAIN_ROLE_DAY], DAY) && set_kind(plain, role[PAIN_ROLE_STOP], STOP) &&
        set_kind(plain, c->slots[0].before, BEFORE) && set_kind(plain, c->slots[0].after, AFTER);
    return PAIN_OK;
}

void pain__plain_free(pain__plain *plain, const pain_allocator *a)
{
    pain__free(a, plain->kind);
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

static inline bool read_cell(pain__parser *p, int kind, pain__text cell, pain__entry *entry)
{
    switch (kind) {
    case PATIENT:
        return read_label(p, cell, &entry->patient);
    case VISIT:
        return read_visit(p, cell, &entry->visit);
    case GROUP:
        return cell.length == 0 || read_label(p, cell, &entry->group);
    case COURSE:
        return read_count(cell, &entry->row.course);
    case PLANNED:
        return read_count(cell, &entry->row.planned);
    case STOP:
        return read_stop(p, cell, &entry->row.stop);
    case SESSION:
        return read_session(cell, &entry->row);
    case DAY:
        return cell.length == 0 || pain__cell_day(&p->rules, cell, &entry->row.day) == NULL;
    case BEFORE:
        return read_score(p, cell, &entry->row.before);
    case AFTER:
        return read_score(p, cell, &entry->row.after);
    default:
        return true;
    }
}

/* Takes the CR of a line end and quotes off the cell `*from`..`*to`; false when there are blanks
 * around what is left. */
static bool strip(const char **from, const char **to)
{
    if ((*to)[-1] == '\r')
        --*to;
    if (**from == '"') {
        ++*from;
        --*to;
    }
    return *from >= *to || ((unsigned char)**from > ' ' && (unsigned char)(*to)[-1] > ' ');
}

/* Reads the cell from..to of a column. */
static inline bool read_column(pain__parser *p, int kind, const char *from, const char *to,
                               pain__entry *entry)
{
    /* Blanks, line ends and quotes are not above the quote. */
    if (from < to && ((unsigned char)*from <= '"' || (unsigned char)to[-1] <= '"') &&
        !strip(&from, &to))
        return false;
    return read_cell(p, kind, (pain__text){from, (size_t)(to - from)}, entry);
}

/* Reads the record that begins at `begin` into a row; returns its end, SIZE_MAX when it is not
 * plain. */
static inline size_t read_record(pain__parser *p, size_t begin, pain__entry *entry)
{
    const char *const text = p->records.buffer, delimiter = p->records.delimiter;
    const int *kind = p->plain.kind, *const no_kind = kind + p->csv->columns.n;
    pain__walk w = pain__walk_from(p->plain.ends, begin);
    const char *from = text + begin, *end;

    do {
        end = text + pain__walk_next(&w);
        if (kind == no_kind || (*kind != NOTHING && !read_column(p, *kind, from, end, entry)))
            return SIZE_MAX;
        kind++;
        from = end + 1;
    } while (*end == delimiter);
    return kind == no_kind ? (size_t)(end - text) : SIZE_MAX;
}

/* Begins an item; false when memory is short. */
static inline bool begin_item(pain__parser *p, pain__block *b)
{
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

pain_status pain__plain_read(pain__parser *p, pain__block *b)
{
    pain__records *r = &p->records;
    size_t begin = r->begin + r->next;
    uint64_t line = r->line + r->lines;
    pain_status status = PAIN_OK;

    while (begin < r->end) {
        const pain__day_origin origin = p->rules.origin;

        if (!begin_item(p, b)) {
            status = PAIN_ENOMEM;
            break;
        }
        size_t end = read_record(p, begin, &b->item[b->n].entry);

        if (end == SIZE_MAX || (end == r->end && !r->ended) || !count_empty(p, b)) {
            p->rules.origin = origin;
            break;
        }
        b->records++;
        b->item[b->n].entry.row.line = line;
        pain__item_place(&b->item[b->n++], begin, end - (r->buffer[end - 1] == '\r'), b);
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
