/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_IO_SOURCE_H
#define PAIN_IO_SOURCE_H
/* A file as a source of bytes. */

#include <stdio.h>

#include "base/base.h"

typedef struct pain__file {
    FILE *stream;
    int error; /* errno of the call that failed */
} pain__file;

/* Opens `path`; EIO with a text. */
pain_status pain__file_open(pain__file *file, const char *path, pain_error *error);

/* A pain_read_fn; `context` is the pain__file. */
pain_status pain__file_read(void *context, char *buffer, size_t size, size_t *got);

/* Says why reading failed. */
pain_status pain__file_fail(const pain__file *file, pain_error *error);

/* Closes it; a file that is not open does nothing. */
void pain__file_close(pain__file *file);

#endif
