/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_BENCH_H
#define PAIN_BENCH_H
/* What the benchmarks share: the processor time of one call, printed as "case,seconds,result". */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef double (*bench_case)(void);

static inline double bench_now(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
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

typedef struct bench_named {
    const char *name;
    bench_case run;
} bench_named;

/* What count.sh counts the instructions of. */
__attribute__((noinline)) static double bench_once(bench_case run)
{
    return run();
}

/* All cases; or with an argument the case of that number, run twice, once by bench_once: prints its
 * name, and ends with 1 where there is none. */
static inline int bench_all(const bench_named *cases, size_t n, int argc, char **argv)
{
    if (argc == 1) {
        for (size_t i = 0; i < n; i++)
            bench(cases[i].name, cases[i].run);
        return 0;
    }
    size_t number = (size_t)strtoul(argv[1], NULL, 10);

    if (number >= n)
        return 1;
    double first = cases[number].run(), second = bench_once(cases[number].run);

    printf("%s\n", cases[number].name);
    return first == second ? 0 : 2;
}

#endif
