/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The conditional odds ratio b / c. Given the b + c discordant pairs, b is binomial(b + c, p) with
 * p / (1 - p) the odds ratio, so an interval for p becomes one for the ratio: D. R. Cox, Biometrika
 * 45 (1958) 562-565. 1 - p is taken from the upper limit for c, which is the same number without
 * the loss of digits. */
#include <config.h>

#include <math.h>

#include "base/floats.h"
#include "stat/paired.h"
#include "stat/proportion.h"

static double odds_by(const pain__paired *t, double tail, pain__proportion_limit lower,
                      pain__proportion_limit upper)
{
    uint64_t b = (uint64_t)t->b, c = (uint64_t)t->c;

    if (b == 0)
        return 0;
    /* One-sided levels below 1/2 can lead out of [0, 1]. */
    return fmin(lower(b, b + c, tail), 1) / fmax(upper(c, b + c, tail), 0);
}

double pain__conditional_exact(const pain__paired *t, double tail)
{
    return odds_by(t, tail, pain__clopper_pearson_lower, pain__clopper_pearson_upper);
}

double pain__conditional_midp(const pain__paired *t, double tail)
{
    return odds_by(t, tail, pain__midp_lower, pain__midp_upper);
}

double pain__conditional_wilson(const pain__paired *t, double tail)
{
    return odds_by(t, tail, pain__wilson_lower, pain__wilson_upper);
}

double pain__conditional_jeffreys(const pain__paired *t, double tail)
{
    return odds_by(t, tail, pain__jeffreys_lower, pain__jeffreys_upper);
}

double pain__conditional_scas(const pain__paired *t, double tail)
{
    return odds_by(t, tail, pain__scas_lower, pain__scas_upper);
}

static const pain__paired_method methods[] = {
    {PAIN_METHOD_CONDITIONAL_EXACT, pain__conditional_exact},
    {PAIN_METHOD_CONDITIONAL_MIDP, pain__conditional_midp},
    {PAIN_METHOD_CONDITIONAL_WILSON, pain__conditional_wilson},
    {PAIN_METHOD_CONDITIONAL_JEFFREYS, pain__conditional_jeffreys},
    {PAIN_METHOD_CONDITIONAL_SCAS, pain__conditional_scas},
};

static void describe(const pain__paired *t, pain_estimate *estimate)
{
    estimate->value = t->b / t->c;
    estimate->numerator = (uint64_t)t->b;
    estimate->denominator = (uint64_t)(t->b + t->c);
    if (isnan(estimate->value))
        estimate->reason = PAIN_EUNDEFINED;
}

static const pain__paired_quantity odds_ratio = {
    methods, sizeof methods / sizeof *methods, PAIN_METHOD_CONDITIONAL_MIDP, true, describe,
};

pain_status pain_paired_odds_ratio(pain_paired_counts counts, const pain_interval_options *options,
                                   pain_estimate *estimate)
{
    PAIN__FLOATS;

    return pain__paired_one(&odds_ratio, counts, options, estimate);
}

pain_status pain_paired_odds_ratio_all(pain_paired_counts counts,
                                       const pain_interval_options *options,
                                       pain_estimate *estimates, size_t *count)
{
    PAIN__FLOATS;

    return pain__paired_all(&odds_ratio, counts, options, estimates, count);
}
