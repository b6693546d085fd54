/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_PROPORTION_SUPPORT_H
#define PAIN_TESTS_PROPORTION_SUPPORT_H
/* What the two parts of the test of proportions share. */

#include <check.h>
#include <stdbool.h>

#include "painstat/proportion.h"
#include "stat/exact_set.h"

static const pain_method methods[] = {
    PAIN_METHOD_MIDP,
    PAIN_METHOD_CLOPPER_PEARSON,
    PAIN_METHOD_WILSON,
    PAIN_METHOD_WILSON_CC,
    PAIN_METHOD_JEFFREYS,
    PAIN_METHOD_AGRESTI_COULL,
    PAIN_METHOD_WALD,
    PAIN_METHOD_WALD_CC,
    PAIN_METHOD_BLAKER,
    PAIN_METHOD_LIKELIHOOD_RATIO,
    PAIN_METHOD_LOGIT,
    PAIN_METHOD_PROBIT,
    PAIN_METHOD_CLOGLOG,
    PAIN_METHOD_ARCSINE,
    PAIN_METHOD_MODIFIED_WILSON,
    PAIN_METHOD_MODIFIED_JEFFREYS,
    PAIN_METHOD_JEFFREYS_PLAIN,
    PAIN_METHOD_SCAS,
    PAIN_METHOD_BLYTH_STILL_CASELLA,
    PAIN_METHOD_WANG,
};

enum { METHODS = sizeof methods / sizeof *methods };

/* Made for all counts at once: dear, for n up to 1,000 and levels above 1/2, not nested in the
 * level. */
static inline bool is_of_a_set(pain_method method)
{
    return method == PAIN_METHOD_BLYTH_STILL_CASELLA || method == PAIN_METHOD_WANG;
}

/* Without a one-sided form. */
static inline bool is_two_sided(pain_method method)
{
    return method == PAIN_METHOD_BLAKER || is_of_a_set(method);
}

/* Without a value at k = 0 and k = n. */
static inline bool is_inner(pain_method method)
{
    return method == PAIN_METHOD_LOGIT || method == PAIN_METHOD_PROBIT ||
           method == PAIN_METHOD_CLOGLOG;
}

static inline bool has_limits(uint64_t k, uint64_t n, pain_method method)
{
    return !(is_inner(method) && (k == 0 || k == n));
}

/* proportion_defects.c: those of other tools. */
TCase *proportion_defects(void);

/* proportion_posterior.c: credible intervals. */
TCase *proportion_posterior(void);

/* proportion_properties.c: mirrored, monotone, nested, coverage. */
TCase *proportion_properties(void);

static inline pain_estimate bound(uint64_t k, uint64_t n, pain_method method, double level,
                                  pain_side side)
{
    pain_interval_options options = {sizeof options, level, (int32_t)method, (int32_t)side, 0, 0,
                                     NULL,           0};
    pain_estimate e;

    /* ck_assert would write a line each time. */
    if (pain_proportion(k, n, &options, &e) != PAIN_OK || e.reason != PAIN_OK)
        ck_abort_msg("%s of %d/%d failed", pain_method_key(method), (int)k, (int)n);
    return e;
}

static inline pain_estimate interval(uint64_t k, uint64_t n, pain_method method, double level)
{
    return bound(k, n, method, level, PAIN_TWO_SIDED);
}

/* The limits of all counts of n. A method of a set makes all for each of them: it is asked for the
 * set once, and, above n = 12, for three counts only as a caller does. */
static inline void fill_limits(int n, pain_method method, double level, double *lower,
                               double *upper)
{
    bool is_set = is_of_a_set(method);
    pain__exact_set set;

    if (method == PAIN_METHOD_WANG)
        pain__wang_set(&set, (uint64_t)n, 1 - level, 0);
    else if (is_set && !pain__casella_set(&set, (uint64_t)n, 1 - level))
        ck_abort_msg("no set of %d", n);
    for (int k = 0; k <= n; k++) {
        if (is_set) {
            lower[k] = set.lower[k];
            upper[k] = pain__exact_upper(&set, k);
            if (n > 12 && k > 0 && k < n && k != n / 3)
                continue;
        }
        pain_interval_options options = {
            .size = sizeof options, .level = level, .method = (int32_t)method};
        pain_estimate e;

        if (pain_proportion((uint64_t)k, (uint64_t)n, &options, &e) != PAIN_OK)
            ck_abort_msg("%s of %d/%d failed", pain_method_key(method), k, n);
        if (is_set && (e.lower != lower[k] || e.upper != upper[k]))
            ck_abort_msg("%s of %d/%d is not that of the set", pain_method_key(method), k, n);
        lower[k] = e.lower;
        upper[k] = e.upper;
    }
}

#endif
