/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a sample with the printed figures exists: golden rows, brute force, proofs re-checked. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "claim/exists.h"
#include "claim_support.h"
#include "painstat/figures.h"

static pain_figures figures_of(pain_grid grid, int64_t n, const char *mean, const char *sd)
{
    pain_figures figures = {.size = sizeof figures, .grid = grid, .n = n};

    if (mean != NULL)
        figures.mean = printed_as(mean, 0);
    if (sd != NULL)
        figures.spread = printed_as(sd, 0);
    return figures;
}

/* The verdict of both functions; an example, where there is one, has been checked by the library. */
static int32_t verdict_of(const pain_figures *figures)
{
    pain_finding finding;
    int32_t verdict;

    ck_assert_int_eq(pain_figures_possible(figures, &verdict), PAIN_OK);
    ck_assert_int_eq(pain_figures_check(figures, &finding), PAIN_OK);
    ck_assert_int_eq(finding.verdict, verdict);
    if (verdict == PAIN_POSSIBLE) {
        ck_assert_int_eq(finding.certificate.reason, PAIN_REASON_NONE);
        ck_assert(finding.has_witness || figures->grid.steps == 0);
        if (finding.has_witness)
            ck_assert(pain_witness_check(figures, &finding.witness));
    } else {
        char text[256];

        ck_assert(!finding.has_witness);
        ck_assert_int_ne(finding.certificate.reason, PAIN_REASON_NONE);
        ck_assert_int_eq(pain_certificate_check(figures, &finding.certificate), PAIN_IMPOSSIBLE);
        pain_certificate_text(figures, &finding.certificate, text, sizeof text);
        ck_assert_uint_gt(strlen(text), 20);
    }
    return verdict;
}

/* All 51 rows against exact_verdict; rows without limits are for any whole numbers. */
START_TEST(golden_means_and_sds_agree)
{
    FILE *file = open_source("tests/ref/golden_grimmer.csv");
    golden_row header, row;
    size_t rows = 0;

    ck_assert(next_golden(file, &header));
    size_t exact = golden_column(&header, "exact_verdict");

    for (; next_golden(file, &row); rows++) {
        int32_t items = atoi(row.field[3]), low = atoi(row.field[4]), high = atoi(row.field[5]);
        pain_grid grid = {low * items, 1, items,
                          row.field[5][0] == '\0' ? 0 : (high - low) * items};
        pain_figures figures = figures_of(grid, atoi(row.field[2]), NULL, NULL);

        figures.mean = printed_as(row.field[0], golden_rounding(row.field[6]));
        figures.spread = printed_as(row.field[1], golden_rounding(row.field[6]));
        ck_assert_msg((verdict_of(&figures) == PAIN_POSSIBLE) ==
                          (strcmp(row.field[exact], "TRUE") == 0),
                      "%s (%s) n %s", row.field[0], row.field[1], row.field[2]);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 51);
}
END_TEST

/* All 19 rows against the two exact columns; binary data are the scale of one step. */
START_TEST(golden_binary_data_agree)
{
    FILE *file = open_source("tests/ref/golden_debit.csv");
    golden_row header, row;
    size_t rows = 0;

    ck_assert(next_golden(file, &header));
    size_t less = golden_column(&header, "exact_sd_n_minus_1");

    for (; next_golden(file, &row); rows++)
        for (int32_t kind = PAIN_SPREAD_SD; kind <= PAIN_SPREAD_SD_N; kind++) {
            pain_figures figures =
                figures_of(pain_grid_whole(1), atoi(row.field[2]), row.field[0], row.field[1]);

            figures.spread_kind = kind;
            ck_assert_msg((verdict_of(&figures) == PAIN_POSSIBLE) ==
                              (strcmp(row.field[less + (size_t)kind], "TRUE") == 0),
                          "%s (%s) n %s kind %d", row.field[0], row.field[1], row.field[2], kind);
        }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 19);
}
END_TEST

/* All samples of n scores on 0..k, by their figures. */
typedef struct {
    int64_t sum, squares; /* n Q - S^2 */
    int32_t minimum, maximum, middle;
} sample;

typedef struct {
    sample *sample;
    size_t n;
} samples;

static void enumerate(int64_t n, int32_t k, samples *all)
{
    int32_t score[16] = {0};

    all->n = 0;
    for (;;) {
        sample made = {0, 0, score[0], score[n - 1], score[(n - 1) / 2] + score[n / 2]};
        int64_t q = 0;

        for (int64_t i = 0; i < n; i++) {
            made.sum += score[i];
            q += score[i] * score[i];
        }
        made.squares = n * q - made.sum * made.sum;
        all->sample[all->n++] = made;
        int64_t i = n - 1;

        while (i >= 0 && score[i] == k)
            i--;
        if (i < 0)
            return;
        score[i]++;
        for (int64_t j = i + 1; j < n; j++)
            score[j] = score[i];
    }
}

/* What is printed of sqrt(numerator / denominator), by the rule, without the point. */
static int64_t round_root(int64_t numerator, int64_t denominator, int32_t decimals,
                          int32_t rounding)
{
    int64_t scale = decimals == 0 ? 1 : decimals == 1 ? 100 : 10000;
    int64_t floor = 0;

    while ((floor + 1) * (floor + 1) * denominator <= numerator * scale)
        floor++;
    int64_t half = (2 * floor + 1) * (2 * floor + 1) * denominator - 4 * numerator * scale;
    bool rest = floor * floor * denominator < numerator * scale;

    switch (rounding) {
    case PAIN_ROUNDING_TRUNCATED:
        return floor;
    case PAIN_ROUNDING_UP:
        return floor + rest;
    case PAIN_ROUNDING_HALF_DOWN:
        return floor + (half < 0);
    case PAIN_ROUNDING_HALF_EVEN:
        return floor + (half < 0 || (half == 0 && floor % 2 == 1));
    default:
        return floor + (half <= 0);
    }
}

/* One printed set of figures, as digits. */
typedef struct {
    int64_t n, mean, sd, median;
    int32_t mean_places, sd_places, rounding, kind, minimum, maximum; /* -1: not given */
} digits;

static int64_t divisor_of(int64_t n, int32_t kind)
{
    int64_t by = kind == PAIN_SPREAD_SD || kind == PAIN_SPREAD_SE ? n * (n - 1) : n * n;

    return kind == PAIN_SPREAD_SE || kind == PAIN_SPREAD_SE_N ? by * n : by;
}

static bool prints_as(const sample *s, const digits *p)
{
    bool unknown = p->rounding == PAIN_ROUNDING_UNKNOWN;
    int64_t by = divisor_of(p->n, p->kind);

    if (round_ratio(s->sum, p->n, p->mean_places, p->rounding) != p->mean &&
        !(unknown && round_ratio(s->sum, p->n, p->mean_places, PAIN_ROUNDING_HALF_DOWN) == p->mean))
        return false;
    if ((p->minimum >= 0 && s->minimum != p->minimum) ||
        (p->maximum >= 0 && s->maximum != p->maximum) ||
        (p->median >= 0 && round_ratio(s->middle, 2, 1, PAIN_ROUNDING_HALF_UP) != p->median))
        return false;
    return round_root(s->squares, by, p->sd_places, p->rounding) == p->sd ||
           (unknown && round_root(s->squares, by, p->sd_places, PAIN_ROUNDING_HALF_DOWN) == p->sd);
}

/* Near a sample, so that about half of the cases are possible. */
static digits random_figures(int64_t n, const samples *all, uint64_t *state)
{
    const sample *s = &all->sample[next_case(state, all->n)], *t = s;
    digits p = {.n = n, .median = -1, .minimum = -1, .maximum = -1};

    if (next_case(state, 2) == 0)
        t = &all->sample[next_case(state, all->n)];
    p.mean_places = (int32_t)next_case(state, 3);
    p.sd_places = (int32_t)next_case(state, 3);
    p.rounding = (int32_t)next_case(state, PAIN_ROUNDINGS);
    p.kind = (int32_t)next_case(state, PAIN_SPREADS);
    p.mean = round_ratio(s->sum, n, p.mean_places, p.rounding);
    p.sd = round_root(t->squares, divisor_of(n, p.kind), p.sd_places, p.rounding) +
           (int64_t)next_case(state, 3) - 1;
    if (p.sd < 0)
        p.sd = 0;
    if (next_case(state, 3) == 0)
        p.median = round_ratio(t->middle, 2, 1, PAIN_ROUNDING_HALF_UP);
    if (next_case(state, 4) == 0)
        p.minimum = t->minimum;
    if (next_case(state, 4) == 0)
        p.maximum = s->maximum;
    return p;
}

static pain_range range_of(int64_t digits, int32_t decimals, int32_t rounding)
{
    pain_printed printed = {digits, decimals};
    pain_range range = {0};

    if (digits >= 0)
        ck_assert_int_eq(pain_printed_range(&printed, rounding, &range), PAIN_OK);
    return range;
}

static pain_figures figures_from(const digits *p, int32_t k)
{
    return (pain_figures){.size = sizeof(pain_figures),
                          .grid = pain_grid_whole(k),
                          .n = p->n,
                          .mean = range_of(p->mean, p->mean_places, p->rounding),
                          .spread = range_of(p->sd, p->sd_places, p->rounding),
                          .median = range_of(p->median, 1, PAIN_ROUNDING_HALF_EVEN),
                          .minimum = range_of(p->minimum, 0, PAIN_ROUNDING_UNKNOWN),
                          .maximum = range_of(p->maximum, 0, PAIN_ROUNDING_UNKNOWN),
                          .spread_kind = p->kind};
}

enum { RANDOM_CASES = 120000 };

/* Against every sample, with rounding rules done by long division: mean, four kinds of spread, all
 * rules, median, minimum and maximum. Both verdicts, example and second routine agree with it. */
START_TEST(random_figures_agree_with_all_samples)
{
    samples all = {calloc(200000, sizeof *all.sample), 0};
    uint64_t state = 1;
    size_t possible = 0;

    for (int64_t n = 2; n <= 7; n++)
        for (int32_t k = 1; k <= 10; k += k < 4 ? 1 : 3) {
            if (n * k > 49)
                continue;
            enumerate(n, k, &all);
            for (int i = 0; i < RANDOM_CASES / 34; i++) {
                digits p = random_figures(n, &all, &state);
                pain_figures figures = figures_from(&p, k);
                bool want = false;

                for (size_t j = 0; j < all.n && !want; j++)
                    want = prints_as(&all.sample[j], &p);
                possible += want;
                ck_assert_msg((verdict_of(&figures) == PAIN_POSSIBLE) == want,
                              "n %d k %d mean %d/%d sd %d/%d rounding %d kind %d median %d min %d "
                              "max %d: want %d",
                              (int)n, k, (int)p.mean, p.mean_places, (int)p.sd, p.sd_places,
                              p.rounding, p.kind, (int)p.median, p.minimum, p.maximum, want);
            }
        }
    free(all.sample);
    /* About a third are possible: a test of both answers. */
    ck_assert_uint_gt(possible, 20000);
    ck_assert_uint_lt(possible, 100000);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("figures");
    TCase *tcase = tcase_create("figures");

    tcase_add_test(tcase, golden_means_and_sds_agree);
    tcase_add_test(tcase, golden_binary_data_agree);
    tcase_add_test(tcase, random_figures_agree_with_all_samples);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
