/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking rows in the order of the source: block after block, what a block left open decided, what
 * is bad set aside or reported, what was read counted. */
#include <config.h>

#include <inttypes.h>
#include <stdio.h>

#include "io/reader.h"

/* Ends the reading: every later call gives the same. */
static pain_status end(pain_csv *csv, pain_status status)
{
    csv->over = status;
    return status;
}

/* The number of the record at hand. */
static uint64_t record_number(const pain_csv *csv)
{
    return csv->before.records + (csv->item != NULL ? csv->item->record : 0);
}

/* How long the record of an item is, without its line end. */
static size_t length_of(const pain_csv *csv, const pain__item *item)
{
    size_t length = item->length;

    return length - (length > 0 && csv->now->text[item->at + length - 1] == '\r');
}

pain_status pain__take_bad(pain_csv *csv, bool fatal)
{
    pain_error *error = &csv->error;
    pain_status status = (pain_status)error->code;
    const pain__item *item = csv->item;

    error->record = record_number(csv);
    pain__copy_cut(error->source, sizeof error->source, csv->source);
    if (fatal || status == PAIN_EIO || status == PAIN_ENOMEM || status == PAIN_EOVERFLOW)
        return end(csv, status);
    if (!csv->lenient)
        return status;
    csv->before.rejected += !csv->rejected;
    csv->rejected = true;
    if (csv->reject != NULL)
        csv->reject(csv->reject_context, error, 1, csv->now->text + item->at, length_of(csv, item));
    return PAIN_OK;
}

/* Ends the reading behind what was read of the block: the source or memory failed. */
static pain_status fail_block(pain_csv *csv, const pain__block *b, pain_status status)
{
    pain_error *error = &csv->error;

    (void)pain__fail(error, status, "%s",
                     status == PAIN_ENOMEM ? "no memory for a record"
                                           : "cannot read from the source");
    if (status == PAIN_EIO && csv->file.error != 0)
        (void)pain__file_fail(&csv->file, error);
    error->line = csv->line + b->lines;
    return pain__take_bad(csv, true);
}

/* Goes on behind the block at hand. What it left unread waits for what follows. */
static pain_status leave_block(pain_csv *csv)
{
    pain__block *b = csv->now;
    pain_status status = PAIN_OK;

    if (b->status != PAIN_OK || b->source != PAIN_OK)
        return fail_block(csv, b, b->status != PAIN_OK ? b->status : b->source);
    csv->line += b->lines;
    csv->before.bytes += b->used;
    csv->before.records += b->records;
    csv->before.filtered += b->filtered;
    csv->before.empty_scores += b->empty_scores;
    csv->item = NULL;
    pain__batch_release(&b->batch);
    if (b->ended)
        return end(csv, PAIN_DONE);
    if (b->used < b->length)
        status = pain__blocks_keep(csv, b);
    else if (b == &csv->joined)
        csv->joined.length = 0;
    csv->taken += b != &csv->joined;
    csv->now = NULL;
    if (status == PAIN_OK)
        return status;
    (void)pain__fail(&csv->error, status, "no memory for a record");
    csv->error.line = csv->line;
    return pain__take_bad(csv, true);
}

/* The next block of the ring, read; NULL when there is none. */
static pain__block *next_block(pain_csv *csv, bool parsed)
{
    if (csv->taken < csv->parsed)
        return pain__block_at(csv, csv->taken);
    if (parsed)
        return NULL;
    if (csv->parsed == csv->filled)
        pain__blocks_fill(csv, 1);
    pain__block *b = pain__block_at(csv, csv->parsed++);

    pain__parser_read(&csv->parser[0], b, csv->origin);
    return b;
}

/* True when days were found to be something else in the block than in those before it. */
static bool is_read_otherwise(const pain_csv *csv, const pain__block *b)
{
    return csv->origin != PAIN__DAYS_UNSEEN && b->origin != PAIN__DAYS_UNSEEN &&
           b->origin != csv->origin;
}

/* Begins to take the rows of a block. It was read without knowing what days are; where it found
 * something else than what the blocks before it did, it is read again. */
static void enter_block(pain_csv *csv, pain__block *b)
{
    if (is_read_otherwise(csv, b))
        pain__parser_read(&csv->parser[0], b, csv->origin);
    if (csv->origin == PAIN__DAYS_UNSEEN)
        csv->origin = b->origin;
    csv->now = b;
    csv->next_item = 0;
    csv->item = NULL;
    csv->looked = false;
}

bool pain__take_begin(pain_csv *csv, pain__block *b)
{
    if (csv->joined.length > 0 || is_read_otherwise(csv, b))
        return false;
    enter_block(csv, b);
    return true;
}

bool pain__take_end(pain_csv *csv)
{
    const pain__block *b = csv->now;

    if (csv->next_item < b->batch.n || csv->look.n_rows > 0 || b->status != PAIN_OK ||
        b->source != PAIN_OK || b->ended || b->used < b->length)
        return false;
    return leave_block(csv) == PAIN_OK;
}

/* Puts a block behind the record that was cut, and reads them when they are twice as long as when
 * the record was found to be cut: a quote that is not closed must not be looked for again and
 * again. */
static pain_status join_block(pain_csv *csv, pain__block *b)
{
    pain__block *joined = &csv->joined;
    pain_status status = pain__blocks_join(csv, b);

    csv->taken++;
    if (status != PAIN_OK) {
        (void)pain__fail(&csv->error, status, "no memory for a record");
        csv->error.line = csv->line;
        return pain__take_bad(csv, true);
    }
    if (joined->length < 2 * csv->joined_before && !joined->ended && joined->source == PAIN_OK)
        return PAIN_OK;
    pain__parser_read(&csv->parser[0], joined, csv->origin);
    enter_block(csv, joined);
    return PAIN_OK;
}

/* Tells of a score that the scale does not have. */
static void tell_score(pain_csv *csv, size_t i)
{
    const pain__parser *p = &csv->look;
    bool outside = p->scores[i] == PAIN_SCORE_OFF_SCALE;
    pain_error place;

    *(outside ? &csv->before.off_scale : &csv->before.off_step) += 1;
    if (csv->reject == NULL)
        return;
    (void)pain__rows_fail(p, pain__parser_column(p, i),
                          outside ? "outside the scale: taken as missing"
                                  : "between two steps of the scale: taken as missing",
                          &place);
    place.record = record_number(csv);
    pain__copy_cut(place.source, sizeof place.source, csv->source);
    csv->reject(csv->reject_context, &place, 0, csv->now->text + csv->item->at,
                length_of(csv, csv->item));
}

/* Counts the missing scores of the record that is looked at. */
static void count_scores(pain_csv *csv)
{
    const pain__parser *p = &csv->look;
    size_t n = pain__parser_scores(p);

    for (size_t i = 0; i < n; i++) {
        bool off;

        csv->before.empty_scores += pain__parser_is_empty(p, i, &off);
        if (off)
            tell_score(csv, i);
    }
}

/* Reads the record of an item again, now that all before it is known. */
static pain_status look(pain_csv *csv, const pain__item *item)
{
    pain__parser *p = &csv->look;
    pain__records *r = &p->records;
    const pain__block *b = csv->now;
    pain_error *error = &csv->error;
    bool fatal = true;
    pain_status status = PAIN_OK;

    pain__error_clear(error);
    if (!csv->looked)
        status = pain__records_use(r, b->text, b->length, b->ended);
    csv->looked = status == PAIN_OK;
    r->begin = item->at;
    r->line = csv->line + pain__batch_row(&b->batch, csv->next_item - 1)->line;
    r->next = r->lines = 0;
    r->after_cr = false;
    r->spare_length = 0;
    p->rules.origin = csv->origin;
    if (status == PAIN_OK)
        status = pain__records_next(r, &fatal, error);
    else
        (void)pain__fail(error, status, "no memory for a record");
    pain__record record = pain__parser_record(p, &status, error);

    csv->origin = p->rules.origin;
    if (record == PAIN__RECORD_BAD) {
        if (error->line == 0)
            error->line = r->line;
        return pain__take_bad(csv, fatal);
    }
    count_scores(csv);
    return PAIN_OK;
}

pain_csv_counts pain__take_counts(const pain_csv *csv)
{
    pain_csv_counts counts = csv->before;
    const pain__item *item = csv->item;

    if (item == NULL)
        return counts;
    counts.bytes += item->at + length_of(csv, item);
    counts.records += item->record;
    counts.filtered += item->filtered;
    counts.empty_scores += item->empty_scores;
    return counts;
}

/* Names a patient whom no column names. */
static void name_patient(pain_csv *csv, pain__incoming *row)
{
    int length = snprintf(csv->number, sizeof csv->number, "%" PRIu64, record_number(csv));

    pain__word_set(&csv->name, csv->number, (size_t)length, csv->look.key);
    row->patients = (pain__words){.word = &csv->name, .n = 1};
    row->row->patient = 0;
}

static void set_key(pain__word *word, uint64_t key)
{
    if (word->text != NULL)
        pain__word_set(word, word->text, word->length, key);
}

void pain__take_key(pain_csv *csv, uint64_t key)
{
    pain__draft *draft = &csv->look.draft;

    for (size_t i = 0; i < csv->parsers; i++)
        csv->parser[i].key = key;
    csv->look.key = key;
    if (csv->look.n_rows > 0) {
        set_key(&draft->patient, key);
        set_key(&draft->visit, key);
        set_key(&draft->group, key);
    }
    pain__batch_set_key(&csv->joined.batch, key);
    for (size_t i = csv->taken; i < csv->parsed; i++)
        pain__batch_set_key(&pain__block_at(csv, i)->batch, key);
}

pain__incoming pain__take_together(const pain_csv *csv)
{
    const pain__batch *b = csv->now != NULL ? &csv->now->batch : NULL;
    const size_t i = csv->next_item;

    if (b == NULL || i == b->n || csv->look.n_rows > 0 ||
        csv->columns.role[PAIN_ROLE_PATIENT] == PAIN__NO_COLUMN)
        return (pain__incoming){.n = 0};
    const size_t room = (i / PAIN__CHUNK + 1) * PAIN__CHUNK;
    size_t end = b->n < room ? b->n : room;

    for (size_t j = i; b->looks > 0 && j < end; j++)
        if (b->item[j].look)
            end = j;
    return pain__batch_rows(b, i, end - i, csv->line);
}

/* The next row of the item at hand or of those behind it; DONE when a block has to be left or
 * entered. */
static pain_status next_row(pain_csv *csv, pain__incoming *row)
{
    for (;;) {
        if (csv->look.n_rows > 0 && pain__rows_next(&csv->look, &csv->draft)) {
            *row = pain__draft_row(&csv->draft);
            return PAIN_OK;
        }
        csv->look.n_rows = csv->look.next_row = 0;
        if (csv->now == NULL || csv->next_item == csv->now->batch.n)
            return PAIN_DONE;
        const pain__item *item = pain__take_items(csv, 1);

        if (!item->look) {
            *row = pain__batch_rows(&csv->now->batch, csv->next_item - 1, 1, csv->line);
            return PAIN_OK;
        }
        pain_status status = look(csv, item);

        if (status != PAIN_OK)
            return status;
    }
}

pain_status pain__take_row(pain_csv *csv, bool parsed, pain__incoming *row)
{
    pain_status status = csv->over;

    while (status == PAIN_OK) {
        status = next_row(csv, row);
        if (status == PAIN_OK && row->row->patient == PAIN__NO_LABEL)
            name_patient(csv, row);
        if (status != PAIN_DONE)
            return status;
        status = csv->now != NULL ? leave_block(csv) : PAIN_OK;
        pain__block *b = status == PAIN_OK ? next_block(csv, parsed) : NULL;

        if (status != PAIN_OK)
            return status;
        if (b == NULL)
            return PAIN_DONE;
        if (csv->joined.length > 0)
            status = join_block(csv, b);
        else
            enter_block(csv, b);
    }
    return status;
}
