/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work in parts, of which all or only some are known: each is done once, by workers within the
 * limit. */
#include <config.h>

#include <string.h>

#include "base/pipeline.h"
#include "support.h"

enum { PARTS = 1000 };

typedef struct record {
    size_t done[PARTS], worker[PARTS]; /* each part writes its own */
} record;

static void note(void *context, size_t worker, size_t part)
{
    record *r = context;

    r->done[part]++;
    r->worker[part] = worker;
}

START_TEST(every_part_is_done_once)
{
    const size_t threads[] = {0, 1, 2, 3, 8, 1000};

    for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
        size_t workers = pain__parallel_workers(threads[t], PARTS);
        record r;

        memset(&r, 0, sizeof r);
        pain__parallel(threads[t], PARTS, note, &r);
        for (size_t i = 0; i < PARTS; i++)
            ck_assert(r.done[i] == 1 && r.worker[i] < workers);
    }
}
END_TEST

START_TEST(there_are_no_more_workers_than_threads_and_parts)
{
    ck_assert_uint_eq(pain__parallel_workers(0, 5), 1);
    ck_assert_uint_eq(pain__parallel_workers(1, 5), 1);
    ck_assert_uint_eq(pain__parallel_workers(8, 0), 1);
    ck_assert_uint_le(pain__parallel_workers(8, 5), 5);
    ck_assert_uint_le(pain__parallel_workers(SIZE_MAX, SIZE_MAX), PAIN__MOST_THREADS);
}
END_TEST

START_TEST(no_parts_are_no_work)
{
    pain__parallel(3, 0, note, NULL);
}
END_TEST

/* What a pipeline does. Only one at a time, in order, finishes: it needs no lock. */
typedef struct flow {
    record prepared;
    size_t finished[PARTS]; /* the worker who did, or BY_CALLER */
    size_t next, last;      /* that is to be finished; that ends the work */
    size_t ring, wrong;     /* parts known at a time; what was not as it has to be */
    size_t asked_wrong;     /* of more(), which may be called meanwhile */
} flow;

enum { BY_CALLER = 100, EVERY = 5 };

static _Thread_local bool is_caller;

static size_t more(void *context, size_t first)
{
    flow *f = context;
    size_t end = first + f->ring;

    f->asked_wrong += !is_caller;
    return end < PARTS ? end : PARTS;
}

static void prepare(void *context, size_t worker, size_t part)
{
    flow *f = context;

    note(&f->prepared, worker, part);
}

/* Every fifth part is left to the caller. */
static bool finish(void *context, size_t worker, size_t part)
{
    flow *f = context;

    f->wrong +=
        part != f->next || f->prepared.done[part] != 1 || f->prepared.worker[part] != worker;
    if (part % EVERY == 0 || part == f->last)
        return false;
    f->finished[part] = worker;
    f->next++;
    return true;
}

static bool finish_rest(void *context, size_t part)
{
    flow *f = context;

    f->wrong += part != f->next || !is_caller;
    f->finished[part] = BY_CALLER;
    f->next++;
    return part != f->last;
}

/* Works on the parts from `first` to `last`; returns which was not prepared. */
static size_t run(flow *f, uint64_t threads, size_t first, size_t last)
{
    const pain__pipeline pipeline = {more, prepare, finish, finish_rest, f};

    memset(f, 0, sizeof *f);
    f->next = first;
    f->last = last;
    f->ring = 7;
    is_caller = true;
    return pain__pipeline_run(&pipeline, threads, first);
}

START_TEST(a_pipeline_prepares_every_part_and_finishes_it_in_order)
{
    const size_t threads[] = {0, 1, 2, 3, 8, 1000};

    for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
        enum { FIRST = 3 };
        flow f;

        ck_assert_uint_eq(run(&f, threads[t], FIRST, PARTS - 1), PARTS);
        ck_assert_uint_eq(f.wrong + f.asked_wrong, 0);
        ck_assert_uint_eq(f.next, PARTS);
        for (size_t i = 0; i < PARTS; i++) {
            bool by_caller = i % EVERY == 0 || i == PARTS - 1;

            ck_assert_uint_eq(f.prepared.done[i], i >= FIRST);
            ck_assert(i < FIRST || (f.finished[i] == BY_CALLER) == by_caller);
        }
    }
}
END_TEST

START_TEST(a_pipeline_that_ends_early_says_how_far_it_came)
{
    for (size_t threads = 1; threads < 5; threads++) {
        enum { LAST = 12 };
        flow f;
        size_t end = run(&f, threads, 0, LAST);

        ck_assert(end > LAST && end <= LAST + f.ring);
        ck_assert_uint_eq(f.wrong + f.asked_wrong, 0);
        ck_assert_uint_eq(f.next, LAST + 1);
        for (size_t i = 0; i < PARTS; i++)
            ck_assert_uint_eq(f.prepared.done[i], i < end);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("parallel");
    TCase *tests = tcase_create("parallel");

    tcase_add_test(tests, every_part_is_done_once);
    tcase_add_test(tests, there_are_no_more_workers_than_threads_and_parts);
    tcase_add_test(tests, no_parts_are_no_work);
    tcase_add_test(tests, a_pipeline_prepares_every_part_and_finishes_it_in_order);
    tcase_add_test(tests, a_pipeline_that_ends_early_says_how_far_it_came);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
