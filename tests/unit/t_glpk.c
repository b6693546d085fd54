/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linear programs, and the bounds of pairs made from them, against GLPK's simplex method. Without
 * configure --with-glpk nothing is compared, and the test says that it was skipped. */
#include <config.h>

#ifdef HAVE_GLPK
#include <glpk.h>
#include <math.h>
#include <stdlib.h>

#include "claim/paired.h"
#include "program_support.h"
#include "support.h"

/* GLPK's answer to the same program, with the same statuses. */
static pain_status solve_with_glpk(const pain__program *p, double *value)
{
    glp_prob *problem = glp_create_prob();
    int *column = calloc(p->n_columns + 1, sizeof *column);
    double *entry = calloc(p->n_columns + 1, sizeof *entry);
    glp_smcp options;

    glp_term_out(GLP_OFF);
    glp_set_obj_dir(problem, GLP_MAX);
    glp_add_rows(problem, (int)p->n_rows);
    glp_add_cols(problem, (int)p->n_columns);
    for (size_t j = 0; j < p->n_columns; j++) {
        glp_set_col_bnds(problem, (int)j + 1, GLP_LO, 0, 0);
        glp_set_obj_coef(problem, (int)j + 1, p->objective[j]);
        column[j + 1] = (int)j + 1;
    }
    for (size_t i = 0; i < p->n_rows; i++) {
        bool low = isfinite(p->lower[i]), high = isfinite(p->upper[i]);
        int kind = low && high ? (p->lower[i] < p->upper[i] ? GLP_DB : GLP_FX)
                   : low       ? GLP_LO
                   : high      ? GLP_UP
                               : GLP_FR;

        for (size_t j = 0; j < p->n_columns; j++)
            entry[j + 1] = p->rows[i * p->n_columns + j];
        glp_set_row_bnds(problem, (int)i + 1, kind, p->lower[i], p->upper[i]);
        glp_set_mat_row(problem, (int)i + 1, (int)p->n_columns, column, entry);
    }
    glp_init_smcp(&options);
    options.presolve = GLP_ON;
    int failed = glp_simplex(problem, &options);

    *value = glp_get_obj_val(problem);
    int found = glp_get_status(problem);

    glp_delete_prob(problem);
    free(column);
    free(entry);
    return failed == GLP_ENOPFS   ? PAIN_EUNDEFINED
           : failed == GLP_ENODFS ? PAIN_EOVERFLOW
           : failed != 0          ? PAIN_EINTERNAL
           : found == GLP_OPT     ? PAIN_OK
           : found == GLP_UNBND   ? PAIN_EOVERFLOW
                                  : PAIN_EUNDEFINED;
}

enum { PROGRAMS = 2000, PAIRS = 150 };

START_TEST(random_programs_agree)
{
    size_t seen[3] = {0};
    uint64_t state = 5;

    for (int k = 0; k < PROGRAMS; k++) {
        double x[PROGRAM_COLUMNS], multiplier[PROGRAM_ROWS], value;
        pain__optimum o = {0, x, multiplier};
        random_program p;

        make_program(&p, &state);
        pain_status status = pain__simplex(&p.program, NULL, &o);
        pain_status want = solve_with_glpk(&p.program, &value);

        /* A program that is infeasible and has an unbounded dual may be called either. */
        if (status == PAIN_OK || want == PAIN_OK)
            ck_assert_int_eq(status, want);
        if (status == PAIN_OK)
            ck_assert_double_eq_tol(o.value, value, 1e-7 * (1 + fabs(value)));
        seen[status == PAIN_OK ? 0 : status == PAIN_EUNDEFINED ? 1 : 2]++;
    }
    for (int k = 0; k < 3; k++)
        ck_assert_uint_gt(seen[k], 100);
}
END_TEST

static pain_range tenths(int64_t digits)
{
    pain_printed figure = {digits, 1};
    pain_range range;

    ck_assert_int_eq(pain_printed_range(&figure, PAIN_ROUNDING_UNKNOWN, &range), PAIN_OK);
    return range;
}

/* Means and SDs as clinics print them, on 0..10; one in three has a claimed share near zero. */
static pain_paired_figures random_pairs(uint64_t *state)
{
    pain_paired_figures f = {.size = sizeof f,
                             .grid = pain_grid_whole(10),
                             .n = 10 + draw_below(990, state),
                             .baseline_mean = tenths(40 + draw_below(50, state)),
                             .endpoint_mean = tenths(3 + draw_below(60, state)),
                             .least_baseline = 1,
                             .nobody_worse = draw_below(2, state),
                             .cut = draw_below(3, state),
                             .percent = 30 + 20 * draw_below(2, state)};

    if (draw_below(4, state) > 0)
        f.baseline_spread = tenths(8 + draw_below(20, state));
    if (draw_below(4, state) > 0)
        f.endpoint_spread = tenths(8 + draw_below(25, state));
    if (draw_below(3, state) == 0)
        f.claimed[PAIN_PAIRED_NEAR_ZERO] = tenths(10 * draw_below(101, state));
    return f;
}

/* The most of way x (numerator - u denominator) over the rows, u in percent, by GLPK. */
static pain_status most_with_glpk(const pain__paired *p, int32_t quantity, int way, double u,
                                  double *value)
{
    size_t n = p->n_cells;
    double *rows = calloc(n * p->n_rows, sizeof *rows), *objective = calloc(n, sizeof *objective);
    double lower[PAIN__PAIRED_ROWS], upper[PAIN__PAIRED_ROWS];
    pain__program program = {p->n_rows, n, objective, rows, lower, upper};

    for (size_t i = 0; i < p->n_rows; i++) {
        lower[i] = p->lower[i] == INT64_MIN ? -INFINITY : (double)p->lower[i];
        upper[i] = p->upper[i] == INT64_MAX ? INFINITY : (double)p->upper[i];
    }
    for (size_t j = 0; j < n; j++) {
        pain__share share =
            pain__paired_share(&p->figures, quantity, p->baseline[j], p->endpoint[j]);
        double scale = p->baseline[j] > 0 ? p->baseline[j] : 1;

        objective[j] = way * ((double)share.numerator / scale - u * (double)share.denominator);
        for (size_t i = 0; i < p->n_rows; i++)
            rows[i * n + j] = (double)p->entry[i * n + j] / scale;
    }
    pain_status status = solve_with_glpk(&program, value);

    free(rows);
    free(objective);
    return status;
}

/* At the bound GLPK finds nothing beyond, for each of n patients, and a ten-thousandth of a percent
 * inside it does: as near as the proof in whole numbers comes. */
static void compare_end(const pain__paired *p, int32_t quantity, bool upper, size_t *compared)
{
    const double step = 1e-4;
    double n = (double)p->figures.n, beyond, inside;
    int way = upper ? 1 : -1;
    pain_paired_end end;
    pain_status status = pain_paired_bound(&p->figures, quantity, upper, false, 1, &end);

    if (p->contradiction || status == PAIN_EUNDEFINED) {
        ck_assert(p->contradiction || most_with_glpk(p, quantity, way, 0, &beyond) != PAIN_OK);
        return;
    }
    ck_assert_int_eq(status, PAIN_OK);
    ck_assert_int_eq(most_with_glpk(p, quantity, way, end.bound, &beyond), PAIN_OK);
    ck_assert_int_eq(most_with_glpk(p, quantity, way, end.bound - way * step, &inside), PAIN_OK);
    ck_assert_msg(beyond <= n * 1e-7 && inside >= -n * 1e-7,
                  "quantity %d, upper %d, n %d: %g beyond, %g inside", quantity, upper, (int)n,
                  beyond, inside);
    ++*compared;
}

START_TEST(bounds_of_pairs_agree)
{
    size_t compared = 0;
    uint64_t state = 6;

    for (int k = 0; k < PAIRS; k++) {
        const pain_paired_figures figures = random_pairs(&state);
        pain__paired p;

        ck_assert_int_eq(pain__paired_init(&p, &figures), PAIN_OK);
        for (int32_t q = 0; q < PAIN_PAIRED_QUANTITIES; q++) {
            compare_end(&p, q, false, &compared);
            compare_end(&p, q, true, &compared);
        }
        pain__paired_free(&p);
    }
    ck_assert_uint_gt(compared, 500);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("glpk");
    TCase *tests = tcase_create("linear programs");

    tcase_add_test(tests, random_programs_agree);
    tcase_add_test(tests, bounds_of_pairs_agree);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
#else
#include <stdio.h>

int main(void)
{
    return puts("1..0 # SKIP configured without --with-glpk") < 0;
}
#endif
