/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_NUM_SADDLE_H
#define PAIN_NUM_SADDLE_H
/* The pieces of the saddle-point form of densities, each to a few units of the last place. */

/* log(1 + v) - v for v > -1, without cancellation. */
double pain__log1p_minus(double v);

/* observed log(observed / expected) - difference, where difference = observed - expected is given
 * by the caller, who often knows it better than a subtraction would. Not negative. observed = 0
 * gives expected. */
double pain__deviance(double observed, double expected, double difference);

/* log(n!) - [(n + 1/2) log n - n + log(2 pi) / 2], n > 0: the error of Stirling's formula, n real.
 */
double pain__stirling_error(double n);

/* log(n!) - [n log n - n], n >= 0: what is left of a factorial when the powers have gone into
 * deviances. */
double pain__log_factorial_rest(double n);

/* log(Gamma(b + a) / Gamma(b)) for 0 < a <= 1, b > 0, to full relative accuracy as a goes to 0. */
double pain__log_rising(double b, double a);

#endif
