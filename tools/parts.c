/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a file taken apart by a number in one of their columns: a clinic, a patient, a sex. */
#include <config.h>

#include <stdlib.h>

#include "quantities.h"

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Where `number` stands among `n` ascending ones, of which it is one. */
static size_t place_of(double number, const double *numbers, size_t n)
{
    size_t low = 0, high = n - 1;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (numbers[middle] < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t *tool_columns_parts(const tool_columns *columns, size_t column, size_t *n)
{
    double *numbers = calloc(columns->lines + 1, sizeof *numbers);
    size_t *part = calloc(columns->lines + 1, sizeof *part);

    *n = 0;
    if (numbers == NULL || part == NULL) {
        free(numbers);
        free(part);
        return NULL;
    }
    for (size_t i = 0; i < columns->lines; i++)
        numbers[i] = columns->values[i * columns->columns + column];
    qsort(numbers, columns->lines, sizeof *numbers, by_size);
    for (size_t i = 0; i < columns->lines; i++)
        if (i == 0 || numbers[i] > numbers[i - 1])
            numbers[(*n)++] = numbers[i];
    for (size_t i = 0; i < columns->lines; i++)
        part[i] = place_of(columns->values[i * columns->columns + column], numbers, *n);
    free(numbers);
    return part;
}

pain_status tool_parts_new(tool_parts *parts, size_t n)
{
    *parts = (tool_parts){calloc(n + 1, sizeof(pain_tally *)), calloc(n + 1, sizeof(pain_pairs *)),
                          calloc(n + 1, sizeof(pain_counts)), n};
    return parts->values != NULL && parts->pairs != NULL && parts->counts != NULL ? PAIN_OK
                                                                                  : PAIN_ENOMEM;
}

void tool_parts_free(tool_parts *parts)
{
    for (size_t i = 0; i < parts->n; i++) {
        if (parts->values != NULL)
            pain_tally_free(parts->values[i]);
        if (parts->pairs != NULL)
            pain_pairs_free(parts->pairs[i]);
    }
    free(parts->values);
    free(parts->pairs);
    free(parts->counts);
    *parts = (tool_parts){NULL, NULL, NULL, 0};
}

const pain_counts *tool_parts_counts(tool_parts *parts)
{
    for (size_t i = 0; i < parts->n; i++)
        parts->counts[i] = parts->values[i] != NULL ? pain_tally_counts(parts->values[i])
                                                    : pain_pairs_counts(parts->pairs[i]);
    return parts->counts;
}

pain_status tool_parts_add(tool_parts *parts, size_t part, const double *line, size_t width)
{
    pain_status status = PAIN_OK;

    if (width == 1) {
        if (parts->values[part] == NULL)
            status = pain_tally_new(&parts->values[part], NULL);
        return status == PAIN_OK ? pain_tally_add(parts->values[part], line[0], 1) : status;
    }
    if (parts->pairs[part] == NULL)
        status = pain_pairs_new(&parts->pairs[part], NULL);
    return status == PAIN_OK ? pain_pairs_add(parts->pairs[part], line[0], line[1], 1) : status;
}
