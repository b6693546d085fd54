/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAINSTAT_ALLOC_H
#define PAINSTAT_ALLOC_H
/** @file
 * Where an object takes its memory from. NULL everywhere means malloc, realloc and free. */

#include <stddef.h>

#include <painstat/defs.h>

PAIN_BEGIN_DECLS

/** A caller's memory functions. The struct is copied into the object made with it; `ctx` must
 * outlive that object. `alloc` and `realloc` return NULL when there is no memory; `free` takes
 * NULL. Blocks are aligned for any type. The library never asks for 0 bytes. */
typedef struct pain_allocator {
    void *(*alloc)(void *ctx, size_t size);
    void *(*realloc)(void *ctx, void *block, size_t old_size, size_t size);
    void (*free)(void *ctx, void *block);
    void *ctx;
} pain_allocator;

PAIN_END_DECLS
#endif
