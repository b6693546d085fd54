/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts are begun in order, by whoever is free. */
#include <config.h>

#include "base/pipeline.h"
#include "base/workers.h"

#ifdef HAVE_THREADS

struct pain__pipeline {
    pthread_mutex_t lock; /* of what follows up to `over` */
    pthread_cond_t offered, finished;
    size_t next, end; /* offered and not begun */
    size_t *done;     /* of the ring: the part done last, + 1 */
    bool over;

    size_t ring;
    pain__parallel_part part;
    void *context;
    size_t workers;
    pain__worker worker[PAIN__MOST_THREADS];
};

/* Does the next part, as the worker of that number; the lock is held before and after. */
static void do_next(pain__pipeline *p, size_t number)
{
    size_t part = p->next++;

    (void)pthread_mutex_unlock(&p->lock);
    p->part(p->context, number, part);
    (void)pthread_mutex_lock(&p->lock);
    p->done[part % p->ring] = part + 1;
    (void)pthread_cond_signal(&p->finished);
}

static void work(void *context, size_t worker)
{
    pain__pipeline *p = context;

    (void)pthread_mutex_lock(&p->lock);
    for (;;) {
        while (p->next == p->end && !p->over)
            (void)pthread_cond_wait(&p->offered, &p->lock);
        if (p->over)
            break;
        do_next(p, worker);
    }
    (void)pthread_mutex_unlock(&p->lock);
}

/* Makes the lock and what is waited for; false when the system has none to give. */
static bool make_lock(pain__pipeline *p)
{
    if (pthread_mutex_init(&p->lock, NULL) != 0)
        return false;
    if (pthread_cond_init(&p->offered, NULL) == 0) {
        if (pthread_cond_init(&p->finished, NULL) == 0)
            return true;
        (void)pthread_cond_destroy(&p->offered);
    }
    (void)pthread_mutex_destroy(&p->lock);
    return false;
}

static void free_pipeline(pain__pipeline *p, const pain_allocator *a)
{
    pain__free(a, p->done);
    pain__free(a, p);
}

pain_status pain__pipeline_begin(pain__pipeline **pipeline, const pain_allocator *a,
                                 uint64_t threads, size_t first, size_t ring,
                                 pain__parallel_part part, void *context)
{
    pain__pipeline *p = pain__alloc(a, 1, sizeof *p);

    *pipeline = NULL;
    if (p == NULL)
        return PAIN_ENOMEM;
    p->next = p->end = first;
    p->ring = ring;
    p->part = part;
    p->context = context;
    p->done = pain__alloc(a, ring, sizeof *p->done);
    if (p->done == NULL || !make_lock(p)) {
        free_pipeline(p, a);
        return PAIN_ENOMEM;
    }
    p->workers = pain__workers_start(p->worker, pain__parallel_workers(threads, PAIN__MOST_THREADS),
                                     work, p);
    *pipeline = p;
    return PAIN_OK;
}

void pain__pipeline_offer(pain__pipeline *p, size_t end)
{
    (void)pthread_mutex_lock(&p->lock);
    if (end > p->end) {
        p->end = end;
        if (p->workers > 1)
            (void)pthread_cond_broadcast(&p->offered);
    }
    (void)pthread_mutex_unlock(&p->lock);
}

void pain__pipeline_wait(pain__pipeline *p, size_t part)
{
    (void)pthread_mutex_lock(&p->lock);
    while (p->done[part % p->ring] != part + 1) {
        if (p->next < p->end)
            do_next(p, 0);
        else
            (void)pthread_cond_wait(&p->finished, &p->lock);
    }
    (void)pthread_mutex_unlock(&p->lock);
}

size_t pain__pipeline_end(pain__pipeline *p, const pain_allocator *a)
{
    (void)pthread_mutex_lock(&p->lock);
    p->over = true;
    (void)pthread_cond_broadcast(&p->offered);
    (void)pthread_mutex_unlock(&p->lock);
    pain__workers_join(p->worker, p->workers);
    size_t next = p->next;

    (void)pthread_cond_destroy(&p->finished);
    (void)pthread_cond_destroy(&p->offered);
    (void)pthread_mutex_destroy(&p->lock);
    free_pipeline(p, a);
    return next;
}

#else

struct pain__pipeline {
    size_t next;
    pain__parallel_part part;
    void *context;
};

pain_status pain__pipeline_begin(pain__pipeline **pipeline, const pain_allocator *a,
                                 uint64_t threads, size_t first, size_t ring,
                                 pain__parallel_part part, void *context)
{
    (void)threads;
    (void)ring;
    *pipeline = pain__alloc(a, 1, sizeof **pipeline);
    if (*pipeline == NULL)
        return PAIN_ENOMEM;
    **pipeline = (pain__pipeline){first, part, context};
    return PAIN_OK;
}

void pain__pipeline_offer(pain__pipeline *p, size_t end)
{
    (void)p;
    (void)end;
}

void pain__pipeline_wait(pain__pipeline *p, size_t part)
{
    for (; p->next <= part; p->next++)
        p->part(p->context, 0, p->next);
}

size_t pain__pipeline_end(pain__pipeline *p, const pain_allocator *a)
{
    size_t next = p->next;

    pain__free(a, p);
    return next;
}

#endif
