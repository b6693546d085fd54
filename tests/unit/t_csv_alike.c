/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that are like the one before them are added together, out of the room in which the reader
 * put them. A table so read is one to which each row was appended, whatever the rows have in
 * common with those before. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "memory_source.h"
#include "painstat/course.h"
#include "painstat/csv.h"
#include "support.h"

enum { PATIENTS = 600, MOST = 40, TEXT = PATIENTS * MOST * 48 };

static uint64_t state;

static unsigned draw(unsigned n)
{
    return (unsigned)draw_below((int)n, &state);
}

/* What a file is like: one in `odd` rows has another site or a visit; in a wild file it may be an
 * intake or have another number too, and patients come again. Behind a row that the table does not
 * take no row of the room stands in its place. */
typedef struct kind {
    unsigned odd;
    bool wild;
} kind;

/* The rows of a patient: mostly sessions in their order or from the last on, of one site, without a
 * visit. */
static char *put_patient(char *to, unsigned patient, const kind *file)
{
    const unsigned n = 1 + draw(draw(10) == 0 ? MOST : 10), site = draw(3);
    const bool down = draw(4) == 0;

    for (unsigned i = 0; i < n; i++) {
        const unsigned what = draw(file->odd) == 0 ? 1 + draw(file->wild ? 4 : 2) : 0;
        const unsigned number = what == 3 ? 0 : what == 4 ? 1 + draw(n) : down ? n + 2 - i : i + 1;

        to += sprintf(to, "P%u,site %u,%u,2024-01-%02u,", patient, what == 1 ? draw(3) : site,
                      number, 1 + draw(28));
        if (what == 2)
            to += sprintf(to, "visit %u", draw(3));
        to += sprintf(to, ",%u,%u\n", draw(11), draw(11));
    }
    return to;
}

/* Session 33 might be session 1, for all that a patient's bits say, and has the rows looked up in
 * an index from then on; so are those behind it, and session 29 is found there. */
static char *put_many(char *to)
{
    static const unsigned last[] = {33, 28, 29, 30, 29};

    for (unsigned i = 0; i < 27 + 5; i++)
        to += sprintf(to, "many,site 1,%u,2024-01-01,,5,4\n", i < 27 ? i + 1 : last[i - 27]);
    return to;
}

static size_t make_text(char *text, const kind *file)
{
    char *to = text + sprintf(text, "patient,site,session,date,visit,pre,post\n");

    for (unsigned i = 0; i < PATIENTS; i++) {
        to = put_patient(to, file->wild && draw(5) == 0 ? draw(PATIENTS) : i, file);
        if (i == PATIENTS / 3)
            to = put_many(to);
    }
    return (size_t)(to - text);
}

static pain_csv *open_text(memory_source *source, uint64_t threads)
{
    pain_csv_options options = {
        .size = sizeof options, .lenient = 1, .group = "site", .threads = threads};
    pain_csv *csv;

    ck_assert_int_eq(pain_csv_open(&csv, read_memory, source, &options, NULL), PAIN_OK);
    return csv;
}

static pain_sessions *new_table(void)
{
    pain_sessions *table;

    ck_assert_int_eq(pain_sessions_new(&table, NULL, NULL), PAIN_OK);
    return table;
}

/* Appends each row; returns how many the table did not take. */
static uint64_t append_rows(const char *text, size_t length, pain_sessions *table)
{
    memory_source source = {text, length, 0, 0, 0};
    pain_csv *csv = open_text(&source, 1);
    pain_session row;
    uint64_t refused = 0;

    while (pain_csv_next(csv, &row, NULL) == PAIN_OK)
        refused += pain_sessions_append(table, &row, NULL) != PAIN_OK;
    pain_csv_free(csv);
    return refused;
}

static void check_same_rows(const pain_sessions *a, const pain_sessions *b)
{
    ck_assert_uint_eq(pain_sessions_count(a), pain_sessions_count(b));
    ck_assert_uint_eq(pain_sessions_patients(a), pain_sessions_patients(b));
    for (size_t i = 0; i < pain_sessions_count(a); i++) {
        pain_session x, y;

        ck_assert_int_eq(pain_sessions_get(a, i, &x), PAIN_OK);
        ck_assert_int_eq(pain_sessions_get(b, i, &y), PAIN_OK);
        ck_assert_str_eq(x.patient, y.patient);
        ck_assert_pstr_eq(x.visit, y.visit);
        ck_assert_pstr_eq(x.group, y.group);
        ck_assert_msg(x.line == y.line && x.number == y.number && x.occasion == y.occasion &&
                          x.day == y.day && x.before == y.before && x.after == y.after,
                      "row %zu", i);
    }
}

static void check_same_courses(const pain_sessions *a, const pain_sessions *b)
{
    pain_courses *x, *y;
    size_t n, m;

    ck_assert_int_eq(pain_courses_new(&x, a, NULL, NULL, NULL), PAIN_OK);
    ck_assert_int_eq(pain_courses_new(&y, b, NULL, NULL, NULL), PAIN_OK);
    const pain_course *of_x = pain_courses_list(x, &n), *of_y = pain_courses_list(y, &m);

    ck_assert_uint_eq(n, m);
    ck_assert_mem_eq(of_x, of_y, n * sizeof *of_x);
    pain_courses_free(x);
    pain_courses_free(y);
}

START_TEST(a_table_read_whole_is_one_of_rows_appended)
{
    static const kind files[] = {{2, false}, {5, true}, {30, true}, {1000000, false}};
    char *text = malloc(TEXT);

    ck_assert_ptr_nonnull(text);
    state = (uint64_t)_i;
    size_t length = make_text(text, &files[_i]);
    pain_sessions *appended = new_table();
    uint64_t refused = append_rows(text, length, appended);

    for (uint64_t threads = 1; threads <= 3; threads++) {
        memory_source source = {text, length, 0, 0, 0};
        pain_csv *csv = open_text(&source, threads);
        pain_sessions *table = new_table();

        ck_assert_int_eq(pain_csv_read(csv, table, NULL), PAIN_OK);
        ck_assert_uint_eq(pain_csv_count(csv).rejected, refused);
        check_same_rows(table, appended);
        check_same_courses(table, appended);
        pain_sessions_free(table);
        pain_csv_free(csv);
    }
    pain_sessions_free(appended);
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("csv alike");
    TCase *tests = tcase_create("alike");

    tcase_add_loop_test(tests, a_table_read_whole_is_one_of_rows_appended, 0, 4);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
