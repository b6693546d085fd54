/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work in parts: every worker takes the next part that nobody has taken, so that slow parts do not
 * hold up the rest. */
#include <config.h>

#include "base/parallel.h"
#include "base/workers.h"

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

static size_t take(crew *c)
{
    (void)pthread_mutex_lock(&c->lock);
    size_t part = c->next < c->parts ? c->next++ : c->parts;

    (void)pthread_mutex_unlock(&c->lock);
    return part;
}

static void work(void *context, size_t worker)
{
    crew *c = context;

    for (size_t i; (i = take(c)) < c->parts;)
        c->part(c->context, worker, i);
}

void pain__parallel(uint64_t threads, size_t parts, pain__parallel_part part, void *context)
{
    pain__worker workers[PAIN__MOST_THREADS];
    crew c = {.parts = parts, .part = part, .context = context};
    size_t n = pain__parallel_workers(threads, parts);

    if (n == 1 || pthread_mutex_init(&c.lock, NULL) != 0) {
        do_all(parts, part, context);
        return;
    }
    size_t started = pain__workers_start(workers, n, work, &c);

    work(&c, 0);
    pain__workers_join(workers, started);
    (void)pthread_mutex_destroy(&c.lock);
}

#else

void pain__parallel(uint64_t threads, size_t parts, pain__parallel_part part, void *context)
{
    (void)threads;
    do_all(parts, part, context);
}

#endif
