/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work in parts: each is done once, by workers within the limit. */
#include <config.h>

#include <string.h>

#include "base/parallel.h"
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

int main(void)
{
    Suite *suite = suite_create("parallel");
    TCase *tests = tcase_create("parallel");

    tcase_add_test(tests, every_part_is_done_once);
    tcase_add_test(tests, there_are_no_more_workers_than_threads_and_parts);
    tcase_add_test(tests, no_parts_are_no_work);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
