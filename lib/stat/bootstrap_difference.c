/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bootstrap of two groups: each is a stratum (bootstrap_strata.c), but the rows of the two
 * stand one after the other, so that the statistic can tell them apart. */
#include <config.h>

#include <painstat/two_locations.h>

#include "base/floats.h"
#include "stat/bootstrap_parts.h"
#include "stat/enumerate.h"

typedef struct two_groups {
    pain_statistic statistic;
    void *context;
    size_t rows; /* of the first */
} two_groups;

static uint64_t total(const uint64_t *count, size_t rows)
{
    uint64_t n = 0;

    for (size_t i = 0; i < rows; i++)
        n += count[i];
    return n;
}

static double difference(pain_counts both, void *context)
{
    const two_groups *of = context;
    size_t rows = of->rows;
    uint64_t n = total(both.count, rows);
    const pain_counts a = {both.x, both.y, both.count, rows, n};
    const pain_counts b = {both.x + rows, both.y != NULL ? both.y + rows : NULL, both.count + rows,
                           both.distinct - rows, both.n - n};

    return of->statistic(a, of->context) - of->statistic(b, of->context);
}

/* The statistic of each resample of one group. */
typedef struct group_values {
    const two_groups *of;
    pain_counts resample;
    uint64_t *count; /* of the resample */
    double *value, *probability;
    size_t n;
} group_values;

static pain_status values_new(group_values *g, const two_groups *of, pain_counts data,
                              const pain_allocator *a)
{
    size_t most = (size_t)pain__enumerate_size(data);

    *g = (group_values){.of = of, .resample = data};
    g->count = pain__alloc(a, data.distinct, sizeof *g->count);
    g->value = pain__alloc(a, most, sizeof *g->value);
    g->probability = pain__alloc(a, most, sizeof *g->probability);
    g->resample.count = g->count;
    return g->count != NULL && g->value != NULL && g->probability != NULL ? PAIN_OK : PAIN_ENOMEM;
}

static void values_free(group_values *g, const pain_allocator *a)
{
    pain__free(a, g->count);
    pain__free(a, g->value);
    pain__free(a, g->probability);
}

static void keep_value(void *context, double probability)
{
    group_values *g = context;

    g->value[g->n] = g->of->statistic(g->resample, g->of->context);
    g->probability[g->n++] = probability;
}

/* Every resample of one group with every one of the other. */
static pain_status add_all(pain__bootstrap *b, const pain__bootstrap_parts *from)
{
    const pain_allocator *a = &b->allocator;
    group_values group[2] = {{0}};
    pain_status status = PAIN_OK;

    for (int g = 0; status == PAIN_OK && g < 2; g++) {
        status = values_new(&group[g], b->context, from->parts[g], a);
        if (status == PAIN_OK)
            status = pain__enumerate(from->parts[g], group[g].count, keep_value, &group[g], a);
    }
    for (size_t i = 0; status == PAIN_OK && i < group[0].n; i++)
        for (size_t j = 0; j < group[1].n; j++)
            pain__replicates_add(&b->found.plain, group[0].value[i] - group[1].value[j],
                                 group[0].probability[i] * group[1].probability[j]);
    values_free(&group[0], a);
    values_free(&group[1], a);
    return status;
}

pain_status pain_bootstrap_difference_ideal(pain_counts a, pain_counts b, pain_statistic statistic,
                                            void *context, const pain_interval_options *options,
                                            pain_estimate *estimate, pain_ideal *ideal)
{
    PAIN__FLOATS;
    static const pain__bootstrap_kind kind = {.fallback = PAIN_METHOD_BCA,
                                              .acceleration = pain__bootstrap_strata_acceleration,
                                              .strata = true,
                                              .apart = true,
                                              .add_all = add_all};
    const pain_counts groups[2] = {a, b};
    two_groups of = {statistic, context, a.distinct};
    pain_ideal found;
    pain__bootstrap boot = {.statistic = statistic != NULL ? difference : NULL,
                            .context = &of,
                            .ideal = ideal != NULL ? ideal : &found};

    pain__ideal_clear(boot.ideal);
    pain_status status = pain__bootstrap_of_parts(&boot, groups, 2, &kind, options, estimate);

    if (status != PAIN_OK || estimate->reason != PAIN_OK)
        pain__ideal_clear(boot.ideal);
    return status;
}

pain_status pain_bootstrap_difference(pain_counts a, pain_counts b, pain_statistic statistic,
                                      void *context, const pain_interval_options *options,
                                      pain_estimate *estimate)
{
    PAIN__FLOATS;

    static const pain__bootstrap_kind kind = {PAIN_METHOD_BCA,
                                              pain__bootstrap_draw_strata,
                                              pain__bootstrap_strata_acceleration,
                                              true,
                                              true,
                                              NULL};
    const pain_counts groups[2] = {a, b};
    two_groups of = {statistic, context, a.distinct};
    pain__bootstrap boot = {.statistic = statistic != NULL ? difference : NULL, .context = &of};

    return pain__bootstrap_of_parts(&boot, groups, 2, &kind, options, estimate);
}
