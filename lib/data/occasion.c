/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which row holds an occasion. A slot keeps 32 bits of the hash, so that rows are looked at only
 * where they very likely match, and growing needs no row at all. */
#include <config.h>

#include "data/sessions_table.h"

/* By what an occasion is told from others of its patient, course and kind. */
enum { BY_NOTHING, BY_NUMBER, BY_VISIT, BY_DAY };

static int told_by(const pain__row *row, int64_t *value)
{
    *value = row->number;
    if (row->number > 0)
        return BY_NUMBER;
    *value = row->visit;
    if (row->visit != PAIN__NO_LABEL)
        return BY_VISIT;
    *value = row->day;
    return row->day != PAIN_NO_DAY ? BY_DAY : BY_NOTHING;
}

bool pain__occasion_known(const pain__row *row)
{
    int64_t value;

    return told_by(row, &value) != BY_NOTHING;
}

static uint32_t hash_of(const pain__row *row)
{
    int64_t value;
    uint64_t by = (uint64_t)told_by(row, &value);
    uint64_t hash = pain__mix((uint64_t)row->patient << 32 | (uint32_t)row->course);

    hash = pain__mix(hash ^ (by << 2 | row->occasion)) + (uint64_t)value;
    return (uint32_t)pain__mix(hash);
}

static bool is_same(const pain__row *a, const pain__row *b)
{
    int64_t value_a, value_b;

    return a->patient == b->patient && a->course == b->course && a->occasion == b->occasion &&
           told_by(a, &value_a) == told_by(b, &value_b) && value_a == value_b;
}

size_t pain__occasions_find(const pain__occasions *index, const pain__row *rows,
                            const pain__row *row)
{
    if (index->slots == 0)
        return SIZE_MAX;
    uint32_t hash = hash_of(row);
    size_t mask = index->slots - 1;

    for (size_t at = hash & mask; index->slot[at].row != 0; at = (at + 1) & mask) {
        size_t found = index->slot[at].row - 1;

        if (index->slot[at].hash == hash && is_same(&rows[found], row))
            return found;
    }
    return SIZE_MAX;
}

static void put(pain__occasion_slot *slot, size_t slots, pain__occasion_slot entry)
{
    size_t mask = slots - 1, at = entry.hash & mask;

    while (slot[at].row != 0)
        at = (at + 1) & mask;
    slot[at] = entry;
}

pain_status pain__occasions_reserve(pain__occasions *index, const pain_allocator *allocator)
{
    if (index->n + 1 <= index->slots / 4 * 3)
        return PAIN_OK;
    if (index->slots > SIZE_MAX / 2)
        return PAIN_EOVERFLOW;
    size_t slots = index->slots > 0 ? index->slots * 2 : 16;
    pain__occasion_slot *slot = pain__alloc(allocator, slots, sizeof *slot);

    if (slot == NULL)
        return PAIN_ENOMEM;
    for (size_t i = 0; i < index->slots; i++)
        if (index->slot[i].row != 0)
            put(slot, slots, index->slot[i]);
    pain__free(allocator, index->slot);
    index->slot = slot;
    index->slots = slots;
    return PAIN_OK;
}

void pain__occasions_add(pain__occasions *index, const pain__row *rows, size_t at)
{
    put(index->slot, index->slots, (pain__occasion_slot){hash_of(&rows[at]), (uint32_t)(at + 1)});
    index->n++;
}
