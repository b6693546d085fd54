/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One proportion from strata and from clusters: arguments, room and memory. */
#include <config.h>

#include <math.h>

#include "proportion_parts_support.h"
#include "support.h"

static void assert_failed(pain_status got, pain_status want, const pain_estimate *e)
{
    ck_assert_int_eq(got, want);
    ck_assert(isnan(e->value) && isnan(e->lower) && isnan(e->upper));
    ck_assert_int_eq(e->reason, want);
}

START_TEST(bad_arguments_are_errors)
{
    static const pain_k_of_n good[] = {{1, 2}, {3, 4}}, bad[] = {{1, 2}, {5, 4}},
                             empty[] = {{0, 0}};
    static const pain_k_of_n huge[] = {{0, UINT64_MAX}, {1, 2}};
    static const double negative[] = {1, -1}, zero[] = {0, 0}, none[] = {1, NAN}, fine[] = {1, 1};
    pain_interval_options wrong = {sizeof wrong, 0.95, PAIN_METHOD_WILSON, 0, 0, 0, NULL, 0};
    pain_interval_options best = {sizeof best, 0.95, PAIN_METHOD_STRATIFIED_WILSON_OPTIMAL, 0, 0, 0,
                                  NULL,        0};
    pain_estimate e;
    double used[2] = {0, 0};

#define STRATA(parts, n, weights, options) \
    pain_proportion_stratified(parts, n, weights, options, used, &e)
    assert_failed(STRATA(bad, 2, NULL, NULL), PAIN_EINVAL, &e);
    ck_assert(isnan(used[0]) && isnan(used[1]));
    assert_failed(STRATA(NULL, 2, NULL, NULL), PAIN_EINVAL, &e);
    assert_failed(STRATA(good, 2, NULL, &wrong), PAIN_EINVAL, &e);
    assert_failed(STRATA(good, 2, negative, NULL), PAIN_EINVAL, &e);
    assert_failed(STRATA(good, 2, zero, NULL), PAIN_EINVAL, &e);
    assert_failed(STRATA(good, 2, none, NULL), PAIN_EINVAL, &e);
    assert_failed(STRATA(good, 2, fine, &best), PAIN_EINVAL, &e);
    assert_failed(STRATA(empty, 1, NULL, NULL), PAIN_EEMPTY, &e);
    assert_failed(STRATA(NULL, 0, NULL, NULL), PAIN_EEMPTY, &e);
    assert_failed(STRATA(huge, 2, NULL, NULL), PAIN_EOVERFLOW, &e);
    ck_assert_int_eq(pain_proportion_stratified(good, 2, NULL, NULL, NULL, NULL), PAIN_EINVAL);
    assert_failed(pain_proportion_clustered(bad, 2, NULL, &e), PAIN_EINVAL, &e);
    assert_failed(pain_proportion_clustered(NULL, 1, NULL, &e), PAIN_EINVAL, &e);
    assert_failed(pain_proportion_clustered(good, 2, &wrong, &e), PAIN_EINVAL, &e);
    assert_failed(pain_proportion_clustered(empty, 1, NULL, &e), PAIN_EEMPTY, &e);
    assert_failed(pain_proportion_clustered(huge, 2, NULL, &e), PAIN_EOVERFLOW, &e);
    ck_assert_int_eq(pain_proportion_clustered(good, 2, NULL, NULL), PAIN_EINVAL);
}
END_TEST

START_TEST(a_weight_for_nobody_is_undefined)
{
    static const pain_k_of_n strata[] = {{1, 2}, {0, 0}};
    static const double weights[] = {1, 1};
    pain_estimate e = stratified(strata, 2, weights, 0, 0.95);

    ck_assert(isnan(e.value) && isnan(e.lower) && e.reason == PAIN_EUNDEFINED);
}
END_TEST

START_TEST(a_very_large_cluster_overflows)
{
    static const pain_k_of_n clusters[] = {{1, 1000001}, {1, 2}};
    pain_estimate e = clustered(clusters, 2, PAIN_METHOD_BETA_BINOMIAL, 0.95);

    ck_assert(isnan(e.lower) && e.reason == PAIN_EOVERFLOW && e.value > 0);
    ck_assert_int_eq(clustered(clusters, 2, PAIN_METHOD_CLUSTER_WILSON, 0.95).reason, PAIN_OK);
}
END_TEST

START_TEST(memory_may_run_out)
{
    static const pain_k_of_n parts[] = {{1, 2}, {3, 4}};
    failing_allocator failing;
    pain_interval_options options = {sizeof options, 0, 0, 0, 0, 0, &failing.allocator, 0};
    pain_estimate e;

    failing_allocator_init(&failing, 1);
    assert_failed(pain_proportion_stratified(parts, 2, NULL, &options, NULL, &e), PAIN_ENOMEM, &e);
    failing_allocator_init(&failing, 1);
    options.method = PAIN_METHOD_BETA_BINOMIAL;
    assert_failed(pain_proportion_clustered(parts, 2, &options, &e), PAIN_ENOMEM, &e);
    failing_allocator_init(&failing, 0);
    ck_assert_int_eq(pain_proportion_clustered(parts, 2, &options, &e), PAIN_OK);
    ck_assert_uint_eq(failing.live, 0);
}
END_TEST

START_TEST(all_methods_at_once_are_the_methods_one_by_one)
{
    static const pain_k_of_n parts[] = {{1, 2}, {3, 4}, {7, 9}};
    pain_estimate all[METHODS];
    size_t count = 1;

    ck_assert_int_eq(pain_proportion_clustered_all(parts, 3, NULL, all, &count), PAIN_EINVAL);
    ck_assert_uint_eq(count, METHODS - 2);
    ck_assert_int_eq(pain_proportion_clustered_all(parts, 3, NULL, all, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_proportion_clustered_all(parts, 3, NULL, all, &count), PAIN_OK);
    for (int m = 2; m < METHODS; m++) {
        pain_estimate one = clustered(parts, 3, methods[m], 0.95);

        ck_assert_int_eq(all[m - 2].method, methods[m]);
        ck_assert(all[m - 2].lower == one.lower && all[m - 2].upper == one.upper);
    }
    ck_assert_int_eq(pain_proportion_clustered_all(NULL, 0, NULL, all, &count), PAIN_EEMPTY);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("proportion_parts_arguments");
    TCase *tests = tcase_create("arguments");

    tcase_add_test(tests, bad_arguments_are_errors);
    tcase_add_test(tests, a_weight_for_nobody_is_undefined);
    tcase_add_test(tests, a_very_large_cluster_overflows);
    tcase_add_test(tests, memory_may_run_out);
    tcase_add_test(tests, all_methods_at_once_are_the_methods_one_by_one);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
