/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a table, in parts that are packed when they are closed. Lines are kept as differences
 * from the row's index, the patient's row before as its distance, so that most files have few bits
 * of them. */
#include <config.h>

#include "data/rows.h"

enum { ROWS = PAIN__CHUNK /* of a part, at most */ };

void pain__room_spare(pain__room **spare, pain__room *room)
{
    room->next = *spare;
    *spare = room;
}

pain__room *pain__room_take(pain__room **spare, const pain_allocator *a)
{
    pain__room *room = *spare;

    if (room == NULL)
        return pain__alloc(a, 1, sizeof *room);
    *spare = room->next;
    return room;
}

void pain__rooms_free(pain__room **spare, const pain_allocator *a)
{
    while (*spare != NULL)
        pain__free(a, pain__room_take(spare, a));
}

/* Packs an open part. ENOMEM leaves it as it was. */
static pain_status pack_part(pain__rows *rows, pain__rows_part *part, const pain_allocator *a)
{
    part->chunk = pain__chunk_pack(part->open->row, part->n, a);
    if (part->chunk.data == NULL)
        return PAIN_ENOMEM;
    pain__room_spare(&rows->spare, part->open);
    part->open = NULL;
    return PAIN_OK;
}

void pain__rows_close(pain__rows *rows)
{
    if (rows->parts > 0)
        rows->part[rows->parts - 1].closed = true;
}

/* Closes the last part, and makes room for another one. */
static pain_status end_part(pain__rows *rows, const pain_allocator *a)
{
    void *parts = rows->part, *stones = rows->stone;
    pain_status status =
        pain__grow(a, &parts, &rows->capacity, rows->parts + 2, sizeof *rows->part);

    rows->part = parts;
    if (status == PAIN_OK)
        status = pain__grow(a, &stones, &rows->stones, (rows->n + ROWS) / PAIN__STONE + 1,
                            sizeof *rows->stone);
    rows->stone = stones;
    if (status != PAIN_OK || rows->parts == 0)
        return status;
    pain__rows_part *last = &rows->part[rows->parts - 1];

    last->closed = true;
    return rows->leave || !pain__rows_is_left(last) ? PAIN_OK : pack_part(rows, last, a);
}

static pain_status open_part(pain__rows *rows, const pain_allocator *a, pain__room *room,
                             bool adopted)
{
    if (end_part(rows, a) != PAIN_OK)
        return PAIN_ENOMEM;
    rows->part[rows->parts++] =
        (pain__rows_part){.open = room, .before = rows->n, .adopted = adopted};
    rows->part[rows->parts].before = SIZE_MAX;
    return PAIN_OK;
}

pain_status pain__rows_adopt(pain__rows *rows, const pain_allocator *a, pain__room *room)
{
    return open_part(rows, a, room, true);
}

pain_status pain__rows_begin_part(pain__rows *rows, const pain_allocator *a)
{
    pain__room *room = pain__room_take(&rows->spare, a);
    pain_status status = room != NULL ? open_part(rows, a, room, false) : PAIN_ENOMEM;

    if (status != PAIN_OK && room != NULL)
        pain__room_spare(&rows->spare, room);
    return status;
}

bool pain__rows_add_next(pain__rows *rows, pain__row *row, size_t n)
{
    const pain__rows_part *part = pain__rows_last_part(rows);

    if (part == NULL || part->n == 0 || row != &part->open->row[part->n] || n > ROWS - part->n)
        return false;
    for (size_t k = 0; k < n; k++) {
        row[k].earlier = (uint32_t)(rows->n + k - 1);
        pain__row_keep(&row[k], rows->n + k);
    }
    pain__rows_count(rows, n);
    return true;
}

void pain__rows_read(const pain__rows *rows, size_t i, pain__row *row)
{
    const pain__spot spot = pain__rows_spot(rows, i);

    pain__spot_read_kept(spot, spot.part->chunk.n, row);
    row->earlier = row->earlier != 0 ? (uint32_t)i - row->earlier : PAIN__NO_ROW;
}

/* Packs a part anew, with another row in it. */
static pain_status change_part(pain__rows *rows, pain__rows_part *part, size_t k,
                               const pain__row *kept, const pain_allocator *a)
{
    pain__rows_part changed = *part;

    changed.open = pain__room_take(&rows->spare, a);
    if (changed.open == NULL)
        return PAIN_ENOMEM;
    for (size_t i = 0; i < part->n; i++)
        pain__chunk_read(&part->chunk, i, part->chunk.n, &changed.open->row[i]);
    changed.open->row[k] = *kept;
    pain__room *room = changed.open;
    pain_status status = pack_part(rows, &changed, a);

    if (status != PAIN_OK) {
        pain__room_spare(&rows->spare, room);
        return status;
    }
    pain__free(a, part->chunk.data);
    *part = changed;
    return PAIN_OK;
}

/* Takes the rows of an open part away from the thread that packs them. */
static pain_status take_back(pain__rows *rows, pain__rows_part *part, const pain_allocator *a)
{
    pain__room *room = pain__room_take(&rows->spare, a);

    if (room == NULL)
        return PAIN_ENOMEM;
    *room = *part->open;
    part->open = room;
    part->adopted = part->taken = false;
    return PAIN_OK;
}

pain_status pain__rows_set(pain__rows *rows, const pain_allocator *a, size_t i,
                           const pain__row *row)
{
    const pain__spot spot = pain__rows_spot(rows, i);
    pain__rows_part *part = spot.part;
    const size_t k = spot.k;
    pain__row kept = *row;

    pain__row_keep(&kept, i);
    if (part->chunk.data == NULL) {
        pain_status status = part->taken ? take_back(rows, part, a) : PAIN_OK;

        if (status == PAIN_OK)
            part->open->row[k] = kept;
        return status;
    }
    if (pain__chunk_set(&part->chunk, k, &kept))
        return PAIN_OK;
    return change_part(rows, part, k, &kept, a);
}

void pain__rows_clear(pain__rows *rows, const pain_allocator *a)
{
    for (size_t i = 0; i < rows->parts; i++) {
        pain__free(a, rows->part[i].chunk.data);
        pain__free(a, rows->part[i].open);
    }
    pain__free(a, rows->part);
    pain__free(a, rows->stone);
    pain__rooms_free(&rows->spare, a);
    *rows = (pain__rows){.part = NULL};
}

pain_status pain__rows_pack(pain__rows *rows, const pain_allocator *a)
{
    pain_status status = PAIN_OK;

    for (size_t i = 0; status == PAIN_OK && i < rows->parts; i++)
        if (pain__rows_is_left(&rows->part[i]))
            status = pack_part(rows, &rows->part[i], a);
    return status;
}
