/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filling the caller's error struct. */
#include <config.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/base.h"

void pain__error_clear(pain_error *err)
{
    if (err != NULL)
        memset(err, 0, sizeof *err);
}

pain_status pain__fail(pain_error *err, pain_status code, const char *format, ...)
{
    if (err == NULL)
        return code;
    pain__error_clear(err);
    err->code = (int32_t)code;

    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(err->text, sizeof err->text, format, arguments);
    va_end(arguments);
    return code;
}

void pain__copy_cut(char *to, size_t size, const char *from)
{
    size_t length = strnlen(from, size - 1);

    memcpy(to, from, length);
    to[length] = '\0';
}
