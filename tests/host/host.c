/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A host that has everything its own way: rounding, traps, locale, GSL's error handler, signals,
 * threads, closed streams. The library gives the same bits in all of them and leaves them alone.
 * Prints TAP. */
#define _GNU_SOURCE /* feenableexcept */
#include <fenv.h>
#include <gsl/gsl_errno.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include "calls.h"

extern char **environ;

static int tests_done;
static volatile sig_atomic_t alarms;
static volatile int handler_calls;

static void report(bool passed, const char *name)
{
    tests_done++;
    printf("%sok %d - %s\n", passed ? "" : "not ", tests_done, name);
    (void)fflush(stdout);
}

/* What belongs to the host. */
typedef struct host_state {
    int rounding, traps;
    unsigned control; /* x86: flushing and traps of SSE */
    char locale[256];
    gsl_error_handler_t *gsl;
    struct {
        void (*handler)(int number);
        int flags;
        uint64_t blocks;
    } action[32];
    uint64_t blocked;
    int files;
    char folder[4096];
    mode_t mask;
    uint64_t environment;
} host_state;

static void on_gsl_error(const char *reason, const char *file, int line, int number)
{
    (void)reason;
    (void)file;
    (void)line;
    (void)number;
    handler_calls++;
}

static void on_alarm(int number)
{
    (void)number;
    alarms++;
}

static unsigned control_word(void)
{
#if defined(__SSE2__)
    return __builtin_ia32_stmxcsr() & 0xFFC0U;
#else
    return 0;
#endif
}

static int count_files(void)
{
    struct stat about;
    int n = 0;

    for (int i = 0; i < 256; i++)
        n += fstat(i, &about) == 0;
    return n;
}

/* Signals 1 to 31 as bits; the rest of a sigset_t is whatever it was. */
static uint64_t bits_of(const sigset_t *set)
{
    uint64_t bits = 0;

    for (int i = 1; i < 32; i++)
        bits |= (uint64_t)(sigismember(set, i) == 1) << i;
    return bits;
}

static void look_at_signals(host_state *state)
{
    struct sigaction action;
    sigset_t blocked;

    for (int i = 1; i < 32; i++) {
        (void)sigaction(i, NULL, &action);
        state->action[i].handler = action.sa_handler;
        state->action[i].flags = action.sa_flags;
        state->action[i].blocks = bits_of(&action.sa_mask);
    }
    (void)pthread_sigmask(SIG_BLOCK, NULL, &blocked);
    state->blocked = bits_of(&blocked);
}

static void look_at_host(host_state *state)
{
    memset(state, 0, sizeof *state);
    state->rounding = fegetround();
    state->traps = fegetexcept();
    state->control = control_word();
    (void)snprintf(state->locale, sizeof state->locale, "%s", setlocale(LC_ALL, NULL));
    state->gsl = gsl_set_error_handler(on_gsl_error);
    (void)gsl_set_error_handler(state->gsl);
    look_at_signals(state);
    state->files = count_files();
    (void)!getcwd(state->folder, sizeof state->folder);
    state->mask = umask(0);
    (void)umask(state->mask);
    for (char **e = environ; *e != NULL; e++)
        for (const char *c = *e; *c != '\0'; c++)
            state->environment = state->environment * 31 + (unsigned char)*c;
}

static bool is_alike(const host_calls *plain, const host_calls *calls, const char *where)
{
    bool alike = plain->n == calls->n;

    for (size_t i = 0; alike && i < plain->n; i++)
        if (plain->call[i].bits != calls->call[i].bits) {
            printf("# %s, call %zu: %s gives other bits\n", where, i, plain->call[i].name);
            alike = false;
        }
    return alike;
}

/* Makes all calls as things are now. */
static void try(const host_calls *plain, const char *where)
{
    static host_calls calls;
    static host_state before, after;
    char name[128];

    look_at_host(&before);
    host_call_all(&calls);
    look_at_host(&after);
    bool alike = is_alike(plain, &calls, where);

    (void)snprintf(name, sizeof name, "%s: the same bits", where);
    report(alike, name);
    (void)snprintf(name, sizeof name, "%s: the host is as it was", where);
    report(memcmp(&before, &after, sizeof before) == 0, name);
}

static void try_roundings(const host_calls *plain)
{
    static const struct {
        int mode;
        const char *name;
    } modes[] = {{FE_UPWARD, "rounding up"},
                 {FE_DOWNWARD, "rounding down"},
                 {FE_TOWARDZERO, "rounding to zero"}};

    for (size_t i = 0; i < 3; i++) {
        (void)fesetround(modes[i].mode);
        try(plain, modes[i].name);
    }
    (void)fesetround(FE_TONEAREST);
}

static void try_traps(const host_calls *plain)
{
    (void)feenableexcept(FE_DIVBYZERO | FE_INVALID | FE_OVERFLOW | FE_UNDERFLOW);
    try(plain, "floating-point traps");
    (void)fedisableexcept(FE_ALL_EXCEPT);
#if defined(__SSE2__)
    unsigned control = __builtin_ia32_stmxcsr();

    __builtin_ia32_ldmxcsr(control | 0x8040U);
    try(plain, "small numbers flushed to zero");
    __builtin_ia32_ldmxcsr(control);
#endif
}

static void try_locale(const host_calls *plain)
{
    if (setlocale(LC_ALL, "") == NULL || strcmp(localeconv()->decimal_point, ",") != 0) {
        printf("ok %d - a locale with a decimal comma # SKIP there is none\n", ++tests_done);
        return;
    }
    try(plain, "a locale with a decimal comma");
    (void)setlocale(LC_ALL, "C");
}

static void try_signals(const host_calls *plain)
{
    struct sigaction action;
    const struct itimerval often = {{0, 500}, {0, 500}}, never = {{0, 0}, {0, 0}};
    sigset_t blocked;

    memset(&action, 0, sizeof action);
    action.sa_handler = on_alarm;
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGALRM, &action, NULL);
    (void)sigaction(SIGFPE, &action, NULL);
    (void)sigaction(SIGABRT, &action, NULL);
    (void)sigaction(SIGPIPE, &action, NULL);
    (void)sigemptyset(&blocked);
    (void)sigaddset(&blocked, SIGUSR1);
    (void)pthread_sigmask(SIG_BLOCK, &blocked, NULL);
    (void)setitimer(ITIMER_REAL, &often, NULL);
    try(plain, "handlers of its own, called at any moment");
    (void)setitimer(ITIMER_REAL, &never, NULL);
    report(alarms > 0, "the handlers were called");
}

typedef struct thread {
    const host_calls *plain;
    int mode;
    bool alike, kept;
    host_calls calls;
} thread;

static void *run_thread(void *argument)
{
    thread *t = argument;

    (void)fesetround(t->mode);
    host_call_all(&t->calls);
    t->kept = fegetround() == t->mode;
    t->alike = is_alike(t->plain, &t->calls, "a thread");
    return NULL;
}

static void try_threads(const host_calls *plain)
{
    enum { THREADS = 8 };
    static const int modes[] = {FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};
    static thread threads[THREADS];
    pthread_t id[THREADS];
    bool alike = true, kept = true;

    for (int i = 0; i < THREADS; i++) {
        threads[i].plain = plain;
        threads[i].mode = modes[i % 4];
        if (pthread_create(&id[i], NULL, run_thread, &threads[i]) != 0)
            exit(1);
    }
    for (int i = 0; i < THREADS; i++) {
        (void)pthread_join(id[i], NULL);
        alike = alike && threads[i].alike;
        kept = kept && threads[i].kept;
    }
    report(alike, "eight threads at once: the same bits");
    report(kept, "eight threads at once: each rounds as it did");
}

int main(int argc, char **argv)
{
    static host_calls plain, again;

    host_call_all(&plain);
    if (argc > 1 && strcmp(argv[1], "names") == 0) {
        for (size_t i = 0; i < plain.n; i++)
            printf("%s %016llx\n", plain.call[i].name, (unsigned long long)plain.call[i].bits);
        return 0;
    }
    host_call_all(&again);
    report(plain.n > 100 && is_alike(&plain, &again, "a second time"),
           "a second time: the same bits");
    (void)gsl_set_error_handler(on_gsl_error);
    try(&plain, "an error handler of its own in GSL");
    try_roundings(&plain);
    try_traps(&plain);
    try_locale(&plain);
    try_signals(&plain);
    try_threads(&plain);
    (void)close(STDERR_FILENO);
    (void)close(STDIN_FILENO);
    try(&plain, "standard error and input closed");
    report(handler_calls == 0, "GSL's error handler is never called");
    printf("1..%d\n", tests_done);
    return 0;
}
