/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_OCCASION_H
#define PAIN_DATA_OCCASION_H
/* Which row holds an occasion: a hash index over the rows of a table. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/base.h"

typedef struct pain__row pain__row;

typedef struct pain__occasion_slot {
    uint32_t hash;
    uint32_t row; /* index + 1, 0 where free */
} pain__occasion_slot;

typedef struct pain__occasions {
    pain__occasion_slot *slot; /* a power of two of them */
    size_t slots, n;
} pain__occasions;

/* True when the row has a number, a visit or a day: it can be told from others. */
bool pain__occasion_known(const pain__row *row);

/* The index of the row in `rows` of the same occasion as `row`, else SIZE_MAX. */
size_t pain__occasions_find(const pain__occasions *index, const pain__row *rows,
                            const pain__row *row);

/* Makes room so that adding one more cannot fail. */
pain_status pain__occasions_reserve(pain__occasions *index, const pain_allocator *allocator);

/* Adds rows[at], an occasion that is known and not there yet. */
void pain__occasions_add(pain__occasions *index, const pain__row *rows, size_t at);

#endif
