/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_CLAIM_SAMPLES_H
#define PAIN_TESTS_CLAIM_SAMPLES_H
/* Brute force for reported figures: all samples, and what they print. */

#include "claim_support.h"
#include "painstat/figures.h"

/* A sample of scores on 0..k, by its figures. */
typedef struct one_sample {
    int64_t sum, squares;             /* n Q - S^2 */
    int32_t minimum, maximum, middle; /* middle: the sum of the two middle ones, or twice the one */
    int32_t count[11];
} one_sample;

typedef struct sample_list {
    one_sample *sample;
    size_t n;
} sample_list;

/* All samples of n <= 16 scores on 0..k, k <= 10; `all->sample` has room for them. */
void enumerate_samples(int64_t n, int32_t k, sample_list *all);

/* One printed set of figures, as digits without the point; -1: not given. */
typedef struct sample_print {
    int64_t n, mean, sd, median;
    int32_t mean_places, sd_places, rounding, kind, minimum, maximum;
} sample_print;

/* Figures near a sample, so that about half of them are possible. */
sample_print random_print(int64_t n, const sample_list *all, uint64_t *state);

/* Whether the sample prints so, by long division and comparison of squares. */
bool prints_as(const one_sample *s, const sample_print *p);

/* What is printed of sqrt(numerator / denominator), by the rule, without the point. */
int64_t round_root(int64_t numerator, int64_t denominator, int32_t decimals, int32_t rounding);

/* Whether the quotient, and its root, print as the digits; with the rule unknown, either way. */
bool prints_ratio(int64_t numerator, int64_t denominator, int32_t decimals, int32_t rounding,
                  int64_t digits);
bool prints_root(int64_t numerator, int64_t denominator, int32_t decimals, int32_t rounding,
                 int64_t digits);

/* A squared spread of that kind is n Q - S^2 over this. */
int64_t spread_divisor(int64_t n, int32_t kind);

/* The set of a figure by its digits without the point; nothing is known when they are below 0. */
pain_range printed_digits(int64_t digits, int32_t decimals, int32_t rounding);

/* The same for the library. */
pain_figures printed_figures(const sample_print *p, int32_t k);

#endif
