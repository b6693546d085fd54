/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a table, in parts that are packed when they are full. Lines are kept as differences
 * from the row's place, the patient's row before as its distance, so that most files have few bits
 * of them. */
#include <config.h>

#include "data/rows.h"

enum { ROWS = PAIN__CHUNK /* of a part */ };

/* Row i as it is kept: its line by its place, the row before by its distance, 0 for none. */
static inline void keep(pain__row *row, size_t i)
{
    row->line -= i;
    row->earlier = row->earlier != PAIN__NO_ROW ? (uint32_t)i - row->earlier : 0;
}

static inline void restore(pain__row *row, size_t i)
{
    row->line += i;
    row->earlier = row->earlier != 0 ? (uint32_t)i - row->earlier : PAIN__NO_ROW;
}

void pain__rows_spare(pain__rows *rows, pain__rows_open *open)
{
    open->next = rows->spare;
    rows->spare = open;
}

/* Room for an open part; NULL when memory is short. */
static pain__rows_open *take_spare(pain__rows *rows, const pain_allocator *a)
{
    pain__rows_open *open = rows->spare;

    if (open == NULL)
        return pain__alloc(a, 1, sizeof *open);
    rows->spare = open->next;
    return open;
}

/* Packs an open part. ENOMEM leaves it as it was. */
static pain_status close_part(pain__rows *rows, pain__rows_part *part, const pain_allocator *a)
{
    if (rows->columns == NULL)
        rows->columns = pain__columns_new(a);
    if (rows->columns == NULL)
        return PAIN_ENOMEM;
    part->chunk = pain__chunk_pack(part->open->row, rows->columns, a);
    if (part->chunk.data == NULL)
        return PAIN_ENOMEM;
    pain__rows_spare(rows, part->open);
    part->open = NULL;
    return PAIN_OK;
}

/* Begins another part behind the last one, which is full. */
static pain_status begin_part(pain__rows *rows, const pain_allocator *a)
{
    void *block = rows->part;
    pain_status status =
        pain__grow(a, &block, &rows->capacity, rows->parts + 1, sizeof *rows->part);

    rows->part = block;
    if (status == PAIN_OK && rows->parts > 0 && !rows->leave &&
        pain__rows_is_left(&rows->part[rows->parts - 1]))
        status = close_part(rows, &rows->part[rows->parts - 1], a);
    pain__rows_open *open = status == PAIN_OK ? take_spare(rows, a) : NULL;

    if (open == NULL)
        return PAIN_ENOMEM;
    rows->part[rows->parts++] = (pain__rows_part){.open = open};
    return PAIN_OK;
}

pain_status pain__rows_add(pain__rows *rows, const pain_allocator *a, const pain__row *row)
{
    if (rows->n == rows->parts * ROWS && begin_part(rows, a) != PAIN_OK)
        return PAIN_ENOMEM;
    pain__row *kept = &rows->part[rows->parts - 1].open->row[rows->n % ROWS];

    *kept = *row;
    keep(kept, rows->n++);
    return PAIN_OK;
}

void pain__rows_read(const pain__rows *rows, size_t i, pain__row *row)
{
    const pain__rows_part *part = &rows->part[i / ROWS];

    if (part->chunk.data != NULL)
        pain__chunk_get(&part->chunk, i % ROWS, row);
    else
        *row = part->open->row[i % ROWS];
    restore(row, i);
}

uint32_t pain__rows_earlier(const pain__rows *rows, size_t i)
{
    const pain__rows_part *part = &rows->part[i / ROWS];
    uint32_t apart = part->chunk.data != NULL ? pain__chunk_earlier(&part->chunk, i % ROWS)
                                              : part->open->row[i % ROWS].earlier;

    return apart != 0 ? (uint32_t)i - apart : PAIN__NO_ROW;
}

void pain__rows_expect(const pain__rows *rows, size_t i)
{
    const pain__chunk *chunk = &rows->part[i / ROWS].chunk;

    if (chunk->data != NULL)
        __builtin_prefetch(chunk->data + i % ROWS * chunk->stride);
}

/* Packs a part anew, with another row in it. */
static pain_status change_part(pain__rows *rows, pain__rows_part *part, size_t k,
                               const pain__row *kept, const pain_allocator *a)
{
    pain__rows_part changed = {.open = take_spare(rows, a)};

    if (changed.open == NULL)
        return PAIN_ENOMEM;
    for (size_t i = 0; i < ROWS; i++)
        pain__chunk_get(&part->chunk, i, &changed.open->row[i]);
    changed.open->row[k] = *kept;
    pain_status status = close_part(rows, &changed, a);

    if (status != PAIN_OK) {
        pain__rows_spare(rows, changed.open);
        return status;
    }
    pain__free(a, part->chunk.data);
    *part = changed;
    return PAIN_OK;
}

/* Takes the rows of an open part away from the thread that packs them. */
static pain_status take_back(pain__rows *rows, pain__rows_part *part, const pain_allocator *a)
{
    pain__rows_open *open = take_spare(rows, a);

    if (open == NULL)
        return PAIN_ENOMEM;
    *open = *part->open;
    part->open = open;
    part->taken = false;
    return PAIN_OK;
}

pain_status pain__rows_set(pain__rows *rows, const pain_allocator *a, size_t i,
                           const pain__row *row)
{
    pain__rows_part *part = &rows->part[i / ROWS];
    pain__row kept = *row;

    keep(&kept, i);
    if (part->chunk.data == NULL) {
        pain_status status = part->taken ? take_back(rows, part, a) : PAIN_OK;

        if (status == PAIN_OK)
            part->open->row[i % ROWS] = kept;
        return status;
    }
    if (pain__chunk_set(&part->chunk, i % ROWS, &kept))
        return PAIN_OK;
    return change_part(rows, part, i % ROWS, &kept, a);
}

void pain__rows_clear(pain__rows *rows, const pain_allocator *a)
{
    for (size_t i = 0; i < rows->parts; i++) {
        pain__free(a, rows->part[i].chunk.data);
        pain__free(a, rows->part[i].open);
    }
    pain__free(a, rows->part);
    while (rows->spare != NULL)
        pain__free(a, take_spare(rows, a));
    pain__free(a, rows->columns);
    *rows = (pain__rows){.part = NULL};
}

pain_status pain__rows_pack(pain__rows *rows, const pain_allocator *a)
{
    pain_status status = PAIN_OK;

    for (size_t i = 0; status == PAIN_OK && i < rows->n / ROWS; i++)
        if (pain__rows_is_left(&rows->part[i]))
            status = close_part(rows, &rows->part[i], a);
    return status;
}
