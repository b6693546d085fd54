/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits for a proportion changed near the ends, and corrected for skewness.
 *
 *   modified Wilson    Wilson's, but the lower limit for k = 1, 2 (and 3, for n > 50) is that of
 *                      the Poisson distribution, the alpha quantile of chi-squared with 2 k degrees
 *                      of freedom over 2 n; the upper limit its mirror for n - k. No such limit for
 *                      alpha >= 1
 *   modified Jeffreys  Jeffreys', but the lower limit is 0 for k <= 1 and Clopper-Pearson's for k =
 *                      n > 1; the upper limit its mirror. Both: L. D. Brown, T. T. Cai and A.
 *                      DasGupta, Stat. Sci. 16 (2001) 101-133, 4.1
 *   SCAS               Wilson's score with a correction of its skewness, in closed form: P. J.
 *                      Laud, Pharm. Stat. 16 (2017) 334-348, A.4. With c = (z^2 - 1) / (6 n), D = k
 *                      / n - c and U = (n - k) / n - c, p is a root of
 *                          (z^2 / n + (D + U)^2) p^2 - (z^2 / n + 2 D (D + U)) p + D^2 = 0,
 *                      the lower limit 0 where D < 0 and the upper one 1 where U < 0 */
#include <config.h>

#include <math.h>
#include <stdbool.h>

#include "num/distribution.h"
#include "stat/proportion.h"

static bool is_by_poisson(uint64_t k, uint64_t n)
{
    return k >= 1 && k <= (n <= 50 ? 2 : 3);
}

static double poisson_lower(uint64_t k, uint64_t n, double tail)
{
    return pain__chisq_quantile(2 * tail, 2 * (double)k, PAIN__LOWER) / 2 / (double)n;
}

double pain__modified_wilson_lower(uint64_t k, uint64_t n, double tail)
{
    return is_by_poisson(k, n) ? poisson_lower(k, n, tail) : pain__wilson_lower(k, n, tail);
}

double pain__modified_wilson_upper(uint64_t k, uint64_t n, double tail)
{
    return is_by_poisson(n - k, n) ? 1 - poisson_lower(n - k, n, tail)
                                   : pain__wilson_upper(k, n, tail);
}

double pain__modified_jeffreys_lower(uint64_t k, uint64_t n, double tail)
{
    if (k <= 1)
        return 0;
    return k == n ? pain__clopper_pearson_lower(k, n, tail) : pain__jeffreys_lower(k, n, tail);
}

double pain__modified_jeffreys_upper(uint64_t k, uint64_t n, double tail)
{
    if (n - k <= 1)
        return 1;
    return k == 0 ? pain__clopper_pearson_upper(k, n, tail) : pain__jeffreys_upper(k, n, tail);
}

/* The upper root for z >= 0, the lower one at -z. The discriminant is z^2 / n (z^2 / n + 4 D U):
 * written out it would cancel. */
double pain__skewed_root(double yes, double no, double z, double inflation)
{
    double all = yes + no, spread = z * z * inflation / all,
           shift = (z * z - 1) / (6 * all * inflation);
    double low = yes / all - shift, high = no / all - shift, sum = low + high;

    if (z < 0 && low <= 0)
        return 0;
    if (z > 0 && high <= 0)
        return 1;
    double far = spread + 2 * low * sum + sqrt(spread * fmax(spread + 4 * low * high, 0));

    return z >= 0 ? far / (2 * (spread + sum * sum)) : 2 * low * low / far;
}

double pain__scas_lower(uint64_t k, uint64_t n, double tail)
{
    return pain__skewed_root((double)k, (double)(n - k), -pain__normal_quantile(tail, PAIN__UPPER),
                             1);
}

double pain__scas_upper(uint64_t k, uint64_t n, double tail)
{
    return pain__skewed_root((double)k, (double)(n - k), pain__normal_quantile(tail, PAIN__UPPER),
                             1);
}
