/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of what was recorded. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/intern.h"
#include "fixture.h"
#include "support.h"

static int by_value(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

START_TEST(a_row_begins_with_nothing_known)
{
    pain_session row;

    memset(&row, 0xff, sizeof row);
    pain_session_init(&row);
    ck_assert_uint_eq(row.size, sizeof row);
    ck_assert(row.patient == NULL && row.visit == NULL && row.group == NULL);
    ck_assert(row.day == PAIN_NO_DAY && row.occasion == PAIN_SESSION && row.course == 0);
    ck_assert(row.number == 0 && row.planned == 0 && row.stop == PAIN_STOP_UNKNOWN);
    ck_assert(row.before == PAIN_SCORE_NONE && row.after == PAIN_SCORE_NONE && row.line == 0);
}
END_TEST

START_TEST(rows_come_back_as_given)
{
    pain_sessions *table = table_of("nrs11", "Ann s2 c=3 v=Monday g=North d=-5 of=10 x=well 7>3;"
                                             "Bob f - v=later; Ann e 9; Bob a 4");
    pain_session row;

    ck_assert_uint_eq(pain_sessions_count(table), 4);
    ck_assert_uint_eq(pain_sessions_patients(table), 2);
    ck_assert_int_eq(pain_sessions_get(table, 0, &row), PAIN_OK);
    ck_assert_str_eq(row.patient, "Ann");
    ck_assert_str_eq(row.visit, "Monday");
    ck_assert_str_eq(row.group, "North");
    ck_assert(row.day == -5 && row.number == 2 && row.course == 3 && row.planned == 10);
    ck_assert(row.stop == PAIN_STOP_WELL && row.before == 7 && row.after == 3 && row.line == 1);
    ck_assert_int_eq(pain_sessions_get(table, 1, &row), PAIN_OK);
    ck_assert_str_eq(row.patient, "Bob");
    ck_assert(row.occasion == PAIN_FOLLOW_UP && row.group == NULL && row.before == PAIN_SCORE_NONE);
    ck_assert_int_eq(pain_sessions_get(table, 4, &row), PAIN_EINVAL);
    ck_assert(row.patient == NULL && row.day == PAIN_NO_DAY);
    pain_sessions_free(table);
}
END_TEST

START_TEST(two_rows_of_one_occasion_become_one)
{
    static const char *const rows[] = {
        "p s1 7>; p s1 >3",           "p s1 >3; p s1 7>",
        "p s1 d=1 7>; p s1 d=2 >3", /* the number tells the occasion, not the day */
        "p v=one 7>; p v=one d=4 >3", "p d=4 7>; p d=4 >3",
        "p s1 7>3; p s1 -",           "p s1 -; p s1 -; p s1 7>3",
        "p a1 7>; p a1 >3",           "p s1 c=2 7>; p s1 c=2 >3",
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pain_sessions *table = table_of("nrs11", rows[i]);
        pain_session row;

        ck_assert_msg(pain_sessions_count(table) == 1, "%s", rows[i]);
        ck_assert_int_eq(pain_sessions_get(table, 0, &row), PAIN_OK);
        ck_assert_msg(row.before == 7 && row.after == 3, "%s", rows[i]);
        pain_sessions_free(table);
    }
}
END_TEST

START_TEST(rows_of_different_occasions_stay_apart)
{
    static const char *const rows[] = {
        "p s1 7; p s2 7",  "p s1 7; q s1 7",  "p s1 7; p s1 c=1 7", "p s1 7; p a1 7",
        "p e1 7; p f1 7",  "p 7; p 7",        "p v=a 7; p v=b 7",   "p d=1 7; p d=2 7",
        "p s1 7; p v=1 7", "p s1 7; p d=1 7", "p v=1 7; p d=0 7",
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pain_sessions *table = table_of("nrs11", rows[i]);

        ck_assert_msg(pain_sessions_count(table) == 2, "%s", rows[i]);
        pain_sessions_free(table);
    }
}
END_TEST

START_TEST(a_completed_row_keeps_what_either_says)
{
    pain_sessions *table = table_of("nrs11", "p s1 d=3 of=8 x=other 7>; p s1 v=Monday g=North d=4 "
                                             "of=10 x=well >3; p s1 v=Tuesday g=South of=9");
    pain_session row;

    ck_assert_uint_eq(pain_sessions_count(table), 1);
    ck_assert_int_eq(pain_sessions_get(table, 0, &row), PAIN_OK);
    ck_assert_str_eq(row.visit, "Monday");
    ck_assert_str_eq(row.group, "North");
    ck_assert(row.day == 3 && row.planned == 10 && row.stop == PAIN_STOP_WELL && row.line == 1);
    pain_sessions_free(table);
}
END_TEST

START_TEST(a_second_score_is_a_duplicate_or_a_contradiction)
{
    static const struct {
        const char *rows, *added;
        pain_status status;
    } cases[] = {
        {"p s1 7>3", "p s1 7", PAIN_EDUPLICATE},
        {"p s1 7>3", "p s1 >3", PAIN_EDUPLICATE},
        {"p s1 7>3", "p s1 7>3", PAIN_EDUPLICATE},
        {"p s1 7>3", "p s1 6", PAIN_ECONTRADICTION},
        {"p s1 7>3", "p s1 7>4", PAIN_ECONTRADICTION},
        {"p s1 7>", "p s1 6>3", PAIN_ECONTRADICTION},
        {"p s1 !>", "p s1 !>", PAIN_EDUPLICATE},
        {"p s1 !>", "p s1 7>", PAIN_ECONTRADICTION},
        {"p f v=late 2", "p f v=late 3", PAIN_ECONTRADICTION},
        {"p f d=90 2", "p f d=90 2", PAIN_EDUPLICATE},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pain_sessions *table = table_of("nrs11", cases[i].rows);
        pain_session before, after;
        pain_error error;
        pain_status status;

        ck_assert_int_eq(pain_sessions_get(table, 0, &before), PAIN_OK);
        status = append_text(table, cases[i].added, 77, &error);
        ck_assert_msg(status == cases[i].status, "%s | %s", cases[i].rows, cases[i].added);
        ck_assert_int_eq(error.code, cases[i].status);
        ck_assert_uint_eq(error.line, 77);
        ck_assert_ptr_nonnull(strstr(error.text, "line 1"));
        ck_assert_uint_eq(pain_sessions_count(table), 1);
        ck_assert_int_eq(pain_sessions_get(table, 0, &after), PAIN_OK);
        ck_assert(before.before == after.before && before.after == after.after);
        pain_sessions_free(table);
    }
}
END_TEST

static pain_status append_changed(int what, pain_error *error)
{
    pain_sessions *table = table_of("nrs11", "p s1 7>3");
    pain_session row;

    pain_session_init(&row);
    row.patient = what == 0 ? NULL : what == 1 ? "" : "q";
    row.occasion = what == 2 ? 4 : what == 3 ? -1 : 0;
    row.course = what == 4 ? -1 : 0;
    row.number = what == 5 ? -1 : 0;
    row.planned = what == 6 ? -1 : 0;
    row.stop = what == 7 ? -1 : what == 8 ? 6 : 0;
    row.before = what == 9 ? 11 : what == 10 ? -4 : 0;
    row.after = what == 11 ? 11 : what == 12 ? INT32_MIN : 0;
    row.size = what == 13 ? 0 : what == 14 ? 4 : sizeof row;
    row.line = 9;
    pain_status status = pain_sessions_append(table, what == 15 ? NULL : &row, error);

    ck_assert_uint_eq(pain_sessions_count(table), status == PAIN_OK ? 2 : 1);
    ck_assert_uint_eq(pain_sessions_patients(table), status == PAIN_OK ? 2 : 1);
    pain_sessions_free(table);
    return status;
}

START_TEST(a_row_that_cannot_be_is_refused)
{
    pain_error error;

    for (int what = 0; what < 16; what++) {
        ck_assert_msg(append_changed(what, &error) == PAIN_EINVAL, "%d", what);
        ck_assert_int_eq(error.code, PAIN_EINVAL);
        ck_assert_uint_eq(error.line, what < 13 ? 9 : 0);
        ck_assert_int_eq(append_changed(what, NULL), PAIN_EINVAL);
    }
    ck_assert_int_eq(append_changed(99, &error), PAIN_OK);
    ck_assert_int_eq(pain_sessions_append(NULL, NULL, NULL), PAIN_EINVAL);
}
END_TEST

/* A zero where an older caller has no member would be a score of no pain. */
START_TEST(members_an_older_caller_lacks_are_unknown_and_not_zero)
{
    pain_sessions *table = table_of("nrs11", "");
    pain_session row, got;

    memset(&row, 0, sizeof row);
    row.size = offsetof(pain_session, before);
    row.patient = "p";
    row.day = 4;
    ck_assert_int_eq(pain_sessions_append(table, &row, NULL), PAIN_OK);
    ck_assert_int_eq(pain_sessions_get(table, 0, &got), PAIN_OK);
    ck_assert(got.day == 4 && got.before == PAIN_SCORE_NONE && got.after == PAIN_SCORE_NONE);
    pain_sessions_free(table);
}
END_TEST

START_TEST(empty_labels_are_none)
{
    pain_sessions *table = table_of("nrs11", "p v= g= 7");
    pain_session row;

    ck_assert_int_eq(pain_sessions_get(table, 0, &row), PAIN_OK);
    ck_assert(row.visit == NULL && row.group == NULL);
    pain_sessions_free(table);
}
END_TEST

START_TEST(labels_are_any_bytes)
{
    pain_sessions *table = table_of("nrs11", "");
    pain_session row;
    char all[256];

    for (int i = 0; i < 255; i++)
        all[i] = (char)(i + 1);
    all[255] = '\0';
    for (int i = 0; i < 255; i++) {
        pain_session_init(&row);
        row.patient = all + i;
        row.visit = all + i;
        ck_assert_int_eq(pain_sessions_append(table, &row, NULL), PAIN_OK);
    }
    ck_assert_uint_eq(pain_sessions_patients(table), 255);
    for (size_t i = 0; i < 255; i++) {
        ck_assert_int_eq(pain_sessions_get(table, i, &row), PAIN_OK);
        ck_assert_str_eq(row.patient, all + i);
        ck_assert_str_eq(row.visit, all + i);
    }
    pain_sessions_free(table);
}
END_TEST

START_TEST(a_table_needs_a_valid_scale)
{
    pain_scale scale = {0, 10, 3, 0, PAIN_HIGHER_IS_WORSE};
    pain_sessions *table = (pain_sessions *)&scale;

    ck_assert_int_eq(pain_sessions_new(&table, &scale, NULL), PAIN_EINVAL);
    ck_assert_ptr_null(table);
    ck_assert_int_eq(pain_sessions_new(NULL, NULL, NULL), PAIN_EINVAL);
    ck_assert_int_eq(pain_sessions_new(&table, NULL, NULL), PAIN_OK);
    scale = pain_sessions_scale(table);
    ck_assert_int_eq(pain_scale_steps(&scale), 10);
    pain_sessions_free(table);
}
END_TEST

START_TEST(no_table_has_no_rows)
{
    pain_session row;

    ck_assert_uint_eq(pain_sessions_count(NULL), 0);
    ck_assert_uint_eq(pain_sessions_patients(NULL), 0);
    ck_assert_int_eq(pain_sessions_get(NULL, 0, &row), PAIN_EINVAL);
    ck_assert(row.before == PAIN_SCORE_NONE);
    ck_assert_int_eq(pain_sessions_scale(NULL).highest, 10);
    pain_sessions_free(NULL);
}
END_TEST

START_TEST(reasons_for_stopping_are_read)
{
    static const struct {
        const char *text;
        pain_stop stop;
    } rows[] = {
        {NULL, PAIN_STOP_UNKNOWN},
        {"", PAIN_STOP_UNKNOWN},
        {"  ", PAIN_STOP_UNKNOWN},
        {"unknown", PAIN_STOP_UNKNOWN},
        {"completed", PAIN_STOP_COMPLETED},
        {"Completed as planned.", PAIN_STOP_COMPLETED},
        {"DONE", PAIN_STOP_COMPLETED},
        {"well", PAIN_STOP_WELL},
        {"pain-free", PAIN_STOP_WELL},
        {"early, because well", PAIN_STOP_WELL},
        {"no relief", PAIN_STOP_NO_RELIEF},
        {"Lack_of_efficacy", PAIN_STOP_NO_RELIEF},
        {"adverse event", PAIN_STOP_ADVERSE},
        {"Side effects", PAIN_STOP_ADVERSE},
        {"not completed", PAIN_STOP_OTHER},
        {"unwell", PAIN_STOP_OTHER},
        {"moved away", PAIN_STOP_OTHER},
        {"geht’s gut", PAIN_STOP_OTHER},
        {"completed completed completed completed completed", PAIN_STOP_OTHER},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_msg(pain_stop_parse(rows[i].text) == rows[i].stop, "%s", rows[i].text);
}
END_TEST

static void fill_table(pain_sessions *table, failing_allocator *memory, size_t fail_at)
{
    char row[64];

    for (int i = 0; i < 60; i++) {
        (void)snprintf(row, sizeof row, "patient%d s%d v=visit%d g=group%d 5>4", i, i + 1, i, i);
        size_t n = pain_sessions_count(table), patients = pain_sessions_patients(table);
        pain_error error;

        memory->calls = 0;
        memory->fail_at = fail_at;
        pain_status status = append_text(table, row, 1, &error);

        memory->fail_at = 0;
        if (status == PAIN_OK)
            continue;
        ck_assert_int_eq(status, PAIN_ENOMEM);
        ck_assert_int_eq(error.code, PAIN_ENOMEM);
        ck_assert_uint_eq(pain_sessions_count(table), n);
        ck_assert_uint_eq(pain_sessions_patients(table), patients);
        ck_assert_int_eq(append_text(table, row, 1, NULL), PAIN_OK);
        ck_assert_uint_eq(pain_sessions_count(table), n + 1);
    }
}

START_TEST(memory_that_runs_out_changes_nothing)
{
    failing_allocator memory;
    pain_sessions *table;

    failing_allocator_init(&memory, 1);
    ck_assert_int_eq(pain_sessions_new(&table, NULL, &memory.allocator), PAIN_ENOMEM);
    ck_assert_ptr_null(table);
    for (size_t fail_at = 1; fail_at < 14; fail_at++) {
        failing_allocator_init(&memory, 0);
        ck_assert_int_eq(pain_sessions_new(&table, NULL, &memory.allocator), PAIN_OK);
        fill_table(table, &memory, fail_at);
        pain_sessions_free(table);
        ck_assert_uint_eq(memory.live, 0);
    }
}
END_TEST

/* 100,000 rows: 10,000 patients with ten sessions, the scores of each in two rows far apart. */
START_TEST(many_rows_find_their_other_half)
{
    pain_sessions *table = table_of("nrs11", "");
    char row[64];

    for (int half = 0; half < 2; half++) {
        for (int i = 0; i < 100000; i++) {
            (void)snprintf(row, sizeof row, "p%d s%d %s", i / 10, i % 10 + 1,
                           half == 0 ? "7>" : ">3");
            ck_assert_int_eq(append_text(table, row, (uint64_t)i, NULL), PAIN_OK);
        }
    }
    ck_assert_uint_eq(pain_sessions_count(table), 100000);
    ck_assert_uint_eq(pain_sessions_patients(table), 10000);
    ck_assert_int_eq(append_text(table, "p9999 s10 6", 1, NULL), PAIN_ECONTRADICTION);
    pain_sessions_free(table);
}
END_TEST

/* A list of labels that all have one hash must not be possible to write: what meets under one key
 * parts under another. */
START_TEST(labels_that_meet_under_one_key_part_under_another)
{
    enum { LABELS = 400000 };
    static uint64_t list[LABELS]; /* hash, number */
    const uint64_t key = 1, other = UINT64_C(0x123456789abcdef);
    size_t met = 0, again = 0;
    char a[32], b[32];

    for (uint32_t i = 0; i < LABELS; i++) {
        (void)sprintf(a, i % 2 == 0 ? "P%u" : "a longer label, number %u", i);
        list[i] = (uint64_t)pain__word_of(a, key).hash << 32 | i;
    }
    qsort(list, LABELS, sizeof *list, by_value);
    for (size_t i = 1; i < LABELS; i++) {
        uint32_t first = (uint32_t)list[i - 1], second = (uint32_t)list[i];

        if (list[i - 1] >> 32 != list[i] >> 32)
            continue;
        (void)sprintf(a, first % 2 == 0 ? "P%u" : "a longer label, number %u", first);
        (void)sprintf(b, second % 2 == 0 ? "P%u" : "a longer label, number %u", second);
        met++;
        again += pain__word_of(a, other).hash == pain__word_of(b, other).hash;
    }
    /* 18.6 pairs are expected of hashes drawn at random. */
    ck_assert(met >= 4 && met <= 45);
    ck_assert_uint_eq(again, 0);
}
END_TEST

/* However long they are, labels are found again, also when the slots have grown many times. */
START_TEST(labels_of_every_length_are_found)
{
    enum { LABELS = 100000, LONGEST = 24 };
    const pain_allocator a = pain__allocator(NULL);
    pain__labels labels;
    char text[64];

    pain__labels_init(&labels, &a);
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < LABELS; i++) {
            /* The number, in the last places; before it what makes it 5 to 24 bytes long. */
            (void)sprintf(text, "%.*s%05u", (int)(i % (LONGEST - 4)), "abcdefghijklmnopqrst", i);
            pain__word word = pain__word_of(text, labels.key);

            ck_assert_uint_eq(pain__labels_find(&labels, &word), pass == 0 ? PAIN__NO_LABEL : i);
            if (pass == 1)
                continue;
            ck_assert_int_eq(pain__labels_reserve(&labels, &word), PAIN_OK);
            ck_assert_uint_eq(pain__labels_add(&labels, &word), i);
            ck_assert_uint_eq(pain__labels_add(&labels, &word), i);
            ck_assert_str_eq(pain__labels_text(&labels, i), text);
        }
    ck_assert_uint_eq(labels.n, LABELS);
    pain__labels_clear(&labels);
}
END_TEST

/* One patient with 3,000 sessions, the scores of each in two rows far apart. */
START_TEST(many_rows_of_one_patient_find_their_other_half)
{
    pain_sessions *table = table_of("nrs11", "");
    char row[64];

    for (int half = 0; half < 2; half++)
        for (int i = 0; i < 3000; i++) {
            (void)snprintf(row, sizeof row, "p s%d %s", i + 1, half == 0 ? "7>" : ">3");
            ck_assert_int_eq(append_text(table, row, (uint64_t)i, NULL), PAIN_OK);
            if (i % 100 == 0)
                ck_assert_int_eq(append_text(table, row, 1, NULL), PAIN_EDUPLICATE);
        }
    ck_assert_uint_eq(pain_sessions_count(table), 3000);
    ck_assert_int_eq(append_text(table, "p s1500 6", 1, NULL), PAIN_ECONTRADICTION);
    pain_sessions_free(table);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sessions");
    TCase *tests = tcase_create("sessions");

    tcase_add_test(tests, a_row_begins_with_nothing_known);
    tcase_add_test(tests, rows_come_back_as_given);
    tcase_add_test(tests, two_rows_of_one_occasion_become_one);
    tcase_add_test(tests, rows_of_different_occasions_stay_apart);
    tcase_add_test(tests, a_completed_row_keeps_what_either_says);
    tcase_add_test(tests, a_second_score_is_a_duplicate_or_a_contradiction);
    tcase_add_test(tests, a_row_that_cannot_be_is_refused);
    tcase_add_test(tests, members_an_older_caller_lacks_are_unknown_and_not_zero);
    tcase_add_test(tests, empty_labels_are_none);
    tcase_add_test(tests, labels_are_any_bytes);
    tcase_add_test(tests, a_table_needs_a_valid_scale);
    tcase_add_test(tests, no_table_has_no_rows);
    tcase_add_test(tests, reasons_for_stopping_are_read);
    tcase_add_test(tests, memory_that_runs_out_changes_nothing);
    tcase_add_test(tests, many_rows_find_their_other_half);
    tcase_add_test(tests, labels_of_every_length_are_found);
    tcase_add_test(tests, labels_that_meet_under_one_key_part_under_another);
    tcase_add_test(tests, many_rows_of_one_patient_find_their_other_half);
    suite_add_tcase(suite, tests);
    tcase_set_timeout(tests, 60);
    return run_suite(suite);
}
