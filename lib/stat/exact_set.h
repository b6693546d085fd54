/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_EXACT_SET_H
#define PAIN_STAT_EXACT_SET_H
/* The intervals for all counts 0 ... n at once, as methods need them that shorten exact intervals
 * until the coverage would fall below the level. */

#include <stdbool.h>
#include <stdint.h>

/* The work grows faster than n, and these methods are for small n. */
#define PAIN__EXACT_SET_MOST 1000

/* The upper limit for j is 1 minus the lower one for n - j. Every limit is a multiple of 2^-53, so
 * that 1 minus it is one, too: two limits that meet are equal, and stay so in the mirror. */
typedef struct pain__exact_set {
    int n;
    double alpha;
    double lower[PAIN__EXACT_SET_MOST + 1];
} pain__exact_set;

/* Clopper-Pearson's intervals, for 0 < alpha < 1/2. */
void pain__exact_set_begin(pain__exact_set *set, uint64_t n, double alpha);

static inline double pain__exact_upper(const pain__exact_set *set, int j)
{
    return 1 - set->lower[set->n - j];
}

/* The multiple of 2^-53 at or below x. */
double pain__on_grid(double x);

/* P(X < first or X > last) for X binomial(n, p). 1 when last < first. */
double pain__outside(const pain__exact_set *set, int first, int last, double p);

/* Whether first ... last alone have the coverage 1 - alpha at p, but for rounding. */
bool pain__covers(const pain__exact_set *set, int first, int last, double p);

/* The p for which first ... last have the coverage 1 - alpha, from *low to *high, rounded inwards.
 * False when there is none or it could not be had. */
bool pain__covered_range(const pain__exact_set *set, int first, int last, double *low,
                         double *high);

/* proportion_casella.c, proportion_wang.c: the intervals of all counts, of Wang's those from k to
 * n - k. Casella's false when it could not be had. */
bool pain__casella_set(pain__exact_set *set, uint64_t n, double alpha);
void pain__wang_set(pain__exact_set *set, uint64_t n, double alpha, uint64_t k);

#endif
