/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_CLAIM_DIVIDE_H
#define PAIN_CLAIM_DIVIDE_H
/* A block of patients divided in two, one part below the other. */

#include "claim/blocks.h"

/* Blocks of which `block[at]` and `block[at + 1]` share n patients: k in the first. */
typedef struct pain__division {
    pain__blocks blocks;
    size_t at;
    int64_t n;
} pain__division;

/* The division of block `at`: its patients have scores up to `below` or from `above` on. */
void pain__divide(const pain__blocks *blocks, size_t at, int32_t below, int32_t above,
                  pain__division *division);

/* Puts k patients into the first part. */
void pain__division_set(pain__division *division, int64_t k);

/* The k of which bounds allow a sample; no k outside of first..last is possible. None when first >
 * last. O(log n). */
void pain__division_range(pain__division *division, const pain__window *window, int64_t *first,
                          int64_t *last);

/* Whether such a k can be below `least` or above `most`; true when it is not sure. O(1). */
bool pain__division_beyond(pain__division *division, const pain__window *window, int64_t least,
                           int64_t most);

#endif
