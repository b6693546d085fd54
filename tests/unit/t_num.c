/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums, ordering and roots. */
#include <config.h>

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "num/order.h"
#include "num/root.h"
#include "num/sum.h"
#include "support.h"

START_TEST(sums_keep_what_plain_addition_loses)
{
    pain__sum s = {0, 0};

    /* Neumaier's example: plain and Kahan's sums give 0. */
    pain__sum_add(&s, 1);
    pain__sum_add(&s, 1e100);
    pain__sum_add(&s, 1);
    pain__sum_add(&s, -1e100);
    ck_assert(pain__sum_value(&s) == 2);
}
END_TEST

START_TEST(ten_million_tenths_are_a_million)
{
    pain__sum s = {0, 0}, t = {0, 0};

    for (int i = 0; i < 10000000; i++)
        pain__sum_add(&s, 0.1);
    /* 10^7 times the double nearest 0.1 exceeds 10^6 by 5.55e-11, less than half a unit of its last
     * place. */
    ck_assert(pain__sum_value(&s) == 1e6);
    pain__sum_add_times(&t, 0.1, 10000000);
    ck_assert(pain__sum_value(&s) == pain__sum_value(&t));
}
END_TEST

START_TEST(a_product_keeps_its_rounding_error)
{
    pain__sum s = {0, 0};

    /* 0.1 * 3 is 0.3 + 5.55e-17 as a double; the exact product is nearer 0.3. */
    pain__sum_add_times(&s, 0.1, 3);
    pain__sum_add(&s, -(0.1 * 3));
    ck_assert(pain__sum_value(&s) == fma(0.1, 3, -(0.1 * 3)));
    ck_assert(pain__sum_value(&s) != 0);
}
END_TEST

START_TEST(counts_beyond_the_doubles_are_exact)
{
    pain__sum s = {0, 0};

    pain__sum_add_times(&s, 1, UINT64_MAX);
    pain__sum_add(&s, -0x1p64);
    ck_assert(pain__sum_value(&s) == -1);
    pain__sum_add_times(&s, NAN, 0);
    ck_assert(pain__sum_value(&s) == -1);
}
END_TEST

START_TEST(infinite_and_missing_terms_show_in_the_sum)
{
    pain__sum s = {0, 0};

    pain__sum_add(&s, 1);
    pain__sum_add(&s, INFINITY);
    pain__sum_add(&s, 1);
    ck_assert(pain__sum_value(&s) == INFINITY);
    pain__sum_add_times(&s, -DBL_MAX, 5);
    ck_assert(isnan(pain__sum_value(&s)));
}
END_TEST

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

enum { LONGEST = 20000 };

/* Kinds of input that have broken quicksorts: random, few values, sorted, reversed, equal, organ
 * pipe, saw. */
static double value_of(int kind, size_t i, size_t n)
{
    static uint64_t state = 1;

    state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    switch (kind) {
    case 0:
        return (double)(state >> 11) - 0x1p52;
    case 1:
        return (double)(state >> 60);
    case 2:
        return (double)i;
    case 3:
        return -(double)i;
    case 4:
        return 7;
    case 5:
        return (double)(i < n / 2 ? i : n - i);
    default:
        return (double)(i % 37);
    }
}

static double kept[LONGEST], sorted[LONGEST], scratch[LONGEST];

static void check_order(int kind, size_t n)
{
    for (size_t i = 0; i < n; i++)
        kept[i] = sorted[i] = scratch[i] = value_of(kind, i, n);
    qsort(sorted, n, sizeof *sorted, ascending);
    pain__sort(scratch, n);
    for (size_t i = 0; i < n; i++)
        ck_assert_msg(sorted[i] == scratch[i], "kind %d, n %zu, place %zu", kind, n, i);
    for (size_t i = 0; i < 9 && n > 0; i++) {
        size_t k = i * (n - 1) / 8;

        for (size_t j = 0; j < n; j++)
            scratch[j] = kept[j];
        ck_assert_msg(pain__select(scratch, n, k) == sorted[k], "kind %d, n %zu, k %zu", kind, n,
                      k);
    }
}

START_TEST(sorting_and_selecting_agree_with_the_c_library)
{
    for (int kind = 0; kind < 7; kind++) {
        for (size_t n = 0; n < 120; n++)
            check_order(kind, n);
        check_order(kind, 1023);
        check_order(kind, LONGEST);
    }
}
END_TEST

/* M. D. McIlroy, A killer adversary for quicksort (1999), made for the median of three: with even
 * k, the values 1, k+1, 3, k+3, ..., 2, 4, 6, ... */
START_TEST(killer_inputs_are_sorted_too)
{
    const size_t half = LONGEST / 2;

    for (size_t i = 0; i < half; i++) {
        scratch[i] = (double)(i % 2 == 0 ? i + 1 : half + i);
        scratch[half + i] = (double)(2 * (i + 1));
    }
    for (size_t i = 0; i < LONGEST; i++)
        kept[i] = scratch[i];
    pain__sort(scratch, LONGEST);
    for (size_t i = 0; i < LONGEST; i++)
        ck_assert(scratch[i] == (double)(i + 1));
    ck_assert(pain__select(kept, LONGEST, half) == (double)(half + 1));
}
END_TEST

START_TEST(infinities_have_their_place_and_nan_does_not_hang)
{
    double x[] = {3, INFINITY, -INFINITY, 0}, y[100];

    pain__sort(x, 4);
    ck_assert(x[0] == -INFINITY && x[1] == 0 && x[2] == 3 && x[3] == INFINITY);
    for (int i = 0; i < 100; i++)
        y[i] = i % 3 == 0 ? (double)NAN : 50 - i;
    pain__sort(y, 100);
    (void)pain__select(y, 100, 50);
}
END_TEST

START_TEST(selecting_outside_gives_nan)
{
    double x[] = {1, 2};

    ck_assert(isnan(pain__select(x, 2, 2)));
    ck_assert(isnan(pain__select(x, 0, 0)));
    ck_assert(pain__select(x, 1, 0) == 1);
}
END_TEST

typedef struct problem {
    int kind, calls;
    double at;
} problem;

static double problem_value(double x, void *context)
{
    problem *p = context;

    p->calls++;
    switch (p->kind) {
    case 0:
        return x - p->at;
    case 1:
        return (x - p->at) * (x - p->at) * (x - p->at);
    case 2:
        return atan(1e6 * (x - p->at));
    case 3:
        return x < p->at ? -1e-300 : 1e300;
    case 4:
        return expm1(30 * (x - p->at));
    case 5:
        return p->at - x > 0 ? INFINITY : -INFINITY;
    default:
        return log(x / p->at);
    }
}

START_TEST(roots_are_right_to_the_last_digit_of_any_size)
{
    static const double places[] = {1e-300, 3e-17, 0.1, 0.5, 0.999999, 123.456, 7e250};

    for (int kind = 0; kind < 7; kind++)
        for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
            problem p = {kind, 0, places[i]};
            double lower = kind == 6 ? DBL_MIN : -places[i], upper = fmax(1, 3 * places[i]), root;

            ck_assert_int_eq(pain__root(problem_value, &p, lower, upper, &root), PAIN_OK);
            /* (x - at)^3 underflows to 0 near a small root: any such x is a root of the computed
             * function. */
            if (kind != 1 || places[i] > 1e-90)
                ck_assert_msg(fabs(root / places[i] - 1) <= 2 * DBL_EPSILON,
                              "kind %d: got %.17g, want %.17g", kind, root, places[i]);
            ck_assert_int_le(p.calls, 260);
        }
}
END_TEST

START_TEST(ends_that_are_roots_are_found)
{
    problem p = {0, 0, 2};
    double root;

    ck_assert_int_eq(pain__root(problem_value, &p, 2, 5, &root), PAIN_OK);
    ck_assert(root == 2);
    ck_assert_int_eq(pain__root(problem_value, &p, 1, 2, &root), PAIN_OK);
    ck_assert(root == 2);
    ck_assert_int_eq(pain__root(problem_value, &p, 2, 2, &root), PAIN_OK);
    ck_assert(root == 2);
}
END_TEST

static double not_a_number_above_one(double x, void *context)
{
    (void)context;
    return x > 1 ? NAN : -1;
}

static double not_a_number_inside(double x, void *context)
{
    (void)context;
    return x == 0 ? -1 : x == 2 ? 1 : NAN;
}

START_TEST(impossible_brackets_are_refused)
{
    problem p = {0, 0, 2};
    double root = 0;

    ck_assert_int_eq(pain__root(problem_value, &p, 3, 5, &root), PAIN_EINVAL);
    ck_assert(isnan(root));
    ck_assert_int_eq(pain__root(problem_value, &p, 5, 1, &root), PAIN_EINVAL);
    ck_assert_int_eq(pain__root(problem_value, &p, NAN, 5, &root), PAIN_EINVAL);
    ck_assert_int_eq(pain__root(problem_value, &p, 1, INFINITY, &root), PAIN_EINVAL);
    root = 0;
    ck_assert_int_eq(pain__root(not_a_number_above_one, NULL, 0, 2, &root), PAIN_ENOCONV);
    ck_assert(isnan(root));
    ck_assert_int_eq(pain__root(not_a_number_inside, NULL, 0, 2, &root), PAIN_ENOCONV);
    ck_assert(isnan(root));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("num");
    TCase *tests = tcase_create("sums, ordering, roots");

    tcase_add_test(tests, sums_keep_what_plain_addition_loses);
    tcase_add_test(tests, ten_million_tenths_are_a_million);
    tcase_add_test(tests, a_product_keeps_its_rounding_error);
    tcase_add_test(tests, counts_beyond_the_doubles_are_exact);
    tcase_add_test(tests, infinite_and_missing_terms_show_in_the_sum);
    tcase_add_test(tests, sorting_and_selecting_agree_with_the_c_library);
    tcase_add_test(tests, killer_inputs_are_sorted_too);
    tcase_add_test(tests, infinities_have_their_place_and_nan_does_not_hang);
    tcase_add_test(tests, selecting_outside_gives_nan);
    tcase_add_test(tests, roots_are_right_to_the_last_digit_of_any_size);
    tcase_add_test(tests, ends_that_are_roots_are_found);
    tcase_add_test(tests, impossible_brackets_are_refused);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
