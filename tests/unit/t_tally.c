/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tallies of values and of pairs. */
#include <config.h>

#include <math.h>
#include <stdlib.h>

#include "painstat/tally.h"
#include "stat/counts.h"
#include "support.h"

static pain_tally *tally_of(const double *x, size_t n)
{
    pain_tally *tally;

    ck_assert_int_eq(pain_tally_new(&tally, NULL), PAIN_OK);
    ck_assert_int_eq(pain_tally_add_array(tally, x, n), PAIN_OK);
    return tally;
}

static void assert_same(pain_counts a, pain_counts b)
{
    ck_assert_uint_eq(a.n, b.n);
    ck_assert_uint_eq(a.distinct, b.distinct);
    for (size_t i = 0; i < a.distinct; i++) {
        ck_assert(a.x[i] == b.x[i]);
        ck_assert(a.y == NULL || a.y[i] == b.y[i]);
        ck_assert_uint_eq(a.count[i], b.count[i]);
    }
}

/* Scores 0 to `distinct` - 1 in an order that repeats only after a long time. */
static void fill(double *x, size_t n, unsigned distinct, uint32_t state)
{
    for (size_t i = 0; i < n; i++) {
        state = state * 1664525u + 1013904223u;
        x[i] = (state >> 8) % distinct;
    }
}

START_TEST(a_new_tally_is_empty)
{
    pain_tally *tally;

    ck_assert_int_eq(pain_tally_new(&tally, NULL), PAIN_OK);
    pain_counts counts = pain_tally_counts(tally);

    ck_assert_uint_eq(counts.n, 0);
    ck_assert_uint_eq(counts.distinct, 0);
    ck_assert_int_eq(pain__counts_check(counts, false), PAIN_EEMPTY);
    pain_tally_free(tally);
    pain_tally_free(NULL);
    pain_pairs_free(NULL);
}
END_TEST

START_TEST(values_are_counted_in_ascending_order)
{
    const double x[] = {7, 0, 3, 0, 7, 7, -1.5};
    pain_tally *tally = tally_of(x, 7);
    pain_counts counts = pain_tally_counts(tally);
    const double values[] = {-1.5, 0, 3, 7};
    const uint64_t count[] = {1, 2, 1, 3};

    assert_same(counts, (pain_counts){values, NULL, count, 4, 7});
    ck_assert_ptr_null(counts.y);
    pain_tally_free(tally);
}
END_TEST

START_TEST(minus_zero_counts_as_zero)
{
    const double x[] = {0.0, -0.0};
    pain_tally *tally = tally_of(x + 1, 1);

    ck_assert(!signbit(pain_tally_counts(tally).x[0]));
    ck_assert_int_eq(pain_tally_add_array(tally, x, 2), PAIN_OK);
    ck_assert_uint_eq(pain_tally_counts(tally).distinct, 1);
    ck_assert_uint_eq(pain_tally_counts(tally).n, 3);
    pain_tally_free(tally);
}
END_TEST

START_TEST(counting_a_value_no_times_does_nothing)
{
    pain_tally *tally = tally_of(NULL, 0);

    ck_assert_int_eq(pain_tally_add(tally, 3, 0), PAIN_OK);
    ck_assert_uint_eq(pain_tally_counts(tally).distinct, 0);
    pain_tally_free(tally);
}
END_TEST

START_TEST(nan_and_infinity_are_refused_and_change_nothing)
{
    const double good[] = {1, 2, 2};
    const double bad[][3] = {{3, NAN, 4}, {3, 4, INFINITY}, {-INFINITY, 3, 4}};
    pain_tally *tally = tally_of(good, 3), *same = tally_of(good, 3);

    for (size_t i = 0; i < 3; i++)
        ck_assert_int_eq(pain_tally_add_array(tally, bad[i], 3), PAIN_ENONFINITE);
    ck_assert_int_eq(pain_tally_add(tally, NAN, 1), PAIN_ENONFINITE);
    ck_assert_int_eq(pain_tally_add(tally, INFINITY, 1), PAIN_ENONFINITE);
    assert_same(pain_tally_counts(tally), pain_tally_counts(same));
    pain_tally_free(tally);
    pain_tally_free(same);
}
END_TEST

START_TEST(counts_go_up_to_2_to_the_63_and_no_further)
{
    const double x[] = {5};
    pain_tally *tally = tally_of(NULL, 0), *one = tally_of(x, 1);

    ck_assert_int_eq(pain_tally_add(tally, 3, INT64_MAX), PAIN_OK);
    ck_assert_int_eq(pain_tally_add(tally, 3, 1), PAIN_EOVERFLOW);
    ck_assert_int_eq(pain_tally_add(tally, 4, 1), PAIN_EOVERFLOW);
    ck_assert_int_eq(pain_tally_add(tally, 4, UINT64_MAX), PAIN_EOVERFLOW);
    ck_assert_int_eq(pain_tally_add_array(tally, x, 1), PAIN_EOVERFLOW);
    ck_assert_int_eq(pain_tally_merge(tally, one), PAIN_EOVERFLOW);
    ck_assert_int_eq(pain_tally_merge(one, tally), PAIN_EOVERFLOW);
    ck_assert_int_eq(pain_tally_merge(tally, tally), PAIN_EOVERFLOW);
    ck_assert_uint_eq(pain_tally_counts(tally).n, INT64_MAX);
    ck_assert_uint_eq(pain_tally_counts(tally).distinct, 1);
    ck_assert_uint_eq(pain_tally_counts(one).n, 1);
    pain_tally_free(tally);
    pain_tally_free(one);
}
END_TEST

START_TEST(arrays_count_as_their_values_one_by_one)
{
    enum { N = 3000 };
    static const unsigned distinct[] = {1, 2, 11, 101, 1000, 100000};
    double *x = calloc(N, sizeof *x);

    for (size_t d = 0; d < sizeof distinct / sizeof *distinct; d++)
        for (size_t n = 0; n <= N; n = n < 300 ? n + 43 : 3 * n) {
            fill(x, n, distinct[d], (uint32_t)(17 + n));
            pain_tally *at_once = tally_of(x, n), *singly = tally_of(NULL, 0);

            for (size_t i = 0; i < n; i++)
                ck_assert_int_eq(pain_tally_add(singly, x[i], 1), PAIN_OK);
            assert_same(pain_tally_counts(at_once), pain_tally_counts(singly));
            ck_assert_int_eq(pain__counts_check(pain_tally_counts(at_once), false),
                             n > 0 ? PAIN_OK : PAIN_EEMPTY);
            pain_tally_free(at_once);
            pain_tally_free(singly);
        }
    free(x);
}
END_TEST

START_TEST(the_order_of_the_data_does_not_matter)
{
    double x[500], backwards[500];

    fill(x, 500, 11, 1);
    for (size_t i = 0; i < 500; i++)
        backwards[i] = x[499 - i];
    pain_tally *a = tally_of(x, 500), *b = tally_of(backwards, 500);

    assert_same(pain_tally_counts(a), pain_tally_counts(b));
    pain_tally_free(a);
    pain_tally_free(b);
}
END_TEST

START_TEST(merged_parts_are_the_whole)
{
    double x[500];

    fill(x, 500, 101, 2);
    pain_tally *whole = tally_of(x, 500);

    for (size_t cut = 0; cut <= 500; cut += 50) {
        pain_tally *a = tally_of(x, cut), *b = tally_of(x + cut, 500 - cut);
        pain_tally *b_alone = tally_of(x + cut, 500 - cut);

        ck_assert_int_eq(pain_tally_merge(a, b), PAIN_OK);
        assert_same(pain_tally_counts(a), pain_tally_counts(whole));
        assert_same(pain_tally_counts(b), pain_tally_counts(b_alone));
        pain_tally_free(a);
        pain_tally_free(b);
        pain_tally_free(b_alone);
    }
    pain_tally_free(whole);
}
END_TEST

START_TEST(a_tally_merged_into_itself_doubles)
{
    const double x[] = {1, 2, 2}, twice[] = {1, 2, 2, 1, 2, 2};
    pain_tally *tally = tally_of(x, 3), *want = tally_of(twice, 6);

    ck_assert_int_eq(pain_tally_merge(tally, tally), PAIN_OK);
    assert_same(pain_tally_counts(tally), pain_tally_counts(want));
    pain_tally_free(tally);
    pain_tally_free(want);
}
END_TEST

START_TEST(pairs_stand_in_the_order_of_x_then_y)
{
    const double x[] = {7, 2, 7, 7, 2}, y[] = {3, 0, 1, 3, -0.0};
    const double values_x[] = {2, 7, 7}, values_y[] = {0, 1, 3};
    const uint64_t count[] = {2, 1, 2};
    pain_pairs *pairs;

    ck_assert_int_eq(pain_pairs_new(&pairs, NULL), PAIN_OK);
    ck_assert_int_eq(pain_pairs_add_arrays(pairs, x, y, 5), PAIN_OK);
    assert_same(pain_pairs_counts(pairs), (pain_counts){values_x, values_y, count, 3, 5});
    ck_assert_int_eq(pain_pairs_add(pairs, 7, NAN, 1), PAIN_ENONFINITE);
    ck_assert_int_eq(pain_pairs_add(pairs, INFINITY, 7, 1), PAIN_ENONFINITE);
    ck_assert_int_eq(pain_pairs_add(pairs, 7, 1, UINT64_MAX), PAIN_EOVERFLOW);
    assert_same(pain_pairs_counts(pairs), (pain_counts){values_x, values_y, count, 3, 5});
    pain_pairs_free(pairs);
}
END_TEST

START_TEST(merged_parts_of_pairs_are_the_whole)
{
    double x[600], y[600];
    pain_pairs *whole, *a, *b;

    fill(x, 600, 11, 3);
    fill(y, 600, 11, 4);
    ck_assert_int_eq(pain_pairs_new(&whole, NULL), PAIN_OK);
    ck_assert_int_eq(pain_pairs_new(&a, NULL), PAIN_OK);
    ck_assert_int_eq(pain_pairs_new(&b, NULL), PAIN_OK);
    ck_assert_int_eq(pain_pairs_add_arrays(whole, x, y, 600), PAIN_OK);
    for (size_t i = 0; i < 600; i++)
        ck_assert_int_eq(pain_pairs_add(i % 3 == 0 ? a : b, x[i], y[i], 1), PAIN_OK);
    ck_assert_int_eq(pain_pairs_merge(b, a), PAIN_OK);
    assert_same(pain_pairs_counts(b), pain_pairs_counts(whole));
    ck_assert_int_eq(pain__counts_check(pain_pairs_counts(b), true), PAIN_OK);
    pain_pairs_free(whole);
    pain_pairs_free(a);
    pain_pairs_free(b);
}
END_TEST

START_TEST(missing_objects_are_refused)
{
    pain_tally *tally = tally_of(NULL, 0);

    ck_assert_int_eq(pain_tally_new(NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_tally_add(NULL, 1, 1), PAIN_EINVAL);
    ck_assert_int_eq(pain_tally_add_array(tally, NULL, 1), PAIN_EINVAL);
    ck_assert_int_eq(pain_tally_merge(tally, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_tally_merge(NULL, tally), PAIN_EINVAL);
    ck_assert_uint_eq(pain_tally_counts(NULL).n, 0);
    ck_assert_int_eq(pain_pairs_new(NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_pairs_add(NULL, 1, 1, 1), PAIN_EINVAL);
    ck_assert_int_eq(pain_pairs_merge(NULL, NULL), PAIN_EINVAL);
    ck_assert_uint_eq(pain_pairs_counts(NULL).n, 0);
    pain_tally_free(tally);
}
END_TEST

/* A tally of 12 values, some more in an array, and a merge; then what must hold at every failure. */
static pain_status build_tally(const pain_allocator *allocator)
{
    double x[300];
    pain_tally *tally, *more = NULL;
    pain_status status = pain_tally_new(&tally, allocator);

    fill(x, 300, 150, 5);
    ck_assert(status == PAIN_OK || tally == NULL);
    for (unsigned i = 0; i < 12 && status == PAIN_OK; i++) {
        status = pain_tally_add(tally, i, 2);
        ck_assert_uint_eq(pain_tally_counts(tally).n, 2 * (i + (status == PAIN_OK)));
    }
    if (status == PAIN_OK) {
        status = pain_tally_add_array(tally, x, 300);
        ck_assert_uint_eq(pain_tally_counts(tally).n, status == PAIN_OK ? 324 : 24);
    }
    if (status == PAIN_OK)
        status = pain_tally_new(&more, allocator);
    if (status == PAIN_OK)
        status = pain_tally_add(more, 0.5, 1);
    if (status == PAIN_OK) {
        status = pain_tally_merge(tally, more);
        ck_assert_uint_eq(pain_tally_counts(tally).n, status == PAIN_OK ? 325 : 324);
    }
    pain_tally_free(tally);
    pain_tally_free(more);
    return status;
}

static pain_status build_pairs(const pain_allocator *allocator)
{
    double x[300], y[300];
    pain_pairs *pairs;
    pain_status status = pain_pairs_new(&pairs, allocator);

    fill(x, 300, 11, 6);
    fill(y, 300, 11, 7);
    ck_assert(status == PAIN_OK || pairs == NULL);
    if (status == PAIN_OK)
        status = pain_pairs_add(pairs, 1, 2, 3);
    if (status == PAIN_OK) {
        status = pain_pairs_add_arrays(pairs, x, y, 300);
        ck_assert_uint_eq(pain_pairs_counts(pairs).n, status == PAIN_OK ? 303 : 3);
        ck_assert_int_eq(pain__counts_check(pain_pairs_counts(pairs), true), PAIN_OK);
    }
    pain_pairs_free(pairs);
    return status;
}

START_TEST(every_failing_allocation_is_reported_and_leaks_nothing)
{
    pain_status (*const build[])(const pain_allocator *) = {build_tally, build_pairs};

    for (size_t b = 0; b < 2; b++) {
        pain_status status = PAIN_ENOMEM;
        size_t fail_at = 1;

        for (; status == PAIN_ENOMEM; fail_at++) {
            failing_allocator failing;

            failing_allocator_init(&failing, fail_at);
            status = build[b](&failing.allocator);
            ck_assert_uint_eq(failing.live, 0);
            ck_assert(status == PAIN_ENOMEM || failing.calls < fail_at);
        }
        ck_assert_int_eq(status, PAIN_OK);
        ck_assert_uint_gt(fail_at, 10);
    }
}
END_TEST

START_TEST(counts_that_a_caller_fills_are_checked)
{
    const double x[] = {1, 2, 3}, falling[] = {1, 3, 2}, twice[] = {1, 2, 2}, none[] = {1, NAN, 3};
    const double y[] = {0, 5, 7}, y_falling[] = {0, 7, 5};
    const uint64_t count[] = {2, 0, 3}, huge[] = {INT64_MAX, 1, 0}, zero[] = {0, 0, 0};

    ck_assert_int_eq(pain__counts_check((pain_counts){x, NULL, count, 3, 5}, false), PAIN_OK);
    ck_assert_int_eq(pain__counts_check((pain_counts){x, NULL, count, 3, 5}, true), PAIN_EINVAL);
    ck_assert_int_eq(pain__counts_check((pain_counts){x, NULL, count, 3, 6}, false), PAIN_EINVAL);
    ck_assert_int_eq(pain__counts_check((pain_counts){NULL, NULL, count, 3, 5}, false),
                     PAIN_EINVAL);
    ck_assert_int_eq(pain__counts_check((pain_counts){x, NULL, NULL, 3, 5}, false), PAIN_EINVAL);
    ck_assert_int_eq(pain__counts_check((pain_counts){x, NULL, count, 0, 5}, false), PAIN_EINVAL);
    ck_assert_int_eq(pain__counts_check((pain_counts){falling, NULL, count, 3, 5}, false),
                     PAIN_EINVAL);
    ck_assert_int_eq(pain__counts_check((pain_counts){twice, NULL, count, 3, 5}, false),
                     PAIN_EINVAL);
    ck_assert_int_eq(pain__counts_check((pain_counts){none, NULL, count, 3, 5}, false),
                     PAIN_EINVAL);
    ck_assert_int_eq(pain__counts_check((pain_counts){twice, y, count, 3, 5}, true), PAIN_OK);
    ck_assert_int_eq(pain__counts_check((pain_counts){twice, y_falling, count, 3, 5}, true),
                     PAIN_EINVAL);
    ck_assert_int_eq(pain__counts_check((pain_counts){x, none, count, 3, 5}, true), PAIN_EINVAL);
    ck_assert_int_eq(
        pain__counts_check((pain_counts){x, NULL, huge, 3, (uint64_t)INT64_MAX + 1}, false),
        PAIN_EINVAL);
    ck_assert_int_eq(pain__counts_check((pain_counts){x, NULL, zero, 3, 0}, false), PAIN_EEMPTY);
}
END_TEST

START_TEST(values_are_found_by_their_rank)
{
    const double x[] = {1, 2, 3, 4};
    const uint64_t count[] = {0, 2, 3, 0};
    const double sorted[] = {2, 2, 3, 3, 3};
    pain_counts counts = {x, NULL, count, 4, 5};

    for (uint64_t rank = 1; rank <= 5; rank++)
        ck_assert(pain__counts_at(counts, rank) == sorted[rank - 1]);
    ck_assert(pain__counts_lowest(counts) == 2);
    ck_assert(pain__counts_highest(counts) == 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tally");
    TCase *tests = tcase_create("tally");

    tcase_add_test(tests, a_new_tally_is_empty);
    tcase_add_test(tests, values_are_counted_in_ascending_order);
    tcase_add_test(tests, minus_zero_counts_as_zero);
    tcase_add_test(tests, counting_a_value_no_times_does_nothing);
    tcase_add_test(tests, nan_and_infinity_are_refused_and_change_nothing);
    tcase_add_test(tests, counts_go_up_to_2_to_the_63_and_no_further);
    tcase_add_test(tests, arrays_count_as_their_values_one_by_one);
    tcase_add_test(tests, the_order_of_the_data_does_not_matter);
    tcase_add_test(tests, merged_parts_are_the_whole);
    tcase_add_test(tests, a_tally_merged_into_itself_doubles);
    tcase_add_test(tests, pairs_stand_in_the_order_of_x_then_y);
    tcase_add_test(tests, merged_parts_of_pairs_are_the_whole);
    tcase_add_test(tests, missing_objects_are_refused);
    tcase_add_test(tests, every_failing_allocation_is_reported_and_leaks_nothing);
    tcase_add_test(tests, counts_that_a_caller_fills_are_checked);
    tcase_add_test(tests, values_are_found_by_their_rank);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
