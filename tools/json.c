/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers and whole objects in JSON. */
#include <config.h>

#include <math.h>

#include "json.h"

json_t *tool_json_number(double value)
{
    if (isinf(value))
        return json_string(value > 0 ? "inf" : "-inf");
    return isnan(value) ? json_null() : json_real(value);
}

static void drop_unless(bool added, json_t **whole)
{
    if (added)
        return;
    json_decref(*whole);
    *whole = NULL;
}

void tool_json_append(json_t **array, json_t *item)
{
    drop_unless(json_array_append_new(*array, item) == 0, array);
}

void tool_json_set(json_t **object, const char *key, json_t *item)
{
    drop_unless(json_object_set_new(*object, key, item) == 0, object);
}

bool tool_json_write(FILE *file, json_t *root, size_t flags)
{
    if (root == NULL)
        return false;
    bool written = json_dumpf(root, file, JSON_INDENT(2) | flags) == 0;

    (void)fputc('\n', file);
    json_decref(root);
    return written || ferror(file) != 0;
}
