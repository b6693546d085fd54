/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting and joining threads. */
#include <config.h>

#include "base/workers.h"

#ifdef HAVE_THREADS
#include <signal.h>

static void *run(void *argument)
{
    const pain__worker *w = argument;

    w->work(w->context, w->number);
    return NULL;
}

size_t pain__workers_start(pain__worker *workers, size_t n, pain__work work, void *context)
{
    sigset_t all, before;
    size_t started = 1;

    /* A thread starts with the signal mask of its maker. */
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    for (; started < n; started++) {
        workers[started] = (pain__worker){.work = work, .context = context, .number = started};
        if (pthread_create(&workers[started].thread, NULL, run, &workers[started]) != 0)
            break;
    }
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

void pain__workers_join(const pain__worker *workers, size_t started)
{
    for (size_t i = 1; i < started; i++)
        (void)pthread_join(workers[i].thread, NULL);
}

#endif
