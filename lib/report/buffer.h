/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_REPORT_BUFFER_H
#define PAIN_REPORT_BUFFER_H
/* Text that grows. The first failure sticks, so that writing needs no check until the end. */

#include <stddef.h>

#include "painstat/report.h"

typedef struct pain__buffer {
    char *text; /* ended by a NUL once something was added */
    size_t length, capacity;
    size_t line; /* where the current line begins */
    pain_status status;
} pain__buffer;

/* Adds a string; '\n' begins a new line. */
void pain__buffer_add(pain__buffer *b, const char *text);

/* Adds `n` bytes, which hold no NUL. */
void pain__buffer_bytes(pain__buffer *b, const char *bytes, size_t n);

/* Adds text formatted as by printf: %s, %zu, %d and PRIu64 only, because of the locale. */
void pain__buffer_format(pain__buffer *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds text from outside, such as a group's label, on one line: control characters as blanks, and
 * more than `most` characters (5 at least) as the first, "..", and the last. */
void pain__buffer_label(pain__buffer *b, const char *text, size_t most);

/* The same, at the right of so many columns. */
void pain__buffer_right(pain__buffer *b, const char *text, size_t width);

/* Adds a number with `digits` decimals, or with all its digits when `digits` is below 0. */
void pain__buffer_number(pain__buffer *b, double value, int digits);

/* Adds a number with as many decimals as it needs, at most 6: "95", "99.9". */
void pain__buffer_plain(pain__buffer *b, double value);

/* Fills the current line up to `column` with blanks; at least one when it is there already. */
void pain__buffer_to_column(pain__buffer *b, size_t column);

/* Gives everything to `write` and frees the text; returns the first failure, its own or write's. */
pain_status pain__buffer_finish(pain__buffer *b, pain_write_fn write, void *context);

#endif
