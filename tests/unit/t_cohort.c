/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cohorts: populations and missing rules. Expected counts are made by hand from the rows. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/cohort.h"
#include "data/scale.h"
#include "fixture.h"
#include "support.h"

static pain_cohort_options options_of(int32_t population, int32_t missing, int64_t group)
{
    pain_cohort_options options;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.population = population;
    options.missing = missing;
    options.group = group;
    return options;
}

static pain_courses *courses_on(const char *scale, const char *rows, const pain_course_rules *rules)
{
    pain_sessions *table = table_of(scale, rows);
    pain_courses *courses;

    ck_assert_int_eq(pain_courses_new(&courses, table, rules, NULL, NULL), PAIN_OK);
    pain_sessions_free(table);
    return courses;
}

static pain_cohort *cohort_of(const pain_courses *courses, int32_t population, int32_t missing,
                              int64_t group)
{
    pain_cohort_options options = options_of(population, missing, group);
    pain_cohort *cohort;

    ck_assert_int_eq(pain_cohort_new(&cohort, courses, &options, NULL), PAIN_OK);
    return cohort;
}

/* The sum of the endpoints of the pairs. */
static double endpoint_sum(const pain_cohort *cohort)
{
    pain_counts pairs = pain_cohort_pairs(cohort);
    double sum = 0.0;

    for (size_t i = 0; i < pairs.distinct; i++)
        sum += pairs.y[i] * (double)pairs.count[i];
    return sum;
}

static bool same_counts(pain_counts a, pain_counts b)
{
    if (a.n != b.n || a.distinct != b.distinct)
        return false;
    for (size_t i = 0; i < a.distinct; i++)
        if (a.x[i] != b.x[i] || a.count[i] != b.count[i] || (a.y != NULL && a.y[i] != b.y[i]))
            return false;
    return true;
}

static bool same_cohorts(const pain_cohort *a, const pain_cohort *b)
{
    pain_cohort_counts counts_a = pain_cohort_count(a), counts_b = pain_cohort_count(b);

    return memcmp(&counts_a, &counts_b, sizeof counts_a) == 0 && a->no_relief == b->no_relief &&
           same_counts(pain_cohort_pairs(a), pain_cohort_pairs(b)) &&
           same_counts(pain_tally_counts(a->baselines), pain_tally_counts(b->baselines)) &&
           same_counts(pain_tally_counts(a->endpoints), pain_tally_counts(b->endpoints)) &&
           same_counts(pain_tally_counts(a->reliefs), pain_tally_counts(b->reliefs));
}

/* Eight patients of a course of four sessions: A and G complete; B leaves after the third session,
 * C after the first, D after the evaluation; E and F lack the first score, and F leaves; of H there
 * is an empty follow-up alone. */
static const char clinic[] = "A s1 of=4 8; A s2 5; A s3 4; A s4 2;"
                             "B s1 of=4 6; B s2 9; B s3 4;"
                             "C s1 of=4 7;"
                             "D e of=4 5;"
                             "E s1 of=4 -; E s2 4; E s3 4; E s4 3;"
                             "F s1 of=4 -; F s2 6;"
                             "G s1 of=4 0; G s2 0; G s3 0; G s4 1;"
                             "H f v=late -";
static const char mirrored[] = "A s1 of=4 2; A s2 5; A s3 6; A s4 8;"
                               "B s1 of=4 4; B s2 1; B s3 6;"
                               "C s1 of=4 3;"
                               "D e of=4 5;"
                               "E s1 of=4 -; E s2 6; E s3 6; E s4 7;"
                               "F s1 of=4 -; F s2 4;"
                               "G s1 of=4 10; G s2 10; G s3 10; G s4 9;"
                               "H f v=late -";

static const struct {
    int32_t population, missing;
    uint64_t n, paired, baseline_only, endpoint_only, neither, filled;
    double sum; /* of the pairs' endpoints */
} clinic_cases[] = {
    /* everyone: A 8-2, G 0-1, E -3; B 6 (last 4, worst 9), C 7, D 5; F (last 6); H */
    {PAIN_POPULATION_EVALUATED, PAIN_MISSING_OBSERVED, 8, 2, 3, 1, 2, 0, 3},
    {PAIN_POPULATION_EVALUATED, PAIN_MISSING_NON_RESPONDER, 8, 2, 3, 1, 2, 0, 3},
    {PAIN_POPULATION_EVALUATED, PAIN_MISSING_BOCF, 8, 5, 0, 1, 2, 3, 3 + 6 + 7 + 5},
    {PAIN_POPULATION_EVALUATED, PAIN_MISSING_LOCF, 8, 5, 0, 2, 1, 4, 3 + 4 + 7 + 5},
    {PAIN_POPULATION_EVALUATED, PAIN_MISSING_WOCF, 8, 5, 0, 2, 1, 4, 3 + 9 + 7 + 5},
    {PAIN_POPULATION_EVALUATED, PAIN_MISSING_BEST, 8, 5, 0, 3, 0, 5, 3},
    {PAIN_POPULATION_EVALUATED, PAIN_MISSING_WORST, 8, 5, 0, 3, 0, 5, 3 + 30},
    /* without D and H */
    {PAIN_POPULATION_STARTED, PAIN_MISSING_OBSERVED, 6, 2, 2, 1, 1, 0, 3},
    {PAIN_POPULATION_STARTED, PAIN_MISSING_NON_RESPONDER, 6, 2, 2, 1, 1, 0, 3},
    {PAIN_POPULATION_STARTED, PAIN_MISSING_BOCF, 6, 4, 0, 1, 1, 2, 3 + 6 + 7},
    {PAIN_POPULATION_STARTED, PAIN_MISSING_LOCF, 6, 4, 0, 2, 0, 3, 3 + 4 + 7},
    {PAIN_POPULATION_STARTED, PAIN_MISSING_WOCF, 6, 4, 0, 2, 0, 3, 3 + 9 + 7},
    {PAIN_POPULATION_STARTED, PAIN_MISSING_BEST, 6, 4, 0, 2, 0, 3, 3},
    {PAIN_POPULATION_STARTED, PAIN_MISSING_WORST, 6, 4, 0, 2, 0, 3, 3 + 20},
    /* A, B and G */
    {PAIN_POPULATION_EVALUABLE, PAIN_MISSING_OBSERVED, 3, 2, 1, 0, 0, 0, 3},
    {PAIN_POPULATION_EVALUABLE, PAIN_MISSING_NON_RESPONDER, 3, 2, 1, 0, 0, 0, 3},
    {PAIN_POPULATION_EVALUABLE, PAIN_MISSING_BOCF, 3, 3, 0, 0, 0, 1, 3 + 6},
    {PAIN_POPULATION_EVALUABLE, PAIN_MISSING_LOCF, 3, 3, 0, 0, 0, 1, 3 + 4},
    {PAIN_POPULATION_EVALUABLE, PAIN_MISSING_WOCF, 3, 3, 0, 0, 0, 1, 3 + 9},
    {PAIN_POPULATION_EVALUABLE, PAIN_MISSING_BEST, 3, 3, 0, 0, 0, 1, 3},
    {PAIN_POPULATION_EVALUABLE, PAIN_MISSING_WORST, 3, 3, 0, 0, 0, 1, 3 + 10},
    /* A and G */
    {PAIN_POPULATION_COMPLETERS, PAIN_MISSING_OBSERVED, 2, 2, 0, 0, 0, 0, 3},
    {PAIN_POPULATION_COMPLETERS, PAIN_MISSING_NON_RESPONDER, 2, 2, 0, 0, 0, 0, 3},
    {PAIN_POPULATION_COMPLETERS, PAIN_MISSING_BOCF, 2, 2, 0, 0, 0, 0, 3},
    {PAIN_POPULATION_COMPLETERS, PAIN_MISSING_LOCF, 2, 2, 0, 0, 0, 0, 3},
    {PAIN_POPULATION_COMPLETERS, PAIN_MISSING_WOCF, 2, 2, 0, 0, 0, 0, 3},
    {PAIN_POPULATION_COMPLETERS, PAIN_MISSING_BEST, 2, 2, 0, 0, 0, 0, 3},
    {PAIN_POPULATION_COMPLETERS, PAIN_MISSING_WORST, 2, 2, 0, 0, 0, 0, 3},
};

START_TEST(drop_outs_are_treated_as_population_and_rule_say)
{
    pain_courses *courses = courses_on("nrs11", clinic, NULL);

    for (size_t i = 0; i < sizeof clinic_cases / sizeof *clinic_cases; i++) {
        pain_cohort *cohort =
            cohort_of(courses, clinic_cases[i].population, clinic_cases[i].missing, 0);
        pain_cohort_counts counts = pain_cohort_count(cohort);

        ck_assert_msg(counts.n == clinic_cases[i].n && counts.paired == clinic_cases[i].paired &&
                          counts.baseline_only == clinic_cases[i].baseline_only &&
                          counts.endpoint_only == clinic_cases[i].endpoint_only &&
                          counts.neither == clinic_cases[i].neither &&
                          counts.filled == clinic_cases[i].filled,
                      "population %d rule %d: %d = %d + %d + %d + %d, filled %d",
                      clinic_cases[i].population, clinic_cases[i].missing, (int)counts.n,
                      (int)counts.paired, (int)counts.baseline_only, (int)counts.endpoint_only,
                      (int)counts.neither, (int)counts.filled);
        ck_assert(endpoint_sum(cohort) == clinic_cases[i].sum);
        ck_assert_uint_eq(counts.zero_baseline, 1);
        pain_cohort_free(cohort);
    }
    pain_courses_free(courses);
}
END_TEST

START_TEST(a_reversed_scale_gives_the_same_cohorts)
{
    pain_courses *plain = courses_on("nrs11", clinic, NULL);
    pain_courses *reversed = courses_on("nrs11:reversed", mirrored, NULL);

    for (size_t i = 0; i < sizeof clinic_cases / sizeof *clinic_cases; i++) {
        pain_cohort *a = cohort_of(plain, clinic_cases[i].population, clinic_cases[i].missing, 0);
        pain_cohort *b =
            cohort_of(reversed, clinic_cases[i].population, clinic_cases[i].missing, 0);

        ck_assert(same_cohorts(a, b));
        ck_assert_int_eq(pain_cohort_merge(a, b), PAIN_EINVAL);
        pain_cohort_free(a);
        pain_cohort_free(b);
    }
    pain_courses_free(plain);
    pain_courses_free(reversed);
}
END_TEST

/* "At least one later score" may be later than session 2, where the endpoint is sought. */
START_TEST(evaluable_needs_any_later_score)
{
    pain_course_rules rules = {
        .size = sizeof rules, .endpoint = PAIN_ENDPOINT_SESSION, .endpoint_session = 2};
    pain_courses *courses = courses_on("nrs11", "p s1 7; p s2 -; p s3 4; q s1 6", &rules);
    pain_cohort *cohort = cohort_of(courses, PAIN_POPULATION_EVALUABLE, PAIN_MISSING_LOCF, 0);
    pain_counts pairs = pain_cohort_pairs(cohort);

    ck_assert_uint_eq(pain_cohort_count(cohort).n, 1);
    ck_assert(pairs.x[0] == 7.0 && pairs.y[0] == 7.0);
    pain_cohort_free(cohort);
    pain_courses_free(courses);
}
END_TEST

START_TEST(stopping_because_well_is_completing)
{
    pain_courses *courses =
        courses_on("nrs11", "p s1 of=9 7; p s2 x=well 1; q s1 of=9 7; q s2 x=adverse 1", NULL);
    pain_cohort *cohort = cohort_of(courses, PAIN_POPULATION_COMPLETERS, 0, 0);

    ck_assert_uint_eq(pain_cohort_count(cohort).n, 1);
    ck_assert_uint_eq(pain_cohort_count(cohort).paired, 1);
    pain_cohort_free(cohort);
    pain_courses_free(courses);
}
END_TEST

/* Means of two baseline scores count in half steps, and so does all else. */
START_TEST(a_mean_baseline_makes_the_unit_smaller)
{
    pain_course_rules rules = {
        .size = sizeof rules, .baseline = PAIN_BASELINE_MEAN, .baseline_scores = 2};
    pain_courses *courses =
        courses_on("nrs11", "p s1 of=3 7; p s2 6; p s3 2; q s1 of=3 9; q s2 8", &rules);
    pain_cohort *cohort = cohort_of(courses, 0, PAIN_MISSING_WORST, 0);
    pain_counts pairs = pain_cohort_pairs(cohort);

    ck_assert_int_eq(cohort->unit, 2);
    ck_assert_uint_eq(pairs.n, 2);
    ck_assert(pairs.x[0] == 13.0 && pairs.y[0] == 4.0);
    ck_assert(pairs.x[1] == 17.0 && pairs.y[1] == 20.0);
    pain_cohort_free(cohort);
    pain_courses_free(courses);
}
END_TEST

START_TEST(relief_is_averaged_within_the_patient_first)
{
    /* p: (4 + 3) / 2; q: (1 - 3 + 0) / 3; r has none */
    pain_courses *courses = courses_on(
        "nrs11", "p s1 7>3; p s2 6>3; q s1 5>4; q s2 2>5; q s3 1>1; r s1 7; r s2 >1", NULL);
    pain_cohort *cohort = cohort_of(courses, 0, 0, 0);
    pain_counts reliefs = pain_tally_counts(cohort->reliefs);

    ck_assert_uint_eq(reliefs.n, 2);
    ck_assert(reliefs.x[0] == -2.0 / 3.0 && reliefs.x[1] == 3.5);
    ck_assert_uint_eq(cohort->no_relief, 1);
    pain_cohort_free(cohort);
    pain_courses_free(courses);
}
END_TEST

static const char three_groups[] = "p1 g=a s1 7; p1 s2 3; p2 g=b s1 6; p2 s2 2; p3 g=b s1 6;"
                                   "p4 s1 5>4; p4 s2 1>0; p5 g=a s1 -; p5 s2 4; p6 g=c s1 0;"
                                   "p6 s2 1; p7 g=b s1 6; p7 s2 2; p8 g=c e -; p9 s1 7; p9 s2 3";

START_TEST(groups_merge_into_everyone)
{
    pain_courses *courses = courses_on("nrs11", three_groups, NULL);
    static const uint64_t n[] = {2, 2, 3, 2};

    for (int32_t rule = PAIN_MISSING_OBSERVED; rule <= PAIN_MISSING_WORST; rule++) {
        pain_cohort *all = cohort_of(courses, 0, rule, 0), *sum = cohort_of(courses, 0, rule, 3);

        ck_assert_uint_eq(pain_cohort_count(sum).n, n[3]);
        for (int64_t group = -1; group <= 2; group++) {
            if (group == 0)
                continue;
            pain_cohort *part = cohort_of(courses, 0, rule, group);

            ck_assert_uint_eq(pain_cohort_count(part).n, n[group < 0 ? 0 : group]);
            ck_assert_int_eq(pain_cohort_merge(sum, part), PAIN_OK);
            pain_cohort_free(part);
        }
        ck_assert(same_cohorts(sum, all));
        pain_cohort_free(sum);
        pain_cohort_free(all);
    }
    pain_courses_free(courses);
}
END_TEST

START_TEST(a_cohort_merges_with_itself_and_with_an_empty_one)
{
    pain_courses *courses = courses_on("nrs11", three_groups, NULL);
    pain_cohort *all = cohort_of(courses, 0, 0, 0), *other = cohort_of(courses, 0, 0, 0), *empty;

    ck_assert_int_eq(pain_cohort_from_arrays(&empty, NULL, NULL, 0, NULL, 0, NULL), PAIN_OK);
    ck_assert_uint_eq(pain_cohort_count(empty).n, 0);
    ck_assert_uint_eq(pain_cohort_pairs(empty).n, 0);
    ck_assert_int_eq(pain_cohort_merge(all, empty), PAIN_OK);
    ck_assert(same_cohorts(all, other));
    ck_assert_int_eq(pain_cohort_merge(empty, all), PAIN_OK);
    ck_assert(same_cohorts(empty, other));
    ck_assert_int_eq(pain_cohort_merge(all, all), PAIN_OK);
    ck_assert_uint_eq(pain_cohort_count(all).n, 2 * pain_cohort_count(other).n);
    pain_cohort_free(all);
    pain_cohort_free(other);
    pain_cohort_free(empty);
    pain_courses_free(courses);
}
END_TEST

START_TEST(cohorts_that_differ_do_not_merge)
{
    pain_course_rules halves = {
        .size = sizeof halves, .baseline = PAIN_BASELINE_MEAN, .baseline_scores = 2};
    pain_courses *plain = courses_on("nrs11", clinic, NULL),
                 *vas = courses_on("vas10", clinic, NULL);
    pain_courses *mean = courses_on("nrs11", clinic, &halves);
    pain_cohort *a = cohort_of(plain, 0, 0, 0),
                *others[] = {cohort_of(plain, 0, 1, 0), cohort_of(vas, 0, 0, 0),
                             cohort_of(mean, 0, 0, 0), NULL};

    for (size_t i = 0; i < 4; i++) {
        ck_assert_int_eq(pain_cohort_merge(a, others[i]), PAIN_EINVAL);
        ck_assert_int_eq(pain_cohort_merge(others[i], a), PAIN_EINVAL);
        pain_cohort_free(others[i]);
    }
    ck_assert_uint_eq(pain_cohort_count(a).n, 8);
    pain_cohort_free(a);
    pain_courses_free(plain);
    pain_courses_free(vas);
    pain_courses_free(mean);
}
END_TEST

START_TEST(arrays_make_a_cohort)
{
    static const double baseline[] = {7, 8, NAN, 5, 99, 6, 0, 7};
    static const double endpoint[] = {3, NAN, 2, 3.5, 1, -1, 0, 3};
    static const struct {
        pain_missing_rule missing;
        uint64_t paired, baseline_only, endpoint_only, filled;
        double sum;
    } cases[] = {
        {PAIN_MISSING_OBSERVED, 3, 3, 2, 0, 6},
        {PAIN_MISSING_NON_RESPONDER, 3, 3, 2, 0, 6},
        {PAIN_MISSING_BOCF, 6, 0, 2, 3, 6 + 8 + 5 + 6},
        {PAIN_MISSING_LOCF, 6, 0, 2, 3, 6 + 8 + 5 + 6},
        {PAIN_MISSING_WOCF, 6, 0, 2, 3, 6 + 8 + 5 + 6},
        {PAIN_MISSING_BEST, 6, 0, 2, 3, 6},
        {PAIN_MISSING_WORST, 6, 0, 2, 3, 6 + 30},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pain_cohort *cohort;

        ck_assert_int_eq(
            pain_cohort_from_arrays(&cohort, baseline, endpoint, 8, NULL, cases[i].missing, NULL),
            PAIN_OK);
        pain_cohort_counts counts = pain_cohort_count(cohort);

        ck_assert_uint_eq(counts.n, 8);
        ck_assert_uint_eq(counts.paired, cases[i].paired);
        ck_assert_uint_eq(counts.baseline_only, cases[i].baseline_only);
        ck_assert_uint_eq(counts.endpoint_only, cases[i].endpoint_only);
        ck_assert_uint_eq(counts.filled, cases[i].filled);
        ck_assert_uint_eq(counts.zero_baseline, 1);
        ck_assert(endpoint_sum(cohort) == cases[i].sum);
        ck_assert_uint_eq(cohort->no_relief, 8);
        pain_cohort_free(cohort);
    }
}
END_TEST

START_TEST(arguments_out_of_range_are_refused)
{
    pain_courses *courses = courses_on("nrs11", three_groups, NULL);
    static const pain_cohort_options refused[] = {
        {.population = -1}, {.population = 4}, {.missing = -1},      {.missing = 7},
        {.group = -2},      {.group = 4},      {.group = INT64_MIN}, {.group = INT64_MAX},
    };
    pain_scale wrong = {0, 10, 3, 0, 0};
    double x = 1.0;
    pain_cohort *cohort;

    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        pain_cohort_options options = refused[i];

        options.size = sizeof options;
        cohort = (pain_cohort *)courses;
        ck_assert_int_eq(pain_cohort_new(&cohort, courses, &options, NULL), PAIN_EINVAL);
        ck_assert_ptr_null(cohort);
    }
    ck_assert_int_eq(pain_cohort_new(&cohort, NULL, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_cohort_new(NULL, courses, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_cohort_from_arrays(NULL, &x, &x, 1, NULL, 0, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_cohort_from_arrays(&cohort, NULL, &x, 1, NULL, 0, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_cohort_from_arrays(&cohort, &x, NULL, 1, NULL, 0, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_cohort_from_arrays(&cohort, &x, &x, 1, &wrong, 0, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_cohort_from_arrays(&cohort, &x, &x, 1, NULL, (pain_missing_rule)7, NULL),
                     PAIN_EINVAL);
    ck_assert_ptr_null(cohort);
    ck_assert_uint_eq(pain_cohort_count(NULL).n, 0);
    ck_assert_uint_eq(pain_cohort_pairs(NULL).n, 0);
    pain_cohort_free(NULL);
    pain_courses_free(courses);
}
END_TEST

START_TEST(older_and_missing_options_mean_defaults)
{
    pain_courses *courses = courses_on("nrs11", clinic, NULL);
    pain_cohort_options options = options_of(0, 99, 99);
    pain_cohort *cohort;

    options.size = offsetof(pain_cohort_options, missing);
    ck_assert_int_eq(pain_cohort_new(&cohort, courses, &options, NULL), PAIN_OK);
    ck_assert_uint_eq(pain_cohort_count(cohort).n, 8);
    pain_cohort_free(cohort);
    ck_assert_int_eq(pain_cohort_new(&cohort, courses, NULL, NULL), PAIN_OK);
    ck_assert_uint_eq(pain_cohort_count(cohort).paired, 2);
    pain_cohort_free(cohort);
    pain_courses_free(courses);
}
END_TEST

START_TEST(memory_that_runs_out_leaves_no_cohort)
{
    static const double x[] = {7, 8, NAN}, y[] = {3, NAN, 2};
    pain_courses *courses = courses_on("nrs11", three_groups, NULL);
    failing_allocator memory;

    for (int from_arrays = 0; from_arrays < 2; from_arrays++) {
        pain_status status = PAIN_ENOMEM;
        size_t fail_at = 1;

        for (; status == PAIN_ENOMEM; fail_at++) {
            pain_cohort *cohort;

            failing_allocator_init(&memory, fail_at);
            status = from_arrays
                         ? pain_cohort_from_arrays(&cohort, x, y, 3, NULL, 0, &memory.allocator)
                         : pain_cohort_new(&cohort, courses, NULL, &memory.allocator);
            ck_assert((cohort == NULL) == (status != PAIN_OK));
            pain_cohort_free(cohort);
            ck_assert_uint_eq(memory.live, 0);
        }
        ck_assert_int_eq(status, PAIN_OK);
        ck_assert_uint_gt(fail_at, 10);
    }
    pain_courses_free(courses);
}
END_TEST

START_TEST(a_merge_that_fails_changes_nothing)
{
    pain_courses *courses = courses_on("nrs11", three_groups, NULL);
    pain_cohort *from = cohort_of(courses, 0, 0, 0), *before = cohort_of(courses, 0, 0, 2);
    pain_cohort_options options = options_of(0, 0, 2);
    pain_status status = PAIN_ENOMEM;

    for (size_t fail_at = 1; status == PAIN_ENOMEM; fail_at++) {
        failing_allocator memory;
        pain_cohort *into;

        failing_allocator_init(&memory, 0);
        ck_assert_int_eq(pain_cohort_new(&into, courses, &options, &memory.allocator), PAIN_OK);
        memory.calls = 0;
        memory.fail_at = fail_at;
        status = pain_cohort_merge(into, from);
        ck_assert(same_cohorts(into, before) == (status != PAIN_OK));
        pain_cohort_free(into);
        ck_assert_uint_eq(memory.live, 0);
    }
    ck_assert_int_eq(status, PAIN_OK);
    pain_cohort_free(from);
    pain_cohort_free(before);
    pain_courses_free(courses);
}
END_TEST

/* The randomised patients of the trial in examples/data, average pain at both times. */
static pain_sessions *read_trial(void)
{
    FILE *file = open_source("examples/data/ashar2022_backpain.csv");
    char line[512], *fields[10];
    pain_sessions *table;

    ck_assert_int_eq(pain_sessions_new(&table, NULL, NULL), PAIN_OK);
    ck_assert_uint_eq(next_fields(file, line, sizeof line, fields, 10), 10);
    ck_assert_str_eq(fields[4], "pain_avg");
    while (next_fields(file, line, sizeof line, fields, 10) == 10) {
        pain_session row;

        if (*fields[2] == '\0')
            continue;
        pain_session_init(&row);
        row.occasion = PAIN_ASSESSMENT;
        row.patient = fields[0];
        row.visit = fields[1];
        row.group = fields[2];
        if (*fields[4] != '\0')
            ck_assert_int_eq(
                pain__scale_score_text(NULL, fields[4], strlen(fields[4]), ".", &row.before),
                PAIN_OK);
        ck_assert_int_eq(pain_sessions_append(table, &row, NULL), PAIN_OK);
    }
    (void)fclose(file);
    return table;
}

/* What a count of pairs is about. */
typedef struct {
    uint64_t at[4]; /* endpoint at most 0, 1, 2, 3 */
    uint64_t by_30, by_50, worse;
    double of_means; /* 100 (1 - sum E / sum B) */
} trial_counts;

static trial_counts count_trial(const pain_cohort *cohort)
{
    pain_counts pairs = pain_cohort_pairs(cohort);
    trial_counts counts = {{0}, 0, 0, 0, 0.0};
    double baselines = 0.0;

    for (size_t i = 0; i < pairs.distinct; i++) {
        double b = pairs.x[i], e = pairs.y[i];

        for (int cut = 0; cut < 4; cut++)
            counts.at[cut] += e <= cut ? pairs.count[i] : 0;
        counts.by_30 += 100 * (b - e) >= 30 * b ? pairs.count[i] : 0;
        counts.by_50 += 100 * (b - e) >= 50 * b ? pairs.count[i] : 0;
        counts.worse += e > b ? pairs.count[i] : 0;
        baselines += b * (double)pairs.count[i];
    }
    counts.of_means = 100.0 * (1.0 - endpoint_sum(cohort) / baselines);
    return counts;
}

/* Expected values: computed in R from the same file; 33 of 50, 10 of 51 and 5 of 50 are the
 * published figures (Ashar et al., JAMA Psychiatry 2022;79:13-23). */
static const struct {
    uint64_t n, observed, at[4], by_30, by_50, worse, best;
    double of_means, bocf;
} trial[] = {
    {50, 44, {15, 33, 35, 41}, 37, 35, 0, 39, 70.62, 63.45},
    {51, 44, {2, 10, 21, 29}, 22, 15, 5, 17, 26.90, 23.71},
    {50, 47, {0, 5, 17, 31}, 13, 8, 9, 8, 10.91, 10.00},
};

static void check_arm(const pain_courses *courses, int arm)
{
    pain_cohort *observed = cohort_of(courses, 0, PAIN_MISSING_OBSERVED, arm + 1);
    pain_cohort *bocf = cohort_of(courses, 0, PAIN_MISSING_BOCF, arm + 1);
    pain_cohort *locf = cohort_of(courses, 0, PAIN_MISSING_LOCF, arm + 1);
    pain_cohort *best = cohort_of(courses, 0, PAIN_MISSING_BEST, arm + 1);
    pain_cohort *completers = cohort_of(courses, PAIN_POPULATION_COMPLETERS, 0, arm + 1);
    trial_counts counts = count_trial(observed);

    ck_assert_uint_eq(pain_cohort_count(observed).n, trial[arm].n);
    ck_assert_uint_eq(pain_cohort_count(observed).paired, trial[arm].observed);
    ck_assert_uint_eq(pain_cohort_count(observed).endpoint_only, 0);
    ck_assert_uint_eq(pain_cohort_count(observed).zero_baseline, 0);
    ck_assert_uint_eq(pain_cohort_count(completers).n, trial[arm].observed);
    for (int cut = 0; cut < 4; cut++)
        ck_assert_uint_eq(counts.at[cut], trial[arm].at[cut]);
    ck_assert_uint_eq(counts.by_30, trial[arm].by_30);
    ck_assert_uint_eq(counts.by_50, trial[arm].by_50);
    ck_assert_uint_eq(counts.worse, trial[arm].worse);
    ck_assert_uint_eq(count_trial(best).at[1], trial[arm].best);
    /* printed to two decimals */
    ck_assert(fabs(counts.of_means - trial[arm].of_means) <= 0.005);
    ck_assert(fabs(count_trial(bocf).of_means - trial[arm].bocf) <= 0.005);
    ck_assert(same_counts(pain_cohort_pairs(bocf), pain_cohort_pairs(locf)));
    ck_assert_uint_eq(pain_cohort_count(bocf).paired, trial[arm].n);
    pain_cohort_free(observed);
    pain_cohort_free(bocf);
    pain_cohort_free(locf);
    pain_cohort_free(best);
    pain_cohort_free(completers);
}

START_TEST(a_published_trial_is_reproduced)
{
    pain_sessions *table = read_trial();
    pain_courses *courses;

    ck_assert_int_eq(pain_courses_new(&courses, table, NULL, NULL, NULL), PAIN_OK);
    pain_sessions_free(table);
    ck_assert_int_eq(pain_courses_are_assessments(courses), 1);
    ck_assert_uint_eq(pain_courses_groups(courses), 3);
    for (int arm = 0; arm < 3; arm++)
        check_arm(courses, arm);
    pain_courses_free(courses);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cohort");
    TCase *tests = tcase_create("cohort");

    tcase_add_test(tests, drop_outs_are_treated_as_population_and_rule_say);
    tcase_add_test(tests, a_reversed_scale_gives_the_same_cohorts);
    tcase_add_test(tests, evaluable_needs_any_later_score);
    tcase_add_test(tests, stopping_because_well_is_completing);
    tcase_add_test(tests, a_mean_baseline_makes_the_unit_smaller);
    tcase_add_test(tests, relief_is_averaged_within_the_patient_first);
    tcase_add_test(tests, groups_merge_into_everyone);
    tcase_add_test(tests, a_cohort_merges_with_itself_and_with_an_empty_one);
    tcase_add_test(tests, cohorts_that_differ_do_not_merge);
    tcase_add_test(tests, arrays_make_a_cohort);
    tcase_add_test(tests, arguments_out_of_range_are_refused);
    tcase_add_test(tests, older_and_missing_options_mean_defaults);
    tcase_add_test(tests, memory_that_runs_out_leaves_no_cohort);
    tcase_add_test(tests, a_merge_that_fails_changes_nothing);
    tcase_add_test(tests, a_published_trial_is_reproduced);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
