/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results of one share of patients, and of two groups. A percentage is every count that prints so,
 * and each count gives a result that is exact; the span of a row goes from the least to the most of
 * them, and the row fits where one of them does. */
#include <config.h>

#include <math.h>

#include <painstat/proportion.h>
#include <painstat/two_proportions.h>

#include "claim/recalculate.h"

enum { MOST_PAIRS = 2500, MOST_EXACT = 300, MOST_UNCONDITIONAL = 100 };

typedef pain_status (*interval_of_two)(uint64_t x1, uint64_t n1, uint64_t x2, uint64_t n2,
                                       const pain_interval_options *options,
                                       pain_estimate *estimate);

/* All methods that there are; the functions refuse those that are for something else. */
static const int32_t methods[] = {
#define METHOD_NUMBER(name, number, key, label, source) number,
    PAIN_METHOD_LIST(METHOD_NUMBER)
#undef METHOD_NUMBER
};

enum { N_METHODS = sizeof methods / sizeof *methods };

typedef struct counts {
    int64_t first, last;
} counts;

/* What fits; none: last < first. */
static counts counts_of(const pain_reported_group *g)
{
    const pain_grid percent = pain_grid_percent();
    pain_grim grim;

    if (g->n < 1)
        return (counts){0, -1};
    if (g->has_count)
        return (counts){g->count, g->count};
    if (!pain__is_given(&g->percent) ||
        pain_grim_check(&percent, &g->percent, g->n, &grim) != PAIN_OK)
        return (counts){0, -1};
    return (counts){grim.first < 0 ? 0 : grim.first, grim.last > g->n ? g->n : grim.last};
}

static bool is_at(double value, const pain_range *range)
{
    return pain__span_meets((pain__span){value, value}, range);
}

static double factor_of(const pain_reported *p)
{
    return p->in_percent && p->scale == PAIN_REPORTED_DIFFERENCE ? 100 : 1;
}

/* Whether the limits are those that are printed, whichever way round the groups are. */
static bool are_printed(const pain_reported *p, double lower, double upper)
{
    if (is_at(lower, &p->lower) && is_at(upper, &p->upper))
        return true;
    if (p->compared == PAIN_COMPARED_SHARE)
        return false;
    if (p->scale == PAIN_REPORTED_DIFFERENCE)
        return is_at(-upper, &p->lower) && is_at(-lower, &p->upper);
    return is_at(1 / upper, &p->lower) && is_at(1 / lower, &p->upper);
}

static void add_limits(pain_recalculation *r, int32_t method, double lower, double upper)
{
    double factor = factor_of(&r->reported);
    pain_recalculated row = pain__recalculated(PAIN_RESULT_INTERVAL, PAIN_FROM_FIGURES);

    row.method = method;
    row.usual = 0;
    row.least = row.most = factor * lower;
    row.upper_least = row.upper_most = factor * upper;
    if (pain__is_given(&r->reported.lower) && !isnan(lower) && !isnan(upper))
        row.verdict =
            are_printed(&r->reported, row.least, row.upper_least) ? PAIN_POSSIBLE : PAIN_IMPOSSIBLE;
    pain__add_row(r, &row);
}

static void add_estimate(pain_recalculation *r, double value)
{
    const pain_reported *p = &r->reported;
    pain_recalculated row = pain__recalculated(PAIN_RESULT_ESTIMATE, PAIN_FROM_FIGURES);
    double here = factor_of(p) * value;
    double mirror = p->scale == PAIN_REPORTED_DIFFERENCE ? -here : 1 / value;

    if (isnan(value))
        return;
    row.least = row.most = here;
    if (pain__is_given(&p->estimate))
        row.verdict = is_at(here, &p->estimate) || is_at(mirror, &p->estimate) ? PAIN_POSSIBLE
                                                                               : PAIN_IMPOSSIBLE;
    pain__add_row(r, &row);
}

static pain_interval_options options_of(const pain_recalculation *r)
{
    return (pain_interval_options){
        .size = sizeof(pain_interval_options), .level = r->level, .allocator = &r->allocator};
}

/* Whether there is such a result; a lack of memory is kept. */
static bool is_there(pain_recalculation *r, pain_status status)
{
    if (status == PAIN_ENOMEM)
        r->status = status;
    return status == PAIN_OK;
}

static bool is_slow(int32_t method)
{
    return method == PAIN_METHOD_BLYTH_STILL_CASELLA || method == PAIN_METHOD_WANG;
}

/* Wald's limits are cut at 0 and 1 there, and not everywhere. */
static void add_uncut(pain_recalculation *r, const pain_estimate *wald)
{
    double n = (double)wald->denominator, p = wald->value;
    double half = pain__level_quantile(r, INFINITY) * sqrt(p * (1 - p) / n);

    if (p - half < 0 || p + half > 1)
        add_limits(r, PAIN_METHOD_WALD, p - half, p + half);
}

static void one_share(pain_recalculation *r)
{
    const pain_reported_group *g = &r->reported.group[0];
    counts k = counts_of(g);
    pain_interval_options options = options_of(r);
    pain_estimate estimate;

    for (int64_t count = k.first; count <= k.last; count++)
        for (size_t i = 0; i < N_METHODS; i++) {
            options.method = methods[i];
            if (is_slow(methods[i]) && g->n > MOST_EXACT)
                continue;
            if (!is_there(r, pain_proportion((uint64_t)count, (uint64_t)g->n, &options, &estimate)))
                continue;
            add_limits(r, estimate.method, estimate.lower, estimate.upper);
            if (methods[i] == PAIN_METHOD_WALD)
                add_uncut(r, &estimate);
        }
}

static bool is_unconditional(int32_t method)
{
    return method == PAIN_METHOD_SANTNER_SNELL || method == PAIN_METHOD_CHAN_ZHANG ||
           method == PAIN_METHOD_AGRESTI_MIN_EXACT;
}

static void intervals(pain_recalculation *r, const uint64_t x[2], bool unconditional)
{
    static const interval_of_two one[] = {pain_proportion_difference, pain_proportion_ratio,
                                          pain_odds_ratio};
    const pain_reported_group *g = r->reported.group;
    pain_interval_options options = options_of(r);
    pain_estimate estimate;

    for (size_t i = 0; i < N_METHODS; i++) {
        options.method = methods[i];
        if ((is_unconditional(methods[i]) && !unconditional) ||
            !is_there(r, one[r->reported.scale](x[0], (uint64_t)g[0].n, x[1], (uint64_t)g[1].n,
                                                &options, &estimate)))
            continue;
        add_limits(r, estimate.method, estimate.lower, estimate.upper);
        add_estimate(r, estimate.value);
    }
}

/* Which tests are tried; those that most reports mean first. */
static const struct {
    pain_test_method method;
    int32_t usual, unconditional;
} tests[] = {{PAIN_TEST_FISHER, 1, 0},         {PAIN_TEST_CHI_SQUARED, 1, 0},
             {PAIN_TEST_CHI_SQUARED_CC, 1, 0}, {PAIN_TEST_FISHER_CENTRAL, 0, 0},
             {PAIN_TEST_FISHER_MIDP, 0, 0},    {PAIN_TEST_FISHER_MINLIKE_MIDP, 0, 0},
             {PAIN_TEST_SCORE_MN, 0, 0},       {PAIN_TEST_BOSCHLOO, 0, 1},
             {PAIN_TEST_BARNARD, 0, 1}};

/* Fisher's two two-sided tests, and mid-P, have one one-sided test together. */
static bool has_side(pain_test_method method, int32_t sides)
{
    return sides == 2 ||
           (method != PAIN_TEST_FISHER_CENTRAL && method != PAIN_TEST_FISHER_MINLIKE_MIDP);
}

static void add_statistic(pain_recalculation *r, pain_recalculated row, const pain_test *test)
{
    bool chi = row.test == PAIN_TEST_CHI_SQUARED || row.test == PAIN_TEST_CHI_SQUARED_CC;
    int32_t kind = r->reported.statistic_kind;

    if (row.sides != 2 || !chi || isnan(test->statistic) ||
        (kind != PAIN_REPORTED_CHI_SQUARED && kind != PAIN_REPORTED_Z))
        return;
    double value = kind == PAIN_REPORTED_Z ? sqrt(test->statistic) : test->statistic;

    row.result = PAIN_RESULT_STATISTIC;
    row.sides = 0;
    pain__add_span(r, &row, (pain__span){value, value}, kind == PAIN_REPORTED_Z);
}

static void add_test(pain_recalculation *r, size_t i, int32_t sides, const uint64_t x[2])
{
    const pain_reported_group *g = r->reported.group;
    double n1 = (double)g[0].n, n2 = (double)g[1].n;
    pain_test_options options = {
        .size = sizeof options, .method = (int32_t)tests[i].method, .allocator = &r->allocator};
    pain_recalculated row = pain__recalculated(PAIN_RESULT_P, PAIN_FROM_FIGURES);
    pain_test test;

    if (sides == 1)
        options.alternative = (double)x[0] * n2 >= (double)x[1] * n1 ? PAIN_ALTERNATIVE_GREATER
                                                                     : PAIN_ALTERNATIVE_LESS;
    pain_status status =
        pain_two_proportions_test(x[0], (uint64_t)g[0].n, x[1], (uint64_t)g[1].n, &options, &test);

    if (!is_there(r, status) || isnan(test.p_value))
        return;
    row.test = (int32_t)tests[i].method;
    row.sides = sides;
    row.usual = tests[i].usual && sides == (r->reported.sides == 1 ? 1 : 2);
    pain__add_span(r, &row, (pain__span){test.p_value, test.p_value}, false);
    add_statistic(r, row, &test);
}

static void two_shares(pain_recalculation *r)
{
    const pain_reported_group *g = r->reported.group;
    counts k[2] = {counts_of(&g[0]), counts_of(&g[1])};
    int64_t pairs = (k[0].last - k[0].first + 1) * (k[1].last - k[1].first + 1);
    bool unconditional = g[0].n + g[1].n <= MOST_UNCONDITIONAL && pairs <= 4;

    if (pairs > MOST_PAIRS) {
        r->status = PAIN_EOVERFLOW;
        return;
    }
    for (int64_t x1 = k[0].first; x1 <= k[0].last; x1++)
        for (int64_t x2 = k[1].first; x2 <= k[1].last; x2++) {
            const uint64_t x[2] = {(uint64_t)x1, (uint64_t)x2};

            for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
                for (int32_t sides = 2; sides >= 1; sides--)
                    if (has_side(tests[i].method, sides) &&
                        (!tests[i].unconditional || unconditional))
                        add_test(r, i, sides, x);
            if (pain__wants_limits(r) || pain__is_given(&r->reported.estimate))
                intervals(r, x, unconditional && pain__is_given(&r->reported.lower));
        }
}

void pain__from_shares(pain_recalculation *r)
{
    if (r->reported.compared == PAIN_COMPARED_SHARE)
        one_share(r);
    else
        two_shares(r);
}
