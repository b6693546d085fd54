/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_PATIENT_ROWS_H
#define PAIN_DATA_PATIENT_ROWS_H
/* The rows of one patient after the other. They stand anywhere in the table, so that those of some
 * patients are found together: the memory fetches for each while the others wait. */

#include "data/sessions_table.h"

enum {
    PAIN__TOGETHER = 32, /* patients */
    PAIN__SPOTS = 32     /* rows of each that are found together */
};

typedef struct pain__patient_rows {
    const pain_allocator *allocator; /* borrowed */
    const pain_sessions *sessions;
    pain__row *row; /* in order of entry */
    size_t n;
    pain__row *space; /* at whose end they stand */
    size_t capacity;
    /* Where the rows stand of so many patients from `first` on, the last first. */
    uint32_t first, patients;
    uint32_t spots[PAIN__TOGETHER];
    pain__spot spot[PAIN__TOGETHER][PAIN__SPOTS];
} pain__patient_rows;

void pain__patient_rows_init(pain__patient_rows *rows, const pain_sessions *sessions,
                             const pain_allocator *allocator);
void pain__patient_rows_clear(pain__patient_rows *rows);

/* Gets the rows of a patient: quickly, when patients are asked for in the order of their numbers.
 * ENOMEM. */
pain_status pain__patient_rows_get(pain__patient_rows *rows, uint32_t patient);

#endif
