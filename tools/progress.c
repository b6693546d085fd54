/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line on standard error while long work runs at a terminal: how much, percent, and rate. */
#include <config.h>

#include <inttypes.h>
#include <time.h>
#include <unistd.h>

#include "tool.h"

static double now(void)
{
    struct timespec t;

    if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
        return 0.0;
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

void tool_progress_begin(tool_progress *progress, const char *unit, uint64_t total)
{
    progress->unit = unit;
    progress->total = total;
    progress->begun = now();
    progress->shown = 0.0;
    progress->wanted = isatty(STDERR_FILENO) != 0;
}

void tool_progress_show(tool_progress *progress, uint64_t done)
{
    if (!progress->wanted)
        return;
    double time = now(), passed = time - progress->begun;

    /* Short work stays quiet, and a terminal is slow: five times a second is enough. */
    if (passed < 1.0 || time - progress->shown < 0.2)
        return;
    progress->shown = time;
    (void)fprintf(stderr, "\r\033[K%" PRIu64 " %s", done, progress->unit);
    if (progress->total > 0)
        (void)fprintf(stderr, " of %" PRIu64 ", %.0f %%", progress->total,
                      100.0 * (double)done / (double)progress->total);
    (void)fprintf(stderr, ", %.0f a second", (double)done / passed);
    (void)fflush(stderr);
}

void tool_progress_end(tool_progress *progress)
{
    if (progress->wanted && progress->shown > 0.0)
        (void)fputs("\r\033[K", stderr);
    progress->wanted = false;
}
