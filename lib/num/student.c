/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Student's t: for t > 0 the upper tail is half the lower tail of beta(df / 2, 1 / 2) at df / (df +
 * t^2). */
#include <config.h>

#include <math.h>

#include "num/beta.h"

/* Above this t is normal to the last digit, out to the smallest tail. */
#define AS_GOOD_AS_NORMAL 1e23

static pain__beta_point point_at(double t, double df)
{
    double r = t / sqrt(df), x = 1 / (1 + r * r), y = r <= 1 ? r * r * x : 1 / (1 + 1 / (r * r));

    return (pain__beta_point){df / 2, 0.5, x, y, 0.5 * (t - 1) * (t + 1) * x, -2 * log(r)};
}

double pain__t_tail(double t, double df, pain__tail tail)
{
    if (isnan(t) || !(df > 0))
        return NAN;
    if (df > AS_GOOD_AS_NORMAL)
        return pain__normal_tail(t, tail);
    if (isinf(t))
        return (t > 0) == (tail == PAIN__LOWER) ? 1 : 0;
    if (t == 0)
        return 0.5;
    pain__beta_point point = point_at(fabs(t), df);

    /* The tail beyond t, on t's own side of 0, or the rest. */
    if ((t > 0) == (tail == PAIN__UPPER))
        return 0.5 * pain__beta_tail_at(&point, PAIN__LOWER).value;
    return 0.5 + 0.5 * pain__beta_tail_at(&point, PAIN__UPPER).value;
}

double pain__t_quantile(double p, double df, pain__tail tail)
{
    if (!(p >= 0 && p <= 1) || !(df > 0))
        return NAN;
    if (df > AS_GOOD_AS_NORMAL)
        return pain__normal_quantile(p, tail);
    double sign = (p < 0.5) == (tail == PAIN__UPPER) ? 1 : -1, small = p < 0.5 ? p : 1 - p;

    if (small == 0)
        return sign * INFINITY;
    if (small == 0.5)
        return 0;
    pain__beta_point at = pain__beta_point_for(2 * small, df / 2, 0.5, PAIN__LOWER);

    /* sqrt(df y / x), by the logarithm where x or y has no digits. */
    if (at.x < 1e-290 || at.y < 1e-290)
        return sign * sqrt(df) * exp(-0.5 * at.log_odds);
    return sign * sqrt(df * (at.y / at.x));
}
