/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_SUPPORT_H
#define PAIN_TESTS_SUPPORT_H
/* What the unit tests share: running a suite, tolerant comparison, reference tables. */

#include <check.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Runs `suite` with TAP on standard output; returns the exit status for main. */
int run_suite(Suite *suite);

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

#endif
