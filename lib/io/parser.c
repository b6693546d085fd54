/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a block: its records one after the other, into rows where they are sound. */
#include <config.h>

#include "io/reader.h"

pain_status pain__parser_init(pain__parser *p, const pain_csv *csv)
{
    p->csv = csv;
    p->rules = csv->rules;
    pain__records_init(&p->records, &csv->allocator, NULL, NULL);
    p->records.delimiter = csv->header.delimiter;
    p->scores = pain__alloc(&csv->allocator, csv->columns.n_slots, 2 * sizeof *p->scores);
    pain__plain_init(&p->plain, csv);
    if (p->scores == NULL) {
        pain__parser_free(p);
        p->csv = NULL;
        return PAIN_ENOMEM;
    }
    return PAIN_OK;
}

void pain__parser_free(pain__parser *p)
{
    if (p->csv == NULL)
        return;
    pain__records_free(&p->records);
    pain__plain_free(&p->plain, &p->csv->allocator);
    pain__free(&p->csv->allocator, p->scores);
    pain__batch_free(&p->batch, &p->csv->allocator);
    pain__rooms_free(&p->spare, &p->csv->allocator);
    pain__packing_clear(&p->packing, &p->csv->allocator);
}

static void exchange(pain__parser *p, pain__block *b)
{
    const pain__batch batch = p->batch;

    p->batch = b->batch;
    b->batch = batch;
}

void pain__parser_lend(pain__parser *p, pain__block *b)
{
    if (b->batch.item == NULL)
        exchange(p, b);
}

void pain__parser_take_back(pain__parser *p, pain__block *b)
{
    if (p->batch.item == NULL)
        exchange(p, b);
}

/* True for a line of nothing but delimiters, as spreadsheets leave them behind the last row. Where
 * no column says who the patient is, it is a patient without scores. */
static bool is_blank(const pain__parser *p)
{
    bool blank = p->csv->columns.role[PAIN_ROLE_PATIENT] != PAIN__NO_COLUMN;

    for (size_t i = 0; blank && i < p->records.n_cells; i++)
        blank = pain__trim(pain__records_cell(&p->records, i)).length == 0;
    return blank;
}

static pain_status check_width(const pain__parser *p, pain_error *error)
{
    const pain__columns *c = &p->csv->columns;
    size_t got = p->records.n_cells, wanted = c->n;

    if (got == wanted)
        return PAIN_OK;
    (void)pain__fail(error, PAIN_ESCHEMA,
                     "%zu cells where the header has %zu: is a delimiter "
                     "missing, or not in quotes",
                     got, wanted);
    if (error == NULL)
        return PAIN_ESCHEMA;
    error->line = p->records.line;
    error->column = (uint32_t)(got < wanted ? got : wanted) + 1;
    if (got < wanted)
        pain__copy_cut(error->field, sizeof error->field, c->columns[got].name);
    return PAIN_ESCHEMA;
}

pain__record pain__parser_record(pain__parser *p, pain_status *status, pain_error *error)
{
    p->next_row = p->n_rows = 0;
    if (*status == PAIN_OK && is_blank(p))
        return PAIN__RECORD_BLANK;
    if (*status == PAIN_OK)
        *status = check_width(p, error);
    if (*status == PAIN_OK && p->csv->filters.n > 0 &&
        !pain__filters_hold(&p->csv->filters, &p->records, &p->rules))
        return PAIN__RECORD_FILTERED;
    if (*status == PAIN_OK)
        *status = pain__rows_begin(p, error);
    return *status == PAIN_OK ? PAIN__RECORD_ROWS : PAIN__RECORD_BAD;
}

size_t pain__parser_scores(const pain__parser *p)
{
    return 2 * (p->csv->columns.layout == PAIN_LAYOUT_WIDE ? p->n_rows : 1);
}

/* An occasion with room for one score misses none when it has the other. */
bool pain__parser_is_empty(const pain__parser *p, size_t i, bool *off)
{
    const pain__columns *c = &p->csv->columns;
    bool evaluated = c->pairs && p->n_rows == 1 && p->scores[i ^ 1] == PAIN_SCORE_NONE;
    bool single =
        evaluated || (c->layout == PAIN_LAYOUT_SESSIONS && p->draft.row.occasion != PAIN_SESSION);

    *off = false;
    if (p->scores[i] >= 0 || pain__parser_column(p, i) == PAIN__NO_COLUMN)
        return false;
    *off = p->scores[i] != PAIN_SCORE_NONE;
    if (*off)
        return false;
    return !single || (p->scores[i ^ 1] == PAIN_SCORE_NONE &&
                       (i % 2 == 0 || c->slots[i / 2].before == PAIN__NO_COLUMN));
}

/* Counts the empty scores of the record at hand; false when there are scores to tell of. */
static bool count_empty(const pain__parser *p, uint32_t *empty)
{
    size_t n = p->missing ? pain__parser_scores(p) : 0;
    bool off = false;

    *empty = 0;
    for (size_t i = 0; i < n && !off; i++)
        *empty += pain__parser_is_empty(p, i, &off);
    return !off;
}

/* Begins an item of the record at hand; NULL when memory is short. */
static pain__item *begin_item(pain__parser *p, pain__block *b)
{
    const pain__records *r = &p->records;

    if (pain__batch_grow(&b->batch, 1, &p->spare, r->allocator) != PAIN_OK)
        return NULL;
    pain__item *item = &b->batch.item[b->batch.n];

    *item = (pain__item){.at = (uint32_t)r->begin,
                         .length = (uint32_t)r->length,
                         .record = b->records,
                         .filtered = b->filtered,
                         .empty_scores = b->empty_scores};
    return item;
}

/* Takes a record that has to be looked at in order. */
static pain_status take_look(pain__parser *p, pain__block *b)
{
    pain__item *item = begin_item(p, b);

    if (item == NULL)
        return PAIN_ENOMEM;
    item->look = true;
    *pain__batch_row(&b->batch, b->batch.n++) =
        (pain__row){.line = p->records.line, .patient = PAIN__NO_LABEL};
    b->batch.looks++;
    return PAIN_OK;
}

/* Takes the rows of the record at hand. */
static pain_status take_rows(pain__parser *p, pain__block *b)
{
    pain_status status = PAIN_OK;
    pain__draft draft;

    while (status == PAIN_OK && pain__rows_next(p, &draft)) {
        if (begin_item(p, b) == NULL)
            return PAIN_ENOMEM;
        status = pain__batch_put(&b->batch, &draft, p->records.allocator);
        b->batch.n += status == PAIN_OK;
    }
    return status;
}

/* Takes the record at hand into the block. */
static pain_status take_record(pain__parser *p, pain__block *b, pain_status status)
{
    pain__record record = pain__parser_record(p, &status, NULL);
    uint32_t empty;

    if (record == PAIN__RECORD_BLANK)
        return PAIN_OK;
    b->records++;
    b->filtered += record == PAIN__RECORD_FILTERED;
    if (record == PAIN__RECORD_FILTERED)
        return PAIN_OK;
    if (record == PAIN__RECORD_BAD || !count_empty(p, &empty))
        return take_look(p, b);
    b->empty_scores += empty;
    return take_rows(p, b);
}

void pain__parser_read(pain__parser *p, pain__block *b, pain__day_origin assumed)
{
    pain__records *r = &p->records;
    bool fatal = false;

    pain__batch_clear(&b->batch);
    b->records = b->filtered = b->empty_scores = 0;
    p->rules.origin = assumed;
    r->spare = b->spare;
    r->spare_capacity = b->spare_capacity;
    r->rescanned = 0;
    b->status = pain__records_use(r, b->text, b->length, b->ended);
    r->after_cr = b->after_cr;
    if (b->status == PAIN_OK)
        b->status = pain__plain_begin(p);
    while (b->status == PAIN_OK && !fatal) {
        if (p->plain.open)
            b->status = pain__plain_read(p, b);
        if (b->status != PAIN_OK)
            break;
        pain_status status = pain__records_next(r, &fatal, NULL);

        if (status == PAIN_DONE)
            break;
        b->status = status == PAIN_ENOMEM ? status : take_record(p, b, status);
    }
    b->used = r->begin;
    b->lines = r->line;
    b->origin = p->rules.origin;
    b->spare = r->spare;
    b->spare_capacity = r->spare_capacity;
    r->spare = NULL;
    r->spare_capacity = 0;
}
