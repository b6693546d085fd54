/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_STAT_TWO_SCORE_H
#define PAIN_STAT_TWO_SCORE_H
/* The score of two proportions at a hypothetical difference, ratio or odds ratio: what its limits,
 * tests and stratified forms have in common. */

#include "stat/two_groups.h"

/* What the score is made of. Under the hypothesis, `departure` has mean 0, the variance and the
 * third central moment given; all at the probabilities p1, p2 that are most likely under it. */
typedef struct pain__score {
    double departure, variance, third;
    double p1, p2;
} pain__score;

/* The parameter: the difference itself; the logarithm of the ratio or of the odds ratio. */
typedef pain__score (*pain__score_at)(const pain__two_groups *groups, double parameter);

/* score_difference.c: departure d - parameter */
pain__score pain__score_difference(const pain__two_groups *groups, double difference);

/* score_ratio.c: departure x1/n1 - ratio x2/n2; (x1 - n1 p1) (1 / (n1 p1 q1) + 1 / (n2 p2 q2)) */
pain__score pain__score_ratio(const pain__two_groups *groups, double log_ratio);
pain__score pain__score_odds(const pain__two_groups *groups, double log_odds_ratio);

/* Which correction a score carries. */
typedef enum pain__score_form {
    PAIN__SCORE_PLAIN,   /* departure / sqrt(variance) */
    PAIN__SCORE_N_1,     /* the variance times N / (N - 1) */
    PAIN__SCORE_SKEWNESS /* that, and corrected for the third moment */
} pain__score_form;

/* The standard normal deviate of a score; `z` serves the skewness correction where it has no other
 * solution. Infinite where only the variance is 0, 0 where the departure is, too. */
double pain__score_deviate(const pain__score *score, double variance_factor, pain__score_form form,
                           double z);

#endif
