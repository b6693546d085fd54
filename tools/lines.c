/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short lines of text, in memory that does not grow with the file. */
#include <config.h>

#include <errno.h>
#include <string.h>

#include "tool.h"

/* Takes off the byte order mark that some editors put before the first line. */
static void drop_mark(char *line)
{
    static const char mark[] = "\xEF\xBB\xBF";

    if (strncmp(line, mark, sizeof mark - 1) == 0)
        memmove(line, line + sizeof mark - 1, strlen(line) - (sizeof mark - 1) + 1);
}

bool tool_next_line(FILE *file, const char *name, uint64_t *number, char line[TOOL_LINE],
                    int *status)
{
    *status = TOOL_DONE;
    errno = 0;
    if (fgets(line, TOOL_LINE, file) == NULL) {
        if (ferror(file) != 0)
            *status = tool_fail(TOOL_NO_IO, "cannot read %s: %s", name, strerror(errno));
        return false;
    }
    size_t length = strlen(line);

    ++*number;
    if (length + 1 == TOOL_LINE && line[length - 1] != '\n')
        *status = tool_fail_at(TOOL_BAD_DATA, name, *number, "the line has more than %d characters",
                               TOOL_LINE - 2);
    else if (length == 0 || (line[length - 1] != '\n' && feof(file) == 0))
        *status = tool_fail_at(TOOL_BAD_DATA, name, *number, "a NUL byte: this is no text");
    if (*number == 1)
        drop_mark(line);
    return *status == TOOL_DONE;
}
