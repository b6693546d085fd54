/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Defects of other tools for one proportion, by their numbers in the survey that preceded this
 * library. */
#include <config.h>

#include <math.h>
#include <time.h>

#include "proportion_support.h"
#include "support.h"

/* D1: DescTools passes z where alpha is expected; right value from the survey. */
START_TEST(d1_agresti_coull_of_81_in_263)
{
    pain_estimate e = interval(81, 263, PAIN_METHOD_AGRESTI_COULL, 0.95);

    ck_assert_double_eq_tol(e.lower, 0.255221, 5e-7);
    ck_assert_double_eq_tol(e.upper, 0.366277, 5e-7);
    e = interval(81, 263, PAIN_METHOD_AGRESTI_COULL, 0.99);
    ck_assert_double_lt(e.lower, 0.25);
}
END_TEST

/* D5: prop.test drops the correction where the estimate is the null. Golden row 5/10, 80 %. */
START_TEST(d5_the_continuity_correction_knows_no_null)
{
    pain_estimate e = interval(5, 10, PAIN_METHOD_WILSON_CC, 0.8);

    ck_close(e.lower, 0.27006613573890068074, 1e-14);
    ck_close(e.upper, 0.72993386426109931926, 1e-14);
    ck_close(interval(5, 10, PAIN_METHOD_WILSON, 0.8).lower, 0.31220444488051581462, 1e-14);
}
END_TEST

/* D7b: binom's prop.test gives 95 % whatever is asked. */
START_TEST(d7b_every_method_heeds_the_level)
{
    for (size_t m = 0; m < METHODS; m++) {
        double narrow = interval(15, 148, methods[m], 0.8).upper;
        double usual = interval(15, 148, methods[m], 0).upper;

        ck_assert_double_lt(narrow, usual);
        ck_assert_double_lt(usual, interval(15, 148, methods[m], 0.99).upper);
        ck_assert_double_eq(usual, interval(15, 148, methods[m], 0.95).upper);
    }
}
END_TEST

/* D13: where GSL 2.7.1 aborts, gives NaN or never returns. R 4.2.2's qbeta; the first two mpmath.
 */
START_TEST(d13_exact_limits_where_gsl_aborts_or_hangs)
{
    const pain_method exact = PAIN_METHOD_CLOPPER_PEARSON;

    ck_close(interval(258, 260, exact, 0.95).lower, 0.972490535225044103, 1e-14);
    ck_close(interval(2, 260, exact, 0.95).upper, 0.027509464774955861, 1e-14);
    ck_close(interval(7, 291, exact, 0.95).upper, 0.048932246162769255, 1e-13);
    ck_close(interval(284, 291, exact, 0.95).lower, 0.95106775383723074, 1e-13);
    ck_close(interval(8, 350, exact, 0.95).upper, 0.044539273600113116, 1e-13);
    ck_close(interval(4, 357, exact, 0.95).upper, 0.028437972688148516, 1e-13);
    ck_close(interval(500000, 2000000, exact, 0.99).lower, 0.24921166203173112, 1e-13);
    ck_close(interval(1000000, 2000000, exact, 0.95).lower, 0.49930679850754905, 1e-13);
}
END_TEST

/* D16: by way of the F distribution R is off by 4e-6. Closed forms in mpmath: 1 - .025^(1/n). */
START_TEST(d16_small_exact_limits_have_all_digits)
{
    const pain_method exact = PAIN_METHOD_CLOPPER_PEARSON;

    ck_close(interval(0, 500000, exact, 0.95).upper, 7.377731692631548715e-6, 1e-14);
    /* binom: 6 right digits; statsmodels#9141: .9999998 */
    ck_close(interval(1, 1000000000, exact, 0.95).lower, 2.531780798396937970e-11, 1e-14);
    ck_close(interval(0, 1000, exact, 1 - 1e-7).upper, 0.01667072243152070952, 1e-10);
}
END_TEST

/* D16c: scipy is off by 1.3e-8, from an absolute tolerance. mpmath: 1 - .995^(1/n). */
START_TEST(d16c_the_exact_lower_limit_of_1_in_263)
{
    ck_close(interval(1, 263, PAIN_METHOD_CLOPPER_PEARSON, 0.99).lower, 1.905891276271438351e-5,
             1e-14);
}
END_TEST

/* D24: PropCIs steps through p; four decimals. Right values from gen/proportion.py. */
START_TEST(d24_mid_p_of_1_in_29)
{
    pain_estimate e = interval(1, 29, PAIN_METHOD_MIDP, 0.95);

    ck_close(e.lower, 0.001724770114705126100, 1e-14);
    ck_close(e.upper, 0.15853738368146541939, 1e-14);
}
END_TEST

/* D25: -.0546, -.0319 elsewhere; statsmodels#7386: 1 + 2e-16 and -3.5e-18. */
START_TEST(d25_limits_stay_in_the_range)
{
    ck_assert_double_eq(interval(0, 5, PAIN_METHOD_AGRESTI_COULL, 0.95).lower, 0);
    ck_assert_double_eq(interval(5, 5, PAIN_METHOD_AGRESTI_COULL, 0.95).upper, 1);
    ck_assert_double_eq(interval(1, 29, PAIN_METHOD_WALD, 0.95).lower, 0);
    ck_assert_double_eq(interval(38, 38, PAIN_METHOD_WILSON, 0.95).upper, 1);
    ck_assert_double_eq(interval(0, 77, PAIN_METHOD_WILSON, 0.95).lower, 0);
}
END_TEST

/* D16b is scipy's factor of 1458 somewhere on such a grid. */
START_TEST(d16b_exact_limits_are_those_of_the_two_tails)
{
    for (int n = 1; n <= 60; n++)
        for (int k = 1; k <= n; k++) {
            double p = interval((uint64_t)k, (uint64_t)n, PAIN_METHOD_CLOPPER_PEARSON, 0.9).lower;
            double tail = 0;

            for (int i = k; i <= n; i++)
                tail += exp(lgamma(n + 1) - lgamma(i + 1) - lgamma(n - i + 1) + i * log(p) +
                            (i < n ? (n - i) * log1p(-p) : 0));
            ck_close(tail, 0.05, 1e-12);
        }
}
END_TEST

/* D2: DescTools' lower limit for 1 of 29 is 1; right value from the survey (BlakerCI, mpmath). */
START_TEST(d2_blaker_of_1_in_29)
{
    pain_estimate e = interval(1, 29, PAIN_METHOD_BLAKER, 0.95);

    ck_assert_double_eq_tol(e.lower, 0.0017671710, 5e-11);
    ck_assert(e.lower < e.value && e.value < e.upper && e.upper < 0.2);
}
END_TEST

/* D3: an upper limit NaN beside a lower one of 0. Here both are NaN, and the reason is told. */
START_TEST(d3_logit_of_nobody_and_of_everybody_is_undefined)
{
    static const pain_method inner[] = {PAIN_METHOD_LOGIT, PAIN_METHOD_PROBIT, PAIN_METHOD_CLOGLOG};

    for (int i = 0; i < 3; i++)
        for (uint64_t k = 0; k <= 5; k += 5) {
            pain_interval_options options = {sizeof options, 0, (int32_t)inner[i], 0, 0, 0,
                                             NULL,           0};
            pain_estimate e;

            ck_assert_int_eq(pain_proportion(k, 5, &options, &e), PAIN_OK);
            ck_assert(isnan(e.lower) && isnan(e.upper) && e.value == (double)k / 5);
            ck_assert_int_eq(e.reason, PAIN_EUNDEFINED);
        }
}
END_TEST

/* D4: the angle is not clipped, so .0321 to .4116 for 0 of 5. Golden row 0/2, 80 %. */
START_TEST(d4_the_arcsine_interval_of_0_in_5_holds_0)
{
    ck_assert_double_eq(interval(0, 5, PAIN_METHOD_ARCSINE, 0.95).lower, 0);
    ck_assert_double_eq(interval(5, 5, PAIN_METHOD_ARCSINE, 0.95).upper, 1);
    ck_close(interval(0, 2, PAIN_METHOD_ARCSINE, 0.8).upper, 0.54586237546795749471, 1e-14);
}
END_TEST

/* D6: an absolute root tolerance gives .0001. The survey: 5.706e-6. */
START_TEST(d6_likelihood_limits_of_1_in_10000)
{
    pain_estimate e = interval(1, 10000, PAIN_METHOD_LIKELIHOOD_RATIO, 0.95);

    ck_assert_double_eq_tol(e.lower, 5.706e-6, 5e-10);
    ck_assert_double_gt(e.upper, 1e-4);
}
END_TEST

/* D7: an error. Values in tests/ref/posterior.csv. */
START_TEST(d7_posterior_of_0_6_151_and_4_in_1699)
{
    static const uint64_t counts[] = {0, 6, 151, 4};

    for (int i = 0; i < 4; i++) {
        pain_interval_options options = {sizeof options, 0.95, PAIN_METHOD_HPD, 0, 0, 0, NULL, 0};
        pain_estimate e;

        ck_assert_int_eq(pain_proportion_posterior(counts[i], 1699, 0.5, 0.5, &options, &e),
                         PAIN_OK);
        ck_assert_int_eq(e.reason, PAIN_OK);
        ck_assert(e.lower <= e.value && e.value < e.upper && e.upper - e.lower < 0.03);
    }
}
END_TEST

/* D8: Pratt's approximation of the exact limit, .1194; the exact methods cover where it does not.
 */
START_TEST(d8_the_exact_upper_limit_of_1_in_29)
{
    ck_assert_double_eq_tol(interval(1, 29, PAIN_METHOD_CLOPPER_PEARSON, 0.95).upper, 0.1776, 5e-5);
    ck_assert_double_gt(interval(1, 29, PAIN_METHOD_BLAKER, 0.95).upper, 0.15);
}
END_TEST

/* D12: no answer within 20 s when 14 digits are asked for. */
START_TEST(d12_all_digits_come_at_once)
{
    clock_t start = clock();

    for (uint64_t k = 0; k <= 1000000; k += 50000)
        for (size_t m = 0; m < METHODS; m++)
            if (!is_of_a_set(methods[m]) && has_limits(k, 1000000, methods[m]))
                (void)interval(k, 1000000, methods[m], 0.95);
    ck_close(interval(1, 1, PAIN_METHOD_BLAKER, 0.95).lower, 0.05, 1e-14);
    ck_assert_double_lt((double)(clock() - start) / CLOCKS_PER_SEC, 5);
}
END_TEST

TCase *proportion_defects(void)
{
    TCase *tests = tcase_create("defects");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, d1_agresti_coull_of_81_in_263);
    tcase_add_test(tests, d2_blaker_of_1_in_29);
    tcase_add_test(tests, d3_logit_of_nobody_and_of_everybody_is_undefined);
    tcase_add_test(tests, d4_the_arcsine_interval_of_0_in_5_holds_0);
    tcase_add_test(tests, d5_the_continuity_correction_knows_no_null);
    tcase_add_test(tests, d6_likelihood_limits_of_1_in_10000);
    tcase_add_test(tests, d7_posterior_of_0_6_151_and_4_in_1699);
    tcase_add_test(tests, d7b_every_method_heeds_the_level);
    tcase_add_test(tests, d8_the_exact_upper_limit_of_1_in_29);
    tcase_add_test(tests, d12_all_digits_come_at_once);
    tcase_add_test(tests, d13_exact_limits_where_gsl_aborts_or_hangs);
    tcase_add_test(tests, d16_small_exact_limits_have_all_digits);
    tcase_add_test(tests, d16b_exact_limits_are_those_of_the_two_tails);
    tcase_add_test(tests, d16c_the_exact_lower_limit_of_1_in_263);
    tcase_add_test(tests, d24_mid_p_of_1_in_29);
    tcase_add_test(tests, d25_limits_stay_in_the_range);
    return tests;
}
