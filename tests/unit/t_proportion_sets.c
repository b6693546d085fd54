/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact intervals that are shorter than Clopper-Pearson's: on complete grids n <= 60 they are
 * mirrored and monotone, hold the estimate, are in all not longer than Clopper-Pearson's (Blaker's
 * and Wang's lie within them), and cover at least the level. */
#include <config.h>

#include <float.h>
#include <math.h>

#include "proportion_support.h"
#include "support.h"

enum { MOST = 60 };

typedef struct interval_set {
    int n;
    double level, lower[MOST + 1], upper[MOST + 1];
} interval_set;

static void fill(interval_set *set, int n, pain_method method, double level)
{
    set->n = n;
    set->level = level;
    for (int k = 0; k <= n; k++) {
        pain_estimate e = interval((uint64_t)k, (uint64_t)n, method, level);

        set->lower[k] = e.lower;
        set->upper[k] = e.upper;
    }
}

static void check_shape(const interval_set *set, bool inside)
{
    int n = set->n;
    double saved = 0;

    for (int k = 0; k <= n; k++) {
        pain_estimate exact =
            interval((uint64_t)k, (uint64_t)n, PAIN_METHOD_CLOPPER_PEARSON, set->level);
        double lower = set->lower[k], upper = set->upper[k];

        ck_assert(0 <= lower && lower <= exact.value && exact.value <= upper && upper <= 1);
        /* Where they are equal, the limits come by two ways, and those of a set are cut to 2^-53.
         */
        ck_assert(!inside || (lower >= exact.lower - 4 * DBL_EPSILON &&
                              upper <= exact.upper + 4 * DBL_EPSILON));
        saved += exact.upper - exact.lower - (upper - lower);
        ck_assert_double_le(fabs(lower - (1 - set->upper[n - k])), 4 * DBL_EPSILON);
        ck_assert(k == 0 || (set->lower[k - 1] <= lower && set->upper[k - 1] <= upper));
    }
    ck_assert_double_gt(saved, 0);
}

/* How often the interval misses p: the sum of the probabilities of the k whose does. */
static double missed(const interval_set *set, double p)
{
    double n = set->n, sum = 0;

    for (int k = 0; k <= set->n; k++)
        if (!(set->lower[k] <= p && p <= set->upper[k]))
            sum += exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) +
                       (n - k) * log1p(-p));
    return sum;
}

/* Between two limits the coverage is P(a <= X <= b), which has no inner minimum; so it is least at
 * or beside a limit. lgamma is good to 1e-13 here. */
static void check_coverage(const interval_set *set)
{
    for (int k = 0; k <= set->n; k++) {
        const double near[] = {
            nextafter(set->lower[k], 0), set->lower[k], nextafter(set->lower[k], 1),
            nextafter(set->upper[k], 0), set->upper[k], nextafter(set->upper[k], 1),
        };

        for (int i = 0; i < 6; i++)
            if (near[i] > 0 && near[i] < 1)
                ck_assert_double_le(missed(set, near[i]), (1 - set->level) * (1 + 1e-12));
    }
}

static void check_all(pain_method method, double level)
{
    for (int n = 1; n <= MOST; n++) {
        interval_set set;

        fill(&set, n, method, level);
        check_shape(&set, method != PAIN_METHOD_BLYTH_STILL_CASELLA);
        check_coverage(&set);
    }
}

static const double levels[] = {0.8, 0.95, 0.999};

enum { LEVELS = sizeof levels / sizeof *levels };

START_TEST(on_the_grid_blakers_interval_covers_as_promised)
{
    check_all(PAIN_METHOD_BLAKER, levels[_i]);
}
END_TEST

START_TEST(on_the_grid_blyth_still_casellas_interval_covers_as_promised)
{
    check_all(PAIN_METHOD_BLYTH_STILL_CASELLA, levels[_i]);
}
END_TEST

START_TEST(on_the_grid_wangs_interval_covers_as_promised)
{
    check_all(PAIN_METHOD_WANG, levels[_i]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("proportion sets");
    TCase *tests = tcase_create("sets");

    tcase_set_timeout(tests, 300);
    tcase_add_loop_test(tests, on_the_grid_blakers_interval_covers_as_promised, 0, LEVELS);
    tcase_add_loop_test(tests, on_the_grid_blyth_still_casellas_interval_covers_as_promised, 0,
                        LEVELS);
    tcase_add_loop_test(tests, on_the_grid_wangs_interval_covers_as_promised, 0, LEVELS);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
