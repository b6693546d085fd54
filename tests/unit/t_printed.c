/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reported figures: parsing, and the exact sets that they stand for. */
#include <config.h>

#include <string.h>

#include "claim/exact.h"
#include "claim_support.h"
#include "painstat/printed.h"

START_TEST(figures_keep_their_decimals)
{
    static const struct {
        const char *text;
        int64_t digits;
        int32_t decimals;
    } rows[] = {
        {"0.7", 7, 1},
        {"0.70", 70, 2},
        {"-0.70", -70, 2},
        {"+3", 3, 0},
        {".05", 5, 2},
        {"-0.0", 0, 1},
        {"007", 7, 0},
        {"12.50", 1250, 2},
        {"0.000000000000001", 1, 15},
        {"999999999999999", 999999999999999, 0},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pain_printed got = figure(rows[i].text);

        ck_assert_msg(got.digits == rows[i].digits && got.decimals == rows[i].decimals, "%s",
                      rows[i].text);
    }
}
END_TEST

START_TEST(what_is_no_figure_is_refused_with_its_place)
{
    static const struct {
        const char *text;
        pain_status status;
        uint32_t column;
    } rows[] = {
        {"", PAIN_ESYNTAX, 1},
        {"-", PAIN_ESYNTAX, 2},
        {".", PAIN_ESYNTAX, 2},
        {"7.", PAIN_ESYNTAX, 3},
        {"1.2.3", PAIN_ESYNTAX, 4},
        {"84%", PAIN_ESYNTAX, 3},
        {" 7", PAIN_ESYNTAX, 1},
        {"7 ", PAIN_ESYNTAX, 2},
        {"1e3", PAIN_ESYNTAX, 2},
        {"0,7", PAIN_ESYNTAX, 2},
        {"--1", PAIN_ESYNTAX, 2},
        {"nan", PAIN_ESYNTAX, 1},
        {"0x10", PAIN_ESYNTAX, 2},
        {"1000000000000000", PAIN_EOVERFLOW, 16},
        {"0.0000000000000001", PAIN_EOVERFLOW, 18},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pain_printed got = {99, 99};
        pain_error error;

        ck_assert_msg(pain_printed_parse(rows[i].text, &got, &error) == rows[i].status, "%s",
                      rows[i].text);
        ck_assert_msg(error.column == rows[i].column, "%s: column %u", rows[i].text, error.column);
        ck_assert_int_eq(got.digits, 0);
        ck_assert_int_eq(got.decimals, 0);
    }
    pain_printed got = {99, 99};

    ck_assert_int_eq(pain_printed_parse(NULL, &got, NULL), PAIN_EINVAL);
    ck_assert_int_eq(got.digits, 0);
    ck_assert_int_eq(pain_printed_parse("1", NULL, NULL), PAIN_EINVAL);
}
END_TEST

/* Every fraction k / n prints as exactly the figures that long division by the rule gives; under
 * the unknown rule as those of any of half up, half even and half down. */
START_TEST(sets_hold_what_prints_so)
{
    for (int32_t rounding = 0; rounding < PAIN_ROUNDINGS; rounding++)
        for (int64_t n = 1; n <= 40; n++)
            for (int64_t k = 0; k <= n; k++)
                for (int32_t d = 0; d <= 2; d++)
                    for (int64_t m = round_ratio(k, n, d, PAIN_ROUNDING_TRUNCATED), i = m - 1;
                         i <= m + 2; i++) {
                        pain_printed printed = {i, d};
                        pain_range range;
                        bool want = round_ratio(k, n, d, rounding) == i;

                        if (i < 0)
                            continue;
                        if (rounding == PAIN_ROUNDING_UNKNOWN)
                            want = want || round_ratio(k, n, d, PAIN_ROUNDING_HALF_DOWN) == i;
                        ck_assert_int_eq(pain_printed_range(&printed, rounding, &range), PAIN_OK);
                        ck_assert_msg(pain_range_holds(&range, k, n) == want,
                                      "%d/%d as %d over 10^%d, %s", (int)k, (int)n, (int)i, d,
                                      pain_rounding_name(rounding));
                        printed.digits = -i;
                        ck_assert_int_eq(pain_printed_range(&printed, rounding, &range), PAIN_OK);
                        ck_assert(pain_range_holds(&range, -k, n) == want);
                    }
}
END_TEST

START_TEST(comparators_give_their_sets)
{
    static const struct {
        int32_t comparator;
        const char *a, *b;
        int64_t tenths[5]; /* below 90, 90, 90.4, 90.5, above: which of these are held */
    } rows[] = {
        {PAIN_IS, "90", NULL, {0, 1, 1, 1, 0}},
        {PAIN_MORE, "90", NULL, {0, 0, 1, 1, 1}},
        {PAIN_AT_LEAST, "90", NULL, {0, 1, 1, 1, 1}},
        {PAIN_LESS, "90.5", NULL, {1, 1, 1, 0, 0}},
        {PAIN_AT_MOST, "90.5", NULL, {1, 1, 1, 1, 0}},
        {PAIN_ABOUT, "90", "0.5", {0, 1, 1, 1, 0}},
        {PAIN_ABOUT, "90.45", "0.05", {0, 0, 1, 1, 0}},
        {PAIN_BETWEEN, "90.0", "90.4", {0, 1, 1, 0, 0}},
    };
    static const int64_t tenths[5] = {800, 900, 904, 905, 990};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pain_printed a = figure(rows[i].a), b = figure(rows[i].b != NULL ? rows[i].b : "0");
        pain_range range;

        ck_assert_int_eq(pain_compared_range(rows[i].comparator, &a, rows[i].b != NULL ? &b : NULL,
                                             PAIN_ROUNDING_UNKNOWN, &range),
                         PAIN_OK);
        for (size_t j = 0; j < 5; j++)
            ck_assert_msg(pain_range_holds(&range, tenths[j], 10) == (rows[i].tenths[j] == 1),
                          "row %zu, %d", i, (int)tenths[j]);
    }
}
END_TEST

START_TEST(what_is_no_set_is_refused)
{
    pain_printed a = {7, 1}, minus = {-1, 0}, huge = {INT64_C(100000000000000), 0}, fine = {1, 15};
    pain_range range, all = {0};

#define refused(call, status)                         \
    do {                                              \
        memset(&range, 1, sizeof range);              \
        ck_assert_int_eq(call, status);               \
        ck_assert_mem_eq(&range, &all, sizeof range); \
    } while (0)
    refused(pain_printed_range(NULL, 0, &range), PAIN_EINVAL);
    refused(pain_printed_range(&a, 6, &range), PAIN_EINVAL);
    refused(pain_printed_range(&a, -1, &range), PAIN_EINVAL);
    refused(pain_printed_range(&(pain_printed){7, 16}, 0, &range), PAIN_EINVAL);
    refused(pain_printed_range(&(pain_printed){INT64_MIN, 1}, 0, &range), PAIN_EINVAL);
    refused(pain_compared_range(7, &a, NULL, 0, &range), PAIN_EINVAL);
    refused(pain_compared_range(PAIN_MORE, &a, &a, 0, &range), PAIN_EINVAL);
    refused(pain_compared_range(PAIN_ABOUT, &a, NULL, 0, &range), PAIN_EINVAL);
    refused(pain_compared_range(PAIN_ABOUT, &a, &minus, 0, &range), PAIN_EINVAL);
    refused(pain_compared_range(PAIN_BETWEEN, &a, &minus, 0, &range), PAIN_EINVAL);
    refused(pain_compared_range(PAIN_BETWEEN, &fine, &huge, 0, &range), PAIN_EOVERFLOW);
    ck_assert_int_eq(pain_printed_range(&a, 0, NULL), PAIN_EINVAL);
    ck_assert(pain_range_holds(&all, 1, 1));
    ck_assert(!pain_range_holds(&all, 1, 0));
    ck_assert(!pain_range_holds(NULL, 1, 1));
    ck_assert_ptr_null(pain_rounding_name(6));
    ck_assert_str_eq(pain_rounding_name(PAIN_ROUNDING_HALF_EVEN), "half-even");
}
END_TEST

/* Against long multiplication: numbers whose products need 128 bits. */
START_TEST(wide_arithmetic_is_exact)
{
    static const int64_t big = INT64_C(4000000000000000000);
    uint64_t quotient;
    bool whole;

    ck_assert_int_eq(pain__compare_products(big, 3, big - 1, 3), 1);
    ck_assert_int_eq(pain__compare_products(-big, big, -big, big), 0);
    ck_assert_int_eq(pain__compare_products(-big, big, big, big), -1);
    ck_assert_int_eq(pain__compare_products(-big, big, -big, big - 1), -1);
    ck_assert_int_eq(pain__compare_products(INT64_MIN, 2, INT64_MIN, 1), -1);
    ck_assert_int_eq(pain__compare_products(0, big, -1, 1), 1);

    /* 10^15^2 * 10^12 * 7 / (10^15 * 10^15 * 10^12) = 7, and one more in a factor leaves a rest */
    const uint64_t e15 = UINT64_C(1000000000000000), e12 = UINT64_C(1000000000000);

    ck_assert(pain__quotient((uint64_t[]){e15, e15, e12, 7}, 4, (uint64_t[]){e15, e12, e15}, 3,
                             1000, &quotient, &whole));
    ck_assert(quotient == 7 && whole);
    ck_assert(pain__quotient((uint64_t[]){e15 + 1, e15, e12, 7}, 4, (uint64_t[]){e15, e12, e15}, 3,
                             1000, &quotient, &whole));
    ck_assert(quotient == 7 && !whole);
    ck_assert(pain__quotient((uint64_t[]){e15 - 1, e15, e12, 7}, 4, (uint64_t[]){e15, e12, e15}, 3,
                             1000, &quotient, &whole));
    ck_assert(quotient == 6 && !whole);
    ck_assert(
        pain__quotient((uint64_t[]){e15, e15}, 2, (uint64_t[]){3}, 1, 1000, &quotient, &whole));
    ck_assert(quotient == 1000 && !whole);
    for (int64_t x = 0; x < 100000; x++)
        ck_assert(pain__square_root(x) * pain__square_root(x) <= x &&
                  (pain__square_root(x) + 1) * (pain__square_root(x) + 1) > x);
    ck_assert_int_eq(pain__square_root(INT64_C(999999999999999999)), 999999999);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("printed");
    TCase *tcase = tcase_create("printed");

    tcase_add_test(tcase, figures_keep_their_decimals);
    tcase_add_test(tcase, what_is_no_figure_is_refused_with_its_place);
    tcase_add_test(tcase, sets_hold_what_prints_so);
    tcase_add_test(tcase, comparators_give_their_sets);
    tcase_add_test(tcase, what_is_no_set_is_refused);
    tcase_add_test(tcase, wide_arithmetic_is_exact);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
