/* SPDX-License-Identifier: GPL-3.0-or-later */
/* t, p and limits as spans; and p from a printed statistic or from printed limits.
 *
 * Where a result rises or falls in each of its arguments while the others stand still, its ends
 * over a box are at corners: t in the difference and in its standard error (falling in magnitude);
 * p in |t|, and in the degrees of freedom, because a t distribution with fewer has longer tails;
 * limits in the centre and in the half width. */
#include <config.h>

#include <math.h>

#include "claim/recalculate.h"
#include "num/distribution.h"

static double divided(double a, double b)
{
    return a == 0 ? 0 : a / b;
}

pain__span pain__span_quotient(pain__span a, pain__span b)
{
    return (pain__span){divided(a.low, a.low >= 0 ? b.high : b.low),
                        divided(a.high, a.high >= 0 ? b.low : b.high)};
}

pain__span pain__span_product(pain__span a, double b)
{
    return (pain__span){a.low * b, a.high * b};
}

pain__span pain__span_magnitude(pain__span a)
{
    if (a.low >= 0)
        return a;
    if (a.high <= 0)
        return (pain__span){-a.high, -a.low};
    return (pain__span){0, fmax(-a.low, a.high)};
}

void pain__add_p(pain_recalculation *r, const pain_recalculated *as, pain__span magnitude,
                 pain__span df)
{
    pain_recalculated row = *as;
    double least = pain__t_tail(magnitude.high, df.high, PAIN__UPPER);
    double most = pain__t_tail(magnitude.low, df.low, PAIN__UPPER);

    row.result = PAIN_RESULT_P;
    if (row.from == PAIN_FROM_FIGURES)
        row.method = 0;
    for (int32_t sides = 2; sides >= 1; sides--) {
        row.sides = sides;
        row.usual = as->usual && sides == (r->reported.sides == 1 ? 1 : 2);
        pain__add_span(r, &row, (pain__span){sides * least, fmin(sides * most, 1)}, false);
    }
}

double pain__level_quantile(const pain_recalculation *r, double df)
{
    return pain__t_quantile((1 - r->level) / 2, df, PAIN__UPPER);
}

void pain__add_t(pain_recalculation *r, const pain_recalculated *as, pain__span difference,
                 pain__span error, pain__span df)
{
    pain_recalculated row = *as;
    pain__span off = {difference.low - r->reported.null_value,
                      difference.high - r->reported.null_value};
    pain__span t = pain__span_magnitude(pain__span_quotient(off, error));

    row.result = PAIN_RESULT_STATISTIC;
    row.method = 0;
    if (r->reported.statistic_kind == PAIN_REPORTED_F)
        pain__add_span(r, &row, (pain__span){t.low * t.low, t.high * t.high}, false);
    else if (r->reported.statistic_kind == PAIN_REPORTED_T)
        pain__add_span(r, &row, t, true);
    row.result = PAIN_RESULT_DF;
    if (df.low == df.high) {
        row.spread = -1;
        row.usual = as->test != PAIN_TEST_T_POOLED || r->reported.compared == PAIN_COMPARED_MEANS;
    }
    pain__add_span(r, &row, df, false);
    pain__add_p(r, as, t, df);
    row.result = PAIN_RESULT_ESTIMATE;
    row.test = 0;
    row.spread = -1;
    row.usual = 1;
    pain__add_span(r, &row, difference, r->reported.compared != PAIN_COMPARED_MEAN);
    row = *as;
    row.result = PAIN_RESULT_INTERVAL;
    if (!pain__wants_limits(r))
        return;
    pain__add_limits(r, &row, difference,
                     (pain__span){pain__level_quantile(r, df.high) * error.low,
                                  pain__level_quantile(r, df.low) * error.high});
}

/* How many tests it may be: Student's alone; of two groups Welch's, too, when the report does not
 * say how many degrees of freedom. */
static int tests_of(const pain_recalculation *r)
{
    return r->reported.compared == PAIN_COMPARED_MEANS && !pain__is_given(&r->reported.df) ? 2 : 1;
}

static int32_t student(const pain_recalculation *r)
{
    return r->reported.compared == PAIN_COMPARED_MEANS ? PAIN_TEST_T_POOLED : PAIN_TEST_T;
}

/* All that Welch's can be: from those of the smaller group alone to Student's. */
static pain__span welch_df(const pain_recalculation *r, pain__span df)
{
    const pain_reported_group *g = r->reported.group;

    return (pain__span){(double)(g[0].n < g[1].n ? g[0].n : g[1].n) - 1, df.high};
}

/* The chi-squared or F tail as a row of p. */
static void add_tail(pain_recalculation *r, pain_recalculated *row, pain__span x, pain__span df)
{
    bool is_f = r->reported.statistic_kind == PAIN_REPORTED_F;
    double least = is_f ? pain__f_tail(x.high, 1, df.high, PAIN__UPPER)
                        : pain__chisq_tail(x.high, df.low, PAIN__UPPER);
    double most = is_f ? pain__f_tail(x.low, 1, df.low, PAIN__UPPER)
                       : pain__chisq_tail(x.low, df.high, PAIN__UPPER);

    row->sides = 2;
    pain__add_span(r, row, (pain__span){least, most}, false);
    if (isfinite(df.low) && df.low <= 1 && df.high >= 1 && !is_f) {
        row->sides = 1;
        row->usual = r->reported.sides == 1;
        pain__add_span(r, row, (pain__span){least / 2, most / 2}, false);
    }
}

void pain__from_statistic(pain_recalculation *r, pain__span df)
{
    const pain_reported *p = &r->reported;
    const double infinity = INFINITY;
    pain_recalculated row = pain__recalculated(PAIN_RESULT_P, PAIN_FROM_STATISTIC);

    if (!pain__is_given(&p->statistic))
        return;
    pain__span x = pain__span_magnitude(pain__span_of(&p->statistic));

    if (p->statistic_kind == PAIN_REPORTED_CHI_SQUARED && !pain__is_given(&p->df))
        df = (pain__span){1, 1};
    if (p->statistic_kind != PAIN_REPORTED_Z && !(df.low > 0))
        return;
    switch (p->statistic_kind) {
    case PAIN_REPORTED_T:
        for (int welch = 0; welch < tests_of(r); welch++) {
            row.test = welch ? PAIN_TEST_WELCH : student(r);
            pain__add_p(r, &row, x, welch ? welch_df(r, df) : df);
        }
        break;
    case PAIN_REPORTED_Z:
        pain__add_p(r, &row, x, (pain__span){infinity, infinity});
        break;
    default:
        row.test = p->statistic_kind == PAIN_REPORTED_CHI_SQUARED ? PAIN_TEST_CHI_SQUARED : 0;
        add_tail(r, &row, x, df);
        break;
    }
}

/* z = 2 q est / (upper - lower), est = (lower + upper) / 2, rises or falls in each limit alone. */
static pain__span deviates(pain__span lower, pain__span upper, double null, double quantile)
{
    pain__span z = {INFINITY, -INFINITY};

    for (int corner = 0; corner < 4; corner++) {
        double l = corner & 1 ? lower.high : lower.low, u = corner & 2 ? upper.high : upper.low;
        double one = u > l ? quantile * (u + l - 2 * null) / (u - l) : u + l - 2 * null;

        /* Limits that may coincide leave no error at all. */
        if (u <= l)
            one = one == 0 ? 0 : copysign(INFINITY, one);
        z.low = fmin(z.low, one);
        z.high = fmax(z.high, one);
    }
    return pain__span_magnitude(z);
}

/* z and its p. */
static void add_deviate(pain_recalculation *r, pain_recalculated row, pain__span z)
{
    const double infinity = INFINITY;

    pain__add_p(r, &row, z, (pain__span){infinity, infinity});
    row.result = PAIN_RESULT_STATISTIC;
    if (r->reported.statistic_kind == PAIN_REPORTED_Z) {
        pain__add_span(r, &row, z, true);
        return;
    }
    row.least = z.low;
    row.most = z.high;
    pain__add_row(r, &row);
}

/* The same with the printed estimate, which need not be in the middle. */
static void add_with_estimate(pain_recalculation *r, pain_recalculated row, pain__span lower,
                              pain__span upper, double null)
{
    const pain_reported *p = &r->reported;
    pain__span estimate = pain__span_of(&p->estimate);
    double two = 2 * pain__level_quantile(r, INFINITY);

    if (!isfinite(estimate.low) || !isfinite(estimate.high))
        return;
    if (p->scale != PAIN_REPORTED_DIFFERENCE)
        estimate = (pain__span){log(fmax(estimate.low, 0)), log(fmax(estimate.high, 0))};
    const pain__span off = {estimate.low - null, estimate.high - null};
    const pain__span error = {fmax(upper.low - lower.high, 0) / two,
                              (upper.high - lower.low) / two};

    row.from = PAIN_FROM_ESTIMATE;
    add_deviate(r, row, pain__span_magnitude(pain__span_quotient(off, error)));
}

void pain__from_interval(pain_recalculation *r, pain__span df)
{
    const pain_reported *p = &r->reported;
    bool is_ratio = p->scale != PAIN_REPORTED_DIFFERENCE;
    pain__span lower = pain__span_of(&p->lower), upper = pain__span_of(&p->upper);
    pain_recalculated row = pain__recalculated(PAIN_RESULT_P, PAIN_FROM_INTERVAL);
    double null = is_ratio ? 0 : p->null_value;

    if (!pain__is_given(&p->lower) || p->compared == PAIN_COMPARED_SHARE ||
        p->compared == PAIN_COMPARED_SHARES)
        return;
    if (is_ratio) {
        lower = (pain__span){log(fmax(lower.low, 0)), log(fmax(lower.high, 0))};
        upper = (pain__span){log(fmax(upper.low, 0)), log(fmax(upper.high, 0))};
    }
    const pain__span middle = {(lower.low + upper.low) / 2, (lower.high + upper.high) / 2};
    const double infinity = INFINITY;

    row.method = PAIN_METHOD_WALD;
    row.usual = !(df.low > 0);
    add_deviate(r, row, deviates(lower, upper, null, pain__level_quantile(r, infinity)));
    add_with_estimate(r, row, lower, upper, null);
    for (int welch = 0; df.low > 0 && welch < tests_of(r); welch++) {
        if (welch)
            df = welch_df(r, df);
        /* Magnitude and tail both rise with fewer degrees of freedom, so each has its end. */
        pain__span few = deviates(lower, upper, null, pain__level_quantile(r, df.low));
        pain__span many = deviates(lower, upper, null, pain__level_quantile(r, df.high));

        row.method = welch ? PAIN_METHOD_WELCH : PAIN_METHOD_T;
        row.usual = 1;
        pain__add_p(r, &row, (pain__span){many.low, few.high}, df);
    }
    row.result = PAIN_RESULT_ESTIMATE;
    row.method = 0;
    pain__add_span(r, &row, is_ratio ? (pain__span){exp(middle.low), exp(middle.high)} : middle,
                   p->compared != PAIN_COMPARED_MEAN && !is_ratio);
}
