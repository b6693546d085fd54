/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims against data. Counts of the sample clinic were made with Python 3 from the file, apart
 * from painstat, and those in examples/data/README.md with R, too; the small tables are counted by
 * hand. */
#include <config.h>

#include <math.h>
#include <stdlib.h>

#include "fixture.h"
#include "painstat/csv.h"
#include "painstat/verify.h"
#include "support.h"

static pain_sessions *clinic(void)
{
    const pain_csv_options how = {.size = sizeof how};
    const char *top = getenv("PAIN_SRCDIR");
    char path[4096];
    pain_csv *csv = NULL;
    pain_sessions *sessions = NULL;
    pain_error error;

    (void)snprintf(path, sizeof path, "%s/examples/data/sample_clinic.csv",
                   top != NULL ? top : ".");
    ck_assert_msg(pain_csv_open_file(&csv, path, &how, &error) == PAIN_OK, "%s", error.text);
    ck_assert_int_eq(pain_sessions_new(&sessions, NULL, NULL), PAIN_OK);
    ck_assert_msg(pain_csv_read(csv, sessions, &error) == PAIN_OK, "%s", error.text);
    pain_csv_free(csv);
    return sessions;
}

/* Verifies one claim and frees the table. */
static pain_verification *verify(pain_sessions *sessions, const char *text,
                                 const pain_verify_options *options)
{
    pain_verification *v = NULL;
    pain_claim claim;
    pain_error error;

    ck_assert_msg(pain_claim_parse(text, &claim, &error) == PAIN_OK, "%s: %s", text, error.text);
    ck_assert_msg(pain_verification_new(&v, sessions, &claim, 1, options, NULL, &error) == PAIN_OK,
                  "%s", error.text);
    pain_sessions_free(sessions);
    return v;
}

static const pain_verified *only_claim(const pain_verification *v)
{
    size_t n = 0;
    const pain_verified *claims = pain_verification_claims(v, &n);

    ck_assert_uint_eq(n, 1);
    return claims;
}

/* The cell of an endpoint (by index), cut, population and rule; a definition of 0 is any. */
static const pain_verify_cell *cell_of(const pain_verification *v, int endpoint, double cut,
                                       int definition, pain_population population,
                                       pain_missing_rule rule)
{
    size_t n = 0;
    const pain_verify_cell *cells = pain_verification_cells(v, 0, &n);

    for (size_t i = 0; i < n; i++) {
        const double *level = cells[i].level;

        if (level[PAIN_FACTOR_ENDPOINT] == endpoint &&
            (isnan(level[PAIN_FACTOR_CUT]) || level[PAIN_FACTOR_CUT] == cut) &&
            (definition == 0 || level[PAIN_FACTOR_DEFINITION] == definition) &&
            level[PAIN_FACTOR_POPULATION] == (double)population &&
            level[PAIN_FACTOR_MISSING] == (double)rule)
            return &cells[i];
    }
    ck_abort_msg("no such cell");
    return NULL;
}

static const struct {
    int endpoint; /* 0 last before, 1 last after, 2 and 3 follow-ups at 30 and 90 days */
    double cut;
    pain_population population;
    pain_missing_rule rule;
    uint64_t numerator, denominator;
} near_zero[] = {
    {0, 0, PAIN_POPULATION_COMPLETERS, PAIN_MISSING_OBSERVED, 42, 214},
    {0, 1, PAIN_POPULATION_STARTED, PAIN_MISSING_NON_RESPONDER, 115, 341},
    {0, 1, PAIN_POPULATION_STARTED, PAIN_MISSING_LOCF, 120, 341},
    {0, 2, PAIN_POPULATION_STARTED, PAIN_MISSING_LOCF, 176, 341},
    {1, 0, PAIN_POPULATION_STARTED, PAIN_MISSING_LOCF, 82, 341},
    {1, 1, PAIN_POPULATION_COMPLETERS, PAIN_MISSING_OBSERVED, 165, 214},
    {1, 2, PAIN_POPULATION_COMPLETERS, PAIN_MISSING_OBSERVED, 197, 214},
    {1, 2, PAIN_POPULATION_STARTED, PAIN_MISSING_NON_RESPONDER, 197, 341},
    {1, 2, PAIN_POPULATION_STARTED, PAIN_MISSING_LOCF, 248, 341},
    {2, 1, PAIN_POPULATION_STARTED, PAIN_MISSING_OBSERVED, 61, 216},
    {3, 1, PAIN_POPULATION_STARTED, PAIN_MISSING_OBSERVED, 21, 167},
    {3, 1, PAIN_POPULATION_COMPLETERS, PAIN_MISSING_NON_RESPONDER, 20, 214},
};

START_TEST(near_zero_of_the_clinic_is_counted_under_each_reading)
{
    pain_verification *v = verify(clinic(), "near zero > 90 %", NULL);
    const pain_verified *c = only_claim(v);

    for (size_t i = 0; i < sizeof near_zero / sizeof *near_zero; i++) {
        const pain_verify_cell *cell = cell_of(v, near_zero[i].endpoint, near_zero[i].cut, 0,
                                               near_zero[i].population, near_zero[i].rule);

        ck_assert_uint_eq(cell->estimate.numerator, near_zero[i].numerator);
        ck_assert_uint_eq(cell->estimate.denominator, near_zero[i].denominator);
    }
    /* No reading's bound is above 90 %, two bounds span it: 197 of 214. */
    ck_assert_int_eq(c->support, PAIN_SUPPORT_UNDECIDED);
    ck_assert_uint_eq(c->n_cells, 78);
    ck_assert_uint_eq(c->undecided, 2);
    ck_assert_uint_eq(c->contradicted, 76);
    pain_verification_free(v);
}
END_TEST

/* 197 of 214: lower bound 88.58 %; "> 90 %" needs at least 193 to be so of these 214, and 200 for a
 * mid-P lower bound above it (R: the root of P(X > k) + P(X = k) / 2 = 0.05; 199 gives 89.66, 200
 * 90.21). */
START_TEST(a_claim_of_more_than_needs_its_bound)
{
    pain_verification *v = verify(clinic(), "near zero (<= 2) of completers > 90 %", NULL);
    const pain_verify_cell *cell =
        cell_of(v, 1, 2, 0, PAIN_POPULATION_COMPLETERS, PAIN_MISSING_OBSERVED);

    ck_assert_int_eq(cell->support, PAIN_SUPPORT_UNDECIDED);
    ck_assert_uint_eq(cell->fits_from, 193);
    ck_assert_uint_eq(cell->fits_to, 214);
    ck_assert_uint_eq(cell->needs_from, 200);
    ck_assert_uint_eq(cell->needs_to, 214);
    ck_assert_double_lt(cell->lower, 90);
    pain_verification_free(v);
}
END_TEST

START_TEST(a_printed_percentage_is_supported_where_it_prints_so)
{
    pain_verification *v = verify(clinic(), "percent reduction = 84 %", NULL);
    const pain_verified *c = only_claim(v);
    size_t n = 0;
    const pain_verify_cell *cells = pain_verification_cells(v, 0, &n);

    /* 83.9 and 84.2 % right after the last session, of those who have that score. */
    ck_assert_int_eq(c->support, PAIN_SUPPORT_ONLY_UNDER);
    ck_assert_uint_eq(c->supported, 4);
    for (size_t i = 0; i < n; i++)
        ck_assert_int_eq(cells[i].support == PAIN_SUPPORT_YES,
                         cells[i].value >= 83.5 && cells[i].value <= 84.5);
    /* Everyone who started, before the last session, no change without it: 46.1 %. */
    const pain_verify_cell *usual =
        cell_of(v, 0, 0, PAIN_DEFINITION_MEAN, PAIN_POPULATION_STARTED, PAIN_MISSING_BOCF);

    ck_assert_ptr_eq(usual, &cells[c->marked]);
    ck_assert_int_eq(usual->support, PAIN_SUPPORT_NO);
    ck_assert(fabs(usual->value - 46.1) < 0.05);
    ck_assert(usual->nearest == 83.5);
    pain_verification_free(v);
}
END_TEST

/* Four patients of two sessions: 8 to 0, 8 to 4, 5 to 5, and one who left after the first. */
static const char four[] = "A s1 of=2 8; A s2 0; B s1 of=2 8; B s2 4; C s1 of=2 5; C s2 5;"
                           "D s1 of=2 6";

static const struct {
    const char *claim;
    pain_support support;
} facts[] = {
    {"n = 4", PAIN_SUPPORT_ONLY_UNDER}, /* 4 started, 3 completed */
    {"n of everyone who started = 4", PAIN_SUPPORT_YES},
    {"n of everyone who started > 4", PAIN_SUPPORT_NO},
    {"n of completers = 3", PAIN_SUPPORT_YES},
    {"minimum after of completers = 0", PAIN_SUPPORT_YES},
    {"maximum before of completers = 8", PAIN_SUPPORT_YES},
    {"maximum before of completers < 8", PAIN_SUPPORT_NO},
    {"mean before of everyone who started = 6.75", PAIN_SUPPORT_YES}, /* 27 / 4 */
    {"mean before of everyone who started = 6.7", PAIN_SUPPORT_YES},  /* 6.75 rounds down, too */
    {"mean before of everyone who started = 6.9", PAIN_SUPPORT_UNDECIDED},
    {"mean change of completers = 4", PAIN_SUPPORT_YES}, /* (8 + 4 + 0) / 3 */
    {"sd change of completers = 4.0", PAIN_SUPPORT_YES}, /* 8, 4, 0 */
    {"sd change of completers = 4.2", PAIN_SUPPORT_NO},
    {"median before of completers = 8", PAIN_SUPPORT_YES},
    {"median after of completers = 4", PAIN_SUPPORT_YES},
    {"median change of completers = 4", PAIN_SUPPORT_YES},
    {"sd before of completers = 1.73", PAIN_SUPPORT_YES}, /* of 8, 8, 5 */
    {"sd after of completers = 2.65", PAIN_SUPPORT_YES},  /* of 0, 4, 5 */
    {"se before of completers = 1.0", PAIN_SUPPORT_YES},
    {"se after of completers = 1.53", PAIN_SUPPORT_YES},
    {"se change of completers = 2.3", PAIN_SUPPORT_YES},
    {"se change of completers = 4.0", PAIN_SUPPORT_NO},
    {"minimum before of completers = 5", PAIN_SUPPORT_YES},
    {"maximum after of completers = 5", PAIN_SUPPORT_YES},
    {"minimum change of completers = 0", PAIN_SUPPORT_YES},
    {"maximum change of completers = 8", PAIN_SUPPORT_YES},
    {"maximum change of completers = 7", PAIN_SUPPORT_NO},
    {"mean reduction of completers = 4 points", PAIN_SUPPORT_YES},
    {"percent reduction (mean of percentages) of completers = 50 %", PAIN_SUPPORT_YES},
    {"percent reduction (of means) of completers = 57 %", PAIN_SUPPORT_YES}, /* 12 / 21 */
    {"percent reduction (median) of completers = 50 %", PAIN_SUPPORT_YES},
    {"worse of completers = 0 %", PAIN_SUPPORT_YES},
    {"near zero (<= 1) of completers = 1 of 3", PAIN_SUPPORT_YES},
    {"near zero (<= 1) of completers = 2 of 6", PAIN_SUPPORT_UNDECIDED}, /* not these patients */
    {"near zero (<= 1) of completers = 33.3 %", PAIN_SUPPORT_YES},
    {"near zero (<= 1) of completers = 34 %", PAIN_SUPPORT_UNDECIDED},
    {"near zero (<= 1) of completers > 99 %", PAIN_SUPPORT_NO},
    {"responders (>= 50 %) of completers = 67 %", PAIN_SUPPORT_YES},
};

START_TEST(small_tables_come_out_as_by_hand)
{
    const pain_verify_options options = {.size = sizeof options, .one_endpoint = 1};
    pain_verification *v = verify(table_of("nrs11", four), facts[_i].claim, &options);

    ck_assert_msg(only_claim(v)->support == (int32_t)facts[_i].support, "%s: %s", facts[_i].claim,
                  pain_support_name(only_claim(v)->support));
    pain_verification_free(v);
}
END_TEST

/* Of responders at 30 and at 50 %: A (100 %) and B (50 %), mean 75 %. */
START_TEST(responders_alone_are_taken_when_the_claim_says_so)
{
    const pain_verify_options options = {.size = sizeof options, .one_endpoint = 1};
    pain_verification *v =
        verify(table_of("nrs11", four),
               "percent reduction (mean of percentages) of responders = 75 %", &options);
    const pain_verified *c = only_claim(v);

    ck_assert_int_eq(c->support, PAIN_SUPPORT_YES);
    ck_assert_uint_eq(c->supported, c->n_cells);
    ck_assert_int_eq(c->driver, -1);
    pain_verification_free(v);
}
END_TEST

START_TEST(the_choice_that_divides_the_verdicts_is_named)
{
    const double cuts[] = {0, 4};
    const pain_verify_options options = {
        .size = sizeof options, .one_endpoint = 1, .near_zero = cuts, .n_near_zero = 2};
    /* At most 4: 2 of 3, by BOCF and the others 2 of 4; at most 0: 1 of 3, 1 of 4. */
    pain_verification *v =
        verify(table_of("nrs11", four), "near zero of completers = 67 %", &options);
    const pain_verified *c = only_claim(v);

    ck_assert_int_eq(c->support, PAIN_SUPPORT_ONLY_UNDER);
    ck_assert_int_eq(c->driver, PAIN_FACTOR_CUT);
    ck_assert_uint_eq(c->pairs[PAIN_FACTOR_CUT], 1);
    ck_assert_uint_eq(c->differ[PAIN_FACTOR_CUT], 1);
    ck_close(c->largest[PAIN_FACTOR_CUT], 100.0 / 3.0, 1e-14);
    pain_verification_free(v);
}
END_TEST

START_TEST(wrong_calls_are_refused)
{
    pain_sessions *sessions = table_of("nrs11", four);
    pain_verification *v = NULL;
    pain_claim claim, none = {0};
    pain_error error;
    const double beyond[] = {11};
    const pain_verify_options bad[] = {
        {.size = sizeof *bad, .level = 0.5},
        {.size = sizeof *bad, .level = 95},
        {.size = sizeof *bad, .rounding = PAIN_ROUNDINGS},
        {.size = sizeof *bad, .near_zero = beyond, .n_near_zero = 1},
        {.size = 0},
    };

    ck_assert_int_eq(pain_claim_parse("near zero > 90 %", &claim, NULL), PAIN_OK);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        v = (pain_verification *)&error;
        ck_assert_int_eq(pain_verification_new(&v, sessions, &claim, 1, &bad[i], NULL, &error),
                         PAIN_EINVAL);
        ck_assert_ptr_null(v);
    }
    ck_assert_int_eq(pain_verification_new(&v, sessions, &none, 1, NULL, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_verification_new(&v, NULL, &claim, 1, NULL, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_verification_new(NULL, sessions, &claim, 1, NULL, NULL, NULL),
                     PAIN_EINVAL);
    pain_sessions_free(sessions);
}
END_TEST

START_TEST(short_memory_is_reported_and_leaks_nothing)
{
    pain_sessions *sessions = table_of("nrs11", four);
    pain_claim claim;
    pain_status status = PAIN_ENOMEM;

    ck_assert_int_eq(pain_claim_parse("percent reduction of responders = 84 %", &claim, NULL),
                     PAIN_OK);
    for (size_t i = 1; status == PAIN_ENOMEM; i++) {
        failing_allocator failing;
        pain_verification *v = NULL;

        failing_allocator_init(&failing, i);
        status = pain_verification_new(&v, sessions, &claim, 1, NULL, &failing.allocator, NULL);
        pain_verification_free(v);
        ck_assert_uint_eq(failing.live, 0);
        ck_assert_uint_lt(i, 100000);
    }
    ck_assert_int_eq(status, PAIN_OK);
    pain_sessions_free(sessions);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("verify");
    TCase *tests = tcase_create("verify");

    tcase_add_test(tests, near_zero_of_the_clinic_is_counted_under_each_reading);
    tcase_add_test(tests, a_claim_of_more_than_needs_its_bound);
    tcase_add_test(tests, a_printed_percentage_is_supported_where_it_prints_so);
    tcase_add_loop_test(tests, small_tables_come_out_as_by_hand, 0,
                        (int)(sizeof facts / sizeof *facts));
    tcase_add_test(tests, responders_alone_are_taken_when_the_claim_says_so);
    tcase_add_test(tests, the_choice_that_divides_the_verdicts_is_named);
    tcase_add_test(tests, wrong_calls_are_refused);
    tcase_add_test(tests, short_memory_is_reported_and_leaks_nothing);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
