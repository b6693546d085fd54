/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TOOLS_JSON_H
#define PAIN_TOOLS_JSON_H
/* What the commands' JSON has in common. */

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

/* A number; JSON has neither NaN, which is null, nor the infinities, which are "inf" and "-inf". */
json_t *tool_json_number(double value);

/* Appends to an array, sets a key of an object, and takes over what is added. When that fails, or
 * `item` is NULL, the whole is dropped and becomes NULL: nothing is ever left out in silence. */
void tool_json_append(json_t **array, json_t *item);
void tool_json_set(json_t **object, const char *key, json_t *item);

/* Writes `root` (NULL: memory was short) with a line end, and frees it. `flags` besides the indent
 * are jansson's. False when memory is short; errors of the file are left to the file. */
bool tool_json_write(FILE *file, json_t *root, size_t flags);

#endif
