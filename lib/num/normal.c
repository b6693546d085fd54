/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The normal distribution: GSL's functions, within 1e-15 of 60-digit values for every tail and p
 * from 1e-300 on. */
#include <config.h>

#include <math.h>

#include <gsl/gsl_cdf.h>

#include "num/distribution.h"

double pain__normal_tail(double z, pain__tail tail)
{
    if (isnan(z))
        return NAN;
    return tail == PAIN__LOWER ? gsl_cdf_ugaussian_P(z) : gsl_cdf_ugaussian_Q(z);
}

double pain__normal_quantile(double p, pain__tail tail)
{
    if (!(p >= 0 && p <= 1))
        return NAN;
    return tail == PAIN__LOWER ? gsl_cdf_ugaussian_Pinv(p) : gsl_cdf_ugaussian_Qinv(p);
}
