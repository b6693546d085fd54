/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results of one mean, and of two groups.
 *
 * Student's standard error rises with either SD, so its ends are at corners. Welch's does, too, but
 * his degrees of freedom (a + b)^2 / (a^2 / (n1 - 1) + b^2 / (n2 - 1)), a = s1^2 / n1 and
 * b = s2^2 / n2, depend on a / b alone: they rise up to n1 + n2 - 2, where a / (n1 - 1) =
 * b / (n2 - 1), and fall beyond. So the box of the SDs is cut into parts, unless they hardly change
 * in it, and in each the ends of the error and of the degrees of freedom are taken together: never
 * less than what is possible, and hardly more. */
#include <config.h>

#include <math.h>

#include "claim/recalculate.h"
#include "num/saddle.h"

#define PARTS 4

size_t pain__kinds(int32_t called, int32_t kinds[3])
{
    size_t n = 0;

    kinds[n++] = called;
    for (int32_t kind = PAIN_SPREAD_SD; kind <= PAIN_SPREAD_SE && n < 3; kind++)
        if (kind != called)
            kinds[n++] = kind;
    return n;
}

pain__span pain__sd_taken(const pain_range *spread, int32_t kind, int64_t n)
{
    pain__span s = pain__span_of(spread);
    bool by_n = kind == PAIN_SPREAD_SD_N || kind == PAIN_SPREAD_SE_N;
    double factor = kind == PAIN_SPREAD_SE || kind == PAIN_SPREAD_SE_N ? sqrt((double)n) : 1;

    if (by_n)
        factor *= sqrt((double)n / (double)(n - 1));
    return pain__span_product((pain__span){fmax(s.low, 0), s.high}, factor);
}

void pain__add_effect(pain_recalculation *r, const pain_recalculated *as, int32_t effect,
                      pain__span difference, pain__span sd, double df)
{
    pain_recalculated row = *as;
    pain__span d = pain__span_magnitude(pain__span_quotient(difference, sd));

    row.result = PAIN_RESULT_EFFECT;
    row.method = 0;
    row.effect = effect;
    row.usual = as->usual && (effect == PAIN_EFFECT_D || effect == PAIN_EFFECT_G);
    pain__add_span(r, &row, d, true);
    if (effect != PAIN_EFFECT_D || !(df > 1))
        return;
    /* The factor of an unbiased one, see pain_effect_gz. */
    row.effect = PAIN_EFFECT_G;
    pain__add_span(r, &row,
                   pain__span_product(d, sqrt(2 / df) * exp(pain__log_rising((df - 1) / 2, 0.5))),
                   true);
}

static pain__span same(double value)
{
    return (pain__span){value, value};
}

static void add_normal_limits(pain_recalculation *r, pain_recalculated as, pain__span difference,
                              pain__span error)
{
    if (!pain__wants_limits(r))
        return;
    as.result = PAIN_RESULT_INTERVAL;
    as.method = PAIN_METHOD_WALD;
    as.test = 0;
    as.usual = 0;
    pain__add_limits(r, &as, difference,
                     pain__span_product(error, pain__level_quantile(r, INFINITY)));
}

static void one_mean(pain_recalculation *r, pain_recalculated as, pain__span *df)
{
    const pain_reported_group *g = &r->reported.group[0];
    double n = (double)g->n;
    pain__span sd = pain__sd_taken(&g->spread, as.spread, g->n), mean = pain__span_of(&g->mean);
    const pain__span off = {mean.low - r->reported.null_value, mean.high - r->reported.null_value};

    *df = same(n - 1);
    as.test = PAIN_TEST_T;
    as.method = PAIN_METHOD_T;
    pain__add_t(r, &as, mean, pain__span_product(sd, 1 / sqrt(n)), *df);
    add_normal_limits(r, as, mean, pain__span_product(sd, 1 / sqrt(n)));
    as.test = 0;
    pain__add_effect(r, &as, PAIN_EFFECT_D, off, sd, n - 1);
}

/* sqrt(a s1^2 + b s2^2) */
static pain__span root_of_squares(pain__span s1, double a, pain__span s2, double b)
{
    return (pain__span){hypot(sqrt(a) * s1.low, sqrt(b) * s2.low),
                        hypot(sqrt(a) * s1.high, sqrt(b) * s2.high)};
}

/* Welch's degrees of freedom by the share of the first group in the sum, x = a / (a + b). */
static double welch_df(double x, double n1, double n2)
{
    return 1 / (x * x / (n1 - 1) + (1 - x) * (1 - x) / (n2 - 1));
}

static pain__span welch_df_span(pain__span s1, double n1, pain__span s2, double n2)
{
    double low = s1.low * s1.low / n1, high = s1.high * s1.high / n1;
    double other_low = s2.low * s2.low / n2, other_high = s2.high * s2.high / n2;
    double best = (n1 - 1) / (n1 + n2 - 2);
    pain__span x = {low + other_high > 0 ? low / (low + other_high) : 0,
                    high + other_low > 0 ? high / (high + other_low) : 1};
    double at_low = welch_df(x.low, n1, n2), at_high = welch_df(x.high, n1, n2);

    return (pain__span){fmin(at_low, at_high),
                        x.low <= best && best <= x.high ? n1 + n2 - 2 : fmax(at_low, at_high)};
}

static pain__span part_of(pain__span all, int i, int parts)
{
    double step = (all.high - all.low) / parts;

    return (pain__span){all.low + i * step, i == parts - 1 ? all.high : all.low + (i + 1) * step};
}

static void welch(pain_recalculation *r, pain_recalculated as, pain__span difference, pain__span s1,
                  pain__span s2)
{
    double n1 = (double)r->reported.group[0].n, n2 = (double)r->reported.group[1].n;

    as.test = PAIN_TEST_WELCH;
    as.method = PAIN_METHOD_WELCH;
    pain__span df = welch_df_span(s1, n1, s2, n2);
    int parts = df.high - df.low < 0.02 * df.low ? 1 : PARTS;

    for (int i = 0; i < parts; i++)
        for (int j = 0; j < parts; j++) {
            pain__span a = part_of(s1, i, parts), b = part_of(s2, j, parts);

            pain__add_t(r, &as, difference, root_of_squares(a, 1 / n1, b, 1 / n2),
                        welch_df_span(a, n1, b, n2));
        }
    add_normal_limits(r, as, difference, root_of_squares(s1, 1 / n1, s2, 1 / n2));
}

static void two_means(pain_recalculation *r, pain_recalculated as, pain__span *df)
{
    const pain_reported_group *g = r->reported.group;
    double n1 = (double)g[0].n, n2 = (double)g[1].n;
    pain__span m1 = pain__span_of(&g[0].mean), m2 = pain__span_of(&g[1].mean);
    const pain__span difference = {m1.low - m2.high, m1.high - m2.low};
    pain__span s1 = pain__sd_taken(&g[0].spread, as.spread, g[0].n);
    pain__span s2 = pain__sd_taken(&g[1].spread, as.spread, g[1].n);

    *df = same(n1 + n2 - 2);
    pain__span pooled = root_of_squares(s1, (n1 - 1) / df->low, s2, (n2 - 1) / df->low);

    welch(r, as, difference, s1, s2);
    as.test = PAIN_TEST_T_POOLED;
    as.method = PAIN_METHOD_T;
    pain__add_t(r, &as, difference, pain__span_product(pooled, sqrt(1 / n1 + 1 / n2)), *df);
    as.test = 0;
    pain__add_effect(r, &as, PAIN_EFFECT_D, difference, pooled, df->low);
    pain__add_effect(r, &as, PAIN_EFFECT_FIRST, difference, s1, NAN);
    pain__add_effect(r, &as, PAIN_EFFECT_SECOND, difference, s2, NAN);
    pain__add_effect(r, &as, PAIN_EFFECT_AVERAGE, difference, root_of_squares(s1, 0.5, s2, 0.5),
                     NAN);
}

static bool has_figures(const pain_reported_group *g)
{
    return g->n >= 2 && pain__is_given(&g->mean) && pain__is_given(&g->spread);
}

void pain__from_means(pain_recalculation *r, pain__span *df)
{
    bool two = r->reported.compared == PAIN_COMPARED_MEANS;
    pain_recalculated as = pain__recalculated(PAIN_RESULT_P, PAIN_FROM_FIGURES);
    int32_t kinds[3];
    size_t n = pain__kinds(r->reported.spread_kind, kinds);
    const pain_reported_group *g = r->reported.group;

    if (g[0].n >= 2 && (!two || g[1].n >= 2))
        *df = same((double)(g[0].n - 1) + (two ? (double)(g[1].n - 1) : 0));
    if (!has_figures(&g[0]) || (two && !has_figures(&g[1])))
        return;
    for (size_t i = 0; i < n; i++) {
        as.spread = kinds[i];
        as.usual = i == 0;
        if (two)
            two_means(r, as, df);
        else
            one_mean(r, as, df);
    }
}
