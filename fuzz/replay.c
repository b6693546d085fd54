/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hands files to a fuzz target: replay TARGET FILE... A broken promise ends it. */
#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static int replay(fuzz_target target, const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data = NULL;
    size_t size = 0, room = 0, got = 1;

    while (file != NULL && got > 0) {
        if (size == room) {
            room = room > 0 ? 2 * room : 4096;
            data = realloc(data, room);
            fuzz_require(data != NULL);
        }
        got = fread(data + size, 1, room - size, file);
        size += got;
    }
    bool read = file != NULL && ferror(file) == 0;

    if (!read)
        (void)fprintf(stderr, "cannot read %s: %s\n", path, strerror(errno));
    else
        target(data, size);
    if (file != NULL)
        (void)fclose(file);
    free(data);
    return read ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    fuzz_target target = argc > 1 ? fuzz_find(argv[1]) : NULL;
    int status = EXIT_SUCCESS;

    if (target == NULL) {
        (void)fputs("usage: replay TARGET FILE...\n", stderr);
        return EXIT_FAILURE;
    }
    for (int i = 2; i < argc && status == EXIT_SUCCESS; i++) {
        (void)fprintf(stderr, "%s\n", argv[i]); /* the last one is the one that broke it */
        status = replay(target, argv[i]);
    }
    return status;
}
