/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_OCCASION_H
#define PAIN_DATA_OCCASION_H
/* Which row holds an occasion. A patient has few rows: some bits say which occasions there surely
 * are not, and where they leave it open the rows are looked at, the last first. The rows of a
 * patient who has many stand in a hash index too. */

#include "data/rows.h"

/* What is known of a patient's rows. */
typedef struct pain__patient {
    uint32_t last; /* row */
    uint32_t bits; /* one for each occasion there is; the highest: they stand in the index */
} pain__patient;

typedef struct pain__occasion_slot {
    uint32_t hash;
    uint32_t row; /* index + 1, 0 where free */
} pain__occasion_slot;

typedef struct pain__occasions {
    pain__patient *patient; /* by label index */
    size_t capacity;
    pain__occasion_slot *slot; /* a power of two of them */
    size_t slots, n;
} pain__occasions;

void pain__occasions_clear(pain__occasions *occasions, const pain_allocator *allocator);

/* The bit of a row's occasion; 0 where it cannot be told from others. */
uint32_t pain__occasion_bit(const pain__row *row);

/* The row of the same occasion as `row`, else PAIN__NO_ROW, where the patient's bits do not say
 * that there is none. `*many` is set when the rows are too many to look at. */
uint32_t pain__occasions_look(const pain__occasions *occasions, const pain__rows *rows,
                              const pain__row *row, bool *many);

static inline uint32_t pain__occasions_find(const pain__occasions *occasions,
                                            const pain__rows *rows, const pain__row *row,
                                            uint32_t bit, bool *many)
{
    if ((occasions->patient[row->patient].bits & bit) == 0)
        return PAIN__NO_ROW;
    return pain__occasions_look(occasions, rows, row, many);
}

/* Makes room so that adding the first row of a patient, or another one, cannot fail; an index of a
 * patient's rows where they are `many`. ENOMEM, EOVERFLOW. */
pain_status pain__occasions_reserve_patient(pain__occasions *occasions, uint32_t patient,
                                            const pain_allocator *allocator);
pain_status pain__occasions_reserve_row(pain__occasions *occasions, const pain__rows *rows,
                                        uint32_t patient, bool many,
                                        const pain_allocator *allocator);

/* Adds `row`, which is the row `at` of the table and of no occasion that is there. */
void pain__occasions_add(pain__occasions *occasions, const pain__row *row, uint32_t bit,
                         uint32_t at);

#endif
