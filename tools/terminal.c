/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether to use color: only where somebody looks, and never against their wish (no-color.org). */
#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tool.h"

bool tool_color_read(const char *text, tool_color *when)
{
    static const char *const names[] = {"auto", "always", "never"};
    int choice = tool_choice(text, names, 3);

    if (choice < 0) {
        (void)tool_usage("--color is auto, always or never, not '%s'", text);
        return false;
    }
    *when = (tool_color)choice;
    return true;
}

bool tool_color_wanted(tool_color when, FILE *file)
{
    if (when != TOOL_COLOR_AUTO)
        return when == TOOL_COLOR_ALWAYS;
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");

    if (no_color != NULL && *no_color != '\0')
        return false;
    if (terminal == NULL || strcmp(terminal, "dumb") == 0)
        return false;
    return file != NULL && isatty(fileno(file));
}
