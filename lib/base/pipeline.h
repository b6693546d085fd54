/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_BASE_PIPELINE_H
#define PAIN_BASE_PIPELINE_H
/* Work in parts that become known one after the other. Each is prepared by any thread while others
 * are, and finished in order, one at a time, by the thread that prepared it: what it made is still
 * in that thread's cache. */

#include <stdbool.h>

#include "base/parallel.h"

typedef struct pain__pipeline {
    /* By the caller's thread: up to which part, without it, parts may be prepared now that all
     * before `first` are finished. It may be called while others prepare or finish. */
    size_t (*more)(void *context, size_t first);
    /* By any thread, which `worker` tells. */
    pain__parallel_part prepare;
    /* By the same thread, in order; false when the caller's thread has to finish the part. */
    bool (*finish)(void *context, size_t worker, size_t part);
    /* By the caller's thread; false ends the work. */
    bool (*finish_rest)(void *context, size_t part);
    void *context;
} pain__pipeline;

/* Works from the part `first` on until finish_rest ends it, by as many workers as pain__parallel
 * uses for many parts, the caller's thread being worker 0. A thread that the system does not give
 * leaves its share to the others. Returns the first part that was not prepared. */
size_t pain__pipeline_run(const pain__pipeline *pipeline, uint64_t threads, size_t first);

#endif
