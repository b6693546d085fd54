/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the requests for memory go through. The names are the linker's: -Wl,--wrap=malloc sends
 * malloc here and keeps the real one as __real_malloc. */
#include <config.h>

#include <jansson.h>

#include "oom.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *block, size_t size);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *block, size_t size);
void __wrap_free(void *block);

static struct {
    bool on;
    size_t fail_at;
    oom_seen seen;
} state;

static bool refused(bool is_plain)
{
    if (!state.on)
        return false;
    state.seen.plain += is_plain;
    bool refuse = ++state.seen.requests == state.fail_at;

    state.seen.failed = state.seen.failed || refuse;
    return refuse;
}

static void *given(void *block)
{
    state.seen.live += state.on && block != NULL;
    return block;
}

void *__wrap_malloc(size_t size)
{
    return refused(true) ? NULL : given(__real_malloc(size));
}

void *__wrap_calloc(size_t n, size_t size)
{
    return refused(true) ? NULL : given(__real_calloc(n, size));
}

void *__wrap_realloc(void *block, size_t size)
{
    if (refused(true))
        return NULL;
    return block == NULL ? given(__real_realloc(NULL, size)) : __real_realloc(block, size);
}

void __wrap_free(void *block)
{
    state.seen.live -= state.on && block != NULL;
    __real_free(block);
}

static void *allocate(void *ctx, size_t size)
{
    oom_require(ctx == NULL && size > 0);
    return refused(false) ? NULL : given(__real_malloc(size));
}

static void *reallocate(void *ctx, void *block, size_t old_size, size_t size)
{
    oom_require(ctx == NULL && size > 0 && (block == NULL) == (old_size == 0));
    if (refused(false))
        return NULL;
    return block == NULL ? given(__real_malloc(size)) : __real_realloc(block, size);
}

static void release(void *ctx, void *block)
{
    oom_require(ctx == NULL);
    __wrap_free(block);
}

const pain_allocator oom_allocator = {allocate, reallocate, release, NULL};

static void *allocate_json(size_t size)
{
    return refused(false) ? NULL : given(__real_malloc(size));
}

void oom_begin(size_t fail_at)
{
    json_set_alloc_funcs(allocate_json, __wrap_free);
    state.fail_at = fail_at;
    state.seen = (oom_seen){0};
    state.on = true;
}

oom_seen oom_end(void)
{
    state.on = false;
    return state.seen;
}
