/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "paired.h"
#include "support.h"

paired_set paired_read(const char *name)
{
    FILE *file = open_source("tests/ref/golden_paired_data.csv");
    char line[256], *f[5], last[16] = "";
    paired_set set = {.n = 0};

    while (next_fields(file, line, sizeof line, f, 5) == 5) {
        if (strcmp(f[0], name) != 0)
            continue;
        ck_assert_uint_lt(set.n, PAIRED_MOST);
        if (strcmp(last, f[4]) != 0)
            set.clusters++;
        (void)snprintf(last, sizeof last, "%s", f[4]);
        set.cluster[set.n] = set.clusters - 1;
        set.x[set.n] = strtod(f[2], NULL);
        set.y[set.n++] = strtod(f[3], NULL);
    }
    (void)fclose(file);
    ck_assert_uint_gt(set.n, 0);
    ck_assert_uint_le(set.clusters, PAIRED_CLUSTERS);
    return set;
}

static pain_pairs *pairs_where(const paired_set *set, bool all, size_t cluster)
{
    pain_pairs *pairs;

    ck_assert_int_eq(pain_pairs_new(&pairs, NULL), PAIN_OK);
    for (size_t i = 0; i < set->n; i++)
        if (all || set->cluster[i] == cluster)
            ck_assert_int_eq(pain_pairs_add(pairs, set->x[i], set->y[i], 1), PAIN_OK);
    return pairs;
}

pain_pairs *paired_pairs(const paired_set *set)
{
    return pairs_where(set, true, 0);
}

pain_pairs *paired_cluster(const paired_set *set, size_t cluster)
{
    return pairs_where(set, false, cluster);
}

pain_tally *paired_tally(const paired_set *set, double (*value)(double x, double y))
{
    pain_tally *tally;

    ck_assert_int_eq(pain_tally_new(&tally, NULL), PAIN_OK);
    for (size_t i = 0; i < set->n; i++)
        ck_assert_int_eq(pain_tally_add(tally, value(set->x[i], set->y[i]), 1), PAIN_OK);
    return tally;
}

double paired_baseline(double x, double y)
{
    (void)y;
    return x;
}

double paired_difference(double x, double y)
{
    return x - y;
}

double paired_percent(double x, double y)
{
    return 100 * (x - y) / x;
}

pain_estimate paired_two_answer(paired_two function, const paired_set *a, const paired_set *b,
                                const pain_interval_options *options)
{
    pain_pairs *of_a = paired_pairs(a), *of_b = paired_pairs(b);
    pain_estimate e;

    ck_assert_int_eq(function(pain_pairs_counts(of_a), pain_pairs_counts(of_b), options, &e),
                     PAIN_OK);
    pain_pairs_free(of_a);
    pain_pairs_free(of_b);
    return e;
}
