/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of labels. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "data/visits.h"

/* A label with what it is sorted by. */
typedef struct {
    const char *text;
    double value;
    int64_t day;
    uint32_t index;
    bool number;
} entry;

static int by_name(const void *left, const void *right)
{
    const entry *a = left, *b = right;

    if (a->number != b->number)
        return a->number ? -1 : 1;
    if (a->value < b->value || a->value > b->value)
        return a->value < b->value ? -1 : 1;
    return strcmp(a->text, b->text);
}

static int by_day(const void *left, const void *right)
{
    const entry *a = left, *b = right;

    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* Lists the labels; NULL when memory is short. */
static entry *list_labels(const pain__labels *labels, const pain_allocator *a, bool *numbers)
{
    entry *list = pain__alloc(a, labels->n, sizeof *list);

    *numbers = list != NULL && labels->n > 0;
    for (size_t i = 0; list != NULL && i < labels->n; i++) {
        pain__decimal value;

        list[i].index = (uint32_t)i;
        list[i].text = pain__labels_text(labels, (uint32_t)i);
        list[i].number =
            pain__decimal_parse(list[i].text, strlen(list[i].text), ".", &value) == PAIN_OK;
        list[i].value = list[i].number ? pain__decimal_double(&value) : 0.0;
        *numbers = *numbers && list[i].number;
    }
    return list;
}

pain_status pain__labels_order(const pain__labels *labels, const pain_allocator *a,
                               uint32_t **order, bool *numbers)
{
    entry *list = list_labels(labels, a, numbers);

    *order = list != NULL ? pain__alloc(a, labels->n, sizeof **order) : NULL;
    if (*order != NULL && labels->n > 0) {
        qsort(list, labels->n, sizeof *list, by_name);
        for (size_t i = 0; i < labels->n; i++)
            (*order)[i] = list[i].index;
    }
    pain__free(a, list);
    return *order != NULL ? PAIN_OK : PAIN_ENOMEM;
}

/* Finds each visit's earliest day; false when a row with a visit has none. */
static bool find_days(const pain_sessions *sessions, entry *list)
{
    bool all = true;

    for (size_t i = 0; i < sessions->visits.n; i++)
        list[i].day = INT64_MAX;
    for (size_t i = 0; i < sessions->rows.n; i++) {
        pain__row row = pain__rows_get(&sessions->rows, i);

        if (row.visit == PAIN__NO_LABEL)
            continue;
        all = all && row.day != PAIN_NO_DAY;
        if (row.day < list[row.visit].day)
            list[row.visit].day = row.day;
    }
    return all;
}

/* Looks up which kind each visit is, and which are the first and the last of the assessments. */
static void find_kinds(const pain_sessions *sessions, pain__visits *visits)
{
    visits->first = visits->last = PAIN__NO_LABEL;
    for (size_t i = sessions->visits.n > 0 ? sessions->rows.n : 0; i-- > 0;) {
        pain__row row = pain__rows_get(&sessions->rows, i);

        if (row.visit == PAIN__NO_LABEL)
            continue;
        visits->visit[row.visit].kind = pain__kind_rank(row.occasion);
        if (row.occasion != PAIN_ASSESSMENT)
            continue;
        uint32_t rank = visits->visit[row.visit].rank;

        if (visits->first == PAIN__NO_LABEL || rank < visits->visit[visits->first].rank)
            visits->first = row.visit;
        if (visits->last == PAIN__NO_LABEL || rank > visits->visit[visits->last].rank)
            visits->last = row.visit;
    }
}

pain_status pain__visits_order(const pain_sessions *sessions, const pain_allocator *a,
                               pain__visits *visits)
{
    size_t n = sessions->visits.n;
    bool numbers;
    entry *list = list_labels(&sessions->visits, a, &numbers);

    visits->visit = list != NULL ? pain__alloc(a, n, sizeof *visits->visit) : NULL;
    if (visits->visit != NULL && n > 0) {
        if (numbers)
            qsort(list, n, sizeof *list, by_name);
        visits->guessed = !numbers && !find_days(sessions, list);
        if (!numbers && !visits->guessed)
            qsort(list, n, sizeof *list, by_day);
        for (size_t i = 0; i < n; i++)
            visits->visit[list[i].index].rank = (uint32_t)i;
    }
    if (visits->visit != NULL)
        find_kinds(sessions, visits);
    pain__free(a, list);
    return visits->visit != NULL ? PAIN_OK : PAIN_ENOMEM;
}
