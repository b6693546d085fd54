/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many samples have printed figures, and random ones of them. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "claim_samples.h"
#include "painstat/samples.h"

/* "3:2,4:0": two patients at 3, none at 4. */
static void read_restrictions(char *text, int32_t low, int64_t *exactly)
{
    for (char *at = text; *at != '\0';) {
        long score = strtol(at, &at, 10), count = strtol(at + 1, &at, 10);

        exactly[score - low] = count;
        at += *at == ',';
    }
}

/* All 54 rows against exact_distinct_samples: the counts of CLOSURE and of the project's prototype.
 */
START_TEST(golden_counts_agree)
{
    FILE *file = open_source("tests/ref/golden_sprite.csv");
    golden_row header, row;
    size_t rows = 0;

    ck_assert(next_golden(file, &header));
    size_t exact = golden_column(&header, "exact_distinct_samples");

    for (; next_golden(file, &row); rows++) {
        int32_t low = atoi(row.field[3]), high = atoi(row.field[4]), items = atoi(row.field[5]);
        int64_t exactly[101];
        pain_samples_options options = {.size = sizeof options, .exactly = exactly};
        pain_samples_total total;
        pain_figures figures = {.size = sizeof figures,
                                .grid = {low * items, 1, items, (high - low) * items},
                                .n = atoi(row.field[2]),
                                .mean = printed_as(row.field[0], 0),
                                .spread = printed_as(row.field[1], 0)};

        memset(exactly, -1, sizeof exactly);
        read_restrictions(row.field[6], low, exactly);
        ck_assert_int_eq(pain_samples_count(&figures, &options, &total), PAIN_OK);
        ck_assert(total.is_exact);
        ck_assert_msg(total.exact == strtoull(row.field[exact], NULL, 10),
                      "%s (%s) n %s: %llu, want %s", row.field[0], row.field[1], row.field[2],
                      (unsigned long long)total.exact, row.field[exact]);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 54);
}
END_TEST

START_TEST(counts_agree_with_all_samples)
{
    sample_list all = {calloc(200000, sizeof *all.sample), 0};
    uint64_t state = 4;

    for (int64_t n = 2; n <= 8; n++)
        for (int32_t k = 1; k <= 7; k += 2) {
            enumerate_samples(n, k, &all);
            for (size_t i = 0; i < long_run(500); i++) {
                sample_print p = random_print(n, &all, &state);
                pain_samples_total total;
                uint64_t want = 0;

                p.median = p.minimum = p.maximum = -1;
                pain_figures figures = printed_figures(&p, k);

                for (size_t j = 0; j < all.n; j++)
                    want += prints_as(&all.sample[j], &p);
                ck_assert_int_eq(pain_samples_count(&figures, NULL, &total), PAIN_OK);
                ck_assert(total.is_exact && total.exact == want);
            }
        }
    free(all.sample);
}
END_TEST

static pain_figures nrs(int64_t n, const char *mean, const char *sd)
{
    return (pain_figures){.size = sizeof(pain_figures),
                          .grid = pain_grid_whole(10),
                          .n = n,
                          .mean = printed_as(mean, 0),
                          .spread = printed_as(sd, 0)};
}

/* 500 patients with 0.7 (1.2), and the mirror image: by the design's prototype. 63 bits end between
 * 500 and 1000 patients. */
START_TEST(large_counts_agree)
{
    pain_figures low = nrs(500, "0.7", "1.2"), high = nrs(500, "9.3", "1.2");
    pain_samples_total total;

    ck_assert_int_eq(pain_samples_count(&low, NULL, &total), PAIN_OK);
    ck_assert(total.is_exact && total.exact == UINT64_C(14768998904));
    ck_assert_int_eq(pain_samples_count(&high, NULL, &total), PAIN_OK);
    ck_assert(total.is_exact && total.exact == UINT64_C(14768998904));
}
END_TEST

/* With too little memory the number is estimated: within 1 % where there are many, 10 % where few.
 */
START_TEST(estimates_are_near_and_say_so)
{
    static const struct {
        int64_t n;
        const char *mean, *sd;
        double exact, relative;
    } rows[] = {
        {50, "5.0", "2.5", 122261912, 0.012},
        {100, "5.0", "2.5", 88649358855, 0.01},
        {100, "2.1", "2.4", 1581109262, 0.03},
        {52, "0.7", "1.2", 2291, 0.12},
    };
    pain_samples_options options = {.size = sizeof options, .memory = 1000};
    pain_samples_total total;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pain_figures figures = nrs(rows[i].n, rows[i].mean, rows[i].sd);

        ck_assert_int_eq(pain_samples_count(&figures, &options, &total), PAIN_OK);
        ck_assert(!total.is_exact && total.exact == 0);
        ck_close(total.about, rows[i].exact, rows[i].relative);
    }
    pain_figures thousand = nrs(1000, "5.0", "2.5");

    ck_assert_int_eq(pain_samples_count(&thousand, NULL, &total), PAIN_OK);
    ck_assert(!total.is_exact);
    ck_close(total.about, 5.3e20, 0.02);
}
END_TEST

/* Each of the 35 samples of 0..4, n = 8, mean 2.0, SD 1.1 or so, is drawn equally often:
 * chi-squared below its mean + 5 standard deviations. */
START_TEST(draws_are_uniform)
{
    enum { DRAWS = 40000 };
    pain_figures figures = nrs(12, "2.0", "1.5");
    pain_samples_total total;
    int64_t *counts = calloc(DRAWS * 5, sizeof *counts), *again = calloc(DRAWS * 5, sizeof *again);

    figures.grid = pain_grid_whole(4);
    ck_assert_int_eq(pain_samples_count(&figures, NULL, &total), PAIN_OK);
    ck_assert_uint_gt(total.exact, 10);
    ck_assert_int_eq(pain_samples_draw(&figures, NULL, 9, DRAWS, counts), PAIN_OK);
    ck_assert_int_eq(pain_samples_draw(&figures, NULL, 9, DRAWS / 2, again), PAIN_OK);
    ck_assert_mem_eq(counts, again, DRAWS / 2 * 5 * sizeof *counts);

    uint32_t *seen = calloc(13 * 13 * 13 * 13, sizeof *seen);
    uint64_t distinct = 0;
    double chi = 0, expected = DRAWS / (double)total.exact;

    for (size_t i = 0; i < DRAWS; i++) {
        const int64_t *c = counts + i * 5;
        pain_witness witness = {.steps = 4, .n = 12};

        for (int v = 0; v < 5; v++) {
            witness.count[v] = c[v];
            witness.sum += c[v] * v;
        }
        ck_assert(pain_witness_check(&figures, &witness));
        seen[((c[0] * 13 + c[1]) * 13 + c[2]) * 13 + c[3]]++;
    }
    for (size_t i = 0; i < 13 * 13 * 13 * 13; i++)
        if (seen[i] > 0) {
            chi += (seen[i] - expected) * (seen[i] - expected) / expected;
            distinct++;
        }
    ck_assert_uint_eq(distinct, total.exact);
    ck_assert_msg(chi < (double)distinct + 5 * sqrt(2 * (double)distinct), "chi-squared %g of %d",
                  chi, (int)distinct);
    free(seen);
    free(counts);
    free(again);
}
END_TEST

/* 0.7 (1.2), n = 52: 35..51 patients at <= 1, all of them seen; mean 42.9 over uniform samples. */
START_TEST(shares_are_distributed)
{
    pain_figures figures = nrs(52, "0.7", "1.2"), none = nrs(52, "0.70", "1.20");
    uint64_t tally[53], sum = 0;

    ck_assert_int_eq(pain_samples_share(&figures, NULL, 1, 1, 20000, tally), PAIN_OK);
    for (uint64_t k = 0; k <= 52; k++) {
        ck_assert((tally[k] > 0) == (k >= 35 && k <= 51));
        sum += k * tally[k];
    }
    ck_close((double)sum / 20000, 42.9, 0.003);
    ck_assert_int_eq(pain_samples_share(&none, NULL, 1, 1, 100, tally), PAIN_DONE);
    ck_assert_int_eq(pain_samples_share(&figures, NULL, 11, 1, 100, tally), PAIN_EINVAL);
}
END_TEST

/* Binary scores of 4 patients, mean 0.5: two of each, and nothing else. */
START_TEST(fixed_scores_leave_one_sample_or_none)
{
    pain_figures figures = nrs(4, "0.50", "0.58");
    int64_t exactly[2] = {2, 2}, counts[4] = {9, 9, 9, 9};
    pain_samples_options options = {.size = sizeof options, .exactly = exactly};
    pain_samples_total total;

    figures.grid = pain_grid_whole(1);
    ck_assert_int_eq(pain_samples_count(&figures, &options, &total), PAIN_OK);
    ck_assert(total.is_exact && total.exact == 1 && total.about == 1);
    ck_assert_int_eq(pain_samples_draw(&figures, &options, 1, 2, counts), PAIN_OK);
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(counts[i], 2);
    static const int64_t others[][2] = {{1, 2}, {1, 3}, {3, 1}, {-1, 1}, {3, -1}};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        memcpy(exactly, others[i], sizeof exactly);
        ck_assert_int_eq(pain_samples_count(&figures, &options, &total), PAIN_OK);
        ck_assert(total.is_exact && total.exact == 0);
        ck_assert_int_eq(pain_samples_draw(&figures, &options, 1, 2, counts), PAIN_DONE);
        for (int j = 0; j < 4; j++)
            ck_assert_int_eq(counts[j], 0);
    }
    exactly[0] = 2;
    ck_assert_int_eq(pain_samples_draw(&figures, &options, 1, 2, counts), PAIN_OK);
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(counts[i], 2);
    /* The mean is that of two and two, the SD is not. */
    exactly[0] = exactly[1] = 2;
    figures.spread = printed_as("0.70", 0);
    ck_assert_int_eq(pain_samples_count(&figures, &options, &total), PAIN_OK);
    ck_assert(total.is_exact && total.exact == 0);
    exactly[0] = 5;
    ck_assert_int_eq(pain_samples_count(&figures, &options, &total), PAIN_EINVAL);
    ck_assert(isnan(total.about));
}
END_TEST

START_TEST(what_cannot_be_counted_is_refused)
{
    const pain_figures good = nrs(12, "2.0", "1.5");
    int64_t exactly[11] = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0}, counts[110];
    uint64_t tally[13];
    pain_samples_total total;

    for (int i = 0; i < 4; i++) {
        pain_figures f = good;
        pain_samples_options options = {.size = i == 0 ? 3 : sizeof options};

        f.grid.steps = i == 1 ? 0 : 10;
        if (i == 2)
            f.median = printed_as("2", 0);
        f.n = i == 3 ? 0 : 12;
        ck_assert_int_eq(pain_samples_count(&f, &options, &total), PAIN_EINVAL);
        ck_assert(!total.is_exact && total.exact == 0 && isnan(total.about));
        ck_assert_int_eq(pain_samples_draw(&f, &options, 1, 10, counts), PAIN_EINVAL);
        ck_assert_int_eq(pain_samples_share(&f, &options, 0, 1, 10, tally), PAIN_EINVAL);
    }
    pain_samples_options options = {.size = sizeof options, .exactly = exactly, .memory = 1000};
    pain_figures large = good;

    ck_assert_int_eq(pain_samples_count(&good, &options, &total), PAIN_EOVERFLOW);
    ck_assert(!total.is_exact && isnan(total.about));
    ck_assert_int_eq(pain_samples_draw(&good, &options, 1, 10, counts), PAIN_EOVERFLOW);
    large.grid.steps = 101;
    ck_assert_int_eq(pain_samples_share(&large, NULL, 0, 1, 10, tally), PAIN_EINVAL);
    ck_assert_int_eq(pain_samples_share(&good, NULL, -1, 1, 10, tally), PAIN_EINVAL);
    ck_assert_int_eq(pain_samples_share(&good, NULL, 0, 1, 10, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_samples_share(NULL, NULL, 0, 1, 10, tally), PAIN_EINVAL);
    ck_assert_int_eq(pain_samples_draw(&good, NULL, 1, 10, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_samples_count(&good, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_samples_count(NULL, NULL, &total), PAIN_EINVAL);
}
END_TEST

START_TEST(memory_runs_out_cleanly)
{
    pain_figures figures = nrs(12, "2.0", "1.5");
    int64_t counts[110];
    pain_status status = PAIN_ENOMEM;

    for (size_t fail_at = 1; status != PAIN_OK; fail_at++) {
        failing_allocator failing;

        failing_allocator_init(&failing, fail_at);
        pain_samples_options options = {.size = sizeof options, .allocator = &failing.allocator};

        status = pain_samples_draw(&figures, &options, 1, 10, counts);
        ck_assert(status == PAIN_OK || status == PAIN_ENOMEM);
        ck_assert_uint_eq(failing.live, 0);
        ck_assert_uint_lt(fail_at, 20);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("samples");
    TCase *tcase = tcase_create("samples");

    tcase_add_test(tcase, golden_counts_agree);
    tcase_add_test(tcase, counts_agree_with_all_samples);
    tcase_add_test(tcase, large_counts_agree);
    tcase_add_test(tcase, estimates_are_near_and_say_so);
    tcase_add_test(tcase, draws_are_uniform);
    tcase_add_test(tcase, shares_are_distributed);
    tcase_add_test(tcase, fixed_scores_leave_one_sample_or_none);
    tcase_add_test(tcase, what_cannot_be_counted_is_refused);
    tcase_add_test(tcase, memory_runs_out_cleanly);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
