/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_DATA_ROW_ORDER_H
#define PAIN_DATA_ROW_ORDER_H
/* Bringing the rows of a table into the order of patients, courses and occasions. */

#include "data/visits.h"

/* What a row is sorted by: first, then second, then order of entry. */
typedef struct pain__row_key {
    int64_t first, second;
    uint32_t row;
} pain__row_key;

/* Rows in buckets, one for each patient, and space to sort a bucket in. */
typedef struct pain__row_order {
    const pain_sessions *sessions;
    const pain__visits *visits;
    size_t *bucket; /* patient p has row[bucket[p]] to row[bucket[p + 1] - 1] */
    uint32_t *row;
    pain__row_key *key, *spare; /* room for the largest bucket */
    const pain__row **line;     /* likewise; a patient's rows in their order */
} pain__row_order;

/* Fills the buckets: O(rows + patients). ENOMEM; clear it in either case. */
pain_status pain__row_order_new(pain__row_order *order, const pain_sessions *sessions,
                                const pain__visits *visits, const pain_allocator *allocator);
void pain__row_order_clear(pain__row_order *order, const pain_allocator *allocator);

/* Sorts a patient's rows into order->line and returns how many. Rows of one course stand together;
 * the course of order->line[i] is order->key[i].first. */
size_t pain__row_order_patient(pain__row_order *order, uint32_t patient);

#endif
