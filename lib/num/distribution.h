/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_NUM_DISTRIBUTION_H
#define PAIN_NUM_DISTRIBUTION_H
/* Distribution functions and their inverses, each tail computed for itself, never as 1 minus the
 * other where that would lose digits.
 *
 * Relative error below 1e-12 for tails down to 1e-300 and shapes (df / 2) from 1e-3 to 1e8, usually
 * below 1e-14 at the usual levels. A NaN or an argument outside the stated range gives NaN; an
 * infinite argument gives the limit, or NaN where there is none. Every call ends. Quantiles of p =
 * 0 and p = 1 are the ends of the support. */

#include <stdint.h>

/* Which tail: P(X <= x), or P(X > x) (for the counts below: P(X >= k)). */
typedef enum pain__tail { PAIN__LOWER, PAIN__UPPER } pain__tail;

/* Standard normal. */
double pain__normal_tail(double z, pain__tail tail);
double pain__normal_quantile(double p, pain__tail tail);

/* Student's t, df > 0; df infinite is the normal distribution. */
double pain__t_tail(double t, double df, pain__tail tail);
double pain__t_quantile(double p, double df, pain__tail tail);

/* Chi-squared, df > 0 and finite. */
double pain__chisq_tail(double x, double df, pain__tail tail);
double pain__chisq_quantile(double p, double df, pain__tail tail);

/* F, df1 > 0 and df2 > 0; one of them may be infinite. */
double pain__f_tail(double x, double df1, double df2, pain__tail tail);
double pain__f_quantile(double p, double df1, double df2, pain__tail tail);

/* Beta, a > 0 and b > 0, both finite. */
double pain__beta_tail(double x, double a, double b, pain__tail tail);
double pain__beta_quantile(double p, double a, double b, pain__tail tail);

/* Counts. Both tails include k: LOWER is P(X <= k), UPPER is P(X >= k). The quantile is the
 * smallest k with P(X <= k) >= prob (LOWER) or the largest k with P(X >= k) >= prob (UPPER), where
 * a probability that is smaller by no more than 1.4e-14 of prob counts as equal, so that rounding
 * does not decide ties. Counts above 2^53 give NaN. */

/* Binomial: k of n, each with probability p. */
double pain__binomial_pmf(uint64_t k, uint64_t n, double p);
double pain__binomial_tail(uint64_t k, uint64_t n, double p, pain__tail tail);
double pain__binomial_quantile(double prob, uint64_t n, double p, pain__tail tail);

/* Hypergeometric: k marked ones among `drawn`, without replacement, from marked + unmarked. A tail
 * sums terms from the small side: at most about 9 standard deviations of them, which are at most
 * sqrt(marked + unmarked) / 4 each. NaN when drawn > marked + unmarked. */
double pain__hypergeometric_pmf(uint64_t k, uint64_t marked, uint64_t unmarked, uint64_t drawn);
double pain__hypergeometric_tail(uint64_t k, uint64_t marked, uint64_t unmarked, uint64_t drawn,
                                 pain__tail tail);
double pain__hypergeometric_quantile(double prob, uint64_t marked, uint64_t unmarked,
                                     uint64_t drawn, pain__tail tail);

#endif
