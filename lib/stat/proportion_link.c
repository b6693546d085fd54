/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits for a proportion by Wald's interval on another scale, back on [0, 1]. With p = k / n, q =
 * 1 - p, z the normal quantile and Phi, phi its distribution and density:
 *
 *   logit    log(p / q) +- z / sqrt(n p q): J. Anscombe, Biometrika 43 (1956) 461-464; D. Collett,
 *            Modelling Binary Data (1991), 2.1
 *   probit   Phi^-1(p) +- z sqrt(p q / n) / phi(Phi^-1(p)): the same reasoning for Phi^-1
 *   cloglog  log(-log p) -+ z sqrt(q / (n p)) / -log p: J. D. Kalbfleisch and R. L. Prentice, The
 *            Statistical Analysis of Failure Time Data (1980), 1.4
 *   arcsine  asin(sqrt((k + 3/8) / (n + 3/4))) +- z / (2 sqrt(n)), the angle kept in [0, pi/2]: F.
 *            J. Anscombe, Biometrika 35 (1948) 246-254
 *
 * The first three have no value at k = 0 and k = n. */
#include <config.h>

#include <math.h>

#include "num/distribution.h"
#include "stat/proportion.h"

#define HALF_PI     1.57079632679489661923
#define SQRT_TWO_PI 2.50662827463100050242

static double upper_z(double tail)
{
    return pain__normal_quantile(tail, PAIN__UPPER);
}

static double logit_moved(uint64_t k, uint64_t n, double z)
{
    double yes = (double)k, no = (double)(n - k), all = (double)n;

    return 1 / (1 + no / yes * exp(-z * sqrt(all / yes / no)));
}

double pain__logit_lower(uint64_t k, uint64_t n, double tail)
{
    return logit_moved(k, n, -upper_z(tail));
}

double pain__logit_upper(uint64_t k, uint64_t n, double tail)
{
    return logit_moved(k, n, upper_z(tail));
}

static double probit_moved(uint64_t k, uint64_t n, double z)
{
    double yes = (double)k, no = (double)(n - k), all = (double)n;
    /* From the smaller part, which is the exacter one. */
    double centre = k <= n - k ? pain__normal_quantile(yes / all, PAIN__LOWER)
                               : pain__normal_quantile(no / all, PAIN__UPPER);
    double slope = SQRT_TWO_PI * exp(centre * centre / 2);

    return pain__normal_tail(centre + z * slope * sqrt(yes / all * (no / all) / all), PAIN__LOWER);
}

double pain__probit_lower(uint64_t k, uint64_t n, double tail)
{
    return probit_moved(k, n, -upper_z(tail));
}

double pain__probit_upper(uint64_t k, uint64_t n, double tail)
{
    return probit_moved(k, n, upper_z(tail));
}

static double cloglog_moved(uint64_t k, uint64_t n, double z)
{
    double yes = (double)k, no = (double)(n - k), all = (double)n;
    double minus_log = k <= n - k ? -log(yes / all) : -log1p(-no / all);

    return exp(-minus_log * exp(-z * sqrt(no / all / yes) / minus_log));
}

double pain__cloglog_lower(uint64_t k, uint64_t n, double tail)
{
    return cloglog_moved(k, n, -upper_z(tail));
}

double pain__cloglog_upper(uint64_t k, uint64_t n, double tail)
{
    return cloglog_moved(k, n, upper_z(tail));
}

/* sin^2 of the angle moved; beyond [0, pi/2] it would turn back. */
static double arcsine_moved(uint64_t k, uint64_t n, double z)
{
    double yes = (double)k + 0.375, no = (double)(n - k) + 0.375;
    double angle = atan2(sqrt(yes), sqrt(no)) + z / (2 * sqrt((double)n));
    double sine = sin(fmin(fmax(angle, 0), HALF_PI));

    return sine * sine;
}

double pain__arcsine_lower(uint64_t k, uint64_t n, double tail)
{
    return arcsine_moved(k, n, -upper_z(tail));
}

double pain__arcsine_upper(uint64_t k, uint64_t n, double tail)
{
    return arcsine_moved(k, n, upper_z(tail));
}
