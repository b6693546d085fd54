/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reader that stops in the midst of its rows leaves them and a table apart. */
#include <config.h>

#include <stdio.h>

#include "io/reader.h"
#include "memory_source.h"
#include "support.h"

enum { LINES = 12000, EACH = 700, OWN = 3 };

/* Sessions of which each 700th stands there twice. */
static size_t write_repeated(char *text)
{
    char *to = text + sprintf(text, "patient,session,pre,post\n");

    for (unsigned i = 0; i < LINES; i++)
        for (unsigned twice = 0; twice <= (i % EACH == 0); twice++)
            to += sprintf(to, "P%u,%u,%u,%u\n", i / 4, i % 4 + 1, i % 11, i % 7);
    return (size_t)(to - text);
}

/* What the caller adds between two calls. */
static void add_own(pain_sessions *table, int32_t number)
{
    pain_session row;

    pain_session_init(&row);
    row.patient = "own";
    row.occasion = PAIN_SESSION;
    row.number = number;
    row.before = number % 11;
    ck_assert_int_eq(pain_sessions_append(table, &row, NULL), PAIN_OK);
}

static void check_row(const pain_sessions *table, size_t i, const char *patient, int32_t number)
{
    pain_session row;

    ck_assert_int_eq(pain_sessions_get(table, i, &row), PAIN_OK);
    ck_assert_str_eq(row.patient, patient);
    ck_assert_int_eq(row.number, number);
}

/* Checks sessions 0..n, and behind each that is repeated some of the caller's own. */
static void check_repeated(const pain_sessions *table, unsigned n)
{
    size_t at = 0;
    char name[16];

    for (unsigned i = 0; i < n; i++) {
        (void)sprintf(name, "P%u", i / 4);
        check_row(table, at++, name, (int32_t)(i % 4 + 1));
        for (unsigned own = 0; own < OWN && i % EACH == 0; own++)
            check_row(table, at++, "own", (int32_t)(i / EACH * OWN + own + 1));
    }
    ck_assert_uint_eq(pain_sessions_count(table), at);
}

/* A table that is filled between two calls of its reader, and is used when that is gone. */
static void read_repeated(const pain_csv_options *options, const pain_allocator *of_table,
                          unsigned stops)
{
    static char text[40 * LINES];
    memory_source source = {text, write_repeated(text), 0, 0, 0};
    pain_sessions *table;
    pain_error error;
    pain_csv *csv;
    unsigned found = 0;

    ck_assert_int_eq(pain_csv_open(&csv, read_memory, &source, options, NULL), PAIN_OK);
    csv->block_bytes = 30000;
    ck_assert_int_eq(pain_sessions_new(&table, NULL, of_table), PAIN_OK);
    while (found < stops && pain_csv_read(csv, table, &error) != PAIN_OK) {
        ck_assert_int_eq(error.code, PAIN_EDUPLICATE);
        ck_assert_uint_eq(error.line, found * (EACH + 1) + 3);
        for (unsigned own = 1; own <= OWN; own++)
            add_own(table, (int32_t)(found * OWN + own));
        found++;
    }
    pain_csv_free(csv);
    check_repeated(table, found == stops ? (stops - 1) * EACH + 1 : LINES);
    for (unsigned i = 0; i < 5000; i++)
        add_own(table, 1000 + (int32_t)i);
    check_row(table, 0, "P0", 1);
    check_row(table, pain_sessions_count(table) - 1, "own", 5999);
    pain_sessions_free(table);
}

/* The rows of a block stand where the reader put them until they are packed. */
START_TEST(a_stop_parts_the_rows_of_a_reader_and_a_table)
{
    static const unsigned stops[] = {1, 2, 5, 100};
    failing_allocator memory;

    for (uint64_t threads = 1; threads < 5; threads++) {
        pain_csv_options options = {.size = sizeof options, .threads = threads};

        read_repeated(&options, NULL, stops[_i]);
    }
    failing_allocator_init(&memory, 0);
    pain_csv_options options = {.size = sizeof options, .threads = 1};

    options.allocator = &memory.allocator;
    read_repeated(&options, NULL, stops[_i]);
    ck_assert_uint_eq(memory.live, 0);
    read_repeated(&options, &memory.allocator, stops[_i]);
    ck_assert_uint_eq(memory.live, 0);
}
END_TEST

/* A record gives several rows, of which the first is taken alone; one of its scores has to be told
 * of. The others go into a table that knows the patient. */
START_TEST(the_rest_of_a_record_is_of_the_same_patient)
{
    static const char text[] = "patient,pre_1,post_1,pre_2,post_2\n"
                               "A,5,99,4,3\nA-long-name-of-a-patient,6,5,5,4\n";
    memory_source source = {text, sizeof text - 1, 0, 0, 0};
    pain_sessions *table;
    pain_session row;
    pain_csv *csv;

    ck_assert_int_eq(pain_csv_open(&csv, read_memory, &source, NULL, NULL), PAIN_OK);
    ck_assert_int_eq(pain_csv_next(csv, &row, NULL), PAIN_OK);
    ck_assert_int_eq(row.after, PAIN_SCORE_OFF_SCALE);
    ck_assert_int_eq(pain_sessions_new(&table, NULL, NULL), PAIN_OK);
    ck_assert_int_eq(pain_sessions_append(table, &row, NULL), PAIN_OK);
    add_own(table, 1);
    ck_assert_int_eq(pain_csv_read(csv, table, NULL), PAIN_OK);
    pain_csv_free(csv);
    ck_assert_uint_eq(pain_sessions_patients(table), 3);
    ck_assert_uint_eq(pain_sessions_count(table), 5);
    check_row(table, 0, "A", 1);
    check_row(table, 2, "A", 2);
    check_row(table, 4, "A-long-name-of-a-patient", 2);
    pain_sessions_free(table);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("csv stops");
    TCase *tests = tcase_create("stops");

    tcase_add_loop_test(tests, a_stop_parts_the_rows_of_a_reader_and_a_table, 0, 4);
    tcase_add_test(tests, the_rest_of_a_record_is_of_the_same_patient);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
