/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_ROWS_H
#define PAIN_DATA_ROWS_H
/* The rows of a table: millions of them have small numbers, mostly the same ones, so that they are
 * packed, in parts. */

#include "data/chunk.h"

/* Rows are counted from 0 up to this. */
#define PAIN__NO_ROW UINT32_MAX

/* Room for rows that are not packed, or for what is kept for later use. */
typedef union pain__room {
    pain__row row[PAIN__CHUNK];
    union pain__room *next;
} pain__room;

/* Some rows: packed, or as they were added. */
typedef struct pain__rows_part {
    pain__chunk chunk; /* without data while it is open */
    pain__room *open;
    size_t before; /* rows in the parts before it */
    uint32_t n;
    bool adopted; /* its room comes from somebody else */
    bool closed;  /* no more are added */
    bool taken;   /* some thread packs it */
} pain__rows_part;

enum { PAIN__STONE = 512 };

typedef struct pain__rows {
    pain__rows_part *part; /* and behind them one that would begin behind all rows */
    size_t parts, capacity;
    uint32_t *stone; /* in which part each of the rows is that are PAIN__STONE apart */
    size_t stones;   /* for how many there is room */
    size_t n;
    bool leave;        /* closed parts are not packed when the next one begins */
    pain__room *spare; /* a list */
} pain__rows;

static inline void pain__row_keep(pain__row *row, size_t i)
{
    row->line -= i;
    row->earlier = row->earlier != PAIN__NO_ROW ? (uint32_t)i - row->earlier : 0;
}

void pain__rows_clear(pain__rows *rows, const pain_allocator *allocator);

/* Room for rows, from a list of spare ones or new: NULL when memory is short. */
pain__room *pain__room_take(pain__room **spare, const pain_allocator *allocator);
void pain__room_spare(pain__room **spare, pain__room *room);
void pain__rooms_free(pain__room **spare, const pain_allocator *allocator);

/* Begins a part with a room in which rows stand that will be added to it, each in its place or
 * before it. ENOMEM leaves the rows as they were; else the room is theirs. */
pain_status pain__rows_adopt(pain__rows *rows, const pain_allocator *allocator, pain__room *room);

/* Ends the last part: no more rows are added to it. */
void pain__rows_close(pain__rows *rows);

/* Begins a part, for which the table has room of its own. ENOMEM leaves the rows as they were. */
pain_status pain__rows_begin_part(pain__rows *rows, const pain_allocator *allocator);

/* The last part, which is open to rows; NULL when another has to be begun. */
static inline pain__rows_part *pain__rows_last_part(const pain__rows *rows)
{
    pain__rows_part *part = rows->parts > 0 ? &rows->part[rows->parts - 1] : NULL;

    return part != NULL && !part->closed && part->n < PAIN__CHUNK ? part : NULL;
}

/* Counts n rows that stand in the last part, behind those that it has. */
static inline void pain__rows_count(pain__rows *rows, size_t n)
{
    const size_t end = rows->n + n;

    for (size_t i = (rows->n + PAIN__STONE - 1) / PAIN__STONE; i * PAIN__STONE < end; i++)
        rows->stone[i] = (uint32_t)(rows->parts - 1);
    rows->part[rows->parts - 1].n += (uint32_t)n;
    rows->n = end;
}

/* Adds a row behind the others; it may stand where it is to be. ENOMEM leaves them as they were. A
 * row is kept with its line by its index, the row before by its distance, 0 for none. */
static inline pain_status pain__rows_add(pain__rows *rows, const pain_allocator *allocator,
                                         const pain__row *row)
{
    pain__rows_part *part = pain__rows_last_part(rows);

    if (part == NULL) {
        if (pain__rows_begin_part(rows, allocator) != PAIN_OK)
            return PAIN_ENOMEM;
        part = &rows->part[rows->parts - 1];
    }
    pain__row *kept = &part->open->row[part->n];

    if (kept != row)
        *kept = *row;
    pain__row_keep(kept, rows->n);
    pain__rows_count(rows, 1);
    return PAIN_OK;
}

/* Adds rows that stand where they are to be, each behind the row of its patient before it; false,
 * and they stay as they are, when they do not stand there. */
bool pain__rows_add_next(pain__rows *rows, pain__row *row, size_t n);

/* Row i. */
void pain__rows_read(const pain__rows *rows, size_t i, pain__row *row);

static inline pain__row pain__rows_get(const pain__rows *rows, size_t i)
{
    pain__row row;

    pain__rows_read(rows, i, &row);
    return row;
}

/* Where row k of a part stands. */
typedef struct pain__spot {
    pain__rows_part *part;
    size_t k;
} pain__spot;

/* Where row i stands: in the part of the stone before it, or mostly in the next. */
static inline pain__spot pain__rows_spot(const pain__rows *rows, size_t i)
{
    pain__rows_part *part = &rows->part[rows->stone[i / PAIN__STONE]];

    part += part[1].before <= i;
    while (part[1].before <= i)
        part++;
    return (pain__spot){part, i - part->before};
}

/* Hints that the row will be asked for soon. */
static inline void pain__spot_expect(pain__spot spot)
{
    if (spot.part->chunk.data != NULL)
        __builtin_prefetch(spot.part->chunk.data + spot.k * spot.part->chunk.stride);
}

/* Goes to the row of its patient before the row there; false when that is the first. */
static inline bool pain__spot_back(const pain__rows *rows, pain__spot *spot)
{
    const pain__rows_part *part = spot->part;
    const uint32_t apart = part->chunk.data != NULL ? pain__chunk_earlier(&part->chunk, spot->k)
                                                    : part->open->row[spot->k].earlier;

    if (apart == 0)
        return false;
    if (apart <= spot->k)
        spot->k -= apart;
    else
        *spot = pain__rows_spot(rows, part->before + spot->k - apart);
    return true;
}

/* Reads the row there, of a packed part the first n members that differ; `earlier` is left a
 * distance. */
static inline void pain__spot_read_kept(pain__spot spot, size_t n, pain__row *row)
{
    if (spot.part->chunk.data != NULL)
        pain__chunk_read(&spot.part->chunk, spot.k, n, row);
    else
        *row = spot.part->open->row[spot.k];
    row->line += spot.part->before + spot.k;
}

/* Reads the row there, all but `earlier`; it is of that patient. */
static inline void pain__spot_read(pain__spot spot, uint32_t patient, pain__row *row)
{
    pain__spot_read_kept(spot, spot.part->chunk.others, row);
    row->patient = patient;
}

/* Changes row i. ENOMEM leaves it as it was. */
pain_status pain__rows_set(pain__rows *rows, const pain_allocator *allocator, size_t i,
                           const pain__row *row);

/* Packs all closed and full parts that are open. ENOMEM. */
pain_status pain__rows_pack(pain__rows *rows, const pain_allocator *allocator);

/* True for a closed or full part that is not packed, and that nobody packs. */
static inline bool pain__rows_is_left(const pain__rows_part *part)
{
    return (part->closed || part->n == PAIN__CHUNK) && part->chunk.data == NULL && !part->taken;
}

#endif
