/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a file of two columns of numbers, separated by a comma, a semicolon, a tab or blanks. */
#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"

static const char marks[] = ",; \t\r\n";

/* The next word of a line as a number, a sign before it included; false when it is none. */
static bool next_number(char **rest, double *value)
{
    char *word = *rest + strspn(*rest, marks);
    size_t length = strcspn(word, marks);
    bool negative = *word == '-';

    *rest = word + length + (word[length] != '\0');
    word[length] = '\0';
    if (tool_read_fraction(word + negative, value) != TOOL_NUMBER_OK || strchr(word, '%') != NULL)
        return false;
    *value = negative ? -*value : *value;
    return true;
}

static bool add(double **list, size_t n, double value)
{
    /* Room doubles at each power of two. */
    if ((n & (n - 1)) == 0) {
        double *grown = realloc(*list, (n > 0 ? 2 * n : 1) * sizeof *grown);

        if (grown == NULL)
            return false;
        *list = grown;
    }
    (*list)[n] = value;
    return true;
}

static int read_lines(FILE *file, const char *name, double **x, double **y, size_t *n)
{
    char *line = NULL;
    size_t room = 0;
    uint64_t number = 0;
    int status = TOOL_DONE;

    while (status == TOOL_DONE && getline(&line, &room, file) >= 0) {
        char *rest = line;
        double first, second;

        number++;
        if (line[strspn(line, marks)] == '\0')
            continue;
        if (next_number(&rest, &first) && next_number(&rest, &second) &&
            rest[strspn(rest, marks)] == '\0') {
            if (!add(x, *n, first) || !add(y, *n, second))
                status = tool_fail(TOOL_NO_IO, "out of memory");
            ++*n;
        } else if (number > 1) {
            status = tool_fail_at(TOOL_BAD_DATA, name, number, "two numbers are expected");
        }
    }
    free(line);
    return status;
}

int compare_read_columns(const char *path, double **x, double **y, size_t *n)
{
    bool is_input = strcmp(path, "-") == 0;
    FILE *file = is_input ? stdin : fopen(path, "r");
    const char *name = is_input ? "standard input" : path;

    *x = *y = NULL;
    *n = 0;
    if (file == NULL)
        return tool_fail(TOOL_NO_IO, "cannot read %s: %s", path, strerror(errno));
    errno = 0;
    int status = read_lines(file, name, x, y, n);

    if (status == TOOL_DONE && ferror(file) != 0)
        status = tool_fail(TOOL_NO_IO, "cannot read %s: %s", name, strerror(errno));
    if (status == TOOL_DONE && *n == 0)
        status = tool_fail(TOOL_BAD_DATA, "%s: there are no numbers", name);
    if (!is_input)
        (void)fclose(file);
    return status;
}
