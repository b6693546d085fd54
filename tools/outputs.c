/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Output that is there whole or not at all: a file is written under a temporary name in its folder
 * and renamed when it is complete. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tool.h"

enum { MOST_FILES = 8 };

/* Temporary files that a signal has to remove. The handler only reads these slots. */
static char *volatile unfinished[MOST_FILES];

static void remove_and_die(int number)
{
    for (int i = 0; i < MOST_FILES; i++)
        if (unfinished[i] != NULL)
            (void)unlink(unfinished[i]);
    (void)signal(number, SIG_DFL);
    (void)raise(number);
}

static void note(char *name)
{
    static const int deadly[] = {SIGHUP, SIGINT, SIGTERM};

    for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++) {
        void (*old)(int) = signal(deadly[i], remove_and_die);

        if (old == SIG_IGN) /* as under nohup */
            (void)signal(deadly[i], SIG_IGN);
    }
    for (int i = 0; i < MOST_FILES; i++) {
        if (unfinished[i] == NULL) {
            unfinished[i] = name;
            return;
        }
    }
}

static void forget(const char *name)
{
    for (int i = 0; i < MOST_FILES; i++)
        if (unfinished[i] == name)
            unfinished[i] = NULL;
}

/* mkstemp gives 0600; the finished file has the mode that an ordinary new file would have, or that
 * of the file it replaces. */
static void set_mode(int fd, const struct stat *old)
{
    mode_t mask = umask(0);

    (void)umask(mask);
    (void)fchmod(fd, old != NULL ? old->st_mode & 0777 : 0666 & ~mask);
}

static int cannot_write(tool_output *output)
{
    int status = tool_fail(TOOL_NO_IO, "cannot write %s: %s", output->path, strerror(errno));

    free(output->path);
    free(output->temporary);
    *output = (tool_output){NULL, NULL, NULL, 0};
    return status;
}

static int open_temporary(tool_output *output, const struct stat *old)
{
    size_t size = strlen(output->path) + sizeof ".XXXXXX";

    output->temporary = malloc(size);
    if (output->temporary == NULL)
        return cannot_write(output);
    (void)snprintf(output->temporary, size, "%s.XXXXXX", output->path);
    int fd = mkstemp(output->temporary);

    if (fd < 0)
        return cannot_write(output);
    note(output->temporary);
    set_mode(fd, old);
    output->file = fdopen(fd, "w");
    if (output->file != NULL)
        return TOOL_DONE;
    (void)close(fd);
    (void)unlink(output->temporary);
    forget(output->temporary);
    return cannot_write(output);
}

int tool_output_open(tool_output *output, const char *path)
{
    struct stat old;

    *output = (tool_output){stdout, NULL, NULL, 0};
    if (path == NULL)
        return TOOL_DONE;
    bool exists = stat(path, &old) == 0, in_place = exists && !S_ISREG(old.st_mode);

    /* A link stays a link: the file behind it is replaced. */
    output->path = exists && !in_place ? realpath(path, NULL) : strdup(path);
    if (output->path == NULL)
        return tool_fail(TOOL_NO_IO, "cannot write %s: %s", path, strerror(errno));
    if (!in_place)
        return open_temporary(output, exists ? &old : NULL);
    output->file = fopen(output->path, "w");
    return output->file != NULL ? TOOL_DONE : cannot_write(output);
}

bool tool_output_failed(tool_output *output)
{
    if (output->error == 0 && ferror(output->file) != 0)
        output->error = errno != 0 ? errno : EIO;
    return output->error != 0;
}

/* Flushes all the way to the disk where there is one; false with errno when that fails. */
static bool flush(tool_output *output)
{
    bool failed = tool_output_failed(output);

    if (fflush(output->file) != 0)
        return false;
    if (failed)
        errno = output->error;
    return !failed && (output->temporary == NULL || fsync(fileno(output->file)) == 0);
}

/* Looks at the folder of a path; false when there is none. Writes the name in it. */
static bool look_at_folder(const char *path, struct stat *about, const char **name)
{
    const char *slash = strrchr(path, '/');
    char folder[4096] = ".";

    *name = slash != NULL ? slash + 1 : path;
    if (slash != NULL && snprintf(folder, sizeof folder, "%.*s", (int)(slash + 1 - path), path) >=
                             (int)sizeof folder)
        return false;
    return stat(folder, about) == 0;
}

/* The same for files that are not there. */
static bool will_be_same(const char *a, const char *b)
{
    struct stat of_a, of_b;
    const char *name_a, *name_b;

    return look_at_folder(a, &of_a, &name_a) && look_at_folder(b, &of_b, &name_b) &&
           of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino && strcmp(name_a, name_b) == 0;
}

bool tool_same_file(const char *a, const char *b)
{
    struct stat of_a, of_b;
    bool has_a = stat(a, &of_a) == 0, has_b = stat(b, &of_b) == 0;

    if (!has_a || !has_b)
        return !has_a && !has_b && will_be_same(a, b);
    return S_ISREG(of_a.st_mode) && of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino;
}

static int close_standard(tool_output *output, int status)
{
    if (status != TOOL_DONE || flush(output))
        return status;
    return tool_fail(TOOL_NO_IO, "cannot write standard output: %s", strerror(errno));
}

int tool_output_close(tool_output *output, int status)
{
    if (output->file == NULL)
        return status;
    if (output->path == NULL)
        return close_standard(output, status);
    bool written = status == TOOL_DONE && flush(output);

    written = fclose(output->file) == 0 && written;
    if (written && output->temporary != NULL)
        written = rename(output->temporary, output->path) == 0;
    if (!written && status == TOOL_DONE)
        status = tool_fail(TOOL_NO_IO, "cannot write %s: %s", output->path, strerror(errno));
    if (!written && output->temporary != NULL)
        (void)unlink(output->temporary);
    forget(output->temporary);
    free(output->temporary);
    free(output->path);
    *output = (tool_output){NULL, NULL, NULL, 0};
    return status;
}
