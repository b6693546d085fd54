/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a sample with the printed figures exists: golden rows, brute force, proofs re-checked. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "claim_samples.h"
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

/* The verdict of both functions; an example, where there is one, has been checked by the library.
 */
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

enum { RANDOM_CASES = 120000 };

/* Against every sample, with rounding rules done by long division: mean, four kinds of spread, all
 * rules, median, minimum and maximum. Both verdicts, example and second routine agree with it. */
START_TEST(random_figures_agree_with_all_samples)
{
    sample_list all = {calloc(200000, sizeof *all.sample), 0};
    uint64_t state = 1;
    size_t possible = 0;

    for (int64_t n = 2; n <= 7; n++)
        for (int32_t k = 1; k <= 10; k += k < 4 ? 1 : 3) {
            if (n * k > 49)
                continue;
            enumerate_samples(n, k, &all);
            for (size_t i = 0; i < long_run(RANDOM_CASES / 34); i++) {
                sample_print p = random_print(n, &all, &state);
                pain_figures figures = printed_figures(&p, k);
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
    ck_assert_uint_gt(possible, long_run(20000));
    ck_assert_uint_lt(possible, long_run(100000));
}
END_TEST

/* Without limits, n = 2 to 4: against all samples of -9..9. A mean of 0.0 to 1.9 with an SD up to
 * 3.9 cannot have a score beyond. */
START_TEST(small_samples_without_limits_agree_with_all)
{
    for (int64_t n = 2; n <= 4; n++)
        for (int64_t mean = 0; mean < 20; mean++)
            for (int64_t sd = 0; sd < 40; sd++) {
                pain_figures figures = figures_of((pain_grid){0, 1, 1, 0}, n, NULL, NULL);
                const pain_printed m = {mean, 1}, s = {sd, 1};
                bool want = false;

                ck_assert_int_eq(pain_printed_range(&m, 0, &figures.mean), PAIN_OK);
                ck_assert_int_eq(pain_printed_range(&s, 0, &figures.spread), PAIN_OK);
                for (int64_t i = 0; i < (n == 2 ? 361 : n == 3 ? 6859 : 130321) && !want; i++) {
                    int64_t sum = 0, square = 0;

                    for (int64_t j = 0, rest = i; j < n; j++, rest /= 19) {
                        sum += rest % 19 - 9;
                        square += (rest % 19 - 9) * (rest % 19 - 9);
                    }
                    /* (m - 0.05) n <= sum <= (m + 0.05) n, and so for n (n - 1) SD^2. */
                    int64_t x = 400 * (n * square - sum * sum), by = n * (n - 1), t = 2 * sd;

                    want = 20 * sum >= (2 * mean - 1) * n && 20 * sum <= (2 * mean + 1) * n &&
                           (sd == 0 || x >= (t - 1) * (t - 1) * by) && x <= (t + 1) * (t + 1) * by;
                }
                ck_assert_msg((verdict_of(&figures) == PAIN_POSSIBLE) == want, "n %d mean %d SD %d",
                              (int)n, (int)mean, (int)sd);
            }
}
END_TEST

/* -50 and 50 have the SD 70.71 and are the ends of the longest example. */
START_TEST(an_example_without_limits_has_its_squares)
{
    pain_figures figures = figures_of((pain_grid){0, 1, 1, 0}, 2, "0.0", "70.71");
    pain_finding finding;

    ck_assert_int_eq(pain_figures_check(&figures, &finding), PAIN_OK);
    ck_assert(finding.has_witness && finding.witness.first == -50);
    ck_assert(finding.witness.count[0] == 1 && finding.witness.count[100] == 1);
    ck_assert_int_eq(finding.witness.square, 5000);
}
END_TEST

/* What figures of a scale 0..10 fail for, the sums by hand. */
/* Nine tens and a zero, or the reverse, have the largest spread: 0.3 x 10 x sqrt(10 / 9). */
START_TEST(scores_at_both_ends_have_a_spread)
{
    const pain_grid nrs = {0, 1, 1, 10};
    pain_figures f = figures_of(nrs, 10, "9.0", "3.16");

    ck_assert_int_eq(verdict_of(&f), PAIN_POSSIBLE);
    f = figures_of(nrs, 10, "1.0", "3.16");
    ck_assert_int_eq(verdict_of(&f), PAIN_POSSIBLE);
    f = figures_of(nrs, 10, "9.0", "3.17");
    ck_assert_int_eq(verdict_of(&f), PAIN_IMPOSSIBLE);
}
END_TEST

START_TEST(reasons_are_told_apart)
{
    static const struct {
        int64_t n;
        const char *mean, *sd, *minimum;
        int32_t reason;
        const char *says;
    } rows[] = {
        {2, "5.3", "1.0", NULL, PAIN_REASON_MEAN, "a sum of 10 steps is too small and one of 11"},
        {1, "5.0", "1.0", NULL, PAIN_REASON_NO_SD, "1 scores have no such SD"},
        {2, "5.0", "0.5", NULL, PAIN_REASON_WHOLE, "no sum of squares"},
        {10, "5.5", "0.2", NULL, PAIN_REASON_SMALL, "already have a larger SD"},
        {2, "5.0", "8.0", NULL, PAIN_REASON_LARGE, "have a smaller SD"},
        {2, "5.5", "6.7", NULL, PAIN_REASON_GAP, "the rest do not add up"},
        {2, "5.0", "0.0", "4", PAIN_REASON_ORDER, "the median, minimum or maximum cannot be"},
        {2, "5", "6.7", NULL, PAIN_REASON_SEVERAL, "a reason of its own"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pain_figures figures = figures_of(pain_grid_whole(10), rows[i].n, rows[i].mean, rows[i].sd);
        pain_finding finding;
        char text[256];

        if (rows[i].minimum != NULL)
            figures.minimum = printed_as(rows[i].minimum, 0);
        ck_assert_int_eq(verdict_of(&figures), PAIN_IMPOSSIBLE);
        ck_assert_int_eq(pain_figures_check(&figures, &finding), PAIN_OK);
        ck_assert_int_eq(finding.certificate.reason, rows[i].reason);
        pain_certificate_text(&figures, &finding.certificate, text, sizeof text);
        ck_assert_msg(strstr(text, rows[i].says) != NULL, "%s", text);
    }
    /* The last one: the sums 9 and 11 leave a gap, and 10 wants 95 squares, which are odd. */
    pain_figures figures = figures_of(pain_grid_whole(10), 2, "5", "6.7");
    pain_finding finding;

    ck_assert_int_eq(pain_figures_check(&figures, &finding), PAIN_OK);
    const pain_certificate *c = &finding.certificate;

    ck_assert(c->first == 9 && c->last == 11 && c->sum == 10 && c->low == 95 && c->high == 95);
    ck_assert(c->least == 50 && c->most == 100);
    ck_assert(c->failed[PAIN_REASON_GAP] == 2 && c->failed[PAIN_REASON_WHOLE] == 1);
}
END_TEST

START_TEST(a_changed_certificate_is_refused)
{
    pain_figures figures = figures_of(pain_grid_whole(10), 2, "5", "6.7");
    pain_finding finding;
    char text[4] = "abc";

    ck_assert_int_eq(pain_figures_check(&figures, &finding), PAIN_OK);
    for (int i = 0; i < 5; i++) {
        pain_certificate c = finding.certificate;

        c.n += i == 0;
        c.first += i == 1;
        c.last += i == 2;
        c.reason = i == 3 ? PAIN_REASON_NONE : i == 4 ? PAIN_REASON_SEVERAL + 1 : c.reason;
        ck_assert_int_eq(pain_certificate_check(&figures, &c), PAIN_POSSIBLE);
    }
    ck_assert_int_eq(pain_certificate_check(&figures, NULL), PAIN_UNDECIDED);
    ck_assert_int_eq(pain_certificate_check(NULL, &finding.certificate), PAIN_UNDECIDED);
    pain_certificate_text(&figures, &finding.certificate, NULL, 9);
    pain_certificate_text(&figures, &finding.certificate, text, 0);
    ck_assert_str_eq(text, "abc");
    pain_certificate_text(&figures, &finding.certificate, text, 3);
    ck_assert_str_eq(text, "fo");
    pain_certificate_text(&figures, NULL, text, sizeof text);
    ck_assert_str_eq(text, "");
    pain_certificate_text(NULL, &finding.certificate, text, sizeof text);
    ck_assert_str_eq(text, "");
    finding.certificate.reason = PAIN_REASON_NONE;
    pain_certificate_text(&figures, &finding.certificate, text, sizeof text);
    ck_assert_str_eq(text, "");
}
END_TEST

/* 2, 3, 3, 4: mean 3.0, SD 0.8, median 3, from 2 to 4. One thing wrong at a time. */
START_TEST(a_changed_example_is_refused)
{
    pain_figures figures = figures_of(pain_grid_whole(10), 4, "3.0", "0.8");
    const pain_witness right = {.n = 4, .sum = 12, .steps = 10, .count = {0, 0, 1, 2, 1}};

    figures.median = printed_as("3", 0);
    figures.minimum = printed_as("2", 0);
    figures.maximum = printed_as("4", 0);
    ck_assert(pain_witness_check(&figures, &right));
    ck_assert(!pain_witness_check(&figures, NULL));
    ck_assert(!pain_witness_check(NULL, &right));
    static const pain_witness wrong[] = {
        {.n = 4, .sum = 12, .steps = -1, .count = {0, 0, 1, 2, 1}},
        {.n = 4, .sum = 12, .steps = 101, .count = {0, 0, 1, 2, 1}},
        {.n = 4, .sum = 12, .steps = 9, .count = {0, 0, 1, 2, 1}},
        {.n = 4, .sum = 12, .steps = 10, .first = 1, .count = {0, 1, 2, 1}},
        {.n = 4, .sum = 12, .steps = 10, .first = INT64_MAX, .count = {0, 0, 1, 2, 1}},
        {.n = 4, .sum = 12, .steps = 10, .first = INT64_MIN, .count = {0, 0, 1, 2, 1}},
        {.n = 4, .sum = 12, .steps = 10, .count = {0, 0, 1, 2, 1, -1, 1}},
        {.n = 4, .sum = 12, .steps = 10, .count = {0, 0, 1, 5, 1}},
        {.n = 4, .sum = 12, .steps = 10, .count = {1, 0, 1, 2, 1}},
        {.n = 5, .sum = 12, .steps = 10, .count = {0, 0, 1, 2, 1}},
        {.n = 4, .sum = 11, .steps = 10, .count = {0, 0, 1, 2, 1}},
        {.n = 4, .sum = 11, .steps = 10, .count = {0, 0, 2, 1, 1}}, /* mean 2.75 */
        {.n = 4, .sum = 13, .steps = 10, .count = {0, 0, 1, 1, 2}}, /* mean 3.25 */
        {.n = 4, .sum = 12, .steps = 10, .count = {0, 0, 2, 0, 2}}, /* SD 1.15 */
        {.n = 4, .sum = 12, .steps = 10, .count = {0, 0, 0, 4}},    /* SD 0 */
    };

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!pain_witness_check(&figures, &wrong[i]), "%d", (int)i);
    for (int i = 0; i < 3; i++) {
        pain_figures other = figures;

        *(i == 0 ? &other.median : i == 1 ? &other.minimum : &other.maximum) = printed_as("2.5", 0);
        ck_assert(!pain_witness_check(&other, &right));
    }
}
END_TEST

/* 0.33 is 1/3, 2/6, ...; 4 and 5 have no such mean. */
START_TEST(the_next_n_is_found)
{
    pain_figures figures = figures_of(pain_grid_whole(10), 0, "0.33", NULL);
    int64_t n;

    ck_assert_int_eq(pain_figures_next_n(&figures, 1, 100, &n), PAIN_OK);
    ck_assert_int_eq(n, 3);
    ck_assert_int_eq(pain_figures_next_n(&figures, 4, 100, &n), PAIN_OK);
    ck_assert_int_eq(n, 6);
    ck_assert_int_eq(pain_figures_next_n(&figures, 4, 5, &n), PAIN_DONE);
    ck_assert_int_eq(n, 0);
    ck_assert_int_eq(pain_figures_next_n(&figures, 0, 5, &n), PAIN_EINVAL);
    ck_assert_int_eq(pain_figures_next_n(&figures, 1, 1000001, &n), PAIN_EINVAL);
    ck_assert_int_eq(pain_figures_next_n(NULL, 1, 5, &n), PAIN_EINVAL);
    ck_assert_int_eq(pain_figures_next_n(&figures, 1, 5, NULL), PAIN_EINVAL);
    figures.spread_kind = PAIN_SPREADS;
    ck_assert_int_eq(pain_figures_next_n(&figures, 1, 5, &n), PAIN_EINVAL);
    figures.size = 1;
    ck_assert_int_eq(pain_figures_next_n(&figures, 1, 5, &n), PAIN_EINVAL);
    ck_assert_int_eq(n, 0);
}
END_TEST

/* Two scores with mean 5: from 5, 5 to 0, 10, of which n Q - S^2 is 100. */
START_TEST(the_spread_lies_between_equal_scores_and_those_at_the_ends)
{
    static const double largest[] = {7.0710678118654755, 5, 5, 3.5355339059327378};
    pain_figures figures = figures_of(pain_grid_whole(10), 2, "5.0", "9.9");
    pain_spread_limits limits;

    for (int32_t kind = 0; kind < PAIN_SPREADS; kind++) {
        figures.spread_kind = kind;
        ck_assert_int_eq(pain_spread_bounds(&figures, &limits), PAIN_OK);
        ck_assert(limits.smallest == 0 && limits.least == 0 && limits.most == 100);
        ck_close(limits.largest, largest[kind], 1e-15);
    }
    figures.n = 1;
    ck_assert_int_eq(pain_spread_bounds(&figures, &limits), PAIN_OK);
    ck_assert(limits.smallest == 0 && limits.largest == 0);
    figures.spread_kind = PAIN_SPREAD_SE;
    ck_assert_int_eq(pain_spread_bounds(&figures, &limits), PAIN_EINVAL);
    figures.n = 2;
    figures.mean = printed_as("5.3", 0);
    ck_assert_int_eq(pain_spread_bounds(&figures, &limits), PAIN_DONE);
    ck_assert(isnan(limits.smallest) && isnan(limits.largest));
    figures.grid.steps = 0;
    ck_assert_int_eq(pain_spread_bounds(&figures, &limits), PAIN_EINVAL);
    figures.n = 0;
    ck_assert_int_eq(pain_spread_bounds(&figures, &limits), PAIN_EINVAL);
    figures.size = 1;
    ck_assert_int_eq(pain_spread_bounds(&figures, &limits), PAIN_EINVAL);
    ck_assert_int_eq(pain_spread_bounds(NULL, &limits), PAIN_EINVAL);
    ck_assert_int_eq(pain_spread_bounds(&figures, NULL), PAIN_EINVAL);
}
END_TEST

START_TEST(figures_that_are_none_are_refused)
{
    const pain_figures good = figures_of(pain_grid_whole(10), 4, "3.0", "0.8");
    const pain_range unsound = {.lower = 1, .upper = 2, .lower_end = 7, .upper_end = 7};
    int32_t verdict = 7;

    for (int i = 0; i < 13; i++) {
        pain_figures f = good;
        pain_finding finding;

        f.size = i == 0 ? 3 : f.size;
        f.n = i == 1 ? 0 : i == 2 ? 1000001 : f.n;
        f.grid.step = i == 3 ? 0 : 1;
        f.spread_kind = i == 4 ? -1 : i == 5 ? PAIN_SPREADS : 0;
        f.mean = i == 6 ? unsound : f.mean;
        f.spread = i == 7 ? unsound : f.spread;
        f.median = i == 8 ? unsound : f.median;
        f.minimum = i == 9 ? unsound : f.minimum;
        f.maximum = i == 10 ? unsound : f.maximum;
        f.grid.steps = i == 11 ? 0 : i == 12 ? 101 : 10;
        if (i == 11)
            f.maximum = printed_as("4", 0);
        ck_assert_int_eq(pain_figures_possible(&f, &verdict),
                         i == 12 ? PAIN_EOVERFLOW : PAIN_EINVAL);
        ck_assert_int_eq(verdict, PAIN_UNDECIDED);
        ck_assert_int_eq(pain_figures_check(&f, &finding), i == 12 ? PAIN_EOVERFLOW : PAIN_EINVAL);
        ck_assert_int_eq(finding.verdict, PAIN_UNDECIDED);
    }
    ck_assert_int_eq(pain_figures_possible(NULL, &verdict), PAIN_EINVAL);
    ck_assert_int_eq(pain_figures_possible(&good, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_figures_check(&good, NULL), PAIN_EINVAL);
}
END_TEST

/* An SD between limits below 0 is none; one above 0 or below 1 is a set with one end. */
START_TEST(spreads_with_one_end_or_none)
{
    pain_figures f = figures_of(pain_grid_whole(10), 4, "3.0", NULL);
    const pain_range below_zero = {.lower = -4, .upper = -2, .lower_end = 2, .upper_end = 2};
    pain_range open = printed_as("0.8", 0);

    f.spread = below_zero;
    ck_assert_int_eq(verdict_of(&f), PAIN_IMPOSSIBLE);
    f.spread = open;
    f.spread.lower_end = PAIN_END_NONE;
    ck_assert_int_eq(verdict_of(&f), PAIN_POSSIBLE);
    f.spread = open;
    f.spread.upper_end = PAIN_END_NONE;
    ck_assert_int_eq(verdict_of(&f), PAIN_POSSIBLE);
    f.spread.lower = 100000000;
    f.spread.upper = 200000000;
    ck_assert_int_eq(verdict_of(&f), PAIN_IMPOSSIBLE);
    f.mean = (pain_range){0};
    ck_assert_int_eq(verdict_of(&f), PAIN_IMPOSSIBLE);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("figures");
    TCase *tcase = tcase_create("figures");

    tcase_add_test(tcase, golden_means_and_sds_agree);
    tcase_add_test(tcase, golden_binary_data_agree);
    tcase_add_test(tcase, random_figures_agree_with_all_samples);
    tcase_add_test(tcase, small_samples_without_limits_agree_with_all);
    tcase_add_test(tcase, an_example_without_limits_has_its_squares);
    tcase_add_test(tcase, scores_at_both_ends_have_a_spread);
    tcase_add_test(tcase, reasons_are_told_apart);
    tcase_add_test(tcase, a_changed_certificate_is_refused);
    tcase_add_test(tcase, a_changed_example_is_refused);
    tcase_add_test(tcase, the_next_n_is_found);
    tcase_add_test(tcase, the_spread_lies_between_equal_scores_and_those_at_the_ends);
    tcase_add_test(tcase, figures_that_are_none_are_refused);
    tcase_add_test(tcase, spreads_with_one_end_or_none);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
