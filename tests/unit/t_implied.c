/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bounds of counts that printed figures imply, against all samples and worked examples. */
#include <config.h>

#include <stdlib.h>

#include "claim_samples.h"
#include "painstat/implied.h"

static int64_t count_at(const one_sample *s, int32_t score, bool tail)
{
    int64_t count = 0;

    for (int32_t v = tail ? 0 : score; v <= score; v++)
        count += s->count[v];
    return count;
}

/* The bounds for one set of figures, by all samples and by the library. */
static void compare(const sample_list *all, const sample_print *p, int32_t k, int32_t score,
                    bool tail)
{
    int64_t least = INT64_MAX, most = -1;
    pain_figures figures = printed_figures(p, k);
    pain_count_bounds got;

    for (size_t i = 0; i < all->n; i++)
        if (prints_as(&all->sample[i], p)) {
            int64_t count = count_at(&all->sample[i], score, tail);

            least = count < least ? count : least;
            most = count > most ? count : most;
        }
    pain_status status =
        tail ? pain_bounds_at_most(&figures, score, &got) : pain_bounds_at(&figures, score, &got);

    if (most < 0) {
        ck_assert_int_eq(status, PAIN_DONE);
        ck_assert(got.least == 0 && got.most == 0);
        return;
    }
    ck_assert_int_eq(status, PAIN_OK);
    ck_assert_msg(got.least == least && got.most == most,
                  "n %d k %d score %d tail %d mean %d/%d sd %d/%d rounding %d kind %d median %d "
                  "min %d max %d: %d..%d, want %d..%d",
                  (int)p->n, k, score, tail, (int)p->mean, p->mean_places, (int)p->sd, p->sd_places,
                  p->rounding, p->kind, (int)p->median, p->minimum, p->maximum, (int)got.least,
                  (int)got.most, (int)least, (int)most);
    for (int i = 0; i < 2; i++) {
        const pain_witness *w = i == 0 ? &got.least_witness : &got.most_witness;
        int64_t count = 0;

        ck_assert(pain_witness_check(&figures, w));
        for (int32_t v = tail ? 0 : score; v <= score; v++)
            count += w->count[v];
        ck_assert_int_eq(count, i == 0 ? least : most);
    }
}

START_TEST(bounds_agree_with_all_samples)
{
    sample_list all = {calloc(200000, sizeof *all.sample), 0};
    uint64_t state = 2;

    for (int64_t n = 2; n <= 8; n++)
        for (int32_t k = 2; k <= 10; k += k < 4 ? 1 : 3) {
            if (n * k > 49)
                continue;
            enumerate_samples(n, k, &all);
            for (size_t i = 0; i < long_run(1200); i++) {
                sample_print p = random_print(n, &all, &state);

                compare(&all, &p, k, (int32_t)next_case(&state, (uint64_t)k), true);
                compare(&all, &p, k, (int32_t)next_case(&state, (uint64_t)k + 1), false);
            }
        }
    free(all.sample);
}
END_TEST

static pain_count_bounds bounds_of(pain_figures figures, int32_t cut)
{
    pain_count_bounds got;

    ck_assert_int_eq(pain_bounds_at_most(&figures, cut, &got), PAIN_OK);
    return got;
}

static pain_figures nrs(int64_t n, const char *mean, const char *sd)
{
    return (pain_figures){.size = sizeof(pain_figures),
                          .grid = pain_grid_whole(10),
                          .n = n,
                          .mean = printed_as(mean, 0),
                          .spread = printed_as(sd, 0)};
}

/* Mean 0.7, SD 1.2: 21..40, 35..51 and 41..51 of 52 at 0, <= 1, <= 2 (found by GLPK's integer
 * programs as well); 645..987 and 217..844 of 1000 at <= 1. */
START_TEST(worked_examples_agree)
{
    static const struct {
        int64_t n;
        const char *mean, *sd;
        int32_t cut;
        int64_t least, most;
    } rows[] = {
        {52, "0.7", "1.2", 0, 21, 40},     {52, "0.7", "1.2", 1, 35, 51},
        {52, "0.7", "1.2", 2, 41, 51},     {100, "2.1", "2.4", 1, 23, 84},
        {100, "5.0", "2.5", 1, 0, 28},     {1000, "0.7", "1.2", 1, 645, 987},
        {1000, "2.1", "2.4", 1, 217, 844},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pain_count_bounds got = bounds_of(nrs(rows[i].n, rows[i].mean, rows[i].sd), rows[i].cut);

        ck_assert_msg(got.least == rows[i].least && got.most == rows[i].most, "row %zu: %d..%d", i,
                      (int)got.least, (int)got.most);
    }
}
END_TEST

/* v -> K - v turns "at or below" into "above", and fewer decimals never narrow the bounds. */
START_TEST(mirrored_and_coarser_figures_agree)
{
    uint64_t state = 3;

    for (int i = 0; i < 1500; i++) {
        int64_t n = 20 + (int64_t)next_case(&state, 60);
        int32_t mean = 10 + (int32_t)next_case(&state, 981),
                sd = 50 + (int32_t)next_case(&state, 400), cut = (int32_t)next_case(&state, 10);
        pain_figures fine = nrs(n, "0", "0"), mirrored = fine, coarse = fine;
        pain_printed m = {mean, 2}, back = {1000 - mean, 2}, s = {sd, 2};
        pain_printed m1 = {(mean + 5) / 10, 1}, s1 = {(sd + 5) / 10, 1};
        pain_count_bounds a, b, c;

        ck_assert_int_eq(pain_printed_range(&m, 0, &fine.mean), PAIN_OK);
        ck_assert_int_eq(pain_printed_range(&back, 0, &mirrored.mean), PAIN_OK);
        ck_assert_int_eq(pain_printed_range(&s, 0, &fine.spread), PAIN_OK);
        ck_assert_int_eq(pain_printed_range(&m1, 0, &coarse.mean), PAIN_OK);
        ck_assert_int_eq(pain_printed_range(&s1, 0, &coarse.spread), PAIN_OK);
        mirrored.spread = fine.spread;
        pain_status status = pain_bounds_at_most(&fine, cut, &a);

        ck_assert_int_eq(pain_bounds_at_most(&mirrored, 9 - cut, &b), status);
        if (status == PAIN_DONE)
            continue;
        ck_assert_int_eq(status, PAIN_OK);
        ck_assert(b.least == n - a.most && b.most == n - a.least);
        ck_assert_int_eq(pain_bounds_at_most(&coarse, cut, &c), PAIN_OK);
        ck_assert(c.least <= a.least && c.most >= a.most);
    }
}
END_TEST

START_TEST(bad_arguments_are_refused)
{
    pain_figures figures = nrs(52, "0.7", "1.2"), bad = figures;
    pain_count_bounds got;

    ck_assert_int_eq(pain_bounds_at_most(&figures, -1, &got), PAIN_EINVAL);
    ck_assert_int_eq(pain_bounds_at_most(&figures, 10, &got), PAIN_EINVAL);
    ck_assert_int_eq(pain_bounds_at(&figures, 11, &got), PAIN_EINVAL);
    ck_assert_int_eq(pain_bounds_at(&figures, 10, &got), PAIN_OK);
    ck_assert_int_eq(pain_bounds_at(&figures, 10, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_bounds_at(NULL, 10, &got), PAIN_EINVAL);
    bad.grid.steps = 0;
    ck_assert_int_eq(pain_bounds_at(&bad, 10, &got), PAIN_EINVAL);
    bad.grid.steps = 101;
    ck_assert_int_eq(pain_bounds_at(&bad, 10, &got), PAIN_EOVERFLOW);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("implied");
    TCase *tcase = tcase_create("implied");

    tcase_add_test(tcase, bounds_agree_with_all_samples);
    tcase_add_test(tcase, worked_examples_agree);
    tcase_add_test(tcase, mirrored_and_coarser_figures_agree);
    tcase_add_test(tcase, bad_arguments_are_refused);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
