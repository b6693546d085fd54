/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two known distributions, and bounds over all their pairings. */
#include <config.h>

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "bounds.h"

enum { MOST_PATIENTS = 1000000 };

/* The patients of "4:3"; false when it is none such. */
static bool read_patients(const char *text, size_t length, int64_t *patients)
{
    const char *colon = memchr(text, ':', length);
    uint64_t n = 0;

    if (colon == NULL || tool_read_count(colon + 1, length - (size_t)(colon + 1 - text),
                                         MOST_PATIENTS, &n) != TOOL_NUMBER_OK)
        return false;
    *patients = (int64_t)n;
    return true;
}

/* The patients with each score, and of all; false with a message when it is no such list. */
static bool read_list(const char *option, const char *text, const pain_grid *grid,
                      int64_t count[101], int64_t *n)
{
    bool given[101] = {false};

    for (size_t length; *text != '\0'; text += length + (text[length] == ',')) {
        int64_t patients;
        int32_t score;

        length = strcspn(text, ",");
        if (!read_patients(text, length, &patients) ||
            !bounds_steps(text, strcspn(text, ":"), grid, &score)) {
            (void)tool_usage("%s: '%.*s' is no score on the scale with its patients, such as 4:3",
                             option, (int)length, text);
            return false;
        }
        if (given[score]) {
            (void)tool_usage("%s: the score of '%.*s' is there twice", option, (int)length, text);
            return false;
        }
        given[score] = true;
        count[score] = patients;
        *n += patients;
    }
    if (*n >= 1 && *n <= MOST_PATIENTS)
        return true;
    (void)tool_usage("%s lists 1 to 1,000,000 patients in all, such as 7:3,8:9", option);
    return false;
}

int bounds_read_counts(const char *before, const char *after, bounds_table *table)
{
    pain_pairings *p = &table->pairings;
    int64_t began = 0, ended = 0;
    int32_t verdict;

    *p = (pain_pairings){.size = sizeof *p, .steps = table->grid.steps, .nobody_worse = true};
    if (!read_list("--before-counts", before, &table->grid, p->before, &began) ||
        !read_list("--after-counts", after, &table->grid, p->after, &ended))
        return TOOL_BAD_USAGE;
    if (began != ended)
        return tool_usage("--before-counts has %" PRId64 " patients and --after-counts %" PRId64
                          ": they are to be the same ones",
                          began, ended);
    table->n = began;
    return pain_pairings_check(p, &verdict, &table->worse_at) == PAIN_OK
               ? TOOL_DONE
               : bounds_failed(PAIN_EINVAL);
}

int bounds_of_counts(bounds_table *table, int32_t quantity, bounds_row *row)
{
    pain_pairings_end *end = table->ends[row - table->rows];
    pain_status status = pain_pairings_bound(&table->pairings, quantity, false, &end[0]);

    if (status == PAIN_OK)
        status = pain_pairings_bound(&table->pairings, quantity, true, &end[1]);
    if (status != PAIN_OK && status != PAIN_EUNDEFINED)
        return bounds_failed(status);
    row->least = row->reached_least = status == PAIN_OK ? end[0].value : NAN;
    row->most = row->reached_most = status == PAIN_OK ? end[1].value : NAN;
    if (quantity == PAIN_PAIRED_MEAN_PERCENT || quantity == PAIN_PAIRED_MEDIAN_PERCENT)
        row->n -= table->pairings.before[0];
    return TOOL_DONE;
}
