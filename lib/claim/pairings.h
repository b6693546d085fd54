/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_CLAIM_PAIRINGS_H
#define PAIN_CLAIM_PAIRINGS_H
/* Pairings of two known distributions of scores: patients choose in turn. */

#include <painstat/pairings.h>

/* A pair (B, E) is low when E <= limit[B]; limits rise with B. */
typedef struct pain__limits {
    int32_t limit[101];
} pain__limits;

/* One patient with another limit: of those with this endpoint where as many as possible are low, of
 * those with this baseline where as few; that patient's pair is then to be low, or not low. */
typedef struct pain__exception {
    int32_t score; /* -1: nobody */
    pain__limits limits;
} pain__exception;

/* Pairs as many (`most`) or as few patients as can be low, of those without exception. Returns how
 * many chose as they wished: are low, or are not low; -1 when the exception cannot be had. Writes
 * the cells into `end`, unless that is NULL. `counts` are sound and have a pairing. */
int64_t pain__pair_low(const pain_pairings *counts, const pain__limits *limits,
                       const pain__exception *exception, bool most, pain_pairings_end *end);

/* Pairs for the smallest or the largest mean of percentages. */
void pain__pair_mean(const pain_pairings *counts, bool upper, pain_pairings_end *end);

/* Pairs for the smallest or the largest median of percentages; somebody has a baseline above 0. */
void pain__pair_median(const pain_pairings *counts, bool upper, pain_pairings_end *end);

#endif
