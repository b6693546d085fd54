/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linked into a build of the command: takes the place of malloc for it and for every library that
 * it uses. PAIN_OOM_NTH=n refuses the nth request; PAIN_OOM_COUNT=FILE gets their number. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A sanitizer has a malloc of its own. */
#ifdef __has_feature
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || \
    __has_feature(thread_sanitizer)
#define SANITIZER_MALLOC
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZER_MALLOC
#endif

#ifndef SANITIZER_MALLOC
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *block, size_t size);

static unsigned long requests, refused_at;
static int is_known;

/* Environment variables are read without memory. */
static int is_refused(void)
{
    if (!is_known) {
        const char *nth = getenv("PAIN_OOM_NTH");

        is_known = 1;
        refused_at = nth != NULL ? strtoul(nth, NULL, 10) : 0;
    }
    if (++requests != refused_at)
        return 0;
    errno = ENOMEM;
    return 1;
}

#pragma GCC visibility push(default)
void *malloc(size_t size)
{
    return is_refused() ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    return is_refused() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *block, size_t size)
{
    return is_refused() ? NULL : __libc_realloc(block, size);
}
#pragma GCC visibility pop

static void __attribute__((destructor)) write_count(void)
{
    const char *path = getenv("PAIN_OOM_COUNT");
    char text[32];

    if (path == NULL)
        return;
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int length = snprintf(text, sizeof text, "%lu\n", requests);

    if (fd < 0 || write(fd, text, (size_t)length) != length)
        _exit(127);
    (void)close(fd);
}
#endif
