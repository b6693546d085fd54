/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers and whole objects in JSON. */
#include <config.h>

#include <math.h>

#include "json.h"

json_t *tool_json_number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
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
