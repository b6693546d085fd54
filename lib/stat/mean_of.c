/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mean of counted values. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "num/sum.h"
#include "stat/mean_of.h"

static double mean_scaled(const double *values, pain_counts counts, uint64_t first, uint64_t last,
                          double scale)
{
    double n = (double)(last - first + 1);
    uint64_t before = 0; /* how many ranks the rows so far hold */
    pain__sum sum = {0, 0};

    for (size_t i = 0; i < counts.distinct; before += counts.count[i++]) {
        uint64_t begin = before < first ? first : before + 1, end = before + counts.count[i];

        if (end > last)
            end = last;
        if (begin <= end)
            pain__sum_add_times(&sum, values[i] * scale, end - begin + 1);
    }
    double mean = sum.total / n;

    /* What the division and the sum lost, so that the mean of equal values is that value. */
    return (mean + (fma(-mean, n, sum.total) + sum.correction) / n) / scale;
}

double pain__mean_of_ranks(const double *values, pain_counts counts, uint64_t first, uint64_t last)
{
    double mean = mean_scaled(values, counts, first, last, 1);

    /* Fewer than 2^63 values of at most 2^1024 each, times 2^-64, cannot overflow. */
    return isfinite(mean) ? mean : mean_scaled(values, counts, first, last, 0x1p-64);
}

/* x without the lower half of its digits. */
static inline double upper_half(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    bits &= ~UINT64_C(0x7ffffff);
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* The mean for n <= MOST_HALF: both halves of a value times its count are exact, so that a row
 * costs a few operations of which only one waits for the row before. Not finite where a product is
 * not. */
#define MOST_HALF (UINT64_C(1) << 26)

static double mean_quick(const double *values, pain_counts counts)
{
    double n = (double)counts.n, total = 0, correction = 0;

    for (size_t i = 0; i < counts.distinct; i++) {
        double count = (double)(int64_t)counts.count[i], high = upper_half(values[i]);
        double term = high * count, next = total + term, taken = next - total;

        correction += ((total - (next - taken)) + (term - taken)) + (values[i] - high) * count;
        total = next;
    }
    /* As in mean_scaled; the correction itself may be as large as a rounding of the total. */
    double sum = total + correction, rest = correction - (sum - total), mean = sum / n;

    return mean + (fma(-mean, n, sum) + rest) / n;
}

double pain__mean_of(const double *values, pain_counts counts)
{
    if (counts.n <= MOST_HALF) {
        double mean = mean_quick(values, counts);

        if (isfinite(mean))
            return mean;
    }
    return pain__mean_of_ranks(values, counts, 1, counts.n);
}
