/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_CLAIM_EXACT_H
#define PAIN_CLAIM_EXACT_H
/* Whole numbers beyond 64 bits, in plain C. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The sign of a * b - c * d. */
int pain__compare_products(int64_t a, int64_t b, int64_t c, int64_t d);

/* floor(product of `factors` / product of `divisors`), cut to `most`; `*whole` says whether the
 * division left nothing (false when it was cut). The product of the factors must be below 2^480,
 * each divisor above 0. False when the factors are too many for that. */
bool pain__quotient(const uint64_t *factors, size_t n_factors, const uint64_t *divisors,
                    size_t n_divisors, uint64_t most, uint64_t *quotient, bool *whole);

/* Quotients to the next whole number below and above; b > 0. */
static inline int64_t pain__floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static inline int64_t pain__ceil_div(int64_t a, int64_t b)
{
    return a / b + (a % b > 0);
}

/* floor(sqrt(x)) */
int64_t pain__square_root(int64_t x);

#endif
