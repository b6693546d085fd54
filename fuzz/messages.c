/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The messages of the command (tools/messages.c), kept instead of printed: a message is one line
 * without control characters, whatever was read. */
#include <config.h>

#include <stdarg.h>

#include "fuzz.h"
#include "tools/tool.h"

static size_t messages;

static void keep(const char *format, va_list arguments)
{
    char text[4096], plain[8192];

    (void)vsnprintf(text, sizeof text, format, arguments);
    fuzz_require(*text != '\0');
    for (const char *c = tool_plain(text, plain, sizeof plain); *c != '\0'; c++)
        fuzz_require((unsigned char)*c >= ' ' && *c != 127);
    messages++;
}

size_t fuzz_messages(void)
{
    size_t n = messages;

    messages = 0;
    return n;
}

void tool_begin(const char *command)
{
    (void)command;
}

int tool_fail(int status, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    keep(format, arguments);
    va_end(arguments);
    return status;
}

int tool_fail_at(int status, const char *source, uint64_t line, const char *format, ...)
{
    va_list arguments;

    (void)source;
    (void)line;
    va_start(arguments, format);
    keep(format, arguments);
    va_end(arguments);
    return status;
}

int tool_usage(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    keep(format, arguments);
    va_end(arguments);
    return TOOL_BAD_USAGE;
}
