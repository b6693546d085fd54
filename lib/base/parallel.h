/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_BASE_PARALLEL_H
#define PAIN_BASE_PARALLEL_H
/* Work in parts, on several threads. */

#include <stddef.h>
#include <stdint.h>

/* Most threads that one call uses. */
enum { PAIN__MOST_THREADS = 64 };

/* What threads write stands so far apart that it shares no line of the cache, in bytes. */
enum { PAIN__APART = 128 };

/* How far from each other, in elements of eight bytes, the threads' rows of n elements stand. */
static inline size_t pain__parallel_stride(size_t n)
{
    return n + PAIN__APART / 8;
}

/* Does one part. `worker` tells the threads apart, for working memory of their own. */
typedef void (*pain__parallel_part)(void *context, size_t worker, size_t part);

/* How many workers pain__parallel uses at most: 1 where `threads` is 0 or the library has none, no
 * more than `parts` or PAIN__MOST_THREADS, at least 1. */
size_t pain__parallel_workers(uint64_t threads, size_t parts);

/* Does the parts 0 .. parts - 1, each once, in any order, by pain__parallel_workers(threads, parts)
 * workers, the caller's thread being worker 0; returns when all are done. A thread that the system
 * does not give leaves its share to the others. Threads handle no signals. What a part computes
 * must not depend on the worker. */
void pain__parallel(uint64_t threads, size_t parts, pain__parallel_part part, void *context);

#endif
