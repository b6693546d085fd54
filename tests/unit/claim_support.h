/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_CLAIM_SUPPORT_H
#define PAIN_TESTS_CLAIM_SUPPORT_H
/* What the tests of reported figures share. */

#include <stdint.h>

#include "painstat/granularity.h"
#include "painstat/study.h"
#include "support.h"

/* One row of a golden table: comma-separated, every field may be in quotes. */
typedef struct golden_row {
    char text[2048];
    char *field[24];
    size_t n;
} golden_row;

/* Reads the next row; false at the end of the file. */
bool next_golden(FILE *file, golden_row *row);

/* The place of the column `name` in the header row; fails the test when there is none. */
size_t golden_column(const golden_row *header, const char *name);

/* The figure; fails the test when it is none. */
pain_printed figure(const char *text);

/* The claim; fails the test when it is none. */
pain_claim claim_of(const char *text);

/* The set of what prints so, by a rule or by the golden tables' name of one. */
pain_range printed_as(const char *text, int32_t rounding);
int32_t golden_rounding(const char *name);

/* What is printed of numerator / denominator (both >= 0) with these decimals, without the point, by
 * long division: an implementation of the rounding rules of its own. Unknown is half up. */
int64_t round_ratio(int64_t numerator, int64_t denominator, int32_t decimals, int32_t rounding);

/* The study of claims, one a line, 8 at most; fails the test when they cannot be checked. */
pain_study *study_of(const char *lines, const pain_study_options *options);

/* A small generator for test cases, splitmix64; uniform on 0..bound - 1 but for 2^-40. */
uint64_t next_case(uint64_t *state, uint64_t bound);

#endif
