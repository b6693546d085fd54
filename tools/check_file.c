/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A claims file: [name of the sample], then keys and claims, read by inih. */
#include <config.h>

#include <errno.h>
#include <ini.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

/* The file while it is read. inih cuts longer section names and lines in silence, so they are
 * refused before it sees them. */
enum { MOST_LINE = 195, MOST_SECTION = 48, MOST_SAMPLES = 10000 };

typedef struct reading {
    FILE *file;
    const char *path;
    uint64_t line;
    char text[512]; /* the line as it is */
    const check_sample *defaults;
    check_sample *samples;
    size_t n, room;
    char section[64];
    int status;
} reading;

static int fail_here(reading *r, const char *what)
{
    check_place place = {r->path, r->line, 0};

    if (r->status == TOOL_DONE)
        r->status = check_fail(&place, "%s", what);
    return 0;
}

/* The next line, for inih. */
static char *next_line(char *line, int size, void *context)
{
    reading *r = context;

    if (r->status != TOOL_DONE || fgets(line, size, r->file) == NULL)
        return NULL;
    r->line++;
    size_t length = strlen(line);

    if (strcspn(line, "\r\n") > MOST_LINE) {
        (void)fail_here(r, "the line has more than 195 characters");
        return NULL;
    }
    if (length == 0) {
        (void)fail_here(r, "the line begins with a NUL byte");
        return NULL;
    }
    /* fgets ends a line at its end, but text ends at a NUL. */
    if (tool_utf8(line, length) != length || (line[length - 1] != '\n' && feof(r->file) == 0)) {
        (void)fail_here(r, "the line is not UTF-8, or has a NUL byte");
        return NULL;
    }
    const char *bracket = strchr(line, ']');

    if (*line == '[' && bracket != NULL && bracket - line > MOST_SECTION) {
        (void)fail_here(r, "the name of the sample has more than 47 characters");
        return NULL;
    }
    (void)snprintf(r->text, sizeof r->text, "%s", line);
    return line;
}

/* The sample of the section; a section that comes again goes on with the last only. */
static check_sample *sample_of(reading *r, const char *section)
{
    if (r->n > 0 && strcmp(r->section, section) == 0)
        return &r->samples[r->n - 1];
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->samples[i].name, section) == 0) {
            (void)fail_here(r, "this sample has been described already");
            return NULL;
        }
    if (r->n == r->room) {
        size_t room = r->room == 0 ? 4 : 2 * r->room;
        check_sample *more =
            r->n < MOST_SAMPLES ? realloc(r->samples, room * sizeof *r->samples) : NULL;

        if (more == NULL) {
            r->status = tool_fail(TOOL_NO_IO, "out of memory, or more than 10,000 samples");
            return NULL;
        }
        r->samples = more;
        r->room = room;
    }
    check_sample *sample = &r->samples[r->n++];

    *sample = *r->defaults;
    for (int key = 0; key < CHECK_KEYS; key++)
        sample->at[key].line = 0;
    (void)snprintf(sample->name, sizeof sample->name, "%s", section);
    (void)snprintf(r->section, sizeof r->section, "%s", section);
    return sample;
}

static int take(void *context, const char *section, const char *name, const char *value)
{
    reading *r = context;

    if (r->status != TOOL_DONE)
        return 0;
    const char *found = strstr(r->text, value);
    check_place place = {r->path, r->line, found != NULL ? (uint32_t)(found - r->text) : 0};
    check_sample *sample = sample_of(r, section);

    if (sample == NULL)
        return 0;
    if (strcmp(name, "claim") == 0) {
        r->status = check_claim(sample, value, &place);
        return r->status == TOOL_DONE;
    }
    for (int key = 0; key < CHECK_KEYS; key++)
        if (strcmp(name, check_key_names[key]) == 0) {
            r->status = check_set(sample, (check_key)key, value, &place);
            return r->status == TOOL_DONE;
        }
    r->status = check_fail(&place,
                           "unknown key '%s'; known are claim, n, scale, items, rounding, spread, "
                           "nobody-worse and least-baseline",
                           name);
    return 0;
}

static int finish(reading *r, int parsed)
{
    if (r->status == TOOL_DONE && ferror(r->file) != 0)
        r->status = tool_fail(TOOL_NO_IO, "cannot read %s: %s", r->path, strerror(errno));
    if (r->status == TOOL_DONE && parsed != 0) {
        check_place place = {r->path, parsed > 0 ? (uint64_t)parsed : r->line, 0};

        r->status = check_fail(&place, "neither [name], nor key = value, nor a comment");
    }
    if (r->status == TOOL_DONE && r->n == 0)
        r->status = tool_fail(TOOL_BAD_DATA, "%s: there is no claim in it", r->path);
    for (size_t i = 0; i < r->n && r->status == TOOL_DONE; i++)
        if (r->samples[i].n_claims == 0)
            r->status = tool_fail(TOOL_BAD_DATA, "%s: sample '%s' has no claim", r->path,
                                  r->samples[i].name);
    return r->status;
}

int check_read_file(const char *path, const check_sample *defaults, check_sample **samples,
                    size_t *n)
{
    bool standard = strcmp(path, "-") == 0;
    reading r = {.path = standard ? "standard input" : path, .defaults = defaults};

    *samples = NULL;
    *n = 0;
    r.file = standard ? stdin : fopen(path, "r");
    if (r.file == NULL)
        return tool_fail(TOOL_NO_IO, "cannot read %s: %s", path, strerror(errno));
    int status = finish(&r, ini_parse_stream(next_line, &r, take, &r));

    if (!standard)
        (void)fclose(r.file);
    if (status != TOOL_DONE) {
        free(r.samples);
        return status;
    }
    *samples = r.samples;
    *n = r.n;
    return TOOL_DONE;
}
