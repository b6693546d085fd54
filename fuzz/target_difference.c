/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Session files again: the reader of the library against a plain one (tests/unit/plain_reader.h).
 * The first bytes choose the shape of the file and how it is read, the rest stands behind the
 * header. Rows, what is set aside with its place and status, counts and the table have to be the
 * same, from one piece or many, in one block or many, by one thread or three. */
#include <config.h>

#include <inttypes.h>
#include <painstat.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "io/reader.h"
#include "tests/unit/memory_source.h"
#include "tests/unit/plain_reader.h"

/* Shapes of files: the columns by name, and as plain_reader.h says it. */
static const struct {
    pain_csv_layout layout;
    const char *header, *roles;
} shapes[] = {
    {PAIN_LAYOUT_SESSIONS, "patient,course,session,visit,date,pre,post,planned,stop,site",
     "pcsvdbanxg"},
    {PAIN_LAYOUT_SESSIONS, "site,visit,patient,date,before,after", "gvpdba"},
    {PAIN_LAYOUT_LONG, "patient,course,session,visit,day,kind,score,stop,site", "pcsvdkbxg"},
    {PAIN_LAYOUT_LONG, "patient,session,day,score", "psdb"},
    {PAIN_LAYOUT_WIDE, "patient,planned,pre1,post1,pre2,post2,pre3,post3,site", "pnbababag"},
    {PAIN_LAYOUT_WIDE, "pre1,post1,pre2,post2", "baba"},
    {PAIN_LAYOUT_WIDE, "patient,baseline,week 4,week 8,course", "pbbbc"},
};
static const char *const visits[] = {"patient", "baseline", "week 4", "week 8"};

enum { SHAPES = sizeof shapes / sizeof *shapes };

/* What is told of a file, as text; with a table, what it says too. */
typedef struct transcript {
    char *text;
    size_t length, room;
    pain_sessions *table;
} transcript;

static void __attribute__((format(printf, 2, 3))) put(transcript *to, const char *format, ...)
{
    va_list arguments;
    size_t need = 512;

    do {
        if (to->room - to->length < need) {
            to->room = 2 * to->room + need;
            to->text = realloc(to->text, to->room);
            fuzz_require(to->text != NULL);
        }
        va_start(arguments, format);
        need = (size_t)vsnprintf(to->text + to->length, to->room - to->length, format, arguments);
        va_end(arguments);
        need++;
    } while (to->room - to->length < need);
    to->length += need - 1;
}

static void put_row(transcript *to, const pain_session *r)
{
    put(to, "row %s|%s|%s", r->patient, r->visit != NULL ? r->visit : "",
        r->group != NULL ? r->group : "");
    put(to, " occasion %d course %d number %d day %" PRId64 " planned %d stop %d score %d %d",
        r->occasion, r->course, r->number, r->day, r->planned, r->stop, r->before, r->after);
    put(to, " line %" PRIu64 "\n", r->line);
}

static void put_bad(void *context, pain_status status, bool is_row, uint64_t line, uint64_t record,
                    size_t column)
{
    put(context, "%s %s line %" PRIu64 " record %" PRIu64 " column %zu\n", is_row ? "bad" : "score",
        pain_status_name(status), line, record, column);
}

/* The same of the library's reader. */
static void put_reject(void *context, const pain_error *place, int is_row, const char *record,
                       size_t length)
{
    (void)record;
    (void)length;
    put_bad(context, (pain_status)place->code, is_row != 0, place->line, place->record,
            place->column);
}

static void put_counts(transcript *to, const pain_csv_counts *c, bool strict)
{
    put(to,
        "records %" PRIu64 " set aside %" PRIu64 " left out %" PRIu64 " empty %" PRIu64
        " off scale %" PRIu64 " off step %" PRIu64 " bytes %" PRIu64 "\n",
        c->records, strict ? 0 : c->rejected, c->filtered, c->empty_scores, c->off_scale,
        c->off_step, c->bytes);
}

static void put_table(transcript *to)
{
    for (size_t i = 0; i < pain_sessions_count(to->table); i++) {
        pain_session row;

        fuzz_require(pain_sessions_get(to->table, i, &row) == PAIN_OK);
        put_row(to, &row);
    }
    put(to, "patients %zu\n", pain_sessions_patients(to->table));
}

/* What a row becomes: a line, or a row of the table. */
static pain_status take_row(void *context, const pain_session *row)
{
    transcript *to = context;

    if (to->table != NULL)
        return pain_sessions_append(to->table, row, NULL);
    put_row(to, row);
    return PAIN_OK;
}

static void begin(transcript *to, const pain_scale *scale, bool table)
{
    memset(to, 0, sizeof *to);
    put(to, "\n");
    if (table)
        fuzz_require(pain_sessions_new(&to->table, scale, NULL) == PAIN_OK);
}

static void end(transcript *to)
{
    pain_sessions_free(to->table);
    free(to->text);
}

/* The whole file, and how the library reads it. */
typedef struct file {
    char *text;
    size_t length, piece, block;
    uint64_t threads;
    bool strict;
    plain_file plain;
} file;

static void read_plainly(transcript *to, const file *f)
{
    const plain_listener listener = {to, take_row, put_bad};
    pain_csv_counts counts = plain_read(&f->plain, f->text, f->length, &listener);

    put_counts(to, &counts, f->strict);
    if (to->table != NULL)
        put_table(to);
}

static void read_rows(transcript *to, pain_csv *csv)
{
    pain_session row;
    pain_error error;
    pain_status status;

    while ((status = pain_csv_next(csv, &row, &error)) != PAIN_DONE) {
        if (status == PAIN_OK)
            put_row(to, &row);
        else
            put_reject(to, &error, 1, NULL, 0);
    }
}

static void read_by_library(transcript *to, const file *f)
{
    char only[64];
    const char *where = only;
    const plain_file *p = &f->plain;
    memory_source source = {f->text, f->length, 0, f->piece, 0};
    const pain_csv_options options = {
        .size = sizeof options,
        .scale = p->scale,
        .layout = (int32_t)p->layout,
        .delimiter = f->strict ? p->delimiter : '\0',
        .decimal = p->marks[1] == '\0' && p->delimiter != ',' ? p->marks[0] : '\0',
        .lenient = !f->strict,
        .missing = &p->missing,
        .n_missing = p->missing != NULL,
        .group = strchr(p->roles, 'g') != NULL ? "site" : NULL,
        .where = &where,
        .n_where = p->only != NULL,
        .reject = put_reject,
        .reject_context = to,
        .threads = f->threads,
    };
    pain_csv *csv;

    (void)snprintf(only, sizeof only, "site=%s", p->only != NULL ? p->only : "");
    fuzz_require(pain_csv_open(&csv, read_memory, &source, &options, NULL) == PAIN_OK);
    if (f->block > 0)
        csv->block_bytes = f->block;
    if (to->table != NULL)
        fuzz_require(pain_csv_read(csv, to->table, NULL) == PAIN_OK);
    else
        read_rows(to, csv);
    pain_csv_counts counts = pain_csv_count(csv);

    put_counts(to, &counts, f->strict);
    if (to->table != NULL)
        put_table(to);
    pain_csv_free(csv);
}

/* Both readers have to tell the same. */
static void require_same(const file *f, bool table)
{
    transcript plain, fast;

    begin(&plain, f->plain.scale, table);
    begin(&fast, f->plain.scale, table);
    read_plainly(&plain, f);
    read_by_library(&fast, f);
    if (strcmp(plain.text, fast.text) != 0)
        (void)fprintf(stderr, "plain:%sfast:%s", plain.text, fast.text);
    fuzz_require(strcmp(plain.text, fast.text) == 0);
    end(&plain);
    end(&fast);
}

/* Writes the file: perhaps a byte order mark, the header, a line end, and what is left. */
static void make_file(file *f, int shape, int flags, const fuzz_bytes *bytes)
{
    static const char *const ends[] = {"\n", "\r\n", "\r", "\n\r\n"};

    f->text = malloc(bytes->size + 128);
    fuzz_require(f->text != NULL);
    f->length = (size_t)sprintf(f->text, "%s%s%s", flags & 1 ? "\xef\xbb\xbf" : "",
                                shapes[shape].header, ends[flags >> 1 & 3]);
    for (size_t i = 0; i < f->length; i++)
        if (f->text[i] == ',')
            f->text[i] = f->plain.delimiter;
    if (bytes->size > 0)
        memcpy(f->text + f->length, bytes->data, bytes->size);
    f->length += bytes->size;
}

void fuzz_difference(const uint8_t *data, size_t size)
{
    static const char *const scales[] = {"nrs11", "vas100", "vas10", "-5:5:1:reversed"};
    fuzz_bytes bytes = {data, size};
    int shape = fuzz_take(&bytes, SHAPES - 1), flags = fuzz_take(&bytes, 255);
    int more = fuzz_take(&bytes, 255);
    size_t piece = (size_t)fuzz_take(&bytes, 255), block = (size_t)fuzz_take(&bytes, 255);
    pain_scale scale;
    file f = {.strict = true, .piece = piece};

    fuzz_require(pain_scale_parse(scales[more & 3], &scale) == PAIN_OK);
    f.plain.layout = shapes[shape].layout;
    f.plain.roles = shapes[shape].roles;
    f.plain.visits = visits;
    f.plain.scale = &scale;
    f.plain.delimiter = ",;|\t"[flags >> 3 & 3];
    f.plain.marks = f.plain.delimiter == ',' || (flags >> 5 & 1) ? "." : ".,";
    f.plain.missing = more >> 2 & 1 ? "99" : NULL;
    f.plain.only = more >> 3 & 1 && strchr(f.plain.roles, 'g') != NULL ? "a" : NULL;
    make_file(&f, shape, flags, &bytes);
    require_same(&f, false);
    f.strict = false;
    f.threads = 1;
    require_same(&f, true);
    f.piece = 0;
    f.block = 1 + block;
    require_same(&f, false);
    f.threads = 3;
    f.piece = piece;
    require_same(&f, true);
    free(f.text);
}
