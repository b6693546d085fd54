/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_OCCASION_H
#define PAIN_DATA_OCCASION_H
/* Which row holds an occasion. A patient has few rows: some bits say which occasions there surely
 * are not, and where they leave it open the rows are looked at, the last first. The rows of a
 * patient who has many stand in a hash index too. */

#include "data/intern.h"
#include "data/rows.h"

/* A patient has a bit for each occasion there is, and perhaps that which says that the rows stand
 * in the index. */
enum { PAIN__OCCASION_BITS = 31 };
#define PAIN__OCCASIONS_INDEXED (UINT32_C(1) << PAIN__OCCASION_BITS)

typedef struct pain__occasion_slot {
    uint32_t hash;
    uint32_t row; /* index + 1, 0 where free */
} pain__occasion_slot;

typedef struct pain__occasions {
    pain__occasion_slot *slot; /* a power of two of them */
    size_t slots, n;
} pain__occasions;

void pain__occasions_clear(pain__occasions *occasions, const pain_allocator *allocator);

/* By what an occasion is told from others of its patient, course and kind. */
enum { PAIN__BY_NOTHING, PAIN__BY_NUMBER, PAIN__BY_VISIT, PAIN__BY_DAY };

static inline int pain__occasion_told_by(const pain__row *row, int64_t *value)
{
    *value = row->number;
    if (row->number > 0)
        return PAIN__BY_NUMBER;
    *value = row->visit;
    if (row->visit != PAIN__NO_LABEL)
        return PAIN__BY_VISIT;
    *value = row->day;
    return row->day != PAIN_NO_DAY ? PAIN__BY_DAY : PAIN__BY_NOTHING;
}

/* The bit of a row's occasion; 0 where it cannot be told from others. Numbers that follow each
 * other have bits that do, so that a course of sessions has one each. */
static inline uint32_t pain__occasion_bit(const pain__row *row)
{
    int64_t value;
    uint32_t by = (uint32_t)pain__occasion_told_by(row, &value);

    if (by == PAIN__BY_NOTHING)
        return 0;
    uint32_t bit =
        ((uint32_t)value + 7 * (uint32_t)row->occasion + 11 * (uint32_t)row->course + 13 * by) %
        (PAIN__OCCASION_BITS + 1);

    /* Two numbers have the last bit, for the sake of a quick division. */
    return UINT32_C(1) << (bit - (bit == PAIN__OCCASION_BITS));
}

/* The row of the same occasion as `row`, whose bit is given, else PAIN__NO_ROW. `*many` is set when
 * the patient's rows are too many to look at. */
uint32_t pain__occasions_find(const pain__occasions *occasions, const pain__rows *rows,
                              const pain__patient *patient, const pain__row *row, uint32_t bit,
                              bool *many);

/* Makes room so that adding another row of a patient whose rows are many or in the index, as they
 * will be, cannot fail. ENOMEM, EOVERFLOW. */
pain_status pain__occasions_reserve(pain__occasions *occasions, const pain__rows *rows,
                                    pain__patient *patient, bool many,
                                    const pain_allocator *allocator);

/* Puts a row into the index, for which there is room. */
void pain__occasions_index(pain__occasions *occasions, const pain__row *row, uint32_t at);

/* Adds `row`, which is the row `at` of the table and of no occasion that is there. */
static inline void pain__occasions_add(pain__occasions *occasions, pain__patient *patient,
                                       const pain__row *row, uint32_t bit, uint32_t at)
{
    patient->last = at;
    patient->bits |= bit;
    if ((patient->bits & PAIN__OCCASIONS_INDEXED) != 0 && bit != 0)
        pain__occasions_index(occasions, row, at);
}

#endif
