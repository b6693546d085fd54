/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of the same patients before and after, against every sample of few patients: verdicts,
 * bounds and examples, all rounding rules, both SDs, claimed percentages. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "claim_samples.h"
#include <painstat/paired_figures.h>

enum { MOST_STEPS = 4, MOST_CELLS = (MOST_STEPS + 1) * (MOST_STEPS + 1), TWELVE = 12 };

/* Patients per cell, before x (k + 1) + after; and what both times print. */
typedef struct pair_sample {
    int64_t sum[2], squares[2]; /* n Q - S^2 */
    int8_t count[MOST_CELLS];
} pair_sample;

typedef struct pair_list {
    pair_sample *sample;
    size_t n;
    int64_t patients;
    int32_t k;
} pair_list;

static void add_sample(pair_list *all, const int8_t *count)
{
    pair_sample *s = &all->sample[all->n++];
    int64_t square[2] = {0, 0};

    memset(s, 0, sizeof *s);
    memcpy(s->count, count, sizeof s->count);
    for (int32_t cell = 0; cell < (all->k + 1) * (all->k + 1); cell++)
        for (int time = 0; time < 2; time++) {
            int64_t score = time == 0 ? cell / (all->k + 1) : cell % (all->k + 1);

            s->sum[time] += count[cell] * score;
            square[time] += count[cell] * score * score;
        }
    for (int time = 0; time < 2; time++)
        s->squares[time] = all->patients * square[time] - s->sum[time] * s->sum[time];
}

/* All ways to put `left` patients into the cells from `cell` on. */
static void enumerate_pairs(pair_list *all, int8_t *count, int32_t cell, int64_t left)
{
    if (cell == (all->k + 1) * (all->k + 1) - 1) {
        count[cell] = (int8_t)left;
        add_sample(all, count);
        count[cell] = 0;
        return;
    }
    for (int64_t here = 0; here <= left; here++) {
        count[cell] = (int8_t)here;
        enumerate_pairs(all, count, cell + 1, left - here);
    }
    count[cell] = 0;
}

/* Figures as printed; below 0: not given. `claim` is a quantity, -1 for none. */
typedef struct pair_print {
    int64_t n, mean[2], sd[2], percent;
    int32_t k, unit, places[2], sd_places[2], rounding, kind;
    int32_t claim, comparator, percent_places, cut, responder, least, median_places;
    int64_t median;
    bool nobody_worse;
} pair_print;

/* A quantity in percent; the denominator is 0 where it is not defined. */
static void quantity_of(const pair_sample *s, const pair_print *p, int32_t quantity, int64_t *top,
                        int64_t *bottom)
{
    *top = *bottom = 0;
    for (int32_t cell = 0; cell < (p->k + 1) * (p->k + 1); cell++) {
        int64_t b = cell / (p->k + 1), e = cell % (p->k + 1), patients = s->count[cell];

        switch (quantity) {
        case PAIN_PAIRED_MEAN_PERCENT:
            *top += b > 0 ? patients * 100 * (b - e) * (TWELVE / b) : 0;
            *bottom += b > 0 ? patients * TWELVE : 0;
            break;
        case PAIN_PAIRED_PERCENT_OF_MEANS:
            *top += patients * 100 * (b - e);
            *bottom += patients * b;
            break;
        case PAIN_PAIRED_NEAR_ZERO:
            *top += e <= p->cut ? 100 * patients : 0;
            *bottom += patients;
            break;
        default:
            *top += b > 0 && 100 * (b - e) >= p->responder * b ? 100 * patients : 0;
            *bottom += patients;
        }
    }
}

/* The median of percentages over twelfths, from the lowest up; false when nobody has a baseline. */
static bool median_of(const pair_sample *s, const pair_print *p, int64_t *top, int64_t *bottom)
{
    int64_t value[16], n = 0;

    for (int32_t cell = 0; cell < (p->k + 1) * (p->k + 1); cell++) {
        int64_t b = cell / (p->k + 1), e = cell % (p->k + 1);

        for (int i = 0; i < s->count[cell] && b > 0; i++) {
            int64_t percent = 100 * (b - e) * (TWELVE / b), at = n++;

            for (; at > 0 && value[at - 1] > percent; at--)
                value[at] = value[at - 1];
            value[at] = percent;
        }
    }
    if (n == 0)
        return false;
    *top = value[(n - 1) / 2] + value[n / 2];
    *bottom = 2 * TWELVE;
    return true;
}

static bool median_holds(const pair_sample *s, const pair_print *p)
{
    int64_t top, bottom;

    return p->median < 0 || (median_of(s, p, &top, &bottom) && top >= 0 &&
                             prints_ratio(top, bottom, p->median_places, p->rounding, p->median));
}

static bool claim_holds(const pair_sample *s, const pair_print *p)
{
    int64_t top, bottom, power = 1;

    if (p->claim < 0)
        return true;
    quantity_of(s, p, p->claim, &top, &bottom);
    for (int32_t i = 0; i < p->percent_places; i++)
        power *= 10;
    if (bottom == 0)
        return false;
    if (p->comparator == PAIN_MORE)
        return top * power > p->percent * bottom;
    if (p->comparator == PAIN_AT_MOST)
        return top * power <= p->percent * bottom;
    /* A figure above 0 is not printed of what is below. */
    return top >= 0 && prints_ratio(top, bottom, p->percent_places, p->rounding, p->percent);
}

static bool has_figures(const pair_sample *s, const pair_print *p)
{
    for (int time = 0; time < 2; time++)
        if ((p->mean[time] >= 0 && !prints_ratio(s->sum[time], p->n * p->unit, p->places[time],
                                                 p->rounding, p->mean[time])) ||
            (p->sd[time] >= 0 &&
             !prints_root(s->squares[time], spread_divisor(p->n, p->kind) * p->unit * p->unit,
                          p->sd_places[time], p->rounding, p->sd[time])))
            return false;
    for (int32_t cell = 0; cell < (p->k + 1) * (p->k + 1); cell++)
        if (s->count[cell] > 0 && (cell / (p->k + 1) < p->least ||
                                   (p->nobody_worse && cell % (p->k + 1) > cell / (p->k + 1))))
            return false;
    return claim_holds(s, p) && median_holds(s, p);
}

static int32_t draw(uint64_t *state, uint64_t below)
{
    return (int32_t)next_case(state, below);
}

/* Figures of one sample, or at one time of another, so that both answers occur. */
static pair_print random_print_of(const pair_list *all, uint64_t *state)
{
    static const int32_t comparators[] = {PAIN_IS, PAIN_IS, PAIN_MORE, PAIN_AT_MOST};
    const pair_sample *s = &all->sample[next_case(state, all->n)], *t = s;
    pair_print p = {.n = all->patients, .k = all->k, .claim = -1, .median = -1};
    int64_t top, bottom;

    if (draw(state, 3) == 0)
        t = &all->sample[next_case(state, all->n)];
    p.unit = 1 + draw(state, 2);
    p.rounding = draw(state, PAIN_ROUNDINGS);
    p.kind = p.n == 1 ? PAIN_SPREAD_SD_N : draw(state, 2);
    p.cut = draw(state, (uint64_t)p.k);
    p.responder = 30 + 20 * draw(state, 2);
    p.least = draw(state, 2);
    p.nobody_worse = draw(state, 3) == 0;
    for (int time = 0; time < 2; time++) {
        const pair_sample *of = time == 0 ? s : t;

        p.places[time] = draw(state, 3);
        p.sd_places[time] = draw(state, 3);
        p.mean[time] = draw(state, 4) == 0
                           ? -1
                           : round_ratio(of->sum[time], p.n * p.unit, p.places[time], p.rounding);
        p.sd[time] = draw(state, 3) == 0 ? -1
                                         : round_root(of->squares[time],
                                                      spread_divisor(p.n, p.kind) * p.unit * p.unit,
                                                      p.sd_places[time], p.rounding);
    }
    if (draw(state, 4) == 0 && median_of(t, &p, &top, &bottom) && top > 0) {
        p.median_places = draw(state, 2);
        p.median = round_ratio(top, bottom, p.median_places, p.rounding);
        p.median = p.median > 0 ? p.median : -1;
    }
    if (draw(state, 2) == 0) {
        p.percent_places = draw(state, 2);
        p.comparator = comparators[draw(state, 4)];
        quantity_of(t, &p, draw(state, PAIN_PAIRED_QUANTITIES), &top, &bottom);
        p.percent = top > 0 ? round_ratio(top, bottom, p.percent_places, p.rounding) : 0;
        p.claim = p.percent > 0 ? draw(state, PAIN_PAIRED_QUANTITIES) : -1;
    }
    return p;
}

static pain_paired_figures figures_of(const pair_print *p)
{
    pain_paired_figures f = {
        .size = sizeof f,
        .grid = {0, 1, p->unit, p->k},
        .n = p->n,
        .baseline_mean = printed_digits(p->mean[0], p->places[0], p->rounding),
        .baseline_spread = printed_digits(p->sd[0], p->sd_places[0], p->rounding),
        .endpoint_mean = printed_digits(p->mean[1], p->places[1], p->rounding),
        .endpoint_spread = printed_digits(p->sd[1], p->sd_places[1], p->rounding),
        .spread_kind = p->kind,
        .least_baseline = p->least,
        .nobody_worse = p->nobody_worse,
        .cut = p->cut,
        .percent = p->responder,
    };

    f.median_percent = printed_digits(p->median, p->median_places, p->rounding);
    if (p->claim >= 0) {
        pain_printed figure = {p->percent, p->percent_places};

        ck_assert_int_eq(
            pain_compared_range(p->comparator, &figure, NULL, p->rounding, &f.claimed[p->claim]),
            PAIN_OK);
    }
    return f;
}

/* The extremes of each quantity over the samples that have the figures. */
typedef struct census {
    size_t found;
    double least[PAIN_PAIRED_QUANTITIES], most[PAIN_PAIRED_QUANTITIES];
} census;

static census take_census(const pair_list *all, const pair_print *p)
{
    census c = {.found = 0};

    for (int q = 0; q < PAIN_PAIRED_QUANTITIES; q++) {
        c.least[q] = INFINITY;
        c.most[q] = -INFINITY;
    }
    for (size_t i = 0; i < all->n; i++) {
        if (!has_figures(&all->sample[i], p))
            continue;
        c.found++;
        for (int32_t q = 0; q < PAIN_PAIRED_QUANTITIES; q++) {
            int64_t top, bottom;

            quantity_of(&all->sample[i], p, q, &top, &bottom);
            if (bottom == 0)
                continue;
            c.least[q] = fmin(c.least[q], (double)top / (double)bottom);
            c.most[q] = fmax(c.most[q], (double)top / (double)bottom);
        }
    }
    return c;
}

/* How the answers went. */
typedef struct outcomes {
    size_t possible, impossible, undecided, reached, ends;
} outcomes;

static void check_verdict(const pair_print *p, const pair_list *all, const census *c,
                          outcomes *seen)
{
    const pain_paired_figures f = figures_of(p);
    pain_paired_witness witness;
    int32_t verdict;

    ck_assert_int_eq(pain_paired_check(&f, 1, &verdict, &witness), PAIN_OK);
    ck_assert_msg(verdict != (c->found > 0 ? PAIN_IMPOSSIBLE : PAIN_POSSIBLE),
                  "n %d k %d unit %d mean %d %d sd %d %d rounding %d kind %d claim %d: found %zu",
                  (int)p->n, p->k, p->unit, (int)p->mean[0], (int)p->mean[1], (int)p->sd[0],
                  (int)p->sd[1], p->rounding, p->kind, p->claim, c->found);
    seen->possible += verdict == PAIN_POSSIBLE;
    seen->impossible += verdict == PAIN_IMPOSSIBLE;
    seen->undecided += verdict == PAIN_UNDECIDED;
    if (verdict != PAIN_POSSIBLE)
        return;
    pair_list one = {&(pair_sample){.sum = {0}}, 0, all->patients, all->k};
    int8_t count[MOST_CELLS] = {0};

    for (size_t i = 0; i < witness.n_cells; i++)
        count[witness.cell[i].baseline * (p->k + 1) + witness.cell[i].endpoint] =
            (int8_t)witness.cell[i].patients;
    add_sample(&one, count);
    ck_assert(has_figures(&one.sample[0], p));
}

static void check_ends(const pair_print *p, const census *c, bool search, outcomes *seen)
{
    const pain_paired_figures f = figures_of(p);

    for (int32_t q = 0; q < PAIN_PAIRED_QUANTITIES; q++)
        for (int upper = 0; upper < 2; upper++) {
            double truth = upper ? c->most[q] : c->least[q];
            pain_paired_end end;
            pain_status status = pain_paired_bound(&f, q, upper, search, 1, &end);

            if (isinf(truth))
                continue;
            /* Parts of patients with baselines near 0 have no least reduction of the means. */
            if (q == PAIN_PAIRED_PERCENT_OF_MEANS && !upper && p->least == 0 &&
                status == PAIN_EUNDEFINED)
                continue;
            ck_assert_int_eq(status, PAIN_OK);
            ck_assert(upper ? end.bound >= truth - 1e-9 : end.bound <= truth + 1e-9);
            if (!search)
                continue;
            if (end.has_witness)
                ck_assert(upper ? end.reached <= truth + 1e-9 : end.reached >= truth - 1e-9);
            seen->ends++;
            seen->reached += end.has_witness && fabs(end.reached - truth) < 1e-9;
        }
}

/* An example is looked for at the ends of every 50th case: that is what takes long. */
START_TEST(figures_of_pairs_agree_with_all_samples)
{
    static const struct {
        int64_t n;
        int32_t k;
    } sizes[] = {{1, 4}, {2, 4}, {3, 3}, {3, 4}, {4, 3}, {5, 2}, {6, 2}, {8, 1}};
    const size_t cases = long_run(10);
    outcomes seen = {0};
    uint64_t state = long_seed(3);

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        pair_list all = {calloc(4000, sizeof *all.sample), 0, sizes[i].n, sizes[i].k};
        int8_t count[MOST_CELLS] = {0};

        enumerate_pairs(&all, count, 0, sizes[i].n);
        for (size_t j = 0; j < cases; j++) {
            pair_print p = random_print_of(&all, &state);
            census c = take_census(&all, &p);

            check_verdict(&p, &all, &c, &seen);
            if (c.found > 0)
                check_ends(&p, &c, j % 50 == i % 8, &seen);
        }
        free(all.sample);
    }
    /* What the search is worth; a worse one would fall below. */
    ck_assert_uint_gt(seen.possible, long_run(30));
    ck_assert_uint_gt(seen.impossible, long_run(8));
    ck_assert_uint_lt(6 * seen.undecided, long_run(80));
    ck_assert_uint_gt(100 * seen.reached, 95 * seen.ends);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("paired samples");
    TCase *tests = tcase_create("all samples");

    tcase_add_test(tests, figures_of_pairs_agree_with_all_samples);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
