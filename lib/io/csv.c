/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading: a row at a time, or all into a table on several threads. */
#include <config.h>

#include <string.h>

#include "base/pipeline.h"
#include "data/scale.h"
#include "io/reader.h"

/* Rows are known so long before they are added that memory can be fetched for them. */
enum { FAR_AHEAD = 24, AHEAD = 12 };

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

/* Copies a label behind the others; NULL for an empty one. */
static const char *keep(char **to, const pain__word *word)
{
    char *label = *to;

    if (word->text == NULL)
        return NULL;
    memcpy(label, word->text, word->length);
    label[word->length] = '\0';
    *to += word->length + 1;
    return label;
}

static pain_status hand_out(pain_csv *csv, const pain__entry *entry, pain_session *row)
{
    void *block = csv->labels;
    size_t need = (size_t)entry->patient.length + entry->visit.length + entry->group.length + 3;
    pain_status status = pain__grow(&csv->allocator, &block, &csv->labels_capacity, need, 1);

    csv->labels = block;
    if (status != PAIN_OK) {
        (void)pain__fail(&csv->error, status, "no memory for a row");
        csv->error.line = entry->row.line;
        return pain__take_bad(csv, true);
    }
    char *to = csv->labels;

    row->patient = keep(&to, &entry->patient);
    row->visit = keep(&to, &entry->visit);
    row->group = keep(&to, &entry->group);
    row->day = entry->row.day;
    row->occasion = entry->row.occasion;
    row->course = entry->row.course;
    row->number = entry->row.number;
    row->planned = entry->row.planned;
    row->stop = entry->row.stop;
    row->before = entry->row.before;
    row->after = entry->row.after;
    row->line = entry->row.line;
    return PAIN_OK;
}

pain_status pain_csv_next(pain_csv *csv, pain_session *row, pain_error *error)
{
    pain__entry *entry = NULL;

    pain_session_init(row);
    pain__error_clear(error);
    pain_status status = begin(csv);

    if (status == PAIN_OK)
        status = pain__take_row(csv, false, &entry);
    if (status == PAIN_OK)
        status = hand_out(csv, entry, row);
    if (status > 0 && error != NULL)
        *error = csv->error;
    return status;
}

/* Adds a row to the table; false when the table says something against it, which is csv->error
 * then, with its place. */
static inline bool add_row(pain_csv *csv, pain_sessions *sessions, pain__entry *entry)
{
    if (pain__sessions_add(sessions, entry, &csv->error) == PAIN_OK)
        return true;
    csv->error.line = entry->row.line;
    return false;
}

/* The row i of a block, when it is of another patient than the one before it. */
static inline const pain__entry *entry_at(const pain__block *b, size_t i)
{
    if (i >= b->n || b->item[i].entry.patient.hash == b->item[i - 1].entry.patient.hash)
        return NULL;
    return &b->item[i].entry;
}

/* Fetches what the rows behind row i will need. */
static inline void look_ahead(const pain__block *b, size_t i, const pain_sessions *sessions)
{
    const pain__entry *far = entry_at(b, i + FAR_AHEAD), *near = entry_at(b, i + AHEAD);

    if (far != NULL)
        pain__labels_expect_slot(&sessions->patients, &far->patient);
    if (near != NULL)
        pain__labels_expect(&sessions->patients, &near->patient);
}

/* Takes rows that need no look; false when the table says something against the last. */
static bool take_plain(pain_csv *csv, pain_sessions *sessions)
{
    const pain__block *b = csv->now;

    while (pain__take_has_plain(csv)) {
        look_ahead(b, csv->next_item, sessions);
        if (!add_row(csv, sessions, &pain__take_item(csv)->entry))
            return false;
    }
    return true;
}

/* Takes the rows of the blocks that are read; OK when more are wanted. */
static pain_status take_rows(pain_csv *csv, pain_sessions *sessions)
{
    pain_status status = PAIN_OK;

    while (status == PAIN_OK) {
        bool added = take_plain(csv, sessions);

        if (added) {
            pain__entry *entry;

            status = pain__take_row(csv, true, &entry);
            added = status != PAIN_OK || add_row(csv, sessions, entry);
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

/* Takes the plain rows of the block at hand, and parts that are full thereby to be packed; false
 * when the table says something against the last row. */
static bool take_and_fill(pain_csv *csv, pain_sessions *sessions, pain__packing *packing)
{
    pain__rows *rows = &sessions->rows;
    const size_t full = rows->n / PAIN__CHUNK;

    rows->leave = true;
    bool taken = take_plain(csv, sessions);

    rows->leave = false;
    pain__packing_begin(packing, rows, full, &sessions->allocator);
    return taken;
}

/* Takes the rows of a block, unless something has to be looked at, told or asked for. */
static bool take_block(void *context, size_t worker, size_t part)
{
    reading *r = context;
    pain_csv *csv = r->csv;
    pain__block *b = pain__block_at(csv, part);
    pain__packing *packing = &csv->parser[worker].packing;

    r->packed = pain__packing_end(packing, &r->sessions->rows, &r->sessions->allocator);
    if (r->packed != PAIN_OK || !pain__take_begin(csv, b))
        return false;
    r->refused = !take_and_fill(csv, r->sessions, packing);
    if (r->refused || !pain__take_end(csv))
        return false;
    pain__parser_take_back(&csv->parser[worker], b);
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
        pain_status ended = pain__packing_end(&csv->parser[i].packing, &sessions->rows, a);

        status = status == PAIN_OK ? ended : status;
    }
    return status == PAIN_OK ? pain__rows_pack(&sessions->rows, a) : status;
}

/* Takes the rows of one block after the other. The caller's thread alone calls the source and the
 * reject function. */
static pain_status take_blocks(pain_csv *csv, pain_sessions *sessions)
{
    reading r = {csv, sessions, take_rows(csv, sessions), false, PAIN_OK};
    const pain__pipeline pipeline = {fill_blocks, parse_block, take_block, take_rest, &r};

    if (r.status == PAIN_OK)
        csv->parsed = pain__pipeline_run(&pipeline, csv->parsers, csv->parsed);
    const pain_status packed = pack_rest(csv, sessions);

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
