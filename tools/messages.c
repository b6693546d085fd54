/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages on standard error: which command, where, what. */
#include <config.h>

#include <inttypes.h>
#include <stdarg.h>

#include "tool.h"

/* A program has one command a run; a message needs its name in many places. */
static const char *current = "";

void tool_begin(const char *command)
{
    current = command;
}

static void print(const char *source, uint64_t line, const char *format, va_list arguments)
{
    char text[4608], plain[8192];

    /* What went to standard output before the error stands before it in a shared log. */
    (void)fflush(stdout);
    (void)fprintf(stderr, "painstat%s%s: ", *current != '\0' ? " " : "", current);
    if (source != NULL)
        (void)fprintf(stderr, "%s:", tool_plain(source, plain, sizeof plain));
    if (source != NULL && line > 0)
        (void)fprintf(stderr, "%" PRIu64 ":", line);
    if (source != NULL)
        (void)fputc(' ', stderr);
    (void)vsnprintf(text, sizeof text, format, arguments);
    (void)fprintf(stderr, "%s\n", tool_plain(text, plain, sizeof plain));
}

int tool_fail(int status, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    print(NULL, 0, format, arguments);
    va_end(arguments);
    return status;
}

int tool_fail_at(int status, const char *source, uint64_t line, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    print(source, line, format, arguments);
    va_end(arguments);
    return status;
}

int tool_usage(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    print(NULL, 0, format, arguments);
    va_end(arguments);
    (void)fprintf(stderr, "try 'painstat%s%s --help'\n", *current != '\0' ? " " : "", current);
    return TOOL_BAD_USAGE;
}
