/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The difference of two paired proportions, and its limits of Wald's kind. With s = b + c, e = b -
 * c and z the normal quantile, (e - z sqrt(s - e^2 / n)) / n for
 *
 *   Wald           the counts as they are
 *   Agresti-Min    1/2 more in each cell: A. Agresti and Y. Min, Stat. Med. 24 (2005) 729-740
 *   Bonett-Price   1 more in b and in c: D. G. Bonett and R. M. Price, J. Educ. Behav. Stat. 37
 *                  (2012) 479-488 */
#include <config.h>

#include <math.h>

#include "base/floats.h"
#include "num/distribution.h"
#include "stat/paired.h"

static double wald_lower(double b, double c, double n, double tail)
{
    double z = pain__normal_quantile(tail, PAIN__UPPER), difference = b - c;

    return (difference - z * sqrt(fmax(b + c - difference * difference / n, 0))) / n;
}

double pain__paired_wald(const pain__paired *t, double tail)
{
    return wald_lower(t->b, t->c, t->n, tail);
}

double pain__agresti_min(const pain__paired *t, double tail)
{
    return wald_lower(t->b + 0.5, t->c + 0.5, t->n + 2, tail);
}

double pain__bonett_price(const pain__paired *t, double tail)
{
    return wald_lower(t->b + 1, t->c + 1, t->n + 2, tail);
}

static const pain__paired_method methods[] = {
    {PAIN_METHOD_PAIRED_WALD, pain__paired_wald},   {PAIN_METHOD_AGRESTI_MIN, pain__agresti_min},
    {PAIN_METHOD_BONETT_PRICE, pain__bonett_price}, {PAIN_METHOD_NEWCOMBE_8, pain__newcombe_8},
    {PAIN_METHOD_NEWCOMBE_10, pain__newcombe_10},   {PAIN_METHOD_TANGO, pain__tango},
};

static void describe(const pain__paired *t, pain_estimate *estimate)
{
    estimate->value = (t->b - t->c) / t->n;
    estimate->denominator = (uint64_t)t->n;
    if (estimate->method == PAIN_METHOD_PAIRED_WALD &&
        (t->b + t->c == 0 || t->b == t->n || t->c == t->n))
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
}

static const pain__paired_quantity difference = {
    methods, sizeof methods / sizeof *methods, PAIN_METHOD_TANGO, false, describe,
};

pain_status pain_paired_difference(pain_paired_counts counts, const pain_interval_options *options,
                                   pain_estimate *estimate)
{
    PAIN__FLOATS;

    return pain__paired_one(&difference, counts, options, estimate);
}

pain_status pain_paired_difference_all(pain_paired_counts counts,
                                       const pain_interval_options *options,
                                       pain_estimate *estimates, size_t *count)
{
    PAIN__FLOATS;

    return pain__paired_all(&difference, counts, options, estimates, count);
}
