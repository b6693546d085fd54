/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as text. The command never calls setlocale, so the C locale holds, whose decimal mark is
 * a point; and printf rounds the exact binary value. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tool.h"

const char *tool_fixed(double value, int digits, char text[TOOL_NUMBER_SIZE])
{
    if (isnan(value))
        return strcpy(text, "-");
    (void)snprintf(text, TOOL_NUMBER_SIZE, "%.*f", digits, value);
    if (text[0] == '-' && strspn(text + 1, "0.") == strlen(text + 1))
        memmove(text, text + 1, strlen(text));
    return text;
}

const char *tool_percent(double proportion, int digits, char text[TOOL_NUMBER_SIZE])
{
    return tool_fixed(100.0 * proportion, digits, text);
}

const char *tool_level(double level, char text[TOOL_NUMBER_SIZE])
{
    (void)snprintf(text, TOOL_NUMBER_SIZE, "%.10g", 100.0 * level);
    return text;
}

const char *tool_exact(double value, char text[TOOL_NUMBER_SIZE])
{
    if (isnan(value))
        return strcpy(text, "");
    for (int digits = 15; digits <= 17; digits++) {
        (void)snprintf(text, TOOL_NUMBER_SIZE, "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    return text;
}
