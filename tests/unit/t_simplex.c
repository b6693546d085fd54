/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linear programs. An optimum proves itself: x is allowed, the multipliers have the signs that weak
 * duality asks for, and both give one value. So does an infeasible program, by Farkas' lemma. */
#include <config.h>

#include <check.h>
#include <math.h>

#include "program_support.h"
#include "support.h"

/* The sum of multiplier x row over column j. */
static double priced(const pain__program *p, const pain__optimum *o, size_t j)
{
    double sum = 0;

    for (size_t i = 0; i < p->n_rows; i++)
        sum += o->multiplier[i] * p->rows[i * p->n_columns + j];
    return sum;
}

/* The most (way 1) or the least (-1) that multiplier x row can be within the bounds. */
static double extreme(const pain__program *p, const pain__optimum *o, int way)
{
    double sum = 0;

    for (size_t i = 0; i < p->n_rows; i++)
        if (fabs(o->multiplier[i]) > 1e-9)
            sum += o->multiplier[i] * (way * o->multiplier[i] > 0 ? p->upper[i] : p->lower[i]);
    return sum;
}

static void check_optimal(const pain__program *p, const pain__optimum *o)
{
    for (size_t j = 0; j < p->n_columns; j++) {
        ck_assert(o->x[j] >= 0);
        ck_assert(p->objective[j] - priced(p, o, j) <= 1e-7);
    }
    for (size_t i = 0; i < p->n_rows; i++) {
        double sum = 0;

        for (size_t j = 0; j < p->n_columns; j++)
            sum += p->rows[i * p->n_columns + j] * o->x[j];
        ck_assert(sum >= p->lower[i] - 1e-7 * (1 + fabs(sum)));
        ck_assert(sum <= p->upper[i] + 1e-7 * (1 + fabs(sum)));
    }
    ck_assert_double_eq_tol(extreme(p, o, 1), o->value, 1e-7 * (1 + fabs(o->value)));
}

static void check_infeasible(const pain__program *p, const pain__optimum *o)
{
    for (size_t j = 0; j < p->n_columns; j++)
        ck_assert(priced(p, o, j) <= 1e-7);
    ck_assert(extreme(p, o, -1) > 1e-9);
}

START_TEST(every_answer_proves_itself)
{
    size_t seen[3] = {0};
    uint64_t state = 1;

    for (int k = 0; k < 100000; k++) {
        double x[PROGRAM_COLUMNS], multiplier[PROGRAM_ROWS];
        pain__optimum o = {0, x, multiplier};
        random_program p;

        make_program(&p, &state);
        pain_status status = pain__simplex(&p.program, NULL, &o);

        if (status == PAIN_OK)
            check_optimal(&p.program, &o);
        else if (status == PAIN_EUNDEFINED)
            check_infeasible(&p.program, &o);
        else
            ck_assert_int_eq(status, PAIN_EOVERFLOW);
        seen[status == PAIN_OK ? 0 : status == PAIN_EUNDEFINED ? 1 : 2]++;
    }
    for (int k = 0; k < 3; k++)
        ck_assert_uint_gt(seen[k], 10000);
}
END_TEST

/* Bounding every sum makes unbounded programs bounded, so none is called unbounded by mistake. */
START_TEST(a_bounded_program_is_never_unbounded)
{
    uint64_t state = 2;

    for (int k = 0; k < 20000; k++) {
        double x[PROGRAM_COLUMNS], multiplier[PROGRAM_ROWS];
        pain__optimum o = {0, x, multiplier};
        random_program p;

        make_program(&p, &state);
        for (size_t j = 0; j < p.program.n_columns; j++)
            p.rows[j] = 1;
        p.lower[0] = p.upper[0] = 50;
        ck_assert_int_ne(pain__simplex(&p.program, NULL, &o), PAIN_EOVERFLOW);
    }
}
END_TEST

/* Beale's example, on which the steepest slope alone goes in circles. The optimum is 1/20. */
START_TEST(beales_example_ends)
{
    static const double objective[] = {0.75, -150, 0.02, -6};
    static const double rows[] = {0.25, -60, -0.04, 9, 0.5, -90, -0.02, 3, 0, 0, 1, 0};
    static const double lower[] = {-INFINITY, -INFINITY, -INFINITY}, upper[] = {0, 0, 1};
    const pain__program p = {3, 4, objective, rows, lower, upper};
    double x[4], multiplier[3];
    pain__optimum o = {0, x, multiplier};

    ck_assert_int_eq(pain__simplex(&p, NULL, &o), PAIN_OK);
    ck_assert_double_eq_tol(o.value, 0.05, 1e-12);
}
END_TEST

START_TEST(want_of_memory_is_told)
{
    static const double one[] = {1};
    const pain__program p = {1, 1, one, one, one, one};
    double x, multiplier;
    pain__optimum o = {0, &x, &multiplier};

    for (size_t at = 1; at <= 2; at++) {
        failing_allocator failing;

        failing_allocator_init(&failing, at);
        ck_assert_int_eq(pain__simplex(&p, &failing.allocator, &o), PAIN_ENOMEM);
        ck_assert(isnan(o.value));
        ck_assert_uint_eq(failing.live, 0);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("simplex");
    TCase *programs = tcase_create("programs");

    tcase_add_test(programs, every_answer_proves_itself);
    tcase_add_test(programs, a_bounded_program_is_never_unbounded);
    tcase_add_test(programs, beales_example_ends);
    tcase_add_test(programs, want_of_memory_is_told);
    suite_add_tcase(suite, programs);
    return run_suite(suite);
}
