/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a file of columns of numbers, separated by a comma, a semicolon, a tab or blanks. */
#include <config.h>

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "quantities.h"

enum { COLUMNS_MOST = 4 };

static const char marks[] = ",; \t\r\n";

/* The next word of a line as a number, a sign before it included; false when it is none. */
static bool next_number(char **rest, double *value)
{
    char *word = *rest + strspn(*rest, marks);
    size_t length = strcspn(word, marks);
    bool last = word[length] == '\0';

    word[length] = '\0';
    *rest = word + length + !last;
    return tool_read_signed(word, value);
}

/* The numbers of a line, at most `most`; 0 when it holds anything else. */
static size_t read_line(char *line, size_t most, double *numbers)
{
    size_t n = 0;

    for (char *rest = line; rest[strspn(rest, marks)] != '\0'; n++)
        if (n == most || !next_number(&rest, &numbers[n]))
            return 0;
    return n;
}

/* True when a cell is a number or begins as one does. */
static bool begins_number(const char *cell)
{
    cell += strspn(cell, " \"");
    cell += *cell == '-' || *cell == '+';
    cell += *cell == '.' || *cell == ',';
    return *cell >= '0' && *cell <= '9';
}

/* True for a line none of whose cells is a number. Blanks part cells where nothing else does. */
static bool is_header(const char *line)
{
    const char *parting = strpbrk(line, ",;\t") != NULL ? ",;\t\r\n" : marks;

    for (const char *cell = line; *cell != '\0'; cell += strspn(cell, parting)) {
        if (begins_number(cell))
            return false;
        cell += strcspn(cell, parting);
    }
    return true;
}

static bool append(tool_columns *columns, const double *numbers, uint64_t number)
{
    size_t n = columns->lines, width = columns->columns;

    /* Room doubles at each power of two. */
    if ((n & (n - 1)) == 0) {
        size_t room = n > 0 ? 2 * n : 1;
        void *values = realloc(columns->values, room * width * sizeof *columns->values);

        columns->values = values != NULL ? values : columns->values;
        void *lines = realloc(columns->number, room * sizeof *columns->number);

        columns->number = lines != NULL ? lines : columns->number;
        if (values == NULL || lines == NULL)
            return false;
    }
    memcpy(columns->values + n * width, numbers, width * sizeof *numbers);
    columns->number[n] = number;
    columns->lines++;
    return true;
}

static int expected(const char *name, uint64_t line, size_t least, size_t most)
{
    static const char *const words[COLUMNS_MOST + 1] = {"no", "one", "two", "three", "four"};

    if (least == most)
        return tool_fail_at(TOOL_BAD_DATA, name, line, "%s number%s expected", words[least],
                            least == 1 ? " is" : "s are");
    return tool_fail_at(TOOL_BAD_DATA, name, line,
                        "%s or %s numbers are expected, as many on every line", words[least],
                        words[most]);
}

static int read_lines(FILE *file, size_t least, size_t most, tool_columns *columns)
{
    double numbers[COLUMNS_MOST];
    char line[TOOL_LINE];
    uint64_t number = 0;
    int status = TOOL_DONE;

    while (status == TOOL_DONE && tool_next_line(file, columns->name, &number, line, &status)) {
        if (line[strspn(line, marks)] == '\0' || (number == 1 && is_header(line)))
            continue;
        size_t n = read_line(line, most, numbers);

        if (n >= least && columns->columns == 0)
            columns->columns = n;
        if (n < least || n != columns->columns)
            status = expected(columns->name, number, least, most);
        else if (!append(columns, numbers, number))
            status = tool_fail(TOOL_NO_IO, "out of memory");
    }
    return status;
}

int tool_read_columns(const char *path, size_t least, size_t most, tool_columns *columns)
{
    bool is_input = strcmp(path, "-") == 0;
    FILE *file = is_input ? stdin : fopen(path, "r");

    *columns = (tool_columns){.name = is_input ? "standard input" : path};
    if (file == NULL)
        return tool_fail(TOOL_NO_IO, "cannot read %s: %s", path, strerror(errno));
    int status = read_lines(file, least, most, columns);

    if (status == TOOL_DONE && columns->lines == 0)
        status = tool_fail(TOOL_BAD_DATA, "%s: there are no numbers", columns->name);
    if (!is_input)
        (void)fclose(file);
    return status;
}

pain_status tool_columns_pairs(const tool_columns *columns, size_t first, pain_pairs **pairs)
{
    pain_status status = pain_pairs_new(pairs, NULL);

    for (size_t i = 0; status == PAIN_OK && i < columns->lines; i++) {
        const double *line = columns->values + i * columns->columns + first;

        status = pain_pairs_add(*pairs, line[0], line[1], 1);
    }
    return status;
}

void tool_columns_free(tool_columns *columns)
{
    free(columns->values);
    free(columns->number);
}

int tool_columns_fail(const tool_columns *columns, size_t i, const char *what)
{
    return tool_fail_at(TOOL_BAD_DATA, columns->name, columns->number[i], "%s", what);
}

int tool_columns_counts(const tool_columns *columns)
{
    for (size_t i = 0; i < columns->lines * columns->columns; i++) {
        double x = columns->values[i];

        if (!(x >= 0 && x <= 0x1p53) || x != floor(x))
            return tool_columns_fail(columns, i / columns->columns,
                                     "whole numbers of patients are expected");
        if (i % 2 == 1 && columns->values[i - 1] > x)
            return tool_columns_fail(columns, i / columns->columns,
                                     "K cannot be above N: K of N patients, K first");
    }
    return TOOL_DONE;
}

int tool_columns_baselines(const tool_columns *columns, size_t column)
{
    for (size_t i = 0; i < columns->lines; i++)
        if (columns->values[i * columns->columns + column] < 0)
            return tool_columns_fail(columns, i,
                                     "a baseline below 0 has no percentage: scores count from 0, "
                                     "which is free of pain");
    return TOOL_DONE;
}
