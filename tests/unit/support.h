/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_SUPPORT_H
#define PAIN_TESTS_SUPPORT_H
/* What the unit tests share: running a suite, tolerant comparison, reference tables. */

#include <check.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "painstat/alloc.h"

/* Runs `suite` with TAP on standard output; returns the exit status for main. */
int run_suite(Suite *suite);

/* So many random cases, or PAIN_TIMES times as many where that is set: tests/claims_long.sh. */
size_t long_run(size_t cases);

/* The seed of such cases; others with PAIN_SEED. */
uint64_t long_seed(uint64_t seed);

/* A whole number from 0 to below n, by Knuth's generator. */
int draw_below(int n, uint64_t *state);

/* True when got is within `relative` of want, or within 1e-15 of it absolutely; NaN equals NaN,
 * infinity itself. */
bool is_close(double got, double want, double relative);

/* Fails the test with both numbers when they are not close. */
#define ck_close(got, want, relative)                                                             \
    do {                                                                                          \
        double got_ = (got), want_ = (want);                                                      \
        ck_assert_msg(is_close(got_, want_, (relative)), "%s: got %.17g, want %.17g", #got, got_, \
                      want_);                                                                     \
    } while (0)

/* Opens `name` below the source folder for reading; fails the test when it is not there. */
FILE *open_source(const char *name);

/* Reads one line of comma-separated text into at most `max` fields (cut in place, no quotes);
 * returns how many, 0 at the end of the file. Lines that begin with # are passed over. */
size_t next_fields(FILE *file, char *line, size_t size, char **fields, size_t max);

/* Reads the numbers in `text`, separated by blanks, into at most `max` values; returns how many. */
size_t read_numbers(const char *text, double *values, size_t max);

/* Memory that runs out on request: the fail_at-th call for memory gives NULL, calls count from 1; 0
 * never fails. To test a call, repeat it with fail_at = 1, 2, ... until it succeeds; `live` counts
 * the blocks that are not freed. */
typedef struct failing_allocator {
    pain_allocator allocator; /* what to hand to the library; points into this struct */
    size_t fail_at, calls, live;
} failing_allocator;

void failing_allocator_init(failing_allocator *failing, size_t fail_at);

#endif
