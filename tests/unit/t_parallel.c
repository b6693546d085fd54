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

START_TEST(a_pipeline_does_every_part_once_and_in_time)
{
    const size_t threads[] = {0, 1, 2, 3, 8, 1000};
    const pain_allocator a = pain__allocator(NULL);

    for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
        enum { RING = 7, FIRST = 3 };
        pain__pipeline *pipeline;
        size_t offered = FIRST;
        record r;

        memset(&r, 0, sizeof r);
        ck_assert_int_eq(pain__pipeline_begin(&pipeline, &a, threads[t], FIRST, RING, note, &r),
                         PAIN_OK);
        for (size_t i = FIRST; i < PARTS; i++) {
            offered = i + RING < PARTS ? i + RING : PARTS;
            pain__pipeline_offer(pipeline, offered);
            pain__pipeline_wait(pipeline, i);
            ck_assert(r.done[i] == 1 && r.worker[i] < pain__parallel_workers(threads[t], PARTS));
        }
        ck_assert_uint_eq(pain__pipeline_end(pipeline, &a), PARTS);
        for (size_t i = 0; i < PARTS; i++)
            ck_assert_uint_eq(r.done[i], i >= FIRST);
    }
}
END_TEST

START_TEST(a_pipeline_that_ends_early_says_how_far_it_came)
{
    const pain_allocator a = pain__allocator(NULL);

    for (size_t threads = 1; threads < 5; threads++) {
        pain__pipeline *pipeline;
        record r;

        memset(&r, 0, sizeof r);
        ck_assert_int_eq(pain__pipeline_begin(&pipeline, &a, threads, 0, 8, note, &r), PAIN_OK);
        pain__pipeline_offer(pipeline, 8);
        pain__pipeline_wait(pipeline, 0);
        pain__pipeline_wait(pipeline, 1);
        size_t end = pain__pipeline_end(pipeline, &a);

        ck_assert(end >= 2 && end <= 8);
        for (size_t i = 0; i < PARTS; i++)
            ck_assert_uint_eq(r.done[i], i < end);
    }
}
END_TEST

START_TEST(a_pipeline_needs_memory)
{
    failing_allocator memory;

    for (size_t fail_at = 1; fail_at <= 2; fail_at++) {
        pain__pipeline *pipeline;

        failing_allocator_init(&memory, fail_at);
        if (pain__pipeline_begin(&pipeline, &memory.allocator, 2, 0, 4, note, NULL) == PAIN_OK)
            (void)pain__pipeline_end(pipeline, &memory.allocator);
        else
            ck_assert_ptr_null(pipeline);
        ck_assert_uint_eq(memory.live, 0);
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
    tcase_add_test(tests, a_pipeline_does_every_part_once_and_in_time);
    tcase_add_test(tests, a_pipeline_that_ends_early_says_how_far_it_came);
    tcase_add_test(tests, a_pipeline_needs_memory);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
