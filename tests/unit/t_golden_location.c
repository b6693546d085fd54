/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Location, percent change and resampling against the project's golden table of paired data.
 *
 * Without arguments: a test of tests/ref/golden_location.csv, all rows of these quantities. By
 * hand,
 *     tests/unit/t_golden_location DATA.csv ROWS.csv
 * takes any tables of that form and lists, for each quantity and tool, how many rows it has and the
 * worst relative error; rows of other quantities are counted. */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "painstat/ancova.h"
#include "painstat/bootstrap.h"
#include "painstat/mean.h"
#include "painstat/parts.h"
#include "support.h"

enum { MOST_PATIENTS = 400, MOST_SETS = 40, MOST_CLUSTERS = 100, MOST_KINDS = 200 };

/* A data set: patients, and what the quantities are taken from. */
typedef struct data_set {
    char name[32];
    double x[MOST_PATIENTS], y[MOST_PATIENTS];
    char cluster[MOST_PATIENTS][16];
    size_t n;
    pain_pairs *pairs;
    pain_tally *differences, *percents;
} data_set;

typedef struct data_sets {
    data_set *set;
    size_t n;
} data_sets;

static data_set *find_set(data_sets *sets, const char *name, bool make)
{
    for (size_t i = 0; i < sets->n; i++)
        if (strcmp(sets->set[i].name, name) == 0)
            return &sets->set[i];
    if (!make || sets->n == MOST_SETS)
        return NULL;
    data_set *set = &sets->set[sets->n++];

    (void)snprintf(set->name, sizeof set->name, "%s", name);
    ck_assert_int_eq(pain_pairs_new(&set->pairs, NULL), PAIN_OK);
    ck_assert_int_eq(pain_tally_new(&set->differences, NULL), PAIN_OK);
    ck_assert_int_eq(pain_tally_new(&set->percents, NULL), PAIN_OK);
    return set;
}

static void add_patient(data_sets *sets, char **f)
{
    data_set *set = find_set(sets, f[0], true);
    double x = strtod(f[2], NULL), y = strtod(f[3], NULL);

    ck_assert(set != NULL && set->n < MOST_PATIENTS);
    (void)snprintf(set->cluster[set->n], sizeof set->cluster[0], "%s", f[4]);
    set->x[set->n] = x;
    set->y[set->n++] = y;
    ck_assert_int_eq(pain_pairs_add(set->pairs, x, y, 1), PAIN_OK);
    ck_assert_int_eq(pain_tally_add(set->differences, x - y, 1), PAIN_OK);
    if (x != 0)
        ck_assert_int_eq(pain_tally_add(set->percents, 100 * (x - y) / x, 1), PAIN_OK);
}

static void read_sets(FILE *file, data_sets *sets)
{
    char line[256], *f[5];

    sets->n = 0;
    sets->set = calloc(MOST_SETS, sizeof *sets->set);
    while (next_fields(file, line, sizeof line, f, 5) == 5)
        if (strcmp(f[0], "dataset") != 0)
            add_patient(sets, f);
    (void)fclose(file);
}

static void free_sets(data_sets *sets)
{
    for (size_t i = 0; i < sets->n; i++) {
        pain_pairs_free(sets->set[i].pairs);
        pain_tally_free(sets->set[i].differences);
        pain_tally_free(sets->set[i].percents);
    }
    free(sets->set);
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static bool ends(const char *text, const char *with)
{
    size_t n = strlen(text), m = strlen(with);

    return n >= m && strcmp(text + n - m, with) == 0;
}

static pain_interval_options options_for(const char *conf, const char *method)
{
    pain_interval_options options = {.size = sizeof options};
    pain_method known;

    options.level = conf[0] != '\0' ? strtod(conf, NULL) : 0;
    ck_assert_int_eq(pain_method_parse(method, &known), PAIN_OK);
    options.method = (int32_t)known;
    return options;
}

/* The end that the quantity names, else the value. */
static double end_of(const pain_estimate *e, const char *quantity)
{
    if (ends(quantity, "_lower"))
        return e->lower;
    return ends(quantity, "_upper") ? e->upper : e->value;
}

static double mean_row(const data_set *set, char **f, bool percent)
{
    pain_interval_options options = options_for(f[3], "t");
    pain_estimate e;

    ck_assert_int_eq(
        pain_mean_interval(pain_tally_counts(percent ? set->percents : set->differences), &options,
                           &e),
        PAIN_OK);
    return end_of(&e, f[1]);
}

/* The reduction of means by a method. */
static double ratio_row(const data_set *set, char **f, const char *method)
{
    pain_interval_options options = options_for(f[3], method);
    pain_estimate e, reduction;

    ck_assert_int_eq(pain_ratio_of_means(pain_pairs_counts(set->pairs), &options, &e), PAIN_OK);
    if (strcmp(f[1], "fieller_g") == 0)
        return e.reserved[0];
    reduction = e;
    reduction.value = 100 * (1 - e.value);
    reduction.lower = 100 * (1 - e.upper);
    reduction.upper = 100 * (1 - e.lower);
    return end_of(&reduction, f[1]);
}

static double abc_row(const data_set *set, char **f)
{
    pain_interval_options options = options_for(f[3], "abc");
    pain_estimate e;

    if (!begins(f[2], "mean_pct"))
        return ratio_row(set, f, "abc");
    ck_assert_int_eq(pain_mean_interval(pain_tally_counts(set->percents), &options, &e), PAIN_OK);
    return end_of(&e, f[1]);
}

static double reduction_statistic(pain_counts counts, void *context)
{
    (void)context;
    return 100 * (1 - pain_statistic_ratio(counts, NULL));
}

static double ideal_row(const data_set *set, char **f)
{
    const char *quantity = f[1] + strlen("ideal_boot_");
    bool bca = begins(quantity, "bca"), strict = ends(f[2], "_z0_strict");
    const char *method = strict ? "bca-strict" : "bca";
    pain_counts counts = pain_tally_counts(set->percents);
    pain_statistic statistic = pain_statistic_mean;
    pain_estimate e;
    pain_ideal ideal;

    if (begins(f[2], "median"))
        statistic = pain_statistic_median;
    if (begins(f[2], "pct_reduction_ratio")) {
        counts = pain_pairs_counts(set->pairs);
        statistic = reduction_statistic;
    }
    if (!bca && ends(f[1], "er"))
        method = begins(quantity, "basic") ? "basic" : "percentile";
    pain_interval_options options = options_for(f[3], method);

    ck_assert_int_eq(pain_bootstrap_ideal(counts, statistic, NULL, &options, &e, &ideal), PAIN_OK);
    if (strcmp(quantity, "se") == 0)
        return ideal.se;
    if (strcmp(quantity, "p_below") == 0)
        return ideal.below;
    if (strcmp(quantity, "p_mid") == 0)
        return ideal.mid;
    if (strcmp(quantity, "acceleration") == 0)
        return ideal.acceleration;
    if (begins(quantity, "bca_alpha"))
        return ends(quantity, "lower") ? ideal.level_lower : ideal.level_upper;
    return end_of(&e, f[1]);
}

static double ancova_row(const data_set *set, char **f)
{
    pain_interval_options options = options_for(f[3], f[2]);
    pain_ancova_fit fit;

    ck_assert_int_eq(pain_ancova(pain_pairs_counts(set->pairs), NAN, &options, &fit), PAIN_OK);
    if (strcmp(f[1], "ancova_slope") == 0)
        return fit.slope.value;
    if (strcmp(f[1], "ancova_slope_se") == 0)
        return fit.slope_se;
    return ends(f[1], "_se") ? fit.endpoint_se : fit.endpoint.value;
}

/* The standard error of a mean by clusters; without the factor G / (G - 1) where the row says
 * so. */
static double cluster_row(const data_set *set, char **f)
{
    pain_tally *tally[MOST_CLUSTERS];
    pain_counts parts[MOST_CLUSTERS];
    char names[MOST_CLUSTERS][16];
    size_t n = 0;
    pain_estimate e;

    for (size_t i = 0; i < set->n; i++) {
        double value = begins(f[1], "mean") ? set->x[i] - set->y[i] : set->y[i] <= 1;
        size_t g = 0;

        while (g < n && strcmp(names[g], set->cluster[i]) != 0)
            g++;
        if (g == n) {
            (void)snprintf(names[n], sizeof names[0], "%s", set->cluster[i]);
            ck_assert_int_eq(pain_tally_new(&tally[n++], NULL), PAIN_OK);
        }
        ck_assert_int_eq(pain_tally_add(tally[g], value, 1), PAIN_OK);
    }
    for (size_t g = 0; g < n; g++)
        parts[g] = pain_tally_counts(tally[g]);
    ck_assert_int_eq(pain_mean_clustered(parts, n, NULL, &e), PAIN_OK);
    for (size_t g = 0; g < n; g++)
        pain_tally_free(tally[g]);
    return ends(f[2], "FALSE") ? e.reserved[0] * sqrt((double)(n - 1) / (double)n) : e.reserved[0];
}

/* What the library says to a row dataset, quantity, option, level, value, tool; false when the
 * quantity belongs elsewhere. */
static bool answer(const data_set *set, char **f, double *got)
{
    if (begins(f[1], "mean_diff_se_cluster") || begins(f[1], "near_zero_prop_se_cluster"))
        *got = cluster_row(set, f);
    else if (strcmp(f[1], "mean_diff_lower") == 0 || strcmp(f[1], "mean_diff_upper") == 0)
        *got = mean_row(set, f, false);
    else if (begins(f[1], "mean_pct_reduction"))
        *got = mean_row(set, f, true);
    else if (begins(f[1], "pct_ratio_of_means"))
        *got = ratio_row(set, f, f[2]);
    else if (begins(f[1], "pct_reduction_ratio") || strcmp(f[1], "fieller_g") == 0)
        *got = ratio_row(set, f, "fieller");
    else if (begins(f[1], "abc_"))
        *got = abc_row(set, f);
    else if (begins(f[1], "ideal_boot_"))
        *got = ideal_row(set, f);
    else if (begins(f[1], "ancova_"))
        *got = ancova_row(set, f);
    else
        return false;
    return true;
}

/* The accuracy of the tool behind a row: mpmath's rows to 1e-12; boot's finite differences to 6
 * digits, as its rows say; R and sandwich to the rounding of a sum of squares. */
static double accuracy_of(const char *tool)
{
    if (begins(tool, "boot-"))
        return 1e-6;
    return begins(tool, "mpmath") ? 1e-12 : 1e-11;
}

/* The error, relative, or 0 where it is no more than rounding of a number that is 0 in truth. */
static double error_of(double got, double want)
{
    if ((isnan(got) && isnan(want)) || got == want || fabs(got - want) <= 1e-15)
        return 0;
    return isnan(got) || isnan(want) ? INFINITY : fabs(got - want) / fabs(want);
}

START_TEST(every_row_of_the_golden_table_is_answered)
{
    FILE *file = open_source("tests/ref/golden_location.csv");
    char line[256], *f[6];
    data_sets sets;
    size_t rows = 0;

    read_sets(open_source("tests/ref/golden_paired_data.csv"), &sets);
    for (; next_fields(file, line, sizeof line, f, 6) == 6; rows++) {
        const data_set *set = find_set(&sets, f[0], false);
        double got = NAN, want = strtod(f[4], NULL);
        /* On a line through every point R's residuals are its own rounding. */
        bool rounding = fabs(want) < 1e-14 && begins(f[1], "ancova") && ends(f[1], "_se");

        ck_assert(set != NULL && answer(set, f, &got));
        if (rounding)
            ck_assert_msg(got == 0, "%s %s %s: %.17g", f[0], f[1], f[2], got);
        else
            ck_assert_msg(error_of(got, want) <= accuracy_of(f[5]), "%s %s %s %s: %.17g, want %s",
                          f[0], f[1], f[2], f[3], got, f[4]);
    }
    (void)fclose(file);
    free_sets(&sets);
    ck_assert_uint_eq(rows, 351);
}
END_TEST

/* What was found for one quantity and tool. */
typedef struct kind {
    char name[96];
    size_t rows;
    double worst;
} kind;

static void count_row(kind *kinds, char **f, double error)
{
    char name[sizeof kinds->name];
    size_t k = 0;

    (void)snprintf(name, sizeof name, "%s %s", f[1], f[5]);
    while (k + 1 < MOST_KINDS && kinds[k].rows > 0 && strcmp(kinds[k].name, name) != 0)
        k++;
    (void)snprintf(kinds[k].name, sizeof kinds[k].name, "%s", name);
    kinds[k].rows++;
    kinds[k].worst = fmax(kinds[k].worst, error);
}

/* The tables named on the command line. */
static const char *given_data, *given_rows;

START_TEST(errors_are_listed)
{
    kind kinds[MOST_KINDS] = {{"", 0, 0}};
    FILE *patients = fopen(given_data, "r"), *rows = fopen(given_rows, "r");
    char line[256], *f[6];
    data_sets sets;
    size_t others = 0;

    ck_assert(patients != NULL && rows != NULL);
    read_sets(patients, &sets);
    while (next_fields(rows, line, sizeof line, f, 6) == 6) {
        const data_set *set = find_set(&sets, f[0], false);
        double got;

        if (set == NULL || !answer(set, f, &got))
            others++;
        else
            count_row(kinds, f, error_of(got, strtod(f[4], NULL)));
    }
    for (size_t k = 0; k < MOST_KINDS && kinds[k].rows > 0; k++)
        (void)printf("%6zu  %.2e  %s\n", kinds[k].rows, kinds[k].worst, kinds[k].name);
    (void)printf("%6zu  of other quantities\n", others);
    (void)fclose(rows);
    free_sets(&sets);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("golden_location");
    TCase *tests = tcase_create("golden table");

    if (argc == 3) {
        given_data = argv[1];
        given_rows = argv[2];
        tcase_add_test(tests, errors_are_listed);
    } else
        tcase_add_test(tests, every_row_of_the_golden_table_is_answered);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
