/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PAIN_BASE_WORKERS_H
#define PAIN_BASE_WORKERS_H
/* Threads beside that of the caller, which is worker 0; with HAVE_THREADS alone. They handle no
 * signals. */

#include <stddef.h>

#ifdef HAVE_THREADS
#include <pthread.h>

/* What a worker does until it ends. */
typedef void (*pain__work)(void *context, size_t worker);

typedef struct pain__worker {
    pain__work work;
    void *context;
    size_t number;
    pthread_t thread;
} pain__worker;

/* Starts the workers 1 .. n - 1, or the first of them that the system gives threads for; returns
 * how many there are, the caller's included. */
size_t pain__workers_start(pain__worker *workers, size_t n, pain__work work, void *context);

/* Returns when the started ones have ended. */
void pain__workers_join(const pain__worker *workers, size_t started);

#endif
#endif
