/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

int run_suite(Suite *suite)
{
    SRunner *runner = srunner_create(suite);

    srunner_run_all(runner, CK_SILENT);
    int failed = srunner_ntests_failed(runner);
    int run = srunner_ntests_run(runner);

    srunner_free(runner);
    return failed == 0 && run > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

size_t long_run(size_t cases)
{
    const char *times = getenv("PAIN_TIMES");

    return times != NULL ? cases * strtoul(times, NULL, 10) : cases;
}

uint64_t long_seed(uint64_t seed)
{
    const char *more = getenv("PAIN_SEED");

    return more != NULL ? seed + strtoull(more, NULL, 10) : seed;
}

int draw_below(int n, uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)((*state >> 33) % (uint64_t)n);
}

bool is_close(double got, double want, double relative)
{
    if (isnan(want) || isnan(got))
        return isnan(want) && isnan(got);
    if (isinf(want) || isinf(got))
        return got == want;
    return fabs(got - want) <= fmax(relative * fabs(want), 1e-15);
}

FILE *open_source(const char *name)
{
    const char *top = getenv("PAIN_SRCDIR");
    char path[4096];

    (void)snprintf(path, sizeof path, "%s/%s", top != NULL ? top : ".", name);
    FILE *file = fopen(path, "r");

    ck_assert_msg(file != NULL, "cannot open %s", path);
    return file;
}

size_t next_fields(FILE *file, char *line, size_t size, char **fields, size_t max)
{
    do {
        if (fgets(line, (int)size, file) == NULL)
            return 0;
    } while (line[0] == '#');
    line[strcspn(line, "\r\n")] = '\0';

    size_t n = 0;

    for (char *rest = line; rest != NULL && n < max; n++) {
        char *comma = strchr(rest, ',');

        fields[n] = rest;
        if (comma != NULL)
            *comma++ = '\0';
        rest = comma;
    }
    return n;
}

size_t read_numbers(const char *text, double *values, size_t max)
{
    size_t n = 0;
    char *end;

    for (; n < max; n++, text = end) {
        values[n] = strtod(text, &end);
        if (end == text)
            break;
    }
    return n;
}

static bool is_time_to_fail(failing_allocator *failing)
{
    return ++failing->calls == failing->fail_at;
}

static void *failing_alloc(void *ctx, size_t size)
{
    failing_allocator *failing = ctx;
    void *block = is_time_to_fail(failing) ? NULL : malloc(size);

    if (block != NULL)
        failing->live++;
    return block;
}

static void *failing_realloc(void *ctx, void *block, size_t old_size, size_t size)
{
    (void)old_size;
    return is_time_to_fail(ctx) ? NULL : realloc(block, size);
}

static void failing_free(void *ctx, void *block)
{
    failing_allocator *failing = ctx;

    if (block != NULL)
        failing->live--;
    free(block);
}

void failing_allocator_init(failing_allocator *failing, size_t fail_at)
{
    memset(failing, 0, sizeof *failing);
    failing->allocator.alloc = failing_alloc;
    failing->allocator.realloc = failing_realloc;
    failing->allocator.free = failing_free;
    failing->allocator.ctx = failing;
    failing->fail_at = fail_at;
}
