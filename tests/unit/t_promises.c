/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every estimate and every test promises, whatever it is given: a number is there, or it is
 * NaN and the reason says why. The functions of tests/oom/oom_estimates.c, by every method, with
 * options and data that are good, at the edge, and wrong. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "../oom/oom.h"
#include "support.h"

#define LENGTH(list) (sizeof(list) / sizeof *(list))

#define LARGE (UINT64_C(1) << 62)

static const uint64_t ones[] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, zeros[] = {0, 0, 0},
                      uneven[] = {3, 0, 1, 2, 0, 1}, million[] = {1000000, 1000000, 1000000},
                      huge[] = {LARGE, LARGE - 1, 1}, over[] = {LARGE, LARGE, LARGE};
static const double scores[] = {-3, -1, 0, 1, 2, 4, 5, 7}, zero[] = {0}, five[] = {5},
                    apart[] = {-1e308, 0, 1.7e308}, enormous[] = {1e308, 1.2e308, 1.7e308},
                    tiny[] = {-5e-324, 1e-308, 3e-308}, unordered[] = {1, 3, 2},
                    undefined[] = {1, NAN, 3}, infinite[] = {0, 1, INFINITY};

/* Single values. */
static const pain_counts values[] = {
    {scores, NULL, ones, 8, 8},
    {scores + 3, NULL, ones, 4, 4},
    {NULL, NULL, NULL, 0, 0},
    {NULL, NULL, NULL, 0, 2},
    {NULL, NULL, ones, 3, 3},
    {scores, NULL, NULL, 3, 3},
    {scores, NULL, zeros, 3, 0},
    {scores, NULL, uneven, 6, 7},
    {scores, NULL, ones, 3, 4},
    {zero, NULL, ones, 1, 1},
    {five, NULL, million, 1, 1000000},
    {scores, NULL, ones, 2, 2},
    {scores + 5, NULL, million, 3, 3000000},
    {scores, NULL, huge, 3, 2 * LARGE},
    {scores, NULL, huge, 2, 2 * LARGE - 1},
    {scores, NULL, over, 3, 3 * LARGE},
    {apart, NULL, ones, 3, 3},
    {enormous, NULL, ones, 3, 3},
    {tiny, NULL, ones, 3, 3},
    {unordered, NULL, ones, 3, 3},
    {undefined, NULL, ones, 3, 3},
    {infinite, NULL, ones, 3, 3},
};

static const double before[] = {5, 6, 7, 8, 9}, after[] = {1, 6, 0, 2, 4}, equal[] = {5, 5, 5},
                    none[] = {0, 0, 0}, rising[] = {1, 2, 3}, negative[] = {-3, -2, -1},
                    sides[] = {-2, 0, 2};

/* Pairs of a baseline and an endpoint. */
static const pain_counts pairs[] = {
    {before, after, ones, 5, 5},
    {before, after, uneven, 4, 6},
    {before, after, million, 3, 3000000},
    {before, before, ones, 5, 5},
    {before, NULL, ones, 5, 5},
    {before, none, ones, 3, 3},
    {zero, five, ones, 1, 1},
    {five, zero, million, 1, 1000000},
    {before, rising, ones, 2, 2},
    {equal, rising, ones, 3, 3},
    {none, rising, ones, 3, 3},
    {negative, rising, ones, 3, 3},
    {sides, rising, ones, 3, 3},
    {before, rising, huge, 3, 2 * LARGE},
    {apart, enormous, ones, 3, 3},
    {enormous, tiny, ones, 3, 3},
    {tiny, enormous, ones, 3, 3},
    {tiny, tiny, ones, 3, 3},
    {equal, none, ones, 3, 3},
    {before, undefined, ones, 3, 3},
    {NULL, NULL, NULL, 0, 0},
};

#define EXACT (UINT64_C(1) << 53)

/* Of n1 and of n2; the first of the two is also a single proportion. */
static const pain_stratum two[] = {
    {2, 4, 3, 3},         {0, 4, 0, 3},         {4, 4, 3, 3}, {0, 4, 3, 3}, {4, 4, 0, 3},
    {0, 0, 1, 2},         {1, 2, 0, 0},         {0, 0, 0, 0}, {5, 4, 1, 2}, {1, 2, 3, 2},
    {0, 1, 1, 1},         {1, 1, 1, 1},         {3, 5, 1, 4}, {0, 5, 1, 2}, {1, EXACT, 1, 2},
    {1, 2, 1, EXACT * 2}, {1, LARGE * 3, 1, 2},
};

static const pain_paired_counts paired[] = {
    {5, 6, 2, 4}, {0, 0, 0, 0}, {5, 0, 0, 4}, {0, 3, 0, 0}, {0, 0, 3, 0},         {0, 3, 3, 0},
    {5, 0, 0, 0}, {0, 0, 0, 4}, {0, 3, 0, 4}, {5, 0, 3, 0}, {EXACT, EXACT, 1, 1}, {LARGE, 1, 1, 1},
};

static const pain_interval_options intervals[] = {
    {.size = 0},
    {.size = sizeof(pain_interval_options), .side = PAIN_LOWER_BOUND, .level = 0.3},
    {.size = sizeof(pain_interval_options), .side = PAIN_UPPER_BOUND, .level = 0.9},
    {.size = sizeof(pain_interval_options), .side = PAIN_UPPER_BOUND, .level = 0.01},
    {.size = sizeof(pain_interval_options), .level = 0.999999999},
    {.size = sizeof(pain_interval_options), .level = 1e-9},
};

static const pain_interval_options refused_intervals[] = {
    {.size = 3},
    {.size = sizeof(pain_interval_options), .level = 1},
    {.size = sizeof(pain_interval_options), .level = -0.5},
    {.size = sizeof(pain_interval_options), .level = NAN},
    {.size = sizeof(pain_interval_options), .side = 3},
    {.size = sizeof(pain_interval_options), .side = -1},
    {.size = sizeof(pain_interval_options), .method = 4321},
};

static const pain_test_options refused_tests[] = {
    {.size = 3},
    {.size = sizeof(pain_test_options), .null_value = NAN},
    {.size = sizeof(pain_test_options), .null_value = INFINITY},
    {.size = sizeof(pain_test_options), .alternative = -1},
    {.size = sizeof(pain_test_options), .alternative = 3},
    {.size = sizeof(pain_test_options), .zeros = -1},
    {.size = sizeof(pain_test_options), .zeros = PAIN_ZEROS_KEPT},
    {.size = sizeof(pain_test_options), .reserved = 1},
    {.size = sizeof(pain_test_options), .method = 4321},
};

static const int32_t methods[] = {
#define NUMBER(name, number, ...) number,
    PAIN_METHOD_LIST(NUMBER)};
static const int32_t test_methods[] = {PAIN_TEST_METHOD_LIST(NUMBER)};

static bool is_status(int32_t reason)
{
    return reason > PAIN_OK && pain_status_text((pain_status)reason) != pain_status_text(-99);
}

static void check_estimate(const char *name, pain_status status, const pain_estimate *e)
{
    bool whole = !isnan(e->value) && !isnan(e->lower) && !isnan(e->upper);

    ck_assert_msg(status == PAIN_OK || is_status(status), "%s: %d", name, (int)status);
    if (status != PAIN_OK)
        ck_assert_msg(isnan(e->value) && isnan(e->lower) && isnan(e->upper) && e->reason == status,
                      "%s by %d: status %d, reason %d, %g %g %g", name, (int)e->method, (int)status,
                      (int)e->reason, e->value, e->lower, e->upper);
    ck_assert_msg(whole == (e->reason == PAIN_OK), "%s by %d: reason %d with %g %g %g", name,
                  (int)e->method, (int)e->reason, e->value, e->lower, e->upper);
    ck_assert_msg(isnan(e->lower) == isnan(e->upper), "%s by %d: %g %g", name, (int)e->method,
                  e->lower, e->upper);
    if (whole && (e->flags & PAIN_FLAG_EXCLUSIVE) == 0)
        ck_assert_msg(e->lower <= e->upper || e->level < 0.5, "%s by %d: %g %g", name,
                      (int)e->method, e->lower, e->upper);
}

/* How many methods to try: none of a function that is given nothing of what is looked at. */
static size_t method_count(const char *arguments, const char *const *given, bool by_all, size_t all)
{
    for (; *given != NULL; given++)
        if (strstr(arguments, *given) != NULL)
            return by_all ? 1 : all;
    return 0;
}

/* Every function that is given one of these, by every method. */
static void run_estimates(const oom_data *data, const char *const *given,
                          const pain_interval_options *options)
{
    for (const oom_estimate *entry = oom_estimates; entry->name != NULL; entry++)
        for (size_t i = 0; i < method_count(entry->given, given, entry->by_all, LENGTH(methods));
             i++) {
            oom o = {.data = data, .interval = *options};
            pain_estimate e = {.value = 1, .lower = 1, .upper = 1};

            if (o.interval.size == 0)
                o.interval = (pain_interval_options){.size = sizeof o.interval};
            if (o.interval.method == PAIN_METHOD_DEFAULT)
                o.interval.method = methods[i];
            o.interval.resamples = 100;
            check_estimate(entry->name, entry->call(&o, &e), &e);
        }
}

static void run_tests(const oom_data *data, const char *const *given)
{
    for (const oom_test *entry = oom_tests; entry->name != NULL; entry++)
        for (size_t i = 0;
             i < method_count(entry->given, given, entry->by_all, LENGTH(test_methods)); i++)
            for (int32_t k = 0; k < 6; k++) {
                oom o = {.data = data,
                         .test = {.size = sizeof o.test,
                                  .method = test_methods[i],
                                  .alternative = k % 3,
                                  .null_value = k < 3 ? 0 : 0.5,
                                  .zeros = k % 2}};
                pain_test t = {.statistic = 1, .p_value = 1};
                pain_status status = entry->call(&o, &t);

                ck_assert_msg(status == PAIN_OK || (is_status(status) && isnan(t.statistic) &&
                                                    isnan(t.p_value) && t.reason == status),
                              "%s by %d: %d", entry->name, (int)t.method, (int)status);
                ck_assert_msg(t.reason == PAIN_OK ? t.p_value >= 0 && t.p_value <= 1
                                                  : is_status(t.reason),
                              "%s by %d: reason %d, p %g", entry->name, (int)t.method,
                              (int)t.reason, t.p_value);
            }
}

static const char *const
    any[] = {"", NULL},
    *const of_values[] = {"values", "other,", "d->parts", NULL}, *const of_pairs[] = {"pair", NULL},
    *const of_counts[] = {"two", "one.", "paired", "counts", "strata", "TWO", NULL};

/* Good data, in which a test then changes something. */
static oom_data good;

static pain_cohort *cohort_of(pain_counts rows)
{
    pain_cohort *cohort = NULL;

    ck_assert_int_eq(pain_cohort_from_arrays(&cohort, rows.x, rows.y, rows.distinct, NULL, 0, NULL),
                     PAIN_OK);
    return cohort;
}

static void set_up(void)
{
    good = (oom_data){.values = values[0],
                      .other = values[1],
                      .pairs = pairs[0],
                      .more_pairs = pairs[1],
                      .n_parts = 3,
                      .one = {3, 8},
                      .two = two[0],
                      .paired = paired[0],
                      .counts = {{1, 4}, {2, 3}, {0, 2}, {5, 6}},
                      .strata = {{1, 4, 2, 5}, {3, 6, 1, 4}, {2, 2, 0, 3}},
                      .cohort = cohort_of(pairs[0]),
                      .other_cohort = cohort_of(pairs[0])};
    for (int i = 0; i < 3; i++) {
        good.parts[i] = (pain_counts){scores + i, NULL, ones, 3, 3};
        good.pair_parts[i] = (pain_counts){before + i, after + i, ones, 3, 3};
    }
}

static void tear_down(void)
{
    pain_cohort_free(good.cohort);
    pain_cohort_free(good.other_cohort);
}

START_TEST(good_options_are_taken)
{
    run_estimates(&good, any, &intervals[_i]);
    if (_i == 0)
        run_tests(&good, any);
}
END_TEST

START_TEST(wrong_options_are_refused)
{
    for (const oom_estimate *entry = oom_estimates; entry->name != NULL; entry++) {
        const oom o = {.data = &good, .interval = refused_intervals[_i]};
        pain_estimate e = {.value = 1};

        if (entry->by_all && o.interval.method != 0)
            continue;
        ck_assert_msg(entry->call(&o, &e) == PAIN_EINVAL, "%s %d", entry->name, _i);
        check_estimate(entry->name, PAIN_EINVAL, &e);
    }
}
END_TEST

START_TEST(wrong_options_of_a_test_are_refused)
{
    for (const oom_test *entry = oom_tests; entry->name != NULL; entry++) {
        const oom o = {.data = &good, .test = refused_tests[_i]};
        pain_test t = {.statistic = 1, .p_value = 1};

        if (entry->by_all && o.test.method != 0)
            continue;
        ck_assert_msg(entry->call(&o, &t) == PAIN_EINVAL, "%s %d", entry->name, _i);
        ck_assert(isnan(t.statistic) && isnan(t.p_value) && t.reason == PAIN_EINVAL);
    }
}
END_TEST

/* Those by every method have a list, and ancova a fit: other calls here. */
START_TEST(a_result_needs_a_place)
{
    const oom o = {.data = &good};
    size_t count = 0;

    for (const oom_estimate *entry = oom_estimates; entry->name != NULL; entry++)
        if (!entry->by_all && strstr(entry->name, "ancova") == NULL)
            ck_assert_msg(entry->call(&o, NULL) == PAIN_EINVAL, "%s", entry->name);
    for (const oom_test *entry = oom_tests; entry->name != NULL; entry++)
        if (!entry->by_all)
            ck_assert_msg(entry->call(&o, NULL) == PAIN_EINVAL, "%s", entry->name);
    ck_assert_int_eq(pain_ancova(good.pairs, 7, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_ancova_clustered(good.pair_parts, 3, 7, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_ancova_groups(good.pairs, good.pairs, 7, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(
        pain_ancova_groups_clustered(good.pair_parts, good.pair_parts, 3, 7, NULL, NULL),
        PAIN_EINVAL);
    ck_assert_int_eq(pain_proportion_all(1, 2, NULL, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_proportion_all(1, 2, NULL, NULL, &count), PAIN_EINVAL);
    ck_assert_uint_gt(count, 10);
    ck_assert_int_eq(pain_mcnemar_all(paired[0], NULL, NULL, NULL), PAIN_EINVAL);
    count = 0;
    ck_assert_int_eq(pain_mcnemar_all(paired[0], NULL, NULL, &count), PAIN_EINVAL);
    ck_assert_uint_gt(count, 2);
}
END_TEST

/* A list that is too short is filled with nothing, and told how long it must be. */
START_TEST(a_short_list_holds_nothing)
{
    pain_estimate estimates[2];
    pain_test tests[2];
    size_t count = 2;

    ck_assert_int_eq(pain_proportion_all(1, 2, NULL, estimates, &count), PAIN_EINVAL);
    ck_assert_uint_gt(count, 10);
    for (int i = 0; i < 2; i++)
        check_estimate("pain_proportion_all", PAIN_EINVAL, &estimates[i]);
    count = 2;
    ck_assert_int_eq(pain_mcnemar_all(paired[0], NULL, tests, &count), PAIN_EINVAL);
    ck_assert_uint_gt(count, 2);
    for (int i = 0; i < 2; i++)
        ck_assert(isnan(tests[i].statistic) && isnan(tests[i].p_value) &&
                  tests[i].reason == PAIN_EINVAL);
}
END_TEST

START_TEST(values_of_any_kind)
{
    oom_data data = good;

    data.values = values[_i];
    data.parts[1] = values[_i];
    run_estimates(&data, of_values, &intervals[0]);
    run_tests(&data, of_values);
    data.other = values[_i];
    data.parts[0] = data.parts[2] = values[_i];
    run_estimates(&data, of_values, &intervals[2]);
    run_tests(&data, of_values);
    data.values = values[0];
    data.n_parts = 1;
    run_estimates(&data, of_values, &intervals[1]);
    run_tests(&data, of_values);
}
END_TEST

START_TEST(pairs_of_any_kind)
{
    oom_data data = good;

    data.pairs = pairs[_i];
    data.pair_parts[1] = pairs[_i];
    run_estimates(&data, of_pairs, &intervals[0]);
    data.more_pairs = pairs[_i];
    data.pair_parts[0] = data.pair_parts[2] = pairs[_i];
    run_estimates(&data, of_pairs, &intervals[1]);
    data.pairs = pairs[0];
    data.n_parts = 1;
    run_estimates(&data, of_pairs, &intervals[2]);
}
END_TEST

START_TEST(counts_of_any_kind)
{
    oom_data data = good;

    data.two = two[_i];
    data.one = (pain_k_of_n){two[_i].x1, two[_i].n1};
    data.counts[1] = data.one;
    data.strata[1] = two[_i];
    data.paired = paired[(size_t)_i % (LENGTH(paired))];
    run_estimates(&data, of_counts, &intervals[0]);
    run_tests(&data, of_counts);
    for (int i = 0; i < 4; i++)
        data.counts[i] = data.one;
    for (int i = 0; i < 3; i++)
        data.strata[i] = two[_i];
    run_estimates(&data, of_counts, &intervals[3]);
    run_tests(&data, of_counts);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("promises");
    TCase *tcase = tcase_create("promises");

    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, good_options_are_taken, 0, (int)LENGTH(intervals));
    tcase_add_loop_test(tcase, wrong_options_are_refused, 0, (int)LENGTH(refused_intervals));
    tcase_add_loop_test(tcase, wrong_options_of_a_test_are_refused, 0, (int)LENGTH(refused_tests));
    tcase_add_test(tcase, a_result_needs_a_place);
    tcase_add_test(tcase, a_short_list_holds_nothing);
    tcase_add_loop_test(tcase, values_of_any_kind, 0, (int)LENGTH(values));
    tcase_add_loop_test(tcase, pairs_of_any_kind, 0, (int)LENGTH(pairs));
    tcase_add_loop_test(tcase, counts_of_any_kind, 0, (int)LENGTH(two));
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
