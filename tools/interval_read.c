/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proportions from the command line and from lines of text. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "interval.h"

/* Counts beyond 2^53 are not exact in a double, nor is any clinic that large. */
static const uint64_t most = UINT64_C(9007199254740992);

/* Where a text came from: a line of a source, or (source NULL) the command line. */
typedef struct place {
    const char *source;
    uint64_t line;
} place;

static int complain(place at, const char *text, size_t length, const char *what)
{
    int shown = length < 60 ? (int)length : 60;

    if (at.source != NULL)
        return tool_fail_at(TOOL_BAD_DATA, at.source, at.line, "'%.*s' %s", shown, text, what);
    return tool_usage("'%.*s' %s", shown, text, what);
}

/* The counts can be read but make no proportion: an error of the data, wherever they came from. */
static int refuse(place at, const char *text, size_t length, const char *what)
{
    if (at.source != NULL)
        return complain(at, text, length, what);
    return tool_fail(TOOL_BAD_DATA, "'%.*s' %s", (int)length, text, what);
}

static int append(interval_fractions *fractions, interval_fraction fraction)
{
    if (fractions->count == fractions->room) {
        size_t room = fractions->room < 16 ? 16 : 2 * fractions->room;
        void *list = realloc(fractions->list, room * sizeof *fractions->list);

        if (list == NULL)
            return tool_fail(TOOL_NO_IO, "out of memory");
        fractions->list = list;
        fractions->room = room;
    }
    fractions->list[fractions->count++] = fraction;
    return TOOL_DONE;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void trim(const char **text, size_t *length)
{
    while (*length > 0 && is_blank((*text)[*length - 1]))
        (*length)--;
    while (*length > 0 && is_blank(**text)) {
        (*text)++;
        (*length)--;
    }
}

/* The counts on both sides of a mark; `text` and `length` are the whole, for messages. */
static int add(interval_fractions *fractions, place at, const char *text, size_t length,
               size_t mark)
{
    const char *left = text, *right = text + mark + 1;
    size_t left_length = mark, right_length = length - mark - 1;
    interval_fraction f;

    trim(&left, &left_length);
    trim(&right, &right_length);
    tool_number k = tool_read_count(left, left_length, most, &f.k);
    tool_number n = tool_read_count(right, right_length, most, &f.n);

    if (k == TOOL_NUMBER_NONE || n == TOOL_NUMBER_NONE)
        return complain(at, text, length, "is not K/N, two whole numbers such as 33/50");
    if (k == TOOL_NUMBER_LARGE || n == TOOL_NUMBER_LARGE)
        return complain(at, text, length, "has a count beyond 2^53 = 9007199254740992");
    if (f.n == 0)
        return refuse(at, text, length, "is a proportion of nobody, which is undefined");
    if (f.k > f.n)
        return refuse(at, text, length, "has more in the numerator than in the denominator");
    return append(fractions, f);
}

static int add_text(interval_fractions *fractions, place at, const char *text, size_t length)
{
    trim(&text, &length);
    size_t mark = 0;

    while (mark < length && text[mark] != '/' && text[mark] != ',')
        mark++;
    if (mark == length)
        return complain(at, text, length, "is not K/N, two whole numbers such as 33/50");
    return add(fractions, at, text, length, mark);
}

/* "33" "50" is "33/50". */
static int add_two(interval_fractions *fractions, const char *k, const char *n)
{
    char text[128];
    int length = snprintf(text, sizeof text, "%s/%s", k, n);

    if (length < 0 || (size_t)length >= sizeof text)
        return tool_usage("'%.40s...' is no count", k);
    return add(fractions, (place){NULL, 0}, text, (size_t)length, strlen(k));
}

int interval_read_arguments(interval_fractions *fractions, char **arguments, int count)
{
    for (int i = 0; i < count; i++) {
        const char *text = arguments[i];
        int status;

        if (strcmp(text, "-") == 0)
            status = interval_read_lines(fractions, stdin, "standard input");
        else if (strpbrk(text, "/,") != NULL)
            status = add_text(fractions, (place){NULL, 0}, text, strlen(text));
        else if (i + 1 < count && strpbrk(arguments[i + 1], "/,-") == NULL)
            status = add_two(fractions, text, arguments[++i]);
        else
            status = tool_usage("'%s' has no denominator; write K/N, such as 33/50", text);
        if (status != TOOL_DONE)
            return status;
    }
    return TOOL_DONE;
}

int interval_read_lines(interval_fractions *fractions, FILE *file, const char *source)
{
    char line[TOOL_LINE];
    int status = TOOL_DONE;
    size_t before = fractions->count;
    place at = {source, 0};

    while (status == TOOL_DONE && tool_next_line(file, source, &at.line, line, &status))
        if (line[strspn(line, " \t\r\n")] != '\0')
            status = add_text(fractions, at, line, strlen(line));
    if (status == TOOL_DONE && fractions->count == before)
        status = tool_fail(TOOL_BAD_DATA, "%s: there are no numbers", source);
    return status;
}
