/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often 95 % intervals for a mean, a median, a ratio of means and a ratio of medians hold the
 * truth, on scores as they are after therapy: whole numbers from 0 to 10, many of them 0, the
 * others skewed. By simulation, because samples are too many to be summed over.
 *
 * Baselines are 3 to 10 (weights 1 2 3 4 4 3 2 1). A patient ends at 0 with the probability of the
 * row; else at e = 1, 2, ... up to the baseline with a weight of 0.6^e. Sample i of a row is stream
 * i of a seed of its own, the same for every method.
 *
 * Writes tests/ref/coverage_simulated.csv to the standard output: of how many samples the interval
 * is below the truth, above it, or has no limits. "make simulated-coverage" compares. */
#include <config.h>

#include <inttypes.h>
#include <math.h>
#include <painstat.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { LOWEST = 3, TOP = 10, MOST_PAIRS = (TOP + 1) * (TOP + 1) };

enum { CLOSED = 10000, RESAMPLED = 2000, DOUBLE = 400 }; /* samples */
enum { RESAMPLES = 999, OUTER = 199 };                   /* of bootstrap methods */

/* What is estimated. */
typedef enum target { MEAN, MEDIAN, RATIO, RATIO_OF_MEDIANS } target;

static const char *const target_names[] = {"mean", "median", "ratio of means", "ratio of medians"};

/* A law of pairs, all with the chance that is left when those before are drawn. */
typedef struct law {
    double zeros;
    double baseline[MOST_PAIRS], endpoint[MOST_PAIRS], upto[MOST_PAIRS];
    size_t n;
    double truth[4], truth_to[4]; /* a median may be any number between two */
} law;

/* A sample: pairs, and endpoints alone. */
typedef struct sample {
    double x[MOST_PAIRS], y[MOST_PAIRS], e[TOP + 1], negative[TOP + 1];
    uint64_t of_pair[MOST_PAIRS], of_e[TOP + 1], of_negative[TOP + 1];
    pain_counts pairs, endpoints, mirrored;
} sample;

static double median_of(const double *chance, bool upper)
{
    double sum = 0;

    for (int v = 0; v <= TOP; v++) {
        sum += chance[v];
        if (upper ? sum > 0.5 + 1e-12 : sum > 0.5 - 1e-12)
            return v;
    }
    return TOP;
}

static law law_of(double zeros)
{
    static const double weights[] = {1, 2, 3, 4, 4, 3, 2, 1};
    double before[TOP + 1] = {0}, after[TOP + 1] = {0}, means[2] = {0}, sum = 0;
    law l = {.zeros = zeros, .n = 0};

    for (int b = LOWEST; b <= TOP; b++) {
        double all = 0;

        for (int e = 1; e <= b; e++)
            all += pow(0.6, e);
        for (int e = 0; e <= b; e++) {
            double chance =
                weights[b - LOWEST] / 20 * (e == 0 ? zeros : (1 - zeros) * pow(0.6, e) / all);

            sum += chance;
            before[b] += chance;
            after[e] += chance;
            means[0] += b * chance;
            means[1] += e * chance;
            l.baseline[l.n] = b;
            l.endpoint[l.n] = e;
            l.upto[l.n++] = sum;
        }
    }
    l.truth[MEAN] = l.truth_to[MEAN] = means[1];
    l.truth[MEDIAN] = median_of(after, false);
    l.truth_to[MEDIAN] = median_of(after, true);
    l.truth[RATIO] = l.truth_to[RATIO] = means[1] / means[0];
    l.truth[RATIO_OF_MEDIANS] = l.truth[MEDIAN] / median_of(before, true);
    l.truth_to[RATIO_OF_MEDIANS] = l.truth_to[MEDIAN] / median_of(before, false);
    return l;
}

/* Draws n patients; only what occurs stays. */
static void draw(const law *l, uint64_t seed, uint64_t stream, uint64_t n, sample *s)
{
    uint64_t count[MOST_PAIRS] = {0}, of_e[TOP + 1] = {0};
    size_t pairs = 0, values = 0;
    pain_rng rng;

    pain_rng_init(&rng, seed, stream);
    for (uint64_t i = 0; i < n; i++) {
        double u = pain_rng_uniform(&rng);
        size_t at = 0;

        while (at + 1 < l->n && u > l->upto[at])
            at++;
        count[at]++;
        of_e[(int)l->endpoint[at]]++;
    }
    for (size_t i = 0; i < l->n; i++)
        if (count[i] > 0) {
            s->x[pairs] = l->baseline[i];
            s->y[pairs] = l->endpoint[i];
            s->of_pair[pairs++] = count[i];
        }
    for (int e = 0; e <= TOP; e++)
        if (of_e[e] > 0) {
            s->e[values] = e;
            s->of_e[values++] = of_e[e];
        }
    for (size_t i = 0; i < values; i++) {
        s->negative[i] = -s->e[values - 1 - i];
        s->of_negative[i] = s->of_e[values - 1 - i];
    }
    s->pairs = (pain_counts){s->x, s->y, s->of_pair, pairs, n};
    s->endpoints = (pain_counts){s->e, NULL, s->of_e, values, n};
    s->mirrored = (pain_counts){s->negative, NULL, s->of_negative, values, n};
}

/* Scores have both ends; the method with one end takes that at 0. */
static pain_status bounded(const sample *s, const pain_interval_options *how, pain_estimate *e)
{
    pain_status status = pain_bounded_mean(s->mirrored, -TOP, 0, how, e);
    double lower = e->lower;

    e->lower = -e->upper;
    e->upper = -lower;
    return status;
}

/* The interval of one method. */
static pain_status interval(target of, const sample *s, const pain_interval_options *how,
                            pain_estimate *e)
{
    static const pain_statistic statistics[] = {pain_statistic_mean, pain_statistic_median,
                                                pain_statistic_ratio};
    static const pain_weighted_statistic weighted[] = {pain_weighted_mean, pain_weighted_median,
                                                       pain_weighted_ratio};
    pain_counts data = of == RATIO ? s->pairs : s->endpoints;

    switch (how->method) {
    case PAIN_METHOD_T:
        return pain_mean_interval(s->endpoints, how, e);
    case PAIN_METHOD_ABC:
        return of == MEAN ? pain_mean_interval(s->endpoints, how, e)
                          : pain_ratio_of_means(s->pairs, how, e);
    case PAIN_METHOD_ANDERSON:
    case PAIN_METHOD_LOG_T:
        return bounded(s, how, e);
    case PAIN_METHOD_ORDER_STATISTIC:
        return pain_median_interval(s->endpoints, how, e);
    case PAIN_METHOD_FIELLER:
    case PAIN_METHOD_DELTA:
    case PAIN_METHOD_LOG_DELTA:
        return pain_ratio_of_means(s->pairs, how, e);
    case PAIN_METHOD_PRICE_BONETT:
        return pain_ratio_of_medians(s->pairs, how, e);
    case PAIN_METHOD_BAYESIAN:
        return pain_bayesian_bootstrap(data, weighted[of], NULL, how, e);
    case PAIN_METHOD_DOUBLE:
        return pain_bootstrap_double(data, statistics[of], NULL, how, e);
    default:
        return pain_bootstrap(data, statistics[of], NULL, how, e);
    }
}

static const struct {
    target of;
    pain_method method;
    uint64_t samples, resamples;
} methods[] = {
    {MEAN, PAIN_METHOD_T, CLOSED, 0},
    {MEAN, PAIN_METHOD_ABC, CLOSED, 0},
    {MEAN, PAIN_METHOD_ANDERSON, CLOSED, 0},
    {MEAN, PAIN_METHOD_LOG_T, CLOSED, 0},
    {MEAN, PAIN_METHOD_BCA, RESAMPLED, RESAMPLES},
    {MEAN, PAIN_METHOD_BCA_STRICT, RESAMPLED, RESAMPLES},
    {MEAN, PAIN_METHOD_PERCENTILE, RESAMPLED, RESAMPLES},
    {MEAN, PAIN_METHOD_BASIC, RESAMPLED, RESAMPLES},
    {MEAN, PAIN_METHOD_STUDENTIZED, RESAMPLED, RESAMPLES},
    {MEAN, PAIN_METHOD_BAYESIAN, RESAMPLED, RESAMPLES},
    {MEAN, PAIN_METHOD_DOUBLE, DOUBLE, OUTER},
    {MEDIAN, PAIN_METHOD_ORDER_STATISTIC, CLOSED, 0},
    {MEDIAN, PAIN_METHOD_BCA, RESAMPLED, RESAMPLES},
    {MEDIAN, PAIN_METHOD_BCA_STRICT, RESAMPLED, RESAMPLES},
    {MEDIAN, PAIN_METHOD_PERCENTILE, RESAMPLED, RESAMPLES},
    {MEDIAN, PAIN_METHOD_BASIC, RESAMPLED, RESAMPLES},
    {MEDIAN, PAIN_METHOD_BAYESIAN, RESAMPLED, RESAMPLES},
    {RATIO, PAIN_METHOD_FIELLER, CLOSED, 0},
    {RATIO, PAIN_METHOD_DELTA, CLOSED, 0},
    {RATIO, PAIN_METHOD_LOG_DELTA, CLOSED, 0},
    {RATIO, PAIN_METHOD_ABC, CLOSED, 0},
    {RATIO, PAIN_METHOD_BCA, RESAMPLED, RESAMPLES},
    {RATIO, PAIN_METHOD_BCA_STRICT, RESAMPLED, RESAMPLES},
    {RATIO, PAIN_METHOD_PERCENTILE, RESAMPLED, RESAMPLES},
    {RATIO, PAIN_METHOD_BASIC, RESAMPLED, RESAMPLES},
    {RATIO, PAIN_METHOD_STUDENTIZED, RESAMPLED, RESAMPLES},
    {RATIO, PAIN_METHOD_BAYESIAN, RESAMPLED, RESAMPLES},
    {RATIO, PAIN_METHOD_DOUBLE, DOUBLE, OUTER},
    {RATIO_OF_MEDIANS, PAIN_METHOD_PRICE_BONETT, CLOSED, 0},
};

/* A row of the table. */
static void write_row(const law *l, uint64_t seed, uint64_t n, size_t m)
{
    target of = methods[m].of;
    uint64_t below = 0, above = 0, none = 0;
    sample s;

    for (uint64_t i = 0; i < methods[m].samples; i++) {
        const pain_interval_options how = {.size = sizeof how,
                                           .method = methods[m].method,
                                           .seed = i,
                                           .resamples = methods[m].resamples};
        pain_estimate e;

        draw(l, seed, i, n, &s);
        if (interval(of, &s, &how, &e) != PAIN_OK || isnan(e.lower) || isnan(e.upper))
            none++;
        else if (e.upper < l->truth[of] - 1e-9)
            below++;
        else if (e.lower > l->truth_to[of] + 1e-9)
            above++;
    }
    printf("%s,%s,%.2f,%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 "\n",
           target_names[of], pain_method_key(methods[m].method), l->zeros, n, methods[m].samples,
           below, above, none);
    (void)fflush(stdout);
}

/* A median of 0 leaves no ratio; the double bootstrap takes 100,000 resamples of each sample, and
 * is tried where samples say least. */
static bool is_asked(size_t m, const law *l, uint64_t n)
{
    if (methods[m].of == RATIO_OF_MEDIANS)
        return l->truth[MEDIAN] > 0;
    return methods[m].method != PAIN_METHOD_DOUBLE || (l->zeros > 0.6 && n <= 100);
}

int main(void)
{
    static const double zeros[] = {0.4, 0.5, 0.7, 0.9};
    static const uint64_t sizes[] = {10, 20, 50, 100, 500};

    printf("# estimand,method,zeros,n,samples,interval below the truth,above,none\n");
    for (size_t m = 0; m < sizeof methods / sizeof *methods; m++)
        for (size_t z = 0; z < sizeof zeros / sizeof *zeros; z++) {
            const law l = law_of(zeros[z]);

            for (size_t n = 0; n < sizeof sizes / sizeof *sizes; n++)
                if (is_asked(m, &l, sizes[n]))
                    write_row(&l, 10 * z + n, sizes[n], m);
        }
    return 0;
}
