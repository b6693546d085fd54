/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cohorts of a published trial. Expected values were computed in R from the same file. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "cohort_support.h"
#include "data/scale.h"
#include "support.h"

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
    Suite *suite = suite_create("cohort trial");
    TCase *tests = tcase_create("cohort trial");

    tcase_add_test(tests, a_published_trial_is_reproduced);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
