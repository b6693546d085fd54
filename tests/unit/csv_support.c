/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "csv_support.h"

static void set_layout(csv_case *c, const char *name)
{
    static const char *const names[] = {"auto", "sessions", "long", "wide"};

    for (int i = 0; i < 4; i++)
        if (strcmp(names[i], name) == 0)
            c->options.layout = i;
}

static void set_option(csv_case *c, const char *line, const char *value)
{
    pain_csv_options *o = &c->options;
    size_t key = strcspn(line, " ");

    if (strncmp(line, "column", key) == 0)
        c->columns[o->n_columns++] = value;
    else if (strncmp(line, "where", key) == 0)
        c->where[o->n_where++] = value;
    else if (strncmp(line, "missing", key) == 0)
        c->missing[o->n_missing++] = value;
    else if (strncmp(line, "group", key) == 0)
        o->group = value;
    else if (strncmp(line, "layout", key) == 0)
        set_layout(c, value);
    else if (strncmp(line, "delimiter", key) == 0)
        o->delimiter = *value;
    else if (strncmp(line, "decimal", key) == 0)
        o->decimal = *value;
    else if (strncmp(line, "lenient", key) == 0)
        o->lenient = 1;
    else if (strncmp(line, "scale", key) == 0) {
        ck_assert_int_eq(pain_scale_parse(value, &c->scale), PAIN_OK);
        o->scale = &c->scale;
    } else
        ck_abort_msg("no such option: %s", line);
}

void csv_case_init(csv_case *c, const char *lines)
{
    memset(c, 0, sizeof *c);
    c->options.size = sizeof c->options;
    c->options.source = "memory";
    c->options.columns = c->columns;
    c->options.where = c->where;
    c->options.missing = c->missing;
    ck_assert_uint_lt(strlen(lines), sizeof c->lines);
    strcpy(c->lines, lines);
    for (char *line = c->lines; line != NULL && *line != '\0';) {
        char *end = strchr(line, '\n'), *value = line;

        if (end != NULL)
            *end++ = '\0';
        value += strcspn(line, " ");
        set_option(c, line, *value == ' ' ? value + 1 : value);
        line = end;
    }
}

static void __attribute__((format(printf, 2, 3))) put(char *to, const char *format, ...)
{
    size_t length = strlen(to);
    va_list arguments;

    va_start(arguments, format);
    int n = vsnprintf(to + length, TRANSCRIPT - length, format, arguments);
    va_end(arguments);
    ck_assert_int_lt(n, (int)(TRANSCRIPT - length));
}

static void put_score(char *to, pain_score score)
{
    if (score >= 0)
        put(to, "%d", score);
    else
        put(to, "%s", score == PAIN_SCORE_NONE ? "-" : score == PAIN_SCORE_OFF_SCALE ? "!" : "~");
}

static void put_number(char *to, const char *name, int32_t number)
{
    if (number != 0)
        put(to, " %s=%d", name, number);
}

static void put_row(char *to, const pain_session *row)
{
    put(to, "%s %c%d ", row->patient, "seaf"[row->occasion], row -> number);
    put_score(to, row->before);
    put(to, ">");
    put_score(to, row->after);
    if (row->day != PAIN_NO_DAY)
        put(to, " day=%" PRId64, row->day);
    if (row->visit != NULL)
        put(to, " visit=%s", row->visit);
    if (row->group != NULL)
        put(to, " group=%s", row->group);
    put_number(to, "course", row->course);
    put_number(to, "planned", row->planned);
    put_number(to, "stop", row->stop);
    put(to, " @%" PRIu64 "\n", row->line);
}

static void put_error(char *to, const pain_error *error)
{
    ck_assert_str_eq(error->source, "memory");
    ck_assert_uint_gt(strlen(error->text), 10);
    put(to, "%s line %" PRIu64 " record %" PRIu64 " column %u field %s\n",
        pain_status_name((pain_status)error->code), error->line, error->record, error->column,
        error->field);
}

static void put_rejected(void *context, const pain_error *place, int is_row, const char *record,
                         size_t length)
{
    put(context, "%s <%.*s> ", is_row ? "row" : "score", (int)length, record);
    put_error(context, place);
}

void csv_transcribe(char *to, csv_case *c, const char *text, size_t length, size_t piece,
                    pain_error *error)
{
    memory_source source = {text, length, 0, piece, 0};
    pain_session row;
    pain_error own;
    pain_csv *csv;

    *to = '\0';
    error = error != NULL ? error : &own;
    c->options.reject = put_rejected;
    c->options.reject_context = to;
    pain_status status = pain_csv_open(&csv, read_memory, &source, &c->options, error);

    ck_assert_msg((csv == NULL) == (status != PAIN_OK), "a reader beside an error");
    while (status == PAIN_OK) {
        status = pain_csv_next(csv, &row, error);
        if (status == PAIN_OK)
            put_row(to, &row);
    }
    if (status == PAIN_DONE)
        put(to, "end");
    else
        put_error(to, error);
    pain_csv_free(csv);
}

void csv_check(const char *options, const char *text, const char *want)
{
    static const size_t pieces[] = {0, 1, 2, 3, 7};
    char got[TRANSCRIPT];
    csv_case c;

    csv_case_init(&c, options);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        pain_error error = {0};

        csv_transcribe(got, &c, text, strlen(text), pieces[i], &error);
        ck_assert_msg(strcmp(got, want) == 0, "pieces of %zu: got\n%s\nwant\n%s\n(%s)", pieces[i],
                      got, want, error.text);
    }
}

void csv_check_refused(const char *options, const char *text, pain_status status, const char *says)
{
    memory_source source = {text, strlen(text), 0, 0, 0};
    csv_case c;
    pain_error error;
    pain_csv *csv = (pain_csv *)&source;

    csv_case_init(&c, options);
    pain_status got = pain_csv_open(&csv, read_memory, &source, &c.options, &error);

    ck_assert_msg(got == status, "%s, not %s: %s", pain_status_name(got), pain_status_name(status),
                  error.text);
    ck_assert_ptr_null(csv);
    ck_assert_int_eq(error.code, status);
    ck_assert_msg(strstr(error.text, says) != NULL, "'%s' does not say '%s'", error.text, says);
}

pain_status csv_read_table(const char *options, const char *text, pain_sessions **table,
                           pain_csv_counts *counts, pain_error *error)
{
    memory_source source = {text, strlen(text), 0, 0, 0};
    csv_case c;
    pain_csv *csv;

    csv_case_init(&c, options);
    ck_assert_int_eq(pain_csv_open(&csv, read_memory, &source, &c.options, error), PAIN_OK);
    ck_assert_int_eq(pain_sessions_new(table, c.options.scale, NULL), PAIN_OK);
    pain_status status = pain_csv_read(csv, *table, error);

    *counts = pain_csv_count(csv);
    pain_csv_free(csv);
    return status;
}
