/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_BENCH_H
#define PAIN_BENCH_H
/* What the benchmarks share: the time of one call, printed as "case,seconds,result". */

#include <stdio.h>
#include <time.h>

typedef double (*bench_case)(void);

static inline double bench_now(void)
{
    struct timespec t;

    (void)timespec_get(&t, TIME_UTC);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* The least mean of five rounds of as many calls as fill a tenth of a second; one round of what
 * takes longer. The result tells that the same was computed. */
static inline void bench(const char *name, bench_case run)
{
    double result = run(), start = bench_now();
    unsigned long calls = 0;

    do {
        result = run();
        calls++;
    } while (bench_now() - start < 0.1);
    double best = (bench_now() - start) / (double)calls;

    for (int round = 0; round < 4 && calls > 1; round++) {
        start = bench_now();
        for (unsigned long i = 0; i < calls; i++)
            result = run();
        double each = (bench_now() - start) / (double)calls;

        if (each < best)
            best = each;
    }
    printf("%s,%.3g,%.10g\n", name, best, result);
}

#endif
