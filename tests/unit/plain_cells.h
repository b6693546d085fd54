/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_PLAIN_CELLS_H
#define PAIN_TESTS_PLAIN_CELLS_H
/* What stands in a cell, for plain_reader.h. Cells are trimmed, and empty for no value. */

#include <stdbool.h>

#include "painstat/csv.h"

/* What the days of a file are: the first one decides. */
typedef enum plain_days { PLAIN_DAYS_UNSEEN = 0, PLAIN_DAYS_NUMBERS, PLAIN_DAYS_DATES } plain_days;

/* Each is false for a cell that does not hold what it should. */
bool plain_score(const char *text, const pain_scale *s, const char *marks, pain_score *score);
bool plain_count(const char *text, int32_t *count); /* whole, from 0; 0 for an empty cell */
bool plain_day(const char *text, plain_days *days, int64_t *day);

/* The occasion that a visit's name says, and that the kind of a score says; -1 for none. */
int plain_visit(const char *text);
int plain_kind(const char *text, bool *after);

#endif
