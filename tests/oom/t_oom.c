/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fails the 1st, 2nd, ... request for memory of each function in the tables, until it succeeds:
 * PAIN_ENOMEM, NaN or NULL, nothing leaked. With --list it prints the functions. */
#include <config.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oom.h"

static const char *current = "making the data";
static size_t current_fail_at, requests, broken;

void oom_broken(const char *promise, const char *file, int line)
{
    (void)printf("# %s:%d: %s, request %zu: broken: %s\n", file, line, current, current_fail_at,
                 promise);
    broken++;
}

/* One attempt at one of the three kinds. */
typedef struct attempt {
    const oom_estimate *estimate;
    const oom_test *test;
    const oom_call *call;
} attempt;

static pain_status call_estimate(const attempt *a, const oom *o)
{
    pain_estimate e = {.value = 1, .lower = 1, .upper = 1};
    pain_status status = a->estimate->call(o, &e);

    oom_require(status == PAIN_OK || (isnan(e.value) && isnan(e.lower) && isnan(e.upper)));
    if (status != PAIN_OK || e.reason != PAIN_ENOMEM)
        return status;
    oom_require(isnan(e.lower) && isnan(e.upper)); /* exact limits of two proportions */
    return PAIN_ENOMEM;
}

static pain_status call_test(const attempt *a, const oom *o)
{
    pain_test t = {.statistic = 1, .p_value = 1};
    pain_status status = a->test->call(o, &t);

    oom_require(status == PAIN_OK || (isnan(t.statistic) && isnan(t.p_value)));
    return status;
}

/* The next request to refuse: one after the other, but beyond 64 in growing steps, because each
 * attempt repeats all that came before; PAIN_OOM_ALL=1 leaves none out. */
static size_t next_request(size_t nth)
{
    return nth < 64 || getenv("PAIN_OOM_ALL") != NULL ? nth + 1 : nth + nth / 32;
}

/* Repeats the attempt until no request of it is refused. */
static void run(const attempt *a, const oom *o)
{
    bool takes_allocator = a->call == NULL || a->call->takes_allocator;

    for (current_fail_at = 1;; current_fail_at = next_request(current_fail_at)) {
        oom_begin(current_fail_at);
        pain_status status = a->estimate != NULL ? call_estimate(a, o)
                             : a->test != NULL   ? call_test(a, o)
                                                 : a->call->call(o);
        oom_seen seen = oom_end();

        requests += seen.failed;
        oom_require(seen.live == 0);
        oom_require(!takes_allocator || seen.plain == 0);
        if (!seen.failed) {
            oom_require(status != PAIN_ENOMEM && (a->call == NULL || status == PAIN_OK));
            return;
        }
        oom_require(status == PAIN_ENOMEM);
    }
}

static void run_estimate(const oom_estimate *entry, const oom_data *data)
{
    static const int32_t methods[] = {
#define NUMBER(name, number, ...) number,
        PAIN_METHOD_LIST(NUMBER)};
    const attempt a = {.estimate = entry};

    for (size_t i = 0; i < (entry->by_all ? 1 : sizeof methods / sizeof *methods); i++) {
        const oom o = {.data = data,
                       .allocator = &oom_allocator,
                       .interval = {.size = sizeof o.interval,
                                    .method = methods[i],
                                    .resamples = 100,
                                    .allocator = &oom_allocator}};

        run(&a, &o);
    }
}

static void run_test(const oom_test *entry, const oom_data *data)
{
    static const int32_t methods[] = {PAIN_TEST_METHOD_LIST(NUMBER)};
    const attempt a = {.test = entry};

    for (size_t i = 0; i < (entry->by_all ? 1 : sizeof methods / sizeof *methods); i++) {
        const oom o = {
            .data = data,
            .allocator = &oom_allocator,
            .test = {.size = sizeof o.test, .method = methods[i], .allocator = &oom_allocator}};

        run(&a, &o);
    }
}

static void run_call(const oom_call *entry, const oom_data *data)
{
    const attempt a = {.call = entry};
    const oom o = {.data = data, .allocator = &oom_allocator};

    run(&a, &o);
}

static size_t tests;

static void begin(const char *name)
{
    current = name;
    requests = broken = 0;
}

static int end(void)
{
    (void)printf("%sok %zu - %s: %zu requests refused\n", broken > 0 ? "not " : "", ++tests,
                 current, requests);
    return broken > 0;
}

static int list(void)
{
    for (const oom_estimate *e = oom_estimates; e->name != NULL; e++)
        (void)puts(e->name);
    for (const oom_test *t = oom_tests; t->name != NULL; t++)
        (void)puts(t->name);
    for (const oom_call *c = oom_data_calls; c->name != NULL; c++)
        (void)puts(c->name);
    for (const oom_call *c = oom_claim_calls; c->name != NULL; c++)
        (void)puts(c->name);
    return EXIT_SUCCESS;
}

static int run_calls(const oom_call *calls, const oom_data *data)
{
    int failed = 0;

    for (; calls->name != NULL; calls++) {
        begin(calls->name);
        run_call(calls, data);
        failed += end();
    }
    return failed;
}

int main(int argc, char **argv)
{
    int failed = 0;
    oom_data data;

    if (argc > 1 && strcmp(argv[1], "--list") == 0)
        return list();
    (void)setvbuf(stdout, NULL, _IOLBF, 0); /* so that a crash stands behind what came before */
    oom_data_make(&data);
    failed += broken > 0;
    for (const oom_estimate *e = oom_estimates; e->name != NULL; e++) {
        begin(e->name);
        run_estimate(e, &data);
        failed += end();
    }
    for (const oom_test *t = oom_tests; t->name != NULL; t++) {
        begin(t->name);
        run_test(t, &data);
        failed += end();
    }
    failed += run_calls(oom_data_calls, &data);
    failed += run_calls(oom_claim_calls, &data);
    oom_data_free(&data);
    (void)printf("1..%zu\n", tests);
    return failed > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
