/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rule of existence against tables of all sums and sums of squares. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "claim/exists.h"
#include "support.h"

/* set[(s, q)] for n scores of 0..k, from that for n - 1. */
static void add_patient(bool *to, const bool *from, int64_t n, int32_t k, int64_t width)
{
    memset(to, 0, (size_t)((n * k + 1) * width));
    for (int64_t s = 0; s <= (n - 1) * k; s++)
        for (int64_t q = s; q <= k * s; q += 2)
            if (from[s * width + q])
                for (int32_t v = 0; v <= k; v++)
                    to[(s + v) * width + q + v * v] = true;
}

static void check_witness(int64_t n, int32_t k, int64_t s, int64_t q)
{
    int64_t counts[PAIN__MOST_STEPS + 1];

    ck_assert(pain__witness(n, k, s, q, counts));
    for (int32_t v = 0; v <= k; v++) {
        if (counts[v] < 0)
            ck_abort_msg("a count below 0");
        n -= counts[v];
        s -= counts[v] * v;
        q -= counts[v] * v * v;
    }
    ck_assert(n == 0 && s == 0 && q == 0);
}

/* Every (n, S, Q): n <= 60 on 0..10, and as far as a table of a few seconds goes on others. */
START_TEST(the_rule_agrees_with_all_samples)
{
    static const struct {
        int32_t k;
        int64_t n;
    } rows[] = {{1, 60}, {2, 60}, {3, 60},  {4, 40},  {5, 40},  {6, 30}, {7, 30},
                {8, 30}, {9, 30}, {10, 60}, {15, 16}, {20, 12}, {25, 9}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int32_t k = rows[i].k;
        int64_t width = rows[i].n * k * k + 1;
        size_t size = (size_t)((rows[i].n * k + 1) * width);
        bool *set = calloc(size, 1), *next = calloc(size, 1);

        set[0] = true;
        for (int64_t n = 1; n <= rows[i].n; n++) {
            add_patient(next, set, n, k, width);
            for (int64_t s = 0; s <= n * k; s++)
                for (int64_t q = 0; q <= k * s; q++) {
                    bool want = next[s * width + q];

                    /* Check notes down every assertion, which would take minutes here. */
                    if (pain__exists(n, k, s, q) != want)
                        ck_abort_msg("k %d n %d s %d q %d", k, (int)n, (int)s, (int)q);
                    if (want && (s * 7 + q) % 101 == 0)
                        check_witness(n, k, s, q);
                }
            bool *swap = set;

            set = next;
            next = swap;
        }
        free(set);
        free(next);
    }
}
END_TEST

/* Without limits: against scores so wide apart that no sum of squares here reaches them. */
START_TEST(the_rule_without_limits_agrees)
{
    for (int64_t n = 1; n <= 7; n++)
        for (int64_t s = 0; s < n; s++)
            for (int64_t q = 0; q <= 160; q++) {
                /* Scores are within 13 of 0: moved up by 13 they are on 0..26. */
                bool want = pain__exists(n, 26, s + 13 * n, q + 26 * s + 169 * n);

                ck_assert_msg(pain__exists_unlimited(n, s, q) == want, "n %d s %d q %d", (int)n,
                              (int)s, (int)q);
                ck_assert(pain__exists_unlimited(n, s - 3 * n, q - 6 * s + 9 * n) == want);
            }
}
END_TEST

/* Long scales: every mirror image and every witness is consistent, and no gap costs a second. */
START_TEST(long_scales_agree_with_their_mirror_images)
{
    const int32_t k = 100;

    for (int64_t n = 5; n <= 400; n = n * 3 + 1)
        for (int64_t d = 0; d <= 5400; d += 127)
            for (int64_t s = n * 50 - 37; s <= n * 50; s += 12) {
                int64_t q = k * s - d;
                bool exists = pain__exists(n, k, s, q);

                ck_assert(pain__exists(n, k, n * k - s, n * k * k - 2 * k * s + q) == exists);
                if (exists)
                    check_witness(n, k, s, q);
            }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("exists");
    TCase *tcase = tcase_create("exists");

    tcase_add_test(tcase, the_rule_agrees_with_all_samples);
    tcase_add_test(tcase, the_rule_without_limits_agrees);
    tcase_add_test(tcase, long_scales_agree_with_their_mirror_images);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
