/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_CLAIM_FRAME_H
#define PAIN_CLAIM_FRAME_H
/* What printed figures say in whole numbers. */

#include "claim/blocks.h"
#include <painstat/figures.h>

typedef struct pain__frame {
    pain_figures figures;
    int64_t n;
    int32_t k;           /* steps; 0 for a grid without limits */
    bool ordered;        /* a median, minimum or maximum is given */
    int64_t first, last; /* sums */
    int64_t low, high;   /* n Q - S^2; none when high < low */
} pain__frame;

/* Checks the figures and fills the frame; EINVAL and EOVERFLOW as in the header. */
pain_status pain__frame_init(pain__frame *frame, const pain_figures *figures);

/* The sums of squares for one sum. On a grid without limits both are relative to the whole number
 * below the mean. */
pain__window pain__frame_window(const pain__frame *frame, int64_t sum);

/* Calls `visit` with every cut of the sample into blocks that gives the median, minimum and
 * maximum, until it returns true; true if one did. Without such figures there is one, a single
 * block. */
typedef bool (*pain__visit)(const pain__blocks *blocks, void *context);
bool pain__frame_blocks(const pain__frame *frame, pain__visit visit, void *context);

/* The i-th of the sums first..last, from the middle outwards. */
static inline int64_t pain__from_middle(int64_t first, int64_t last, int64_t i)
{
    int64_t middle = first + (last - first) / 2;

    return i % 2 == 0 ? middle - i / 2 : middle + i / 2 + 1;
}

/* recheck.c: the second routine. Whether no sample with sum S in first..last exists. */
int32_t pain__recheck(const pain__frame *frame);

#endif
