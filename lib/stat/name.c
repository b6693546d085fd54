/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of methods and tests compared letter by letter, whatever the locale. */
#include <config.h>

#include "stat/name.h"

/* The next character that counts, in lower case; NUL at the end. */
static char next_letter(const char **text)
{
    while (**text == '-' || **text == '_' || **text == ' ')
        ++*text;
    char c = **text;

    if (c != '\0')
        ++*text;
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool pain__is_same_name(const char *a, const char *b)
{
    char c;

    do {
        c = next_letter(&a);
        if (c != next_letter(&b))
            return false;
    } while (c != '\0');
    return true;
}
