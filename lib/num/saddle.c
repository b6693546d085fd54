/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The saddle-point form of densities: C. Loader, Fast and accurate computation of binomial
 * probabilities (2000). Large powers and factorials never meet as numbers, so nothing cancels: n! =
 * sqrt(2 pi n) (n / e)^n exp(stirling_error(n)), and the powers (n / e)^n join those of the
 * probabilities in deviances, which are small and not negative. */
#include <config.h>

#include <math.h>

#include "num/saddle.h"

#define LOG_TWO_PI 1.83787706640934548356

/* Bernoulli numbers B(2k) / (2k (2k - 1)), k = 1 ... 9: Stirling's series. */
static const double stirling[] = {
    1.0 / 12,        -1.0 / 360, 1.0 / 1260,       -1.0 / 1680,      1.0 / 1188,
    -691.0 / 360360, 1.0 / 156,  -3617.0 / 122400, 43867.0 / 244188,
};

enum { STIRLING_TERMS = sizeof stirling / sizeof *stirling };

/* From here on nine terms of Stirling's series leave an error below 1e-17. */
#define STIRLING_FROM 10.0

/* And from here on six. */
#define STIRLING_FAR 20.0

enum { STIRLING_FAR_TERMS = 6 };

/* The errors at n = 1/2, 1, 3/2, ... 10, by mpmath with 40 digits. */
static const double stirling_halves[] = {
    0.15342640972002734529,  0.08106146679532725822,   0.054814121051917653896,
    0.041340695955409294094, 0.033162873519936287485,  0.027677925684998339149,
    0.023746163656297495971, 0.020790672103765093112,  0.018488450532673185231,
    0.016644691189821192163, 0.015134973221917378874,  0.013876128823070747999,
    0.012810465242920226924, 0.011896709945891770095,  0.011104559758206917327,
    0.010411265261972096497, 0.0097994161261588032984, 0.0092554621827127329177,
    0.008768700134139385463, 0.0083305634333628712565,
};

double pain__log1p_minus(double v)
{
    /* log(1 + v) = 2 artanh(r) */
    double r = v / (2 + v), square = r * r;

    if (!(fabs(r) < 0.5))
        return log1p(v) - v;
    double sum = 0, power = 1;

    for (int k = 3; k < 60 && power > 2e-16; k += 2) {
        sum += power / k;
        power *= square;
    }
    return 2 * r * square * sum - r * v;
}

double pain__deviance(double observed, double expected, double difference)
{
    if (observed == 0)
        return expected;
    if (fabs(difference) < 0.5 * (observed + expected))
        return -observed * pain__log1p_minus(-difference / observed);
    /* The logarithms apart: far out the ratio could overflow. */
    return observed * (log(observed) - log(expected)) - difference;
}

double pain__stirling_error(double n)
{
    double below = 0;

    if (n <= STIRLING_FROM && 2 * n == floor(2 * n) && n > 0)
        return stirling_halves[(int)(2 * n) - 1];
    /* Other small n go up by n! = (n + 1)! / (n + 1). */
    for (; n < STIRLING_FROM; n++)
        below += (n + 0.5) * log1p(1 / n) - 1;
    double sum = 0, inverse = 1 / n, square = inverse * inverse;

    for (int k = n < STIRLING_FAR ? STIRLING_TERMS : STIRLING_FAR_TERMS; k > 0; k--)
        sum = sum * square + stirling[k - 1];
    return below + sum * inverse;
}

double pain__log_factorial_rest(double n)
{
    return n > 0 ? 0.5 * (LOG_TWO_PI + log(n)) + pain__stirling_error(n) : 0;
}

double pain__log_rising(double b, double a)
{
    double below = 0;

    for (; b < STIRLING_FROM; b++)
        below -= log1p(a / b);
    double ratio = log1p(a / b), power = 1 / b, change = 0;

    /* The difference of two Stirling errors, term by term, so that it stays proportional to a. */
    for (int k = 0; k < STIRLING_TERMS; k++) {
        change += stirling[k] * power * expm1(-(2 * k + 1) * ratio);
        power /= b * b;
    }
    return below + ((b + a - 0.5) * ratio - a) + a * log(b) + change;
}
