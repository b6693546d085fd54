/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_NUM_ORDER_H
#define PAIN_NUM_ORDER_H
/* Ordering of doubles, without NaN (with one, the order is unspecified, but the call returns). */

#include <stddef.h>

/* Sorts ascending, in place, without memory. O(n log n) comparisons also in the worst case. */
void pain__sort(double *x, size_t n);

/* The k-th smallest (0-based), x reordered; NaN when k >= n. O(n) expected, O(n log n) at worst. */
double pain__select(double *x, size_t n, size_t k);

#endif
