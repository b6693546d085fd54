/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file as a source of bytes. The texts are our own: strerror follows the locale. */
#include <config.h>

#include <errno.h>

#include "io/source.h"

static const char *meaning(int number)
{
    switch (number) {
    case ENOENT:
        return "no such file";
    case ENOTDIR:
        return "a part of the path is no folder";
    case EISDIR:
        return "is a directory, not a file";
    case EACCES:
    case EPERM:
        return "permission denied";
    case ENAMETOOLONG:
        return "the path is too long";
    case EMFILE:
    case ENFILE:
        return "too many files are open";
    case EIO:
        return "the device failed to read";
    default:
        return "the system refuses to read it";
    }
}

pain_status pain__file_open(pain__file *file, const char *path, pain_error *error)
{
    file->error = 0;
    file->stream = fopen(path, "rb");
    if (file->stream == NULL) {
        file->error = errno;
        return pain__file_fail(file, error);
    }
    /* The records have a buffer of their own. */
    (void)setvbuf(file->stream, NULL, _IONBF, 0);
    return PAIN_OK;
}

pain_status pain__file_read(void *context, char *buffer, size_t size, size_t *got)
{
    pain__file *file = context;

    errno = 0;
    *got = fread(buffer, 1, size, file->stream);
    if (*got > 0 || !ferror(file->stream))
        return PAIN_OK;
    file->error = errno;
    return PAIN_EIO;
}

pain_status pain__file_fail(const pain__file *file, pain_error *error)
{
    return pain__fail(error, PAIN_EIO, "cannot read: %s", meaning(file->error));
}

void pain__file_close(pain__file *file)
{
    if (file->stream != NULL)
        (void)fclose(file->stream);
    file->stream = NULL;
}
