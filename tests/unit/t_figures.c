/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a sample with the printed figures exists: golden rows, brute force, proofs re-checked. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "claim/exists.h"
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
