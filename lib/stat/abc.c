/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Approximate bootstrap confidence intervals: T. J. DiCiccio and B. Efron, Biometrika 79 (1992)
 * 231-245; B. Efron and R. J. Tibshirani, An introduction to the bootstrap (1993), chapter 22.
 *
 * With L_i the influence of patient i on the statistic T(P), P the weights, 1 / n each at first:
 *
 *     sigma = sqrt(sum L^2) / n,   a = sum L^3 / (6 (sum L^2)^(3/2)),   w = z0 + z_p,
 *     limit = T(P + lambda L / (n^2 sigma)),   lambda = w / (1 - a w)^2.
 *
 * z0 is a, less the curvature b / sigma - c_q. For a mean the curvature is 0. For a ratio of means
 * R = my / mx, L_i = (y_i - R x_i) / mx, the second derivative in the direction D is -2 (D.L)(D.x)
 * / mx, so that b / sigma and c_q are both -sum L x / (n^2 sigma mx), and it is 0 as well. Hence
 * both intervals are closed forms: no finite differences, which cost other programs half of their
 * digits. */
#include <config.h>

#include <math.h>

#include "stat/abc.h"

double pain__abc_acceleration(double squares, double cubes)
{
    return cubes / (6 * pow(squares, 1.5));
}

double pain__abc_steps(double acceleration, double p, pain__tail tail)
{
    double w = acceleration + pain__normal_quantile(p, tail), slope = 1 - acceleration * w;

    return slope > 0 ? w / (slope * slope) : NAN;
}
