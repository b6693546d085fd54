/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The binomial test of 1/2: P(X <= k) and P(X >= k) for X binomial(m, 1/2), less half of P(X = k)
 * for the mid-P. Its two-sided p-value is twice the smaller of these tails, so that it agrees with
 * the exact and the mid-P interval. H. O. Lancaster, JASA 56 (1961) 223-234. */
#include <config.h>

#include "num/distribution.h"
#include "stat/sign_tail.h"
#include "stat/testing.h"

pain_status pain__sign_p_value(pain_test *test, uint64_t k, uint64_t m, bool midp)
{
    if (m == 0)
        return pain__test_tails(test, 1, 1);
    if (!midp)
        return pain__test_tails(test, pain__binomial_tail(k, m, 0.5, PAIN__LOWER),
                                pain__binomial_tail(k, m, 0.5, PAIN__UPPER));
    double half = pain__binomial_pmf(k, m, 0.5) / 2;
    double below = k > 0 ? pain__binomial_tail(k - 1, m, 0.5, PAIN__LOWER) : 0;
    double above = k < m ? pain__binomial_tail(k + 1, m, 0.5, PAIN__UPPER) : 0;

    return pain__test_tails(test, below + half, above + half);
}
