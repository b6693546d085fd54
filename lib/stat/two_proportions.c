/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two independent proportions: the tables of methods, and what all of them share. */
#include <config.h>

#include <math.h>

#include <painstat/two_proportions.h>

#include "base/floats.h"
#include "num/count.h"
#include "stat/interval.h"
#include "stat/two_groups.h"
#include "stat/unconditional.h"

typedef struct two_method {
    pain_method method;
    pain__two_limits limits;
} two_method;

/* What is compared: its methods in the order of PAIN_METHOD_LIST, its range and its value. */
typedef struct measure {
    const two_method *methods;
    size_t n_methods;
    double lowest, highest;
    double (*value)(const pain__two_groups *groups);
} measure;

static const two_method difference_methods[] = {
    {PAIN_METHOD_WALD, pain__difference_wald},
    {PAIN_METHOD_WALD_CC, pain__difference_wald_cc},
    {PAIN_METHOD_AGRESTI_CAFFO, pain__difference_agresti_caffo},
    {PAIN_METHOD_NEWCOMBE, pain__difference_newcombe},
    {PAIN_METHOD_NEWCOMBE_CC, pain__difference_newcombe_cc},
    {PAIN_METHOD_MIETTINEN_NURMINEN, pain__difference_mn},
    {PAIN_METHOD_MEE, pain__difference_mee},
    {PAIN_METHOD_HALDANE, pain__difference_haldane},
    {PAIN_METHOD_JEFFREYS_PERKS, pain__difference_jeffreys_perks},
    {PAIN_METHOD_HAUCK_ANDERSON, pain__difference_hauck_anderson},
    {PAIN_METHOD_BROWN_LI, pain__difference_brown_li},
    {PAIN_METHOD_SCAS, pain__difference_scas},
    {PAIN_METHOD_MOVER_JEFFREYS, pain__difference_mover_jeffreys},
    {PAIN_METHOD_SANTNER_SNELL, pain__difference_santner_snell},
    {PAIN_METHOD_CHAN_ZHANG, pain__difference_chan_zhang},
    {PAIN_METHOD_AGRESTI_MIN_EXACT, pain__difference_agresti_min},
};

static const two_method ratio_methods[] = {
    {PAIN_METHOD_MIETTINEN_NURMINEN, pain__ratio_mn},
    {PAIN_METHOD_SCAS, pain__ratio_scas},
    {PAIN_METHOD_MOVER_JEFFREYS, pain__ratio_mover_jeffreys},
    {PAIN_METHOD_KATZ, pain__ratio_katz},
    {PAIN_METHOD_WALTER, pain__ratio_walter},
    {PAIN_METHOD_KOOPMAN, pain__ratio_koopman},
    {PAIN_METHOD_MOVER_WILSON, pain__ratio_mover_wilson},
    {PAIN_METHOD_INVERSE_SINH, pain__ratio_inverse_sinh},
};

static const two_method odds_methods[] = {
    {PAIN_METHOD_MIETTINEN_NURMINEN, pain__odds_mn},
    {PAIN_METHOD_SCAS, pain__odds_scas},
    {PAIN_METHOD_INVERSE_SINH, pain__odds_inverse_sinh},
    {PAIN_METHOD_WOOLF, pain__odds_woolf},
    {PAIN_METHOD_GART, pain__odds_gart},
    {PAIN_METHOD_UNCORRECTED_SCORE, pain__odds_score},
    {PAIN_METHOD_CORNFIELD_EXACT, pain__odds_exact},
    {PAIN_METHOD_CORNFIELD_MIDP, pain__odds_midp},
    {PAIN_METHOD_BAPTISTA_PIKE, pain__odds_baptista_pike},
    {PAIN_METHOD_BAPTISTA_PIKE_MIDP, pain__odds_baptista_pike_midp},
};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* a / b, where both are 0 undefined */
static double quotient(double a, double b)
{
    return a == 0 && b == 0 ? NAN : a / b;
}

static double ratio_value(const pain__two_groups *g)
{
    return quotient(g->x1 / g->n1, g->x2 / g->n2);
}

static double odds_value(const pain__two_groups *g)
{
    return quotient(g->x1 * g->y2, g->y1 * g->x2);
}

static const measure difference = {difference_methods, LENGTH(difference_methods), -1, 1,
                                   pain__observed_difference};
static const measure ratio = {ratio_methods, LENGTH(ratio_methods), 0, INFINITY, ratio_value};
static const measure odds = {odds_methods, LENGTH(odds_methods), 0, INFINITY, odds_value};

/* The names that other measures share are taken for this one's. */
static int32_t meant(const measure *of, int32_t method)
{
    if (of != &odds)
        return method;
    if (method == PAIN_METHOD_CLOPPER_PEARSON || method == PAIN_METHOD_CONDITIONAL_EXACT)
        return PAIN_METHOD_CORNFIELD_EXACT;
    if (method == PAIN_METHOD_MIDP || method == PAIN_METHOD_CONDITIONAL_MIDP)
        return PAIN_METHOD_CORNFIELD_MIDP;
    return method;
}

static const two_method *find_method(const measure *of, int32_t number)
{
    for (size_t i = 0; i < of->n_methods; i++)
        if ((int32_t)of->methods[i].method == meant(of, number))
            return &of->methods[i];
    return NULL;
}

pain_status pain__two_groups_read(uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2,
                                  pain__two_groups *groups)
{
    if (x1 > n1 || x2 > n2)
        return PAIN_EINVAL;
    if (n1 == 0 || n2 == 0)
        return PAIN_EEMPTY;
    if (n1 > PAIN__MAX_COUNT || n2 > PAIN__MAX_COUNT - n1)
        return PAIN_EOVERFLOW;
    *groups = (pain__two_groups){
        (double)x1, (double)n1, (double)(n1 - x1), (double)x2, (double)n2, (double)(n2 - x2), NULL,
    };
    return PAIN_OK;
}

/* A NaN stays one. */
static double cut(double limit, const measure *of)
{
    if (limit < of->lowest)
        return of->lowest;
    return limit > of->highest ? of->highest : limit;
}

static pain_status limits_by(const measure *of, const two_method *by, const pain__two_groups *g,
                             double tail, pain_estimate *estimate)
{
    double limits[2] = {NAN, NAN};
    pain_status status = by->limits(g, tail, limits);

    if (status == PAIN_OK && (isnan(limits[0]) || isnan(limits[1])))
        status = PAIN_ENOCONV;
    if (status != PAIN_OK)
        return pain__interval_no_limits(estimate, status);
    estimate->lower = cut(limits[0], of);
    estimate->upper = cut(limits[1], of);
    pain__interval_open(estimate, of->lowest, of->highest);
    if (estimate->lower == of->lowest && estimate->upper == of->highest)
        estimate->flags |= PAIN_FLAG_UNBOUNDED;
    if ((g->x1 == 0 || g->y1 == 0) && (g->x2 == 0 || g->y2 == 0) && limits[0] == limits[1])
        estimate->flags |= PAIN_FLAG_NO_SPREAD;
    if (isnan(estimate->value))
        estimate->reason = PAIN_EUNDEFINED;
    return PAIN_OK;
}

/* `method` PAIN_METHOD_DEFAULT: the one in the options. */
static pain_status compare(const measure *of, const uint64_t counts[4],
                           const pain_interval_options *options, pain_method method,
                           pain_estimate *estimate)
{
    pain_interval_options known;
    pain__two_groups groups;
    pain_status status =
        pain__interval_begin(options, PAIN_METHOD_MIETTINEN_NURMINEN, &known, estimate);

    if (status != PAIN_OK)
        return status;
    if (method != PAIN_METHOD_DEFAULT)
        estimate->method = (int32_t)method;
    const two_method *by = find_method(of, estimate->method);

    if (by == NULL)
        return pain__interval_fail(estimate, PAIN_EINVAL);
    estimate->method = (int32_t)by->method;
    status = pain__two_groups_read(counts[0], counts[1], counts[2], counts[3], &groups);
    if (status != PAIN_OK)
        return pain__interval_fail(estimate, status);
    groups.allocator = known.allocator;
    estimate->denominator = counts[1] + counts[3];
    estimate->value = of->value(&groups);
    return limits_by(of, by, &groups, pain__interval_tail(&known), estimate);
}

static pain_status compare_all(const measure *of, const uint64_t counts[4],
                               const pain_interval_options *options, pain_estimate *estimates,
                               size_t *count)
{
    pain_status status = pain__interval_room(of->n_methods, estimates, count);

    if (status != PAIN_OK)
        return status;
    for (size_t i = 0; i < of->n_methods; i++) {
        pain_status one = compare(of, counts, options, of->methods[i].method, &estimates[i]);

        if (status == PAIN_OK)
            status = one;
    }
    return status;
}

pain_status pain_proportion_difference(uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2,
                                       const pain_interval_options *options,
                                       pain_estimate *estimate)
{
    PAIN__FLOATS;

    return compare(&difference, (const uint64_t[4]){x1, n1, x2, n2}, options, PAIN_METHOD_DEFAULT,
                   estimate);
}

pain_status pain_proportion_difference_all(uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2,
                                           const pain_interval_options *options,
                                           pain_estimate *estimates, size_t *count)
{
    PAIN__FLOATS;

    return compare_all(&difference, (const uint64_t[4]){x1, n1, x2, n2}, options, estimates, count);
}

pain_status pain_proportion_ratio(uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2,
                                  const pain_interval_options *options, pain_estimate *estimate)
{
    PAIN__FLOATS;

    return compare(&ratio, (const uint64_t[4]){x1, n1, x2, n2}, options, PAIN_METHOD_DEFAULT,
                   estimate);
}

pain_status pain_proportion_ratio_all(uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2,
                                      const pain_interval_options *options,
                                      pain_estimate *estimates, size_t *count)
{
    PAIN__FLOATS;

    return compare_all(&ratio, (const uint64_t[4]){x1, n1, x2, n2}, options, estimates, count);
}

pain_status pain_odds_ratio(uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2,
                            const pain_interval_options *options, pain_estimate *estimate)
{
    PAIN__FLOATS;

    return compare(&odds, (const uint64_t[4]){x1, n1, x2, n2}, options, PAIN_METHOD_DEFAULT,
                   estimate);
}

pain_status pain_odds_ratio_all(uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2,
                                const pain_interval_options *options, pain_estimate *estimates,
                                size_t *count)
{
    PAIN__FLOATS;

    return compare_all(&odds, (const uint64_t[4]){x1, n1, x2, n2}, options, estimates, count);
}
