/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the exact arithmetic of reported figures takes. The names are those of compare.py. */
#include <stdlib.h>

#include <painstat.h>

#include "bench.h"

static pain_range printed(const char *text, int32_t rounding)
{
    pain_printed figure;
    pain_range range;

    if (pain_printed_parse(text, &figure, NULL) != PAIN_OK ||
        pain_printed_range(&figure, rounding, &range) != PAIN_OK)
        abort();
    return range;
}

static pain_figures nrs(int64_t n, const char *mean, const char *sd, int32_t rounding)
{
    return (pain_figures){.size = sizeof(pain_figures),
                          .grid = pain_grid_whole(10),
                          .n = n,
                          .mean = printed(mean, rounding),
                          .spread = printed(sd, rounding)};
}

/* Of a thousand verdicts, n = 1..1000. */
static double verdicts(void)
{
    pain_figures figures = nrs(1, "3.14", "2.72", PAIN_ROUNDING_UNKNOWN);
    double possible = 0;

    for (figures.n = 1; figures.n <= 1000; figures.n++) {
        int32_t verdict;

        if (pain_figures_possible(&figures, &verdict) != PAIN_OK)
            abort();
        possible += verdict == PAIN_POSSIBLE;
    }
    return possible;
}

/* All rounding rules, both SDs, at most 0, 1, 2, 3. */
static double bounds_48(const char *mean, const char *sd)
{
    double patients = 0;

    for (int32_t rounding = 0; rounding < PAIN_ROUNDINGS; rounding++)
        for (int32_t kind = PAIN_SPREAD_SD; kind <= PAIN_SPREAD_SD_N; kind++)
            for (int32_t cut = 0; cut <= 3; cut++) {
                pain_figures figures = nrs(1000, mean, sd, rounding);
                pain_count_bounds bounds;

                figures.spread_kind = kind;
                if (pain_bounds_at_most(&figures, cut, &bounds) != PAIN_OK)
                    abort();
                patients += (double)bounds.most;
            }
    return patients;
}

static double bounds_1_decimal(void)
{
    return bounds_48("2.1", "2.4");
}

static double bounds_0_decimals(void)
{
    return bounds_48("3", "4");
}

static double one_bound_52(void)
{
    pain_figures figures = nrs(52, "0.7", "1.2", PAIN_ROUNDING_UNKNOWN);
    pain_count_bounds bounds;

    if (pain_bounds_at_most(&figures, 1, &bounds) != PAIN_OK)
        abort();
    return (double)bounds.least;
}

static double paired_bound(void)
{
    const pain_paired_figures figures = {
        .size = sizeof figures,
        .grid = pain_grid_whole(10),
        .n = 52,
        .baseline_mean = printed("8.1", PAIN_ROUNDING_UNKNOWN),
        .baseline_spread = printed("1.1", PAIN_ROUNDING_UNKNOWN),
        .endpoint_mean = printed("0.7", PAIN_ROUNDING_UNKNOWN),
        .endpoint_spread = printed("1.2", PAIN_ROUNDING_UNKNOWN),
        .least_baseline = 1,
        .percent = 50,
    };
    pain_paired_end end;

    if (pain_paired_bound(&figures, PAIN_PAIRED_MEAN_PERCENT, false, false, 1, &end) != PAIN_OK)
        abort();
    return end.bound;
}

/* A million patients: both ends of a quantity. */
static double pairings(int32_t quantity)
{
    pain_pairings counts = {.size = sizeof counts, .steps = 10, .percent = 50};
    pain_pairings_end low, high;

    for (int32_t v = 0; v <= 10; v++) {
        counts.before[v] = v < 10 ? 10000 * v : 550000;
        counts.after[10 - v] = counts.before[v];
    }
    if (pain_pairings_bound(&counts, quantity, false, &low) != PAIN_OK ||
        pain_pairings_bound(&counts, quantity, true, &high) != PAIN_OK)
        abort();
    return high.value - low.value;
}

static double pairings_mean(void)
{
    return pairings(PAIN_PAIRED_MEAN_PERCENT);
}

static double pairings_median(void)
{
    return pairings(PAIN_PAIRED_MEDIAN_PERCENT);
}

static double samples(int64_t n, const char *mean, const char *sd)
{
    pain_figures figures = nrs(n, mean, sd, PAIN_ROUNDING_UNKNOWN);
    pain_samples_total total;

    if (pain_samples_count(&figures, NULL, &total) != PAIN_OK || !total.is_exact)
        abort();
    return total.about;
}

static double samples_100(void)
{
    return samples(100, "5.0", "2.5");
}

static double samples_200(void)
{
    return samples(200, "5.0", "2.5");
}

static double samples_500(void)
{
    return samples(500, "0.7", "1.2");
}

static double estimate_1000(void)
{
    pain_figures figures = nrs(1000, "5.0", "2.5", PAIN_ROUNDING_UNKNOWN);
    pain_samples_total total;

    if (pain_samples_count(&figures, NULL, &total) != PAIN_OK || total.is_exact)
        abort();
    return total.about;
}

static double draws_10000(void)
{
    enum { DRAWS = 10000, WIDTH = 11 };
    static int64_t counts[DRAWS * WIDTH];
    pain_figures figures = nrs(100, "5.0", "2.5", PAIN_ROUNDING_UNKNOWN);

    if (pain_samples_draw(&figures, NULL, 1, DRAWS, counts) != PAIN_OK)
        abort();
    return (double)counts[0];
}

/* How many n up to 1000 have 92.3 % and 84.6 %. */
static double which_n(void)
{
    const pain_grid grid = pain_grid_percent();
    const pain_range both[] = {printed("92.3", PAIN_ROUNDING_UNKNOWN),
                               printed("84.6", PAIN_ROUNDING_UNKNOWN)};
    double found = 0;

    for (int64_t n = 0; pain_grim_next_n(&grid, both, 2, n + 1, 1000, &n) == PAIN_OK;)
        found++;
    return found;
}

int main(int argc, char **argv)
{
    static const bench_named cases[] = {
        {"1000 verdicts 3.14 (2.72) n = 1..1000", verdicts},
        {"48 bounds 2.1 (2.4) n = 1000", bounds_1_decimal},
        {"48 bounds 3 (4) n = 1000", bounds_0_decimals},
        {"patients at 0 or 1 of 0.7 (1.2) n = 52", one_bound_52},
        {"paired bound 8.1 (1.1) to 0.7 (1.2) n = 52", paired_bound},
        {"mean of percentages over all pairings n = 10^6", pairings_mean},
        {"median of percentages over all pairings n = 10^6", pairings_median},
        {"samples of 5.0 (2.5) n = 100", samples_100},
        {"samples of 5.0 (2.5) n = 200", samples_200},
        {"samples of 0.7 (1.2) n = 500", samples_500},
        {"about how many samples of 5.0 (2.5) n = 1000", estimate_1000},
        {"10000 draws of 5.0 (2.5) n = 100", draws_10000},
        {"n up to 1000 with 92.3 % and 84.6 %", which_n},
    };

    return bench_all(cases, sizeof cases / sizeof *cases, argc, argv);
}
