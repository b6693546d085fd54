/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Properties of the intervals for one proportion on complete grids, and their exact coverage. */
#include <config.h>

#include <float.h>
#include <math.h>

#include "proportion_support.h"

static void check_shape(uint64_t k, uint64_t n, pain_method method, double level)
{
    pain_estimate e = interval(k, n, method, level), mirror = interval(n - k, n, method, level);

    ck_assert(e.value == (double)k / (double)n && e.numerator == k && e.denominator == n);
    ck_assert(0 <= e.lower && e.lower <= e.upper && e.upper <= 1);
    if (method != PAIN_METHOD_JEFFREYS_PLAIN || (k > 0 && k < n))
        ck_assert(e.lower <= e.value && e.value <= e.upper);
    /* log(-log p) looks at p and 1 - p in two ways. */
    if (method != PAIN_METHOD_CLOGLOG) {
        ck_assert_double_le(fabs(e.lower - (1 - mirror.upper)), 4 * DBL_EPSILON);
        ck_assert_double_le(fabs(e.upper - (1 - mirror.lower)), 4 * DBL_EPSILON);
    }
    /* Far out, the spread that these take from k / n turns their limits back: logit for 1 and 2 of
     * 9 at .999, upper limit .804, then .800. So do other programs. */
    if (is_inner(method) && level > 0.95)
        return;
    if (k < n && has_limits(k + 1, n, method)) {
        pain_estimate next = interval(k + 1, n, method, level);

        ck_assert(e.lower <= next.lower && e.upper <= next.upper);
    }
}

START_TEST(on_the_grid_intervals_are_mirrored_and_monotone_and_hold_the_estimate)
{
    static const double levels[] = {0.8, 0.95, 0.999};

    for (size_t m = 0; m < METHODS; m++)
        for (size_t l = 0; l < sizeof levels / sizeof *levels; l++)
            for (uint64_t n = 1; n <= 60; n++)
                for (uint64_t k = 0; k <= n; k++)
                    if (has_limits(k, n, methods[m]) && !is_of_a_set(methods[m]))
                        check_shape(k, n, methods[m], levels[l]);
}
END_TEST

START_TEST(on_the_grid_intervals_of_higher_levels_hold_those_of_lower_ones)
{
    static const double levels[] = {0.5, 0.8, 0.9, 0.95, 0.99, 0.9999};

    for (size_t m = 0; m < METHODS; m++)
        for (uint64_t n = 1; n <= 60; n++)
            for (uint64_t k = 0; k <= n; k++)
                for (size_t l = 1; l < sizeof levels / sizeof *levels; l++) {
                    if (!has_limits(k, n, methods[m]) || is_of_a_set(methods[m]))
                        continue;
                    pain_estimate inner = interval(k, n, methods[m], levels[l - 1]);
                    pain_estimate outer = interval(k, n, methods[m], levels[l]);

                    ck_assert(outer.lower <= inner.lower && inner.upper <= outer.upper);
                }
}
END_TEST

/* At levels that are exact in binary: to the bit. */
START_TEST(a_one_sided_bound_at_c_is_the_limit_at_2c_minus_1)
{
    static const double levels[] = {0.75, 0.96875, 0.9990234375};

    for (size_t m = 0; m < METHODS; m++)
        for (size_t l = 0; l < sizeof levels / sizeof *levels; l++)
            for (uint64_t n = 1; n <= 60; n++)
                for (uint64_t k = 0; k <= n; k++) {
                    if (!has_limits(k, n, methods[m]) || is_two_sided(methods[m]))
                        continue;
                    pain_estimate both = interval(k, n, methods[m], 2 * levels[l] - 1);
                    pain_estimate low = bound(k, n, methods[m], levels[l], PAIN_LOWER_BOUND);
                    pain_estimate high = bound(k, n, methods[m], levels[l], PAIN_UPPER_BOUND);

                    ck_assert(low.lower == both.lower && low.upper == 1);
                    ck_assert(high.upper == both.upper && high.lower == 0);
                    ck_assert(low.side == PAIN_LOWER_BOUND && low.level == levels[l]);
                }
}
END_TEST

START_TEST(exact_intervals_hold_mid_p_and_agresti_coull_holds_wilson)
{
    for (uint64_t n = 1; n <= 60; n++)
        for (uint64_t k = 0; k <= n; k++) {
            pain_estimate exact = interval(k, n, PAIN_METHOD_CLOPPER_PEARSON, 0.95);
            pain_estimate midp = interval(k, n, PAIN_METHOD_MIDP, 0.95);
            pain_estimate agresti = interval(k, n, PAIN_METHOD_AGRESTI_COULL, 0.95);
            pain_estimate wilson = interval(k, n, PAIN_METHOD_WILSON, 0.95);
            pain_estimate corrected = interval(k, n, PAIN_METHOD_WILSON_CC, 0.95);

            ck_assert(exact.lower <= midp.lower && midp.upper <= exact.upper);
            /* Equal at k = n / 2. */
            ck_assert(agresti.lower <= wilson.lower + DBL_EPSILON &&
                      wilson.upper <= agresti.upper + DBL_EPSILON);
            ck_assert(corrected.lower <= wilson.lower && wilson.upper <= corrected.upper);
        }
}
END_TEST

enum { MOST = 100 };

typedef struct interval_set {
    int n;
    double lower[MOST + 1], upper[MOST + 1];
} interval_set;

static interval_set all_intervals(int n, pain_method method)
{
    interval_set set = {n, {0}, {0}};

    for (int k = 0; k <= n; k++) {
        pain_estimate e = interval((uint64_t)k, (uint64_t)n, method, 0.95);

        set.lower[k] = e.lower;
        set.upper[k] = e.upper;
    }
    return set;
}

/* How often the interval holds p, 0 < p < 1: the sum of the probabilities of the k whose does. */
static double coverage(const interval_set *set, double p)
{
    double n = set->n, sum = 0;

    for (int k = 0; k <= set->n; k++)
        if (set->lower[k] <= p && p <= set->upper[k])
            sum += exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) +
                       (n - k) * log1p(-p));
    return sum;
}

/* For p = .800, .801, ... .999, as in the table of the statistics survey. */
static double least_on_grid(const interval_set *set)
{
    double least = 1;

    for (int i = 800; i <= 999; i++)
        least = fmin(least, coverage(set, i / 1000.0));
    return least;
}

/* For all p from .8 to .999. Between two limits the coverage is P(a <= X <= b), which has no inner
 * minimum; so it is least beside a limit. */
static double least_anywhere(const interval_set *set)
{
    double least = fmin(coverage(set, 0.8), coverage(set, 0.999));

    for (int k = 0; k <= set->n; k++) {
        const double beside[] = {nextafter(set->lower[k], 0), nextafter(set->upper[k], 1)};

        for (int i = 0; i < 2; i++)
            if (beside[i] > 0.8 && beside[i] < 0.999)
                least = fmin(least, coverage(set, beside[i]));
    }
    return least;
}

/* Survey, section 4: exact sums by another program. */
START_TEST(coverage_is_that_of_the_survey)
{
    static const struct {
        pain_method method;
        double least[3];
    } rows[] = {
        {PAIN_METHOD_WALD, {0.020, 0.049, 0.095}},
        {PAIN_METHOD_WILSON, {0.852, 0.861, 0.905}},
        {PAIN_METHOD_AGRESTI_COULL, {0.943, 0.941, 0.941}},
        {PAIN_METHOD_CLOPPER_PEARSON, {0.961, 0.953, 0.951}},
        {PAIN_METHOD_JEFFREYS, {0.894, 0.884, 0.881}},
    };
    static const int sizes[] = {20, 50, 100};

    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++)
        for (int i = 0; i < 3; i++) {
            interval_set set = all_intervals(sizes[i], rows[r].method);

            ck_assert_double_eq_tol(least_on_grid(&set), rows[r].least[i], 0.00051);
        }
}
END_TEST

/* The figures in the public header. */
START_TEST(mid_p_covers_as_promised_and_the_exact_interval_always)
{
    static const int sizes[] = {20, 50, 100};
    static const double midp[] = {0.935, 0.925, 0.921};

    for (int i = 0; i < 3; i++) {
        interval_set set = all_intervals(sizes[i], PAIN_METHOD_MIDP);

        ck_assert_double_eq_tol(least_anywhere(&set), midp[i], 0.00051);
        set = all_intervals(sizes[i], PAIN_METHOD_CLOPPER_PEARSON);
        ck_assert_double_ge(least_anywhere(&set), 0.95);
        set = all_intervals(sizes[i], PAIN_METHOD_WILSON);
        ck_assert_double_eq_tol(least_anywhere(&set), 0.84, 0.0051);
    }
}
END_TEST

TCase *proportion_properties(void)
{
    TCase *tests = tcase_create("properties");

    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, on_the_grid_intervals_are_mirrored_and_monotone_and_hold_the_estimate);
    tcase_add_test(tests, on_the_grid_intervals_of_higher_levels_hold_those_of_lower_ones);
    tcase_add_test(tests, a_one_sided_bound_at_c_is_the_limit_at_2c_minus_1);
    tcase_add_test(tests, exact_intervals_hold_mid_p_and_agresti_coull_holds_wilson);
    tcase_add_test(tests, coverage_is_that_of_the_survey);
    tcase_add_test(tests, mid_p_covers_as_promised_and_the_exact_interval_always);
    return tests;
}
