/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work in parts: every worker takes the next part that nobody has taken, so that slow parts do not
 * hold up the rest. */
#include <config.h>

#ifdef HAVE_THREADS
#include <pthread.h>
#include <signal.h>
#endif

#include "base/parallel.h"

size_t pain__parallel_workers(uint64_t threads, size_t parts)
{
#ifdef HAVE_THREADS
    size_t most = parts < PAIN__MOST_THREADS ? parts : PAIN__MOST_THREADS;

    if (threads < most)
        most = (size_t)threads;
    return most > 0 ? most : 1;
#else
    (void)threads;
    (void)parts;
    return 1;
#endif
}

static void do_all(size_t parts, pain__parallel_part part, void *context)
{
    for (size_t i = 0; i < parts; i++)
        part(context, 0, i);
}

#ifdef HAVE_THREADS

typedef struct crew {
    pthread_mutex_t lock; /* of `next` */
    size_t next, parts;
    pain__parallel_part part;
    void *context;
} crew;

typedef struct worker {
    crew *of;
    size_t number;
    pthread_t thread;
} worker;

static size_t take(crew *c)
{
    (void)pthread_mutex_lock(&c->lock);
    size_t part = c->next < c->parts ? c->next++ : c->parts;

    (void)pthread_mutex_unlock(&c->lock);
    return part;
}

static void *work(void *argument)
{
    const worker *w = argument;

    for (size_t i; (i = take(w->of)) < w->of->parts;)
        w->of->part(w->of->context, w->number, i);
    return NULL;
}

/* Starts the workers from 1 on; returns how many there are then, 0 included. */
static size_t start(crew *c, worker *workers, size_t n)
{
    sigset_t all, before;
    size_t started = 1;

    /* A thread starts with the signal mask of its maker. */
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    for (; started < n; started++) {
        workers[started] = (worker){.of = c, .number = started};
        if (pthread_create(&workers[started].thread, NULL, work, &workers[started]) != 0)
            break;
    }
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

void pain__parallel(uint64_t threads, size_t parts, pain__parallel_part part, void *context)
{
    worker workers[PAIN__MOST_THREADS];
    crew c = {.parts = parts, .part = part, .context = context};
    size_t n = pain__parallel_workers(threads, parts);

    if (n == 1 || pthread_mutex_init(&c.lock, NULL) != 0) {
        do_all(parts, part, context);
        return;
    }
    size_t started = start(&c, workers, n);

    workers[0] = (worker){.of = &c};
    (void)work(&workers[0]);
    for (size_t i = 1; i < started; i++)
        (void)pthread_join(workers[i].thread, NULL);
    (void)pthread_mutex_destroy(&c.lock);
}

#else

void pain__parallel(uint64_t threads, size_t parts, pain__parallel_part part, void *context)
{
    (void)threads;
    do_all(parts, part, context);
}

#endif
