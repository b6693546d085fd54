/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing rows into order: a patient's few rows are sorted by number keys, by insertion, and many
 * by merging. Files are mostly sorted already, or by number, which is looked for first. */
#include <config.h>

#include <string.h>

#include "data/row_order.h"

enum { FEW = 16 /* keys that are sorted by inserting them */ };

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

/* Puts each of a few keys where it belongs among those before it. */
static void insert_keys(pain__row_key *key, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const pain__row_key next = key[i];
        size_t at = i;

        for (; at > 0 && is_after(&key[at - 1], &next); at--)
            key[at] = key[at - 1];
        key[at] = next;
    }
}

static void sort_keys(pain__row_key *key, size_t n, pain__row_key *spare)
{
    size_t sorted = 1;

    while (sorted < n && !is_after(&key[sorted - 1], &key[sorted]))
        sorted++;
    if (sorted >= n)
        return;
    for (size_t at = 0; at < n; at += FEW)
        insert_keys(key + at, n - at < FEW ? n - at : FEW);
    for (size_t width = FEW; width < n; width *= 2) {
        for (size_t at = 0; at < n; at += 2 * width) {
            size_t length = n - at < 2 * width ? n - at : 2 * width;

            merge(key + at, length < width ? length : width, length, spare + at);
        }
        memcpy(key, spare, n * sizeof *key);
    }
}

void pain__row_order_init(pain__row_order *order, const pain_sessions *sessions,
                          const pain__visits *visits, const pain_allocator *allocator)
{
    memset(order, 0, sizeof *order);
    order->visits = visits;
    pain__patient_rows_init(&order->rows, sessions, allocator);
}

static void free_space(pain__row_order *order)
{
    const pain_allocator *a = order->rows.allocator;

    pain__free(a, order->line);
    pain__free(a, order->key);
    pain__free(a, order->spare);
}

void pain__row_order_clear(pain__row_order *order)
{
    free_space(order);
    pain__patient_rows_clear(&order->rows);
}

/* Makes the space as wide as that of the rows, which is empty. */
static pain_status make_space(pain__row_order *order)
{
    const pain_allocator *a = order->rows.allocator;
    const size_t n = order->rows.capacity;

    free_space(order);
    order->line = pain__alloc(a, n, sizeof *order->line);
    order->key = pain__alloc(a, n, sizeof *order->key);
    order->spare = pain__alloc(a, n, sizeof *order->spare);
    order->capacity = n;
    return order->line != NULL && order->key != NULL && order->spare != NULL ? PAIN_OK
                                                                             : PAIN_ENOMEM;
}

/* The course a row without one belongs to: an intake is often recorded before there is a course. */
typedef struct {
    int64_t evaluation, follow_up;
} stray_courses;

static stray_courses find_strays(const pain__row *rows, size_t n)
{
    const stray_courses own = {0, 0};
    int32_t lowest = 0, highest = 0;

    for (size_t i = 0; i < n; i++) {
        const pain__row *row = &rows[i];

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
    const pain__row *row = &order->rows.row[key->row];
    bool visits_first = !order->rows.sessions->has[PAIN_SESSION];
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
    const pain__row *rows = order->rows.row;

    for (size_t i = 0; i < n; i++) {
        all.number = all.number && rows[keys[i].row].number > 0;
        all.visit = all.visit && rows[keys[i].row].visit != PAIN__NO_LABEL;
        all.day = all.day && rows[keys[i].row].day != PAIN_NO_DAY;
    }
    for (size_t i = 0; i < n; i++)
        set_keys(order, all, &keys[i]);
    sort_keys(keys, n, order->spare);
}

/* True for a session or an assessment of that course. */
static inline bool is_main_of(const pain__row *row, int32_t course)
{
    return row->course == course && pain__kind_rank(row->occasion) == 1;
}

/* Takes the rows in order of entry, where they are sessions or assessments of one course, each with
 * a number above the one before; false where they are not. */
static bool keep_order(pain__row_order *order)
{
    const pain__row *row = order->rows.row;
    const int32_t course = row[0].course;
    int32_t before = 0;

    for (size_t i = 0; i < order->rows.n; i++) {
        if (row[i].number <= before || !is_main_of(&row[i], course))
            return false;
        before = row[i].number;
        order->line[i] = &row[i];
    }
    return true;
}

/* Sorts the rows by their numbers, as they most often are to be: those of sessions or assessments
 * of one course that have numbers below 64, each its own. False for others. */
static bool sort_numbers(pain__row_order *order)
{
    const pain__row *row = order->rows.row, *numbered[64];
    const int32_t course = row[0].course;
    uint64_t numbers = 0;

    for (size_t i = 0; i < order->rows.n; i++) {
        const uint32_t number = (uint32_t)row[i].number;

        if (number == 0 || number >= 64 || (numbers >> number & 1) != 0 ||
            !is_main_of(&row[i], course))
            return false;
        numbered[number] = &row[i];
        numbers |= UINT64_C(1) << number;
    }
    for (size_t i = 0; numbers != 0; i++, numbers &= numbers - 1)
        order->line[i] = numbered[__builtin_ctzll(numbers)];
    return true;
}

/* Sorts the rows by course and kind, then those of each kind. */
static void sort_rows(pain__row_order *order)
{
    size_t n = order->rows.n, from = 0;
    stray_courses strays = find_strays(order->rows.row, n);

    for (size_t i = 0; i < n; i++) {
        const pain__row *row = &order->rows.row[i];

        order->key[i] =
            (pain__row_key){course_of(row, &strays), pain__kind_rank(row->occasion), (uint32_t)i};
    }
    sort_keys(order->key, n, order->spare);
    for (size_t i = 1; i <= n; i++) {
        int64_t course = order->key[from].first;

        if (i < n && order->key[i].first == course &&
            order->key[i].second == order->key[from].second)
            continue;
        sort_kind(order, order->key + from, i - from);
        for (size_t j = from; j < i; j++) {
            order->line[j] = &order->rows.row[order->key[j].row];
            order->key[j].first = course;
        }
        from = i;
    }
}

pain_status pain__row_order_patient(pain__row_order *order, uint32_t patient)
{
    pain_status status = pain__patient_rows_get(&order->rows, patient);

    if (status == PAIN_OK && order->capacity < order->rows.n)
        status = make_space(order);
    if (status != PAIN_OK)
        return status;
    order->one_course = keep_order(order) || sort_numbers(order);
    if (!order->one_course)
        sort_rows(order);
    return PAIN_OK;
}

size_t pain__row_order_course(const pain__row_order *order, size_t from, int32_t *course)
{
    size_t to = from + 1;

    if (order->one_course) {
        *course = order->rows.row[0].course;
        return order->rows.n;
    }
    *course = (int32_t)order->key[from].first;
    while (to < order->rows.n && order->key[to].first == order->key[from].first)
        to++;
    return to;
}
