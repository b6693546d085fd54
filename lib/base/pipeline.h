/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_BASE_PIPELINE_H
#define PAIN_BASE_PIPELINE_H
/* Work in parts that become known one after the other, and whose results are wanted in that order:
 * while the caller deals with one, threads do those behind it. */

#include "base/base.h"
#include "base/parallel.h"

typedef struct pain__pipeline pain__pipeline;

/* Begins with the part `first`: nothing is offered yet. At most `ring` parts are offered and not
 * waited for at any time. `threads` as in pain__parallel_workers, the caller's thread being worker
 * 0. ENOMEM writes NULL. */
pain_status pain__pipeline_begin(pain__pipeline **pipeline, const pain_allocator *allocator,
                                 uint64_t threads, size_t first, size_t ring,
                                 pain__parallel_part part, void *context);

/* The parts up to `end`, without it, may be done. */
void pain__pipeline_offer(pain__pipeline *pipeline, size_t end);

/* Returns when the part, which is offered, is done; until then the caller's thread does parts. Each
 * is waited for once, in order. */
void pain__pipeline_wait(pain__pipeline *pipeline, size_t part);

/* Ends when all parts that were begun are done; returns the first that was not. */
size_t pain__pipeline_end(pain__pipeline *pipeline, const pain_allocator *allocator);

#endif
