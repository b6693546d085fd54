/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <string.h>

#include "cohort_support.h"
#include "data/cohort.h"
#include "support.h"

const char clinic[] = "A s1 of=4 8; A s2 5; A s3 4; A s4 2;"
                      "B s1 of=4 6; B s2 9; B s3 4;"
                      "C s1 of=4 7;"
                      "D e of=4 5;"
                      "E s1 of=4 -; E s2 4; E s3 4; E s4 3;"
                      "F s1 of=4 -; F s2 6;"
                      "G s1 of=4 0; G s2 0; G s3 0; G s4 1;"
                      "H f v=late -";

pain_cohort_options options_of(int32_t population, int32_t missing, int64_t group)
{
    pain_cohort_options options;

    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.population = population;
    options.missing = missing;
    options.group = group;
    return options;
}

pain_cohort *cohort_of(const pain_courses *courses, int32_t population, int32_t missing,
                       int64_t group)
{
    pain_cohort_options options = options_of(population, missing, group);
    pain_cohort *cohort;

    ck_assert_int_eq(pain_cohort_new(&cohort, courses, &options, NULL), PAIN_OK);
    return cohort;
}

double endpoint_sum(const pain_cohort *cohort)
{
    pain_counts pairs = pain_cohort_pairs(cohort);
    double sum = 0.0;

    for (size_t i = 0; i < pairs.distinct; i++)
        sum += pairs.y[i] * (double)pairs.count[i];
    return sum;
}

bool same_counts(pain_counts a, pain_counts b)
{
    if (a.n != b.n || a.distinct != b.distinct)
        return false;
    for (size_t i = 0; i < a.distinct; i++)
        if (a.x[i] != b.x[i] || a.count[i] != b.count[i] || (a.y != NULL && a.y[i] != b.y[i]))
            return false;
    return true;
}

bool same_cohorts(const pain_cohort *a, const pain_cohort *b)
{
    pain_cohort_counts counts_a = pain_cohort_count(a), counts_b = pain_cohort_count(b);

    return memcmp(&counts_a, &counts_b, sizeof counts_a) == 0 && a->no_relief == b->no_relief &&
           same_counts(pain_cohort_pairs(a), pain_cohort_pairs(b)) &&
           same_counts(pain_tally_counts(a->baselines), pain_tally_counts(b->baselines)) &&
           same_counts(pain_tally_counts(a->endpoints), pain_tally_counts(b->endpoints)) &&
           same_counts(pain_tally_counts(a->reliefs), pain_tally_counts(b->reliefs));
}
