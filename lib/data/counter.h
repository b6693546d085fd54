/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_COUNTER_H
#define PAIN_DATA_COUNTER_H
/* How often each of many tuples of whole numbers is met: a hash table. */

#include "base/base.h"

enum { PAIN__COUNTER_KEY = 5 };

typedef struct pain__counted {
    int64_t key[PAIN__COUNTER_KEY];
    uint64_t n;   /* 0 where the place is free */
    uint64_t sum; /* of something that is added up */
} pain__counted;

typedef struct pain__counter {
    pain_allocator allocator;
    pain__counted *place; /* a power of two of them */
    size_t places, distinct;
} pain__counter;

void pain__counter_init(pain__counter *counter, const pain_allocator *allocator);
void pain__counter_clear(pain__counter *counter);

/* Counts a tuple, its key, n and sum. ENOMEM, EOVERFLOW leave the counter as it was. */
pain_status pain__counter_add(pain__counter *counter, const pain__counted *tuple);

/* Adds what another has counted. */
pain_status pain__counter_merge(pain__counter *into, const pain__counter *from);

#endif
