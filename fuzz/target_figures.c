/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes are the scores of a sample. Its mean, spread, median and extremes are printed in exact
 * arithmetic by some rounding rule, and must never be called impossible. */
#include <config.h>

#include <painstat.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "print_exactly.h"

enum { MOST_PATIENTS = 120 };

/* The scores that the bytes describe. */
typedef struct sample {
    int32_t steps;
    int64_t n, sum, square;
    int32_t score[MOST_PATIENTS];
    int64_t count[101];
} sample;

static int by_size(const void *a, const void *b)
{
    return *(const int32_t *)a - *(const int32_t *)b;
}

static sample take_sample(fuzz_bytes *bytes, int32_t steps)
{
    sample s = {.steps = steps, .n = 0};

    do {
        int32_t score = fuzz_take(bytes, steps);

        s.score[s.n++] = score;
        s.sum += score;
        s.square += (int64_t)score * score;
        s.count[score]++;
    } while (bytes->size > 0 && s.n < MOST_PATIENTS);
    qsort(s.score, (size_t)s.n, sizeof *s.score, by_size);
    return s;
}

/* The square of the spread of a kind, times unit^2 / step^2, as a fraction. */
static exact_fraction variance(const sample *s, int32_t kind)
{
    int64_t n = s->n, divisor = kind == PAIN_SPREAD_SD || kind == PAIN_SPREAD_SE ? n - 1 : n;
    int64_t of = kind == PAIN_SPREAD_SE || kind == PAIN_SPREAD_SE_N ? n : 1;

    return (exact_fraction){n * s->square - s->sum * s->sum, n * divisor * of};
}

/* How figures are printed: the rule, and what the reader is told of it. */
typedef struct printing {
    int32_t rule, told;
    pain_grid grid;
} printing;

static pain_range range_of(const printing *p, int64_t digits, int32_t decimals)
{
    const pain_printed printed = {digits, decimals};
    pain_range range;

    fuzz_require(pain_printed_range(&printed, p->told, &range) == PAIN_OK);
    return range;
}

/* (lowest + score step) / unit for a score that is a fraction. */
static pain_range print_score(const printing *p, exact_fraction score, int32_t decimals)
{
    const pain_grid *g = &p->grid;
    exact_fraction value = {g->lowest * score.below + score.above * g->step, score.below * g->unit};

    return range_of(p, print_fraction(value, decimals, p->rule), decimals);
}

static pain_range print_spread(const printing *p, exact_fraction square, int32_t decimals)
{
    const pain_grid *g = &p->grid;
    exact_fraction value = {square.above * g->step * g->step, square.below * g->unit * g->unit};

    return range_of(p, print_root(value, decimals, p->rule), decimals);
}

static int64_t tens(int32_t decimals)
{
    int64_t power = 1;

    while (decimals-- > 0)
        power *= 10;
    return power;
}

static void require_possible(const pain_figures *f, const sample *s)
{
    static pain_finding finding;
    static pain_witness own;
    int32_t verdict;
    int64_t n;
    pain_status status = pain_figures_possible(f, &verdict);

    fuzz_require(status == PAIN_OK && verdict == PAIN_POSSIBLE);
    fuzz_require(pain_figures_check(f, &finding) == PAIN_OK);
    fuzz_require(finding.verdict == PAIN_POSSIBLE && finding.has_witness);
    fuzz_require(pain_witness_check(f, &finding.witness));
    own = (pain_witness){.n = s->n, .sum = s->sum, .square = s->square, .steps = s->steps};
    memcpy(own.count, s->count, sizeof own.count);
    fuzz_require(pain_witness_check(f, &own));
    fuzz_require(pain_figures_next_n(f, s->n, s->n, &n) == PAIN_OK && n == s->n);
}

static void require_bounds(const pain_figures *f, const sample *s, int32_t cut)
{
    static pain_count_bounds bounds;
    pain_spread_limits limits;
    int64_t at_most = 0;

    for (int32_t score = 0; score <= cut; score++)
        at_most += s->count[score];
    fuzz_require(pain_bounds_at_most(f, cut, &bounds) == PAIN_OK);
    fuzz_require(bounds.least <= at_most && at_most <= bounds.most);
    fuzz_require(pain_bounds_at(f, cut, &bounds) == PAIN_OK);
    fuzz_require(bounds.least <= s->count[cut] && s->count[cut] <= bounds.most);
    fuzz_require(pain_spread_bounds(f, &limits) == PAIN_OK);
    fuzz_require(limits.least <= s->n * s->square - s->sum * s->sum);
    fuzz_require(limits.most >= s->n * s->square - s->sum * s->sum);
}

static void require_grim(const pain_figures *f)
{
    pain_grim grim;

    fuzz_require(pain_grim_check(&f->grid, &f->mean, f->n, &grim) == PAIN_OK);
    fuzz_require(grim.verdict == PAIN_POSSIBLE || grim.verdict == PAIN_NOT_TESTABLE);
}

void fuzz_figures(const uint8_t *data, size_t size)
{
    static const int64_t units[] = {1, 2, 3, 10};
    static const int32_t told[][3] = {
        {PAIN_ROUNDING_HALF_UP, PAIN_ROUNDING_HALF_UP, PAIN_ROUNDING_UNKNOWN},
        {PAIN_ROUNDING_HALF_EVEN, PAIN_ROUNDING_HALF_EVEN, PAIN_ROUNDING_UNKNOWN},
        {PAIN_ROUNDING_HALF_DOWN, PAIN_ROUNDING_HALF_DOWN, PAIN_ROUNDING_UNKNOWN},
        {PAIN_ROUNDING_TRUNCATED, PAIN_ROUNDING_TRUNCATED, PAIN_ROUNDING_TRUNCATED},
        {PAIN_ROUNDING_UP, PAIN_ROUNDING_UP, PAIN_ROUNDING_UP}};
    fuzz_bytes bytes = {data, size};
    int rule = fuzz_take(&bytes, 4), given = fuzz_take(&bytes, 31);
    int32_t steps = 1 + fuzz_take(&bytes, 99), decimals = fuzz_take(&bytes, 4);
    int32_t kind = fuzz_take(&bytes, PAIN_SPREADS - 1);
    printing p = {told[rule][0], told[rule][1 + (given & 1)], {0, 1, 1, steps}};

    p.grid.step = 1 + fuzz_take(&bytes, 2);
    p.grid.unit = units[fuzz_take(&bytes, 3)];
    p.grid.lowest = fuzz_take(&bytes, 20) - 10;
    sample s = take_sample(&bytes, steps);
    pain_figures f = {.size = sizeof f, .grid = p.grid, .n = s.n, .spread_kind = kind};

    f.mean = print_score(&p, (exact_fraction){s.sum, s.n}, decimals);
    require_grim(&f);
    if (s.n > 1)
        f.spread = print_spread(&p, variance(&s, kind), decimals);
    /* Order figures that leave many scores open make thousands of cases, which are slow. */
    if (tens(decimals) * p.grid.step < p.grid.unit)
        given = 0;
    if (given & 2)
        f.median = print_score(&p, (exact_fraction){s.score[(s.n - 1) / 2] + s.score[s.n / 2], 2},
                               decimals);
    if (given & 4)
        f.minimum = print_score(&p, (exact_fraction){s.score[0], 1}, decimals);
    if (given & 8)
        f.maximum = print_score(&p, (exact_fraction){s.score[s.n - 1], 1}, decimals);
    require_possible(&f, &s);
    if ((given & 14) == 0 && s.n > 1 && s.n < 40 && steps > 1)
        require_bounds(&f, &s, (int32_t)(s.sum % steps));
}
