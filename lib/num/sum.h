/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_NUM_SUM_H
#define PAIN_NUM_SUM_H
/* Compensated sums: the error does not grow with the number of terms. */

#include <stdint.h>

/* Starts as {0, 0}. */
typedef struct pain__sum {
    double total;      /* the sum as plain addition gives it */
    double correction; /* what its roundings lost */
} pain__sum;

void pain__sum_add(pain__sum *s, double x);

/* Adds x * count, the product's own rounding error included. */
void pain__sum_add_times(pain__sum *s, double x, uint64_t count);

/* The sum; infinite or NaN where a term was or where it overflowed. */
double pain__sum_value(const pain__sum *s);

#endif
