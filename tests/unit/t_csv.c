/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader as a whole: what is refused and where, what is set aside and counted, what ends the
 * reading. */
#include <config.h>

#include <inttypes.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "csv_support.h"

/* Patients and values that must never stand in a text. */
#define MARKER "Zq7Marker"

/* Each bad record is the second of its file, behind a good one, and has a patient MARKER. */
static const struct {
    const char *options, *header, *good, *bad, *want, *says;
} bad_records[] = {
    {"", "id,session,pre,post", "A,1,7,2", MARKER ",1," MARKER ",3",
     "PAIN_EVALUE line 3 record 2 column 3 field pre\n", "not a number"},
    {"", "id,session,pre,post", "A,1,7,2", MARKER "," MARKER ",7,3",
     "PAIN_EVALUE line 3 record 2 column 2 field session\n", "whole number"},
    {"", "id,session,pre,post", "A,1,7,2", MARKER ",-1,7,3",
     "PAIN_EVALUE line 3 record 2 column 2 field session\n", "whole number"},
    {"", "id,session,pre,post", "A,1,7,2", MARKER ",1.5,7,3",
     "PAIN_EVALUE line 3 record 2 column 2 field session\n", "whole number"},
    {"", "note,id,session,pre,post", ",A,1,7,2", MARKER ",NA,1,7,3",
     "PAIN_EVALUE line 3 record 2 column 2 field id\n", "who is the patient"},
    {"", "id,date,pre,post", "A,,7,2", MARKER "," MARKER ",7,3",
     "PAIN_EVALUE line 3 record 2 column 2 field date\n", "YYYY-MM-DD"},
    {"", "id,course,session,pre,post", "A,1,1,7,2", MARKER ",x,1,7,3",
     "PAIN_EVALUE line 3 record 2 column 2 field course\n", "whole number"},
    {"", "id,session,pre,post,planned", "A,1,7,2,10", MARKER ",1,7,3,99999999999",
     "PAIN_EVALUE line 3 record 2 column 5 field planned\n", "whole number"},
    {"", "id,session,kind,pain", "A,1,pre,7", MARKER ",1," MARKER ",7",
     "PAIN_EVALUE line 3 record 2 column 3 field kind\n", "not a known kind"},
    {"", "id,session,kind,pain", "A,1,pre,7", MARKER ",1,,7",
     "PAIN_EVALUE line 3 record 2 column 3 field kind\n", "before or after"},
    {"", "id,session,pre,post", "A,1,7,2", MARKER ",1,7",
     "PAIN_ESCHEMA line 3 record 2 column 4 field post\n", "3 cells where the header has 4"},
    {"", "id,session,pre,post", "A,1,7,2", MARKER ",1,7,3,",
     "PAIN_ESCHEMA line 3 record 2 column 5 field \n", "5 cells where the header has 4"},
    {"", "id,session,pre,post", "A,1,7,2", MARKER ",1,\"7\"" MARKER ",3",
     "PAIN_ESYNTAX line 3 record 2 column 3 field \n", "closing quote"},
    {"", "id,session,pre,post", "A,1,7,2", MARKER ",1,\"7,3",
     "PAIN_ESYNTAX line 3 record 2 column 3 field \n", "never closed"},
    {"", "id,session,pre,post", "A,1,7,2", MARKER "\xe4,1,7,3",
     "PAIN_ESYNTAX line 3 record 2 column 1 field \n", "not UTF-8"},
    {"", "id,pre1,post1,pre2,post2", "A,7,2,6,1", MARKER ",7,2,6," MARKER,
     "PAIN_EVALUE line 3 record 2 column 5 field post2\n", "not a number"},
    {"scale vas10", "id;session;pre;post", "A;1;7,5;2", MARKER ";1;1.000,5;2",
     "PAIN_EVALUE line 3 record 2 column 3 field pre\n", "not a number"},
};

enum { N_BAD = sizeof bad_records / sizeof *bad_records };

START_TEST(a_bad_record_is_an_error_with_its_place)
{
    char text[512], got[TRANSCRIPT];
    pain_error error;
    csv_case c;

    csv_case_init(&c, bad_records[_i].options);
    (void)snprintf(text, sizeof text, "%s\n%s\n%s\n", bad_records[_i].header, bad_records[_i].good,
                   bad_records[_i].bad);
    for (size_t piece = 0; piece < 8; piece++) {
        csv_transcribe(got, &c, text, strlen(text), piece, &error);
        const char *place = strstr(got, "PAIN_");

        ck_assert_ptr_nonnull(place);
        ck_assert_str_eq(place, bad_records[_i].want);
        ck_assert_msg(strstr(error.text, bad_records[_i].says) != NULL, "%s", error.text);
        ck_assert_ptr_null(strstr(error.text, MARKER));
    }
}
END_TEST

START_TEST(a_bad_record_is_set_aside_when_reading_is_lenient)
{
    char text[1024], options[64], got[TRANSCRIPT], want[256];
    csv_case c;

    (void)snprintf(options, sizeof options, "lenient\n%s", bad_records[_i].options);
    csv_case_init(&c, options);
    (void)snprintf(text, sizeof text, "%s\n%s\n%s\n%s\n", bad_records[_i].header,
                   bad_records[_i].good, bad_records[_i].bad, bad_records[_i].good);
    (void)snprintf(want, sizeof want, "row <%s> %s", bad_records[_i].bad, bad_records[_i].want);
    csv_transcribe(got, &c, text, strlen(text), 0, NULL);
    char *row = strstr(got, want);

    ck_assert_msg(row != NULL, "got %s\nwant %s", got, want);
    ck_assert_str_ne(row + strlen(want), "end");
    ck_assert_ptr_nonnull(strstr(row, "A "));
    ck_assert_str_eq(got + strlen(got) - 3, "end");
}
END_TEST

START_TEST(a_cell_on_a_later_line_of_its_record_is_told_with_that_line)
{
    csv_check("", "id,note,visit,pain\nA,\"two\nlines\",1,x\n",
              "PAIN_EVALUE line 3 record 1 column 4 field pain\n");
}
END_TEST

START_TEST(after_an_error_the_next_call_goes_on)
{
    static const char text[] = "id,visit,pain\nA,1,x\nB,1,4\n";
    memory_source source = {text, sizeof text - 1, 0, 0, 0};
    pain_session row;
    pain_error error;
    pain_csv *csv;

    ck_assert_int_eq(pain_csv_open(&csv, read_memory, &source, NULL, NULL), PAIN_OK);
    ck_assert_int_eq(pain_csv_next(csv, &row, &error), PAIN_EVALUE);
    ck_assert_ptr_null(row.patient);
    ck_assert_int_eq(row.before, PAIN_SCORE_NONE);
    ck_assert_int_eq(pain_csv_next(csv, &row, &error), PAIN_OK);
    ck_assert_str_eq(row.patient, "B");
    ck_assert_int_eq(error.code, PAIN_OK);
    ck_assert_int_eq(pain_csv_next(csv, &row, NULL), PAIN_DONE);
    ck_assert_int_eq(pain_csv_next(csv, &row, NULL), PAIN_DONE);
    ck_assert_ptr_null(row.patient);
    pain_csv_free(csv);
    pain_csv_free(NULL);
}
END_TEST

START_TEST(a_header_alone_is_no_rows_and_nothing_is_no_header)
{
    csv_check("", "id,visit,pain\n", "end");
    csv_check("", "id,visit,pain", "end");
    csv_check("", "", "PAIN_EEMPTY line 0 record 0 column 0 field \n");
    csv_check("", "\n\r\n\n", "PAIN_EEMPTY line 0 record 0 column 0 field \n");
    csv_check("", "\xef\xbb\xbf", "PAIN_EEMPTY line 0 record 0 column 0 field \n");
    csv_check("", "id,visit,\"pain\nA,1,2\n", "PAIN_ESYNTAX line 1 record 0 column 3 field \n");
}
END_TEST

START_TEST(a_file_in_utf16_is_told_by_name)
{
    static const char text[] = "\xff\xfei\0d\0,\0p\0";
    pain_error error;
    char got[TRANSCRIPT];
    csv_case c;

    csv_case_init(&c, "lenient");
    csv_transcribe(got, &c, text, sizeof text - 1, 1, &error);
    ck_assert_str_eq(got, "PAIN_ESYNTAX line 1 record 0 column 0 field \n");
    ck_assert_ptr_nonnull(strstr(error.text, "UTF-16"));
}
END_TEST

START_TEST(a_read_error_reaches_the_caller_and_stays)
{
    static const char text[] = "id,visit,pain\nA,1,3\nB,1,4\nC,1,5\n";
    memory_source source = {text, sizeof text - 1, 0, 5, 0};
    pain_csv_options options = {.size = sizeof options, .lenient = 1, .source = "memory"};
    pain_session row;
    pain_error error;
    pain_csv *csv;
    pain_status status = PAIN_OK;

    source.fail_at = 5;
    ck_assert_int_eq(pain_csv_open(&csv, read_memory, &source, &options, &error), PAIN_EIO);
    ck_assert_ptr_null(csv);
    ck_assert_str_eq(error.source, "memory");
    source.at = 0;
    source.fail_at = 25;
    ck_assert_int_eq(pain_csv_open(&csv, read_memory, &source, &options, &error), PAIN_OK);
    while (status == PAIN_OK)
        status = pain_csv_next(csv, &row, &error);
    ck_assert_int_eq(status, PAIN_EIO);
    ck_assert_uint_eq(error.line, 3);
    source.fail_at = 0;
    memset(&error, 0, sizeof error);
    ck_assert_int_eq(pain_csv_next(csv, &row, &error), PAIN_EIO);
    ck_assert_int_eq(error.code, PAIN_EIO);
    ck_assert_uint_eq(pain_csv_count(csv).rejected, 0);
    pain_csv_free(csv);
}
END_TEST

START_TEST(a_file_that_cannot_be_read_is_told_why)
{
    pain_error error;
    pain_csv *csv;

    ck_assert_int_eq(pain_csv_open_file(&csv, "/nowhere/at/all.csv", NULL, &error), PAIN_EIO);
    ck_assert_str_eq(error.text, "cannot read: no such file");
    ck_assert_str_eq(error.source, "/nowhere/at/all.csv");
    ck_assert_ptr_null(csv);
    ck_assert_int_eq(pain_csv_open_file(&csv, "/", NULL, &error), PAIN_EIO);
    ck_assert_str_eq(error.text, "cannot read: is a directory, not a file");
    ck_assert_int_eq(pain_csv_open_file(&csv, "/dev/null/x", NULL, &error), PAIN_EIO);
    ck_assert_str_eq(error.text, "cannot read: a part of the path is no folder");
}
END_TEST

START_TEST(a_file_is_read_as_memory_is)
{
    char path[] = "csv-XXXXXX";
    int descriptor = mkstemp(path);
    static const char text[] = "id,visit,pain\nA,1,3\n";
    pain_session row;
    pain_csv *csv;

    ck_assert_int_ge(descriptor, 0);
    ck_assert_int_eq(write(descriptor, text, sizeof text - 1), sizeof text - 1);
    ck_assert_int_eq(close(descriptor), 0);
    ck_assert_int_eq(pain_csv_open_file(&csv, path, NULL, NULL), PAIN_OK);
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(pain_csv_next(csv, &row, NULL), PAIN_OK);
    ck_assert_str_eq(row.patient, "A");
    ck_assert_int_eq(row.before, 3);
    ck_assert_int_eq(pain_csv_next(csv, &row, NULL), PAIN_DONE);
    ck_assert_uint_eq(pain_csv_count(csv).bytes, sizeof text - 1);
    ck_assert_int_eq(pain_csv_found_delimiter(csv), ',');
    pain_csv_free(csv);
}
END_TEST

static const char clashing[] = "id,session,pre,post\n" MARKER ",1,7,2\n" MARKER ",2,6,\n" MARKER
                               ",1,7,2\n" MARKER ",2,5,1\n" MARKER ",2,,1\n";

START_TEST(duplicates_and_contradictions_are_errors)
{
    pain_sessions *table;
    pain_csv_counts counts;
    pain_error error;

    ck_assert_int_eq(csv_read_table("", clashing, &table, &counts, &error), PAIN_EDUPLICATE);
    ck_assert_uint_eq(error.line, 4);
    ck_assert_uint_eq(error.record, 3);
    ck_assert_str_eq(error.source, "memory");
    ck_assert_ptr_nonnull(strstr(error.text, "line 2"));
    ck_assert_ptr_null(strstr(error.text, MARKER));
    ck_assert_uint_eq(pain_sessions_count(table), 2);
    pain_sessions_free(table);
}
END_TEST

START_TEST(duplicates_and_contradictions_are_set_aside_when_reading_is_lenient)
{
    pain_sessions *table;
    pain_session row;
    pain_csv_counts counts;
    pain_error error;

    ck_assert_int_eq(csv_read_table("lenient", clashing, &table, &counts, &error), PAIN_OK);
    ck_assert_uint_eq(counts.records, 5);
    ck_assert_uint_eq(counts.rejected, 2);
    ck_assert_uint_eq(pain_sessions_count(table), 2);
    ck_assert_uint_eq(pain_sessions_patients(table), 1);
    ck_assert_int_eq(pain_sessions_get(table, 1, &row), PAIN_OK);
    ck_assert_int_eq(row.before, 6);
    ck_assert_int_eq(row.after, 1);
    pain_sessions_free(table);
}
END_TEST

START_TEST(the_table_has_to_have_the_readers_scale)
{
    memory_source source = {"id,visit,pain\nA,1,3\n", 20, 0, 0, 0};
    const pain_scale same = {0, 100, 10, 1, 0}, other = {0, 100, 1, 0, 0};
    pain_sessions *a, *b;
    pain_error error;
    pain_csv *csv;

    ck_assert_int_eq(pain_csv_open(&csv, read_memory, &source, NULL, &error), PAIN_OK);
    ck_assert_int_eq(pain_sessions_new(&a, &other, NULL), PAIN_OK);
    ck_assert_int_eq(pain_sessions_new(&b, &same, NULL), PAIN_OK);
    ck_assert_int_eq(pain_csv_read(csv, a, &error), PAIN_EINVAL);
    ck_assert_int_eq(pain_csv_read(csv, b, &error), PAIN_OK);
    ck_assert_uint_eq(pain_sessions_count(a), 0);
    ck_assert_uint_eq(pain_sessions_count(b), 1);
    pain_sessions_free(a);
    pain_sessions_free(b);
    pain_csv_free(csv);
}
END_TEST

START_TEST(what_was_read_is_counted)
{
    static const char text[] =
        "id,session,visit,pre,post,arm\nA,1,,7,2,x\n\n,,,,,\nA,2,,99,3.5,x\nA,3,,,,x\n"
        "A,,later,3,,x\nA,,last,,,x\nB,1,,bad,2,x\nC,1,,bad,2,y\nD,1\n";
    pain_sessions *table;
    pain_csv_counts counts;
    pain_error error;

    ck_assert_int_eq(csv_read_table("lenient\nwhere arm=x", text, &table, &counts, &error),
                     PAIN_OK);
    ck_assert_uint_eq(counts.bytes, sizeof text - 1);
    ck_assert_uint_eq(counts.records, 8);
    ck_assert_uint_eq(counts.rejected, 2);
    ck_assert_uint_eq(counts.filtered, 1);
    ck_assert_uint_eq(counts.off_scale, 1);
    ck_assert_uint_eq(counts.off_step, 1);
    ck_assert_uint_eq(counts.empty_scores, 3);
    ck_assert_uint_eq(pain_sessions_count(table), 5);
    pain_sessions_free(table);
}
END_TEST

/* In a wide file, where sessions behind the last score did not take place. */
START_TEST(one_score_is_missing_in_a_row_that_is_no_session)
{
    static const char text[] = "id,pre1,post1,pre2,post2\nA,,,,\nB,7,,,\nC,,,6,\n";
    pain_sessions *table;
    pain_csv_counts counts;

    ck_assert_int_eq(csv_read_table("", text, &table, &counts, NULL), PAIN_OK);
    ck_assert_uint_eq(counts.empty_scores, 1 + 1 + 3);
    ck_assert_uint_eq(pain_sessions_count(table), 4);
    pain_sessions_free(table);
}
END_TEST

/* Opens and reads with memory that runs out at the n-th call. */
static pain_status read_with(failing_allocator *failing, size_t piece)
{
    static const char text[] =
        "id,pre1,post1,pre2,post2,note,arm\nA,7,2,6,1,\"say \"\"a\"\" b\",x\nB,7,2,6,1,,y\n";
    memory_source source = {text, sizeof text - 1, 0, piece, 0};
    csv_case c;
    pain_session row;
    pain_error error = {0};
    pain_csv *csv;

    csv_case_init(&c, "group arm\nwhere arm!=z\nmissing -9\nlenient");
    c.options.allocator = &failing->allocator;
    pain_status status = pain_csv_open(&csv, read_memory, &source, &c.options, &error);

    while (status == PAIN_OK)
        status = pain_csv_next(csv, &row, &error);
    ck_assert_int_eq(error.code, status == PAIN_DONE ? PAIN_OK : PAIN_ENOMEM);
    pain_csv_free(csv);
    return status;
}

START_TEST(memory_may_run_out_at_any_call)
{
    failing_allocator failing;
    size_t fail_at = 0;
    pain_status status;

    do {
        failing_allocator_init(&failing, ++fail_at);
        status = read_with(&failing, 3);
        ck_assert_uint_eq(failing.live, 0);
        ck_assert(status == PAIN_ENOMEM || status == PAIN_DONE);
    } while (status != PAIN_DONE);
    ck_assert_uint_gt(fail_at, 10);
}
END_TEST

START_TEST(the_locale_has_no_effect)
{
    if (setlocale(LC_ALL, "de_DE.UTF-8") == NULL)
        (void)setlocale(LC_ALL, "");
    csv_check("scale vas10", "id,visit,pain\nA,1,3.5\n", "A a0 35>- visit=1 @2\nend");
    (void)setlocale(LC_ALL, "C");
}
END_TEST

START_TEST(many_unclosed_quotes_end_in_reasonable_time)
{
    const size_t lines = 100000, length = 6 * lines;
    char *text = malloc(length + 32), *to = text;
    pain_csv_counts counts;
    pain_sessions *table;
    pain_error error;

    ck_assert_ptr_nonnull(text);
    to += sprintf(to, "x,id,pain\n");
    for (size_t i = 0; i < lines; i++)
        to += sprintf(to, "x\",\"y\n");
    ck_assert_int_eq(csv_read_table("lenient", text, &table, &counts, &error), PAIN_ESYNTAX);
    ck_assert_uint_gt(counts.rejected, 100);
    pain_sessions_free(table);
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("csv");
    TCase *tests = tcase_create("csv");

    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, a_bad_record_is_an_error_with_its_place, 0, N_BAD);
    tcase_add_loop_test(tests, a_bad_record_is_set_aside_when_reading_is_lenient, 0, N_BAD);
    tcase_add_test(tests, a_cell_on_a_later_line_of_its_record_is_told_with_that_line);
    tcase_add_test(tests, after_an_error_the_next_call_goes_on);
    tcase_add_test(tests, a_header_alone_is_no_rows_and_nothing_is_no_header);
    tcase_add_test(tests, a_file_in_utf16_is_told_by_name);
    tcase_add_test(tests, a_read_error_reaches_the_caller_and_stays);
    tcase_add_test(tests, a_file_that_cannot_be_read_is_told_why);
    tcase_add_test(tests, a_file_is_read_as_memory_is);
    tcase_add_test(tests, duplicates_and_contradictions_are_errors);
    tcase_add_test(tests, duplicates_and_contradictions_are_set_aside_when_reading_is_lenient);
    tcase_add_test(tests, the_table_has_to_have_the_readers_scale);
    tcase_add_test(tests, what_was_read_is_counted);
    tcase_add_test(tests, one_score_is_missing_in_a_row_that_is_no_session);
    tcase_add_test(tests, memory_may_run_out_at_any_call);
    tcase_add_test(tests, the_locale_has_no_effect);
    tcase_add_test(tests, many_unclosed_quotes_end_in_reasonable_time);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
