/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compensated sums. A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher
 * Summen, ZAMM 54 (1974) 39-51. */
#include <config.h>

#include <math.h>

#include "num/sum.h"

void pain__sum_add(pain__sum *s, double x)
{
    double total = s->total + x;

    /* The smaller of the two is the one that lost digits; nothing is lost to an infinity. */
    if (isfinite(total))
        s->correction +=
            fabs(s->total) >= fabs(x) ? (s->total - total) + x : (x - total) + s->total;
    s->total = total;
}

static void add_product(pain__sum *s, double x, double count)
{
    double product = x * count;

    pain__sum_add(s, product);
    if (isfinite(product))
        pain__sum_add(s, fma(x, count, -product));
}

void pain__sum_add_times(pain__sum *s, double x, uint64_t count)
{
    const uint64_t exact = UINT64_C(1) << 53;

    if (count == 0)
        return;
    /* A count above 2^53 need not be a double; its two halves are. */
    if (count > exact) {
        uint64_t low = count & UINT64_C(0xffffffff);

        add_product(s, x, (double)(count - low));
        count = low;
    }
    if (count > 0)
        add_product(s, x, (double)count);
}

double pain__sum_value(const pain__sum *s)
{
    return isfinite(s->total) ? s->total + s->correction : s->total;
}
