/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often each of many tuples is met. */
#include <config.h>

#include "data/counter.h"
#include "data/intern.h"

void pain__counter_init(pain__counter *counter, const pain_allocator *allocator)
{
    *counter = (pain__counter){.allocator = *allocator};
}

void pain__counter_clear(pain__counter *counter)
{
    pain__free(&counter->allocator, counter->place);
    counter->place = NULL;
    counter->places = counter->distinct = 0;
}

/* Each element by an odd number of many bits, before all is mixed. */
static uint64_t hash_of(const int64_t key[PAIN__COUNTER_KEY])
{
    static const uint64_t by[PAIN__COUNTER_KEY] = {
        UINT64_C(0x9e3779b97f4a7c15), UINT64_C(0xbf58476d1ce4e5b9), UINT64_C(0x94d049bb133111eb),
        UINT64_C(0xff51afd7ed558ccd), UINT64_C(0xc4ceb9fe1a85ec53)};
    uint64_t hash = 0;

#pragma GCC unroll 5
    for (int i = 0; i < PAIN__COUNTER_KEY; i++)
        hash += (uint64_t)key[i] * by[i];
    return pain__mix(hash);
}

/* Element by element: wider reads would wait for the tuple that was just written. */
static inline bool is_same(const int64_t a[PAIN__COUNTER_KEY], const int64_t b[PAIN__COUNTER_KEY])
{
    int64_t differ = 0;

#pragma GCC unroll 5
    for (int i = 0; i < PAIN__COUNTER_KEY; i++)
        differ |= a[i] ^ b[i];
    return differ == 0;
}

/* The place where a tuple is, or where it would go. */
static inline pain__counted *place_of(const pain__counter *counter,
                                      const int64_t key[PAIN__COUNTER_KEY])
{
    size_t mask = counter->places - 1, at = hash_of(key) & mask;

    while (counter->place[at].n != 0 && !is_same(counter->place[at].key, key))
        at = (at + 1) & mask;
    return &counter->place[at];
}

/* Keeps at least half of the places free. */
static pain_status grow(pain__counter *counter)
{
    pain__counter wider = {.allocator = counter->allocator};

    if (counter->distinct < counter->places / 2)
        return PAIN_OK;
    if (counter->places > SIZE_MAX / 2)
        return PAIN_EOVERFLOW;
    wider.places = counter->places > 0 ? 2 * counter->places : 64;
    wider.distinct = counter->distinct;
    wider.place = pain__alloc(&counter->allocator, wider.places, sizeof *wider.place);
    if (wider.place == NULL)
        return PAIN_ENOMEM;
    for (size_t i = 0; i < counter->places; i++)
        if (counter->place[i].n != 0)
            *place_of(&wider, counter->place[i].key) = counter->place[i];
    pain__counter_clear(counter);
    *counter = wider;
    return PAIN_OK;
}

/* Adds a tuple that is not there. */
static pain_status add_new(pain__counter *counter, const pain__counted *tuple)
{
    pain_status status = grow(counter);

    if (status != PAIN_OK)
        return status;
    *place_of(counter, tuple->key) = *tuple;
    counter->distinct++;
    return PAIN_OK;
}

pain_status pain__counter_add(pain__counter *counter, const pain__counted *tuple)
{
    if (tuple->n == 0)
        return PAIN_OK;
    pain__counted *place = counter->places > 0 ? place_of(counter, tuple->key) : NULL;

    if (place == NULL || place->n == 0)
        return add_new(counter, tuple);
    place->n += tuple->n;
    place->sum += tuple->sum;
    return PAIN_OK;
}

pain_status pain__counter_merge(pain__counter *into, const pain__counter *from)
{
    pain_status status = PAIN_OK;

    for (size_t i = 0; status == PAIN_OK && i < from->places; i++)
        if (from->place[i].n != 0)
            status = pain__counter_add(into, &from->place[i]);
    return status;
}
