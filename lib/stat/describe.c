/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mean, standard deviation and range. The variance is the corrected two-pass sum, (S2 - S1^2 / n) /
 * (n - 1) with Sk the sums of (x - mean)^k: T. F. Chan, G. H. Golub and R. J. LeVeque, Am. Stat. 37
 * (1983) 242-247. */
#include <config.h>

#include <math.h>
#include <string.h>

#include <painstat/describe.h>

#include "base/floats.h"
#include "num/sum.h"
#include "stat/counts.h"
#include "stat/mean_of.h"

/* A power of 2 to divide by, so that squares neither overflow nor vanish; 0, and so no change, for
 * ordinary values. */
static int exponent_to_remove(const pain_description *d)
{
    int exponent;

    (void)frexp(fmax(fabs(d->lowest), fabs(d->highest)), &exponent);
    return exponent < -300 || exponent > 300 ? exponent : 0;
}

static double standard_deviation(pain_counts counts, const pain_description *d)
{
    int exponent = exponent_to_remove(d);
    double mean = ldexp(d->mean, -exponent), n = (double)counts.n;
    pain__sum first = {0, 0}, second = {0, 0};

    for (size_t i = 0; i < counts.distinct; i++) {
        double deviation = ldexp(counts.x[i], -exponent) - mean;

        pain__sum_add_times(&first, deviation, counts.count[i]);
        pain__sum_add_times(&second, deviation * deviation, counts.count[i]);
    }
    double left = pain__sum_value(&first);
    double variance = (pain__sum_value(&second) - left * left / n) / (double)(counts.n - 1);

    return ldexp(sqrt(fmax(variance, 0)), exponent);
}

pain_status pain_describe(pain_counts counts, pain_description *description)
{
    PAIN__FLOATS;

    if (description == NULL)
        return PAIN_EINVAL;
    memset(description, 0, sizeof *description);
    description->mean = description->sd = description->se = NAN;
    description->lowest = description->highest = NAN;
    pain_status status = pain__counts_check(counts, false);

    if (status != PAIN_OK)
        return status;
    description->n = counts.n;
    description->lowest = pain__counts_lowest(counts);
    description->highest = pain__counts_highest(counts);
    description->mean = pain__mean_of(counts.x, counts);
    /* Rounding does not lead out of the range. */
    description->mean = fmax(description->mean, description->lowest);
    description->mean = fmin(description->mean, description->highest);
    if (counts.n < 2)
        return PAIN_OK;
    description->sd =
        description->lowest < description->highest ? standard_deviation(counts, description) : 0;
    description->se = description->sd / sqrt((double)counts.n);
    return PAIN_OK;
}
