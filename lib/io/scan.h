/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_IO_SCAN_H
#define PAIN_IO_SCAN_H
/* Finding the bytes that mean something: delimiters, quotes, CR, LF, NUL. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes behind a text that the scan may read. */
enum { PAIN__SCAN_PAD = 64 };

/* Ways to scan; each gives the same. */
typedef enum pain__scan_way { PAIN__SCAN_PLAIN, PAIN__SCAN_SSE2, PAIN__SCAN_AVX2 } pain__scan_way;

/* The fastest way on this machine. */
pain__scan_way pain__scan_best(void);

/* Sets bit i % 64 of marks[i / 64] for each byte text[i], i < n, that means something, and for the
 * end, i = n; marks has n / 64 + 1 words. True when some byte may be above 127. */
bool pain__scan(pain__scan_way way, const char *text, size_t n, char delimiter, uint64_t *marks);

#endif
