/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits for a proportion by the normal distribution, with z its quantile.
 *
 *   Wilson               the roots p of (k - n p)^2 = z^2 n p (1 - p)
 *   Wilson, corrected    the same with k - 1/2 for the lower, k + 1/2 for the upper limit: R. G.
 *                        Newcombe, Stat. Med. 17 (1998) 857-872, method 4
 *   Agresti-Coull        c +- z sqrt(c (1 - c) / N), N = n + z^2, c = (k + z^2 / 2) / N
 *   Wald                 p +- z sqrt(p (1 - p) / n), p = k / n
 *   Wald, corrected      p +- (z sqrt(p (1 - p) / n) + 1 / (2 n)): J. L. Fleiss, Statistical
 *                        Methods for Rates and Proportions (1981), 1.4
 *
 * The lower of two roots is a difference that loses all digits where k is small; it is taken as the
 * product of the roots over the upper one. A negative z (a one-sided level below 1/2) exchanges
 * them. */
#include <config.h>

#include <math.h>

#include "num/distribution.h"
#include "stat/proportion.h"

static double upper_z(double tail)
{
    return pain__normal_quantile(tail, PAIN__UPPER);
}

/* The upper root for z >= 0, the lower one at -z; `yes` of n = yes + no, which may hold halves. */
double pain__score_root(double yes, double no, double z)
{
    double n = yes + no, centre = yes + z * z / 2, far;

    far = centre + fabs(z) * sqrt(yes * (no / n) + z * z / 4);
    return z >= 0 ? far / (n + z * z) : yes * (yes / n) / far;
}

double pain__wilson_lower(uint64_t k, uint64_t n, double tail)
{
    return pain__score_root((double)k, (double)(n - k), -upper_z(tail));
}

double pain__wilson_upper(uint64_t k, uint64_t n, double tail)
{
    return pain__score_root((double)k, (double)(n - k), upper_z(tail));
}

double pain__wilson_cc_lower(uint64_t k, uint64_t n, double tail)
{
    return pain__score_root((double)k - 0.5, (double)(n - k) + 0.5, -upper_z(tail));
}

double pain__wilson_cc_upper(uint64_t k, uint64_t n, double tail)
{
    return pain__score_root((double)k + 0.5, (double)(n - k) - 0.5, upper_z(tail));
}

/* As pain__score_root. The product of the roots is K (n (k - z^2 / 2) + 2 k z^2) / N^3, K = k + z^2
 * / 2.
 */
static double agresti_coull_root(double yes, double no, double z)
{
    double n = yes + no, square = z * z, all = n + square, some = yes + square / 2, far;

    far = some + fabs(z) * sqrt(some * ((no + square / 2) / all));
    if (z >= 0)
        return far / all;
    return some / far * ((n * (yes - square / 2) + 2 * yes * square) / all / all);
}

double pain__agresti_coull_lower(uint64_t k, uint64_t n, double tail)
{
    return agresti_coull_root((double)k, (double)(n - k), -upper_z(tail));
}

double pain__agresti_coull_upper(uint64_t k, uint64_t n, double tail)
{
    return agresti_coull_root((double)k, (double)(n - k), upper_z(tail));
}

double pain__wald_lower(uint64_t k, uint64_t n, double tail)
{
    double yes = (double)k, no = (double)(n - k), all = (double)n;

    return yes / all * (1 - upper_z(tail) * sqrt(no / yes / all));
}

double pain__wald_upper(uint64_t k, uint64_t n, double tail)
{
    double yes = (double)k, no = (double)(n - k), all = (double)n;

    return (yes + upper_z(tail) * sqrt(yes * (no / all))) / all;
}

double pain__wald_cc_lower(uint64_t k, uint64_t n, double tail)
{
    double yes = (double)k, no = (double)(n - k), all = (double)n;

    return (yes - 0.5 - upper_z(tail) * sqrt(yes * (no / all))) / all;
}

double pain__wald_cc_upper(uint64_t k, uint64_t n, double tail)
{
    double yes = (double)k, no = (double)(n - k), all = (double)n;

    return (yes + 0.5 + upper_z(tail) * sqrt(yes * (no / all))) / all;
}
