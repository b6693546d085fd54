/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading: a row at a time, or all into a table on several threads. */
#include <config.h>

#include <string.h>

#include "base/pipeline.h"
#include "data/scale.h"
#include "io/reader.h"

/* So many rows are worth a part of a table. */
enum { ENOUGH = PAIN__CHUNK / 2 };

/* Ends the reading for want of memory. */
static pain_status no_memory(pain_csv *csv)
{
    (void)pain__fail(&csv->error, PAIN_ENOMEM, "no memory for a record");
    csv->error.line = csv->line;
    return pain__take_bad(csv, true);
}

/* Makes what reading needs; ENOMEM ends it. */
static pain_status begin(pain_csv *csv)
{
    if (csv->over != PAIN_OK)
        return csv->over;
    return pain__blocks_make(csv) == PAIN_OK ? PAIN_OK : no_memory(csv);
}

static size_t room_for(const pain__word *word)
{
    return word != NULL ? (size_t)word->length + 1 : 0;
}

/* Copies a label behind the others; NULL for none. */
static const char *keep(char **to, const pain__word *word)
{
    char *label = *to;

    if (word == NULL)
        return NULL;
    memcpy(label, word->text, word->length);
    label[word->length] = '\0';
    *to += word->length + 1;
    return label;
}

static pain_status hand_out(pain_csv *csv, const pain__incoming *incoming, pain_session *row)
{
    const pain__row *read = incoming->row;
    const pain__word *patient = pain__words_at(&incoming->patients, read->patient);
    const pain__word *visit = pain__words_at(&incoming->visits, read->visit);
    const pain__word *group = pain__words_at(&incoming->groups, read->group);
    void *block = csv->labels;
    size_t need = room_for(patient) + room_for(visit) + room_for(group);
    pain_status status = pain__grow(&csv->allocator, &block, &csv->labels_capacity, need, 1);

    csv->labels = block;
    if (status != PAIN_OK) {
        (void)pain__fail(&csv->error, status, "no memory for a row");
        csv->error.line = incoming->line + read->line;
        return pain__take_bad(csv, true);
    }
    char *to = csv->labels;

    row->patient = keep(&to, patient);
    row->visit = keep(&to, visit);
    row->group = keep(&to, group);
    row->day = read->day;
    row->occasion = read->occasion;
    row->course = read->course;
    row->number = read->number;
    row->planned = read->planned;
    row->stop = read->stop;
    row->before = read->before;
    row->after = read->after;
    row->line = incoming->line + read->line;
    return PAIN_OK;
}

pain_status pain_csv_next(pain_csv *csv, pain_session *row, pain_error *error)
{
    pain__incoming incoming;

    pain_session_init(row);
    pain__error_clear(error);
    pain_status status = begin(csv);

    if (status == PAIN_OK)
        status = pain__take_row(csv, false, &incoming);
    if (status == PAIN_OK)
        status = hand_out(csv, &incoming, row);
    if (status > 0 && error != NULL)
        *error = csv->error;
    return status;
}

/* Gives the table the room in which the next rows stand, if they are the first of it and enough. */
static void give_room(const pain_csv *csv, pain_sessions *sessions, const pain__incoming *next)
{
    pain__batch *b = &csv->now->batch;
    const size_t i = csv->next_item / PAIN__CHUNK;

    if (csv->next_item % PAIN__CHUNK == 0 && b->adopted == i && next->n >= ENOUGH &&
        pain__rows_adopt(&sessions->rows, &sessions->allocator, b->room[i]) == PAIN_OK)
        b->adopted++;
}

/* Takes rows together, and `gives` their rooms to the table; false when it says something against
 * the last that was taken, which is csv->error then. */
static bool take_together(pain_csv *csv, pain_sessions *sessions, bool gives)
{
    pain_status status = PAIN_OK;
    pain__incoming next = pain__take_together(csv);

    for (; status == PAIN_OK && next.n > 0; next = pain__take_together(csv)) {
        size_t added;

        if (gives)
            give_room(csv, sessions, &next);
        status = pain__sessions_add(sessions, &next, &added, &csv->error);
        (void)pain__take_items(csv, added + (status != PAIN_OK));
    }
    return status == PAIN_OK;
}

/* Takes the rows of the blocks that are read; OK when more are wanted. */
static pain_status take_rows(pain_csv *csv, pain_sessions *sessions)
{
    pain_status status = PAIN_OK;

    while (status == PAIN_OK) {
        bool added = take_together(csv, sessions, false);

        if (added) {
            pain__incoming row;
            size_t n;

            status = pain__take_row(csv, true, &row);
            added =
                status != PAIN_OK || pain__sessions_add(sessions, &row, &n, &csv->error) == PAIN_OK;
        }
        if (!added)
            status = pain__take_bad(csv, false);
    }
    return status == PAIN_DONE ? csv->over : status;
}

/* What the threads have in common that read into a table. */
typedef struct reading {
    pain_csv *csv;
    pain_sessions *sessions;
    pain_status status;
    bool gives;         /* rooms to the table */
    bool refused;       /* the row at hand was, by the table */
    pain_status packed; /* not OK: memory was short to pack rows */
} reading;

static size_t fill_blocks(void *context, size_t taken)
{
    pain_csv *csv = ((reading *)context)->csv;

    pain__blocks_fill(csv, csv->blocks - (csv->filled - taken));
    return csv->filled;
}

/* First packs the rows that the thread has taken, since others may take theirs meanwhile. */
static void parse_block(void *context, size_t worker, size_t part)
{
    const reading *r = context;
    pain_csv *csv = r->csv;
    pain__block *b = pain__block_at(csv, part);

    pain__packing_work(&csv->parser[worker].packing, &r->sessions->allocator);
    pain__parser_lend(&csv->parser[worker], b);
    pain__parser_read(&csv->parser[worker], b, PAIN__DAYS_UNSEEN);
}

/* Takes the rows of the block at hand, and parts that are closed thereby to be packed; false
 * when the table says something against the last row. */
static bool take_and_fill(const reading *r, pain__packing *packing)
{
    pain__rows *rows = &r->sessions->rows;
    const pain__batch *b = &r->csv->now->batch;
    const size_t first = rows->parts > 0 ? rows->parts - 1 : 0;

    rows->leave = true;
    bool taken = take_together(r->csv, r->sessions, r->gives && b->looks == 0);

    /* Nobody else is to write into a room that this thread has in its cache. */
    if (taken && b->adopted > 0)
        pain__rows_close(rows);
    rows->leave = false;
    pain__packing_begin(packing, rows, first, &r->csv->allocator);
    return taken;
}

/* Takes the rows of a block, unless something has to be looked at, told or asked for. */
static bool take_block(void *context, size_t worker, size_t part)
{
    reading *r = context;
    pain_csv *csv = r->csv;
    pain__block *b = pain__block_at(csv, part);
    pain__parser *p = &csv->parser[worker];

    r->packed =
        pain__packing_end(&p->packing, &r->sessions->rows, &p->spare, &r->sessions->allocator);
    if (r->packed != PAIN_OK || !pain__take_begin(csv, b))
        return false;
    r->refused = !take_and_fill(r, &p->packing);
    if (r->refused || !pain__take_end(csv))
        return false;
    pain__parser_take_back(p, b);
    return true;
}

/* Goes on with a block where take_block left it. */
static bool take_rest(void *context, size_t part)
{
    reading *r = context;
    pain_csv *csv = r->csv;

    csv->parsed = part + 1;
    r->status = r->packed != PAIN_OK ? no_memory(csv) : PAIN_OK;
    if (r->refused)
        r->status = pain__take_bad(csv, false);
    r->refused = false;
    if (r->status == PAIN_OK)
        r->status = take_rows(csv, r->sessions);
    return r->status == PAIN_OK;
}

/* Packs what the threads have not. */
static pain_status pack_rest(pain_csv *csv, pain_sessions *sessions)
{
    const pain_allocator *a = &sessions->allocator;
    pain_status status = PAIN_OK;

    for (size_t i = 0; i < csv->parsers; i++) {
        pain__parser *p = &csv->parser[i];
        pain_status ended = pain__packing_end(&p->packing, &sessions->rows, &p->spare, a);

        status = status == PAIN_OK ? ended : status;
    }
    return status == PAIN_OK ? pain__rows_pack(&sessions->rows, a) : status;
}

/* Takes the rows of the block at hand that were not added out of the rooms that the table has. */
static pain_status part_rooms(pain_csv *csv)
{
    pain__batch *b = csv->now != NULL ? &csv->now->batch : NULL;

    if (b == NULL || b->adopted == 0)
        return PAIN_OK;
    return pain__batch_part(b, csv->next_item, &csv->allocator);
}

/* True when one allocator takes back what the other gave. */
static bool are_same(const pain_allocator *a, const pain_allocator *b)
{
    return a->alloc == b->alloc && a->realloc == b->realloc && a->free == b->free &&
           a->ctx == b->ctx;
}

/* Takes the rows of one block after the other. The caller's thread alone calls the source and the
 * reject function. */
static pain_status take_blocks(pain_csv *csv, pain_sessions *sessions)
{
    reading r = {.csv = csv,
                 .sessions = sessions,
                 .status = take_rows(csv, sessions),
                 .gives = are_same(&csv->allocator, &sessions->allocator)};
    const pain__pipeline pipeline = {fill_blocks, parse_block, take_block, take_rest, &r};

    if (r.status == PAIN_OK)
        csv->parsed = pain__pipeline_run(&pipeline, csv->parsers, csv->parsed);
    pain_status packed = pack_rest(csv, sessions);

    if (packed == PAIN_OK)
        packed = part_rooms(csv);
    return packed == PAIN_OK || r.status == PAIN_ENOMEM ? r.status : no_memory(csv);
}

pain_status pain_csv_read(pain_csv *csv, pain_sessions *sessions, pain_error *error)
{
    const pain_scale scale = pain_sessions_scale(sessions);

    pain__error_clear(error);
    if (!pain__scale_equal(&scale, &csv->rules.scale))
        return pain__fail(error, PAIN_EINVAL, "the table has another scale than the reader");
    pain_status status = begin(csv);

    if (status == PAIN_OK) {
        pain__take_key(csv, sessions->patients.key);
        status = take_blocks(csv, sessions);
    }
    if (status > 0 && error != NULL)
        *error = csv->error;
    return status == PAIN_DONE ? PAIN_OK : status;
}

pain_csv_counts pain_csv_count(const pain_csv *csv)
{
    return pain__take_counts(csv);
}

pain_csv_layout pain_csv_found_layout(const pain_csv *csv)
{
    return csv->columns.layout;
}

char pain_csv_found_delimiter(const pain_csv *csv)
{
    return csv->header.delimiter;
}

const char *pain_csv_found_column(const pain_csv *csv, pain_csv_role role)
{
    if ((int)role < 0 || role >= PAIN_ROLES || csv->columns.role[role] == PAIN__NO_COLUMN)
        return "";
    return csv->columns.columns[csv->columns.role[role]].name;
}
