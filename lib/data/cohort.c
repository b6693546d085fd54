/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cohorts: tallies of the scores of a population. */
#include <config.h>

#include <string.h>

#include "base/floats.h"
#include "data/cohort.h"
#include "data/course_tally.h"
#include "data/scale.h"
#include "stat/table.h"

/* Some values of scores before they are counted: filled from the front. */
typedef struct {
    double *x, *y;
    uint64_t *count;
    size_t n;
} values;

typedef struct {
    values paired, baseline, endpoint, relief;
} columns;

static bool values_new(values *v, size_t n, bool paired, const pain_allocator *a)
{
    v->x = pain__alloc(a, n, sizeof *v->x);
    v->y = paired ? pain__alloc(a, n, sizeof *v->y) : NULL;
    v->count = pain__alloc(a, n, sizeof *v->count);
    return v->x != NULL && v->count != NULL && (!paired || v->y != NULL);
}

static void values_free(values *v, const pain_allocator *a)
{
    pain__free(a, v->x);
    pain__free(a, v->y);
    pain__free(a, v->count);
}

static void values_add(values *v, double x, double y, uint64_t n)
{
    v->x[v->n] = x;
    if (v->y != NULL)
        v->y[v->n] = y;
    v->count[v->n++] = n;
}

static pain_status columns_new(columns *c, const pain__course_tally *tally, const pain_allocator *a)
{
    size_t n = tally->kinds.distinct;

    memset(c, 0, sizeof *c);
    return values_new(&c->paired, n, true, a) && values_new(&c->baseline, n, false, a) &&
                   values_new(&c->endpoint, n, false, a) &&
                   values_new(&c->relief, tally->reliefs.distinct, false, a)
               ? PAIN_OK
               : PAIN_ENOMEM;
}

static void columns_clear(columns *c, const pain_allocator *a)
{
    values_free(&c->paired, a);
    values_free(&c->baseline, a);
    values_free(&c->endpoint, a);
    values_free(&c->relief, a);
}

/* Takes n courses of one kind in, after the missing rule. */
static void take_kind(pain_cohort *cohort, const pain_course *course, uint64_t n, int64_t worst_end,
                      columns *c)
{
    int64_t endpoint = pain__missing_fill(cohort->missing, course, worst_end);

    cohort->filled += endpoint >= 0 && course->endpoint < 0 ? n : 0;
    if (course->baseline >= 0 && endpoint >= 0)
        values_add(&c->paired, (double)course->baseline, (double)endpoint, n);
    else if (course->baseline >= 0)
        values_add(&c->baseline, (double)course->baseline, 0.0, n);
    else if (endpoint >= 0)
        values_add(&c->endpoint, (double)endpoint, 0.0, n);
    else
        cohort->neither += n;
}

static void take_relief(pain_cohort *cohort, const pain__relief *relief, uint64_t n, columns *c)
{
    if (relief->sessions > 0)
        values_add(&c->relief, (double)relief->relief / (double)relief->sessions, 0.0, n);
    else
        cohort->no_relief += n;
}

static pain_status count_columns(pain_cohort *cohort, const columns *c)
{
    pain_status status = pain__pairs_add_counts(cohort->pairs, c->paired.x, c->paired.y,
                                                c->paired.count, c->paired.n);

    if (status == PAIN_OK)
        status = pain__tally_add_counts(cohort->baselines, c->baseline.x, c->baseline.count,
                                        c->baseline.n);
    if (status == PAIN_OK)
        status = pain__tally_add_counts(cohort->endpoints, c->endpoint.x, c->endpoint.count,
                                        c->endpoint.n);
    if (status == PAIN_OK)
        status = pain__tally_add_counts(cohort->reliefs, c->relief.x, c->relief.count, c->relief.n);
    return status;
}

/* An empty cohort; NULL when memory is short. */
static pain_cohort *make_empty(const pain_allocator *a, const pain_scale *scale, int32_t unit,
                               int32_t missing)
{
    pain_cohort *made = pain__alloc(a, 1, sizeof *made);

    if (made == NULL)
        return NULL;
    made->allocator = *a;
    made->scale = *scale;
    made->unit = unit;
    made->missing = missing;
    if (pain_pairs_new(&made->pairs, a) == PAIN_OK &&
        pain_tally_new(&made->baselines, a) == PAIN_OK &&
        pain_tally_new(&made->endpoints, a) == PAIN_OK &&
        pain_tally_new(&made->reliefs, a) == PAIN_OK)
        return made;
    pain_cohort_free(made);
    return NULL;
}

void pain_cohort_free(pain_cohort *cohort)
{
    if (cohort == NULL)
        return;
    pain_allocator a = cohort->allocator;

    pain_pairs_free(cohort->pairs);
    pain_tally_free(cohort->baselines);
    pain_tally_free(cohort->endpoints);
    pain_tally_free(cohort->reliefs);
    pain__free(&a, cohort);
}

/* Ends the making of a cohort: hands it over, or frees it. */
static pain_status finish(pain_cohort *made, pain_status status, pain_cohort **cohort)
{
    if (status == PAIN_OK)
        *cohort = made;
    else
        pain_cohort_free(made);
    return status;
}

static bool is_known_missing(int32_t rule)
{
    return rule >= PAIN_MISSING_OBSERVED && rule <= PAIN_MISSING_WORST;
}

static bool is_in_group(uint32_t of_course, int64_t group)
{
    if (group == 0)
        return true;
    return group < 0 ? of_course == PAIN_NO_GROUP : (int64_t)of_course == group - 1;
}

/* Takes in what of a tally belongs to the population and the group. */
static void take_tally(pain_cohort *made, const pain__course_tally *tally,
                       const pain_cohort_options *which, columns *c)
{
    int64_t worst_end = (int64_t)pain_scale_steps(&tally->scale) * tally->unit;

    for (size_t i = 0; i < tally->kinds.places; i++) {
        const pain__counted *kind = &tally->kinds.place[i];
        pain_course course = pain__course_of_kind(kind);

        if (kind->n > 0 && is_in_group(course.group, which->group) &&
            pain__population_has(which->population, &course))
            take_kind(made, &course, kind->n, worst_end, c);
    }
    for (size_t i = 0; i < tally->reliefs.places; i++) {
        const pain__counted *counted = &tally->reliefs.place[i];
        pain__relief relief = pain__relief_of(counted);

        if (counted->n > 0 && is_in_group(relief.group, which->group) &&
            relief.population >= which->population)
            take_relief(made, &relief, counted->n, c);
    }
}

pain_status pain__cohort_of_tally(pain_cohort **cohort, const pain__course_tally *tally,
                                  const pain_cohort_options *which, const pain_allocator *a)
{
    pain_cohort *made = make_empty(a, &tally->scale, tally->unit, which->missing);
    columns c;

    *cohort = NULL;
    if (made == NULL)
        return PAIN_ENOMEM;
    pain_status status = columns_new(&c, tally, a);

    if (status == PAIN_OK) {
        take_tally(made, tally, which, &c);
        status = count_columns(made, &c);
    }
    columns_clear(&c, a);
    return finish(made, status, cohort);
}

static pain_status read_options(const pain_courses *courses, const pain_cohort_options *given,
                                pain_cohort_options *known)
{
    if (pain__options(known, sizeof *known, given) != PAIN_OK)
        return PAIN_EINVAL;
    if (known->population < PAIN_POPULATION_EVALUATED ||
        known->population > PAIN_POPULATION_COMPLETERS || !is_known_missing(known->missing))
        return PAIN_EINVAL;
    if (known->group < -1 ||
        (known->group > 0 && (uint64_t)known->group > pain_courses_groups(courses)))
        return PAIN_EINVAL;
    return PAIN_OK;
}

pain_status pain_cohort_new(pain_cohort **cohort, const pain_courses *courses,
                            const pain_cohort_options *options, const pain_allocator *allocator)
{
    PAIN__FLOATS;
    pain_allocator a = pain__allocator(allocator);
    pain_cohort_options known;
    pain__course_tally tally;
    size_t n;

    if (cohort == NULL)
        return PAIN_EINVAL;
    *cohort = NULL;
    if (courses == NULL || read_options(courses, options, &known) != PAIN_OK)
        return PAIN_EINVAL;
    const pain_course *list = pain_courses_list(courses, &n);
    pain_scale scale = pain_courses_scale(courses);
    pain_status status = PAIN_OK;

    pain__course_tally_init(&tally, &scale, pain_courses_unit(courses), &a);
    for (size_t i = 0; status == PAIN_OK && i < n; i++)
        status = pain__course_tally_add(&tally, &list[i]);
    if (status == PAIN_OK)
        status = pain__cohort_of_tally(cohort, &tally, &known, &a);
    pain__course_tally_clear(&tally);
    return status;
}

pain_status pain_cohort_from_arrays(pain_cohort **cohort, const double *baseline,
                                    const double *endpoint, size_t n, const pain_scale *scale,
                                    pain_missing_rule missing, const pain_allocator *allocator)
{
    PAIN__FLOATS;
    pain_allocator a = pain__allocator(allocator);
    pain_scale known = scale != NULL ? *scale : pain_scale_nrs11();
    const pain_cohort_options which = {.size = sizeof which, .missing = (int32_t)missing};
    pain_status status = PAIN_OK;
    pain__course_tally tally;

    if (cohort == NULL)
        return PAIN_EINVAL;
    *cohort = NULL;
    if (pain_scale_check(&known) != PAIN_OK || !is_known_missing((int32_t)missing))
        return PAIN_EINVAL;
    if (n > 0 && (baseline == NULL || endpoint == NULL))
        return PAIN_EINVAL;
    pain__course_tally_init(&tally, &known, 1, &a);
    for (size_t i = 0; status == PAIN_OK && i < n; i++) {
        pain_course course = {.baseline = pain_scale_score(&known, baseline[i]),
                              .endpoint = pain_scale_score(&known, endpoint[i]),
                              .last = PAIN_SCORE_NOT_REACHED};

        course.worst = course.baseline;
        status = pain__course_tally_add(&tally, &course);
    }
    if (status == PAIN_OK)
        status = pain__cohort_of_tally(cohort, &tally, &which, &a);
    pain__course_tally_clear(&tally);
    return status;
}

/* Adds `from` to a cohort that nobody else has seen yet. */
static pain_status add(pain_cohort *into, const pain_cohort *from)
{
    uint64_t patients = pain_cohort_count(from).n;
    pain_status status = PAIN_OK;

    if (patients > (uint64_t)INT64_MAX - pain_cohort_count(into).n)
        return PAIN_EOVERFLOW;
    status = pain_pairs_merge(into->pairs, from->pairs);
    if (status == PAIN_OK)
        status = pain_tally_merge(into->baselines, from->baselines);
    if (status == PAIN_OK)
        status = pain_tally_merge(into->endpoints, from->endpoints);
    if (status == PAIN_OK)
        status = pain_tally_merge(into->reliefs, from->reliefs);
    into->neither += from->neither;
    into->filled += from->filled;
    into->no_relief += from->no_relief;
    return status;
}

pain_status pain_cohort_merge(pain_cohort *into, const pain_cohort *from)
{
    if (into == NULL || from == NULL || into->unit != from->unit ||
        into->missing != from->missing || !pain__scale_equal(&into->scale, &from->scale))
        return PAIN_EINVAL;
    /* Made beside it and swapped in, so that a failure changes nothing. */
    pain_cohort *sum = make_empty(&into->allocator, &into->scale, into->unit, into->missing);

    if (sum == NULL)
        return PAIN_ENOMEM;
    pain_status status = add(sum, into);

    if (status == PAIN_OK)
        status = add(sum, from);
    if (status == PAIN_OK) {
        pain_cohort old = *into;

        *into = *sum;
        *sum = old;
    }
    pain_cohort_free(sum);
    return status;
}

pain_status pain__cohort_where(pain_cohort **kept, const pain_cohort *from,
                               bool (*keep)(int64_t baseline, int64_t endpoint, int64_t cut),
                               int64_t cut)
{
    pain_counts pairs = pain_pairs_counts(from->pairs);
    pain_cohort *made = make_empty(&from->allocator, &from->scale, from->unit, from->missing);
    pain_status status = made != NULL ? PAIN_OK : PAIN_ENOMEM;

    *kept = NULL;
    for (size_t i = 0; status == PAIN_OK && i < pairs.distinct; i++)
        if (keep((int64_t)pairs.x[i], (int64_t)pairs.y[i], cut))
            status = pain_pairs_add(made->pairs, pairs.x[i], pairs.y[i], pairs.count[i]);
    return finish(made, status, kept);
}

pain_cohort_counts pain_cohort_count(const pain_cohort *cohort)
{
    pain_cohort_counts counts;

    memset(&counts, 0, sizeof counts);
    if (cohort == NULL)
        return counts;
    pain_counts pairs = pain_pairs_counts(cohort->pairs);

    counts.paired = pairs.n;
    counts.baseline_only = pain_tally_counts(cohort->baselines).n;
    counts.endpoint_only = pain_tally_counts(cohort->endpoints).n;
    counts.neither = cohort->neither;
    counts.n = counts.paired + counts.baseline_only + counts.endpoint_only + counts.neither;
    counts.filled = cohort->filled;
    for (size_t i = 0; i < pairs.distinct && pairs.x[i] == 0.0; i++)
        counts.zero_baseline += pairs.count[i];
    return counts;
}

pain_counts pain_cohort_pairs(const pain_cohort *cohort)
{
    const pain_counts none = {NULL, NULL, NULL, 0, 0};

    return cohort != NULL ? pain_pairs_counts(cohort->pairs) : none;
}
