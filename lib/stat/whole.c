/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values as whole numbers. */
#include <config.h>

#include <math.h>

#include "stat/whole.h"

/* Sums of n numbers of at most so many bits stay below 2^62. */
static int bits_for(uint64_t n)
{
    int bits = 62;

    for (; n > 0; n >>= 1)
        bits--;
    return bits;
}

/* The whole part of x, |x| < 2^62, taken away from it. */
static int64_t take_whole(double *x)
{
    int64_t whole = (int64_t)*x;

    *x -= (double)whole;
    return whole;
}

/* x, in units of 2^exponent, as a whole number; false when it is none. */
static bool whole_of(double x, pain__whole_scale scale, pain__whole *whole)
{
    double left = ldexp(x, -scale.exponent);

    if (left == 0 && x != 0)
        return false;
    whole->high = take_whole(&left);
    left = ldexp(left, scale.bits);
    whole->low = take_whole(&left);
    return left == 0;
}

bool pain__whole_values(const double *values, pain_counts counts, pain__whole *whole,
                        pain__whole_scale *scale)
{
    double largest = 0;

    for (size_t i = 0; i < counts.distinct; i++)
        largest = fmax(largest, fabs(values[i]));
    scale->bits = bits_for(counts.n);
    (void)frexp(largest, &scale->exponent);
    scale->exponent -= scale->bits;
    for (size_t i = 0; i < counts.distinct; i++) {
        pain__whole one;

        if (!whole_of(values[i], *scale, &one))
            return false;
        for (uint64_t k = 0; k < counts.count[i]; k++)
            *whole++ = one;
    }
    return true;
}

double pain__whole_mean(pain__whole sum, pain__whole_scale scale, uint64_t n)
{
    double high = (double)sum.high, count = (double)n;
    double low = ldexp((double)sum.low, -scale.bits) + (double)(sum.high - (int64_t)high);
    /* What the sum and the division lose, so that the mean of equal values is that value. */
    double total = high + low, lost = low - (total - high), mean = total / count;

    return ldexp(mean + (fma(-mean, count, total) + lost) / count, scale.exponent);
}
