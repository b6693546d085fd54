/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_ROW_ORDER_H
#define PAIN_DATA_ROW_ORDER_H
/* Bringing the rows of a patient into the order of courses and occasions. */

#include "data/patient_rows.h"
#include "data/visits.h"

/* What a row is sorted by: first, then second, then order of entry. */
typedef struct pain__row_key {
    int64_t first, second;
    uint32_t row; /* of the patient's, in order of entry */
} pain__row_key;

/* The rows of one patient at a time. */
typedef struct pain__row_order {
    const pain__visits *visits;
    pain__patient_rows rows;
    const pain__row **line; /* in their order */
    bool one_course;        /* they are all of one, and sorted without keys */
    pain__row_key *key, *spare;
    size_t capacity;
} pain__row_order;

void pain__row_order_init(pain__row_order *order, const pain_sessions *sessions,
                          const pain__visits *visits, const pain_allocator *allocator);
void pain__row_order_clear(pain__row_order *order);

/* Sorts a patient's rows into order->line, as many as order->rows has. Rows of one course stand
 * together. ENOMEM. */
pain_status pain__row_order_patient(pain__row_order *order, uint32_t patient);

/* The rows of a course, which begin at `from`: writes its number, returns where they end. */
size_t pain__row_order_course(const pain__row_order *order, size_t from, int32_t *course);

#endif
