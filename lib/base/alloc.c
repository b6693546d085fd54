/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory from the caller's allocator, sizes checked for overflow. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/base.h"

static void *plain_alloc(void *ctx, size_t size)
{
    (void)ctx;
    return malloc(size);
}

static void *plain_realloc(void *ctx, void *block, size_t old_size, size_t size)
{
    (void)ctx;
    (void)old_size;
    return realloc(block, size);
}

static void plain_free(void *ctx, void *block)
{
    (void)ctx;
    free(block);
}

pain_allocator pain__allocator(const pain_allocator *a)
{
    const pain_allocator plain = {plain_alloc, plain_realloc, plain_free, NULL};

    return a != NULL ? *a : plain;
}

void *pain__alloc(const pain_allocator *a, size_t n, size_t size)
{
    if (n > SIZE_MAX / size)
        return NULL;
    size_t bytes = n > 0 ? n * size : 1;
    void *block = a->alloc(a->ctx, bytes);

    if (block != NULL)
        memset(block, 0, bytes);
    return block;
}

void *pain__realloc(const pain_allocator *a, void *block, size_t old_n, size_t n, size_t size)
{
    if (n == 0 || n > SIZE_MAX / size)
        return NULL;
    if (block == NULL)
        return pain__alloc(a, n, size);
    return a->realloc(a->ctx, block, old_n * size, n * size);
}

void pain__free(const pain_allocator *a, void *block)
{
    if (block != NULL)
        a->free(a->ctx, block);
}

pain_status pain__grow(const pain_allocator *a, void **block, size_t *capacity, size_t need,
                       size_t size)
{
    if (need <= *capacity)
        return PAIN_OK;
    if (need > SIZE_MAX / size)
        return PAIN_EOVERFLOW;
    size_t wanted = *capacity < 8 ? 8 : *capacity;

    while (wanted < need)
        wanted = wanted > SIZE_MAX / size - wanted / 2 ? need : wanted + wanted / 2;
    void *grown = pain__realloc(a, *block, *capacity, wanted, size);

    if (grown == NULL)
        return PAIN_ENOMEM;
    *block = grown;
    *capacity = wanted;
    return PAIN_OK;
}

char *pain__copy_text(const pain_allocator *a, const char *text, size_t length)
{
    if (length == SIZE_MAX)
        return NULL;
    char *copy = pain__alloc(a, length + 1, 1);

    if (copy != NULL && length > 0)
        memcpy(copy, text, length);
    return copy;
}
