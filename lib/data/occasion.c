/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which row holds an occasion. A slot of the index keeps 32 bits of the hash, so that rows are
 * looked at only where they very likely match, and growing needs no row at all. */
#include <config.h>

#include "data/occasion.h"

enum { LONGEST_WALK = 24 /* rows of a patient that are looked at one by one */ };

static uint32_t hash_of(const pain__row *row)
{
    int64_t value;
    uint64_t by = (uint64_t)pain__occasion_told_by(row, &value);
    uint64_t hash = pain__mix((uint64_t)row->patient << 32 | (uint32_t)row->course);

    hash = pain__mix(hash ^ (by << 2 | (uint64_t)row->occasion)) + (uint64_t)value;
    return (uint32_t)pain__mix(hash);
}

static bool is_same(const pain__row *a, const pain__row *b)
{
    int64_t value_a, value_b;

    return a->patient == b->patient && a->course == b->course && a->occasion == b->occasion &&
           pain__occasion_told_by(a, &value_a) == pain__occasion_told_by(b, &value_b) &&
           value_a == value_b;
}

static uint32_t find_in_index(const pain__occasions *o, const pain__rows *rows,
                              const pain__row *row)
{
    uint32_t hash = hash_of(row);
    size_t mask = o->slots - 1;

    for (size_t at = hash & mask; o->slot[at].row != 0; at = (at + 1) & mask) {
        uint32_t found = o->slot[at].row - 1;

        if (o->slot[at].hash != hash)
            continue;
        pain__row there = pain__rows_get(rows, found);

        if (is_same(&there, row))
            return found;
    }
    return PAIN__NO_ROW;
}

uint32_t pain__occasions_find(const pain__occasions *o, const pain__rows *rows,
                              const pain__patient *patient, const pain__row *row, uint32_t bit,
                              bool *many)
{
    int walked = 0;

    if ((patient->bits & bit) == 0)
        return PAIN__NO_ROW;
    if ((patient->bits & PAIN__OCCASIONS_INDEXED) != 0)
        return find_in_index(o, rows, row);
    for (uint32_t i = patient->last; i != PAIN__NO_ROW; walked++) {
        pain__row there = pain__rows_get(rows, i);

        *many = walked > LONGEST_WALK;
        if (is_same(&there, row))
            return i;
        i = there.earlier;
    }
    return PAIN__NO_ROW;
}

static void put(pain__occasion_slot *slot, size_t slots, pain__occasion_slot entry)
{
    size_t mask = slots - 1, at = entry.hash & mask;

    while (slot[at].row != 0)
        at = (at + 1) & mask;
    slot[at] = entry;
}

/* Keeps at least a quarter of the slots free when there are `more`. */
static pain_status grow_slots(pain__occasions *o, size_t more, const pain_allocator *allocator)
{
    size_t slots = o->slots > 0 ? o->slots : 16;

    while (slots / 4 * 3 < o->n + more) {
        if (slots > SIZE_MAX / 2)
            return PAIN_EOVERFLOW;
        slots *= 2;
    }
    if (slots == o->slots)
        return PAIN_OK;
    pain__occasion_slot *slot = pain__alloc(allocator, slots, sizeof *slot);

    if (slot == NULL)
        return PAIN_ENOMEM;
    for (size_t i = 0; i < o->slots; i++)
        if (o->slot[i].row != 0)
            put(slot, slots, o->slot[i]);
    pain__free(allocator, o->slot);
    o->slot = slot;
    o->slots = slots;
    return PAIN_OK;
}

/* Puts the rows of a patient into the index. */
static pain_status index_patient(pain__occasions *o, const pain__rows *rows, pain__patient *patient,
                                 const pain_allocator *allocator)
{
    pain__spot spot = pain__rows_spot(rows, patient->last);
    pain__row row;
    size_t n = 1;

    while (pain__spot_back(rows, &spot))
        n++;
    pain_status status = grow_slots(o, n, allocator);

    if (status != PAIN_OK)
        return status;
    for (uint32_t i = patient->last; i != PAIN__NO_ROW; i = row.earlier) {
        row = pain__rows_get(rows, i);
        if (pain__occasion_bit(&row) == 0)
            continue;
        put(o->slot, o->slots, (pain__occasion_slot){hash_of(&row), i + 1});
        o->n++;
    }
    patient->bits |= PAIN__OCCASIONS_INDEXED;
    return PAIN_OK;
}

pain_status pain__occasions_reserve(pain__occasions *o, const pain__rows *rows,
                                    pain__patient *patient, bool many,
                                    const pain_allocator *allocator)
{
    if (!many && (patient->bits & PAIN__OCCASIONS_INDEXED) == 0)
        return PAIN_OK;
    pain_status status = many ? index_patient(o, rows, patient, allocator) : PAIN_OK;

    return status == PAIN_OK ? grow_slots(o, 1, allocator) : status;
}

void pain__occasions_index(pain__occasions *o, const pain__row *row, uint32_t at)
{
    put(o->slot, o->slots, (pain__occasion_slot){hash_of(row), at + 1});
    o->n++;
}

void pain__occasions_clear(pain__occasions *o, const pain_allocator *allocator)
{
    pain__free(allocator, o->slot);
    *o = (pain__occasions){.slot = NULL};
}
