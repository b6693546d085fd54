/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_MEMORY_SOURCE_H
#define PAIN_TESTS_MEMORY_SOURCE_H
/* Text in memory as a source of bytes, in pieces. */

#include <stddef.h>

#include "painstat/csv.h"

typedef struct memory_source {
    const char *text;
    size_t length, at;
    size_t piece;   /* bytes a call at most; 0: all */
    size_t fail_at; /* reading fails when this many bytes were given; 0: never */
} memory_source;

/* A pain_read_fn; `context` is the memory_source. */
pain_status read_memory(void *context, char *buffer, size_t size, size_t *got);

#endif
