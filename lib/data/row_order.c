/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing rows into order: buckets of patients by counting, then a merge sort of each small bucket
 * by number keys. Files are mostly sorted already, which is looked for first. */
#include <config.h>

#include <string.h>

#include "data/row_order.h"

static bool is_after(const pain__row_key *a, const pain__row_key *b)
{
    if (a->first != b->first)
        return a->first > b->first;
    return a->second != b->second ? a->second > b->second : a->row > b->row;
}

/* Merges from[0..middle) and from[middle..n) into `to`. */
static void merge(const pain__row_key *from, size_t middle, size_t n, pain__row_key *to)
{
    size_t left = 0, right = middle;

    for (size_t i = 0; i < n; i++) {
        bool take_right = left == middle || (right < n && is_after(&from[left], &from[right]));

        to[i] = take_right ? from[right++] : from[left++];
    }
}

static void sort_keys(pain__row_key *key, size_t n, pain__row_key *spare)
{
    size_t sorted = 1;

    while (sorted < n && !is_after(&key[sorted - 1], &key[sorted]))
        sorted++;
    if (sorted >= n)
        return;
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t at = 0; at < n; at += 2 * width) {
            size_t length = n - at < 2 * width ? n - at : 2 * width;

            merge(key + at, length < width ? length : width, length, spare + at);
        }
        memcpy(key, spare, n * sizeof *key);
    }
}

pain_status pain__row_order_new(pain__row_order *order, const pain_sessions *sessions,
                                const pain__visits *visits, const pain_allocator *a)
{
    size_t patients = sessions->patients.n, largest = 0;

    memset(order, 0, sizeof *order);
    order->sessions = sessions;
    order->visits = visits;
    order->bucket = pain__alloc(a, patients + 2, sizeof *order->bucket);
    order->row = pain__alloc(a, sessions->n, sizeof *order->row);
    if (order->bucket == NULL || order->row == NULL)
        return PAIN_ENOMEM;
    /* Counted two places up, so that filling moves each bucket's start to where it belongs. */
    for (size_t i = 0; i < sessions->n; i++)
        order->bucket[sessions->row[i].patient + 2]++;
    for (size_t p = 2; p < patients + 2; p++) {
        largest = order->bucket[p] > largest ? order->bucket[p] : largest;
        order->bucket[p] += order->bucket[p - 1];
    }
    for (size_t i = 0; i < sessions->n; i++)
        order->row[order->bucket[sessions->row[i].patient + 1]++] = (uint32_t)i;
    order->key = pain__alloc(a, largest, sizeof *order->key);
    order->spare = pain__alloc(a, largest, sizeof *order->spare);
    order->line = pain__alloc(a, largest, sizeof *order->line);
    if (order->key == NULL || order->spare == NULL || order->line == NULL)
        return PAIN_ENOMEM;
    return PAIN_OK;
}

void pain__row_order_clear(pain__row_order *order, const pain_allocator *a)
{
    pain__free(a, order->bucket);
    pain__free(a, order->row);
    pain__free(a, order->key);
    pain__free(a, order->spare);
    pain__free(a, order->line);
}

/* The course a row without one belongs to: an intake is often recorded before there is a course. */
typedef struct {
    int64_t evaluation, follow_up;
} stray_courses;

static stray_courses find_strays(const pain__row *rows, const uint32_t *index, size_t n)
{
    const stray_courses own = {0, 0};
    int32_t lowest = 0, highest = 0;

    for (size_t i = 0; i < n; i++) {
        const pain__row *row = &rows[index[i]];

        if (row->course == 0 && pain__kind_rank(row->occasion) == 1)
            return own;
        if (row->course > 0 && (lowest == 0 || row->course < lowest))
            lowest = row->course;
        highest = row->course > highest ? row->course : highest;
    }
    return (stray_courses){lowest, highest};
}

static int64_t course_of(const pain__row *row, const stray_courses *strays)
{
    if (row->course > 0 || pain__kind_rank(row->occasion) == 1)
        return row->course;
    return row->occasion == PAIN_EVALUATION ? strays->evaluation : strays->follow_up;
}

/* What all rows of one kind in one course have. */
typedef struct {
    bool number, visit, day;
} known_columns;

static int64_t or_last(int64_t value, bool known)
{
    return known ? value : INT64_MAX;
}

/* Gives a row of known columns its keys: session number, day, or visit, whichever all have; an
 * assessment's visit says more than its day. */
static void set_keys(const pain__row_order *order, known_columns all, pain__row_key *key)
{
    const pain__row *row = &order->sessions->row[key->row];
    bool visits_first = order->sessions->kinds[PAIN_SESSION] == 0;
    int64_t day = or_last(row->day, row->day != PAIN_NO_DAY);
    int64_t number = or_last(row->number, row->number > 0);
    int64_t visit =
        row->visit != PAIN__NO_LABEL ? order->visits->visit[row->visit].rank : INT64_MAX;

    if (all.number)
        *key = (pain__row_key){number, day, key->row};
    else if (all.visit && (visits_first || !all.day))
        *key = (pain__row_key){visit, day, key->row};
    else if (all.day)
        *key = (pain__row_key){day, number, key->row};
    else
        *key = (pain__row_key){number, day, key->row};
}

/* Sorts the rows of one kind in one course, which stand in keys[0..n). */
static void sort_kind(const pain__row_order *order, pain__row_key *keys, size_t n)
{
    known_columns all = {true, true, true};
    const pain__row *rows = order->sessions->row;

    for (size_t i = 0; i < n; i++) {
        all.number = all.number && rows[keys[i].row].number > 0;
        all.visit = all.visit && rows[keys[i].row].visit != PAIN__NO_LABEL;
        all.day = all.day && rows[keys[i].row].day != PAIN_NO_DAY;
    }
    for (size_t i = 0; i < n; i++)
        set_keys(order, all, &keys[i]);
    sort_keys(keys, n, order->spare);
}

size_t pain__row_order_patient(pain__row_order *order, uint32_t patient)
{
    const pain__row *rows = order->sessions->row;
    const uint32_t *index = order->row + order->bucket[patient];
    size_t n = order->bucket[patient + 1] - order->bucket[patient], from = 0;
    stray_courses strays = find_strays(rows, index, n);

    for (size_t i = 0; i < n; i++) {
        const pain__row *row = &rows[index[i]];

        order->key[i] =
            (pain__row_key){course_of(row, &strays), pain__kind_rank(row->occasion), index[i]};
    }
    sort_keys(order->key, n, order->spare);
    for (size_t i = 1; i <= n; i++) {
        int64_t course = order->key[from].first;

        if (i < n && order->key[i].first == course &&
            order->key[i].second == order->key[from].second)
            continue;
        sort_kind(order, order->key + from, i - from);
        for (size_t j = from; j < i; j++) {
            order->line[j] = &rows[order->key[j].row];
            order->key[j].first = course;
        }
        from = i;
    }
    return n;
}
