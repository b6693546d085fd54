/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_BASE_FLOATS_H
#define PAIN_BASE_FLOATS_H
/* A host may round otherwise than to nearest, flush small numbers to zero or trap an overflow. The
 * library computes in the environment that C starts with, so that its numbers are the same bits in
 * every host, and leaves the host's as it was.
 *
 * A public function that computes begins with PAIN__FLOATS (tests/arch/floats.sh); the environment
 * comes back however it returns. What it calls has nothing to do but look, which costs some
 * nanoseconds. */

#include <fenv.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct pain__floats {
    bool changed;
    fenv_t host; /* set when changed */
} pain__floats;

/* True when the thread's environment is not the default one; exceptions that were raised do not
 * count. */
static inline bool pain__floats_are_changed(void)
{
#if defined(__x86_64__) || defined(__SSE2_MATH__)
    return (__builtin_ia32_stmxcsr() & 0xFFC0U) != 0x1F80U;
#elif defined(__aarch64__)
    uint64_t control;

    __asm__ volatile("mrs %0, fpcr" : "=r"(control));
    return control != 0;
#else
    return fegetround() != FE_TONEAREST;
#endif
}

/* floats.c */
void pain__floats_set_default(pain__floats *floats);
void pain__floats_set_host(const pain__floats *floats);

static inline pain__floats pain__floats_begin(void)
{
    pain__floats floats = {.changed = pain__floats_are_changed()};

    if (floats.changed)
        pain__floats_set_default(&floats);
    return floats;
}

static inline void pain__floats_end(pain__floats *floats)
{
    if (floats->changed)
        pain__floats_set_host(floats);
}

#define PAIN__FLOATS                                                                    \
    __attribute__((cleanup(pain__floats_end), unused)) pain__floats pain__floats_here = \
        pain__floats_begin()

#endif
