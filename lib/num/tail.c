/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the incomplete beta and gamma functions share. */
#include <config.h>

#include <float.h>
#include <math.h>

#include "num/saddle.h"
#include "num/tail.h"

pain__tail_value pain__tail_direct(double log_density, double ratio)
{
    return (pain__tail_value){exp(log_density) * ratio, log_density + log(ratio), ratio};
}

pain__tail_value pain__tail_complement(double log_density, double ratio)
{
    double density = exp(log_density), other = density * ratio;

    return (pain__tail_value){1 - other, log1p(-other), (1 - other) / density};
}

/* The integrand falls at least like exp(-s / width) or exp(-(s / width)^2 / 2) in this width, so
 * with s = width exp(u - exp(-u)) the trapezoidal rule converges faster than any power of the step:
 * M. Mori, Discovery of the double exponential transformation and its developments, Publ. RIMS 41
 * (2005) 897-935. */
double pain__tail_integral(double a, double p, double b, double q, double slope)
{
    const double step = 1.0 / 16, end = 4;
    double width = 1 / (slope + sqrt(a * p * p + b * q * q)), sum = 0;

    for (double u = -end; u <= end; u += step) {
        double shrink = exp(-u), s = width * exp(u - shrink), ps = p * s, qs = q * s;

        if (ps >= 1)
            break;
        double height = exp(a * pain__log1p_minus(-ps) + b * pain__log1p_minus(qs) - slope * s);

        sum += height * s * (1 + shrink) / ((1 - ps) * (1 + qs));
    }
    return sum * step;
}

double pain__tail_search_step(pain__tail_search *search, double missing, double slope)
{
    double move = missing / slope, next = search->z + move;

    /* The logarithm of a tail is concave, so Newton's error falls like missing^2: after this step
     * it is below rounding. A step below rounding is the last one anyway. */
    if (fabs(missing) < 1e-9 || fabs(move) < DBL_EPSILON) {
        search->done = true;
        return move;
    }
    if (move > 0)
        search->low = search->z;
    else
        search->high = search->z;
    if (!(next > search->low && next < search->high) && isfinite(search->low + search->high))
        next = search->low + (search->high - search->low) / 2;
    move = next - search->z;
    search->z = next;
    return move;
}
