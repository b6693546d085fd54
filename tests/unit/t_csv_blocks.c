/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read does not depend on threads, blocks and pieces: random files with all that is met in
 * files, good and bad, give the same rows, messages, places and counts however they are cut. What
 * they are compared with is read in one block by one thread, no record as a plain one. */
#include <config.h>

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/reader.h"
#include "memory_source.h"
#include "support.h"

enum { TEXT = 1 << 14, LOG = 1 << 18 };

typedef struct log {
    char text[LOG];
    size_t length;
} log_text;

static void __attribute__((format(printf, 2, 3))) put(log_text *log, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    int n = vsnprintf(log->text + log->length, LOG - log->length, format, arguments);
    va_end(arguments);
    ck_assert_int_lt(n, (int)(LOG - log->length));
    log->length += (size_t)n;
}

static void put_error(log_text *log, const pain_error *e)
{
    put(log, "%d line %" PRIu64 " record %" PRIu64 " column %u field %s: %s\n", e->code, e->line,
        e->record, e->column, e->field, e->text);
}

static void put_reject(void *context, const pain_error *place, int is_row, const char *record,
                       size_t length)
{
    put(context, "%s <%.*s> ", is_row ? "row" : "score", (int)length, record);
    put_error(context, place);
}

static void put_table(log_text *log, const pain_sessions *table)
{
    for (size_t i = 0; i < pain_sessions_count(table); i++) {
        pain_session r;

        ck_assert_int_eq(pain_sessions_get(table, i, &r), PAIN_OK);
        put(log, "%s %d %d %d %d>%d %" PRId64 " %s %s %d %d @%" PRIu64 "\n", r.patient, r.occasion,
            r.course, r.number, r.before, r.after, r.day, r.visit != NULL ? r.visit : "-",
            r.group != NULL ? r.group : "-", r.planned, r.stop, r.line);
    }
}

static void put_counts(log_text *log, pain_csv_counts c)
{
    put(log,
        "%" PRIu64 " records %" PRIu64 " rejected %" PRIu64 " filtered %" PRIu64 " empty %" PRIu64
        " off %" PRIu64 " %" PRIu64 " bytes\n",
        c.records, c.rejected, c.filtered, c.empty_scores, c.off_scale, c.off_step, c.bytes);
}

/* How a text is read. */
typedef struct way {
    size_t threads, block, piece;
    bool by_row; /* pain_csv_next and pain_sessions_append */
    bool file;
    bool general; /* with a marker that no cell holds: then no record is read as a plain one */
} way;

/* pain_csv_read as its contract says it, by the public calls. Bad rows of the table cannot be told
 * to the reader, so that this is done for strict reading alone. */
static pain_status read_rows(pain_csv *csv, pain_sessions *table, pain_error *error)
{
    pain_session row;
    pain_status status;

    while ((status = pain_csv_next(csv, &row, error)) == PAIN_OK) {
        status = pain_sessions_append(table, &row, error);
        if (status != PAIN_OK) {
            error->record = pain_csv_count(csv).records;
            return status;
        }
    }
    return status == PAIN_DONE ? PAIN_OK : status;
}

static void read_text(log_text *log, const char *text, size_t length, bool lenient, const way *w)
{
    static char path[] = "blocks-XXXXXX";
    static const char *const marker[] = {"no cell holds this"};
    memory_source source = {text, length, 0, w->piece, 0};
    pain_csv_options options = {.size = sizeof options,
                                .source = "memory",
                                .lenient = lenient,
                                .group = "site",
                                .missing = marker,
                                .n_missing = w->general,
                                .reject = put_reject,
                                .reject_context = log,
                                .threads = w->threads};
    pain_sessions *table;
    pain_error error = {0};
    pain_csv *csv;

    log->length = 0;
    if (w->file) {
        strcpy(path, "blocks-XXXXXX");
        int descriptor = mkstemp(path);

        ck_assert_int_eq(write(descriptor, text, length), (ssize_t)length);
        ck_assert_int_eq(close(descriptor), 0);
        ck_assert_int_eq(pain_csv_open_file(&csv, path, &options, &error), PAIN_OK);
        ck_assert_int_eq(unlink(path), 0);
    } else {
        ck_assert_int_eq(pain_csv_open(&csv, read_memory, &source, &options, &error), PAIN_OK);
    }
    if (w->block > 0)
        csv->block_bytes = w->block;
    ck_assert_int_eq(pain_sessions_new(&table, NULL, NULL), PAIN_OK);
    /* An error is not the end: reading goes on behind it. */
    for (int calls = 0; calls < 3; calls++) {
        pain_status status =
            w->by_row ? read_rows(csv, table, &error) : pain_csv_read(csv, table, &error);

        if (status != PAIN_OK)
            put_error(log, &error);
        put_counts(log, pain_csv_count(csv));
    }
    put_table(log, table);
    pain_sessions_free(table);
    pain_csv_free(csv);
}

static uint64_t state;

static unsigned draw(unsigned n)
{
    return (unsigned)draw_below((int)n, &state);
}

/* Writes one cell, sometimes in quotes, with a line end or a doubled quote inside. */
static char *put_cell(char *to, const char *value, bool quoted)
{
    static const char *const inside[] = {"", "", " ", "\"\"", "\n", "\r\n", ","};

    if (!quoted)
        return to + sprintf(to, "%s", value);
    return to + sprintf(to, "\"%s%s\"", value, draw(4) == 0 ? inside[draw(7)] : "");
}

/* What files are made of. */
enum { SESSIONS, SESSIONS_AND_VISITS, ASSESSMENTS, SHAPES };

static const char *const headers[SHAPES] = {"patient,site,session,date,pre,post,planned,stop",
                                            "patient,site,session,date,pre,post,planned,stop,visit",
                                            "patient,site,visit,date,pain,planned,stop"};

/* The cells of a line; returns how many. */
static size_t draw_cells(char cell[9][32], unsigned shape, unsigned patients)
{
    static const char *const visits[] = {"", "", "week 1", "month 3", "evaluation", "follow-up"};
    size_t n = 0;

    (void)sprintf(cell[n++], "%s%u", draw(9) == 0 ? "a long name of a patient " : "P",
                  draw(patients));
    (void)sprintf(cell[n++], "%s", draw(5) == 0 ? "" : draw(2) == 0 ? "b\xc3\xa4" : "a");
    if (shape == ASSESSMENTS)
        (void)sprintf(cell[n++], "%s", visits[draw(6)]);
    else
        (void)sprintf(cell[n++], "%u", draw(12));
    (void)sprintf(cell[n++], "2024-%02u-%02u", 1 + draw(12), 1 + draw(28));
    (void)sprintf(cell[n++], "%u", draw(11));
    if (shape != ASSESSMENTS)
        (void)sprintf(cell[n++], "%s", draw(4) == 0 ? "" : "3");
    (void)sprintf(cell[n++], "%s", draw(9) == 0 ? "10" : "");
    (void)sprintf(cell[n++], "%s", draw(20) == 0 ? "well" : "");
    if (shape == SESSIONS_AND_VISITS)
        (void)sprintf(cell[n++], "%s", visits[draw(6)]);
    return n;
}

/* One line of a file. */
static char *put_line(char *to, unsigned shape, unsigned patients, unsigned bad, const char *end)
{
    static const char *const values[] = {"x", "99", "2.5", "NA", "17", "\"", "a\"b", "\xe4", "1 2"};
    char cell[9][32];
    bool quoted = draw(3) == 0;
    size_t n = draw_cells(cell, shape, patients);

    if (draw(100) < bad) {
        size_t which = draw((unsigned)n);

        (void)sprintf(cell[which], "%s", values[draw(9)]);
    }
    for (size_t i = 0; i < n; i++) {
        to = put_cell(to, cell[i], quoted);
        *to++ = ',';
    }
    if (draw(100) >= bad / 4)
        to--;
    return to + sprintf(to, "%s", draw(40) == 0 ? "\n\n" : end);
}

static size_t make_text(char *text, unsigned round)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    unsigned patients = 1 + draw(60), bad = round % 4 * 5, lines = draw(120);
    unsigned shape = round / 4 % SHAPES;
    const char *end = ends[draw(3)];
    char *to = text + sprintf(text, "%s%s", headers[shape], end);

    for (unsigned i = 0; i < lines; i++)
        to = put_line(to, shape, patients, bad, end);
    if (draw(3) == 0 && to > text)
        to--;
    return (size_t)(to - text);
}

START_TEST(rows_and_messages_do_not_depend_on_threads_blocks_and_pieces)
{
    static const way ways[] = {{1, 1, 0, false, false, false},    {2, 1, 7, false, false, false},
                               {3, 64, 0, false, false, false},   {8, 100, 1, false, false, false},
                               {2, 700, 64, false, false, false}, {8, 4096, 0, false, true, false},
                               {3, 0, 0, false, true, false},     {8, 1, 0, false, false, false},
                               {1, 0, 0, false, false, false}};
    static log_text want, got;
    static char text[TEXT];

    state = 17;
    for (unsigned round = 0; round < 120; round++) {
        const way general = {.block = 1 << 20, .general = true};
        size_t length = make_text(text, round);
        bool lenient = round % 3 != 0;

        read_text(&want, text, length, lenient, &general);
        for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
            read_text(&got, text, length, lenient, &ways[i]);
            ck_assert_msg(strcmp(got.text, want.text) == 0,
                          "round %u way %zu of <<%s>>: got\n%s\nwant\n%s", round, i, text, got.text,
                          want.text);
        }
    }
}
END_TEST

START_TEST(a_table_read_whole_is_one_read_by_rows)
{
    static log_text want, got;
    static char text[TEXT];

    state = 5;
    for (unsigned round = 0; round < 100; round++) {
        const way rows = {0, 50, 0, true, false, false}, whole = {2, 90, 0, false, false, false};
        size_t length = make_text(text, round);

        read_text(&want, text, length, false, &rows);
        read_text(&got, text, length, false, &whole);
        /* What a table says against a row has the same words and place. */
        ck_assert_str_eq(got.text, want.text);
    }
}
END_TEST

/* Day numbers and dates in one file: the first decides, wherever blocks begin. */
START_TEST(what_days_are_is_decided_by_the_first)
{
    static const way ways[] = {{1, 1, 0, false, false, false},
                               {2, 20, 0, false, false, false},
                               {3, 60, 3, false, false, false}};
    static log_text want, got;
    const way plain = {0, 0, 0, false, false, false};
    char text[TEXT];

    for (unsigned first = 0; first < 4; first++) {
        char *to = text + sprintf(text, "patient,site,session,date,pre,post\n");

        for (unsigned i = 0; i < 40; i++)
            to += sprintf(to, "P%u,a,%u,%s,%s,2\n", i, i,
                          i < 3 * first          ? ""
                          : (i + first) % 7 == 3 ? "2024-01-02"
                                                 : "12",
                          i % 9 == 4 ? "x" : "5");
        read_text(&want, text, (size_t)(to - text), true, &plain);
        ck_assert_ptr_nonnull(strstr(want.text, "where rows before it have"));
        for (size_t i = 0; i < 3; i++) {
            read_text(&got, text, (size_t)(to - text), true, &ways[i]);
            ck_assert_str_eq(got.text, want.text);
        }
    }
}
END_TEST

START_TEST(a_bad_record_does_not_decide_what_days_are)
{
    static const char text[] = "patient,site,session,date,pre,post\nA,a,1,0000000012,x,2\n"
                               "B,a,1,2024-01-02,5,2\n";
    static log_text got;
    const way w = {.threads = 1};

    read_text(&got, text, sizeof text - 1, true, &w);
    ck_assert_ptr_nonnull(strstr(got.text, "2 records 1 rejected"));
}
END_TEST

/* The header ends with a CR where the first bytes end, and an LF follows. */
START_TEST(a_line_end_may_be_cut_behind_the_header)
{
    static const char text[] = "patient,site,session,pre,post\r\nA,a,1,x,2\r\n";
    static log_text got;

    for (size_t piece = 0; piece < 40; piece++) {
        const way w = {.threads = 1, .piece = piece};

        read_text(&got, text, sizeof text - 1, false, &w);
        ck_assert_ptr_nonnull(strstr(got.text, "line 2 record 1"));
    }
}
END_TEST

START_TEST(a_failing_source_gives_the_rows_before_with_any_threads)
{
    char text[4096], *to = text;
    pain_csv_options options = {.size = sizeof options, .source = "memory"};

    to += sprintf(to, "patient,session,pre,post\n");
    for (int i = 0; i < 100; i++)
        to += sprintf(to, "P%03d,1,7,2\n", i);
    for (size_t threads = 0; threads < 5; threads++)
        for (size_t block = 1; block < 2000; block += 333) {
            memory_source source = {text, (size_t)(to - text), 0, 10, 630};
            pain_sessions *table;
            pain_error error;
            pain_csv *csv;

            options.threads = threads;
            ck_assert_int_eq(pain_csv_open(&csv, read_memory, &source, &options, &error), PAIN_OK);
            csv->block_bytes = block;
            ck_assert_int_eq(pain_sessions_new(&table, NULL, NULL), PAIN_OK);
            ck_assert_int_eq(pain_csv_read(csv, table, &error), PAIN_EIO);
            /* 25 bytes of header and 11 a row: 55 rows are whole, the 56th stands in line 57. */
            ck_assert_uint_eq(pain_sessions_count(table), 55);
            ck_assert_uint_eq(error.line, 57);
            ck_assert_int_eq(pain_csv_read(csv, table, &error), PAIN_EIO);
            pain_sessions_free(table);
            pain_csv_free(csv);
        }
}
END_TEST

/* A table may be filled by rows first and then by the rest of the file: under its own key. */
START_TEST(rows_may_be_read_one_by_one_and_then_the_rest)
{
    static const char text[] =
        "patient,site,session,pre,post\nA,a,1,7,2\nB,b,1,6,1\n"
        "a patient with a long name,a,1,5,0\nB,b,2,6,\nA,a,2,x,1\nA,a,3,2,1\n";
    static log_text want, got;
    pain_csv_options options = {.size = sizeof options, .group = "site", .lenient = 1};

    got.length = want.length = 0;
    for (int by_row = 0; by_row < 6; by_row++) {
        memory_source source = {text, sizeof text - 1, 0, 0, 0};
        log_text *log = by_row == 0 ? &want : &got;
        pain_sessions *table;
        pain_session row;
        pain_csv *csv;

        log->length = 0;
        ck_assert_int_eq(pain_csv_open(&csv, read_memory, &source, &options, NULL), PAIN_OK);
        ck_assert_int_eq(pain_sessions_new(&table, NULL, NULL), PAIN_OK);
        for (int i = 0; i < by_row; i++)
            if (pain_csv_next(csv, &row, NULL) == PAIN_OK)
                ck_assert_int_eq(pain_sessions_append(table, &row, NULL), PAIN_OK);
        ck_assert_int_eq(pain_csv_read(csv, table, NULL), PAIN_OK);
        put_table(log, table);
        put(log, "%zu\n", pain_sessions_patients(table));
        ck_assert_str_eq(log->text, want.text);
        pain_sessions_free(table);
        pain_csv_free(csv);
    }
}
END_TEST

/* Sessions, 4 of a patient, each in two rows: the score before, and `apart` sessions later that
 * after. */
static size_t write_halves(char *text, unsigned sessions, unsigned apart)
{
    char *to = text + sprintf(text, "patient,session,pre,post\n");

    for (unsigned i = 0; i < sessions + apart; i++) {
        unsigned late = i - apart;

        if (i < sessions)
            to += sprintf(to, "P%u,%u,%u,\n", i / 4, i % 4 + 1, i % 11);
        if (i >= apart)
            to += sprintf(to, "P%u,%u,,%u\n", late / 4, late % 4 + 1, late % 7);
    }
    return (size_t)(to - text);
}

/* Rows are completed wherever they are: open, taken by a thread that packs them, or packed. */
START_TEST(halves_of_sessions_meet_with_any_threads)
{
    enum { SESSIONS_OF_ALL = 16000 };
    static const unsigned apart[] = {1, 1500, 6000};
    static char text[40 * SESSIONS_OF_ALL];
    const size_t length = write_halves(text, SESSIONS_OF_ALL, apart[_i]);

    for (uint64_t threads = 1; threads < 6; threads++) {
        memory_source source = {text, length, 0, 0, 0};
        pain_csv_options options = {.size = sizeof options, .threads = threads};
        pain_sessions *table;
        pain_session row;
        pain_csv *csv;

        ck_assert_int_eq(pain_csv_open(&csv, read_memory, &source, &options, NULL), PAIN_OK);
        csv->block_bytes = 20000;
        ck_assert_int_eq(pain_sessions_new(&table, NULL, NULL), PAIN_OK);
        ck_assert_int_eq(pain_csv_read(csv, table, NULL), PAIN_OK);
        ck_assert_uint_eq(pain_sessions_count(table), SESSIONS_OF_ALL);
        for (unsigned i = 0; i < SESSIONS_OF_ALL; i++) {
            unsigned before = i < apart[_i] ? i : 2 * i - apart[_i];

            ck_assert_int_eq(pain_sessions_get(table, i, &row), PAIN_OK);
            ck_assert(row.before == (int)(i % 11) && row.after == (int)(i % 7));
            ck_assert_uint_eq(row.line, before + 2);
        }
        pain_sessions_free(table);
        pain_csv_free(csv);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("csv blocks");
    TCase *tests = tcase_create("blocks");

    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, rows_and_messages_do_not_depend_on_threads_blocks_and_pieces);
    tcase_add_test(tests, a_table_read_whole_is_one_read_by_rows);
    tcase_add_test(tests, what_days_are_is_decided_by_the_first);
    tcase_add_test(tests, a_bad_record_does_not_decide_what_days_are);
    tcase_add_test(tests, a_line_end_may_be_cut_behind_the_header);
    tcase_add_test(tests, a_failing_source_gives_the_rows_before_with_any_threads);
    tcase_add_loop_test(tests, halves_of_sessions_meet_with_any_threads, 0, 3);
    tcase_add_test(tests, rows_may_be_read_one_by_one_and_then_the_rest);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
