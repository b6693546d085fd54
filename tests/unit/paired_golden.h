/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_PAIRED_GOLDEN_H
#define PAIN_TESTS_PAIRED_GOLDEN_H
/* The reference rows for paired data: what each asks for, computed by the library. */

#include <stdbool.h>

/* Computes what a row asks for: a data set or table, a quantity, an option, a level; fails the test for a quantity
 * that it does not know. */
typedef double (*golden_value)(const char *dataset, const char *quantity, const char *option,
                               const char *conf);

/* For rows about a 2x2 table, "tab_<a>_<b>_<c>_<d>", and for those about a data set in golden_paired_data.csv. */
double golden_table_value(const char *dataset, const char *quantity, const char *option,
                          const char *conf);
double golden_data_value(const char *dataset, const char *quantity, const char *option,
                         const char *conf);

/* Compares the rows about tables, or those about data, to the accuracy that their tool states; returns how many there
 * were. */
unsigned check_golden_rows(bool tables, golden_value value);

#endif
