/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libFuzzer and AFL++ call: the target is named by PAIN_FUZZ_TARGET. */
#include <config.h>

#include <stdlib.h>

#include "fuzz.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static fuzz_target target;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    const char *name = getenv("PAIN_FUZZ_TARGET");

    (void)argc;
    (void)argv;
    target = name != NULL ? fuzz_find(name) : NULL;
    if (target != NULL)
        return 0;
    (void)fputs("PAIN_FUZZ_TARGET is no target; known are:\n", stderr);
#define FUZZ_SAY(name, what) (void)fputs("  " #name ": " what "\n", stderr);
    FUZZ_TARGETS(FUZZ_SAY)
#undef FUZZ_SAY
    exit(2);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    target(data, size);
    return 0;
}
