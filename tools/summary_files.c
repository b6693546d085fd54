/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the session files of painstat summary, and listing what is set aside. */
#include <config.h>

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

#include "summary.h"

/* A file being read, with what it takes to show how far. */
typedef struct source {
    FILE *file;
    const char *name;
    int error; /* errno of a failed read */
    uint64_t bytes;
    tool_progress progress;
} source;

/* Where rejects go; `file` is the source that is being read. */
typedef struct reject_list {
    tool_output output;
    const char *name;
} reject_list;

int summary_fail(const pain_error *error)
{
    int status = TOOL_BAD_DATA;

    if (error->code == PAIN_EINVAL)
        return tool_usage("%s", error->text);
    if (error->code == PAIN_EIO || error->code == PAIN_ENOMEM || error->code == PAIN_EOVERFLOW)
        status = TOOL_NO_IO;
    const char *name = error->source[0] != '\0' ? error->source : NULL;

    if (error->field[0] != '\0' && error->column > 0)
        return tool_fail_at(status, name, error->line, "column %" PRIu32 " (%s): %s", error->column,
                            error->field, error->text);
    (void)tool_fail_at(status, name, error->line, "%s", error->text);
    if (error->code == PAIN_ESCHEMA && error->record == 0)
        (void)fputs("columns are named as in the file's first line: --column ROLE=NAME, "
                    "--by NAME, --where NAME=VALUE\n",
                    stderr);
    return status;
}

static pain_status read_bytes(void *context, char *buffer, size_t size, size_t *got)
{
    source *s = context;

    errno = 0;
    *got = fread(buffer, 1, size, s->file);
    if (*got == 0 && ferror(s->file) != 0) {
        s->error = errno != 0 ? errno : EIO;
        return PAIN_EIO;
    }
    s->bytes += *got;
    tool_progress_show(&s->progress, s->bytes);
    return PAIN_OK;
}

static bool open_source(source *s, const char *path)
{
    struct stat about;
    bool is_input = strcmp(path, "-") == 0;

    *s = (source){.file = is_input ? stdin : fopen(path, "rb"),
                  .name = is_input ? "standard input" : path};
    if (s->file == NULL)
        return false;
    bool has_size = fstat(fileno(s->file), &about) == 0 && S_ISREG(about.st_mode);

    tool_progress_begin(&s->progress, "bytes", has_size ? (uint64_t)about.st_size : 0);
    return true;
}

static void close_source(source *s)
{
    tool_progress_end(&s->progress);
    if (s->file != NULL && s->file != stdin)
        (void)fclose(s->file);
}

static void list_reject(void *context, const pain_error *place, int is_row, const char *record,
                        size_t length)
{
    reject_list *list = context;
    FILE *file = list->output.file;

    tool_write_cell(file, list->name, strlen(list->name));
    (void)fprintf(file, ",%" PRIu64 ",%" PRIu64 ",%" PRIu32 ",", place->line, place->record,
                  place->column);
    tool_write_cell(file, place->field, strlen(place->field));
    (void)fprintf(file, ",%s,", is_row ? "row" : "score");
    tool_write_cell(file, place->text, strlen(place->text));
    (void)fputc(',', file);
    tool_write_cell(file, record, length);
    (void)fputc('\n', file);
}

static void add_counts(pain_csv_counts *sum, const pain_csv_counts *c)
{
    sum->bytes += c->bytes;
    sum->records += c->records;
    sum->rejected += c->rejected;
    sum->filtered += c->filtered;
    sum->empty_scores += c->empty_scores;
    sum->off_scale += c->off_scale;
    sum->off_step += c->off_step;
}

/* Fails; the table knows lines of files alone, not which file one is of. */
static int fail_file(const pain_error *error, bool follows)
{
    int status = summary_fail(error);

    if (follows && (error->code == PAIN_EDUPLICATE || error->code == PAIN_ECONTRADICTION))
        (void)fputs("the earlier line is of this file or of one before it\n", stderr);
    return status;
}

/* `follows`: there were files before it. */
static int read_file(const pain_csv_options *how, const char *path, bool follows,
                     pain_sessions *sessions, pain_csv_counts *counts)
{
    pain_csv_options options = *how;
    pain_csv *csv = NULL;
    pain_error error;
    source s;

    if (!open_source(&s, path))
        return tool_fail(TOOL_NO_IO, "cannot read %s: %s", path, strerror(errno));
    options.source = s.name;
    if (options.reject != NULL)
        ((reject_list *)options.reject_context)->name = s.name;
    pain_status status = pain_csv_open(&csv, read_bytes, &s, &options, &error);

    if (status == PAIN_OK)
        status = pain_csv_read(csv, sessions, &error);
    if (csv != NULL) {
        pain_csv_counts of_file = pain_csv_count(csv);

        add_counts(counts, &of_file);
    }
    pain_csv_free(csv);
    close_source(&s);
    if (s.error != 0)
        return tool_fail(TOOL_NO_IO, "cannot read %s: %s", s.name, strerror(s.error));
    return status == PAIN_OK ? TOOL_DONE : fail_file(&error, follows);
}

static int read_all(const summary_call *call, const pain_csv_options *how, pain_sessions *sessions,
                    pain_csv_counts *counts)
{
    int status = TOOL_DONE;

    for (int i = 0; status == TOOL_DONE && i < call->n_files; i++)
        status = read_file(how, call->files[i], i > 0, sessions, counts);
    return status;
}

/* Why there is no row to count, and what to look at. */
static int fail_empty(const summary_call *call, const pain_csv_counts *c)
{
    const char *what = call->n_files > 1 ? "the files" : call->files[0];

    if (c->records == 0)
        return tool_fail(TOOL_BAD_DATA, "%s: no row below the header", what);
    if (c->rejected == 0)
        return tool_fail(TOOL_BAD_DATA, "%s: --where leaves none of %" PRIu64 " records", what,
                         c->records);
    return tool_fail(TOOL_BAD_DATA,
                     "%s: none of %" PRIu64 " records is left, %" PRIu64 " of them set aside; %s%s",
                     what, c->records, c->rejected, call->rejects != NULL ? "see " : "",
                     call->rejects != NULL ? call->rejects : "--rejects FILE lists them");
}

/* Says on standard error what a reader of the table alone might miss. */
void summary_note(const summary_call *call, const pain_csv_counts *c)
{
    uint64_t off = c->off_scale + c->off_step;
    char scale[128];

    if (c->rejected > 0 && call->rejects == NULL)
        (void)tool_fail(TOOL_DONE, "%" PRIu64 " row%s set aside; --rejects FILE lists them",
                        c->rejected, c->rejected == 1 ? "" : "s");
    if (off <= c->records / 20)
        return;
    pain_scale_format(&call->scale, scale, sizeof scale);
    (void)tool_fail(TOOL_DONE,
                    "%" PRIu64 " score%s not on the scale %s, taken as missing; is it another "
                    "scale? see --scale",
                    off, off == 1 ? " is" : "s are", scale);
}

/* What is written may be neither what is read nor the same twice. */
static int check_outputs(const summary_call *call)
{
    const char *const written[] = {call->output, call->rejects};
    const char *const names[] = {"--output", "--rejects"};

    for (int k = 0; k < 2; k++)
        for (int i = 0; written[k] != NULL && i < call->n_files; i++)
            if (tool_same_file(written[k], call->files[i]))
                return tool_usage("%s names %s, which is read", names[k], call->files[i]);
    if (call->output != NULL && call->rejects != NULL &&
        tool_same_file(call->output, call->rejects))
        return tool_usage("--output and --rejects name the same file");
    return TOOL_DONE;
}

int summary_read_files(const summary_call *call, pain_sessions **sessions, pain_csv_counts *counts)
{
    pain_csv_options how = call->csv;
    reject_list list = {.name = ""};
    int status = check_outputs(call);

    *counts = (pain_csv_counts){0};
    *sessions = NULL;
    if (status != TOOL_DONE)
        return status;
    if (pain_sessions_new(sessions, &call->scale, NULL) != PAIN_OK)
        return tool_fail(TOOL_NO_IO, "out of memory");
    if (call->rejects != NULL) {
        status = tool_output_open(&list.output, call->rejects);
        if (status == TOOL_DONE)
            (void)fputs("file,line,record,column,field,what,reason,text\n", list.output.file);
        how.reject = list_reject;
        how.reject_context = &list;
    }
    if (status == TOOL_DONE)
        status = read_all(call, &how, *sessions, counts);
    if (call->rejects != NULL && list.output.file != NULL)
        status = tool_output_close(&list.output, status);
    if (status == TOOL_DONE && pain_sessions_count(*sessions) == 0)
        status = fail_empty(call, counts);
    if (status != TOOL_DONE) {
        pain_sessions_free(*sessions);
        *sessions = NULL;
    }
    return status;
}
