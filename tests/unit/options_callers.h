/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_OPTIONS_CALLERS_H
#define PAIN_TESTS_OPTIONS_CALLERS_H
/* Calls with each struct that begins with its size, for t_options. */

#include "painstat.h"

/* What a call gave: its status, and a hash of that and its result. */
typedef struct outcome {
    int64_t status;
    uint64_t bits;
} outcome;

/* A struct with all that its function needs, and a call with it. */
typedef struct caller {
    const char *name;
    size_t size;
    const void *whole;
    outcome (*use)(const void *options);
} caller;

static inline outcome outcome_of(int64_t status, const void *result, size_t size)
{
    outcome o = {status, UINT64_C(0xcbf29ce484222325) ^ (uint64_t)status};

    for (size_t i = 0; i < size; i++)
        o.bits = (o.bits ^ ((const unsigned char *)result)[i]) * UINT64_C(0x100000001b3);
    return o;
}

/* options_claims.c: the structs of figures and claims, once they are set up. */
enum { CLAIM_CALLERS = 6 };
extern const caller claim_callers[CLAIM_CALLERS];
void set_up_claims(void);

#endif
