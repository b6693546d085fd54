/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_IO_BATCH_H
#define PAIN_IO_BATCH_H
/* The rows of a block in order, as a table takes them, and beside them where they come from. A
 * label that the rows of several records have one after the other is measured once. */

#include "data/sessions_table.h"

/* Where a row comes from, or a record that has to be looked at in order. */
typedef struct pain__item {
    uint32_t at, length;             /* of its record, in the block's text, perhaps with a CR */
    uint32_t record;                 /* its number in the block, from 1 */
    uint32_t filtered, empty_scores; /* of the block, up to it */
    bool look;                       /* it is no row: bad, or with scores to tell of */
} pain__item;

typedef struct pain__batch {
    pain__item *item;
    size_t n, items; /* how many there are, and there is room for */
    size_t looks;    /* how many of them are to be looked at */
    /* The row of item i is room[i / PAIN__CHUNK]->row[i % PAIN__CHUNK]: its line from the block's
     * first, which is 0; its labels are indices of the words. */
    pain__room **room;
    size_t rooms, room_capacity;
    size_t adopted; /* how many of the rooms, the first ones, a table has */
    pain__words patients, visits, groups;
} pain__batch;

/* Empties it, and keeps the memory. */
void pain__batch_clear(pain__batch *batch);
void pain__batch_free(pain__batch *batch, const pain_allocator *allocator);

/* Makes room for `more` items, and for a row at least, of a spare room where there is one.
 * ENOMEM. */
pain_status pain__batch_grow(pain__batch *batch, size_t more, pain__room **spare,
                             const pain_allocator *allocator);

static inline pain__row *pain__batch_row(const pain__batch *batch, size_t i)
{
    return &batch->room[i / PAIN__CHUNK]->row[i % PAIN__CHUNK];
}

/* Makes a draft the row of the item for which there is room. ENOMEM. */
pain_status pain__batch_put(pain__batch *batch, const pain__draft *draft,
                            const pain_allocator *allocator);

/* Some rows from item i on that stand one behind the other, in a block that begins in that line. */
static inline pain__incoming pain__batch_rows(const pain__batch *batch, size_t i, size_t n,
                                              uint64_t line)
{
    return (pain__incoming){.row = pain__batch_row(batch, i),
                            .n = n,
                            .line = line,
                            .patients = batch->patients,
                            .visits = batch->visits,
                            .groups = batch->groups};
}

/* Measures the words anew, under a key and for a table that is not known to have them. */
void pain__batch_set_key(pain__batch *batch, uint64_t key);

/* Leaves the rooms to the table that adopted them, when all rows are taken. */
void pain__batch_release(pain__batch *batch);

/* Leaves them to it with the rows before item `from`, and moves the others to rooms of its own.
 * ENOMEM; the rooms are the table's in either case. */
pain_status pain__batch_part(pain__batch *batch, size_t from, const pain_allocator *allocator);

#endif
