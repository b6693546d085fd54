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
    pain__patient_rows patient;
    const pain__row *row; /* in order of entry */
    size_t n;
    const pain__row **line; /* in their order */
    pain__row_key *key, *spare;
    size_t capacity;
} pain__row_order;

void pain__row_order_init(pain__row_order *order, const pain_sessions *sessions,
                          const pain__visits *visits, const pain_allocator *allocator);
void pain__row_order_clear(pain__row_order *order);

/* Sorts a patient's rows into order->line, order->n of them. Rows of one course stand together; the
 * course of order->line[i] is order->key[i].first. ENOMEM. */
pain_status pain__row_order_patient(pain__row_order *order, uint32_t patient);

#endif
