/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the targets share. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

fuzz_target fuzz_find(const char *name)
{
    static const struct {
        const char *name;
        fuzz_target target;
    } list[] = {
#define FUZZ_LIST(name, what) {#name, fuzz_##name},
        FUZZ_TARGETS(FUZZ_LIST)
#undef FUZZ_LIST
    };

    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (strcmp(list[i].name, name) == 0)
            return list[i].target;
    return NULL;
}

void fuzz_broken(const char *promise, const char *file, int line)
{
    (void)fprintf(stderr, "%s:%d: broken: %s\n", file, line, promise);
    abort();
}

int fuzz_take(fuzz_bytes *bytes, int most)
{
    if (bytes->size == 0)
        return 0;
    bytes->size--;
    return *bytes->data++ % (most + 1);
}

char *fuzz_rest(const fuzz_bytes *bytes)
{
    char *text = calloc(bytes->size + 1, 1);

    fuzz_require(text != NULL);
    if (bytes->size > 0)
        memcpy(text, bytes->data, bytes->size);
    return text;
}

static FILE *standard_input;

void fuzz_input_begin(const fuzz_bytes *bytes)
{
    /* Read only, so the cast takes nothing from anybody. */
    FILE *file = fmemopen((void *)(uintptr_t)bytes->data, bytes->size, "r");

    fuzz_require(file != NULL);
    standard_input = stdin;
    stdin = file;
}

void fuzz_input_end(void)
{
    (void)fclose(stdin);
    stdin = standard_input;
}
