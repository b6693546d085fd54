/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts are begun in order, by whoever is free; who has prepared one waits for its turn. */
#include <config.h>

#include "base/pipeline.h"
#include "base/workers.h"

static size_t run_alone(const pain__pipeline *p, size_t part)
{
    for (;; part++) {
        (void)p->more(p->context, part);
        p->prepare(p->context, 0, part);
        if (!p->finish(p->context, 0, part) && !p->finish_rest(p->context, part))
            return part + 1;
    }
}

#ifdef HAVE_THREADS

/* Some 50 microseconds. */
enum { LOOKS = 3000 };

/* A worker without a part. */
#define FREE SIZE_MAX

typedef struct line {
    const pain__pipeline *of;
    size_t workers;                            /* and the caller's thread, which is the first */
    pthread_mutex_t lock;                      /* of what follows */
    pthread_cond_t wanted[PAIN__MOST_THREADS]; /* each worker, for something */
    size_t waits[PAIN__MOST_THREADS];          /* the part that it waits with, or FREE */
    size_t next, end;                          /* known and not begun */
    _Atomic size_t turn; /* the part that is finished next; read without the lock too */
    bool held;           /* by its rest, which the caller's thread has to finish */
    bool keep_free;      /* that thread, because there was a rest lately */
    bool over;
} line;

static inline void pause_briefly(void)
{
#if defined __x86_64__ && defined __GNUC__
    __builtin_ia32_pause();
#endif
}

/* The lock is held before and after each of these. */

static void await_change(line *l, size_t worker)
{
    (void)pthread_cond_wait(&l->wanted[worker], &l->lock);
}

/* Wakes whom a change is for: who waits with the part whose turn it is, the caller's thread for
 * anything, all for the end, and who has none for new parts. */
static void tell(line *l)
{
    for (size_t w = 0; w < l->workers; w++)
        if (w == 0 || l->over || l->waits[w] == l->turn ||
            (l->waits[w] == FREE && l->next < l->end))
            (void)pthread_cond_signal(&l->wanted[w]);
}

static void finish_rest(line *l)
{
    (void)pthread_mutex_unlock(&l->lock);
    bool goes_on = l->of->finish_rest(l->of->context, l->turn);

    (void)pthread_mutex_lock(&l->lock);
    l->held = false;
    l->keep_free = true;
    l->turn++;
    l->over = !goes_on;
    tell(l);
}

/* Waits a while for the part's turn: to sleep and to wake up would often take longer. */
static void look_for_turn(line *l, size_t part)
{
    (void)pthread_mutex_unlock(&l->lock);
    for (int i = 0; i < LOOKS && l->turn != part; i++)
        pause_briefly();
    (void)pthread_mutex_lock(&l->lock);
}

/* Waits until it is the part's turn; false when the work is over before. */
static bool wait_for_turn(line *l, size_t worker, size_t part)
{
    if (l->turn + 1 == part)
        look_for_turn(l, part);
    l->waits[worker] = part;
    while (l->turn != part && !l->over) {
        if (worker == 0 && l->held)
            finish_rest(l);
        else
            await_change(l, worker);
    }
    l->waits[worker] = FREE;
    return !l->over;
}

/* Does the next part, as that worker. */
static void do_next(line *l, size_t worker)
{
    const pain__pipeline *p = l->of;
    size_t part = l->next++;

    (void)pthread_mutex_unlock(&l->lock);
    p->prepare(p->context, worker, part);
    (void)pthread_mutex_lock(&l->lock);
    if (!wait_for_turn(l, worker, part))
        return;
    (void)pthread_mutex_unlock(&l->lock);
    bool finished = p->finish(p->context, worker, part);

    (void)pthread_mutex_lock(&l->lock);
    l->held = !finished;
    l->keep_free = l->keep_free && l->held;
    l->turn += finished;
    tell(l);
}

static void work(void *context, size_t worker)
{
    line *l = context;

    (void)pthread_mutex_lock(&l->lock);
    while (!l->over) {
        if (l->next < l->end)
            do_next(l, worker);
        else
            await_change(l, worker);
    }
    (void)pthread_mutex_unlock(&l->lock);
}

static void get_more(line *l, size_t first)
{
    (void)pthread_mutex_unlock(&l->lock);
    size_t end = l->of->more(l->of->context, first);

    (void)pthread_mutex_lock(&l->lock);
    l->end = end;
    tell(l);
}

/* What the caller's thread does, with others or alone. */
static void lead(line *l, bool alone)
{
    size_t asked = l->turn - 1;

    (void)pthread_mutex_lock(&l->lock);
    while (!l->over) {
        if (l->held) {
            finish_rest(l);
        } else if (asked != l->turn) {
            asked = l->turn;
            get_more(l, asked);
        } else if (l->next < l->end && (alone || !l->keep_free)) {
            do_next(l, 0);
        } else {
            await_change(l, 0);
        }
    }
    (void)pthread_mutex_unlock(&l->lock);
}

static void close_line(line *l)
{
    for (size_t w = 0; w < l->workers; w++)
        (void)pthread_cond_destroy(&l->wanted[w]);
    (void)pthread_mutex_destroy(&l->lock);
}

/* Makes the lock and what is waited for; false when the system has none to give. */
static bool open_line(line *l)
{
    const size_t wanted = l->workers;

    if (pthread_mutex_init(&l->lock, NULL) != 0)
        return false;
    for (l->workers = 0; l->workers < wanted; l->workers++) {
        if (pthread_cond_init(&l->wanted[l->workers], NULL) != 0) {
            close_line(l);
            return false;
        }
        l->waits[l->workers] = FREE;
    }
    return true;
}

size_t pain__pipeline_run(const pain__pipeline *pipeline, uint64_t threads, size_t first)
{
    pain__worker workers[PAIN__MOST_THREADS];
    line l = {.of = pipeline,
              .workers = pain__parallel_workers(threads, PAIN__MOST_THREADS),
              .next = first,
              .end = first,
              .turn = first};

    if (l.workers == 1 || !open_line(&l))
        return run_alone(pipeline, first);
    size_t started = pain__workers_start(workers, l.workers, work, &l);

    lead(&l, started == 1);
    pain__workers_join(workers, started);
    close_line(&l);
    return l.next;
}

#else

size_t pain__pipeline_run(const pain__pipeline *pipeline, uint64_t threads, size_t first)
{
    (void)threads;
    return run_alone(pipeline, first);
}

#endif
