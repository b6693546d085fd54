/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_FUZZ_H
#define PAIN_FUZZ_H
/* Fuzz targets: each takes any bytes, hands them to one reader, and requires what its header
 * promises. docs/testing.md says how they are run. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* The one list of targets: X(name, what is read). */
#define FUZZ_TARGETS(X)                                                    \
    X(csv, "session files of each shape, whole and in pieces")             \
    X(difference, "session files by the library and by a plain reader")    \
    X(number, "scores, days, printed figures, scales, numbers of options") \
    X(claim, "one claim")                                                  \
    X(claims_file, "files of claims")                                      \
    X(table, "tables of studies")                                          \
    X(columns, "columns of numbers, proportions, options of figures")      \
    X(figures, "figures printed of one sample that the bytes describe")    \
    X(study, "claims on patients that the bytes describe")

/* One target with one input. */
typedef void (*fuzz_target)(const uint8_t *data, size_t size);

#define FUZZ_DECLARE(name, what) void fuzz_##name(const uint8_t *data, size_t size);
FUZZ_TARGETS(FUZZ_DECLARE)
#undef FUZZ_DECLARE

/* The target of that name; NULL for none. */
fuzz_target fuzz_find(const char *name);

/* Ends the process with a message where a promise is not kept. */
#define fuzz_require(promise)                          \
    do {                                               \
        if (!(promise))                                \
            fuzz_broken(#promise, __FILE__, __LINE__); \
    } while (0)
void fuzz_broken(const char *promise, const char *file, int line) __attribute__((noreturn));

/* Numbers out of bytes; 0 when there are no more. */
typedef struct fuzz_bytes {
    const uint8_t *data;
    size_t size;
} fuzz_bytes;

/* The next byte as a number from 0 to `most`, which is at most 255. */
int fuzz_take(fuzz_bytes *bytes, int most);

/* All that is left, ended by a NUL; to be freed. */
char *fuzz_rest(const fuzz_bytes *bytes);

/* Makes the bytes that are left standard input until fuzz_input_end. */
void fuzz_input_begin(const fuzz_bytes *bytes);
void fuzz_input_end(void);

/* How many messages the command would have printed since the last call (messages.c). */
size_t fuzz_messages(void);

#endif
