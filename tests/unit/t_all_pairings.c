/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Extremes over the pairings of two distributions: against every order of the endpoints of up to
 * six patients (eight in a long run), and against the linear programs of the means and SDs that
 * the distributions have. t_pairings.c has cases by hand. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "claim/exact.h"
#include "claim_samples.h"
#include <painstat/pairings.h>

enum { MOST = 8 };

/* Patients one by one; endpoints in ascending order at first. */
typedef struct people {
    int32_t n, steps, cut, percent;
    bool above, nobody_worse;
    int32_t before[MOST], after[MOST];
} people;

/* What all orders have: each value times `denominator`, per quantity. */
typedef struct census {
    bool found, defined[PAIN_PAIRINGS_QUANTITIES];
    int64_t least[PAIN_PAIRINGS_QUANTITIES], most[PAIN_PAIRINGS_QUANTITIES];
    int64_t denominator[PAIN_PAIRINGS_QUANTITIES];
} census;

static int ascending(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

/* The product of the baselines above 0: of up to eight on 0..10 and six on 0..100 below 10^12. */
static int64_t product_of(const people *p)
{
    int64_t product = 1;

    for (int32_t i = 0; i < p->n; i++)
        product *= p->before[i] > 0 ? p->before[i] : 1;
    return product;
}

static bool is_responder(const people *p, int32_t b, int32_t e)
{
    return b > 0 && (p->above ? 100 * (b - e) > p->percent * b : 100 * (b - e) >= p->percent * b);
}

/* All seven values of the patients as they stand, by their definitions. */
static void evaluate(const people *p, int64_t value[PAIN_PAIRINGS_QUANTITIES],
                     int64_t denominator[PAIN_PAIRINGS_QUANTITIES])
{
    int64_t percent[MOST], product = product_of(p), sum = 0, before = 0, after = 0, n = 0;

    memset(value, 0, PAIN_PAIRINGS_QUANTITIES * sizeof *value);
    for (int32_t i = 0; i < p->n; i++) {
        int32_t b = p->before[i], e = p->after[i];

        before += b;
        after += e;
        value[PAIN_PAIRED_NEAR_ZERO] += e <= p->cut ? 100 : 0;
        value[PAIN_PAIRED_RESPONDERS] += is_responder(p, b, e) ? 100 : 0;
        value[PAIN_PAIRED_BETTER] += e < b ? 100 : 0;
        value[PAIN_PAIRED_WORSE] += e > b ? 100 : 0;
        if (b > 0)
            percent[n++] = 100 * (b - e) * (product / b);
    }
    for (int64_t i = 0; i < n; i++)
        sum += percent[i];
    qsort(percent, (size_t)n, sizeof *percent, ascending);
    for (int q = 0; q < PAIN_PAIRINGS_QUANTITIES; q++)
        denominator[q] = p->n;
    value[PAIN_PAIRED_MEAN_PERCENT] = sum;
    denominator[PAIN_PAIRED_MEAN_PERCENT] = n * product;
    value[PAIN_PAIRED_PERCENT_OF_MEANS] = 100 * (before - after);
    denominator[PAIN_PAIRED_PERCENT_OF_MEANS] = before;
    value[PAIN_PAIRED_MEDIAN_PERCENT] = n > 0 ? percent[(n - 1) / 2] + percent[n / 2] : 0;
    denominator[PAIN_PAIRED_MEDIAN_PERCENT] = n > 0 ? 2 * product : 0;
}

static bool somebody_is_worse(const people *p)
{
    for (int32_t i = 0; i < p->n; i++)
        if (p->after[i] > p->before[i])
            return true;
    return false;
}

static void take_note(const people *p, census *c)
{
    int64_t value[PAIN_PAIRINGS_QUANTITIES];

    if (p->nobody_worse && somebody_is_worse(p))
        return;
    evaluate(p, value, c->denominator);
    for (int q = 0; q < PAIN_PAIRINGS_QUANTITIES; q++) {
        c->least[q] = !c->found || value[q] < c->least[q] ? value[q] : c->least[q];
        c->most[q] = !c->found || value[q] > c->most[q] ? value[q] : c->most[q];
        c->defined[q] = c->denominator[q] > 0;
    }
    c->found = true;
}

static void exchange(int32_t *a, int32_t *b)
{
    int32_t kept = *a;

    *a = *b;
    *b = kept;
}

/* The next order of the endpoints, by the alphabet; false after the last. */
static bool next_order(people *p)
{
    int32_t *e = p->after, i = p->n - 2, j = p->n - 1;

    while (i >= 0 && e[i] >= e[i + 1])
        i--;
    if (i < 0)
        return false;
    while (e[j] <= e[i])
        j--;
    exchange(&e[i], &e[j]);
    for (i++, j = p->n - 1; i < j; i++, j--)
        exchange(&e[i], &e[j]);
    return true;
}

static census take_census(people p)
{
    census c = {.found = false};

    do
        take_note(&p, &c);
    while (next_order(&p));
    return c;
}

static pain_pairings counts_of(const people *p)
{
    pain_pairings c = {.size = sizeof c,
                       .steps = p->steps,
                       .cut = p->cut,
                       .percent = p->percent,
                       .above = p->above,
                       .nobody_worse = p->nobody_worse};

    for (int32_t i = 0; i < p->n; i++) {
        c.before[p->before[i]]++;
        c.after[p->after[i]]++;
    }
    return c;
}

/* Whether the cells are ordered, as assumed, and have the counts of both times. */
static bool are_a_pairing(const pain_pairings *counts, const pain_pairings_end *end)
{
    int64_t before[101] = {0}, after[101] = {0};

    for (size_t i = 0; i < end->n_cells; i++) {
        const pain_paired_cell *c = &end->cell[i];

        if (c->baseline < 0 || c->baseline > counts->steps || c->endpoint < 0 ||
            c->endpoint > counts->steps || c->patients < 1 ||
            (counts->nobody_worse && c->endpoint > c->baseline) ||
            (i > 0 && (c[-1].baseline > c->baseline ||
                       (c[-1].baseline == c->baseline && c[-1].endpoint >= c->endpoint))))
            return false;
        before[c->baseline] += c->patients;
        after[c->endpoint] += c->patients;
    }
    return memcmp(before, counts->before, sizeof before) == 0 &&
           memcmp(after, counts->after, sizeof after) == 0;
}

/* Whether the exact value of the end is the one that is wanted; where it has none, the double. */
static bool has_value(const pain_pairings_end *end, int64_t want, int64_t denominator)
{
    return is_close(end->value, (double)want / (double)denominator, 1e-12) &&
           (end->denominator == 0 ||
            pain__compare_products(end->numerator, denominator, want, end->denominator) == 0);
}

/* Whether the end is the one of the census, and its pairing has it. */
static bool is_right(const people *p, const pain_pairings *counts, const census *c,
                     int32_t quantity, bool upper)
{
    pain_pairings_end end;
    pain_status status = pain_pairings_bound(counts, quantity, upper, &end);
    int64_t value[PAIN_PAIRINGS_QUANTITIES], denominator[PAIN_PAIRINGS_QUANTITIES];
    int64_t want = upper ? c->most[quantity] : c->least[quantity];
    people paired = *p;

    if (!c->found || !c->defined[quantity])
        return status == PAIN_EUNDEFINED && isnan(end.value) && end.numerator == 0 &&
               end.denominator == 0 && end.n_cells == 0;
    if (status != PAIN_OK || !are_a_pairing(counts, &end))
        return false;
    paired.n = 0;
    for (size_t i = 0; i < end.n_cells; i++)
        for (int64_t j = 0; j < end.cell[i].patients; j++) {
            paired.before[paired.n] = end.cell[i].baseline;
            paired.after[paired.n++] = end.cell[i].endpoint;
        }
    evaluate(&paired, value, denominator);
    return value[quantity] == want && has_value(&end, want, c->denominator[quantity]);
}

/* The patients, for a message. */
static const char *written(const people *p, char text[200])
{
    int at = snprintf(text, 200, "on 0..%d, %d %%%s%s:", p->steps, p->percent,
                      p->above ? ", above" : "", p->nobody_worse ? ", nobody worse" : "");

    for (int time = 0; time < 2; time++)
        for (int32_t i = 0; i < p->n; i++)
            at += snprintf(text + at, 200 - (size_t)at, "%s%d", i == 0 && time == 1 ? " / " : " ",
                           time == 0 ? p->before[i] : p->after[i]);
    return text;
}

/* Scores near some of the scale, so that equal ones, and ones in the wrong order, occur. */
static people random_people(uint64_t *state, int32_t most)
{
    static const int32_t scales[] = {10, 10, 1, 2, 3, 4, 5, 7, 20, 100};
    people p = {.n = 1 + (int32_t)next_case(state, (uint64_t)most)};
    int32_t width[2];

    p.steps = scales[next_case(state, most > 6 ? 8 : 10)];
    p.cut = (int32_t)next_case(state, (uint64_t)p.steps + 1);
    p.percent = 1 + (int32_t)next_case(state, 100);
    if (next_case(state, 2) == 0)
        p.percent = 30 + 20 * (int32_t)next_case(state, 2);
    p.above = next_case(state, 4) == 0;
    p.nobody_worse = next_case(state, 2) == 0;
    for (int time = 0; time < 2; time++)
        width[time] = 1 + (int32_t)next_case(state, (uint64_t)p.steps + 1);
    for (int32_t i = 0; i < p.n; i++) {
        int32_t top = p.steps - (int32_t)next_case(state, (uint64_t)width[0]);

        p.before[i] = next_case(state, 8) == 0 ? 0 : top;
        p.after[i] = (int32_t)next_case(state, (uint64_t)width[1]);
        /* Mostly some pairing in which nobody is worse. */
        if (p.nobody_worse && next_case(state, 8) > 0 && p.after[i] > p.before[i])
            p.after[i] = (int32_t)next_case(state, (uint64_t)p.before[i] + 1);
    }
    for (int32_t i = 1; i < p.n; i++)
        for (int32_t j = i; j > 0 && p.after[j - 1] > p.after[j]; j--)
            exchange(&p.after[j - 1], &p.after[j]);
    return p;
}

START_TEST(all_ends_are_those_of_all_pairings)
{
    const size_t cases = long_run(30000);
    uint64_t state = long_seed(20);
    size_t impossible = 0, without = 0;
    char text[200];

    for (size_t i = 0; i < cases; i++) {
        const people p = random_people(&state, cases > 30000 ? MOST : 6);
        const pain_pairings counts = counts_of(&p);
        const census c = take_census(p);
        int32_t verdict, score;
        bool right = pain_pairings_check(&counts, &verdict, &score) == PAIN_OK &&
                     verdict == (c.found ? PAIN_POSSIBLE : PAIN_IMPOSSIBLE) &&
                     (score < 0) == c.found;

        for (int32_t q = 0; q < PAIN_PAIRINGS_QUANTITIES; q++)
            for (int upper = 0; upper < 2; upper++)
                right = right && is_right(&p, &counts, &c, q, upper == 1);
        if (!right)
            ck_abort_msg("not those of all pairings, %s", written(&p, text));
        impossible += !c.found;
        without += counts.before[0] > 0 && counts.before[0] < p.n;
    }
    ck_assert_uint_gt(100 * impossible, cases);
    ck_assert_uint_gt(5 * without, cases);
}
END_TEST

/* With so many patients like each one, a pairing is possible in as many parts: no mean and no share
 * goes further. */
START_TEST(a_million_patients_have_the_ends_of_a_few)
{
    uint64_t state = long_seed(21);

    for (int i = 0; i < 300; i++) {
        const people p = random_people(&state, 6);
        pain_pairings few = counts_of(&p), many = few;
        pain_pairings_end one, all;

        for (int32_t v = 0; v <= p.steps; v++) {
            many.before[v] *= 1000000 / p.n;
            many.after[v] *= 1000000 / p.n;
        }
        for (int32_t q = 0; q < PAIN_PAIRINGS_QUANTITIES; q++)
            for (int upper = 0; upper < 2; upper++) {
                pain_status status = pain_pairings_bound(&few, q, upper == 1, &one);

                ck_assert_int_eq(pain_pairings_bound(&many, q, upper == 1, &all), status);
                if (status != PAIN_OK || q == PAIN_PAIRED_MEDIAN_PERCENT)
                    continue;
                ck_close(all.value, one.value, 1e-12);
                ck_assert(are_a_pairing(&many, &all));
            }
    }
}
END_TEST

/* What the means and SDs of two distributions allow is more than their pairings. */
START_TEST(the_ends_lie_within_those_of_the_means_and_sds)
{
    uint64_t state = long_seed(22);
    size_t compared = 0;

    for (size_t i = 0; i < long_run(100); i++) {
        people p = {.n = 0};
        pain_pairings c;
        pain_paired_figures f = {.size = sizeof f, .spread_kind = PAIN_SPREAD_SD};
        pain_range *mean[2] = {&f.baseline_mean, &f.endpoint_mean};
        pain_range *spread[2] = {&f.baseline_spread, &f.endpoint_spread};

        do
            p = random_people(&state, MOST);
        while (p.n < 2 || p.steps > 10);
        p.above = false;
        c = counts_of(&p);
        f.grid = pain_grid_whole(p.steps);
        f.n = p.n;
        f.nobody_worse = p.nobody_worse;
        f.cut = p.cut;
        f.percent = p.percent;
        for (int time = 0; time < 2; time++) {
            const int32_t *score = time == 0 ? p.before : p.after;
            int64_t sum = 0, square = 0;

            for (int32_t j = 0; j < p.n; j++) {
                sum += score[j];
                square += score[j] * score[j];
            }
            *mean[time] = printed_digits(round_ratio(sum, p.n, 1, PAIN_ROUNDING_HALF_UP), 1,
                                         PAIN_ROUNDING_HALF_UP);
            *spread[time] = printed_digits(round_root(p.n * square - sum * sum,
                                                      spread_divisor(p.n, PAIN_SPREAD_SD), 1,
                                                      PAIN_ROUNDING_HALF_UP),
                                           1, PAIN_ROUNDING_HALF_UP);
        }
        for (int32_t q = 0; q < PAIN_PAIRED_QUANTITIES; q++)
            for (int upper = 0; upper < 2; upper++) {
                pain_pairings_end end;
                pain_paired_end wide;

                if (pain_pairings_bound(&c, q, upper == 1, &end) != PAIN_OK ||
                    pain_paired_bound(&f, q, upper == 1, false, 1, &wide) == PAIN_EUNDEFINED)
                    continue;
                compared++;
                ck_assert(upper ? end.value <= wide.bound + 1e-12
                                : end.value >= wide.bound - 1e-12);
            }
    }
    ck_assert_uint_gt(compared, long_run(500));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("all pairings");
    TCase *tests = tcase_create("ends");

    tcase_add_test(tests, all_ends_are_those_of_all_pairings);
    tcase_add_test(tests, a_million_patients_have_the_ends_of_a_few);
    tcase_add_test(tests, the_ends_lie_within_those_of_the_means_and_sds);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
