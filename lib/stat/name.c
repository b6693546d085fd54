/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of methods and tests compared letter by letter, whatever the locale. */
#include <config.h>

#include <stdbool.h>

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

static bool is_same_name(const char *a, const char *b)
{
    char c;

    do {
        c = next_letter(&a);
        if (c != next_letter(&b))
            return false;
    } while (c != '\0');
    return true;
}

const pain__name *pain__name_of(const pain__name_table *table, int number)
{
    static const pain__name unknown = {-1, "unknown", "unknown", "unknown"};

    for (size_t i = 0; i < table->n_names; i++)
        if (table->names[i].number == number)
            return &table->names[i];
    return &unknown;
}

pain_status pain__name_parse(const pain__name_table *table, const char *text, int *number)
{
    *number = 0;
    if (text == NULL)
        return PAIN_EINVAL;
    for (size_t i = 0; i < table->n_names; i++)
        if (is_same_name(text, table->names[i].key)) {
            *number = table->names[i].number;
            return PAIN_OK;
        }
    for (size_t i = 0; i < table->n_others; i++)
        if (is_same_name(text, table->others[i].text)) {
            *number = table->others[i].number;
            return PAIN_OK;
        }
    return PAIN_ENOTFOUND;
}
