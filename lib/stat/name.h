/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_NAME_H
#define PAIN_STAT_NAME_H
/* Names of methods and tests: tables of them, and finding one as people write it. */

#include <stddef.h>

#include <painstat/status.h>

/* A method or test: its number and what stands for it. The first of a table is the default. */
typedef struct pain__name {
    int number;
    const char *key, *label, *source;
} pain__name;

/* Another name than the key. */
typedef struct pain__other_name {
    const char *text;
    int number;
} pain__other_name;

typedef struct pain__name_table {
    const pain__name *names;
    size_t n_names;
    const pain__other_name *others;
    size_t n_others;
} pain__name_table;

/* The entry of a number; one that says "unknown" when there is none. Never NULL. */
const pain__name *pain__name_of(const pain__name_table *table, int number);

/* The number that `text` names: case (ASCII), '-', '_' and blanks do not matter. PAIN_EINVAL (NULL)
 * and PAIN_ENOTFOUND leave 0. */
pain_status pain__name_parse(const pain__name_table *table, const char *text, int *number);

#endif
