/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results calculated again, against raw scores: what is printed of them, by whatever rule, is never
 * said to be inconsistent, and what is not printed of them mostly is. */
#include <config.h>

#include <math.h>

#include "claim_support.h"
#include "num/distribution.h"
#include "painstat/recalculate.h"
#include "painstat/two_proportions.h"

enum { MOST = 40 };

/* Scores on 0..10, and what they are described by, in the textbook's way. */
typedef struct sample {
    int64_t n, score[MOST];
    double mean, sd;
} sample;

static void describe(sample *s)
{
    double sum = 0, squares = 0;

    for (int64_t i = 0; i < s->n; i++)
        sum += (double)s->score[i];
    s->mean = sum / (double)s->n;
    for (int64_t i = 0; i < s->n; i++)
        squares += ((double)s->score[i] - s->mean) * ((double)s->score[i] - s->mean);
    s->sd = sqrt(squares / (double)(s->n - 1));
}

static sample drawn(uint64_t *state, int64_t n)
{
    sample s = {.n = n};
    int64_t low = (int64_t)next_case(state, 8), width = 1 + (int64_t)next_case(state, 5);

    for (int64_t i = 0; i < n; i++) {
        s.score[i] = low + (int64_t)next_case(state, (uint64_t)width + 1);
        s.score[i] = s.score[i] > 10 ? 10 : s.score[i];
    }
    describe(&s);
    return s;
}

static sample changes(const sample *before, const sample *after)
{
    sample s = {.n = before->n};

    for (int64_t i = 0; i < s.n; i++)
        s.score[i] = before->score[i] - after->score[i];
    describe(&s);
    return s;
}

/* The set of what prints as the value does by the rule; half up where that is not known. Values
 * next to a tie are printed with more decimals, as the machine cannot tell on which side they are.
 */
static pain_range print(double value, int32_t decimals, int32_t rule)
{
    double magnitude = fabs(value) * pow(10, decimals), below = floor(magnitude);
    double rest = magnitude - below;
    pain_printed printed = {(int64_t)below, decimals};
    pain_range range;

    if (decimals < 6 && (fabs(rest - 0.5) < 1e-6 || rest < 1e-6 || rest > 1 - 1e-6))
        return print(value, decimals + 1, rule);
    printed.digits +=
        rule == PAIN_ROUNDING_UP ? rest > 0 : rule != PAIN_ROUNDING_TRUNCATED && rest > 0.5;
    printed.digits = value < 0 ? -printed.digits : printed.digits;
    ck_assert_int_eq(pain_printed_range(&printed, rule, &range), PAIN_OK);
    return range;
}

/* How a case is printed. */
typedef struct style {
    int32_t rule, mean, sd, result;
} style;

static style drawn_style(uint64_t *state)
{
    return (style){(int32_t)next_case(state, PAIN_ROUNDINGS), (int32_t)next_case(state, 3),
                   (int32_t)next_case(state, 3), 1 + (int32_t)next_case(state, 3)};
}

static pain_reported_group printed_group(const sample *s, const style *by)
{
    return (pain_reported_group){.n = s->n,
                                 .mean = print(s->mean, by->mean, by->rule),
                                 .spread = print(s->sd, by->sd, by->rule)};
}

/* A difference, its standard error and degrees of freedom. */
typedef struct truth {
    double difference, error, df;
} truth;

static double p_of(const truth *t)
{
    return 2 * pain__t_tail(fabs(t->difference) / t->error, t->df, PAIN__UPPER);
}

static truth welch(const sample *x, const sample *y)
{
    double a = x->sd * x->sd / (double)x->n, b = y->sd * y->sd / (double)y->n;

    return (truth){x->mean - y->mean, sqrt(a + b),
                   (a + b) * (a + b) / (a * a / (double)(x->n - 1) + b * b / (double)(y->n - 1))};
}

static truth student(const sample *x, const sample *y)
{
    double df = (double)(x->n + y->n - 2);
    double pooled = (x->sd * x->sd * (double)(x->n - 1) + y->sd * y->sd * (double)(y->n - 1)) / df;

    return (truth){x->mean - y->mean, sqrt(pooled * (1 / (double)x->n + 1 / (double)y->n)), df};
}

static truth one(const sample *x)
{
    return (truth){x->mean, x->sd / sqrt((double)x->n), (double)(x->n - 1)};
}

/* The results of the truth, as they are printed. */
static void print_results(pain_reported *p, const truth *t, const style *by)
{
    double half = pain__t_quantile(0.025, t->df, PAIN__UPPER) * t->error;

    p->p = print(p_of(t), 1 + by->result, by->rule);
    p->statistic = print(t->difference / t->error, by->result, by->rule);
    p->lower = print(t->difference - half, by->result, by->rule);
    p->upper = print(t->difference + half, by->result, by->rule);
    p->estimate = print(t->difference, by->result, by->rule);
}

/* A comparison of scores that have some spread, and what is printed of it. */
static truth drawn_case(uint64_t *state, pain_reported *p, const pain_grid *grid)
{
    const int64_t n = 3 + (int64_t)next_case(state, MOST - 2);
    const style by = drawn_style(state);
    sample x = drawn(state, n), y = drawn(state, n), change = changes(&x, &y);
    truth t;

    if (x.sd == 0 || y.sd == 0 || change.sd == 0)
        return drawn_case(state, p, grid);
    *p = (pain_reported){.size = sizeof *p};
    p->compared = PAIN_COMPARED_MEAN + (int32_t)next_case(state, 3);
    p->group[0] = printed_group(&x, &by);
    if (p->compared != PAIN_COMPARED_MEAN)
        p->group[1] = printed_group(&y, &by);
    if (p->compared == PAIN_COMPARED_PAIRED) {
        if (next_case(state, 2) == 0)
            p->change_spread = print(change.sd, by.sd, by.rule);
        p->grid = next_case(state, 2) == 0 ? grid : NULL;
    }
    t = p->compared == PAIN_COMPARED_MEAN     ? one(&x)
        : p->compared == PAIN_COMPARED_PAIRED ? one(&change)
        : next_case(state, 2) == 0            ? welch(&x, &y)
                                              : student(&x, &y);
    print_results(p, &t, &by);
    return t;
}

START_TEST(what_is_printed_of_raw_scores_is_never_inconsistent)
{
    const pain_grid grid = pain_grid_whole(10);
    uint64_t state = 11;

    for (int i = 0; i < 1500; i++) {
        pain_reported p;
        pain_recalculation *r;

        (void)drawn_case(&state, &p, &grid);
        ck_assert_int_eq(pain_recalculate(&r, &p, NULL), PAIN_OK);
        for (int32_t result = 0; result < PAIN_RESULTS; result++)
            ck_assert_msg(pain_recalculation_verdict(r, result) != PAIN_STUDY_INCONSISTENT,
                          "case %d, compared %d, %s", i, p.compared, pain_result_name(result));
        ck_assert_int_ne(pain_recalculation_outcome(r), PAIN_STUDY_NOT_TESTABLE);
        pain_recalculation_free(r);
    }
}
END_TEST

/* Percentages of counts, p of the tests that are tried. */
START_TEST(what_is_printed_of_raw_counts_is_never_inconsistent)
{
    static const int32_t tests[] = {PAIN_TEST_FISHER,
                                    PAIN_TEST_FISHER_CENTRAL,
                                    PAIN_TEST_FISHER_MIDP,
                                    PAIN_TEST_CHI_SQUARED,
                                    PAIN_TEST_FISHER_MINLIKE_MIDP,
                                    PAIN_TEST_CHI_SQUARED_CC,
                                    PAIN_TEST_SCORE_MN,
                                    PAIN_TEST_BARNARD};
    uint64_t state = 15;

    for (int i = 0; i < 60; i++) {
        const style by = drawn_style(&state);
        uint64_t n[2], x[2];
        pain_reported p = {.size = sizeof p, .compared = PAIN_COMPARED_SHARES};
        pain_test_options options = {.size = sizeof options,
                                     .method = tests[next_case(&state, 8)],
                                     .alternative = (int32_t)next_case(&state, 2)};
        pain_test test;
        pain_recalculation *r;

        for (int j = 0; j < 2; j++) {
            n[j] = 2 + next_case(&state, 8);
            x[j] = next_case(&state, n[j] + 1);
            p.group[j] = (pain_reported_group){
                .n = (int64_t)n[j],
                .percent = print(100 * (double)x[j] / (double)n[j], by.mean, by.rule)};
        }
        if (options.alternative == PAIN_ALTERNATIVE_LESS && x[0] * n[1] >= x[1] * n[0])
            options.alternative = PAIN_ALTERNATIVE_GREATER;
        ck_assert_int_eq(pain_two_proportions_test(x[0], n[0], x[1], n[1], &options, &test),
                         PAIN_OK);
        if (isnan(test.p_value))
            continue;
        p.p = print(test.p_value, 1 + by.result, by.rule);
        ck_assert_int_eq(pain_recalculate(&r, &p, NULL), PAIN_OK);
        ck_assert_msg(pain_recalculation_outcome(r) == PAIN_STUDY_CONSISTENT ||
                          pain_recalculation_outcome(r) == PAIN_STUDY_ONLY_UNDER,
                      "case %d: %d/%d %d/%d, test %d", i, (int)x[0], (int)n[0], (int)x[1],
                      (int)n[1], options.method);
        pain_recalculation_free(r);
    }
}
END_TEST

/* p of 3 decimals, each replaced by one that is far from it, of means and SDs of two. */
START_TEST(most_wrong_results_are_found)
{
    uint64_t state = 12;
    int found = 0, all = 0;

    while (all < 300) {
        const style by = {PAIN_ROUNDING_HALF_UP, 2, 2, 2};
        sample x = drawn(&state, 20), y = drawn(&state, 20);

        if (x.sd == 0 || y.sd == 0)
            continue;
        truth t = welch(&x, &y);
        double wrong = (double)(1 + next_case(&state, 999)) / 1000;
        pain_reported p = {.size = sizeof p,
                           .compared = PAIN_COMPARED_MEANS,
                           .group = {printed_group(&x, &by), printed_group(&y, &by)},
                           .p = print(wrong, 3, by.rule)};
        pain_recalculation *r;

        if (fabs(wrong - p_of(&t)) < 0.01)
            continue;
        ck_assert_int_eq(pain_recalculate(&r, &p, NULL), PAIN_OK);
        found += pain_recalculation_outcome(r) == PAIN_STUDY_INCONSISTENT;
        all++;
        pain_recalculation_free(r);
    }
    ck_assert_msg(found > all * 9 / 10, "%d of %d", found, all);
}
END_TEST

/* A number in the set, at an end of it every third time. */
static double number_in(uint64_t *state, const pain_range *range)
{
    double unit = 2 * pow(10, range->decimals);
    double low = (double)range->lower / unit, high = (double)range->upper / unit;
    double part = (double)next_case(state, 1000001) / 1e6;

    return next_case(state, 3) == 0 ? (next_case(state, 2) == 0 ? low : high)
                                    : low + part * (high - low);
}

static void ck_in_row(const pain_recalculation *r, int32_t test, const truth *t)
{
    const pain_recalculated *row;
    double half = pain__t_quantile(0.025, t->df, PAIN__UPPER) * t->error;

    for (size_t i = 0; (row = pain_recalculation_at(r, i)) != NULL; i++) {
        double want = row->result == PAIN_RESULT_P           ? p_of(t)
                      : row->result == PAIN_RESULT_STATISTIC ? fabs(t->difference) / t->error
                      : row->result == PAIN_RESULT_DF        ? t->df
                                                             : t->difference - half;

        if (row->test != test || row->sides == 1 || row->spread > PAIN_SPREAD_SD ||
            row->result > PAIN_RESULT_INTERVAL || row->method == PAIN_METHOD_WALD)
            continue;
        ck_assert_msg(row->least <= want + 1e-12 * fabs(want) &&
                          row->most >= want - 1e-12 * fabs(want),
                      "%s: %.17g to %.17g, want %.17g", pain_result_name(row->result), row->least,
                      row->most, want);
        if (row->result == PAIN_RESULT_INTERVAL)
            ck_assert(row->upper_least <= t->difference + half + 1e-9 &&
                      row->upper_most >= t->difference + half - 1e-9);
    }
}

/* Coarse figures of small groups, where t, its degrees of freedom and p turn within the box. */
START_TEST(spans_hold_every_number_that_prints_so)
{
    uint64_t state = 13;

    for (int i = 0; i < 150; i++) {
        const style by = {PAIN_ROUNDING_UNKNOWN, (int32_t)next_case(&state, 2), 0, 2};
        sample x = drawn(&state, 2 + (int64_t)next_case(&state, 9));
        sample y = drawn(&state, 2 + (int64_t)next_case(&state, 9));
        pain_reported p = {.size = sizeof p, .compared = PAIN_COMPARED_MEANS};
        pain_recalculation *r;

        p.group[0] = printed_group(&x, &by);
        p.group[1] = printed_group(&y, &by);
        ck_assert_int_eq(pain_recalculate(&r, &p, NULL), PAIN_OK);
        for (int j = 0; j < 40; j++) {
            x.mean = number_in(&state, &p.group[0].mean);
            y.mean = number_in(&state, &p.group[1].mean);
            x.sd = fabs(number_in(&state, &p.group[0].spread));
            y.sd = fabs(number_in(&state, &p.group[1].spread));
            if (x.sd < 1e-3 || y.sd < 1e-3)
                continue;
            truth t = welch(&x, &y);

            ck_in_row(r, PAIN_TEST_WELCH, &t);
            t = student(&x, &y);
            ck_in_row(r, PAIN_TEST_T_POOLED, &t);
        }
        pain_recalculation_free(r);
    }
}
END_TEST

static double correlation(const sample *x, const sample *y)
{
    double sum = 0;

    for (int64_t i = 0; i < x->n; i++)
        sum += ((double)x->score[i] - x->mean) * ((double)y->score[i] - y->mean);
    return sum / (double)(x->n - 1) / x->sd / y->sd;
}

/* The correlation of raw scores is among those that the figures, and each result, allow. */
START_TEST(implied_correlations_hold_the_true_one)
{
    const pain_grid grid = pain_grid_whole(10);
    uint64_t state = 14;
    int narrower = 0;

    for (int i = 0; i < 300; i++) {
        const style by = {PAIN_ROUNDING_HALF_UP, 1 + (int32_t)next_case(&state, 2),
                          1 + (int32_t)next_case(&state, 2), 3};
        sample x = drawn(&state, 12), y = drawn(&state, 12), change = changes(&x, &y);
        const truth t = one(&change);
        pain_reported p = {.size = sizeof p, .compared = PAIN_COMPARED_PAIRED, .grid = &grid};
        pain_recalculation *r;
        const pain_recalculated *row;

        if (x.sd == 0 || y.sd == 0 || change.sd == 0)
            continue;
        p.group[0] = printed_group(&x, &by);
        p.group[1] = printed_group(&y, &by);
        if (i % 2 == 0)
            print_results(&p, &t, &by);
        else
            p.change_spread = print(change.sd, by.sd, by.rule);
        ck_assert_int_eq(pain_recalculate(&r, &p, NULL), PAIN_OK);
        for (size_t j = 0; (row = pain_recalculation_at(r, j)) != NULL; j++) {
            double want = correlation(&x, &y);

            if (row->result != PAIN_RESULT_CORRELATION || row->spread != PAIN_SPREAD_SD)
                continue;
            ck_assert_int_ne(row->verdict, PAIN_IMPOSSIBLE);
            ck_assert_msg(row->least <= want + 1e-9 && row->most >= want - 1e-9,
                          "case %d, from %d: %g to %g, is %g", i, row->from, row->least, row->most,
                          want);
            narrower += row->from == PAIN_FROM_FIGURES && row->most - row->least < 1.9;
        }
        pain_recalculation_free(r);
    }
    ck_assert_int_gt(narrower, 30);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("recalculate_raw");
    TCase *tests = tcase_create("recalculate_raw");

    tcase_add_test(tests, what_is_printed_of_raw_scores_is_never_inconsistent);
    tcase_add_test(tests, what_is_printed_of_raw_counts_is_never_inconsistent);
    tcase_add_test(tests, most_wrong_results_are_found);
    tcase_add_test(tests, spans_hold_every_number_that_prints_so);
    tcase_add_test(tests, implied_correlations_hold_the_true_one);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
