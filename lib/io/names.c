/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of the columns. Texts about what is missing never list the names found: a file without
 * a header has a patient in its first line. */
#include <config.h>

#include <string.h>

#include "base/decimal.h"
#include "io/columns.h"

void pain__column_key(char *key, const char *name, size_t length)
{
    int depth = 0;

    for (size_t i = 0; i < length; i++) {
        char c = name[i];

        if (c == '(' || c == '[')
            depth++;
        else if ((c == ')' || c == ']') && depth > 0)
            depth--;
        else if (depth == 0 && (unsigned char)c > ' ' && c != '_' && c != '-' && c != '.')
            *key++ = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    *key = '\0';
}

pain_status pain__columns_names(pain__columns *c, const pain__records *r, pain_error *error)
{
    size_t bytes = 0;

    for (size_t i = 0; i < r->n_cells; i++)
        bytes += 2 * (pain__records_cell(r, i).length + 1);
    c->columns = pain__alloc(c->allocator, r->n_cells, sizeof *c->columns);
    c->text = pain__alloc(c->allocator, bytes, 1);
    if (c->columns == NULL || c->text == NULL)
        return pain__fail(error, PAIN_ENOMEM, "no memory for the column names");
    char *to = c->text;

    c->n = r->n_cells;
    for (size_t i = 0; i < c->n; i++) {
        pain__text name = pain__trim(pain__records_cell(r, i));

        c->columns[i].name = memcpy(to, name.at, name.length);
        to += name.length + 1;
        c->columns[i].key = to;
        pain__column_key(to, name.at, name.length);
        to += name.length + 1;
    }
    return PAIN_OK;
}

void pain__columns_free(pain__columns *c)
{
    if (c->allocator == NULL)
        return;
    pain__free(c->allocator, c->columns);
    pain__free(c->allocator, c->text);
    pain__free(c->allocator, c->slots);
}

/* Looks `name` up among the names or the keys; `*column` is the first, the value how many. */
static size_t look_up(const pain__columns *c, const char *name, bool keys, size_t *column)
{
    size_t found = 0;

    for (size_t i = 0; i < c->n; i++)
        if (strcmp(keys ? c->columns[i].key : c->columns[i].name, name) == 0 && found++ == 0)
            *column = i;
    return found;
}

pain_status pain__columns_find(const pain__columns *c, const char *name, size_t length,
                               const char *option, size_t *column, pain_error *error)
{
    char *text = pain__alloc(c->allocator, 2, length + 1);

    *column = PAIN__NO_COLUMN;
    if (text == NULL)
        return pain__fail(error, PAIN_ENOMEM, "no memory for the column names");
    memcpy(text, name, length);
    pain__column_key(text + length + 1, name, length);
    size_t found = look_up(c, text, false, column);

    if (found == 0 && text[length + 1] != '\0')
        found = look_up(c, text + length + 1, true, column);
    pain_status status = PAIN_OK;

    if (found == 0) {
        status = pain__fail(error, PAIN_ESCHEMA, "%s: no column is named '%.60s'%s", option, text,
                            pain__columns_hint(c));
    } else if (found > 1) {
        status = pain__fail(error, PAIN_ESCHEMA,
                            "%s: %zu columns are named '%.60s': rename all "
                            "but one",
                            option, found, text);
        error->column = (uint32_t)*column + 1;
    }
    pain__free(c->allocator, text);
    return status;
}

const char *pain__columns_hint(const pain__columns *c)
{
    for (size_t i = 0; i < c->n; i++) {
        pain__decimal number;
        const char *name = c->columns[i].name;

        if (pain__decimal_parse(name, strlen(name), ".,", &number) == PAIN_OK)
            return " (the first line holds numbers: is the header missing?)";
    }
    return c->n == 1 ? " (the header has one column: is the delimiter another?)" : "";
}
