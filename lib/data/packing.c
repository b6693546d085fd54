/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packing parts of rows: they are taken and put back in turn with those who use the rows, and
 * packed at any time between. */
#include <config.h>

#include "data/packing.h"

void pain__packing_clear(pain__packing *packing, const pain_allocator *a)
{
    pain__free(a, packing->part);
    pain__free(a, packing->columns);
}

void pain__packing_begin(pain__packing *packing, pain__rows *rows, size_t first,
                         const pain_allocator *a)
{
    void *block = packing->part;
    size_t n = rows->n / PAIN__CHUNK - first;

    if (n == 0)
        return;
    packing->first = first;
    packing->status = pain__grow(a, &block, &packing->capacity, n, sizeof *packing->part);
    packing->part = block;
    if (packing->columns == NULL)
        packing->columns = pain__columns_new(a);
    if (packing->columns == NULL)
        packing->status = PAIN_ENOMEM;
    if (packing->status != PAIN_OK)
        return;
    for (; packing->n < n && pain__rows_is_left(&rows->part[first + packing->n]); packing->n++) {
        rows->part[first + packing->n].taken = true;
        packing->part[packing->n] = rows->part[first + packing->n];
    }
}

void pain__packing_work(pain__packing *packing, const pain_allocator *a)
{
    for (size_t i = 0; i < packing->n; i++) {
        pain__rows_part *part = &packing->part[i];

        if (part->chunk.data == NULL)
            part->chunk = pain__chunk_pack(part->open->row, packing->columns, a);
        if (part->chunk.data == NULL)
            packing->status = PAIN_ENOMEM;
    }
}

/* Puts a packed part into its place, if its rows were not taken back. */
static void put_back(pain__rows *rows, pain__rows_part *part, const pain__rows_part *packed,
                     const pain_allocator *a)
{
    const bool same = part->taken && part->open == packed->open;

    if (!same) {
        pain__free(a, packed->chunk.data);
        pain__rows_spare(rows, packed->open);
        return;
    }
    part->taken = false;
    if (packed->chunk.data == NULL)
        return;
    part->chunk = packed->chunk;
    part->open = NULL;
    pain__rows_spare(rows, packed->open);
}

pain_status pain__packing_end(pain__packing *packing, pain__rows *rows, const pain_allocator *a)
{
    const pain_status status = packing->status;

    for (size_t i = 0; i < packing->n; i++)
        put_back(rows, &rows->part[packing->first + i], &packing->part[i], a);
    packing->n = 0;
    packing->status = PAIN_OK;
    return status;
}
