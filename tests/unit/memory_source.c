/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <string.h>

#include "memory_source.h"

pain_status read_memory(void *context, char *buffer, size_t size, size_t *got)
{
    memory_source *source = context;
    size_t n = source->length - source->at;

    *got = 0;
    if (source->fail_at > 0 && source->at >= source->fail_at)
        return PAIN_EIO;
    if (source->piece > 0 && n > source->piece)
        n = source->piece;
    if (n > size)
        n = size;
    if (n > 0)
        memcpy(buffer, source->text + source->at, n);
    source->at += n;
    *got = n;
    return PAIN_OK;
}
