/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two proportions of the same pairs: published and reference values, every table of up to 10 pairs.
 */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "painstat/paired_proportions.h"
#include "paired_golden.h"
#include "support.h"

typedef pain_status (*paired_all)(pain_paired_counts, const pain_interval_options *,
                                  pain_estimate *, size_t *);
typedef pain_status (*paired_one)(pain_paired_counts, const pain_interval_options *,
                                  pain_estimate *);

static const paired_all all_functions[] = {pain_paired_difference_all, pain_paired_ratio_all,
                                           pain_paired_odds_ratio_all};
static const paired_one one_functions[] = {pain_paired_difference, pain_paired_ratio,
                                           pain_paired_odds_ratio};

enum { DIFFERENCE, RATIO, ODDS, QUANTITIES, LARGEST = 10, ROOM = 16 };

static pain_paired_counts table_named(const char *name)
{
    uint64_t cell[4];
    char *rest = (char *)(uintptr_t)name + strlen("tab");

    for (size_t i = 0; i < 4; i++)
        cell[i] = strtoull(rest + 1, &rest, 10);
    return (pain_paired_counts){cell[0], cell[1], cell[2], cell[3]};
}

static double limit_of(paired_one interval, const char *table, const char *quantity,
                       const char *method, const char *conf)
{
    pain_interval_options options = {.size = sizeof options, .level = strtod(conf, NULL)};
    pain_estimate estimate;
    pain_method number;

    ck_assert_int_eq(pain_method_parse(method, &number), PAIN_OK);
    options.method = (int32_t)number;
    ck_assert_int_eq(interval(table_named(table), &options, &estimate), PAIN_OK);
    return strstr(quantity, "lower") != NULL ? estimate.lower : estimate.upper;
}

static double mcnemar_p(const char *table, const char *option)
{
    static const struct {
        const char *option;
        pain_test_method method;
    } methods[] = {{"exact", PAIN_TEST_MCNEMAR_EXACT},
                   {"midp", PAIN_TEST_MCNEMAR_MIDP},
                   {"asymptotic", PAIN_TEST_MCNEMAR},
                   {"asymptotic_cc", PAIN_TEST_MCNEMAR_CC}};
    pain_test_options options = {.size = sizeof options};
    pain_test test;

    for (size_t i = 0; i < 4; i++)
        if (strcmp(option, methods[i].option) == 0)
            options.method = (int32_t)methods[i].method;
    ck_assert_int_ne(options.method, 0);
    ck_assert_int_eq(pain_mcnemar(table_named(table), &options, &test), PAIN_OK);
    return test.p_value;
}

static double golden_table_value(const char *table, const char *quantity, const char *option,
                                 const char *conf, const char *tool)
{
    (void)tool;
    if (strcmp(quantity, "mcnemar_p") == 0)
        return mcnemar_p(table, option);
    if (strncmp(quantity, "paired_rr", 9) == 0 && strcmp(option, "tang_score") == 0)
        return limit_of(pain_paired_ratio, table, quantity, "tang", conf);
    ck_assert_msg(strncmp(quantity, "paired_rd", 9) == 0, "unknown quantity %s", quantity);
    if (strcmp(option, "newcombe_method10") == 0)
        option = "newcombe-10";
    else if (strcmp(option, "newcombe_method8") == 0)
        option = "newcombe-8";
    return limit_of(pain_paired_difference, table, quantity, option, conf);
}

static bool is_about_a_table(const char *dataset, const char *quantity, const char *option)
{
    (void)quantity;
    (void)option;
    return strncmp(dataset, "tab_", 4) == 0;
}

START_TEST(reference_rows_about_tables_are_met)
{
    ck_assert_uint_eq(check_golden_rows(is_about_a_table, golden_table_value), 68);
}
END_TEST

/* mpmath, 60 digits, see tests/ref/gen/paired_far.py: cells that differ by orders of magnitude. */
START_TEST(score_limits_keep_their_digits_in_unbalanced_tables)
{
    FILE *file = open_source("tests/ref/paired_far.csv");
    char line[256], *f[8];
    size_t rows = 0;

    for (; next_fields(file, line, sizeof line, f, 8) == 8; rows++) {
        const pain_paired_counts table = {strtoull(f[1], NULL, 10), strtoull(f[2], NULL, 10),
                                          strtoull(f[3], NULL, 10), strtoull(f[4], NULL, 10)};
        pain_interval_options options = {.size = sizeof options, .level = strtod(f[5], NULL)};
        pain_method method;
        pain_estimate e;

        ck_assert_int_eq(pain_method_parse(f[0], &method), PAIN_OK);
        options.method = (int32_t)method;
        ck_assert_int_eq((method == PAIN_METHOD_TANG ? pain_paired_ratio
                                                     : pain_paired_difference)(table, &options, &e),
                         PAIN_OK);
        const double got[] = {e.lower, e.upper};

        for (int i = 0; i < 2; i++)
            ck_assert_msg(is_close(got[i], strtod(f[6 + i], NULL), 1e-12),
                          "%s of %s %s %s %s at %s: %.17g, not %s", f[0], f[1], f[2], f[3], f[4],
                          f[5], got[i], f[6 + i]);
    }
    (void)fclose(file);
    ck_assert_uint_eq(rows, 84);
}
END_TEST

/* Each value is stated with that many digits: T. Tango 1998; A. Agresti and Y. Min 2005 (Tango's
 * interval, and the odds ratio, which is the score interval corrected for skewness); M. W.
 * Fagerland et al. 2014, table 1; R. G. Newcombe 1998c; M.-L. Tang 2010; C.-H. Chang 2024; N.-S.
 * Tang 2003, whose upper limits .991 and 1.038 are cut, not rounded; N. DelRocco 2022. */
START_TEST(published_intervals_are_met)
{
    static const struct {
        pain_paired_counts table;
        double level;
        int quantity;
        pain_method method;
        double lower, upper, half_digit;
    } rows[] = {
        {{4, 9, 3, 16}, 0.95, DIFFERENCE, PAIN_METHOD_TANGO, -.027, .390, 5e-4},
        {{43, 0, 1, 0}, 0.90, DIFFERENCE, PAIN_METHOD_TANGO, -.096, .037, 5e-4},
        {{53, 16, 8, 9}, 0.95, DIFFERENCE, PAIN_METHOD_TANGO, -.020, .207, 5e-4},
        {{1, 1, 7, 12}, 0.95, DIFFERENCE, PAIN_METHOD_TANGO, -.517, -.026, 5e-4},
        {{1, 1, 7, 12}, 0.95, DIFFERENCE, PAIN_METHOD_NEWCOMBE_10, -.507, -.026, 5e-4},
        {{1, 1, 7, 12}, 0.95, DIFFERENCE, PAIN_METHOD_PAIRED_WALD, -.520, -.052, 5e-4},
        {{1, 1, 7, 12}, 0.95, DIFFERENCE, PAIN_METHOD_BONETT_PRICE, -.508, -.013, 5e-4},
        {{1, 1, 7, 12}, 0.95, RATIO, PAIN_METHOD_PAIRED_RATIO_WALD, .063, 1.000, 5e-4},
        {{1, 1, 7, 12}, 0.95, ODDS, PAIN_METHOD_CONDITIONAL_MIDP, .006, .924, 5e-4},
        {{1, 1, 7, 12}, 0.95, ODDS, PAIN_METHOD_CONDITIONAL_EXACT, .003, 1.112, 5e-4},
        {{53, 16, 8, 9}, 0.95, ODDS, PAIN_METHOD_CONDITIONAL_SCAS, .8718, 4.8816, 5e-5},
        {{20, 12, 2, 16}, 0.95, DIFFERENCE, PAIN_METHOD_NEWCOMBE_8, .0618, .3242, 5e-5},
        {{20, 12, 2, 16}, 0.95, DIFFERENCE, PAIN_METHOD_NEWCOMBE_10, .0562, .3292, 5e-5},
        {{8, 3, 1, 2}, 0.95, DIFFERENCE, PAIN_METHOD_TANGO, -.1670, .4327, 5e-5},
        {{8, 3, 1, 2}, 0.95, DIFFERENCE, PAIN_METHOD_NEWCOMBE_10, -.1574, .4136, 5e-5},
        {{7, 25, 2, 68}, 0.95, DIFFERENCE, PAIN_METHOD_TANGO, .139, .321, 5e-4},
        {{7, 25, 2, 68}, 0.95, DIFFERENCE, PAIN_METHOD_NEWCOMBE_10, .133, .318, 5e-4},
        {{446, 5, 16, 690}, 0.90, RATIO, PAIN_METHOD_TANG, .958, .992, 5e-4},
        {{43, 0, 1, 0}, 0.90, RATIO, PAIN_METHOD_TANG, .904, 1.039, 5e-4},
        {{1, 1, 7, 12}, 0.95, RATIO, PAIN_METHOD_TANG, .0653, .9069, 5e-5},
        {{1, 1, 7, 12}, 0.95, ODDS, PAIN_METHOD_CONDITIONAL_WILSON, .023, .890, 5e-4},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pain_interval_options options = {
            .size = sizeof options, .level = rows[i].level, .method = (int32_t)rows[i].method};
        pain_estimate e;

        ck_assert_int_eq(one_functions[rows[i].quantity](rows[i].table, &options, &e), PAIN_OK);
        ck_assert_double_eq_tol(e.lower, rows[i].lower, rows[i].half_digit);
        ck_assert_double_eq_tol(e.upper, rows[i].upper, rows[i].half_digit);
    }
}
END_TEST

/* Calls `visit` for every table of 1 to LARGEST pairs. */
static void for_every_table(void (*visit)(pain_paired_counts))
{
    for (uint64_t a = 0; a <= LARGEST; a++)
        for (uint64_t b = 0; a + b <= LARGEST; b++)
            for (uint64_t c = 0; a + b + c <= LARGEST; c++)
                for (uint64_t d = a + b + c > 0 ? 0 : 1; a + b + c + d <= LARGEST; d++)
                    visit((pain_paired_counts){a, b, c, d});
}

static size_t all_of(int quantity, pain_paired_counts table, double level, pain_side side,
                     pain_estimate *estimates)
{
    const pain_interval_options options = {
        .size = sizeof options, .level = level, .side = (int32_t)side};
    size_t count = ROOM;

    ck_assert_int_eq(all_functions[quantity](table, &options, estimates, &count), PAIN_OK);
    return count;
}

static void limits_are_sound(pain_paired_counts table)
{
    for (int quantity = 0; quantity < QUANTITIES; quantity++) {
        pain_estimate e[ROOM];
        size_t count = all_of(quantity, table, 0.95, PAIN_TWO_SIDED, e);

        for (size_t i = 0; i < count; i++) {
            if (isnan(e[i].value) || isnan(e[i].lower))
                ck_assert_int_ne(e[i].reason, PAIN_OK);
            ck_assert(isnan(e[i].lower) == isnan(e[i].upper));
            if (isnan(e[i].lower))
                continue;
            ck_assert(e[i].lower <= e[i].upper);
            ck_assert(e[i].lower >= (quantity == DIFFERENCE ? -1 : 0));
            ck_assert(quantity != DIFFERENCE || e[i].upper <= 1);
            if (!isnan(e[i].value) && e[i].method != PAIN_METHOD_CONDITIONAL_JEFFREYS &&
                e[i].method != PAIN_METHOD_AGRESTI_MIN && e[i].method != PAIN_METHOD_BONETT_PRICE)
                ck_assert(e[i].lower <= e[i].value && e[i].value <= e[i].upper);
        }
    }
}

START_TEST(every_small_table_has_limits_or_a_reason)
{
    for_every_table(limits_are_sound);
}
END_TEST

static void swapping_mirrors(pain_paired_counts table)
{
    const pain_paired_counts swapped = {table.yes_yes, table.no_yes, table.yes_no, table.no_no};

    for (int quantity = 0; quantity < QUANTITIES; quantity++) {
        pain_estimate e[ROOM], m[ROOM];
        size_t count = all_of(quantity, table, 0.9, PAIN_TWO_SIDED, e);

        ck_assert_uint_eq(all_of(quantity, swapped, 0.9, PAIN_TWO_SIDED, m), count);
        for (size_t i = 0; i < count; i++) {
            bool ratio = quantity != DIFFERENCE;

            ck_close(ratio ? 1 / m[i].upper : -m[i].upper, e[i].lower, 1e-15);
            ck_close(ratio ? 1 / m[i].lower : -m[i].lower, e[i].upper, 1e-15);
            ck_close(ratio ? 1 / m[i].value : -m[i].value, e[i].value, 1e-15);
        }
    }
}

START_TEST(exchanging_the_times_negates_or_inverts)
{
    for_every_table(swapping_mirrors);
}
END_TEST

static void one_side_nests(pain_paired_counts table)
{
    for (int quantity = 0; quantity < QUANTITIES; quantity++) {
        pain_estimate two[ROOM], lower[ROOM], upper[ROOM], wide[ROOM];
        size_t count = all_of(quantity, table, 0.875, PAIN_TWO_SIDED, two);

        (void)all_of(quantity, table, 0.9375, PAIN_LOWER_BOUND, lower);
        (void)all_of(quantity, table, 0.9375, PAIN_UPPER_BOUND, upper);
        (void)all_of(quantity, table, 0.99, PAIN_TWO_SIDED, wide);
        for (size_t i = 0; i < count; i++) {
            if (isnan(two[i].lower))
                continue;
            ck_close(lower[i].lower, two[i].lower, 1e-15);
            ck_close(upper[i].upper, two[i].upper, 1e-15);
            ck_assert(lower[i].upper == (quantity == DIFFERENCE ? 1 : INFINITY));
            ck_assert(upper[i].lower == (quantity == DIFFERENCE ? -1 : 0));
            ck_assert(wide[i].lower <= two[i].lower && wide[i].upper >= two[i].upper);
        }
    }
}

START_TEST(one_sided_bounds_are_limits_and_wider_levels_hold_narrower_ones)
{
    for_every_table(one_side_nests);
}
END_TEST

/* The null lies in the interval when the test of the same family does not reject. */
static void test_and_interval_agree(pain_paired_counts table)
{
    static const struct {
        int quantity;
        pain_method interval;
        pain_test_method test;
    } families[] = {
        {DIFFERENCE, PAIN_METHOD_TANGO, PAIN_TEST_MCNEMAR},
        {RATIO, PAIN_METHOD_TANG, PAIN_TEST_MCNEMAR},
        {ODDS, PAIN_METHOD_CONDITIONAL_WILSON, PAIN_TEST_MCNEMAR},
        {ODDS, PAIN_METHOD_CONDITIONAL_EXACT, PAIN_TEST_MCNEMAR_EXACT},
        {ODDS, PAIN_METHOD_CONDITIONAL_MIDP, PAIN_TEST_MCNEMAR_MIDP},
    };
    static const double levels[] = {0.5, 0.8, 0.9, 0.95, 0.99};

    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        for (size_t j = 0; j < sizeof levels / sizeof *levels; j++) {
            pain_interval_options options = {.size = sizeof options,
                                             .level = levels[j],
                                             .method = (int32_t)families[i].interval};
            pain_test_options test_options = {.size = sizeof test_options,
                                              .method = (int32_t)families[i].test};
            double null = families[i].quantity == DIFFERENCE ? 0 : 1;
            pain_estimate e;
            pain_test test;

            ck_assert_int_eq(one_functions[families[i].quantity](table, &options, &e), PAIN_OK);
            ck_assert_int_eq(pain_mcnemar(table, &test_options, &test), PAIN_OK);
            double p = isnan(test.p_value) ? 1 : test.p_value;

            if (fabs(p - (1 - levels[j])) > 1e-12)
                ck_assert((e.lower <= null && null <= e.upper) == (p > 1 - levels[j]));
        }
}

START_TEST(tests_and_intervals_of_one_family_agree)
{
    for_every_table(test_and_interval_agree);
}
END_TEST

/* By hand: 2 (1 + 4) / 2^4 = 0.625 and 2 (1 + 4 / 2) / 2^4 = 0.375 for 3 against 1. */
START_TEST(mcnemar_counts_outcomes)
{
    pain_test tests[4];
    size_t count = 4;

    ck_assert_int_eq(pain_mcnemar_all((pain_paired_counts){8, 3, 1, 2}, NULL, tests, &count),
                     PAIN_OK);
    ck_assert_uint_eq(count, 4);
    ck_close(tests[0].p_value, 0.625, 1e-14);
    ck_close(tests[1].p_value, 0.375, 1e-14);
    ck_assert_double_eq(tests[2].statistic, 1);
    ck_assert_double_eq(tests[3].statistic, 0.25);
    ck_assert_uint_eq(tests[0].n, 14);
    ck_assert_uint_eq(tests[0].n_zero, 10);
    /* One-sided: (1 + 4) / 16 that b is 3 or more. */
    pain_test_options options = {.size = sizeof options,
                                 .method = PAIN_TEST_MCNEMAR_EXACT,
                                 .alternative = PAIN_ALTERNATIVE_GREATER};

    ck_assert_int_eq(pain_mcnemar((pain_paired_counts){8, 3, 1, 2}, &options, tests), PAIN_OK);
    ck_close(tests[0].p_value, 0.3125, 1e-14);
    options.alternative = PAIN_ALTERNATIVE_LESS;
    ck_assert_int_eq(pain_mcnemar((pain_paired_counts){8, 3, 1, 2}, &options, tests), PAIN_OK);
    ck_close(tests[0].p_value, 0.9375, 1e-14);
}
END_TEST

/* Tango, b = c = 0: n D^2 = z^2 D (1 - D), so D = z^2 / (n + z^2), whatever a and d. Tang: a (1 -
 * r)^2 = z^2 r (1 - r), so r = a / (a + z^2). */
START_TEST(no_discordant_pair_has_a_stated_answer)
{
    const double z2 = 1.959963984540054 * 1.959963984540054;
    const pain_paired_counts table = {3, 0, 0, 2};
    pain_estimate e;
    pain_test test;

    ck_assert_int_eq(pain_paired_difference(table, NULL, &e), PAIN_OK);
    ck_close(e.upper, z2 / (5 + z2), 1e-14);
    ck_close(e.lower, -z2 / (5 + z2), 1e-14);
    ck_assert_int_eq(pain_paired_ratio(table, NULL, &e), PAIN_OK);
    ck_close(e.lower, 3 / (3 + z2), 1e-14);
    ck_assert_int_eq(pain_paired_odds_ratio(table, NULL, &e), PAIN_OK);
    ck_assert(isnan(e.value) && e.lower == 0 && isinf(e.upper));
    ck_assert_int_eq(e.reason, PAIN_EUNDEFINED);
    ck_assert_uint_eq(e.flags, PAIN_FLAG_UNBOUNDED);
    ck_assert_int_eq(pain_mcnemar(table, NULL, &test), PAIN_OK);
    ck_assert_double_eq(test.p_value, 1);
    const pain_test_options asymptotic = {.size = sizeof asymptotic, .method = PAIN_TEST_MCNEMAR};

    ck_assert_int_eq(pain_mcnemar(table, &asymptotic, &test), PAIN_OK);
    ck_assert(isnan(test.p_value) && test.reason == PAIN_EUNDEFINED);
}
END_TEST

START_TEST(unsound_arguments_are_refused)
{
    const pain_paired_counts none = {0, 0, 0, 0}, some = {1, 2, 3, 4};
    const pain_paired_counts many = {UINT64_C(1) << 53, 1, 0, 0};
    const pain_interval_options percent = {.size = sizeof percent, .level = 95};
    const pain_interval_options other = {.size = sizeof other, .method = PAIN_METHOD_WILSON};
    pain_test_options shifted = {.size = sizeof shifted, .null_value = 0.5};
    pain_estimate e[1];
    pain_test test;
    size_t count = 1;

    for (int quantity = 0; quantity < QUANTITIES; quantity++) {
        ck_assert_int_eq(one_functions[quantity](none, NULL, e), PAIN_EEMPTY);
        ck_assert(isnan(e->value) && isnan(e->lower) && e->reason == PAIN_EEMPTY);
        ck_assert_int_eq(one_functions[quantity](many, NULL, e), PAIN_EOVERFLOW);
        ck_assert_int_eq(one_functions[quantity](some, &percent, e), PAIN_EINVAL);
        ck_assert_int_eq(one_functions[quantity](some, &other, e), PAIN_EINVAL);
        ck_assert_int_eq(one_functions[quantity](some, NULL, NULL), PAIN_EINVAL);
        count = 1;
        ck_assert_int_eq(all_functions[quantity](some, NULL, e, &count), PAIN_EINVAL);
        ck_assert_uint_gt(count, 1);
    }
    ck_assert_int_eq(pain_mcnemar(none, NULL, &test), PAIN_EEMPTY);
    ck_assert_double_nan(test.p_value);
    ck_assert_int_eq(pain_mcnemar(some, &shifted, &test), PAIN_EINVAL);
    shifted.null_value = 0;
    shifted.method = PAIN_TEST_T;
    ck_assert_int_eq(pain_mcnemar(some, &shifted, &test), PAIN_EINVAL);
    ck_assert_int_eq(pain_mcnemar(some, NULL, NULL), PAIN_EINVAL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("paired_proportions");
    TCase *tests = tcase_create("paired_proportions");

    tcase_add_test(tests, reference_rows_about_tables_are_met);
    tcase_add_test(tests, score_limits_keep_their_digits_in_unbalanced_tables);
    tcase_add_test(tests, published_intervals_are_met);
    tcase_add_test(tests, every_small_table_has_limits_or_a_reason);
    tcase_add_test(tests, exchanging_the_times_negates_or_inverts);
    tcase_add_test(tests, one_sided_bounds_are_limits_and_wider_levels_hold_narrower_ones);
    tcase_add_test(tests, tests_and_intervals_of_one_family_agree);
    tcase_add_test(tests, mcnemar_counts_outcomes);
    tcase_add_test(tests, no_discordant_pair_has_a_stated_answer);
    tcase_add_test(tests, unsound_arguments_are_refused);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
