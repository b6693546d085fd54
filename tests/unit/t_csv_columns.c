/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the columns are: usual names, layouts, the caller's words, and what is ambiguous. */
#include <config.h>

#include <string.h>

#include "csv_support.h"

/* Opens a header and checks the layout and "role=name" of each role that has a column. */
static void check_columns(const char *options, const char *header, pain_csv_layout layout,
                          const char *want)
{
    static const char *const roles[] = {"patient", "course", "session", "visit",   "day", "kind",
                                        "score",   "before", "after",   "planned", "stop"};
    memory_source source = {header, strlen(header), 0, 3, 0};
    char got[1024] = "";
    csv_case c;
    pain_error error;
    pain_csv *csv;

    csv_case_init(&c, options);
    pain_status status = pain_csv_open(&csv, read_memory, &source, &c.options, &error);

    ck_assert_msg(status == PAIN_OK, "%s: %s", header, error.text);
    for (int role = 0; role < PAIN_ROLES; role++) {
        const char *name = pain_csv_found_column(csv, (pain_csv_role)role);

        if (*name == '\0')
            continue;
        strcat(strcat(strcat(strcat(got, *got != '\0' ? " " : ""), roles[role]), "="), name);
    }
    ck_assert_str_eq(got, want);
    ck_assert_int_eq(pain_csv_found_layout(csv), layout);
    ck_assert_str_eq(pain_csv_found_column(csv, PAIN_ROLES), "");
    pain_csv_free(csv);
}

START_TEST(a_row_a_session_is_known_by_scores_before_and_after)
{
    check_columns("", "patient,session,before,after\n", PAIN_LAYOUT_SESSIONS,
                  "patient=patient session=session before=before after=after");
    check_columns(
        "", "ID;Session No.;Date;Pain (0-10) pre;Pain (0-10) post\n", PAIN_LAYOUT_SESSIONS,
        "patient=ID session=Session No. day=Date before=Pain (0-10) pre after=Pain (0-10) post");
    check_columns(
        "", "mrn,treatment,visit_date,nrs_before,nrs_after,planned_sessions,stop-reason,course\n",
        PAIN_LAYOUT_SESSIONS,
        "patient=mrn course=course session=treatment day=visit_date before=nrs_before "
        "after=nrs_after planned=planned_sessions stop=stop-reason");
    check_columns("", "pid,session,NRS-11 pre,NRS-11 post\n", PAIN_LAYOUT_SESSIONS,
                  "patient=pid session=session before=NRS-11 pre after=NRS-11 post");
    check_columns("", "pid,session,pre_session_pain,post_session_pain,baseline\n",
                  PAIN_LAYOUT_SESSIONS,
                  "patient=pid session=session before=pre_session_pain after=post_session_pain");
}
END_TEST

START_TEST(a_row_a_score_is_known_by_one_score)
{
    check_columns("", "id,time,pain_avg\n", PAIN_LAYOUT_LONG,
                  "patient=id visit=time score=pain_avg");
    check_columns("", "USUBJID,TRT,AVISIT,AVAL,ICE\n", PAIN_LAYOUT_LONG,
                  "patient=USUBJID visit=AVISIT score=AVAL");
    check_columns("", "record_id,redcap_event_name,pain_score\n", PAIN_LAYOUT_LONG,
                  "patient=record_id visit=redcap_event_name score=pain_score");
    check_columns("", "subject,session,kind,nrs\n", PAIN_LAYOUT_LONG,
                  "patient=subject session=session kind=kind score=nrs");
    check_columns("", "subject,visit,vas100\n", PAIN_LAYOUT_LONG,
                  "patient=subject visit=visit score=vas100");
    check_columns("", "subject,visit,treatment,pain,pain_baseline,pain_end\n", PAIN_LAYOUT_LONG,
                  "patient=subject visit=visit score=pain");
}
END_TEST

START_TEST(a_row_a_patient_is_known_by_a_series_of_scores)
{
    check_columns("", "id,pre1,post1,pre2,post2\n", PAIN_LAYOUT_WIDE,
                  "patient=id before=pre1 after=post1");
    check_columns("", "\"pain.0\",\"pain.1\",\"pain.bin.1\",\"age\"\n", PAIN_LAYOUT_WIDE,
                  "before=pain.0");
    check_columns("", "id,pain_before_01,pain_after_01\n", PAIN_LAYOUT_WIDE,
                  "patient=id before=pain_before_01 after=pain_after_01");
    check_columns("", "id,S1_pre,S1_post,S2_pre\n", PAIN_LAYOUT_WIDE,
                  "patient=id before=S1_pre after=S1_post");
    check_columns("", "id,baseline,endpoint\n", PAIN_LAYOUT_WIDE, "patient=id before=baseline");
    check_columns("", "id,Baseline pain,Final pain\n", PAIN_LAYOUT_WIDE,
                  "patient=id before=Baseline pain");
    check_columns("", "id,baseline,post\n", PAIN_LAYOUT_WIDE, "patient=id before=baseline");
    check_columns("", "id,NRS week 0,NRS week 4,NRS month 6\n", PAIN_LAYOUT_WIDE,
                  "patient=id before=NRS week 0");
    check_columns("", "id,baseline,week4,week8\n", PAIN_LAYOUT_WIDE, "patient=id before=baseline");
}
END_TEST

START_TEST(words_inside_words_are_no_scores)
{
    csv_check_refused("", "id,prescription,postcode\n", PAIN_ESCHEMA, "no column of scores");
    csv_check_refused("", "id,visit,painkiller,basement1,trend\n", PAIN_ESCHEMA,
                      "no column of scores");
}
END_TEST

START_TEST(a_name_of_the_patient_counts_more_than_id)
{
    check_columns("", "id,patient_id,pre,post\n", PAIN_LAYOUT_SESSIONS,
                  "patient=patient_id before=pre after=post");
    check_columns("", "STUDYID,USUBJID,SUBJID,AVISIT,AVISITN,AVAL\n", PAIN_LAYOUT_LONG,
                  "patient=USUBJID visit=AVISIT score=AVAL");
}
END_TEST

START_TEST(time_is_a_visit_only_beside_single_scores)
{
    check_columns("", "id,date,time,pre,post\n", PAIN_LAYOUT_SESSIONS,
                  "patient=id day=date before=pre after=post");
}
END_TEST

START_TEST(the_caller_says_what_columns_are)
{
    check_columns("column patient=N\ncolumn before=R1,R2,R3,R4", "N,Th,R1,R2,R3,R4\n",
                  PAIN_LAYOUT_WIDE, "patient=N before=R1");
    check_columns("column score=resp", "subject,time,resp,vas\n", PAIN_LAYOUT_LONG,
                  "patient=subject visit=time score=resp");
    check_columns("column before=a\ncolumn after=b\ncolumn day=when", "id,a,b,when\n",
                  PAIN_LAYOUT_SESSIONS, "patient=id day=when before=a after=b");
    check_columns("column session=", "id,session,pre,post\n", PAIN_LAYOUT_SESSIONS,
                  "patient=id before=pre after=post");
    check_columns("column before=Pain, before", "id;Pain, before;post\n", PAIN_LAYOUT_SESSIONS,
                  "patient=id before=Pain, before after=post");
    check_columns("column score=PAIN_NOW", "id,visit,pain now,pain worst\n", PAIN_LAYOUT_LONG,
                  "patient=id visit=visit score=pain now");
    check_columns("layout wide", "id,pre,post\n", PAIN_LAYOUT_WIDE,
                  "patient=id before=pre after=post");
}
END_TEST

START_TEST(two_columns_for_one_role_are_refused_by_name)
{
    csv_check_refused(
        "", "id,visit,pain_now,pain_worst\n", PAIN_ESCHEMA,
        "columns 'pain_now' and 'pain_worst' could both be 'score': say which: score=pain_now");
    csv_check_refused("", "patient,subject,visit,pain\n", PAIN_ESCHEMA,
                      "say which: patient=patient");
    csv_check_refused("", "patient,pre,Pre,post\n", PAIN_ESCHEMA, "before=pre");
    csv_check_refused("", "patient,pain,visit,pain\n", PAIN_ESCHEMA,
                      "two columns are named 'pain'");
    csv_check_refused("", "id,date,day,pre,post\n", PAIN_ESCHEMA, "say which: day=date");
    csv_check_refused("", "id,pre1,pain_pre_1,post1\n", PAIN_ESCHEMA, "say which: before=pre1");
    csv_check_refused("", "id,pain1,pain2,nrs1,nrs2\n", PAIN_ESCHEMA, "before=pain1,...");
    csv_check_refused("column score=x", "id,visit,x,x\n", PAIN_ESCHEMA, "2 columns are named 'x'");
    csv_check_refused("", "id,pain week 1,pain week 2,pain week 1\n", PAIN_ESCHEMA,
                      "two columns are named 'pain week 1'");
    csv_check_refused("", "id,baseline,week 4,week 4\n", PAIN_ESCHEMA,
                      "two columns are named 'week 4'");
}
END_TEST

START_TEST(a_missing_column_is_refused_with_what_to_say)
{
    csv_check_refused("", "time,nrs\n1,2\n", PAIN_ESCHEMA, "say which: patient=NAME");
    csv_check_refused("", "id,x\n", PAIN_ESCHEMA, "score=NAME");
    csv_check_refused("layout sessions", "id,x\n", PAIN_ESCHEMA, "before=NAME and after=NAME");
    csv_check_refused("layout long", "id,x\n", PAIN_ESCHEMA, "score=NAME");
    csv_check_refused("layout wide", "id,x\n", PAIN_ESCHEMA, "before=A,B,...");
    csv_check_refused("column score=y", "id,x\n", PAIN_ESCHEMA, "score: no column is named 'y'");
    csv_check_refused("group arm", "id,pre,post\n", PAIN_ESCHEMA,
                      "group: no column is named 'arm'");
    csv_check_refused("where arm=1", "id,pre,post\n", PAIN_ESCHEMA,
                      "where: no column is named 'arm'");
    csv_check_refused("", "P7/1/9/3\n", PAIN_ESCHEMA, "is the delimiter another");
}
END_TEST

/* A file without a header has a patient in its first line. */
START_TEST(a_missing_header_is_guessed_and_not_quoted)
{
    static const char text[] = "MARKER,1,7,3\nMARKER,2,6,2\n";
    memory_source source = {text, sizeof text - 1, 0, 0, 0};
    pain_error error;
    pain_csv *csv;

    ck_assert_int_eq(pain_csv_open(&csv, read_memory, &source, NULL, &error), PAIN_ESCHEMA);
    ck_assert_ptr_nonnull(strstr(error.text, "is the header missing?"));
    ck_assert_ptr_null(strstr(error.text, "MARKER"));
    ck_assert_uint_eq(error.line, 1);
}
END_TEST

START_TEST(options_outside_their_range_are_refused)
{
    csv_check_refused("column nrs=x", "id,pre,post\n", PAIN_EINVAL, "ROLE=NAME");
    csv_check_refused("column before", "id,pre,post\n", PAIN_EINVAL, "ROLE=NAME");
    csv_check_refused("column day=id\ncolumn day=id", "id,pre,post\n", PAIN_EINVAL, "given twice");
    csv_check_refused("column before=a,b\ncolumn after=c", "id,a,b,c\n", PAIN_EINVAL,
                      "before names 2 columns and after 1");
    csv_check_refused("column score=a\ncolumn before=b", "id,a,b\n", PAIN_EINVAL, "'before'");
    csv_check_refused("column before=a,b\ncolumn day=d", "id,a,b,d\n", PAIN_EINVAL,
                      "a wide file has not");
    csv_check_refused("layout sessions\ncolumn before=a,b", "id,a,b,d\n", PAIN_EINVAL, "wide file");
    csv_check_refused("where arm", "id,pre,post\n", PAIN_EINVAL, "COLUMN=VALUE");
    csv_check_refused("where =1", "id,pre,post\n", PAIN_EINVAL, "COLUMN=VALUE");
    csv_check_refused("where !=1", "id,pre,post\n", PAIN_EINVAL, "COLUMN=VALUE");
    csv_check_refused("delimiter x", "id,pre,post\n", PAIN_EINVAL, "delimiter");
    csv_check_refused("decimal x", "id,pre,post\n", PAIN_EINVAL, "decimal");
    csv_check_refused("decimal ,", "id,pre,post\n", PAIN_EINVAL, "both decimal mark and delimiter");
}
END_TEST

START_TEST(a_struct_that_is_no_options_is_refused)
{
    memory_source source = {"id,pre,post\n", 12, 0, 0, 0};
    pain_csv_options options = {.size = sizeof options};
    const pain_scale bad = {5, 5, 1, 0, 0};
    pain_error error;
    pain_csv *csv;

    ck_assert_int_eq(pain_csv_open(NULL, read_memory, &source, NULL, &error), PAIN_EINVAL);
    ck_assert_int_eq(pain_csv_open(&csv, NULL, NULL, NULL, &error), PAIN_EINVAL);
    ck_assert_int_eq(pain_csv_open_file(&csv, NULL, NULL, &error), PAIN_EINVAL);
    options.scale = &bad;
    ck_assert_int_eq(pain_csv_open(&csv, read_memory, &source, &options, NULL), PAIN_EINVAL);
    options = (pain_csv_options){.size = sizeof options, .n_columns = 1};
    ck_assert_int_eq(pain_csv_open(&csv, read_memory, &source, &options, NULL), PAIN_EINVAL);
    options = (pain_csv_options){.size = sizeof options, .layout = 9};
    ck_assert_int_eq(pain_csv_open(&csv, read_memory, &source, &options, NULL), PAIN_EINVAL);
    options.size = 0;
    ck_assert_int_eq(pain_csv_open(&csv, read_memory, &source, &options, NULL), PAIN_EINVAL);
    ck_assert_ptr_null(csv);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("csv columns");
    TCase *tests = tcase_create("columns");

    tcase_add_test(tests, a_row_a_session_is_known_by_scores_before_and_after);
    tcase_add_test(tests, a_row_a_score_is_known_by_one_score);
    tcase_add_test(tests, a_row_a_patient_is_known_by_a_series_of_scores);
    tcase_add_test(tests, words_inside_words_are_no_scores);
    tcase_add_test(tests, a_name_of_the_patient_counts_more_than_id);
    tcase_add_test(tests, time_is_a_visit_only_beside_single_scores);
    tcase_add_test(tests, the_caller_says_what_columns_are);
    tcase_add_test(tests, two_columns_for_one_role_are_refused_by_name);
    tcase_add_test(tests, a_missing_column_is_refused_with_what_to_say);
    tcase_add_test(tests, a_missing_header_is_guessed_and_not_quoted);
    tcase_add_test(tests, options_outside_their_range_are_refused);
    tcase_add_test(tests, a_struct_that_is_no_options_is_refused);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
