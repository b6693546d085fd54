/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_CLAIM_BLOCKS_H
#define PAIN_CLAIM_BLOCKS_H
/* Samples cut into blocks: so many patients with scores in one part of the scale, so many in the
 * next. A median, a cut or an observed minimum splits a sample so. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "claim/exists.h"

/* n patients with scores low..high. */
typedef struct pain__block {
    int64_t n;
    int32_t low, high;
} pain__block;

enum { PAIN__MOST_BLOCKS = 10 };

/* Blocks in ascending order: each begins where the one before ends, or above. */
typedef struct pain__blocks {
    pain__block block[PAIN__MOST_BLOCKS];
    size_t n;
} pain__blocks;

/* One sum of scores and the sums of squares low..high that the figures allow for it. */
typedef struct pain__window {
    int64_t sum, low, high;
} pain__window;

/* The sums and sums of squares of each block that make up a sample. */
typedef struct pain__split {
    int64_t sum[PAIN__MOST_BLOCKS], square[PAIN__MOST_BLOCKS];
} pain__split;

/* Adds a block; one without patients is left out. */
void pain__blocks_add(pain__blocks *blocks, int64_t n, int32_t low, int32_t high);

/* The bounds of the sum of squares for a sum, as if patients could be divided: every sample lies
 * within. False when the sum cannot be reached. Both are convex (concave) in the sum and in numbers
 * of patients that are moved from one block to another. */
bool pain__blocks_bounds(const pain__blocks *blocks, int64_t sum, int64_t *least, int64_t *most);

/* Whether samples exist; exact. `split` is written when they do. O(1) to O(scores) but for sums of
 * squares close to the largest. */
bool pain__blocks_exist(const pain__blocks *blocks, const pain__window *window, pain__split *split);

/* The numbers of patients per score, counts[0..k], of what pain__blocks_exist found. */
void pain__blocks_witness(const pain__blocks *blocks, const pain__split *split, int32_t k,
                          int64_t *counts);

#endif
