/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packing parts of rows: they are taken and put back in turn with those who use the rows, and
 * packed at any time between. */
#include <config.h>

#include "data/packing.h"

void pain__packing_clear(pain__packing *packing, const pain_allocator *a)
{
    pain__free(a, packing->part);
}

void pain__packing_begin(pain__packing *packing, pain__rows *rows, size_t first,
                         const pain_allocator *a)
{
    void *block = packing->part;

    while (first < rows->parts && !pain__rows_is_left(&rows->part[first]))
        first++;
    packing->first = first;
    packing->status =
        pain__grow(a, &block, &packing->capacity, rows->parts - first, sizeof *packing->part);
    packing->part = block;
    if (packing->status != PAIN_OK)
        return;
    for (size_t i = first; i < rows->parts && pain__rows_is_left(&rows->part[i]); i++) {
        rows->part[i].taken = true;
        packing->part[packing->n++] = rows->part[i];
    }
}

void pain__packing_work(pain__packing *packing, const pain_allocator *a)
{
    for (size_t i = 0; i < packing->n; i++) {
        pain__rows_part *part = &packing->part[i];

        if (part->chunk.data == NULL)
            part->chunk = pain__chunk_pack(part->open->row, part->n, a);
        if (part->chunk.data == NULL)
            packing->status = PAIN_ENOMEM;
    }
}

/* Puts a packed part into its place, if its rows were not taken back. */
static void put_back(pain__rows_part *part, const pain__rows_part *packed, pain__room **spare,
                     const pain_allocator *a)
{
    const bool same = part->taken && part->open == packed->open;

    if (!same) {
        pain__free(a, packed->chunk.data);
        pain__room_spare(spare, packed->open);
        return;
    }
    part->taken = false;
    if (packed->chunk.data == NULL)
        return;
    part->chunk = packed->chunk;
    part->open = NULL;
    pain__room_spare(spare, packed->open);
}

pain_status pain__packing_end(pain__packing *packing, pain__rows *rows, pain__room **spare,
                              const pain_allocator *a)
{
    const pain_status status = packing->status;

    for (size_t i = 0; i < packing->n; i++)
        put_back(&rows->part[packing->first + i], &packing->part[i],
                 packing->part[i].adopted ? spare : &rows->spare, a);
    packing->n = 0;
    packing->status = PAIN_OK;
    return status;
}
