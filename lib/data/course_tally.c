/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Courses counted by all that outcomes look at. Each thread counts for itself; sums of counts do
 * not depend on who counted what. */
#include <config.h>

#include "base/parallel.h"
#include "data/cohort.h"
#include "data/course_tally.h"

/* Patients of one part of the work. */
enum { PART = 4096 };

void pain__course_tally_init(pain__course_tally *tally, const pain_scale *scale, int32_t unit,
                             const pain_allocator *allocator)
{
    tally->scale = *scale;
    tally->unit = unit;
    pain__counter_init(&tally->kinds, allocator);
    pain__counter_init(&tally->reliefs, allocator);
}

void pain__course_tally_clear(pain__course_tally *tally)
{
    pain__counter_clear(&tally->kinds);
    pain__counter_clear(&tally->reliefs);
}

/* Populations are each part of the one before. */
static int32_t smallest_population(const pain_course *course)
{
    int32_t population = PAIN_POPULATION_COMPLETERS;

    while (population > PAIN_POPULATION_EVALUATED && !pain__population_has(population, course))
        population--;
    return population;
}

pain_status pain__course_tally_add(pain__course_tally *tally, const pain_course *course)
{
    const pain__counted kind = {
        .key = {course->baseline, course->endpoint, course->last, course->worst,
                (int64_t)course->group << 8 | course->flags << 4 | course->stop},
        .n = 1,
        .sum = (uint64_t)course->sessions};
    const pain__counted relief = {.key = {course->relief, course->relief_sessions, course->group,
                                          smallest_population(course)},
                                  .n = 1};
    pain_status status = pain__counter_add(&tally->kinds, &kind);

    return status == PAIN_OK ? pain__counter_add(&tally->reliefs, &relief) : status;
}

pain_course pain__course_of_kind(const pain__counted *kind)
{
    return (pain_course){
        .group = (uint32_t)(kind->key[4] >> 8),
        .flags = (uint32_t)(kind->key[4] >> 4 & 15),
        .stop = (int32_t)(kind->key[4] & 15),
        .baseline = kind->key[0],
        .endpoint = kind->key[1],
        .last = kind->key[2],
        .worst = kind->key[3],
    };
}

pain__relief pain__relief_of(const pain__counted *counted)
{
    return (pain__relief){counted->key[0], counted->key[1], (uint32_t)counted->key[2],
                          (int32_t)counted->key[3]};
}

/* What one thread works with. */
typedef struct bench {
    pain__row_order order;
    pain__course_tally tally[PAIN__WORKSHOP_RULES];
    pain_status status;
    char apart[PAIN__APART];
} bench;

typedef struct work {
    const pain__workshop *shop;
    bench *benches;
} work;

static pain_status count_course(void *context, size_t rules, const pain_course *course)
{
    bench *b = context;

    return pain__course_tally_add(&b->tally[rules], course);
}

static void do_part(void *context, size_t worker, size_t part)
{
    work *w = context;
    bench *b = &w->benches[worker];
    const pain_sessions *sessions = w->shop->sessions;
    size_t last = sessions->patients.n - part * PART;

    last = part * PART + (last < PART ? last : PART);
    for (size_t p = part * PART; b->status == PAIN_OK && p < last; p++)
        b->status = pain__workshop_patient(w->shop, &b->order, (uint32_t)p, count_course, b);
}

static void begin_bench(bench *b, const pain__workshop *shop)
{
    pain__row_order_init(&b->order, shop->sessions, &shop->rules[0].visits, &shop->allocator);
    for (size_t i = 0; i < shop->n; i++)
        pain__course_tally_init(&b->tally[i], &shop->sessions->scale, shop->rules[i].unit,
                                &shop->allocator);
}

/* Adds what a thread has counted, and frees its bench. */
static pain_status end_bench(bench *b, const pain__workshop *shop, pain__course_tally *tally)
{
    pain_status status = b->status;

    for (size_t i = 0; i < shop->n; i++) {
        if (status == PAIN_OK)
            status = pain__counter_merge(&tally[i].kinds, &b->tally[i].kinds);
        if (status == PAIN_OK)
            status = pain__counter_merge(&tally[i].reliefs, &b->tally[i].reliefs);
        pain__course_tally_clear(&b->tally[i]);
    }
    pain__row_order_clear(&b->order);
    return status;
}

pain_status pain__course_tallies_make(pain__course_tally *tally, const pain__workshop *shop,
                                      uint64_t threads)
{
    size_t parts = (shop->sessions->patients.n + PART - 1) / PART;
    size_t workers = pain__parallel_workers(threads, parts);
    work w = {shop, pain__alloc(&shop->allocator, workers, sizeof(bench))};
    pain_status status = w.benches != NULL ? PAIN_OK : PAIN_ENOMEM;

    for (size_t i = 0; i < shop->n; i++)
        pain__course_tally_init(&tally[i], &shop->sessions->scale, shop->rules[i].unit,
                                &shop->allocator);
    if (status != PAIN_OK)
        return status;
    for (size_t i = 0; i < workers; i++)
        begin_bench(&w.benches[i], shop);
    pain__parallel(threads, parts, do_part, &w);
    for (size_t i = 0; i < workers; i++) {
        pain_status of_bench = end_bench(&w.benches[i], shop, tally);

        status = status == PAIN_OK ? of_bench : status;
    }
    pain__free(&shop->allocator, w.benches);
    return status;
}
