/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_PAIRED_GOLDEN_H
#define PAIN_TESTS_PAIRED_GOLDEN_H
/* The reference rows for paired data: what each asks for, computed by the library. */

#include <stdbool.h>

#include "painstat/tally.h"

/* Whether a row about this data set or table is one for the caller. */
typedef bool (*golden_filter)(const char *dataset, const char *quantity, const char *option);

/* Computes what a row asks for: a data set or table, a quantity, an option, a level, and whose
 * value it is; fails the test for a quantity that it does not know. */
typedef double (*golden_value)(const char *dataset, const char *quantity, const char *option,
                               const char *conf, const char *tool);

/* Compares the rows that are wanted to the accuracy that their tool states; returns how many there
 * were. */
unsigned check_golden_rows(golden_filter is_wanted, golden_value value);

/* Baseline minus final of a data set in golden_paired_data.csv. */
pain_tally *golden_differences(const char *dataset);

#endif
