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

/* Adds a row to the table. What the table says against it becomes csv->error, with its place. */
static pain_status add_row(pain_csv *csv, pain_sessions *sessions, pain__entry *entry)
{
    pain_status status = pain__sessions_add(sessions, entry, &csv->error);

    if (status == PAIN_OK)
        return PAIN_OK;
    csv->error.line = entry->row.line;
    return pain__take_bad(csv, false);
}

/* The item so far ahead, when it is of another patient than the one before it. */
static inline const pain__entry *entry_ahead(const pain_csv *csv, size_t by)
{
    const pain__block *b = csv->now;
    size_t i = csv->next_item + by;

    if (i >= b->n || b->item[i].entry.patient.hash == b->item[i - 1].entry.patient.hash)
        return NULL;
    return &b->item[i].entry;
}

/* Fetches what the rows behind the one at hand will need. */
static inline void look_ahead(const pain_csv *csv, const pain_sessions *sessions)
{
    const pain__entry *far = entry_ahead(csv, FAR_AHEAD), *near = entry_ahead(csv, AHEAD);

    if (far != NULL)
        pain__sessions_expect(sessions, far);
    if (near != NULL)
        pain__sessions_expect_soon(sessions, near);
}

/* Takes the next row of the blocks that are read. */
static inline pain_status take_row(pain_csv *csv, pain__entry **entry)
{
    *entry = pain__take_plain(csv);
    return *entry != NULL ? PAIN_OK : pain__take_row(csv, true, entry);
}

/* Takes the rows of the blocks that are read; OK when more are wanted. */
static pain_status take_rows(pain_csv *csv, pain_sessions *sessions)
{
    pain__entry *entry;
    pain_status status;

    while ((status = take_row(csv, &entry)) == PAIN_OK) {
        look_ahead(csv, sessions);
        status = add_row(csv, sessions, entry);
        if (status != PAIN_OK)
            return status;
    }
    return status == PAIN_DONE ? csv->over : status;
}

static void parse_block(void *context, size_t worker, size_t part)
{
    pain_csv *csv = context;
    pain__block *b = pain__block_at(csv, part);

    pain__parser_read(&csv->parser[worker], b, b->assumed);
}

/* Takes the rows of one block after the other. The caller's thread alone calls what the caller
 * gave: the source and the reject function. */
static pain_status take_blocks(pain_csv *csv, pain_sessions *sessions)
{
    pain__pipeline *pipeline;
    pain_status status = pain__pipeline_begin(&pipeline, &csv->allocator, csv->parsers, csv->parsed,
                                              csv->blocks, parse_block, csv);

    if (status != PAIN_OK)
        return no_memory(csv);
    status = take_rows(csv, sessions);
    while (status == PAIN_OK) {
        pain__blocks_fill(csv, csv->blocks);
        pain__pipeline_offer(pipeline, csv->filled);
        if (csv->parsed < csv->filled)
            pain__pipeline_wait(pipeline, csv->parsed++);
        status = take_rows(csv, sessions);
    }
    csv->parsed = pain__pipeline_end(pipeline, &csv->allocator);
    return status;
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
