/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_PACKING_H
#define PAIN_DATA_PACKING_H
/* Packing closed parts of a table's rows by one thread, while others add, read and change rows one
 * at a time. Where memory is short, the parts stay open. */

#include "data/rows.h"

typedef struct pain__packing {
    pain__rows_part *part; /* copies of them */
    size_t first, n, capacity;
    pain_status status;
} pain__packing;

void pain__packing_clear(pain__packing *packing, const pain_allocator *allocator);

/* Takes the parts from `first` on that are closed and were left open. */
void pain__packing_begin(pain__packing *packing, pain__rows *rows, size_t first,
                         const pain_allocator *allocator);

/* Packs those that are not yet. */
void pain__packing_work(pain__packing *packing, const pain_allocator *allocator);

/* Puts them into their places; one in which a row was changed stays open. Rooms that the table
 * adopted go to the list of `spare` ones, others to its own. ENOMEM when memory was short. */
pain_status pain__packing_end(pain__packing *packing, pain__rows *rows, pain__room **spare,
                              const pain_allocator *allocator);

#endif
