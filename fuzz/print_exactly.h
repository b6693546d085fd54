/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_FUZZ_PRINT_EXACTLY_H
#define PAIN_FUZZ_PRINT_EXACTLY_H
/* Fractions and their roots, printed with so many decimals by any rounding rule, in 128-bit whole
 * numbers; it shares nothing with the library. */

#include <stdint.h>

typedef struct exact_fraction {
    int64_t above, below; /* below > 0 */
} exact_fraction;

/* The digits of the fraction with so many decimals: 2/3 with 2 is 67 when rounded to the nearest.
 * `rule` is a pain_rounding, not unknown. */
int64_t print_fraction(exact_fraction value, int32_t decimals, int32_t rule);

/* The same of its square root; above >= 0. */
int64_t print_root(exact_fraction square, int32_t decimals, int32_t rule);

#endif
