/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_TESTS_OOM_H
#define PAIN_TESTS_OOM_H
/* Memory that runs out: every function that allocates, with the 1st, 2nd, ... nth request failing.
 *
 * All sources are counted together: the allocator that is handed to the library, malloc and its
 * relatives as the library's files call them (the linker's --wrap), and what jansson asks for. A
 * function that is given an allocator must not call malloc. */

#include <painstat.h>
#include <stdbool.h>

/* What the calls work on. Made once; no call changes it. */
typedef struct oom_data {
    pain_counts values, other;     /* single values */
    pain_counts pairs, more_pairs; /* baseline and endpoint */
    pain_counts parts[3], pair_parts[3];
    size_t n_parts;
    pain_k_of_n one, counts[4];
    pain_stratum two, strata[3];
    pain_paired_counts paired;
    pain_sessions *sessions;
    pain_courses *courses;
    pain_cohort *cohort, *other_cohort;
    pain_summary *summary;
    const char *csv;
} oom_data;

/* One attempt. */
typedef struct oom {
    const oom_data *data;
    const pain_allocator *allocator;
    pain_interval_options interval; /* the allocator and a method are in it */
    pain_test_options test;
} oom;

/* A function with an estimate or a test: run with every method. */
typedef struct oom_estimate {
    const char *name;
    pain_status (*call)(const oom *o, pain_estimate *estimate);
    bool by_all;       /* makes them by every method itself */
    const char *given; /* its arguments, as they are written */
} oom_estimate;

typedef struct oom_test {
    const char *name;
    pain_status (*call)(const oom *o, pain_test *test);
    bool by_all;
    const char *given;
} oom_test;

/* Any other: calls the function, requires what it promises for the status, frees all, and returns
 * the status. `takes_allocator` false: it has no way to be given one. */
typedef struct oom_call {
    const char *name;
    pain_status (*call)(const oom *o);
    bool takes_allocator;
} oom_call;

/* The tables; each ends with a name NULL. */
extern const oom_estimate oom_estimates[];
extern const oom_test oom_tests[];
extern const oom_call oom_data_calls[];
extern const oom_call oom_claim_calls[];

/* Fails the test where a promise is not kept. */
#define oom_require(promise)                          \
    do {                                              \
        if (!(promise))                               \
            oom_broken(#promise, __FILE__, __LINE__); \
    } while (0)
void oom_broken(const char *promise, const char *file, int line);

/* oom_memory.c: requests from here on, the nth of which fails (0: none). */
void oom_begin(size_t fail_at);

typedef struct oom_seen {
    size_t requests; /* of all sources */
    size_t plain;    /* of these to malloc and its relatives */
    size_t live;     /* blocks that were not freed */
    bool failed;     /* whether one of them was refused */
} oom_seen;

oom_seen oom_end(void);
extern const pain_allocator oom_allocator;

/* oom_data.c */
void oom_data_make(oom_data *data);
void oom_data_free(oom_data *data);

#endif
