/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_PAIRED_H
#define PAIN_STAT_PAIRED_H
/* The lower limits for two proportions of the same pairs, one function each. The upper limit is
 * that of the mirrored question (b and c exchanged), negated for a difference and inverted for a
 * ratio, so swapping is exact. */

#include <stdbool.h>

#include <painstat/paired_proportions.h>

/* The four counts and their sum as doubles. */
typedef struct pain__paired {
    double a, b, c, d, n;
} pain__paired;

/* The lower limit that leaves the probability `tail` below it, 0 < tail < 1; NaN where it could not
 * be had or, with `tail` sound, is undefined. n > 0. */
typedef double (*pain__paired_limit)(const pain__paired *t, double tail);

/* paired_difference.c */
double pain__paired_wald(const pain__paired *t, double tail);
double pain__agresti_min(const pain__paired *t, double tail);
double pain__bonett_price(const pain__paired *t, double tail);
/* paired_newcombe.c */
double pain__newcombe_8(const pain__paired *t, double tail);
double pain__newcombe_10(const pain__paired *t, double tail);
/* paired_tango.c */
double pain__tango(const pain__paired *t, double tail);
/* paired_ratio.c */
double pain__paired_ratio_wald(const pain__paired *t, double tail);
double pain__tang(const pain__paired *t, double tail);
/* paired_odds.c: b > 0 */
double pain__conditional_exact(const pain__paired *t, double tail);
double pain__conditional_midp(const pain__paired *t, double tail);
double pain__conditional_wilson(const pain__paired *t, double tail);
double pain__conditional_jeffreys(const pain__paired *t, double tail);
double pain__conditional_scas(const pain__paired *t, double tail);

/* paired_tango.c: the root >= 0 of square x^2 + linear x - rest, square > 0 and rest >= 0, each
 * sign of `linear` without cancellation. */
double pain__paired_likeliest(double square, double linear, double rest);

/* The difference by Tango's score: with a and d, only their sum counts. Shared with the probability
 * of superiority of paired differences. */
double pain__tango_lower(double discordant_for, double discordant_against, double n, double tail);

/* paired.c: the counts as doubles; PAIN_EEMPTY for none, PAIN_EOVERFLOW above 2^53. */
pain_status pain__paired_read(pain_paired_counts counts, pain__paired *t);

/* paired.c: one quantity, its methods, and how its upper limit comes from a lower one. */
typedef struct pain__paired_method {
    pain_method method;
    pain__paired_limit lower;
} pain__paired_method;

typedef struct pain__paired_quantity {
    const pain__paired_method *methods; /* in the order of PAIN_METHOD_LIST */
    size_t n_methods;
    pain_method fallback;
    bool is_ratio; /* from 0 to infinity, else from -1 to 1 */
    /* Sets value, numerator, denominator, flags and reason. */
    void (*describe)(const pain__paired *t, pain_estimate *estimate);
} pain__paired_quantity;

pain_status pain__paired_one(const pain__paired_quantity *quantity, pain_paired_counts counts,
                             const pain_interval_options *options, pain_estimate *estimate);
pain_status pain__paired_all(const pain__paired_quantity *quantity, pain_paired_counts counts,
                             const pain_interval_options *options, pain_estimate *estimates,
                             size_t *count);

#endif
