/* SPDX-License-Identifier: GPL-3.0-or-later */
/* F: df1 F / (df2 + df1 F) is beta(df1 / 2, df2 / 2); with one infinite df the other is left as
 * chi-squared. */
#include <config.h>

#include <math.h>

#include "num/beta.h"

static pain__tail opposite(pain__tail tail)
{
    return tail == PAIN__LOWER ? PAIN__UPPER : PAIN__LOWER;
}

double pain__f_tail(double x, double df1, double df2, pain__tail tail)
{
    if (isnan(x) || !(df1 > 0 && df2 > 0) || (isinf(df1) && isinf(df2)))
        return NAN;
    if (x <= 0 || isinf(x))
        return (x <= 0) == (tail == PAIN__LOWER) ? 0 : 1;
    if (isinf(df2))
        return pain__chisq_tail(df1 * x, df1, tail);
    if (isinf(df1))
        return pain__chisq_tail(df2 / x, df2, opposite(tail));
    double a = df1 / 2, b = df2 / 2, odds = a / b * x, y = 1 / (1 + odds);
    pain__beta_point point = {
        a, b, odds <= 1 ? odds * y : 1 / (1 + 1 / odds), y, a * (1 - x) * y, log(a / b) + log(x),
    };

    return pain__beta_tail_at(&point, tail).value;
}

double pain__f_quantile(double p, double df1, double df2, pain__tail tail)
{
    if (!(p >= 0 && p <= 1) || !(df1 > 0 && df2 > 0) || (isinf(df1) && isinf(df2)))
        return NAN;
    if (p == 0 || p == 1)
        return (p == 0) == (tail == PAIN__LOWER) ? 0 : INFINITY;
    if (isinf(df2))
        return pain__chisq_quantile(p, df1, tail) / df1;
    if (isinf(df1))
        return df2 / pain__chisq_quantile(p, df2, opposite(tail));
    pain__beta_point at = pain__beta_point_for(p, df1 / 2, df2 / 2, tail);

    /* By the logarithm where x or y has no digits. */
    if (at.x < 1e-290 || at.y < 1e-290)
        return exp(at.log_odds + log(df2 / df1));
    return df2 / df1 * (at.x / at.y);
}
