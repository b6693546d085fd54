/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_BASE_BASE_H
#define PAIN_BASE_BASE_H
/* What every layer uses: memory, errors and options. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <painstat/alloc.h>
#include <painstat/status.h>

/* alloc.c: memory from an allocator, sizes checked for overflow. */

/* The allocator to keep in an object: a copy of `a`, or malloc's when `a` is NULL. */
pain_allocator pain__allocator(const pain_allocator *a);

/* `n` elements of `size` bytes, zeroed; NULL when n * size overflows or memory is short. n = 0
 * gives one byte. */
void *pain__alloc(const pain_allocator *a, size_t n, size_t size);

/* Resizes `block` from `old_n` to `n` elements of `size` bytes; on NULL the block is as it was. */
void *pain__realloc(const pain_allocator *a, void *block, size_t old_n, size_t n, size_t size);

void pain__free(const pain_allocator *a, void *block);

/* Makes room for `need` elements in the array `*block` of `*capacity`, growing by half again;
 * ENOMEM or EOVERFLOW leave both as they were. */
pain_status pain__grow(const pain_allocator *a, void **block, size_t *capacity, size_t need,
                       size_t size);

/* A copy of the `length` bytes at `text`, ended by a NUL; NULL when memory is short. */
char *pain__copy_text(const pain_allocator *a, const char *text, size_t length);

/* error.c */

/* Fills `err` (NULL does nothing) with `code` and a text formatted as by printf, place cleared;
 * returns `code`. The format takes %s, %zu, %d and PRIu64 only: numbers with a fraction would
 * follow the locale. */
pain_status pain__fail(pain_error *err, pain_status code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Clears `err` to PAIN_OK; NULL does nothing. */
void pain__error_clear(pain_error *err);

/* Writes `from` into the array `to` of `size` bytes, cut if longer, always ended by a NUL. */
void pain__copy_cut(char *to, size_t size, const char *from);

/* options.c */

/* Reads a caller's sized options struct `from` (its first member is its size as the caller compiled
 * it; NULL means all defaults) into `to` of `size` bytes, zero where the caller has no such member
 * yet. EINVAL when the size member is 0, or when a member that this library does not know is not
 * zero. */
pain_status pain__options(void *to, size_t size, const void *from);

#endif
